import { describe, expect, test } from 'vitest';
import { labBounds } from '../../shared/lab/process.ts';
import { LabRun } from '../../shared/lab/run.ts';

/** What a step is said to have done: a program, the line that was done (its nth time), and the rules that are told of it. */

const codeCache = new Map<string, unknown>();

function toldOf(source: string, line: number, nth: number, version: string) {
  const run = new LabRun({ source, version }, labBounds, codeCache);
  const steps = [...run.timeline.lines].flatMap((at, step) => (at === line ? [step] : []));
  return run.atStep(steps[nth - 1] + 1).explanation;
}

function rules(source: string, line: number, nth = 1, version = '3.14'): string[] {
  return toldOf(source, line, nth, version).map(({ rule }) => rule);
}

const cases: readonly [name: string, source: string, line: number, nth: number, rules: readonly string[]][] =
  [
    ['a module', 'import sys\nx = 1', 1, 1, ['imported']],
    ['something new', 'x = [1]\ny = 1', 1, 1, ['createdBound']],
    ['something known', 'x = [1]\ny = x\nz = 1', 2, 1, ['sharedBound']],
    ['something immortal', 'x = None\ny = 1', 1, 1, ['immortalBound']],
    ['a death', 'x = [1]\nx = None\ny = 1', 2, 1, ['died', 'immortalBound']],
    ['a holder less', 'x = [1]\ny = x\ndel y\nz = 1', 3, 1, ['countFell']],
    ['one item more', 'x = []\nx.append(1)\nx.append(2)\ny = 1', 3, 1, ['refers']],
    ['a list that grows', 'x = []\nx.append(1)\ny = 1', 2, 1, ['listGrew']],
    ['a dict that grows', 'x = {}\nx[1] = 2\ny = 1', 2, 1, ['dictGrew']],
    ['a call', 'def f():\n    return 1\nx = f()\ny = 1', 3, 1, ['frameEntered']],
    ['a call that lends', 'def f(a):\n    return 1\ndef g(b):\n    return f(b)\ng([])', 4, 1, ['lent']],
    ['a return', 'def f():\n    return None\nf()\ny = 1', 2, 1, ['frameLeft']],
    ['a class body', 'class A:\n    pass\nx = 1', 1, 1, ['classBody']],
    ['a class', 'class A:\n    pass\nx = 1', 2, 1, ['classMade', 'createdBound']],
    ['output', "print('hello')\nx = 1", 1, 1, ['output']],
    ['nothing', 'if True:\n    pass\nx = 1', 1, 1, ['nothing']],
    ['something large', 'n = 100\nx = (None,) * n\ny = 1', 2, 1, ['createdBound', 'largeBlock']],
    ['garbage', 'x = []\nx.append(x)\ndel x\ny = 1', 3, 1, ['becameGarbage']],
    [
      'a collection',
      'import gc\nx = []\nx.append(x)\ndel x\ngc.collect()\ny = 1',
      5,
      1,
      ['collectionManual'],
    ],
  ];

test.each(cases)('%s', (_name, source, line, nth, expected) => {
  expect(rules(source, line, nth).slice(0, expected.length)).toEqual(expected);
});

describe('__del__', () => {
  const made = 'class A:\n    def __del__(self):\n        KEEP\na = A()\n';

  test('of what is let go: before it dies, and then it is gone', () => {
    const source = `${made.replace('KEEP', 'pass')}a = None\nb = 1`;
    expect(rules(source, 5)[0]).toBe('finalizing');
    expect(rules(source, 3)[0]).toBe('finalized');
  });

  test('that brings it back', () => {
    const source = `saved = []\n${made.replace('KEEP', 'saved.append(self)')}a = None\nb = 1`;
    expect(rules(source, 4)[0]).toBe('resurrected');
  });

  test('in a cycle: the collection begins, calls it, and comes to its end', () => {
    const source = `import gc\n${made.replace('KEEP', 'pass')}a.me = a\ndel a\ngc.collect()\nb = 1`;
    expect(rules(source, 8)).toEqual(['collectionBegan', 'finalizingGarbage']);
    expect(rules(source, 4)[0]).toBe('collectionEnded');
  });
});

test('a block that was given back is used again; one that was never used is not', () => {
  const source =
    'class A:\n    __slots__ = ("a", "b", "c", "d", "e")\nw = A(); x = A()\ny = A()\ndel x\nz = A()\nend = 1';
  expect(rules(source, 6)).toContain('reusedBlock');
  expect(rules(source, 4)).not.toContain('reusedBlock');
});

test('what is told has its values', () => {
  const [told] = toldOf('x = [1]\ny = x\nz = 1', 2, 1, '3.14');
  expect(told).toEqual({
    rule: 'sharedBound',
    values: { name: 'y', type: 'list', value: '[1]', refcount: 2, size: 64 },
  });
});

test('where every push counts nothing is lent', () => {
  const source = 'def f(a):\n    return 1\ndef g(b):\n    return f(b)\ng([])';
  expect(rules(source, 4, 1, '3.12')).toContain('frameEntered');
});
