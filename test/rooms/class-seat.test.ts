/** A seat is never lost: each way to lose one, over real sockets. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ClassStudent } from '../../client/host/class.ts';
import { add, ClassBrowser, play, playing, settled, sum } from '../support/classrooms.ts';
import { Network } from '../support/proxy.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { until } from '../support/socket.ts';

const server = new ServerProcess(temporaryFolder());
const network = new Network(() => server.port);
const browsers: ClassBrowser[] = [];

beforeAll(async () => {
  await server.start();
  await network.start();
});
afterEach(() => {
  for (const browser of browsers.splice(0)) browser.close();
  // Whatever a test silenced would be tried again by the next.
  network.cut();
});
afterAll(async () => {
  await network.stop();
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

function browser(storage?: Storage): ClassBrowser {
  const made = new ClassBrowser(storage);
  browsers.push(made);
  return made;
}

/** A lesson with one student who has made three moves in the first round. */
async function lesson(url = server.url, plan: object = {}) {
  const desk = browser();
  const host = await desk.host(server.url, plan);
  const page = browser();
  const ana = await page.join(url, host.code, 'Ana');
  await until(() => host.seats.value.length === 1, 'Ana on the desk');
  expect(await host.next()).toMatchObject({ ok: true });
  await playing(ana);
  play(ana, add(1), add(2), add(3));
  await settled(ana);
  return { desk, host, page, ana };
}

async function isBack(student: ClassStudent, board = 6): Promise<void> {
  await until(() => sum(student) === board, `the board at ${board} (is ${sum(student)})`);
  await settled(student);
  expect(student.own.value).toMatchObject({ seat: 1, name: 'Ana', status: 'in' });
  expect(student.lesson.value).toMatchObject({ phase: 'playing', round: 0 });
  expect(student.gone.value).toBe(null);
}

test('F5, and F5 again before the page is up', async () => {
  const { host, page } = await lesson();
  page.close();
  const once = page.load(server.url, host.code);
  await isBack(once);
  page.close();
  page.load(server.url, host.code);
  page.close();
  const twice = page.load(server.url, host.code);
  await isBack(twice);
  play(twice, add(4));
  await settled(twice);
  expect(host.seats.value).toHaveLength(1);
  await until(() => host.seats.value[0].isHere, 'Ana here');
});

test('F5 before the acknowledgement: what was pending is handed in', async () => {
  const { host, page, ana } = await lesson();
  play(ana, add(5));
  page.close();
  const again = page.load(server.url, host.code);
  await isBack(again, 11);
});

test('Back, and forward again', async () => {
  const { host, page, ana } = await lesson();
  ana.close();
  await until(() => !host.seats.value[0].isHere, 'Ana gone from the desk');
  const again = page.load(server.url, host.code);
  await isBack(again);
});

test('another device with the link of the seat', async () => {
  const { host, ana } = await lesson();
  const phone = browser();
  const rooms = phone.page(server.url);
  expect(rooms.adopt(`#${ana.seatLink}`)).toEqual({ code: host.code, role: 'student' });
  const there = phone.load(server.url, host.code);
  await isBack(there);
  play(there, add(4));
  await until(() => sum(ana) === 10, 'the first device following');
  expect(host.seats.value).toHaveLength(1);
});

test('another network: the old connection dies without a word, the new one has the seat', async () => {
  const { host, page, ana } = await lesson(network.url);
  network.silence();
  page.close();
  const again = page.load(server.url, host.code);
  await isBack(again);
  expect(ana).toBeDefined();
});

test('a network that drops comes back by itself, with what was played meanwhile', async () => {
  const { host, ana } = await lesson(network.url);
  expect(network.cut()).toBeGreaterThan(0);
  play(ana, add(4));
  await until(() => ana.connection.value !== 'online', 'the loss');
  await isBack(ana, 10);
  await until(() => host.wall.value.get('seat 1')?.session.value?.log.length === 4, 'the wall');
});

test('two tabs follow one another', async () => {
  const { host, page, ana } = await lesson();
  const tab = browser(page.storage);
  const other = tab.load(server.url, host.code);
  await isBack(other);
  play(other, add(4));
  await until(() => sum(ana) === 10, 'the first tab');
  play(ana, add(5));
  await until(() => sum(other) === 15, 'the second tab');
  expect(host.seats.value).toHaveLength(1);
});

