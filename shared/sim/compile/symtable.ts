/**
 * The symbol table, first half: which names each block binds and uses (Python/symtable.c, symtable_visit_*). The second
 * half, in analyze.ts, decides what each name means.
 */

import { analyze } from './analyze.ts';
import type {
  ComprehensionExpr,
  Expr,
  ExprOf,
  FunctionDefStmt,
  LambdaExpr,
  Module,
  Parameter,
  Parameters,
  Pattern,
  Stmt,
  StmtOf,
} from './ast.ts';
import { CompileFailure, syntaxError } from './errors.ts';
import { DEF, mangle, Scope, type ScopeType, type SymbolTable } from './scope.ts';
import type { Target } from './target.ts';

/** Levels of nesting of the tree that the compiler follows (CPython: three times the recursion limit, about). */
const MAX_NESTING = 1000;

/** Operators of one chain. */
const MAX_CHAIN = 2900;

function tooDeep(): CompileFailure {
  return new CompileFailure('RecursionError', 'maximum recursion depth exceeded during compilation', null);
}

type Place = { readonly start: number; readonly end: number };

export function buildSymbolTable(module: Module, target: Target, futureAnnotations: boolean): SymbolTable {
  const collector = new Collector(target, futureAnnotations);
  const top = collector.module(module);
  analyze(top, target);
  return { top, blocks: collector.blocks };
}

class Collector {
  readonly blocks = new Map<object, Scope>();
  readonly #minor: number;
  readonly #futureAnnotations: boolean;
  #scope: Scope = new Scope('module', 'top', null);
  #class: string | null = null;
  #nesting = 0;
  /** Inside the iterable of a comprehension. */
  #inIterable = 0;
  /** Inside the target of a comprehension. */
  #inTarget = false;
  /** Inside an `if`, loop, `try` or such: annotations there may not run (3.14+). */
  #conditional = false;

  constructor(target: Target, futureAnnotations: boolean) {
    this.#minor = target.minor;
    this.#futureAnnotations = futureAnnotations;
  }

  module(module: Module): Scope {
    if (module.kind === 'Expression') this.#expr(module.body);
    else this.#body(module.body);
    return this.#scope;
  }

  // ---- blocks

