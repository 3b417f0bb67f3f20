import { systemTime, type Time } from '../../server/rooms/class/time.ts';

/** Time for classes that runs as usual and can be put forward: what was due meanwhile happens, in order. */
export class JumpingTime implements Time {
  #ahead = 0;
  readonly #timers = new Set<{ at: number; every: number | null; work: () => void }>();
  readonly #stop: () => void;

  constructor() {
    this.#stop = systemTime.every(20, () => this.#run());
  }

  now(): number {
    return systemTime.now() + this.#ahead;
  }

  every(ms: number, work: () => void): () => void {
    return this.#add(ms, ms, work);
  }

  after(ms: number, work: () => void): () => void {
    return this.#add(ms, null, work);
  }

  /** Puts the clock forward. Everything that repeats happens once, as after a sleep of the machine. */
  jump(ms: number): void {
    this.#ahead += ms;
    this.#run();
  }

  stop(): void {
    this.#stop();
  }

  #add(ms: number, every: number | null, work: () => void): () => void {
    const timer = { at: this.now() + ms, every, work };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #run(): void {
    const now = this.now();
    const due = [...this.#timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const timer of due) {
      if (timer.every === null) this.#timers.delete(timer);
      else timer.at = now + timer.every;
      timer.work();
    }
  }
}
