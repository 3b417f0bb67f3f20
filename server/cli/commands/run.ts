import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SimEvent } from '../../../shared/sim/events.ts';
import { boot, type RunResult } from '../../../shared/sim/machine.ts';
import { nativeLoops } from '../../launch/flags.mjs';
import { type Command, UsageError } from '../command.ts';

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
  if (options.files.length === 0) throw new UsageError('which file? run [--python X.Y] FILE...');
  return options;
}

function readProgram(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`cannot read ${file}`);
  }
}

/** Runs Python programs on the simulated interpreter, each in a fresh machine. */
export const command: Command = {
  name: 'run',
  summary: 'Run Python programs on the simulated interpreter.',
  usage: 'run [--python X.Y] [--json] [--stats] [--trace] FILE...',
  run(args) {
    const options = readOptions(args);
    let worst = 0;
    const loops = nativeLoops();
    const limits = loops === undefined ? {} : { nativeLoops: loops };
    const codeCache = new Map<string, unknown>();
    for (const file of options.files) {
      const machine = boot(options.python, limits, codeCache);
      if (machine === undefined)
        throw new UsageError(`there is no version ${options.python}; 3.8 to 3.15, 3.14.0 and 3.3 are known`);
      if (options.trace)
        machine.rt.sink = (event: SimEvent) => process.stderr.write(`${JSON.stringify(event)}\n`);
      const result = machine.run(readProgram(file), basename(file));
      print(file, result, options.json);
      if (options.stats) process.stderr.write(statistics(machine.rt));
      if (result.exitCode !== 0) worst = options.json ? worst : 1;
    }
    return worst;
  },
};

function print(file: string, result: RunResult, json: boolean): void {
  if (json) {
    const { stdout, exitCode, error } = result;
    process.stdout.write(`${JSON.stringify({ file, stdout, exitCode, error })}\n`);
    return;
  }
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  if (result.error?.startsWith('stopped:') || result.error?.startsWith('internal error'))
    process.stderr.write(`${result.error}\n`);
}

type Runtime = NonNullable<ReturnType<typeof boot>>['rt'];

/** Allocator, counts and collector at exit. */
function statistics(rt: Runtime): string {
  const gc = rt.gc;
  const lines = [
    `blocks allocated at exit: ${rt.mem.liveBlocks}`,
    `collector: counts (${gc.count0}, ${gc.count1}, ${gc.count2}), thresholds (${gc.threshold0}, ${gc.threshold1}, ${gc.threshold2})`,
    `free lists: ${rt.free.all().reduce((n, list) => n + list.blocks.length, 0)} blocks`,
  ];
  return `${lines.join('\n')}\n`;
}