  #block(type: ScopeType, name: string, key: object, visit: (scope: Scope) => void): Scope {
    const outer = this.#scope;
    const scope = new Scope(type, name, outer);
    outer.children.push(scope);
    this.blocks.set(key, scope);
    const conditional = this.#conditional;
    const inTarget = this.#inTarget;
    this.#conditional = false;
    this.#inTarget = false;
    this.#scope = scope;
    this.#deeper(() => visit(scope));
    this.#scope = outer;
    this.#conditional = conditional;
    this.#inTarget = inTarget;
    return scope;
  }

  #deeper(visit: () => void): void {
    if (++this.#nesting > MAX_NESTING) throw tooDeep();
    visit();
    this.#nesting--;
  }

  #add(name: string, flag: number, place: Place, scope = this.#scope): void {
    const mangled = mangle(this.#class, name);
    let flags = scope.flags(mangled);
    if (flag & DEF.PARAM && flags & DEF.PARAM) {
      const what = this.#minor >= 14 ? 'parameter' : 'argument';
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

  // ---- statements

  #body(body: readonly Stmt[]): void {
    for (const stmt of body) this.#stmt(stmt);
  }

  #inCondition(visit: () => void): void {
    const outer = this.#conditional;
    this.#conditional = true;
    visit();
    this.#conditional = outer;
  }

  #stmt(stmt: Stmt): void {
    this.#deeper(() => this.#visitStmt(stmt));
  }

  #visitStmt(stmt: Stmt): void {
    switch (stmt.kind) {
      case 'FunctionDef':
        this.#functionDef(stmt);
        break;
      case 'ClassDef':
        this.#classDef(stmt);
        break;
      case 'Return':
        if (stmt.value) this.#expr(stmt.value);
        break;
      case 'Delete':
        for (const target of stmt.targets) this.#target(target);
        break;
      case 'Assign':
        for (const target of stmt.targets) this.#target(target);
        this.#expr(stmt.value);
        break;
      case 'AugAssign':
        this.#target(stmt.target);
        this.#expr(stmt.value);
        break;
      case 'AnnAssign':
        this.#annAssign(stmt);
        break;
      case 'For':
        this.#target(stmt.target);
        this.#expr(stmt.iter);
        this.#inCondition(() => {
          this.#body(stmt.body);
          this.#body(stmt.orelse);
        });
        break;
      case 'While':
      case 'If':
        this.#expr(stmt.test);
        this.#inCondition(() => {
          this.#body(stmt.body);
          this.#body(stmt.orelse);
        });
        break;
      case 'With':
        this.#inCondition(() => {
          for (const item of stmt.items) {
            this.#expr(item.context);
            if (item.target) this.#target(item.target);
          }
          this.#body(stmt.body);
        });
        break;
      case 'Match':
        this.#expr(stmt.subject);
        this.#inCondition(() => {
          for (const { pattern, guard, body } of stmt.cases) {
            this.#pattern(pattern);
            if (guard) this.#expr(guard);
            this.#body(body);
          }
        });
        break;
      case 'Raise':
        if (stmt.exc) this.#expr(stmt.exc);
        if (stmt.cause) this.#expr(stmt.cause);
        break;
      case 'Try':
        this.#inCondition(() => {
          this.#body(stmt.body);
          this.#body(stmt.orelse);
          for (const handler of stmt.handlers) {
            if (handler.type) this.#expr(handler.type);
            if (handler.name !== null) this.#add(handler.name, DEF.LOCAL, handler);
            this.#body(handler.body);
          }
          this.#body(stmt.finalbody);
        });
        break;
      case 'Assert':
        this.#expr(stmt.test);
        if (stmt.msg) this.#expr(stmt.msg);
        break;
      case 'Import':
        for (const alias of stmt.names)
          this.#add(alias.asname ?? alias.name.split('.')[0], DEF.IMPORT, alias);
        break;
      case 'ImportFrom':
        for (const alias of stmt.names) {
          if (alias.name === '*') {
            if (this.#scope.type !== 'module') {
              throw syntaxError('import * only allowed at module level', stmt.start, stmt.end);
            }
          } else {
            this.#add(alias.asname ?? alias.name, DEF.IMPORT, alias);
          }
        }
        break;
      case 'Global':
      case 'Nonlocal':
        this.#directive(stmt);
        break;
      case 'ExprStmt':
        this.#expr(stmt.value);
        break;
      case 'Pass':
      case 'Break':
      case 'Continue':
        break;
    }
  }

  #directive(stmt: StmtOf<'Global' | 'Nonlocal'>): void {
    const isGlobal = stmt.kind === 'Global';
    const word = isGlobal ? 'global' : 'nonlocal';
    for (const name of stmt.names) {
      const flags = this.#scope.flags(mangle(this.#class, name));
      if (flags & (DEF.PARAM | DEF.LOCAL | DEF.USE | DEF.ANNOT)) {
        let message: string;
        if (flags & DEF.PARAM) message = `name '${name}' is parameter and ${word}`;
        else if (flags & DEF.USE) message = `name '${name}' is used prior to ${word} declaration`;
        else if (flags & DEF.ANNOT) message = `annotated name '${name}' can't be ${word}`;
        else message = `name '${name}' is assigned to before ${word} declaration`;
        throw syntaxError(message, stmt.start, stmt.end);
      }
      this.#add(name, isGlobal ? DEF.GLOBAL : DEF.NONLOCAL, stmt);
      const mangled = mangle(this.#class, name);
      if (!this.#scope.directives.has(mangled)) this.#scope.directives.set(mangled, stmt);
    }
  }

  #annAssign(stmt: StmtOf<'AnnAssign'>): void {
    const { target, annotation, value } = stmt;
    if (target.kind === 'Name') {
      const flags = this.#scope.flags(mangle(this.#class, target.id));
      if (flags & (DEF.GLOBAL | DEF.NONLOCAL) && this.#scope.type !== 'module' && stmt.simple) {
        const word = flags & DEF.GLOBAL ? 'global' : 'nonlocal';
        throw syntaxError(`annotated name '${target.id}' can't be ${word}`, stmt.start, stmt.end);
      }
      if (stmt.simple) this.#add(target.id, DEF.ANNOT | DEF.LOCAL, target);
      else if (value) this.#add(target.id, DEF.LOCAL, target);
    } else {
      this.#target(target);
    }
    this.#variableAnnotation(annotation, stmt.simple);
    if (value) this.#expr(value);
  }

  #variableAnnotation(annotation: Expr, simple: boolean): void {
    if (this.#futureAnnotations) return;
    const scope = this.#scope;
    if (this.#minor < 14) {
      this.#expr(annotation);
      return;
    }
    if (scope.type === 'function') {
      // Never evaluated; CPython still makes a block for what is in it.
      this.#block('annotation', '__annotate__', annotation, () => this.#expr(annotation));
      return;
    }
    if (scope.type === 'module' || this.#conditional) {
      if (simple && !scope.conditionalAnnotations) {
        scope.conditionalAnnotations = true;
        this.#add(
          '__conditional_annotations__',
          DEF.USE | (scope.type === 'class' ? DEF.LOCAL : 0),
          annotation,
        );
      }
    }
    const outer = this.#scope;
    if (!scope.annotations) {
      scope.annotations = this.#annotationBlock(() => {});
    }
    this.#scope = scope.annotations;
    if (scope.conditionalAnnotations && simple) this.#add('__conditional_annotations__', DEF.USE, annotation);
    this.#expr(annotation);
    this.#scope = outer;
  }

  /** The block of an __annotate__ function (3.14+). */
  #annotationBlock(visit: () => void, key: object = {}): Scope {
    const inClass = this.#scope.type === 'class';
    return this.#block('annotation', '__annotate__', key, (scope) => {
      scope.canSeeClassScope = inClass;
      this.#add('.format', DEF.PARAM, { start: 0, end: 0 });
      this.#add('.format', DEF.USE, { start: 0, end: 0 });
      if (inClass) this.#add('__classdict__', DEF.USE, { start: 0, end: 0 });
      visit();
    });
  }

  #functionDef(stmt: FunctionDefStmt): void {
    this.#add(stmt.name, DEF.LOCAL, stmt);
    for (const value of stmt.params.defaults) this.#expr(value);
    for (const value of stmt.params.kwDefaults) if (value) this.#expr(value);
    const annotated = this.#parameterAnnotations(stmt.params);
    if (stmt.returns) annotated.push(stmt.returns);
    if (!this.#futureAnnotations && annotated.length > 0) {
      if (this.#minor >= 14) {
        this.#annotationBlock(() => this.#exprs(annotated), stmt.params);
      } else {
        this.#exprs(annotated);
      }
    }
    for (const decorator of stmt.decorators) this.#expr(decorator);
    this.#block('function', stmt.name, stmt, () => {
      this.#parameters(stmt.params);
      this.#body(stmt.body);
    });
  }

  #parameterAnnotations(params: Parameters): Expr[] {
    const all: (Parameter | null)[] = [
      ...params.posonly,
      ...params.args,
      params.vararg,
      ...params.kwonly,
      params.kwarg,
    ];
    return all.flatMap((param) => (param?.annotation ? [param.annotation] : []));
  }

  #parameters(params: Parameters): void {
    for (const param of params.posonly) this.#add(param.name, DEF.PARAM, param);
    for (const param of params.args) this.#add(param.name, DEF.PARAM, param);
    for (const param of params.kwonly) this.#add(param.name, DEF.PARAM, param);
    if (params.vararg) {
      this.#add(params.vararg.name, DEF.PARAM, params.vararg);
      this.#scope.varargs = true;
    }
    if (params.kwarg) {
      this.#add(params.kwarg.name, DEF.PARAM, params.kwarg);
      this.#scope.varkeywords = true;
    }
  }

  #classDef(stmt: StmtOf<'ClassDef'>): void {
    this.#add(stmt.name, DEF.LOCAL, stmt);
    for (const base of stmt.bases) this.#expr(base);
    for (const keyword of stmt.keywords) this.#expr(keyword.value);
    for (const decorator of stmt.decorators) this.#expr(decorator);
    const outer = this.#class;
    this.#block('class', stmt.name, stmt, () => {
      this.#class = stmt.name;
      this.#body(stmt.body);
    });
    this.#class = outer;
  }

  // ---- expressions

  #exprs(list: readonly (Expr | null)[]): void {
    for (const expr of list) if (expr) this.#expr(expr);
  }

  #expr(expr: Expr): void {
    this.#deeper(() => this.#visitExpr(expr));
  }

  #visitExpr(expr: Expr): void {
    switch (expr.kind) {
      case 'Constant':
        break;
      case 'Name':
        this.#add(expr.id, DEF.USE, expr);
        // `super` in a method needs the class.
        if (expr.id === 'super' && this.#scope.isFunctionLike) this.#add('__class__', DEF.USE, expr);
        break;
      case 'BoolOp':
      case 'JoinedStr':
        this.#exprs(expr.values);
        break;
      case 'NamedExpr':
        this.#namedExpr(expr);
        break;
      case 'BinOp':
        this.#binary(expr);
        break;
      case 'UnaryOp':
        this.#expr(expr.operand);
        break;
      case 'Lambda':
        this.#lambda(expr);
        break;
      case 'IfExp':
        this.#expr(expr.test);
        this.#expr(expr.body);
        this.#expr(expr.orelse);
        break;
      case 'Dict':
        this.#exprs(expr.keys);
        this.#exprs(expr.values);
        break;
      case 'Set':
      case 'List':
      case 'Tuple':
        this.#exprs(expr.elts);
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
        this.#expr(expr.left);
        this.#exprs(expr.comparators);
        break;
      case 'Call':
        this.#expr(expr.func);
        this.#exprs(expr.args);
        for (const keyword of expr.keywords) this.#expr(keyword.value);
        break;
      case 'FormattedValue':
        this.#expr(expr.value);
        if (expr.spec) this.#expr(expr.spec);
        break;
      case 'Attribute':
      case 'Starred':
        this.#expr(expr.value);
        break;
      case 'Subscript':
        this.#expr(expr.value);
        this.#expr(expr.slice);
        break;
      case 'Slice':
        this.#exprs([expr.lower, expr.upper, expr.step]);
        break;
    }
  }

  /** `a + b + c + ...` can be long: it is gone through without recursion. */
  #binary(expr: ExprOf<'BinOp'>): void {
    const rights: Expr[] = [];
    let left: Expr = expr;
    for (; left.kind === 'BinOp'; left = left.left) rights.push(left.right);
    if (this.#nesting + rights.length > MAX_CHAIN) throw tooDeep();
    this.#expr(left);
    for (const right of rights.reverse()) this.#expr(right);
  }

  /** An expression that is assigned to or deleted. */
  #target(target: Expr): void {
    switch (target.kind) {
      case 'Name':
        this.#add(target.id, DEF.LOCAL, target);
        break;
      case 'Starred':
        this.#deeper(() => this.#target(target.value));
        break;
      case 'List':
      case 'Tuple':
        this.#deeper(() => {
          for (const elt of target.elts) this.#target(elt);
        });
        break;
      default:
        if (this.#inTarget) {
          // What a target such as `a[i]` mentions is used, not bound.
          this.#inTarget = false;
          this.#expr(target);
          this.#inTarget = true;
        } else {
          this.#expr(target);
        }
    }
  }

  #lambda(expr: LambdaExpr): void {
    this.#exprs(expr.params.defaults);
    this.#exprs(expr.params.kwDefaults);
    this.#block('function', '<lambda>', expr, () => {
      this.#parameters(expr.params);
      this.#expr(expr.body);
    });
  }

  #yield(expr: ExprOf<'Yield' | 'YieldFrom'>): void {
    const scope = this.#scope;
    if (scope.type === 'annotation') {
      throw syntaxError('yield expression cannot be used within an annotation', expr.start, expr.end);
    }
    if (expr.value) this.#expr(expr.value);
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
    this.#expr(first.iter);
    this.#inIterable--;
    const names = {
      ListComp: '<listcomp>',
      SetComp: '<setcomp>',
      DictComp: '<dictcomp>',
      GeneratorExp: '<genexpr>',
    };
    const scope = this.#block('function', names[expr.kind], expr, (own) => {
      own.comprehension = expr.kind;
      this.#add('.0', DEF.PARAM, expr);

      this.#comprehensionTarget(first.target);
      for (const test of first.ifs) this.#expr(test);
      for (const { target, iter, ifs } of rest) {
        this.#comprehensionTarget(target);
        this.#inIterable++;
        this.#expr(iter);
        this.#inIterable--;
        for (const test of ifs) this.#expr(test);
      }

      if (expr.kind === 'DictComp') this.#expr(expr.value);
      this.#expr(expr.elt);
    });
    scope.generator = expr.kind === 'GeneratorExp';
  }

  #comprehensionTarget(target: Expr): void {
    this.#inTarget = true;
    this.#target(target);
    this.#inTarget = false;
  }

  #namedExpr(expr: ExprOf<'NamedExpr'>): void {
    if (this.#inIterable > 0) {
      const message = 'assignment expression cannot be used in a comprehension iterable expression';
      throw syntaxError(message, expr.start, expr.end);
    }
    if (this.#scope.comprehension) this.#extendNamedExpr(expr);
    this.#expr(expr.value);
    this.#add(expr.target.id, DEF.LOCAL, expr.target);
  }

  /** The target of `:=` in a comprehension belongs to the block around it (PEP 572). */
  #extendNamedExpr(expr: ExprOf<'NamedExpr'>): void {
    const { target } = expr;
    const name = mangle(this.#class, target.id);
    for (let scope: Scope | null = this.#scope; scope; scope = scope.parent) {
      if (scope.comprehension) {
        if (scope.flags(this.#minor >= 13 ? name : target.id) & DEF.COMP_ITER) {
          const message = `assignment expression cannot rebind comprehension iteration variable '${target.id}'`;
          throw syntaxError(message, target.start, target.end);
        }
        continue;
      }
      if (scope.type === 'function') {
        const global = scope.flags(name) & DEF.GLOBAL;
        this.#add(target.id, global ? DEF.GLOBAL : DEF.NONLOCAL, target);
        this.#scope.directives.set(name, target);
        this.#add(target.id, DEF.LOCAL, target, scope);
        return;
      }
      if (scope.type === 'module') {
        this.#add(target.id, DEF.GLOBAL, target);
        this.#scope.directives.set(name, target);
        this.#add(target.id, DEF.GLOBAL, target, scope);
        return;
      }
      if (scope.type === 'class') {
        const message = 'assignment expression within a comprehension cannot be used in a class body';
        throw syntaxError(message, target.start, target.end);
      }
    }
  }

  #pattern(pattern: Pattern): void {
    this.#deeper(() => {
      switch (pattern.kind) {
        case 'MatchValue':
          this.#expr(pattern.value);
          break;
        case 'MatchSingleton':
          break;
        case 'MatchSequence':
        case 'MatchOr':
          for (const inner of pattern.patterns) this.#pattern(inner);
          break;
        case 'MatchMapping':
          this.#exprs(pattern.keys);
          for (const inner of pattern.patterns) this.#pattern(inner);
          if (pattern.rest !== null) this.#add(pattern.rest, DEF.LOCAL, pattern);
          break;
        case 'MatchClass':
          this.#expr(pattern.cls);
          for (const inner of pattern.patterns) this.#pattern(inner);
          for (const inner of pattern.kwdPatterns) this.#pattern(inner);
          break;
        case 'MatchStar':
          if (pattern.name !== null) this.#add(pattern.name, DEF.LOCAL, pattern);
          break;
        case 'MatchAs':
          if (pattern.pattern) this.#pattern(pattern.pattern);
          if (pattern.name !== null) this.#add(pattern.name, DEF.LOCAL, pattern);
          break;
      }
    });
  }
}
