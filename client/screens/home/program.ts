import { Rng } from '../../../shared/base/rng.ts';

/** The object types that the program on the home page makes. */
export type FilmType = 'str' | 'list' | 'tuple' | 'int' | 'float' | 'dict' | 'instance';

/** One request of the running program to the allocator, with the line of Python that it comes from. */
export type FilmStep =
  | {
      readonly kind: 'alloc';
      readonly id: number;
      readonly size: number;
      readonly type: FilmType;
      readonly line: string;
    }
  | { readonly kind: 'free'; readonly id: number; readonly line: string };

// Sizes as in 64-bit CPython 3.9, with the 16 bytes of the collector's head where a type has one.
const strBytes = (length: number): number => 49 + length;
const listBytes = 56 + 16;
const tupleBytes = (items: number): number => 40 + 8 * items + 16;
const intBytes = 28;
const floatBytes = 24;
const dictBytes = 48 + 16;
const smallKeysBytes = 104 + 8 * 5 + 8;
const instanceBytes = 48 + 16;

/** What the program keeps at most, and what is left of it after a clean-up. */
const MOST_READINGS = 215;
const SURVIVORS = 0.18;

const lines = {
  read: 'for line in feed:',
  split: 'name, *values = line.split(",")',
  make: 'reading = Reading(name, map(float, values))',
  keep: 'store.append(reading)',
  drop: 'del store[oldest]',
  clean: 'store = [r for r in store if r.pinned]',
} as const;

/**
 * The allocations of a small Python program that reads a feed and keeps its latest readings, for ever:
 *
 *     for line in feed:
 *         name, *values = line.split(",")
 *         reading = Reading(name, map(float, values))
 *         store.append(reading)
 *         if len(store) > limit: store = [r for r in store if r.pinned]
 *
 * Every object that pymalloc would serve for it is here, in the order in which CPython 3.9 would ask for it; what is
 * left out: objects above 512 bytes, free lists, and what the calls need inside.
 */
export function* readings(seed: number): Generator<FilmStep, never, void> {
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

  let store: number[][] = [];
  for (;;) {
    const count = rng.int(2, 5);
    const line = alloc(strBytes(18 + 7 * count), 'str', lines.read);
    yield line;
    const parts = alloc(listBytes, 'list', lines.split);
    const items = alloc(8 * (count + 1), 'list', lines.split);
    const texts = Array.from({ length: count }, () => alloc(strBytes(rng.int(3, 9)), 'str', lines.split));
    const name = alloc(strBytes(rng.int(8, 42)), 'str', lines.split);
    yield parts;
    yield items;
    yield name;
    for (const text of texts) yield text;

    const made = [
      alloc(instanceBytes, 'instance', lines.make),
      ...(rng.float() < 0.6 ? [alloc(dictBytes, 'dict', lines.make)] : []),
      ...(rng.float() < 0.25 ? [alloc(smallKeysBytes, 'dict', lines.make)] : []),
      alloc(tupleBytes(count), 'tuple', lines.make),
      ...Array.from({ length: count }, () => alloc(floatBytes, 'float', lines.make)),
      ...(rng.float() < 0.7 ? [alloc(intBytes, 'int', lines.make)] : []),
    ];
    for (const step of made) yield step;
    for (const text of texts) yield free(text.id, lines.keep);
    yield free(items.id, lines.keep);
    yield free(parts.id, lines.keep);
    yield free(line.id, lines.keep);
    store.push([name.id, ...made.map(({ id }) => id)]);

    // Readings are dropped out of order: that is what makes holes.
    if (store.length > MOST_READINGS / 3 && rng.float() < 0.4) {
      const [dropped] = store.splice(rng.int(0, store.length), 1);
      for (const id of dropped.reverse()) yield free(id, lines.drop);
    }
    if (store.length < MOST_READINGS) continue;
    const kept: number[][] = [];
    for (const reading of store) {
      if (rng.float() < SURVIVORS) kept.push(reading);
      else for (const id of reading) yield free(id, lines.clean);
    }
    store = kept;
  }
}
