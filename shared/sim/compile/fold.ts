/**
 * Constant folding on the tree, in place (Python/ast_opt.c; from 3.14 on CPython does the same in flowgraph.c). Nodes that
 * open a block keep their identity: the symbol table finds them by it.
 */
import { foldBinary, foldSliced, foldSubscript, foldUnary } from './arithmetic.ts';
import type {
  Comprehension,
  ConstantExpr,
  Expr,
  ExprOf,
  FormattedValueExpr,
  Module,
  Parameter,
  Parameters,
  Pattern,
  Stmt,
} from './ast.ts';
import type { Constant } from './code.ts';
import { boolConstant, parsed, strConstant, tupleConstant } from './constants.ts';
import type { Target } from './target.ts';

/** Folds what is constant in `module`. The tree must be no deeper than the symbol table accepts. */
export function foldModule(module: Module, target: Target): void {
  const folder = new Folder(target.minor);
  if (module.kind === 'Expression') module.body = folder.expr(module.body);
  else folder.body(module.body, module.kind === 'Module');
}

class Folder {
  readonly #minor: number;

  constructor(minor: number) {
    this.#minor = minor;
  }

  body(body: Stmt[], mayHaveDocstring: boolean): void {
    const hadDocstring = mayHaveDocstring && isDocstring(body[0]);
    for (const stmt of body) this.#stmt(stmt);
    const first = body[0];
    if (mayHaveDocstring && !hadDocstring && isDocstring(first) && first.kind === 'ExprStmt') {
      // 'a' + 'b' folded is still no docstring.
      const { start, end } = first.value;
      first.value = { kind: 'JoinedStr', values: [first.value], start, end };
    }
  }

