/** The symbol table, first half: the names that expressions and patterns bind and use (Python/symtable.c, symtable_visit_expr). */
import type { ComprehensionExpr, Expr, ExprOf, LambdaExpr, Parameters, Pattern } from './ast.ts';
import { CompileFailure, syntaxError } from './errors.ts';
import { DEF, mangle, Scope, type ScopeType } from './scope.ts';
import type { Target } from './target.ts';

/** Levels of nesting of the tree that the compiler follows (CPython: three times the recursion limit, about). */
const MAX_NESTING = 1000;

/** Operators of one chain. */
const MAX_CHAIN = 2900;

function tooDeep(): CompileFailure {
  return new CompileFailure('RecursionError', 'maximum recursion depth exceeded during compilation', null);
}

export type Place = { readonly start: number; readonly end: number };
/** Collects names block by block. */
export class ExpressionCollector {
  /** The block that each node opens. */
  readonly blocks = new Map<object, Scope>();
  protected readonly minor: number;
  protected scope: Scope = new Scope('module', 'top', null);
  protected className: string | null = null;
  /** Inside an `if`, loop, `try` or such: annotations there may not run (3.14+). */
  protected conditional = false;
  #nesting = 0;
  /** Inside the iterable of a comprehension. */
  #inIterable = 0;
  /** Inside the target of a comprehension. */
  #inTarget = false;

  constructor(target: Target) {
    this.minor = target.minor;
  }

  protected block(type: ScopeType, name: string, key: object, visit: (scope: Scope) => void): Scope {
    const outer = this.scope;
    const scope = new Scope(type, name, outer);
    outer.children.push(scope);
    this.blocks.set(key, scope);
    const conditional = this.conditional;
    const inTarget = this.#inTarget;
    this.conditional = false;
    this.#inTarget = false;
    this.scope = scope;
    this.deeper(() => visit(scope));
    this.scope = outer;
    this.conditional = conditional;
    this.#inTarget = inTarget;
    return scope;
  }

