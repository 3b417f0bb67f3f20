/** Compound statements and imports (python.gram, `if_stmt` to `match_stmt`). */
import type {
  Alias,
  ClassDefStmt,
  ExceptHandler,
  Expr,
  FunctionDefStmt,
  ImportFromStmt,
  MatchCase,
  Stmt,
  WithItem,
} from '../ast.ts';
import { CompileFailure, notSupported, syntaxError } from '../errors.ts';
import { PatternParser } from './patterns.ts';
import type { Token } from './token.ts';

export abstract class CompoundParser extends PatternParser {
  abstract statement(): Stmt[];
  abstract simpleStatements(): Stmt[];

  /** The `:` before a block. Where the line ends instead, the second pass says what is missing. */
  protected colon(): void {
    if (this.takeOp(':')) return;
    if (this.explaining && this.minor >= 10 && this.atType('newline'))
      throw this.errorAtToken("expected ':'");
    throw this.fail();
  }

  /** The block after a colon. `what` and `keyword` are for the error when it is missing. */
  protected block(what: string, keyword: Token): Stmt[] {
    if (!this.atType('newline')) return this.simpleStatements();
    this.index++;
    if (!this.atType('indent')) {
      const line = this.source.lineAt(keyword.start);
      const rest = this.tokens.slice(this.index, this.index + 101);
      if (this.minor < 9 && rest.find((token) => token.type !== 'dedent')?.type === 'end') {
        throw this.errorAtToken('unexpected EOF while parsing');
      }
      const after = this.minor >= 10 ? ` after ${what} on line ${line}` : '';
      const { token } = this;
      const message = `expected an indented block${after}`;
      throw new CompileFailure('IndentationError', message, token.start, token.end);
    }
    this.index++;
    const body: Stmt[] = [];
    while (!this.atType('dedent') && !this.atType('end')) body.push(...this.statement());
    if (this.atType('dedent')) this.index++;
    return body;
  }

  ifStatement(): Stmt {
    // An elif chain is a nest of ifs; it is built from its end, so that long chains need no deep recursion.
    const arms: { token: Token; test: Expr; body: Stmt[] }[] = [];
    let orelse: Stmt[] = [];
    do {
      const token = this.advance();
      const test = this.namedExpression();
      this.colon();
      arms.push({ token, test, body: this.block(`'${token.text}' statement`, token) });
    } while (this.atKeyword('elif'));
    orelse = this.#else();
    const { end } = this.previous;
    for (const { token, test, body } of arms.reverse()) {
      orelse = [{ kind: 'If', test, body, orelse, start: token.start, end }];
    }
    return orelse[0];
  }

