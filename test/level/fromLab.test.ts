import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { command } from '../../server/cli/commands/level.ts';
import type { PinnedState } from '../../shared/game/puzzles/pinned/state.ts';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { CELL, type LabPool } from '../../shared/lab/model.ts';
import { labBounds } from '../../shared/lab/process.ts';
import { LabRun, type Moment } from '../../shared/lab/run.ts';
import { traceFrom } from '../../shared/lab/trace.ts';
import { certify } from '../../shared/level/certify.ts';
import type { DraftKind } from '../../shared/level/draftKinds.ts';
import { draftFrom } from '../../shared/level/fromLab.ts';
import { parseDraft } from '../../shared/level/parse.ts';
import { arenasOf, poolsOf } from '../../shared/sim/pymalloc/inspect.ts';

/** A moment of the Lab as a level: accepted as level files are, solved, and with the pools of that moment. */

const examples = fileURLToPath(new URL('../../assets/lab/examples/', import.meta.url));
const title = { en: 'From the Lab', es: 'Del laboratorio' };
const codeCache = new Map<string, unknown>();

function momentOf(example: string, part: number, version: string) {
  const source = readFileSync(`${examples}${example}.py`, 'utf8').replace(/^(# [a-z-]+: .*\n)+\n*/, '');
  const run = new LabRun({ source, version }, labBounds, codeCache);
  const moment = run.atStep(Math.floor(run.timeline.steps * part));
  return { moment, trace: traceFrom(run.program, moment.instruction, 60, labBounds, codeCache), version };
}

function draftOf(kind: DraftKind, { moment, trace, version }: ReturnType<typeof momentOf>) {
  return draftFrom(kind, { view: moment.view, version, title, trace });
}

const cases = [
  ['25-tree', 0.5, '3.14', ['pools', 'pinned']],
  ['60-reuse', 0.4, '3.9', ['pools', 'pinned', 'heap']],
  ['62-large', 0.3, '3.14', ['pools', 'pinned', 'heap']],
  ['64-pin', 0.6, '3.9', ['pools', 'pinned']],
  ['02-cycle', 0.6, '3.8', ['pools', 'pinned']],
  ['24-generations', 0.5, '3.13', ['pools', 'pinned']],
] as const;

describe.each(cases)('%s at %d of its run under %s', (example, part, version, kinds) => {
  const found = momentOf(example, part, version);

  test.each(kinds)('makes a level of the kind %s that can be won', (kind) => {
    const draft = draftOf(kind, found);
    if (!draft.ok) throw new Error(JSON.stringify(draft.error));
    // What is copied is text: it has to come back as the same level.
    expect(parseDraft(JSON.parse(JSON.stringify(draft.value)))).toMatchObject({ ok: true });
    expect(certify(draft.value, puzzleKind(kind)!, 100_000).level).not.toBeNull();
  });

  test('its pools are those of the moment, block by block and down the free list', () => {
    const draft = draftOf('pinned', found);
    if (!draft.ok) throw new Error(JSON.stringify(draft.error));
    const { board } = puzzleKind('pinned')!.boot(draft.value) as PinnedState;
    const made = arenasOf(board.heap)
      .flatMap(({ arena }) => poolsOf(board.heap, arena))
      .filter(({ count }) => count > 0);
    const wanted = ownPools(found.moment);
    expect(made.length).toBe(wanted.length);
    const first = (address: number) => address + board.heap.geometry.poolHeader;
    const signature = (szidx: number, live: readonly number[], list: readonly number[]) =>
      `${szidx}: ${live.join(',')} | ${list.join(',')}`;
    const got = made.map((pool) => {
      const live = Array.from({ length: pool.carved }, (_, i) => i).filter(
        (i) => board.heap.requestedAt(first(pool.address) + i * pool.blockBytes) >= 0,
      );
      const list = pool.freeThread.map((address) => (address - first(pool.address)) / pool.blockBytes);
      return signature(pool.szidx, live, list);
    });
    const expected = wanted.map((pool) => signature(pool.szidx, liveOf(pool), pool.freeThread));
    expect(got.sort()).toEqual(expected.sort());
  });
});

test('the command that checks levels takes it', async () => {
  const draft = draftOf('pinned', momentOf('25-tree', 0.5, '3.14'));
  if (!draft.ok) throw new Error(JSON.stringify(draft.error));
  const folder = mkdtempSync(join(tmpdir(), 'pyarena-draft-'));
  const file = join(folder, 'draft.json');
  const say = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    writeFileSync(file, JSON.stringify(draft.value));
    expect(await command.run([file])).toBe(0);
    expect(say.mock.calls.flat().join('\n')).toMatch(/^ok /);
  } finally {
    say.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a moment after which nothing is asked for says so', () => {
  const run = new LabRun({ source: 'x = 1\n', version: '3.14' }, labBounds, codeCache);
  const moment = run.atStep(run.timeline.steps);
  const trace = traceFrom(run.program, moment.instruction, 60, labBounds, codeCache);
  const parts = { view: moment.view, version: '3.14', title, trace };
  expect(draftFrom('heap', parts)).toEqual({ ok: false, error: { reason: 'noRequests' } });
  expect(draftFrom('pinned', parts)).toEqual({ ok: false, error: { reason: 'noPools' } });
});

function ownPools({ view }: Moment): LabPool[] {
  return view.memory.arenas
    .flatMap(({ pools }) => pools)
    .filter((pool) => pool.count > 0 && pool.cells.some((cell) => cell >= CELL.own));
}

function liveOf(pool: LabPool): number[] {
  return [...pool.cells].flatMap((cell, i) => (cell === CELL.uncarved || cell === CELL.free ? [] : [i]));
}
