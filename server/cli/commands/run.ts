import { readFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { listen, type SimEvent } from '../../../shared/sim/listen.ts';
import { boot, type Machine, type RunResult } from '../../../shared/sim/machine.ts';
import type { Jit } from '../../../shared/sim/objects/runtime.ts';
import { ruleset, versions } from '../../../shared/sim/rulesets/index.ts';
import { nativeLoops } from '../../launch/flags.mjs';
import { type Command, UsageError } from '../command.ts';
import { newJit } from '../jit.ts';
import { StandardInput } from '../standard-input.ts';
import { statisticsText } from '../statistics.ts';

type Options = { python: string; json: boolean; stats: boolean; trace: boolean; files: string[] };

function readOptions(args: readonly string[]): Options {
  const options: Options = { python: '3.13', json: false, stats: false, trace: false, files: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--python') {
      if (args[i + 1] === undefined) throw new UsageError('--python needs a version, such as 3.12');
      options.python = args[++i];
    } else if (arg === '--json') options.json = true;
    else if (arg === '--stats') options.stats = true;
    else if (arg === '--trace') options.trace = true;
    else if (arg.startsWith('--')) throw new UsageError(`unknown option ${arg}`);
    else options.files.push(arg);
  }
  if (ruleset(options.python) === undefined)
    throw new UsageError(`there is no version ${options.python}; ${versions.join(', ')} are known`);
  if (options.files.length === 0) throw new UsageError('which file? run [--python X.Y] FILE...');
  return options;
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be read by you',
};

function readProgram(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (problem) {
    const { code = '', message } = problem as NodeJS.ErrnoException;
    throw new UsageError(`cannot read ${file}: ${reasons[code] ?? message}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`cannot read ${file}: it is not UTF-8`);
  }
}

/** Runs Python programs on the simulated interpreter, each in a fresh machine. */
export const command: Command = {
  name: 'run',
  summary: 'Run Python programs on the simulated interpreter.',
  usage: 'run [--python X.Y] [--json] [--stats] [--trace] FILE...',
  run(args) {
    const options = readOptions(args);
    // A mistake in the last name is told before the first program runs.
    const programs = options.files.map((file) => ({ file, source: readProgram(file) }));
    const input = new StandardInput();
    const codeCache = new Map<string, unknown>();
    const jit = newJit();
    const codes = programs.map(({ file, source }) => runOne(file, source, options, input, codeCache, jit));
    if (options.json) return 0;
    return codes.length === 1 ? codes[0] : codes.some((code) => code !== 0) ? 1 : 0;
  },
};

/** Runs a program, prints what was asked for, and gives its exit code. */
function runOne(
  file: string,
  source: string,
  options: Options,
  input: StandardInput,
  codeCache: Map<string, unknown>,
  jit: Jit,
): number {
  const loops = nativeLoops();
  const machine = boot(options.python, loops === undefined ? {} : { nativeLoops: loops }, codeCache)!;
  machine.rt.jit = jit;
  machine.rt.endsQuickly = !options.stats;
  let shown = 0;
  const show = (stdout: string): void => {
    if (!options.json) print(1, stdout.slice(shown));
    shown = stdout.length;
  };
  // The prompt has to be seen before the line is typed.
  machine.rt.input = input.reader(() => show(machine.result().stdout));
  const trace = new Trace();
  const name = basename(file);
  if (options.trace) listen(machine, name, (event) => trace.write(event));
  const result = machine.run(source, name);
  if (options.trace) {
    trace.write({ type: 'programEnded', exitCode: result.exitCode });
    trace.flush();
  }
  report(machine, file, result, options, show);
  if (options.stats) print(2, statisticsText(machine, file));
  return result.exitCode;
}

function report(
  machine: Machine,
  file: string,
  { stdout, stderr, exitCode, error }: RunResult,
  options: Options,
  show: (stdout: string) => void,
): void {
  if (options.json) {
    print(1, `${JSON.stringify({ file, stdout, exitCode, error })}\n`);
    return;
  }
  show(stdout);
  print(2, stderr);
  if (error?.startsWith('stopped:') || error?.startsWith('internal error')) print(2, `${error}\n`);
  if (machine.defect instanceof Error && process.env['PYARENA_DEBUG']) print(2, `${machine.defect.stack}\n`);
}

/** The events of a run on stderr, one JSON object a line, in larger pieces. */
class Trace {
  #lines: string[] = [];

  write(event: SimEvent): void {
    this.#lines.push(JSON.stringify(event));
    if (this.#lines.length >= 1000) this.flush();
  }

  flush(): void {
    if (this.#lines.length > 0) print(2, `${this.#lines.join('\n')}\n`);
    this.#lines = [];
  }
}

/** Writes all of a text, waiting for a reader that is slower. */
function print(fd: 1 | 2, text: string): void {
  let bytes: Uint8Array = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (problem) {
      const { code } = problem as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw problem;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
