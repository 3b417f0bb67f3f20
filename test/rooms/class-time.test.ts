/** What needs time: a lid closed for ten minutes, clocks, being stuck, and the end of what is kept. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../../server/app.ts';
import { ClassSocket, joinClass, openClass } from '../support/class.ts';
import { add, ClassBrowser, play, playing, settled, sum } from '../support/classrooms.ts';
import { Network } from '../support/proxy.ts';
import { removeFolder, temporaryFolder } from '../support/server.ts';
import { request, until } from '../support/socket.ts';
import { JumpingTime } from '../support/time.ts';
import { toyCatalog } from '../support/toy.ts';

const dataDir = temporaryFolder();
const time = new JumpingTime();
let app: App;
const network = new Network(() => app.port);
const browsers: ClassBrowser[] = [];
const minute = 60_000;

const url = (): string => `http://127.0.0.1:${app.port}`;
function browser(): ClassBrowser {
  const made = new ClassBrowser();
  browsers.push(made);
  return made;
}

beforeAll(async () => {
  app = await startApp({ port: 0, host: '127.0.0.1', dataDir, catalog: toyCatalog, time });
  await network.start();
});
afterEach(() => {
  for (const one of browsers.splice(0)) one.close();
});
afterAll(async () => {
  await network.stop();
  await app.close();
  time.stop();
  removeFolder(dataDir);
});

test('a lid closed for ten minutes, in a class where everybody else went on', async () => {
  const host = await browser().host(url());
  const ana = await browser().join(network.url, host.code, 'Ana');
  const ben = await browser().join(url(), host.code, 'Ben');
  await host.next();
  await playing(ana);
  await playing(ben);
  play(ana, add(1), add(2));
  await settled(ana);
  // The lid closes: the sockets die, and nothing of the page runs for ten minutes.
  network.cut();
  play(ana, add(3));
  time.jump(10 * minute);
  play(ben, add(9));
  await settled(ben);
  await settled(ana);
  expect(sum(ana)).toBe(6);
  expect(ana.own.value).toMatchObject({ seat: 1, name: 'Ana' });
  await until(
    () => host.seats.value.length === 2 && host.seats.value[0].isHere,
    'both at the desk, and no third',
  );
});

test('a lid closed for ten minutes when nobody else was there: the class itself had gone to the disk', async () => {
  const desk = browser();
  const host = await desk.host(url(), { options: { clockMs: 5 * minute } });
  const page = browser();
  const ana = await page.join(url(), host.code, 'Ana');
  await host.next();
  await playing(ana);
  play(ana, add(9), add(9), add(2));
  await settled(ana);
  await until(() => ana.own.value?.points === 1000, 'the points');
  time.jump(minute);
  await until(() => (host.remainingMs() ?? 0) > 0, 'the clock');
  desk.close();
  page.close();
  await until(async () => (await health()).rooms === 0, 'the room gone');
  time.jump(31_000);
  await until(async () => (await health()).classes === 0, 'the class gone from memory');
  time.jump(10 * minute);
  const again = page.load(url(), host.code);
  await until(() => sum(again) === 20, 'the board');
  expect(again.own.value).toMatchObject({ points: 1000 });
  expect(again.lesson.value).toMatchObject({ phase: 'playing', round: 0 });
  // The clock stood from when the class was last known to run.
  expect(again.remainingMs()).toBeGreaterThan(3 * minute);
  expect(again.remainingMs()).toBeLessThanOrEqual(4 * minute);
});

test('the clock: runs out, is paused, extended, stands while boards are frozen', async () => {
  const ticket = await openClass(url(), { options: { clockMs: 10 * minute } });
  const host = await ClassSocket.open(url(), ticket.code, ticket.hostKey);
  const ana = await ClassSocket.join(url(), ticket.code, 'Ana');
  const left = () => host.lesson!.clock.limitMs! - host.lesson!.clock.elapsedMs;
  expect(await host.order({ type: 'pause' })).toEqual({ kind: 'not', problem: 'notNow' });
  await host.order({ type: 'next', after: -1 });
  await ana.sync();
  time.jump(4 * minute);
  await host.order({ type: 'pause' });
  expect(Math.round(left() / minute)).toBe(6);
  time.jump(20 * minute);
  await host.order({ type: 'resume' });
  expect(Math.round(left() / minute)).toBe(6);
  await host.order({ type: 'extend', ms: 3 * minute });
  expect(Math.round(left() / minute)).toBe(9);
  await host.order({ type: 'freeze', on: true });
  expect(await ana.act(0, add(1))).toMatchObject({ kind: 'refused', why: 'frozen' });
  time.jump(30 * minute);
  await host.order({ type: 'freeze', on: false });
  expect(await ana.act(0, add(1))).toMatchObject({ kind: 'accepted' });
  expect(ana.lesson?.phase).toBe('playing');
  time.jump(9 * minute);
  await until(() => ana.lesson?.phase === 'review', 'the end by the clock');
  expect(await ana.act(1, add(1))).toMatchObject({ kind: 'refused', why: 'roundOver' });
  expect(Math.round(host.lesson!.rounds[0].elapsedMs / minute)).toBe(13);
  expect(await host.order({ type: 'end', round: 0 })).toEqual({ kind: 'not', problem: 'notNow' });
});

test('who is stuck, and by what', async () => {
  const host = await browser().host(url());
  const ana = await browser().join(url(), host.code, 'Ana');
  const ben = await browser().join(url(), host.code, 'Ben');
  await host.next();
  await playing(ana);
  await playing(ben);
  play(ana, add(9), add(9));
  await settled(ana);
  for (let i = 0; i < 3; i++) expect(ana.board.value!.dispatch(add(9)).ok).toBe(false);
  time.jump(5000);
  await until(() => host.seats.value[0].stuck !== null, 'Ana stuck');
  expect(host.seats.value[0].stuck).toMatchObject({ why: 'sameMove', reason: 'tooMuch', times: 3 });
  await until(() => host.insight.value?.wrong.length === 1, 'the wrong moves');
  expect(host.insight.value!.wrong[0]).toMatchObject({
    reason: 'tooMuch',
    times: 3,
    seats: 1,
    action: add(9),
  });
  expect(host.seats.value[1].stuck).toBe(null);
  time.jump(2 * minute);
  await until(() => host.seats.value[1].stuck !== null, 'Ben stuck');
  expect(host.seats.value[1].stuck).toMatchObject({ why: 'noProgress' });
  expect(await host.hint(2, { kind: 'text', text: 'Try a nine.' })).toMatchObject({ ok: true });
  await until(() => ben.hints.value.length === 1, 'the hint');
  expect(ana.hints.value).toHaveLength(0);
  play(ana, add(2));
  play(ben, add(9));
  await settled(ana);
  await settled(ben);
  await until(() => host.seats.value.every(({ stuck }) => stuck === null), 'nobody stuck');
  // Who had to listen to the host was not idle meanwhile.
  await host.freeze(true);
  time.jump(10 * minute);
  await host.freeze(false);
  time.jump(minute);
  await until(() => Math.round(host.lesson.value!.clock.elapsedMs / minute) < 10, 'the boards going on');
  expect(host.seats.value.map(({ stuck }) => stuck)).toEqual([null, null]);
  time.jump(2 * minute);
  await until(() => host.seats.value[1].stuck?.why === 'noProgress', 'Ben stuck again');
  await host.end();
  await until(() => host.seats.value.every(({ stuck }) => stuck === null), 'nobody stuck in the review');
  const report = await host.report();
  expect(report.ok && report.value.levels[0].seats).toMatchObject([
    { name: 'Ana', wrong: [{ reason: 'tooMuch', times: 3 }], hints: 0 },
    { name: 'Ben', hints: 1 },
  ]);
});

test('homework: own pace until the due date, then closed, the same report', async () => {
  const host = await browser().host(url(), { dueMs: time.now() + 10 * minute });
  const page = browser();
  const ana = await page.join(url(), host.code, 'Ana');
  await until(() => ana.board.value !== null, 'the first board');
  play(ana, add(9), add(9), add(2));
  await settled(ana);
  ana.openRound(1);
  await until(() => ana.board.value?.level.id === 'toy-2', 'the second board');
  play(ana, add(9));
  await settled(ana);
  page.close();
  const again = page.load(url(), host.code);
  again.openRound(1);
  await until(() => sum(again) === 9, 'the second board again');
  expect(again.own.value).toMatchObject({ points: 1000 });
  time.jump(10 * minute);
  await until(() => again.lesson.value?.phase === 'closed', 'the due date');
  expect(again.board.value).toBe(null);
  const report = await host.report();
  expect(report.ok && report.value).toMatchObject({
    isHomework: true,
    levels: [
      { won: 1, seats: [{ name: 'Ana', points: 1000 }] },
      { won: 0, seats: [{ moves: 1 }] },
    ],
  });
  expect((await joinClass(url(), host.code, 'Late')).answer.body.error.code).toBe('classClosed');
});

test('a class expires, and nothing of it is left', async () => {
  const ticket = await openClass(url(), { keepDays: 2 });
  const ana = await ClassSocket.join(url(), ticket.code, 'Ana');
  expect(ticket.expiresMs - time.now()).toBeGreaterThan(47 * 60 * minute);
  time.jump(47 * 60 * minute);
  expect((await request(`${url()}/api/class/${ticket.code}`, null)).status).toBe(200);
  time.jump(2 * 60 * minute);
  await until(() => ana.last('gone')?.why === 'expired', 'being told why');
  await until(
    async () => (await request(`${url()}/api/class/${ticket.code}`, null)).status === 404,
    'the class gone',
  );
});

async function health() {
  return (await request(`${url()}/health`, null)).body;
}
