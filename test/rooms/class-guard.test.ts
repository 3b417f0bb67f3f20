/** Nobody gains anything, disturbs anybody or comes in who should not; over real sockets. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Rng } from '../../shared/base/rng.ts';
import { formatCode } from '../../shared/class/code.ts';
import type { ClassTicket } from '../../shared/protocol/class-http.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { ClassSocket, joinClass, newSeatKey, openClass } from '../support/class.ts';
import { Network } from '../support/proxy.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { request, until } from '../support/socket.ts';
import { spoilt } from '../support/spoil.ts';

const server = new ServerProcess(temporaryFolder());
const network = new Network(() => server.port);
beforeAll(async () => {
  await server.start();
  await network.start();
});
afterAll(async () => {
  await network.stop();
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

const add = (n: number) => ({ type: 'add', n });

/** A class in its first round: a host, a student who behaves and one who does not. */
async function lesson(plan: object = {}) {
  const ticket = await openClass(server.url, plan);
  const host = await ClassSocket.open(server.url, ticket.code, ticket.hostKey);
  const good = await ClassSocket.join(server.url, ticket.code, 'Good');
  const bad = await ClassSocket.join(server.url, ticket.code, 'Bad');
  await host.order({ type: 'next', after: -1 });
  await until(() => bad.lesson?.phase === 'playing' && good.lesson?.phase === 'playing', 'the round');
  await good.sync();
  await bad.sync();
  return { ticket, host, good, bad };
}

async function counters(): Promise<Record<string, number>> {
  return (await request(`${server.url}/health`, null)).body.counters;
}

/** The student who behaves plays on as if nothing had happened, and the desk sees it. */
async function isUndisturbed(good: ClassSocket, host: ClassSocket, from = 0): Promise<void> {
  expect(await good.act(from, add(9), add(9), add(2))).toMatchObject({ kind: 'accepted' });
  await until(() => host.rows.get(1)?.points === 1000, 'the points of who behaves');
  expect(good.isClosed).toBe(false);
  expect(host.isClosed).toBe(false);
}

test('forged scores, other seats, other boards: nothing is gained, everything is counted', async () => {
  const { ticket, host, good, bad } = await lesson();
  const before = await counters();
  const extra = { points: 1000, medal: 'gold', best: { moves: 1 }, seat: 1 };
  const act = { round: 0, session: bad.session, seq: 0, actions: [add(1)] };
  for (const message of [
    { ...act, ...extra },
    { ...act, actions: [{ ...add(1), moves: -5 }], score: 5 },
    { ...act, session: 17 },
    { ...act, seq: -1 },
    { ...act, round: 99 },
    { ...act, actions: [] },
    { ...act, actions: 'all' },
    { ...act, actions: Array.from({ length: limits.actionsPerMessage + 1 }, () => add(1)) },
    { ...act, actions: [JSON.parse('{"type":"add","n":1,"__proto__":{"won":true}}')] },
    { ...act, actions: [JSON.parse('{"type":"add","n":1,"constructor":{"prototype":{"won":true}}}')] },
    { ...act, actions: [{ type: 'add', n: 'x'.repeat(3000) }] },
    null,
    7,
    'act',
    [],
  ])
    expect(await bad.room.request('act', message), JSON.stringify(message)?.slice(0, 60)).toMatchObject({
      kind: 'refused',
    });
  // Of another's game one would have to know the name; even then it is not this seat's.
  expect(await bad.room.request('act', { ...act, session: good.session })).toMatchObject({
    kind: 'otherSession',
  });
  expect(await bad.room.request('act', { ...act, actions: [{ type: 'explode' }] })).toMatchObject({
    kind: 'refused',
    why: 'internal',
  });
  expect(await bad.room.request('command', { type: 'end', round: 0 })).toMatchObject({ why: 'notAllowed' });
  expect(
    await bad.room.request('command', { type: 'hint', seat: null, hint: { kind: 'move' } }),
  ).toMatchObject({
    why: 'notAllowed',
  });
  bad.room.send('results', { points: 1000 });
  bad.room.send('own', { points: 1000 });
  await until(
    () => bad.heard.filter(({ type }) => type === 'refused').length >= 2,
    'the unknown messages refused',
  );
  // What is legal in a message with more than is asked for counts for what it is.
  expect(await bad.act(0, { ...add(1), moves: -5, won: true } as never)).toMatchObject({ kind: 'accepted' });
  expect((await bad.sync()).actions).toEqual([add(1)]);
  expect(bad.own?.points).toBe(0);
  await isUndisturbed(good, host);
  const after = await counters();
  expect(after['refused.malformed']).toBeGreaterThan(before['refused.malformed'] ?? 0);
  expect(after['refused.notAllowed'] - (before['refused.notAllowed'] ?? 0)).toBe(2);
  expect(after['refused.unknownMessage'] - (before['refused.unknownMessage'] ?? 0)).toBe(2);
  expect(after.exceptions).toBeGreaterThan(before.exceptions ?? 0);
  const { body } = await request(`${server.url}/api/class/${ticket.code}/report`, ticket.hostKey);
  expect(body.seats).toMatchObject([
    { name: 'Good', points: 1000 },
    { name: 'Bad', points: 0 },
  ]);
});

