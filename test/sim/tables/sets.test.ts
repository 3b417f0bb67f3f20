import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashInt, highWord, lowWord } from '../../../shared/sim/numbers/hashes.ts';
import { type Ruleset, ruleset } from '../../../shared/sim/rulesets/index.ts';
import * as algebra from '../../../shared/sim/tables/set-operations.ts';
import { type SetHost, SetTable } from '../../../shared/sim/tables/set-table.ts';
import { hashStr } from '../../../shared/sim/text/siphash.ts';

interface Key {
  readonly value: number | string;
  readonly low: number;
  readonly high: number;
  references: number;
}

type Row = [operation: string, target: string, argument: unknown, order: (number | string)[], bytes: number];

/** Ints beyond 2**53 are quoted so that JSON.parse keeps them. */
const recorded = (version: string): Row[] =>
  JSON.parse(
    readFileSync(new URL(`../../golden/tables/sets-${version}.json`, import.meta.url), 'utf8').replace(
      /(?<![\w"-])-?\d{16,}(?![\w"])/g,
      '"#$&"',
    ),
  );

/** Runs a recording; one object per value, so that identity and equality are one, but for copies made now and then. */
class Player {
  readonly #keys = new Map<unknown, Key>();
  readonly #rules: Ruleset;
  sets = new Map<string, SetTable<Key>>();
  comparisons = 0;
  readonly host: SetHost<Key> = {
    equals: (stored, key) => {
      this.comparisons++;
      return stored.value === key.value;
    },
    retain: (key) => {
      key.references++;
    },
    release: (key) => {
      key.references--;
    },
  };

  constructor(rules: Ruleset) {
    this.#rules = rules;
    this.reset();
  }

  reset(): void {
    this.sets = new Map(['a', 'b', 'c', 'd'].map((name) => [name, new SetTable<Key>()]));
    this.#keys.clear();
  }

  get references(): number {
    return [...this.#keys.values()].reduce((sum, key) => sum + key.references, 0);
  }

  key(value: unknown): Key {
    let key = this.#keys.get(value);
    if (!key) {
      const big = typeof value === 'string' && value.startsWith('#');
      const hash = big
        ? hashInt(BigInt((value as string).slice(1)))
        : typeof value === 'string'
          ? hashStr(value, this.#rules)
          : hashInt(value as number);
      key = { value: value as string, low: lowWord(hash), high: highWord(hash), references: 0 };
      this.#keys.set(value, key);
    }
    return key;
  }

  play([operation, name, argument]: Row): unknown {
    const table = this.sets.get(name) as SetTable<Key>;
    const rules = this.#rules;
    const { host } = this;
    const release = (key: Key): void => {
      key.references--;
    };
    const replace = (result: SetTable<Key>): void => {
      table.clear(host).forEach(release);
      this.sets.set(name, result);
    };
    const add = (to: SetTable<Key>, value: unknown): void => {
      const { low, high } = this.key(value);
      to.add(this.key(value), low, high, host, rules);
    };
    const discard = (from: SetTable<Key>, value: unknown): void => {
      const { low, high } = this.key(value);
      // An equal but different object finds the same slot.
      const removed = from.discard({ ...this.key(value) }, low, high, host);
      if (removed) release(removed);
    };
    const values = Array.isArray(argument) ? argument : [];
    const other = this.sets.get(argument as string) as SetTable<Key>;
    switch (operation) {
      case 'add':
        return add(table, argument);
      case 'adds':
      case 'updatelist':
        for (const value of values) add(table, value);
        return;
      case 'updatedict':
        table.reserve(values.length, host);
        for (const value of values) add(table, value);
        return;
      case 'discard':
        return discard(table, argument);
      case 'discards':
        for (const value of values) discard(table, value);
        return;
      case 'pop': {
        const key = table.pop() as Key;
        expect(key.value).toBe(argument);
        return release(key);
      }
      case 'clear':
        return table.clear(host).forEach(release);
      case 'copy':
        return replace(algebra.copySet(other, host, rules));
      case 'fromlist': {
        const result = new SetTable<Key>();
        for (const value of values) add(result, value);
        return replace(result);
      }
      case 'differencelist': {
        const result = algebra.copySet(table, host, rules);
        for (const value of values) discard(result, value);
        result.purgeDummies(host);
        return replace(result);
      }
      case 'intersectionlist': {
        const result = new SetTable<Key>();
        for (const value of values) {
          const { low, high } = this.key(value);
          if (table.find(this.key(value), low, high, host) >= 0) add(result, value);
        }
        return replace(result);
      }
      case 'update':
        return table.merge(other, host, rules);
      case 'union':
        return replace(algebra.unionSets(other, table, host, rules));
      case 'intersection':
        return replace(algebra.intersectSets(other, table, host, rules));
      case 'difference':
        return replace(algebra.subtractSets(other, table, host, rules, release));
      case 'symmetric_difference':
        return replace(algebra.symmetricDifference(other, table, host, rules, release));
      case 'difference_update':
        return algebra.subtractInPlace(table, other, host, rules, release);
      case 'symmetric_difference_update':
        return algebra.toggleInPlace(table, other, host, rules, release);
      case 'intersection_update':
        return algebra.intersectInPlace(table, other, host, rules, release);
      default:
        throw new Error(operation);
    }
  }
}

test.each(['3.8', '3.9', '3.10', '3.13'])(
  '%s: order and size of sets after two thousand operations',
  (version) => {
    const rules = ruleset(version)!;
    const player = new Player(rules);
    recorded(version === '3.10' ? '3.8' : version).forEach((row, index) => {
      if (row[0] === 'reset') {
        player.reset();
        return;
      }
      player.play(row);
      const table = player.sets.get(row[1]) as SetTable<Key>;
      expect({ index, row, order: table.list().map((key) => key.value) }).toEqual({
        index,
        row,
        order: row[3],
      });
      expect(rules.sizes.setBytes + table.blockBytes, `bytes after ${index}: ${row[0]}`).toBe(row[4]);
    });
    expect(player.comparisons).toBeGreaterThan(100);
    expect(player.references).toBe([...player.sets.values()].reduce((sum, table) => sum + table.used, 0));
  },
);

test('a comparison that changes the table makes the search start again', () => {
  const rules = ruleset('3.13')!;
  const table = new SetTable<{ name: string }>();
  let emptied = 0;
  const host: SetHost<{ name: string }> = {
    equals: () => {
      emptied++;
      table.clear(host);
      return true;
    },
    retain: () => {},
  };
  table.add({ name: 'first' }, 1, 0, host, rules);
  // The equal key is gone when the comparison returns: the new one is put in.
  expect(table.add({ name: 'second' }, 1, 0, host, rules)).toBe(true);
  expect(table.list()).toEqual([{ name: 'second' }]);
  expect(emptied).toBe(1);
});
