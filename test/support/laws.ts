/**
 * Audits programs while they run and says which laws they break:
 * `node test/support/laws.ts [--python 3.11[,3.12]] [--every N (0: after exit)] [--dir FOLDER] [topic or name]...`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../shared/sim/machine.ts';
import { goldenPrograms } from '../sim/golden-programs.ts';
import { auditRun } from './audit.ts';

const args = process.argv.slice(2);
const option = (name: string, otherwise: string): string => {
  const at = args.indexOf(name);
  return at >= 0 ? args.splice(at, 2)[1] : otherwise;
};
const versions = option('--python', '3.8,3.9,3.10,3.11,3.12,3.13,3.14,3.15').split(',');
const every = Number(option('--every', '997'));
const folder = option('--dir', '');
const steps = Number(option('--steps', '2000000'));
const short = args.includes('--short');
const wanted = args.filter((a) => !a.startsWith('--'));

type Program = { name: string; source: string };

function* programs(): Generator<Program> {
  if (folder === '') return yield* goldenPrograms(wanted);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!entry.endsWith('.py') || (wanted.length > 0 && !wanted.some((w) => entry.includes(w)))) continue;
    yield { name: entry.slice(0, -3), source: readFileSync(join(folder, entry), 'utf8') };
  }
}

let broken = 0;
let crashed = 0;
let total = 0;
for (const program of programs()) {
  for (const version of versions) {
    total++;
    const run = (n: number, from: number) =>
      auditRun(boot(version, { steps })!, program.source, `${program.name.split('/').at(-1)}.py`, n, from);
    let { violation, error } = run(every, 0);
    if (error?.startsWith('internal')) {
      crashed++;
      console.log(
        `CRASH ${version} ${program.name}: ${error
          .split('\n')
          .slice(0, short ? 2 : 6)
          .join('\n   ')}`,
      );
    }
    if (violation === null) continue;
    broken++;
    // Again, slowly, from the last audit that was good.
    if (every !== 1) {
      const coarse = every === 0 ? (run(50, 0).violation ?? violation) : violation;
      violation = run(1, Math.max(coarse.lastGood, coarse.step - 2000)).violation ?? coarse;
    }
    const shown = violation.problems.slice(0, short ? 1 : 6);
    console.log(
      `BROKEN ${version} ${program.name} step ${violation.step} ${violation.where}\n    ${shown.join('\n    ')}`,
    );
  }
}
console.log(`${total} runs, ${broken} broke a law, ${crashed} crashed`);
process.exitCode = broken + crashed > 0 ? 1 : 0;
