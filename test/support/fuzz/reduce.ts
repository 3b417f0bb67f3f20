/** Makes a program that shows a defect shorter: statements, then lines, then characters are left out while it still shows. */
import { type Case, type Outcome, runCase } from './fuzz.ts';

/** What tells one defect from another: its first lines without their numbers. */
export function reasonOf(detail: string): string {
  return detail
    .split('\n')
    .slice(0, 3)
    .join('|')
    .replace(/@?-?\d+/g, 'N')
    .slice(0, 200);
}

/** The shortest program found that shows the same defect. */
export function reduce(found: Case, codeCache: Map<string, unknown>, every: number): Case {
  const kindOf = ({ kind, detail }: Outcome): string => `${kind} ${reasonOf(detail).slice(0, 60)}`;
  const wanted = kindOf(runCase(found, codeCache, every));
  const shows = (source: string): boolean =>
    kindOf(runCase({ ...found, source }, codeCache, every)) === wanted;
  let { source } = found;
  for (const pieces of [statements, lines, tokens]) source = without(source, pieces, shows);
  return { ...found, source };
}

const statements = (source: string): string[] =>
  source.split(/(?<=\n)(?=[^\s)])(?!except|finally|else|elif)/);
const lines = (source: string): string[] => source.split(/(?<=\n)/);
const tokens = (source: string): string[] => source.match(/\s+|\w+|[^\s\w]/g) ?? [];

/** Leaves out runs of pieces, long ones first, while `shows` holds. */
function without(
  source: string,
  split: (source: string) => string[],
  shows: (source: string) => boolean,
): string {
  let pieces = split(source);
  for (let size = pieces.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < pieces.length; ) {
      const rest = [...pieces.slice(0, at), ...pieces.slice(at + size)];
      if (shows(rest.join(''))) pieces = rest;
      else at += size;
    }
  }
  return pieces.join('');
}
