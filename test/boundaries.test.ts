import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  bareCode,
  importsOf,
  moduleVariables,
  projectRoot,
  readSources,
  type SourceFile,
} from './support/source.ts';

/**
 * The layers of `shared/`, lowest first: a file imports from its own layer and from those before it. Folders named
 * together are one layer. A folder that is not here has no place yet: give it one.
 */
const layers: readonly (readonly string[])[] = [
  ['base'],
  // What a CPython release is, and Python's own numbers and texts as pure functions.
  ['sim/rulesets'],
  ['sim/numbers', 'sim/text'],
  ['sim/tables', 'sim/sort', 'sim/lib'],
  ['sim/compile'],
  ['sim/events'],
  // The machine, as the article has it.
  ['sim/os'],
  ['sim/pymalloc'],
  ['sim/freelists'],
  ['sim/objects'],
  ['sim/refcount'],
  ['sim/weakrefs'],
  ['sim/gc'],
  ['sim/interp', 'sim/modules', 'sim/profile'],
  ['sim/image'],
  ['sim/machine', 'sim/inspect'],
  ['sim/listen', 'sim/stepper'],
  // The Lab: a run that can be looked at in any moment.
  ['lab'],
  // The game on it.
  ['game/action'],
  ['game/kind'],
  ['game/score'],
  ['game/session'],
  ['game/preview'],
  ['game/solver'],
  ['game/puzzles'],
  ['level'],
  // A lesson on it: phases, points, names, the report.
  ['class'],
  ['protocol'],
];

