import { batch, computed, signal } from '@preact/signals';
import type { LabObject } from '../../../shared/lab/model.ts';
import type { Moment } from '../../../shared/lab/run.ts';
import type { Timeline } from '../../../shared/lab/timeline.ts';
import { atLine, type Direction, happened, stepInto, stepOut, stepOver } from '../../../shared/lab/travel.ts';
import { speed } from '../../state/settings.ts';
import { type Link, lifeline } from './objects/lifeline.ts';
import { Runner, Stopped } from './run/Runner.ts';
import { writeDraft } from './share/drafts.ts';
import type { Shared } from './share/share.ts';
import { defaultVersion } from './versions.ts';
import { Views } from './views.ts';

export * from './versions.ts';

/** After the last key, before the program runs again. */
const QUIET_MS = 600;
/** A worker that does not answer for so long is ended. */
const DEAF_MS = 2500;
const PLAY_MS = 700;
/** Between two looks whether a moment has come. */
const WAIT_MS = 20;

const lineSteps = { into: stepInto, over: stepOver, out: stepOut } as const;

export type LoadOptions = {
  readonly version?: string;
  readonly example?: string | null;
  readonly level?: { readonly id: string; readonly title: string };
  readonly step?: number;
  /** The moment is in the middle of the line step. */
  readonly instruction?: number;
};

/** The Lab's model: the program, its run, the moment that is looked at, and what is pointed at. */
export class Lab {
  readonly source = signal('');
  readonly version = signal<string>(defaultVersion);
  readonly example = signal<string | null>(null);
  /** The level whose objects the program makes. */
  readonly level = signal<{ readonly id: string; readonly title: string } | null>(null);
  /** What the timeline is of: an example, or the person's own program. */
  readonly shown = signal<string>('own');
  /** Grows while the run is recorded. */
  readonly timeline = signal<Timeline | null>(null);
  /** Another number for each run: what is remembered of one does not hold for the next. */
  readonly runs = signal(0);
  readonly moment = signal<Moment | null>(null);
  readonly running = signal(false);
  readonly instructions = signal(0);
  readonly playing = signal(false);
  readonly problem = signal<string | null>(null);
  readonly selected = signal<number | null>(null);
  readonly hovered = signal<number | null>(null);
  /** Objects that a line or a type stands for, while it is pointed at. */
  readonly group = signal<ReadonlySet<number> | null>(null);
  /** Objects whose pile was opened in the graph. */
  readonly unfolded = signal<ReadonlySet<number>>(new Set());
  readonly breakpoints = signal<ReadonlySet<number>>(new Set());
  readonly views = new Views();

  /** The step that is wanted, which may still be on its way. */
  readonly step = signal(0);
  readonly objects = computed(
    () => new Map<number, LabObject>((this.moment.value?.view.objects ?? []).map((o) => [o.id, o])),
  );
  /** What all views light up: the object that is pointed at, else a group, else the selected object. */
  readonly lit = computed<ReadonlySet<number>>(() => {
    if (this.hovered.value !== null) return new Set([this.hovered.value]);
    if (this.group.value !== null) return this.group.value;
    return new Set(this.selected.value === null ? [] : [this.selected.value]);
  });
  /** The references that keep the selected object alive, as `from to` with frames as `f` and their index. */
  readonly chain = computed<ReadonlySet<string>>(() => {
    const id = this.selected.value;
    const view = this.moment.value?.view;
    if (id === null || view === undefined) return new Set();
    const from = ({ by, frame }: Link) => (typeof by === 'string' ? `f${frame}` : by.id);
    return new Set(lifeline(view, id).map((link) => `${from(link)} ${link.to}`));
  });

  readonly runner = new Runner();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #play: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  #turn = 0;
  /** The turn whose first part has arrived. */
  #arrived = 0;
  /** A step that is wanted and not recorded yet. */
  #pending: number | null = null;

  /** Takes a program and runs it. `step`: the moment to show first. */
  load(source: string, options: LoadOptions = {}): void {
    batch(() => {
      this.source.value = source;
      if (options.version) this.version.value = options.version;
      this.example.value = options.example ?? null;
      this.level.value = options.level ?? null;
      this.breakpoints.value = new Set();
      this.selected.value = null;
      this.hovered.value = null;
      this.group.value = null;
      this.foldAll();
    });
    void this.#open(options);
  }

