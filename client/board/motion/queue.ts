/** One thing that moves: `update` gets its progress, eased, from 0 to 1; both ends are always reported. */
export interface Beat {
  /** Milliseconds at speed 1. */
  readonly ms: number;
  begin?(): void;
  update?(progress: number): void;
  /** Also called when the beat is skipped: leaves the board as the beat would have. */
  end?(): void;
}

/** Quick away, slow to arrive. */
export function easeOut(t: number): number {
  return 1 - (1 - t) ** 3;
}

/**
 * Beats one after another, in causal order. Pure bookkeeping: the stage calls `advance` with the time that has passed.
 */
export class MotionQueue {
  #beats: Beat[] = [];
  #elapsedMs = 0;
  #begun = false;

  get busy(): boolean {
    return this.#beats.length > 0;
  }

  add(beats: readonly Beat[]): void {
    this.#beats.push(...beats);
  }

  /** Moves on by `deltaMs` of board time; time left over by one beat goes to the next. Returns whether any beat is left. */
  advance(deltaMs: number): boolean {
    let left = deltaMs;
    while (this.#beats.length > 0) {
      const beat = this.#beats[0];
      this.#start(beat);
      const missing = Math.max(0, beat.ms - this.#elapsedMs);
      if (left < missing) {
        this.#elapsedMs += left;
        beat.update?.(easeOut(this.#elapsedMs / beat.ms));
        return true;
      }
      left -= missing;
      this.#finish(beat);
    }
    return false;
  }

  /** Finishes everything at once: the board stands as after the last beat. */
  skip(): void {
    while (this.#beats.length > 0) {
      this.#start(this.#beats[0]);
      this.#finish(this.#beats[0]);
    }
  }

  /** Forgets the beats without finishing them: the board is being taken down. */
  clear(): void {
    this.#beats = [];
  }

  #start(beat: Beat): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#elapsedMs = 0;
    beat.begin?.();
  }

  #finish(beat: Beat): void {
    this.#beats.shift();
    this.#begun = false;
    beat.update?.(1);
    beat.end?.();
  }
}