/** Packages that are as pure as `shared/` has to be. */
const purePackages = [/^zod$/, /^@lezer\//];

/** What makes a function depend on more than its arguments, or do more than return. */
const impure: readonly [string, RegExp][] = [
  ['the clock', /(?<![.\w$])(Date|performance|Temporal)\b(?!\s*:)/],
  ['chance', /\bMath\s*\.\s*random\b|(?<![.\w$])crypto\b(?!\s*[:?])/],
  ['timers', /(?<![.\w$])(setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\b/],
  ['async code', /(?<![.\w$])(async|await)\b(?!\s*[:?,=)}])|(?<![.\w$])Promise\b/],
  ['the console', /(?<![.\w$])console\b(?!\s*:)/],
  // `window` and `self` are good names of variables; that the browser's are not meant, the compiler sees to (no DOM).
  ['the browser', /(?<![.\w$])(navigator|localStorage|indexedDB|fetch|WebSocket|Worker)\s*[.([]/],
  ['Node', /(?<![.\w$])(process|Buffer|__dirname|require)\s*[.(]|\bimport\s*\.\s*meta\b/],
  ['the global object', /(?<![.\w$])globalThis\b/],
  ['code from text', /(?<![.\w$])eval\s*\(|\bnew\s+Function\b/],
];

const shared = readSources('shared');
const client = readSources('client');
const server = readSources('server');
const everything = [...shared, ...client, ...server, ...readSources('test')];

test('there is something to look at', () => {
  expect(shared.length).toBeGreaterThan(20);
  expect(client.length).toBeGreaterThan(10);
  expect(server.length).toBeGreaterThan(10);
});

test('every import of a file of ours is of a file that exists', () => {
  const missing = everything.flatMap((file) =>
    importsOf(file)
      .filter((name) => /^(shared|client|server|test|assets)\//.test(name) && !name.includes('${'))
      .filter((name) => !existsSync(join(projectRoot, name.replace(/\?.*$/, ''))))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(missing).toEqual([]);
});

test('shared imports only shared and packages as pure as itself', () => {
  const strangers = shared.flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith('shared/') && !purePackages.some((pure) => pure.test(name)))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(strangers).toEqual([]);
});

test('every folder of shared has its place among the layers', () => {
  const homeless = shared.filter((file) => layerOf(file.path) < 0).map((file) => file.path);
  expect(homeless).toEqual([]);
});

test('imports in shared go down', () => {
  const upward = shared.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('shared/') && layerOf(name) > layerOf(file.path))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(upward).toEqual([]);
});

test('a kind of puzzle knows no other kind', () => {
  const kindOf = (path: string): string | undefined => /^shared\/game\/puzzles\/(\w+)\//.exec(path)?.[1];
  const crossing = shared.flatMap((file) =>
    importsOf(file)
      .filter((name) => {
        const [from, to] = [kindOf(file.path), kindOf(name)];
        return from !== undefined && to !== undefined && from !== to && to !== 'board';
      })
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(crossing).toEqual([]);
});

test.each(impure)('shared is free of %s', (_name, pattern) => {
  expect(linesWith(shared, pattern)).toEqual([]);
});

test('shared has no module-level state that changes', () => {
  const variables = shared.flatMap((file) =>
    moduleVariables(file.code)
      .filter((line) => /^(export\s+)?(let|var)\b/.test(line))
      .map((line) => `${file.path}: ${line}`),
  );
  expect(variables).toEqual([]);
});

test('shared has no module-level collection that could be changed', () => {
  const growing = shared.flatMap((file) =>
    moduleVariables(file.code)
      .filter((line) => /=\s*(new (Map|Set|WeakMap|WeakSet)\b[^(]*\(\s*\)|\[\s*\]|\{\s*\});?$/.test(line))
      .filter((line) => !/\b(readonly|Readonly\w*)\b/.test(line))
      .map((line) => `${file.path}: ${line}`),
  );
  expect(growing).toEqual([]);
});

test('client and server never import each other, and nobody imports a test', () => {
  const wrong = [
    ...crossings(client, /^(server|test)\//),
    ...crossings(server, /^(client|test)\//),
    ...crossings(shared, /^(client|server|test)\//),
  ];
  expect(wrong).toEqual([]);
});

test('the client is no Node program, the server no page', () => {
  const config = client.find((file) => file.path === 'client/vite.config.ts')!;
  const buildFiles = [config.path, ...importsOf(config)];
  const pages = client.filter((file) => !buildFiles.includes(file.path));
  expect(
    crossings(pages, /^node:|^(fs|path|os|http|express|kysely|@colyseus\/(core|ws-transport))$/),
  ).toEqual([]);
  expect(crossings(server, /^(phaser|preact|@preact\/|i18next)/)).toEqual([]);
});

test('what runs on an old Node imports nothing that does not', () => {
  const launchers = everything.filter((file) => file.path.endsWith('.mjs'));
  expect(launchers.length).toBeGreaterThan(3);
  const wrong = launchers.flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith('node:') && !name.endsWith('.mjs'))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('every program of ours that Node runs directly asks for the Node it needs first', () => {
  for (const path of [
    'server/main.ts',
    'server/cli/main.ts',
    'server/launch/build-client.ts',
    'server/launch/dev-client.ts',
  ]) {
    const file = server.find((candidate) => candidate.path === path)!;
    expect(importsOf(file)[0], path).toBe('server/launch/require-node.ts');
  }
});

test('the scanner sees code, and only code', () => {
  const sample: SourceFile = {
    path: 'shared/x/y.ts',
    text: '',
    code: '',
  };
  const text = [
    "import type { A } from './a.ts';",
    "import {\n  B,\n} from '../b.ts';",
    "export { C } from 'zod';",
    "import './d.ts';",
    "const e = await import('./e.ts');",
    "// import { F } from './f.ts';",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a program
    "const text = `import { G } from './g.ts' ${Date.now()} Date`;",
    'const regex = /Date["\']/;',
    'const s = "Math.random()";',
  ].join('\n');
  const [file] = readSources('shared/base').slice(0, 1);
  expect(file.code.split('\n').length).toBe(file.text.split('\n').length);
  const scanned = { ...sample, text, code: bareCode(text) };
  expect(importsOf(scanned)).toEqual([
    'shared/x/a.ts',
    'shared/b.ts',
    'zod',
    'shared/x/d.ts',
    'shared/x/e.ts',
  ]);
  expect([...scanned.code.matchAll(/Date/g)]).toHaveLength(1);
  expect(scanned.code).not.toContain('random');
  expect(moduleVariables('let a = 1;\nfunction f() {\n  let b = 2;\n}\nexport let c = 3;')).toEqual([
    'let a = 1;',
    'export let c = 3;',
  ]);
});

function layerOf(path: string): number {
  const inside = path.replace(/^shared\//, '').replace(/\.ts$/, '');
  return layers.findIndex((names) => names.some((name) => inside === name || inside.startsWith(`${name}/`)));
}

function crossings(files: readonly SourceFile[], forbidden: RegExp): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((name) => forbidden.test(name))
      .map((name) => `${file.path} imports ${name}`),
  );
}

function linesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    file.code
      .split('\n')
      .map((line, index) => ({ line, number: index + 1 }))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, number }) => `${file.path}:${number}: ${line.trim()}`),
  );
}
