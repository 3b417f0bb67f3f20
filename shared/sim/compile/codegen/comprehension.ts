/** Comprehensions and generator expressions (compile.c, compiler_comprehension; inlining is PEP 709). */
import type { Comprehension, ComprehensionExpr, Expr } from '../ast.ts';
import { CompileFailure } from '../errors.ts';
import { Op } from '../opcodes.ts';
import { DEF, type NameScope } from '../scope.ts';
import { type Compiler, NO_PLACE } from './compiler.ts';
import { emitJumpIf } from './conditions.ts';
import { emitExpr, emitYieldFrom, resume } from './expr.ts';
import { emitStore } from './target.ts';
import { Label, STORE_FAST_MAYBE_NULL } from './unit.ts';

/** Loops of one comprehension, which are compiled one inside the other. */
const MAX_GENERATORS = 500;

const NAMES = {
  ListComp: '<listcomp>',
  SetComp: '<setcomp>',
  DictComp: '<dictcomp>',
  GeneratorExp: '<genexpr>',
};
const BUILD = { ListComp: Op.BUILD_LIST, SetComp: Op.BUILD_SET, DictComp: Op.BUILD_MAP };

export function emitComprehension(c: Compiler, expr: ComprehensionExpr): void {
  const scope = c.scopeOf(expr);
  const [outermost] = expr.generators;
  const place = c.minor >= 13 ? outermost.iter : expr;
  if (scope.inlined) {
    emitExpr(c, outermost.iter);
    c.at(place, () => c.emit(Op.GET_ITER));
    emitInlined(c, expr);
    return;
  }
  const code = c.inUnit('comprehension', scope, NAMES[expr.kind], c.lineAt(expr.start), (unit) => {
    unit.argcount = 1;
    // Up to 3.9 a comprehension's own instructions are on the line of what is before them.
    c.at(c.minor >= 10 ? expr : NO_PLACE, () => {
      resume(c, 0);
      if (expr.kind !== 'GeneratorExp') c.emit(BUILD[expr.kind], 0);
      emitGenerator(c, expr, 0, 0, false);
      if (expr.kind === 'GeneratorExp') {
        c.place = NO_PLACE;
        c.loadNone();
      }
      c.emit(Op.RETURN_VALUE);
    });
  });
  c.makeFunction(code, 0);
  emitExpr(c, outermost.iter);
  c.at(place, () => c.emit(Op.GET_ITER));
  c.emit(Op.CALL, 1);
}

/** The loop of generator `index`; `depth` counts the iterators above the result. */
function emitGenerator(
  c: Compiler,
  expr: ComprehensionExpr,
  index: number,
  depth: number,
  onStack: boolean,
): void {
  if (index >= MAX_GENERATORS) {
    throw new CompileFailure('RecursionError', 'maximum recursion depth exceeded during compilation', null);
  }
  const generator = expr.generators[index];
  const place = c.minor >= 13 ? generator.iter : c.place;
  const skip = new Label();
  const end = new Label();
  const once = index > 0 ? onlyItem(c, generator) : null;
  let start: Label | null = new Label();
  if (index === 0) {
    if (!onStack) c.emit(Op.LOAD_FAST, 0);
  } else if (once) {
    // `for y in [f(x)]` assigns without a loop.
    emitExpr(c, once);
    start = null;
  } else {
    emitExpr(c, generator.iter);
    c.at(place, () => c.emit(Op.GET_ITER));
  }
  if (start) {
    depth++;
    c.use(start);
    c.at(place, () => c.jump(Op.FOR_ITER, end));
  }
  emitStore(c, generator.target);
  for (const test of generator.ifs) emitJumpIf(c, test, skip, false);
  if (index + 1 < expr.generators.length) emitGenerator(c, expr, index + 1, depth, false);
  else emitElement(c, expr, depth);
  c.use(skip);
  if (start) {
    c.at(c.minor >= 12 ? expr.elt : c.place, () => c.jumpBack(start as Label));
    c.use(end);
  }
}

/** The one item of a display of one (3.9+). */
function onlyItem(c: Compiler, generator: Comprehension): Expr | null {
  const { iter } = generator;
  if (c.minor < 9) return null;
  if (iter.kind === 'Constant' && iter.value.kind === 'tuple' && iter.value.items.length === 1) {
    return { kind: 'Constant', value: iter.value.items[0], start: iter.start, end: iter.end };
  }
  if (iter.kind !== 'Tuple' && iter.kind !== 'List') return null;
  const [only] = iter.elts;
  return iter.elts.length === 1 && only.kind !== 'Starred' ? only : null;
}

