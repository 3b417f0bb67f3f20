/** `npm start`: installs what is missing, builds the client if its sources changed, serves. */
import process from 'node:process';
import { installPackages, runOnPinnedNode } from './setup.mjs';

await installPackages();
const build = runOnPinnedNode('server/launch/build-client.ts');
const built = await build.finished;
if (built !== 0) process.exit(built);
process.exit(await runOnPinnedNode('server/main.ts', [], { bound: true }).finished);
