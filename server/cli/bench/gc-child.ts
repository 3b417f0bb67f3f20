/**
 * One shape of `bench gc` on the simulation, in a process of its own. Prints JSON:
 * `gc-child.ts VERSION measure SHAPE [[objects, rounds]...]`: for each pair `[found, live seconds, garbage seconds]`;
 * `gc-child.ts VERSION build SHAPE OBJECTS`: `{before, after, peak}`, resident bytes of the process.
 */
import { readFileSync } from 'node:fs';
import { boot } from '../../../shared/sim/machine.ts';
import { m0 } from '../../../shared/sim/objects/slots.ts';
import { newBuiltin } from '../../../shared/sim/objects/types/builtin.ts';
import { dictSetJs } from '../../../shared/sim/objects/types/dict.ts';
import { floatNew } from '../../../shared/sim/objects/types/float.ts';

const [version, mode, shape, sizes] = process.argv.slice(2);
const graphs = readFileSync(new URL('./gc/graphs.py', import.meta.url), 'utf8');
const machine = boot(version, { steps: Number.MAX_SAFE_INTEGER, heapBytes: 2 ** 40 });
if (machine === undefined) throw new Error(`there is no version ${version}`);
const { rt } = machine;

/** What the thread got of the processor: other processes of a busy machine do not count. It ticks in milliseconds. */
const clock = m0('clock', () => {
  const { user, system } = process.threadCpuUsage();
  return floatNew(rt, (user + system) / 1e6);
});
const report = m0('report', () => {
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ before, after: process.memoryUsage.rss(), peak }));
  process.exit(0);
});
for (const def of [clock, report])
  dictSetJs(rt, rt.builtins, def.name, newBuiltin(rt, def, null, 'builtins'));

const before = process.memoryUsage.rss();
const end =
  mode === 'measure'
    ? `print([list(measure("${shape}", n, rounds)) for n, rounds in ${sizes}])`
    : `graph = ${shape}(${sizes})\nreport()`;
const result = machine.run(`${graphs}\n${end}\n`);
if (result.error !== null) throw new Error(`${result.error}\n${result.stderr}`);
process.stdout.write(result.stdout);
