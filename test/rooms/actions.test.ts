import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../../shared/protocol/limits.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { newKey, RawBoard, request, until } from '../support/socket.ts';
import { ones } from '../support/toy.ts';

const server = new ServerProcess(temporaryFolder());
beforeAll(() => server.start());
afterAll(async () => {
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

const add = (n: number) => ({ type: 'add', n });

test('an action is accepted with its place, the hash and the length of the log', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const first = await board.act(0, add(3));
  expect(first).toMatchObject({ kind: 'accepted', seq: 0, count: 1, logLength: 1 });
  const second = await board.act(1, add(4), add(5));
  expect(second).toMatchObject({ kind: 'accepted', seq: 1, count: 2, logLength: 3 });
  const state = await board.sync();
  expect(state.actions).toEqual([add(3), add(4), add(5)]);
  expect(state.hash).toBe((second as { hash: string }).hash);
  await board.leave();
});

test('an illegal move is rejected with its reason and changes nothing', async () => {
  const board = await RawBoard.open(server.url, newKey());
  await board.act(0, add(9), add(9));
  const answer = await board.act(2, add(3));
  expect(answer).toMatchObject({ kind: 'rejected', seq: 2, logLength: 2 });
  expect(answer).toMatchObject({ reason: { reason: 'tooMuch', facts: { over: 1 } } });
  expect((await board.sync()).logLength).toBe(2);
  await board.leave();
});

test('what stands before an illegal move in the same message counts, what stands after it does not', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const answer = await board.act(0, add(9), add(12), add(1));
  expect(answer).toMatchObject({
    kind: 'rejected',
    seq: 1,
    reason: { reason: 'malformedAction' },
    logLength: 1,
  });
  expect((await board.sync()).actions).toEqual([add(9)]);
  await board.leave();
});

test('a duplicate gets the same answer and is not done again', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const first = await board.act(0, add(3));
  await board.act(1, add(4));
  expect(await board.act(0, add(3))).toEqual(first);
  expect(await board.act(0, { ...add(3), more: 1 })).toEqual(first);
  expect((await board.sync()).logLength).toBe(2);
  await board.leave();
});

test('a duplicate of an action still on its way to the disk waits for it too', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const answers = await Promise.all([board.act(0, add(3)), board.act(0, add(3)), board.act(0, add(3))]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect((await board.sync()).logLength).toBe(1);
  await board.leave();
});

test('a stale action is told what stands in its place', async () => {
  const board = await RawBoard.open(server.url, newKey());
  await board.act(0, add(3), add(4));
  const answer = await board.act(0, add(5));
  expect(answer).toMatchObject({ kind: 'stale', seq: 0, tail: [add(3), add(4)], logLength: 2 });
  await board.leave();
});

test('an action beyond the end of the log is told where the log ends', async () => {
  const board = await RawBoard.open(server.url, newKey());
  expect(await board.act(5, add(1))).toMatchObject({ kind: 'gap', logLength: 0 });
  await board.leave();
});

test('actions of another game are told which game is played', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const session = board.session;
  board.session = 'somebody-elses';
  expect(await board.act(0, add(1))).toEqual({ kind: 'otherSession', session });
  await board.leave();
});

