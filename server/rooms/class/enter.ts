/** Who comes into a class, and under what name. */
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { nameSkeleton, offerName, tidyName } from '../../../shared/class/names.ts';
import { classLimits } from '../../../shared/class/options.ts';
import { smallestTeam } from '../../../shared/class/team.ts';
import type { ClassRefusal } from '../../../shared/protocol/class.ts';
import type { ClassLook } from '../../../shared/protocol/class-http.ts';
import { isUnfit } from './filter.ts';
import type { LiveClass } from './live.ts';
import { newSeat, type Seat } from './records.ts';

export type NameRefusal = Extract<ClassRefusal, 'nameEmpty' | 'nameTooLong' | 'nameTaken' | 'nameRefused'>;

/** Whether somebody new may come in now. */
export function entryOf(live: LiveClass): ClassLook['entry'] {
  const { locked, guarded, phase, options } = live.lesson;
  if (live.isClosed || locked) return 'closed';
  const isLate = !live.isHomework && phase !== 'lobby';
  if (isLate && options.late === 'closed') return 'closed';
  return guarded || (isLate && options.late === 'approve') ? 'approve' : 'open';
}

/** A name as it may stand in the class. `isHost`: a teacher knows what a student may be called; only the form is checked. */
export function checkName(
  live: LiveClass,
  text: string,
  self: Seat | null,
  isHost: boolean,
): Result<string, NameRefusal> {
  const tidy = tidyName(text);
  if (!tidy.ok) return tidy;
  if (!isHost && isUnfit(tidy.value)) return err('nameRefused');
  return isTaken(live, tidy.value, self) ? err('nameTaken') : tidy;
}

export function offeredName(live: LiveClass): string {
  return offerName(live.seats.size + live.openedMs, (name) => isTaken(live, name, null));
}

/**
 * Seats whoever has this key: where they sat before, or anew. Resolves when it is on the disk. The same key twice is one
 * seat, so that an answer that got lost may be asked for again.
 */
export async function enter(live: LiveClass, key: string, name: string): Promise<Result<Seat, ClassRefusal>> {
  const known = [...live.seats.values()].find((seat) => seat.key === key);
  if (known?.status === 'blocked') return err('blocked');
  if (known && known.status !== 'removed') return ok(known);
  const { locked } = live.lesson;
  const entry = entryOf(live);
  if (live.isClosed) return err('classClosed');
  if (entry === 'closed') return err(locked ? 'lobbyLocked' : 'noLateComers');
  if (!known && live.seats.size >= classLimits.seats) return err('classFull');
  const checked = checkName(live, name, known ?? null, false);
  if (!checked.ok) return checked;
  const number = Math.max(0, ...live.seats.keys()) + 1;
  const seat = known ?? newSeat(number, key, checked.value);
  const before = { name: seat.name, status: seat.status, team: seat.team };
  seat.name = checked.value;
  // Whoever was removed, though not blocked, asks again.
  seat.status = entry === 'approve' || known ? 'waiting' : 'in';
  if (seat.status === 'in') giveTeam(live, seat);
  live.seats.set(seat.seat, seat);
  try {
    await live.ledger.keepSeats(seat);
  } catch (error) {
    if (known) Object.assign(seat, before);
    else live.seats.delete(seat.seat);
    throw error;
  }
  live.tell.touchSeat(seat);
  live.tell.touchNames();
  return ok(seat);
}

/** Puts a student without a team into the smallest. */
export function giveTeam(live: LiveClass, seat: Seat): void {
  const { teams } = live.lesson;
  if (teams.length === 0 || seat.team !== null) return;
  const sizes = teams.map(
    (_, team) => live.seatsIn().filter((other) => other !== seat && other.team === team).length,
  );
  seat.team = smallestTeam(sizes);
}

/** Blocked students keep their name: nobody comes in under it. */
function isTaken(live: LiveClass, name: string, self: Seat | null): boolean {
  const skeleton = nameSkeleton(name);
  return [...live.seats.values()].some(
    (seat) => seat !== self && seat.status !== 'removed' && nameSkeleton(seat.name) === skeleton,
  );
}
