/** Expressions above primaries: lists, conditions, operators, lambda (python.gram, `star_expressions` to `power`). */
import type { BinaryOperator, CompareOperator, Expr, UnaryOperator } from '../ast.ts';
import { CompileFailure, syntaxError } from '../errors.ts';
import { CallParser } from './calls.ts';
import { parseStrings } from './literals.ts';
import { isKeyword, type Token } from './token.ts';

/** Precedence of the binary operators below `**`. */
const BINARY: Record<string, number> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '@': 6,
};
const COMPARE = new Set(['<', '>', '==', '>=', '<=', '!=']);
/** Keywords an expression may start with. */
const EXPRESSION_KEYWORDS = new Set(['not', 'lambda', 'await', 'None', 'True', 'False']);

export class ExpressionParser extends CallParser {
  /** Whether the tokens are those of an f-string's replacement field. */
  insideField = false;

  /** `a, *b`: a tuple where there is a comma, else one expression, possibly starred. */
  starExpressions(): Expr {
    return this.list(() => this.starExpression());
  }

  /** `a, b` without stars (eval input). */
  expressions(): Expr {
    return this.list(() => this.expression());
  }

  protected list(item: () => Expr): Expr {
    const first = item();
    if (!this.atOp(',')) return first;
    const elts = [first];
    while (this.takeOp(',')) {
      if (!this.startsExpression(true)) break;
      elts.push(item());
    }
    return { kind: 'Tuple', elts, start: first.start, end: this.previous.end };
  }

  starExpression(): Expr {
    return this.atOp('*') ? this.starred(() => this.bitwiseOr()) : this.expression();
  }

  protected starred(item: () => Expr): Expr {
    const star = this.advance();
    const argument = this.explaining && this.minor >= 13 && !this.startsExpression(true);
    if (argument && (this.atOp(')') || this.atOp(']') || this.atOp(':') || this.atOp(','))) {
      throw this.errorAtToken('Invalid star expression');
    }
    const value = item();
    return { kind: 'Starred', value, start: star.start, end: value.end };
  }

  /** Whether the next token can begin an expression; with `starred`, also a starred one. */
  startsExpression(starred = false): boolean {
    const { token } = this;
    switch (token.type) {
      case 'number':
      case 'string':
      case 'fstring':
        return true;
      case 'name':
        return !isKeyword(token.text) || EXPRESSION_KEYWORDS.has(token.text);
      case 'op':
        return '([{-+~'.includes(token.text) || token.text === '...' || (starred && token.text === '*');
      default:
        return false;
    }
  }

  yieldExpression(): Expr {
    const start = this.expectKeyword('yield').start;
    if (this.takeKeyword('from')) {
      const value = this.expression();
      return { kind: 'YieldFrom', value, start, end: value.end };
    }
    const value = this.startsExpression(true) ? this.starExpressions() : null;
    return { kind: 'Yield', value, start, end: value?.end ?? this.previous.end };
  }

  yieldOrStarExpressions(): Expr {
    return this.atKeyword('yield') ? this.yieldExpression() : this.starExpressions();
  }

  namedExpression(): Expr {
    if (this.atName()) {
      const next = this.peek();
      if (next.type === 'op' && next.text === ':=') return this.assignmentExpression();
    }
    const first = this.index;
    const value = this.expression();
    if (this.atOp(':=')) {
      const at = this.index;
      if (this.explaining) {
        this.index++;
        const ok = this.attempt(() => this.expression(), { quiet: true });
        if (ok) {
          const message = `cannot use assignment expressions with ${this.describe(value)}`;
          throw syntaxError(message, value.start, value.end);
        }
        this.index = at;
      }
      throw this.fail();
    }
    if (this.explaining && this.minor >= 10 && this.atOp('=')) this.explainAssignment(first);
    return value;
  }

  protected assignmentExpression(): Expr {
    const target = this.name();
    this.advance();
    const value = this.expression();
    return { kind: 'NamedExpr', target, value, start: target.start, end: value.end };
  }

  /**
   * `=` where a condition or an element was expected (invalid_named_expression): `first` is the token the
   * expression before it began with; the next token is the `=`.
   */
  protected explainAssignment(first: number): void {
    const back = this.index;
    const equals = back;
    this.index = first;
    const left = this.attempt(() => this.bitwiseOr(), { quiet: true });
    if (left && this.index === equals) {
      this.index++;
      const right = this.attempt(() => this.bitwiseOr(), { quiet: true });
      if (right && !this.atOp('=') && !this.atOp(':=')) {
        if (left.kind === 'Name' && !this.grouped.has(left)) {
          const message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
          throw syntaxError(message, left.start, right.end);
        }
        const singleton = left.kind === 'Constant' && ['None', 'True', 'False'].includes(left.value.kind);
        if (!['List', 'Tuple', 'GeneratorExp'].includes(left.kind) && !singleton) {
          const message = `cannot assign to ${this.describe(left)} here. Maybe you meant '==' instead of '='?`;
          throw syntaxError(message, left.start, left.end);
        }
      }
    }
    this.index = back;
  }

