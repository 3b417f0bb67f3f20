/** Patterns of the match statement (python.gram, `patterns` to `keyword_pattern`; PEP 634). */
import type { Expr, Pattern } from '../ast.ts';
import { FALSE, NONE, parsed, TRUE } from '../constants.ts';
import { syntaxError } from '../errors.ts';
import { ExpressionParser } from './expressions.ts';
import { numberConstant } from './numbers.ts';
import { isKeyword } from './token.ts';

export class PatternParser extends ExpressionParser {
  /** What stands after `case`: one pattern, or an open sequence. */
  patterns(): Pattern {
    const start = this.token.start;
    const first = this.#maybeStar();
    if (!this.atOp(',')) {
      if (first.kind === 'MatchStar') throw this.fail();
      return first;
    }
    const patterns = [first];
    while (this.takeOp(',')) {
      if (this.atOp(':') || this.atKeyword('if')) break;
      patterns.push(this.#maybeStar());
    }
    return { kind: 'MatchSequence', patterns, start, end: this.previous.end };
  }

  #maybeStar(): Pattern {
    if (!this.atOp('*')) return this.#pattern();
    const { start } = this.advance();
    const name = this.expectName();
    return { kind: 'MatchStar', name: name.text === '_' ? null : name.text, start, end: name.end };
  }

