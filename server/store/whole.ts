/** Logs that came in whole, from where no server was: kept beside the game that a player goes on with. */
import { sql, type Transaction } from 'kysely';
import { canonicalJson, hashJson } from '../../shared/base/canonical.ts';
import type { Action } from '../../shared/game/action.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import { type Reader, readLog, today } from './store.ts';
import type { ActionRow, SessionTable, Tables } from './tables.ts';

export interface WholeOwner {
  readonly player: string;
  readonly level: string;
  readonly rules: string;
}

/** Rows of one INSERT statement. */
const SLICE = 200;

/**
 * Keeps a log of accepted actions; false where it is there already. Of one owner at one level `kept` stay, the oldest go.
 */
export async function keepWhole(
  trx: Transaction<Tables>,
  owner: WholeOwner,
  origin: SessionTable['origin'],
  log: readonly Action[],
  kept: number,
): Promise<boolean> {
  const { player, level, rules } = owner;
  const digest = hashJson({ level, rules, log });
  const known = await trx
    .selectFrom('session')
    .select('id')
    .where('player', '=', player)
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (known) return false;
  const id = `${digest}-${hashJson(player)}`;
  await trx
    .insertInto('session')
    .values({ id, ...owner, engine: ENGINE_VERSION, origin, current: 0, digest, day: today() })
    .execute();
  const rows: ActionRow[] = log.map((action, seq) => ({
    session: id,
    seq,
    body: canonicalJson(action),
    hash: '',
  }));
  for (let i = 0; i < rows.length; i += SLICE)
    await trx
      .insertInto('action')
      .values(rows.slice(i, i + SLICE))
      .execute();
  await trx
    .deleteFrom('session')
    .where('player', '=', player)
    .where('level', '=', level)
    .where('digest', 'is not', null)
    .where(
      'id',
      'not in',
      trx
        .selectFrom('session')
        .select('id')
        .where('player', '=', player)
        .where('level', '=', level)
        .where('digest', 'is not', null)
        .orderBy(sql`rowid`, 'desc')
        .limit(kept),
    )
    .execute();
  return true;
}

/** The logs that came in whole for that owner, under today's rules. */
export async function readWholes(db: Reader, { player, level, rules }: WholeOwner): Promise<Action[][]> {
  const rows = await db
    .selectFrom('session')
    .select('id')
    .where('player', '=', player)
    .where('level', '=', level)
    .where('rules', '=', rules)
    .where('engine', '=', ENGINE_VERSION)
    .where('digest', 'is not', null)
    .orderBy('id')
    .execute();
  const logs: Action[][] = [];
  for (const { id } of rows) logs.push(await readLog(db, id));
  return logs;
}
