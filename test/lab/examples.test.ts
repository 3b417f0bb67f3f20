import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FLAG } from '../../shared/lab/flags.ts';
import { labBounds } from '../../shared/lab/process.ts';
import { record } from '../../shared/lab/recorder.ts';
import { LabRun } from '../../shared/lab/run.ts';

/** The programs that come with the Lab: all run, and the article's listings are what the article has. */

const folder = fileURLToPath(new URL('../../assets/lab/examples/', import.meta.url));
const article = fileURLToPath(new URL('../golden/article/', import.meta.url));
const head = /^(# [a-z-]+: .*\n)+\n*/;

const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => {
    const text = readFileSync(folder + name, 'utf8');
    const heads = new Map(
      [...(head.exec(text)?.[0] ?? '').matchAll(/^# ([a-z-]+): (.*)$/gm)].map((m) => [m[1], m[2]]),
    );
    return { name, heads, source: text.replace(head, '') };
  });
const listings = examples.filter(({ heads }) => heads.has('article'));
const codeCache = new Map<string, unknown>();

test('there are enough, with titles in both languages and a topic', () => {
  expect(examples.length - listings.length).toBeGreaterThanOrEqual(40);
  for (const { name, heads, source } of examples) {
    for (const key of ['en', 'es', 'topic']) expect(heads.get(key), `${name}: ${key}`).toMatch(/\S/);
    expect(source, name).toMatch(/^\S/);
  }
});

test.each(examples)('$name runs to its end', ({ name, source }) => {
  const timeline = record({ source, version: '3.14' }, labBounds, codeCache);
  if (name.endsWith('-error.py')) expect(timeline.error).toMatch(/^ZeroDivisionError/);
  else expect(timeline.error).toBeNull();
  // malloc statistics go to stderr, as CPython's do.
  if (!source.includes('_debugmallocstats'))
    expect(timeline.stderr === '' || timeline.error !== null).toBe(true);
  expect(timeline.truncated).toBe(false);
});

test.each(examples)('$name can be looked at from its end to its beginning', ({ source }) => {
  const run = new LabRun({ source, version: '3.12' }, labBounds, codeCache);
  const { steps } = run.timeline;
  for (const step of [steps, Math.max(0, steps - 1), steps >> 1, 0]) expect(run.atStep(step).step).toBe(step);
});

test('what an import leaves to the collector is not shown as the program’s', () => {
  const run = new LabRun({ source: 'import functools\nx = [1]\n', version: '3.11' }, labBounds, codeCache);
  const { objects } = run.atStep(2).view;
  expect(objects.map(({ type }) => type)).not.toContain('cell');
});

test('objects that hold themselves have a text', () => {
  const source =
    'import types\nc = types.CellType()\nc.cell_contents = c\ne = ValueError()\ne.args = (e,)\nboth = [c, e]\n';
  const run = new LabRun({ source, version: '3.12' }, labBounds, codeCache);
  const texts = new Map(run.atStep(6).view.objects.map(({ type, value }) => [type, value]));
  expect(texts.get('cell')).toBe('→ cell');
  expect(texts.get('ValueError')).toBe('((…),)');
});

test.each(['3.8', '3.11', '3.14'])('arenas come and go in the example that says so, in %s', (version) => {
  const { source } = examples.find(({ name }) => name === '63-arenas.py')!;
  const { flags } = record({ source, version }, labBounds, codeCache);
  for (const flag of [FLAG.arenaMapped, FLAG.arenaUnmapped]) expect(flags.some((f) => f & flag)).toBe(true);
});

describe('the listings of the article', () => {
  test('are all there', () => {
    const names = readdirSync(article).map((name) => name.replace('.py', ''));
    expect(listings.map(({ heads }) => heads.get('article')).sort()).toEqual(names.sort());
  });

  test.each(listings)('$name is the listing, apart from what it says it changed', ({ heads, source }) => {
    const added = Number(heads.get('added') ?? 0);
    const own = source.split('\n').slice(added).join('\n');
    const [from, to] = heads.get('scaled')?.split(' ') ?? [];
    const listing = readFileSync(`${article}${heads.get('article')}.py`, 'utf8');
    expect(own).toBe(from ? listing.replaceAll(from, to) : listing);
    // Whoever opens a changed one is told, in both languages.
    if (added > 0 || from) for (const key of ['note-en', 'note-es']) expect(heads.get(key)).toMatch(/\S/);
  });
});
