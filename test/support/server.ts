import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./toy-server.ts', import.meta.url));

/** A folder of its own for one test's data. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'pyarena-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A server in a process of its own on 127.0.0.1, which can be stopped, killed and started again on its data. */
export class ServerProcess {
  readonly dataDir: string;
  port = 0;
  output = '';
  #child: ChildProcess | null = null;
  readonly #levels: 'toy' | 'real';

  /** `real`: the levels that ship instead of the toy's. */
  constructor(dataDir: string, levels: 'toy' | 'real' = 'toy') {
    this.dataDir = dataDir;
    this.#levels = levels;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, on the port it had before if there was one; resolves when it serves. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        LEVELS: this.#levels,
        NODE_OPTIONS: '',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.output += chunk;
        const ready = /ready (\d+)/.exec(this.output.slice(this.output.lastIndexOf('ready')));
        if (!ready) return;
        this.port = Number(ready[1]);
        resolve();
      };
      child.stdout!.on('data', read);
      child.stderr!.on('data', (chunk: Buffer) => {
        this.output += chunk;
      });
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.output}`)));
    });
    this.output = '';
  }

  /** Ends it by that signal and waits until it is gone. */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return await gone;
  }
}
