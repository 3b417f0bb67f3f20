import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { atStep, chooseExample, examples, goTo, openLab, openView, steps, write } from './support/lab.ts';
import { startServer, type TestServer } from './support/server.ts';

/** The Lab in a real browser: every example there and back, time in both directions, views that belong together. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser({ boards: false })]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What was seen of an example: how many steps it has, what its pictures say at the start and there again, its errors at the end. */
type Seen = { id: string; steps: number; first: string; again: string; warnings: number };

/** In the page, with the page's own buttons and bar: an example from the list, to its end, and back to its start. */
async function thereAndBack(page: Page, ids: readonly string[]): Promise<Seen[]> {
  return page.evaluate(async (wanted) => {
    const find = <T extends Element = HTMLElement>(selector: string) => document.querySelector<T>(selector);
    const soon = async (selector: string): Promise<void> => {
      while (!find(selector)) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const goTo = async (step: number): Promise<void> => {
      const bar = find<HTMLInputElement>('.timeScrub input')!;
      bar.value = String(step);
      bar.dispatchEvent(new Event('input', { bubbles: true }));
      await soon(`main[data-step="${step}"]`);
    };
    const picture = () => find('svg.graph')!.textContent;
    const seen: Seen[] = [];
    for (const id of wanted) {
      find('.examplesButton')!.click();
      await soon(`[data-example="${id}"]`);
      find(`[data-example="${id}"]`)!.click();
      await soon(`main[data-shown="${id}"][data-step="0"]:not([data-running])`);
      const first = picture();
      const steps = Number(find('main')!.dataset.steps);
      await goTo(steps);
      const warnings = document.querySelectorAll('.explain .warn').length;
      await goTo(0);
      seen.push({ id, steps, first, again: picture(), warnings });
    }
    return seen;
  }, ids);
}

test('every example opens, runs to its end and steps back to its start', async () => {
  // Two visitors share the work: the machine that simulates is a worker of each page.
  const halves = [0, 1].map((half) => examples.filter((_, i) => i % 2 === half));
  await Promise.all(
    halves.map(async (ids) => {
      const { context, page, errors } = await openLab(browser, server.url);
      const seen = await thereAndBack(page, ids);
      expect(seen.map(({ id }) => id)).toEqual(ids);
      for (const { id, steps, first, again, warnings } of seen) {
        expect(steps, id).toBeGreaterThan(0);
        expect(warnings, id).toBe(id.endsWith('-error') ? 1 : 0);
        expect(again, id).toBe(first);
      }
      expect(errors).toEqual([]);
      await context.close();
    }),
  );
}, 300_000);

/** Where a jump leads. */
async function jumpTo(page: Page, name: string): Promise<number> {
  const main = page.locator('.labMain');
  const before = await main.getAttribute('data-step');
  await page.getByRole('button', { name }).click();
  await page.locator(`main:not([data-step="${before}"])`).waitFor();
  return Number(await main.getAttribute('data-step'));
}

test('steps, finds deaths and collections, selects, and shows a collection phase by phase', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await chooseExample(page, '02-cycle');
  await page.getByRole('button', { name: /Next line \(into/ }).click();
  await atStep(page, 1);
  await page.getByRole('button', { name: /One step back/ }).click();
  await atStep(page, 0);
  const death = await jumpTo(page, 'Next death');
  expect(await jumpTo(page, 'Next death')).toBeGreaterThan(death);
  expect(await jumpTo(page, 'The death before')).toBe(death);
  expect(await page.getByRole('button', { name: 'The death before' }).isDisabled()).toBe(true);
  await goTo(page, 0);
  await openView(page, 'collector');
  await page.getByRole('button', { name: 'Next collection' }).click();
  await page.locator('.explain', { hasText: 'gc.collect() ran' }).waitFor();
  // The collection that the step ran is there to be seen.
  await page.locator('.filmTile').first().waitFor();
  for (let phase = 0; phase < 3; phase++) await page.getByRole('button', { name: 'Next phase' }).click();
  expect(await page.locator('.filmTile.lost').count()).toBe(2);

  const at = Number(await page.locator('.labMain').getAttribute('data-step'));
  await page.getByRole('button', { name: /One step back/ }).click();
  await atStep(page, at - 1);
  expect(await page.locator('.objectBox.lost').count()).toBe(2);
  await page.locator('.objectBox.lost').first().click();
  await page.locator('.objectNote', { hasText: 'Unreachable' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('what is pointed at lights up in every view, and the line that made it', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await write(page, "class Node:\n    pass\na = Node()\nb = [a]\nprint('x')\n");
  await goTo(page, await steps(page));
  for (const name of ['memory', 'collector', 'profile']) await openView(page, name);
  const card = page.locator('.panel-graph .objectBox', { hasText: 'Node' }).filter({ hasNotText: 'type' });
  await card.first().hover();
  await page.locator('.panel-collector .standing.lit').waitFor();
  await page.locator('.panel-memory .lens figcaption', { hasText: 'Node' }).waitFor();
  expect(await page.locator('.cm-line.labMade').textContent()).toContain('a = Node()');

  // A projector's picture is enlarged as a whole: what is pointed at near its right end is still there.
  await page.locator('.panel-memory').getByRole('button', { name: 'Fill the screen' }).click();
  await page.locator('.lab.wholeScreen').waitFor();
  const zoom = await page.locator('.lab').evaluate((lab) => Number(getComputedStyle(lab).zoom));
  expect(zoom).toBeGreaterThan(1);
  const trays = (await page.locator('.panel-memory canvas').first().boundingBox())!;
  await page.mouse.move(trays.x + 0.97 * trays.width, trays.y + (46 + 8) * zoom);
  await page.locator('.panelSaid', { hasText: 'never used' }).waitFor();
  await page.evaluate(() => document.exitFullscreen());
  await page.locator('.lab:not(.wholeScreen)').waitFor();

  // From a line of the profile to its objects.
  await page.locator('.byLine tr', { hasText: 'b = [a]' }).hover();
  await page.locator('.panel-graph .objectBox.pointed', { hasText: 'list' }).waitFor();

  // By keyboard: the arrows walk between cards, and the note says who keeps the object alive.
  await page.mouse.move(2, 2);
  await page.locator('.graphPlace').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.locator('.objectNote .lifeline', { hasText: '__main__' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('strong, weak and borrowed references differ by more than colour', async () => {
  const { context, page } = await openLab(browser, server.url);
  const source =
    'import weakref\nclass N:\n    pass\ndef g(a):\n    return weakref.ref(a)\ndef f(x):\n    return g(x)\nn = N()\nr = f(n)\n';
  await write(page, source);
  // Inside g, where its parameter is lent.
  await goTo(page, 9);
  const stroke = (kind: string) =>
    page
      .locator(`.cords .cord.${kind}`)
      .first()
      .evaluate((path) => {
        const { strokeDasharray, strokeWidth } = getComputedStyle(path);
        return [strokeDasharray, strokeWidth, path.getAttribute('marker-end')?.replace('-lit', '')].join();
      });
  await page.locator('.cords .cord.borrowed').first().waitFor();
  const looks = [await stroke('strong'), await stroke('borrowed')];
  await goTo(page, await steps(page));
  looks.push(await stroke('weak'));
  expect(new Set(looks).size).toBe(3);
  await context.close();
});

test('breakpoints stop the way, errors stand under their line, changed names are marked', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await write(page, 'total = 0\nfor i in range(5):\n    total += i\nprint(total / 0)\n');
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F9');
  await page.locator('.labBreakpoint:visible').waitFor();
  // The first round adds nothing.
  for (let round = 0; round < 2; round++) await page.getByRole('button', { name: 'Next breakpoint' }).click();
  await page.locator('.cm-line.labLine', { hasText: 'total += i' }).waitFor();
  await page.getByRole('button', { name: /Next line \(into/ }).click();
  await page.locator('.labNote', { hasText: 'total → 1' }).waitFor();
  await goTo(page, await steps(page));
  await page.locator('.labErrorText', { hasText: 'ZeroDivisionError' }).waitFor();
  // The width is shared out anew by keyboard; the arrows move nothing else meanwhile.
  const width = async () => (await page.locator('.labCode').boundingBox())!.width;
  const before = await width();
  await page.getByRole('separator').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeGreaterThan(before + 40);
  await atStep(page, await steps(page));
  await page.locator('.output', { hasText: 'ZeroDivisionError' }).waitFor();

  // What cannot be compiled has no moment, and says why in the same places; nothing to run is no error.
  await page.locator('.cm-content').fill('y = (2\n');
  await page.locator('.labErrorText', { hasText: 'SyntaxError' }).waitFor();
  await page.locator('.output', { hasText: 'SyntaxError' }).waitFor();
  await page.locator('.cm-content').fill('# nothing\n');
  await page.locator('.explain', { hasText: 'nothing to run' }).waitFor();
  // However fast somebody types, no key is lost.
  const typed = 'import sys\nnames = [sys.getrefcount(sys), 2]\nx = 9 ** 9 ** 9\n';
  await page.locator('.cm-content').press('Control+A');
  await page.keyboard.type(typed);
  expect((await page.locator('.cm-line').allTextContents()).join('\n')).toBe(typed);
  // What ends a program that is no error of Python's is told in the page's words.
  await page.locator('.labMain[data-steps]:not([data-steps="0"])').waitFor();
  await goTo(page, await steps(page));
  await page.locator('.output', { hasText: 'one value became larger than it may be here' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('the page answers while a long program runs, and the run can be stopped', async () => {
  const { context, page, errors } = await openLab(browser, server.url);
  await page.locator('.cm-content').fill('while True:\n    x = [0] * 2000\n');
  await page.getByRole('button', { name: 'Stop here' }).waitFor();
  // While the worker is busy everything else is at hand. No measure of speed: a page that waited for its worker would not
  // come round at all.
  const turns = await page.evaluate(async () => {
    let done = 0;
    const until = performance.now() + 1500;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      document.querySelectorAll<HTMLElement>('.viewToggle')[3].click();
      done++;
    }
    return done;
  });
  expect(turns).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Stop here' }).dispatchEvent('click');
  await page.locator('main:not([data-running])').waitFor();
  expect(await steps(page)).toBeGreaterThan(0);
  expect(errors).toEqual([]);
  await context.close();
});
