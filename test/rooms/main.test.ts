import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createHosts } from '../../client/host/hosts.ts';
import { memoryStorage } from '../../client/host/keep.ts';
import { networkOrigins } from '../../server/addresses.ts';
import { loadCatalog } from '../../server/levels/catalog.ts';
import { removeFolder, temporaryFolder } from '../support/server.ts';
import { request, until } from '../support/socket.ts';
import { projectRoot } from '../support/source.ts';

const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) removeFolder(folder);
});

/** The program itself, `server/main.ts`, as `npm start` runs it. */
function start(env: Record<string, string>, nodeArgs: readonly string[] = []) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...nodeArgs, join(projectRoot, 'server/main.ts')],
    { env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  children.push(child);
  const program = {
    child,
    out: '',
    err: '',
    code: new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code))),
  };
  child.stdout!.on('data', (chunk) => (program.out += chunk));
  child.stderr!.on('data', (chunk) => (program.err += chunk));
  return program;
}

function dataDir(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

test('every shipped level is served, can be won by its certificate, and the result is stored', async () => {
  const server = start({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir() });
  await until(() => /http:\/\/127\.0\.0\.1:\d+/.test(server.out), `an address: ${server.err}`);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.out)![0];
  const health = await request(`${url}/health`, null);
  expect(health.body).toMatchObject({ ok: true });
  const levels = [...loadCatalog().values()].map((entry) => entry.level);
  expect(levels.length).toBeGreaterThan(0);
  expect(health.body.levels).toBe(levels.length);
  expect(server.err).toBe('');

  const hosts = createHosts({ levels, server: url, storage: memoryStorage() });
  for (const level of levels) {
    const host = hosts.open(level);
    for (const action of level.certificate.actions) expect(host.dispatch(action)).toMatchObject({ ok: true });
    expect(host.session.value.best?.metrics).toMatchObject(level.certificate.metrics);
    await until(() => host.connection.value === 'online' && host.pending.value === 0, `${level.id} on disk`);
    expect(host.notices.value).toEqual([]);
    host.close();
  }
  await until(
    () => levels.every((level) => hosts.progress.levels.value.get(level.id)?.stored === true),
    'all results being stored',
  );
  const histogram = await hosts.progress.histogram(levels[0].id);
  expect(histogram?.players).toBe(1);
  hosts.close();
  server.child.kill('SIGTERM');
  expect(await server.code).toBe(0);
});

test('the address for others is told to whoever opened the page on the machine itself, and to nobody else', async () => {
  const server = start({ PORT: '0', HOST: '', DATA_DIR: dataDir() });
  await until(() => /localhost:\d+/.test(server.out), `an address: ${server.err}`);
  const port = Number(/localhost:(\d+)/.exec(server.out)![1]);
  const expected = networkOrigins(undefined, port);
  const asked = async (host: string): Promise<unknown> => await addressesAsked(host, port);
  expect(await asked('localhost')).toEqual({ origins: expected });
  expect(await asked('school.example')).toEqual({ origins: [] });
  for (const origin of expected)
    expect((await request(`${origin}/api/addresses`, null)).body).toEqual({ origins: [] });
});

/** By another name than the address: `fetch` would not let it be chosen. */
async function addressesAsked(host: string, port: number): Promise<unknown> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8').end(`GET /api/addresses HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}

test('it runs under `node --watch`, which sends messages of its own to every thread', async () => {
  const watch = [`--watch-path=${join(projectRoot, 'server/store')}`, '--watch-preserve-output'];
  const server = start({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir() }, watch);
  await until(() => /http:\/\/127\.0\.0\.1:\d+/.test(server.out), `an address: ${server.err}`);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.out)![0];
  expect((await request(`${url}/health`, null)).body).toMatchObject({ ok: true, db: { ok: true } });
  // Ends the program that it watches, too.
  server.child.kill('SIGTERM');
  await server.code;
});

test('a taken port is one clear line, exit code 1', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  const server = start({ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir() });
  expect(await server.code).toBe(1);
  expect(server.err.trim().split('\n')).toHaveLength(1);
  expect(server.err).toContain(`port ${port} is taken`);
  await new Promise((resolve) => blocker.close(resolve));
});

test.each([
  ['PORT', 'eighty', /PORT is "eighty"/],
  ['PORT', '99999', /PORT is "99999"/],
  ['HOST', '203.0.113.7', /HOST is "203\.0\.113\.7"/],
  ['HOST', 'nobody.invalid', /HOST is "nobody\.invalid"/],
])('%s=%s is told in one line', async (name, value, line) => {
  const server = start({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir(), [name]: value });
  expect(await server.code).toBe(1);
  expect(server.err.trim()).toMatch(line);
  expect(server.err.trim().split('\n')).toHaveLength(1);
});
