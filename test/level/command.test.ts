import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UsageError } from '../../server/cli/command.ts';
import { command } from '../../server/cli/commands/level.ts';
import type { Level } from '../../shared/level/level.ts';
import { shippedFiles } from '../game/support/levels.ts';

let folder: string;
let printed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'levels-'));
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function level(id: string): Level {
  return structuredClone(shippedFiles().find(({ data }) => (data as Level).id === id)!.data) as Level;
}

function file(data: unknown, name = 'level.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof data === 'string' ? data : JSON.stringify(data));
  return path;
}

test('a good level: medals, proof and nodes, exit 0', () => {
  expect(command.run([file(level('high-tide'))])).toBe(0);
  const text = printed.join('\n');
  expect(text).toContain('bronze  highWaterBytes 28672');
  expect(text).toContain('silver  highWaterBytes 27648, largestHoleBytes 5120');
  expect(text).toContain('gold    highWaterBytes 24576, largestHoleBytes 8192  (proved)');
  expect(text).toMatch(/\d+ nodes searched/);
});

test('a level that cannot be won: exit 1', () => {
  const impossible = { ...level('the-last-tenant'), goal: { poolsReturned: 3 } };
  expect(command.run([file(impossible)])).toBe(1);
  expect(printed.join('\n')).toContain('cannot be won');
});

test('an invalid level: exit 1, every problem with its place', () => {
  expect(command.run([file({ ...level('high-tide'), rival: 'java', metrics: ['speed'] })])).toBe(1);
  expect(printed.join('\n')).toMatch(
    /metrics\[0\]: there is no metric "speed"[\s\S]*rival: there is no ghost "java"/,
  );
});

test('no JSON: exit 1', () => {
  expect(command.run([file('{ nope')])).toBe(1);
  expect(printed.join('\n')).toContain('is not JSON');
});

test('medals that are not true: exit 1', () => {
  const proud = level('high-tide');
  expect(
    command.run([
      file({ ...proud, medals: { ...proud.medals, gold: { highWaterBytes: 1, largestHoleBytes: 1 } } }),
    ]),
  ).toBe(1);
  expect(printed.join('\n')).toContain('medals.gold');
});

test('one bad file among good ones is enough for exit 1', () => {
  expect(command.run([file(level('high-tide'), 'a.json'), file('[]', 'b.json')])).toBe(1);
});

test('--write gives a draft its medals and certificate, and nothing is left to correct', () => {
  const { medals, certificate, ...draft } = level('bookends');
  const path = file(draft);
  expect(command.run(['--write', path])).toBe(0);
  const written = JSON.parse(readFileSync(path, 'utf8')) as Level;
  expect(written.medals).toEqual(medals);
  expect(written.certificate).toEqual(certificate);
  expect(command.run([path])).toBe(0);
});

test('a draft is solved too, without being written', () => {
  const { medals: _medals, certificate: _certificate, ...draft } = level('bookends');
  const path = file(draft);
  const before = readFileSync(path, 'utf8');
  expect(command.run([path])).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test('--json prints the same as data', () => {
  command.run(['--json', file(level('high-tide'))]);
  const [report] = JSON.parse(printed.join('\n'));
  expect(report).toMatchObject({ ok: true, id: 'high-tide', proved: true, gold: { highWaterBytes: 24576 } });
});

test.each([[[]], [['--nope', 'x']], [['--nodes', 'few', 'package.json']], [['no/such/file.json']]])(
  'wrong usage %j is told in one line',
  (args) => {
    expect(() => command.run(args)).toThrow(UsageError);
  },
);

test('too few nodes: best known, or no win found', () => {
  expect(command.run(['--nodes', '5', file(level('birds-of-a-feather'))])).toBe(1);
  expect(printed.join('\n')).toContain('no win was found in 5 boards');
});
