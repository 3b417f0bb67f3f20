/**
 * Displays: lists, sets, tuples and dicts with their items written out, big ones in parts (compile.c, codegen.c:
 * starunpack_helper, compiler_dict, compiler_subdict).
 */

import type { Expr, ExprOf } from '../ast.ts';
import type { Constant } from '../code.ts';
import { tupleConstant } from '../constants.ts';
import { constants, firstConstant } from '../fold.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr, limitsStack, STACK_USE_GUIDELINE } from './expr.ts';

const BUILD = { list: Op.BUILD_LIST, set: Op.BUILD_SET, tuple: Op.BUILD_LIST };

const ADD = { list: Op.LIST_APPEND, set: Op.SET_ADD, tuple: Op.LIST_APPEND };

const EXTEND = { list: Op.LIST_EXTEND, set: Op.SET_UPDATE, tuple: Op.LIST_EXTEND };

/** A list, set or tuple of `elts` after `pushed` values on the stack (compile.c, starunpack_helper). */
export function emitDisplay(
  c: Compiler,
  elts: readonly Expr[],
  pushed: number,
  kind: 'list' | 'set' | 'tuple',
): void {
  const n = elts.length;
  const items = n > 2 && c.minor >= 9 ? constants(elts) : null;
  if (items) {
    c.meetConst(firstConstant(elts[0]));
    if (kind === 'tuple' && pushed === 0) {
      c.loadConst(tupleConstant(items));
      return;
    }
    const folded: Constant = kind === 'set' ? { kind: 'frozenset', items } : tupleConstant(items);
    c.emit(BUILD[kind], pushed);
    c.loadConst(folded);
    c.emit(EXTEND[kind], 1);
    if (kind === 'tuple') c.emit(Op.LIST_TO_TUPLE);
    return;
  }
  const starred = elts.some((elt) => elt.kind === 'Starred');
  const big = limitsStack(c) && n + pushed > STACK_USE_GUIDELINE;
  if (!starred && !big) {
    for (const elt of elts) emitExpr(c, elt);
    if (kind === 'tuple') c.buildTuple(n + pushed);
    else c.emit(BUILD[kind], n + pushed);
    return;
  }
  if (c.minor < 9 && pushed === 0) {
    emitDisplayInParts(c, elts, kind);
    return;
  }
  let built = false;
  if (big) {
    c.emit(BUILD[kind], pushed);
    built = true;
  }
  for (const [i, elt] of elts.entries()) {
    if (elt.kind === 'Starred') {
      if (!built) c.emit(BUILD[kind], i + pushed);
      built = true;
      emitExpr(c, elt.value);
      c.emit(EXTEND[kind], 1);
    } else {
      emitExpr(c, elt);
      if (built) c.emit(ADD[kind], 1);
    }
  }
  if (kind === 'tuple') c.emit(Op.LIST_TO_TUPLE);
}

/** 3.8: an empty container is extended by each unpacked value and by each run of others, packed (BUILD_LIST_UNPACK). */
function emitDisplayInParts(c: Compiler, elts: readonly Expr[], kind: 'list' | 'set' | 'tuple'): void {
  c.emit(BUILD[kind], 0);
  // CPython pushes all parts, and then makes one of them.
  let parts = -1;
  c.deepen(parts);
  let run = 0;
  const extend = () => {
    c.emit(EXTEND[kind], 1);
    c.deepen(1);
    parts++;
  };
  const flush = () => {
    if (run === 0) return;
    if (kind === 'set') c.emit(Op.BUILD_SET, run);
    else c.buildTuple(run);
    extend();
    run = 0;
  };
  for (const elt of elts) {
    if (elt.kind === 'Starred') {
      flush();
      emitExpr(c, elt.value);
      extend();
    } else {
      emitExpr(c, elt);
      run++;
    }
  }
  flush();
  c.deepen(-parts);
  if (kind === 'tuple') c.emit(Op.LIST_TO_TUPLE);
}

/** A dict display; each run of pairs between `**` is one dict (compiler_dict). */
export function emitDict(c: Compiler, expr: ExprOf<'Dict'>): void {
  const { keys, values } = expr;
  let elements = 0;
  // 3.8 updates an empty dict by each part (BUILD_MAP_UNPACK).
  const inParts = c.minor < 9 && keys.includes(null);
  let haveDict = inParts;
  let parts = -1;
  if (haveDict) c.emit(Op.BUILD_MAP, 0);
  if (inParts) c.deepen(-1);
  const update = () => {
    c.emit(Op.DICT_UPDATE, 1);
    parts++;
    if (inParts) c.deepen(1);
  };
  const flush = (end: number) => {
    emitSubDict(c, expr, end - elements, end);
    if (haveDict) update();
    haveDict = true;
    elements = 0;
  };
  for (const [i, key] of keys.entries()) {
    if (key === null) {
      if (elements > 0) flush(i);
      if (!haveDict) c.emit(Op.BUILD_MAP, 0);
      haveDict = true;
      emitExpr(c, values[i]);
      update();
    } else if (limitsStack(c) && elements * 2 > STACK_USE_GUIDELINE) {
      elements++;
      flush(i + 1);
    } else {
      elements++;
    }
  }
  if (elements > 0) flush(keys.length);
  if (inParts) c.deepen(-parts);
  if (!haveDict) c.emit(Op.BUILD_MAP, 0);
}

function emitSubDict(c: Compiler, expr: ExprOf<'Dict'>, begin: number, end: number): void {
  const keys = expr.keys.slice(begin, end) as Expr[];
  const values = expr.values.slice(begin, end);
  const n = end - begin;
  const big = limitsStack(c) && n * 2 > STACK_USE_GUIDELINE;
  const constKeys = n > 1 && !big && c.minor < 14 ? constants(keys) : null;
  if (constKeys) {
    for (const value of values) emitExpr(c, value);
    c.loadConst(tupleConstant(constKeys));
    c.emit(Op.BUILD_CONST_KEY_MAP, n);
    return;
  }
  if (big) c.emit(Op.BUILD_MAP, 0);
  for (const [i, key] of keys.entries()) {
    emitExpr(c, key);
    emitExpr(c, values[i]);
    if (big) c.emit(Op.MAP_ADD, 1);
  }
  if (!big) c.emit(Op.BUILD_MAP, n);
}