test('two devices that both played without a network: one goes on, the other is a further attempt', async () => {
  const { host, page, ana } = await lesson(network.url);
  const phone = browser();
  phone.page(network.url).adopt(`#${ana.seatLink}`);
  const there = phone.load(network.url, host.code);
  await isBack(there);
  network.down();
  await until(
    () => ana.connection.value !== 'online' && there.connection.value !== 'online',
    'both without a network',
  );
  play(ana, add(8));
  play(there, add(9), add(5));
  network.up();
  // Whichever comes first keeps the board; the win counts in any case.
  await until(() => host.seats.value[0].points > 0, 'the win counting');
  await settled(ana);
  await settled(there);
  await until(() => sum(ana) === sum(there), 'one board on both');
  const points = host.seats.value[0].points;
  const attempts = async () => {
    const answer = await host.report();
    const [line] = answer.ok ? answer.value.levels[0].seats : [];
    return line?.attempts.map(({ outcome, actions }) => `${outcome} ${actions.length}`).sort();
  };
  await until(async () => (await attempts())?.length === 2, 'both attempts in the report');
  expect(await attempts()).toEqual(['unfinished 4', 'won 5']);
  await server.stop('SIGKILL');
  await server.start();
  await until(
    () => host.connection.value === 'online' && host.seats.value[0]?.points === points,
    'the same points',
  );
  await until(async () => (await attempts())?.length === 2, 'both attempts again');
  expect(host.seats.value[0].results).toMatchObject([{ attempts: 2, moves: 9, medal: 'silver' }]);
  page.close();
});

test("the host's refresh changes nothing for anybody, and the desk is whole again", async () => {
  const { desk, host, ana } = await lesson();
  desk.close();
  play(ana, add(4));
  await settled(ana);
  const again = desk.hostAgain(server.url, host.code);
  await until(() => again.wall.value.get('seat 1')?.session.value?.log.length === 4, 'the wall again');
  expect(again.lesson.value).toMatchObject({ phase: 'playing', round: 0 });
  expect(again.seats.value).toMatchObject([{ name: 'Ana', isHere: true, phase: 'playing' }]);
  expect(await again.end()).toMatchObject({ ok: true });
  await until(() => ana.lesson.value?.phase === 'review', 'the review');
});

test('the host moves to another device by a link; a projector link orders nothing', async () => {
  const { host } = await lesson();
  const phone = browser();
  const rooms = phone.page(server.url);
  expect(rooms.adopt(host.hostLink)).toMatchObject({ role: 'host' });
  const there = phone.hostAgain(server.url, host.code);
  await until(() => there.seats.value.length === 1, 'the desk on the phone');
  expect(await there.freeze(true)).toMatchObject({ ok: true });
  await until(() => host.lesson.value?.frozen === true, 'the first desk following');
  const wall = browser();
  expect(wall.page(server.url).adopt(host.projectorLink)).toMatchObject({ role: 'projector' });
  expect(wall.page(server.url).host(host.code)).toBe(null);
  const projector = wall.page(server.url).projector(host.code)!;
  await until(() => projector.names.value[0] === 'Ana', 'the projector');
  projector.close();
});

test('SIGKILL and start again: seat, board, score and clock, without a click', async () => {
  const { host, ana, page } = await lesson(server.url, { options: { clockMs: 600_000 } });
  const benPage = browser();
  const ben = await benPage.join(server.url, host.code, 'Ben');
  await playing(ben);
  play(ben, add(9), add(9), add(2));
  await settled(ben);
  await until(() => host.seats.value[1]?.points === 1000, "Ben's points");
  expect(await host.hint(2, { kind: 'text', text: 'Nines first.' })).toMatchObject({ ok: true });
  const left = host.remainingMs()!;
  await server.stop('SIGKILL');
  await until(() => ana.connection.value !== 'online', 'the server being missed');
  play(ana, add(4));
  await server.start();
  await isBack(ana, 10);
  await until(
    () => ben.connection.value === 'online' && ben.own.value?.points === 1000,
    "Ben's points again",
  );
  await until(() => host.connection.value === 'online' && host.seats.value.length === 2, 'the desk again');
  expect(host.seats.value[1]).toMatchObject({
    name: 'Ben',
    points: 1000,
    results: [{ medal: 'gold', moves: 3 }],
  });
  // The clock stood while the server was away, give or take its heartbeat.
  expect(host.remainingMs()!).toBeGreaterThan(left - 10_000);
  expect(host.remainingMs()!).toBeLessThanOrEqual(600_000);
  expect(host.lesson.value?.clock.runs).toBe(true);
  // The hint is there for a page that is loaded anew, and the next one is a new one.
  benPage.close();
  const again = benPage.load(server.url, host.code);
  await until(() => again.hints.value.length === 1, 'the hint again');
  expect(again.hints.value[0].hint).toEqual({ kind: 'text', text: 'Nines first.' });
  await host.hint(null, { kind: 'text', text: 'Then a two.' });
  await until(() => again.hints.value.length === 2 && ana.hints.value.length === 1, 'the next hint');
  expect(again.hints.value[1].serial).toBeGreaterThan(again.hints.value[0].serial);
  await until(() => host.seats.value[1].results[0].hints === 2, 'both counted');
  page.close();
});
