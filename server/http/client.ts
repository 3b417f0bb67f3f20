import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { pages } from '../../shared/protocol/pages.ts';
import { type Body, etagOf, sendBody } from './compressed.ts';
import { HttpProblem } from './problems.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const FOREVER = 'public, max-age=31536000, immutable';
const ASK_EVERY_TIME = 'no-cache';

/**
 * The built client, read once into memory: only what is in the folder at the start can be asked for, so no path leads
 * out of it. Names under `assets/` carry a hash of the content and are kept forever; the rest is asked for each time.
 * Compressed forms lie beside the files, made by the build.
 */
export function serveClient(folder: string): RequestHandler {
  const files = readFolder(folder);
  const index = files.get('/index.html');
  const router = Router();
  router.use((request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    const path = decode(request.path);
    const file = files.get(path);
    if (file && path !== '/index.html') {
      response.set('Cache-Control', path.startsWith('/assets/') ? FOREVER : ASK_EVERY_TIME);
      sendBody(request, response, file);
      return;
    }
    if (extname(path) !== '' && path !== '/index.html') {
      next();
      return;
    }
    if (!index) throw new HttpProblem(503, 'notBuilt', 'The client is not built yet; "npm start" builds it.');
    response.set('Cache-Control', ASK_EVERY_TIME);
    const known = path === '/index.html' || pages.includes(path.split('/')[1]);
    sendBody(request, response, index, known ? 200 : 404);
  });
  return router;
}

function readFolder(folder: string): ReadonlyMap<string, Body> {
  const files = new Map<string, Body>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || entry.name.startsWith('.') || !type) continue;
    const path = join(entry.parentPath, entry.name);
    const plain = readFileSync(path);
    const compressed = (ending: string): Buffer | undefined =>
      existsSync(path + ending) ? readFileSync(path + ending) : undefined;
    const url = path.slice(folder.length).replaceAll('\\', '/');
    files.set(url.startsWith('/') ? url : `/${url}`, {
      type,
      etag: etagOf(plain),
      plain,
      br: compressed('.br'),
      gzip: compressed('.gz'),
    });
  }
  return files;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new HttpProblem(400, 'malformed', 'The address is not valid.');
  }
}
