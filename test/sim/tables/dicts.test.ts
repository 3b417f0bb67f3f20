import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Ruleset, ruleset } from '../../../shared/sim/rulesets/index.ts';
import { bytearraySizeBytes, resizedBytearray } from '../../../shared/sim/tables/bytearray-capacity.ts';
import * as size from '../../../shared/sim/tables/dict-size.ts';

/** Version -> how it was made -> bytes of the keys table, by n: test/golden/tables/generate_dicts.py. */
const recorded: Record<string, Record<string, number[]>> = JSON.parse(
  readFileSync(new URL('../../golden/tables/dicts.json', import.meta.url), 'utf8'),
);

interface Table {
  slots: number;
  used: number;
  entries: number;
  unicode: boolean;
}

const empty = (unicode: boolean, slots = 0): Table => ({ slots, used: 0, entries: 0, unicode });

/** Inserts `count` new keys, growing as CPython does. */
function insert(table: Table, count: number, rules: Ruleset): Table {
  for (let i = 0; i < count; i++) {
    if (table.slots === 0) table.slots = size.minSlots;
    if (table.entries >= size.usableEntries(table.slots)) {
      table.slots = size.grownSlots(table.used, table.slots, rules);
      table.entries = table.used;
    }
    table.used++;
    table.entries++;
  }
  return table;
}

function merge(table: Table, other: Table, rules: Ruleset): Table {
  if (other.used === 0) return table;
  if (size.mergeClones(table.used, other.used, other.entries, other.slots, rules)) return { ...other };
  const slots = size.mergedSlots(table.slots, table.used, other.used, rules);
  if (slots !== table.slots) Object.assign(table, { slots, entries: table.used });
  return insert(table, other.used, rules);
}

function copy(table: Table, rules: Ruleset): Table {
  if (table.used === 0) return empty(table.unicode);
  return size.copyClones(table.used, table.entries, rules)
    ? { ...table }
    : merge(empty(table.unicode), table, rules);
}

const filled = (n: number, rules: Ruleset, unicode = false): Table => insert(empty(unicode), n, rules);

const deleted = (n: number, keep: number, rules: Ruleset): Table => ({ ...filled(n, rules), used: keep });

/** dict(): with a table from the start up to 3.9. */
const constructed = (rules: Ruleset): Table =>
  empty(false, rules.dict.constructorPreallocates ? size.minSlots : 0);

function withOtherKey(n: number, rules: Ruleset): Table {
  const table = filled(n, rules, true);
  if (rules.dict.unicodeTables && n > 0) {
    table.slots = size.grownSlots(table.used, table.slots, rules);
    table.entries = table.used;
  }
  table.unicode = false;
  return insert(table, 1, rules);
}

/** The new table is of the kind of the other dict's, and an empty dict's is of string keys. */
function fromKeysOfDict(n: number, rules: Ruleset): Table {
  const table = fromKeys(n, rules);
  return n === 0 ? { ...table, unicode: true } : table;
}

function fromKeys(n: number, rules: Ruleset): Table {
  const table = constructed(rules);
  table.slots = size.slotsForEntries(n, rules);
  return insert(table, n, rules);
}

const made: Record<string, (n: number, rules: Ruleset) => Table> = {
  comp: (n, rules) => filled(n, rules),
  scomp: (n, rules) => filled(n, rules, true),
  copy: (n, rules) => copy(filled(n, rules), rules),
  dictlit: (n, rules) => merge(constructed(rules), filled(n, rules), rules),
  fromkeys: (n, rules) => insert(constructed(rules), n, rules),
  fromkeysset: fromKeys,
  fromkeysdict: fromKeysOfDict,
  pairs: (n, rules) => insert(constructed(rules), n, rules),
  upd0: (n, rules) => merge(filled(0, rules), filled(n, rules), rules),
  upd3: (n, rules) => merge(filled(3, rules), filled(n, rules), rules),
  upd5: (n, rules) => merge(filled(5, rules), filled(n, rules), rules),
  upd20: (n, rules) => merge(filled(20, rules), filled(n, rules), rules),
  supd3: (n, rules) => merge(filled(3, rules, true), filled(n, rules, true), rules),
  mixins: withOtherKey,
  delcopy: (n, rules) => copy(deleted(n, n >> 1, rules), rules),
  delcopy3: (n, rules) => copy(deleted(n, Math.floor(n / 3), rules), rules),
  deldict: (n, rules) => merge(constructed(rules), deleted(n, n >> 1, rules), rules),
  deldict23: (n, rules) => copy(deleted(n, Math.floor((n * 2) / 3), rules), rules),
};

test.each(Object.keys(recorded))('%s: the bytes of keys tables', (version) => {
  const rules = ruleset(version)!;
  for (const [how, make] of Object.entries(made)) {
    const bytes = recorded[version][how].map((_, n) => {
      const { slots, unicode } = make(n, rules);
      return slots === 0 ? 0 : size.keysTableBytes(slots, unicode, rules);
    });
    expect({ how, bytes }).toEqual({ how, bytes: recorded[version][how] });
  }
});

test('3.14 no longer doubles small tables twice', () => {
  const after = (version: string): number => {
    const rules = ruleset(version)!;
    return size.keysTableBytes(size.grownSlots(2, 8, rules), false, rules);
  };
  expect([after('3.13'), after('3.14')]).toEqual([352 - 64, 224 - 64]);
});

test('a bytearray grows byte by byte, as recorded', () => {
  const steps = (version: string): [number, number][] => {
    const rules = ruleset(version)!;
    let capacity = 0;
    const seen: [number, number][] = [[0, bytearraySizeBytes(0, rules)]];
    for (let length = 1; length <= 100; length++) {
      const next = resizedBytearray(capacity, length, rules);
      if (next !== capacity) seen.push([length, bytearraySizeBytes(next, rules)]);
      capacity = next;
    }
    return seen;
  };
  expect(steps('3.13').slice(0, 8)).toEqual([
    [0, 56],
    [1, 58],
    [2, 61],
    [5, 64],
    [8, 68],
    [12, 75],
    [19, 83],
    [27, 92],
  ]);
  expect(steps('3.15').slice(7, 13)).toEqual([
    [7, 104],
    [8, 105],
    [9, 113],
    [17, 122],
    [26, 132],
    [36, 143],
  ]);
  const rules = ruleset('3.14')!;
  expect([50, 10, 0].map((length) => resizedBytearray(101, length, rules))).toEqual([101, 11, 1]);
});
