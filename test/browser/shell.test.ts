import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { levels } from '../client/levels.ts';
import {
  axeViolations,
  launchBrowser,
  openVisitor,
  type PageOptions,
  screenshot,
} from './support/browser.ts';
import { wonProgress } from './support/progress.ts';
import { startServer, type TestServer } from './support/server.ts';

/** The pages around the boards, in a real browser against the real server: reachable, readable, and at home everywhere. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const firsts = ['pools', 'heap', 'pinned'].map((kind) => levels.find((level) => level.kind === kind)!);
const [first] = firsts;

async function visit(options: PageOptions, path: string) {
  const visitor = await openVisitor(browser, server.url, options);
  await visitor.page.goto(path);
  return visitor;
}

async function boardIsThere(page: Page): Promise<void> {
  await page.locator('.boardPlace canvas').first().waitFor();
  await page.locator('.boardCover').waitFor({ state: 'detached' });
}

async function importProgress(page: Page): Promise<void> {
  const text = JSON.stringify(wonProgress(firsts));
  await page.setInputFiles('input[type=file]', {
    name: 'progress.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await page.locator('.said', { hasText: /3/ }).waitFor();
}

const looks: readonly PageOptions[] = [
  { viewport: 'desktop', theme: 'dark', lang: 'en' },
  { viewport: 'phone', theme: 'light', lang: 'es' },
  { viewport: 'phone', theme: 'dark', lang: 'en' },
  { viewport: 'desktop', theme: 'light', lang: 'es' },
];

describe.each(looks)('$viewport, $theme, $lang', (look) => {
  const name = `${look.viewport}-${look.theme}-${look.lang}`;

  test.each([
    ['home', '/'],
    ['levels', '/play'],
    ['settings', '/settings'],
    ['not-found', '/nowhere'],
    ['no-such-level', '/play/nowhere'],
  ])('%s has nothing that axe minds', async (screen, path) => {
    const { context, page, errors } = await visit(look, path);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await axeViolations(page)).toEqual([]);
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.lang);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await screenshot(page, `${screen}-${name}`);
    await context.close();
  });

  test.each(firsts.map((level) => [level.kind, level.id]))(
    'a %s level, its help and its hints',
    async (kind, id) => {
      const { context, page, errors } = await visit(look, `/play/${id}`);
      await boardIsThere(page);
      expect(await axeViolations(page)).toEqual([]);
      await screenshot(page, `level-${kind}-${name}`);

      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await screenshot(page, `help-${kind}-${name}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });

      await page.keyboard.press('h');
      await page.locator('.hintStrip').waitFor();
      for (let stage = 0; stage < 2; stage++) await page.locator('.hintButtons .plain').click();
      await page.locator('.ghostMoves').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await screenshot(page, `hint-${kind}-${name}`);
      expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  test('a result, with everybody’s', async () => {
    const { context, page, errors } = await visit(look, '/settings');
    await importProgress(page);
    await page.goto(`/play/${first.id}`);
    await boardIsThere(page);
    await page.locator('.solved .textButton').click();
    await page.locator('.strike .struck').nth(2).waitFor();
    await page.locator('.ownColumn').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `result-${name}`);
    await page.locator('.everybody').scrollIntoViewIfNeeded();
    await screenshot(page, `result-everybody-${name}`);
    expect(await page.locator('.film').count()).toBe(3);
    // However long the next level is called, nothing leaves the sheet at its side.
    await page
      .locator('.nextButton span')
      .evaluate((words) => words.replaceChildren('a long title '.repeat(9)));
    const parts = page.locator('.resultHead, .nextButton, .histograms');
    expect(
      await parts.evaluateAll((all) => all.filter((part) => part.getBoundingClientRect().right > innerWidth)),
    ).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe.each(looks.slice(0, 2))('states of a level: $viewport, $theme, $lang', (look) => {
  test('refused, held, lost, looked back at, asked for its solution: nothing that axe minds', async () => {
    const name = `${look.viewport}-${look.theme}-${look.lang}`;
    const { context, page, errors } = await visit(look, `/play/${first.id}`);
    await boardIsThere(page);
    const press = async (id: string) => {
      await page.locator(`[data-testid="${id}"]`).focus();
      await page.keyboard.press('Enter');
    };
    const state = async (what: string) => {
      expect(await axeViolations(page), what).toEqual([]);
      await screenshot(page, `${what}-${name}`);
    };
    await press('open:0');
    await page.locator('[data-testid=tip][data-look=no]').waitFor();
    await state('refused');
    await press('open:31');
    await page.locator('.scrub output', { hasText: '1/1' }).waitFor();
    await press('request');
    await state('held');
    await press('tray:1');
    await page.locator('.lostBar').waitFor();
    await state('lost');
    // Refused moves of a board that is lost say so, and do not crash anything.
    await press('open:5');
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.lookingBar').waitFor();
    expect(await page.locator('.lostBar').count()).toBe(0);
    await state('looking');
    await page.keyboard.press('ArrowRight');
    await page.locator('.lostBar .plain').click();
    await page.locator('.scrub output', { hasText: '1/2' }).waitFor();
    expect(await page.locator('.lostBar').count()).toBe(0);
    await page.keyboard.press('h');
    for (let stage = 0; stage < 2; stage++) await page.locator('.hintButtons .plain').click();
    await page.locator('.hintButtons .button').first().click();
    await state('solution-asked');
    await page.locator('.hintStrip .iconButton').last().click();
    await page.locator('.headerTools button').last().click();
    await page.locator('dialog[open]').waitFor();
    await state('menu');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('the way through', () => {
  test('from the door to a level and Back, with title, focus and place', async () => {
    const { context, page } = await visit({ lang: 'en' }, '/');
    expect(await page.title()).toBe('PyArena');
    await page.getByRole('link', { name: /^Play/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Levels' }).waitFor();
    expect(await page.title()).toBe('Levels · PyArena');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');

    const last = levels[levels.length - 1];
    const card = page.getByRole('link', { name: new RegExp(last.title.en) });
    await card.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(0);
    await card.click();
    await boardIsThere(page);
    expect(await page.title()).toContain(last.title.en);

    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Levels' }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await page.goBack();
    const door = page.getByRole('link', { name: /Continue/ });
    await door.waitFor();
    expect(await door.textContent()).toContain(last.title.en);
    await context.close();
  });

  test('the language changes on the board without losing a move, and stays after a reload', async () => {
    const { context, page } = await visit({ lang: 'en' }, `/play/${first.id}`);
    await boardIsThere(page);
    await page.locator('.boardChoice').nth(5).click();
    await page.getByText('1/1').waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Español' }).check();
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('1/1').waitFor();
    expect(await page.locator('h1').textContent()).toContain(first.title.es);
    await page.reload();
    await boardIsThere(page);
    expect(await page.locator('h1').textContent()).toContain(first.title.es);
    await page.getByText('1/1').waitFor();
    await context.close();
  });

  test('looking back changes nothing; going on from there does', async () => {
    const { context, page } = await visit({ lang: 'en' }, `/play/${first.id}`);
    await boardIsThere(page);
    await page.locator('.boardChoice').nth(5).click();
    await page.getByText('1/1').waitFor();
    const slider = page.getByRole('slider', { name: /Look back/ });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('You are looking at move 0 of 1').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText('1/1').waitFor();
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Go on from here' }).click();
    await page.getByText('0/1').waitFor();
    await page.keyboard.press('r');
    await page.getByText('1/1').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('0/1').waitFor();
    await context.close();
  });

  test('the solution is shown only when it was asked for twice', async () => {
    const { context, page } = await visit({ lang: 'en' }, `/play/${first.id}`);
    await boardIsThere(page);
    await page.getByRole('button', { name: 'Hint' }).click();
    expect(await page.locator('.hintText').textContent()).toContain(first.hints[0].en);
    await page.getByRole('button', { name: 'Tell me the rule' }).click();
    expect(await page.locator('.hintText').textContent()).toContain(first.hints[1].en);
    await page.getByRole('button', { name: 'Show the next best move' }).click();
    await page.locator('.ghostMoves').waitFor();
    await page.getByRole('button', { name: 'Solution' }).click();
    expect(await page.locator('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Yes, show it' }).click();
    await page.locator('dialog .movingFilm canvas').first().waitFor();
    await page.getByRole('slider', { name: /go to a move/ }).focus();
    await page.keyboard.press('End');
    const count = first.certificate.actions.length;
    await page.getByText(`${count}/${count}`).waitFor();
    await screenshot(page, 'solution');
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  test('a server that goes away is told, and so is its return', async () => {
    const { context, page } = await visit({ lang: 'en' }, `/play/${first.id}`);
    await boardIsThere(page);
    await server.stop('SIGKILL');
    await page.getByText('No connection to the server.').waitFor({ timeout: 30_000 });
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, 'offline');
    await server.start();
    await page.getByText('No connection to the server.').waitFor({ state: 'detached', timeout: 30_000 });
    await context.close();
  });

  test('progress is imported, shown, exported and deleted after a question', async () => {
    const { context, page } = await visit({ lang: 'en' }, '/settings');
    await importProgress(page);
    await page.getByText('3 levels solved').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('pyarena-progress.json');
    await page.getByRole('link', { name: 'PyArena, home' }).click();
    await page.getByRole('link', { name: /^Play/ }).click();
    await page.getByRole('img', { name: 'Gold' }).nth(2).waitFor();
    await screenshot(page, 'levels-won');
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('3 levels solved').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByText('No level solved yet').waitFor();
    await context.close();
  });
});

test('the first level needs less than 350 KB of compressed scripts, the home page a fraction of it', async () => {
  const { context, page } = await openVisitor(browser, server.url, { lang: 'en' });
  const sizes = new Map<string, number>();
  page.on('requestfinished', async (request) => {
    if (request.resourceType() !== 'script') return;
    const { responseBodySize } = await request.sizes();
    sizes.set(new URL(request.url()).pathname, responseBodySize);
  });
  await page.addInitScript(() => {
    // The home page fetches ahead while nothing else is going on; here only what it needs itself counts.
    Object.assign(window, { requestIdleCallback: () => 0, cancelIdleCallback: () => {} });
  });
  const total = () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
  await page.goto('/');
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  const home = total();
  await page.goto(`/play/${first.id}`);
  await boardIsThere(page);
  await page.waitForLoadState('networkidle');
  console.log(
    `scripts, brotli: home ${(home / 1000).toFixed(1)} kB, with the first level ${(total() / 1000).toFixed(1)} kB`,
  );
  expect([...sizes.keys()].some((path) => path.includes('phaser'))).toBe(true);
  expect(home).toBeGreaterThan(10_000);
  expect(home).toBeLessThan(80_000);
  expect(total()).toBeLessThan(350_000);
  await context.close();
});
