import { describe, expect, test } from 'vitest';
import { differences } from '../../shared/lab/compare.ts';
import { FLAG } from '../../shared/lab/flags.ts';
import { labBounds } from '../../shared/lab/process.ts';
import { record } from '../../shared/lab/recorder.ts';
import { LabRun } from '../../shared/lab/run.ts';

/** The Lab's engine: what a run is made of, and that a moment is the same whichever way one comes to it. */

const codeCache = new Map<string, unknown>();

function run(source: string, version = '3.14'): LabRun {
  return new LabRun({ source, version }, labBounds, codeCache);
}

const cycle = [
  'import gc',
  'gc.disable()',
  'class Node:',
  '    pass',
  'a = Node()',
  'b = Node()',
  'a.b = b',
  'b.a = a',
  'del a, b',
  'gc.collect()',
  "print('done')",
].join('\n');

describe('input()', () => {
  const source =
    "#< Ada\nname = input('name? ')\n  #<twice\nprint(name, input())\n#< \nprint([input()])\ninput()\n";

  test('reads the lines that stand in the program as comments, then there are no more', () => {
    const { timeline } = run(source);
    expect(timeline.stdout).toBe("name? Ada twice\n['']\n");
    expect(timeline.error).toBe('EOFError: EOF when reading a line');
  });

  test('gives the same lines again whichever way one comes to a moment', () => {
    const lab = run(source);
    const steps = lab.timeline.steps;
    const forward = Array.from({ length: steps }, (_, step) => JSON.stringify(lab.atStep(step)));
    const back = Array.from({ length: steps }, (_, k) => JSON.stringify(lab.atStep(steps - 1 - k))).reverse();
    expect(back).toEqual(forward);
    expect(forward.at(-1)).toContain('Ada twice');
  });
});

describe('a timeline', () => {
  test('has a step for each line that begins, as CPython traces them', () => {
    const { timeline } = run('x = 0\nwhile x < 2:\n    x += 1\nprint(x)');
    expect([...timeline.lines]).toEqual([1, 2, 3, 2, 3, 2, 4]);
    expect(timeline.stdout).toBe('2\n');
    expect(timeline.error).toBeNull();
  });

  test('goes into calls and comes back', () => {
    const { timeline } = run('def f(n):\n    return n\nx = f(1) + f(2)');
    const deep = [...timeline.lines].map((line, i) => `${line}:${timeline.depths[i] - timeline.depths[0]}`);
    expect(deep.filter((place) => place.startsWith('2'))).toEqual(['2:1', '2:1']);
  });

  test('marks deaths, collections and output where they are', () => {
    const { timeline } = run(cycle);
    const lineOf = (flag: number) => [...timeline.lines].filter((_, i) => (timeline.flags[i] & flag) !== 0);
    expect(lineOf(FLAG.collection)).toEqual([10]);
    expect(lineOf(FLAG.output)).toEqual([11]);
    expect(lineOf(FLAG.death)).toContain(10);
    expect(timeline.collections).toMatchObject([{ generation: 2, automatic: false, collected: 2 }]);
  });

  test('tells of an error and of its line', () => {
    const { timeline } = run('x = 1\nx / 0\n');
    expect(timeline.error).toBe('ZeroDivisionError: division by zero');
    expect(timeline.errorLine).toBe(2);
    expect(run('x = = 1').timeline).toMatchObject({ steps: 0, errorLine: 1 });
  });

  test('ends at its bound', () => {
    const bounds = { ...labBounds, instructions: 5000 };
    const timeline = record({ source: 'while True:\n    pass', version: '3.14' }, bounds, codeCache);
    expect(timeline.error).toContain('stopped');
    expect(timeline.end).toBeLessThanOrEqual(5000);
  });
});

