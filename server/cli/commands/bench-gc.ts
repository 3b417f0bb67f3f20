import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { heapFlags, nodeFlags } from '../../launch/flags.mjs';
import { findRealPython, type RealPython } from '../bench/real-python.ts';
import { type Command, UsageError } from '../command.ts';

const child = fileURLToPath(new URL('../bench/gc-child.ts', import.meta.url));
const graphs = new URL('../bench/gc/graphs.py', import.meta.url);

const collected = ['lists', 'tree', 'tuples', 'instances', 'dicts', 'linked', 'pairs'];
/** Objects of a graph, and how often it is made. */
const sizes = [
  [10_000, 200],
  [100_000, 20],
  [1_000_000, 3],
  [3_000_000, 1],
] as const;

const held = 10_000_000;
/** Shapes of ten million objects, and whether the collector knows of every one of them. */
const built: readonly (readonly [string, string])[] = [
  ['empty_lists', 'containers only'],
  ['empty_instances', 'containers only'],
  ['empty_dicts', 'containers only'],
  ['lists_of_ints', 'half of them ints'],
  ['instances_of_ints', 'two ints each'],
  ['ints', ''],
  ['floats', ''],
  ['strings', ''],
];

/** Measures the collector, and a real one beside it where the machine has a Python; and the memory of ten million objects. */
export const command: Command = {
  name: 'bench gc',
  summary:
    'Measures collections against the real ones where Python is found, and the memory of ten million objects.',
  usage: 'bench gc [--python INTERPRETER] [speed | memory]',
  run(args) {
    const { python, parts } = options(args);
    const real = findRealPython(python === null ? undefined : [python]);
    const version = real === null ? '3.11' : real.version.replace(/^(3\.\d+).*/, '$1');
    print(
      `Simulated CPython ${version}; ${real === null ? 'no real one was found' : `real CPython ${real.version}, same program, same run`}`,
    );
    if (parts.includes('speed')) printSpeed(version, real);
    if (parts.includes('memory')) printMemory(version);
    return 0;
  },
};

function options(args: readonly string[]): { python: string | null; parts: string[] } {
  const rest = [...args];
  let python: string | null = null;
  const at = rest.indexOf('--python');
  if (at >= 0) [, python = null] = rest.splice(at, 2);
  if ((at >= 0 && python === null) || rest.some((part) => part !== 'speed' && part !== 'memory'))
    throw new UsageError(`usage: ${command.usage}`);
  return { python, parts: rest.length > 0 ? rest : ['speed', 'memory'] };
}

function printSpeed(version: string, real: RealPython | null): void {
  print(
    '\nMillions of objects that a full collection visits a second: all alive, or all garbage (freeing included)',
  );
  print(row('graph', 'objects', 'live', 'CPython', 'ratio', 'garbage', 'CPython', 'ratio'));
  for (const shape of collected) {
    const pairs = JSON.stringify(sizes);
    const ours = JSON.parse(runChild([version, 'measure', shape, pairs])) as number[][];
    const theirs = real === null ? null : (JSON.parse(runReal(real, shape, pairs)) as number[][]);
    ours.forEach(([found, live, garbage], i) => {
      const cells = [rate(found, live), '-', '-', rate(found, garbage), '-', '-'];
      if (theirs !== null) {
        const [same, realLive, realGarbage] = theirs[i];
        if (same !== found) throw new Error(`${shape}: ${found} objects were found here, ${same} by CPython`);
        cells[1] = rate(found, realLive);
        cells[2] = (realLive / live).toFixed(2);
        cells[4] = rate(found, realGarbage);
        cells[5] = (realGarbage / garbage).toFixed(2);
      }
      print(row(shape, found.toLocaleString('en'), ...cells));
    });
  }
}

function printMemory(version: string): void {
  print(`\nMemory of the whole process with ${held.toLocaleString('en')} objects (bar: 2048 MiB)`);
  print(row('objects', 'resident', 'at its peak', 'B an object', ''));
  for (const [shape, remark] of built) {
    const { before, after, peak } = JSON.parse(runChild([version, 'build', shape, String(held)]));
    const each = ((after - before) / held).toFixed(0);
    print(row(shape, mebibytes(after), mebibytes(peak), each, remark));
  }
}

function runChild(args: readonly string[]): string {
  return run(process.execPath, [...nodeFlags, ...heapFlags, child, ...args]);
}

function runReal(python: RealPython, shape: string, pairs: string): string {
  const clock = 'import builtins, time; builtins.clock = time.thread_time';
  const end = `print([list(measure("${shape}", n, rounds)) for n, rounds in ${pairs}])`;
  return run(python.name, ['-I', '-S', '-c', `${clock}\n${readFileSync(graphs, 'utf8')}\n${end}\n`]);
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.trim().slice(-2000)}`);
  return stdout;
}

function rate(objects: number, seconds: number): string {
  return (objects / seconds / 1e6).toFixed(1);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function row(first: string, ...cells: string[]): string {
  return first.padEnd(18) + cells.map((text) => text.padStart(12)).join('');
}

function print(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`);
}
