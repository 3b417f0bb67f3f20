/** Expressions (compile.c, compiler_visit_expr and below). */
import { constantTruth } from '../arithmetic.ts';
import type { CompareOperator, Expr, ExprOf, FormattedValueExpr } from '../ast.ts';
import type { Constant } from '../code.ts';
import { NONE, strConstant, tupleConstant } from '../constants.ts';
import { constants, firstConstant } from '../fold.ts';
import { BINARY_OPS, COMPARE_OPS, Op } from '../opcodes.ts';
import { emitCall } from './call.ts';
import { type Compiler, NO_PLACE } from './compiler.ts';
import { emitComprehension } from './comprehension.ts';
import { emitLambda } from './function.ts';
import { emitNameOp } from './names.ts';
import { emitSuperAttribute } from './super.ts';
import type { Label } from './unit.ts';

/** CPython avoids having more values than this on the stack for one display or call. */
export const STACK_USE_GUIDELINE = 30;

/** From this version on big displays are built in parts. */
export function limitsStack(c: Compiler): boolean {
  return c.minor >= 10;
}

export function emitExpr(c: Compiler, expr: Expr): void {
  const outer = c.place;
  c.place = expr;
  emitExprHere(c, expr);
  c.place = outer;
}

function emitExprHere(c: Compiler, expr: Expr): void {
  switch (expr.kind) {
    case 'Constant':
      c.meetConst(expr.first);
      c.loadConst(expr.value);
      break;
    case 'Name':
      emitNameOp(c, expr.id, 'load');
      break;
    case 'NamedExpr':
      emitExpr(c, expr.value);
      c.emit(Op.COPY, 1);
      c.at(expr.target, () => emitNameOp(c, expr.target.id, 'store'));
      break;
    case 'BoolOp':
      emitBoolOp(c, expr);
      break;
    case 'BinOp': {
      const chain = [expr];
      for (let inner = expr.left; inner.kind === 'BinOp'; inner = inner.left) chain.push(inner);
      emitExpr(c, chain[chain.length - 1].left);
      for (const link of chain.reverse()) {
        emitExpr(c, link.right);
        c.at(link, () => c.emit(Op.BINARY_OP, BINARY_OPS.indexOf(link.op)));
      }
      break;
    }
    case 'UnaryOp':
      emitExpr(c, expr.operand);
      c.emit(
        { not: Op.UNARY_NOT, '-': Op.UNARY_NEGATIVE, '+': Op.UNARY_POSITIVE, '~': Op.UNARY_INVERT }[expr.op],
      );
      break;
    case 'Lambda':
      emitLambda(c, expr);
      break;
    case 'IfExp': {
      const end = c.newLabel();
      const otherwise = c.newLabel();
      emitJumpIf(c, expr.test, otherwise, false);
      emitExpr(c, expr.body);
      c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));
      c.use(otherwise);
      emitExpr(c, expr.orelse);
      c.use(end);
      break;
    }
    case 'Dict':
      emitDict(c, expr);
      break;
    case 'Set':
      emitDisplay(c, expr.elts, 0, 'set');
      break;
    case 'List':
      emitDisplay(c, expr.elts, 0, 'list');
      break;
    case 'Tuple':
      emitDisplay(c, expr.elts, 0, 'tuple');
      break;
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      emitComprehension(c, expr);
      break;
    case 'Yield':
      requireFunction(c, expr, "'yield' outside function");
      if (expr.value) emitExpr(c, expr.value);
      else c.loadNone();
      c.emit(Op.YIELD_VALUE);
      resume(c, 1);
      break;
    case 'YieldFrom':
      requireFunction(c, expr, c.minor >= 13 ? "'yield from' outside function" : "'yield' outside function");
      emitExpr(c, expr.value);
      c.emit(Op.GET_YIELD_FROM_ITER);
      emitYieldFrom(c);
      break;
    case 'Compare':
      emitCompare(c, expr);
      break;
    case 'Call':
      emitCall(c, expr);
      break;
    case 'JoinedStr':
      emitJoinedStr(c, expr);
      break;
    case 'FormattedValue':
      emitFormattedValue(c, expr);
      break;
    case 'Attribute':
      if (emitSuperAttribute(c, expr, false)) break;
      emitExpr(c, expr.value);
      c.at(attributePlace(c, expr), () => c.emitName(Op.LOAD_ATTR, expr.attr));
      break;
    case 'Subscript':
      emitExpr(c, expr.value);
      emitExpr(c, expr.slice);
      c.emit(Op.BINARY_SUBSCR);
      break;
    case 'Slice':
      emitSlice(c, expr);
      break;
    case 'Starred':
      throw c.error("can't use starred expression here", expr);
  }
}

