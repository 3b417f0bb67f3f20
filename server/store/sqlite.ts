import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

/** Statements kept for the next time: the same few come again and again. */
const PREPARED = 400;

/**
 * Kysely's SQLite dialect over the SQLite that is part of Node. WAL with FULL synchronisation: a commit that has
 * returned survives the loss of the process and of the power. The lock is exclusive, because the games in memory are
 * the only ones that may write: a second server on the same file fails at once.
 */
export function sqliteDialect(file: string): SqliteDialect {
  const raw = new DatabaseSync(file);
  try {
    raw.exec(`
      PRAGMA busy_timeout = 3000;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      BEGIN IMMEDIATE; COMMIT;
    `);
  } catch (error) {
    raw.close();
    throw error;
  }
  const prepared = new Map<string, StatementSync>();
  return new SqliteDialect({
    database: {
      close: () => raw.close(),
      prepare: (query) => {
        let statement = prepared.get(query);
        if (!statement) {
          if (prepared.size >= PREPARED) prepared.delete(prepared.keys().next().value!);
          prepared.set(query, (statement = raw.prepare(query)));
        }
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
          run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
          iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
        };
      },
    },
  });
}
