/** The modes of a class over real sockets: teams, shared heap, duel, homework. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassStudent } from '../../client/host/class.ts';
import { createClassrooms } from '../../client/host/classrooms.ts';
import { memoryStorage } from '../../client/host/keep.ts';
import { loadCatalog } from '../../server/levels/catalog.ts';
import { budgetOf, streamOf } from '../../shared/class/duel.ts';
import { ClassSocket, openClass } from '../support/class.ts';
import { add, ClassBrowser, play, playing, settled, sum } from '../support/classrooms.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { request, until } from '../support/socket.ts';

const server = new ServerProcess(temporaryFolder());
const browsers: ClassBrowser[] = [];
beforeAll(() => server.start());
afterAll(async () => {
  for (const browser of browsers) browser.close();
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

function browser(): ClassBrowser {
  const made = new ClassBrowser();
  browsers.push(made);
  return made;
}

test('teams: newcomers go to the smallest, the result is what members reach together', async () => {
  const host = await browser().host(server.url, { mode: 'teams', teams: 2, options: { board: 'full' } });
  const students: ClassStudent[] = [];
  for (const name of ['A', 'B', 'C']) students.push(await browser().join(server.url, host.code, name));
  await until(() => host.seats.value.length === 3, 'all at the desk');
  expect(host.seats.value.map(({ team }) => team)).toEqual([0, 1, 0]);
  expect(await host.setTeam(3, 5)).toMatchObject({ ok: false, error: { code: 'noSuchTeam' } });
  await host.next();
  for (const student of students) await playing(student);
  play(students[0], add(9), add(9), add(2));
  await settled(students[0]);
  await until(() => host.seats.value[0].points === 1000, 'the points');
  await host.end();
  await until(() => students[1].standings.value !== null, 'the board');
  expect(students[1].standings.value?.teams).toMatchObject([
    { team: 0, points: 500, members: 2, place: 1 },
    { team: 1, points: 0, members: 1, place: 2 },
  ]);
});

test('shared heap: one log for a team, its order decided by the server, a lost race explained', async () => {
  const ticket = await openClass(server.url, { mode: 'shared', teams: 1 });
  const host = await ClassSocket.open(server.url, ticket.code, ticket.hostKey);
  const ana = await ClassSocket.join(server.url, ticket.code, 'Ana');
  const ben = await ClassSocket.join(server.url, ticket.code, 'Ben');
  await host.order({ type: 'next', after: -1 });
  await until(() => ben.lesson?.phase === 'playing' && ana.lesson?.phase === 'playing', 'the round');
  await ana.sync();
  await ben.sync();
  expect(ana.session).toBe(ben.session);
  expect(await ana.place(1, 0, add(9))).toMatchObject({ kind: 'placed', op: 1, seq: 0 });
  expect(await ben.act(1, add(1))).toMatchObject({ kind: 'refused', why: 'notAllowed' });
  // Both see 9 and want to add 9; the goal is 20: the second comes too late.
  const answers = await Promise.all([ana.place(2, 1, add(9)), ben.place(7, 1, add(9))]);
  const isAnaFirst = answers[0].kind === 'placed';
  const [first, second] = isAnaFirst ? answers : answers.toReversed();
  const winner = isAnaFirst ? { name: 'Ana', seat: 1, op: 2 } : { name: 'Ben', seat: 2, op: 7 };
  expect(first).toMatchObject({ kind: 'placed', seq: 1, op: winner.op });
  expect(second).toMatchObject({
    kind: 'rejected',
    op: isAnaFirst ? 7 : 2,
    reason: { reason: 'contention', facts: { moves: 1, because: 'tooMuch' } },
  });
  expect(second).toMatchObject({ reason: { facts: { by: winner.name } } });
  // Without anybody between, it is what it is: a wrong move.
  expect(await ben.place(8, 2, add(9))).toMatchObject({ reason: { reason: 'tooMuch' } });
  await until(() => ben.all('placed').length === 2, 'both moves at the other');
  expect(ben.all('placed')).toMatchObject([
    { seq: 0, seat: 1, op: 1 },
    { seq: 1, seat: winner.seat, op: winner.op },
  ]);
  const other = isAnaFirst ? ben : ana;
  expect(await other.place(9, 2, { type: 'undo' })).toMatchObject({
    reason: { reason: 'notYourMove', facts: { by: winner.name } },
  });
  expect(await ben.place(10, 2, { type: 'restart' })).toMatchObject({ reason: { reason: 'onlyWhenOver' } });
  expect(await ben.place(11, 2, add(2))).toMatchObject({ kind: 'placed', seq: 2 });
  await until(
    () => host.rows.get(1)?.points === 1000 && host.rows.get(2)?.points === 1000,
    'points for both',
  );

  // The team's log, and who made each move, survive a kill.
  await server.stop('SIGKILL');
  await server.start();
  const back = await ClassSocket.open(server.url, ticket.code, ana.key);
  expect((await back.sync()).actions).toEqual([add(9), add(9), add(2)]);
  expect(back.own?.points).toBe(1000);
  // It is won, so anybody may go back; then the second move is on top, which is the winner's own.
  expect(await back.place(12, 3, { type: 'undo' })).toMatchObject({ kind: 'placed' });
  const undone = await back.place(13, 4, { type: 'undo' });
  expect(undone.kind).toBe(isAnaFirst ? 'placed' : 'rejected');
});

test('shared heap in turns', async () => {
  const ticket = await openClass(server.url, { mode: 'shared', teams: 1, options: { turns: 'inTurn' } });
  const host = await ClassSocket.open(server.url, ticket.code, ticket.hostKey);
  const ana = await ClassSocket.join(server.url, ticket.code, 'Ana');
  const ben = await ClassSocket.join(server.url, ticket.code, 'Ben');
  await host.order({ type: 'next', after: -1 });
  await until(() => ben.own?.turn?.name === 'Ana', 'the first turn');
  await ana.sync();
  await ben.sync();
  expect(await ben.place(1, 0, add(1))).toMatchObject({
    reason: { reason: 'notYourTurn', facts: { turn: 'Ana' } },
  });
  expect(await ana.place(1, 0, add(1))).toMatchObject({ kind: 'placed' });
  expect(await ana.place(2, 1, add(1))).toMatchObject({ reason: { reason: 'notYourTurn' } });
  await until(() => ana.own?.turn?.name === 'Ben', "Ben's turn");
  // Somebody who went away does not hold the others up.
  await ben.leave();
  await until(() => ana.own?.turn?.name === 'Ana', 'the turn coming back');
  expect(await ana.place(3, 1, add(1))).toMatchObject({ kind: 'placed' });
});

test('shared heap on the pages: many hands, one board', async () => {
  const host = await browser().host(server.url, { playlist: ['toy-long'], mode: 'shared', teams: 1 });
  const students: ClassStudent[] = [];
  for (const name of ['A', 'B', 'C', 'D']) students.push(await browser().join(server.url, host.code, name));
  await host.next();
  for (const student of students) {
    await playing(student);
    // Before the team's log has come, a board refuses for another reason.
    await until(() => {
      const step = student.board.value?.dispatch({ type: 'undo' });
      return step?.ok === false && step.reason.reason === 'nothingToUndo';
    }, 'the board');
  }
  let made = 0;
  for (let i = 0; i < 12; i++)
    for (const student of students) {
      const step = student.board.value!.dispatch(add(1 + (i % 3)));
      if (step.ok) made++;
    }
  expect(made).toBe(48);
  for (const student of students) await settled(student);
  await until(
    () => students.every((student) => student.board.value?.session.value.log.length === made),
    'one log',
  );
  expect(new Set(students.map(sum)).size).toBe(1);
  const id = 'team 0';
  await until(() => host.wall.value.get(id)?.session.value?.log.length === made, 'the wall');
});

test('duel: each writes a stream that can be survived, and survives the other', async () => {
  const own = new ServerProcess(temporaryFolder(), 'real');
  await own.start();
  try {
    const catalog = loadCatalog();
    const entry = [...catalog.values()].find(({ level }) => level.kind === 'heap' && streamOf(level))!;
    const budget = budgetOf(entry.level)!;
    const ticket = await openClass(own.url, { playlist: [entry.level.id], mode: 'duel' });
    const host = await ClassSocket.open(own.url, ticket.code, ticket.hostKey);
    const ana = await ClassSocket.join(own.url, ticket.code, 'Ana');
    const ben = await ClassSocket.join(own.url, ticket.code, 'Ben');
    const cleo = await ClassSocket.join(own.url, ticket.code, 'Cleo');
    await host.order({ type: 'next', after: -1 });
    const all = [ana, ben, cleo];
    await until(() => all.every(({ own: view }) => view?.duel), 'the pairs');
    expect(ana.own!.duel!.budget).toEqual(budget);
    const lone = all.filter(({ own: view }) => view!.duel!.rival === null);
    expect(lone).toHaveLength(1);
    const [one, two] = all.filter((socket) => socket !== lone[0]);
    expect(one.own!.duel!.rival).toBe(two.own!.name);
    const write = (socket: ClassSocket, requests: unknown) =>
      socket.room.request('write', { round: 0, requests });
    const request1 = { type: budget.types[0], bytes: budget.maxBytes };
    const all1 = (count: number, bytes: number) =>
      Array.from({ length: count }, () => ({ ...request1, bytes }));
    expect(await write(one, all1(budget.requests + 1, 1))).toMatchObject({
      reason: { reason: 'duelTooMany' },
    });
    expect(await write(one, [{ ...request1, bytes: budget.maxBytes + 1 }])).toMatchObject({
      reason: { reason: 'duelBadSize' },
    });
    expect(await write(one, all1(budget.requests, budget.maxBytes))).toMatchObject({
      reason: { reason: 'duelTooMuch' },
    });
    expect(await write(one, [{ ...request1, type: 'frame' }])).toMatchObject({
      reason: { reason: 'duelBadType' },
    });
    expect(await write(one, [{ ...request1, dies: 9 }])).toMatchObject({
      reason: { reason: 'duelBadDeath' },
    });
    expect(await write(one, 'no')).toMatchObject({ kind: 'refused', why: 'malformed' });
    // Whoever hands in again and again is slowed down, and does not keep the others waiting.
    const flood = Array.from({ length: 60 }, (_, index) => write(lone[0], all1(1, 1 + (index % 8))));
    const theirs = [...streamOf(entry.level)!].reverse().map(({ type, bytes }) => ({ type, bytes }));
    expect(await write(one, theirs)).toEqual({ kind: 'written' });
    const slowed = (await Promise.all(flood)).filter((answer) => (answer as { why?: string }).why);
    expect(slowed.length).toBeGreaterThan(50);
    expect(slowed[0]).toMatchObject({ why: 'tooFrequent', retryAfterMs: expect.any(Number) });
    await until(() => host.rows.get(one.own!.seat)?.isWritten === true, 'the stream at the desk');

    // The server is killed while the streams are written; nothing of them is lost.
    await own.stop('SIGKILL');
    await own.start();
    const desk = await ClassSocket.open(own.url, ticket.code, ticket.hostKey);
    const writer = await ClassSocket.open(own.url, ticket.code, one.key);
    const player = await ClassSocket.open(own.url, ticket.code, two.key);
    expect(writer.own!.duel!.written).toEqual(theirs);
    expect(await desk.order({ type: 'start', round: 0 })).toEqual({ kind: 'done' });
    await until(() => player.own?.board?.level != null, "the rival's stream");
    const level = player.own!.board!.level!;
    expect((level.start as { requests: { bytes: number }[] }).requests.map(({ bytes }) => bytes)).toEqual(
      theirs.map(({ bytes }) => bytes),
    );
    expect(writer.own!.board).toEqual({ round: 0, level: null });
    await player.sync();
    expect(await player.act(0, ...level.certificate.actions)).toMatchObject({ kind: 'accepted' });
    await until(() => player.own?.points === 1000, 'gold at the duel');
    await until(
      () => desk.all('wall').some(({ pieces }) => pieces.some((piece) => piece.level?.id === level.id)),
      'the board on the wall',
    );

    // The pages play it as well: a board of the stream, not of the playlist's level.
    const rooms = createClassrooms({
      levels: [...catalog.values()].map((one) => one.level),
      server: own.url,
      storage: memoryStorage(),
    });
    rooms.adopt(`${ticket.code}.${two.key}`);
    const seat = rooms.student(ticket.code)!;
    await until(
      () => seat.board.value?.session.value.log.length === level.certificate.actions.length,
      'the board on the page',
    );
    expect(seat.gone.value).toBe(null);
    seat.close();
    const { body } = await request(`${own.url}/api/class/${ticket.code}/report`, ticket.hostKey);
    expect(body.levels[0].seats).toMatchObject([{ medal: 'gold' }]);
  } finally {
    await own.stop('SIGKILL');
    removeFolder(own.dataDir);
  }
});
