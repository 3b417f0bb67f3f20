/**
 * Records a run: the timeline, and checkpoints from which any moment of it can be reached. In parts, so that whoever records can look up
 * in between: what is recorded is there from then on.
 */
import { Checkpoints, type Room } from './checkpoints.ts';
import { Columns } from './columns.ts';
import { FLAG } from './flags.ts';
import { isNotable } from './notable.ts';
import { type Bounds, labBounds, Process, type Program, type Watcher } from './process.ts';
import { type Collection, errorLineOf, type Timeline } from './timeline.ts';
import { type Baseline, baselineOf } from './view.ts';

export type RecorderOptions = {
  /** The host's clock in milliseconds, for spacing checkpoints and ending parts. Without it time is taken from instructions. */
  readonly now?: () => number;
  /** Hears of executed instructions now and then. */
  readonly progress?: (instructions: number) => void;
  /** What checkpoints may take; null for none. */
  readonly room?: Room | null;
};

/** Instructions between two looks at the clock. */
const LOOK_EVERY = 1 << 12;
/** Where the machine cannot stop, it is tried again after so many. */
const TRY_AGAIN = 61;
/** Instructions between two reports of progress. */
const PROGRESS_EVERY = 1 << 17;
/** Where there is no clock, a millisecond has so many. */
const INSTRUCTIONS_PER_MS = 8000;

export class Recorder {
  readonly checkpoints: Checkpoints | null;
  /** What was there before the program's first line; null while that has not come. */
  baseline: Baseline | null = null;
  readonly #program: Program;
  readonly #debuggee: Process;
  readonly #columns = new Columns();
  readonly #collections: Collection[] = [];
  readonly #progress: (instructions: number) => void;
  readonly #now: (() => number) | null;
  #nextProgress = PROGRESS_EVERY;
  #flags = 0;
  #arenasMapped = 0;
  #arenasEver = 0;
  /** Milliseconds of running in the parts before this one, and when it began. */
  #ran = 0;
  #began = 0;
  #until = Number.POSITIVE_INFINITY;
  #ended = false;
  #stopped = false;

  /** Compiles the program; nothing has run. Throws RangeError for a version that does not exist. */
  constructor(
    program: Program,
    bounds: Bounds = labBounds,
    codeCache: Map<string, unknown> | null = null,
    options: RecorderOptions = {},
  ) {
    this.#program = program;
    this.#now = options.now ?? null;
    this.#progress = options.progress ?? (() => {});
    this.checkpoints = options.room === null ? null : new Checkpoints(options.room);
    this.#debuggee = new Process(program, this.#watcher(), 0, bounds, codeCache);
    this.#debuggee.start(program.source);
  }

  get complete(): boolean {
    return this.#ended;
  }

  /** Instructions that are recorded: moments up to there can be looked at. */
  get instructions(): number {
    return this.#debuggee.instruction;
  }

