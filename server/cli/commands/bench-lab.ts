import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromiumOf, plainArgs, type Served, serveBuilt, timesRow } from '../bench/chromium.ts';
import { frameCosts, type TraceEvent, traceCategories } from '../bench/frame-trace.ts';
import type { Command } from '../command.ts';

/*
 * The Lab as a person meets it, in a real Chromium without a graphics card: how long till it is there, how long a step takes among
 * many objects, what the tab holds after a million steps, and what a frame costs the main thread while the graph moves.
 */

/** First visits, each with empty caches. */
const VISITS = 5;
/** Steps on and back that are timed. */
const STEPS = 16;

/** A program that has made so many objects, with lines left to step over. */
function objectsProgram(objects: number): string {
  const tail = Array.from({ length: 2 * STEPS + 8 }, (_, i) => `last.value = [${i}]`);
  return [
    'class Node:',
    '    def __init__(self, value):',
    '        self.value = value',
    '',
    `nodes = [Node(i) for i in range(${objects})]`,
    'last = nodes[-1]',
    ...tail,
    '',
  ].join('\n');
}

/** Two lines for each round: a million steps. */
const millionProgram = 'total = 0\nfor i in range(500_000):\n    total += i\nprint(total)\n';

/** Cards come, grow and push each other down with every line. */
const movingProgram = [
  'class Tree:',
  '    def __init__(self, parent=None):',
  '        self.parent = parent',
  '        self.children = []',
  '        if parent is not None:',
  '            parent.children.append(self)',
  '',
  'nodes = [Tree()]',
  'for i in range(40):',
  '    nodes.append(Tree(nodes[i // 2]))',
  '',
].join('\n');

export const command: Command = {
  name: 'bench lab',
  summary: 'Measures the Lab in Chromium: first paint, steps, memory, frames while the graph moves.',
  usage: 'bench lab [--chromium PATH]',
  async run(args) {
    const executablePath = chromiumOf(args, command.usage);
    const { chromium } = await import('playwright-core');
    const served = await serveBuilt();
    const browser = await chromium.launch({ executablePath, args: plainArgs });
    try {
      console.log('                                       p50 ms   p95 ms   max ms    times');
      await firstPaint(browser, served);
      for (const objects of [1000, 20_000]) await stepping(browser, served, objects);
      await moving(browser, served);
      await million(browser, served);
      return 0;
    } finally {
      await browser.close();
      await served.close();
    }
  },
};

/** On a busy machine the page may be there before the browser tells when it painted. */
const firstPaintOf = `new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (!paint) return;
    observer.disconnect();
    resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

/** An empty cache each time: the first paint of the page, and the first moment of a program on the screen. */
async function firstPaint(browser: Browser, { url }: Served): Promise<void> {
  const paints: number[] = [];
  const moments: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${url}/lab`);
    await page.waitForSelector('main[data-shown]');
    moments.push((await page.evaluate('performance.now()')) as number);
    paints.push((await page.evaluate(firstPaintOf)) as number);
    await context.close();
  }
  console.log(timesRow('first paint, empty cache', paints));
  console.log(timesRow('first moment of a program', moments));
}

async function openWith(
  browser: Browser,
  url: string,
  source: string,
  motion: 'full' | 'reduced',
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    reducedMotion: motion === 'full' ? 'no-preference' : 'reduce',
  });
  await page.goto(`${url}/lab`);
  await page.waitForSelector('main[data-shown]');
  await page.locator('.cm-content').fill(source);
  await page.waitForSelector('main[data-shown=own]', { timeout: 120_000 });
  return page;
}

/** From the key to the frame after the new moment is in the page; first visits of a step, and steps that one has seen. */
async function stepping(browser: Browser, { url }: Served, objects: number): Promise<void> {
  const page = await openWith(browser, url, objectsProgram(objects), 'reduced');
  await goTo(page, (await stepsOf(page)) - 2 * STEPS - 2);
  const name = `${objects.toLocaleString('en')} objects`;
  console.log(timesRow(`a step on, ${name}`, await keys(page, 'ArrowRight', STEPS)));
  await goTo(page, await stepsOf(page));
  console.log(timesRow(`a step back, ${name}`, await keys(page, 'ArrowLeft', STEPS)));
  await page.close();
}

async function million(browser: Browser, { url }: Served): Promise<void> {
  const page = await openWith(browser, url, 'x = 1\n', 'reduced');
  const before = await tabBytes(browser);
  const started = performance.now();
  await page.locator('.cm-content').fill(millionProgram);
  await page.waitForSelector('main[data-steps="1000000"], main[data-steps="1000003"]', { timeout: 300_000 });
  const ran = performance.now() - started;
  await goTo(page, await stepsOf(page));
  console.log(timesRow('a step back from the end of a million', await keys(page, 'ArrowLeft', STEPS)));
  const after = await tabBytes(browser);
  const mebi = (bytes: number | null): string =>
    bytes === null ? 'not known here' : `${Math.round(bytes / 2 ** 20)} MiB`;
  console.log('');
  console.log(`a million steps ran in ${(ran / 1000).toFixed(1)} s, the pause before the run included`);
  console.log(
    `memory of the tab: ${mebi(before)} before, ${mebi(after)} after a million steps and ${STEPS} back`,
  );
  await page.close();
}

/** Processor time of the main thread for each frame while cards glide and cords follow. */
async function moving(browser: Browser, { url, folder }: Served): Promise<void> {
  const page = await openWith(browser, url, movingProgram, 'full');
  const path = join(folder, 'trace.json');
  await goTo(page, 60);
  await browser.startTracing(page, { path, categories: traceCategories });
  await page.evaluate("performance.mark('moving')");
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(320);
  }
  await page.evaluate("performance.mark('moved')");
  const cards = await page.locator('.objectBox').count();
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  console.log(timesRow(`frame, graph of ${cards} cards moves`, frameCosts(traceEvents, 'moving', 'moved')));
  await page.close();
}

async function stepsOf(page: Page): Promise<number> {
  return Number(await page.locator('main').getAttribute('data-steps'));
}

async function goTo(page: Page, step: number): Promise<void> {
  await page.locator('.timeScrub input').fill(String(step));
  await page.waitForSelector(`main[data-step="${step}"]`, { timeout: 120_000 });
  await page.evaluate('document.activeElement.blur()');
}

/** Presses a key again and again, each time when the page shows what the last one did. */
async function keys(page: Page, key: string, times: number): Promise<number[]> {
  return (await page.evaluate(`(async () => {
    const main = document.querySelector('main');
    const times = [];
    for (let i = 0; i < ${times}; i++) {
      const before = performance.now();
      const changed = new Promise((resolve) => {
        const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
        watch.observe(main, { attributes: true, attributeFilter: ['data-step'] });
      });
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }));
      await changed;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      times.push(performance.now() - before);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return times;
  })()`)) as number[];
}

/** Resident bytes of the processes that draw pages; null where the system does not tell. */
async function tabBytes(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const tabs = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentBytes(id));
  return tabs.some((bytes) => bytes === null) ? null : Math.max(...tabs.map((bytes) => bytes ?? 0));
}

function residentBytes(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  } catch {
    return null;
  }
}
