import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClassSocket, joinClass, openClass } from '../support/class.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { request, until } from '../support/socket.ts';

const server = new ServerProcess(temporaryFolder());
beforeAll(() => server.start());
afterAll(async () => {
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

const add = (n: number) => ({ type: 'add', n });
const gold = [add(9), add(9), add(2)];

test('a class from lobby to podium', async () => {
  const ticket = await openClass(server.url);
  const host = await ClassSocket.open(server.url, ticket.code, ticket.hostKey);
  expect(host.lesson).toMatchObject({ phase: 'lobby', round: -1, code: ticket.code });
  const ana = await ClassSocket.join(server.url, ticket.code, ' Ana ');
  const ben = await ClassSocket.join(server.url, ticket.code, 'Ben');
  expect(ana.own).toMatchObject({ seat: 1, name: 'Ana', status: 'in' });
  await until(() => host.rows.size === 2 && host.rows.get(2)!.isHere, 'both on the desk');

  expect(await host.order({ type: 'next', after: -1 })).toEqual({ kind: 'done' });
  await until(() => ana.lesson?.phase === 'playing', 'the round');
  expect((await ana.sync()).logLength).toBe(0);
  await ben.sync();
  expect(await ana.act(0, ...gold)).toMatchObject({ kind: 'accepted', logLength: 3 });
  expect(await ben.act(0, add(5))).toMatchObject({ kind: 'accepted' });
  const doubted = { kind: 'not', problem: 'hasBegun' };
  expect(await host.order({ type: 'skip', round: 0, sure: false }), 'right after a move').toEqual(doubted);
  for (let i = 1; i < 4; i++) expect(await ben.act(i, add(5))).toMatchObject({ kind: 'accepted' });
  await until(() => ana.own?.points === 1000, "Ana's points");
  await until(() => host.rows.get(2)?.phase === 'won', "Ben's win");
  expect(host.rows.get(1)!.results[0]).toMatchObject({ points: 1000, medal: 'gold', metrics: { moves: 3 } });
  await until(() => host.last('insight')?.won === 2, 'the numbers');
  await until(
    () => host.all('wall').flatMap(({ pieces }) => pieces.flatMap(({ actions }) => actions)).length === 7,
    'the wall',
  );

  expect(await host.order({ type: 'end', round: 0 })).toEqual({ kind: 'done' });
  await until(() => ben.lesson?.phase === 'review' && ben.last('standings') !== undefined, 'the review');
  expect(ben.last('standings')).toMatchObject({
    own: { place: 2 },
    places: [{ name: 'Ana', place: 1, points: 1000 }, { name: 'Ben' }],
  });
  expect(ben.last('review')).toMatchObject({ best: { name: 'Ana', actions: gold } });
  expect(await ben.act(4, { type: 'undo' })).toMatchObject({ kind: 'refused', why: 'roundOver' });
  await host.order({ type: 'next', after: 0 });
  await until(() => ben.lesson?.round === 1, 'the second round');
  expect(await host.order({ type: 'skip', round: 1, sure: false }), 'nobody has played').toEqual({
    kind: 'done',
  });
  await host.order({ type: 'podium' });
  await until(() => ana.last('standings')?.round === null, 'the podium');
  await host.order({ type: 'close' });

  const { status, body } = await request(`${server.url}/api/class/${ticket.code}/report`, ticket.hostKey);
  expect(status).toBe(200);
  expect(body.levels[0]).toMatchObject({ level: 'toy-1', status: 'played', won: 2 });
  expect(body.levels[0].seats[0].attempts).toMatchObject([{ actions: gold, outcome: 'won', medal: 'gold' }]);
  expect(body.seats).toMatchObject([
    { name: 'Ana', place: 1 },
    { name: 'Ben', place: 2 },
  ]);
  const csv = await request(`${server.url}/api/class/${ticket.code}/report.csv`, ticket.hostKey);
  expect(csv.body).toContain('toy-1,played,1,Ana,,1000,gold');
  for (const socket of [host, ana, ben]) await socket.leave();
});

test('names are kept apart and clean', async () => {
  const { code } = await openClass(server.url);
  await ClassSocket.join(server.url, code, 'Ana');
  for (const [name, problem] of [
    ['ANA', 'nameTaken'],
    ['Аna', 'nameTaken'],
    ['  ', 'nameEmpty'],
    ['\u200b\u3164', 'nameEmpty'],
    ['f.u.c.k', 'nameRefused'],
    ['Mi€rda', 'nameRefused'],
    ['x'.repeat(21), 'nameTooLong'],
  ] as const)
    expect((await joinClass(server.url, code, name)).answer.body.error?.code, name).toBe(problem);
});
