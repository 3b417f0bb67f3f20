import type { SeatRow } from '../../../shared/protocol/class.ts';

/** How urgently somebody wants to be looked at. */
export type Need = 'same' | 'idle' | 'lost' | 'playing' | 'waiting' | 'won';

const order: readonly Need[] = ['same', 'idle', 'lost', 'playing', 'waiting', 'won'];

/** What a row says about its student: stuck on one move first, done last. */
export function needOf(row: SeatRow, round: number): Need {
  if (row.phase === 'won' || row.results.some((result) => result.round === round && result.medal))
    return 'won';
  if (row.stuck) return row.stuck.why === 'sameMove' ? 'same' : 'idle';
  if (row.phase === 'lost') return 'lost';
  return row.phase === 'playing' ? 'playing' : 'waiting';
}

/** Rows by need; within one need in order of coming, so that cards move only when something has changed. */
export function byNeed(rows: readonly SeatRow[], round: number): readonly SeatRow[] {
  return [...rows].sort(
    (a, b) => order.indexOf(needOf(a, round)) - order.indexOf(needOf(b, round)) || a.seat - b.seat,
  );
}
