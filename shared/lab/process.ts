/**
 * A program that runs under observation: counts instructions, finds where lines begin, accounts for bytes, tells of deaths and
 * collections. The machine is deterministic, so that the number of an instruction names a moment of the run for good.
 *
 * A line begins where CPython's tracing would say so (sim/interp/lines.ts). Instructions of library modules are counted, lines in
 * them are not.
 */
import { BoundExceeded } from '../base/bounds.ts';
import type { Frame } from '../sim/interp/frame.ts';
import { beginsLine } from '../sim/interp/lines.ts';
import { boot, type Machine, type RunResult } from '../sim/machine.ts';
import type { PyObject } from '../sim/objects/header.ts';
import type { Runtime, Watch } from '../sim/objects/runtime.ts';
import type { Pymalloc } from '../sim/pymalloc/pymalloc.ts';

export const PROGRAM_FILE = 'program.py';

export type Bounds = {
  /** Instructions that a run may take. */
  readonly instructions: number;
  readonly heapBytes: number;
  readonly outputBytes: number;
  readonly recursionDepth: number;
};

export const labBounds: Bounds = {
  instructions: 20_000_000,
  heapBytes: 256 * 2 ** 20,
  outputBytes: 2 ** 18,
  recursionDepth: 1000,
};

export type Program = { readonly source: string; readonly version: string };

/** Who watches. All are called while the machine stands still between two instructions, or inside one (deaths, events). */
export type Watcher = {
  /** A line of the program is about to begin; `instruction` is the number of its first instruction. */
  readonly line?: (debuggee: Process, line: number, depth: number) => void;
  /** The moment that was asked for has come; returns the next one, or -1 to end the run here. */
  readonly moment?: (debuggee: Process) => number;
  /** An object's count reached zero: what it held is still there. */
  readonly death?: (debuggee: Process, o: PyObject) => void;
  /** Whatever the machine reports. */
  readonly event?: (debuggee: Process, event: { readonly type?: string; readonly kind?: string }) => void;
};

/** A line with what it allocated and what of that still lives. */
export type LineBytes = { bytes: number; blocks: number };

function importLinesOf(source: string): Set<number> {
  const lines = source.split('\n').flatMap((text, i) => (/^\s*(import|from)\s/.test(text) ? [i + 1] : []));
  return new Set(lines);
}

/** Bytes that were asked for at `address`, of pymalloc or of the system; -1 where no live block starts there. */
export function requestedBytes(heap: Pymalloc, address: number): number {
  const inPool = heap.requestedAt(address);
  return inPool >= 0 ? inPool : heap.system.requestedAt(address);
}

/** One run of a program in a machine of its own. */
export class Process {
  readonly rt: Runtime;
  readonly heap: Pymalloc;
  /** The instruction before which the program's last frame ended. */
  lastInstruction = 0;
  /** Line and depth of the innermost frame of the program. */
  lineNow = 0;
  currentBytes = 0;
  peakBytes = 0;
  /** Bytes that live when the program's first instruction comes: not the program's. */
  startBytes = 0;
  readonly byLine: Map<number, LineBytes> = new Map();
  /** Lines that import: what is allocated while they run is the library's. */
  readonly importLines: ReadonlySet<number>;
  readonly #owners: Map<number, number> = new Map();
  readonly #machine: Machine;
  readonly #watcher: Watcher;
  readonly #bounds: Bounds;
  #watch: Watch = null!;
  #next: number;
  #started = false;
  #stopped = false;

