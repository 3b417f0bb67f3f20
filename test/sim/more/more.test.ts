/** Programs on what is subtle in CPython, recorded with CPython 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1 and 3.13.0 (annotated with 3.14.2, too): equal character for character. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { boot } from '../../../shared/sim/machine.ts';
import type { Version } from '../../../shared/sim/rulesets/index.ts';
import { expectations } from '../golden-programs.ts';

const root = fileURLToPath(new URL('../../golden/more/', import.meta.url));
const names = readdirSync(root)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -3));

describe.each(names)('%s', (name) => {
  const source = readFileSync(`${root}${name}.py`, 'utf8');
  const recorded = expectations(readFileSync(`${root}${name}.expected.json`, 'utf8'));
  it.each([...recorded])('%s', (version, { stdout, lastLine, exitCode }) => {
    const result = boot(version as Version)!.run(source, `${name}.py`);
    expect(result.stdout).toBe(stdout);
    expect([result.exitCode, result.error]).toEqual([exitCode, lastLine]);
  });
});
