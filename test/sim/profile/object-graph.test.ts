/** objgraph's questions, asked from outside while a program stands still. */
import { expect, test } from 'vitest';
import { boot } from '../../../shared/sim/machine.ts';
import type { PyContainer } from '../../../shared/sim/objects/header.ts';
import type { Runtime } from '../../../shared/sim/objects/runtime.ts';
import { m0 } from '../../../shared/sim/objects/slots.ts';
import { newBuiltin } from '../../../shared/sim/objects/types/builtin.ts';
import { dictSetJs } from '../../../shared/sim/objects/types/dict.ts';
import { noneObject } from '../../../shared/sim/objects/types/singletons.ts';
import {
  backrefsGraph,
  countTypes,
  globalNamed,
  growth,
  mostCommonTypes,
  refsGraph,
} from '../../../shared/sim/profile/object-graph.ts';
import { mallocStatsText } from '../../../shared/sim/pymalloc/mallocstats.ts';
import type { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';

/** Runs a program; `look` is called where it says `look()`. */
function lookInto(source: string, look: (rt: Runtime) => void): void {
  const machine = boot('3.12')!;
  const { rt } = machine;
  const def = m0('look', () => {
    look(rt);
    return noneObject(rt);
  });
  dictSetJs(rt, rt.builtins, 'look', newBuiltin(rt, def, null, 'builtins'));
  const result = machine.run(source, 'seen.py');
  expect(result.stderr).toBe('');
}

const chain = `
class Node: pass
a, b, c = Node(), Node(), Node()
a.next = [b]
b.next = {'to': c}
c.next = a
alone = Node()
look()
`;

/** Every block of the heap, as sys._debugmallocstats() shows them. */
const blocks = (rt: Runtime) => mallocStatsText(rt.mem.allocator as Pymalloc);

const named = (rt: Runtime, name: string) => globalNamed(rt, name) as PyContainer;

test('what an object refers to, with depths and counts', () => {
  lookInto(chain, (rt) => {
    const { nodes, links } = refsGraph(rt, [named(rt, 'b')], { maxDepth: 2 });
    const first = nodes.slice(0, 4).map(({ type, depth }) => `${depth} ${type}`);
    expect(first).toEqual(['0 Node', '1 dict', '1 type', '2 str']);
    expect(nodes[0]).toMatchObject({ refcount: 2, tracked: true });
    expect(links[0]).toEqual({ from: nodes[0].address, to: nodes[1].address });
    expect(nodes.every(({ depth }) => depth <= 2)).toBe(true);
  });
});

test('what refers to an object: links lead to it', () => {
  lookInto(chain, (rt) => {
    const { nodes, links } = backrefsGraph(rt, [named(rt, 'a')], { maxDepth: 3 });
    const into = links
      .filter(({ to }) => to === nodes[0].address)
      .map(({ from }) => nodes.find((n) => n.address === from)!.type);
    expect(into.sort()).toEqual(['Node', 'dict']);
    const byAddress = new Map(nodes.map((n) => [n.address, n]));
    for (const { from, to } of links)
      expect(byAddress.get(from)!.depth).toBeLessThanOrEqual(byAddress.get(to)!.depth + 1);
  });
});

test('no more nodes than the limit, and nothing changes by looking', () => {
  lookInto(chain, (rt) => {
    const before = [named(rt, 'a').refcnt, blocks(rt), rt.gc.count0];
    expect(backrefsGraph(rt, [named(rt, 'a')], { maxDepth: 9, maxNodes: 4 }).nodes).toHaveLength(4);
    expect(refsGraph(rt, [named(rt, 'a')], { maxDepth: 0 }).links).toEqual([]);
    expect([named(rt, 'a').refcnt, blocks(rt), rt.gc.count0]).toEqual(before);
  });
});

test('the most common types, and what grew', () => {
  let before: ReadonlyMap<string, number> = new Map();
  let turn = 0;
  lookInto(
    `class Leak: pass\nkept = [Leak() for _ in range(3)]\nlook()\nkept += [Leak() for _ in range(5)]\nkept.append([])\nlook()\n`,
    (rt) => {
      if (turn++ === 0) {
        before = countTypes(rt);
        expect(before.get('Leak')).toBe(3);
        return;
      }
      expect(countTypes(rt).get('Leak')).toBe(8);
      expect(growth(rt, before).slice(0, 2)).toEqual([
        { type: 'Leak', count: 8, delta: 5 },
        { type: 'list', count: before.get('list')! + 1, delta: 1 },
      ]);
      const common = mostCommonTypes(rt, 5);
      expect(common).toHaveLength(5);
      expect(common.map((c) => c.count)).toEqual([...common.map((c) => c.count)].sort((x, y) => y - x));
    },
  );
  expect(turn).toBe(2);
});
