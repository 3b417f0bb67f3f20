import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Action } from '../../../shared/game/action.ts';
import { openVisitor, type PageOptions } from './browser.ts';

/** People of a class in a real browser: what a teacher and students do there, by what they see. */

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly errors: string[];
}

/** Closes the browsers of all, after a look at what went wrong in them; `ignore`: what was to be expected. */
export async function closeAll(visitors: readonly Visitor[], ignore = /^$/): Promise<void> {
  for (const { context, errors } of visitors) {
    expect(errors.filter((error) => !ignore.test(error))).toEqual([]);
    await context.close();
  }
}

/** A teacher opens a class with what is chosen already, and stands in its lobby. */
export async function openClass(
  browser: Browser,
  url: string,
  options: PageOptions = {},
  plan: (page: Page) => Promise<void> = async () => {},
): Promise<Visitor & { readonly code: string }> {
  const visitor = await openVisitor(browser, url, options);
  const { page } = visitor;
  await page.goto('/host');
  await page.locator('.planForm').waitFor();
  await plan(page);
  await page.locator('.openButton').first().click();
  await page.locator('.deskHead').waitFor();
  const code = new URL(page.url()).pathname.split('/')[2];
  return { ...visitor, code };
}

/** A student comes by the QR code's address and takes a seat under `name`. */
export async function joinClass(
  browser: Browser,
  url: string,
  code: string,
  name: string,
  options: PageOptions = {},
): Promise<Visitor> {
  const visitor = await openVisitor(browser, url, { viewport: 'phone', ...options });
  await visitor.page.goto(`/join/${code}`);
  await visitor.page.locator('#name').fill(name);
  await visitor.page.locator('.joinButton').click();
  await visitor.page.waitForURL(`**/class/${code}`);
  return visitor;
}

/** Waits for the board of the round, drawn. */
export async function boardIsThere(page: Page): Promise<void> {
  await page.locator('.boardPlace canvas').first().waitFor();
  await page.locator('.boardCover').waitFor({ state: 'detached' });
}

/** Makes moves on the board by keyboard, each by what it points at; waits till the board has taken each. */
export async function play(page: Page, actions: readonly Action[]): Promise<void> {
  for (const action of actions) {
    const before = await moves(page);
    await page
      .locator(`[data-testid="${placeOf(action)}"]`)
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (count) => Number(document.querySelector('.scrub output')?.textContent?.split('/')[0]) > count,
      before,
    );
  }
}

/** Moves on the board now. */
export async function moves(page: Page): Promise<number> {
  const text = await page.locator('.scrub output').first().textContent();
  return Number(text?.split('/')[0]);
}

/** The thing of the board that a move points at. */
export function placeOf(action: Action): string {
  switch (action.type) {
    case 'openPool':
      return action.arena === undefined ? `open:${action.szidx}` : `open:${action.szidx}:${action.arena}`;
    case 'place':
      return `tray:${action.pool}`;
    case 'toSystem':
      return 'raw:open';
    case 'placeSpan':
      return action.end === 'high' ? `gap:${action.gap}:high` : `gap:${action.gap}`;
    default:
      throw new Error(`no place is known for ${action.type}`);
  }
}

/** The projector's view, opened from the desk as the host would. */
export async function projectorOf(host: Visitor): Promise<Page> {
  const href = await host.page.locator('a[href*="/projector"]').getAttribute('href');
  const page = await host.context.newPage();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(href!);
  return page;
}
