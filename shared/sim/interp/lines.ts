/**
 * Where a line begins, as CPython's tracing says (sys.settrace, Python/ceval.c: maybe_call_line_trace): when a frame is entered, when it
 * comes to another line than it was on, or after a jump back. Coming back from a call and resuming a generator begin no line; from 3.11 on
 * neither does what a frame does up to its first RESUME (_co_firsttraceable).
 *
 * Between two places at which that can be (`mayBeginLines`) the instructions of a frame follow one another and belong to one
 * line, so it is enough to look there.
 */
import { type CodeObject, EXCEPTION_ROW } from '../compile/code.ts';
import { OPCODES } from '../compile/opcodes.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Frame } from './frame.ts';

/** RESUME 0, the start of a function, and the counted form. */
const RESUME = 1;
const RESUME_COUNTED = 105;
/** Whether an instruction is the RESUME at which a function begins. */
export const startsBody = (word: number): boolean => word === RESUME || word === RESUME_COUNTED;
const RETURN_VALUE = 59;

/**
 * By pc, 1 where a line may begin: at the start, on a change of line, at the target of a jump. Returns are marked, too, so that the last
 * instruction of a program is seen.
 */
export function mayBeginLines(code: CodeObject): Uint8Array {
  const { code: words, lines, exceptionTable } = code;
  const marks = new Uint8Array(words.length + 1);
  marks[0] = 1;
  for (let pc = 0; pc < words.length; pc++) {
    const op = words[pc] & 255;
    if (startsBody(words[pc])) {
      marks.fill(0, 1, pc + 1);
      marks[pc + 1] = 1;
    } else if (op === RETURN_VALUE || (pc > 0 && lines[pc] !== lines[pc - 1])) marks[pc] = 1;
    if (OPCODES[op]?.arg === 'jump') marks[words[pc] >> 8] = 1;
  }
  for (let row = 0; row < exceptionTable.length; row += EXCEPTION_ROW) marks[exceptionTable[row + 2]] = 1;
  return marks;
}

/** Up to 3.9: whether the code before `pc` is on another line. */
export function changesLine(lines: Int32Array, pc: number): boolean {
  let before = pc - 1;
  while (before >= 0 && lines[before] < 0) before--;
  return before < 0 || lines[before] !== lines[pc];
}

/** Whether a line begins at the coming instruction of `f`, which is at a mark; to be asked at each mark that is passed. */
export function beginsLine(rt: Runtime, f: Frame): boolean {
  const { pc } = f;
  if (pc === 0) {
    f.line = 0;
    f.mark = -1;
    if (startsBody(f.code.source.code[0])) return false;
  }
  const back = pc <= f.mark;
  f.mark = pc;
  const { lines } = f.code.source;
  const line = lines[pc];
  if (line <= 0 || (line === f.line && !back)) return false;
  // Up to 3.9 a jump forward into the middle of a line begins none.
  if (rt.ruleset.minor < 10 && !back && !changesLine(lines, pc)) return false;
  f.line = line;
  return true;
}
