import { isOver, type Lesson, lessonElapsedMs, wakeLesson } from '../../../shared/class/lesson.ts';
import { stuckness } from '../../../shared/class/stuck.ts';
import type { Member } from '../../../shared/class/team.ts';
import type { HintView } from '../../../shared/protocol/class.ts';
import type { Committed } from '../../games/game.ts';
import type { Counters } from '../../guard/counters.ts';
import type { Catalog, LevelEntry } from '../../levels/entry.ts';
import { classPlayer, readClass, type StoredClass } from '../../store/classes.ts';
import type { Store } from '../../store/store.ts';
import { type Audience, nobody } from './audience.ts';
import { type Board, Boards, bestOf, movesOf, phaseOf, resultOf } from './boards.ts';
import { Ledger } from './ledger.ts';
import { type Seat, type SeatRound, seatOfRow } from './records.ts';
import { Telling } from './telling.ts';
import type { Time } from './time.ts';
import { publicName } from './views.ts';

export interface ClassServices {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly counters: Counters;
  readonly time: Time;
}

/** One heartbeat of a class: moves go to the wall, and a clock that ran out ends the round. */
const BEAT_MS = 250;
/** Beats between two looks at rows and numbers. */
const ROWS_BEATS = 3;
/** Time between two looks at who is stuck. */
const LOOK_MS = 5000;
/** Beats between two writes of the times of last moves. */
const MOVED_BEATS = 120;
/** A break in homework that is longer does not count as time at the board. */
const BREAK_MS = 60_000;

/**
 * A class in memory: the lesson, its seats and boards. It holds no rule of the game (that is `Game`) and none of the
 * lesson (that is `advanceLesson`), and knows no socket: it speaks to an `Audience`. What it has told anybody is on
 * the disk first, so that it can be made again from there at any time.
 */
export class LiveClass {
  readonly code: string;
  readonly services: ClassServices;
  readonly hostKey: string;
  readonly projectorKey: string;
  readonly openedMs: number;
  readonly expiresMs: number;
  readonly seats = new Map<number, Seat>();
  readonly boards: Boards;
  readonly ledger: Ledger;
  readonly tell: Telling;
  audience: Audience = nobody;
  #lesson: Lesson;
  #beats = 0;
  #nextLookMs = 0;
  #stopBeating: () => void;
  #isOver = false;

