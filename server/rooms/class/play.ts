/** What a student does: moves on a board of their own, moves on a team's heap, and what is told beside. */
import { isOpen, takesMoves } from '../../../shared/class/lesson.ts';
import { contention, lastMover, teamRefusal } from '../../../shared/class/team.ts';
import { addWrong, isMistake } from '../../../shared/class/wrong.ts';
import type { Action } from '../../../shared/game/action.ts';
import { apply, replay, type Session, sessionStatus } from '../../../shared/game/session/session.ts';
import type { PlaceAnswer, PlaceRequest } from '../../../shared/protocol/class-messages.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import type {
  ActAnswer,
  ActRequest,
  RefusedAnswer,
  SyncAnswer,
  SyncRequest,
} from '../../../shared/protocol/messages.ts';
import { Bucket } from '../../guard/bucket.ts';
import type { Board } from './boards.ts';
import type { LiveClass } from './live.ts';
import type { Seat } from './records.ts';
import { publicName } from './views.ts';

type InRound<T> = T & { readonly round: number };

const refused = (why: RefusedAnswer['why'], retryAfterMs?: number): RefusedAnswer =>
  retryAfterMs === undefined ? { kind: 'refused', why } : { kind: 'refused', why, retryAfterMs };

export async function syncBoard(
  live: LiveClass,
  seat: Seat,
  { round, ...request }: InRound<SyncRequest>,
): Promise<SyncAnswer | RefusedAnswer> {
  if (seat.status !== 'in') return refused('notAllowed');
  if (!isOpen(live.lesson, round) || live.isClosed) return refused('roundOver');
  if (live.isHomework) seat.openRound = round;
  const board = await live.openBoard(seat, round);
  if (!board) return refused('roundOver');
  // A board of a class is never ended for a new one: its best attempts would be out of the report.
  return await board.game.sync({ ...request, renew: undefined });
}

export async function act(
  live: LiveClass,
  seat: Seat,
  { round, ...request }: InRound<ActRequest>,
  by: unknown,
): Promise<ActAnswer> {
  const no = mayMove(live, seat, round);
  if (no) return no;
  if (live.lesson.mode === 'shared') return refused('notAllowed');
  const board = live.boards.get(live.boardId(seat), round) ?? (await live.openBoard(seat, round));
  // It may have ended while the board was read from the disk.
  const late = mayMove(live, seat, round);
  if (late || !board) return late ?? refused('roundOver');
  const answer = await board.game.act(request, by);
  if (answer.kind === 'rejected') {
    const { reason, seq } = answer;
    countWrong(live, seat, round, request.actions[seq - request.seq], reason);
  }
  return answer;
}

/** A move on a team's heap gets its place here, in the order of arrival. */
export async function place(
  live: LiveClass,
  seat: Seat,
  request: PlaceRequest,
  by: unknown,
): Promise<PlaceAnswer> {
  const { round, session, op, seen, action } = request;
  const no = mayMove(live, seat, round);
  if (no) return no;
  if (live.lesson.mode !== 'shared') return refused('notAllowed');
  const board = live.boards.get(live.boardId(seat), round) ?? (await live.openBoard(seat, round));
  const late = mayMove(live, seat, round);
  if (late || !board) return late ?? refused('roundOver');
  const { game } = board;
  if (session !== game.id) return { kind: 'otherSession', session: game.id };
  // Nothing is awaited between here and `act`: what is checked is what is played.
  const { log } = game.session;
  const members = live.members(seat.team);
  const self = { seat: seat.seat, name: publicName(seat), isHere: true };
  const last = lastMover(log, board.movers);
  const status = sessionStatus(game.session);
  const refusal = teamRefusal(action, self, members, live.lesson.options.turns, last, status);
  if (refusal) return { kind: 'rejected', op, reason: refusal };
  const seq = log.length;
  if (seq >= limits.logLength)
    return { kind: 'rejected', op, reason: { reason: 'logFull', facts: { moves: limits.logLength } } };
  const step = apply(game.session, action);
  if (!step.ok) {
    const others = board.movers.slice(seen).filter((mover) => mover !== seat.seat);
    if (others.length === 0) {
      countWrong(live, seat, round, action, step.reason);
      return { kind: 'rejected', op, reason: step.reason };
    }
    const winner = live.seats.get(others[others.length - 1]);
    const reason = contention(winner ? publicName(winner) : '?', others.length, step.reason);
    live.services.counters.add('class.contention');
    return { kind: 'rejected', op, reason };
  }
  board.movers.push(seat.seat);
  board.ops.set(seq, op);
  // Queued in the same turn as the move itself, so that both go into one transaction.
  const signed = live.services.store.queue.commit({
    work: async (trx) => {
      await trx.insertInto('class_move').values({ session, seq, seat: seat.seat }).execute();
    },
  });
  const [answer] = await Promise.all([
    game.act({ session, seq, actions: [action] }, by),
    signed.catch((error) => console.error('who made a move could not be stored:', error)),
  ]);
  if (answer.kind === 'accepted') return { kind: 'placed', op, seq, hash: answer.hash };
  // The disk did not take it: neither did it happen.
  board.movers.length = Math.min(board.movers.length, game.session.log.length);
  board.ops.delete(seq);
  return answer.kind === 'refused' ? answer : refused('storage', 1000);
}

