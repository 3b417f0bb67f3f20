/**
 * The fuzzer: from a seed a program, from a program a run under bounds with the heap's laws checked. Whatever Python may do is fine: an
 * error, a bound that is reached. What is not: an error of ours, a law broken, code that does not verify.
 */
import { Rng } from '../../../shared/base/rng.ts';
import { compileSource } from '../../../shared/sim/compile/compile.ts';
import { verifyCode } from '../../../shared/sim/compile/verify.ts';
import { boot } from '../../../shared/sim/machine.ts';
import { versions } from '../../../shared/sim/rulesets/since.ts';
import { type AuditPlan, auditRun } from '../audit/run.ts';
import { corpus } from './corpus.ts';
import { ProgramMaker } from './grammar.ts';
import { mutateTokens, mutateTree, splice } from './mutate.ts';
import { callables, nativeProgram } from './natives.ts';

export type Case = { readonly version: string; readonly source: string; readonly kind: string };

/** How a run went: 'refused' by the compiler, to the 'end', a 'bound' reached; or a 'defect' of ours. */
export type Outcome = {
  readonly kind: 'refused' | 'end' | 'bound' | 'defect';
  readonly detail: string;
};

const limits = { steps: 400_000, heapBytes: 48 * 2 ** 20, recursionDepth: 1000, outputBytes: 2 ** 18 };

/** Case `index` of a seed: the same on every machine. */
export function makeCase(seed: number, index: number): Case {
  const rng = new Rng(seed * 1_000_003 + index);
  const samples = corpus();
  const version = rng.pick(versions);
  const way = rng.int(0, 14);
  if (way >= 10) {
    const callable = rng.pick(callables());
    return { version, source: nativeProgram(rng, callable, 25), kind: `calls of ${callable}` };
  }
  if (way < 4) return { version, source: new ProgramMaker(rng).program(), kind: 'grammar' };
  const [a, b] = [rng.pick(samples), rng.pick(samples)];
  if (way < 6) return { version, source: mutateTokens(rng, a.source), kind: `tokens of ${a.name}` };
  if (way < 9) return { version, source: mutateTree(rng, a, b), kind: `tree of ${a.name} and ${b.name}` };
  return { version, source: splice(rng, a, b), kind: `splice of ${a.name} and ${b.name}` };
}

/** Runs a program; with `audits` the laws are checked on the way too, about every so many instructions. */
export function runCase({ version, source }: Case, codeCache: Map<string, unknown>, every = 0): Outcome {
  const minor = Math.max(8, Number(version.split('.')[1].replace('t', '')));
  try {
    const compiled = compileSource(source, { filename: 'fuzz.py', mode: 'exec', target: { minor } });
    if (!compiled.ok) return { kind: 'refused', detail: compiled.error.message };
    const flaws = verifyCode(compiled.value);
    if (flaws.length > 0) return { kind: 'defect', detail: `code that does not verify: ${flaws[0]}` };
  } catch (error) {
    return { kind: 'defect', detail: `the compiler: ${stackOf(error)}` };
  }
  const plan: AuditPlan = every === 0 ? { at: 'exit' } : { at: 'instructions', every };
  try {
    const { violation, error } = auditRun(boot(version, limits, codeCache)!, source, 'fuzz.py', plan);
    if (error?.startsWith('internal')) return { kind: 'defect', detail: error };
    if (violation !== null)
      return {
        kind: 'defect',
        detail: `law broken ${violation.where}: ${violation.problems.slice(0, 3).join('; ')}`,
      };
    if (error?.startsWith('stopped')) return { kind: 'bound', detail: error };
    return { kind: 'end', detail: error ?? '' };
  } catch (error) {
    return { kind: 'defect', detail: `outside of the machine: ${stackOf(error)}` };
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
