import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { build, preview } from 'vite';
import type {} from '../../../client/board/devHooks.ts';
import type { Action } from '../../../shared/game/action.ts';

const configFile = fileURLToPath(new URL('../../../client/vite.config.ts', import.meta.url));
const devPage = fileURLToPath(new URL('../../../client/board/dev.html', import.meta.url));

/** Builds the page that shows one board alone (client/board/dev.html) and serves it. */
export async function serveBoard(): Promise<{ url: string; close(): Promise<void> }> {
  const outDir = mkdtempSync(join(tmpdir(), 'pyarena-board-'));
  await build({
    configFile,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, rolldownOptions: { input: devPage } },
  });
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/board/dev.html`,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

export interface BoardQuery {
  readonly level?: string;
  readonly demo?: string;
  readonly lang?: 'en' | 'es';
  readonly theme?: 'dark' | 'light';
  readonly motion?: 'full' | 'reduced';
  readonly speed?: string;
  /** A replay of the level's certificate below the board. */
  readonly film?: 'certificate';
  readonly thumbnail?: 'yes';
}

/** A board in a browser page, and what a person can do with it. Places are meant by the `data-testid` of the twin. */
export class BoardPage {
  readonly page: Page;
  readonly errors: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async open(browser: Browser, url: string, query: BoardQuery, phone = false): Promise<BoardPage> {
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 640 } : { width: 1280, height: 640 },
      hasTouch: phone,
      isMobile: phone,
      deviceScaleFactor: phone ? 2 : 1,
    });
    const page = await context.newPage();
    const board = new BoardPage(context, page);
    page.on('pageerror', (error) => board.errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && board.errors.push(message.text()));
    await page.goto(`${url}?${new URLSearchParams({ speed: '6', ...query })}`);
    await page.waitForSelector('html[data-ready]', { timeout: 60_000 });
    return board;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  status(): Promise<string> {
    return this.page.evaluate(() => window.__board.status());
  }

  log(): Promise<readonly Action[]> {
    return this.page.evaluate(() => window.__board.session().log);
  }

  /** Everything said so far, a line a move. */
  said(): Promise<string[]> {
    return this.page.locator('[data-testid=announcer] p').allTextContents();
  }

  /** Waits till nothing moves. */
  async still(): Promise<void> {
    await this.page.waitForFunction(() => !window.__board.view.busy);
  }

  /**
   * The pictures that would look different if all of them were painted from the beginning. Edges may differ by a shade: with a
   * clip the browser smooths them in another way.
   */
  staleIds(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const { stage } = window.__board.view;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const look = () => new Map([...stage.pixels()].map(([id, { data }]) => [id, data]));
      // Painting has a budget for each frame: what waits for the next one comes in turn.
      for (let i = 0; i < 12; i++) await frame();
      const before = look();
      stage.repaintAll();
      for (let i = 0; i < 12; i++) await frame();
      const after = look();
      return [...before.keys()].filter((id) => {
        const [a, b] = [before.get(id)!, after.get(id)];
        return b && (a.length !== b.length || a.some((value, i) => Math.abs(value - b[i]) > 40));
      });
    });
  }

  locator(id: string) {
    return this.page.locator(`[data-testid="${id}"]`);
  }

  async middle(id: string): Promise<{ x: number; y: number }> {
    const box = await this.locator(id).boundingBox();
    if (!box) throw new Error(`nothing on the board is called ${id}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async dragByMouse(from: string, to: string): Promise<void> {
    const a = await this.middle(from);
    const b = await this.middle(to);
    await this.page.mouse.move(a.x, a.y);
    await this.page.mouse.down();
    await this.page.mouse.move(b.x, b.y, { steps: 6 });
    await this.page.mouse.up();
    await this.still();
  }

  async click(id: string): Promise<void> {
    const { x, y } = await this.middle(id);
    await this.page.mouse.click(x, y);
    await this.still();
  }

  async tap(id: string): Promise<void> {
    await this.locator(id).scrollIntoViewIfNeeded();
    const { x, y } = await this.middle(id);
    await this.page.touchscreen.tap(x, y);
    await this.still();
  }

  /** A finger drags: the tile floats above it, so it goes on till the tile is over the middle of `to`. */
  async dragByFinger(from: string, to: string, liftPx: number): Promise<void> {
    const cdp: CDPSession = await this.#context.newCDPSession(this.page);
    const a = await this.middle(from);
    const b = await this.middle(to);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await touch('touchStart', a.x, a.y);
    for (let step = 1; step <= 6; step++) {
      const part = step / 6;
      await touch('touchMove', a.x + (b.x - a.x) * part, a.y + (b.y + liftPx - a.y) * part);
    }
    await touch('touchEnd', 0, 0);
    await this.still();
  }

  /** Walks the focus from where it is to `id` with the arrow keys of the grid, row by row. */
  async focusByKeys(id: string): Promise<void> {
    for (let step = 0; step < 60; step++) {
      const at = await this.page.evaluate((wanted) => {
        const focused = document.activeElement as HTMLElement | null;
        const target = document.querySelector<HTMLElement>(`[data-testid="${wanted}"]`);
        if (!focused || !target) return 'lost';
        if (focused === target) return 'there';
        const row = target.closest('[role=row],[role=toolbar]');
        if (focused.closest('[role=row],[role=toolbar]') === row) {
          const order = focused.compareDocumentPosition(target);
          return order & Node.DOCUMENT_POSITION_FOLLOWING ? 'ArrowRight' : 'ArrowLeft';
        }
        return focused.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING
          ? 'ArrowDown'
          : 'ArrowUp';
      }, id);
      if (at === 'there') return;
      if (at === 'lost') throw new Error(`the keyboard cannot reach ${id}`);
      await this.page.keyboard.press(at);
    }
    throw new Error(`the keyboard did not reach ${id} in 60 steps`);
  }

  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name);
    await this.still();
  }
}

/** Where on the board a move points: the thing to choose, or to put the request on. */
export async function placeOf(board: BoardPage, action: Action): Promise<string> {
  switch (action.type) {
    case 'openPool':
      return action.arena === undefined ? `open:${action.szidx}` : `open:${action.szidx}:${action.arena}`;
    case 'place':
      return `tray:${action.pool}`;
    case 'toSystem':
      return 'raw:open';
    case 'placeSpan':
      return action.end === 'high' ? `gap:${action.gap}:high` : `gap:${action.gap}`;
    case 'freeObject':
      return `tile:${action.object}`;
    case 'predict': {
      const at = action.at as string | { pool: number; offset: number };
      if (typeof at === 'string') return `predict:${at}`;
      for (const id of [`slot:${at.pool}:${at.offset}`, `fold:${at.pool}`, `uncarved:${at.pool}`])
        if (await board.locator(id).count()) return id;
    }
  }
  throw new Error(`the board has no place for ${JSON.stringify(action)}`);
}
