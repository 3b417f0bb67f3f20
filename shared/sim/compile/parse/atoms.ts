/** Atoms: names, literals, displays, comprehensions, targets (python.gram, `atom` to `for_if_clauses`). */
import type { Comprehension, ComprehensionExpr, Expr, NameExpr } from '../ast.ts';
import { ELLIPSIS, FALSE, NONE, parsed, TRUE } from '../constants.ts';
import { notSupported, syntaxError } from '../errors.ts';
import { numberConstant } from './numbers.ts';
import { ParameterParser } from './parameters.ts';
import { isKeyword, type Token } from './token.ts';

export abstract class AtomParser extends ParameterParser {
  abstract namedExpression(): Expr;
  abstract starExpressions(): Expr;
  abstract yieldExpression(): Expr;
  abstract bitwiseOr(): Expr;
  protected abstract disjunction(): Expr;
  protected abstract stringsAtom(): Expr;
  protected abstract starred(item: () => Expr): Expr;
  protected abstract list(item: () => Expr): Expr;
  protected abstract explainExpression(body: Expr, first: number): void;

  protected atom(): Expr {
    const { token } = this;
    const place = { start: token.start, end: token.end };
    switch (token.type) {
      case 'number':
        this.index++;
        return { kind: 'Constant', value: parsed(numberConstant(token.text, token.start)), ...place };
      case 'string':
      case 'fstring':
        return this.stringsAtom();
      case 'name':
        return this.nameAtom(token);
      case 'op':
        if (token.text === '(') return this.parenthesized();
        if (token.text === '[') return this.bracketed();
        if (token.text === '{') return this.braced();
        if (token.text === '...') {
          this.index++;
          return { kind: 'Constant', value: ELLIPSIS, ...place };
        }
        throw this.fail();
      default:
        throw this.fail();
    }
  }

  protected nameAtom(token: Token): Expr {
    const place = { start: token.start, end: token.end };
    if (!isKeyword(token.text)) {
      this.index++;
      return { kind: 'Name', id: token.text, ...place };
    }
    switch (token.text) {
      case 'None':
        this.index++;
        return { kind: 'Constant', value: NONE, ...place };
      case 'True':
        this.index++;
        return { kind: 'Constant', value: TRUE, ...place };
      case 'False':
        this.index++;
        return { kind: 'Constant', value: FALSE, ...place };
      case 'await':
        throw notSupported("'await' is", token.start, token.end);
      default:
        throw this.fail();
    }
  }

  name(): NameExpr {
    const token = this.expectName();
    return { kind: 'Name', id: token.text, start: token.start, end: token.end };
  }

  protected parenthesized(): Expr {
    const open = this.advance();
    if (this.takeOp(')')) return { kind: 'Tuple', elts: [], start: open.start, end: this.previous.end };
    if (this.atKeyword('yield')) {
      const value = this.yieldExpression();
      this.expectOp(')');
      this.grouped.add(value);
      return value;
    }
    if (this.explaining && this.minor >= 10) this.explainGroup();
    const first = this.starNamedExpression();
    if (this.atKeyword('for') || this.atKeyword('async')) {
      return this.comprehension('GeneratorExp', open, first, null, ')');
    }
    if (this.atOp(',')) {
      const elts = this.elements(first, ')');
      return { kind: 'Tuple', elts, start: open.start, end: this.previous.end };
    }
    if (first.kind === 'Starred') {
      if (this.explaining && this.atOp(')')) {
        const cannot = this.minor >= 10 ? 'cannot' : "can't";
        throw syntaxError(`${cannot} use starred expression here`, first.start, first.end);
      }
      throw this.fail();
    }
    this.expectOp(')');
    this.grouped.add(first);
    return first;
  }

  starNamedExpression(): Expr {
    return this.atOp('*') ? this.starred(() => this.bitwiseOr()) : this.namedExpression();
  }

  protected explainGroup(): void {
    if (!this.atOp('**')) return;
    const stars = this.token;
    const back = this.index;
    this.index++;
    const value = this.attempt(() => this.expression(), { quiet: true });
    if (value && this.atOp(')')) {
      throw syntaxError('cannot use double starred expression here', stars.start, stars.end);
    }
    this.index = back;
  }

