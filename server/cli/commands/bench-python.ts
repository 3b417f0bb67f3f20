import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { heapFlags, nodeFlags } from '../../launch/flags.mjs';
import { engines } from '../bench/python-engines.ts';
import { type Command, UsageError } from '../command.ts';

const folder = new URL('../bench/python/', import.meta.url);
const child = fileURLToPath(new URL('../bench/python-child.ts', import.meta.url));
const rounds = 5;

interface Result {
  readonly ms: readonly number[];
  readonly output: string;
}

/** Measures the simulated interpreter against other Pythons that run in JavaScript. */
export const command: Command = {
  name: 'bench python',
  summary:
    'Measures Python programs against skulpt and brython; exit 1 where one of ours prints something wrong.',
  usage: 'bench python [PROGRAM...]',
  run(args) {
    const programs = chosen(args);
    const names = Object.keys(engines);
    print(
      `Milliseconds from source to end, the fastest of ${rounds} runs in a process with the heap that \`run\` has;`,
    );
    print('in brackets the first run. Ours simulates the whole heap, with events off.');
    print(row('program', ...names, ...names.slice(1).map((name) => `${name}/ours`)));
    let wrong = 0;
    for (const program of programs) {
      const path = fileURLToPath(new URL(`${program}.py`, folder));
      const expected = /^# prints: (.*)\n/.exec(readFileSync(path, 'utf8'))?.[1];
      const results = names.map((engine) => measure(engine, path));
      const cells = results.map((result) => cell(result, expected));
      const [ours, ...others] = results;
      if (ours?.output.trim() !== expected) wrong++;
      print(row(program, ...cells, ...others.map((other) => ratio(other, ours))));
    }
    if (wrong > 0) print(`${wrong} of ours printed something else than CPython.`);
    return wrong > 0 ? 1 : 0;
  },
};

function chosen(args: readonly string[]): string[] {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .map((file) => file.slice(0, -3))
    .sort();
  const unknown = args.find((arg) => !all.includes(arg));
  if (unknown !== undefined)
    throw new UsageError(`there is no program ${unknown}; there are ${all.join(', ')}`);
  return args.length > 0 ? [...args] : all;
}

/** In a process with the heap that `run` has, whichever the engine. Null where it could not run the program. */
function measure(engine: string, path: string): Result | null {
  const run = spawnSync(process.execPath, [...nodeFlags, ...heapFlags, child, engine, path, String(rounds)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.status === 0) return JSON.parse(run.stdout);
  process.stderr.write(`${engine}: ${run.stderr.trim().slice(0, 400)}\n`);
  return null;
}

function cell(result: Result | null, expected: string | undefined): string {
  if (result === null) return 'fails';
  if (result.output.trim() !== expected) return 'wrong';
  return `${Math.min(...result.ms).toFixed(0)} (${result.ms[0].toFixed(0)})`;
}

function ratio(other: Result | null, ours: Result | null): string {
  if (other === null || ours === null) return '-';
  const best = Math.min(...other.ms) / Math.min(...ours.ms);
  return `${best.toFixed(2)} (${(other.ms[0] / ours.ms[0]).toFixed(2)})`;
}

function row(first: string, ...cells: string[]): string {
  return first.padEnd(12) + cells.map((text) => text.padStart(15)).join('');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
