/** A thread that solves duels' levels, one after the other, and says what came of each. */
import { parentPort } from 'node:worker_threads';
import { solveDuel } from '../../../shared/class/duel.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { LevelDraft } from '../../../shared/level/level.ts';
import type { Solved } from './solver.ts';

parentPort!.on('message', (draft: LevelDraft) => {
  const solved = solveDuel(draft, puzzleKind(draft.kind)!);
  parentPort!.postMessage((solved.ok ? { level: solved.value } : { reason: solved.error }) satisfies Solved);
});
parentPort!.postMessage('ready');
