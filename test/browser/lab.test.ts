import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  axeViolations,
  launchBrowser,
  openVisitor,
  type PageOptions,
  screenshot,
} from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

/** The Lab in a real browser: every example there and back, views, links, and nothing that axe minds. */

const examples = readdirSync(fileURLToPath(new URL('../../assets/lab/examples', import.meta.url)))
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.replace('.py', ''));

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function openLab(options: PageOptions, hash = '') {
  const visitor = await openVisitor(browser, server.url, options);
  await visitor.page.goto(`/lab${hash}`);
  await shown(visitor.page);
  return visitor;
}

/** Waits till a moment of the program is on the screen. */
async function shown(page: Page, example?: string): Promise<void> {
  const which = example ? `[data-shown="${example}"]` : '[data-shown]';
  await page.locator(`.labMain${which}[data-step]`).waitFor();
}

async function chooseExample(page: Page, id: string): Promise<void> {
  await page.locator('.examplesButton').click();
  await page.locator(`[data-example="${id}"]`).click();
  await shown(page, id);
  await page.locator('.labMain[data-step="0"]').waitFor();
}

async function goTo(page: Page, where: 'start' | 'end'): Promise<number> {
  const steps = Number(await page.locator('.labMain').getAttribute('data-steps'));
  const step = where === 'end' ? steps : 0;
  await page.locator('.timeScrub input').fill(String(step));
  await page.locator(`.labMain[data-step="${step}"]`).waitFor();
  return steps;
}

test('every example opens, runs to its end and steps back to its start', async () => {
  const { context, page, errors } = await openLab({ lang: 'en' });
  for (const id of examples) {
    await chooseExample(page, id);
    const first = await page.locator('svg.graph').textContent();
    const steps = await goTo(page, 'end');
    expect(steps, id).toBeGreaterThan(0);
    expect(await page.locator('.output').textContent(), id).not.toContain('Nothing printed');
    expect(await page.locator('.explain .warn').count(), id).toBe(id.endsWith('-error') ? 1 : 0);
    await goTo(page, 'start');
    expect(await page.locator('svg.graph').textContent(), id).toBe(first);
  }
  expect(errors).toEqual([]);
  await context.close();
}, 300_000);

test('steps, plays, finds deaths and collections, selects, compares', async () => {
  const { context, page, errors } = await openLab({ lang: 'en' });
  await chooseExample(page, '02-cycle');
  const main = page.locator('.labMain');
  const step = async () => Number(await main.getAttribute('data-step'));
  await page.getByRole('button', { name: /Next line \(into/ }).click();
  await page.locator('.labMain[data-step="1"]').waitFor();
  await page.getByRole('button', { name: /One step back/ }).click();
  await page.locator('.labMain[data-step="0"]').waitFor();
  await page.getByRole('button', { name: 'Next collection' }).click();
  await page.locator('.explain', { hasText: 'gc.collect() ran' }).waitFor();
  const at = await step();
  await page.getByRole('button', { name: /One step back/ }).click();
  await page.locator(`.labMain[data-step="${at - 1}"]`).waitFor();
  expect(await page.locator('.objectBox.lost').count()).toBe(2);
  await page.locator('.objectBox.lost').first().click();
  await page.locator('.objectNote', { hasText: 'Unreachable' }).waitFor();

  await page.getByRole('button', { name: 'Collector', exact: true }).click();
  await page.locator('.collections .chip').first().click();
  await page.locator('.filmTile').first().waitFor();
  for (let phase = 0; phase < 3; phase++) await page.getByRole('button', { name: 'Next phase' }).click();
  expect(await page.locator('.filmTile.lost').count()).toBe(2);

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.locator('.compareSides section').nth(1).waitFor();
  expect(await page.locator('.differences li').count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
  await context.close();
});

test('a written program runs, a loop without end can be stopped, a link brings it back', async () => {
  const { context, page, errors } = await openLab({ lang: 'en' });
  const editor = page.locator('.cm-content');
  await editor.fill("x = 'written here'\nprint(x)\n");
  await shown(page, 'own');
  await page.locator('.labMain[data-steps="2"]').waitFor();
  await goTo(page, 'end');
  await page.locator('.output', { hasText: 'written here' }).waitFor();
  await page.locator('.shareButton').click();
  await page.waitForFunction(() => location.hash.length > 10);
  const hash = new URL(page.url()).hash;
  await page.keyboard.press('Escape');
  await editor.fill('n = 0\nwhile True:\n    n += 1\n');
  await page.getByRole('button', { name: 'Stop here' }).click();
  await page.locator('.timeScrub').waitFor();
  await context.close();

  const other = await openLab({ lang: 'en' }, hash);
  await other.page.locator('.labMain[data-step="2"]').waitFor();
  await other.page.locator('.output', { hasText: 'written here' }).waitFor();
  expect([...errors, ...other.errors]).toEqual([]);
  await other.context.close();
});

const looks: readonly PageOptions[] = [
  { viewport: 'desktop', theme: 'dark', lang: 'en' },
  { viewport: 'desktop', theme: 'light', lang: 'es' },
  { viewport: 'phone', theme: 'dark', lang: 'es' },
  { viewport: 'phone', theme: 'light', lang: 'en' },
];

describe.each(looks)('$viewport, $theme, $lang', (look) => {
  test('nothing that axe minds, with all views and as text', async () => {
    const { context, page, errors } = await openLab(look);
    await chooseExample(page, '25-tree');
    await page.locator('.timeScrub input').fill('18');
    await page.locator('.labMain[data-step="18"]').waitFor();
    await screenshot(page, `lab-${look.viewport}-${look.theme}-${look.lang}`);
    expect(await axeViolations(page)).toEqual([]);
    if (look.viewport === 'phone')
      for (const name of ['graph', 'memory', 'collector', 'profile', 'output']) {
        await page.locator(`.viewToggle[data-view=${name}]`).click();
        // The other theme looks at the same views as text.
        const asText = page.locator('.asTextButton');
        if (look.theme === 'light' && (await asText.count()) > 0) await asText.click();
        expect(await axeViolations(page), name).toEqual([]);
      }
    else {
      const closed = page.locator('.viewToggle[aria-pressed=false]');
      while ((await closed.count()) > 0) await closed.first().click();
      expect(await axeViolations(page)).toEqual([]);
      for (const button of await page.locator('.asTextButton').all()) await button.click();
      expect(await axeViolations(page)).toEqual([]);
    }
    await page.locator('.examplesButton').click();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });
});
