import { overlaps, type Rect } from '../layout/rect.ts';

/*
 * What of a picture must be painted again. A picture may say what it is made of: marks, each with a name that changes with its
 * look and the place that it covers. Whatever two states of a picture do not have in common is damage.
 */
export type Marks = ReadonlyMap<string, Rect>;

/** So many rectangles are painted one by one; more are taken together. */
const MAX_PARTS = 6;
/** From so many differences on the picture is another one. */
const MAX_MARKS = 160;

/** The places of all marks that are in one of the two and not, or elsewhere, in the other. */
export function difference(before: Marks, after: Marks): Rect[] {
  const found: Rect[] = [];
  for (const [name, place] of before) {
    const now = after.get(name);
    if (!now || !same(now, place)) found.push(place);
  }
  for (const [name, place] of after) {
    const old = before.get(name);
    if (!old || !same(old, place)) found.push(place);
  }
  return found;
}

/**
 * A few rectangles that cover all of `places` that lies in `whole`, apart from each other; null where all of `whole` had better be painted: because
 * there are too many of them, or because they are most of it.
 */
export function gather(places: readonly Rect[], whole: Rect): Rect[] | null {
  if (places.length > MAX_MARKS) return null;
  const parts: Rect[] = [];
  for (const place of places) {
    if (!overlaps(place, whole)) continue;
    let grown = place;
    // Whatever it touches becomes one with it, which may then touch others.
    for (let i = 0; i < parts.length; ) {
      if (!overlaps(parts[i], grown)) i++;
      else {
        grown = union(parts[i], grown);
        parts.splice(i, 1);
        i = 0;
      }
    }
    parts.push(grown);
  }
  while (parts.length > MAX_PARTS) mergeCheapest(parts);
  const covered = parts.reduce((sum, part) => sum + area(part), 0);
  return covered > area(whole) * 0.6 ? null : parts;
}

/** Makes one of the two rectangles that lose least by it. */
function mergeCheapest(parts: Rect[]): void {
  let best: [number, number] = [0, 1];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < parts.length; i++)
    for (let j = i + 1; j < parts.length; j++) {
      const loss = area(union(parts[i], parts[j])) - area(parts[i]) - area(parts[j]);
      if (loss < least) [best, least] = [[i, j], loss];
    }
  const [i, j] = best;
  const both = union(parts[i], parts[j]);
  parts.splice(j, 1);
  parts[i] = both;
}

function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    w: Math.max(a.x + a.w, b.x + b.w) - x,
    h: Math.max(a.y + a.h, b.y + b.h) - y,
  };
}

function area(r: Rect): number {
  return r.w * r.h;
}

function same(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
