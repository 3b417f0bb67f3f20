/**
 * Runs the golden programs quickly and says which differ:
 * `node test/support/golden.ts [--python 3.11[,3.12]] [--quiet] [topic or name]...`
 */
import { difference, goldenPrograms } from '../sim/golden-programs.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--python');
const versions =
  at >= 0 ? args.splice(at, 2)[1].split(',') : ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const quiet = args.includes('--quiet');
const programs = goldenPrograms(args.filter((a) => !a.startsWith('--')));

const failed = new Map<string, string[]>();
for (const version of versions) {
  let passed = 0;
  let total = 0;
  for (const program of programs) {
    if (!program.byVersion.has(version)) continue;
    total++;
    let problem: string | null;
    try {
      problem = difference(program, version);
    } catch (error) {
      problem = `crash: ${error instanceof Error ? error.stack : String(error)}`;
    }
    if (problem === null) {
      passed++;
      continue;
    }
    failed.set(program.name, [...(failed.get(program.name) ?? []), version]);
    if (!quiet) console.log(`FAIL ${version} ${program.name}\n${problem.replace(/^/gm, '    ')}`);
  }
  console.log(`${version}: ${passed} of ${total}`);
}
for (const [name, list] of failed) console.log(`${name}: ${list.join(' ')}`);
process.exitCode = failed.size > 0 ? 1 : 0;
