import { Worker } from 'node:worker_threads';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What is sent to the database's thread at once: run in order, to the end or to the first failure. */
export interface Batch {
  readonly id: number;
  readonly statements: readonly Statement[];
}

/** The rows of the batch's last statement, or why one of them failed. */
export type BatchAnswer =
  | { readonly id: number; readonly rows: unknown[] }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (rows: unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/** The SQLite that is part of Node, in a thread of its own. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #gone: Promise<void>;
  #next = 0;
  #failure: Error | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: BatchAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#gone = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#fail(new Error('the database is closed'));
        resolve();
      });
    });
  }

  /** Opens the file, or makes it. Rejects, with SQLite's own words, if it cannot be had. */
  static async open(file: string): Promise<SqliteThread> {
    const worker = new Worker(new URL('./sqlite-thread.ts', import.meta.url), { workerData: file });
    await new Promise<void>((resolve, reject) => {
      const heard = (message: unknown): void => {
        if (message !== 'open') return;
        worker.off('message', heard);
        resolve();
      };
      worker.on('message', heard);
      worker.once('error', reject);
    });
    return new SqliteThread(worker);
  }

  /** Runs the statements; resolves with the rows of the last. */
  run(statements: readonly Statement[]): Promise<unknown[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, statements } satisfies Batch);
    });
  }

  /** Resolves when the file is free. What was asked for before is done first. */
  async close(): Promise<void> {
    if (!this.#failure) this.#worker.postMessage('close');
    await this.#gone;
  }

  #settle(answer: BatchAnswer): void {
    // With `node --watch` Node itself sends messages: which files the thread has loaded.
    if (typeof answer?.id !== 'number') return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.rows);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}

/** Kysely's SQLite dialect over the thread. */
export function sqliteDialect(thread: SqliteThread): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(thread),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/**
 * Connections to the one thread, which does what it is sent in the order in which it comes. Questions outside of a
 * transaction go at once, many at a time; one transaction runs at a time, and nobody sees it before it is whole.
 */
class ThreadDriver implements Driver {
  readonly #thread: SqliteThread;
  readonly #queue: (() => void)[] = [];
  #isTaken = false;
  /** Resolves when the transaction ends that the thread has begun and not finished. */
  #exposed: Promise<void> | null = null;

  constructor(thread: SqliteThread) {
    this.#thread = thread;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection> {
    return new ThreadConnection(this);
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(connection: ThreadConnection): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#isTaken = true;
    connection.begin();
  }

  async commitTransaction(connection: ThreadConnection): Promise<void> {
    await connection.end('commit');
    this.#release();
  }

  /** Also after a commit that failed. */
  async rollbackTransaction(connection: ThreadConnection): Promise<void> {
    try {
      await connection.end('rollback');
    } finally {
      this.#release();
    }
  }

  async destroy(): Promise<void> {
    await this.#thread.close();
  }

  /** Runs what belongs to no transaction. */
  async ask(statement: Statement): Promise<unknown[]> {
    while (this.#exposed) await this.#exposed;
    return await this.#thread.run([statement]);
  }

  /** Runs part of a transaction; from here until it ends others wait. */
  async askWithin(statements: readonly Statement[]): Promise<unknown[]> {
    this.#exposed ??= new Promise((resolve) => {
      this.#conceal = resolve;
    });
    return await this.#thread.run(statements);
  }

  async end(statements: readonly Statement[]): Promise<void> {
    await this.#thread.run(statements);
  }

  #conceal: () => void = () => {};

  #release(): void {
    this.#exposed = null;
    this.#conceal();
    const next = this.#queue.shift();
    if (next) next();
    else this.#isTaken = false;
  }
}

const writes = /^\s*(insert|update|delete)\b(?!.*\breturning\b)/is;

/**
 * Within a transaction nothing that only writes is waited for: it goes to the thread with the next question or with the
 * commit, so that a transaction that asks nothing is one message there and one back. What cannot be written
 * shows then; Kysely's counts of changed rows are not known.
 */
class ThreadConnection implements DatabaseConnection {
  readonly #driver: ThreadDriver;
  /** What has not been sent yet; null outside of a transaction. */
  #pending: Statement[] | null = null;

  constructor(driver: ThreadDriver) {
    this.#driver = driver;
  }

  begin(): void {
    this.#pending = [{ sql: 'begin', parameters: [] }];
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const pending = this.#pending ?? [];
    this.#pending = null;
    const before = how === 'commit' ? pending : [];
    await this.#driver.end([...before, { sql: how, parameters: [] }]);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const pending = this.#pending;
    if (!pending) return { rows: (await this.#driver.ask({ sql, parameters })) as R[] };
    pending.push({ sql, parameters });
    if (writes.test(sql)) return { rows: [] };
    return { rows: (await this.#driver.askWithin(pending.splice(0))) as R[] };
  }

  // biome-ignore lint/correctness/useYield: nothing of ours is read as a stream
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the database does not stream');
  }
}
