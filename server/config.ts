import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the environment decides. */
export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Undefined: all interfaces. */
  readonly host: string | undefined;
  readonly dataDir: string;
  /** Whether `X-Forwarded-For` tells the address of who asks: only behind a proxy of one's own. */
  readonly trustProxy: boolean;
}

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Where the build puts the client. */
export const clientFolder = fileURLToPath(new URL('../dist/client', import.meta.url));

/** Reads `PORT`, `HOST`, `DATA_DIR`, `TRUST_PROXY`. Throws with a sentence for whoever set them. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = env.PORT?.trim() ? Number(env.PORT) : 2567;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is "${env.PORT}", but must be a number from 0 to 65535`);
  return {
    port,
    host: env.HOST?.trim() || undefined,
    dataDir: resolve(projectRoot, env.DATA_DIR?.trim() || 'data'),
    trustProxy: env.TRUST_PROXY === '1',
  };
}
