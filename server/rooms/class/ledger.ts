/** What a class has counted beside the logs, and how all of it comes to the disk. */
import type { Lesson } from '../../../shared/class/lesson.ts';
import { keepRound, keepSeat, type StoredClass } from '../../store/classes.ts';
import type { Job } from '../../store/commit.ts';
import type { ClassServices } from './live.ts';
import {
  newSeatRound,
  rowOfSeat,
  rowOfSeatRound,
  type Seat,
  type SeatRound,
  seatRoundOfRow,
} from './records.ts';

type Write = NonNullable<Job['work']>;

/**
 * The records of every seat in every round. Some changes have to be on the disk before anybody hears of them (`keep...`),
 * others may wait for the next beat (`touch`, `noteMove`).
 */
export class Ledger {
  readonly #services: ClassServices;
  readonly #code: string;
  readonly #records = new Map<string, SeatRound>();
  readonly #dirty = new Set<SeatRound>();
  /** Records of which only the time of the last move is new: all else of it is in the log. */
  readonly #moved = new Set<SeatRound>();

  constructor(services: ClassServices, code: string, stored: StoredClass['rounds']) {
    this.#services = services;
    this.#code = code;
    const now = services.time.now();
    for (const row of stored) this.#records.set(`${row.seat} ${row.round}`, seatRoundOfRow(row, now));
  }

  /** The record, where anything was counted yet. */
  of(seat: number, round: number): SeatRound | undefined {
    return this.#records.get(`${seat} ${round}`);
  }

  /** The record, made if there is none. */
  for(seat: number, round: number): SeatRound {
    const key = `${seat} ${round}`;
    let record = this.#records.get(key);
    if (!record) this.#records.set(key, (record = newSeatRound(seat, round, this.#services.time.now())));
    return record;
  }

  all(): Iterable<SeatRound> {
    return this.#records.values();
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** The record changed, and may wait for the next beat to be stored. */
  touch(record: SeatRound): void {
    this.#dirty.add(record);
  }

  noteMove(record: SeatRound): void {
    this.#moved.add(record);
  }

  /** The times of last moves are to be stored with the next beat as well. */
  touchMoved(): void {
    for (const record of this.#moved) this.#dirty.add(record);
    this.#moved.clear();
  }

  /** Resolves when lesson, seats and records are on the disk, all or nothing. */
  async keepLesson(lesson: Lesson, seats: readonly Seat[], records: readonly SeatRound[]): Promise<void> {
    await this.#commit([this.#lesson(lesson), ...this.#seats(seats), ...this.#rounds(records)]);
  }

  async keepSeats(...seats: readonly Seat[]): Promise<void> {
    await this.#commit(this.#seats(seats));
  }

  async keepRounds(records: readonly SeatRound[]): Promise<void> {
    if (records.length > 0) await this.#commit(this.#rounds(records));
  }

  /** Stores what has waited; `refresh` brings each record up to date first. What cannot be stored waits on. */
  async keepDirty(refresh: (record: SeatRound) => void): Promise<void> {
    const records = [...this.#dirty];
    for (const record of records) refresh(record);
    try {
      await this.keepRounds(records);
    } catch (error) {
      for (const record of records) this.#dirty.add(record);
      this.#services.counters.add('exceptions');
      console.error(`class ${this.#code}: what was counted could not be stored:`, error);
    }
  }

  /** Everything that has waited, with the lesson; nothing is to change any more. */
  async keepAll(lesson: Lesson): Promise<void> {
    this.touchMoved();
    await this.keepLesson(lesson, [], [...this.#dirty]);
  }

  /** That the class is known to run now. Not worth a failure. */
  keepSeen(): void {
    const seen_ms = this.#services.time.now();
    this.#commit([
      async (trx) => {
        await trx.updateTable('class').set({ seen_ms }).where('code', '=', this.#code).execute();
      },
    ]).catch(() => {});
  }

  #commit(writes: readonly Write[]): Promise<void> {
    return this.#services.store.queue.commit({
      work: async (trx) => {
        for (const write of writes) await write(trx);
      },
    });
  }

  #lesson(lesson: Lesson): Write {
    const row = { lesson: JSON.stringify(lesson), seen_ms: this.#services.time.now() };
    return async (trx) => {
      await trx.updateTable('class').set(row).where('code', '=', this.#code).execute();
    };
  }

  #seats(seats: readonly Seat[]): Write[] {
    return seats.map((seat) => {
      const row = rowOfSeat(this.#code, seat);
      return (trx) => keepSeat(trx, row);
    });
  }

  #rounds(records: readonly SeatRound[]): Write[] {
    return records.map((record) => {
      const row = rowOfSeatRound(this.#code, record);
      this.#dirty.delete(record);
      return (trx) => keepRound(trx, row);
    });
  }
}