  #all(list: Expr[]): void {
    for (let i = 0; i < list.length; i++) list[i] = this.expr(list[i]);
  }

  #maybe(expr: Expr | null): Expr | null {
    return expr && this.expr(expr);
  }

  #annotation(expr: Expr): Expr {
    return this.expr(expr);
  }

  #params(params: Parameters): void {
    const all: (Parameter | null)[] = [
      ...params.posonly,
      ...params.args,
      params.vararg,
      ...params.kwonly,
      params.kwarg,
    ];
    for (const param of all) if (param?.annotation) param.annotation = this.#annotation(param.annotation);
    this.#all(params.defaults);
    params.kwDefaults = params.kwDefaults.map((value) => this.#maybe(value));
  }

  #stmt(stmt: Stmt): void {
    switch (stmt.kind) {
      case 'FunctionDef':
        this.#params(stmt.params);
        this.body(stmt.body, true);
        this.#all(stmt.decorators);
        if (stmt.returns) stmt.returns = this.#annotation(stmt.returns);
        break;
      case 'ClassDef':
        this.#all(stmt.bases);
        for (const keyword of stmt.keywords) keyword.value = this.expr(keyword.value);
        this.body(stmt.body, true);
        this.#all(stmt.decorators);
        break;
      case 'Return':
        stmt.value = this.#maybe(stmt.value);
        break;
      case 'Delete':
        for (const target of stmt.targets) this.#target(target);
        break;
      case 'Assign':
        for (const target of stmt.targets) this.#target(target);
        stmt.value = this.expr(stmt.value);
        break;
      case 'AugAssign':
        this.#target(stmt.target);
        stmt.value = this.expr(stmt.value);
        break;
      case 'AnnAssign':
        this.#target(stmt.target);
        stmt.annotation = this.#annotation(stmt.annotation);
        stmt.value = this.#maybe(stmt.value);
        break;
      case 'For':
        this.#target(stmt.target);
        stmt.iter = this.#iterable(this.expr(stmt.iter), this.#minor < 15);
        this.body(stmt.body, false);
        this.body(stmt.orelse, false);
        break;
      case 'While':
      case 'If':
        stmt.test = this.expr(stmt.test);
        this.body(stmt.body, false);
        this.body(stmt.orelse, false);
        break;
      case 'With':
        for (const item of stmt.items) {
          item.context = this.expr(item.context);
          if (item.target) this.#target(item.target);
        }
        this.body(stmt.body, false);
        break;
      case 'Match':
        stmt.subject = this.expr(stmt.subject);
        for (const match of stmt.cases) {
          this.#pattern(match.pattern);
          match.guard = this.#maybe(match.guard);
          this.body(match.body, false);
        }
        break;
      case 'Raise':
        stmt.exc = this.#maybe(stmt.exc);
        stmt.cause = this.#maybe(stmt.cause);
        break;
      case 'Try':
        this.body(stmt.body, false);
        for (const handler of stmt.handlers) {
          handler.type = this.#maybe(handler.type);
          this.body(handler.body, false);
        }
        this.body(stmt.orelse, false);
        this.body(stmt.finalbody, false);
        break;
      case 'Assert':
        stmt.test = this.expr(stmt.test);
        stmt.msg = this.#maybe(stmt.msg);
        break;
      case 'ExprStmt':
        stmt.value = this.expr(stmt.value);
        break;
      default:
        break;
    }
  }

  #pattern(pattern: Pattern): void {
    switch (pattern.kind) {
      case 'MatchValue':
        pattern.value = this.expr(pattern.value);
        break;
      case 'MatchSequence':
      case 'MatchOr':
        for (const inner of pattern.patterns) this.#pattern(inner);
        break;
      case 'MatchMapping':
        this.#all(pattern.keys);
        for (const inner of pattern.patterns) this.#pattern(inner);
        break;
      case 'MatchClass':
        for (const inner of [...pattern.patterns, ...pattern.kwdPatterns]) this.#pattern(inner);
        break;
      case 'MatchAs':
        if (pattern.pattern) this.#pattern(pattern.pattern);
        break;
      default:
        break;
    }
  }

  /** What is inside a target is folded, the target itself is not. */
  #target(target: Expr): void {
    switch (target.kind) {
      case 'Attribute':
        target.value = this.expr(target.value);
        break;
      case 'Subscript':
        target.value = this.expr(target.value);
        target.slice = this.expr(target.slice);
        break;
      case 'Starred':
        this.#target(target.value);
        break;
      case 'List':
      case 'Tuple':
        for (const elt of target.elts) this.#target(elt);
        break;
      default:
        break;
    }
  }

  #generators(generators: Comprehension[]): void {
    for (const generator of generators) {
      this.#target(generator.target);
      generator.iter = this.#iterable(this.expr(generator.iter), this.#minor < 15);
      this.#all(generator.ifs);
    }
  }

  expr(expr: Expr): Expr {
    switch (expr.kind) {
      case 'Constant':
        return expr;
      case 'Name':
        return expr.id === '__debug__' ? this.#constant(expr, boolConstant(true)) : expr;
      case 'BoolOp':
      case 'JoinedStr':
        this.#all(expr.values);
        return expr;
      case 'NamedExpr':
        expr.value = this.expr(expr.value);
        return expr;
      case 'BinOp':
        return this.#binary(expr);
      case 'UnaryOp':
        return this.#unary(expr);
      case 'Lambda':
        this.#params(expr.params);
        expr.body = this.expr(expr.body);
        return expr;
      case 'IfExp':
        expr.test = this.expr(expr.test);
        expr.body = this.expr(expr.body);
        expr.orelse = this.expr(expr.orelse);
        return expr;
      case 'Dict':
        expr.keys = expr.keys.map((key) => this.#maybe(key));
        this.#all(expr.values);
        return expr;
      case 'Set':
      case 'List':
        this.#all(expr.elts);
        return expr;
      case 'Tuple': {
        this.#all(expr.elts);
        const items = constants(expr.elts);
        return items ? this.#constant(expr, tupleConstant(items)) : expr;
      }
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        expr.elt = this.expr(expr.elt);
        this.#generators(expr.generators);
        return expr;
      case 'DictComp':
        expr.elt = this.expr(expr.elt);
        if (expr.value !== null) expr.value = this.expr(expr.value);
        this.#generators(expr.generators);
        return expr;
      case 'Yield':
        expr.value = this.#maybe(expr.value);
        return expr;
      case 'YieldFrom':
      case 'Attribute':
      case 'Starred':
        expr.value = this.expr(expr.value);
        return expr;
      case 'Compare':
        return this.#compare(expr);
      case 'Call':
        expr.func = this.expr(expr.func);
        this.#all(expr.args);
        for (const keyword of expr.keywords) keyword.value = this.expr(keyword.value);
        return expr;
      case 'FormattedValue':
        expr.value = this.expr(expr.value);
        if (expr.spec) expr.spec = this.expr(expr.spec) as FormattedValueExpr['spec'];
        return expr;
      case 'Subscript': {
        expr.value = this.expr(expr.value);
        expr.slice = this.expr(expr.slice);
        if (expr.value.kind !== 'Constant') return expr;
        const item =
          expr.slice.kind === 'Constant'
            ? foldSubscript(expr.value.value, expr.slice.value)
            : this.#minor >= 14 && expr.slice.kind === 'Slice'
              ? this.#foldSlice(expr.value.value, expr.slice)
              : null;
        return item ? this.#constant(expr, item) : expr;
      }
      case 'Slice':
        expr.lower = this.#maybe(expr.lower);
        expr.upper = this.#maybe(expr.upper);
        expr.step = this.#maybe(expr.step);
        return expr;
    }
  }

  /** A constant in an expression's place; up to 3.13 folding is done on the syntax tree, which keeps the value. */
  #constant(at: Expr, value: Constant): ConstantExpr {
    const { start, end } = at;
    if (this.#minor < 14) return { kind: 'Constant', value: parsed(value), start, end };
    return { kind: 'Constant', value, first: firstConstant(at), start, end };
  }

  /** A slice of constants is a constant itself from 3.14 on, and so is what it cuts out of one. */
  #foldSlice(sequence: Constant, slice: ExprOf<'Slice'>): Constant | null {
    const bounds: (Constant | null)[] = [];
    for (const bound of [slice.lower, slice.upper, slice.step]) {
      if (bound && bound.kind !== 'Constant') return null;
      bounds.push(bound && bound.kind === 'Constant' && bound.value.kind !== 'None' ? bound.value : null);
    }
    return foldSliced(sequence, bounds[0], bounds[1], bounds[2]);
  }

  #unary(expr: ExprOf<'UnaryOp'>): Expr {
    expr.operand = this.expr(expr.operand);
    const { operand } = expr;
    if (operand.kind === 'Constant') {
      const value = foldUnary(expr.op, operand.value, this.#minor);
      return value ? this.#constant(expr, value) : expr;
    }
    if (expr.op === 'not' && operand.kind === 'Compare' && operand.ops.length === 1) {
      const opposite = ({ is: 'is not', 'is not': 'is', in: 'not in', 'not in': 'in' } as const)[
        operand.ops[0] as 'is' | 'is not' | 'in' | 'not in'
      ];
      if (opposite) {
        operand.ops[0] = opposite;
        return operand;
      }
    }
    return expr;
  }

  #binary(expr: ExprOf<'BinOp'>): Expr {
    // From the innermost operator outwards, without recursion: chains can be long.
    const chain = [expr];
    for (let inner = expr.left; inner.kind === 'BinOp'; inner = inner.left) chain.push(inner);
    let folded = this.expr(chain[chain.length - 1].left);
    for (const link of chain.reverse()) {
      link.left = folded;
      link.right = this.expr(link.right);
      folded = this.#binaryOf(link);
    }
    return folded;
  }

  #binaryOf(expr: ExprOf<'BinOp'>): Expr {
    const { left, op, right } = expr;
    if (left.kind !== 'Constant') return expr;
    if (this.#minor >= 11 && op === '%' && left.value.kind === 'str' && right.kind === 'Tuple') {
      return formatToJoined(expr, left.value.value, right.elts) ?? expr;
    }
    if (right.kind !== 'Constant') return expr;
    const value = foldBinary(left.value, op, right.value, this.#minor);
    return value ? this.#constant(expr, value) : expr;
  }

  #compare(expr: ExprOf<'Compare'>): Expr {
    expr.left = this.expr(expr.left);
    this.#all(expr.comparators);
    const last = expr.ops.length - 1;
    if (expr.ops[last] === 'in' || expr.ops[last] === 'not in') {
      expr.comparators[last] = this.#iterable(expr.comparators[last], true);
    }
    return expr;
  }

  /** A list or set display that is only gone through: a tuple, a constant frozenset (which 3.15 makes for `in` alone). */
  #iterable(expr: Expr, foldsSets: boolean): Expr {
    if (expr.kind === 'List') {
      if (expr.elts.some((elt) => elt.kind === 'Starred')) return expr;
      const items = constants(expr.elts);
      if (items) return this.#constant(expr, tupleConstant(items));
      return { kind: 'Tuple', elts: expr.elts, start: expr.start, end: expr.end };
    }
    if (expr.kind === 'Set' && foldsSets) {
      const items = constants(expr.elts);
      if (items) return this.#constant(expr, { kind: 'frozenset', items });
    }
    return expr;
  }
}