  /** Throws RangeError for a version that does not exist. `firstMoment`: when to call `watcher.moment` first, -1 for never. */
  constructor(
    program: Program,
    watcher: Watcher,
    firstMoment = -1,
    bounds: Bounds = labBounds,
    codeCache: Map<string, unknown> | null = null,
  ) {
    const machine = boot(
      program.version,
      {
        heapBytes: bounds.heapBytes,
        outputBytes: bounds.outputBytes,
        recursionDepth: bounds.recursionDepth,
      },
      codeCache,
    );
    if (machine === undefined) throw new RangeError(`there is no version ${program.version}`);
    this.#machine = machine;
    this.importLines = importLinesOf(program.source);
    this.#watcher = watcher;
    this.#next = firstMoment;
    this.#bounds = bounds;
    this.rt = machine.rt;
    this.heap = this.rt.mem.allocator as unknown as Pymalloc;
    this.#countBytes();
    if (watcher.death !== undefined) {
      const { dealloc } = this.rt.hooks;
      const { death } = watcher;
      this.rt.hooks = {
        ...this.rt.hooks,
        dealloc: (rt, o) => {
          if (this.#started) death(this, o);
          dealloc(rt, o);
        },
      };
    }
    if (watcher.event !== undefined) {
      const { event } = watcher;
      this.rt.sink = (e) => event(this, e as { type?: string; kind?: string });
    }
    this.#trace();
  }

  /** Instructions that have been begun. */
  get instruction(): number {
    return this.#watch.instruction;
  }

  /** The frame of the running or the coming instruction, of whichever file. */
  get frame(): Frame | null {
    return this.#watch.frame as Frame | null;
  }

  /** The line that asked for a live block, or undefined where it was there before the program. */
  lineOfBlock(address: number): number | undefined {
    return this.#owners.get(address);
  }

  /** Runs to the end, or to the moment at which the watcher stops it (then null). */
  run(source: string): RunResult | null {
    const result = this.#machine.run(source, PROGRAM_FILE);
    return this.#stopped ? null : result;
  }

  #trace(): void {
    const rt = this.rt;
    const watcher = this.#watcher;
    const limit = this.#bounds.instructions;
    const watch: Watch = {
      instruction: 0,
      frame: null,
      stopAt: -1,
      pausedAt: -1,
      marks: (filename) => filename === PROGRAM_FILE,
      line: (_rt, frame: Frame) => {
        if (!this.#started) {
          this.#started = true;
          this.startBytes = this.currentBytes;
          this.peakBytes = this.currentBytes;
        }
        if (!rt.finalizing) this.lastInstruction = watch.instruction;
        if (beginsLine(frame)) {
          this.lineNow = frame.line;
          watcher.line?.(this, frame.line, rt.thread.depth);
        }
      },
      raised: (_rt, frame: Frame) => {
        if (frame.code.source.filename === PROGRAM_FILE && !rt.finalizing)
          this.lastInstruction = watch.instruction - 1;
      },
      stop: () => {
        if (watch.instruction >= limit)
          throw new BoundExceeded('steps', 'the program ran for more instructions than it may');
        this.#next = watcher.moment?.(this) ?? -1;
        if (this.#next < 0) this.#stop();
        watch.stopAt = Math.min(this.#next, limit);
        return false;
      },
    };
    watch.stopAt = this.#next < 0 ? limit : Math.min(this.#next, limit);
    rt.watch = watch;
    this.#watch = watch;
  }

  /** Ends the run here; the machine cannot go on. */
  #stop(): never {
    this.#stopped = true;
    throw new BoundExceeded('steps', 'stopped');
  }

  /** Puts an account in front of the allocator: bytes as tracemalloc counts them, by the line that asked for them. */
  #countBytes(): void {
    const heap = this.heap;
    const malloc = heap.malloc.bind(heap);
    const free = heap.free.bind(heap);
    const realloc = heap.realloc.bind(heap);
    const mallocUnit = heap.mallocUnit.bind(heap);
    const freeUnit = heap.freeUnit.bind(heap);
    const bytesAt = (address: number): number => requestedBytes(heap, address);
    const addressOfUnit = (unit: number): number => heap.origin + unit * heap.geometry.alignment;
    // A resize may call malloc and free itself.
    let resizing = false;
    const take = (address: number, sizeBytes: number): void => {
      if (resizing) return;
      this.currentBytes += sizeBytes;
      if (this.currentBytes > this.peakBytes) this.peakBytes = this.currentBytes;
      if (!this.#started) return;
      this.#owners.set(address, this.lineNow);
      const row = this.byLine.get(this.lineNow);
      if (row === undefined) this.byLine.set(this.lineNow, { bytes: sizeBytes, blocks: 1 });
      else {
        row.bytes += sizeBytes;
        row.blocks++;
      }
    };
    const give = (address: number, sizeBytes: number): void => {
      if (resizing) return;
      this.currentBytes -= sizeBytes;
      const line = this.#owners.get(address);
      if (line === undefined) return;
      this.#owners.delete(address);
      const row = this.byLine.get(line)!;
      row.bytes -= sizeBytes;
      row.blocks--;
    };
    heap.malloc = (sizeBytes) => {
      const address = malloc(sizeBytes);
      if (address !== 0) take(address, sizeBytes);
      return address;
    };
    heap.free = (address) => {
      if (address !== 0) give(address, Math.max(0, bytesAt(address)));
      free(address);
    };
    heap.mallocUnit = (sizeBytes) => {
      const unit = mallocUnit(sizeBytes);
      if (unit !== 0) take(addressOfUnit(unit), sizeBytes);
      return unit;
    };
    heap.freeUnit = (unit) => {
      const address = addressOfUnit(unit);
      give(address, bytesAt(address));
      freeUnit(unit);
    };
    heap.realloc = (address, sizeBytes) => {
      const before = address === 0 ? 0 : bytesAt(address);
      resizing = true;
      const moved = realloc(address, sizeBytes);
      resizing = false;
      if (moved !== 0) {
        if (address !== 0) give(address, before);
        take(moved, sizeBytes);
      }
      return moved;
    };
  }
}