/** An attribute on a later line than its object is shown on its own line (3.10+). */
export function attributePlace(c: Compiler, expr: ExprOf<'Attribute'>): { start: number; end: number } {
  if (c.minor < 10 || c.lineAt(expr.start) === c.lineAt(expr.attrStart)) return expr;
  return { start: expr.attrStart, end: expr.end };
}

export function resume(c: Compiler, kind: number): void {
  if (c.minor >= 11) c.emit(Op.RESUME, kind);
}

/** [receiver] -> [result], yielding what the receiver yields. */
export function emitYieldFrom(c: Compiler): void {
  c.loadNone();
  // What is thrown in meanwhile is caught above both (3.12+, CLEANUP_THROW).
  if (c.minor >= 12) c.peak(1);
  c.emit(Op.YIELD_FROM);
  resume(c, 2);
}

/** JUMP_IF_FALSE_OR_POP and its like; from 3.12 on CPython tests a copy. */
function emitJumpOrPop(c: Compiler, op: number, target: Label): void {
  if (c.minor >= 12) c.peak(1);
  c.jump(op, target);
}

function requireFunction(c: Compiler, expr: Expr, message: string): void {
  if (!c.unit.scope.isFunctionLike || c.unit.kind === 'annotation') throw c.error(message, expr);
}

function emitBoolOp(c: Compiler, expr: ExprOf<'BoolOp'>): void {
  const end = c.newLabel();
  const op = expr.op === 'and' ? Op.JUMP_IF_FALSE_OR_POP : Op.JUMP_IF_TRUE_OR_POP;
  const last = expr.values.length - 1;
  for (let i = 0; i < last; i++) {
    const value = expr.values[i];
    if (value.kind === 'Constant') {
      // A constant decides now: either it is the result, or it does not matter.
      c.meetConst(value.first ?? value.value);
      if (constantTruth(value.value) === (expr.op === 'and')) continue;
      emitExpr(c, value);
      c.use(end);
      return;
    }
    emitExpr(c, value);
    emitJumpOrPop(c, op, end);
  }
  emitExpr(c, expr.values[last]);
  c.use(end);
}

// ---- comparisons and conditions

function emitCompareOp(c: Compiler, op: CompareOperator): void {
  switch (op) {
    case 'is':
      c.emit(Op.IS_OP, 0);
      break;
    case 'is not':
      c.emit(Op.IS_OP, 1);
      break;
    case 'in':
      c.emit(Op.CONTAINS_OP, 0);
      break;
    case 'not in':
      c.emit(Op.CONTAINS_OP, 1);
      break;
    default:
      c.emit(Op.COMPARE_OP, COMPARE_OPS.indexOf(op));
  }
}

function emitCompare(c: Compiler, expr: ExprOf<'Compare'>): void {
  emitExpr(c, expr.left);
  const last = expr.ops.length - 1;
  const cleanup = c.newLabel();
  for (let i = 0; i < last; i++) {
    emitExpr(c, expr.comparators[i]);
    c.emit(Op.SWAP, 2);
    c.emit(Op.COPY, 2);
    emitCompareOp(c, expr.ops[i]);
    emitJumpOrPop(c, Op.JUMP_IF_FALSE_OR_POP, cleanup);
  }
  emitExpr(c, expr.comparators[last]);
  emitCompareOp(c, expr.ops[last]);
  if (last === 0) return;
  const end = c.newLabel();
  c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));
  c.use(cleanup);
  c.emit(Op.SWAP, 2);
  c.emit(Op.POP_TOP);
  c.use(end);
}

/** Jumps to `target` when the truth of `expr` is `condition` (compile.c, compiler_jump_if). */
export function emitJumpIf(c: Compiler, expr: Expr, target: Label, condition: boolean): void {
  const outer = c.place;
  // Up to 3.9 the jump itself is on the line of what is around.
  if (c.minor >= 10) c.place = expr;
  emitJumpIfHere(c, expr, target, condition);
  c.place = outer;
}

