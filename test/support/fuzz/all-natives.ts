/**
 * Calls every native function and method with values it may not expect, one program each:
 * `node test/support/fuzz/all-natives.ts [--python 3.12] [--seed N] [--from N] [--to N] [--calls N] [NAME]`
 */
import { Rng } from '../../../shared/base/rng.ts';
import { runCase } from './fuzz.ts';
import { callables, nativeProgram } from './natives.ts';
import { reasonOf } from './reduce.ts';

const args = process.argv.slice(2);
const option = (name: string, otherwise: string): string => {
  const at = args.indexOf(name);
  return at >= 0 ? args.splice(at, 2)[1] : otherwise;
};
const version = option('--python', '3.12');
const seed = Number(option('--seed', '1'));
const from = Number(option('--from', '0'));
const to = Number(option('--to', 'Infinity'));
const calls = Number(option('--calls', '30'));
const codeCache = new Map<string, unknown>();
const seen = new Map<string, number>();
let defects = 0;
const wanted = callables()
  .map((callable, index) => ({ callable, index }))
  .filter(
    ({ callable, index }) => index >= from && index < to && (args.length === 0 || callable.includes(args[0])),
  );
for (const { callable, index } of wanted) {
  const source = nativeProgram(new Rng(seed * 1_000_003 + index), callable, calls);
  const outcome = runCase({ version, source, kind: callable }, codeCache);
  if (args.length > 0) console.log(`${source}\n# ${outcome.kind} ${outcome.detail}`);
  if (outcome.kind !== 'defect') continue;
  defects++;
  const reason = reasonOf(outcome.detail);
  const times = (seen.get(reason) ?? 0) + 1;
  seen.set(reason, times);
  if (times === 1)
    console.log(`${index} ${callable}: ${outcome.detail.split('\n').slice(0, 4).join('\n     ')}`);
}
console.log(`${wanted.length} callables, ${defects} defects of ${seen.size} kinds`);
process.exitCode = defects > 0 ? 1 : 0;
