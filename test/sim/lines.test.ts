import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labBounds } from '../../shared/lab/process.ts';
import { record } from '../../shared/lab/recorder.ts';

/**
 * Where lines begin: the first 200 line events of sys.settrace, recorded from real interpreters for the Lab's examples
 * (72-with on 3.8 and 3.9 left out: their line table of a `with` block's end is not modelled).
 */

type Recorded = Record<string, Record<string, number[]>>;

const recorded = JSON.parse(
  readFileSync(new URL('../golden/lines.json', import.meta.url), 'utf8'),
) as Recorded;
const codeCache = new Map<string, unknown>();

function source(name: string): string {
  const text = readFileSync(new URL(`../../assets/lab/examples/${name}`, import.meta.url), 'utf8');
  return text.replace(/^(# (en|es|topic): .*\n)+\n*/, '');
}

/** The first and the last: the versions between have the same recording. */
function ends(versions: readonly string[]): Set<string> {
  return new Set([versions[0], versions[versions.length - 1]]);
}

describe('lines begin where CPython traces them', () => {
  test.each(Object.entries(recorded))('%s', (name, byVersions) => {
    for (const [versions, lines] of Object.entries(byVersions))
      for (const version of ends(versions.split(','))) {
        const bounds = { ...labBounds, instructions: 40_000 };
        const timeline = record({ source: source(name), version }, bounds, codeCache);
        expect([...timeline.lines.subarray(0, lines.length)], version).toEqual(lines);
      }
  });
});
