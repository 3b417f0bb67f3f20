/**
 * A program's run that can be looked at in any moment. The machine is deterministic: going to a moment runs the program again from the
 * checkpoint before it. The process that made a view stays where it is, so that the next step is run and nothing else.
 */
import type { GcPhase, GcRefs } from '../sim/gc/events.ts';
import { withChanges } from './changes.ts';
import type { Room } from './checkpoints.ts';
import { type Between, type Death, type Explanation, explain } from './explain.ts';
import { type CollectionFilm, type FilmObject, type FilmPhase, filmObjects } from './film.ts';
import type { LabView } from './model.ts';
import { isNotable } from './notable.ts';
import { typeName, valueText } from './objects.ts';
import {
  type Bounds,
  type Checkpoint,
  labBounds,
  PROGRAM_FILE,
  Process,
  type Program,
  type Watcher,
} from './process.ts';
import { Recorder } from './recorder.ts';
import type { Timeline, TimelinePart } from './timeline.ts';
import { viewOf } from './view.ts';

/** A moment with what the step before it did. */
export type Moment = {
  /** The line step whose first instruction comes, or the number of steps at the end. */
  readonly step: number;
  readonly instruction: number;
  readonly view: LabView;
  readonly explanation: readonly Explanation[];
};

/** Views that are kept, newest use last. */
const KEPT_VIEWS = 24;
/** Views as the machine gives them. */
const SEEN_VIEWS = 4;
/** Deaths that are told of. */
const MAX_DEATHS = 50;
/** Where a moment is so many instructions from the checkpoint before it, one is taken close to it on the way. */
const FAR = 30_000;
/** How many line steps before a far moment, so that steps back from there are near. */
const BEHIND = 40;

export type RunOptions = {
  /** Hears of executed instructions now and then. */
  readonly progress?: (instructions: number) => void;
  /** The host's clock in milliseconds: it spaces checkpoints by what running costs. */
  readonly now?: () => number;
  /** What checkpoints may take. */
  readonly room?: Room;
  /** Nothing has run when the object is made: `record` runs the program. */
  readonly inParts?: boolean;
};

export class LabRun {
  readonly program: Program;
  readonly #bounds: Bounds;
  readonly #codeCache: Map<string, unknown> | null;
  readonly #recorder: Recorder;
  readonly #kept = new Map<number, Moment>();
  /** Views by instruction, as the machine gives them: the moment before the one that was looked at is the next one on the way back. */
  readonly #seen = new Map<number, LabView>();
  #timeline: Timeline | null = null;
  /** The process that made the last view, where it can go on from there. */
  #playhead: Process | null = null;
  /** Close to where somebody looks. */
  #near: Checkpoint | null = null;

  /** Runs the program once, to its end unless `inParts`. Throws RangeError for a version that does not exist. */
  constructor(
    program: Program,
    bounds: Bounds = labBounds,
    codeCache: Map<string, unknown> | null = null,
    options: RunOptions = {},
  ) {
    this.program = program;
    this.#bounds = bounds;
    this.#codeCache = codeCache;
    this.#recorder = new Recorder(program, bounds, codeCache, options);
    if (options.inParts !== true) this.record();
  }

  /** Runs on for about `ms` milliseconds; true when the run is recorded to its end. Moments that are recorded can be looked at meanwhile. */
  record(ms = Number.POSITIVE_INFINITY): boolean {
    this.#timeline = null;
    return this.#recorder.advance(ms);
  }

  /** Ends the recording where it is; what is recorded stays. */
  stop(): void {
    this.#timeline = null;
    this.#recorder.stop();
  }

  /** Instructions that are recorded. */
  get instructions(): number {
    return this.#recorder.instructions;
  }

  /** What is recorded so far. */
  get timeline(): Timeline {
    this.#timeline ??= this.#recorder.timeline();
    return this.#timeline;
  }

  /** What is recorded since step `from`, for somebody who has the steps before. */
  part(from: number): TimelinePart {
    const { instructions, lines, depths, flags, bytes, ...rest } = this.timeline;
    const since = <T extends { slice(from: number): T }>(column: T): T => column.slice(from);
    return {
      columns: {
        instructions: since(instructions),
        lines: since(lines),
        depths: since(depths),
        flags: since(flags),
        bytes: since(bytes),
      },
      rest: { ...rest, collections: rest.collections.map((collection) => ({ ...collection })) },
    };
  }

