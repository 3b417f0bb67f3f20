import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../command.ts';

/** What the benches that need a browser share: finding Chromium, building the client for it, and rows of times. */

const configFile = fileURLToPath(new URL('../../../client/vite.config.ts', import.meta.url));

const chromiumArgs = ['--no-sandbox', '--disable-dev-shm-usage'];

/** Software WebGL, which boards need, so that figures do not depend on a graphics card. */
export const webglArgs = [...chromiumArgs, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Painted as Chromium paints where there is no graphics card: for pages without a board. */
export const plainArgs = [...chromiumArgs, '--disable-gpu'];

/** The browser to measure in: the one that `--chromium PATH` names, or one in a usual place. Throws UsageError. */
export function chromiumOf(args: readonly string[], usage: string): string {
  if (args.length !== 0 && (args.length !== 2 || args[0] !== '--chromium'))
    throw new UsageError(`usage: ${usage}`);
  const usual = [
    args[1],
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  const found = usual.find((path) => path && existsSync(path));
  if (!found) throw new UsageError('no Chromium found: install one, or name it with --chromium PATH');
  return found;
}

export interface Served {
  readonly url: string;
  /** Where the built client is, and room for files of the bench. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Builds the client as it is shipped and serves it. `input`: another page than the game's own. */
export async function serveBuilt(input?: string): Promise<Served> {
  const { build, preview } = await import('vite');
  const folder = mkdtempSync(join(tmpdir(), 'pyarena-bench-'));
  const config = { configFile, logLevel: 'error' } as const;
  const rolldownOptions = input === undefined ? {} : { input };
  await build({ ...config, build: { outDir: folder, emptyOutDir: true, rolldownOptions } });
  const server = await preview({
    ...config,
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A name with the median, the 95th percentile and the most of its times, and how many there are. */
export function timesRow(name: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN)
      .toFixed(2)
      .padStart(9);
  return `${name.padEnd(36)}${at(0.5)}${at(0.95)}${at(1)}${String(sorted.length).padStart(9)}`;
}
