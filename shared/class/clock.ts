/**
 * The clock of a round, as a value: how long it has run, and since when it runs. Time comes in from outside, always as
 * milliseconds of one and the same clock.
 */
export interface RoundClock {
  /** What had passed when it was last stopped or read. */
  readonly elapsedMs: number;
  /** Since when it runs; null while it stands. */
  readonly sinceMs: number | null;
  /** When the round ends by itself; null: never. */
  readonly limitMs: number | null;
}

export const standingClock: RoundClock = { elapsedMs: 0, sinceMs: null, limitMs: null };

export function startClock(limitMs: number | null, nowMs: number): RoundClock {
  return { elapsedMs: 0, sinceMs: nowMs, limitMs };
}

/** What has passed, without the times when it stood. */
export function elapsedMs(clock: RoundClock, nowMs: number): number {
  return clock.elapsedMs + (clock.sinceMs === null ? 0 : Math.max(0, nowMs - clock.sinceMs));
}

/** What is left, never below zero; null without a limit. */
export function remainingMs(clock: RoundClock, nowMs: number): number | null {
  return clock.limitMs === null ? null : Math.max(0, clock.limitMs - elapsedMs(clock, nowMs));
}

export function pauseClock(clock: RoundClock, nowMs: number): RoundClock {
  return { ...clock, elapsedMs: elapsedMs(clock, nowMs), sinceMs: null };
}

export function resumeClock(clock: RoundClock, nowMs: number): RoundClock {
  return clock.sinceMs === null ? { ...clock, sinceMs: nowMs } : clock;
}

/** Another time is left from now on; null takes the limit away. */
export function setRemaining(clock: RoundClock, leftMs: number | null, nowMs: number): RoundClock {
  return { ...clock, limitMs: leftMs === null ? null : elapsedMs(clock, nowMs) + leftMs };
}
