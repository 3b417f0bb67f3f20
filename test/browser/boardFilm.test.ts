import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardPage, serveBoard } from './support/boardPage.ts';
import { launchBrowser } from './support/browser.ts';

/* Replays and stills in a real browser. */

let browser: Browser;
let served: Awaited<ReturnType<typeof serveBoard>>;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveBoard()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

describe('a replay', () => {
  it('shows any move of a log, takes none itself, and ends where the log ends', async () => {
    const board = await BoardPage.open(browser, served.url, {
      level: '2-heap/01-mind-the-gap',
      film: 'certificate',
    });
    const said = () => board.page.locator('#film [data-testid=announcer] p').count();
    const tiles = () => board.page.locator('#film [data-testid^="tile:"]').count();
    const seek = (move: number) => board.page.evaluate((to) => window.__film!.seek(to), move);
    const length = await board.page.evaluate(() => window.__film!.length);
    const before = await tiles();
    expect(length).toBe(3);
    await seek(1);
    expect(await tiles()).toBe(before + 1);
    expect(await said()).toBe(1);
    await seek(length);
    expect(await tiles()).toBe(before + length);
    await seek(0);
    expect(await tiles()).toBe(before);
    const gap = await board.page.locator('#film [data-testid^="gap:"]').first().boundingBox();
    await board.page.mouse.click(gap!.x + 4, gap!.y + 4);
    expect(await tiles()).toBe(before);
    expect(board.errors).toEqual([]);
    await board.close();
  });
});

describe('a still', () => {
  it.each(['1-pools/02-fill-it-first', '2-heap/01-mind-the-gap', '3-pinned/01-the-last-tenant'])(
    'of %s is drawn in both themes, differently',
    async (level) => {
      const drawn = await Promise.all(
        (['dark', 'light'] as const).map(async (theme) => {
          const board = await BoardPage.open(browser, served.url, { level, theme, thumbnail: 'yes' });
          const colors = await board.page.evaluate(() => {
            const canvas = document.querySelector<HTMLCanvasElement>('canvas.thumbnail')!;
            const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
            const found = new Set<number>();
            for (let i = 0; i < data.length; i += 4)
              if (data[i + 3] === 255) found.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
            return [...found].sort((a, b) => a - b);
          });
          expect(board.errors).toEqual([]);
          await board.close();
          return colors;
        }),
      );
      expect(drawn[0].length).toBeGreaterThan(4);
      expect(drawn[1]).not.toEqual(drawn[0]);
    },
  );
});
