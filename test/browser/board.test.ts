import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../shared/game/action.ts';
import type { Level } from '../../shared/level/level.ts';
import { BoardPage, type BoardQuery, placeOf, serveBoard } from './support/boardPage.ts';
import { axeViolations, launchBrowser, screenshot } from './support/browser.ts';

/*
 * Boards in a real browser: a level of each kind is won by its certificate's moves, made by mouse, by finger and by
 * keys; refusals, reduced motion, languages and the twin's manners.
 */

const levelNames = ['1-pools/01-round-it-up', '2-heap/01-mind-the-gap', '3-pinned/06-same-seat-please'];

let browser: Browser;
let served: Awaited<ReturnType<typeof serveBoard>>;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveBoard()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

function solution(level: string): readonly Action[] {
  const url = new URL(`../../assets/levels/${level}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as Level).certificate.actions;
}

async function play(
  query: BoardQuery,
  phone: boolean,
  run: (board: BoardPage) => Promise<void>,
): Promise<void> {
  const board = await BoardPage.open(browser, served.url, query, phone);
  try {
    await run(board);
    expect(board.errors).toEqual([]);
  } finally {
    await board.close();
  }
}

/** Every move of the solution, each made by `move`, is taken as it was meant, and wins. */
async function win(
  level: string,
  phone: boolean,
  move: (board: BoardPage, action: Action, place: string) => Promise<void>,
): Promise<void> {
  await play({ level }, phone, async (board) => {
    const actions = solution(level);
    for (const [index, action] of actions.entries()) {
      await move(board, action, await placeOf(board, action));
      expect(await board.log()).toEqual(actions.slice(0, index + 1));
    }
    expect(await board.status()).toBe('won');
    expect((await board.said()).length).toBeGreaterThanOrEqual(actions.length);
  });
}

/** Moves that are made by pointing at one thing, rather than by carrying the request somewhere. */
function isPressed(action: Action): boolean {
  return action.type === 'openPool' || action.type === 'freeObject' || typeof action.at === 'string';
}

describe.each(levelNames)('the level %s is won', (level) => {
  it('by dragging with the mouse', async () => {
    await win(level, false, (board, action, place) =>
      isPressed(action) ? board.click(place) : board.dragByMouse('request', place),
    );
  });

  it('by tapping: the request, then its place', async () => {
    await win(level, true, async (board, action, place) => {
      if (!isPressed(action)) await board.tap('request');
      await board.tap(place);
    });
  });

  it('by keys alone', async () => {
    await win(level, false, async (board, action, place) => {
      const isChoice = place.startsWith('open:') || place.startsWith('predict:');
      if (isPressed(action)) {
        const start = isChoice
          ? board.page.getByRole('toolbar').getByRole('button').first()
          : board.locator('board').locator('[tabindex="0"]');
        await start.focus();
        if (isChoice) await board.key('Home');
      } else {
        await board.locator('request').focus();
        await board.key('Enter');
      }
      await board.focusByKeys(place);
      await board.key('Enter');
    });
  });
});

describe('a finger', () => {
  it('drags the request to a tray; the tile points, not the finger', async () => {
    await play({ demo: 'pools' }, true, async (board) => {
      await board.dragByFinger('request', 'tray:1', 44);
      expect(await board.log()).toEqual([{ type: 'place', pool: 1 }]);
    });
  });
});

describe('what is painted in parts', () => {
  it('looks as if it were painted whole: after moves, with a tile in the hand, aimed and put back', async () => {
    await play({ demo: 'large' }, false, async (board) => {
      for (const pool of [1, 9, 17, 9, 1, 4]) {
        await board.page.evaluate((to) => window.__board.submit({ type: 'place', pool: to }), pool);
        await board.still();
      }
      expect(await board.staleIds()).toEqual([]);
      await board.click('request');
      expect(await board.staleIds()).toEqual([]);
      const { x, y } = await board.middle('tray:3');
      await board.page.mouse.move(x, y);
      expect(await board.staleIds()).toEqual([]);
      await board.page.keyboard.press('Escape');
      await board.still();
      expect(await board.staleIds()).toEqual([]);
    });
  });
});

describe('a refused move', () => {
  it('springs back, says why, and is not sent', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      await board.dragByMouse('request', 'tray:2');
      expect(await board.log()).toEqual([]);
      expect((await board.said()).join(' ')).toContain('64');
      await expect.poll(() => board.locator('tip').isVisible()).toBe(true);
      expect(await board.locator('tip').getAttribute('data-look')).toBe('no');
    });
  });

  it('dropped on nothing says nothing', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      const { x, y } = await board.middle('request');
      await board.page.mouse.move(x, y);
      await board.page.mouse.down();
      await board.page.mouse.move(x + 300, y, { steps: 4 });
      await board.page.mouse.up();
      await board.still();
      expect(await board.log()).toEqual([]);
      expect(await board.said()).toEqual([]);
    });
  });

  it('Escape puts a tile back and the focus with it', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      await board.locator('request').focus();
      await board.key('Enter');
      expect(await board.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
        'tray:1',
      );
      await board.key('Escape');
      expect(await board.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
        'request',
      );
      expect(await board.log()).toEqual([]);
    });
  });
});

describe('the twin', () => {
  it.each(['pools', 'heap', 'pinned'])(
    'of %s has names for everything and nothing for axe to find',
    async (demo) => {
      await play({ demo }, false, async (board) => {
        const nameless = await board.page
          .locator('[role=gridcell]:not([aria-label]), [role=rowheader]:not([aria-label]), [aria-label=""]')
          .count();
        expect(nameless).toBe(0);
        const untranslated = await board.page.locator('[aria-label^="board."]').count();
        expect(untranslated).toBe(0);
        expect(
          (await axeViolations(board.page)).filter(
            (line) => !/^(page-has-heading-one|landmark|region)/.test(line),
          ),
        ).toEqual([]);
        await screenshot(board.page, `board-${demo}`);
      });
    },
  );

  it('speaks Spanish', async () => {
    await play({ demo: 'heap', lang: 'es' }, false, async (board) => {
      expect(await board.locator('board').getAttribute('aria-label')).toContain('Montón');
      await board.click('gap:256');
      expect((await board.said()).join(' ')).toContain('colocado');
    });
  });

  it('has one tab stop a grid, and the rest by arrows', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      expect(await board.locator('board').locator('[tabindex="0"]').count()).toBe(1);
      await board.locator('tray:1').focus();
      await board.key('ArrowRight');
      expect(await board.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
        'tile:row1',
      );
      await board.key('ArrowDown');
      expect(await board.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toMatch(
        /^(tile:key|slot:2)/,
      );
    });
  });
});

describe('the stage', () => {
  it('draws nothing while nothing moves', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      const drawnIn = (ms: number): Promise<number> =>
        board.page.evaluate(async (time) => {
          let drawn = 0;
          const { events } = window.__board.view.stage.game;
          const count = (): void => {
            drawn++;
          };
          events.on('postrender', count);
          await new Promise((resolve) => setTimeout(resolve, time));
          events.off('postrender', count);
          return drawn;
        }, ms);
      await expect.poll(() => drawnIn(400), { timeout: 20_000 }).toBe(0);
      await board.page.evaluate(() => window.__board.submit({ type: 'place', pool: 1 }));
      expect(await drawnIn(400)).toBeGreaterThan(0);
      await expect.poll(() => drawnIn(400), { timeout: 20_000 }).toBe(0);
    });
  });

  it('is WebGL here, and shows the same board after a reduced-motion move', async () => {
    await play({ demo: 'pools', motion: 'reduced' }, false, async (board) => {
      expect(await board.page.evaluate(() => window.__board.view.stage.game.renderer.type)).toBe(2);
      await board.click('tray:1');
      expect(await board.log()).toEqual([{ type: 'place', pool: 1 }]);
      expect(
        await board.page.evaluate(() =>
          [...window.__board.view.stage.ids()].filter((id) => /^(fade|fly|held|dying)/.test(id)),
        ),
      ).toEqual([]);
    });
  });

  it('leaves no sprites in the air after moves with full motion', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      for (const id of ['tray:1', 'tray:1', 'tray:1']) await board.click(id);
      expect((await board.log()).length).toBe(3);
      expect(
        await board.page.evaluate(() =>
          [...window.__board.view.stage.ids()].filter((id) => /^(fade|fly|held|dying)/.test(id)),
        ),
      ).toEqual([]);
    });
  });

  it('zooms with the wheel around the pointer and back with the fit key', async () => {
    await play({ demo: 'heap' }, false, async (board) => {
      const before = await board.locator('gap:256').boundingBox();
      await board.page.mouse.move(before!.x + 5, before!.y + 5);
      await board.page.mouse.wheel(0, -400);
      const zoomed = await board.locator('gap:256').boundingBox();
      expect(zoomed!.width).toBeGreaterThan(before!.width * 1.5);
      expect(Math.abs(zoomed!.x + 5 * (zoomed!.width / before!.width) - before!.x - 5)).toBeLessThan(2);
      await board.locator('gap:256').focus();
      await board.key('0');
      expect((await board.locator('gap:256').boundingBox())!.width).toBeCloseTo(before!.width, 0);
    });
  });

  it('survives being taken down and mounted again', async () => {
    await play({ demo: 'pools' }, false, async (board) => {
      await board.page.evaluate(() => window.__board.view.destroy());
      expect(await board.page.locator('canvas').count()).toBe(0);
    });
  });
});
