import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { levels } from '../client/levels.ts';
import { launchBrowser, openVisitor } from './support/browser.ts';
import { boardIsThere, closeAll, joinClass, moves, openClass, play } from './support/classroom.ts';
import { Crowd, moveAll } from './support/crowd.ts';
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
  await closeAll([host, phone, stranger]);
});

test('a seat in two tabs and on another device is one; it can be left to somebody who is let in late', async () => {
  const host = await openClass(browser, server.url, {}, async (page) => {
    await page.locator('.moreOptions summary').click();
    await page.getByRole('radio', { name: 'I let them in' }).check();
  });
  const ana = await joinClass(browser, server.url, host.code, 'Ana', { viewport: 'desktop' });
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
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
  await tab.close();

  await ana.page.getByRole('button', { name: 'Settings' }).click();
  await ana.page.getByRole('button', { name: 'Copy my link' }).click();
  await ana.page.getByText('Copied.').waitFor();
  const link = await ana.page.evaluate(() => navigator.clipboard.readText());
  const phone = await openVisitor(browser, server.url, { viewport: 'phone' });
  await phone.page.goto(link);
  await boardIsThere(phone.page);
  expect(phone.page.url()).toBe(`${server.url}/class/${host.code}`);
  expect(await moves(phone.page)).toBe(2);
  await play(phone.page, actions.slice(2, 3));
  await ana.page.locator('.scrub output', { hasText: '3/3' }).waitFor({ state: 'attached' });
  expect(await host.page.locator('.wallCard').count()).toBe(1);

  // Who borrowed the computer comes late, as somebody else; Ana's game stays hers.
  await ana.page.getByRole('button', { name: 'Not Ana?' }).click();
  await ana.page.getByRole('button', { name: 'Join as somebody else' }).click();
  await ana.page.locator('#name').fill('Bea');
  await ana.page.locator('.joinButton').click();
  await ana.page.getByRole('heading', { name: 'At the door, Bea' }).waitFor();
  await host.page.getByRole('button', { name: 'Let in Bea' }).click();
  await boardIsThere(ana.page);
  expect(await moves(ana.page)).toBe(0);
  await host.page.locator('.wallCard').nth(1).waitFor();
  expect(await moves(phone.page)).toBe(3);
  await closeAll([host, ana, phone]);
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
  await closeAll([host, ana]);
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
  await closeAll([host, ana, bea]);
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

  // What was played is not thrown away by one slip.
  await host.page.getByRole('button', { name: 'Skip the round' }).click();
  await host.page.getByRole('button', { name: 'Skip it? Nothing will count.' }).click();
  await host.page.getByRole('button', { name: /^Next: / }).waitFor();
  await closeAll([host, ana, bea]);
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
  await closeAll([host, ana, bea]);
});

/** Presses Tab until the focus is on `selector`. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}`);
}

test('a round by keyboard alone, from both sides; what happens is said', async () => {
  const host = await openVisitor(browser, server.url);
  const desk = host.page;
  await desk.goto('/host');
  await desk.locator('.planForm').waitFor();
  await tabTo(desk, '.openButton');
  await desk.keyboard.press('Enter');
  await desk.locator('.deskHead').waitFor();
  const code = new URL(desk.url()).pathname.split('/')[2];

  const ana = await openVisitor(browser, server.url);
  await ana.page.goto('/join');
  await ana.page.locator('#code').waitFor();
  await tabTo(ana.page, '#code');
  await ana.page.keyboard.type(code.toLowerCase());
  await ana.page.locator('#name').waitFor();
  await tabTo(ana.page, '#name');
  await ana.page.keyboard.type('Ana');
  await ana.page.keyboard.press('Enter');
  await ana.page.getByRole('heading', { name: 'You are in, Ana' }).waitFor();
  const crowd = new Crowd();
  await crowd.join(server.url, code, ['Bea']);
  await desk.getByRole('heading', { name: '2 students' }).waitFor();

  await tabTo(desk, '.nextStep');
  await desk.keyboard.press('Enter');
  await boardIsThere(ana.page);
  await crowd.playing(0);
  // Cards change places, and the focus stays on the one that had it.
  await tabTo(desk, '.wallCard');
  const focused = () => desk.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toContain('Ana');
  moveAll(crowd.students[0], actions.slice(0, 1));
  await desk.locator('.wallGrid li').first().getByText('Bea').waitFor();
  expect(await focused()).toContain('Ana');
  await play(ana.page, actions.slice(0, 1));
  moveAll(crowd.students[0], actions.slice(1));
  await desk
    .getByRole('status')
    .filter({ hasText: '1 of 2 solved it, 0 stuck.' })
    .waitFor({ state: 'attached' });

  // A board opens over the wall, keeps the focus, and gives it back where it came from.
  await desk.keyboard.press('Enter');
  const sheet = desk.getByRole('dialog', { name: 'Ana' });
  await sheet.waitFor();
  await desk.getByRole('slider', { name: 'Look back through the moves' }).waitFor();
  for (let i = 0; i < 25; i++) {
    await desk.keyboard.press('Tab');
    expect(
      await desk.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
      ),
    ).toBe(true);
  }
  await desk.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(await desk.evaluate(() => document.activeElement?.className)).toContain('wallCard');

  await desk.keyboard.press('Shift+Tab');
  await tabTo(desk, '.nextStep');
  await desk.keyboard.press('Enter');
  await ana.page.getByText(first.lesson.en).waitFor();
  // The page says where one is: its heading has the focus.
  await ana.page.locator('h1:focus').waitFor();
  crowd.close();
  await closeAll([host, ana]);
});
