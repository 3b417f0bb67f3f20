import { Rng } from '../../base/rng.ts';
import type { AnyPuzzleKind, PuzzleSetup } from '../kind.ts';
import { type Medals, medalFor } from '../score.ts';
import { playRandomly } from './playout.ts';

/** How far blind luck gets in a level: games played, and how many of them won, and won gold. */
export interface Chances {
  readonly games: number;
  readonly wins: number;
  readonly golds: number;
}

/** Plays a level by chance, every legal move as likely as any other. Tells an author whether a level asks for thought. */
export function chances(kind: AnyPuzzleKind, setup: PuzzleSetup, medals: Medals, games = 400): Chances {
  const rng = new Rng(setup.seed);
  const start = kind.boot(setup);
  let wins = 0;
  let golds = 0;
  for (let game = 0; game < games; game++) {
    const { won, metrics } = playRandomly(kind, start, rng);
    if (!won) continue;
    wins++;
    if (medalFor(kind, setup.metrics, medals, metrics) === 'gold') golds++;
  }
  return { games, wins, golds };
}
