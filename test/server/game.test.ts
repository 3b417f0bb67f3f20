import { afterEach, beforeEach, expect, test } from 'vitest';
import { Game } from '../../server/games/game.ts';
import { Games } from '../../server/games/games.ts';
import { ProgressDesk } from '../../server/games/progress.ts';
import type { Job } from '../../server/store/commit.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import type { Action } from '../../shared/game/action.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { removeFolder, temporaryFolder } from '../support/server.ts';
import { ones, toyCatalog } from '../support/toy.ts';

const entry = toyCatalog.get('toy-1')!;
const long = toyCatalog.get('toy-long')!;
const add = (n: number): Action => ({ type: 'add', n });
const everything = { session: null, have: 0, hash: null };
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(folder);
});
afterEach(async () => {
  await store.close();
  removeFolder(folder);
});

/** The store, with a disk that fails as long as `isFull` says so. */
function failingStore(isFull: () => boolean): Store {
  const queue = Object.create(store.queue) as Store['queue'];
  queue.commit = (job: Job) =>
    store.queue.commit(isFull() ? { ...job, work: () => Promise.reject(new Error('disk full')) } : job);
  return { ...store, queue };
}

test('a game that is opened again is where it was', async () => {
  const game = await Game.open(store, 'p', entry);
  await game.act({ session: game.id, seq: 0, actions: [add(1), add(2)] });
  const again = await Game.open(store, 'p', entry);
  expect([again.id, again.session.log, again.hash]).toEqual([game.id, [add(1), add(2)], game.hash]);
});

test('what the disk does not take was never accepted, and can be sent again', async () => {
  let isFull = false;
  const game = await Game.open(
    failingStore(() => isFull),
    'p',
    entry,
  );
  await game.act({ session: game.id, seq: 0, actions: [add(1)] });
  const hash = game.hash;
  isFull = true;
  const answers = await Promise.all([
    game.act({ session: game.id, seq: 1, actions: [add(2)] }),
    game.act({ session: game.id, seq: 2, actions: [add(3)] }),
  ]);
  expect(answers.map((answer) => answer.kind)).toEqual(['refused', 'refused']);
  expect([game.session.log, game.hash]).toEqual([[add(1)], hash]);
  isFull = false;
  expect(await game.act({ session: game.id, seq: 1, actions: [add(2)] })).toMatchObject({ kind: 'accepted' });
  expect((await Game.open(store, 'p', entry)).session.log).toEqual([add(1), add(2)]);
});

test('a first action that the disk does not take leaves a game that can still begin', async () => {
  let isFull = true;
  const game = await Game.open(
    failingStore(() => isFull),
    'p',
    entry,
  );
  expect(await game.act({ session: game.id, seq: 0, actions: [add(1)] })).toMatchObject({ why: 'storage' });
  isFull = false;
  expect(await game.act({ session: game.id, seq: 0, actions: [add(1)] })).toMatchObject({ kind: 'accepted' });
  expect((await Game.open(store, 'p', entry)).id).toBe(game.id);
});

test('a stored game of other rules is closed, not lost', async () => {
  const game = await Game.open(store, 'p', entry);
  await game.act({ session: game.id, seq: 0, actions: [add(1)] });
  const changed = await Game.open(store, 'p', { ...entry, rules: 'f'.repeat(16) });
  expect(changed.session.log).toEqual([]);
  expect(changed.id).not.toBe(game.id);
  const rows = await store.db.selectFrom('session').select(['id', 'current']).execute();
  expect(rows).toEqual([{ id: game.id, current: 0 }]);
});

test('a stored log that cannot be replayed is reported with everything, and play goes on', async () => {
  const game = await Game.open(store, 'p', entry);
  await game.act({ session: game.id, seq: 0, actions: [add(1)] });
  await store.queue.commit({
    actions: [{ session: game.id, seq: 1, body: '{"type":"add","n":99}', hash: '' }],
  });
  const again = await Game.open(store, 'p', entry);
  expect(again.session.log).toEqual([]);
  const [incident] = await store.db.selectFrom('incident').selectAll().execute();
  expect(incident.kind).toBe('unreplayable');
  expect(JSON.parse(incident.body)).toMatchObject({ log: [add(1), add(99)] });
});

test('boards that differ are reported with the log', async () => {
  const game = await Game.open(store, 'p', entry);
  const error = console.error;
  console.error = () => {};
  await game.act({ session: game.id, seq: 0, actions: [add(1)], hash: '0'.repeat(16) });
  console.error = error;
  await store.queue.drain();
  const [incident] = await store.db.selectFrom('incident').selectAll().execute();
  expect(incident.kind).toBe('drift');
  expect(JSON.parse(incident.body)).toMatchObject({ level: 'toy-1', logLength: 1, log: [add(1)] });
});

test('a full log takes nothing more; a new game takes its place when it is asked for', async () => {
  const game = await Game.open(store, 'p', long);
  for (let seq = 0; seq < limits.logLength; seq += 500)
    await game.act({ session: game.id, seq, actions: ones(Math.min(500, limits.logLength - seq)) });
  const full = await game.act({ session: game.id, seq: limits.logLength, actions: [add(1)] });
  expect(full).toMatchObject({ kind: 'rejected', reason: { reason: 'logFull' } });
  const old = game.id;
  const replaced: string[] = [];
  game.listen({ committed() {}, replaced: (session) => replaced.push(session) });
  const answer = await game.sync({ ...everything, renew: old });
  expect(answer).toMatchObject({ logLength: 0, actions: [] });
  expect(replaced).toEqual([answer.session]);
  // Asked again, by a board that did not get the answer: nothing more happens.
  expect((await game.sync({ ...everything, renew: old })).session).toBe(answer.session);
  expect(await game.act({ session: answer.session, seq: 0, actions: [add(1)] })).toMatchObject({
    kind: 'accepted',
  });
});

test('whoever asks for a game while it is in memory gets the same one', async () => {
  const games = new Games(store, toyCatalog);
  const [one, two] = await Promise.all([games.hold('p', 'toy-1'), games.hold('p', 'toy-1')]);
  expect(two).toBe(one);
  expect(await games.hold('q', 'toy-1')).not.toBe(one);
  expect(await games.hold('p', 'no-such-level')).toBeUndefined();
});

test('a reset forgets everything of the player and nothing of others', async () => {
  const games = new Games(store, toyCatalog);
  const desk = new ProgressDesk(store, games, toyCatalog);
  for (const player of ['p', 'q']) {
    const game = (await games.hold(player, 'toy-1'))!;
    await game.act({ session: game.id, seq: 0, actions: [add(9), add(9), add(2)] });
  }
  const mine = (await games.hold('p', 'toy-1'))!;
  const racing = mine.act({ session: mine.id, seq: 3, actions: [{ type: 'undo' }] });
  expect(await desk.reset('p')).toBe(1);
  expect(['accepted', 'refused']).toContain((await racing).kind);
  expect(mine.session.log).toEqual([]);
  for (const table of ['session', 'best', 'score'] as const) {
    const rows = await store.db.selectFrom(table).select('player').execute();
    expect(new Set(rows.map((row) => row.player))).toEqual(new Set(['q']));
  }
  expect((await store.db.selectFrom('action').select('seq').execute()).length).toBe(3);
  expect((await desk.read('p')).resets).toBe(1);
  expect(await desk.reset('p')).toBe(2);
});
