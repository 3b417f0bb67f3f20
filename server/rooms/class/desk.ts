/** What the host orders. Each order is on the disk before it is answered, and everybody is told what it changes for them. */
import type { HostCommand, LessonCommand, SeatCommand } from '../../../shared/class/commands.ts';
import { advanceLesson, type Lesson, type LessonProblem } from '../../../shared/class/lesson.ts';
import type { CommandAnswer, HostDoubt, SeatProblem } from '../../../shared/protocol/class-messages.ts';
import { movesOf } from './boards.ts';
import { pairDuelists, settleDuels } from './duels.ts';
import { checkName, giveTeam } from './enter.ts';
import type { LiveClass } from './live.ts';
import type { Seat, SeatRound } from './records.ts';

/** Hints of one round that are kept for a student; older ones are counted only. */
const HINTS_KEPT = 20;

export class Desk {
  readonly #live: LiveClass;
  /** Of the last hint that was sent; grows over restarts. */
  #hintSerial: number;

  constructor(live: LiveClass) {
    this.#live = live;
    const sent = [...live.ledger.all()].flatMap((record) => record.sent);
    this.#hintSerial = Math.max(0, ...sent.map(({ serial }) => serial));
    live.onTimeOver = () => this.#timeOver();
  }

  async order(command: HostCommand): Promise<CommandAnswer> {
    const problem = isSeatCommand(command) ? await this.#seat(command) : await this.#lesson(command);
    return problem ? { kind: 'not', problem } : { kind: 'done' };
  }

  // ---- the course of the lesson

  async #lesson(command: LessonCommand): Promise<LessonProblem | SeatProblem | HostDoubt | null> {
    const live = this.#live;
    if (command.type === 'playlist' && !command.levels.every((level) => live.services.catalog.has(level)))
      return 'noSuchLevel';
    if (command.type === 'spotlight' && command.seat !== null && !live.seats.has(command.seat))
      return 'noSuchSeat';
    const before = live.lesson;
    const next = advanceLesson(before, command, live.time.now());
    if (!next.ok) return next.error;
    if (command.type === 'skip' && !command.sure && this.#hasBegun(command.round)) return 'hasBegun';
    await this.#become(before, next.value);
    return null;
  }

