import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumOf, serveBuilt, timesRow, webglArgs } from '../bench/chromium.ts';
import { frameCosts, type TraceEvent, traceCategories } from '../bench/frame-trace.ts';
import type { Command } from '../command.ts';

/*
 * The cost of a frame of the largest board we promise (4,096 blocks, 500 objects), in a real Chromium without a graphics card:
 * what the main thread does for it, not how fast software can fill pixels. Once as processor time of everything (bench/frame-trace.ts), which is
 * what the bar is about, and once as the time that passes in the frame's script, which other programs on the machine lengthen.
 */

const page = fileURLToPath(new URL('../../../client/board/dev.html', import.meta.url));

interface Measured {
  readonly frames: readonly number[];
  readonly engine: readonly number[];
  readonly moves: readonly number[];
}

interface Report {
  /** Frames in a second in which nothing happens. */
  readonly idleFrames: number;
  readonly slots: number;
  readonly objects: number;
  readonly webgl: boolean;
  readonly moving: Measured;
  readonly panning: Measured;
}

export const command: Command = {
  name: 'bench board',
  summary: 'Measures a frame of a board with 4,096 blocks and 500 objects in Chromium (bar: p95 under 8 ms).',
  usage: 'bench board [--chromium PATH]',
  async run(args) {
    const executablePath = chromiumOf(args, command.usage);
    const served = await serveBuilt(page);
    try {
      const url = `${served.url}/board/dev.html?demo=large`;
      print(await measure(executablePath, url, join(served.folder, 'trace.json')));
      return 0;
    } finally {
      await served.close();
    }
  },
};

async function measure(executablePath: string, url: string, tracePath: string): Promise<Traced> {
  const { chromium: launcher } = await import('playwright-core');
  const browser = await launcher.launch({ executablePath, args: webglArgs });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await tab.goto(url);
    await tab.waitForSelector('html[data-ready]', { timeout: 120_000 });
    await browser.startTracing(tab, { path: tracePath, categories: traceCategories });
    const report = (await tab.evaluate(inPage)) as Report;
    await browser.stopTracing();
    const { traceEvents } = JSON.parse(readFileSync(tracePath, 'utf8')) as { traceEvents: TraceEvent[] };
    return {
      report,
      moving: frameCosts(traceEvents, 'moving', 'moved'),
      panning: frameCosts(traceEvents, 'panning', 'panned'),
    };
  } finally {
    await browser.close();
  }
}

interface Traced {
  readonly report: Report;
  /** Processor milliseconds of the main thread for each frame. */
  readonly moving: readonly number[];
  readonly panning: readonly number[];
}

/** Runs in the page. A text, because its types are the page's, which the server does not know. */
const inPage = `(async () => {
  const { view, submit, session } = window.__board;
  const { stage } = view;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const settle = async () => { while (view.busy) await pause(30); await pause(120); };
  const record = async (run) => {
    const measured = { frames: [], engine: [], moves: [] };
    let began = 0;
    const { events } = stage.game;
    const start = () => { began = performance.now(); };
    const end = () => { measured.engine.push(performance.now() - began); };
    events.on('prestep', start);
    events.on('postrender', end);
    stage.onMeasure = (ms) => measured.frames.push(ms);
    await run(measured);
    stage.onMeasure = null;
    events.off('prestep', start);
    events.off('postrender', end);
    return measured;
  };
  await settle();
  const tray = (pool) => document.querySelector('[data-testid="tray:' + pool + '"]');
  const pools = Array.from({ length: 20 }, (_, i) => i + 1).filter(tray);
  // The first moves warm the code up.
  for (const pool of pools.slice(0, 4)) { submit({ type: 'place', pool }); await settle(); }
  performance.mark('moving');
  const moving = await record(async (measured) => {
    for (let i = 0; i < 24; i++) {
      const before = performance.now();
      submit({ type: 'place', pool: pools[(i * 5) % pools.length] });
      measured.moves.push(performance.now() - before);
      await settle();
    }
  });
  performance.mark('moved');
  let idleFrames = 0;
  await pause(500);
  stage.onMeasure = () => idleFrames++;
  await pause(1000);
  stage.onMeasure = null;
  const root = document.querySelector('.board');
  const box = root.getBoundingClientRect();
  const wheel = (deltaY, shiftKey) => root.dispatchEvent(new WheelEvent('wheel', {
    deltaY, shiftKey, clientX: box.left + box.width / 2, clientY: box.top + 200, bubbles: true, cancelable: true }));
  performance.mark('panning');
  const panning = await record(async () => {
    for (let i = 0; i < 6; i++) { wheel(-100, false); await pause(20); }
    await pause(250);
    for (let i = 0; i < 90; i++) { wheel(i < 45 ? 24 : -24, true); await pause(16); }
    for (let i = 0; i < 6; i++) { wheel(100, false); await pause(20); }
    await pause(250);
  });
  performance.mark('panned');
  let slots = 0;
  let objects = 0;
  const names = [...document.querySelectorAll('[data-testid^="tray:"]')].map((one) => one.getAttribute('aria-label'));
  for (const name of names) {
    const numbers = name.match(/[0-9]+/g).map(Number);
    slots += numbers[numbers.length - 1];
  }
  objects = document.querySelectorAll('[data-testid^="tile:"]').length;
  return { idleFrames, slots, objects, webgl: stage.game.renderer.type === 2, moving, panning };
})()`;

function print({ report, moving, panning }: Traced): void {
  const { slots, objects, webgl } = report;
  const lines = [
    `Board of ${slots.toLocaleString('en')} blocks and ${objects} objects, ${webgl ? 'WebGL' : '2D canvas'} in software, 1280 x 800`,
    '',
    'main thread per frame              p50 ms   p95 ms   max ms   frames',
    timesRow('moves: all work, processor time', moving),
    timesRow('zoom and pan: all, processor time', panning),
    '',
    'time that passed in a frame        p50 ms   p95 ms   max ms   frames',
    timesRow('moves: script', report.moving.frames),
    timesRow('moves: prestep to postrender', report.moving.engine),
    timesRow('zoom and pan: script', report.panning.frames),
    timesRow('zoom and pan: prestep to postrender', report.panning.engine),
    timesRow('a move, outside of frames', report.moving.moves),
    '',
    `frames in a second at rest: ${report.idleFrames}`,
  ];
  console.log(lines.join('\n'));
}
