/**
 * Checkpoints of a run: as many as there is room for, thinned as the run grows so that they stay about evenly spread over the time that
 * running takes. From the nearest one before it any moment is near.
 */
import type { Checkpoint } from './process.ts';

export type Kept = Checkpoint & {
  /** Milliseconds of running before it. */
  readonly ms: number;
  /** Collections that were begun before it. */
  readonly collections: number;
};

/** What checkpoints may take. */
export type Room = { readonly count: number; readonly sizeBytes: number };

export const labRoom: Room = { count: 96, sizeBytes: 128 * 2 ** 20 };

/** Between two checkpoints at least. */
const LEAST_MS = 12;
/** Taking checkpoints may cost one part of so many of the time. */
const COST = 4;

export class Checkpoints {
  readonly room: Room;
  readonly #kept: Kept[] = [];
  /** When the last one was taken, or was too large. */
  #lastMs = Number.NEGATIVE_INFINITY;
  #sizeBytes = 0;
  /** What the last one took. */
  #costMs = 0;

  constructor(room: Room = labRoom) {
    this.room = room;
  }

  get count(): number {
    return this.#kept.length;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Whether it is time for one, `ms` milliseconds into the run. */
  isDue(ms: number): boolean {
    return ms - this.#lastMs >= Math.max(LEAST_MS, COST * this.#costMs, ms / this.room.count);
  }

  /** Keeps a checkpoint that comes after all others and took `costMs` to make. */
  add(checkpoint: Kept, costMs: number): void {
    this.#kept.push(checkpoint);
    this.#lastMs = checkpoint.ms;
    this.#sizeBytes += checkpoint.sizeBytes;
    this.#costMs = costMs;
    while (
      this.#kept.length > 2 &&
      (this.#kept.length > this.room.count || this.#sizeBytes > this.room.sizeBytes)
    )
      this.#thin();
  }

  /** Bytes that one of them may take. */
  get largest(): number {
    return this.room.sizeBytes / 2;
  }

  /** One was too large to be kept; it took `costMs` to find out. */
  refused(ms: number, costMs: number): void {
    this.#lastMs = ms;
    this.#costMs = costMs;
  }

  /** The last one at or before an instruction, or null. */
  before(instruction: number): Kept | null {
    let found: Kept | null = null;
    for (const checkpoint of this.#kept) {
      if (checkpoint.instruction > instruction) break;
      found = checkpoint;
    }
    return found;
  }

  /** Drops the one whose neighbours are nearest to each other; the first and the last stay. */
  #thin(): void {
    const kept = this.#kept;
    let least = 1;
    for (let i = 2; i < kept.length - 1; i++)
      if (kept[i + 1].ms - kept[i - 1].ms < kept[least + 1].ms - kept[least - 1].ms) least = i;
    const [dropped] = kept.splice(least, 1);
    this.#sizeBytes -= dropped.sizeBytes;
  }
}