function emitElement(c: Compiler, expr: ComprehensionExpr, depth: number): void {
  if (expr.elt.kind === 'Starred' || (expr.kind === 'DictComp' && expr.value === null)) {
    emitUnpacked(c, expr, depth);
    return;
  }
  switch (expr.kind) {
    case 'GeneratorExp':
      emitExpr(c, expr.elt);
      c.at(elementPlace(c, expr.elt), () => {
        c.emit(Op.YIELD_VALUE);
        resume(c, 1);
        c.emit(Op.POP_TOP);
      });
      break;
    case 'ListComp':
    case 'SetComp':
      emitExpr(c, expr.elt);
      c.at(elementPlace(c, expr.elt), () =>
        c.emit(expr.kind === 'ListComp' ? Op.LIST_APPEND : Op.SET_ADD, depth + 1),
      );
      break;
    case 'DictComp':
      emitExpr(c, expr.elt);
      emitExpr(c, expr.value as Expr);
      c.at(elementPlace(c, { start: expr.elt.start, end: (expr.value as Expr).end }), () =>
        c.emit(Op.MAP_ADD, depth + 1),
      );
      break;
  }
}

function elementPlace<P>(c: Compiler, place: P) {
  return c.minor >= 10 ? place : NO_PLACE;
}

/** An element with a star (3.15+, PEP 798): all its items go into the result. */
function emitUnpacked(c: Compiler, expr: ComprehensionExpr, depth: number): void {
  const { elt } = expr;
  emitExpr(c, elt.kind === 'Starred' ? elt.value : elt);
  c.at(elt, () => {
    switch (expr.kind) {
      case 'GeneratorExp':
        c.emit(Op.GET_YIELD_FROM_ITER);
        emitYieldFrom(c);
        c.emit(Op.POP_TOP);
        break;
      case 'ListComp':
        c.emit(Op.LIST_EXTEND, depth + 1);
        break;
      case 'SetComp':
        c.emit(Op.SET_UPDATE, depth + 1);
        break;
      case 'DictComp':
        c.emit(Op.DICT_UPDATE, depth + 1);
    }
  });
}

/** The comprehension in the frame around it; its outermost iterator is on the stack. */
function emitInlined(c: Compiler, expr: ComprehensionExpr): void {
  const { unit } = c;
  const comp = c.scopeOf(expr);
  const outer = unit.scope;
  const inClass = unit.kind === 'class' && unit.inlinedComprehensions === 0;
  const replaced = new Map<string, NameScope | undefined>();
  const hidden: string[] = [];
  const pushed: string[] = [];
  for (const [name, flags] of comp.symbols) {
    const bound = (flags & (DEF.LOCAL | DEF.NONLOCAL | DEF.PARAM)) === DEF.LOCAL;
    // A global here that another inlined comprehension has made a local of the function (3.13+, gh-118513).
    if (
      c.minor >= 13 &&
      !bound &&
      comp.scopes.get(name) === 'implicit' &&
      outer.scopes.get(name) === 'local'
    ) {
      if (outer.isFunctionLike) {
        replaced.set(name, 'local');
        outer.scopes.set(name, 'implicit');
      }
    }
    // In a class CPython puts all names of the comprehension aside, its hidden parameter too.
    if (!bound && !inClass) continue;
    pushed.push(name);
    if (flags & DEF.PARAM) continue;
    const scope = comp.scopes.get(name);
    const outerScope = outer.scopes.get(name);
    // A free name around that is a cell here stays free: its slot gets a new cell, and keeps it afterwards, as in CPython.
    const ownCell = scope === 'cell' && outerScope === 'free';
    if (!ownCell && (inClass || (scope !== outerScope && scope !== 'free'))) {
      replaced.set(name, outerScope);
      outer.scopes.set(name, scope as NameScope);
    }
    if (bound && !outer.isFunctionLike && !unit.hidden.has(name)) {
      unit.hidden.add(name);
      hidden.push(name);
    }
  }
  unit.inlinedComprehensions++;
  // The values that the names had are kept on the stack, with a handler that puts them back.
  for (const name of pushed) {
    c.emit(Op.LOAD_FAST_AND_CLEAR, c.varIndex(name));
    if (comp.scopes.get(name) === 'cell') c.emit(Op.MAKE_CELL, c.derefIndex(name));
  }
  const cleanup = new Label();
  const end = new Label();
  if (pushed.length > 0) {
    c.emit(Op.SWAP, pushed.length + 1);
    c.pushHandler(cleanup);
  }
  if (expr.kind !== 'GeneratorExp') c.emit(BUILD[expr.kind], 0);
  c.emit(Op.SWAP, 2);
  emitGenerator(c, expr, 0, 0, true);
  if (pushed.length > 0) {
    c.popHandler();
    c.nowhere(() => {
      c.jump(Op.JUMP_FORWARD, end);
      c.use(cleanup);
      // Drop the unfinished result below the exception.
      c.emit(Op.SWAP, 2);
      c.emit(Op.POP_TOP);
      restore(c, pushed);
      c.at(expr, () => c.emit(Op.RERAISE));
      c.use(end);
    });
    restore(c, pushed);
  }
  unit.inlinedComprehensions--;
  for (const name of hidden) unit.hidden.delete(name);
  for (const [name, scope] of replaced) {
    if (scope === undefined) outer.scopes.delete(name);
    else outer.scopes.set(name, scope);
  }
}

/** With one value on top that stays: gives the names below it back what they held. */
function restore(c: Compiler, names: readonly string[]): void {
  c.emit(Op.SWAP, names.length + 1);
  for (const name of [...names].reverse()) c.emit(STORE_FAST_MAYBE_NULL, c.varIndex(name));
}
