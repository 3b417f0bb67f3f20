/** Runs programs with audits between their instructions and after their end. */
import { collectAtExit } from '../../../shared/sim/gc/generations.ts';
import type { Frame } from '../../../shared/sim/interp/frame.ts';
import type { Machine } from '../../../shared/sim/machine.ts';
import type { PyObject } from '../../../shared/sim/objects/header.ts';
import type { Runtime } from '../../../shared/sim/objects/runtime.ts';
import { audit, type Baseline, baselineOf, unreachableObjects } from './audit.ts';
import { describe } from './describe.ts';

/** Where and how a law was broken. */
export type Violation = {
  /** The instruction, counted from 1, before which it was seen. */
  readonly step: number;
  /** The last instruction at which all was well. */
  readonly lastGood: number;
  readonly where: string;
  readonly problems: string[];
};

export type Audited = {
  readonly violation: Violation | null;
  /** How the program ended, see RunResult. */
  readonly error: string | null;
  /** Instructions that ran; 0 where nobody counted. */
  readonly steps: number;
  readonly audits: number;
};

export type AuditPlan =
  /** Before every `every`-th instruction, beginning with number `from`. */
  | { readonly at: 'instructions'; readonly every: number; readonly from?: number }
  /** At function entries and back edges: here the eval loop takes the quick ways that it leaves while somebody traces. */
  | { readonly at: 'boundaries'; readonly every: number }
  | { readonly at: 'exit' };

/** Runs a program under audit, after its exit too; the first violation, or null. */
export function auditRun(machine: Machine, source: string, filename: string, plan: AuditPlan): Audited {
  const auditor = new Auditor(machine);
  if (plan.at === 'instructions') auditor.trace(plan.every, plan.from ?? 1);
  else if (plan.at === 'boundaries') auditor.interrupt(plan.every);
  const { error } = machine.run(source, filename);
  if (error === null || !/^(stopped|internal)/.test(error)) auditor.afterExit();
  return { violation: auditor.violation, error, steps: auditor.step, audits: auditor.audits };
}

class Auditor {
  violation: Violation | null = null;
  step = 0;
  audits = 0;
  readonly #machine: Machine;
  readonly #rt: Runtime;
  readonly #baseline: Baseline;
  #main: PyObject | null = null;
  #held: readonly PyObject[] = [];
  #last = '';
  #lastGood = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#rt = machine.rt;
    this.#baseline = baselineOf(this.#rt);
  }

  /** Audits before instructions, from number `from` on. */
  trace(every: number, from: number): void {
    let due = from;
    this.#rt.tracer = (_rt, f: Frame) => {
      this.step++;
      if (this.#main === null) this.begin(f);
      if (this.violation === null && this.step >= due) {
        due = this.step + every;
        this.look(f);
      }
      // The next instruction is the one to blame.
      if (every === 1) this.#last = `after ${where(f)}`;
      return false;
    };
  }

  /** Audits whenever the eval loop looks up from its work (the eval breaker). */
  interrupt(every: number): void {
    const rt = this.#rt;
    const { collectGenerations } = rt.hooks;
    rt.hooks = {
      ...rt.hooks,
      collectGenerations: () => {
        const { gc } = rt;
        const due = gc.count0 > gc.threshold0 && gc.threshold0 !== 0;
        if (due) collectGenerations(rt);
        // Within an allocation an instruction is half done.
        if (due && gc.inAllocation) return;
        const f = rt.thread.frame as Frame;
        if (this.#main === null) this.begin(f);
        if (this.violation === null && ++this.step % every === 0) this.look(f);
        this.interruptNext();
      },
    };
    this.interruptNext();
  }

  private interruptNext(): void {
    this.#rt.gc.scheduled = true;
    this.#rt.evalBreaker = true;
  }

  /** Whoever runs the program holds its code and its syntax tree until it is over. */
  private begin(f: Frame): void {
    this.#main = f.codeObj;
    this.#held = [this.#main, ...(this.#machine.main?.arena ?? [])];
    this.hide(1);
  }

  private hide(change: number): void {
    const { hidden } = this.#baseline;
    for (const o of this.#held) hidden.set(o, (hidden.get(o) ?? 0) + change);
  }

  private look(f: Frame): void {
    const rt = this.#rt;
    this.audits++;
    const lenient = native(rt) || outermost(f).codeObj !== this.#main;
    const problems = audit(rt, { baseline: this.#baseline, lenient });
    if (problems.length > 0) this.found(this.#last === '' ? where(f) : this.#last, problems);
    else this.#lastGood = this.step;
  }

  private found(place: string, problems: string[]): void {
    this.violation = { step: this.step, lastGood: this.#lastGood, where: place, problems };
  }

  /** Nothing may be left that nothing reaches. */
  afterExit(): void {
    this.#rt.tracer = null;
    this.hide(-1);
    if (this.violation !== null) return;
    // interpreter_clear: the last finalizers may have left cycles.
    collectAtExit(this.#rt);
    const problems = audit(this.#rt, { baseline: this.#baseline });
    const left = unreachableObjects(this.#rt);
    if (left.length > 0)
      problems.push(
        `${left.length} objects are left that nothing reaches: ${left.slice(0, 6).map(describe).join(', ')}`,
      );
    if (problems.length > 0) this.found('after exit', problems);
  }
}

/** Whether native code waits in some thread for Python code that it called. */
function native(rt: Runtime): boolean {
  return rt.thread.loops > 1 || rt.threads.some((t) => t !== rt.thread && t.loops > 0);
}

function outermost(f: Frame): Frame {
  let g = f;
  while (g.back !== null) g = g.back;
  return g;
}

function where(f: Frame): string {
  const { filename, lines, qualname } = f.code.source;
  return `${filename}:${lines[f.pc]} ${qualname} pc ${f.pc} op ${f.code.words[f.pc] & 255}`;
}
