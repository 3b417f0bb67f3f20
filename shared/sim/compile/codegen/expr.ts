/**
 * Expressions (compile.c, codegen.c: compiler_visit_expr1). Displays, conditions and f-strings have files of their own, as
 * calls and comprehensions do.
 */

import type { Expr, ExprOf } from '../ast.ts';
import type { Constant } from '../code.ts';
import { NONE } from '../constants.ts';
import { BINARY_OPS, Op } from '../opcodes.ts';
import { emitCall } from './call.ts';
import type { Compiler } from './compiler.ts';
import { emitComprehension } from './comprehension.ts';
import { emitBoolOp, emitCompare, emitJumpIf } from './conditions.ts';
import { emitDict, emitDisplay } from './displays.ts';
import { emitFormattedValue, emitJoinedStr } from './fstrings.ts';
import { emitLambda } from './function.ts';
import { emitNameOp } from './names.ts';
import { emitSuperAttribute } from './super.ts';

/** CPython avoids having more values than this on the stack for one display or call. */
export const STACK_USE_GUIDELINE = 30;

/** From this version on big displays are built in parts. */
export function limitsStack(c: Compiler): boolean {
  return c.minor >= 10;
}

/** The value of `expr` onto the stack, at its place. */
export function emitExpr(c: Compiler, expr: Expr): void {
  const outer = c.place;
  c.place = expr;
  emitExprHere(c, expr);
  c.place = outer;
}

/** The same at the place that is set. */
export function emitExprHere(c: Compiler, expr: Expr): void {
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

/** Where a generator goes on (3.11+). */
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

function requireFunction(c: Compiler, expr: Expr, message: string): void {
  if (!c.unit.scope.isFunctionLike || c.unit.kind === 'annotation') throw c.error(message, expr);
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
