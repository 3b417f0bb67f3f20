/** f-strings (compile.c, codegen.c: compiler_joined_str, compiler_formatted_value). */

import type { Expr, ExprOf, FormattedValueExpr } from '../ast.ts';
import { strConstant } from '../constants.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr, emitExprHere, limitsStack, STACK_USE_GUIDELINE } from './expr.ts';

/** An f-string: its parts as one text (compiler_joined_str). */
export function emitJoinedStr(c: Compiler, expr: ExprOf<'JoinedStr'>): void {
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

/** One field of an f-string (compiler_formatted_value). */
export function emitFormattedValue(c: Compiler, expr: FormattedValueExpr): void {
  emitExpr(c, expr.value);
  if (expr.spec) emitFStringPart(c, expr.spec);
  c.emit(Op.FORMAT_VALUE, expr.conversion | (expr.spec ? 4 : 0));
}
