import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../../server/app.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { removeFolder, temporaryFolder } from '../support/server.ts';
import { newKey, request } from '../support/socket.ts';
import { ones, toyCatalog } from '../support/toy.ts';

const folder = temporaryFolder();
const client = join(folder, 'client');
const script = `console.log(${JSON.stringify('x'.repeat(3000))});`;
let app: App;
let url = '';

beforeAll(async () => {
  mkdirSync(join(client, 'assets'), { recursive: true });
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>PyArena</title>');
  writeFileSync(join(client, 'favicon.svg'), '<svg/>');
  writeFileSync(join(client, '.secret.txt'), 'hidden');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  const path = join(client, 'assets', 'main-abc123.js');
  writeFileSync(path, script);
  writeFileSync(`${path}.br`, brotliCompressSync(script));
  writeFileSync(`${path}.gz`, gzipSync(script));
  app = await startApp({
    port: 0,
    host: '127.0.0.1',
    dataDir: join(folder, 'data'),
    catalog: toyCatalog,
    clientFolder: client,
  });
  url = `http://127.0.0.1:${app.port}`;
});
afterAll(async () => {
  await app.close();
  removeFolder(folder);
});

const { rules } = toyCatalog.get('toy-1')!;
const attempt = (log: unknown[]) => ({ level: 'toy-1', rules, engine: 1, log });
const add = (n: number) => ({ type: 'add', n });

test('health tells that and how the server is', async () => {
  const { status, body, headers } = await request(`${url}/health`, null);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/json');
  expect(body).toMatchObject({
    ok: true,
    version: expect.any(String),
    rooms: expect.any(Number),
    db: { ok: true },
  });
  expect(body.uptimeSeconds).toBeGreaterThanOrEqual(0);
});

test.each(['/', '/play', '/play/pools-01', '/index.html'])('%s is the page', async (path) => {
  const { status, body, headers } = await request(url + path, null);
  expect(status).toBe(200);
  expect(body).toContain('<title>PyArena');
  expect(headers.get('cache-control')).toBe('no-cache');
});

test.each(['/nowhere', '/wp-admin/login'])('%s is the page too, but not found', async (path) => {
  const { status, body } = await request(url + path, null);
  expect(status).toBe(404);
  expect(body).toContain('<title>PyArena');
});

