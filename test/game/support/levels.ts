import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../../../assets/levels/', import.meta.url).pathname;

/** Every shipped level file: its path below assets/levels and its JSON. */
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

/** assets/levels/packs.json. */
export function packs(): { folder: string; kind: string; title: Record<string, string>; levels: string[] }[] {
  return JSON.parse(readFileSync(join(folder, 'packs.json'), 'utf8'));
}
