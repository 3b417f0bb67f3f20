/** with statements (compile.c, compiler_with). */
import type { WithStmt } from '../ast.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr } from './expr.ts';
import { emitBody } from './stmt.ts';
import { emitStore } from './target.ts';
import { RAISED_BEFORE } from './unit.ts';
import { asCaught, emitExitWithNones, emitPopExceptAndReraise, leavingWith } from './unwind.ts';

export function emitWith(c: Compiler, stmt: WithStmt, index: number): void {
  const item = stmt.items[index];
  const final = c.newLabel();
  const exit = c.newLabel();
  const cleanup = c.newLabel();
  const suppress = c.newLabel();
  const place = c.minor >= 13 ? item.context : stmt;
  emitExpr(c, item.context);
  c.at(place, () => {
    if (c.minor >= 14) {
      // [mgr] -> [exit, mgr, result of __enter__]
      c.emit(Op.COPY, 1);
      c.emit(Op.LOAD_SPECIAL, 1);
      c.emit(Op.SWAP, 2);
      c.emit(Op.SWAP, 3);
      c.emit(Op.LOAD_SPECIAL, 0);
      c.emit(Op.CALL_METHOD, 0);
    } else {
      c.emit(Op.BEFORE_WITH);
    }
  });
  // The handler keeps what is needed to call __exit__, and not the result of __enter__.
  c.pushHandler(final, { drops: 1, keepsLasti: true });
  c.at(place, () => c.pushBlock({ kind: 'with', place }));
  if (item.target) emitStore(c, item.target);
  else c.at(place, () => c.emit(Op.POP_TOP));
  if (index + 1 < stmt.items.length) emitWith(c, stmt, index + 1);
  else emitBody(c, stmt.body);
  c.popHandler();
  c.popBlock();
  leavingWith(c, place, () => {
    emitExitWithNones(c);
    c.nowhere(() => c.jump(Op.JUMP_FORWARD, exit));

    c.use(final);
    c.pushHandler(cleanup, { restoresExcInfo: true });
    if (c.minor >= 10) c.emit(Op.PUSH_EXC_INFO);
    else c.handling(() => c.emit(Op.PUSH_EXC_INFO));
    // 3.8 keeps the exception beside the result (WITH_CLEANUP_START).
    if (c.minor === 8) c.peak(2);
    c.emit(Op.WITH_EXCEPT_START, c.minor >= 14 ? 1 : 0);
    c.jump(Op.POP_JUMP_IF_TRUE, suppress);
    c.emit(Op.RERAISE, (c.minor >= 10 ? RAISED_BEFORE : 0) | asCaught(c));
    c.use(suppress);
    c.emit(Op.POP_TOP);
    c.popHandler();
    c.emit(Op.POP_EXCEPT);
    // Up to 3.10 the exception was three values; then lasti lies below it.
    c.deepen(c.minor <= 10 ? -2 : -1);
    c.emit(Op.POP_TOP);
    if (c.minor >= 14) c.emit(Op.POP_TOP);
    c.nowhere(() => c.jump(Op.JUMP_FORWARD, exit));
    c.use(cleanup);
    emitPopExceptAndReraise(c);
    c.use(exit);
  });
}
