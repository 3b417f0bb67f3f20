import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import type { Action } from '../../shared/game/action.ts';
import type { Metrics } from '../../shared/game/kind.ts';
import { CommitQueue } from './commit.ts';
import { migrate } from './migrations.ts';
import { SqliteThread, sqliteDialect } from './sqlite.ts';
import type { SessionRow, Tables } from './tables.ts';

export type Reader = Kysely<Tables> | Transaction<Tables>;

/** The database, open and up to date, and the one queue through which everything is written. */
export interface Store {
  readonly db: Kysely<Tables>;
  readonly queue: CommitQueue;
  close(): Promise<void>;
}

/**
 * Opens `pyarena.sqlite` in `dataDir`, made where it is missing. Throws with a sentence for whoever starts the
 * server if the folder cannot be written or another server has it open.
 */
export async function openStore(dataDir: string): Promise<Store> {
  const file = join(dataDir, 'pyarena.sqlite');
  let thread: SqliteThread;
  try {
    mkdirSync(dataDir, { recursive: true });
    thread = await SqliteThread.open(file);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (/locked|busy/i.test(detail))
      throw new Error(`another server is using ${file}; stop it, or set DATA_DIR to another folder`);
    throw new Error(
      `the database ${file} cannot be opened (${detail}); DATA_DIR must be a folder we may write`,
    );
  }
  const db = new Kysely<Tables>({ dialect: sqliteDialect(thread) });
  await migrate(db);
  const queue = new CommitQueue(db);
  return {
    db,
    queue,
    async close() {
      await queue.drain();
      await db.destroy();
    },
  };
}

/** The game that the player goes on with at the level, if one was begun. */
export async function currentSession(
  db: Reader,
  player: string,
  level: string,
): Promise<SessionRow | undefined> {
  return await db
    .selectFrom('session')
    .selectAll()
    .where('player', '=', player)
    .where('level', '=', level)
    .where('current', '=', 1)
    .executeTakeFirst();
}

/** Every game of the player, oldest rows first. */
export async function sessionsOf(db: Reader, player: string): Promise<SessionRow[]> {
  return await db.selectFrom('session').selectAll().where('player', '=', player).orderBy('day').execute();
}

/** The log of a game, in order. */
export async function readLog(db: Reader, session: string): Promise<Action[]> {
  const rows = await db
    .selectFrom('action')
    .select('body')
    .where('session', '=', session)
    .orderBy('seq')
    .execute();
  return rows.map((row) => JSON.parse(row.body) as Action);
}

export interface Best {
  readonly metrics: Metrics;
  readonly actions: readonly Action[];
}

/** The best won attempts of the player: level id and rules hash with each. */
export async function bestsOf(
  db: Reader,
  player: string,
): Promise<(Best & { readonly level: string; readonly rules: string })[]> {
  const rows = await db.selectFrom('best').selectAll().where('player', '=', player).execute();
  return rows.map((row) => ({
    level: row.level,
    rules: row.rules,
    metrics: JSON.parse(row.metrics) as Metrics,
    actions: JSON.parse(row.actions) as Action[],
  }));
}

/**
 * Keeps `best` if it beats what is stored (`compare` negative: the first is better), together with its rows for the
 * histogram. `metrics` are those that decide the score.
 */
export async function keepBest(
  trx: Transaction<Tables>,
  key: { readonly player: string; readonly level: string; readonly rules: string },
  best: Best,
  compare: (a: Metrics, b: Metrics) => number,
): Promise<void> {
  const { player, level, rules } = key;
  const stored = await trx
    .selectFrom('best')
    .select('metrics')
    .where('player', '=', player)
    .where('level', '=', level)
    .where('rules', '=', rules)
    .executeTakeFirst();
  if (stored && compare(best.metrics, JSON.parse(stored.metrics) as Metrics) >= 0) return;
  const metrics = JSON.stringify(best.metrics);
  const actions = JSON.stringify(best.actions);
  await trx
    .insertInto('best')
    .values({ player, level, rules, metrics, actions })
    .onConflict((conflict) =>
      conflict.columns(['player', 'level', 'rules']).doUpdateSet({ metrics, actions }),
    )
    .execute();
  for (const [metric, value] of Object.entries(best.metrics)) {
    await trx
      .insertInto('score')
      .values({ player, level, rules, metric, value })
      .onConflict((conflict) =>
        conflict.columns(['player', 'level', 'rules', 'metric']).doUpdateSet({ value }),
      )
      .execute();
  }
}

/** How often each value of each metric occurs among all stored best results at the level. */
export async function readHistogram(
  db: Reader,
  level: string,
  rules: string,
): Promise<{ players: number; metrics: Record<string, { value: number; count: number }[]> }> {
  const rows = await db
    .selectFrom('score')
    .select((e) => ['metric', 'value', e.fn.countAll<number>().as('count')])
    .where('level', '=', level)
    .where('rules', '=', rules)
    .groupBy(['metric', 'value'])
    .orderBy('metric')
    .orderBy('value')
    .execute();
  const metrics: Record<string, { value: number; count: number }[]> = {};
  for (const { metric, value, count } of rows) (metrics[metric] ??= []).push({ value, count: Number(count) });
  const { players } = await db
    .selectFrom('best')
    .select((e) => e.fn.countAll<number>().as('players'))
    .where('level', '=', level)
    .where('rules', '=', rules)
    .executeTakeFirstOrThrow();
  return { players: Number(players), metrics };
}

/** How often the player's progress was reset. */
export async function resetsOf(db: Reader, player: string): Promise<number> {
  const row = await db.selectFrom('reset').select('count').where('player', '=', player).executeTakeFirst();
  return row?.count ?? 0;
}

/** Forgets the player: games, logs, best results. Only that there was a reset is remembered. */
export async function forgetPlayer(trx: Transaction<Tables>, player: string): Promise<void> {
  await trx
    .deleteFrom('action')
    .where('session', 'in', trx.selectFrom('session').select('id').where('player', '=', player))
    .execute();
  for (const table of ['session', 'best', 'score'] as const)
    await trx.deleteFrom(table).where('player', '=', player).execute();
  await trx
    .insertInto('reset')
    .values({ player, count: 1 })
    .onConflict((conflict) =>
      conflict.column('player').doUpdateSet((e) => ({ count: e('reset.count', '+', 1) })),
    )
    .execute();
}

/** Incidents kept; the oldest go first. */
const INCIDENTS = 500;

/** Keeps what should never happen, with what is needed to reproduce it. */
export async function keepIncident(trx: Transaction<Tables>, kind: string, body: unknown): Promise<void> {
  await trx
    .insertInto('incident')
    .values({ kind, body: JSON.stringify(body), day: today() })
    .execute();
  await trx
    .deleteFrom('incident')
    .where('id', 'not in', trx.selectFrom('incident').select('id').orderBy('id', 'desc').limit(INCIDENTS))
    .execute();
}

/** Days since 1970: the only time that is stored. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}
