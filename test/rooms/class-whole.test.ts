/** A whole lesson of 35 students, from lobby to report, with two disconnections, one removal and one kill of the server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassStudent } from '../../client/host/class.ts';
import type { ClassReport } from '../../shared/class/report.ts';
import { add, ClassBrowser, play, playing, settled } from '../support/classrooms.ts';
import { Network } from '../support/proxy.ts';
import { removeFolder, ServerProcess, temporaryFolder } from '../support/server.ts';
import { until } from '../support/socket.ts';

const SIZE = 35;
const server = new ServerProcess(temporaryFolder());
const network = new Network(() => server.port);
const browsers: ClassBrowser[] = [];

beforeAll(async () => {
  await server.start();
  await network.start();
});
afterAll(async () => {
  for (const browser of browsers) browser.close();
  await network.stop();
  await server.stop('SIGTERM');
  removeFolder(server.dataDir);
});

function browser(): ClassBrowser {
  const made = new ClassBrowser();
  browsers.push(made);
  return made;
}

/** Student `n` wins in 3 (gold) to 20 moves, differently in each round, and tries one move that is refused. */
function wins(student: ClassStudent, n: number, goal: number): number {
  const size = 1 + (n % 9);
  let sum = 0;
  let moves = 0;
  while (sum < goal) {
    if (goal - sum < size) student.board.value!.dispatch(add(9));
    const step = Math.min(size, goal - sum);
    play(student, add(step));
    sum += step;
    moves++;
  }
  return moves;
}

test('35 students from lobby to report', async () => {
  const host = await browser().host(server.url, { options: { board: 'top5', askReady: true } });
  const pages = Array.from({ length: SIZE }, browser);
  const students = await Promise.all(
    pages.map((page, n) => page.join(n < 2 ? network.url : server.url, host.code, `Student ${n + 1}`)),
  );
  await until(() => host.seats.value.filter(({ isHere }) => isHere).length === SIZE, 'all at the desk');
  const seatOf = (student: ClassStudent): number => student.own.value!.seat;

  // Round one: everybody says ready, the host starts.
  expect(await host.next()).toMatchObject({ ok: true });
  await until(() => students.every(({ lesson }) => lesson.value?.phase === 'briefing'), 'the briefing');
  for (const student of students) student.ready(true);
  await until(() => host.insight.value?.ready === SIZE, 'all ready');
  expect(await host.start()).toMatchObject({ ok: true });
  for (const student of students) await playing(student);
  const moves = students.map((student, n) => (n === 34 ? 0 : wins(student, n, 20)));
  // Two lose their connection in the middle of it, one is removed.
  expect(network.cut()).toBeGreaterThan(0);
  await settled(students[33]);
  expect(await host.remove(seatOf(students[33]), true)).toMatchObject({ ok: true });
  await until(() => students[33].gone.value === 'blocked', 'the blocked one being told');
  const staying = students.filter((_, n) => n !== 33);
  for (const student of staying) await settled(student);
  await until(() => host.insight.value?.won === SIZE - 2, 'all wins but two');
  await until(
    () =>
      staying.every(
        (student, n) =>
          n === 33 || (host.wall.value.get(`seat ${seatOf(student)}`)?.session.value?.log.length ?? 0) > 0,
      ),
    'all boards on the wall',
  );
  expect(host.insight.value!.distribution.reduce((sum, count) => sum + count, 0)).toBe(SIZE - 2);
  expect(await host.end()).toMatchObject({ ok: true });
  await until(() => staying.every(({ standings }) => standings.value !== null), 'the board of the best');
  for (const student of staying) {
    expect(student.standings.value!.places.length).toBeLessThanOrEqual(5);
    expect(student.standings.value!.own?.seat).toBe(seatOf(student));
  }
  await until(
    () => staying.every(({ review }) => review.value?.best?.metrics.moves === 3),
    'the best attempt',
  );

  // Round two: the server is killed while all play.
  await host.next();
  await host.start();
  for (const student of staying) await playing(student, 1);
  for (const student of staying) play(student, add(9), add(9));
  for (const student of staying) await settled(student);
  await server.stop('SIGKILL');
  for (const student of staying) play(student, add(9));
  await server.start();
  for (const student of staying) {
    await until(() => student.connection.value === 'online', `${student.own.value?.name} online again`);
    await settled(student);
    expect(student.board.value!.session.value.log).toHaveLength(3);
  }
  for (const student of staying) play(student, add(3));
  for (const student of staying) await settled(student);
  await until(() => host.connection.value === 'online' && host.insight.value?.won === SIZE - 1, 'all wins');
  await host.end();
  expect(await host.podium()).toMatchObject({ ok: true });
  await until(() => staying.every(({ standings }) => standings.value?.round === null), 'the podium');
  expect(await host.closeLesson()).toMatchObject({ ok: true });

  const answer = await host.report();
  const report = (answer as { value: ClassReport }).value;
  expect(report.levels.map(({ status, won }) => [status, won])).toEqual([
    ['played', SIZE - 1],
    ['played', SIZE - 1],
  ]);
  for (const [n, student] of students.entries()) {
    if (n === 34) continue;
    const line = report.levels[0].seats.find(({ seat }) => seat === seatOf(student))!;
    expect(line.moves, line.name).toBe(moves[n]);
    expect(line.attempts).toMatchObject([{ outcome: 'won', metrics: { moves: moves[n] } }]);
    expect(line.medal, line.name).toBe(moves[n] <= 3 ? 'gold' : 'silver');
  }
  expect(report.levels[0].wrong[0]).toMatchObject({ reason: 'tooMuch' });
  expect(report.levels[1].seats).toHaveLength(SIZE - 1);
  for (const line of report.levels[1].seats) expect(line).toMatchObject({ medal: 'gold', moves: 4 });
  expect(report.seats[0].points).toBe(2000);
  const csv = await host.reportCsv();
  expect(csv.ok && csv.value.text.split('\r\n')).toHaveLength(
    report.levels[0].seats.length + report.levels[1].seats.length + 2,
  );
  expect(csv.ok && csv.value.text.charCodeAt(0)).toBe(0xfeff);
}, 180_000);
