/**
 * Where to go in a run: the next line, the line after a call, the next death. All from the timeline, nothing is run for it. A place is a
 * line step, the moment before that line; the number of steps is the end. What has happened at a place happened in the steps before it.
 */
import type { Timeline } from './timeline.ts';

type Steps = Pick<Timeline, 'steps' | 'lines' | 'depths' | 'flags'>;

/** 1 on, -1 back. */
export type Direction = 1 | -1;

/** The place before or after which something of `flags` has happened: the first after `step`, or the last before it; null for none. */
export function happened(
  { steps, flags }: Steps,
  step: number,
  wanted: number,
  way: Direction,
): number | null {
  if (way === 1) {
    for (let i = step; i < steps; i++) if ((flags[i] & wanted) !== 0) return i + 1;
  } else for (let i = step - 2; i >= 0; i--) if ((flags[i] & wanted) !== 0) return i + 1;
  return null;
}

/** The next place of the run, or the one before; the first and the last stay. */
export function stepInto({ steps }: Steps, step: number, way: Direction): number {
  return Math.min(Math.max(0, step + way), steps);
}

/** The next line that is no deeper: calls are run through. Back, the line before that is no deeper. */
export function stepOver(timeline: Steps, step: number, way: Direction): number {
  return noDeeper(timeline, step, timeline.depths[step] ?? 0, way);
}

/** The line after the call that runs now. Back, the line that made it. */
export function stepOut(timeline: Steps, step: number, way: Direction): number {
  return noDeeper(timeline, step, (timeline.depths[step] ?? 0) - 1, way);
}

function noDeeper({ steps, depths }: Steps, step: number, depth: number, way: Direction): number {
  let at = step + way;
  while (at > 0 && at < steps && depths[at] > depth) at += way;
  return Math.min(Math.max(0, at), steps);
}

/** The nearest place whose line is one of `lines`; null for none. */
export function atLine(
  { steps, lines }: Steps,
  step: number,
  wanted: ReadonlySet<number>,
  way: Direction,
): number | null {
  for (let at = step + way; at >= 0 && at < steps; at += way) if (wanted.has(lines[at])) return at;
  return null;
}

/** How often a line begins in the whole run, and how often before `step`. */
export function passes({ steps, lines }: Steps, line: number, step: number): { before: number; all: number } {
  let before = 0;
  let all = 0;
  for (let at = 0; at < steps; at++)
    if (lines[at] === line) {
      all++;
      if (at < step) before++;
    }
  return { before, all };
}
