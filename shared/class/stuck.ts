/** Who needs help: found from what the server sees, the same for the host's list and for tests. */

/** Why somebody counts as stuck. */
export type Stuck =
  | { readonly why: 'noProgress'; readonly forMs: number }
  | { readonly why: 'sameMove'; readonly reason: string; readonly times: number };

export const stuckAfter = {
  /** No accepted move for so long while the board is open and not won. */
  noProgressMs: 90_000,
  /** The same reason so often in a row, with no accepted move between. */
  sameReason: 3,
} as const;

export interface Progress {
  readonly isWon: boolean;
  /** Time of the last accepted move, or of the start where there is none; on the clock of `nowMs`. */
  readonly lastMoveMs: number;
  /** Refused moves since the last accepted one: the last reason, and how often it came in a row. */
  readonly lastReason: string | null;
  readonly sameReason: number;
}

/** The stronger sign first: somebody who tries the same thing again and again needs another word than one who left. */
export function stuckness(progress: Progress, nowMs: number): Stuck | null {
  if (progress.isWon) return null;
  if (progress.lastReason !== null && progress.sameReason >= stuckAfter.sameReason)
    return { why: 'sameMove', reason: progress.lastReason, times: progress.sameReason };
  const forMs = nowMs - progress.lastMoveMs;
  return forMs >= stuckAfter.noProgressMs ? { why: 'noProgress', forMs } : null;
}
