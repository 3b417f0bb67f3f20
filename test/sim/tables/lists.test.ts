import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Ruleset, ruleset } from '../../../shared/sim/rulesets/index.ts';
import * as capacity from '../../../shared/sim/tables/list-capacity.ts';

/** Version -> operation -> the room of a list afterwards, by n: test/golden/tables/generate_lists.py. */
const recorded: Record<string, Record<string, number[]>> = JSON.parse(
  readFileSync(new URL('../../golden/tables/lists.json', import.meta.url), 'utf8'),
);

const grow = (count: number, rules: Ruleset, start = 0, room = start): number => {
  for (let n = start; n < start + count; n++)
    if (n >= room) room = capacity.resizedCapacity(n, room, n + 1, rules);
  return room;
};

/** The room after `n + 1` steps of shrinking a list of 100 that was made with the room of list(range(100)). */
const shrink = (n: number, rules: Ruleset, step: (length: number, room: number) => number): number => {
  let room = capacity.listOfSizedCapacity(100, rules);
  for (let length = 100; length > 99 - n; length--) room = step(length, room);
  return room;
};

const popped = (n: number, rules: Ruleset): number =>
  shrink(n, rules, (length, room) => capacity.resizedCapacity(length, room, length - 1, rules));

const computed: Record<string, (n: number, rules: Ruleset) => number> = {
  delete: (n, rules) => shrink(n, rules, (length, room) => capacity.deletedItemCapacity(length, room, rules)),
  pop: popped,
  pop0: popped,
  remove: popped,
  deleteSlice: popped,
  append: (n, rules) => grow(n + 1, rules),
  insert: (n, rules) => grow(n + 1, rules),
  constants: capacity.constantDisplayCapacity,
  variables: (n, rules) => (rules.list.displayAppendsBeyond < n ? grow(n, rules) : n),
  listOfList: capacity.listOfSequenceCapacity,
  listOfTuple: capacity.listOfSequenceCapacity,
  listOfRange: capacity.listOfSizedCapacity,
  listOfGenerator: (n, rules) =>
    capacity.extendedByIteratorCapacity(0, 0, n, rules.list.defaultLengthHint, rules),
  listOfIterator: (n, rules) => capacity.extendedByIteratorCapacity(0, 0, n, n, rules),
  listOfDict: capacity.listOfDictOrSetCapacity,
  listOfSet: capacity.listOfDictOrSetCapacity,
  comprehension: (n, rules) => grow(n, rules),
  sorted: capacity.sortedCapacity,
  extendEmpty: (n, rules) => capacity.extendedCapacity(0, 0, n, rules),
  extend3: (n, rules) => capacity.extendedCapacity(3, 3, n, rules),
  extend3ByRange: (n, rules) => capacity.extendedByIteratorCapacity(3, 3, n, n, rules),
  extend3ByGenerator: (n, rules) =>
    capacity.extendedByIteratorCapacity(3, 3, n, rules.list.defaultLengthHint, rules),
  replaceSlice: (n, rules) => capacity.resizedCapacity(5, 5, 4 + n, rules),
  multiplyInPlace: (n, rules) => capacity.resizedCapacity(2, 2, 2 * n, rules),
  sliced: capacity.exactCapacity,
  splitWords: (n, rules) => capacity.splitCapacity(n, -1, 2 * n, 0, true, rules),
  splitCommas: (n, rules) => capacity.splitCapacity(n + 1, -1, 2 * n, 1, true, rules),
  splitlines: (n, rules) => grow(n, rules),
};

test.each(Object.keys(recorded))('%s: the room of lists', (version) => {
  const rules = ruleset(version)!;
  for (const [operation, rooms] of Object.entries(recorded[version]))
    expect({ operation, rooms: rooms.map((_, n) => computed[operation](n, rules)) }).toEqual({
      operation,
      rooms,
    });
});

test('late 3.14 and 3.15 do not shrink small lists, but empty ones', () => {
  const rules = ruleset('3.15')!;
  let room = capacity.resizedCapacity(0, 0, 64, rules);
  const seen: number[] = [];
  for (let length = 64; length > 0; length--) {
    room = capacity.resizedCapacity(length, room, length - 1, rules);
    seen.push(room);
  }
  expect([...new Set(seen)]).toEqual([64, 40, 24, 0]);
  expect(capacity.extendedByIteratorCapacity(0, 0, 3, rules.list.defaultLengthHint, rules)).toBe(4);
});
