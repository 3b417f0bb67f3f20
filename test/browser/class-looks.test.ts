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
import { boardIsThere, joinClass, openClass, play, projectorOf } from './support/classroom.ts';
import { startServer, type TestServer } from './support/server.ts';

/** Every screen of a class, on phone and desktop, in both languages and both themes: readable, and nothing that axe minds. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const first = levels[0];
const looks: readonly Required<Omit<PageOptions, 'motion'>>[] = [
  { viewport: 'desktop', theme: 'dark', lang: 'en' },
  { viewport: 'phone', theme: 'light', lang: 'es' },
];

/** Sizes of projectors; the last is what they are left at. */
const projectors = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
] as const;

/** Texts of the page smaller than 1/30 of its height, with their sizes. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = innerHeight / 30;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.querySelector('.projector')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent?.trim() || element.closest('.unseen, .boardView, .boardDock, [aria-hidden]'))
        continue;
      const zoom = (element as HTMLElement & { currentCSSZoom?: number }).currentCSSZoom ?? 1;
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
      if (size < least - 0.5 && element.getClientRects().length > 0)
        found.push(`${node.textContent.trim()}: ${size}`);
    }
    return found;
  });
}

describe.each(looks)('$viewport, $theme, $lang', (look) => {
  const name = `${look.viewport}-${look.theme}-${look.lang}`;

  async function lookAt(page: Page, screen: string): Promise<void> {
    await screenshot(page, `class-${screen}-${name}`);
    expect(await axeViolations(page), screen).toEqual([]);
    // The other theme differs in colours alone.
    const other = look.theme === 'dark' ? 'light' : 'dark';
    await page.emulateMedia({ colorScheme: other });
    await page.locator(`:root[data-theme="${other}"]`).waitFor({ state: 'attached' });
    expect(await axeViolations(page, ['color-contrast']), `${screen}, ${other}`).toEqual([]);
    await page.emulateMedia({ colorScheme: look.theme });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.lang);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), screen).toBe(true);
  }

  async function lookAtProjector(page: Page, screen: string): Promise<void> {
    await lookAt(page, screen);
    for (const size of projectors) {
      await page.setViewportSize(size);
      expect(await tooSmall(page), `${screen} at ${size.height}`).toEqual([]);
    }
  }

  test('the doors: planning and joining', async () => {
    const { context, page, errors } = await openVisitor(browser, server.url, look);
    await page.goto('/host');
    await page.locator('.planForm').waitFor();
    await page.locator('.moreOptions summary').click();
    await lookAt(page, 'plan');
    await page.locator('.mode').nth(4).click();
    await page.locator('input[type=datetime-local]').waitFor();
    await lookAt(page, 'plan-homework');
    await page.goto('/join');
    await page.locator('#code').fill('333333');
    await page.locator('.trouble').waitFor();
    await lookAt(page, 'join-wrong');
    await page.goto('/host/333333');
    await page.locator('h1').waitFor();
    await lookAt(page, 'no-key');
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
    await context.close();
  });

  test('a lesson, screen by screen', async () => {
    const host = await openClass(browser, server.url, look, async (page) => {
      await page.locator('.moreOptions summary').click();
      await page.locator('.optionsForm select').first().selectOption('20');
      await page.locator('.optionsForm [role=switch]').nth(1).check();
    });
    const { page: desk } = host;
    await lookAt(desk, 'desk-empty');
    const projector = await projectorOf(host);
    await projector.locator('.projectorCode').waitFor();

    const visitor = await openVisitor(browser, server.url, look);
    await visitor.page.goto(`/join/${host.code}`);
    await visitor.page.locator('#name').waitFor();
    await lookAt(visitor.page, 'join-name');
    await visitor.page.locator('#name').fill('Ada');
    await visitor.page.locator('.joinButton').click();
    const student = visitor.page;
    await student.locator('.nameBlock').waitFor();
    await lookAt(student, 'lobby');
    await student.locator('.whoami').click();
    await student.locator('.mySeat').waitFor();
    await lookAt(student, 'my-seat');
    await student.keyboard.press('Escape');
    const other = await joinClass(browser, server.url, host.code, 'Grace', { ...look, viewport: 'desktop' });
    await desk.locator('.seatTile').nth(1).waitFor();
    await lookAt(desk, 'desk-lobby');
    await projector.locator('.projectorNames li').nth(1).waitFor();
    await lookAtProjector(projector, 'projector-lobby');

    await desk.locator('.nextStep').click();
    await student.locator('.readyButton').click();
    await desk.locator('.goodState').first().waitFor();
    await lookAt(student, 'briefing');
    await lookAt(desk, 'desk-briefing');
    await lookAtProjector(projector, 'projector-briefing');

    await desk.locator('.nextStep').click();
    await Promise.all([boardIsThere(student), boardIsThere(other.page)]);
    const { actions } = first.certificate;
    await play(student, actions.slice(0, 3));
    await play(other.page, actions);
    await other.page.locator('.winSheet').waitFor();
    await lookAt(other.page, 'won');
    await lookAt(student, 'board');
    await desk.locator('.wallCard.need-won').waitFor();
    await lookAt(desk, 'wall');
    await projector.locator('.goldColumn .scoreCount', { hasText: '1' }).waitFor();
    await lookAtProjector(projector, 'projector-round');

    await desk.getByRole('button', { name: /^Ada\b/ }).click();
    await desk.locator('.watched canvas').first().waitFor();
    await lookAt(desk, 'seat');
    await desk.locator('.orderRow button').first().click();
    await desk.keyboard.press('Escape');
    await projector.locator('.spotlight canvas').first().waitFor();
    await projector.locator('.boardCover').waitFor({ state: 'detached' });
    await lookAtProjector(projector, 'projector-board');
    expect(await projector.locator('.spotlight').textContent()).not.toContain('Ada');

    await desk
      .locator('.deskBar button', { has: desk.locator('.icon') })
      .nth(2)
      .click();
    await desk.locator('.hintChoice').first().waitFor();
    await lookAt(desk, 'hint');
    await desk.locator('.hintChoice').first().click();
    await student.locator('.teacherHint').waitFor();
    await lookAt(student, 'board-hint');
    await desk.locator('.deskBar [aria-pressed]').first().click();
    await student.locator('.frozenVeil').waitFor();
    await lookAt(student, 'frozen');
    await desk.locator('.deskBar [aria-pressed]').first().click();
    await student.locator('.frozenVeil').waitFor({ state: 'detached' });
    await desk.locator('.deskCode').click();
    await desk.locator('.shareSheet').waitFor();
    await lookAt(desk, 'share');
    await desk.keyboard.press('Escape');

    await desk.locator('.nextStep').click();
    await student.locator('.roundFilms').waitFor();
    await lookAt(student, 'review');
    await lookAt(other.page, 'review-won');
    await desk.locator('.reviewDesk .roundFilms').waitFor();
    await lookAt(desk, 'desk-review');
    await projector.locator('.projectedFilm').waitFor();
    await lookAtProjector(projector, 'projector-review');

    await desk.locator('.nextStep + button').click();
    await student.locator('.roundList').waitFor();
    await lookAt(student, 'podium');
    await desk.locator('.podium').waitFor();
    await lookAt(desk, 'desk-podium');
    await projector.locator('.podium').waitFor();
    await lookAtProjector(projector, 'projector-podium');

    await desk.locator(`a[href$="/report"]`).first().click();
    await desk.locator('.seatPart').first().waitFor();
    await desk.locator('.seatPart summary').first().click();
    await desk.locator('.attemptFilms .film').first().waitFor();
    await lookAt(desk, 'report');
    for (const { errors } of [host, visitor, other]) expect(errors).toEqual([]);
    for (const { context } of [host, visitor, other]) await context.close();
  });

  test('homework, screen by screen', async () => {
    const host = await openClass(browser, server.url, look, (page) => page.locator('.mode').nth(4).click());
    const student = await joinClass(browser, server.url, host.code, 'Ada', look);
    await student.page.locator('.homeworkCard').first().waitFor();
    await lookAt(student.page, 'homework');
    await student.page.locator('.homeworkCard').first().click();
    await boardIsThere(student.page);
    await play(student.page, first.certificate.actions);
    await student.page.locator('.winSheet').waitFor();
    await host.page.locator('tbody .medalRow').waitFor();
    await lookAt(host.page, 'desk-homework');
    await student.page.keyboard.press('Escape');
    await student.page.goBack();
    await student.page.locator('.homeworkCard .earned').first().waitFor();
    await lookAt(student.page, 'homework-done');
    for (const { errors, context } of [host, student]) {
      expect(errors).toEqual([]);
      await context.close();
    }
  });
});
