/**
 * `npm run dev`: the client from Vite with hot reload, the server restarted by Node whenever one of its files
 * or a level changes. One address: Vite, which hands `/api`, `/health` and the sockets on to the server.
 */
import process from 'node:process';
import { installPackages, runOnPinnedNode, say } from './setup.mjs';

await installPackages();
const port = Number(process.env.PORT ?? 2567);
const serverPort = String(port + 1);
const server = runOnPinnedNode('server/main.ts', [], {
  nodeArgs: ['server', 'shared', 'assets']
    .map((folder) => `--watch-path=${folder}`)
    .concat('--watch-preserve-output'),
  env: { PORT: serverPort, HOST: '127.0.0.1', PYARENA_DEV: '1' },
});
const client = runOnPinnedNode('server/launch/dev-client.ts', [], {
  env: { PORT: String(port), PYARENA_SERVER: `http://127.0.0.1:${serverPort}` },
});
const code = await Promise.race([server.finished, client.finished]);
for (const { child } of [server, client]) if (child.exitCode === null) child.kill('SIGTERM');
if (code !== 0 && code !== 130) say('PyArena: the development server stopped.');
await Promise.all([server.finished, client.finished]);
process.exit(code === 130 ? 0 : code);