  private constructor(services: ClassServices, stored: StoredClass) {
    const { row } = stored;
    this.services = services;
    this.code = row.code;
    this.hostKey = row.host_key;
    this.projectorKey = row.projector_key;
    this.openedMs = row.opened_ms;
    this.expiresMs = row.expires_ms;
    const now = services.time.now();
    this.#lesson = wakeLesson(JSON.parse(row.lesson) as Lesson, row.seen_ms, now);
    for (const seat of stored.seats) this.seats.set(seat.seat, seatOfRow(seat));
    this.ledger = new Ledger(services, this.code, stored.rounds);
    this.tell = new Telling(this);
    this.boards = new Boards(services.store, this.code, (board, change) => this.#committed(board, change));
    this.#stopBeating = services.time.every(BEAT_MS, () => this.#beat());
  }

  /** The class from the disk, with the boards of its round; null where there is none of that code. */
  static async open(services: ClassServices, code: string): Promise<LiveClass | null> {
    const stored = await readClass(services.store.db, code);
    if (!stored) return null;
    const live = new LiveClass(services, stored);
    try {
      await live.#reload(stored.logLengths);
    } catch (error) {
      live.#stopBeating();
      throw error;
    }
    return live;
  }

  get time(): Time {
    return this.services.time;
  }

  get lesson(): Lesson {
    return this.#lesson;
  }

  get isHomework(): boolean {
    return this.#lesson.dueMs !== null;
  }

  get isClosed(): boolean {
    const { phase, dueMs } = this.#lesson;
    return phase === 'closed' || (dueMs !== null && this.time.now() >= dueMs);
  }

  /** Students that were let in, in order of coming. */
  seatsIn(): Seat[] {
    return [...this.seats.values()].filter(({ status }) => status === 'in');
  }

  members(team: number | null): Member[] {
    return this.seatsIn()
      .filter((seat) => seat.team === team)
      .map((seat) => ({ seat: seat.seat, name: publicName(seat), isHere: seat.connections > 0 }));
  }

  /** The board in memory that the student has open. */
  boardOf(seat: Seat): Board | undefined {
    return this.boards.get(this.boardId(seat), this.isHomework ? seat.openRound : this.#lesson.round);
  }

  boardId(seat: Seat): string {
    return this.#lesson.mode === 'shared' ? `team ${seat.team ?? 0}` : `seat ${seat.seat}`;
  }

  /** The student's board of a round, read from the disk if need be; null where there is no such level any more. */
  async openBoard(seat: Seat, round: number): Promise<Board | null> {
    const own = this.ledger.of(seat.seat, round)?.level ?? null;
    const entry: LevelEntry | undefined =
      own ?? this.services.catalog.get(this.#lesson.rounds[round]?.level ?? '');
    if (!entry) return null;
    const isShared = this.#lesson.mode === 'shared';
    return await this.boards.open({
      id: this.boardId(seat),
      seat: isShared ? null : seat.seat,
      team: isShared ? (seat.team ?? 0) : null,
      round,
      entry,
      isCustom: own !== null,
    });
  }

  elapsedMs(record: SeatRound): number {
    const now = this.time.now();
    if (!this.isHomework) return lessonElapsedMs(this.#lesson, now);
    return (record.lastMs ?? 0) + Math.min(Math.max(0, now - record.lastMoveAtMs), BREAK_MS);
  }

  /** Hints of the host that the student may see now. */
  hintsOf(seat: Seat): readonly HintView[] {
    const sent = (round: number): readonly HintView[] => this.ledger.of(seat.seat, round)?.sent ?? [];
    return this.isHomework
      ? this.#lesson.rounds.flatMap((_, round) => sent(round))
      : sent(this.#lesson.round);
  }

  // ---- the course of things

  /**
   * Puts the lesson, and what changed with it, on the disk. The lesson holds at once, so that orders follow one another;
   * it is taken back, and the promise rejects, if it cannot be stored.
   */
  async setLesson(
    lesson: Lesson,
    seats: readonly Seat[] = [],
    rounds: readonly SeatRound[] = [],
  ): Promise<void> {
    const before = this.#lesson;
    this.#lesson = lesson;
    try {
      await this.ledger.keepLesson(lesson, seats, rounds);
    } catch (error) {
      if (this.#lesson === lesson) this.#lesson = before;
      throw error;
    }
  }

  /** Called when a clock has run out; set by the desk. */
  onTimeOver: () => void = () => {};

  /** Results of everybody on the current boards, as they are now. */
  refreshResults(): SeatRound[] {
    const records: SeatRound[] = [];
    for (const board of this.boards.all()) records.push(...this.refreshBoard(board));
    return records;
  }

  refreshBoard(board: Board): SeatRound[] {
    return this.seatsOf(board).flatMap((seat) => {
      const length = movesOf(board);
      if (length === 0 && !this.ledger.of(seat.seat, board.round)) return [];
      const record = this.ledger.for(seat.seat, board.round);
      record.result = resultOf(board, record.hints, record.bestMs);
      record.logLength = length;
      return [record];
    });
  }

  /** Boards that nobody needs now are only on the disk. */
  async dropBoards(): Promise<void> {
    await this.boards.drop((board) => this.isShown(board));
  }

  /** Everything on the disk, nothing ticking. The class may be opened again from there. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopBeating();
    await this.boards.settled();
    for (const record of this.refreshResults()) this.ledger.touch(record);
    await this.ledger.keepAll(this.#lesson);
  }

  /** It was deleted: nothing of it may be written any more. */
  abandon(): void {
    this.#isOver = true;
    this.#stopBeating();
    for (const board of this.boards.all()) board.game.halt();
  }

  /** Whose board it is. */
  seatsOf(board: Board): Seat[] {
    if (board.seat !== null) {
      const seat = this.seats.get(board.seat);
      return seat ? [seat] : [];
    }
    return this.seatsIn().filter(({ team }) => (team ?? 0) === board.team);
  }

  /** Whether somebody may look at the board now. */
  isShown(board: Board): boolean {
    if (!this.isHomework) return board.round === this.#lesson.round;
    const seat = board.seat === null ? undefined : this.seats.get(board.seat);
    return seat !== undefined && seat.connections > 0 && seat.openRound === board.round;
  }

  /** Boards and results as the logs have them: what was counted beside a log may be a moment older than it. */
  async #reload(logLengths: ReadonlyMap<string, number>): Promise<void> {
    const { round, rounds } = this.#lesson;
    const changed: SeatRound[] = [];
    const open = async (seat: Seat, at: number): Promise<void> => {
      const player = classPlayer(this.code, this.boardId(seat).replace(' ', ''), at);
      const length = logLengths.get(player) ?? 0;
      const isCurrent = at === round && !this.isHomework;
      if (length === 0 || (!isCurrent && this.ledger.of(seat.seat, at)?.logLength === length)) return;
      const board = await this.openBoard(seat, at);
      if (!board) return;
      const record = this.ledger.for(seat.seat, at);
      record.logLength = length;
      if (board.best && record.bestMs === null) record.bestMs = this.elapsedMs(record);
      record.result = resultOf(board, record.hints, record.bestMs);
      changed.push(record);
    };
    // All at once: one after the other, each would wait for the disk's thread by itself.
    await Promise.all([...this.seats.values()].flatMap((seat) => rounds.map((_, at) => open(seat, at))));
    await this.dropBoards();
    await this.ledger.keepRounds(changed);
  }

  /** Moves on a board are on the disk. */
  #committed(board: Board, change: Committed): void {
    const now = this.time.now();
    for (const seat of this.seatsOf(board)) {
      const record = this.ledger.for(seat.seat, board.round);
      record.lastMs = this.elapsedMs(record);
      record.lastMoveAtMs = now;
      record.lastReason = null;
      record.sameReason = 0;
      record.logLength = movesOf(board);
      this.ledger.noteMove(record);
      if (seat.stuck) {
        seat.stuck = null;
        this.tell.touchSeat(seat, false);
      }
    }
    this.reached(board);
    this.tell.moves(board, change);
  }

  /** Looks at what the board's logs have come to; told and stored where that has changed. */
  reached(board: Board): void {
    const best = bestOf(board);
    const phase = phaseOf(board.game);
    const isBetter = best !== board.best;
    if (!isBetter && phase === board.phase) return;
    board.best = best;
    board.phase = phase;
    for (const seat of this.seatsOf(board)) {
      const record = this.ledger.for(seat.seat, board.round);
      if (isBetter) record.bestMs = this.elapsedMs(record);
      record.result = resultOf(board, record.hints, record.bestMs);
      this.tell.touchSeat(seat);
      if (isBetter) {
        this.ledger.touch(record);
        this.tell.own(seat);
      }
    }
    if (isBetter) void this.#keepDirty();
  }

  #beat(): void {
    try {
      this.#beats++;
      this.tell.flushMoves();
      if (isOver(this.#lesson, this.time.now()) || this.#isDue()) this.onTimeOver();
      if (this.#beats % ROWS_BEATS === 0) this.tell.flushRows();
      if (this.#beats % ROWS_BEATS === 0 && this.ledger.isDirty) void this.#keepDirty();
      this.#lookAround();
      if (this.#beats % MOVED_BEATS === 0) this.ledger.touchMoved();
    } catch (error) {
      this.services.counters.add('exceptions');
      console.error(`class ${this.code}:`, error);
    }
  }

  #isDue(): boolean {
    const { dueMs, phase } = this.#lesson;
    return dueMs !== null && phase !== 'closed' && this.time.now() >= dueMs;
  }

  /** Who is stuck; and the disk is told that the clock still runs. */
  #lookAround(): void {
    const now = this.time.now();
    if (now < this.#nextLookMs) return;
    this.#nextLookMs = now + LOOK_MS;
    const { phase, round, frozen, paused, clock } = this.#lesson;
    if (phase === 'playing' && !this.isHomework && !frozen && !paused)
      for (const seat of this.seatsIn()) {
        const record = this.ledger.for(seat.seat, round);
        const isWon = Boolean(record.result?.medal);
        const stuck = stuckness({ ...record, isWon, lastMoveMs: record.lastMoveAtMs }, now);
        if (JSON.stringify(stuck) === JSON.stringify(seat.stuck)) continue;
        seat.stuck = stuck;
        this.tell.touchSeat(seat, false);
      }
    if (clock.sinceMs !== null) this.ledger.keepSeen();
  }

  async #keepDirty(): Promise<void> {
    await this.ledger.keepDirty((record) => {
      const seat = this.seats.get(record.seat);
      const board = seat && this.boards.get(this.boardId(seat), record.round);
      if (board) record.result = resultOf(board, record.hints, record.bestMs);
    });
  }
}
