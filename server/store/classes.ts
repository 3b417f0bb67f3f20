import type { Transaction } from 'kysely';
import type { ClassRoundRow, ClassRow, ClassSeatRow, NewClassRound } from './class-tables.ts';
import type { Reader } from './store.ts';
import type { Tables } from './tables.ts';

/** Everything of a class but its logs. */
export interface StoredClass {
  readonly row: ClassRow;
  readonly seats: readonly ClassSeatRow[];
  readonly rounds: readonly ClassRoundRow[];
  /** Length of the stored logs together, by player (`classPlayer`): the board's and those that came in beside it. */
  readonly logLengths: ReadonlyMap<string, number>;
}

/** The name under which a board of a class stands among the games: nobody's player key can be it. */
export function classPlayer(code: string, owner: string, round: number): string {
  return `class ${code} ${owner} ${round}`;
}

/** Every name that `classPlayer` gives for the class lies from the first up to the second. */
function playerRange(code: string): readonly [string, string] {
  return [`class ${code} `, `class ${code}!`];
}

export async function readClassRow(db: Reader, code: string): Promise<ClassRow | undefined> {
  return await db.selectFrom('class').selectAll().where('code', '=', code).executeTakeFirst();
}

/** Whether a key of that hash is the host's, the projector's or a student's of the class. */
export async function isClassKey(db: Reader, code: string, hash: string): Promise<boolean> {
  const seat = await db
    .selectFrom('class_seat')
    .select('seat')
    .where('code', '=', code)
    .where('key', '=', hash)
    .executeTakeFirst();
  const desk = await db
    .selectFrom('class')
    .select('code')
    .where('code', '=', code)
    .where((e) => e.or([e('host_key', '=', hash), e('projector_key', '=', hash)]))
    .executeTakeFirst();
  return seat !== undefined || desk !== undefined;
}

export async function readClass(db: Reader, code: string): Promise<StoredClass | undefined> {
  const row = await readClassRow(db, code);
  if (!row) return undefined;
  const seats = await db
    .selectFrom('class_seat')
    .selectAll()
    .where('code', '=', code)
    .orderBy('seat')
    .execute();
  const rounds = await db.selectFrom('class_round').selectAll().where('code', '=', code).execute();
  const [from, to] = playerRange(code);
  const lengths = await db
    .selectFrom('session')
    .innerJoin('action', 'action.session', 'session.id')
    .select((e) => ['session.player', e.fn.countAll<number>().as('length')])
    .where('session.player', '>=', from)
    .where('session.player', '<', to)
    .where((e) => e.or([e('session.current', '=', 1), e('session.digest', 'is not', null)]))
    .groupBy('session.player')
    .execute();
  return {
    row,
    seats,
    rounds,
    logLengths: new Map(lengths.map(({ player, length }) => [player, Number(length)])),
  };
}

export async function keepSeat(trx: Transaction<Tables>, row: ClassSeatRow): Promise<void> {
  const { code: _code, seat: _seat, ...rest } = row;
  await trx
    .insertInto('class_seat')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'seat']).doUpdateSet(rest))
    .execute();
}

export async function keepRound(trx: Transaction<Tables>, row: NewClassRound): Promise<void> {
  const { code: _code, seat: _seat, round: _round, ...rest } = row;
  await trx
    .insertInto('class_round')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'seat', 'round']).doUpdateSet(rest))
    .execute();
}

/** Who made each move of a shared heap, in order. */
export async function readMovers(db: Reader, session: string): Promise<number[]> {
  const rows = await db
    .selectFrom('class_move')
    .select('seat')
    .where('session', '=', session)
    .orderBy('seq')
    .execute();
  return rows.map(({ seat }) => seat);
}

/** Deletes the class with all that belongs to it. */
export async function forgetClass(trx: Transaction<Tables>, code: string): Promise<void> {
  const [from, to] = playerRange(code);
  const sessions = trx
    .selectFrom('session')
    .select('id')
    .where('player', '>=', from)
    .where('player', '<', to);
  for (const table of ['class_move', 'action'] as const)
    await trx.deleteFrom(table).where('session', 'in', sessions).execute();
  await trx.deleteFrom('session').where('player', '>=', from).where('player', '<', to).execute();
  for (const table of ['class_round', 'class_seat', 'class'] as const)
    await trx.deleteFrom(table).where('code', '=', code).execute();
}

export async function expiredClasses(db: Reader, nowMs: number): Promise<string[]> {
  const rows = await db.selectFrom('class').select('code').where('expires_ms', '<=', nowMs).execute();
  return rows.map(({ code }) => code);
}
