import { describe, expect, test } from 'vitest';
import { puzzleKind, puzzleKinds } from '../../shared/game/puzzles/registry.ts';
import { compareMetrics } from '../../shared/game/score.ts';
import { apply, startSession } from '../../shared/game/session/session.ts';
import { chances } from '../../shared/game/solver/chance.ts';
import { HINT_NODES, nextBestMove } from '../../shared/game/solver/hint.ts';
import { solveLevel } from '../../shared/game/solver/solve.ts';
import { formatLevel } from '../../shared/level/format.ts';
import type { Level } from '../../shared/level/level.ts';
import { parseLevel } from '../../shared/level/parse.ts';
import { rulesHash } from '../../shared/level/rules.ts';
import { verifyLevel } from '../../shared/level/verify.ts';
import { shippedFiles } from '../game/support/levels.ts';

const files = shippedFiles();
const levels = files.map(({ path, data, text }) => {
  const parsed = parseLevel(data);
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.error)}`);
  return { path, text, level: parsed.value };
});

test('a pack is a folder of one kind, its levels numbered from 01 and named by their ids', () => {
  const packs = Map.groupBy(levels, ({ path }) => path.split('/')[0]);
  expect([...packs.values()].map((pack) => pack[0].level.kind)).toEqual(puzzleKinds.map(({ name }) => name));
  for (const [folder, pack] of packs) {
    expect(pack.length).toBeGreaterThanOrEqual(6);
    expect(pack.map(({ path, level }) => [path, level.kind])).toEqual(
      pack.map(({ level }, index) => [
        `${folder}/${String(index + 1).padStart(2, '0')}-${level.id}.json`,
        pack[0].level.kind,
      ]),
    );
  }
});

describe.each(levels)('$path', ({ level, text }) => {
  const kind = puzzleKind(level.kind)!;

  test('the certificate wins, and medals are what rival and certificate get', () => {
    expect(verifyLevel(level, kind)).toEqual([]);
  });

  test('the empty log does not win', () => {
    expect(kind.status(startSession(kind, level, rulesHash(level)).state).phase).toBe('playing');
  });

  test('gold is proved, and proved again by a fresh search', () => {
    expect(level.medals.goldProved).toBe(true);
    const { best, proved } = solveLevel(kind, level, level.rival, { maxNodes: HINT_NODES });
    expect(proved).toBe(true);
    expect(compareMetrics(kind, level.metrics, best!.metrics, level.medals.gold)).toBe(0);
  });

  test('the first hint starts on a way to gold', () => {
    const hint = nextBestMove(startSession(kind, level, ''));
    if (hint.kind !== 'move') throw new Error(`the hint is ${hint.kind}`);
    let session = startSession(kind, level, '');
    for (const action of hint.actions) {
      const step = apply(session, action);
      if (!step.ok) throw new Error(step.reason.reason);
      session = step.session;
    }
    expect(compareMetrics(kind, level.metrics, kind.measure(session.state), level.medals.gold)).toBe(0);
  });

  test('chance alone seldom wins gold', () => {
    const { golds, games } = chances(kind, level, level.medals, 200);
    expect(golds / games).toBeLessThan(0.25);
  });

  test('the file is written as the level command writes it', () => {
    expect(text).toBe(formatLevel(level));
  });
});

test('at least five levels let a player beat a rival that wins', () => {
  const beatable = levels.filter(
    ({ level }) =>
      !level.medals.rivalLost &&
      compareMetrics(puzzleKind(level.kind)!, level.metrics, level.medals.gold, level.medals.silver) < 0,
  );
  expect(beatable.length).toBeGreaterThanOrEqual(5);
});

test('some levels show that CPython’s own choice is the best there is', () => {
  const equal = levels.filter(
    ({ level }) => JSON.stringify(level.medals.gold) === JSON.stringify(level.medals.silver),
  );
  expect(equal.length).toBeGreaterThanOrEqual(3);
});

test('every verb and every kind of goal is asked for somewhere', () => {
  const used = new Set(levels.flatMap(({ level }) => level.certificate.actions.map(({ type }) => type)));
  const verbs = puzzleKinds.flatMap((kind) => kind.verbs.map(({ type }) => type));
  expect(verbs.filter((verb) => !used.has(verb))).toEqual([]);
});

test('ids are unique, rules differ', () => {
  expect(new Set(levels.map(({ level }) => level.id)).size).toBe(levels.length);
  expect(new Set(levels.map(({ level }) => rulesHash(level as Level))).size).toBe(levels.length);
});