  async #open({ step = 0, instruction }: LoadOptions): Promise<void> {
    const turn = this.#turn + 1;
    await this.run(step);
    if (instruction !== undefined && turn === this.#turn) await this.#toInstruction(instruction);
  }

  /** What a link to this moment holds. */
  shared(): Shared {
    const timeline = this.timeline.peek();
    const moment = this.moment.peek();
    const step = this.step.peek();
    const shared = { source: this.source.peek(), version: this.version.peek(), step };
    const isInside =
      moment !== null &&
      moment.step === step &&
      timeline !== null &&
      step < timeline.steps &&
      moment.instruction !== timeline.instructions[step];
    return isInside ? { ...shared, instruction: moment.instruction } : shared;
  }

  /** The program was changed by hand: it runs again when the hand rests. */
  edit(source: string): void {
    if (source === this.source.peek()) return;
    this.source.value = source;
    this.example.value = null;
    this.level.value = null;
    this.pause();
    writeDraft({ source, version: this.version.peek() });
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.run(0), QUIET_MS);
  }

  setVersion(version: string): void {
    if (version === this.version.peek()) return;
    this.version.value = version;
    void this.run(this.step.peek());
  }

  async run(step: number, instructions?: number): Promise<void> {
    clearTimeout(this.#quiet);
    this.pause();
    if (this.running.peek()) this.runner.stop();
    const turn = ++this.#turn;
    this.#pending = step;
    batch(() => {
      this.running.value = true;
      this.instructions.value = 0;
      this.problem.value = null;
    });
    const program = { source: this.source.peek(), version: this.version.peek() };
    try {
      const grown = (timeline: Timeline) => {
        if (turn === this.#turn) this.#arrive(timeline, false);
      };
      const timeline = await this.runner.run(program, grown, instructions);
      if (turn === this.#turn) this.#arrive(timeline, true);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.running.value = false;
      if (!(error instanceof Stopped)) this.problem.value = String(error);
    }
  }

  /** Takes what is recorded so far: its moments can be looked at while the rest is recorded. */
  #arrive(timeline: Timeline, isOver: boolean): void {
    const isFirst = this.#arrived !== this.#turn;
    this.#arrived = this.#turn;
    batch(() => {
      this.timeline.value = timeline;
      this.instructions.value = timeline.executed;
      if (isOver) this.running.value = false;
      if (!isFirst) return;
      this.runs.value++;
      this.shown.value = this.example.peek() ?? 'own';
      this.moment.value = null;
    });
    // Whoever asked for a later moment waits till it is recorded.
    if (this.#pending !== null && (isOver || this.#pending < timeline.steps)) this.goTo(this.#pending);
  }

  /** Stops a run that takes long: what was done can be looked at. */
  stop(): void {
    if (!this.running.peek()) return;
    const turn = this.#turn;
    void this.runner.finish();
    // Inside native code that calls Python (a sum over a generator) the worker does not hear: it is begun anew, up to where it was.
    setTimeout(() => {
      if (turn === this.#turn && this.running.peek())
        void this.run(0, Math.max(1000, this.instructions.peek()));
    }, DEAF_MS);
  }

  /** Goes to the moment before line step `step`; the number of steps is the end. */
  goTo(step: number): void {
    const timeline = this.timeline.peek();
    if (!timeline) return;
    this.#pending = null;
    this.step.value = Math.min(Math.max(0, Math.round(step)), timeline.steps);
    // A program that cannot be compiled has no moment: its error is all there is.
    if (timeline.steps === 0 && timeline.error !== null) return;
    if (!this.#looking) void this.#look();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    const turn = this.#turn;
    try {
      for (;;) {
        const wanted = this.step.peek();
        const moment = await this.runner.step(wanted);
        if (turn !== this.#turn) return;
        this.#show(moment);
        if (this.step.peek() === wanted) return;
      }
    } catch (error) {
      if (turn === this.#turn && !(error instanceof Stopped)) this.problem.value = String(error);
    } finally {
      this.#looking = false;
      if (turn !== this.#turn && this.#arrived === this.#turn && this.#pending === null) void this.#look();
    }
  }

  #show(moment: Moment): void {
    this.moment.value = moment;
  }

  /** One instruction on or back, within the program's own code. */
  async stepInstruction(by: 1 | -1): Promise<void> {
    const here = this.moment.peek();
    if (here) await this.#byInstruction(here.instruction, by);
  }

  /** To an instruction of the program's own code; what is looked at till then is shown first. */
  async #toInstruction(instruction: number): Promise<void> {
    while (this.#looking) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    await this.#byInstruction(instruction - 1, 1);
  }

  async #byInstruction(from: number, by: 1 | -1): Promise<void> {
    if (this.#looking) return;
    this.pause();
    this.#looking = true;
    const turn = this.#turn;
    try {
      const moment = await this.runner.instruction(from, by);
      if (turn !== this.#turn) return;
      this.step.value = moment.step;
      this.#show(moment);
    } catch (error) {
      if (!(error instanceof Stopped)) this.problem.value = String(error);
    } finally {
      this.#looking = false;
    }
  }

  /** The next line, or the one before: into calls, over them, or out of the call that runs. */
  stepLine(kind: 'into' | 'over' | 'out', way: Direction): void {
    const timeline = this.timeline.peek();
    if (timeline) this.goTo(lineSteps[kind](timeline, this.step.peek(), way));
  }

  /** To the nearest step after which something of `flags` has happened; stays where there is none that way. */
  jump(flags: number, way: Direction): void {
    const timeline = this.timeline.peek();
    const step = timeline && happened(timeline, this.step.peek(), flags, way);
    if (step !== null) this.goTo(step);
  }

  /** To the nearest line that has a breakpoint; to the end of the run, or its start, where there is none that way. */
  toBreakpoint(way: Direction): void {
    const timeline = this.timeline.peek();
    if (!timeline) return;
    const step = atLine(timeline, this.step.peek(), this.breakpoints.peek(), way);
    this.goTo(step ?? (way === 1 ? timeline.steps : 0));
  }

  toggleBreakpoint(line: number): void {
    const lines = new Set(this.breakpoints.peek());
    if (!lines.delete(line)) lines.add(line);
    this.breakpoints.value = lines;
  }

  /** Plays the steps one after another, to a breakpoint or the end. */
  play(): void {
    const timeline = this.timeline.peek();
    if (!timeline) return;
    if (this.step.peek() >= timeline.steps) this.goTo(0);
    this.playing.value = true;
    const next = () => {
      if (!this.playing.peek()) return;
      if (this.#looking) {
        this.#play = setTimeout(next, 60);
        return;
      }
      const step = this.step.peek() + 1;
      this.goTo(step);
      if (step >= timeline.steps || this.breakpoints.peek().has(timeline.lines[step])) this.pause();
      else this.#play = setTimeout(next, PLAY_MS / speed.peek());
    };
    this.#play = setTimeout(next, 150);
  }

  playOrPause(): void {
    if (this.playing.peek()) this.pause();
    else this.play();
  }

  pause(): void {
    this.playing.value = false;
    clearTimeout(this.#play);
  }

  /** Selects an object; once more, and it is not selected any more. */
  select(id: number | null): void {
    this.selected.value = this.selected.peek() === id ? null : id;
  }

  /** A mouse or a pen points at an object; a finger selects instead. */
  hover(id: number | null, event?: PointerEvent): void {
    if (event?.pointerType === 'touch') return;
    this.hovered.value = id;
  }

  /** Points at many objects at once; null: at none. */
  pointAt(ids: readonly number[] | null): void {
    this.group.value = ids === null ? null : new Set(ids);
  }

  /** Points at everything that a line of the program made; null: at nothing. */
  pointAtLine(line: number | null): void {
    const made = [...this.objects.peek().values()].filter((o) => o.line === line);
    this.pointAt(line === null || made.length === 0 ? null : made.map((o) => o.id));
  }

  /** Points at everything of a type; null: at nothing. */
  pointAtType(type: string | null): void {
    const found = [...this.objects.peek().values()].filter((o) => o.type === type);
    this.pointAt(type === null || found.length === 0 ? null : found.map((o) => o.id));
  }

  unfold(id: number): void {
    this.unfolded.value = new Set(this.unfolded.peek()).add(id);
  }

  foldAll(): void {
    this.unfolded.value = new Set();
  }

  close(): void {
    clearTimeout(this.#quiet);
    this.pause();
    this.#turn++;
    this.runner.stop();
  }
}
