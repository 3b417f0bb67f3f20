/** Statements (python.gram, `statements` to `match_stmt`), with the mistakes the grammar names. */
import type { BinaryOperator, ClassDefStmt, Expr, FunctionDefStmt, Stmt } from '../ast.ts';
import { CompileFailure, notSupported, syntaxError } from '../errors.ts';
import { CompoundParser } from './compound.ts';
import type { Token } from './token.ts';

const AUGMENTED = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '@=', '&=', '|=', '^=', '>>=', '<<=', '**=']);

export class StatementParser extends CompoundParser {
  /** The statements of a file. */
  file(): Stmt[] {
    const body: Stmt[] = [];
    while (!this.atType('end')) body.push(...this.statement());
    return body;
  }

  /** Mode 'single': one statement (or one line of simple ones). */
  interactive(): Stmt[] {
    const body = this.statement();
    while (this.atType('newline')) this.index++;
    if (!this.atType('end')) {
      throw syntaxError(
        'multiple statements found while compiling a single statement',
        this.token.start,
        this.token.end,
      );
    }
    return body;
  }

  /** Mode 'eval'. */
  evalInput(): Expr {
    const value = this.expressions();
    while (this.atType('newline')) this.index++;
    if (!this.atType('end')) throw this.fail();
    return value;
  }

  statement(): Stmt[] {
    const { token } = this;
    if (token.type === 'indent') throw this.#unexpectedIndent(token);
    if (token.type === 'name') {
      const compound = this.#compound(token);
      if (compound) return [compound];
    } else if (token.type === 'op' && token.text === '@') {
      return [this.#decorated()];
    }
    return this.simpleStatements();
  }

  #unexpectedIndent(token: Token): CompileFailure {
    return new CompileFailure('IndentationError', 'unexpected indent', token.end - 1, token.end - 1);
  }

