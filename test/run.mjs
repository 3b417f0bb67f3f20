/**
 * `npm test`: everything, with progress, on a fresh clone too; the last line is `N passed, N failed`.
 *
 *   npm test                     types, lint, units and golden data, rooms over sockets, a real browser
 *   npm run check                the fast part (--fast): types, lint, borders, units
 *   npm test -- NAME...          only test files whose path contains NAME, in every project
 *   npm test -- --pictures       leaves pictures of every screen in test/results, too
 *   npm run test:watch           units, again with every change (--watch)
 *
 * Plain JavaScript that Node 20 runs; the tests themselves run on the pinned Node.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { installPackages, nodeFlags, pinnedNode, root, say } from '../server/launch/setup.mjs';
import { findChromium } from './support/chromium.mjs';

const options = process.argv.slice(2).filter((arg) => arg.startsWith('-'));
const filters = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const isFast = options.includes('--fast');
const known = ['--fast', '--watch', '--pictures'];
const unknown = options.filter((option) => !known.includes(option));
if (unknown.length > 0) {
  say(`npm test does not know ${unknown.join(' ')}; it knows ${known.join(', ')} and names of test files`);
  process.exit(2);
}

await installPackages();
const node = pinnedNode();
const results = join(root, 'test', 'results');
mkdirSync(results, { recursive: true });

/** What the tests find in the environment: the pinned Node first in the path, and the browser. */
const env = {
  ...process.env,
  PATH: [dirname(node), process.env.PATH].join(delimiter),
  FORCE_COLOR: process.env.FORCE_COLOR ?? (process.stdout.isTTY ? '1' : '0'),
  ...(options.includes('--pictures') ? { PICTURES: '1' } : {}),
};

if (options.includes('--watch')) {
  const args = ['watch', '--project', 'unit', '--project', 'client', ...filters];
  process.exit(await run(vitest(args), { inherit: true }).then(({ code }) => code));
}

let passed = 0;
let failed = 0;
const started = Date.now();
// A person's Ctrl-C ends the step that runs; what was found so far is still told.
process.on('SIGINT', () => finish(130));

if (filters.length === 0) {
  await check('types', typeChecks());
  await check('lint and format', [{ name: 'biome', command: biome() }]);
}
await tests('units and golden data', ['unit', 'client']);
if (!isFast) {
  const browser = await browserToTestWith();
  // Rooms wait for sockets and clocks most of the time, browsers paint: together they take little longer than browsers alone.
  await Promise.all([
    tests('rooms over sockets', ['rooms'], { beside: 'rooms' }),
    browser && tests('a real browser', ['browser'], { beside: 'browser', env: { CHROMIUM_PATH: browser } }),
  ]);
}
finish(failed > 0 ? 1 : 0);

/** Runs programs side by side; each that fails counts as one failure and shows what it said. */
async function check(title, programs) {
  const from = begin(title);
  const outcomes = await Promise.all(
    programs.map(async ({ name, command }) => ({ name, ...(await run(command, {})) })),
  );
  for (const { name, code, output } of outcomes) {
    if (code === 0) passed++;
    else {
      failed++;
      console.log(`${output.trimEnd()}\n  FAILED: ${name}`);
    }
  }
  end(
    from,
    outcomes.filter(({ code }) => code === 0).length,
    outcomes.filter(({ code }) => code !== 0).length,
  );
}

/**
 * Runs the tests of some projects; what they print is seen as it comes, what they count is read from their report.
 * `beside`: what their lines begin with, where others run at the same time.
 */
async function tests(title, projects, { beside, env: extraEnv = {} } = {}) {
  const from = begin(title);
  const report = join(results, `${projects[0]}.json`);
  rmSync(report, { force: true });
  const { code } = await run(
    vitest([
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ]),
    { inherit: !beside, prefix: beside && `${beside} | `, env: extraEnv },
  );
  const counts = readReport(report, code);
  passed += counts.passed;
  failed += counts.failed;
  end(from, counts.passed, counts.failed, beside ? title : '');
}

/** A file that could not be loaded, an error outside of any test, a run without a report: each is a failure. */
function readReport(path, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 };
  }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const counted = report.numFailedTests + broken;
  return { passed: report.numPassedTests, failed: counted === 0 && code !== 0 ? 1 : counted };
}

/** The browser's path, with the client built for it; null, and a failure counted, where there is none. */
async function browserToTestWith() {
  const chromium = await findChromium();
  if (!chromium) {
    begin('a real browser');
    failed++;
    console.log(
      [
        '  FAILED: no browser to test with, and none could be installed.',
        '  Install Chromium or Chrome, or set CHROMIUM_PATH to the program, and try again.',
      ].join('\n'),
    );
    return null;
  }
  const build = await run([node, ...nodeFlags, join(root, 'server/launch/build-client.ts')], {});
  if (build.code !== 0) {
    begin('the client');
    failed++;
    console.log(`${build.output.trimEnd()}\n  FAILED: the client could not be built`);
    return null;
  }
  return chromium;
}

function typeChecks() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return ['shared', 'client', 'server', 'test'].map((project) => ({
    name: `types of ${project}`,
    command: [node, tsc, '-p', project],
  }));
}

function biome() {
  const script = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  return [node, script, 'check', '--error-on-warnings', '--max-diagnostics=40', '.'];
}

function vitest(args) {
  const script = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  return [node, ...nodeFlags, script, ...args, '-c', join(root, 'test', 'vitest.config.ts')];
}

/**
 * Runs a program in the project's folder; resolves with its exit code and, unless it is shown, its output.
 * `prefix`: each of its lines is shown behind it.
 */
function run([command, ...args], { inherit = false, prefix, env: extraEnv = {} }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, ...extraEnv },
      stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      if (stream && prefix) {
        createInterface(stream).on('line', (line) => console.log(line && prefix + line));
      } else stream?.on('data', (chunk) => (output += chunk));
    }
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    // Its last words come before `close`; but whatever it left behind may hold the pipe open.
    child.once('exit', async (code) => {
      await Promise.race([once(child, 'close'), setTimeout(2000, null, { ref: false })]);
      resolve({ code: code ?? 1, output });
    });
  });
}

function begin(title) {
  console.log(`\n== ${title}`);
  return Date.now();
}

function end(from, good, bad, title = '') {
  console.log(
    `   ${title && `${title}: `}${good} passed, ${bad} failed in ${((Date.now() - from) / 1000).toFixed(1)} s`,
  );
}

function finish(code) {
  console.log(`\nin ${Math.round((Date.now() - started) / 1000)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(code);
}