  async #become(before: Lesson, lesson: Lesson): Promise<void> {
    const live = this.#live;
    const isNewRound = lesson.round !== before.round;
    const isNewPhase = lesson.phase !== before.phase;
    const changed: SeatRound[] = [];
    if (isNewRound) {
      for (const seat of live.seats.values()) seat.isReady = false;
      if (lesson.mode === 'duel') changed.push(...pairDuelists(live, lesson.round));
    }
    // Nobody is stuck where nobody may move.
    if (isNewPhase) for (const seat of live.seats.values()) seat.stuck = null;
    if (lesson.phase === 'playing' && (isNewPhase || (isStanding(before) && !isStanding(lesson)))) {
      const now = live.time.now();
      // Counted from the start of the round, also for those who have not moved yet, and anew after everybody had to wait.
      for (const seat of live.seatsIn()) live.ledger.for(seat.seat, lesson.round).lastMoveAtMs = now;
    }
    if (isNewPhase && lesson.phase === 'playing' && lesson.mode === 'duel')
      changed.push(...settleDuels(live, lesson.round));
    if (isNewPhase && (before.phase === 'playing' || lesson.phase === 'closed'))
      changed.push(...live.refreshResults());
    await live.setLesson(lesson, [], changed);
    live.tell.lesson();
    if (isNewRound || isNewPhase) {
      if (isNewRound) await live.dropBoards();
      live.tell.everybodyOwn();
      for (const seat of live.seats.values()) live.tell.touchSeat(seat);
      if (isNewRound || lesson.phase === 'playing') live.tell.wall();
    }
    if (
      isNewPhase ||
      lesson.options.board !== before.options.board ||
      lesson.options.turns !== before.options.turns
    ) {
      live.tell.results();
      if (!isNewPhase) live.tell.everybodyOwn();
    }
    if (lesson.spotlight !== before.spotlight) live.tell.spotlight();
  }

  /** Asked here and not of the numbers at the desk: those come a moment after the move. */
  #hasBegun(round: number): boolean {
    for (const board of this.#live.boards.all()) if (board.round === round && movesOf(board) > 0) return true;
    for (const record of this.#live.ledger.all())
      if (record.round === round && (record.logLength > 0 || record.written !== null)) return true;
    return false;
  }

  /** A clock ran out, or homework is due. Nobody ordered it, and it happens once. */
  #timeOver(): void {
    const live = this.#live;
    const { lesson } = live;
    const command: LessonCommand = live.isHomework ? { type: 'close' } : { type: 'end', round: lesson.round };
    const next = advanceLesson(lesson, command, live.time.now());
    if (!next.ok) return;
    this.#become(lesson, next.value).catch((error) => {
      live.services.counters.add('exceptions');
      console.error(`class ${live.code}: the round's end could not be stored:`, error);
    });
  }

  // ---- students

  async #seat(command: SeatCommand): Promise<SeatProblem | null> {
    const live = this.#live;
    if (command.type === 'hint') return await this.#hint(command);
    const seat = live.seats.get(command.seat);
    if (!seat) return 'noSuchSeat';
    switch (command.type) {
      case 'rename': {
        const name = checkName(live, command.name, seat, true);
        if (!name.ok) return name.error;
        await this.#change(seat, { name: name.value });
        break;
      }
      case 'mute':
        await this.#change(seat, { isMuted: command.on });
        break;
      case 'remove':
        await this.#change(seat, { status: command.block ? 'blocked' : 'removed' });
        live.audience.dismiss(seat.seat, { why: command.block ? 'blocked' : 'removed' });
        if (command.block && !live.lesson.guarded) await this.#lesson({ type: 'guard', on: true });
        break;
      case 'restore':
        await this.#admit(seat);
        break;
      case 'admit':
        if (seat.status !== 'waiting') return 'noSuchSeat';
        if (command.on) await this.#admit(seat);
        else {
          await this.#change(seat, { status: 'removed' });
          live.audience.dismiss(seat.seat, { why: 'removed' });
        }
        break;
      case 'team':
        if (command.team >= live.lesson.teams.length) return 'noSuchTeam';
        await this.#change(seat, { team: command.team });
        break;
    }
    live.tell.touchNames();
    return null;
  }

  async #admit(seat: Seat): Promise<void> {
    const before = seat.team;
    giveTeam(this.#live, seat);
    const { team } = seat;
    seat.team = before;
    await this.#change(seat, { status: 'in', team });
    this.#live.tell.student(seat);
  }

  async #change(seat: Seat, change: Partial<Seat>): Promise<void> {
    const live = this.#live;
    const before = { ...seat };
    Object.assign(seat, change);
    try {
      await live.ledger.keepSeats(seat);
    } catch (error) {
      for (const member of Object.keys(change) as (keyof Seat)[])
        Object.assign(seat, { [member]: before[member] });
      throw error;
    }
    live.tell.touchSeat(seat);
    live.tell.own(seat);
  }

  async #hint({ seat: to, hint }: Extract<SeatCommand, { type: 'hint' }>): Promise<SeatProblem | null> {
    const live = this.#live;
    const { round, rounds, phase } = live.lesson;
    const seats = to === null ? live.seatsIn() : live.seatsIn().filter(({ seat }) => seat === to);
    if (to !== null && seats.length === 0) return 'noSuchSeat';
    if (phase !== 'playing') return 'noSuchHint';
    const roundOf = (seat: Seat): number => (live.isHomework ? seat.openRound : round);
    const levelOf = (seat: Seat) => live.services.catalog.get(rounds[roundOf(seat)].level)?.level;
    if (hint.kind === 'level' && !seats.every((seat) => levelOf(seat)?.hints[hint.index]))
      return 'noSuchHint';
    const sent = seats.map((seat) => {
      const record = live.ledger.for(seat.seat, roundOf(seat));
      const view = { serial: ++this.#hintSerial, round: record.round, hint };
      record.sent = [...record.sent, view].slice(-HINTS_KEPT);
      record.hints++;
      if (record.result) record.result = { ...record.result, hints: record.hints };
      return { seat, record, view };
    });
    await live.ledger.keepRounds(sent.map(({ record }) => record));
    for (const { seat, view } of sent) {
      if (seat.connections > 0) live.audience.toSeat(seat.seat, 'hint', view);
      live.tell.touchSeat(seat, false);
    }
    return null;
  }
}

/** Whether the round waits, for the host to speak or for the clock. */
function isStanding({ frozen, paused }: Lesson): boolean {
  return frozen || paused;
}

function isSeatCommand(command: HostCommand): command is SeatCommand {
  switch (command.type) {
    case 'rename':
    case 'mute':
    case 'remove':
    case 'restore':
    case 'admit':
    case 'team':
    case 'hint':
      return true;
    default:
      return false;
  }
}
