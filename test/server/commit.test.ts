import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Job, Stream } from '../../server/store/commit.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { removeFolder, temporaryFolder } from '../support/server.ts';

const folders: string[] = [];
let store: Store;
afterEach(async () => {
  await store.close();
  for (const folder of folders.splice(0)) removeFolder(folder);
});

async function open(folder = temporaryFolder()): Promise<Store> {
  folders.push(folder);
  store = await openStore(folder);
  return store;
}

const session =
  (id: string): Job['work'] =>
  async (trx) => {
    const row = { id, player: id, level: 'l', rules: 'r', engine: 1, origin: 'play' as const };
    await trx
      .insertInto('session')
      .values({ ...row, current: 0, digest: null, day: 0 })
      .execute();
  };
const row = (id: string, seq: number) => ({ session: id, seq, body: '{}', hash: '' });
const count = async (id: string): Promise<number> =>
  (await store.db.selectFrom('action').select('seq').where('session', '=', id).execute()).length;

test('jobs of one tick share a commit', async () => {
  await open();
  await store.queue.commit({ work: session('a') });
  const before = store.queue.commits;
  await Promise.all(
    Array.from({ length: 500 }, (_, seq) => store.queue.commit({ actions: [row('a', seq)] })),
  );
  expect(store.queue.commits - before).toBeLessThan(5);
  expect(await count('a')).toBe(500);
});

test('a job that fails takes no other with it, and leaves nothing behind', async () => {
  await open();
  await store.queue.commit({ work: session('a') });
  const outcomes = await Promise.allSettled([
    store.queue.commit({ actions: [row('a', 0)] }),
    store.queue.commit({ work: session('b'), actions: [row('nobody', 0)] }),
    store.queue.commit({ actions: [row('a', 1)] }),
    store.queue.commit({
      work: () => Promise.reject(new Error('own fault')),
      actions: [row('a', 2)],
    }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  expect(await count('a')).toBe(2);
  expect(await store.db.selectFrom('session').select('id').execute()).toEqual([{ id: 'a' }]);
});

test('what follows a failure in its stream is not written over the gap', async () => {
  await open();
  await store.queue.commit({ work: session('a') });
  const stream: Stream = { broken: false };
  const other: Stream = { broken: false };
  const outcomes = await Promise.allSettled([
    store.queue.commit({ stream, actions: [row('a', 0)] }),
    store.queue.commit({
      stream,
      work: () => Promise.reject(new Error('disk full')),
      actions: [row('a', 1)],
    }),
    store.queue.commit({ stream: other, actions: [row('a', 10)] }),
    store.queue.commit({ stream, actions: [row('a', 2)] }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  await expect(store.queue.commit({ stream, actions: [row('a', 3)] })).rejects.toThrow();
  const rows = await store.db.selectFrom('action').select('seq').orderBy('seq').execute();
  expect(rows.map(({ seq }) => seq)).toEqual([0, 10]);
});

test('drain waits for everything that was asked for', async () => {
  await open();
  await store.queue.commit({ work: session('a') });
  let done = 0;
  for (let seq = 0; seq < 20; seq++) void store.queue.commit({ actions: [row('a', seq)] }).then(() => done++);
  await store.queue.drain();
  expect(done).toBe(20);
});

test('what was written is there when the database is opened again, and the tables are made once', async () => {
  const folder = temporaryFolder();
  await open(folder);
  await store.queue.commit({ work: session('a'), actions: [row('a', 0)] });
  await store.close();
  await open(folder);
  expect(await count('a')).toBe(1);
});

test('a second server on the same data is turned away in words', async () => {
  const folder = temporaryFolder();
  await open(folder);
  await expect(openStore(folder)).rejects.toThrow(/another server is using .*pyarena\.sqlite/);
});

test('a folder that cannot be written is named', async () => {
  const folder = temporaryFolder();
  await open(folder);
  // A file stands where a folder would have to be.
  const dataDir = join(folder, 'pyarena.sqlite', 'data');
  await expect(openStore(dataDir)).rejects.toThrow(dataDir);
});