  /** The rest of a list of elements, of which `first` is parsed, and the closing bracket. */
  protected elements(first: Expr, close: string): Expr[] {
    const elts = [first];
    while (this.takeOp(',')) {
      if (this.atOp(close)) break;
      if (close === '}' && this.explaining && this.minor >= 15 && this.atOp('**'))
        throw syntaxError('cannot use dict unpacking here', this.token.start, this.token.end);
      elts.push(close === '}' ? this.setItem() : this.starNamedExpression());
      if (this.explaining && this.minor >= 10 && close !== ')' && this.atKeyword('for')) {
        const message = 'did you forget parentheses around the comprehension target?';
        throw syntaxError(message, first.start, elts[elts.length - 1].end);
      }
    }
    this.expectOp(close);
    return elts;
  }

  protected bracketed(): Expr {
    const open = this.advance();
    if (this.takeOp(']')) return { kind: 'List', elts: [], start: open.start, end: this.previous.end };
    const first = this.starNamedExpression();
    if (this.atKeyword('for') || this.atKeyword('async')) {
      return this.comprehension('ListComp', open, first, null, ']');
    }
    const elts = this.elements(first, ']');
    return { kind: 'List', elts, start: open.start, end: this.previous.end };
  }

  /** An item of a set display, where an assignment expression may stand as it is from 3.9. */
  private setItem(): Expr {
    return this.minor >= 9 || this.atOp('*') ? this.starNamedExpression() : this.expression();
  }

  protected braced(): Expr {
    const open = this.advance();
    if (this.takeOp('}'))
      return { kind: 'Dict', keys: [], values: [], start: open.start, end: this.previous.end };
    if (this.atOp('**')) return this.dict(open);
    const first = this.setItem();
    if (this.atOp(':') && first.kind !== 'Starred') {
      const key = first;
      if (key.kind === 'NamedExpr' && !this.grouped.has(key)) throw this.fail();
      const value = this.dictValue();
      if (this.atKeyword('for') || this.atKeyword('async')) {
        return this.comprehension('DictComp', open, key, value, '}');
      }
      return this.dict(open, key, value);
    }
    if (this.atKeyword('for') || this.atKeyword('async')) {
      return this.comprehension('SetComp', open, first, null, '}');
    }
    const elts = this.elements(first, '}');
    return { kind: 'Set', elts, start: open.start, end: this.previous.end };
  }

