/** What the host orders. Each order is on the disk before it is answered, and everybody is told what it changes for them. */
import type { HostCommand, LessonCommand, SeatCommand } from '../../../shared/class/commands.ts';
import { advanceLesson, type Lesson, type LessonProblem } from '../../../shared/class/lesson.ts';
import type { CommandAnswer, SeatProblem } from '../../../shared/protocol/class-messages.ts';
import { pairDuelists, settleDuels } from './duels.ts';
import { checkName, giveTeam } from './enter.ts';
import type { LiveClass } from './live.ts';
import type { Seat, SeatRound } from './records.ts';

export class Desk {
  readonly #live: LiveClass;
  #hintSerial = 0;

  constructor(live: LiveClass) {
    this.#live = live;
    live.onTimeOver = () => this.#timeOver();
  }

  async order(command: HostCommand): Promise<CommandAnswer> {
    const problem = isSeatCommand(command) ? await this.#seat(command) : await this.#lesson(command);
    return problem ? { kind: 'not', problem } : { kind: 'done' };
  }

  // ---- the course of the lesson

  async #lesson(command: LessonCommand): Promise<LessonProblem | SeatProblem | null> {
    const live = this.#live;
    if (command.type === 'playlist' && !command.levels.every((level) => live.services.catalog.has(level)))
      return 'noSuchLevel';
    if (command.type === 'spotlight' && command.seat !== null && !live.seats.has(command.seat))
      return 'noSuchSeat';
    const before = live.lesson;
    const next = advanceLesson(before, command, live.time.now());
    if (!next.ok) return next.error;
    await this.#become(before, next.value);
    return null;
  }

  async #become(before: Lesson, lesson: Lesson): Promise<void> {
    const live = this.#live;
    const isNewRound = lesson.round !== before.round;
    const isNewPhase = lesson.phase !== before.phase;
    const changed: SeatRound[] = [];
    if (isNewRound) {
      for (const seat of live.seats.values()) Object.assign(seat, { isReady: false, stuck: null, hints: [] });
      if (lesson.mode === 'duel') changed.push(...pairDuelists(live, lesson.round));
    }
    if (isNewPhase && lesson.phase === 'playing') {
      const now = live.time.now();
      // A round is counted from its start, also for those who have not moved yet.
      for (const seat of live.seatsIn()) live.recordFor(seat.seat, lesson.round).lastMoveAtMs = now;
      if (lesson.mode === 'duel') changed.push(...settleDuels(live, lesson.round));
    }
    if (isNewPhase && (before.phase === 'playing' || lesson.phase === 'closed'))
      changed.push(...live.refreshResults());
    await live.setLesson(lesson, [], changed);
    live.tellLesson();
    if (isNewRound || isNewPhase) {
      if (isNewRound) await live.dropBoards();
      live.tellEverybodyOwn();
      for (const seat of live.seats.values()) live.touchSeat(seat);
      if (isNewRound || lesson.phase === 'playing') live.tellWall();
    }
    if (
      isNewPhase ||
      lesson.options.board !== before.options.board ||
      lesson.options.turns !== before.options.turns
    ) {
      live.tellResults();
      if (!isNewPhase) live.tellEverybodyOwn();
    }
    if (lesson.spotlight !== before.spotlight) live.tellSpotlight();
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
    live.touchNames();
    return null;
  }

  async #admit(seat: Seat): Promise<void> {
    const before = seat.team;
    giveTeam(this.#live, seat);
    const { team } = seat;
    seat.team = before;
    await this.#change(seat, { status: 'in', team });
    this.#live.greetSeat(seat);
  }

  async #change(seat: Seat, change: Partial<Seat>): Promise<void> {
    const live = this.#live;
    const before = { ...seat };
    Object.assign(seat, change);
    try {
      await live.keepSeats(seat);
    } catch (error) {
      for (const member of Object.keys(change) as (keyof Seat)[])
        Object.assign(seat, { [member]: before[member] });
      throw error;
    }
    live.touchSeat(seat);
    live.tellOwn(seat);
  }

  async #hint({ seat: to, hint }: Extract<SeatCommand, { type: 'hint' }>): Promise<SeatProblem | null> {
    const live = this.#live;
    const { round, rounds, phase } = live.lesson;
    const seats = to === null ? live.seatsIn() : live.seatsIn().filter(({ seat }) => seat === to);
    if (to !== null && seats.length === 0) return 'noSuchSeat';
    if (phase !== 'playing') return 'noSuchHint';
    const changed: SeatRound[] = [];
    for (const seat of seats) {
      const at = live.isHomework ? seat.openRound : round;
      const level = live.services.catalog.get(rounds[at].level)?.level;
      if (hint.kind === 'level' && !level?.hints[hint.index]) return 'noSuchHint';
      const record = live.recordFor(seat.seat, at);
      record.hints++;
      if (record.result) record.result = { ...record.result, hints: record.hints };
      changed.push(record);
      const view = { serial: ++this.#hintSerial, round: at, hint };
      seat.hints = [...seat.hints, view];
      if (seat.connections > 0) live.audience.toSeat(seat.seat, 'hint', view);
      live.touchSeat(seat, false);
    }
    await live.keepRounds(changed);
    return null;
  }
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
