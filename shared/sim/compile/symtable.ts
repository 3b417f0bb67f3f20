/**
 * The symbol table, first half: the names that statements bind and use (Python/symtable.c, symtable_visit_stmt). The second
 * half, in analyze.ts, decides what each name means.
 */
import { analyze } from './analyze.ts';
import type { Expr, FunctionDefStmt, Module, Parameter, Parameters, Stmt, StmtOf } from './ast.ts';
import { ExpressionCollector } from './collect.ts';
import { syntaxError } from './errors.ts';
import { DEF, mangle, type Scope, type SymbolTable } from './scope.ts';
import type { Target } from './target.ts';

export function buildSymbolTable(module: Module, target: Target, futureAnnotations: boolean): SymbolTable {
  const collector = new Collector(target, futureAnnotations);
  const top = collector.module(module);
  analyze(top, target);
  return { top, blocks: collector.blocks };
}
class Collector extends ExpressionCollector {
  readonly #futureAnnotations: boolean;

  constructor(target: Target, futureAnnotations: boolean) {
    super(target);
    this.#futureAnnotations = futureAnnotations;
  }

  module(module: Module): Scope {
    if (module.kind === 'Expression') this.expr(module.body);
    else this.body(module.body);
    return this.scope;
  }

  /** The statement whose block is being collected, where older releases place some errors. */
  private openBlock(inside: Stmt): Stmt {
    for (const [node, scope] of this.blocks) if (scope === this.scope) return node as Stmt;
    return inside;
  }

  protected body(body: readonly Stmt[]): void {
    for (const stmt of body) this.stmt(stmt);
  }

  protected inCondition(visit: () => void): void {
    const outer = this.conditional;
    this.conditional = true;
    visit();
    this.conditional = outer;
  }

  protected stmt(stmt: Stmt): void {
    this.deeper(() => this.visitStmt(stmt));
  }

  protected visitStmt(stmt: Stmt): void {
    switch (stmt.kind) {
      case 'FunctionDef':
        this.functionDef(stmt);
        break;
      case 'ClassDef':
        this.classDef(stmt);
        break;
      case 'Return':
        if (stmt.value) this.expr(stmt.value);
        break;
      case 'Delete':
        for (const target of stmt.targets) this.target(target);
        break;
      case 'Assign':
        for (const target of stmt.targets) this.target(target);
        this.expr(stmt.value);
        break;
      case 'AugAssign':
        this.target(stmt.target);
        this.expr(stmt.value);
        break;
      case 'AnnAssign':
        this.annAssign(stmt);
        break;
      case 'For':
        this.target(stmt.target);
        this.expr(stmt.iter);
        this.inCondition(() => {
          this.body(stmt.body);
          this.body(stmt.orelse);
        });
        break;
      case 'While':
      case 'If':
        this.expr(stmt.test);
        this.inCondition(() => {
          this.body(stmt.body);
          this.body(stmt.orelse);
        });
        break;
      case 'With':
        this.inCondition(() => {
          for (const item of stmt.items) {
            this.expr(item.context);
            if (item.target) this.target(item.target);
          }
          this.body(stmt.body);
        });
        break;
      case 'Match':
        this.expr(stmt.subject);
        this.inCondition(() => {
          for (const { pattern, guard, body } of stmt.cases) {
            this.pattern(pattern);
            if (guard) this.expr(guard);
            this.body(body);
          }
        });
        break;
      case 'Raise':
        if (stmt.exc) this.expr(stmt.exc);
        if (stmt.cause) this.expr(stmt.cause);
        break;
      case 'Try':
        this.inCondition(() => {
          this.body(stmt.body);
          this.body(stmt.orelse);
          for (const handler of stmt.handlers) {
            if (handler.type) this.expr(handler.type);
            if (handler.name !== null) this.add(handler.name, DEF.LOCAL, handler);
            this.body(handler.body);
          }
          this.body(stmt.finalbody);
        });
        break;
      case 'Assert':
        this.expr(stmt.test);
        if (stmt.msg) this.expr(stmt.msg);
        break;
      case 'Import':
        for (const alias of stmt.names) this.add(alias.asname ?? alias.name.split('.')[0], DEF.IMPORT, alias);
        break;
      case 'ImportFrom':
        for (const alias of stmt.names) {
          if (alias.name === '*') {
            if (this.scope.type !== 'module') {
              const place = this.minor < 10 ? this.openBlock(stmt) : alias;
              throw syntaxError('import * only allowed at module level', place.start, place.end);
            }
          } else {
            this.add(alias.asname ?? alias.name, DEF.IMPORT, alias);
          }
        }
        break;
      case 'Global':
      case 'Nonlocal':
        this.directive(stmt);
        break;
      case 'ExprStmt':
        this.expr(stmt.value);
        break;
      case 'Pass':
      case 'Break':
      case 'Continue':
        break;
    }
  }

