/**
 * Fuzzes for long: `node test/support/fuzz/main.ts [--seed N] [--runs N] [--from N] [--every N] [--show INDEX [--reduce]]`
 *
 * Each batch runs in a process of its own, so that one that hangs or dies is told of and the rest goes on.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { type Case, makeCase, type Outcome, runCase } from './fuzz.ts';
import { reasonOf, reduce } from './reduce.ts';

const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  return at >= 0 ? Number(args.splice(at, 2)[1]) : otherwise;
};
const seed = option('--seed', 1);
const runs = option('--runs', 1000);
const first = option('--from', 0);
const every = option('--every', 0);
const shown = option('--show', -1);
/** A program that takes longer than this, in milliseconds, hangs. */
const patience = option('--patience', 60_000);

type Report = { readonly index: number; readonly outcome: Outcome; readonly ms: number };

function work(): void {
  const codeCache = new Map<string, unknown>();
  process.on('message', (index: number) => {
    const from = process.cpuUsage();
    const outcome = runCase(makeCase(seed, index), codeCache, index % 8 === 0 ? every : 0);
    process.send!({ index, outcome, ms: Math.round(process.cpuUsage(from).user / 1000) } satisfies Report);
  });
}

async function lead(): Promise<void> {
  const counts = new Map<string, number>();
  const reasons = new Map<string, number>();
  let slowest: Report | null = null;
  const tell = (index: number, { kind, version }: Case, what: string): void => {
    const lines = what.split('\n').slice(0, 6).join('\n    ');
    console.log(`DEFECT --seed ${seed} --show ${index} (${version}, ${kind}): ${lines}`);
  };
  let child: ChildProcess | null = null;
  for (let index = first; index < first + runs; index++) {
    child ??= fork(import.meta.filename, [...process.argv.slice(2), '--worker'], {
      execArgv: ['--max-old-space-size=1500'],
    });
    const report = await answer(child, index);
    if (typeof report === 'string') {
      child.kill('SIGKILL');
      child = null;
      tell(index, makeCase(seed, index), report);
      counts.set('defect', (counts.get('defect') ?? 0) + 1);
      continue;
    }
    const { outcome } = report;
    counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
    if (outcome.kind === 'defect') {
      const reason = reasonOf(outcome.detail);
      const seen = (reasons.get(reason) ?? 0) + 1;
      reasons.set(reason, seen);
      if (seen <= 2) tell(index, makeCase(seed, index), outcome.detail);
    }
    if (slowest === null || report.ms > slowest.ms) slowest = report;
  }
  child?.kill();
  console.log(`${runs} programs of seed ${seed}: ${[...counts].map(([k, n]) => `${n} ${k}`).join(', ')}`);
  if (slowest !== null)
    console.log(`the slowest, --show ${slowest.index}, took ${slowest.ms} ms of the processor`);
  process.exitCode = (counts.get('defect') ?? 0) > 0 ? 1 : 0;
}

/** What the child says about a case, or why it says nothing. */
function answer(child: ChildProcess, index: number): Promise<Report | string> {
  return new Promise((resolve) => {
    const end = (value: Report | string): void => {
      clearTimeout(timer);
      child.off('message', told);
      child.off('exit', died);
      resolve(value);
    };
    const told = (report: unknown): void => end(report as Report);
    const died = (code: number | null, signal: string | null): void =>
      end(`the process died (${signal ?? code})`);
    const timer = setTimeout(() => end(`no end after ${patience} ms`), patience);
    child.on('message', told);
    child.on('exit', died);
    child.send(index);
  });
}

if (args.includes('--worker')) work();
else if (shown >= 0) {
  let made = makeCase(seed, shown);
  if (args.includes('--reduce')) made = reduce(made, new Map(), every);
  console.log(`# ${made.version} ${made.kind}\n${made.source}`);
  const outcome = runCase(made, new Map(), every);
  console.log(`# ${outcome.kind}: ${outcome.detail}`);
} else await lead();
