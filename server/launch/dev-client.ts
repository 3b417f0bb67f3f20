import './require-node.ts';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { SOCKET_PATH } from '../../shared/protocol/limits.ts';

const target = process.env.PYARENA_SERVER ?? 'http://127.0.0.1:2567';

const vite = await createServer({
  configFile: fileURLToPath(new URL('../../client/vite.config.ts', import.meta.url)),
  server: {
    host: process.env.HOST ?? true,
    port: Number(process.env.PORT),
    strictPort: true,
    proxy: { '/api': target, '/health': target, [SOCKET_PATH]: { target, ws: true } },
  },
});
try {
  await vite.listen();
} catch (error) {
  console.error(`PyArena cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
vite.printUrls();