  /** Records on, for about `ms` milliseconds; true when the run has ended. */
  advance(ms = Number.POSITIVE_INFINITY): boolean {
    if (this.#ended) return true;
    this.#began = this.#clock();
    this.#until = ms;
    const result = this.#debuggee.goOn();
    this.#ran += this.#clock() - this.#began;
    if (result !== null) this.#end();
    return this.#ended;
  }

  /** Ends the recording here; what is recorded stays. */
  stop(): void {
    if (this.#ended) return;
    this.#stopped = true;
    this.#end();
  }

  /** What is recorded so far. */
  timeline(): Timeline {
    const debuggee = this.#debuggee;
    const result = debuggee.result();
    const error = this.#stopped ? 'stopped: the run was stopped' : result.error;
    return {
      version: this.#program.version,
      ...this.#columns.all(),
      peakBytes: Math.max(0, debuggee.peakBytes - debuggee.startBytes),
      end: debuggee.lastInstruction,
      collections: this.#collections,
      stdout: result.stdout,
      stderr: result.stderr,
      error,
      bound: debuggee.bound,
      errorLine: result.error === null ? 0 : errorLineOf(result.stderr) || debuggee.lineNow,
      truncated: this.#columns.truncated,
      executed: debuggee.instruction,
      complete: this.#ended,
      stopped: this.#stopped,
    };
  }

  #end(): void {
    this.#ended = true;
    if (this.#columns.steps > 0) this.#settle(this.#debuggee);
  }

  #clock(): number {
    return this.#now === null ? this.#debuggee.instruction / INSTRUCTIONS_PER_MS : this.#now();
  }

  #watcher(): Watcher {
    return {
      line: (p, line, depth) => {
        if (this.#columns.steps === 0) this.#begin(p);
        else this.#settle(p);
        this.#columns.add(p.instruction, line, depth, p.currentBytes - p.startBytes);
      },
      moment: (p) => this.#moment(p),
      death: (p, o) => {
        if ((this.#flags & FLAG.death) === 0 && isNotable(p, o)) this.#flags |= FLAG.death;
      },
      event: (p, event) => {
        if (event.type === 'outputWritten' && event.stream === 'stdout') this.#flags |= FLAG.output;
        else if (event.type === 'gcStarted') this.#collectionStarted(p, event);
        else if (event.type === 'gcFinished') this.#collectionFinished(event);
      },
    };
  }

  /** The program's first line comes: what happened before is not its doing. */
  #begin(p: Process): void {
    this.#arenasEver = p.heap.arenas.everMapped;
    this.#arenasMapped = p.heap.arenas.mapped;
    this.#flags = 0;
    this.baseline = baselineOf(p);
  }

  /** A step is over: marks what happened in it. */
  #settle(p: Process): void {
    const { arenas } = p.heap;
    const { mapped, everMapped } = arenas;
    if (everMapped > this.#arenasEver) this.#flags |= FLAG.arenaMapped;
    if (mapped < this.#arenasMapped + (everMapped - this.#arenasEver)) this.#flags |= FLAG.arenaUnmapped;
    this.#arenasEver = everMapped;
    this.#arenasMapped = mapped;
    this.#columns.mark(this.#flags);
    this.#flags = 0;
  }

  #moment(p: Process): number {
    if (p.instruction >= this.#nextProgress) {
      this.#nextProgress = p.instruction + PROGRESS_EVERY;
      this.#progress(p.instruction);
    }
    const spent = this.#clock() - this.#began;
    const over = spent >= this.#until;
    const due = this.checkpoints?.isDue(this.#ran + spent) === true;
    if ((over || due) && !p.pausable) return p.instruction + TRY_AGAIN;
    if (due) this.#keep(p, this.#ran + spent);
    return over ? -1 : p.instruction + LOOK_EVERY;
  }

  #keep(p: Process, ms: number): void {
    const { checkpoints } = this;
    if (checkpoints === null) return;
    const before = this.#clock();
    const checkpoint = p.checkpoint(checkpoints.largest);
    const costMs = this.#clock() - before;
    if (checkpoint === null) checkpoints.refused(ms, costMs);
    else checkpoints.add({ ...checkpoint, ms, collections: this.#collections.length }, costMs);
  }

  #collectionStarted(
    p: Process,
    event: { generation: number; automatic: boolean; candidates: number },
  ): void {
    this.#flags |= FLAG.collection;
    this.#collections.push({
      index: this.#collections.length,
      step: Math.max(0, this.#columns.steps - 1),
      instruction: p.instruction,
      generation: event.generation,
      automatic: event.automatic,
      candidates: event.candidates,
      collected: 0,
      uncollectable: 0,
    });
  }

  #collectionFinished(event: { collected: number; uncollectable: number }): void {
    const last = this.#collections.at(-1);
    if (last === undefined) return;
    last.collected = event.collected;
    last.uncollectable = event.uncollectable;
  }
}

/** The timeline of a program that is run once and not looked into. */
export function record(
  program: Program,
  bounds: Bounds = labBounds,
  codeCache: Map<string, unknown> | null = null,
): Timeline {
  const recorder = new Recorder(program, bounds, codeCache, { room: null });
  recorder.advance();
  return recorder.timeline();
}
