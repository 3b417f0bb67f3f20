import { isOver, type Lesson, lessonElapsedMs, wakeLesson } from '../../../shared/class/lesson.ts';
import { standingsFor } from '../../../shared/class/results.ts';
import { stuckness } from '../../../shared/class/stuck.ts';
import type { Member } from '../../../shared/class/team.ts';
import type { Committed } from '../../games/game.ts';
import type { Counters } from '../../guard/counters.ts';
import type { Catalog, LevelEntry } from '../../levels/entry.ts';
import { classPlayer, keepRound, keepSeat, readClass, type StoredClass } from '../../store/classes.ts';
import type { Store } from '../../store/store.ts';
import { type Audience, nobody } from './audience.ts';
import { type Board, Boards, phaseOf, resultOf } from './boards.ts';
import {
  newSeatRound,
  rowOfSeat,
  rowOfSeatRound,
  type Seat,
  type SeatRound,
  seatOfRow,
  seatRoundOfRow,
} from './records.ts';
import type { Time } from './time.ts';
import {
  insightView,
  lessonView,
  namesView,
  ownView,
  publicName,
  reviewView,
  seatRow,
  standingsView,
} from './views.ts';
import { Wall, wholeBoards } from './wall.ts';

export interface ClassServices {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly counters: Counters;
  readonly time: Time;
}

