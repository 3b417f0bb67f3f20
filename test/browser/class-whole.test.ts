import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassReport } from '../../shared/class/report.ts';
import { levels } from '../client/levels.ts';
import { Network } from '../support/proxy.ts';
import { until } from '../support/socket.ts';
import { launchBrowser, openVisitor } from './support/browser.ts';
import { boardIsThere, closeAll, joinClass, moves, placeOf, play, projectorOf } from './support/classroom.ts';
import { Crowd, moveAll } from './support/crowd.ts';
import { startServer, type TestServer } from './support/server.ts';

/**
 * A whole lesson: a teacher, a projector and three students in a real browser, the rest of the class over sockets alone;
 * with two who lose their network, one who is removed, and a server that is killed.
 */

/** Students without a page; with the three who have one, and the one who is removed, 35. */
const CROWD = 31;

let server: TestServer;
let browser: Browser;
const network = new Network(() => Number(new URL(server.url).port));
const crowd = new Crowd();

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  await network.start();
});

afterAll(async () => {
  crowd.close();
  await browser?.close();
  await network.stop();
  await server?.close();
});

const [first] = levels;
const { actions } = first.certificate;
/** What a browser says of answers that are no. */
const expected = /status of 4\d\d|status of 50/;
const wrong = { type: 'openPool', szidx: 0 } as const;

function card(desk: Page, name: string) {
  return desk.locator('.wallCard', { has: desk.locator('strong', { hasText: new RegExp(`^${name}$`) }) });
}

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync((await file.path())!, 'utf8') };
}

