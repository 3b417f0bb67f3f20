/** The database's thread and the one connection to it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SqliteThread, sqliteDialect } from '../../server/store/sqlite.ts';
import { removeFolder, temporaryFolder } from '../support/server.ts';

interface Tables {
  thing: { id: number; name: string };
}

let folder: string;
let thread: SqliteThread;
let db: Kysely<Tables>;

beforeEach(async () => {
  folder = temporaryFolder();
  thread = await SqliteThread.open(join(folder, 'test.sqlite'));
  db = new Kysely<Tables>({ dialect: sqliteDialect(thread) });
  await sql`create table thing (id integer primary key, name text not null)`.execute(db);
});
afterEach(async () => {
  await db.destroy();
  removeFolder(folder);
});

const names = async (): Promise<string[]> =>
  (await db.selectFrom('thing').select('name').orderBy('id').execute()).map(({ name }) => name);

test('a transaction is seen by nobody before it is whole', async () => {
  let seen: Promise<string[]> | null = null;
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('thing').values({ id: 1, name: 'one' }).execute();
    // A question within sends what was written, and still it is nobody else's business.
    expect(await trx.selectFrom('thing').select('name').execute()).toEqual([{ name: 'one' }]);
    seen = names();
    await trx.insertInto('thing').values({ id: 2, name: 'two' }).execute();
  });
  expect(await seen).toEqual(['one', 'two']);
});

test('what cannot be written fails the whole transaction, and the next one is not touched by it', async () => {
  await db.insertInto('thing').values({ id: 1, name: 'one' }).execute();
  const failed = db.transaction().execute(async (trx) => {
    await trx.insertInto('thing').values({ id: 2, name: 'two' }).execute();
    await trx.insertInto('thing').values({ id: 1, name: 'again' }).execute();
    await trx.insertInto('thing').values({ id: 3, name: 'three' }).execute();
  });
  const next = db.transaction().execute(async (trx) => {
    await trx.insertInto('thing').values({ id: 4, name: 'four' }).execute();
  });
  await expect(failed).rejects.toThrow(/UNIQUE/);
  await next;
  expect(await names()).toEqual(['one', 'four']);
});

test('a transaction given up leaves nothing, whether it has asked something or not', async () => {
  for (const isAsking of [false, true])
    await expect(
      db.transaction().execute(async (trx) => {
        await trx.insertInto('thing').values({ id: 1, name: 'one' }).execute();
        if (isAsking) await trx.selectFrom('thing').select('id').execute();
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
  expect(await names()).toEqual([]);
});

test('a closed database does what it was asked before, and refuses what comes after', async () => {
  const before = thread.run([{ sql: "insert into thing values (1, 'one')", parameters: [] }]);
  const asked = thread.run([{ sql: 'select count(*) as n from thing', parameters: [] }]);
  await thread.close();
  await before;
  expect(await asked).toEqual([{ n: 1 }]);
  await expect(names()).rejects.toThrow('closed');
});

test('the write-ahead log is carried over into the database and does not grow for ever', async () => {
  const file = join(folder, 'test.sqlite');
  const sizes = { log: 0, written: 0 };
  for (let id = 1; id <= 24; id++) {
    const name = 'x'.repeat(500_000);
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('thing').values({ id, name }).execute();
    });
    sizes.written += name.length;
    sizes.log = Math.max(sizes.log, statSync(`${file}-wal`).size);
  }
  // Twelve million bytes went through a log that is carried over after four.
  expect(sizes.written).toBe(12_000_000);
  expect(sizes.log).toBeLessThan(6_000_000);
  expect(statSync(file).size).toBeGreaterThan(6_000_000);
  expect(await names()).toHaveLength(24);
});
