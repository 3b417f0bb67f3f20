import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseTrace } from '../../server/cli/bench/traces.ts';
import { churn, workloads } from '../../server/cli/bench/workloads.ts';
import { UsageError } from '../../server/cli/command.ts';
import { command } from '../../server/cli/commands/alloc.ts';
import { Rng } from '../../shared/base/rng.ts';
import { Pymalloc } from '../../shared/sim/pymalloc/pymalloc.ts';
import { LiveBlocks, replay } from '../../shared/sim/pymalloc/replay.ts';
import { pymallocGeometries } from '../../shared/sim/rulesets/allocator.ts';

const folder = mkdtempSync(join(tmpdir(), 'pyarena-alloc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = new URL('../../server/cli/main.ts', import.meta.url).pathname;
const golden = (name: string) => new URL(`../golden/pymalloc/${name}.json`, import.meta.url).pathname;

function cli(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'alloc', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('cli alloc', () => {
  it.each([
    ['3.8', 'py38-256k'],
    ['3.9', 'py39-256k'],
    ['3.13.0', 'py310-1m'],
  ])('--python %s prints what %s has', (version, name) => {
    const { status, stdout } = cli('--python', version, golden('ops'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(golden(name), 'utf8')).traces);
  });

  it('--time prints the operations and the milliseconds of each trace', () => {
    const ops = file('small.json', '{"a": [[0, 7, 512], [2, 7, 40], [1, 7, 0]], "b": []}');
    const { status, stdout } = cli('--time', '--python', '3.9', ops);
    expect(status).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toEqual({ a: { ops: 3, ms: expect.any(Number) }, b: { ops: 0, ms: expect.any(Number) } });
    expect(result.a.ms).toBeGreaterThan(0);
  });

  it.each([
    ['no version', [golden('ops')], 'VERSION is missing'],
    ['an unknown version', ['--python', '4.2', golden('ops')], 'unknown Python version "4.2"'],
    ['no file', ['--python', '3.9'], 'file of traces is missing'],
    ['two files', ['--python', '3.9', 'a', 'b'], 'one file'],
    ['an unknown option', ['--python', '3.9', '--fast', golden('ops')], 'unknown option --fast'],
    ['a file that is not there', ['--python', '3.9', join(folder, 'none.json')], 'cannot read'],
    ['a file that is not JSON', ['--python', '3.9', file('bad.json', '{"a": [\n[0, 1')], 'is not JSON'],
    ['a file of another shape', ['--python', '3.9', file('list.json', '[1]')], 'must be an object'],
    [
      'a wrong operation',
      ['--python', '3.9', file('op.json', '{"t": [[0, 1, 5], [7, 1, 5]]}')],
      'operation 1',
    ],
  ])('refuses %s in one line', (_, args, message) => {
    expect(() => command.run(args)).toThrow(UsageError);
    expect(() => command.run(args)).toThrow(message);
    expect(() => command.run(args)).not.toThrow('\n');
  });

  it('prints one line and exits with 2 where something is wrong', () => {
    const { status, stdout, stderr } = cli('--python', '4.2', golden('ops'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^alloc: unknown Python version "4.2"; known are .*3\.15\n$/);
  });
});

describe('parseTrace', () => {
  it.each<[unknown, string]>([
    [{}, 'must be a list'],
    [[5], 'operation 0: must be [kind, id, size]'],
    [[[0, 1]], 'must be [kind, id, size]'],
    [[[3, 1, 1]], 'kind must be'],
    [[[0, -1, 1]], 'id must be'],
    [[[0, 1.5, 1]], 'id must be'],
    [[[0, 1, -1]], 'size must be'],
    [[[0, 1, '8']], 'size must be'],
    [[[0, 1, 2 ** 31]], 'size must be'],
    [
      [
        [0, 1, 8],
        [0, 1, 8],
      ],
      'operation 1: malloc of block 1, which is live',
    ],
    [[[1, 1, 0]], 'free of block 1, which is not live'],
    [
      [
        [0, 1, 8],
        [1, 1, 0],
        [2, 1, 9],
      ],
      'operation 2: realloc of block 1, which is not live',
    ],
  ])('%j: %s', (rows, message) => {
    expect(() => parseTrace('t', rows)).toThrow(UsageError);
    expect(() => parseTrace('t', rows)).toThrow(message);
  });

  it('takes any block ids, and reuses them', () => {
    const trace = parseTrace('t', [
      [0, 2 ** 50, 8],
      [0, 5, 8],
      [1, 2 ** 50, 0],
      [0, 2 ** 50, 8],
    ]);
    expect(trace).toMatchObject({ length: 4, blocks: 2 });
  });
});

describe('the workloads of bench alloc', () => {
  it.each(Object.entries(workloads))('%s is well formed, seeded and as long as asked', (_, make) => {
    const trace = make(5000, 3);
    expect(trace.length).toBe(5000);
    expect(make(5000, 3)).toEqual(trace);
    expect(make(5000, 4).words).not.toEqual(trace.words);
    const rows = Array.from({ length: trace.length }, (_, i) => {
      const word = trace.words[2 * i];
      return [word & 3, word >> 2, trace.words[2 * i + 1]];
    });
    expect(parseTrace('workload', rows)).toMatchObject({ length: 5000, blocks: trace.blocks });
  });

  it.each(['oldest', 'random'] as const)('churn, %s first, keeps the number of live blocks', (order) => {
    const trace = churn(1000, 4000, new Rng(1), order);
    const heap = new Pymalloc(pymallocGeometries['3.12']);
    const live = new LiveBlocks(trace);
    replay(heap, { ...trace, length: 1000 }, live);
    const count = () =>
      Array.from({ length: heap.poolTop }, (_, p) => (heap.isOpen(p) ? heap.count(p) : 0)).reduce(
        (a, b) => a + b,
      );
    expect(count()).toBe(1000);
    replay(heap, { ...trace, length: 4000, words: trace.words.subarray(2000) }, live);
    expect(count()).toBe(1000);
    expect(new Set(trace.words).size).toBeGreaterThan(1000);
  });
});