const nonsense: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a text', 'act'],
  ['an array', [1, 2]],
  ['no members', {}],
  ['a text for a number', { session: 's', seq: '0', actions: [add(1)] }],
  ['a negative place', { session: 's', seq: -1, actions: [add(1)] }],
  ['a fraction of a place', { session: 's', seq: 0.5, actions: [add(1)] }],
  ['a place that is not a number', { session: 's', seq: Number.NaN, actions: [add(1)] }],
  ['no actions', { session: 's', seq: 0, actions: [] }],
  ['an action without a type', { session: 's', seq: 0, actions: [{ n: 1 }] }],
  ['an action that is a text', { session: 's', seq: 0, actions: ['add'] }],
  ['a member too many', { session: 's', seq: 0, actions: [add(1)], score: 'gold' }],
  ['bytes in an action', { session: 's', seq: 0, actions: [{ type: 'add', n: new Uint8Array(3) }] }],
  ['a date in an action', { session: 's', seq: 0, actions: [{ type: 'add', n: new Date(0) }] }],
  [
    'infinity in an action',
    { session: 's', seq: 0, actions: [{ type: 'add', n: Number.POSITIVE_INFINITY }] },
  ],
  [
    'a prototype key',
    { session: 's', seq: 0, actions: [JSON.parse('{"type":"add","n":1,"__proto__":{"x":1}}')] },
  ],
  [
    'a constructor key',
    { session: 's', seq: 0, actions: [{ type: 'add', n: 1, constructor: { prototype: 1 } }] },
  ],
  ['a nested prototype key', { session: 's', seq: 0, actions: [{ type: 'add', n: { prototype: 1 } }] }],
  ['an abyss', { session: 's', seq: 0, actions: [{ type: 'add', n: nest(50) }] }],
];

function nest(depth: number): unknown {
  return depth === 0 ? 1 : { in: nest(depth - 1) };
}

test.each(nonsense)('%s is answered as malformed, counted, and the connection stays', async (_name, body) => {
  const board = await RawBoard.open(server.url, newKey());
  const before = await refusals('malformed');
  expect(await board.room.request('act', body)).toMatchObject({ kind: 'refused', why: 'malformed' });
  board.room.send('act', body);
  await until(() => board.answers.length === 1, 'an answer to the plain message');
  expect(board.answers[0]).toMatchObject({ kind: 'refused', why: 'malformed' });
  expect(await refusals('malformed')).toBe(before + 2);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(await board.act(0, add(1))).toMatchObject({ kind: 'accepted' });
  await board.leave();
});

test('unknown verbs and names from the prototype are rejected as moves', async () => {
  const board = await RawBoard.open(server.url, newKey());
  for (const type of ['fly', 'toString', 'hasOwnProperty', 'valueOf']) {
    const answer = await board.act(0, { type });
    expect(answer).toMatchObject({ kind: 'rejected', reason: { reason: 'unknownAction' } });
  }
  await board.leave();
});

test('a message of an unknown type is answered, and the connection stays', async () => {
  const board = await RawBoard.open(server.url, newKey());
  for (const type of ['cheat', '__proto__', 'constructor']) board.room.send(type as never, { score: 1 });
  await until(() => board.refused.length === 3, 'three refusals');
  expect(board.refused[0]).toMatchObject({ kind: 'refused', why: 'unknownMessage' });
  await expect(board.room.request('cheat' as never, {})).rejects.toThrow();
  expect(await board.act(0, add(1))).toMatchObject({ kind: 'accepted' });
  await board.leave();
});

test('frames that are not even messages are answered, and the connection stays', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const cut = [
    [13, 0xdb, 0xff, 0xff, 0xff, 0xff],
    [13, 0xa3, 97, 99, 116, 0xc1],
    [13, 0xa3, 97, 99, 116, 0xdf, 0xff],
    [13],
    [13, 0xcb, 1],
    [99, 1, 2, 3],
    [],
  ];
  for (const frame of cut) board.room.connection.send(Uint8Array.from(frame));
  // Frames of any kind with any content, the same ones on every run.
  let state = 12345;
  for (let i = 0; i < 200; i++) {
    const frame = Uint8Array.from({ length: i % 40 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 24;
    });
    // Leaving the room is a message as well, and would be obeyed.
    if (frame[0] !== undefined && (frame[0] & 0x1f) === 12) frame[0] = 13;
    board.room.connection.send(frame);
  }
  await until(() => board.refused.length > 0, 'a refusal');
  // Frames are read in order: this answer comes after all of them.
  await board.sync();
  expect(board.isClosed).toBe(false);
  expect(await board.act(0, add(1))).toMatchObject({ kind: 'accepted' });
  await board.leave();
});

