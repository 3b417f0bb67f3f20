/**
 * A program that runs under observation: counts instructions, finds where lines begin, accounts for bytes, tells of deaths and
 * collections. The machine is deterministic, so that the number of an instruction names a moment of the run for good.
 *
 * A line begins where CPython's tracing would say so (sim/interp/lines.ts). Instructions of library modules are counted, lines in
 * them are not.
 */
import { type Bound, BoundExceeded } from '../base/bounds.ts';
import { ImageTooLarge } from '../sim/image/writer.ts';
import type { Frame } from '../sim/interp/frame.ts';
import { beginsLine } from '../sim/interp/lines.ts';
import { isPausable } from '../sim/interp/watch.ts';
import type { SimEvent } from '../sim/listen.ts';
import { boot, Machine, type RunResult, type Snapshot, snapshotBytes } from '../sim/machine.ts';
import { provideInput } from '../sim/modules/sys.ts';
import type { PyObject } from '../sim/objects/header.ts';
import type { Runtime, Watch } from '../sim/objects/runtime.ts';
import { type AccountImage, LineAccount, type LineBytes } from '../sim/profile/account.ts';
import type { Pymalloc } from '../sim/pymalloc/pymalloc.ts';
import { inputOf } from './input.ts';

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
  heapBytes: 2 ** 30,
  outputBytes: 2 ** 18,
  recursionDepth: 1000,
};

export type Program = { readonly source: string; readonly version: string };

/** Who watches. All are called while the machine stands still between two instructions, or inside one (deaths, events). */
export type Watcher = {
  /** A line of the program is about to begin; `instruction` is the number of its first instruction. */
  readonly line?: (debuggee: Process, line: number, depth: number) => void;
  /** The moment that was asked for has come; returns the next one, or -1 to leave off here. */
  readonly moment?: (debuggee: Process) => number;
  /** An object's count reached zero: what it held is still there. */
  readonly death?: (debuggee: Process, o: PyObject) => void;
  /** Whatever the machine reports. */
  readonly event?: (debuggee: Process, event: SimEvent) => void;
};

function importLinesOf(source: string): Set<number> {
  const lines = source.split('\n').flatMap((text, i) => (/^\s*(import|from)\s/.test(text) ? [i + 1] : []));
  return new Set(lines);
}

/** Bytes that were asked for at `address`, of pymalloc or of the system; -1 where no live block starts there. */
export function requestedBytes(heap: Pymalloc, address: number): number {
  return heap.requestedBytes(address);
}

/** A moment of a run that a process can be made of. */
export type Checkpoint = {
  readonly instruction: number;
  /** The line that begins there, if one does, was told of. */
  readonly told: boolean;
  readonly machine: Snapshot;
  readonly account: AccountImage;
  readonly lastInstruction: number;
  readonly startBytes: number;
  /** Room that it takes in the host, about. */
  readonly sizeBytes: number;
};

/** One run of a program in a machine of its own. */
export class Process {
  readonly rt: Runtime;
  readonly heap: Pymalloc;
  /** The instruction before which the program's last frame ended. */
  lastInstruction = 0;
  /** Bytes that live when the program's first instruction comes: not the program's. */
  startBytes = 0;
  /** Lines that import: what is allocated while they run is the library's. */
  readonly importLines: ReadonlySet<number>;
  readonly #machine: Machine;
  readonly #bounds: Bounds;
  readonly #account: LineAccount;
  readonly #watch: Watch;
  #watcher: Watcher;
  #standing = false;
  #stopped = false;

