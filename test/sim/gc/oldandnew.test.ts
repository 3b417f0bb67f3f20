/** The collectors that no released series of today has: 3.3's (before PEP 442) and 3.14.0's (incremental). */
import { expect, it } from 'vitest';
import { boot } from '../../../shared/sim/machine.ts';
import type { Version } from '../../../shared/sim/rulesets/index.ts';

const run = (version: Version, source: string) => boot(version)!.run(source, 'test.py').stdout;

const cycleOfDel = `
import gc
class D:
    def __del__(self): print("del")
a = D(); b = D(); a.o = b; b.o = a
del a, b
print(gc.collect() > 0, len(gc.garbage), gc.collect())
`;

it.each<[Version, string]>([
  ['3.3', 'True 2 0\n'],
  ['3.8', 'del\ndel\nTrue 0 0\n'],
  ['3.14.0', 'del\ndel\nTrue 0 0\n'],
])('%s: a cycle of objects with __del__', (version, stdout) => {
  expect(run(version, cycleOfDel)).toBe(stdout);
});

const resurrected = `
class R:
    def __del__(self):
        global saved
        print("del")
        if keep: saved = self
keep = True
r = R(); del r
keep = False
saved = None
`;

it.each<[Version, number]>([
  ['3.3', 2],
  ['3.8', 1],
  ['3.14.0', 1],
])('%s: __del__ of an object that comes back and dies again runs %i times', (version, times) => {
  expect(run(version, resurrected)).toBe('del\n'.repeat(times));
});

it.each<[Version, string]>([
  ['3.3', '(700, 10, 10)\n'],
  ['3.12', '(700, 10, 10)\n'],
  ['3.13', '(2000, 10, 10)\n'],
  ['3.14.0', '(2000, 10, 0)\n'],
  ['3.14', '(2000, 10, 10)\n'],
])('%s: thresholds', (version, stdout) => {
  expect(run(version, 'import gc; print(gc.get_threshold())')).toBe(stdout);
});

const automatic = `
import gc
runs = []
def note(phase, info):
    if phase == "stop": runs.append(info["generation"])
gc.callbacks.append(note)
keep = []
for i in range(THIS): keep.append([i])
gc.disable()
print(runs)
`;

it.each<[Version, number, string]>([
  ['3.11', 700 * 12, '0 1'],
  ['3.14', 2000 * 12, '0 1'],
  ['3.14.0', 6000, '1'],
])('%s: automatic runs are of generations', (version, count, kinds) => {
  const out = run(version, automatic.replace('THIS', String(count + 200)));
  expect([...new Set(out.match(/\d/g))].sort().join(' ')).toBe(kinds);
});

it('3.14.0: the young and the old are one list to gc.get_objects(1), and an increment is no full run', () => {
  const source = `
import gc
gc.disable(); gc.collect()
class P: pass
p = P(); p.me = p; del p
print(gc.get_objects(1), gc.collect())
`;
  expect(run('3.14.0', source)).toBe('[] 1\n');
});