  /** A key after others: from 3.10 to 3.14 a mistake in it counts less than that it has no colon (invalid_double_starred_kvpairs). */
  #laterKey(): Expr {
    if (!this.explaining || this.minor < 10 || this.minor > 14) return this.expression();
    const key =
      this.attempt(() => this.expression(), { quiet: true }) ??
      this.attempt(() => this.disjunction(), { quiet: true });
    if (key !== null) return key;
    if (this.minor < 14) throw this.fail();
    return this.expression();
  }

  protected dictValue(): Expr {
    const colon = this.expectOp(':');
    if (this.explaining && this.minor >= 10) {
      if (this.atOp('}') || this.atOp(',')) {
        throw syntaxError("expression expected after dictionary key and ':'", colon.start, colon.end);
      }
      if (this.atOp('*')) {
        throw syntaxError(
          'cannot use a starred expression in a dictionary value',
          this.token.start,
          this.token.end,
        );
      }
    }
    return this.expression();
  }

  protected dict(open: Token, key?: Expr, value?: Expr): Expr {
    const keys: (Expr | null)[] = [];
    const values: Expr[] = [];
    if (key && value) {
      keys.push(key);
      values.push(value);
      if (!this.takeOp(',')) {
        this.expectOp('}');
        return { kind: 'Dict', keys, values, start: open.start, end: this.previous.end };
      }
    }
    while (!this.atOp('}')) {
      if (this.atOp('**')) {
        const stars = this.advance();
        keys.push(null);
        values.push(this.bitwiseOr());
        if (this.minor >= 15 && keys.length === 1 && this.atKeyword('for'))
          return this.comprehension('DictComp', open, values[0], null, '}');
        if (this.explaining && this.atKeyword('for')) {
          const message = 'dict unpacking cannot be used in dict comprehension';
          throw syntaxError(message, stars.start, stars.end);
        }
      } else {
        if (this.explaining && this.minor >= 15 && this.atOp('*'))
          throw syntaxError('cannot use dict unpacking here', this.token.start, this.token.end);
        const next = this.#laterKey();
        if (this.explaining && this.minor >= 10 && !this.atOp(':')) {
          throw syntaxError("':' expected after dictionary key", next.end - 1, next.end);
        }
        keys.push(next);
        values.push(this.dictValue());
      }
      if (!this.takeOp(',')) break;
    }
    this.expectOp('}');
    return { kind: 'Dict', keys, values, start: open.start, end: this.previous.end };
  }

  protected comprehension(
    kind: ComprehensionExpr['kind'],
    open: Token,
    elt: Expr,
    value: Expr | null,
    close: string,
  ): Expr {
    if (elt.kind === 'Starred' && this.minor < 15) {
      throw this.mistake('iterable unpacking cannot be used in comprehension', elt.start, elt.end);
    }
    const generators = this.comprehensionClauses();
    const end = this.expectOp(close).end;
    if (kind === 'DictComp') return { kind, elt, value, generators, start: open.start, end };
    return { kind, elt, generators, start: open.start, end };
  }

  comprehensionClauses(): Comprehension[] {
    const clauses: Comprehension[] = [];
    while (this.atKeyword('for') || this.atKeyword('async')) {
      if (this.atKeyword('async')) {
        throw notSupported('asynchronous comprehensions are', this.token.start, this.token.end);
      }
      this.index++;
      const target = this.forTarget(true);
      this.index++;
      const iter = this.disjunction();
      const ifs: Expr[] = [];
      while (this.takeKeyword('if')) {
        const test = this.disjunction();
        if (this.explaining) this.explainExpression(test, this.index - 1);
        ifs.push(test);
      }
      clauses.push({ target, iter, ifs });
    }
    return clauses;
  }

  /** star_targets before the `in`, which comes next. */
  forTarget(inComprehension: boolean): Expr {
    const first = this.index;
    const item = () => (this.atOp('*') ? this.starred(() => this.bitwiseOr()) : this.bitwiseOr());
    const target = this.list(item);
    if (this.atKeyword('in') && !this.invalidTarget(target)) return target;
    if (!this.explaining) throw this.fail();
    const isTarget = !this.atKeyword('in') && !this.invalidTarget(target);
    if (this.minor >= 13 && inComprehension && isTarget) {
      throw this.errorAtToken("'in' expected after for-loop variables");
    }
    if (this.minor >= 9) {
      // invalid_for_target reads on as if it were any expression.
      this.index = first;
      const whole = this.starExpressions();
      this.checkTarget(whole, 'assign to', true);
    } else {
      this.checkTarget(target, 'assign to');
    }
    throw this.fail();
  }

  /** Fails, or in the second pass says so, when `target` cannot be assigned to or deleted. */
  protected checkTarget(target: Expr, verb: 'assign to' | 'delete', isLoop = false): void {
    const wrong = this.invalidTarget(target, verb === 'delete', isLoop);
    if (!wrong) return;
    throw this.mistake(`cannot ${verb} ${this.describe(wrong)}`, wrong.start, wrong.end);
  }

  /** The part of `target` that is none (pegen.c, _PyPegen_get_invalid_target), or null. */
  protected invalidTarget(target: Expr, deleting = false, isLoop = false): Expr | null {
    switch (target.kind) {
      case 'Name':
      case 'Attribute':
      case 'Subscript':
        return null;
      case 'Starred':
        return deleting ? target : this.invalidTarget(target.value, deleting, isLoop);
      case 'List':
      case 'Tuple':
        for (const elt of target.elts) {
          const wrong = this.invalidTarget(elt, deleting, isLoop);
          if (wrong) return wrong;
        }
        return null;
      case 'Compare':
        // `for a in b` was read as the comparison `a in b`.
        if (!isLoop) return target;
        return target.ops[0] === 'in' ? this.invalidTarget(target.left, deleting, isLoop) : null;
      default:
        return target;
    }
  }
}
