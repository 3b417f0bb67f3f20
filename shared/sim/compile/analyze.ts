/** The symbol table, second half: what each name means (Python/symtable.c, analyze_block and below). */
import { syntaxError } from './errors.ts';
import { DEF, DEF_BOUND, type Scope } from './scope.ts';
import type { Target } from './target.ts';

/** Decides the names of the module and of everything in it. */
export function analyze(top: Scope, target: Target): void {
  analyzeBlock(top, null, new Set(), new Set(), null, target.minor);
}

type Names = Set<string>;

/**
 * `bound`: names bound in enclosing functions (null at module level); `free` collects what the block needs of
 * them; `global`: names known to be global; `classScope`: the class an annotation block may look into.
 */
function analyzeBlock(
  scope: Scope,
  bound: Names | null,
  free: Names,
  global: Names,
  classScope: Scope | null,
  minor: number,
): void {
  const local: Names = new Set();
  const newGlobal: Names = new Set();
  const newFree: Names = new Set();
  const newBound: Names = new Set();
  const inlinedCells: Names = new Set();
  if (scope.type === 'class') {
    addAll(newGlobal, global);
    if (bound) addAll(newBound, bound);
  }
  for (const [name, flags] of scope.symbols)
    analyzeName(scope, name, flags, bound, local, free, global, classScope);
  if (scope.type === 'class') {
    newBound.add('__class__');
    if (minor >= 12) newBound.add('__classdict__');
    if (minor >= 14) newBound.add('__conditional_annotations__');
  } else {
    if (scope.isFunctionLike) addAll(newBound, local);
    if (bound) addAll(newBound, bound);
    addAll(newGlobal, global);
  }
  const children: Scope[] = [];
  for (const child of scope.children) {
    const newClass = child.canSeeClassScope ? (scope.type === 'class' ? scope : classScope) : null;
    const inline =
      minor >= 12 &&
      child.comprehension !== null &&
      child.comprehension !== 'GeneratorExp' &&
      !scope.canSeeClassScope;
    const childFree: Names = new Set();
    analyzeBlock(child, new Set(newBound), childFree, new Set(newGlobal), newClass, minor);
    if (inline) {
      inlineComprehension(scope, child, childFree, inlinedCells);
      child.inlined = true;
    }
    addAll(newFree, childFree);
    if (child.free || child.childFree) scope.childFree = true;
    if (inline) children.push(...child.children);
    else children.push(child);
  }
  scope.children = children;
  if (scope.isFunctionLike) {
    for (const [name, kind] of scope.scopes) {
      if (kind !== 'local' || (!newFree.has(name) && !inlinedCells.has(name))) continue;
      scope.scopes.set(name, 'cell');
      newFree.delete(name);
    }
  } else if (scope.type === 'class') {
    if (newFree.delete('__class__')) scope.needsClassClosure = true;
    if (minor >= 12 && newFree.delete('__classdict__')) scope.needsClassDict = true;
    if (minor >= 14 && newFree.delete('__conditional_annotations__')) scope.conditionalAnnotations = true;
  }
  updateSymbols(scope, bound, newFree, inlinedCells);
  addAll(free, newFree);
}

function addAll(into: Names, from: Names): void {
  for (const name of from) into.add(name);
}

function analyzeName(
  scope: Scope,
  name: string,
  flags: number,
  bound: Names | null,
  local: Names,
  free: Names,
  global: Names,
  classScope: Scope | null,
): void {
  const place = scope.directives.get(name);
  const fail = (message: string) => syntaxError(message, place?.start ?? 0, place?.end ?? 0);
  if (flags & DEF.GLOBAL) {
    if (flags & DEF.NONLOCAL) throw fail(`name '${name}' is nonlocal and global`);
    scope.scopes.set(name, 'global');
    global.add(name);
    bound?.delete(name);
    return;
  }
  if (flags & DEF.NONLOCAL) {
    if (!bound) throw fail('nonlocal declaration not allowed at module level');
    if (!bound.has(name)) throw fail(`no binding for nonlocal '${name}' found`);
    scope.scopes.set(name, 'free');
    scope.free = true;
    free.add(name);
    return;
  }
  if (flags & DEF_BOUND) {
    scope.scopes.set(name, 'local');
    local.add(name);
    global.delete(name);
    return;
  }
  // An annotation in a class sees the names of the class through its dictionary.
  if (classScope && name !== '__classdict__') {
    const classFlags = classScope.flags(name);
    if (classFlags & DEF.GLOBAL) {
      scope.scopes.set(name, 'global');
      return;
    }
    if (classFlags & DEF_BOUND && !(classFlags & DEF.NONLOCAL) && name !== '__conditional_annotations__') {
      scope.scopes.set(name, 'implicit');
      return;
    }
  }
  if (bound?.has(name)) {
    scope.scopes.set(name, 'free');
    scope.free = true;
    free.add(name);
    return;
  }
  if (!global.has(name) && scope.nested) scope.free = true;
  scope.scopes.set(name, 'implicit');
}

function isFreeInAnyChild(scope: Scope, name: string): boolean {
  return scope.children.some((child) => child.scopes.get(name) === 'free');
}

/**
 * PEP 709: the names of a comprehension become names of the block it is in. Where a function in it is the only one in a class that asks for
 * `__class__`, CPython 3.12 and 3.13 fail with a SystemError; here it works as up to 3.11.
 */
function inlineComprehension(scope: Scope, comp: Scope, compFree: Names, inlinedCells: Names): void {
  let removeDunderClass = false;
  for (const [name, compFlags] of comp.symbols) {
    if (compFlags & DEF.PARAM) continue;
    let kind = comp.scopes.get(name) ?? 'implicit';
    if (kind === 'cell' || compFlags & DEF.COMP_CELL) inlinedCells.add(name);
    const existing = scope.symbols.get(name);
    // The cell of a class is never free in the class itself.
    if (kind === 'free' && scope.type === 'class' && name === '__class__') {
      kind = 'implicit';
      if (!isFreeInAnyChild(comp, name)) compFree.delete(name);
      removeDunderClass = true;
    }
    if (existing === undefined) {
      scope.symbols.set(name, compFlags);
      scope.scopes.set(name, kind);
    } else if (existing & DEF_BOUND && scope.type !== 'class' && !isFreeInAnyChild(comp, name)) {
      compFree.delete(name);
    }
  }
  if (removeDunderClass) comp.symbols.delete('__class__');
}

function updateSymbols(scope: Scope, bound: Names | null, free: Names, inlinedCells: Names): void {
  for (const name of inlinedCells) {
    const flags = scope.symbols.get(name);
    if (flags !== undefined) scope.symbols.set(name, flags | DEF.COMP_CELL);
  }
  for (const name of free) {
    const flags = scope.symbols.get(name);
    if (flags !== undefined) {
      if (scope.type === 'class' && flags & (DEF_BOUND | DEF.GLOBAL)) {
        scope.symbols.set(name, flags | DEF.FREE_CLASS);
      }
      continue;
    }
    if (bound && !bound.has(name)) continue;
    scope.symbols.set(name, 0);
    scope.scopes.set(name, 'free');
  }
}