  expression(): Expr {
    this.enter(12);
    const first = this.index;
    if (this.atKeyword('lambda')) {
      const lambda = this.lambda();
      this.leave(12);
      return lambda;
    }
    if (this.explaining && this.minor >= 14) this.#statementBeforeIf();
    const body = this.disjunction();
    if (this.explaining) this.explainExpression(body, first);
    if (!this.atKeyword('if')) {
      this.leave(12);
      return body;
    }
    this.index++;
    const test = this.disjunction();
    if (this.explaining && this.minor >= 10 && !this.atKeyword('else') && !this.atOp(':')) {
      const message = "expected 'else' after 'if' expression";
      throw syntaxError(message, body.start, test.end);
    }
    this.expectKeyword('else');
    if (this.explaining && this.minor >= 14 && this.atStatementKeyword()) {
      throw syntaxError(
        "expected expression after 'else', but statement is given",
        this.token.start,
        Math.max(this.token.end, this.token.start + 1),
      );
    }
    if (this.explaining && this.minor >= 14 && !this.startsExpression()) {
      throw syntaxError(
        "expected expression after 'else', but statement is given",
        this.token.start,
        Math.max(this.token.end, this.token.start + 1),
      );
    }
    const orelse = this.expression();
    this.leave(12);
    return { kind: 'IfExp', test, body, orelse, start: body.start, end: orelse.end };
  }