test('an attempt that is handed in is worth what its replay is, in the round that is played, and once', async () => {
  const { ticket, host, good, bad } = await lesson();
  const path = `${server.url}/api/class/${ticket.code}/attempt`;
  const handIn = async (key: string | null, body: unknown) => await request(path, key, 'POST', body);
  const win = [add(9), add(9), add(2)];
  for (const key of [null, newSeatKey(), ticket.hostKey, ticket.projectorKey])
    expect((await handIn(key, { round: 0, actions: win })).status).toBe(401);
  for (const body of [
    { round: 0, actions: win, points: 1000 },
    { round: 0, actions: [] },
    { round: -1, actions: win },
    { round: 0, actions: [{ type: 'add', n: 9, constructor: {} }] },
    { round: 0 },
    'all',
    null,
  ])
    expect((await handIn(bad.key, body)).status, JSON.stringify(body)).toBe(400);
  expect((await handIn(bad.key, { round: 1, actions: win })).body.error.code).toBe('roundOver');
  const tooBig = {
    round: 0,
    actions: Array.from({ length: 30_000 }, () => ({ ...add(1), pad: 'x'.repeat(30) })),
  };
  expect((await handIn(bad.key, tooBig)).status).toBe(413);
  // What follows an illegal move is not looked at.
  expect((await handIn(bad.key, { round: 0, actions: [add(9), add(99), add(9), add(2)] })).body).toEqual({
    accepted: 1,
  });
  expect(host.rows.get(2)?.points ?? 0).toBe(0);
  expect(await host.order({ type: 'freeze', on: true })).toEqual({ kind: 'done' });
  expect((await handIn(bad.key, { round: 0, actions: win })).body.error.code).toBe('frozen');
  await host.order({ type: 'freeze', on: false });
  const long = [...Array.from({ length: 18 }, () => add(1)), add(2)];
  for (let i = 0; i < 3; i++)
    expect((await handIn(bad.key, { round: 0, actions: long })).body).toEqual({ accepted: 19 });
  await until(() => host.rows.get(2)?.results[0]?.medal === 'silver', 'the attempt counting');
  // A better one on the board itself stands before it, and a worse one after it changes nothing.
  expect(await bad.act(0, ...win)).toMatchObject({ kind: 'accepted' });
  await until(() => host.rows.get(2)?.points === 1000, 'the better one');
  expect(host.rows.get(2)?.results[0]).toMatchObject({ attempts: 3, moves: 1 + 19 + 3 });
  const answers = [];
  for (let n = 0; n < 20; n++)
    answers.push((await handIn(bad.key, { round: 0, actions: [add(1 + (n % 9)), add(1 + (n % 7))] })).status);
  expect(answers).toContain(429);
  await host.order({ type: 'end', round: 0 });
  expect((await handIn(good.key, { round: 0, actions: win })).body.error.code).toBe('roundOver');
  const { body } = await request(`${server.url}/api/class/${ticket.code}/report`, ticket.hostKey);
  expect(body.seats).toMatchObject([
    { name: 'Bad', points: 1000 },
    { name: 'Good', points: 0 },
  ]);
});