/** One heartbeat of a class: moves go to the wall, and a clock that ran out ends the round. */
const BEAT_MS = 250;
/** Beats between two looks at rows and numbers, and at who is stuck. */
const ROWS_BEATS = 3;
const SLOW_BEATS = 20;
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
  audience: Audience = nobody;
  #lesson: Lesson;
  readonly #rounds = new Map<string, SeatRound>();
  readonly #wall = new Wall();
  readonly #dirtyRounds = new Set<SeatRound>();
  /** Records of which only the time of the last move is new: all else of it is in the log. */
  readonly #movedRounds = new Set<SeatRound>();
  readonly #dirtyRows = new Set<Seat>();
  #isInsightDirty = false;
  #areNamesDirty = false;
  #beats = 0;
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
    for (const round of stored.rounds)
      this.#rounds.set(`${round.seat} ${round.round}`, seatRoundOfRow(round, now));
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

  recordOf(seat: number, round: number): SeatRound | undefined {
    return this.#rounds.get(`${seat} ${round}`);
  }

  recordFor(seat: number, round: number): SeatRound {
    const key = `${seat} ${round}`;
    let record = this.#rounds.get(key);
    if (!record) this.#rounds.set(key, (record = newSeatRound(seat, round, this.time.now())));
    return record;
  }

  records(): Iterable<SeatRound> {
    return this.#rounds.values();
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
    const own = this.recordOf(seat.seat, round)?.level ?? null;
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
    const now = this.time.now();
    const stored = this.services.store.queue.commit({
      work: async (trx) => {
        await trx
          .updateTable('class')
          .set({ lesson: JSON.stringify(lesson), seen_ms: now })
          .where('code', '=', this.code)
          .execute();
        for (const seat of seats) await keepSeat(trx, rowOfSeat(this.code, seat));
        for (const record of rounds) await keepRound(trx, rowOfSeatRound(this.code, record));
      },
    });
    for (const record of rounds) this.#dirtyRounds.delete(record);
    try {
      await stored;
    } catch (error) {
      if (this.#lesson === lesson) this.#lesson = before;
      throw error;
    }
  }

  async keepSeats(...seats: readonly Seat[]): Promise<void> {
    const rows = seats.map((seat) => rowOfSeat(this.code, seat));
    await this.services.store.queue.commit({
      work: async (trx) => {
        for (const row of rows) await keepSeat(trx, row);
      },
    });
  }

  async keepRounds(records: readonly SeatRound[]): Promise<void> {
    if (records.length === 0) return;
    const rows = records.map((record) => rowOfSeatRound(this.code, record));
    for (const record of records) this.#dirtyRounds.delete(record);
    await this.services.store.queue.commit({
      work: async (trx) => {
        for (const row of rows) await keepRound(trx, row);
      },
    });
  }

  /** The record changed, and may wait for the next beat to be stored. */
  touchRecord(record: SeatRound): void {
    this.#dirtyRounds.add(record);
  }

  /** The student's row changed for the host; `counts` also the numbers of the class. */
  touchSeat(seat: Seat, counts = true): void {
    this.#dirtyRows.add(seat);
    if (counts) this.#isInsightDirty = true;
  }

  touchInsight(): void {
    this.#isInsightDirty = true;
  }

  touchNames(): void {
    this.#areNamesDirty = true;
  }

  // ---- telling

  tellLesson(): void {
    this.audience.toAll('lesson', lessonView(this));
  }

  tellOwn(seat: Seat): void {
    if (seat.connections > 0) this.audience.toSeat(seat.seat, 'own', ownView(this, seat));
  }

  tellEverybodyOwn(): void {
    for (const seat of this.seats.values()) this.tellOwn(seat);
  }

  /** Board of the best and replays, to each as the options let them see it. */
  tellResults(): void {
    const named = standingsView(this, true);
    const open = standingsView(this, false);
    const review = reviewView(this);
    if (named) this.audience.toHosts('standings', named);
    if (open) {
      const { board } = this.#lesson.options;
      this.audience.toProjectors('standings', standingsFor(open, board, null));
      for (const seat of this.seatsIn())
        if (seat.connections > 0)
          this.audience.toSeat(seat.seat, 'standings', standingsFor(open, board, seat.seat));
    }
    if (review) this.audience.toAll('review', review);
  }

  /** All that a student who just came has to know. */
  greetSeat(seat: Seat): void {
    const { audience } = this;
    audience.toSeat(seat.seat, 'lesson', lessonView(this));
    audience.toSeat(seat.seat, 'own', ownView(this, seat));
    if (seat.status !== 'in') return;
    for (const hint of seat.hints) audience.toSeat(seat.seat, 'hint', hint);
    const open = standingsView(this, false);
    const { board } = this.#lesson.options;
    if (open) audience.toSeat(seat.seat, 'standings', standingsFor(open, board, seat.seat));
    const review = reviewView(this);
    if (review) audience.toSeat(seat.seat, 'review', review);
  }

  /** The host's desk, whole. */
  tellHosts(): void {
    const { audience } = this;
    if (!audience.hasHosts) return;
    audience.toHosts('lesson', lessonView(this));
    audience.toHosts('seats', {
      all: true,
      rows: [...this.seats.values()].map((seat) => seatRow(this, seat)),
    });
    audience.toHosts('insight', insightView(this));
    const standings = standingsView(this, true);
    if (standings) audience.toHosts('standings', standings);
    const review = reviewView(this);
    if (review) audience.toHosts('review', review);
    this.tellWall();
  }

  tellProjectors(): void {
    const { audience } = this;
    if (!audience.hasProjectors) return;
    audience.toProjectors('lesson', lessonView(this));
    audience.toProjectors('names', namesView(this));
    audience.toProjectors('insight', insightView(this));
    const open = standingsView(this, false);
    if (open) audience.toProjectors('standings', standingsFor(open, this.#lesson.options.board, null));
    const review = reviewView(this);
    if (review) audience.toProjectors('review', review);
    this.tellSpotlight();
  }

  /** The wall from its start, to those who watch it. */
  tellWall(): void {
    const { audience } = this;
    if (audience.hasHosts) {
      const boards = [...this.boards.all()].filter((board) => this.#isShown(board));
      let anew = true;
      for (const board of boards) {
        // One message a board: a long lesson is more than one frame should hold.
        for (const piece of wholeBoards([board])) {
          audience.toHosts('wall', { anew, pieces: [piece] });
          anew = false;
        }
      }
      if (anew) audience.toHosts('wall', { anew, pieces: [] });
    }
    this.tellSpotlight();
  }

  tellSpotlight(): void {
    if (!this.audience.hasProjectors) return;
    const board = this.#spotlightBoard();
    const pieces = board ? wholeBoards([board]) : [];
    const { spotlight } = this.#lesson;
    const seat = spotlight ? this.seats.get(spotlight.seat) : undefined;
    const name = spotlight?.named && seat ? publicName(seat) : null;
    this.audience.toProjectors('spotlight', { name });
    if (pieces.length === 0) this.audience.toProjectors('wall', { anew: true, pieces: [] });
    for (const [index, piece] of pieces.entries())
      this.audience.toProjectors('wall', { anew: index === 0, pieces: [piece] });
  }

  // ---- the course of things

  /** Called when a clock has run out; set by the desk. */
  onTimeOver: () => void = () => {};

  /** Results of everybody on the current boards, as they are now. */
  refreshResults(): SeatRound[] {
    const records: SeatRound[] = [];
    for (const board of this.boards.all()) records.push(...this.refreshBoard(board));
    return records;
  }

  refreshBoard(board: Board): SeatRound[] {
    return this.#seatsOf(board).flatMap((seat) => {
      const length = board.game.session.log.length;
      if (length === 0 && !this.recordOf(seat.seat, board.round)) return [];
      const record = this.recordFor(seat.seat, board.round);
      record.result = resultOf(board, record.hints, record.bestMs);
      record.logLength = length;
      return [record];
    });
  }

  /** Boards that nobody needs now are only on the disk. */
  async dropBoards(): Promise<void> {
    await this.boards.drop((board) => this.#isShown(board));
  }

  /** Everything on the disk, nothing ticking. The class may be opened again from there. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopBeating();
    const seenMs = this.time.now();
    await this.boards.settled();
    for (const record of [...this.refreshResults(), ...this.#movedRounds]) this.#dirtyRounds.add(record);
    await this.services.store.queue.commit({
      work: async (trx) => {
        await trx
          .updateTable('class')
          .set({ lesson: JSON.stringify(this.#lesson), seen_ms: seenMs })
          .where('code', '=', this.code)
          .execute();
        for (const record of this.#dirtyRounds) await keepRound(trx, rowOfSeatRound(this.code, record));
      },
    });
  }

  /** It was deleted: nothing of it may be written any more. */
  abandon(): void {
    this.#isOver = true;
    this.#stopBeating();
    for (const board of this.boards.all()) board.game.halt();
  }

  #seatsOf(board: Board): Seat[] {
    if (board.seat !== null) {
      const seat = this.seats.get(board.seat);
      return seat ? [seat] : [];
    }
    return this.seatsIn().filter(({ team }) => (team ?? 0) === board.team);
  }

  #isShown(board: Board): boolean {
    if (!this.isHomework) return board.round === this.#lesson.round;
    const seat = board.seat === null ? undefined : this.seats.get(board.seat);
    return seat !== undefined && seat.connections > 0 && seat.openRound === board.round;
  }

  #spotlightBoard(): Board | undefined {
    const { spotlight } = this.#lesson;
    const seat = spotlight ? this.seats.get(spotlight.seat) : undefined;
    return seat && this.boardOf(seat);
  }

  /** Boards and results as the logs have them: what was counted beside a log may be a moment older than it. */
  async #reload(logLengths: ReadonlyMap<string, number>): Promise<void> {
    const { round, rounds } = this.#lesson;
    const changed: SeatRound[] = [];
    for (const seat of this.seats.values())
      for (let at = 0; at < rounds.length; at++) {
        const player = classPlayer(this.code, this.boardId(seat).replace(' ', ''), at);
        const length = logLengths.get(player) ?? 0;
        const isCurrent = at === round && !this.isHomework;
        if (length === 0 || (!isCurrent && this.recordOf(seat.seat, at)?.logLength === length)) continue;
        const board = await this.openBoard(seat, at);
        if (!board) continue;
        const record = this.recordFor(seat.seat, at);
        record.logLength = length;
        if (board.best && record.bestMs === null) record.bestMs = this.elapsedMs(record);
        record.result = resultOf(board, record.hints, record.bestMs);
        changed.push(record);
      }
    await this.dropBoards();
    await this.keepRounds(changed);
  }

  /** Moves on a board are on the disk. */
  #committed(board: Board, change: Committed): void {
    const now = this.time.now();
    const { best } = board.game.session;
    const isFirst = board.phase === 'idle';
    const phase = phaseOf(board.game);
    const isBetter = best !== board.best;
    const isNew = isFirst || isBetter || phase !== board.phase;
    board.best = best;
    board.phase = phase;
    for (const seat of this.#seatsOf(board)) {
      const record = this.recordFor(seat.seat, board.round);
      const elapsed = this.elapsedMs(record);
      record.lastMs = elapsed;
      record.lastMoveAtMs = now;
      record.lastReason = null;
      record.sameReason = 0;
      record.logLength = change.logLength;
      if (isBetter) record.bestMs = elapsed;
      if (isNew) {
        record.result = resultOf(board, record.hints, record.bestMs);
        this.touchSeat(seat);
      }
      if (seat.stuck) {
        seat.stuck = null;
        this.touchSeat(seat, false);
      }
      this.#movedRounds.add(record);
      if (isBetter) {
        this.touchRecord(record);
        this.tellOwn(seat);
      }
    }
    if (isBetter) void this.#keepDirty();
    this.#wall.push(board, change.session, change.from, change.actions);
    if (board.team !== null) this.#tellPlaced(board, change);
    else if (board.seat !== null) {
      const { by, ...log } = change;
      this.audience.toSeat(board.seat, 'log', log, by);
    }
  }

  #tellPlaced(board: Board, { session, from, actions, hash }: Committed): void {
    const seats = this.#seatsOf(board);
    for (const [index, action] of actions.entries()) {
      const seq = from + index;
      const op = board.ops.get(seq) ?? -1;
      board.ops.delete(seq);
      const body = { round: board.round, session, seq, action, seat: board.movers[seq], op, hash };
      for (const seat of seats) if (seat.connections > 0) this.audience.toSeat(seat.seat, 'placed', body);
    }
    if (this.#lesson.options.turns === 'inTurn') for (const seat of seats) this.tellOwn(seat);
  }

  #beat(): void {
    try {
      this.#beats++;
      this.#wall.flush(this.audience, this.#spotlightBoard());
      if (isOver(this.#lesson, this.time.now()) || this.#isDue()) this.onTimeOver();
      if (this.#beats % ROWS_BEATS === 0) this.#tellRows();
      if (this.#beats % ROWS_BEATS === 0 && this.#dirtyRounds.size > 0) void this.#keepDirty();
      if (this.#beats % SLOW_BEATS === 0) this.#lookAround();
      if (this.#beats % MOVED_BEATS === 0) {
        for (const record of this.#movedRounds) this.touchRecord(record);
        this.#movedRounds.clear();
      }
    } catch (error) {
      this.services.counters.add('exceptions');
      console.error(`class ${this.code}:`, error);
    }
  }

  #isDue(): boolean {
    const { dueMs, phase } = this.#lesson;
    return dueMs !== null && phase !== 'closed' && this.time.now() >= dueMs;
  }

  #tellRows(): void {
    const { audience } = this;
    if (this.#dirtyRows.size > 0) {
      if (audience.hasHosts)
        audience.toHosts('seats', {
          all: false,
          rows: [...this.#dirtyRows].map((seat) => seatRow(this, seat)),
        });
      this.#dirtyRows.clear();
    }
    if (this.#isInsightDirty) {
      this.#isInsightDirty = false;
      if (audience.hasHosts || audience.hasProjectors) {
        const insight = insightView(this);
        audience.toHosts('insight', insight);
        audience.toProjectors('insight', insight);
      }
    }
    if (this.#areNamesDirty) {
      this.#areNamesDirty = false;
      if (audience.hasProjectors) audience.toProjectors('names', namesView(this));
    }
  }

  /** Who is stuck; and the disk is told that the clock still runs. */
  #lookAround(): void {
    const now = this.time.now();
    const { phase, round, frozen, paused, clock } = this.#lesson;
    if (phase === 'playing' && !this.isHomework && !frozen && !paused)
      for (const seat of this.seatsIn()) {
        const record = this.recordFor(seat.seat, round);
        const isWon = Boolean(record.result?.medal);
        const stuck = stuckness({ ...record, isWon, lastMoveMs: record.lastMoveAtMs }, now);
        if (JSON.stringify(stuck) === JSON.stringify(seat.stuck)) continue;
        seat.stuck = stuck;
        this.touchSeat(seat, false);
      }
    if (clock.sinceMs !== null)
      this.services.store.queue
        .commit({
          work: async (trx) => {
            await trx.updateTable('class').set({ seen_ms: now }).where('code', '=', this.code).execute();
          },
        })
        .catch(() => {});
  }

  async #keepDirty(): Promise<void> {
    const records = [...this.#dirtyRounds];
    for (const record of records) {
      const seat = this.seats.get(record.seat);
      const board = seat && this.boards.get(this.boardId(seat), record.round);
      if (board) record.result = resultOf(board, record.hints, record.bestMs);
    }
    try {
      await this.keepRounds(records);
    } catch (error) {
      for (const record of records) this.#dirtyRounds.add(record);
      this.services.counters.add('exceptions');
      console.error(`class ${this.code}: what was counted could not be stored:`, error);
    }
  }
}
