import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { type Recording, record } from '../../../shared/sim/pymalloc/replay.ts';
import {
  allocatorRulesets,
  type PymallocGeometry,
  pymallocGeometry,
  withAlignedArenas,
} from '../../../shared/sim/rulesets/allocator.ts';
import { timeReplay, warmUp } from '../bench/timing.ts';
import { readTraces } from '../bench/traces.ts';
import { type Command, UsageError } from '../command.ts';

/**
 * Replays allocation traces on the simulated pymalloc and prints where every block landed, in the format of the
 * recordings of real interpreters: arenas aligned to their own size, numbered as they were mapped.
 */
export const command: Command = {
  name: 'alloc',
  summary: "Replays allocation traces by a Python version's rules and prints where every block landed.",
  usage: 'alloc --python VERSION [--time] OPS.json',
  run(args) {
    const { geometry, path, time } = parseArguments(args);
    const traces = readTraces(path);
    const result: Record<string, Recording | { ops: number; ms: number }> = {};
    if (time) warmUp(geometry);
    for (const [name, trace] of traces) {
      result[name] = time
        ? { ops: trace.length, ms: timeReplay(geometry, trace, 5).ms }
        : record(new Pymalloc(geometry), trace);
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  },
};

function parseArguments(args: readonly string[]): {
  geometry: PymallocGeometry;
  path: string;
  time: boolean;
} {
  let version: string | undefined;
  let path: string | undefined;
  let time = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--time') time = true;
    else if (arg === '--python') version = args[++i] ?? '';
    else if (arg.startsWith('--python=')) version = arg.slice('--python='.length);
    else if (arg.startsWith('--')) throw new UsageError(`unknown option ${arg} (${command.usage})`);
    else if (path !== undefined) throw new UsageError(`one file at a time (${command.usage})`);
    else path = arg;
  }
  if (version === undefined) throw new UsageError(`--python VERSION is missing (${command.usage})`);
  if (path === undefined) throw new UsageError(`the file of traces is missing (${command.usage})`);
  const geometry = pymallocGeometry(version);
  if (geometry === null)
    throw new UsageError(`unknown Python version "${version}"; known are ${allocatorRulesets.join(', ')}`);
  return { geometry: withAlignedArenas(geometry), path, time };
}
