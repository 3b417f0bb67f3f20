import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, launchBrowser, type PageOptions, screenshot } from './support/browser.ts';
import { chooseExample, goTo, openLab } from './support/lab.ts';
import { startServer, type TestServer } from './support/server.ts';

/** The Lab on all screens, in both themes and languages: nothing that axe minds, nothing that overflows. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser({ boards: false })]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const looks: readonly PageOptions[] = [
  { viewport: 'desktop', theme: 'dark', lang: 'en' },
  { viewport: 'desktop', theme: 'light', lang: 'es' },
  { viewport: 'phone', theme: 'dark', lang: 'es' },
  { viewport: 'phone', theme: 'light', lang: 'en' },
];

describe.each(looks)('$viewport, $theme, $lang', (look) => {
  test('nothing that axe minds, with all views and as text', async () => {
    const { context, page, errors } = await openLab(browser, server.url, look);
    await chooseExample(page, '25-tree');
    await goTo(page, 18);
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
      await page.locator('.ruleLink').first().click();
      await page.locator('.rules details[open]').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.locator('.examplesButton').click();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });
});
