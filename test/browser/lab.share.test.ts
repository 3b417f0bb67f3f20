import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDraft } from '../../shared/level/parse.ts';
import { axeViolations, launchBrowser, openVisitor } from './support/browser.ts';
import { atStep, chooseExample, goTo, openLab, shown, write } from './support/lab.ts';
import { startServer, type TestServer } from './support/server.ts';

/** What leaves the Lab and comes back: links, drafts, pictures, data, levels, and the view on a course page. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser({ boards: false })]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function share(page: Page): Promise<void> {
  await page.locator('.shareButton').click();
  await page.waitForFunction(() => location.hash.length > 10);
}

async function download(page: Page, name: string): Promise<Buffer> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFileSync(await (await arriving).path());
}

test('a link holds program, version and moment; a draft is kept; a reload loses nothing', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await write(page, "x = 'written here'\nprint(x)\n");
  await goTo(page, 2);
  await share(page);
  const { hash } = new URL(page.url());
  await page.getByLabel('Name of the program').fill('mine');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.drafts', { hasText: 'mine' }).waitFor();
  await page.keyboard.press('Escape');
  await chooseExample(page, '02-cycle');
  await share(page);
  await page.locator('.draftOpen', { hasText: 'mine' }).click();
  await page.locator('.output', { hasText: 'written here' }).waitFor();
  await page.goto('/lab');
  await shown(page, 'own');
  expect(await page.locator('.cm-content').textContent()).toContain('written here');

  const other = await openLab(browser, server.url, { lang: 'es' }, `/lab${hash}`);
  await atStep(other.page, 2);
  await other.page.locator('.output', { hasText: 'written here' }).waitFor();
  expect([...errors, ...other.errors]).toEqual([]);
  await Promise.all([context.close(), other.context.close()]);
});

test('views as PNG and SVG, the run as JSON, a moment as a level', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await chooseExample(page, '25-tree');
  await goTo(page, 16);
  await share(page);
  const svg = (await download(page, 'Memory, SVG')).toString();
  expect(svg).toMatch(/^<svg xmlns/);
  expect(svg).toContain('Arena 1');
  expect((await download(page, 'Objects, SVG')).toString()).toContain('Tree');
  const png = await download(page, 'Objects, PNG');
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  const run = JSON.parse((await download(page, 'What happened in the run, JSON')).toString());
  expect(run).toMatchObject({ format: 1, version: '3.14', truncated: false, moment: { step: 16 } });
  expect(run.events.some((one: { event: { type?: string } }) => one.event.type === 'gcFinished')).toBe(true);

  await page.locator('.draftKinds button').first().click();
  const text = await page.locator('.drafted textarea').inputValue();
  expect(parseDraft(JSON.parse(text))).toMatchObject({ ok: true });
  expect(await axeViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('two versions side by side, to the first difference', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await write(page, "import sys\nx = {}\nx['a'] = 1\nprint(sys.getsizeof(x))\n");
  await page.locator('.compareButton').click();
  await page.locator('.compareSide .frameBox').nth(1).waitFor();
  await page.locator('.differences', { hasText: 'of the output' }).waitFor();
  await page.locator('.differences .chip').first().click();
  const shownLines = await page.locator('.compareSide .codeLine').allTextContents();
  expect(new Set(shownLines).size).toBe(1);
  for (const view of ['Memory', 'Output']) {
    await page.locator('.compare .choice label', { hasText: view }).click();
    expect(await page.locator(`.compareView.panel-${view.toLowerCase()}`).count()).toBe(2);
  }
  expect(await axeViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('a level opens in the Lab as a program of its objects, and leads back', async () => {
  const { context, page, errors } = await openVisitor(browser, server.url);
  await page.goto('/play/room-for-one-more');
  await page.getByRole('link', { name: 'Open its objects in the Lab' }).click();
  await shown(page);
  await page.locator('.labTitle h1', { hasText: 'Room for one more' }).waitFor();
  expect(await page.locator('.versionPicker select').inputValue()).toBe('3.8');
  await page.getByRole('link', { name: 'Back to the level' }).click();
  await page.waitForURL('**/play/room-for-one-more');
  expect(errors).toEqual([]);
  await context.close();
});

test('a course page shows a moment in a frame; no other page of ours may be framed', async () => {
  const lab = await openLab(browser, server.url);
  await chooseExample(lab.page, '25-tree');
  await goTo(lab.page, 16);
  await share(lab.page);
  const html = await lab.page.getByLabel('On a page of your own').inputValue();
  await lab.context.close();
  expect(html).toMatch(/^<iframe src="http/);

  const course = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><html lang="en"><title>Lesson</title><h1>Lesson</h1>${html}
      <iframe src="${server.url}/lab" title="not allowed"></iframe></html>`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => course.once('listening', resolve));
  const { port } = course.address() as AddressInfo;
  // Another name for the same machine is another site to the browser.
  const { context, page, errors } = await openVisitor(browser, `http://localhost:${port}`, {
    theme: 'light',
  });
  await page.goto('/');
  const frame = page.frameLocator('iframe').first();
  await frame.locator('main[data-step="16"]').waitFor();
  await frame.locator('.objectBox').first().waitFor();
  await frame.getByRole('button', { name: /One step back/ }).click();
  await frame.locator('main[data-step="15"]').waitFor();
  expect(await frame.getByRole('link', { name: /open in the Lab/ }).getAttribute('href')).toMatch(/^\/lab#/);
  expect(errors.filter((text) => !text.includes('frame-ancestors'))).toEqual([]);
  expect(errors.some((text) => text.includes('frame-ancestors'))).toBe(true);
  course.close();
  await context.close();

  const alone = await openVisitor(browser, server.url, { viewport: 'phone', lang: 'es' });
  await alone.page.goto(`${new URL(/src="([^"]+)"/.exec(html)![1]).href}`);
  await alone.page.locator('main[data-step="16"]').waitFor();
  expect(await axeViolations(alone.page)).toEqual([]);
  await alone.context.close();
});