test('moves sent twice, or in another order, count once and in theirs', async () => {
  const { host, good, bad } = await lesson();
  const first = await bad.act(0, add(1), add(2));
  expect(await bad.act(0, add(1), add(2))).toEqual(first);
  expect(await bad.act(5, add(3))).toMatchObject({ kind: 'gap', logLength: 2 });
  expect(await bad.act(1, add(7))).toMatchObject({ kind: 'stale', seq: 1, tail: [add(2)] });
  const answers = await Promise.all([
    bad.act(3, add(4)),
    bad.act(2, add(3)),
    bad.act(3, add(4)),
    bad.act(2, add(3)),
  ]);
  expect(answers.map(({ kind }) => kind)).toEqual(['gap', 'accepted', 'accepted', 'accepted']);
  expect((await bad.sync()).actions).toEqual([add(1), add(2), add(3), add(4)]);
  await isUndisturbed(good, host);
});

test('a flood is slowed down and costs the others nothing', async () => {
  const { host, good, bad } = await lesson();
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) =>
      bad.room.request('act', { round: 0, session: bad.session, seq: index, actions: [{ type: 'undo' }] }),
    ),
  );
  const slowed = answers.filter((answer) => (answer as { why?: string }).why === 'tooFrequent');
  expect(slowed.length).toBeGreaterThan(500);
  expect(slowed[0]).toMatchObject({ retryAfterMs: expect.any(Number) });
  await isUndisturbed(good, host);
  expect((await counters())['refused.tooFrequent']).toBeGreaterThan(500);
});

test('megabytes and cut-off frames end at most the sender', async () => {
  const { ticket, host, good, bad } = await lesson();
  bad.room.send('act', {
    round: 0,
    session: bad.session,
    seq: 0,
    actions: [{ type: 'x'.repeat(2_000_000) }],
  });
  await bad.closed;
  const again = await ClassSocket.open(server.url, ticket.code, bad.key);
  const raw = again.room.connection.transport as unknown as { ws: { send(data: Uint8Array): void } };
  for (const frame of [[], [13], [13, 0xff], [13, 0xa3, 0x61], [255, 1, 2], [17, 0xc1]])
    raw.ws.send(Uint8Array.from(frame));
  expect((await again.sync()).kind).toBe('log');
  await isUndisturbed(good, host);
  const big = await joinClass(server.url, ticket.code, 'x'.repeat(limits.bodyBytes));
  expect(big.answer.status).toBe(413);
});

test('clients that hang hold nobody up: not a student, not a second desk, not a projector', async () => {
  const { ticket, host, good } = await lesson();
  const hung = await ClassSocket.join(network.url, ticket.code, 'Hung');
  await ClassSocket.open(network.url, ticket.code, ticket.hostKey);
  await ClassSocket.open(network.url, ticket.code, ticket.projectorKey);
  await hung.sync();
  // From here on they read nothing and say nothing, and nobody is told.
  network.silence();
  expect(await host.order({ type: 'spotlight', seat: 1, named: true })).toEqual({ kind: 'done' });
  for (let n = 0; n < 20; n++)
    expect(
      await host.order({ type: 'hint', seat: null, hint: { kind: 'text', text: `${n}`.repeat(100) } }),
    ).toEqual({ kind: 'done' });
  expect(await host.order({ type: 'freeze', on: true })).toEqual({ kind: 'done' });
  expect(await host.order({ type: 'freeze', on: false })).toEqual({ kind: 'done' });
  await isUndisturbed(good, host);
  expect(await host.order({ type: 'remove', seat: 3, block: true })).toEqual({ kind: 'done' });
  expect(await host.order({ type: 'end', round: 0 })).toEqual({ kind: 'done' });
  await until(() => good.lesson?.phase === 'review', 'the review');
});

