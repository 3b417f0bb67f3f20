/** Teams: who comes into which, and what a member may do on a heap that is not theirs alone. */
import type { Action, Rejection } from '../game/action.ts';
import type { Status } from '../game/kind.ts';
import type { TurnMode } from './options.ts';

/** The smallest team, the first of equal ones: where a newcomer goes. `sizes[t]`: members of team `t`. */
export function smallestTeam(sizes: readonly number[]): number {
  return sizes.indexOf(Math.min(...sizes));
}

/** A member as the rules of a shared heap see one. */
export interface Member {
  readonly seat: number;
  readonly name: string;
  readonly isHere: boolean;
}

/** Whose turn it is: of those who are here, the one after who moved last, in order of seats; null where nobody is here. */
export function turnOf(members: readonly Member[], lastSeat: number | null): Member | null {
  const here = members.filter(({ isHere }) => isHere).sort((a, b) => a.seat - b.seat);
  if (here.length === 0) return null;
  return here.find(({ seat }) => lastSeat !== null && seat > lastSeat) ?? here[0];
}

/**
 * Who made the last move that still counts; null on an empty board. `movers[i]` made `log[i]`; an undone move gives the
 * turn back, a redone one is whose it was.
 */
export function lastMover(log: readonly Action[], movers: readonly number[]): number | null {
  const done: number[] = [];
  let undone: number[] = [];
  for (const [index, { type }] of log.entries()) {
    if (type === 'undo') undone.push(done.pop() ?? movers[index]);
    else if (type === 'redo') done.push(undone.pop() ?? movers[index]);
    else {
      done.push(movers[index]);
      undone = [];
    }
  }
  return done.at(-1) ?? null;
}

/**
 * Whether a member may do this on the team's heap, before the rules of the game are asked. A move may be taken back by
 * who made it, or by anybody once the board is over; starting over is for boards that are over.
 */
export function teamRefusal(
  action: Action,
  who: Member,
  members: readonly Member[],
  turns: TurnMode,
  lastSeat: number | null,
  status: Status,
): Rejection | null {
  const isOver = status.phase !== 'playing';
  const nameOf = (seat: number | null): string => members.find((member) => member.seat === seat)?.name ?? '?';
  switch (action.type) {
    case 'undo':
      if (isOver || lastSeat === null || lastSeat === who.seat) return null;
      return { reason: 'notYourMove', facts: { by: nameOf(lastSeat) } };
    case 'redo':
      return null;
    case 'restart':
      return isOver ? null : { reason: 'onlyWhenOver' };
    default: {
      if (turns === 'free') return null;
      const turn = turnOf(members, lastSeat);
      return !turn || turn.seat === who.seat ? null : { reason: 'notYourTurn', facts: { turn: turn.name } };
    }
  }
}

/** A move that the rules refuse, though when it was made it was not: others were faster. */
export function contention(by: string, moves: number, reason: Rejection): Rejection {
  return { reason: 'contention', facts: { ...reason.facts, by, moves, because: reason.reason } };
}
