/**
 * A program's run that can be looked at in any moment. The machine is deterministic: going to a moment runs the program again up to
 * it, which takes milliseconds for what people write; views that were made on the way are kept.
 */
import type { GcPhase, GcRefs } from '../sim/gc/events.ts';
import { withChanges } from './changes.ts';
import { type Between, type Death, type Explanation, explain } from './explain.ts';
import { type CollectionFilm, type FilmObject, type FilmPhase, filmObjects } from './film.ts';
import type { LabView } from './model.ts';
import { typeName, valueText } from './objects.ts';
import { type Bounds, labBounds, PROGRAM_FILE, Process, type Program } from './process.ts';
import { isNotable, record, type Timeline } from './timeline.ts';
import { type Baseline, baselineOf, viewOf } from './view.ts';

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
/** Steps around the wanted one whose views are made in the same run, where there is little to look at. */
const AHEAD = 4;
const BEHIND = 8;
/** From this instruction on, running again is felt. */
const FAR = 200_000;
/** Deaths that are told of. */
const MAX_DEATHS = 50;

export class LabRun {
  readonly program: Program;
  readonly timeline: Timeline;
  readonly #bounds: Bounds;
  readonly #codeCache: Map<string, unknown> | null;
  readonly #kept = new Map<number, Moment>();
  #baseline: Baseline | null = null;

  /** Runs the program once. Throws RangeError for a version that does not exist. */
  constructor(
    program: Program,
    bounds: Bounds = labBounds,
    codeCache: Map<string, unknown> | null = null,
    progress?: (instructions: number) => void,
  ) {
    this.program = program;
    this.#bounds = bounds;
    this.#codeCache = codeCache;
    this.timeline = record(program, bounds, codeCache, progress);
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
    const at = Math.min(Math.max(0, step), this.timeline.steps);
    return this.#moment(at, this.instructionOf(at), this.instructionOf(Math.max(0, at - 1)));
  }

  /** The moment before an instruction of the program's own file that is `by` instructions away: 1 on, -1 back. */
  byInstruction(from: number, by: 1 | -1): Moment {
    let found = from;
    let previous = from;
    const debuggee = this.#debuggee(
      {
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
      },
      by === 1 ? from + 1 : Math.max(0, this.instructionOf(Math.max(0, this.stepOf(from) - 1))),
    );
    debuggee.run(this.program.source);
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

  /** Runs to `instruction` with a look at `since` on the way, then a few steps ahead. */
  #look(step: number, instruction: number, since: number): void {
    const { timeline } = this;
    const stops = new Set([since, instruction]);
    // Far from the start the run is what costs: steps back are made ready. Near it, steps on.
    const far = instruction > FAR;
    if (far)
      for (let behind = 2; behind <= BEHIND && step - behind >= 0; behind++)
        stops.add(this.instructionOf(step - behind));
    else
      for (let ahead = 1; ahead <= AHEAD && step + ahead <= timeline.steps; ahead++)
        stops.add(this.instructionOf(step + ahead));
    const order = [...stops].sort((a, b) => a - b);
    const from = order[0];
    let deaths: Death[] = [];
    let collections: { generation: number; automatic: boolean; collected: number; candidates: number }[] = [];
    let arenas: [number, number] = [0, 0];
    let previous: LabView | null = null;
    let listening = false;
    const start = this.instructionOf(0);
    if (this.#baseline === null && order[0] !== start) order.unshift(start);
    let next = 0;
    const debuggee = this.#debuggee(
      {
        moment: (p) => {
          const at = order[next++];
          if (at === start && this.#baseline === null) this.#baseline = baselineOf(p);
          if (at >= from) {
            const { mapped, everMapped } = p.heap.arenas;
            const atEnd = at === timeline.end && (at !== instruction || step === timeline.steps);
            const view = viewOf(p, this.#baseline ?? new Map(), atEnd);
            const between: Between = {
              deaths,
              collections,
              arenasMapped: everMapped - arenas[1],
              arenasUnmapped: arenas[0] + everMapped - arenas[1] - mapped,
            };
            if (at > from || at === instruction)
              this.#keep({
                step: at === instruction ? step : atEnd ? timeline.steps : this.stepOf(at),
                instruction: at,
                view: previous === null ? view : withChanges(previous, view, deaths),
                explanation: previous === null || at === from ? [] : explain(previous, view, between),
              });
            previous = view;
            arenas = [mapped, everMapped];
            deaths = [];
            collections = [];
            listening = true;
          }
          return next < order.length ? order[next] : -1;
        },
        death: (p, o) => {
          if (listening && deaths.length < MAX_DEATHS && isNotable(p, o))
            deaths.push({
              id: p.rt.mem.addressOf(o.addr) + o.type.headBytes,
              type: typeName(o),
              value: valueText(p.rt, o),
            });
        },
        event: (_p, event) => {
          if (!listening) return;
          if (event.type === 'gcStarted') {
            const e = event as unknown as { generation: number; automatic: boolean; candidates: number };
            collections.push({ ...e, collected: 0 });
          } else if (event.type === 'gcFinished' && collections.length > 0) {
            const e = event as unknown as { collected: number };
            collections[collections.length - 1].collected = e.collected;
          }
        },
      },
      order[0],
    );
    debuggee.run(this.program.source);
  }

  /** The collection of that number, phase by phase; undefined where the run has none. */
  film(index: number): CollectionFilm | undefined {
    const wanted = this.timeline.collections[index];
    if (wanted === undefined) return undefined;
    let seen = -1;
    let over = false;
    let objects: FilmObject[] = [];
    const phases: FilmPhase[] = [];
    const debuggee = this.#debuggee(
      {
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
      },
      wanted.instruction + 1,
    );
    debuggee.run(this.program.source);
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

  #debuggee(watcher: ConstructorParameters<typeof Process>[1], firstMoment: number): Process {
    return new Process(this.program, watcher, firstMoment, this.#bounds, this.#codeCache);
  }

  #keep(moment: Moment): void {
    this.#kept.delete(moment.instruction);
    this.#kept.set(moment.instruction, moment);
    if (this.#kept.size > KEPT_VIEWS) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
  }
}