function emitJumpIfHere(c: Compiler, expr: Expr, target: Label, condition: boolean): void {
  const jump = condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE;
  switch (expr.kind) {
    case 'Constant':
      // Up to 3.9 nothing is left of it.
      c.meetConst(expr.first ?? expr.value);
      if (constantTruth(expr.value) !== condition) c.mark();
      else if (c.minor >= 10) c.jump(Op.JUMP_FORWARD, target);
      else c.at(NO_PLACE, () => c.jump(Op.JUMP_FORWARD, target));
      return;
    case 'UnaryOp':
      if (expr.op !== 'not') break;
      emitJumpIf(c, expr.operand, target, !condition);
      return;
    case 'BoolOp': {
      const decides = expr.op === 'or';
      const end = decides !== condition ? c.newLabel() : target;
      const last = expr.values.length - 1;
      for (let i = 0; i < last; i++) emitJumpIf(c, expr.values[i], end, decides);
      emitJumpIf(c, expr.values[last], target, condition);
      if (end !== target) c.use(end);
      return;
    }
    case 'IfExp': {
      const end = c.newLabel();
      const otherwise = c.newLabel();
      emitJumpIf(c, expr.test, otherwise, false);
      emitJumpIf(c, expr.body, target, condition);
      c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));
      c.use(otherwise);
      emitJumpIf(c, expr.orelse, target, condition);
      c.use(end);
      return;
    }
    case 'Compare':
      if (expr.ops.length === 1) {
        const [right] = expr.comparators;
        const [op] = expr.ops;
        if ((op === 'is' || op === 'is not') && right.kind === 'Constant' && right.value === NONE) {
          emitExpr(c, expr.left);
          // Up to 3.10 None is pushed.
          if (c.minor <= 10) c.peak(1);
          c.jump((op === 'is') === condition ? Op.POP_JUMP_IF_NONE : Op.POP_JUMP_IF_NOT_NONE, target);
          return;
        }
        break;
      }
      emitChainedJump(c, expr, target, condition);
      return;
    default:
      break;
  }
  emitExpr(c, expr);
  c.jump(jump, target);
}

function emitChainedJump(c: Compiler, expr: ExprOf<'Compare'>, target: Label, condition: boolean): void {
  const cleanup = c.newLabel();
  emitExpr(c, expr.left);
  const last = expr.ops.length - 1;
  for (let i = 0; i < last; i++) {
    emitExpr(c, expr.comparators[i]);
    c.emit(Op.SWAP, 2);
    c.emit(Op.COPY, 2);
    emitCompareOp(c, expr.ops[i]);
    c.jump(Op.POP_JUMP_IF_FALSE, cleanup);
  }
  emitExpr(c, expr.comparators[last]);
  emitCompareOp(c, expr.ops[last]);
  c.jump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
  const end = c.newLabel();
  c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));
  c.use(cleanup);
  c.emit(Op.POP_TOP);
  if (!condition) c.nowhere(() => c.jump(Op.JUMP_FORWARD, target));
  c.use(end);
}

// ---- displays

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

function emitDict(c: Compiler, expr: ExprOf<'Dict'>): void {
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

function emitSlice(c: Compiler, expr: ExprOf<'Slice'>): void {
  const parts = expr.step ? [expr.lower, expr.upper, expr.step] : [expr.lower, expr.upper];
  const items = parts.map((part) => (part === null ? NONE : part.kind === 'Constant' ? part.value : null));
  if (c.minor >= 14 && items.every((item) => item !== null)) {
    const [start, stop, step] = items as Constant[];
    c.loadConst({ kind: 'slice', start: c.merge(start), stop: c.merge(stop), step: c.merge(step ?? NONE) });
    return;
  }
  for (const part of parts) {
    if (part) emitExpr(c, part);
    else c.loadNone();
  }
  c.emit(Op.BUILD_SLICE, parts.length);
}

// ---- f-strings

function emitJoinedStr(c: Compiler, expr: ExprOf<'JoinedStr'>): void {
  const n = expr.values.length;
  if (limitsStack(c) && n > STACK_USE_GUIDELINE) {
    c.loadConst(strConstant(''));
    c.emitName(Op.LOAD_METHOD, 'join');
    c.emit(Op.BUILD_LIST, 0);
    for (const value of expr.values) {
      emitFStringPart(c, value);
      c.emit(Op.LIST_APPEND, 1);
    }
    c.emit(Op.CALL_METHOD, 1);
    return;
  }
  if (n === 0) c.loadConst(strConstant(''));
  for (const value of expr.values) emitFStringPart(c, value);
  if (n > 1) c.emit(Op.BUILD_STRING, n);
}

/** Up to 3.11 the parts of an f-string have the place of the whole. */
function emitFStringPart(c: Compiler, part: Expr): void {
  if (c.minor >= 12) emitExpr(c, part);
  else emitExprHere(c, part);
}

function emitFormattedValue(c: Compiler, expr: FormattedValueExpr): void {
  emitExpr(c, expr.value);
  if (expr.spec) emitFStringPart(c, expr.spec);
  c.emit(Op.FORMAT_VALUE, expr.conversion | (expr.spec ? 4 : 0));
}