  protected deeper(visit: () => void): void {
    if (++this.#nesting > MAX_NESTING) throw tooDeep();
    visit();
    this.#nesting--;
  }

  protected add(name: string, flag: number, place: Place, scope = this.scope): void {
    const mangled = mangle(this.className, name);
    let flags = scope.flags(mangled);
    if (flag & DEF.PARAM && flags & DEF.PARAM) {
      const what = this.minor >= 15 ? 'parameter' : 'argument';
      throw syntaxError(`duplicate ${what} '${name}' in function definition`, place.start, place.end);
    }
    flags |= flag;
    if (this.#inTarget) {
      // `[... for x in ... if (x := ...)]` and inner loops over a walrus target are refused.
      if (flags & (DEF.GLOBAL | DEF.NONLOCAL)) {
        const message = `comprehension inner loop cannot rebind assignment expression target '${name}'`;
        throw syntaxError(message, place.start, place.end);
      }
      flags |= DEF.COMP_ITER;
    }
    scope.symbols.set(mangled, flags);
    if (flag & DEF.PARAM) scope.params.push(mangled);
    else if (flag & DEF.GLOBAL) {
      // A global statement binds the name in the module as well.
      let top = scope;
      while (top.parent) top = top.parent;
      top.symbols.set(mangled, top.flags(mangled) | flag);
    }
  }

  protected parameters(params: Parameters): void {
    for (const param of params.posonly) this.add(param.name, DEF.PARAM, param);
    for (const param of params.args) this.add(param.name, DEF.PARAM, param);
    for (const param of params.kwonly) this.add(param.name, DEF.PARAM, param);
    if (params.vararg) {
      this.add(params.vararg.name, DEF.PARAM, params.vararg);
      this.scope.varargs = true;
    }
    if (params.kwarg) {
      this.add(params.kwarg.name, DEF.PARAM, params.kwarg);
      this.scope.varkeywords = true;
    }
  }

  protected exprs(list: readonly (Expr | null)[]): void {
    for (const expr of list) if (expr) this.expr(expr);
  }

  protected expr(expr: Expr): void {
    this.deeper(() => this.#visitExpr(expr));
  }

  #visitExpr(expr: Expr): void {
    switch (expr.kind) {
      case 'Constant':
        break;
      case 'Name':
        this.add(expr.id, DEF.USE, expr);
        // `super` in a method needs the class.
        if (expr.id === 'super' && this.scope.isFunctionLike) this.add('__class__', DEF.USE, expr);
        break;
      case 'BoolOp':
      case 'JoinedStr':
        this.exprs(expr.values);
        break;
      case 'NamedExpr':
        this.#namedExpr(expr);
        break;
      case 'BinOp':
        this.#binary(expr);
        break;
      case 'UnaryOp':
        this.expr(expr.operand);
        break;
      case 'Lambda':
        this.#lambda(expr);
        break;
      case 'IfExp':
        this.expr(expr.test);
        this.expr(expr.body);
        this.expr(expr.orelse);
        break;
      case 'Dict':
        this.exprs(expr.keys);
        this.exprs(expr.values);
        break;
      case 'Set':
      case 'List':
      case 'Tuple':
        this.exprs(expr.elts);
        break;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.#comprehension(expr);
        break;
      case 'Yield':
      case 'YieldFrom':
        this.#yield(expr);
        break;
      case 'Compare':
        this.expr(expr.left);
        this.exprs(expr.comparators);
        break;
      case 'Call':
        this.expr(expr.func);
        this.exprs(expr.args);
        for (const keyword of expr.keywords) this.expr(keyword.value);
        break;
      case 'FormattedValue':
        this.expr(expr.value);
        if (expr.spec) this.expr(expr.spec);
        break;
      case 'Attribute':
      case 'Starred':
        this.expr(expr.value);
        break;
      case 'Subscript':
        this.expr(expr.value);
        this.expr(expr.slice);
        break;
      case 'Slice':
        this.exprs([expr.lower, expr.upper, expr.step]);
        break;
    }
  }

  /** `a + b + c + ...` can be long: it is gone through without recursion. */
  #binary(expr: ExprOf<'BinOp'>): void {
    const rights: Expr[] = [];
    let left: Expr = expr;
    for (; left.kind === 'BinOp'; left = left.left) rights.push(left.right);
    if (this.#nesting + rights.length > MAX_CHAIN) throw tooDeep();
    this.expr(left);
    for (const right of rights.reverse()) this.expr(right);
  }

  /** An expression that is assigned to or deleted. */
  protected target(target: Expr): void {
    switch (target.kind) {
      case 'Name':
        this.add(target.id, DEF.LOCAL, target);
        break;
      case 'Starred':
        this.deeper(() => this.target(target.value));
        break;
      case 'List':
      case 'Tuple':
        this.deeper(() => {
          for (const elt of target.elts) this.target(elt);
        });
        break;
      default:
        if (this.#inTarget) {
          // What a target such as `a[i]` mentions is used, not bound.
          this.#inTarget = false;
          this.expr(target);
          this.#inTarget = true;
        } else {
          this.expr(target);
        }
    }
  }

  #lambda(expr: LambdaExpr): void {
    this.exprs(expr.params.defaults);
    this.exprs(expr.params.kwDefaults);
    this.block('function', '<lambda>', expr, () => {
      this.parameters(expr.params);
      this.expr(expr.body);
    });
  }

