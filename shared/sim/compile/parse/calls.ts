/** Primaries: attributes, calls and their arguments, subscripts (python.gram, `primary` to `kwarg_or_double_starred`). */
import type { Expr, Keyword } from '../ast.ts';
import { syntaxError } from '../errors.ts';
import { AtomParser } from './atoms.ts';
import { isKeyword, type Token } from './token.ts';

export abstract class CallParser extends AtomParser {
  protected abstract assignmentExpression(): Expr;
  abstract startsExpression(starred?: boolean): boolean;

  protected primary(): Expr {
    let value = this.atom();
    for (;;) {
      const { token } = this;
      if (token.type !== 'op') return value;
      if (token.text === '.') {
        this.index++;
        const name = this.expectName();
        value = {
          kind: 'Attribute',
          value,
          attr: name.text,
          attrStart: name.start,
          start: value.start,
          end: name.end,
        };
      } else if (token.text === '(') {
        value = this.call(value);
      } else if (token.text === '[') {
        this.index++;
        const slice = this.slices();
        const close = this.expectOp(']');
        value = { kind: 'Subscript', value, slice, start: value.start, end: close.end };
      } else {
        return value;
      }
    }
  }

  protected call(func: Expr): Expr {
    const { args, keywords } = this.callArguments();
    return { kind: 'Call', func, args, keywords, start: func.start, end: this.previous.end };
  }

  /** `( ... )` of a call or of a class definition. */
  callArguments(allowGenerator = true): { args: Expr[]; keywords: Keyword[] } {
    this.expectOp('(');
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    let unpacked = false;
    while (!this.atOp(')')) {
      const { token } = this;
      if (this.atOp('*')) {
        if (unpacked) this.explainStarAfterUnpacking(args, keywords);
        if (this.explaining && args.length + keywords.length > 0) this.explainLoneStar(token);
        const value = this.starred(() => this.expression());
        if (this.atKeyword('for') && this.minor >= 15) {
          this.generator(args, keywords, token, value, allowGenerator);
          continue;
        }
        args.push(value);
        this.explainAssignedUnpacking(token, 'iterable');
        if (
          this.explaining &&
          this.atKeyword('for') &&
          this.attempt(() => this.comprehensionClauses(), { quiet: true })
        )
          throw syntaxError('iterable unpacking cannot be used in comprehension', value.start, value.end);
      } else if (this.atOp('**')) {
        this.index++;
        const value = this.expression();
        keywords.push({ name: null, value, start: token.start, end: value.end });
        unpacked = true;
        this.explainAssignedUnpacking(token, 'keyword');
      } else if (this.atKeywordArgument()) {
        keywords.push(this.keyword());
      } else {
        this.positional(args, keywords, unpacked, allowGenerator);
      }
      if (!this.takeOp(',')) break;
    }
    this.expectOp(')');
    return { args, keywords };
  }

  protected explainStarAfterUnpacking(args: Expr[], keywords: Keyword[]): never {
    const first = args[0] ?? keywords[0];
    throw this.mistake(
      'iterable argument unpacking follows keyword argument unpacking',
      first.start,
      this.previous.start,
    );
  }

  protected explainLoneStar(star: Token): void {
    if (this.minor !== 12) return;
    this.index++;
    const message = 'iterable argument unpacking follows keyword argument unpacking';
    if (!this.startsExpression()) throw syntaxError(message, star.start, star.end);
    this.index--;
  }

  protected explainAssignedUnpacking(star: Token, what: 'iterable' | 'keyword'): void {
    if (!this.explaining || this.minor < 12 || !this.atOp('=')) return;
    this.index++;
    if (!this.attempt(() => this.expression(), { quiet: true })) return;
    throw syntaxError(`cannot assign to ${what} argument unpacking`, star.start, this.previous.end);
  }