  #else(): Stmt[] {
    if (!this.atKeyword('else')) return [];
    const token = this.advance();
    this.forceOp(':');
    const body = this.block("'else' statement", token);
    if (this.explaining && this.minor >= 14 && this.atKeyword('elif')) {
      throw syntaxError("'elif' block follows an 'else' block", this.token.start, this.token.end);
    }
    return body;
  }

  whileStatement(): Stmt {
    const token = this.advance();
    const test = this.namedExpression();
    this.colon();
    const body = this.block("'while' statement", token);
    const orelse = this.#else();
    return { kind: 'While', test, body, orelse, start: token.start, end: this.previous.end };
  }

  forStatement(): Stmt {
    const token = this.advance();
    const target = this.forTarget(false);
    this.expectKeyword('in');
    const iter = this.minor >= 9 ? this.starExpressions() : this.expressions();
    this.colon();
    const body = this.block("'for' statement", token);
    const orelse = this.#else();
    return { kind: 'For', target, iter, body, orelse, start: token.start, end: this.previous.end };
  }

  tryStatement(): Stmt {
    const token = this.advance();
    this.forceOp(':');
    const body = this.block("'try' statement", token);
    const handlers: ExceptHandler[] = [];
    let star = false;
    while (this.atKeyword('except')) {
      const starred = this.#atExceptStar();
      if (handlers.length > 0 && starred !== star)
        throw this.mistake(
          "cannot have both 'except' and 'except*' on the same 'try'",
          this.token.start,
          starred ? this.peek().end : this.token.end,
        );
      star = starred;
      handlers.push(this.#handler(starred));
    }
    const orelse = handlers.length > 0 ? this.#else() : [];
    let finalbody: Stmt[] = [];
    if (this.atKeyword('finally')) {
      const keyword = this.advance();
      this.forceOp(':');
      finalbody = this.block("'finally' statement", keyword);
    } else if (handlers.length === 0) {
      if (this.explaining && this.minor >= 10)
        throw this.errorAtToken("expected 'except' or 'finally' block");
      throw this.fail();
    }
    return {
      kind: 'Try',
      body,
      handlers,
      star,
      orelse,
      finalbody,
      start: token.start,
      end: this.previous.end,
    };
  }

  #atExceptStar(): boolean {
    const next = this.peek();
    return this.minor >= 11 && next.type === 'op' && next.text === '*';
  }

  #handler(starred: boolean): ExceptHandler {
    const token = this.advance();
    if (starred) {
      this.index++;
      if (this.atOp(':') || this.atType('newline'))
        throw this.mistake('expected one or more exception types', this.token.start, this.token.end);
    }
    let type: Expr | null = null;
    let name: string | null = null;
    if (!this.atOp(':') && !this.atType('newline')) {
      const first = this.expression();
      type = first;
      if (this.atOp(',')) type = this.#bareTypes(first);
      if (this.takeKeyword('as')) {
        if (type !== first && this.minor >= 14) {
          throw this.mistake(
            "multiple exception types must be parenthesized when using 'as'",
            first.start,
            this.token.end,
          );
        }
        const at = this.index;
        const target =
          this.explaining && this.minor >= 14 && this.startsExpression()
            ? this.attempt(() => this.expression())
            : null;
        this.index = at;
        if (target !== null && target.kind !== 'Name') {
          const message = `cannot use except${starred ? '*' : ''} statement with ${this.describe(target)}`;
          throw syntaxError(message, target.start, target.end);
        }
        name = this.expectName().text;
      }
    }
    this.colon();
    const body = this.block(starred ? "'except*' statement" : "'except' statement", token);
    return { type, name, body, start: token.start, end: this.previous.end };
  }

  /** `except A, B:` is right from 3.14 on (PEP 758) and a mistake of its own before. */
  #bareTypes(first: Expr): Expr {
    const elts = [first];
    while (this.takeOp(',')) {
      if (this.atOp(':')) break;
      elts.push(this.expression());
    }
    if (this.minor >= 14) {
      return { kind: 'Tuple', elts, start: first.start, end: this.previous.end };
    }
    if (this.explaining && this.minor >= 10) {
      if (this.takeKeyword('as')) this.expectName();
      if (this.atOp(':')) {
        throw syntaxError('multiple exception types must be parenthesized', first.start, this.token.start);
      }
    }
    throw this.fail();
  }

  withStatement(): Stmt {
    const token = this.advance();
    const { explaining } = this;
    let items: WithItem[] | null = null;
    if (this.minor >= 9 && this.atOp('(')) {
      items = this.attempt(
        () => {
          this.index++;
          const inner: WithItem[] = [];
          do {
            if (inner.length > 0 && this.atOp(')')) break;
            inner.push(this.#withItem());
          } while (this.takeOp(','));
          this.expectOp(')');
          if (explaining && this.minor >= 10 && inner.some((item) => item.target)) {
            if (this.atType('newline')) throw this.errorAtToken("expected ':'");
          }
          if (!this.atOp(':')) throw this.fail();
          return inner;
        },
        { quiet: true },
      );
    }
    if (!items) {
      items = [];
      do items.push(this.#withItem());
      while (this.takeOp(','));
    }
    this.colon();
    const body = this.block("'with' statement", token);
    return { kind: 'With', items, body, start: token.start, end: this.previous.end };
  }

  #withItem(): WithItem {
    const context = this.expression();
    if (!this.takeKeyword('as')) return { context, target: null };
    const target = this.atOp('*') ? this.starExpression() : this.bitwiseOr();
    const ends = this.atOp(',') || this.atOp(')') || this.atOp(':');
    if (ends || this.minor < 9) this.checkTarget(target, 'assign to');
    else if (this.explaining && this.minor >= 10) this.colon();
    else throw this.fail();
    return { context, target };
  }

  functionDefinition(decorators: Expr[], start: number): FunctionDefStmt {
    const keyword = this.advance();
    const name = this.expectName();
    this.#refuseTypeParameters();
    if (this.minor >= 11) this.forceOp('(');
    else this.expectOp('(');
    const params = this.parameters('def');
    this.expectOp(')');
    const returns = this.atOp('->') ? this.#returns() : null;
    this.forceOp(':');
    const body = this.block('function definition', keyword);
    const { end } = this.previous;
    return { kind: 'FunctionDef', name: name.text, params, body, decorators, returns, start, end };
  }

  /** `-> annotation`; where no expression follows, the arrow is left to be complained about. */
  #returns(): Expr | null {
    const back = this.index;
    this.index++;
    const value = this.attempt(() => this.expression());
    if (value === null) this.index = back;
    return value;
  }

  #refuseTypeParameters(): void {
    if (this.minor >= 12 && this.atOp('[')) {
      throw notSupported('type parameters are', this.token.start, this.token.end);
    }
  }

  classDefinition(decorators: Expr[], start: number): ClassDefStmt {
    const keyword = this.advance();
    const name = this.expectName();
    this.#refuseTypeParameters();
    const { args, keywords } = this.atOp('(') ? this.callArguments(false) : { args: [], keywords: [] };
    this.colon();
    const body = this.block('class definition', keyword);
    const { end } = this.previous;
    return { kind: 'ClassDef', name: name.text, bases: args, keywords, body, decorators, start, end };
  }

  // ---- match

  /** A match statement, or null where `match` is a name. */
  matchStatement(): Stmt | null {
    const next = this.peek();
    // What can only follow a name is no match statement.
    if (next.type === 'newline' || next.type === 'end') return null;
    if (next.type === 'op' && !'([{-+~*'.includes(next.text) && next.text !== '...') return null;
    const token = this.token;
    const subject = this.attempt(
      () => {
        this.index++;
        const value = this.#subject();
        if (this.explaining && this.atType('newline')) throw this.errorAtToken("expected ':'");
        this.expectOp(':');
        if (!this.atType('newline')) throw this.fail();
        return value;
      },
      { quiet: !this.explaining },
    );
    if (!subject) return null;
    this.index++;
    if (!this.atType('indent')) {
      const line = this.source.lineAt(token.start);
      const message = `expected an indented block after 'match' statement on line ${line}`;
      throw new CompileFailure('IndentationError', message, this.token.start, this.token.end);
    }
    this.index++;
    const cases: MatchCase[] = [];
    while (this.atKeyword('case')) cases.push(this.#case());
    if (cases.length === 0 || !this.atType('dedent')) throw this.fail();
    this.index++;
    return { kind: 'Match', subject, cases, start: token.start, end: this.previous.end };
  }

  #subject(): Expr {
    const first = this.starNamedExpression();
    if (!this.atOp(',')) {
      if (first.kind === 'Starred') throw this.fail();
      return first;
    }
    const elts = [first];
    while (this.takeOp(',')) {
      if (this.atOp(':')) break;
      elts.push(this.starNamedExpression());
    }
    return { kind: 'Tuple', elts, start: first.start, end: this.previous.end };
  }

  #case(): MatchCase {
    const token = this.advance();
    const pattern = this.patterns();
    const guard = this.takeKeyword('if') ? this.namedExpression() : null;
    this.colon();
    const body = this.block("'case' statement", token);
    return { pattern, guard, body };
  }

  // ---- imports

  importName(): Stmt {
    const { start } = this.advance();
    const names: Alias[] = [];
    if (this.explaining && this.minor >= 13 && this.atType('newline')) {
      throw syntaxError("Expected one or more names after 'import'", this.token.start, this.token.start);
    }
    do names.push(this.#alias(true));
    while (this.takeOp(','));
    if (this.explaining && this.minor >= 12 && this.atKeyword('from')) {
      const message = "Did you mean to use 'from ... import ...' instead?";
      this.index++;
      this.#dottedName();
      throw syntaxError(message, start, this.previous.end);
    }
    return { kind: 'Import', names, start, end: this.previous.end };
  }

  #alias(dotted: boolean): Alias {
    const { start } = this.token;
    const name = dotted ? this.#dottedName() : this.expectName().text;
    const asname = this.takeKeyword('as') ? this.#importTarget() : null;
    return { name, asname, start, end: this.previous.end };
  }

  #importTarget(): string {
    if (this.explaining && this.minor >= 14) {
      const back = this.index;
      const target = this.expression();
      const next = this.token;
      const ends = next.type === 'newline' || this.atOp(',') || this.atOp(')') || this.atOp(';');
      if (target.kind !== 'Name' || !ends)
        throw syntaxError(`cannot use ${this.describe(target)} as import target`, target.start, target.end);
      this.index = back;
    }
    return this.expectName().text;
  }

  #dottedName(): string {
    let name = this.expectName().text;
    while (this.takeOp('.')) name += `.${this.expectName().text}`;
    return name;
  }

  importFrom(): ImportFromStmt {
    const { start } = this.advance();
    let level = 0;
    for (; this.atOp('.') || this.atOp('...'); this.index++) level += this.token.text.length;
    const module = this.atName() ? this.#dottedName() : null;
    if (level === 0 && module === null) throw this.fail();
    this.expectKeyword('import');
    const names = this.#importTargets();
    return { kind: 'ImportFrom', module, names, level, start, end: this.previous.end };
  }

  #importTargets(): Alias[] {
    const { token } = this;
    if (this.takeOp('*')) return [{ name: '*', asname: null, start: token.start, end: token.end }];
    const parenthesized = this.takeOp('(');
    const names: Alias[] = [];
    if (this.explaining && this.minor >= 13 && token.type === 'newline') {
      throw syntaxError("Expected one or more names after 'import'", token.start, token.end);
    }
    do {
      if (parenthesized && names.length > 0 && this.atOp(')')) break;
      if (!parenthesized && names.length > 0 && this.atType('newline')) {
        const message = 'trailing comma not allowed without surrounding parentheses';
        throw this.mistake(message, this.token.start, this.token.end);
      }
      names.push(this.#alias(false));
    } while (this.takeOp(','));
    if (parenthesized) this.expectOp(')');
    return names;
  }
}
