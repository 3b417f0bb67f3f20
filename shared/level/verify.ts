/** Whether what a level says of itself is true: its certificate wins, and its medals are what rival and certificate get. */
import { canonicalJson } from '../base/canonical.ts';
import type { AnyPuzzleKind, Metrics } from '../game/kind.ts';
import { ENGINE_VERSION, replay, sessionStatus } from '../game/session/session.ts';
import { playGhost } from '../game/solver/playout.ts';
import type { Level, LevelProblem } from './level.ts';
import { rulesHash } from './rules.ts';

/** Replays the certificate and the rival. Empty where all is as the level says. */
export function verifyLevel(level: Level, kind: AnyPuzzleKind): LevelProblem[] {
  return [...verifyCertificate(level, kind), ...verifyRival(level, kind)];
}

function verifyCertificate(level: Level, kind: AnyPuzzleKind): LevelProblem[] {
  const { certificate, medals } = level;
  const hash = rulesHash(level);
  if (certificate.level !== hash)
    return [
      {
        path: 'certificate.level',
        problem: `belongs to other rules than this level's (${hash}): solve it again`,
      },
    ];
  if (certificate.engine !== ENGINE_VERSION)
    return [
      { path: 'certificate.engine', problem: `is ${certificate.engine}, the game's is ${ENGINE_VERSION}` },
    ];
  let metrics: Metrics;
  try {
    const session = replay(kind, level, hash, certificate.actions);
    const status = sessionStatus(session);
    if (status.phase !== 'won') return [{ path: 'certificate.actions', problem: 'do not win the level' }];
    metrics = kind.measure(session.state);
  } catch (error) {
    return [{ path: 'certificate.actions', problem: (error as Error).message }];
  }
  const problems: LevelProblem[] = [];
  const counted = countedMetrics(level, metrics);
  expectEqual(problems, 'certificate.metrics', certificate.metrics, counted);
  expectEqual(problems, 'medals.gold', medals.gold, counted);
  if (medals.goldProved !== certificate.proved)
    problems.push({
      path: 'medals.goldProved',
      problem: `must be ${certificate.proved}, as the certificate has it`,
    });
  return problems;
}

function verifyRival(level: Level, kind: AnyPuzzleKind): LevelProblem[] {
  const { won, metrics } = playGhost(kind, kind.boot(level), kind.ghosts[level.rival]);
  const problems: LevelProblem[] = [];
  if (won !== (level.medals.rivalLost === undefined))
    return [
      {
        path: 'medals.rivalLost',
        problem: won ? `${level.rival} wins this level` : `${level.rival} does not win here`,
      },
    ];
  expectEqual(problems, 'medals.silver', level.medals.silver, won ? countedMetrics(level, metrics) : {});
  return problems;
}

function countedMetrics(level: Level, metrics: Metrics): Metrics {
  return Object.fromEntries(level.metrics.map((name) => [name, metrics[name]]));
}

function expectEqual(problems: LevelProblem[], path: string, said: Metrics, real: Metrics): void {
  if (canonicalJson(said) !== canonicalJson(real))
    problems.push({ path, problem: `says ${canonicalJson(said)}, in truth it is ${canonicalJson(real)}` });
}
