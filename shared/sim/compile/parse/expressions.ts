/** Expressions: Grammar/python.gram from `star_expressions` to `atom`, with the mistakes it names. */
import type {
  BinaryOperator,
  CompareOperator,
  Comprehension,
  ComprehensionExpr,
  Expr,
  Keyword,
  NameExpr,
  UnaryOperator,
} from '../ast.ts';
import { ELLIPSIS, FALSE, NONE, TRUE } from '../constants.ts';
import { notSupported, syntaxError } from '../errors.ts';
import { parseStrings } from './literals.ts';
import { numberConstant } from './numbers.ts';
import { ParameterParser } from './parameters.ts';
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

export class ExpressionParser extends ParameterParser {
  /** `a, *b`: a tuple where there is a comma, else one expression, possibly starred. */
  starExpressions(): Expr {
    return this.#list(() => this.starExpression());
  }

  /** `a, b` without stars (eval input). */
  expressions(): Expr {
    return this.#list(() => this.expression());
  }

  #list(item: () => Expr): Expr {
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
    return this.atOp('*') ? this.#starred(() => this.bitwiseOr()) : this.expression();
  }

  #starred(item: () => Expr): Expr {
    const star = this.advance();
    const argument = this.explaining && this.minor >= 13 && !this.startsExpression(true);
    if (argument && (this.atOp(')') || this.atOp(']') || this.atOp(':') || this.atOp(','))) {
      throw this.errorAtToken('Invalid star expression');
    }
    const value = item();
    return { kind: 'Starred', value, start: star.start, end: value.end };
  }

  starNamedExpression(): Expr {
    return this.atOp('*') ? this.#starred(() => this.bitwiseOr()) : this.namedExpression();
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
      if (next.type === 'op' && next.text === ':=') return this.#assignmentExpression();
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

  #assignmentExpression(): Expr {
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
    const body = this.#disjunction();
    if (this.explaining) this.#explainExpression(body, first);
    if (!this.atKeyword('if')) {
      this.leave(12);
      return body;
    }
    this.index++;
    const test = this.#disjunction();
    if (this.explaining && this.minor >= 10 && !this.atKeyword('else') && !this.atOp(':')) {
      const message = "expected 'else' after 'if' expression";
      throw syntaxError(message, body.start, test.end);
    }
    this.expectKeyword('else');
    if (this.explaining && this.minor >= 14 && this.atStatementKeyword()) {
      throw syntaxError(
        "expected expression after 'else', but statement is given",
        body.start,
        this.token.end,
      );
    }
    const orelse = this.expression();
    this.leave(12);
    return { kind: 'IfExp', test, body, orelse, start: body.start, end: orelse.end };
  }

  protected atStatementKeyword(): boolean {
    return ['pass', 'break', 'continue', 'return', 'raise', 'del', 'import', 'from', 'assert', 'global'].some(
      (keyword) => this.atKeyword(keyword),
    );
  }

  /** invalid_expression and invalid_legacy_expression: two expressions side by side. */
  #explainExpression(body: Expr, first: number): void {
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

  /** Whether the tokens are those of an f-string's replacement field. */
  insideField = false;

  lambda(): Expr {
    const start = this.expectKeyword('lambda').start;
    if (this.explaining && this.insideField && this.minor >= 12) this.#explainFieldLambda(start);
    const params = this.parameters('lambda');
    this.expectOp(':');
    const body = this.expression();
    return { kind: 'Lambda', params, body, start, end: body.end };
  }

  /** The colon of a bare lambda begins the format specification. */
  #explainFieldLambda(start: number): void {
    const names = this.index;
    while (!this.atType('end') && !this.atOp(':')) this.index++;
    if (this.atType('end')) {
      const message = 'f-string: lambda expressions are not allowed without parentheses';
      throw syntaxError(message, start, this.token.end + 1);
    }
    this.index = names;
  }

  #disjunction(): Expr {
    const first = this.#conjunction();
    if (!this.atKeyword('or')) return first;
    const values = [first];
    while (this.takeKeyword('or')) values.push(this.#conjunction());
    return { kind: 'BoolOp', op: 'or', values, start: first.start, end: values[values.length - 1].end };
  }

  #conjunction(): Expr {
    const first = this.#inversion();
    if (!this.atKeyword('and')) return first;
    const values = [first];
    while (this.takeKeyword('and')) values.push(this.#inversion());
    return { kind: 'BoolOp', op: 'and', values, start: first.start, end: values[values.length - 1].end };
  }

  #inversion(): Expr {
    if (!this.atKeyword('not')) return this.#comparison();
    this.enter(2);
    const start = this.advance().start;
    const operand = this.#inversion();
    this.leave(2);
    return { kind: 'UnaryOp', op: 'not', operand, start, end: operand.end };
  }

  #comparison(): Expr {
    const left = this.bitwiseOr();
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    for (let op = this.#compareOperator(); op !== null; op = this.#compareOperator()) {
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

  #compareOperator(): CompareOperator | null {
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
    return this.#binary(1);
  }

  #binary(precedence: number): Expr {
    let left = this.#factor();
    for (;;) {
      const { token } = this;
      const own = token.type === 'op' ? BINARY[token.text] : undefined;
      if (own === undefined || own < precedence) return left;
      this.index++;
      if (this.explaining && this.minor >= 13 && this.atKeyword('not')) this.#explainNot();
      const right = this.#binary(own + 1);
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

  #explainNot(): void {
    const { start } = this.token;
    this.#inversion();
    throw syntaxError("'not' after an operator must be parenthesized", start, this.previous.end);
  }

  #factor(): Expr {
    const { token } = this;
    if (token.type === 'op' && (token.text === '-' || token.text === '+' || token.text === '~')) {
      this.enter(2);
      this.index++;
      if (this.explaining && this.minor >= 13 && this.atKeyword('not')) this.#explainNot();
      const operand = this.#factor();
      this.leave(2);
      return {
        kind: 'UnaryOp',
        op: token.text as UnaryOperator,
        operand,
        start: token.start,
        end: operand.end,
      };
    }
    const base = this.#primary();
    if (!this.atOp('**')) return base;
    this.enter(2);
    this.index++;
    const right = this.#factor();
    this.leave(2);
    return { kind: 'BinOp', left: base, op: '**', right, start: base.start, end: right.end };
  }

  #primary(): Expr {
    let value = this.#atom();
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
        value = this.#call(value);
      } else if (token.text === '[') {
        this.index++;
        const slice = this.#slices();
        const close = this.expectOp(']');
        value = { kind: 'Subscript', value, slice, start: value.start, end: close.end };
      } else {
        return value;
      }
    }
  }

  name(): NameExpr {
    const token = this.expectName();
    return { kind: 'Name', id: token.text, start: token.start, end: token.end };
  }

  // ---- calls

  #call(func: Expr): Expr {
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
        if (unpacked) this.#explainStarAfterUnpacking(args, keywords);
        if (this.explaining && args.length + keywords.length > 0) this.#explainLoneStar(token);
        args.push(this.#starred(() => this.expression()));
        this.#explainAssignedUnpacking(token, 'iterable');
      } else if (this.atOp('**')) {
        this.index++;
        const value = this.expression();
        keywords.push({ name: null, value, start: token.start, end: value.end });
        unpacked = true;
        this.#explainAssignedUnpacking(token, 'keyword');
      } else if (this.#atKeywordArgument()) {
        keywords.push(this.#keyword());
      } else {
        this.#positional(args, keywords, unpacked, allowGenerator);
      }
      if (!this.takeOp(',')) break;
    }
    this.expectOp(')');
    return { args, keywords };
  }

  #explainStarAfterUnpacking(args: Expr[], keywords: Keyword[]): never {
    const first = args[0] ?? keywords[0];
    throw this.mistake(
      'iterable argument unpacking follows keyword argument unpacking',
      first.start,
      this.previous.start,
    );
  }

  #explainLoneStar(star: Token): void {
    if (this.minor !== 12) return;
    this.index++;
    const message = 'iterable argument unpacking follows keyword argument unpacking';
    if (!this.startsExpression()) throw syntaxError(message, star.start, star.end);
    this.index--;
  }

  #explainAssignedUnpacking(star: Token, what: 'iterable' | 'keyword'): void {
    if (!this.explaining || this.minor < 12 || !this.atOp('=')) return;
    this.index++;
    if (!this.attempt(() => this.expression(), { quiet: true })) return;
    throw syntaxError(`cannot assign to ${what} argument unpacking`, star.start, this.previous.end);
  }

  #atKeywordArgument(): boolean {
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

  #keyword(): Keyword {
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

  #positional(args: Expr[], keywords: Keyword[], unpacked: boolean, allowGenerator: boolean): void {
    const next = this.atName() ? this.peek() : null;
    const walrus = next?.type === 'op' && next.text === ':=';
    const first = this.token;
    const value = walrus ? this.#assignmentExpression() : this.expression();
    if (this.atOp('=') && this.explaining) {
      throw syntaxError(
        'expression cannot contain assignment, perhaps you meant "=="?',
        value.start,
        this.minor >= 10 ? this.token.end : value.end,
      );
    }
    if (this.atKeyword('for') || this.atKeyword('async')) {
      if (!allowGenerator) throw this.fail();
      const generators = this.comprehensionClauses();
      const end = this.previous.end;
      const sole = args.length === 0 && keywords.length === 0;
      if (!sole || !this.atOp(')')) {
        throw this.mistake('Generator expression must be parenthesized', value.start, end);
      }
      const open = this.tokens[this.tokens.indexOf(first) - 1];
      args.push({ kind: 'GeneratorExp', elt: value, generators, start: open.start, end: this.token.end });
      return;
    }
    if (keywords.length > 0) {
      const message = `positional argument follows keyword argument${unpacked ? ' unpacking' : ''}`;
      // CPython points at the token it looked at last: the one after the argument.
      throw this.mistake(message, this.minor >= 10 ? this.token.start : value.start, this.token.end);
    }
    args.push(value);
  }

  // ---- subscripts

  #slices(): Expr {
    const first = this.#slice();
    if (!this.atOp(',') && first.kind !== 'Starred') return first;
    const elts = [first];
    while (this.takeOp(',')) {
      if (this.atOp(']')) break;
      elts.push(this.#slice());
    }
    return { kind: 'Tuple', elts, start: first.start, end: this.previous.end };
  }

  #slice(): Expr {
    const start = this.token.start;
    if (this.minor >= 11 && this.atOp('*')) return this.#starred(() => this.expression());
    let lower: Expr | null = null;
    if (!this.atOp(':')) {
      const index = this.namedExpression();
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

  // ---- atoms

  #atom(): Expr {
    const { token } = this;
    const place = { start: token.start, end: token.end };
    switch (token.type) {
      case 'number':
        this.index++;
        return { kind: 'Constant', value: numberConstant(token.text, token.start), ...place };
      case 'string':
      case 'fstring':
        return this.stringsAtom();
      case 'name':
        return this.#nameAtom(token);
      case 'op':
        if (token.text === '(') return this.#parenthesized();
        if (token.text === '[') return this.#bracketed();
        if (token.text === '{') return this.#braced();
        if (token.text === '...') {
          this.index++;
          return { kind: 'Constant', value: ELLIPSIS, ...place };
        }
        throw this.fail();
      default:
        throw this.fail();
    }
  }

  #nameAtom(token: Token): Expr {
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

  protected stringsAtom(): Expr {
    const first = this.index;
    while (this.atType('string') || this.atType('fstring')) this.index++;
    return parseStrings(this, this.tokens.slice(first, this.index));
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

  #parenthesized(): Expr {
    const open = this.advance();
    if (this.takeOp(')')) return { kind: 'Tuple', elts: [], start: open.start, end: this.previous.end };
    if (this.atKeyword('yield')) {
      const value = this.yieldExpression();
      this.expectOp(')');
      this.grouped.add(value);
      return value;
    }
    if (this.explaining && this.minor >= 10) this.#explainGroup();
    const first = this.starNamedExpression();
    if (this.atKeyword('for') || this.atKeyword('async')) {
      return this.#comprehension('GeneratorExp', open, first, null, ')');
    }
    if (this.atOp(',')) {
      const elts = this.#elements(first, ')');
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

  #explainGroup(): void {
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
  #elements(first: Expr, close: string): Expr[] {
    const elts = [first];
    while (this.takeOp(',')) {
      if (this.atOp(close)) break;
      elts.push(this.starNamedExpression());
      if (this.explaining && this.minor >= 10 && close !== ')' && this.atKeyword('for')) {
        const message = 'did you forget parentheses around the comprehension target?';
        throw syntaxError(message, first.start, elts[elts.length - 1].end);
      }
    }
    this.expectOp(close);
    return elts;
  }

  #bracketed(): Expr {
    const open = this.advance();
    if (this.takeOp(']')) return { kind: 'List', elts: [], start: open.start, end: this.previous.end };
    const first = this.starNamedExpression();
    if (this.atKeyword('for') || this.atKeyword('async')) {
      return this.#comprehension('ListComp', open, first, null, ']');
    }
    const elts = this.#elements(first, ']');
    return { kind: 'List', elts, start: open.start, end: this.previous.end };
  }

  #braced(): Expr {
    const open = this.advance();
    if (this.takeOp('}'))
      return { kind: 'Dict', keys: [], values: [], start: open.start, end: this.previous.end };
    if (this.atOp('**')) return this.#dict(open);
    const first = this.starNamedExpression();
    if (this.atOp(':') && first.kind !== 'Starred') {
      const key = first;
      if (key.kind === 'NamedExpr' && !this.grouped.has(key)) throw this.fail();
      const value = this.#dictValue();
      if (this.atKeyword('for') || this.atKeyword('async')) {
        return this.#comprehension('DictComp', open, key, value, '}');
      }
      return this.#dict(open, key, value);
    }
    if (this.atKeyword('for') || this.atKeyword('async')) {
      return this.#comprehension('SetComp', open, first, null, '}');
    }
    const elts = this.#elements(first, '}');
    return { kind: 'Set', elts, start: open.start, end: this.previous.end };
  }

  #dictValue(): Expr {
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

  #dict(open: Token, key?: Expr, value?: Expr): Expr {
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
        if (this.explaining && this.atKeyword('for')) {
          const message = 'dict unpacking cannot be used in dict comprehension';
          throw syntaxError(message, stars.start, stars.end);
        }
      } else {
        const next = this.expression();
        if (this.explaining && this.minor >= 10 && !this.atOp(':')) {
          throw syntaxError("':' expected after dictionary key", next.end - 1, next.end);
        }
        keys.push(next);
        values.push(this.#dictValue());
      }
      if (!this.takeOp(',')) break;
    }
    this.expectOp('}');
    return { kind: 'Dict', keys, values, start: open.start, end: this.previous.end };
  }

  // ---- comprehensions

  #comprehension(
    kind: ComprehensionExpr['kind'],
    open: Token,
    elt: Expr,
    value: Expr | null,
    close: string,
  ): Expr {
    if (elt.kind === 'Starred') {
      throw this.mistake('iterable unpacking cannot be used in comprehension', elt.start, elt.end);
    }
    const generators = this.comprehensionClauses();
    const end = this.expectOp(close).end;
    if (kind === 'DictComp') return { kind, elt, value: value as Expr, generators, start: open.start, end };
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
      const iter = this.#disjunction();
      const ifs: Expr[] = [];
      while (this.takeKeyword('if')) {
        const test = this.#disjunction();
        if (this.explaining) this.#explainExpression(test, this.index - 1);
        ifs.push(test);
      }
      clauses.push({ target, iter, ifs });
    }
    return clauses;
  }

  /** star_targets before the `in`, which comes next. */
  forTarget(inComprehension: boolean): Expr {
    const first = this.index;
    const item = () => (this.atOp('*') ? this.#starred(() => this.bitwiseOr()) : this.bitwiseOr());
    const target = this.#list(item);
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
