import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassReport } from '../../shared/class/report.ts';
import { levels } from '../client/levels.ts';
import { launchBrowser, openVisitor } from './support/browser.ts';
import {
  boardIsThere,
  joinClass,
  moves,
  openClass,
  placeOf,
  play,
  projectorOf,
  type Visitor,
} from './support/classroom.ts';
import { startServer, type TestServer } from './support/server.ts';

/** Lessons in a real browser against the real server: a teacher, students, a projector, and what must never happen. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const [first] = levels;
const { actions } = first.certificate;

async function close(visitors: readonly Visitor[], ignore = /^$/): Promise<void> {
  for (const { context, errors } of visitors) {
    expect(errors.filter((error) => !ignore.test(error))).toEqual([]);
    await context.close();
  }
}

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

test('a lesson from the doors of the house to the report', { timeout: 360_000 }, async () => {
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
  const ana = await openVisitor(browser, server.url, { viewport: 'phone' });
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

  const chloe = await joinClass(browser, server.url, code, 'Chloé', { lang: 'es', theme: 'light' });
  await chloe.page.getByRole('heading', { name: 'Ya estás dentro, Chloé' }).waitFor();
  await projector.locator('.projectorNames li').nth(2).waitFor();
  expect(await projector.locator('.projectorNames li').allTextContents()).toEqual([
    'Ana',
    offeredName,
    'Chloé',
  ]);

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
  const again = await joinClass(browser, server.url, code, 'Somebody');
  await again.page.getByRole('heading', { name: 'At the door, Somebody' }).waitFor();
  await desk.getByRole('button', { name: 'Not now Somebody' }).click();
  await desk.locator('.removed').waitFor();
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
  await ana.page.reload({ waitUntil: 'commit' });
  await ana.page.reload();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(2);
  await ana.page.goBack();
  await ana.page.goForward();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(2);

  // The host's refresh; then the server is killed and started again.
  await desk.reload();
  await card(desk, 'Ana').getByText('2 moves').waitFor();
  await server.stop('SIGKILL');
  await server.start();
  await boardIsThere(bruno.page);
  await play(bruno.page, actions);
  await bruno.page.getByRole('dialog').getByText('1,000').waitFor();
  await desk.locator('.wallCard.need-won').waitFor({ timeout: 40_000 });
  expect(await moves(ana.page)).toBe(2);

  // Who tries the same wrong move again and again stands first on the wall, with the reason.
  const wrong = { type: 'openPool', szidx: 0 } as const;
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
  await play(ana.page, actions.slice(2, 3));
  await desk.locator('.watched output', { hasText: '3/3' }).waitFor();
  await desk.getByRole('slider', { name: 'Look back through the moves' }).fill('1');
  await desk.locator('.watched output', { hasText: '1/3' }).waitFor();
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
  await bruno.page.getByText('Place').waitFor();
  expect(await bruno.page.locator('.ownResult').textContent()).toContain('1,000');
  await ana.page.getByText(first.lesson.en).waitFor();
  await chloe.page.getByText(first.lesson.es).waitFor();
  await chloe.page.locator('.roundFilms .film').nth(2).waitFor();
  await projector.getByText(first.lesson.en).waitFor();
  expect(await projector.locator('body').textContent()).not.toContain('Chloé');

  // The podium, the end, the report.
  await desk.getByRole('button', { name: 'To the podium' }).click();
  await projector.locator('.podium').getByText('Bruno').waitFor();
  await ana.page.locator('.podium').getByText('Bruno').waitFor();
  await desk.getByRole('button', { name: 'Close the class' }).click();
  await desk.getByRole('link', { name: 'Report' }).first().click();
  const row = desk.locator('.reportTable tbody tr').first();
  await row.waitFor();
  expect(await row.textContent()).toMatch(/^1Bruno.*1,000/);
  await desk.locator('.seatPart summary', { hasText: 'Ana' }).click();
  await desk.locator('.attemptFilms .film').first().waitFor();

  const csv = await download(desk, 'Table (CSV)');
  expect(csv.name).toMatch(/\.csv$/);
  expect(csv.text).toContain('Bruno');
  const json = await download(desk, 'Data (JSON)');
  const report = JSON.parse(json.text) as ClassReport;
  expect(report.seats.find(({ name }) => name === 'Bruno')).toMatchObject({ place: 1, points: 1000, won: 1 });
  const ofAna = report.levels[0].seats.find(({ name }) => name === 'Ana')!;
  expect(ofAna.attempts[0].actions).toEqual(actions.slice(0, 3));
  expect(ofAna.wrong.reduce((sum, { times }) => sum + times, 0)).toBeGreaterThanOrEqual(3);

  // Deleted is deleted, for everybody.
  await desk.getByRole('button', { name: 'Delete the class…' }).click();
  await desk.getByRole('button', { name: 'Delete everything' }).click();
  await desk.getByRole('heading', { name: 'Teach', exact: true }).waitFor();
  await ana.page.getByRole('heading', { name: 'This class was deleted' }).waitFor();
  await late.page.goto(`/join/${code}`);
  await late.page.getByText('There is no class with this code').waitFor();
  await close([host, ana, bruno, chloe, mallory, again, late], /status of 4\d\d|status of 50/);
});

test('the key moves the desk to another device, and leaves the address', async () => {
  const host = await openClass(browser, server.url);
  await host.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  await host.page.getByRole('button', { name: 'Code and links' }).click();
  await host.page.getByRole('button', { name: 'Copy the key as a link' }).click();
  await host.page.getByText('Copied.').waitFor();
  const link = await host.page.evaluate(() => navigator.clipboard.readText());
  const phone = await openVisitor(browser, server.url, { viewport: 'phone' });
  await phone.page.goto(link);
  await phone.page.locator('.lobbyCode').waitFor();
  expect(phone.page.url()).toBe(`${server.url}/host/${host.code}`);
  await joinClass(browser, server.url, host.code, 'Ana').then(({ context }) => context.close());
  await phone.page.locator('.seatTile', { hasText: 'Ana' }).waitFor();
  await host.page.locator('.seatTile', { hasText: 'Ana' }).waitFor();
  const stranger = await openVisitor(browser, server.url);
  await stranger.page.goto(`/host/${host.code}`);
  await stranger.page
    .getByRole('heading', { name: 'The key to this class is not in this browser' })
    .waitFor();
  await close([host, phone, stranger]);
});

test('two tabs and a board moved to another device are one seat', async () => {
  const host = await openClass(browser, server.url);
  const ana = await joinClass(browser, server.url, host.code, 'Ana', { viewport: 'desktop' });
  await host.page.locator('.seatTile').waitFor();
  await host.page.locator('.nextStep').click();
  await boardIsThere(ana.page);
  await play(ana.page, actions.slice(0, 1));
  const tab = await ana.context.newPage();
  await tab.goto(`/join/${host.code}`);
  await boardIsThere(tab);
  expect(await moves(tab)).toBe(1);
  await play(tab, actions.slice(1, 2));
  await ana.page.locator('.scrub output', { hasText: '2/2' }).waitFor();
  expect(await host.page.locator('.wallCard').count()).toBe(1);
  await close([host, ana]);
});

test('late-comers are admitted at once, by the host, or not at all', async () => {
  const host = await openClass(browser, server.url, {}, async (page) => {
    await page.locator('.moreOptions summary').click();
    await page.getByRole('radio', { name: 'I let them in' }).check();
  });
  const ana = await joinClass(browser, server.url, host.code, 'Ana');
  await host.page.locator('.seatTile').waitFor();
  await host.page.locator('.nextStep').click();
  await boardIsThere(ana.page);
  const late = await joinClass(browser, server.url, host.code, 'Late');
  await late.page.getByRole('heading', { name: 'At the door, Late' }).waitFor();
  await host.page.getByRole('button', { name: 'Let in Late' }).click();
  await boardIsThere(late.page);
  await host.page.locator('.wallCard').nth(1).waitFor();
  await close([host, ana, late]);
});

test('homework: a link, an own pace, the same report', async () => {
  const host = await openClass(browser, server.url, {}, (page) =>
    page.getByRole('radio', { name: /^Homework/ }).check(),
  );
  const ana = await joinClass(browser, server.url, host.code, 'Ana');
  await ana.page.getByRole('link', { name: new RegExp(levels[1].title.en) }).click();
  await boardIsThere(ana.page);
  await ana.page.getByRole('link', { name: 'Back to the homework' }).click();
  await ana.page.getByRole('link', { name: new RegExp(first.title.en) }).click();
  await boardIsThere(ana.page);
  await play(ana.page, actions.slice(0, 4));
  await ana.page.reload();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(4);
  await play(ana.page, actions.slice(4));
  await ana.page.getByRole('dialog').getByText('1,000').waitFor();
  await host.page.locator('tbody .medalRow').waitFor();
  await host.page.getByRole('link', { name: 'Report' }).click();
  await host.page.locator('.reportTable').getByText('Ana').waitFor();
  await close([host, ana]);
});

test('teams are shown, and a student can be moved to another', async () => {
  const host = await openClass(browser, server.url, {}, async (page) => {
    await page.getByRole('radio', { name: /^Teams/ }).check();
    await page.getByRole('spinbutton', { name: 'Teams' }).fill('2');
  });
  const ana = await joinClass(browser, server.url, host.code, 'Ana');
  const bea = await joinClass(browser, server.url, host.code, 'Bea');
  await host.page.locator('.seatTile').nth(1).waitFor();
  await host.page.locator('.seatTile', { hasText: 'Bea' }).click();
  await host.page.getByRole('combobox', { name: 'Team' }).selectOption('0');
  await host.page.keyboard.press('Escape');
  await bea.page.getByText('Boa').waitFor();
  await host.page.locator('.nextStep').click();
  await boardIsThere(ana.page);
  await play(ana.page, actions);
  await host.page.locator('.wallCard.need-won').waitFor();
  await host.page.getByRole('button', { name: 'End the round' }).click();
  await ana.page.locator('.teamPlaces').waitFor();
  expect(await ana.page.locator('.teamPlaces').textContent()).toMatch(/Boa.*(500|1,000)/);
  await close([host, ana, bea]);
});

test('a shared heap is one board for its team, in turn if the host says so', async () => {
  const host = await openClass(browser, server.url, {}, async (page) => {
    await page.getByRole('radio', { name: /^Shared heap/ }).check();
    await page.getByRole('spinbutton', { name: 'Teams' }).fill('1');
    await page.locator('.moreOptions summary').click();
    await page.getByRole('radio', { name: 'In turn' }).check();
  });
  const ana = await joinClass(browser, server.url, host.code, 'Ana');
  const bea = await joinClass(browser, server.url, host.code, 'Bea');
  await host.page.locator('.seatTile').nth(1).waitFor();
  await host.page.locator('.nextStep').click();
  await Promise.all([boardIsThere(ana.page), boardIsThere(bea.page)]);
  const pages = [ana.page, bea.page];
  await Promise.race(pages.map((page) => page.getByText('Your turn').waitFor()));
  const begins = (await ana.page.getByText('Your turn').isVisible()) ? 0 : 1;
  const [now, then] = [pages[begins], pages[1 - begins]];
  await play(now, actions.slice(0, 1));
  await then.getByText('A teammate just moved.').waitFor();
  await then.getByText('Your turn').waitFor();
  expect(await moves(then)).toBe(1);
  await play(then, actions.slice(1, 2));
  await now.locator('.scrub output', { hasText: '2/2' }).waitFor();
  expect(await host.page.locator('.wallCard').count()).toBe(1);
  await close([host, ana, bea]);
});

test('a duel: each writes for the other, and survives the other’s', async () => {
  const host = await openClass(browser, server.url, {}, (page) =>
    page.getByRole('radio', { name: /^Duel/ }).check(),
  );
  const ana = await joinClass(browser, server.url, host.code, 'Ana');
  const bea = await joinClass(browser, server.url, host.code, 'Bea');
  await host.page.locator('.seatTile').nth(1).waitFor();
  await host.page.locator('.nextStep').click();
  await ana.page.getByRole('heading', { name: 'Write requests for Bea' }).waitFor();
  const size = ana.page.locator('.duelSize input').first();
  const before = await size.inputValue();
  await size.fill('400');
  await ana.page.getByRole('button', { name: 'Hand in' }).click();
  await ana.page
    .getByRole('alert')
    .getByText(/Request 1|bytes in all/)
    .waitFor();
  await size.fill(String(Number(before) - 1));
  await ana.page.getByRole('button', { name: 'Hand in' }).click();
  await ana.page.getByRole('heading', { name: 'Handed in' }).waitFor();
  await host.page.locator('.goodState', { hasText: 'written' }).waitFor();
  await host.page.getByRole('button', { name: 'Begin the duel' }).click();
  await boardIsThere(bea.page);
  await bea.page.getByText('You are surviving Ana’s requests.').waitFor();
  await close([host, ana, bea]);
});
