/**
 * Keeps a seat, a desk or a projector open while a page of it is on the screen, and for a moment longer: going from the
 * desk to its report and back does not connect anew.
 */
export interface Closable {
  close(): void;
}

const LINGER_MS = 1500;

interface Kept {
  readonly what: Closable;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

export class Keeper {
  readonly #kept = new Map<string, Kept>();

  /** What is open under `id`, or what `open` gives. Whoever takes it calls `hold` soon. */
  take<T extends Closable>(id: string, open: () => T | null): T | null {
    const known = this.#kept.get(id);
    if (known) return known.what as T;
    const what = open();
    if (what) {
      this.#kept.set(id, { what, users: 0, timer: null });
      this.#linger(id);
    }
    return what;
  }

  /** Says that it is in use; returns the way to say that it is no more. */
  hold(id: string, what: Closable): () => void {
    const kept = this.#kept.get(id);
    if (kept?.what !== what) return () => {};
    kept.users++;
    if (kept.timer) clearTimeout(kept.timer);
    kept.timer = null;
    return () => {
      kept.users--;
      if (kept.users === 0) this.#linger(id);
    };
  }

  /** Closes it at once: the next `take` opens anew. */
  drop(id: string): void {
    const kept = this.#kept.get(id);
    if (!kept) return;
    if (kept.timer) clearTimeout(kept.timer);
    this.#kept.delete(id);
    kept.what.close();
  }

  #linger(id: string): void {
    const kept = this.#kept.get(id);
    if (!kept) return;
    kept.timer = setTimeout(() => {
      if (kept.users > 0 || this.#kept.get(id) !== kept) return;
      this.#kept.delete(id);
      kept.what.close();
    }, LINGER_MS);
  }
}
