/**
 * Memory by line, as memory_profiler 0.61 measures it: what the process holds from the system when a line of a watched function is
 * about to run is what the line before made of it (CodeMap.trace). Functions and comprehensions inside count for the same lines.
 */
import type { CodeObject } from '../compile/code.ts';
import type { Frame } from '../interp/frame.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Pymalloc } from '../pymalloc/pymalloc.ts';

/** What an interpreter without a program holds: its code, its static data, its modules. */
const BASE_BYTES = 16 * 2 ** 20;
const RETURN_VALUE = 59;

export type LineUsage = {
  readonly line: number;
  incrementMib: number;
  memoryMib: number;
  occurrences: number;
};

/** A frame of watched code that runs: the line whose effect is not measured yet. */
type Watched = { readonly frame: Frame; line: number; pc: number };

export class LineMemory {
  readonly code: CodeObject;
  private readonly codes: ReadonlySet<CodeObject>;
  readonly lines: Map<number, LineUsage> = new Map();
  private readonly frames: Watched[] = [];
  private lastLine = 0;
  active = true;
  /** The tracer that was there before. */
  readonly outer: Runtime['tracer'];

  constructor(code: CodeObject, outer: Runtime['tracer']) {
    this.code = code;
    this.codes = new Set(withInner(code));
    this.outer = outer;
  }

  /** Looks at the instruction that is about to run. */
  step(rt: Runtime, f: Frame): void {
    if (!this.codes.has(f.code.source)) return;
    let at = this.frames.at(-1);
    while (at !== undefined && at.frame !== f && at.frame.finished) {
      this.frames.pop();
      at = this.frames.at(-1);
    }
    if (at?.frame !== f) {
      at = { frame: f, line: f.code.source.firstlineno, pc: -1 };
      this.frames.push(at);
    }
    const line = f.code.source.lines[f.pc];
    const jumpedBack = f.pc < at.pc;
    at.pc = f.pc;
    if ((f.code.words[f.pc] & 255) === RETURN_VALUE) {
      this.#measure(rt, at.line);
      this.frames.pop();
      return;
    }
    if (line <= 0 || (line === at.line && !jumpedBack)) return;
    this.#measure(rt, at.line);
    at.line = line;
  }

  #measure(rt: Runtime, line: number): void {
    const memoryMib = residentMib(rt);
    const before = this.lines.get(this.lastLine)?.memoryMib ?? 0;
    const usage = this.lines.get(line);
    if (usage === undefined) {
      this.lines.set(line, { line, incrementMib: memoryMib - before, memoryMib, occurrences: 1 });
    } else {
      usage.incrementMib += memoryMib - before;
      usage.memoryMib = Math.max(usage.memoryMib, memoryMib);
      usage.occurrences++;
    }
    this.lastLine = line;
  }

  /** Measures no more, and forgets the frames that an exception has left. */
  end(): void {
    this.active = false;
    this.frames.length = 0;
  }

  /** First and last line of the function, its decorators included. */
  get range(): readonly [number, number] {
    let last = this.code.firstlineno;
    for (const code of this.codes) for (const line of code.lines) if (line > last) last = line;
    return [this.code.firstlineno, last];
  }
}

/** The code object and all that are among its constants. */
function withInner(code: CodeObject): CodeObject[] {
  return [code, ...code.consts.flatMap((c) => (c.kind === 'code' ? withInner(c.code) : []))];
}

/** MiB that the process holds from the system. */
export function residentMib(rt: Runtime): number {
  const { system } = rt.mem.allocator as Pymalloc;
  return (BASE_BYTES + system.space.residentBytes) / 2 ** 20;
}

/** The tracer of a machine that measures lines; the one before it still runs. */
export function lineTracer(rt: Runtime, f: Frame): boolean {
  const watch = rt.moduleState.get('line memory') as LineMemory;
  if (!watch.active) {
    if (rt.tracer === lineTracer) rt.tracer = watch.outer;
    return watch.outer?.(rt, f) ?? false;
  }
  watch.step(rt, f);
  return watch.outer?.(rt, f) ?? false;
}