  /** How many checkpoints there are, and the room they take in bytes, about. */
  get checkpoints(): { readonly count: number; readonly sizeBytes: number } {
    const { count, sizeBytes } = this.#recorder.checkpoints!;
    return { count, sizeBytes };
  }

  /** The instruction at which a line step begins; the last moment is after all steps. */
  instructionOf(step: number): number {
    const { timeline } = this;
    return step < timeline.steps ? timeline.instructions[Math.max(0, step)] : timeline.end;
  }

  /** The line step that an instruction belongs to. */
  stepOf(instruction: number): number {
    const { instructions, steps } = this.timeline;
    let low = 0;
    let high = steps - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (instructions[middle] <= instruction) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** The moment before line step `step`; from the number of steps on, the end. */
  atStep(step: number): Moment {
    const { steps, truncated } = this.timeline;
    const at = Math.min(Math.max(0, step), steps);
    // Where lines were not recorded to the end, the step before it is not known.
    const since = truncated && at === steps ? at : Math.max(0, at - 1);
    return this.#moment(at, this.instructionOf(at), this.instructionOf(since));
  }

  /** The moment before an instruction of the program's own file that is `by` instructions away: 1 on, -1 back. */
  byInstruction(from: number, by: 1 | -1): Moment {
    let found = from;
    let previous = from;
    const first = by === 1 ? from + 1 : Math.max(0, this.instructionOf(Math.max(0, this.stepOf(from) - 1)));
    this.#runFrom(first, {
      moment: (p) => {
        const own = p.frame?.code.source.filename === PROGRAM_FILE;
        if (by === 1) {
          if (p.instruction > from && own) {
            found = p.instruction;
            return -1;
          }
        } else {
          if (p.instruction >= from) {
            found = previous;
            return -1;
          }
          if (own) previous = p.instruction;
        }
        return p.instruction + 1;
      },
    });
    const at = Math.min(found, this.timeline.end);
    return this.#moment(this.stepOf(at), at, Math.min(from, at));
  }

  /** The state with the greatest instruction is not kept longer than others: a run again finds it. */
  #moment(step: number, instruction: number, since: number): Moment {
    const kept = this.#kept.get(instruction);
    if (kept !== undefined && kept.step === step) {
      this.#kept.delete(instruction);
      this.#kept.set(instruction, kept);
      return kept;
    }
    this.#look(step, instruction, since);
    const made = this.#kept.get(instruction);
    if (made === undefined) throw new RangeError(`the run has no instruction ${instruction}`);
    return made;
  }

  /** Runs to `instruction` with a look at `since` on the way. */
  #look(step: number, instruction: number, since: number): void {
    const { timeline } = this;
    const atEnd = instruction === timeline.end && step === timeline.steps;
    let deaths: Death[] = [];
    let collections: Between['collections'][number][] = [];
    let arenas: [number, number] = [0, 0];
    let previous: LabView | null = null;
    const watcher: Watcher = {
      moment: (p) => {
        if (p.instruction < since) {
          // On the way to a place that is far.
          if (!p.pausable) return p.instruction + 61 < since ? p.instruction + 61 : since;
          this.#near = p.checkpoint(this.#recorder.checkpoints!.largest) ?? this.#near;
          return since;
        }
        const { mapped, everMapped } = p.heap.arenas;
        const there = p.instruction === instruction;
        const view = this.#viewAt(p, there && atEnd);
        if (there) {
          const between: Between = {
            deaths,
            collections,
            arenasMapped: everMapped - arenas[1],
            arenasUnmapped: arenas[0] + everMapped - arenas[1] - mapped,
          };
          this.#keep({
            step,
            instruction,
            view: previous === null ? view : withChanges(previous, view, deaths),
            explanation: previous === null ? [] : explain(previous, view, between),
          });
          return -1;
        }
        previous = view;
        arenas = [mapped, everMapped];
        deaths = [];
        collections = [];
        return instruction;
      },
      death: (p, o) => {
        if (previous !== null && deaths.length < MAX_DEATHS && isNotable(p, o))
          deaths.push({
            id: p.rt.mem.addressOf(o.addr) + o.type.headBytes,
            type: typeName(o),
            value: valueText(p.rt, o),
          });
      },
      event: (_p, event) => {
        if (previous === null) return;
        if (event.type === 'gcStarted') {
          const e = event as unknown as { generation: number; automatic: boolean; candidates: number };
          collections.push({ ...e, collected: 0 });
        } else if (event.type === 'gcFinished' && collections.length > 0) {
          const e = event as unknown as { collected: number };
          collections[collections.length - 1] = {
            ...collections[collections.length - 1],
            collected: e.collected,
          };
        }
      },
    };
    const base = this.#before(since);
    const near = this.instructionOf(Math.max(0, step - BEHIND));
    const far = since - (base?.instruction ?? 0) > FAR;
    this.#runFrom(since, watcher, far && near < since ? near : since, base);
  }

  /** The view of the moment at which the process is. */
  #viewAt(p: Process, atEnd: boolean): LabView {
    const seen = atEnd ? undefined : this.#seen.get(p.instruction);
    const view = seen ?? viewOf(p, this.#recorder.baseline ?? new Map(), atEnd);
    if (!atEnd) keepLast(this.#seen, p.instruction, view, SEEN_VIEWS);
    return view;
  }

  /** The collection of that number, phase by phase; undefined where the run has none. */
  film(index: number): CollectionFilm | undefined {
    const wanted = this.timeline.collections[index];
    if (wanted === undefined) return undefined;
    const base = this.#recorder.checkpoints!.before(wanted.instruction - 1);
    let seen = (base?.collections ?? 0) - 1;
    let over = false;
    let objects: FilmObject[] = [];
    const phases: FilmPhase[] = [];
    const watcher: Watcher = {
      event: (p, event) => {
        if (event.type === 'gcStarted' && ++seen === index)
          objects = filmObjects(p.rt, wanted.generation, (o) => isNotable(p, o));
        else if (event.type === 'gcFinished' && seen === index) over = true;
        else if (event.type === 'gcPhase' && seen === index && !over) {
          const e = event as unknown as {
            phase: GcPhase;
            refs?: readonly GcRefs[];
            addresses?: readonly number[];
          };
          const ids = new Set(objects.map((o) => o.id));
          phases.push({
            phase: e.phase,
            refs: (e.refs ?? []).filter((row) => ids.has(row.address)),
            addresses: (e.addresses ?? []).filter((address) => ids.has(address)),
          });
        }
      },
      moment: (p) => (over ? -1 : p.instruction + 1),
    };
    this.#debuggeeAt(base, watcher, wanted.instruction).goOn();
    return {
      index,
      generation: wanted.generation,
      automatic: wanted.automatic,
      candidates: wanted.candidates,
      collected: wanted.collected,
      phases,
      objects,
    };
  }

  /** Runs from somewhere before `instruction` under `watcher`, whose first moment is `first`; keeps the process if it can go on. */
  #runFrom(
    instruction: number,
    watcher: Watcher,
    first = instruction,
    base = this.#before(instruction),
  ): void {
    let debuggee: Process;
    if (base instanceof Process) {
      debuggee = base;
      debuggee.look(watcher, Math.max(first, debuggee.instruction));
    } else debuggee = this.#debuggeeAt(base, watcher, Math.max(first, base?.instruction ?? 0));
    this.#playhead = null;
    debuggee.goOn();
    if (debuggee.standing) this.#playhead = debuggee;
  }

  /** The place nearest before an instruction from which one can run: the process that made the last view, a checkpoint, or null: the start. */
  #before(instruction: number): Process | Checkpoint {
    let base: Checkpoint = this.#recorder.checkpoints!.before(instruction)!;
    const near = this.#near;
    if (near !== null && near.instruction <= instruction && near.instruction > base.instruction) base = near;
    const playhead = this.#playhead;
    return playhead !== null &&
      playhead.instruction <= instruction &&
      playhead.instruction >= base.instruction
      ? playhead
      : base;
  }

  /** A process at a checkpoint, or at the start. */
  #debuggeeAt(base: Checkpoint | null, watcher: Watcher, firstMoment: number): Process {
    const debuggee = new Process(this.program, watcher, firstMoment, this.#bounds, this.#codeCache, base);
    if (base === null) debuggee.start(this.program.source);
    return debuggee;
  }

  #keep(moment: Moment): void {
    keepLast(this.#kept, moment.instruction, moment, KEPT_VIEWS);
  }
}

/** Sets a value as the last one and lets the first one go where there are more than `most`. */
function keepLast<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  const [oldest] = map.keys();
  map.delete(oldest);
}