  protected atKeywordArgument(): boolean {
    const { token } = this;
    if (token.type !== 'name') return false;
    const next = this.peek();
    if (next.type !== 'op' || next.text !== '=') return false;
    if (!isKeyword(token.text)) return true;
    if (this.explaining && this.minor !== 9 && ['True', 'False', 'None'].includes(token.text)) {
      throw syntaxError(`cannot assign to ${token.text}`, token.start, next.end);
    }
    return false;
  }

  protected keyword(): Keyword {
    const name = this.advance();
    const equals = this.advance();
    if (this.explaining && this.minor >= 12 && (this.atOp(')') || this.atOp(','))) {
      throw syntaxError('expected argument value expression', name.start, equals.end);
    }
    const value = this.expression();
    if (this.explaining && this.minor >= 10 && this.atKeyword('for')) {
      const message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
      throw syntaxError(message, name.start, equals.end);
    }
    return { name: name.text, value, start: name.start, end: value.end };
  }

  protected positional(args: Expr[], keywords: Keyword[], unpacked: boolean, allowGenerator: boolean): void {
    const next = this.atName() ? this.peek() : null;
    const walrus = next?.type === 'op' && next.text === ':=';
    const first = this.token;
    const value = walrus ? this.assignmentExpression() : this.expression();
    if (this.atOp('=') && this.explaining) {
      throw syntaxError(
        'expression cannot contain assignment, perhaps you meant "=="?',
        value.start,
        this.minor >= 10 ? this.token.end : value.end,
      );
    }
    if (this.atKeyword('for') || this.atKeyword('async')) {
      this.generator(args, keywords, first, value, allowGenerator);
      return;
    }
    if (keywords.length > 0) {
      const message = `positional argument follows keyword argument${unpacked ? ' unpacking' : ''}`;
      // CPython points at the token it looked at last: the one after the argument.
      throw this.mistake(message, this.minor >= 10 ? this.token.start : value.start, this.token.end);
    }
    args.push(value);
  }

  /** The clauses of a generator expression that is the only argument; `first` is the token it begins with. */
  protected generator(
    args: Expr[],
    keywords: Keyword[],
    first: Token,
    elt: Expr,
    allowGenerator: boolean,
  ): void {
    if (!allowGenerator) throw this.fail();
    const generators = this.comprehensionClauses();
    const end = this.previous.end;
    const sole = args.length === 0 && keywords.length === 0;
    if (!sole || !this.atOp(')')) {
      throw this.mistake('Generator expression must be parenthesized', elt.start, end);
    }
    const open = this.tokens[this.tokens.indexOf(first) - 1];
    args.push({ kind: 'GeneratorExp', elt, generators, start: open.start, end: this.token.end });
  }

  protected slices(): Expr {
    const first = this.slice();
    if (!this.atOp(',') && first.kind !== 'Starred') return first;
    const elts = [first];
    while (this.takeOp(',')) {
      if (this.atOp(']')) break;
      elts.push(this.slice());
    }
    return { kind: 'Tuple', elts, start: first.start, end: this.previous.end };
  }

  protected slice(): Expr {
    const start = this.token.start;
    if (this.minor >= 11 && this.atOp('*')) return this.starred(() => this.expression());
    let lower: Expr | null = null;
    if (!this.atOp(':')) {
      // An assignment expression needs no brackets of its own here from 3.10.
      const index = this.minor >= 10 ? this.namedExpression() : this.expression();
      if (!this.atOp(':')) return index;
      if (index.kind === 'NamedExpr' && !this.grouped.has(index)) throw this.fail();
      lower = index;
    }
    this.advance();
    const ends = () => this.atOp(']') || this.atOp(',') || this.atOp(':');
    const upper = ends() ? null : this.expression();
    let step: Expr | null = null;
    if (this.takeOp(':')) step = this.atOp(']') || this.atOp(',') ? null : this.expression();
    return { kind: 'Slice', lower, upper, step, start, end: this.previous.end };
  }
}
