/** Leaving blocks early: what `return`, `break` and `continue` do on their way out (compile.c, compiler_unwind_fblock). */
import { Op } from '../opcodes.ts';
import { type Compiler, NO_PLACE } from './compiler.ts';
import { emitNameOp } from './names.ts';
import { type FrameBlock, RAISED_AS_CAUGHT, RAISED_BEFORE } from './unit.ts';

/**
 * Emits what leaves the blocks from the innermost outwards: all of them, or, with `toLoop`, those inside the innermost
 * loop. Answers that loop. `keepTop`: the top of the stack survives.
 */
export function emitUnwind(
  c: Compiler,
  options: { keepTop: boolean; toLoop: boolean },
): (FrameBlock & { kind: 'for' | 'while' }) | null {
  const { blocks } = c.unit;
  const block = blocks[blocks.length - 1];
  if (!block) return null;
  if (options.toLoop && (block.kind === 'for' || block.kind === 'while')) return block;
  blocks.pop();
  emitUnwindBlock(c, block, options.keepTop);
  const loop = emitUnwind(c, options);
  blocks.push(block);
  return loop;
}

/** Calls `leave`, which may end handlers and be on no line, and takes that back for what is compiled after it. */
export function leaving(c: Compiler, leave: () => void): void {
  const { unit, place } = c;
  const handlers = unit.handlers;
  unit.handlers = [...handlers];
  leave();
  unit.handlers = handlers;
  c.place = place;
}

export function emitUnwindBlock(c: Compiler, block: FrameBlock, keepTop: boolean): void {
  switch (block.kind) {
    case 'while':
    case 'exceptionHandler':
      break;
    case 'exceptionGroupHandler':
      throw c.error("'break', 'continue' and 'return' cannot appear in an except* block", c.place);
    case 'for':
    case 'popValue':
      if (keepTop) c.emit(Op.SWAP, 2);
      c.emit(Op.POP_TOP);
      break;
    case 'tryExcept':
      c.popHandler();
      break;
    case 'finallyTry':
      c.popHandler();
      // 3.8 calls the body of `finally`, with where to come back to on the stack (CALL_FINALLY).
      if (c.minor === 8) c.peak(1);
      if (block.placeholder) c.deepen(-1);
      if (keepTop) c.pushBlock({ kind: 'popValue' });
      // From 3.10 on what leaves is not on the line of the statement any more.
      c.at(c.place, block.emitFinally);
      if (c.minor >= 10) c.place = NO_PLACE;
      if (keepTop) c.popBlock();
      break;
    case 'finallyEnd':
      block.isLeft = true;
      if (block.placeholder) c.deepen(-1);
      if (keepTop) c.emit(Op.SWAP, 2);
      c.emit(Op.POP_TOP);
      emitExceptionTaken(c);
      if (keepTop) c.emit(Op.SWAP, 2);
      c.popHandler();
      c.emit(Op.POP_EXCEPT);
      break;
    case 'with':
      c.popHandler();
      leavingWith(c, block.place, () => {
        if (keepTop) {
          if (c.minor >= 14) {
            c.emit(Op.SWAP, 3);
            c.emit(Op.SWAP, 2);
          } else {
            c.emit(Op.SWAP, 2);
          }
        }
        emitExitWithNones(c);
      });
      if (c.minor >= 10) c.place = NO_PLACE;
      break;
    case 'handlerCleanup':
      if (block.name !== null) c.popHandler();
      if (keepTop) c.emit(Op.SWAP, 2);
      c.popHandler();
      c.emit(Op.POP_EXCEPT);
      if (block.name !== null) emitForgetName(c, block.name);
      break;
  }
}

/** Up to 3.9 the end of a with block has no line of its own: it is on the one before. */
export function leavingWith(c: Compiler, place: { start: number; end: number }, emit: () => void): void {
  if (c.minor >= 10) c.at(place, emit);
  else c.nowhere(emit);
}

/** [exit] or, 3.14+, [exit, self] -> []: the normal end of a with block. */
export function emitExitWithNones(c: Compiler): void {
  // 3.8 goes the way of an exception, with six values that say that there is none, and two results.
  if (c.minor === 8) c.peak(8);
  for (let i = 0; i < 3; i++) c.loadNone();
  if (c.minor >= 14) c.emit(Op.CALL_METHOD, 3);
  else if (c.minor >= 11) c.emit(Op.CALL_EXIT);
  else c.emit(Op.CALL, 3);
  c.emit(Op.POP_TOP);
}

/** Up to 3.10 the exception that was popped before is three values. */
export function emitExceptionTaken(c: Compiler): void {
  if (c.minor <= 10) c.deepen(-2);
}

/** `e = None; del e` at the end of `except E as e`. */
export function emitForgetName(c: Compiler, name: string): void {
  c.loadNone();
  emitNameOp(c, name, 'store');
  emitNameOp(c, name, 'delete');
}

/** The flag of a RERAISE that ends a handler. */
export const asCaught = (c: Compiler): number => (c.minor <= 10 ? RAISED_AS_CAUGHT : 0);

/** The handler of a handler: puts back what sys.exc_info() held and goes on raising. */
export function emitPopExceptAndReraise(c: Compiler, copiesExcInfo = true): void {
  c.handling(() => {
    if (copiesExcInfo) c.peak(1);
    c.emit(Op.SWAP, 2);
    c.emit(Op.POP_EXCEPT);
    c.emit(Op.RERAISE, RAISED_BEFORE);
  });
}