  #compound(token: Token): Stmt | null {
    switch (token.text) {
      case 'if':
        return this.ifStatement();
      case 'while':
        return this.whileStatement();
      case 'for':
        return this.forStatement();
      case 'try':
        return this.tryStatement();
      case 'with':
        return this.withStatement();
      case 'def':
        return this.functionDefinition([], token.start);
      case 'class':
        return this.classDefinition([], token.start);
      case 'async': {
        const next = this.peek();
        if (next.type === 'name' && ['def', 'for', 'with'].includes(next.text)) {
          throw notSupported(`'async ${next.text}' is`, token.start, next.end);
        }
        throw this.fail();
      }
      case 'match':
        return this.minor >= 10 ? this.matchStatement() : null;
      default:
        return null;
    }
  }

  #decorated(): FunctionDefStmt | ClassDefStmt {
    const { start } = this.token;
    const decorators: Expr[] = [];
    while (this.takeOp('@')) {
      const decorator = this.namedExpression();
      if (this.minor < 9) this.#oldDecorator(decorator);
      decorators.push(decorator);
      if (!this.atType('newline')) throw this.fail();
      this.index++;
    }
    if (this.atKeyword('def')) return this.functionDefinition(decorators, start);
    if (this.atKeyword('class')) return this.classDefinition(decorators, start);
    if (this.atKeyword('async')) throw notSupported("'async def' is", this.token.start, this.token.end);
    throw this.fail();
  }

  /** Up to 3.8 a decorator is a dotted name with at most one call. */
  #oldDecorator(decorator: Expr): void {
    let part = decorator.kind === 'Call' ? decorator.func : decorator;
    while (part.kind === 'Attribute') part = part.value;
    if (part.kind !== 'Name') throw syntaxError('invalid syntax', decorator.start, decorator.end);
  }

  simpleStatements(): Stmt[] {
    const body: Stmt[] = [];
    do {
      if (body.length > 0 && this.atType('newline')) break;
      body.push(this.#simple());
    } while (this.takeOp(';'));
    if (!this.atType('newline')) throw this.fail();
    this.index++;
    return body;
  }

  #simple(): Stmt {
    const { token } = this;
    if (token.type === 'name') {
      const statement = this.#keywordStatement(token);
      if (statement) return statement;
    }
    return this.#expressionStatement();
  }

  #keywordStatement(token: Token): Stmt | null {
    const { start } = token;
    switch (token.text) {
      case 'pass':
      case 'break':
      case 'continue': {
        this.index++;
        const kind = ({ pass: 'Pass', break: 'Break', continue: 'Continue' } as const)[token.text];
        return { kind, start, end: token.end };
      }
      case 'return': {
        this.index++;
        const value = this.startsExpression(true) ? this.starExpressions() : null;
        return { kind: 'Return', value, start, end: this.previous.end };
      }
      case 'raise':
        return this.#raise();
      case 'global':
      case 'nonlocal': {
        this.index++;
        const names = [this.expectName().text];
        while (this.takeOp(',')) names.push(this.expectName().text);
        const kind = token.text === 'global' ? 'Global' : 'Nonlocal';
        return { kind, names, start, end: this.previous.end };
      }
      case 'del':
        return this.#delete();
      case 'assert': {
        this.index++;
        const test = this.minor >= 15 && this.explaining ? this.#asserted() : this.expression();
        const msg = !this.takeOp(',')
          ? null
          : this.minor >= 15 && this.explaining
            ? this.#asserted()
            : this.expression();
        return { kind: 'Assert', test, msg, start, end: this.previous.end };
      }
      case 'import':
        return this.importName();
      case 'from':
        return this.importFrom();
      case 'type':
        if (this.minor >= 12) this.#refuseTypeAlias(token);
        return null;
      case 'lazy':
        if (this.minor >= 15) this.#refuseLazyImport(token);
        return null;
      default:
        return null;
    }
  }

  #refuseLazyImport(token: Token): void {
    const next = this.peek(1);
    if (next.type === 'name' && (next.text === 'import' || next.text === 'from'))
      throw notSupported("'lazy import' is", token.start, next.end);
  }

  #refuseTypeAlias(token: Token): void {
    const name = this.peek(1);
    const next = this.peek(2);
    if (name.type === 'name' && next.type === 'op' && (next.text === '=' || next.text === '[')) {
      throw notSupported("the 'type' statement is", token.start, name.end);
    }
  }

  #raise(): Stmt {
    const { start } = this.advance();
    if (!this.startsExpression()) {
      if (this.explaining && this.minor >= 15 && this.atKeyword('from')) {
        throw syntaxError("did you forget an expression between 'raise' and 'from'?", start, this.token.end);
      }
      return { kind: 'Raise', exc: null, cause: null, start, end: this.previous.end };
    }
    const exc = this.expression();
    const from = this.token;
    const cause = this.takeKeyword('from') ? this.#cause(from) : null;
    return { kind: 'Raise', exc, cause, start, end: this.previous.end };
  }

  #cause(from: Token): Expr {
    if (this.explaining && this.minor >= 15 && !this.startsExpression())
      throw syntaxError("did you forget an expression after 'from'?", from.start, from.end);
    return this.expression();
  }

  /** An expression of `assert`, with the mistakes that 3.15 knows (invalid_assert_stmt). */
  #asserted(): Expr {
    const at = this.index;
    const test = this.expression();
    const names = this.atOp(':=');
    if (!names && !(this.atOp('=') && test.kind === 'Name')) {
      this.index = at;
      return this.namedExpression();
    }
    this.index++;
    const value = this.attempt(() => this.expression());
    if (value === null) throw this.fail();
    const message = names
      ? 'cannot use named expression without parentheses here'
      : `cannot assign to ${this.describe(test)} here. Maybe you meant '==' instead of '='?`;
    throw syntaxError(message, test.start, value.end);
  }

  #delete(): Stmt {
    const { start } = this.advance();
    const targets: Expr[] = [];
    const first = this.index;
    do {
      if (targets.length > 0 && (this.atType('newline') || this.atOp(';'))) break;
      // From 3.9 on invalid_del_stmt reads what follows as any expressions.
      if (this.explaining && this.minor >= 9 && (this.atKeyword('not') || this.atKeyword('lambda'))) break;
      targets.push(this.atOp('*') ? this.starExpression() : this.bitwiseOr());
    } while (this.takeOp(','));
    const ends = this.atType('newline') || this.atOp(';');
    const wrong = targets.map((target) => this.invalidTarget(target, true)).find((target) => target !== null);
    if (ends && !wrong) return { kind: 'Delete', targets, start, end: this.previous.end };
    if (!this.explaining || (this.minor <= 8 && !ends)) throw this.fail();
    if (this.minor <= 8 && wrong?.kind === 'Starred')
      throw this.mistake("can't use starred expression here", wrong.start, wrong.end);
    this.index = first;
    const whole = this.starExpressions();
    this.checkTarget(whole, 'delete');
    throw this.fail();
  }

  // ---- assignments and expressions

  #expressionStatement(): Stmt {
    const { start } = this.token;
    const firstIndex = this.index;
    const first = this.yieldOrStarExpressions();
    const { token } = this;
    if (token.type === 'op') {
      if (token.text === '=') return this.#assignment(first, firstIndex, start);
      if (AUGMENTED.has(token.text)) return this.#augmented(first, start);
      if (token.text === ':') return this.#annotated(first, firstIndex, start);
      if (token.text === ':=' && this.explaining) this.#explainWalrus(first);
    }
    return { kind: 'ExprStmt', value: first, start, end: this.previous.end };
  }

  #explainWalrus(first: Expr): void {
    if (this.minor < 9 || first.kind === 'Name') return;
    const back = this.index;
    this.index++;
    const value = this.attempt(() => this.expression(), { quiet: true });
    this.index = back;
    if (!value || first.kind === 'Tuple') return;
    const message = `cannot use assignment expressions with ${this.describe(first)}`;
    throw syntaxError(message, first.start, first.end);
  }

  #assignment(first: Expr, firstIndex: number, start: number): Stmt {
    const targets: Expr[] = [];
    let value = first;

    while (this.atOp('=')) {
      this.#checkAssigned(value, firstIndex);
      this.index++;
      targets.push(value);

      value = this.yieldOrStarExpressions();
    }
    return { kind: 'Assign', targets, value, start, end: this.previous.end };
  }

  #checkAssigned(target: Expr, first: number): void {
    const yields = (target.kind === 'Yield' || target.kind === 'YieldFrom') && !this.grouped.has(target);
    if (!yields && !this.invalidTarget(target)) return;
    if (!this.explaining) throw this.fail();
    if (yields) throw syntaxError('assignment to yield expression not possible', target.start, target.end);
    if (this.minor >= 10) this.#explainStatement(first);
    this.checkTarget(target, 'assign to');
  }

  /** The statement is read as a list of conditions would be, in which `=` has explanations of its own. */
  #explainStatement(first: number): void {
    const back = this.index;
    this.index = first;
    this.attempt(() => {
      this.starNamedExpression();
      while (this.takeOp(',') && this.startsExpression(true)) this.starNamedExpression();
    });
    this.index = back;
  }

  #augmented(target: Expr, start: number): Stmt {
    const operator = this.token;
    const simple = ['Name', 'Attribute', 'Subscript'].includes(target.kind);
    if (!simple) {
      if (this.minor < 9) {
        const list = target.kind === 'Tuple' || target.kind === 'List';
        const message = list
          ? 'illegal expression for augmented assignment'
          : `cannot assign to ${this.describe(target)}`;
        throw this.mistake(message, target.start, target.end);
      }
      if (!this.explaining) throw this.fail();
      this.index++;
      this.yieldOrStarExpressions();
      const message = `'${this.describe(target)}' is an illegal expression for augmented assignment`;
      throw syntaxError(message, target.start, target.end);
    }
    this.index++;
    const value = this.yieldOrStarExpressions();
    const op = operator.text.slice(0, -1) as BinaryOperator;
    return { kind: 'AugAssign', target, op, value, start, end: this.previous.end };
  }

  #annotated(target: Expr, firstIndex: number, start: number): Stmt {
    if (!['Name', 'Attribute', 'Subscript'].includes(target.kind)) {
      if (!this.explaining) throw this.fail();
      this.index++;
      this.expression();
      const list = target.kind === 'List' || target.kind === 'Tuple';
      if (list) {
        const open = target.kind === 'Tuple' && this.tokens[firstIndex].text !== '(';
        const place = open && target.kind === 'Tuple' ? target.elts[0] : target;
        const message = `only single target (not ${this.describe(target)}) can be annotated`;
        throw syntaxError(message, place.start, place.end);
      }
      throw syntaxError('illegal target for annotation', target.start, target.end);
    }
    this.index++;
    const annotation = this.expression();
    const value = this.takeOp('=') ? this.yieldOrStarExpressions() : null;
    const simple = target.kind === 'Name' && !this.grouped.has(target);
    return { kind: 'AnnAssign', target, annotation, value, simple, start, end: this.previous.end };
  }
}