test('a removed student comes back only by asking, a blocked one not at all', async () => {
  const { ticket, host, good, bad } = await lesson();
  await bad.act(0, add(1));
  expect(await host.order({ type: 'remove', seat: 2, block: false })).toEqual({ kind: 'done' });
  await bad.closed;
  expect(bad.last('gone')).toEqual({ why: 'removed' });
  await expect(ClassSocket.open(server.url, ticket.code, bad.key)).rejects.toThrow('removed');
  const back = await ClassSocket.join(server.url, ticket.code, 'Bad', bad.key);
  expect(back.own?.status).toBe('waiting');
  expect(await back.sync()).toMatchObject({ kind: 'refused', why: 'notAllowed' });
  await host.order({ type: 'admit', seat: 2, on: true });
  await until(() => back.own?.status === 'in', 'being let in');
  expect((await back.sync()).actions).toEqual([add(1)]);

  expect(await host.order({ type: 'remove', seat: 2, block: true })).toEqual({ kind: 'done' });
  await back.closed;
  expect((await joinClass(server.url, ticket.code, 'Bad', bad.key)).answer.body.error.code).toBe('blocked');
  await expect(ClassSocket.open(server.url, ticket.code, bad.key)).rejects.toThrow('blocked');
  // Under the same name nobody comes, under another nobody whom the host does not let in.
  expect((await joinClass(server.url, ticket.code, 'B A D')).answer.body.error.code).toBe('nameTaken');
  const other = await ClassSocket.join(server.url, ticket.code, 'Somebody');
  expect(other.own?.status).toBe('waiting');
  expect(await other.sync()).toMatchObject({ kind: 'refused' });
  expect(await other.room.request('ready', { on: true })).toMatchObject({ kind: 'done' });
  expect(other.own?.isReady).toBe(false);
  expect(await host.order({ type: 'admit', seat: 3, on: false })).toEqual({ kind: 'done' });
  await other.closed;
  // Who was in before is in after any refresh.
  const refreshed = await ClassSocket.open(server.url, ticket.code, good.key);
  expect(refreshed.own?.status).toBe('in');
  await refreshed.sync();
  await isUndisturbed(refreshed, host);
});

test('a locked lobby and late-comers', async () => {
  const ticket = await openClass(server.url);
  const host = await ClassSocket.open(server.url, ticket.code, ticket.hostKey);
  const look = async () => (await request(`${server.url}/api/class/${ticket.code}`, null)).body.entry;
  const join = async (name: string) => {
    const { body } = (await joinClass(server.url, ticket.code, name)).answer;
    return body.error?.code ?? body.status;
  };
  const first = await ClassSocket.join(server.url, ticket.code, 'First');
  await host.order({ type: 'lock', on: true });
  expect(await look()).toBe('closed');
  expect(await join('Late')).toBe('lobbyLocked');
  expect((await ClassSocket.open(server.url, ticket.code, first.key)).own?.status).toBe('in');
  await host.order({ type: 'lock', on: false });
  await host.order({ type: 'next', after: -1 });
  expect(await join('Late')).toBe('in');
  await host.order({ type: 'options', patch: { late: 'approve' } });
  expect(await look()).toBe('approve');
  expect(await join('Later')).toBe('waiting');
  await host.order({ type: 'options', patch: { late: 'closed' } });
  expect(await join('Latest')).toBe('noLateComers');
  expect(host.lesson?.options.late).toBe('closed');
});

test('rights come from keys: of this class, of this role', async () => {
  const mine = await openClass(server.url);
  const other = await openClass(server.url);
  const path = `${server.url}/api/class/${mine.code}`;
  const seat = await joinClass(server.url, mine.code, 'Ana');
  const nobody = newSeatKey();
  for (const [key, status] of [
    [null, 401],
    ['', 401],
    [nobody, 401],
    [other.hostKey, 401],
    [`ch_${'a'.repeat(32)}`, 401],
    [seat.key, 403],
    [mine.projectorKey, 403],
  ] as const) {
    expect((await request(`${path}/report`, key)).status, String(key)).toBe(status);
    expect((await request(`${path}/report.csv`, key)).status, String(key)).toBe(status);
    expect((await request(path, key, 'DELETE')).status, String(key)).toBe(status);
  }
  await expect(ClassSocket.open(server.url, mine.code, nobody)).rejects.toThrow('noSeat');
  const projector = await ClassSocket.open(server.url, mine.code, mine.projectorKey);
  expect(await projector.room.request('command', { type: 'next', after: -1 })).toMatchObject({
    why: 'notAllowed',
  });
  expect(
    await projector.room.request('sync', { round: 0, session: null, have: 0, hash: null }),
  ).toMatchObject({
    why: 'notAllowed',
  });
  for (const method of ['create/class', 'joinOrCreate/class', 'join/class'])
    expect(
      JSON.stringify((await request(`${server.url}/matchmake/${method}`, null, 'POST', {})).body),
    ).toContain('invalid method');
  expect((await request(`${path}/report`, mine.hostKey)).status).toBe(200);
});

