/** The C side of the comparison: the pymalloc of a Python on this machine, reached through a small C library. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace } from '../../../shared/sim/pymalloc/replay.ts';
import { findRealPython } from './real-python.ts';

export type RealPymalloc = {
  /** E.g. `3.12.1`. */
  readonly version: string;
  /**
   * Milliseconds of the fastest of `rounds` replays: of the clock on the wall, or, where `timedFrom` is not 0, of the processor's time
   * from that operation on.
   */
  timeReplay(trace: Trace, timedFrom: number, rounds: number): number;
  /** Removes the temporary files. */
  close(): void;
};

/** Builds the library for a Python of this machine. Returns what is missing instead where that is not possible. */
export function findRealPymalloc(python?: string): RealPymalloc | { missing: string } {
  const interpreter = findRealPython(python === undefined ? undefined : [python]);
  if (interpreter === null) return { missing: 'no CPython 3.8 or later was found' };
  const folder = mkdtempSync(join(tmpdir(), 'pyarena-bench-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const library = join(folder, 'replay.so');
  if (!compile(library)) {
    close();
    return { missing: 'no C compiler was found' };
  }
  const tracePath = join(folder, 'trace.bin');
  const script = new URL('./replay.py', import.meta.url).pathname;
  const timeReplay = (trace: Trace, timedFrom: number, rounds: number): number => {
    const { buffer, byteOffset } = trace.words;
    writeFileSync(tracePath, new Uint8Array(buffer, byteOffset, trace.length * 8));
    const numbers = [trace.length, timedFrom, trace.blocks, rounds].map(String);
    const run = spawnSync(interpreter.name, ['-I', '-S', script, library, tracePath, ...numbers], {
      encoding: 'utf8',
    });
    const ms = Number.parseFloat(run.stdout);
    if (!Number.isFinite(ms)) throw new Error(`${interpreter.name} could not replay: ${run.stderr.trim()}`);
    return ms;
  };
  return { version: interpreter.version, timeReplay, close };
}

/** The interpreter defines the symbols that the library leaves open. */
function compile(library: string): boolean {
  const source = new URL('./replay.c', import.meta.url).pathname;
  const open =
    process.platform === 'darwin'
      ? ['-undefined', 'dynamic_lookup']
      : ['-Wl,--unresolved-symbols=ignore-all'];
  return ['cc', 'gcc', 'clang'].some((compiler) => {
    const run = spawnSync(compiler, ['-O2', '-fPIC', '-shared', ...open, '-o', library, source]);
    return run.status === 0;
  });
}
