import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openVisitor, type PageOptions } from './browser.ts';

/** The Lab in a real browser: what a person does there, and waiting till the page shows it. */

/** All examples by the names of their files. */
export const examples: readonly string[] = readdirSync(
  fileURLToPath(new URL('../../../assets/lab/examples', import.meta.url)),
)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.replace('.py', ''))
  .sort();

export async function openLab(browser: Browser, url: string, options: PageOptions = {}, address = '/lab') {
  const visitor = await openVisitor(browser, url, options);
  await visitor.page.goto(address);
  await shown(visitor.page);
  return visitor;
}

/** Waits till the program has run and a moment of it is on the screen. */
export async function shown(page: Page, example?: string): Promise<void> {
  const which = example ? `[data-shown="${example}"]` : '[data-shown]';
  await page.locator(`main${which}[data-step]:not([data-running])`).waitFor();
}

export async function chooseExample(page: Page, id: string): Promise<void> {
  await page.locator('.examplesButton').click();
  await page.locator(`[data-example="${id}"]`).click();
  await shown(page, id);
  await atStep(page, 0);
}

/** Puts a program of one's own into the editor; waits for its run. */
export async function write(page: Page, source: string): Promise<void> {
  // The editor indents by itself what is typed, not what is pasted.
  await page.locator('.cm-content').fill(source);
  await shown(page, 'own');
}

export async function steps(page: Page): Promise<number> {
  return Number(await page.locator('.labMain').getAttribute('data-steps'));
}

export async function goTo(page: Page, step: number): Promise<void> {
  await page.locator('.timeScrub input').fill(String(step));
  await atStep(page, step);
}

export async function atStep(page: Page, step: number): Promise<void> {
  await page.locator(`main[data-step="${step}"]`).waitFor();
}

/** Opens a view, where it is not open yet. */
export async function openView(page: Page, name: string): Promise<void> {
  const toggle = page.locator(`.viewToggle[data-view=${name}]`);
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
}