test('an oversized action is answered as too large, an oversized message too', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const large = { type: 'add', n: 1, text: 'x'.repeat(limits.actionBytes) };
  expect(await board.act(0, large)).toMatchObject({ kind: 'refused', why: 'tooLarge' });
  expect(await board.act(0, ...ones(limits.actionsPerMessage + 1))).toMatchObject({ why: 'tooLarge' });
  const wide = { type: 'add', n: 1, list: Array.from({ length: 5000 }, () => 0) };
  expect(await board.act(0, wide)).toMatchObject({ kind: 'refused', why: 'tooLarge' });
  expect(await board.act(0, add(1))).toMatchObject({ kind: 'accepted' });
  await board.leave();
});

test('megabytes close the connection before they are read, and the game is as it was', async () => {
  const key = newKey();
  const board = await RawBoard.open(server.url, key);
  await board.act(0, add(2));
  board.room.send('act', { junk: 'x'.repeat(4 * limits.frameBytes) });
  await board.closed;
  const again = await RawBoard.open(server.url, key);
  expect((await again.sync()).actions).toEqual([add(2)]);
  await again.leave();
});

test('too many messages are told to wait, without harm to others or to the game', async () => {
  const board = await RawBoard.open(server.url, newKey(), 'toy-long');
  const calm = await RawBoard.open(server.url, newKey());
  const answers = await Promise.all(Array.from({ length: 400 }, (_, seq) => board.act(seq, add(1))));
  const kinds = new Set(answers.map((answer) => answer.kind));
  expect(kinds.has('accepted')).toBe(true);
  const refused = answers.filter((answer) => answer.kind === 'refused');
  expect(refused.length).toBeGreaterThan(100);
  expect(refused[0]).toMatchObject({ why: 'tooFrequent', retryAfterMs: expect.any(Number) });
  expect(await calm.act(0, add(1))).toMatchObject({ kind: 'accepted' });
  expect(board.isClosed).toBe(false);
  const accepted = answers.filter((answer) => answer.kind === 'accepted').length;
  // One answer: to ask again at once may be too frequent again.
  let log = await board.sync();
  await until(async () => {
    if (log.kind !== 'log') log = await board.sync();
    return log.kind === 'log';
  }, 'being heard again');
  expect(log.logLength).toBe(accepted);
  await Promise.all([board.leave(), calm.leave()]);
});

test('a defect in a kind is an answer, not the end of the room', async () => {
  const board = await RawBoard.open(server.url, newKey());
  await board.act(0, add(1));
  expect(await board.act(1, { type: 'explode' })).toMatchObject({ kind: 'refused', why: 'internal' });
  expect(await board.act(1, add(1))).toMatchObject({ kind: 'accepted', logLength: 2 });
  await board.leave();
});

test('undo, redo and restart are moves with places like any other', async () => {
  const board = await RawBoard.open(server.url, newKey());
  await board.act(0, add(5), { type: 'undo' }, { type: 'redo' }, { type: 'restart' }, { type: 'undo' });
  const { actions, logLength } = await board.sync();
  expect(logLength).toBe(5);
  expect(actions[4]).toEqual({ type: 'undo' });
  await board.leave();
});

test('hashes that differ are kept as an incident, and the action stands', async () => {
  const board = await RawBoard.open(server.url, newKey());
  const answer = await board.room.request('act', {
    session: board.session,
    seq: 0,
    actions: [add(1)],
    hash: '0123456789abcdef',
  });
  expect(answer).toMatchObject({ kind: 'accepted' });
  await until(() => server.output.includes('engine drift'), 'a line in the log');
  await board.leave();
});

async function refusals(why: string): Promise<number> {
  const { body } = await request(`${server.url}/health`, null);
  return body.counters[`refused.${why}`] ?? 0;
}
