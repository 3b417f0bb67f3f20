/** Finds a Chromium to test with, or installs one. Plain JavaScript: it belongs to the set-up, which Node 20 runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
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
  return installedChromium() ?? installWithPlaywright() ?? installWithApt();
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

function installWithPlaywright() {
  say('PyArena: no browser found; downloading Chromium for the tests (about 150 MB, once)...');
  const script = join(root, 'node_modules', 'playwright-core', 'cli.js');
  // With root on Linux the libraries that Chromium needs are installed as well.
  const withLibraries = platform() === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  for (const extra of [withLibraries, []]) {
    const { status } = spawnSync(pinnedNode(), [script, 'install', ...extra, 'chromium'], {
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
      timeout: 300_000,
    });
    if (status === 0) return playwrightPlaces().find(existsSync) ?? null;
    if (withLibraries.length === 0) break;
  }
  return null;
}

function installWithApt() {
  if (platform() !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('PyArena: installing Chromium with apt-get...');
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 600_000,
    }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
  if (!install() && !(apt('update') && install())) return null;
  return installedChromium();
}
