import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Usage } from './class-server.ts';

const script = fileURLToPath(new URL('./class-server.ts', import.meta.url));

/** A server that is measured, in a process of its own. */
export class ServerChild {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(mode: 'class' | 'bare', dataDir: string): Promise<ServerChild> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, mode, dataDir], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { port } = await heard<{ port: number }>(child, 'port');
    return new ServerChild(child, port);
  }

  async usage(): Promise<Usage> {
    const usage = heard<Usage>(this.#child, 'cpuMicros');
    this.#child.send('usage');
    return await usage;
  }

  /** It ends by itself when nobody listens any more. */
  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await gone;
  }
}

/** The next message with that member; Colyseus sends messages of its own. */
function heard<T extends object>(child: ChildProcess, member: keyof T & string): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', listen);
      child.off('exit', ended);
    };
    const listen = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !(member in message)) return;
      settle();
      resolve(message as T);
    };
    const ended = (code: number | null): void => {
      settle();
      reject(new Error(`the server ended with ${code}`));
    };
    child.on('message', listen);
    child.once('exit', ended);
  });
}
