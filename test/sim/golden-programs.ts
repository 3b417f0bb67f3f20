/** The recorded programs of test/golden/programs: what real interpreters printed, and how to run one here. */
import { readdirSync, readFileSync } from 'node:fs';
import { newJit } from '../../server/cli/jit.ts';
import { boot } from '../../shared/sim/machine.ts';

const folder = new URL('../golden/programs/', import.meta.url);

/** Library modules compiled so far: all programs share them. */
const codeCache = new Map<string, unknown>();

/** As the command that runs programs does. */
const jit = newJit();

/** What a program must print on one version. `lastLine` and `exitCode` where it ended with an uncaught exception. */
export type Expected = {
  readonly stdout: string;
  readonly lastLine: string | null;
  readonly exitCode: number;
};

export type GoldenProgram = {
  /** `topic/name`. */
  readonly name: string;
  readonly source: string;
  readonly byVersion: ReadonlyMap<string, Expected>;
};

type Recorded = string | { stdout: string; last_line: string; exit_code: number };

/** All programs, or those whose name begins with or contains one of `wanted`. */
export function goldenPrograms(wanted: readonly string[] = []): GoldenProgram[] {
  const programs: GoldenProgram[] = [];
  for (const topic of readdirSync(folder).sort()) {
    for (const file of readdirSync(new URL(`${topic}/`, folder)).sort()) {
      if (!file.endsWith('.py')) continue;
      const name = `${topic}/${file.slice(0, -3)}`;
      if (wanted.length > 0 && !wanted.some((w) => name.includes(w.replace(/\.py$/, '')))) continue;
      const read = (extension: string) => readFileSync(new URL(`${name}${extension}`, folder), 'utf8');
      programs.push({ name, source: read('.py'), byVersion: expectations(read('.expected.json')) });
    }
  }
  return programs;
}

/** What a file of recordings says, by version. */
export function expectations(json: string): Map<string, Expected> {
  const found = new Map<string, Expected>();
  for (const [versions, recorded] of Object.entries(JSON.parse(json) as { [versions: string]: Recorded })) {
    const expected: Expected =
      typeof recorded === 'string'
        ? { stdout: recorded, lastLine: null, exitCode: 0 }
        : { stdout: recorded.stdout, lastLine: recorded.last_line, exitCode: recorded.exit_code };
    for (const version of versions.split(',')) found.set(version, expected);
  }
  return found;
}

/** Null where the program does what it did on the real interpreter, else how it differs. */
export function difference(program: GoldenProgram, version: string): string | null {
  const expected = program.byVersion.get(version);
  if (expected === undefined) return null;
  const machine = boot(version, {}, codeCache);
  if (machine === undefined) return `no ruleset ${version}`;
  machine.rt.jit = jit;
  machine.rt.endsQuickly = true;
  const result = machine.run(program.source, `${program.name.split('/')[1]}.py`);
  const problems: string[] = [];
  if (result.stdout !== expected.stdout) problems.push(lineDifference(expected.stdout, result.stdout));
  if (result.exitCode !== expected.exitCode)
    problems.push(`exit code ${result.exitCode}, expected ${expected.exitCode}`);
  if (result.error !== expected.lastLine)
    problems.push(`error: ${result.error}\nexpected: ${expected.lastLine}`);
  if (problems.length > 0 && result.stderr !== '') problems.push(`stderr: ${result.stderr.slice(0, 800)}`);
  return problems.length === 0 ? null : problems.join('\n');
}

/** The first lines that differ. */
function lineDifference(expected: string, actual: string): string {
  const a = expected.split('\n');
  const b = actual.split('\n');
  const shown: string[] = [];
  for (let i = 0; i < Math.max(a.length, b.length) && shown.length < 12; i++) {
    if (a[i] !== b[i]) shown.push(`line ${i + 1}\n  - ${a[i] ?? '(nothing)'}\n  + ${b[i] ?? '(nothing)'}`);
  }
  return shown.join('\n');
}