  /** `pass if a else b`. */
  #statementBeforeIf(): void {
    const { token, index } = this;
    if (!['pass', 'break', 'continue'].some((keyword) => this.atKeyword(keyword))) return;
    this.index++;
    const isIf =
      this.takeKeyword('if') && this.attempt(() => this.disjunction()) !== null && this.atKeyword('else');
    this.index = index;
    if (isIf)
      throw syntaxError("expected expression before 'if', but statement is given", token.start, token.end);
  }

  protected atStatementKeyword(): boolean {
    return ['pass', 'break', 'continue', 'return', 'raise', 'del', 'import', 'from', 'assert', 'global'].some(
      (keyword) => this.atKeyword(keyword),
    );
  }

  /** invalid_expression and invalid_legacy_expression: two expressions side by side. */
  protected explainExpression(body: Expr, first: number): void {
    const { token } = this;
    if (body.kind === 'Name' && (body.id === 'print' || body.id === 'exec') && this.minor >= 10) {
      if (this.startsExpression(true) && !this.atOp('(')) {
        const back = this.index;
        const rest = this.attempt(() => this.starExpressions(), { quiet: true });
        this.index = back;
        if (rest) {
          const message = `Missing parentheses in call to '${body.id}'. Did you mean ${body.id}(...)?`;
          throw syntaxError(message, body.start, rest.end);
        }
      }
      return;
    }
    if (this.minor < 10 || !this.startsExpression()) return;
    const opener = this.tokens[first];
    const next = this.tokens[first + 1];
    if (
      opener.type === 'name' &&
      (next.type === 'string' || next.type === 'fstring') &&
      !isKeyword(opener.text)
    )
      return;
    if (
      opener.type === 'name' &&
      ['match', 'case', '_', ...(this.minor >= 12 ? ['type'] : [])].includes(opener.text)
    ) {
      return;
    }
    if (token.type === 'op' && '([-+'.includes(token.text)) return;
    const back = this.index;
    const second = this.attempt(() => this.expression(), { quiet: true });
    const level = second ? this.previous.level : 0;
    const insideField = this.insideField;
    this.index = back;
    if (second && (level > 0 || insideField)) {
      throw syntaxError('invalid syntax. Perhaps you forgot a comma?', body.start, second.end);
    }
  }

  lambda(): Expr {
    const start = this.expectKeyword('lambda').start;
    if (this.explaining && this.insideField && this.minor >= 12) this.explainFieldLambda(start);
    const params = this.parameters('lambda');
    this.expectOp(':');
    const body = this.expression();
    return { kind: 'Lambda', params, body, start, end: body.end };
  }

  /** The colon of a bare lambda begins the format specification. */
  protected explainFieldLambda(start: number): void {
    const names = this.index;
    while (!this.atType('end') && !this.atOp(':')) this.index++;
    if (this.atType('end')) {
      const message = 'f-string: lambda expressions are not allowed without parentheses';
      throw syntaxError(message, start, this.token.end + 1);
    }
    this.index = names;
  }

  protected disjunction(): Expr {
    const first = this.conjunction();
    if (!this.atKeyword('or')) return first;
    const values = [first];
    while (this.takeKeyword('or')) values.push(this.conjunction());
    return { kind: 'BoolOp', op: 'or', values, start: first.start, end: values[values.length - 1].end };
  }

  protected conjunction(): Expr {
    const first = this.inversion();
    if (!this.atKeyword('and')) return first;
    const values = [first];
    while (this.takeKeyword('and')) values.push(this.inversion());
    return { kind: 'BoolOp', op: 'and', values, start: first.start, end: values[values.length - 1].end };
  }

  protected inversion(): Expr {
    if (!this.atKeyword('not')) return this.comparison();
    this.enter(2);
    const start = this.advance().start;
    const operand = this.inversion();
    this.leave(2);
    return { kind: 'UnaryOp', op: 'not', operand, start, end: operand.end };
  }

  protected comparison(): Expr {
    const left = this.bitwiseOr();
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    for (let op = this.compareOperator(); op !== null; op = this.compareOperator()) {
      ops.push(op);
      comparators.push(this.bitwiseOr());
    }
    if (ops.length === 0) return left;
    return {
      kind: 'Compare',
      left,
      ops,
      comparators,
      start: left.start,
      end: comparators[comparators.length - 1].end,
    };
  }

  protected compareOperator(): CompareOperator | null {
    const { token } = this;
    if (token.type === 'op' && COMPARE.has(token.text)) {
      this.index++;
      return token.text as CompareOperator;
    }
    if (token.type !== 'name') return null;
    if (token.text === 'in') {
      this.index++;
      return 'in';
    }
    if (token.text === 'not') {
      const next = this.peek();
      if (next.type !== 'name' || next.text !== 'in') return null;
      this.index += 2;
      return 'not in';
    }
    if (token.text === 'is') {
      this.index++;
      return this.takeKeyword('not') ? 'is not' : 'is';
    }
    return null;
  }

  bitwiseOr(): Expr {
    return this.binary(1);
  }

  protected binary(precedence: number): Expr {
    let left = this.factor();
    for (;;) {
      const { token } = this;
      const own = token.type === 'op' ? BINARY[token.text] : undefined;
      if (own === undefined || own < precedence) return left;
      this.index++;
      if (this.explaining && this.minor >= 13 && this.atKeyword('not')) this.explainNot();
      const right = this.binary(own + 1);
      left = {
        kind: 'BinOp',
        left,
        op: token.text as BinaryOperator,
        right,
        start: left.start,
        end: right.end,
      };
    }
  }

  protected explainNot(): void {
    const { start } = this.token;
    this.inversion();
    throw syntaxError("'not' after an operator must be parenthesized", start, this.previous.end);
  }

  protected factor(): Expr {
    const { token } = this;
    if (token.type === 'op' && (token.text === '-' || token.text === '+' || token.text === '~')) {
      this.enter(2);
      this.index++;
      if (this.explaining && this.minor >= 13 && this.atKeyword('not')) this.explainNot();
      const operand = this.factor();
      this.leave(2);
      return {
        kind: 'UnaryOp',
        op: token.text as UnaryOperator,
        operand,
        start: token.start,
        end: operand.end,
      };
    }
    const base = this.primary();
    if (!this.atOp('**')) return base;
    this.enter(2);
    this.index++;
    const right = this.factor();
    this.leave(2);
    return { kind: 'BinOp', left: base, op: '**', right, start: base.start, end: right.end };
  }

  protected stringsAtom(): Expr {
    const first = this.index;
    while (this.atType('string') || this.atType('fstring')) this.index++;
    const tokens = this.tokens.slice(first, this.index);
    if (this.minor > 8 || this.insideField) return parseStrings(this, tokens);
    try {
      return parseStrings(this, tokens);
    } catch (failure) {
      if (!(failure instanceof CompileFailure)) throw failure;
      this.late ??= failure;
      return { kind: 'JoinedStr', values: [], start: tokens[0].start, end: this.previous.end };
    }
  }

  /** A parser for the tokens of a replacement field. */
  fieldParser(tokens: readonly Token[]): ExpressionParser {
    const parser = new ExpressionParser(this.source, this.target, tokens, {
      explaining: this.explaining,
      depth: this.depth + 20,
    });
    parser.insideField = true;
    parser.enter(0);
    return parser;
  }

  /** The expression of a replacement field, which must end where the tokens do, save for the `=` of `{x=}`. */
  fieldExpression(): { value: Expr; selfDocumenting: boolean } {
    const value = this.yieldOrStarExpressions();
    const selfDocumenting = this.takeOp('=');
    if (!this.atType('end')) throw this.fail();
    return { value, selfDocumenting };
  }
}
