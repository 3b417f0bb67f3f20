/** Finds a Chromium to test with, or installs one. Plain JavaScript: it belongs to the set-up, which Node 20 runs. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pinnedNode, root, say } from '../../server/launch/setup.mjs';

/** Programs by these names in the path will do. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];

/** The path of a Chromium, installed if need be; null where there is none to be had. */
export async function findChromium() {
  const troubles = [];
  const found = installedChromium() ?? installWithPlaywright(troubles) ?? installWithApt(troubles);
  // The first way may fail where the second works: that is nobody's trouble.
  if (!found) for (const trouble of troubles) say(trouble);
  return found;
}

/** What the environment names, what the system has, what Playwright downloaded before; or null. */
export function installedChromium() {
  const { CHROMIUM_PATH, PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH, CHROME_PATH, CHROME_BIN, CHROME } = process.env;
  const named = [CHROMIUM_PATH, PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH, CHROME_PATH, CHROME_BIN, CHROME];
  return [...named, ...usualPlaces(), ...playwrightPlaces()].find((path) => path && existsSync(path)) ?? null;
}

function usualPlaces() {
  switch (platform()) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap((name) =>
        ['/Applications', join(homedir(), 'Applications')].map((folder) =>
          join(folder, `${name}.app`, 'Contents', 'MacOS', name),
        ),
      );
    case 'win32': {
      const { PROGRAMFILES, 'PROGRAMFILES(X86)': PROGRAMFILES_X86, LOCALAPPDATA } = process.env;
      return [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA]
        .filter(Boolean)
        .flatMap((folder) => [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    }
    default:
      return (process.env.PATH ?? '')
        .split(delimiter)
        .flatMap((folder) => names.map((name) => join(folder, name)));
  }
}

/** Browsers that `playwright install` put into its cache. */
function playwrightPlaces() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? '', 'ms-playwright'),
    }[platform()] ??
    join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const inside = {
    darwin: [
      join('chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'),
      join(
        'chrome-mac-arm64',
        'Google Chrome for Testing.app',
        'Contents',
        'MacOS',
        'Google Chrome for Testing',
      ),
    ],
    win32: [join('chrome-win', 'chrome.exe'), join('chrome-win64', 'chrome.exe')],
  }[platform()] ?? [join('chrome-linux', 'chrome'), join('chrome-linux64', 'chrome')];
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => inside.map((path) => join(cache, name, path)));
}

function installWithPlaywright(troubles) {
  say('PyArena: no browser found; downloading Chromium for the tests (about 150 MB, once)...');
  const script = join(root, 'node_modules', 'playwright-core', 'cli.js');
  // With root on Linux the libraries that Chromium needs are installed as well.
  const extra = platform() === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  const came = quietly('browser-download.log', troubles, (run) =>
    run(pinnedNode(), [script, 'install', ...extra, 'chromium'], { timeout: 300_000 }),
  );
  return came ? (playwrightPlaces().find(existsSync) ?? null) : null;
}

function installWithApt(troubles) {
  if (platform() !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('PyArena: installing Chromium with apt-get...');
  const came = quietly('browser-apt.log', troubles, (run) => {
    const apt = (...args) =>
      run('apt-get', args, {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 600_000,
      });
    const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
    return install() || (apt('update') && install());
  });
  return came ? installedChromium() : null;
}

/**
 * Lets `work` run programs whose output goes to a file of test/results. Hundreds of lines of a package manager are of
 * interest only when it fails: then their end is added to `troubles`.
 */
function quietly(logName, troubles, work) {
  const folder = join(root, 'test', 'results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, logName);
  const log = openSync(path, 'w');
  const run = (command, args, options) =>
    spawnSync(command, args, { stdio: ['ignore', log, log], ...options }).status === 0;
  const came = work(run);
  closeSync(log);
  if (!came) {
    const end = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12);
    troubles.push(
      [`PyArena: that did not work; the end of ${path}:`, ...end.map((line) => `  ${line}`)].join('\n'),
    );
  }
  return came;
}
