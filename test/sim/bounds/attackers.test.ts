/**
 * Programs that want too much: each ends, by an error of Python's own or by a bound, on every host alike; where it ends by itself, the heap obeys
 * the laws.
 */
import { expect, test } from 'vitest';
import { boot, type Limits } from '../../../shared/sim/machine.ts';
import { audit, baselineOf } from '../../support/audit/audit.ts';
import { attackers } from './attackers.ts';

const versions = ['3.8', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'] as const;
const limits: Limits = {
  steps: 150_000,
  heapBytes: 16 * 2 ** 20,
  recursionDepth: 1000,
  outputBytes: 2 ** 18,
  nativeLoops: 120,
};
const codeCache = new Map<string, unknown>();

test.each(
  attackers.map((attacker, i) => ({
    ...attacker,
    version: versions[i % versions.length],
    audited: i % 10 === 0,
  })),
)('$name ($version)', ({ source, ends, version, audited }) => {
  // What is to end by itself, or in its depth, has to get there.
  const steps = ends === null || String(ends).includes('Recursion') ? 400_000 : limits.steps;
  const machine = boot(version, { ...limits, steps }, codeCache)!;
  const baseline = audited ? baselineOf(machine.rt) : null;
  const { error, stdout, stderr, exitCode } = machine.run(source);
  if (ends === null) expect(error).toBeNull();
  else expect(error).toMatch(ends);
  expect(error ?? '').not.toMatch(/^internal|host's stack/);
  expect(exitCode).toBe(error === null ? 0 : 1);
  expect(stdout.length + stderr.length).toBeLessThan(2 * limits.outputBytes);
  expect(machine.rt.mem.space.residentBytes).toBeLessThanOrEqual(limits.heapBytes);
  // It stands where it was stopped: it can be asked, and does not go on.
  expect(machine.goOn()).toBe(true);
  if (baseline !== null && !error?.startsWith('stopped')) expect(audit(machine.rt, { baseline })).toEqual([]);
});

test.each([
  ['3.12', 120, 1000],
  ['3.12', 840, 1500],
  ['3.13', 840, 5040],
  ['3.13', 2000, 10_000],
])('%s with room for %i loops lets native code nest %i levels deep', (version, nativeLoops, levels) => {
  expect(boot(version, { ...limits, nativeLoops }, codeCache)!.rt.maxNativeDepth).toBe(levels);
});