test('no student hears what is the business of others', async () => {
  const { ticket, host, good, bad } = await lesson({ options: { board: 'none' } });
  await good.act(0, add(9), add(9), add(2));
  await until(() => host.last('insight')?.won === 1, 'the numbers');
  await host.order({ type: 'end', round: 0 });
  await until(() => bad.last('standings') !== undefined, 'the board');
  expect(bad.last('standings')).toMatchObject({ places: [], own: null, teams: [] });
  expect(bad.last('review')?.best?.name).toBe(null);
  const types = new Set(bad.heard.map(({ type }) => type));
  for (const type of ['seats', 'insight', 'wall', 'names', 'spotlight'])
    expect(types.has(type), type).toBe(false);
  expect(JSON.stringify(bad.heard)).not.toContain('Good');
  await host.order({ type: 'options', patch: { board: 'own' } });
  await until(() => bad.last('standings')?.own?.place === 2, 'the own place');
  expect(bad.last('standings')?.places).toEqual([]);
  expect(JSON.stringify([...bad.heard, ...good.heard])).not.toContain(ticket.hostKey);
});

test('a muted name, a hidden name, a renamed student', async () => {
  const { ticket, host, good, bad } = await lesson();
  const projector = await ClassSocket.open(server.url, ticket.code, ticket.projectorKey);
  await host.order({ type: 'mute', seat: 2, on: true });
  await until(() => projector.last('names')?.[1] === '#2', 'the alias');
  expect(await host.order({ type: 'rename', seat: 2, name: 'Good' })).toEqual({
    kind: 'not',
    problem: 'nameTaken',
  });
  expect(await host.order({ type: 'rename', seat: 2, name: ' Berta ' })).toEqual({ kind: 'done' });
  await until(() => bad.own?.name === 'Berta', 'the new name');
  await good.act(0, add(5));
  await host.order({ type: 'spotlight', seat: 1, named: false });
  await until(() => projector.last('wall')?.pieces[0]?.actions.length === 1, 'the board on the projector');
  expect(projector.last('spotlight')).toEqual({ name: null });
  const before = projector.heard.length;
  await host.order({ type: 'spotlight', seat: 1, named: true });
  await until(() => projector.last('spotlight')?.name === 'Good', 'the name on the projector');
  await good.act(1, add(6));
  const reached = () => projector.last('wall')!.pieces.map(({ from, actions }) => from + actions.length);
  await until(() => reached()[0] === 2, 'the move on the projector');
  await bad.act(0, add(1));
  await until(() => host.rows.get(2)?.phase === 'playing', 'the other move at the desk');
  const shown = projector.heard.slice(before).filter(({ type }) => type === 'wall');
  expect(JSON.stringify(shown)).not.toContain('seat 2');
});

test('a class is deleted with everything in it, at once', async () => {
  const { ticket, host, good } = await lesson();
  await good.act(0, add(1));
  expect((await request(`${server.url}/api/class/${ticket.code}`, ticket.hostKey, 'DELETE')).status).toBe(
    200,
  );
  await good.closed;
  await host.closed;
  expect(good.last('gone')).toEqual({ why: 'deleted' });
  expect((await request(`${server.url}/api/class/${ticket.code}`, null)).status).toBe(404);
  expect((await joinClass(server.url, ticket.code, 'New', good.key)).answer.status).toBe(404);
});

test('codes cannot be found by trying, and a school behind one address is not kept out', async () => {
  // A server of its own: the address has to be without history.
  const own = new ServerProcess(temporaryFolder());
  await own.start();
  try {
    const known = await openClass(own.url);
    const secret: ClassTicket = await openClass(own.url);
    const seats = await Promise.all(
      Array.from({ length: 40 }, (_, index) => joinClass(own.url, known.code, `Student ${index}`)),
    );
    expect(seats.every(({ answer }) => answer.status === 200)).toBe(true);
    const search = async (): Promise<number[]> =>
      await Promise.all(
        Array.from({ length: 120 }, async (_, i) => {
          // Each another code: one that is asked for twice at the same time costs once.
          const code = formatCode(
            Array.from({ length: 6 }, (_, at) => (((Math.floor(i / 22 ** at) % 22) + 0.5) / 22) * 2 ** 32),
          );
          return (await request(`${own.url}/api/class/${code}`, null)).status;
        }),
      );
    const tries = await search();
    // All at once is not cheaper than one after the other.
    expect(tries.filter((status) => status === 404).length).toBeGreaterThanOrEqual(30);
    expect(tries.filter((status) => status === 404).length).toBeLessThan(60);
    expect(tries.filter((status) => status === 429).length).toBeGreaterThan(60);
    // The class goes on: the address knows its code.
    expect((await request(`${own.url}/api/class/${known.code}`, null)).status).toBe(200);
    expect((await ClassSocket.open(own.url, known.code, seats[3].key)).own?.status).toBe('in');
    expect((await joinClass(own.url, known.code, 'Forty-one')).answer.status).toBe(200);
    expect(secret.code).toMatch(/^[34679ACDEFHJKMNPQRTWXY]{6}$/);
    // After a restart nothing is known of addresses, and all seats are.
    await own.stop('SIGKILL');
    await own.start();
    expect((await ClassSocket.open(own.url, known.code, seats[7].key)).own?.status).toBe('in');
    // Who has a key comes in from an address, new to the class, where somebody searched; who has none learns nothing.
    await search();
    const look = async () => (await request(`${own.url}/api/class/${secret.code}`, null)).status;
    expect(await look()).toBe(429);
    await expect(ClassSocket.open(own.url, secret.code, known.hostKey)).rejects.toThrow('tooFrequent');
    expect((await ClassSocket.open(own.url, secret.code, secret.hostKey)).lesson?.code).toBe(secret.code);
    expect(await look()).toBe(200);
  } finally {
    await own.stop('SIGKILL');
    removeFolder(own.dataDir);
  }
});