/** The constant that an expression of constants loads first, before anything is folded. */
export function firstConstant(expr: Expr): Constant | undefined {
  switch (expr.kind) {
    case 'Constant':
      return expr.first ?? expr.value;
    case 'BinOp':
      return firstConstant(expr.left);
    case 'UnaryOp':
      return firstConstant(expr.operand);
    case 'Subscript':
      return firstConstant(expr.value);
    case 'Tuple':
    case 'List':
    case 'Set':
      return expr.elts.length > 0 ? firstConstant(expr.elts[0]) : undefined;
    default:
      return undefined;
  }
}

function isDocstring(stmt: Stmt | undefined): boolean {
  return stmt?.kind === 'ExprStmt' && stmt.value.kind === 'Constant' && stmt.value.value.kind === 'str';
}

/** The values of elements that are all constants. */
export function constants(elts: readonly Expr[]): Constant[] | null {
  const items: Constant[] = [];
  for (const elt of elts) {
    if (elt.kind !== 'Constant') return null;
    items.push(elt.value);
  }
  return items;
}

/** `'%s: %r' % (a, b)` as an f-string (3.11+; ast_opt.c, optimize_format). */
function formatToJoined(expr: Expr, format: string, args: readonly Expr[]): Expr | null {
  if (args.some((arg) => arg.kind === 'Starred')) return null;
  const { start, end } = expr;
  const values: Expr[] = [];
  let next = 0;
  let text = '';
  const flush = () => {
    if (text !== '') values.push({ kind: 'Constant', value: parsed(strConstant(text)), start, end });
    text = '';
  };
  const piece = /%(?:%|([-+ #0]*)(\d{0,2})(?:\.(\d{0,2}))?([a-zA-Z]))|%|[^%]+/gy;
  for (let match = piece.exec(format); match; match = piece.exec(format)) {
    if (match[0][0] !== '%') {
      text += match[0];
    } else if (match[0] === '%%') {
      text += '%';
    } else {
      const [, flags, width, precision, letter] = match;
      const conversion = { s: 1, r: 2, a: 3 }[letter];
      if (!conversion || next >= args.length || /[+ #0]/.test(flags)) return null;
      flush();
      let spec = '';
      if (width !== '' && Number(width) > 0) spec += (flags.includes('-') ? '' : '>') + width;
      if (precision !== undefined) spec += `.${precision || '0'}`;
      values.push({
        kind: 'FormattedValue',
        value: args[next++],
        conversion,
        spec: spec === '' ? null : { kind: 'Constant', value: parsed(strConstant(spec)), start, end },
        start,
        end,
      });
    }
  }
  if (next !== args.length) return null;
  flush();
  return { kind: 'JoinedStr', values, start, end };
}