  /**
   * A process before its first instruction, or at a checkpoint of the same program. Throws RangeError for a version that does not exist.
   * `firstMoment`: when to call `watcher.moment` first, -1 for never.
   */
  constructor(
    program: Program,
    watcher: Watcher,
    firstMoment = -1,
    bounds: Bounds = labBounds,
    codeCache: Map<string, unknown> | null = null,
    from: Checkpoint | null = null,
  ) {
    this.importLines = importLinesOf(program.source);
    this.#bounds = bounds;
    this.#watcher = watcher;
    this.#machine = from === null ? booted(program, bounds, codeCache) : Machine.of(from.machine, codeCache);
    const { rt } = this.#machine;
    this.rt = rt;
    this.heap = rt.mem.allocator as unknown as Pymalloc;
    this.#account = new LineAccount(rt, PROGRAM_FILE, from?.account);
    rt.mem.account = this.#account;
    const { dealloc } = rt.hooks;
    rt.hooks = {
      ...rt.hooks,
      dealloc: (r, o) => {
        const { death } = this.#watcher;
        if (death !== undefined && this.#account.started) death(this, o);
        dealloc(r, o);
      },
    };
    rt.sink = (event) => this.#watcher.event?.(this, event as SimEvent);
    this.#watch = this.#watching(from?.instruction ?? 0);
    if (from !== null) {
      this.lastInstruction = from.lastInstruction;
      this.startBytes = from.startBytes;
      this.#standing = true;
      if (from.told) this.#watch.pausedAt = from.instruction;
    }
    this.look(watcher, firstMoment);
    rt.watch = this.#watch;
  }

  /** Instructions that have been begun. */
  get instruction(): number {
    return this.#watch.instruction;
  }

  /** The frame of the running or the coming instruction, of whichever file. */
  get frame(): Frame | null {
    return this.#watch.frame as Frame | null;
  }

  /** The line of the program that runs. */
  get lineNow(): number {
    return this.#account.line();
  }

  get currentBytes(): number {
    return this.#account.bytes;
  }

  get peakBytes(): number {
    return this.#account.peakBytes;
  }

  /** What each line has of the blocks that live. */
  get byLine(): Map<number, LineBytes> {
    return this.#account.byLine();
  }

  /** It stands between two instructions and can go on. */
  get standing(): boolean {
    return this.#standing;
  }

  /** Whether a checkpoint can be taken now; see sim/interp/watch.ts. */
  get pausable(): boolean {
    return isPausable(this.rt);
  }

  /** The line that asked for a live block, or undefined where it was there before the program. */
  lineOfBlock(address: number): number | undefined {
    return this.#account.lineOf(this.rt.mem.handleOf(address));
  }

  /** Runs from its start to the end, or to the moment at which the watcher stops it (then null). */
  run(source: string): RunResult | null {
    this.start(source);
    return this.goOn();
  }

  /** Compiles the program and stands before its first instruction. */
  start(source: string): void {
    this.#machine.start(source, PROGRAM_FILE);
    this.#standing = true;
  }

  /** Goes on to the end, or to the moment at which the watcher stops it (then null): see `standing`. */
  goOn(): RunResult | null {
    const { instruction, pausedAt, stopAt } = this.#watch;
    if (this.#standing && stopAt === instruction && pausedAt === instruction) {
      // It stands at the moment that is asked for.
      const next = this.#watcher.moment?.(this) ?? -1;
      if (next < 0) return null;
      this.look(this.#watcher, next);
    }
    this.#standing = false;
    const ended = this.#machine.goOn();
    if (!ended) {
      this.#standing = true;
      return null;
    }
    return this.#stopped ? null : this.#machine.result();
  }

  /** Lets somebody else watch from here on, a process that stands or one that has not begun. */
  look(watcher: Watcher, nextMoment: number): void {
    this.#watcher = watcher;
    this.#watch.stopAt =
      nextMoment < 0 ? this.#bounds.instructions : Math.min(nextMoment, this.#bounds.instructions);
  }

  /** This moment; the process stands, or is `pausable`. Null where it would take more room than `limitBytes`. */
  checkpoint(limitBytes: number): Checkpoint | null {
    let machine: Snapshot;
    try {
      machine = this.#machine.snapshot(limitBytes);
    } catch (problem) {
      if (problem instanceof ImageTooLarge) return null;
      throw problem;
    }
    const account = this.#account.image();
    const { instruction, lastInstruction, startBytes } = this;
    // Inside a call of `moment` it was; a process that stands has been there, unless it has not begun.
    const told = !this.#standing || this.#watch.pausedAt === instruction;
    const sizeBytes = snapshotBytes(machine) + account.lines.byteLength + 48 * account.others.size;
    return { instruction, told, machine, account, lastInstruction, startBytes, sizeBytes };
  }

  /** The bound that ended the program, if one did. */
  get bound(): Bound | null {
    return this.#machine.bound;
  }

  /** What the program wrote so far and how it ended. */
  result(): RunResult {
    return this.#machine.result();
  }

  #watching(instruction: number): Watch {
    const rt = this.rt;
    const account = this.#account;
    const limit = this.#bounds.instructions;
    const watch: Watch = {
      instruction,
      frame: rt.thread.frame,
      stopAt: limit,
      pausedAt: -1,
      marks: (filename) => filename === PROGRAM_FILE,
      line: (_rt, frame: Frame) => {
        if (!account.started) {
          account.started = true;
          account.peakBytes = account.bytes;
          this.startBytes = account.bytes;
        }
        if (!rt.finalizing) this.lastInstruction = watch.instruction;
        if (beginsLine(rt, frame)) {
          account.lastLine = frame.line;
          this.#watcher.line?.(this, frame.line, rt.thread.depth);
        }
      },
      raised: (_rt, frame: Frame) => {
        if (frame.code.source.filename === PROGRAM_FILE && !rt.finalizing)
          this.lastInstruction = watch.instruction - 1;
      },
      stop: () => {
        if (watch.instruction >= limit)
          throw new BoundExceeded('steps', 'the program ran for more instructions than it may');
        const next = this.#watcher.moment?.(this) ?? -1;
        if (next < 0) return this.#leave();
        watch.stopAt = Math.min(next, limit);
        return false;
      },
    };
    return watch;
  }

  /** Ends this part of the run: the process stands, or, inside native code, cannot go on. */
  #leave(): true {
    if (isPausable(this.rt)) return true;
    this.#stopped = true;
    throw new BoundExceeded('steps', 'stopped');
  }
}

/** Native work is charged in steps; whoever waits for it can stop the run. */
const STEPS_PER_INSTRUCTION = 100;

function booted(program: Program, bounds: Bounds, codeCache: Map<string, unknown> | null): Machine {
  const { heapBytes, outputBytes, recursionDepth } = bounds;
  const steps = STEPS_PER_INSTRUCTION * bounds.instructions;
  const machine = boot(program.version, { steps, heapBytes, outputBytes, recursionDepth }, codeCache);
  if (machine === undefined) throw new RangeError(`there is no version ${program.version}`);
  provideInput(machine.rt, inputOf(program.source));
  return machine;
}