  #yield(expr: ExprOf<'Yield' | 'YieldFrom'>): void {
    const scope = this.scope;
    if (scope.type === 'annotation') {
      throw syntaxError('yield expression cannot be used within an annotation', expr.start, expr.end);
    }
    if (expr.value) this.expr(expr.value);
    scope.generator = true;
    if (scope.comprehension) {
      const what = {
        ListComp: "'yield' inside list comprehension",
        SetComp: "'yield' inside set comprehension",
        DictComp: "'yield' inside dict comprehension",
        GeneratorExp: "'yield' inside generator expression",
      }[scope.comprehension];
      throw syntaxError(what, expr.start, expr.end);
    }
  }

  #comprehension(expr: ComprehensionExpr): void {
    const [first, ...rest] = expr.generators;
    this.#inIterable++;
    this.expr(first.iter);
    this.#inIterable--;
    const names = {
      ListComp: '<listcomp>',
      SetComp: '<setcomp>',
      DictComp: '<dictcomp>',
      GeneratorExp: '<genexpr>',
    };
    const scope = this.block('function', names[expr.kind], expr, (own) => {
      own.comprehension = expr.kind;
      this.add('.0', DEF.PARAM, expr);

      this.#comprehensionTarget(first.target);
      for (const test of first.ifs) this.expr(test);
      for (const { target, iter, ifs } of rest) {
        this.#comprehensionTarget(target);
        this.#inIterable++;
        this.expr(iter);
        this.#inIterable--;
        for (const test of ifs) this.expr(test);
      }

      if (expr.kind === 'DictComp' && expr.value !== null) this.expr(expr.value);
      this.expr(expr.elt);
    });
    scope.generator = expr.kind === 'GeneratorExp';
  }

  #comprehensionTarget(target: Expr): void {
    this.#inTarget = true;
    this.target(target);
    this.#inTarget = false;
  }

  #namedExpr(expr: ExprOf<'NamedExpr'>): void {
    if (this.scope.type === 'annotation')
      throw syntaxError('named expression cannot be used within an annotation', expr.start, expr.end);
    if (this.#inIterable > 0) {
      const message = 'assignment expression cannot be used in a comprehension iterable expression';
      throw syntaxError(message, expr.start, expr.end);
    }
    if (this.scope.comprehension) this.#extendNamedExpr(expr);
    this.expr(expr.value);
    this.add(expr.target.id, DEF.LOCAL, expr.target);
  }

  /** The target of `:=` in a comprehension belongs to the block around it (PEP 572). */
  #extendNamedExpr(expr: ExprOf<'NamedExpr'>): void {
    const { target } = expr;
    const name = mangle(this.className, target.id);
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent) {
      if (scope.comprehension) {
        if (scope.flags(this.minor >= 13 ? name : target.id) & DEF.COMP_ITER) {
          const message = `assignment expression cannot rebind comprehension iteration variable '${target.id}'`;
          throw syntaxError(message, target.start, target.end);
        }
        continue;
      }
      if (scope.type === 'function') {
        const global = scope.flags(name) & DEF.GLOBAL;
        this.add(target.id, global ? DEF.GLOBAL : DEF.NONLOCAL, target);
        this.scope.directives.set(name, target);
        this.add(target.id, DEF.LOCAL, target, scope);
        return;
      }
      if (scope.type === 'module') {
        this.add(target.id, DEF.GLOBAL, target);
        this.scope.directives.set(name, target);
        this.add(target.id, DEF.GLOBAL, target, scope);
        return;
      }
      if (scope.type === 'class') {
        const message = 'assignment expression within a comprehension cannot be used in a class body';
        throw syntaxError(message, target.start, target.end);
      }
    }
  }

  protected pattern(pattern: Pattern): void {
    this.deeper(() => {
      switch (pattern.kind) {
        case 'MatchValue':
          this.expr(pattern.value);
          break;
        case 'MatchSingleton':
          break;
        case 'MatchSequence':
        case 'MatchOr':
          for (const inner of pattern.patterns) this.pattern(inner);
          break;
        case 'MatchMapping':
          this.exprs(pattern.keys);
          for (const inner of pattern.patterns) this.pattern(inner);
          if (pattern.rest !== null) this.add(pattern.rest, DEF.LOCAL, pattern);
          break;
        case 'MatchClass':
          this.expr(pattern.cls);
          for (const inner of pattern.patterns) this.pattern(inner);
          for (const inner of pattern.kwdPatterns) this.pattern(inner);
          break;
        case 'MatchStar':
          if (pattern.name !== null) this.add(pattern.name, DEF.LOCAL, pattern);
          break;
        case 'MatchAs':
          if (pattern.pattern) this.pattern(pattern.pattern);
          if (pattern.name !== null) this.add(pattern.name, DEF.LOCAL, pattern);
          break;
      }
    });
  }
}
