/**
 * The kind `pools`: requests arrive one by one, and the player is pymalloc's policy: which pool serves each,
 * and when a new one is opened. Blocks, free lists, emptied pools and arenas are the simulation's own.
 */
import type { PuzzleKind } from '../../kind.ts';
import { hashBoard } from '../board/board.ts';
import { openPool } from './openPool.ts';
import { place } from './place.ts';
import { bound, canonicalKey, cpython, moves, worthwhileMoves } from './search.ts';
import { goalSchema, lint, type PoolsGoal, type PoolsStart, startSchema } from './setup.ts';
import { boot, clone, measure, type PoolsState, status } from './state.ts';
import { toSystem } from './toSystem.ts';
import { inspect } from './view.ts';

export const pools: PuzzleKind<PoolsState, PoolsStart, PoolsGoal> = {
  name: 'pools',
  startSchema,
  goalSchema,
  metrics: [
    { name: 'peakBytes', unit: 'bytes', better: 'less' },
    { name: 'peakPools', unit: 'count', better: 'less' },
    { name: 'wastedBytes', unit: 'bytes', better: 'less' },
    { name: 'moves', unit: 'count', better: 'less' },
  ],
  verbs: [openPool, place, toSystem],
  lint,
  boot,
  clone,
  hash(state, hasher) {
    hashBoard(state.board, hasher);
    hasher.word(state.moves).word(state.peakPools).number(state.peakBytes).number(state.wastedBytes);
  },
  status,
  measure,
  moves: (state) => (status(state).phase === 'playing' ? moves(state) : []),
  worthwhileMoves: (state) => (status(state).phase === 'playing' ? worthwhileMoves(state) : []),
  ghosts: { cpython: (state) => (status(state).phase === 'playing' ? cpython(state) : null) },
  bound,
  canonicalKey,
  inspect,
};
