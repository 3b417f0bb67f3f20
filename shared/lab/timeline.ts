/** The whole run in short: where each line began, what happened while it ran, and how many bytes lived then. */
import type { Bound } from '../base/bounds.ts';

export type Collection = {
  /** Position among the collections of the run. */
  readonly index: number;
  /** The line step in which it ran. */
  readonly step: number;
  readonly instruction: number;
  readonly generation: number;
  readonly automatic: boolean;
  readonly candidates: number;
  collected: number;
  uncollectable: number;
};

/** By line step. */
export type TimelineColumns = {
  readonly instructions: Uint32Array;
  readonly lines: Uint32Array;
  readonly depths: Uint16Array;
  readonly flags: Uint8Array;
  /** Bytes that live when the line begins, those before the program's start left out. */
  readonly bytes: Float64Array;
};

/** The whole run, or what is recorded of it. */
export type Timeline = TimelineColumns & {
  readonly version: string;
  readonly steps: number;
  readonly peakBytes: number;
  /** The moment after the last line, with all names still there. */
  readonly end: number;
  readonly collections: readonly Collection[];
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of the traceback, or which bound was passed; null where the program ended well. */
  readonly error: string | null;
  /** The bound that the program passed, if that ended it. */
  readonly bound: Bound | null;
  /** The line that the error names, 0 for none. */
  readonly errorLine: number;
  /** Lines were not recorded any more after so many. */
  readonly truncated: boolean;
  /** Instructions that were executed. */
  readonly executed: number;
  /** The run has ended; false while it is being recorded. */
  readonly complete: boolean;
  /** Somebody stopped the run before its end. */
  readonly stopped: boolean;
};

/** What is recorded since step `from`: the columns of those steps, and the rest as it is now. */
export type TimelinePart = {
  readonly columns: TimelineColumns;
  readonly rest: Omit<Timeline, keyof TimelineColumns>;
};

/** A timeline with a part that was recorded after it; null for one that has only begun. The columns of both are left as they are. */
export function withPart(before: Timeline | null, from: number, part: TimelinePart): Timeline {
  const { columns, rest } = part;
  if (before === null || from === 0) return { ...columns, ...rest };
  const joined = <T extends Uint32Array | Uint16Array | Uint8Array | Float64Array>(a: T, b: T): T => {
    const both = new (a.constructor as new (length: number) => T)(from + b.length);
    both.set(a.subarray(0, from));
    both.set(b, from);
    return both;
  };
  return {
    instructions: joined(before.instructions, columns.instructions),
    lines: joined(before.lines, columns.lines),
    depths: joined(before.depths, columns.depths),
    flags: joined(before.flags, columns.flags),
    bytes: joined(before.bytes, columns.bytes),
    ...rest,
  };
}

/** The line of the program that a traceback names last. */
export function errorLineOf(stderr: string): number {
  let line = 0;
  for (const match of stderr.matchAll(/File "program\.py", line (\d+)/g)) line = Number(match[1]);
  return line;
}
