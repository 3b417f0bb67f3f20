import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../../../assets/levels/', import.meta.url).pathname;

/** Every shipped level file, in teaching order: its path below assets/levels, its JSON and its text. */
export function shippedFiles(): { path: string; data: unknown; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json') && path.includes('/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { path, data: JSON.parse(text) as unknown, text };
    });
}