test('plans that make no sense are refused with a word', async () => {
  const ask = async (body: unknown) => {
    const answer = await request(`${server.url}/api/class`, null, 'POST', body);
    return answer.status === 201 ? 'ok' : answer.body.error.code;
  };
  const plan = { playlist: ['toy-1'], mode: 'own' };
  expect(await ask(plan)).toBe('ok');
  expect(await ask({ ...plan, playlist: ['nowhere'] })).toBe('noSuchLevel');
  expect(await ask({ ...plan, mode: 'duel' })).toBe('badPlan');
  expect(await ask({ ...plan, dueMs: 5 })).toBe('badPlan');
  expect(await ask({ ...plan, mode: 'shared', dueMs: Date.now() + 1e6 })).toBe('badPlan');
  for (const bad of [
    {},
    null,
    [],
    { ...plan, mode: 'war' },
    { ...plan, playlist: [] },
    { ...plan, hostKey: 'x' },
    { ...plan, options: { clockMs: 1 } },
  ])
    expect(await ask(bad), JSON.stringify(bad)).toBe('malformed');
});

test('messages at random, from every role, are answered, counted, and change nothing', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`seed ${seed}`);
  const rng = new Rng(seed);
  const { ticket, host, good, bad } = await lesson();
  const projector = await ClassSocket.open(server.url, ticket.code, ticket.projectorKey);
  const before = await counters();
  // The game of somebody else, so that what is left whole gains nothing either.
  const { session } = good;
  const messages: readonly [string, Record<string, unknown>][] = [
    ['hello', {}],
    ['sync', { round: 0, session, have: 0, hash: null }],
    ['act', { round: 0, session, seq: 0, actions: [add(1)], hash: 'x' }],
    ['place', { round: 0, session, op: 1, seen: 0, action: add(1) }],
    ['tried', { round: 0, session, at: 0, action: add(99) }],
    ['ready', { on: true }],
    ['hintTaken', { round: 0, index: 0 }],
    ['write', { round: 0, requests: [{ type: 'str', bytes: 8 }] }],
    ['command', { type: 'hint', seat: 1, hint: { kind: 'text', text: 'x' } }],
    ['command', { type: 'clock', leftMs: 1000 }],
    ['command', { type: 'options', patch: { board: 'none' } }],
    ['command', { type: 'playlist', levels: ['toy-1'] }],
  ];
  const answers = [bad, projector, host].flatMap((socket) =>
    Array.from({ length: 110 }, async () => {
      const [type, body] = rng.pick(messages);
      const answer = await socket.room.request(type, spoilt(rng, body) as object);
      return [type, (answer as { kind: string }).kind] as const;
    }),
  );
  const kinds = ['refused', 'otherSession', 'not', 'done', 'welcome', 'log'];
  for (const [type, kind] of await Promise.all(answers)) expect(kinds, type).toContain(kind);
  const after = await counters();
  expect(after.exceptions ?? 0).toBe(before.exceptions ?? 0);
  expect(after['refused.malformed'] - (before['refused.malformed'] ?? 0)).toBeGreaterThan(150);
  expect((await bad.sync()).actions).toEqual([]);
  expect(host.lesson).toMatchObject({ phase: 'playing', round: 0, frozen: false });
  await isUndisturbed(good, host);
});
