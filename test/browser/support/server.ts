import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const START_MS = 90_000;

/** The real server in a process of its own, as `npm start` runs it. */
export interface TestServer {
  readonly url: string;
  readonly dataDir: string;
  /** Ends the process: `SIGKILL` as a power cut would, `SIGTERM` in order. Its data stays. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Ends it and deletes its data. */
  close(): Promise<void>;
}

/** Builds the client where its sources changed, then starts the server on a free port with data of its own. */
export async function startServer(): Promise<TestServer> {
  await buildClient();
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'pyarena-browser-'));
  let child: ChildProcess | null = null;
  let said = '';

  const start = async () => {
    const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir };
    child = spawn(process.execPath, ['server/main.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk) => (said += chunk));
    child.stderr?.on('data', (chunk) => (said += chunk));
    const deadline = Date.now() + START_MS;
    while (!(await healthy(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${said}`);
      if (Date.now() > deadline) throw new Error(`the server does not answer: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    stop,
    start,
    async close() {
      await stop('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Builds `dist/client` unless it is what the sources give already. */
async function buildClient(): Promise<void> {
  const child = spawn(process.execPath, ['server/launch/build-client.ts'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the client could not be built');
}

async function healthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
