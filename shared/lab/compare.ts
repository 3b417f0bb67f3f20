/** Where two runs of one program begin to differ. */
import type { Timeline } from './timeline.ts';

export type Difference =
  | { readonly kind: 'none' }
  /** The lines go another way from this step on. */
  | { readonly kind: 'path'; readonly step: number; readonly lines: readonly [number, number] }
  /** Something happened in one run only while this step ran. */
  | {
      readonly kind: 'happening';
      readonly step: number;
      readonly line: number;
      readonly flags: readonly [number, number];
    }
  | {
      readonly kind: 'bytes';
      readonly step: number;
      readonly line: number;
      readonly bytes: readonly [number, number];
    }
  | { readonly kind: 'output'; readonly line: number; readonly texts: readonly [string, string] };

/** All kinds of differences that there are, each where it shows first, in the order of the steps. */
export function differences(a: Timeline, b: Timeline): Difference[] {
  const found: Difference[] = [];
  const steps = Math.min(a.steps, b.steps);
  let flags = false;
  let bytes = false;
  for (let i = 0; i < steps; i++) {
    if (a.lines[i] !== b.lines[i]) {
      found.push({ kind: 'path', step: i, lines: [a.lines[i], b.lines[i]] });
      break;
    }
    if (!bytes && a.bytes[i] !== b.bytes[i] && i > 0) {
      bytes = true;
      found.push({ kind: 'bytes', step: i - 1, line: a.lines[i - 1], bytes: [a.bytes[i], b.bytes[i]] });
    }
    if (!flags && a.flags[i] !== b.flags[i]) {
      flags = true;
      found.push({ kind: 'happening', step: i, line: a.lines[i], flags: [a.flags[i], b.flags[i]] });
    }
  }
  if (a.steps !== b.steps && !found.some((d) => d.kind === 'path'))
    found.push({ kind: 'path', step: steps, lines: [a.lines[steps] ?? 0, b.lines[steps] ?? 0] });
  const [one, two] = [a.stdout.split('\n'), b.stdout.split('\n')];
  for (let i = 0; i < Math.max(one.length, two.length); i++) {
    if (one[i] === two[i]) continue;
    found.push({ kind: 'output', line: i + 1, texts: [one[i] ?? '', two[i] ?? ''] });
    break;
  }
  return found;
}
