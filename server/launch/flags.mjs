import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Flags for Node, for every process that runs code of ours. */

/** TypeScript and `node:sqlite` are used on purpose; Node need not warn each time. */
export const nodeFlags = ['--disable-warning=ExperimentalWarning'];

/**
 * For processes that run people's programs: room for ten million objects, where Node would give a part of the machine's memory, and a young
 * generation that has its size from the beginning: while it grows, what a program keeps is copied again and again.
 */
export const heapFlags = [
  '--max-old-space-size=4096',
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
];

/**
 * For processes that run people's programs and nothing else: nearly all of the stack that the system gives to a main thread, so that recursion through
 * native code goes as deep as in CPython. Nothing where the system does not tell how much that is (Windows).
 */
export function stackFlags() {
  if (process.platform === 'win32') return [];
  const told = spawnSync('sh', ['-c', 'ulimit -s'], { encoding: 'utf8' }).stdout?.trim();
  const kibibytes = told === 'unlimited' ? 8192 : Number(told);
  return kibibytes >= 4096 ? [`--stack-size=${Math.min(kibibytes, 8192) - 1200}`] : [];
}

/** Eval loops within each other that the stack of this process has room for (`Limits.nativeLoops`); undefined: as many as anywhere. */
export function nativeLoops() {
  const flag = process.execArgv.find((arg) => arg.startsWith('--stack-size='));
  return flag && Math.floor(Number(flag.split('=')[1]) / 8.2);
}