  #pattern(): Pattern {
    this.enter(4);
    const pattern = this.#or();
    this.leave(4);
    if (!this.takeKeyword('as')) return pattern;
    if (this.atName() && this.token.text !== '_') {
      const name = this.advance();
      if (!this.atOp('.') && !this.atOp('(') && !this.atOp('=')) {
        return { kind: 'MatchAs', pattern, name: name.text, start: pattern.start, end: name.end };
      }
      this.index--;
    }
    if (this.explaining) {
      const { token } = this;
      if (token.text === '_') throw syntaxError("cannot use '_' as a target", token.start, token.end);
      const wanted = this.minor >= 14 || !this.atName();
      const target = wanted ? this.attempt(() => this.expression(), { quiet: true }) : null;
      if (target) {
        const what =
          this.minor >= 14
            ? `cannot use ${this.describe(target)} as pattern target`
            : 'invalid pattern target';
        throw syntaxError(what, target.start, target.end);
      }
    }
    throw this.fail();
  }

  #or(): Pattern {
    const first = this.#closed();
    if (!this.atOp('|')) return first;
    const patterns = [first];
    while (this.takeOp('|')) patterns.push(this.#closed());
    return { kind: 'MatchOr', patterns, start: first.start, end: this.previous.end };
  }

  #closed(): Pattern {
    const { token } = this;
    const { start } = token;
    if (token.type === 'number' || this.atOp('-') || token.type === 'string' || token.type === 'fstring') {
      const value = this.#literal();
      return { kind: 'MatchValue', value, start, end: value.end };
    }
    if (token.type === 'name') {
      if (isKeyword(token.text)) return this.#singleton();
      return this.#named();
    }
    if (this.atOp('(')) return this.#group();
    if (this.atOp('[')) {
      this.index++;
      const patterns = this.#sequence(']');
      return { kind: 'MatchSequence', patterns, start, end: this.previous.end };
    }
    if (this.atOp('{')) return this.#mapping();
    throw this.fail();
  }

  #singleton(): Pattern {
    const { start, end, text } = this.token;
    const value = { None: NONE, True: TRUE, False: FALSE }[text];
    if (!value) throw this.fail();
    this.index++;
    return { kind: 'MatchSingleton', value, start, end };
  }

  /** A number with its sign, a complex number written as a sum, or strings. */
  #literal(): Expr {
    const { token } = this;
    if (token.type === 'string' || token.type === 'fstring') {
      const value = this.stringsAtom();
      if (value.kind === 'JoinedStr') {
        throw syntaxError('patterns may only match literals and attribute lookups', value.start, value.end);
      }
      return value;
    }
    const left = this.#signedNumber();
    if (!this.atOp('+') && !this.atOp('-')) return left;
    const op = this.advance().text as '+' | '-';
    const right = this.#number();
    const real = left.kind === 'UnaryOp' ? left.operand : left;
    if (real.kind === 'Constant' && real.value.kind === 'complex') {
      throw syntaxError('real number required in complex literal', left.start, left.end);
    }
    if (right.kind === 'Constant' && right.value.kind !== 'complex') {
      throw syntaxError('imaginary number required in complex literal', right.start, right.end);
    }
    return { kind: 'BinOp', left, op, right, start: left.start, end: right.end };
  }

  #signedNumber(): Expr {
    const { start } = this.token;
    if (!this.takeOp('-')) return this.#number();
    const operand = this.#number();
    return { kind: 'UnaryOp', op: '-', operand, start, end: operand.end };
  }

  #number(): Expr {
    const { token } = this;
    if (token.type !== 'number') throw this.fail();
    this.index++;
    const { start, end } = token;
    return { kind: 'Constant', value: parsed(numberConstant(token.text, start)), start, end };
  }

  #dotted(): Expr {
    let value: Expr = this.name();
    while (this.takeOp('.')) {
      const attr = this.expectName();
      value = {
        kind: 'Attribute',
        value,
        attr: attr.text,
        attrStart: attr.start,
        start: value.start,
        end: attr.end,
      };
    }
    return value;
  }

  #named(): Pattern {
    const value = this.#dotted();
    if (this.atOp('(')) return this.#class(value);
    const { start, end } = value;
    if (value.kind !== 'Name') return { kind: 'MatchValue', value, start, end };
    return { kind: 'MatchAs', pattern: null, name: value.id === '_' ? null : value.id, start, end };
  }

  #group(): Pattern {
    const { start } = this.advance();
    if (this.takeOp(')')) return { kind: 'MatchSequence', patterns: [], start, end: this.previous.end };
    const first = this.#maybeStar();
    if (this.takeOp(')')) {
      if (first.kind === 'MatchStar') throw this.fail();
      return first;
    }
    const patterns = [first];
    while (this.takeOp(',')) {
      if (this.atOp(')')) break;
      patterns.push(this.#maybeStar());
    }
    this.expectOp(')');
    return { kind: 'MatchSequence', patterns, start, end: this.previous.end };
  }

  #sequence(close: string): Pattern[] {
    const patterns: Pattern[] = [];
    while (!this.atOp(close)) {
      patterns.push(this.#maybeStar());
      if (!this.takeOp(',')) break;
    }
    this.expectOp(close);
    return patterns;
  }

  #mapping(): Pattern {
    const { start } = this.advance();
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.atOp('}')) {
      if (this.takeOp('**')) {
        const name = this.expectName();
        if (name.text === '_') throw this.fail();
        rest = name.text;
        if (this.takeOp(',') && !this.atOp('}') && this.minor >= 15) {
          const place = 'must be the last (right-most) subpattern in the mapping pattern';
          throw syntaxError(`double star pattern ${place}`, name.start, name.end);
        }
        break;
      }
      keys.push(this.#mappingKey());
      this.expectOp(':');
      patterns.push(this.#pattern());
      if (!this.takeOp(',')) break;
    }
    this.expectOp('}');
    return { kind: 'MatchMapping', keys, patterns, rest, start, end: this.previous.end };
  }

  #mappingKey(): Expr {
    const { token } = this;
    if (token.type !== 'name') return this.#literal();
    if (isKeyword(token.text)) {
      const singleton = this.#singleton();
      if (singleton.kind !== 'MatchSingleton') throw this.fail();
      return { kind: 'Constant', value: singleton.value, start: token.start, end: token.end };
    }
    const key = this.#dotted();
    if (key.kind === 'Name') throw this.fail();
    return key;
  }

  #class(cls: Expr): Pattern {
    this.expectOp('(');
    const patterns: Pattern[] = [];
    const kwdAttrs: string[] = [];
    const kwdPatterns: Pattern[] = [];
    while (!this.atOp(')')) {
      const next = this.peek();
      if (this.atName() && next.type === 'op' && next.text === '=') {
        kwdAttrs.push(this.advance().text);
        this.index++;
        kwdPatterns.push(this.#pattern());
      } else {
        const pattern = this.#pattern();
        if (kwdAttrs.length > 0) {
          throw this.mistake('positional patterns follow keyword patterns', pattern.start, pattern.end);
        }
        patterns.push(pattern);
      }
      if (!this.takeOp(',')) break;
    }
    this.expectOp(')');
    return {
      kind: 'MatchClass',
      cls,
      patterns,
      kwdAttrs,
      kwdPatterns,
      start: cls.start,
      end: this.previous.end,
    };
  }
}
