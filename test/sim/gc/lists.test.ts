/** The collector's lists against a plain array: order, size and places after any sequence of moves. */
import { expect, it } from 'vitest';
import { Rng } from '../../../shared/base/rng.ts';
import { listMove, listOf } from '../../../shared/sim/gc/lists.ts';
import { newWorkspace, room, tidy } from '../../../shared/sim/gc/workspace.ts';
import { boot } from '../../../shared/sim/machine.ts';
import { exchangeLists, GcState } from '../../../shared/sim/objects/gclinks.ts';
import type { GcList } from '../../../shared/sim/objects/gclist.ts';
import { GC, PyContainer } from '../../../shared/sim/objects/header.ts';

const { rt } = boot('3.12')!;

/** What moveUnreachable does to a list of which `back` come back to its end. */
function shuffle(list: GcList, back: ReadonlySet<PyContainer>): void {
  const places = list.inOrder().map((o) => [o, o.gcBits >>> GC.NUMBER_SHIFT] as const);
  const order = [...places.filter(([o]) => !back.has(o)), ...places.filter(([o]) => back.has(o))];
  list.order = Int32Array.from(order, ([, place]) => place);
  list.ordered = list.slots.length;
}

it.each([1, 2, 3, 4, 5, 6])('keep their order, seed %i', (seed) => {
  const rng = new Rng(seed);
  const below = (n: number): number => rng.int(0, n);
  const gc = new GcState(rt.ruleset);
  const lists = [...gc.generations, gc.unreachable];
  const model: PyContainer[][] = lists.map(() => []);
  for (let step = 0; step < 3000; step++) {
    const g = below(4);
    const list = lists[g];
    const mine = model[g];
    const h = (g + 1 + below(3)) % 4;
    const action = below(100);
    if (action < 50) {
      const o = new PyContainer(rt.listType, 0, [], 0, 0);
      list.append(o);
      mine.push(o);
    } else if (action < 80) {
      if (mine.length === 0) continue;
      const [o] = mine.splice(below(4) === 0 ? mine.length - 1 : below(mine.length), 1);
      list.remove(o);
    } else if (action < 90) {
      if (mine.length === 0) continue;
      const [o] = mine.splice(below(mine.length), 1);
      listMove(gc, o, lists[h]);
      model[h].push(o);
    } else if (action < 93) {
      list.merge(lists[h]);
      mine.push(...model[h].splice(0));
    } else if (action < 96) {
      list.prepend(lists[h]);
      mine.unshift(...model[h].splice(0));
    } else if (action < 97) {
      exchangeLists(gc, list, lists[h]);
      [model[g], model[h]] = [model[h], mine];
    } else if (action < 99) {
      const back = new Set(mine.filter(() => below(3) === 0));
      shuffle(list, back);
      model[g] = [...mine.filter((o) => !back.has(o)), ...mine.filter((o) => back.has(o))];
    } else list.closeUp();
    for (const [k, expected] of model.entries()) {
      expect(lists[k].size).toBe(expected.length);
      if (step % 20 === 0) {
        const found = [...lists[k]];
        expect(found.length === expected.length && found.every((o, i) => o === expected[i])).toBe(true);
        expect(lists[k].inOrder()).toEqual(expected);
        expect(lists[k].first).toBe(expected[0]);
        expect(found.every((o) => listOf(gc, o) === lists[k])).toBe(true);
        expect(found.every((o) => lists[k].slots[o.gcBits >>> GC.NUMBER_SHIFT] === o)).toBe(true);
      }
    }
  }
});

it('keep the arrays of a large collection until eight full ones in a row need much less', () => {
  const space = newWorkspace();
  const large = room(space, 'refs', 1_000_000);
  const kept = (sizes: readonly number[]): boolean => {
    for (const n of sizes) tidy(space, n);
    return space.refs === large;
  };
  const small = Array.from({ length: 7 }, () => 1000);
  expect(kept(small)).toBe(true);
  expect(kept([900_000, ...small])).toBe(true);
  expect(kept([1000])).toBe(false);
  expect(room(space, 'refs', 10).length).toBeLessThan(1000);
});
