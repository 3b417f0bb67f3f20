/** try statements (compile.c, compiler_try_except and compiler_try_finally). */
import type { Stmt, TryStmt } from '../ast.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr } from './expr.ts';
import { emitNameOp } from './names.ts';
import { emitBody } from './stmt.ts';
import { type FrameBlock, RAISED_BEFORE } from './unit.ts';
import { asCaught, emitExceptionTaken, emitForgetName, emitPopExceptAndReraise } from './unwind.ts';

export function emitTry(c: Compiler, stmt: TryStmt): void {
  c.emit(Op.NOP);
  if (stmt.finalbody.length > 0) emitTryFinally(c, stmt);
  else emitHandlers(c, stmt);
}

function emitHandlers(c: Compiler, stmt: TryStmt): void {
  if (stmt.star) emitTryStar(c, stmt);
  else emitTryExcept(c, stmt);
}

function emitTryFinally(c: Compiler, stmt: TryStmt): void {
  const handler = c.newLabel();
  const exit = c.newLabel();
  const cleanup = c.newLabel();
  // 3.8 keeps the place of a result on the stack where the `finally` body has a way out of its own.
  const placeholder = c.minor === 8 && compileAhead(c, stmt.finalbody);
  if (placeholder) c.deepen(1);
  c.pushHandler(handler);
  c.pushBlock({ kind: 'finallyTry', emitFinally: () => emitBody(c, stmt.finalbody), placeholder });
  if (stmt.handlers.length > 0) emitHandlers(c, stmt);
  else emitBody(c, stmt.body);
  c.popHandler();
  c.popBlock();
  emitBody(c, stmt.finalbody);
  c.nowhere(() => c.jump(Op.JUMP_FORWARD, exit));

  c.use(handler);
  c.pushHandler(cleanup, { restoresExcInfo: true });
  c.handling(() => c.emit(Op.PUSH_EXC_INFO));
  c.pushBlock({ kind: 'finallyEnd', placeholder, isLeft: false });
  emitBody(c, stmt.finalbody);
  c.nowhere(() => c.emit(Op.RERAISE, asCaught(c)));
  c.popBlock();
  c.popHandler();
  c.use(cleanup);
  emitPopExceptAndReraise(c);
  c.use(exit);
  if (placeholder) c.deepen(-1);
}

/**
 * 3.8 compiles the `finally` body before the rest of the statement, so that its names, constants and locals come first. Done
 * once for a nest of such statements, since each would double the work. Answers whether `return`, `break` or `continue` leave it.
 */
function compileAhead(c: Compiler, body: readonly Stmt[]): boolean {
  const { unit } = c;
  if (unit.compilingAhead) return false;
  const { lastLabelAt } = unit;
  const end = unit.instrs.length;
  unit.compilingAhead = true;
  const block: FrameBlock = { kind: 'finallyEnd', placeholder: false, isLeft: false };
  c.pushBlock(block);
  emitBody(c, body);
  c.popBlock();
  unit.compilingAhead = false;
  unit.instrs.length = end;
  unit.lastLabelAt = lastLabelAt;
  return block.isLeft;
}

