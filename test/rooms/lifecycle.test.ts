import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { add, Browser, settled, sum, toy } from '../support/hosts.ts';
import { Network } from '../support/proxy.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { newKey, RawBoard, request, until } from '../support/socket.ts';

const server = new ServerProcess(temporaryFolder());
const network = new Network(() => server.port);
const pages: Browser[] = [];
const browser = (storage?: Storage): Browser => {
  const page = new Browser(storage);
  pages.push(page);
  return page;
};

beforeAll(async () => {
  await server.start();
  await network.start();
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(async () => {
  await network.stop();
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

test('a move is there at once and acknowledged soon after', async () => {
  const host = browser().open(server.url).open(toy('toy-1'));
  expect(host.dispatch(add(3)).ok).toBe(true);
  expect(sum(host)).toBe(3);
  expect(host.pending.value).toBe(1);
  await settled(host);
});

test('a refused move tells why and changes nothing, here and there', async () => {
  const host = browser().open(server.url).open(toy('toy-1'));
  for (const n of [9, 9]) host.dispatch(add(n));
  expect(host.preview(add(3))).toMatchObject({ reason: 'tooMuch' });
  expect(host.dispatch(add(3))).toMatchObject({ ok: false, reason: { reason: 'tooMuch' } });
  expect(host.rejection.value).toMatchObject({ reason: 'tooMuch', action: add(3) });
  await settled(host);
  expect(host.session.value.log).toHaveLength(2);
  host.dispatch(add(2));
  expect(host.rejection.value).toBeNull();
});

test('refresh: the same level at the same move', async () => {
  const page = browser();
  const before = page.open(server.url).open(toy('toy-1'));
  for (const n of [1, 2, 3]) before.dispatch(add(n));
  await settled(before);
  page.close();
  const after = page.open(server.url).open(toy('toy-1'));
  expect(sum(after)).toBe(6);
  await settled(after);
  expect(after.session.value.log).toHaveLength(3);
});

test('refresh before the acknowledgement: what was pending is handed in', async () => {
  const page = browser();
  const before = page.open(server.url).open(toy('toy-1'));
  for (const n of [1, 2, 3]) before.dispatch(add(n));
  expect(before.pending.value).toBe(3);
  page.close();
  const after = page.open(server.url).open(toy('toy-1'));
  expect(sum(after)).toBe(6);
  await settled(after);
  const key = JSON.parse(page.storage.getItem('pyarena.player')!);
  const raw = await RawBoard.open(server.url, key);
  expect((await raw.sync()).logLength).toBe(3);
  await raw.leave();
});

test('another device with the player key finds the game', async () => {
  const first = browser().open(server.url);
  const host = first.open(toy('toy-1'));
  host.dispatch(add(7));
  await settled(host);
  const second = browser().open(server.url);
  expect(second.player.adopt(first.player.key.value)).toBe(true);
  const other = second.open(toy('toy-1'));
  await until(() => sum(other) === 7, 'the game on the second device');
});

test('a player adopted while a level is open takes the board over', async () => {
  const first = browser().open(server.url);
  const host = first.open(toy('toy-1'));
  host.dispatch(add(8));
  await settled(host);
  const second = browser().open(server.url);
  const other = second.open(toy('toy-1'));
  other.dispatch(add(1));
  await settled(other);
  expect(second.player.adopt('nonsense')).toBe(false);
  second.player.adopt(first.player.key.value);
  await until(() => sum(other) === 8, "the other player's game");
  await settled(other);
  expect(host.session.value.log).toEqual([add(8)]);
});

test('a lost connection comes back by itself, with what was played meanwhile', async () => {
  const page = browser();
  const hosts = page.open(network.url);
  const host = hosts.open(toy('toy-1'));
  host.dispatch(add(1));
  await settled(host);
  expect(network.cut()).toBeGreaterThan(0);
  host.dispatch(add(2));
  await until(() => host.connection.value !== 'online', 'the loss being noticed');
  host.dispatch(add(3));
  await settled(host);
  const { actions } = await stored(hosts.player.key.value);
  expect(actions).toEqual([add(1), add(2), add(3)]);
});

test('a connection that died without a word is noticed when a move gets no answer', async () => {
  const hosts = browser().open(network.url);
  const host = hosts.open(toy('toy-1'));
  host.dispatch(add(1));
  await settled(host);
  network.silence();
  host.dispatch(add(2));
  await until(() => host.connection.value !== 'online', 'the silence being noticed');
  await settled(host);
  expect((await stored(hosts.player.key.value)).actions).toEqual([add(1), add(2)]);
});

test('a second tab follows live, both ways', async () => {
  const page = browser();
  const one = page.open(server.url).open(toy('toy-1'));
  const tab = browser(page.storage);
  const two = tab.open(server.url).open(toy('toy-1'));
  const heard: string[] = [];
  two.onEvents(({ cause, events }) => heard.push(`${cause} ${events.map((event) => event.type)}`));
  await settled(one);
  await settled(two);
  one.dispatch(add(4));
  await until(() => sum(two) === 4, 'the second tab following');
  expect(heard).toContain('other added');
  two.dispatch(add(5));
  await until(() => sum(one) === 9, 'the first tab following');
  one.dispatch({ type: 'undo' });
  await until(() => sum(two) === 4, 'the undo following');
  await settled(one);
  expect((await stored(JSON.parse(page.storage.getItem('pyarena.player')!))).logLength).toBe(3);
});

test('Back and forward again: leaving the level and coming back finds the move', async () => {
  const hosts = browser().open(server.url);
  const host = hosts.open(toy('toy-1'));
  host.dispatch(add(5));
  host.close();
  const other = hosts.open(toy('toy-2'));
  other.dispatch(add(6));
  other.close();
  const again = hosts.open(toy('toy-1'));
  expect(sum(again)).toBe(5);
  await settled(again);
  again.close();
  await until(async () => (await stored(hosts.player.key.value, 'toy-2')).logLength === 1, 'the other level');
});

test('two players at one level do not see each other', async () => {
  const one = browser().open(server.url).open(toy('toy-1'));
  const two = browser().open(server.url).open(toy('toy-1'));
  one.dispatch(add(1));
  two.dispatch(add(2));
  await settled(one);
  await settled(two);
  expect(sum(one)).toBe(1);
  expect(sum(two)).toBe(2);
});

test('a seat needs a key, and a key opens only its own game', async () => {
  const body = { protocol: 1, engine: 1, level: 'toy-1', rules: '0'.repeat(16) };
  for (const key of [null, 'pa_short', `pa_${'A'.repeat(32)}`, `pa_${'a'.repeat(33)}`])
    expect((await request(`${server.url}/api/rooms/solo`, key, 'POST', body)).status).toBe(401);
  for (const path of ['create/solo', 'joinOrCreate/solo', 'join/solo', 'joinById/abc', 'reconnect/abc']) {
    const { body: answer } = await request(`${server.url}/matchmake/${path}`, null, 'POST', {});
    expect(JSON.stringify(answer)).toContain('invalid method');
  }
});

test('played offline, handed in when the server is there: the same log, all levels', async () => {
  const page = browser();
  const offline = page.open(null);
  const host = offline.open(toy('toy-1'));
  expect(host.connection.value).toBe('offline');
  for (const n of [9, 9, 2]) host.dispatch(add(n));
  host.close();
  const second = offline.open(toy('toy-2'));
  for (const n of [9, 9]) second.dispatch(add(n));
  second.close();
  expect(offline.progress.levels.value.get('toy-1')).toMatchObject({ medal: 'gold', stored: false });
  page.close();
  const online = page.open(server.url);
  const { key } = online.player;
  await until(async () => (await stored(key.value, 'toy-1')).logLength === 3, 'the first level handed in');
  await until(async () => (await stored(key.value, 'toy-2')).logLength === 2, 'the second level handed in');
  await until(() => online.progress.levels.value.get('toy-1')!.stored, 'the result being stored');
  const { body } = await request(`${server.url}/api/progress`, key.value);
  expect(body.levels).toMatchObject([{ level: 'toy-1', medal: 'gold', metrics: { moves: 3 } }]);
});

test("both devices went on: the server's game stays, the offline attempt counts, the player is told", async () => {
  const away = browser();
  const first = away.open(server.url);
  const shared = first.open(toy('toy-1'));
  shared.dispatch(add(1));
  await settled(shared);
  away.close();
  // On the road: a win in four moves.
  const offline = away.open(null).open(toy('toy-1'));
  for (const n of [9, 9, 1]) offline.dispatch(add(n));
  away.close();
  // At home: another way.
  const home = browser().open(server.url);
  home.player.adopt(first.player.key.value);
  const there = home.open(toy('toy-1'));
  await until(() => sum(there) === 1, 'the game at home');
  there.dispatch(add(5));
  await settled(there);
  // Back online.
  const back = away.open(server.url);
  const host = back.open(toy('toy-1'));
  await until(() => host.notices.value.some(({ type }) => type === 'attemptKept'), 'the notice');
  await settled(host);
  expect(sum(host)).toBe(6);
  expect(host.session.value.log).toEqual([add(1), add(5)]);
  await until(async () => {
    const { body } = await request(`${server.url}/api/progress`, back.player.key.value);
    return body.levels[0]?.metrics.moves === 4;
  }, 'the score of the offline attempt');
  const { body } = await request(`${server.url}/api/progress/export`, back.player.key.value);
  const logs = body.sessions.map((session: { log: unknown }) => session.log);
  expect(logs).toContainEqual([add(1), add(9), add(9), add(1)]);
});

test('a best result of which the server knows nothing is handed in by itself', async () => {
  const page = browser();
  const hosts = page.open(null);
  const host = hosts.open(toy('toy-1'));
  for (const n of [9, 9, 2]) host.dispatch(add(n));
  page.close();
  // The game is gone from the browser, the result is not.
  for (const name of Object.keys(dump(page.storage)))
    if (name.includes('.game.')) page.storage.removeItem(name);
  const online = page.open(server.url);
  await until(() => online.progress.levels.value.get('toy-1')?.stored === true, 'the result being stored');
  const { body } = await request(`${server.url}/api/levels/toy-1/histogram`, null);
  expect(body.metrics.moves).toContainEqual({ value: 3, count: expect.any(Number) });
});

test('a server that stops and starts: nothing to click, nothing lost', async () => {
  const hosts = browser().open(server.url);
  const host = hosts.open(toy('toy-1'));
  host.dispatch(add(1));
  await settled(host);
  expect(await server.stop('SIGTERM')).toBe(0);
  await until(() => host.connection.value === 'offline', 'the server being missed');
  host.dispatch(add(2));
  expect(sum(host)).toBe(3);
  await server.start();
  await settled(host);
  expect((await stored(hosts.player.key.value)).actions).toEqual([add(1), add(2)]);
});

test('a server killed in the middle of play has every acknowledged action', async () => {
  const hosts = browser().open(server.url);
  const host = hosts.open(toy('toy-long'));
  await settled(host);
  const raws = await Promise.all(Array.from({ length: 4 }, () => newKey()).map(playUntilKilled));
  host.dispatch(add(1));
  await until(() => raws.every((raw) => raw.acknowledged > 5), 'acknowledgements');
  await server.stop('SIGKILL');
  await Promise.all(raws.map((raw) => raw.over));
  await server.start();
  for (const { key, acknowledged } of raws) {
    const { logLength, actions } = await stored(key, 'toy-long');
    expect(logLength).toBeGreaterThanOrEqual(acknowledged);
    expect(actions.every((action: { n: number }, index: number) => action.n === (index % 9) + 1)).toBe(true);
  }
  await settled(host);
  expect((await stored(hosts.player.key.value, 'toy-long')).actions).toEqual([add(1)]);
});

test('reset: the player is forgotten, open boards are empty, other devices follow', async () => {
  const page = browser();
  const hosts = page.open(server.url);
  const host = hosts.open(toy('toy-1'));
  for (const n of [9, 9, 2]) host.dispatch(add(n));
  await settled(host);
  const other = browser();
  const elsewhere = other.open(server.url);
  elsewhere.player.adopt(hosts.player.key.value);
  const board = elsewhere.open(toy('toy-1'));
  await until(() => sum(board) === 20, 'the other device');
  await until(() => elsewhere.progress.levels.value.has('toy-1'), "the other device's progress");
  await hosts.progress.reset();
  expect(sum(host)).toBe(0);
  expect(hosts.progress.levels.value.size).toBe(0);
  await until(() => sum(board) === 0, 'the other device being empty');
  await until(() => elsewhere.progress.levels.value.size === 0, "the other device's progress being empty");
  host.dispatch(add(3));
  await settled(host);
  await until(() => sum(board) === 3, 'play going on');
  const { body } = await request(`${server.url}/api/progress`, hosts.player.key.value);
  expect(body.levels).toEqual([]);
});

test('reset without a server is caught up before anything else is said', async () => {
  const page = browser();
  const before = page.open(server.url);
  const host = before.open(toy('toy-1'));
  for (const n of [9, 9, 2]) host.dispatch(add(n));
  await settled(host);
  page.close();
  const offline = page.open('http://127.0.0.1:9');
  await offline.progress.reset();
  const empty = offline.open(toy('toy-1'));
  empty.dispatch(add(4));
  page.close();
  const after = page.open(server.url).open(toy('toy-1'));
  await settled(after);
  expect(after.session.value.log).toEqual([add(4)]);
  const { body } = await request(`${server.url}/api/progress`, before.player.key.value);
  expect(body.levels).toEqual([]);
});

test('export and import carry games and results to another player', async () => {
  const from = browser().open(server.url);
  const host = from.open(toy('toy-1'));
  for (const n of [9, 9, 2]) host.dispatch(add(n));
  host.dispatch({ type: 'restart' });
  host.dispatch(add(6));
  await settled(host);
  const text = await from.progress.export();
  const to = browser().open(server.url);
  const board = to.open(toy('toy-1'));
  await settled(board);
  expect(await to.progress.import(text)).toMatchObject({ ok: true, refused: 0 });
  await until(() => sum(board) === 6, 'the game going on');
  expect(to.progress.levels.value.get('toy-1')).toMatchObject({ medal: 'gold', stored: true });
  expect(await to.progress.import('{"a": 1}')).toEqual({ ok: false, reason: 'notAnExport' });
  expect(await to.progress.import('nonsense')).toEqual({ ok: false, reason: 'notAnExport' });
});

test('import without a server counts at once and is handed in later', async () => {
  const source = browser().open(null);
  const host = source.open(toy('toy-1'));
  for (const n of [9, 9, 2]) host.dispatch(add(n));
  const text = await source.progress.export();
  const page = browser();
  const hosts = page.open(null);
  expect(await hosts.progress.import(text)).toMatchObject({ ok: true, refused: 0 });
  expect(hosts.progress.levels.value.get('toy-1')).toMatchObject({ medal: 'gold', stored: false });
  page.close();
  const online = page.open(server.url);
  await until(() => online.progress.levels.value.get('toy-1')?.stored === true, 'the hand-in');
});

/** A bare player who counts on, one acknowledged action after the other, until the server is gone. */
async function playUntilKilled(key: string) {
  const board = await RawBoard.open(server.url, key, 'toy-long');
  const player = { key, acknowledged: 0, over: Promise.resolve() };
  player.over = (async () => {
    while (!board.isClosed) {
      try {
        const answer = await board.act(player.acknowledged, add((player.acknowledged % 9) + 1));
        if (answer.kind === 'accepted') player.acknowledged = answer.logLength;
        else if (answer.kind === 'refused') await new Promise((resolve) => setTimeout(resolve, 50));
      } catch {
        return;
      }
    }
  })();
  return player;
}

async function stored(key: string, level = 'toy-1') {
  const { body } = await request(`${server.url}/api/levels/${level}/sync`, key, 'POST', {
    session: null,
    have: 0,
    hash: null,
  });
  return body;
}

function dump(storage: Storage): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: storage.length }, (_, index) => storage.key(index)!).map((name) => [
      name,
      storage.getItem(name)!,
    ]),
  );
}
