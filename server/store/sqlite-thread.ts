/**
 * The thread that has the database open. Writing waits for the disk; here nobody waits with it: the sockets are served by
 * another thread. It knows no table, it runs what it is sent, in the order in which it came.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Batch, BatchAnswer, Statement } from './sqlite.ts';

/** Statements kept for the next time: the same few come again and again. */
const PREPARED = 400;
/** Pages of the write-ahead log from which on they are carried over into the database. */
const LOG_PAGES = 1000;

const port = parentPort!;
const raw = open(workerData as string);
const prepared = new Map<string, StatementSync>();
const logSize = raw.prepare('PRAGMA wal_checkpoint(NOOP)');
const carryOver = raw.prepare('PRAGMA wal_checkpoint(PASSIVE)');

/**
 * WAL with FULL synchronisation: a commit that has returned survives the loss of the process and of the power. The lock
 * is exclusive, because the games in memory are the only ones that may write: a second server on the same file fails
 * at once. SQLite's own checkpoints would make the commit wait that happens to fill the log.
 */
function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      PRAGMA busy_timeout = 3000;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 0;
      PRAGMA foreign_keys = ON;
      BEGIN IMMEDIATE; COMMIT;
    `);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Runs the statements up to the first that fails; the rows of the last. */
function run(statements: readonly Statement[]): unknown[] {
  let rows: unknown[] = [];
  for (const { sql, parameters } of statements) {
    // After a failure a transaction may be over already: nothing to take back is no failure.
    if (sql === 'rollback' && !raw.isTransaction) continue;
    const statement = prepare(sql);
    const values = parameters as readonly SQLInputValue[];
    if (statement.columns().length > 0) rows = statement.all(...values);
    else {
      statement.run(...values);
      rows = [];
    }
  }
  return rows;
}

function prepare(sql: string): StatementSync {
  let statement = prepared.get(sql);
  if (!statement) {
    if (prepared.size >= PREPARED) prepared.delete(prepared.keys().next().value!);
    prepared.set(sql, (statement = raw.prepare(sql)));
  }
  return statement;
}

function answer(batch: Batch): BatchAnswer {
  try {
    return { id: batch.id, rows: run(batch.statements) };
  } catch (error) {
    return { id: batch.id, error: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Carries a log that has grown over into the database. To be called when an answer is out: it costs two more waits for the
 * disk, and what is acknowledged does not need it. One that fails is tried again after the next answer; a disk that takes
 * nothing any more shows in the commits.
 */
function keepLogShort(): void {
  if (raw.isTransaction) return;
  try {
    const { log, checkpointed } = logSize.get() as { log: number; checkpointed: number };
    if (log - checkpointed >= LOG_PAGES) carryOver.get();
  } catch {
    // See above.
  }
}

port.on('message', (batch: Batch | 'close') => {
  if (batch === 'close') {
    raw.close();
    port.close();
    return;
  }
  port.postMessage(answer(batch));
  keepLogShort();
});
port.postMessage('open');
