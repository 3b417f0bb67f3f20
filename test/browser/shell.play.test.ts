import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../shared/game/action.ts';
import { levels } from '../client/levels.ts';
import { axeViolations, launchBrowser, openVisitor, screenshot } from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

/** A whole game through the real pages: played with the keyboard, over a server that dies in the middle of it. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const first = levels.find((level) => level.kind === 'pools')!;
const second = levels.filter((level) => level.kind === 'pools')[1];
const moves = first.certificate.actions;

async function press(page: Page, id: string): Promise<void> {
  await page.locator(`[data-testid="${id}"]`).first().focus();
  await page.keyboard.press('Enter');
}

async function make(page: Page, action: Action): Promise<void> {
  if (action.type === 'openPool') return press(page, `open:${action.szidx}`);
  await press(page, 'request');
  await press(page, `tray:${action.pool}`);
}

async function movesAre(page: Page, count: number): Promise<void> {
  await page.locator('.scrub output', { hasText: `${count}/` }).waitFor();
}

test('a level is won with the keyboard, over a killed server and a reload, and the next one opens', async () => {
  const { context, page, errors } = await openVisitor(browser, server.url, { lang: 'en' });
  await page.goto(`/play/${first.id}`);
  await page.locator('.boardCover').waitFor({ state: 'detached' });

  const half = moves.length >> 1;
  for (const [index, action] of moves.slice(0, half).entries()) {
    await make(page, action);
    await movesAre(page, index + 1);
  }
  await server.stop('SIGKILL');
  await page.getByText('No connection to the server.').waitFor({ timeout: 30_000 });
  for (const [index, action] of moves.slice(half, -1).entries()) {
    await make(page, action);
    await movesAre(page, half + index + 1);
  }
  await server.start();
  await page.getByText('No connection to the server.').waitFor({ state: 'detached', timeout: 30_000 });
  await page.reload();
  await page.locator('.boardCover').waitFor({ state: 'detached' });
  await movesAre(page, moves.length - 1);

  await make(page, moves[moves.length - 1]);
  const result = page.getByRole('dialog', { name: new RegExp(first.title.en) });
  await result.waitFor();
  await page.locator('.strike .struck').nth(2).waitFor();
  await page.getByText('1 player so far').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await screenshot(page, 'won-by-keyboard');

  await page.getByRole('button', { name: /^Next/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: new RegExp(second.title.en) }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/play/${second.id}`);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(errors.filter((error) => !/Failed to load resource/.test(error))).toEqual([]);
  await context.close();
});
