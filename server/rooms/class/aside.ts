import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ClassRefusal } from '../../../shared/protocol/class.ts';
import type { AsideAnswer, AsideRequest } from '../../../shared/protocol/class-http.ts';
import { replayUntilRefused } from '../../games/attempts.ts';
import { Bucket } from '../../guard/bucket.ts';
import { classPlayer } from '../../store/classes.ts';
import { keepWhole } from '../../store/whole.ts';
import { withAside } from './boards.ts';
import type { LiveClass } from './live.ts';
import { mayMove } from './play.ts';
import type { Seat } from './records.ts';

/** Logs beside the board that are kept of one seat in one round; the oldest go. */
const KEPT = 30;
/** How often a seat may hand one in: each is a whole replay. */
const rate = { perSecond: 0.5, burst: 12 } as const;
const buckets = new WeakMap<Seat, Bucket>();

export type AsideRefusal = Extract<ClassRefusal, 'roundOver' | 'frozen' | 'noSeat' | 'tooFrequent'>;

/**
 * Takes in what a device of a seat played while it had no connection and another one went on: a further attempt, replayed
 * and kept beside the board's log. Resolves when it is on the disk. The same log twice is kept once.
 */
export async function takeAside(
  live: LiveClass,
  seat: Seat,
  { round, actions }: AsideRequest,
): Promise<Result<AsideAnswer, AsideRefusal>> {
  const refused = refusal(live, seat, round);
  if (refused) return err(refused);
  const now = live.time.now();
  let bucket = buckets.get(seat);
  if (!bucket) buckets.set(seat, (bucket = new Bucket(rate, now)));
  if (bucket.take(now) > 0) return err('tooFrequent');
  const board = await live.openBoard(seat, round);
  if (!board) return err('roundOver');
  const { entry } = board;
  const session = await replayUntilRefused(entry, actions);
  // It may have ended while the log was replayed.
  const late = refusal(live, seat, round);
  if (late) return err(late);
  if (session.log.length === 0) return ok({ accepted: 0 });
  const player = classPlayer(live.code, live.boardId(seat).replace(' ', ''), round);
  const owner = { player, level: entry.level.id, rules: entry.rules };
  let isNew = false;
  await live.services.store.queue.commit({
    work: async (trx) => {
      isNew = await keepWhole(trx, owner, 'class', session.log, KEPT);
    },
  });
  if (isNew) {
    board.aside = withAside(entry, board.aside, session);
    for (const record of live.refreshBoard(board)) live.ledger.touch(record);
    live.reached(board);
    live.tell.touchSeat(seat);
  }
  return ok({ accepted: session.log.length });
}

/** A team's heap has one log, whose order the server decided: nothing stands beside it. */
function refusal(live: LiveClass, seat: Seat, round: number): AsideRefusal | null {
  const no = mayMove(live, seat, round);
  if (no?.why === 'frozen') return 'frozen';
  if (no?.why === 'notAllowed') return 'noSeat';
  return no || live.lesson.mode === 'shared' ? 'roundOver' : null;
}
