import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { ActionRow, Tables } from './tables.ts';

/**
 * Jobs that build on one another, such as the actions of one game. When one cannot be written, the queue marks the
 * stream broken, and what follows in it is refused rather than written over a gap.
 */
export interface Stream {
  broken: boolean;
}

/** One unit of work: all of it is on disk, or none. */
export interface Job {
  readonly stream?: Stream;
  /** Log rows; those of all jobs of a commit go in together. */
  readonly actions?: readonly ActionRow[];
  /** Whatever else belongs to it; runs before the log rows. */
  readonly work?: (trx: Transaction<Tables>) => Promise<void>;
}

interface Waiting extends Job {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Rows of one INSERT statement. */
const CHUNK = 200;

/**
 * Group commit: what arrives within one tick shares one transaction, so that a thousand players cost forty commits a
 * second and not a thousand. A job that fails takes no other with it: the group is then tried again one by one.
 */
export class CommitQueue {
  readonly #db: Kysely<Tables>;
  readonly #tickMs: number;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #lastBegin = 0;
  #commits = 0;

  /**
   * `tickMs`: the least time from the beginning of one commit to the next. A lone job waits for none of it, and nobody waits
   * for it after a commit that took longer.
   */
  constructor(db: Kysely<Tables>, tickMs = 25) {
    this.#db = db;
    this.#tickMs = tickMs;
  }

  get commits(): number {
    return this.#commits;
  }

  get depth(): number {
    return this.#waiting.length;
  }

  /** Resolves once the job is on disk; rejects, with nothing of the job done, if it cannot be. */
  commit(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...job, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when all that waits now has been committed or refused. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#running) {
      if (!this.#running) this.#start();
      await this.#running;
    }
  }

  #schedule(): void {
    if (this.#timer || this.#running) return;
    const wait = Math.max(0, this.#lastBegin + this.#tickMs - performance.now());
    this.#timer = setTimeout(() => this.#start(), wait);
  }

  #start(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#running) return;
    const jobs = this.#waiting;
    this.#waiting = [];
    this.#lastBegin = performance.now();
    this.#running = this.#run(jobs).finally(() => {
      this.#running = null;
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  async #run(jobs: readonly Waiting[]): Promise<void> {
    const whole = jobs.filter((job) => !job.stream?.broken);
    for (const job of jobs)
      if (job.stream?.broken) job.reject(new Error('an earlier part could not be written'));
    if (whole.length === 0) return;
    try {
      await this.#write(whole);
    } catch (error) {
      if (whole.length > 1) {
        for (const job of whole) await this.#run([job]);
        return;
      }
      if (whole[0].stream) whole[0].stream.broken = true;
      whole[0].reject(error);
      return;
    }
    for (const job of whole) job.resolve();
  }

  async #write(jobs: readonly Job[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const job of jobs) await job.work?.(trx);
      const rows = jobs.flatMap((job) => job.actions ?? []);
      for (let i = 0; i < rows.length; i += CHUNK)
        await trx.executeQuery(insertActions(rows.slice(i, i + CHUNK)));
    });
    this.#commits++;
  }
}

/** One statement for many rows, as text: there are thousands a minute, and Kysely would build each anew. */
function insertActions(rows: readonly ActionRow[]): CompiledQuery {
  const values = new Array<string>(rows.length).fill('(?, ?, ?, ?)').join(', ');
  return CompiledQuery.raw(
    `insert into "action" ("session", "seq", "body", "hash") values ${values}`,
    rows.flatMap(({ session, seq, body, hash }) => [session, seq, body, hash]),
  );
}
