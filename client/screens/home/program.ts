import { Rng } from '../../../shared/base/rng.ts';

/** The object types that the program on the home page makes. */
export type FilmType = 'str' | 'list' | 'tuple' | 'int' | 'float' | 'dict' | 'frame';

/** One request of the running program to the allocator, with the line of Python that it comes from. */
export type FilmStep =
  | { readonly kind: 'alloc'; readonly id: number; readonly size: number; readonly type: FilmType; readonly line: string }
  | { readonly kind: 'free'; readonly id: number; readonly line: string };

// Sizes as in 64-bit CPython 3.9, the collector's 16 bytes included where a type has them (facts: object sizes).
const strBytes = (length: number): number => 49 + length;
const listBytes = 56 + 16;
const tupleBytes = (items: number): number => 40 + 8 * items + 16;
const intBytes = 28;
const floatBytes = 24;
const dictBytes = 48 + 16;
const smallKeysBytes = 184;
const frameBytes = 424;

const MOST_WORDS = 840;

/**
 * The allocations of a small Python program that counts the words of a text and reports on them, for ever:
 *
 *     for line in text:
 *         for word in line.split():
 *             counts[word] = counts.get(word, 0) + 1
 *     report(sorted(counts.items()))
 *     del counts
 *
 * Every object that CPython 3.9 would allocate with pymalloc for it is here, in the order in which it would; what is
 * left out: table resizes above 512 bytes (not pymalloc's), and what `sorted` does inside.
 */
export function* wordCount(seed: number): Generator<FilmStep, never, void> {
  const rng = new Rng(seed);
  let next = 1;
  const alloc = (size: number, type: FilmType, line: string): FilmStep & { kind: 'alloc' } => ({
    kind: 'alloc',
    id: next++,
    size,
    type,
    line,
  });
  const free = (id: number, line: string): FilmStep => ({ kind: 'free', id, line });

  for (;;) {
    const counts = new Map<number, { word: number; count: number | null }>();
    const dict = alloc(dictBytes, 'dict', 'counts = {}');
    const keys = alloc(smallKeysBytes, 'dict', 'counts = {}');
    yield dict;
    yield keys;

    while (counts.size < MOST_WORDS) {
      const words = rng.int(4, 11);
      const line = alloc(strBytes(words * 6), 'str', 'for line in text:');
      yield line;
      const list = alloc(listBytes, 'list', 'for word in line.split():');
      yield list;
      const items = alloc(Math.max(8 * words, 32), 'list', 'for word in line.split():');
      yield items;
      const split: { id: number; word: number }[] = [];
      for (let i = 0; i < words; i++) {
        const word = wordNumber(rng);
        const made = alloc(strBytes(2 + (word % 13)), 'str', 'for word in line.split():');
        split.push({ id: made.id, word });
        yield made;
      }
      for (const { id, word } of split) {
        const tally = 'counts[word] = counts.get(word, 0) + 1';
        const known = counts.get(word);
        // Small integers are made once and for all; a count above 256 is an object of its own.
        const count = rng.float() < 0.22 ? alloc(intBytes, 'int', tally) : null;
        if (count) yield count;
        if (known) {
          if (known.count !== null) yield free(known.count, tally);
          known.count = count?.id ?? null;
          yield free(id, tally);
        } else {
          counts.set(word, { word: id, count: count?.id ?? null });
        }
      }
      yield free(items.id, 'for line in text:');
      yield free(list.id, 'for line in text:');
      yield free(line.id, 'for line in text:');
    }

    const call = 'report(sorted(counts.items()))';
    const frame = alloc(frameBytes, 'frame', call);
    yield frame;
    const pairs: number[] = [];
    for (let i = 0; i < 140; i++) {
      const pair = alloc(tupleBytes(2), 'tuple', call);
      pairs.push(pair.id);
      yield pair;
      if (i % 3 === 0) {
        const share = alloc(floatBytes, 'float', 'share = count / total');
        yield share;
        pairs.push(share.id);
      }
    }
    for (const pair of pairs) yield free(pair, call);
    yield free(frame.id, call);

    for (const entry of counts.values()) {
      yield free(entry.word, 'del counts');
      if (entry.count !== null) yield free(entry.count, 'del counts');
    }
    yield free(keys.id, 'del counts');
    yield free(dict.id, 'del counts');
  }
}

/** A few words are everywhere and most are rare, as in any text. */
function wordNumber(rng: Rng): number {
  return Math.floor(1600 * rng.float() ** 2.6);
}