function emitTryExcept(c: Compiler, stmt: TryStmt): void {
  const except = c.newLabel();
  const end = c.newLabel();
  const cleanup = c.newLabel();
  c.pushHandler(except);
  c.pushBlock({ kind: 'tryExcept' });
  emitBody(c, stmt.body);
  c.popBlock();
  c.popHandler();
  emitBody(c, stmt.orelse);
  c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));

  c.use(except);
  const cleanupHandler = c.pushHandler(cleanup, { restoresExcInfo: true });
  c.handling(() => c.emit(Op.PUSH_EXC_INFO));
  c.pushBlock({ kind: 'exceptionHandler' });
  for (const [i, handler] of stmt.handlers.entries()) {
    const next = c.newLabel();
    if (!handler.type && i < stmt.handlers.length - 1) {
      // Up to 3.9 the compiler is still at the statement before it.
      const before = (i === 0 ? stmt.body : stmt.handlers[i - 1].body).at(-1)!;
      throw c.error("default 'except:' must be last", c.minor >= 10 ? handler : before);
    }
    c.place = handler;
    if (handler.type) {
      // Up to 3.10 the class is compared with a copy of the exception's.
      if (c.minor <= 10) c.deepen(1);
      emitExpr(c, handler.type);
      c.emit(Op.CHECK_EXC_MATCH);
      if (c.minor <= 10) c.deepen(-1);
      c.jump(Op.POP_JUMP_IF_FALSE, next);
    }
    if (handler.name !== null) {
      const { name } = handler;
      const nameCleanup = c.newLabel();
      emitNameOp(c, name, 'store');
      emitExceptionTaken(c);
      c.pushHandler(nameCleanup, { keepsLasti: true });
      c.pushBlock({ kind: 'handlerCleanup', name });
      emitBody(c, handler.body);
      c.popBlock();
      c.popHandler();
      c.popHandler();
      c.nowhere(() => {
        // Up to 3.8 the name goes while the exception is still handled.
        if (c.minor <= 8) emitForgetName(c, name);
        c.emit(Op.POP_EXCEPT);
        if (c.minor >= 9) emitForgetName(c, name);
        c.jump(Op.JUMP_FORWARD, end);
        c.use(nameCleanup);
        c.reenterHandler(cleanupHandler);
        emitForgetName(c, name);
        c.emit(Op.RERAISE, c.minor >= 10 ? RAISED_BEFORE : 0);
      });
    } else {
      c.emit(Op.POP_TOP);
      emitExceptionTaken(c);
      c.pushBlock({ kind: 'handlerCleanup', name: null });
      emitBody(c, handler.body);
      c.popBlock();
      c.popHandler();
      c.nowhere(() => {
        c.emit(Op.POP_EXCEPT);
        c.jump(Op.JUMP_FORWARD, end);
      });
      c.reenterHandler(cleanupHandler);
    }
    c.use(next);
  }
  c.popBlock();
  c.nowhere(() => c.emit(Op.RERAISE, asCaught(c)));
  c.popHandler();
  c.use(cleanup);
  emitPopExceptAndReraise(c);
  c.use(end);
}

/**
 * `except*` (compiler_try_star_except). On the stack of the handlers lie what sys.exc_info() held, the exception that was caught,
 * the list of what the clauses raised, and what no clause has taken yet.
 */
function emitTryStar(c: Compiler, stmt: TryStmt): void {
  const except = c.newLabel();
  const end = c.newLabel();
  const cleanup = c.newLabel();
  const reraise = c.newLabel();
  c.pushHandler(except);
  c.pushBlock({ kind: 'tryExcept' });
  emitBody(c, stmt.body);
  c.popBlock();
  c.popHandler();
  emitBody(c, stmt.orelse);
  c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));

  c.use(except);
  const cleanupHandler = c.pushHandler(cleanup, { restoresExcInfo: true });
  c.handling(() => c.emit(Op.PUSH_EXC_INFO));
  c.pushBlock({ kind: 'exceptionGroupHandler' });
  for (const [i, handler] of stmt.handlers.entries()) {
    const next = c.newLabel();
    const noMatch = c.newLabel();
    const raised = c.newLabel();
    c.place = handler;
    if (i === 0) {
      c.emit(Op.COPY, 1);
      c.emit(Op.BUILD_LIST, 0);
      c.emit(Op.SWAP, 2);
    }
    if (handler.type) {
      emitExpr(c, handler.type);
      c.emit(Op.CHECK_EG_MATCH);
      c.emit(Op.COPY, 1);
      c.jump(Op.POP_JUMP_IF_NONE, noMatch);
    }
    const { name } = handler;
    if (name !== null) emitNameOp(c, name, 'store');
    else c.emit(Op.POP_TOP);
    c.pushHandler(raised, { keepsLasti: true });
    c.pushBlock({ kind: 'handlerCleanup', name });
    emitBody(c, handler.body);
    c.popBlock();
    c.popHandler();
    c.popHandler();
    c.reenterHandler(cleanupHandler);
    c.nowhere(() => {
      if (name !== null) emitForgetName(c, name);
      c.jump(Op.JUMP_FORWARD, next);
      c.use(raised);
      if (name !== null) emitForgetName(c, name);
      c.emit(Op.LIST_APPEND, 2);
      c.deepen(-1);
      c.jump(Op.JUMP_FORWARD, next);
      c.use(noMatch);
      c.emit(Op.POP_TOP);
    });
    c.use(next);
  }
  c.popBlock();
  c.nowhere(() => {
    c.emit(Op.LIST_APPEND, 1);
    c.emit(Op.PREP_RERAISE_STAR);
    c.emit(Op.COPY, 1);
    c.jump(Op.POP_JUMP_IF_NOT_NONE, reraise);
    c.emit(Op.POP_TOP);
  });
  c.popHandler();
  c.nowhere(() => {
    c.emit(Op.POP_EXCEPT);
    c.jump(Op.JUMP_FORWARD, end);
  });
  c.use(reraise);
  emitPopExceptAndReraise(c, false);
  c.use(cleanup);
  emitPopExceptAndReraise(c);
  c.use(end);
}
