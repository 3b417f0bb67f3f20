/**
 * Audits programs while they run and says which laws they break:
 * `node test/support/laws.ts [--python 3.11[,3.12]] [--audits N (most in a program; 0: after exit only)] [--boundaries]
 *   [--dir FOLDER] [--steps N] [--short] [topic or name]...`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../shared/sim/machine.ts';
import { goldenPrograms } from '../sim/golden-programs.ts';
import { type Audited, type AuditPlan, auditRun } from './audit/run.ts';

const args = process.argv.slice(2);
const option = (name: string, otherwise: string): string => {
  const at = args.indexOf(name);
  return at >= 0 ? args.splice(at, 2)[1] : otherwise;
};
const versions = option('--python', '3.8,3.9,3.10,3.11,3.12,3.13,3.14,3.15').split(',');
const most = Number(option('--audits', '100'));
const folder = option('--dir', '');
const steps = Number(option('--steps', '20000000'));
const short = args.includes('--short');
const boundaries = args.includes('--boundaries');
const wanted = args.filter((a) => !a.startsWith('--'));
const codeCache = new Map<string, unknown>();

type Program = { name: string; source: string };

function* programs(): Generator<Program> {
  if (folder === '') return yield* goldenPrograms(wanted);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!entry.endsWith('.py') || (wanted.length > 0 && !wanted.some((w) => entry.includes(w)))) continue;
    yield { name: entry.slice(0, -3), source: readFileSync(join(folder, entry), 'utf8') };
  }
}

function run({ name, source }: Program, version: string, plan: AuditPlan): Audited {
  const machine = boot(version, { steps }, codeCache);
  if (machine === undefined) throw new Error(`there is no version ${version}`);
  return auditRun(machine, source, `${name.split('/').at(-1)}.py`, plan);
}

/** How far apart the audits must be, so that there are no more than wanted. */
function spread(program: Program, version: string): number {
  const at = boundaries ? 'boundaries' : 'instructions';
  const counted = run(program, version, {
    at,
    every: Number.POSITIVE_INFINITY,
    from: Number.POSITIVE_INFINITY,
  });
  return Math.ceil(counted.steps / most);
}

let broken = 0;
let crashed = 0;
let total = 0;
let audits = 0;
for (const program of programs()) {
  for (const version of versions) {
    total++;
    const plan: AuditPlan =
      most === 0
        ? { at: 'exit' }
        : { at: boundaries ? 'boundaries' : 'instructions', every: spread(program, version) };
    const audited = run(program, version, plan);
    const { error } = audited;
    let { violation } = audited;
    audits += audited.audits;
    if (error?.startsWith('internal')) {
      crashed++;
      const lines = error.split('\n').slice(0, short ? 2 : 6);
      console.log(`CRASH ${version} ${program.name}: ${lines.join('\n   ')}`);
    }
    if (violation === null) continue;
    broken++;
    // Again, slowly, from the last audit that was good.
    const from = Math.max(1, violation.lastGood, violation.step - 5000);
    violation = run(program, version, { at: 'instructions', every: 1, from }).violation ?? violation;
    const shown = violation.problems.slice(0, short ? 1 : 6);
    console.log(
      `BROKEN ${version} ${program.name} step ${violation.step} ${violation.where}\n    ${shown.join('\n    ')}`,
    );
  }
}
console.log(`${total} runs, ${audits} audits, ${broken} broke a law, ${crashed} crashed`);
process.exitCode = broken + crashed > 0 ? 1 : 0;
