/**
 * Translated code does what the eval loop does: the same output, as many steps, and afterwards the same state of the whole machine, block for
 * block and count for count.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newJit } from '../../server/cli/jit.ts';
import { boot, type Limits } from '../../shared/sim/machine.ts';
import type { Jit } from '../../shared/sim/objects/runtime.ts';
import { makeCase } from '../support/fuzz/fuzz.ts';

const versions = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const codeCache = new Map<string, unknown>();

/** How often code runs before it is translated: before its inline caches know anything, and after. */
const jits = [1, 3, 12].map((heat) => {
  const { compile } = newJit(heat);
  const counting = {
    heat,
    compiled: 0,
    compile(text: string, support: object) {
      counting.compiled++;
      return compile(text, support);
    },
  };
  return counting;
});

function ending(version: string, source: string, jit: Jit | null, limits: Partial<Limits>) {
  const machine = boot(version, limits, codeCache)!;
  machine.rt.jit = jit;
  const result = machine.run(source);
  // A machine that was stopped has part of its state on the host's stack.
  const hash = result.error?.startsWith('stopped') ? null : machine.hash();
  return { ...result, stepsLeft: machine.rt.stepsLeft, hash, defect: machine.defect };
}

function compare(version: string, source: string, jit: number, limits: Partial<Limits> = {}): void {
  expect(ending(version, source, jits[jit], limits), version).toEqual(ending(version, source, null, limits));
}

