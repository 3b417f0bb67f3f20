import './require-node.ts';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const output = join(root, 'dist', 'client');
const stamp = join(root, 'dist', 'client.fingerprint');

/** What the built client depends on. */
const sources = ['client', 'shared', 'assets', 'package-lock.json'];

/** Files worth compressing, from this size on. */
const compressible = new Set([
  '.js',
  '.css',
  '.html',
  '.svg',
  '.json',
  '.webmanifest',
  '.wasm',
  '.txt',
  '.map',
]);
const WORTH_IT = 1024;

const fingerprint = fingerprintOf(sources);
const builtFrom = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (builtFrom !== fingerprint || !existsSync(join(output, 'index.html'))) {
  try {
    await build();
    // Last, so that a build that was cut off is made again.
    writeFileSync(stamp, fingerprint);
  } catch (error) {
    console.error(
      `PyArena: the client could not be built: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
}

async function build(): Promise<void> {
  const started = performance.now();
  console.error('PyArena: building the client...');
  const vite = await import('vite');
  await vite.build({
    configFile: join(root, 'client', 'vite.config.ts'),
    logLevel: 'warn',
    // Phaser is large and in a chunk of its own; a test watches what the first level needs.
    build: { chunkSizeWarningLimit: 2000 },
  });
  await compressFolder(output);
  console.error(`PyArena: client built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Puts `.br` and `.gz` beside each file that gains by it. */
async function compressFolder(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  await Promise.all(
    files.map(async (entry) => {
      if (!entry.isFile() || !compressible.has(extname(entry.name))) return;
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      if (bytes.length < WORTH_IT) return;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
      writeFileSync(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}

/** A hash of the content of everything under `paths`. */
function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string, name: string): void => {
    hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  };
  for (const name of paths) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    if (extname(name) !== '') {
      add(path, name);
      continue;
    }
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) add(file, file.slice(root.length).replaceAll('\\', '/'));
  }
  return hash.digest('hex');
}
