/**
 * The laws of the heap (test/support/audit) hold while programs run: after every instruction of a small program, and
 * now and then in others and in the recorded ones. `node test/support/laws.ts` audits all of them on all versions.
 */
import { expect, test } from 'vitest';
import { listMove } from '../../../shared/sim/gc/lists.ts';
import { boot } from '../../../shared/sim/machine.ts';
import { GC } from '../../../shared/sim/objects/header.ts';
import { incref } from '../../../shared/sim/objects/refs.ts';
import type { Runtime } from '../../../shared/sim/objects/runtime.ts';
import { audit, baselineOf } from '../../support/audit/audit.ts';
import { auditRun } from '../../support/audit/run.ts';
import { goldenPrograms } from '../golden-programs.ts';

const codeCache = new Map<string, unknown>();
const versions = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];

const everything = `
import gc, weakref
class Node:
    def __init__(self, value, *rest, **more): self.value, self.rest, self.more = value, rest, more
    def __del__(self): dead.append(self.value)
    def __eq__(self, other): return self.value == other.value
class Slotted(Node):
    __slots__ = ('x', 'y')
dead = []
def walk(n):
    try:
        sent = yield n
        yield from [sent, *range(n)]
    finally:
        dead.append(n)
a = Node(1, [2], key={'k': 3})
a.me = a
b = Slotted(2); b.x = a
seen = weakref.WeakValueDictionary(a=a, b=b)
r = weakref.ref(b, lambda ref: dead.append('weak'))
g = walk(2); next(g); g.send('s'); g.close()
def outer(n):
    def inner(k=n): return n + k
    return inner
text = f"{outer(2)()!r:>4}{[x for x in (1, 2)]}" + 'y' * 20
try:
    try: {}['missing']
    except KeyError as e: raise ValueError(text) from e
except ValueError as e: kept = e
del a.me, a, b
left, *others = sorted({3, 1, 2}, key=lambda x: -x)
c = Node(4); c.me = c; del c
gc.collect()
print(dead, len(seen), r() is None, left, others, sum(map(int, '123')), kept.__cause__)
del kept
`;

test.each(['3.8', '3.11', '3.14'])('now and then while a little of everything is done (%s)', (version) => {
  const machine = boot(version, {}, codeCache)!;
  const plan = { at: 'instructions', every: 31 } as const;
  const audited = auditRun(machine, everything, 'everything.py', plan);
  expect(audited).toMatchObject({ violation: null, error: null });
  expect(audited.audits).toBeGreaterThan(50);
});

const small = `
class A:
    def __init__(self, x): self.x = x
    def __del__(self): dead.append(self.x)
dead = []
def walk(n):
    try: yield from range(n)
    finally: dead.append(n)
a = A([1, 'two']); a.me = a
g = walk(2); next(g); del g
try: {}['missing']
except KeyError as e: kept = e
first, *rest = sorted([3, 1, 2], key=lambda x: -x)
text = f'{first!r:>4}{[x for x in rest]}'
del a.me, a, kept
`;

test.each(['3.9', '3.13'])('after every instruction (%s)', (version) => {
  const machine = boot(version, {}, codeCache)!;
  const audited = auditRun(machine, small, 'small.py', { at: 'instructions', every: 1 });
  expect(audited).toMatchObject({ violation: null, error: null });
  expect(audited.audits).toBe(audited.steps);
});

/** Every eleventh of the recorded programs, each on one version. */
const sample = [...goldenPrograms([])]
  .filter((_, i) => i % 11 === 3)
  .map((p, i) => ({ ...p, version: versions[i % versions.length] }));

test.each(sample)('now and then in $name ($version)', ({ name, source, version }) => {
  const machine = boot(version, {}, codeCache)!;
  const { violation, error } = auditRun(machine, source, `${name.split('/').at(-1)}.py`, {
    at: 'instructions',
    every: 997,
  });
  expect(violation).toBeNull();
  expect(error ?? '').not.toMatch(/^(internal|stopped)/);
});

/** Each breaks a rule; the audit has to tell. */
const breaches: readonly [law: string, breach: (rt: Runtime) => void, told: RegExp][] = [
  ['a count too high', (rt) => void incref(rt.modules), /references found/],
  ['a count too low', (rt) => void rt.modules.refcnt--, /references found|dead but reachable/],
  ['a block without an owner', (rt) => void rt.mem.alloc(64), /no owner/],
  ['a block that is freed too early', (rt) => rt.mem.free(rt.modules.addr), /is free/],
  [
    'a wrong place in a list of the collector',
    (rt) => void (rt.gc.generations[1].first!.gcBits += 1 << GC.NUMBER_SHIFT),
    /wrong place/,
  ],
  [
    'an object that the collector left in its own list',
    (rt) => listMove(rt.gc, rt.gc.generations[1].first!, rt.gc.unreachable),
    /list of its own/,
  ],
];

test.each(breaches)('%s is found', (_law, breach, told) => {
  const { rt } = boot('3.13', {}, codeCache)!;
  const baseline = baselineOf(rt);
  expect(audit(rt, { baseline })).toEqual([]);
  breach(rt);
  expect(audit(rt, { baseline }).join('\n')).toMatch(told);
});
