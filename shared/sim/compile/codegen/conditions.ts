/**
 * and, or, comparisons, and jumps by the truth of an expression (compile.c, codegen.c: compiler_boolop, compiler_compare,
 * compiler_jump_if).
 */

import { constantTruth } from '../arithmetic.ts';
import type { CompareOperator, Expr, ExprOf } from '../ast.ts';
import { NONE } from '../constants.ts';
import { COMPARE_OPS, Op } from '../opcodes.ts';
import { type Compiler, NO_PLACE } from './compiler.ts';
import { emitExpr } from './expr.ts';
import type { Label } from './unit.ts';

/** JUMP_IF_FALSE_OR_POP and its like; from 3.12 on CPython tests a copy. */
function emitJumpOrPop(c: Compiler, op: number, target: Label): void {
  if (c.minor >= 12) c.peak(1);
  c.jump(op, target);
}

/** and, or: the value that decides (compiler_boolop). */
export function emitBoolOp(c: Compiler, expr: ExprOf<'BoolOp'>): void {
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

/** A comparison, or a chain of them, each operand evaluated once (compiler_compare). */
export function emitCompare(c: Compiler, expr: ExprOf<'Compare'>): void {
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
