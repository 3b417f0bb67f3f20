/** `npm run -s cli -- COMMAND`: installs what is missing (saying so on stderr) and hands over to the command line. */
import process from 'node:process';
import { heapFlags, stackFlags } from './flags.mjs';
import { installPackages, runOnPinnedNode } from './setup.mjs';

await installPackages();
// Files named on the command line are relative to where the person stands, which npm remembers.
const cwd = process.env.INIT_CWD ?? process.cwd();
const options = { cwd, nodeArgs: [...heapFlags, ...stackFlags()] };
process.exit(await runOnPinnedNode('server/cli/main.ts', process.argv.slice(2), options).finished);