test.each([
  '/nowhere.js',
  '/assets/other-abc.js',
  '/.secret.txt',
  '/../outside.txt',
  '/%2e%2e/outside.txt',
  '/..%2foutside.txt',
  '/assets/main-abc123.js.map',
  '/api/nowhere',
  '/api/levels/none',
])('%s is not there, told in JSON', async (path) => {
  const { status, body } = await raw(path);
  expect(status).toBe(404);
  expect(JSON.parse(body).error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
});

test('a path that cannot be decoded is a bad request, not an error of ours', async () => {
  expect((await raw('/%ff%')).status).toBe(400);
});

test('hashed files are kept for ever, in the smallest form that the browser takes', async () => {
  const path = '/assets/main-abc123.js';
  for (const [accept, encoding] of [
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const response = await fetch(url + path, { headers: { 'accept-encoding': accept } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(await response.text()).toBe(script);
  }
});

test('what the browser has is not sent again', async () => {
  for (const path of ['/', '/favicon.svg', '/api/levels', '/api/levels/toy-1']) {
    const first = await fetch(url + path);
    await first.arrayBuffer();
    const again = await fetch(url + path, { headers: { 'if-none-match': first.headers.get('etag')! } });
    expect([path, again.status]).toEqual([path, 304]);
  }
});

test('every answer forbids what pages of ours never do', async () => {
  for (const path of ['/', '/health', '/api/levels', '/nowhere.js']) {
    const { headers } = await request(url + path, null);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('levels are listed without boards, and whole by their id', async () => {
  const { body } = await request(`${url}/api/levels`, null);
  expect(body.levels.map((level: { id: string }) => level.id)).toEqual([...toyCatalog.keys()]);
  expect(body.levels[0]).not.toHaveProperty('start');
  const level = await request(`${url}/api/levels/toy-1`, null);
  expect(level.body).toEqual(toyCatalog.get('toy-1')!.level);
});

test.each([
  ['GET', '/api/progress'],
  ['DELETE', '/api/progress'],
  ['GET', '/api/progress/export'],
  ['POST', '/api/progress/import'],
  ['POST', '/api/attempts'],
  ['POST', '/api/rooms/solo'],
  ['POST', '/api/levels/toy-1/act'],
])('%s %s needs a player key', async (method, path) => {
  const { status, body } = await request(url + path, null, method, method === 'POST' ? {} : undefined);
  expect(status).toBe(401);
  expect(body.error.code).toBe('noPlayer');
});

test('an attempt is worth what its replay says', async () => {
  const key = newKey();
  const won = await request(`${url}/api/attempts`, key, 'POST', attempt([add(9), add(9), add(2)]));
  expect(won.body).toEqual({ accepted: 3, best: { medal: 'gold', metrics: { moves: 3 } } });
  const worse = await request(`${url}/api/attempts`, key, 'POST', attempt([add(9), ...ones(11)]));
  expect(worse.body.best).toEqual({ medal: 'silver', metrics: { moves: 12 } });
  const { body } = await request(`${url}/api/progress`, key);
  expect(body.levels).toMatchObject([{ level: 'toy-1', medal: 'gold', metrics: { moves: 3 } }]);
});

test('a forged score is impossible: no request has a place for one, and illegal moves end the replay', async () => {
  const key = newKey();
  const forged = { ...attempt([add(9)]), best: { moves: 1 }, metrics: { moves: 0 } };
  expect((await request(`${url}/api/attempts`, key, 'POST', forged)).status).toBe(400);
  const illegal = await request(
    `${url}/api/attempts`,
    key,
    'POST',
    attempt([add(9), add(20), add(9), add(2)]),
  );
  expect(illegal.body).toEqual({ accepted: 1, best: null });
  const claimed = {
    format: 'pyarena-progress',
    version: 1,
    best: { 'toy-1': { moves: 0 } },
    sessions: [{ level: 'toy-1', rules, engine: 1, current: true, log: [add(9)], metrics: { moves: 0 } }],
  };
  const imported = await request(`${url}/api/progress/import`, key, 'POST', claimed);
  expect(imported.body).toEqual({ taken: 1, refused: 0 });
  expect((await request(`${url}/api/progress`, key)).body.levels).toEqual([]);
  expect((await request(`${url}/api/progress`, newKey())).body).toEqual({ levels: [], begun: [], resets: 0 });
});

test('other rules and other engines are turned away', async () => {
  const key = newKey();
  const body = { ...attempt([add(9)]), rules: '0'.repeat(16) };
  expect((await request(`${url}/api/attempts`, key, 'POST', body)).status).toBe(409);
  const seat = { protocol: 99, engine: 1, level: 'toy-1', rules };
  expect((await request(`${url}/api/rooms/solo`, key, 'POST', seat)).status).toBe(409);
});

test('the same attempt handed in twice is kept once', async () => {
  const key = newKey();
  for (let i = 0; i < 3; i++) await request(`${url}/api/attempts`, key, 'POST', attempt([add(9), add(1)]));
  const { body } = await request(`${url}/api/progress/export`, key);
  expect(body.sessions).toHaveLength(1);
});

test('the histogram counts each player once, by the best result', async () => {
  const level = 'toy-2';
  const { rules } = toyCatalog.get(level)!;
  const logs = [
    [9, 9, 9, 3],
    [9, 9, 9, 1, 1, 1],
    [9, 9, 9, 2, 1],
    [9, 9, 9, 3],
  ];
  for (const numbers of logs) {
    const key = newKey();
    const log = numbers.map(add);
    await request(`${url}/api/attempts`, key, 'POST', {
      level,
      rules,
      engine: 1,
      log: [...ones(2), { type: 'restart' }, ...log],
    });
    await request(`${url}/api/attempts`, key, 'POST', { level, rules, engine: 1, log: ones(30) });
  }
  const { body } = await request(`${url}/api/levels/${level}/histogram`, null);
  expect(body).toEqual({
    players: 4,
    metrics: {
      moves: [
        { value: 4, count: 2 },
        { value: 5, count: 1 },
        { value: 6, count: 1 },
      ],
    },
  });
});

test.each([
  ['no JSON', '{"level":', 400],
  ['a text', '"level"', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  [
    'a prototype key',
    JSON.stringify(attempt([])).replace('[]', '[{"type":"add","n":1,"__proto__":{"a":1}}]'),
    400,
  ],
  ['too many actions', JSON.stringify(attempt(ones(limits.logLength + 1))), 400],
  ['megabytes', JSON.stringify({ junk: 'x'.repeat(limits.importBytes) }), 413],
])('a body of %s is refused in one sentence without a stack trace', async (_name, body, status) => {
  const answer = await request(`${url}/api/attempts`, newKey(), 'POST', body);
  expect(answer.status).toBe(status);
  expect(answer.body.error.message).toBeTruthy();
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|at .*\(/);
});

test('import replays every game, and says how many it took', async () => {
  const key = newKey();
  const session = (log: unknown[], more: object = {}) => ({ ...attempt(log), current: false, ...more });
  const data = {
    format: 'pyarena-progress',
    version: 1,
    sessions: [
      session([add(9), add(9), add(2)]),
      session([add(4)], { current: true }),
      session([add(30)]),
      session([add(1)], { level: 'gone' }),
      session([add(1)], { engine: 99 }),
    ],
  };
  const { body } = await request(`${url}/api/progress/import`, key, 'POST', data);
  expect(body).toEqual({ taken: 2, refused: 3 });
  const progress = await request(`${url}/api/progress`, key);
  expect(progress.body).toMatchObject({ levels: [{ medal: 'gold' }], begun: ['toy-1'] });
  const out = await request(`${url}/api/progress/export`, key);
  const again = await request(`${url}/api/progress/import`, newKey(), 'POST', out.body);
  expect(again.body.refused).toBe(0);
});

test('one player is slowed down, the others at the same address are not', async () => {
  const key = newKey();
  const statuses = await Promise.all(
    Array.from({ length: 320 }, () => request(`${url}/api/progress`, key).then(({ status }) => status)),
  );
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
  const others = await Promise.all(
    Array.from({ length: 60 }, () => request(`${url}/api/progress`, newKey()).then(({ status }) => status)),
  );
  expect(new Set(others)).toEqual(new Set([200]));
});

test('sockets live under their own path only', async () => {
  expect((await upgrade('/elsewhere/room?sessionId=x')).startsWith('HTTP/1.1 404')).toBe(true);
  expect((await upgrade('/socket/process/room?sessionId=x')).startsWith('HTTP/1.1 101')).toBe(true);
});

/** A request whose path is sent as it is, which `fetch` would tidy up. */
function raw(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(app.port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const [head, ...rest] = text.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), body: rest.join('\r\n\r\n') });
    });
  });
}

function upgrade(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(app.port, '127.0.0.1', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      ),
    );
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(String(chunk));
    });
    socket.on('error', reject);
  });
}