const folder = new URL('../golden/', import.meta.url);
const programs = ['programs', 'more'].flatMap((name) =>
  readdirSync(new URL(`${name}/`, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.py'))
    .map((file) => `${name}/${file}`),
);

test.each(programs.sort().map((path, i) => [path, versions[i % 8], (i >> 3) % 3] as const))(
  '%s on %s, translated in its %i. way',
  (path, version, jit) => {
    compare(version, readFileSync(new URL(path, folder), 'utf8'), jit);
  },
);

const seed = 7_411;

test.each(Array.from({ length: 24 }, (_, i) => i))(`program %i of seed ${seed}`, (index) => {
  const { version, source } = makeCase(seed, index);
  compare(version, source, index % 3, { steps: 300_000 });
});

const small: readonly [what: string, source: string, limits?: Partial<Limits>][] = [
  ['the bound on steps', 'i = 0\nwhile True:\n    i += 1\n', { steps: 12_345 }],
  [
    'the bound on recursion',
    'def f(n):\n    return f(n + 1) + 1\nfor i in range(30):\n    try:\n        f(0)\n    except RecursionError as e:\n        print(e)\n',
  ],
  [
    'an exception, its handler and its traceback',
    `
import sys, traceback
def f(items, i):
    total = 0
    for x in items:
        try:
            total += items[i] // x
        except ZeroDivisionError as e:
            total += e.__traceback__.tb_lineno
        finally:
            i += 1
    return total
for k in range(16):
    try:
        print(f([1, 0, 2, k - 3], 0), f([3, 'a'], 0))
    except TypeError:
        traceback.print_exc(file=sys.stdout)
    except IndexError as e:
        print(e)
`,
  ],
  [
    'counts that a callee can see',
    `
import sys
class C:
    def __init__(self, x):
        self.x = x
        self.count = sys.getrefcount(x)
    def at(self, y):
        return sys.getrefcount(y), sys.getrefcount(self.x), sys.getrefcount(self)
def f(o, n):
    seen = []
    for i in range(n):
        c = C(o)
        seen.append((c.count, c.at(o), sys.getrefcount(o), [o, i][0] is o))
    return seen
print(f([], 30)[-1], f('a b', 30)[3], sys.getrefcount(object()))
`,
  ],
  [
    'classes and functions that change meanwhile',
    `
class A:
    step = 1
    def m(self, n):
        return n + self.step
class B(A):
    __slots__ = ()
def run(o, n):
    total = 0
    for i in range(n):
        total += o.m(i) + o.step
        if i == 20:
            A.m = lambda self, n: n * 2
        if i == 40:
            o.step = 2.5
        if i == 60:
            o.m = lambda n: len('abc')
        if i == 80:
            global helper
            helper = None
        if i == 90:
            o.__class__ = type('D', (A,), {'step': 7})
        helper
    return total
helper = 1
print(run(A(), 100), run(B(), 30))
`,
  ],
  [
    'generators that hand over to each other',
    `
def count(n):
    i = 0
    while i < n:
        got = yield i
        if got:
            i += got
        i += 1
    return n
def both(n):
    a = yield from count(n)
    b = yield from (x * 2 for x in count(n))
    return a, b
def run(n):
    total = 0
    g = both(n)
    while True:
        try:
            total += next(g)
            total += g.send(total % 3)
        except StopIteration as e:
            return total, e.value
for n in range(25):
    print(run(n), sum(x for x in both(n)))
for x in count(200):
    for y in count(x):
        if y > 5:
            break
print(x, y)
`,
  ],
  [
    'threads',
    `
import threading
total = 0
lock = threading.Lock()
def work(n):
    global total
    for i in range(n):
        with lock:
            total += i
threads = [threading.Thread(target=work, args=(400,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)
`,
    { seed: 5 },
  ],
  [
    'names, numbers of any kind and what dies in between',
    `
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        log.append(self.n)
log = []
x = 0
big = 2 ** 52
for i in range(300):
    d = D(i)
    x = x + i * big - i % 7 // 2
    y = x / 3 + 0.5 * i
    big += 1
    if i > 100 and y == y and not x < 0 < y <= 10 ** 30 or i is None:
        z = [i, -i, x]
        z[0], z[1] = z[1], z[0]
        z[2] += z[0]
        big -= z[1] - z[1]
print(x, y, len(log), log[-1], z)
def late():
    s = ''
    t = 'ab'
    for c in t * 40:
        s += c
        s = s + t
    return len(s), s[3]
print(late())
`,
  ],
];

test.each(small)('%s', (_what, source, limits) => {
  for (const version of ['3.8', '3.11', '3.13', '3.14'])
    for (const [jit, { compiled }] of jits.entries()) {
      compare(version, source, jit, limits);
      expect(jits[jit].compiled).toBeGreaterThan(compiled);
    }
});

test('a machine that is looked at leaves translated code, and its copies begin without', () => {
  const machine = boot('3.13', {}, codeCache)!;
  machine.rt.jit = newJit(2);
  machine.start('total = 0\nfor i in range(50):\n    total += i\nprint(total)\n');
  const before = machine.snapshot();
  while (!machine.goOn());
  expect(machine.result().stdout).toBe('1225\n');
  machine.restore(before);
  while (!machine.goOn());
  expect(machine.result().stdout).toBe('1225\n');
  expect(machine.rt.jit).not.toBeNull();
});

test('a machine that is looked at for a while', () => {
  const source =
    'from memory_profiler import profile\n@profile\ndef f(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total\nprint(f(50) + sum(f(i) for i in range(60)))\n';
  for (const heat of [1, 20, 100]) {
    const machine = boot('3.13', {}, codeCache)!;
    machine.rt.jit = newJit(heat);
    const { error, stdout } = machine.run(source);
    expect(error).toBeNull();
    expect(stdout.split('\n').at(-2)).toBe('35445');
  }
});

test('a program that traces itself out of translated code', () => {
  const source = `
import sys
events = []
def tracer(frame, event, arg):
    events.append(event)
    return tracer
def work(n):
    total = 0
    for i in range(n):
        total += i
    return total
def turn(on):
    before = work(5)
    sys.settrace(tracer if on else None)
    after = work(5)
    sys.settrace(None)
    return before + after
print(sum(turn(i % 10 == 9) for i in range(60)), len(events), sorted(set(events)))
`;
  for (const heat of [1, 20, 1_000_000]) {
    const machine = boot('3.13', {}, codeCache)!;
    machine.rt.jit = newJit(heat);
    const { error, stdout } = machine.run(source);
    expect(error).toBeNull();
    expect(stdout).toBe("1200 90 ['call', 'line', 'return']\n");
  }
});
