/**
 * Looking at a machine while it runs: the eval loop of a machine with a tracer or a watch runs a code object's words as compiled,
 * each with its sign bit set, so that an unwatched loop pays one comparison with zero for all of it. Where a line may begin
 * (lines.ts) a second bit is set. Instructions are counted; the host is called only at marks and at the instruction it asked for.
 *
 * The loop takes a code object's words when it enters a frame: who begins to look at a running machine sees the frames that are
 * entered from then on, and those that a loop returns to.
 */
import type { Runtime } from '../objects/runtime.ts';
import type { CodeData } from './code.ts';
import { RESULT } from './eval.ts';
import type { Frame } from './frame.ts';
import { mayBeginLines } from './lines.ts';
import { traceInstruction } from './trace.ts';

/** The bits of a word without those of this file. */
export const WORD = 0x3fffffff;
const WATCHED = 0x80000000 | 0;
const MARK = 0x40000000;
/** Watched words from here on have the mark. */
export const MARKED = WATCHED + MARK;

/** The words of `code` for a machine that is looked at. */
export function watchedWords(rt: Runtime, code: CodeData): Int32Array {
  const { watch } = rt;
  if (code.watched !== null && code.watchedBy === watch) return code.watched;
  const { words, source } = code;
  const watched = new Int32Array(words.length);
  const marks = watch?.marks(source.filename) === true ? mayBeginLines(source) : null;
  for (let pc = 0; pc < words.length; pc++)
    watched[pc] = (words[pc] & WORD) | WATCHED | (marks !== null && marks[pc] === 1 ? MARK : 0);
  code.watched = watched;
  code.watchedBy = watch;
  return watched;
}

/** Before an instruction that somebody wants to see: RETURNED to go on, PAUSED or SWITCHED to leave the loop. */
export function lookAt(rt: Runtime, f: Frame, marked: boolean): number {
  const stopped = showHost(rt, f, marked);
  if (stopped === RESULT.RETURNED && rt.tracedThreads > 0) traceInstruction(rt, f);
  return stopped;
}

/** lookAt for the tracer and the watch, which are the host's. */
function showHost(rt: Runtime, f: Frame, marked: boolean): number {
  const { tracer, watch } = rt;
  if (watch !== null) watch.frame = f;
  if (watch !== null && watch.pausedAt === watch.instruction) {
    // The machine goes on from here; this instruction was looked at.
    watch.pausedAt = -1;
    watch.instruction++;
    return RESULT.RETURNED;
  }
  if (tracer?.(rt, f)) return rt.switchDue ? RESULT.SWITCHED : RESULT.PAUSED;
  if (watch === null) return RESULT.RETURNED;
  if (marked) watch.line(rt, f);
  if (watch.instruction === watch.stopAt && watch.stop(rt, f)) {
    watch.pausedAt = watch.instruction;
    return RESULT.PAUSED;
  }
  watch.instruction++;
  return RESULT.RETURNED;
}

/**
 * Whether the machine may pause before the coming instruction: nothing but the outermost eval loop is on the host's stack. Inside a sort
 * key, a generator, a `__del__` it is not so, and the machine stands still only as long as the host's call lasts.
 */
export function isPausable(rt: Runtime): boolean {
  if (!rt.mayPause || !rt.thread.pausable) return false;
  for (const thread of rt.threads) if (thread.loops !== (thread === rt.thread ? 1 : 0)) return false;
  return true;
}