test('35 students from the doors of the house to the report', { timeout: 480_000 }, async () => {
  // The doors: a teacher opens a class with what is chosen already.
  const host = await openVisitor(browser, server.url);
  const desk = host.page;
  await desk.goto('/');
  await desk.getByRole('link', { name: /^Teach/ }).click();
  await desk.getByRole('button', { name: 'Open the class' }).first().click();
  const code = (await desk.locator('.lobbyCode').textContent())!.replace(/\s/g, '');
  expect(code).toMatch(/^[34679ACDEFHJKMNPQRTWXY]{6}$/);
  expect(await desk.locator('.lobbyJoin .qr').getAttribute('role')).toBe('img');
  const projector = await projectorOf({ ...host, page: desk });

  // Three students: by typing the code, with the offered name, by the QR code's address.
  const ana = await openVisitor(browser, network.url, { viewport: 'phone' });
  await ana.page.goto('/');
  await ana.page.getByRole('link', { name: /^Join a class/ }).click();
  await ana.page.locator('#code').pressSequentially(code.toLowerCase());
  await ana.page.locator('#name').fill('Ana');
  await ana.page.locator('.joinButton').click();
  await ana.page.getByRole('heading', { name: 'You are in, Ana' }).waitFor();

  const bruno = await openVisitor(browser, server.url, { viewport: 'desktop' });
  await bruno.page.goto(`/join/${code}`);
  await bruno.page.locator('#name').fill('  ANA ');
  await bruno.page.locator('.joinButton').click();
  await bruno.page.getByText('Somebody here has that name already').waitFor();
  const offered = bruno.page.locator('.offered');
  const [, offeredName] = /“(.+)”/.exec((await offered.textContent())!)!;
  await offered.click();
  await bruno.page.getByRole('heading', { name: `You are in, ${offeredName}` }).waitFor();

  const chloe = await joinClass(browser, network.url, code, 'Chloé', { lang: 'es', theme: 'light' });
  // A clock that can be put forward, from the first line of the page on.
  await chloe.page.clock.install();
  await chloe.page.reload();
  await chloe.page.getByRole('heading', { name: 'Ya estás dentro, Chloé' }).waitFor();
  await projector.locator('.projectorNames li').nth(2).waitFor();
  expect(await projector.locator('.projectorNames li').allTextContents()).toEqual([
    'Ana',
    offeredName,
    'Chloé',
  ]);
  // The rest of the class, without pages; one of them on Ana's network.
  await crowd.join(network.url, code, ['Student 00']);
  const others = Array.from({ length: CROWD - 1 }, (_, n) => `Student ${String(n + 1).padStart(2, '0')}`);
  await crowd.join(server.url, code, others);
  await projector
    .locator('.projectorNames li')
    .nth(CROWD + 2)
    .waitFor();

  // Rename, and hide a name from everybody else.
  await desk.locator('.seatTile', { hasText: offeredName }).click();
  await desk.getByRole('textbox', { name: 'Name' }).fill('Bruno');
  await desk.getByRole('button', { name: 'Rename' }).click();
  await desk.getByRole('heading', { name: 'Bruno' }).waitFor();
  await desk.keyboard.press('Escape');
  await bruno.page.getByRole('heading', { name: 'You are in, Bruno' }).waitFor();
  await desk.locator('.seatTile', { hasText: 'Chloé' }).click();
  await desk.getByRole('switch', { name: /Hide the name/ }).check();
  await desk.keyboard.press('Escape');
  await projector.locator('.projectorNames li', { hasText: 'Chloé' }).waitFor({ state: 'detached' });

  // Somebody who does not belong is removed and blocked, and does not come back by another name.
  const mallory = await joinClass(browser, server.url, code, 'Mallory');
  await desk.locator('.seatTile', { hasText: 'Mallory' }).click();
  await desk.getByRole('button', { name: 'Remove from the class…' }).click();
  await desk.getByRole('button', { name: 'Remove and block' }).click();
  await mallory.page.getByRole('heading', { name: 'You cannot enter this class' }).waitFor();
  await mallory.page.goto(`/join/${code}`);
  await mallory.page.getByRole('heading', { name: 'You cannot enter this class' }).waitFor();
  await closeAll([mallory], expected);
  const again = await joinClass(browser, server.url, code, 'Somebody');
  await again.page.getByRole('heading', { name: 'At the door, Somebody' }).waitFor();
  await desk.getByRole('button', { name: 'Not now Somebody' }).click();
  await desk.locator('.removed').waitFor();
  await closeAll([again], expected);
  await desk.getByRole('button', { name: 'Lock the door' }).click();
  const late = await openVisitor(browser, server.url);
  await late.page.goto(`/join/${code}`);
  await late.page.getByText('This class is not letting anybody new in').waitFor();
  await desk.getByRole('button', { name: 'Unlock the door' }).click();

  // The round: boards come by themselves, and stay through F5, F5 twice, and Back.
  await desk.getByRole('button', { name: /^Start: 1\.1/ }).click();
  await boardIsThere(ana.page);
  await play(ana.page, actions.slice(0, 2));
  await ana.page.reload();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(2);
  await ana.page.reload({ waitUntil: 'domcontentloaded' });
  await ana.page.reload();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(2);
  await ana.page.goBack();
  await ana.page.goForward();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(2);
  await crowd.playing(0);
  for (const [n, student] of crowd.students.entries()) {
    if (n % 5 === 1) student.board.value!.dispatch(wrong);
    moveAll(student, n % 4 === 0 ? actions.slice(0, 3) : actions);
  }
  await crowd.settled();

  // Two lose their network and play on, a third closes the lid for ten minutes; all come back by themselves.
  await boardIsThere(chloe.page);
  await play(chloe.page, actions.slice(0, 2));
  network.down();
  await until(() => crowd.students[0].connection.value !== 'online', 'the loss of the network');
  await card(desk, 'Chloé').getByText('away').waitFor();
  await chloe.page.clock.fastForward('10:00');
  await play(ana.page, actions.slice(2, 3));
  moveAll(crowd.students[0], actions.slice(3, 5));
  network.up();
  await card(desk, 'Ana').getByText('3 moves').waitFor();
  await card(desk, 'Student 00').getByText('5 moves').waitFor();
  await card(desk, 'Chloé').getByText('away').waitFor({ state: 'detached' });
  expect(await moves(chloe.page)).toBe(2);
  await play(chloe.page, actions.slice(2, 3));
  await card(desk, 'Chloé').getByText('3 moves').waitFor();

  // The host's refresh; then the server is killed and started again.
  await desk.reload();
  await card(desk, 'Ana').getByText('3 moves').waitFor();
  await server.stop('SIGKILL');
  await server.start();
  await crowd.settled();
  await boardIsThere(bruno.page);
  await play(bruno.page, actions);
  await bruno.page.getByRole('dialog').getByText('1,000').waitFor();
  await desk.locator('.wallCard.need-won', { hasText: 'Bruno' }).waitFor({ timeout: 40_000 });
  expect(await moves(ana.page)).toBe(3);
  const winners = 1 + crowd.students.filter((_, n) => n % 4 !== 0).length;
  await desk.locator('.bigCount', { hasText: `${winners}/${CROWD + 3}` }).waitFor();

  // Who tries the same wrong move again and again stands first on the wall, with the reason.
  for (let attempt = 0; attempt < 3; attempt++) {
    await ana.page.locator(`[data-testid="${placeOf(wrong)}"]`).focus();
    await ana.page.keyboard.press('Enter');
    await ana.page.locator('.outcome .refusal').waitFor();
  }
  await desk.locator('.wallGrid li').first().locator('.need-same').waitFor();
  expect(await desk.locator('.wallCard').first().textContent()).toContain('Ana');
  expect(await desk.locator('.wrongMoves li').count()).toBeGreaterThan(0);

  // Her board large, live and earlier; on the projector without her name.
  await card(desk, 'Ana').click();
  await desk.locator('.watched canvas').first().waitFor();
  await play(ana.page, actions.slice(3, 4));
  await desk.locator('.watched output', { hasText: '4/4' }).waitFor();
  await desk.getByRole('slider', { name: 'Look back through the moves' }).fill('1');
  await desk.locator('.watched output', { hasText: '1/4' }).waitFor();
  await desk.getByRole('button', { name: 'Live' }).click();
  await desk.getByRole('button', { name: 'Show on the projector' }).click();
  await projector.getByRole('heading', { name: 'A board from the class' }).waitFor();
  expect(await projector.locator('body').textContent()).not.toContain('Ana');
  expect(await projector.locator('main button:visible').count()).toBe(0);
  await desk.keyboard.press('Escape');

  // Freeze all to talk; a hint to all.
  await desk.getByRole('button', { name: 'Freeze all' }).click();
  await ana.page.getByText('Eyes to the front').waitFor();
  await desk.getByRole('button', { name: 'Let them go on' }).click();
  await ana.page.getByText('Eyes to the front').waitFor({ state: 'detached' });
  await desk.getByRole('button', { name: 'Hint to all' }).click();
  await desk.getByRole('textbox').fill('Look at the <b>smallest</b> class that fits.');
  await desk.getByRole('button', { name: 'Send' }).click();
  await ana.page.getByText('Look at the <b>smallest</b> class that fits.').waitFor();

  // A clock, paused and extended.
  await desk.getByRole('button', { name: 'Clock: 3 minutes' }).click();
  await ana.page.getByRole('timer').waitFor();
  await desk.getByRole('button', { name: 'Pause the clock' }).click();
  await ana.page.getByText('The clock is paused.').waitFor();
  await desk.getByRole('button', { name: '+1 minute' }).click();
  await ana.page.getByRole('timer').getByText(/^3:/).waitFor();

  // The round ends: places, the rule, the runs side by side.
  await desk.getByRole('button', { name: 'End the round' }).click();
  await bruno.page.locator('.ownResult', { hasText: 'Place' }).waitFor();
  expect(await bruno.page.locator('.ownResult').textContent()).toContain('1,000');
  await ana.page.getByText(first.lesson.en).waitFor();
  await chloe.page.getByText(first.lesson.es).waitFor();
  await chloe.page.locator('.roundFilms .film').nth(2).waitFor();
  await projector.getByText(first.lesson.en).waitFor();
  expect(await projector.locator('body').textContent()).not.toContain('Chloé');

  // The next round: boards come by themselves, and everybody without a page solves it.
  await desk.locator('.nextStep').click();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(0);
  await crowd.playing(1);
  for (const student of crowd.students) moveAll(student, levels[1].certificate.actions);
  await crowd.settled();
  await desk.locator('.bigCount', { hasText: `${CROWD}/${CROWD + 3}` }).waitFor();
  await desk.getByRole('button', { name: 'End the round' }).click();

  // The podium, the end, the report.
  await desk.getByRole('button', { name: 'To the podium' }).click();
  await projector.locator('.step1').getByText('Student 01').waitFor();
  await ana.page.locator('.step1').getByText('Student 01').waitFor();
  await desk.getByRole('button', { name: 'Close the class' }).click();
  await desk.getByRole('link', { name: 'Report' }).first().click();
  const row = desk.locator('.reportTable tbody tr').first();
  await row.waitFor();
  expect(await row.textContent()).toMatch(/^1Student 01.*2,000/);
  await desk.locator('.seatPart summary', { hasText: 'Ana' }).first().click();
  await desk.locator('.attemptFilms .film').first().waitFor();

  const csv = await download(desk, 'Table (CSV)');
  expect(csv.name).toMatch(/\.csv$/);
  expect(csv.text).toContain('Bruno');
  const json = await download(desk, 'Data (JSON)');
  const report = JSON.parse(json.text) as ClassReport;
  expect(report.seats.find(({ name }) => name === 'Bruno')).toMatchObject({ points: 1000, won: 1 });
  const ofAna = report.levels[0].seats.find(({ name }) => name === 'Ana')!;
  expect(ofAna.attempts[0].actions).toEqual(actions.slice(0, 4));
  expect(ofAna.wrong.reduce((sum, { times }) => sum + times, 0)).toBeGreaterThanOrEqual(3);

  // Deleted is deleted, for everybody.
  await desk.getByRole('button', { name: 'Delete the class…' }).click();
  await desk.getByRole('button', { name: 'Delete everything' }).click();
  await desk.getByRole('heading', { name: 'Teach', exact: true }).waitFor();
  await ana.page.getByRole('heading', { name: 'This class was deleted' }).waitFor();
  await late.page.goto(`/join/${code}`);
  await late.page.getByText('There is no class with this code').waitFor();
  await closeAll([host, ana, bruno, chloe, late], expected);
});
