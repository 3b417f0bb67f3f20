/** The name that somebody may have meant (Python/suggestions.c). */

const maxCandidates = 750;
const maxNameLength = 40;
const moveCost = 2;
const caseCost = 1;

/** The nearest of the names, by at most a third of the characters and nearer than `below`, or null (calculate_suggestions). */
export function closest(
  names: readonly string[],
  wrong: string,
  below = Number.POSITIVE_INFINITY,
): string | null {
  if (names.length >= maxCandidates) return null;
  let best: string | null = null;
  let least = below;
  for (const name of names) {
    if (name === wrong) continue;
    const most = Math.min(Math.floor(((name.length + wrong.length + 3) * moveCost) / 6), least - 1);
    const distance = levenshtein(wrong, name, most);
    if (distance > most) continue;
    best = name;
    least = distance;
  }
  return best;
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? caseCost : moveCost;
}

/** Edit distance where a change of case costs half; more than `most` as soon as it cannot be less. */
function levenshtein(first: string, second: string, most: number): number {
  let [a, b] = [first, second];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  a = a.slice(start);
  b = b.slice(start);
  let end = 0;
  while (end < a.length && end < b.length && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  a = a.slice(0, a.length - end);
  b = b.slice(0, b.length - end);
  if (a === '' || b === '') return moveCost * (a.length + b.length);
  if (a.length > maxNameLength || b.length > maxNameLength) return most + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * moveCost > most) return most + 1;
  const row = Array.from(a, (_, i) => (i + 1) * moveCost);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let diagonal = (result = j * moveCost);
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < a.length; i++) {
      const replaced = diagonal + substitution(b[j], a[i]);
      diagonal = row[i];
      result = Math.min(replaced, Math.min(result, diagonal) + moveCost);
      row[i] = result;
      lowest = Math.min(lowest, result);
    }
    if (lowest > most) return most + 1;
  }
  return result;
}
