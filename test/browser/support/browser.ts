import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults, type Result } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where screenshots for people to look at are put; git does not keep them. */
export const resultsDir = fileURLToPath(new URL('../../results/', import.meta.url));

const args = ['--no-sandbox', '--disable-dev-shm-usage'];
/** Software WebGL, so that boards are drawn on any machine. */
const withBoards = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
/** Painted by the processor as it is: a page costs half of what it costs through software WebGL. */
const withoutBoards = ['--disable-gpu'];

/** The installed Chromium: what `CHROMIUM_PATH` names (test/run.mjs sets it), or one in a usual place. */
export function chromiumPath(): string | undefined {
  const usual = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return usual.find((path) => path && existsSync(path));
}

/** Starts Chromium; throws with what to install where there is none. `boards`: whether pages with a game's board are opened. */
export async function launchBrowser({ boards = true } = {}): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) {
    throw new Error('no Chromium found: install Chromium or Chrome, or set CHROMIUM_PATH to its executable');
  }
  return chromium.launch({ executablePath, args: [...args, ...(boards ? withBoards : withoutBoards)] });
}

export const viewports = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

export interface PageOptions {
  readonly viewport?: keyof typeof viewports;
  readonly theme?: 'dark' | 'light';
  readonly lang?: 'en' | 'es';
  readonly motion?: 'full' | 'reduced';
}

/** A fresh visitor: own storage, language and theme as the system would say them. */
export async function openVisitor(
  browser: Browser,
  baseURL: string,
  { viewport = 'desktop', theme = 'dark', lang = 'en', motion = 'reduced' }: PageOptions = {},
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({
    baseURL,
    viewport: viewports[viewport],
    hasTouch: viewport === 'phone',
    isMobile: viewport === 'phone',
    deviceScaleFactor: viewport === 'phone' ? 2 : 1,
    locale: lang === 'es' ? 'es-ES' : 'en-GB',
    colorScheme: theme,
    reducedMotion: motion === 'reduced' ? 'reduce' : 'no-preference',
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR_|WebSocket connection/.test(message.text())) {
      errors.push(message.text());
    }
  });
  return { context, page, errors };
}

/** WCAG 2.2 AA and what axe calls best practice. */
const everything = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;

/** What axe finds wrong on the page; empty where all is well. `rules`: these alone. */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // A page keeps it until it is loaded anew.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const runOnly = rules ? { type: 'rule', values: rules } : everything;
  const found = (await page.evaluate(
    async (options) => {
      const run = (globalThis as unknown as { axe: { run(options: object): Promise<unknown> } }).axe;
      return run.run(options);
    },
    { runOnly },
  )) as AxeResults;
  return found.violations.map(describe);
}

function describe({ id, help, nodes }: Result): string {
  return `${id} (${help}): ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`;
}

/** Saves a picture of the page under test/results, where pictures were asked for (`npm test -- --pictures`). */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(resultsDir, { recursive: true });
  await page.screenshot({ path: `${resultsDir}${name}.png` });
}
