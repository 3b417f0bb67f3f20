/** A thread that solves one duel's level and says what came of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { solveDuel } from '../../../shared/class/duel.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { LevelDraft } from '../../../shared/level/level.ts';

const draft = workerData as LevelDraft;
const solved = solveDuel(draft, puzzleKind(draft.kind)!);
parentPort!.postMessage(solved.ok ? { level: solved.value } : { reason: solved.error });