  protected directive(stmt: StmtOf<'Global' | 'Nonlocal'>): void {
    const isGlobal = stmt.kind === 'Global';
    const word = isGlobal ? 'global' : 'nonlocal';
    for (const name of stmt.names) {
      const flags = this.scope.flags(mangle(this.className, name));
      if (flags & (DEF.PARAM | DEF.LOCAL | DEF.USE | DEF.ANNOT)) {
        let message: string;
        if (flags & DEF.PARAM) message = `name '${name}' is parameter and ${word}`;
        else if (flags & DEF.USE) message = `name '${name}' is used prior to ${word} declaration`;
        else if (flags & DEF.ANNOT) message = `annotated name '${name}' can't be ${word}`;
        else message = `name '${name}' is assigned to before ${word} declaration`;
        throw syntaxError(message, stmt.start, stmt.end);
      }
      this.add(name, isGlobal ? DEF.GLOBAL : DEF.NONLOCAL, stmt);
      const mangled = mangle(this.className, name);
      if (!this.scope.directives.has(mangled)) this.scope.directives.set(mangled, stmt);
    }
  }

  protected annAssign(stmt: StmtOf<'AnnAssign'>): void {
    const { target, annotation, value } = stmt;
    if (target.kind === 'Name') {
      const flags = this.scope.flags(mangle(this.className, target.id));
      if (flags & (DEF.GLOBAL | DEF.NONLOCAL) && this.scope.type !== 'module' && stmt.simple) {
        const word = flags & DEF.GLOBAL ? 'global' : 'nonlocal';
        throw syntaxError(`annotated name '${target.id}' can't be ${word}`, stmt.start, stmt.end);
      }
      if (stmt.simple) this.add(target.id, DEF.ANNOT | DEF.LOCAL, target);
      else if (value) this.add(target.id, DEF.LOCAL, target);
    } else {
      this.target(target);
    }
    this.variableAnnotation(annotation, stmt.simple);
    if (value) this.expr(value);
  }

  protected variableAnnotation(annotation: Expr, simple: boolean): void {
    if (this.#futureAnnotations) return;
    const scope = this.scope;
    if (this.minor < 14) {
      this.expr(annotation);
      return;
    }
    if (scope.type === 'function') {
      // Never evaluated; CPython still makes a block for what is in it.
      this.block('annotation', '__annotate__', annotation, () => this.expr(annotation));
      return;
    }
    if (scope.type === 'module' || this.conditional) {
      if (simple && !scope.conditionalAnnotations) {
        scope.conditionalAnnotations = true;
        this.add(
          '__conditional_annotations__',
          DEF.USE | (scope.type === 'class' ? DEF.LOCAL : 0),
          annotation,
        );
      }
    }
    const outer = this.scope;
    if (!scope.annotations) {
      scope.annotations = this.annotationBlock(() => {});
    }
    this.scope = scope.annotations;
    if (scope.conditionalAnnotations && simple) this.add('__conditional_annotations__', DEF.USE, annotation);
    this.expr(annotation);
    this.scope = outer;
  }

  /** The block of an __annotate__ function (3.14+). */
  protected annotationBlock(visit: () => void, key: object = {}): Scope {
    const inClass = this.scope.type === 'class';
    return this.block('annotation', '__annotate__', key, (scope) => {
      scope.canSeeClassScope = inClass;
      this.add('.format', DEF.PARAM, { start: 0, end: 0 });
      this.add('.format', DEF.USE, { start: 0, end: 0 });
      if (inClass) this.add('__classdict__', DEF.USE, { start: 0, end: 0 });
      visit();
    });
  }

  protected functionDef(stmt: FunctionDefStmt): void {
    this.add(stmt.name, DEF.LOCAL, stmt);
    for (const value of stmt.params.defaults) this.expr(value);
    for (const value of stmt.params.kwDefaults) if (value) this.expr(value);
    const annotated = this.parameterAnnotations(stmt.params);
    if (stmt.returns) annotated.push(stmt.returns);
    if (!this.#futureAnnotations && annotated.length > 0) {
      if (this.minor >= 14) {
        this.annotationBlock(() => this.exprs(annotated), stmt.params);
      } else {
        this.exprs(annotated);
      }
    }
    for (const decorator of stmt.decorators) this.expr(decorator);
    this.block('function', stmt.name, stmt, () => {
      this.parameters(stmt.params);
      this.body(stmt.body);
    });
  }

  protected parameterAnnotations(params: Parameters): Expr[] {
    const all: (Parameter | null)[] = [
      ...params.posonly,
      ...params.args,
      params.vararg,
      ...params.kwonly,
      params.kwarg,
    ];
    return all.flatMap((param) => (param?.annotation ? [param.annotation] : []));
  }

  protected classDef(stmt: StmtOf<'ClassDef'>): void {
    this.add(stmt.name, DEF.LOCAL, stmt);
    for (const base of stmt.bases) this.expr(base);
    for (const keyword of stmt.keywords) this.expr(keyword.value);
    for (const decorator of stmt.decorators) this.expr(decorator);
    const outer = this.className;
    this.block('class', stmt.name, stmt, () => {
      this.className = stmt.name;
      this.body(stmt.body);
    });
    this.className = outer;
  }
}