/** How far back a refused move may lie, in how long a log: somebody plays on before it is told. */
const LOOK_BACK = 64;
const LONGEST = 1000;
/** Boards of the past that are made again for one student, because of such moves. */
const lookBacks = { perSecond: 0.5, burst: 8 } as const;
const buckets = new WeakMap<Seat, Bucket>();

/** A move that the student's own board refused: tried here, and counted if it is wrong here as well. */
export function tried(
  live: LiveClass,
  seat: Seat,
  { round, session, at, action }: { round: number; session: string; at: number; action: Action },
): void {
  if (mayMove(live, seat, round)) return;
  const board = live.boards.get(live.boardId(seat), round);
  if (!board || board.game.id !== session) return;
  const then = sessionAt(board, seat, at, live.time.now());
  const step = then && apply(then, action);
  if (step && !step.ok) countWrong(live, seat, round, action, step.reason);
}

/** The board when its log had `at` actions; null where that is too far back, or too much work for this student now. */
function sessionAt({ game, entry }: Board, seat: Seat, at: number, nowMs: number): Session | null {
  const { log } = game.session;
  if (at === log.length) return game.session;
  if (at > log.length || at < log.length - LOOK_BACK || log.length > LONGEST) return null;
  let bucket = buckets.get(seat);
  if (!bucket) buckets.set(seat, (bucket = new Bucket(lookBacks, nowMs)));
  return bucket.take(nowMs) > 0 ? null : replay(entry.kind, entry.level, entry.rules, log.slice(0, at));
}

export function hintTaken(live: LiveClass, seat: Seat, round: number, index: number): void {
  if (seat.status !== 'in' || !isOpen(live.lesson, round) || live.isClosed) return;
  const entry = live.services.catalog.get(live.lesson.rounds[round].level);
  if (!live.lesson.options.hints || !entry?.level.hints[index]) return;
  const record = live.ledger.for(seat.seat, round);
  record.hints++;
  if (record.result) record.result = { ...record.result, hints: record.hints };
  live.ledger.touch(record);
  live.tell.touchSeat(seat, false);
}

export function ready(live: LiveClass, seat: Seat, isReady: boolean): void {
  if (seat.status !== 'in' || seat.isReady === isReady) return;
  seat.isReady = isReady;
  live.tell.touchSeat(seat);
  live.tell.own(seat);
}

/** Why the student may make no move in the round now; null: they may. */
export function mayMove(live: LiveClass, seat: Seat, round: number): RefusedAnswer | null {
  if (seat.status !== 'in') return refused('notAllowed');
  const { lesson } = live;
  if (live.isClosed || !isOpen(lesson, round) || lesson.phase !== 'playing') return refused('roundOver');
  return takesMoves(lesson, round) ? null : refused('frozen', 1000);
}

function countWrong(
  live: LiveClass,
  seat: Seat,
  round: number,
  action: Action | undefined,
  reason: Parameters<typeof addWrong>[2],
): void {
  if (!action || !isMistake(reason)) return;
  const record = live.ledger.for(seat.seat, round);
  record.wrong = addWrong(record.wrong, action, reason);
  record.sameReason = record.lastReason === reason.reason ? record.sameReason + 1 : 1;
  record.lastReason = reason.reason;
  live.ledger.touch(record);
  live.tell.touchInsight();
}
