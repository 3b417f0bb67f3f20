import type { CollectionFilm } from '../../../../shared/lab/film.ts';
import type { Program } from '../../../../shared/lab/process.ts';
import type { Moment } from '../../../../shared/lab/run.ts';
import { type Timeline, withPart } from '../../../../shared/lab/timeline.ts';
import type { DraftKind } from '../../../../shared/level/draftKinds.ts';
import type { LocalText } from '../../../../shared/level/level.ts';
import type { Answer, Drafted, Question, Recorded } from './protocol.ts';

type Waiting = {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (problem: Error) => void;
  /** Hears of the parts of a run that is still being recorded. */
  readonly part?: (answer: PartAnswer) => void;
};

type PartAnswer = Extract<Answer, { of: 'part' | 'run' }>;

type Asked = Question extends infer Q ? (Q extends Question ? Omit<Q, 'id'> : never) : never;

/** The page's end of the worker. A run that is stopped ends the worker; the next question starts another. */
export class Runner {
  #worker: Worker | null = null;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();

  /** Runs a program; `grown` is given what is recorded so far, whose moments can be asked for while the rest is recorded. */
  async run(program: Program, grown: (timeline: Timeline) => void, instructions?: number): Promise<Timeline> {
    let timeline: Timeline | null = null;
    const answer = await this.#ask({ ask: 'run', program, instructions }, ({ from, part }) => {
      timeline = withPart(timeline, from, part);
      grown(timeline);
    });
    if (answer.of !== 'run') throw new Error(answer.of);
    return withPart(timeline, answer.from, answer.part);
  }

  /** Ends the run that is being recorded: it is answered with what there is. */
  async finish(): Promise<void> {
    try {
      await this.#ask({ ask: 'stop' });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  async step(step: number): Promise<Moment> {
    return moment(await this.#ask({ ask: 'step', step }));
  }

  async instruction(from: number, by: 1 | -1): Promise<Moment> {
    return moment(await this.#ask({ ask: 'instruction', from, by }));
  }

  async film(index: number): Promise<CollectionFilm | undefined> {
    const answer = await this.#ask({ ask: 'film', index });
    return answer.of === 'film' ? answer.film : undefined;
  }

  /** Everything that happened in the run. */
  async events(): Promise<Recorded> {
    const answer = await this.#ask({ ask: 'events' });
    if (answer.of !== 'events') throw new Error(answer.of);
    return answer.recorded;
  }

  /** The moment as the start of a level. */
  async draft(kind: DraftKind, instruction: number, step: number, title: LocalText): Promise<Drafted> {
    const answer = await this.#ask({ ask: 'draft', wanted: { kind, instruction, step, title } });
    if (answer.of !== 'draft') throw new Error(answer.of);
    return answer.drafted;
  }

  /** Ends whatever runs; what was asked is answered with an error named `stopped`. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const waiting of this.#waiting.values()) waiting.reject(new Stopped());
    this.#waiting.clear();
  }

  #ask(question: Asked, part?: (answer: PartAnswer) => void): Promise<Answer> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, part });
      this.#start().postMessage({ ...question, id });
    });
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      if (data.of === 'part') {
        waiting?.part?.(data);
        return;
      }
      this.#waiting.delete(data.id);
      if (data.of === 'problem') waiting?.reject(new Error(data.text));
      else waiting?.resolve(data);
    });
    worker.addEventListener('error', (event) => {
      for (const waiting of this.#waiting.values()) waiting.reject(new Error(event.message || 'worker'));
      this.#waiting.clear();
    });
    this.#worker = worker;
    return worker;
  }
}

/** The run was stopped by the person who started it. */
export class Stopped extends Error {}

function moment(answer: Answer): Moment {
  if (answer.of !== 'moment') throw new Error(answer.of);
  return answer.moment;
}
