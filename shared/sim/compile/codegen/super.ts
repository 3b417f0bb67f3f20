/** `super().x` without a super object (3.12+; compile.c, can_optimize_super_call). */
import type { CallExpr, ExprOf } from '../ast.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr } from './expr.ts';
import { emitNameOp } from './names.ts';

/** Emits `super(...).attr` with LOAD_SUPER_ATTR where CPython does; answers whether it did. */
export function emitSuperAttribute(c: Compiler, expr: ExprOf<'Attribute'>, method: boolean): boolean {
  const call = superCall(c, expr);
  if (!call) return false;
  emitExpr(c, call.func);
  if (call.args.length === 2) {
    for (const arg of call.args) emitExpr(c, arg);
  } else {
    c.at(call, () => {
      emitNameOp(c, '__class__', 'load');
      emitNameOp(c, c.unit.scope.params[0], 'load');
    });
  }
  const flags = (call.args.length === 2 ? 2 : 0) | (method ? 1 : 0);
  c.emit(Op.LOAD_SUPER_ATTR, (c.nameIndex(c.mangle(expr.attr)) << 2) | flags);
  return true;
}

function superCall(c: Compiler, expr: ExprOf<'Attribute'>): CallExpr | null {
  const call = expr.value;
  if (c.minor < 12 || call.kind !== 'Call' || call.keywords.length > 0) return null;
  if (call.func.kind !== 'Name' || call.func.id !== 'super' || expr.attr === '__class__') return null;
  if (c.scopeOfName('super') !== 'implicit' || c.symbols.top.symbols.has('super')) return null;
  if (call.args.some((arg) => arg.kind === 'Starred')) return null;
  if (call.args.length === 2) return call;
  if (call.args.length !== 0 || c.unit.kind === 'comprehension') return null;
  if (c.unit.argcount === 0) return null;
  return c.scopeOfName('__class__') === 'free' ? call : null;
}