describe('a moment', () => {
  test('is the same forward and back, and in a fresh run', () => {
    const forward = run(cycle);
    const { steps } = forward.timeline;
    const there = Array.from({ length: steps + 1 }, (_, i) => JSON.stringify(forward.atStep(i)));
    const back = run(cycle);
    for (let step = steps; step >= 0; step--)
      expect(JSON.stringify(back.atStep(step)), `${step}`).toBe(there[step]);
  });

  test('shows names, counts, and garbage that waits', () => {
    const { timeline, atStep } = bound(run(cycle));
    const before = atStep([...timeline.lines].indexOf(9)).view;
    const nodes = before.objects.filter((o) => o.type === 'Node');
    expect(nodes.map((o) => [o.refcount, o.unreachable])).toEqual([
      [2, false],
      [2, false],
    ]);
    expect(before.frames[0].names.map((n) => n.name)).toEqual(['gc', 'Node', 'a', 'b']);
    const waiting = atStep([...timeline.lines].indexOf(10));
    expect(waiting.view.objects.filter((o) => o.unreachable && o.type === 'Node')).toHaveLength(2);
    expect(waiting.explanation.map((e) => e.rule)).toContain('becameGarbage');
    const after = atStep([...timeline.lines].indexOf(11));
    expect(after.view.objects.filter((o) => o.type === 'Node')).toEqual([]);
    expect(after.explanation[0]).toMatchObject({ rule: 'collectionManual', values: { collected: 2 } });
  });

  test('every live object of the program has its blocks in the map', () => {
    const { timeline, atStep } = bound(run('items = list(range(300, 340))\ntext = "a" * 40\nend = 1'));
    const { view } = atStep(timeline.steps);
    const { arenas, poolSize } = view.memory;
    for (const o of view.objects) {
      if (o.isStatic) continue;
      for (const block of o.blocks) {
        const pool = arenas
          .flatMap((arena) => arena.pools)
          .find((p) => block.address >= p.address && block.address < p.address + poolSize);
        const at = pool && (block.address - pool.address - view.memory.poolHeaderBytes) / pool.blockBytes;
        if (block.sizeBytes > 512) expect(pool).toBeUndefined();
        else expect(pool?.cells[at ?? -1], `${o.type} ${o.value}`).toBeGreaterThanOrEqual(2);
      }
    }
  });

  test('every byte of the program is accounted for by the line that asked for it', () => {
    const source =
      'class N:\n    __slots__ = ()\nn = N()\nitems = []\nfor i in range(100):\n    items.append(N())\nend = 1\n';
    for (const version of ['3.8', '3.11', '3.12', '3.14']) {
      const { timeline, atStep } = bound(run(source, version));
      const { view } = atStep(timeline.steps);
      const made = view.objects.filter((o) => o.type === 'N');
      expect(new Set(made.map((o) => o.line)), version).toEqual(new Set([3, 6]));
      const byLines = view.byLine.reduce((sum, row) => sum + row.bytes, 0);
      // What the interpreter had before and gave back while the program ran is no line's.
      expect(byLines).toBeGreaterThanOrEqual(view.currentBytes);
      const list = view.objects.find((o) => o.type === 'list' && o.edges.length > 0)!;
      const items = list.blocks.find((b) => b.role === 'items')!;
      const line6 = view.byLine.find((row) => row.line === 6)!.bytes;
      const one = made.find((o) => o.line === 6)!.sizeBytes;
      expect(line6, version).toBe(100 * one + items.sizeBytes);
    }
  });

  test('a parameter that 3.14 lends is not counted, one that 3.12 hands over is', () => {
    const source = 'def g(a):\n    return a\ndef f(x):\n    return g(x)\nn = []\nz = f(n)\n';
    const inG = (version: string) => {
      const { timeline, atStep } = bound(run(source, version));
      const { view } = atStep([...timeline.lines].indexOf(2));
      return { a: view.frames[2].names[0], count: view.objects.find((o) => o.type === 'list')!.refcount };
    };
    expect(inG('3.14')).toMatchObject({ a: { name: 'a', borrowed: true }, count: 2 });
    expect(inG('3.12')).toMatchObject({ a: { name: 'a', borrowed: false }, count: 3 });
  });

  test('tells what the step to it made, counted anew and let die', () => {
    const { timeline, atStep } = bound(run(cycle));
    const at = (line: number) => atStep([...timeline.lines].indexOf(line)).view;
    const type = (view: ReturnType<typeof at>, id: number) => view.objects.find((o) => o.id === id)?.type;
    const made = at(6);
    expect(made.changes.born.map((id) => type(made, id))).toContain('Node');
    const linked = at(8);
    expect(linked.changes.recounted.map(([id, before]) => [type(linked, id), before])).toEqual([['Node', 1]]);
    expect(at(11).changes.died.map((o) => o.type)).toContain('Node');
  });

  test('what a long container holds beyond the listed is counted by type', () => {
    const { timeline, atStep } = bound(
      run('x = [float(i) for i in range(500)] + [str(i) for i in range(70)]\nend = 1'),
    );
    const list = atStep(timeline.steps).view.objects.find((o) => o.type === 'list')!;
    const shown = list.edges.length;
    expect(list.moreEdges).toBe(570 - shown);
    expect(list.moreTypes).toEqual([
      { type: 'float', shape: 'float', count: 500 - shown },
      { type: 'str', shape: 'str', count: 70 },
    ]);
  });

  test('moves by instructions within the program, there and back', () => {
    const lab = run('import weakref\nx = [1]\ny = x\n');
    let at = lab.atStep(0).instruction;
    const path = [at];
    for (let i = 0; i < 8; i++) path.push((at = lab.byInstruction(at, 1).instruction));
    expect(new Set(path).size).toBe(path.length);
    for (let i = path.length - 2; i >= 0; i--) {
      at = lab.byInstruction(at, -1).instruction;
      expect(at).toBe(path[i]);
    }
  });

  test('a collection can be seen phase by phase', () => {
    const film = run(cycle).film(0)!;
    expect(film.phases.map((p) => p.phase)).toEqual(
      expect.arrayContaining(['copyCounts', 'subtract', 'moveUnreachable', 'clear']),
    );
    const lost = film.phases.find((p) => p.phase === 'moveUnreachable')!.addresses;
    expect(film.objects.filter((o) => lost.includes(o.id)).map((o) => o.type)).toEqual(['Node', 'Node']);
    const subtracted = new Map(
      film.phases.find((p) => p.phase === 'subtract')!.refs.map((row) => [row.address, row.gcRefs]),
    );
    expect(lost.map((id) => subtracted.get(id))).toEqual([0, 0]);
    expect(run(cycle).film(9)).toBeUndefined();
  });
});

test('two versions are compared to the first difference', () => {
  const source = 'import sys\nx = {}\nx[1] = 2\nprint(sys.getsizeof(x))\nprint(sys.getsizeof([]))\n';
  const [a, b] = ['3.8', '3.14'].map((version) => record({ source, version }, labBounds, codeCache));
  expect(differences(a, a)).toEqual([]);
  expect(differences(a, b).map((d) => d.kind)).toContain('bytes');
});

function bound(lab: LabRun) {
  return { timeline: lab.timeline, atStep: (step: number) => lab.atStep(step) };
}
