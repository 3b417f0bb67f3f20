/**
 * `python-child.ts ENGINE PROGRAM ROUNDS`: runs a program that often on one engine; prints milliseconds and output as JSON. The time
 * is what the thread that runs the program got of the processor, which on a quiet machine is the time that passed.
 */
import { readFileSync } from 'node:fs';
import { engines } from './python-engines.ts';

const [name, path, rounds] = process.argv.slice(2);
const source = readFileSync(path, 'utf8');
const run = engines[name]();
const ms: number[] = [];
let output = '';
for (let round = 0; round < Number(rounds); round++) {
  const before = process.threadCpuUsage();
  output = run(source);
  const { user, system } = process.threadCpuUsage(before);
  ms.push((user + system) / 1000);
}
process.stdout.write(JSON.stringify({ ms, output }));
