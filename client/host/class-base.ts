import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Level } from '../../shared/level/level.ts';
import type { LessonView, Review, Standings } from '../../shared/protocol/class.ts';
import type { Playable } from './board.ts';
import type { ClassSeat } from './class.ts';
import type { ClassLine } from './class-line.ts';
import type { Connection } from './host.ts';

/** Levels as this page has them. */
export interface Levels {
  playable(id: string): Playable | null;
  make(level: Level): Playable;
}

/** What host, student and projector have in common: the lesson as it is told, and the clock that goes on here. */
export class ClassBase implements ClassSeat {
  readonly code: string;
  readonly connection: ReadonlySignal<Connection>;
  readonly gone: ClassSeat['gone'];
  readonly lesson: Signal<LessonView | null> = signal(null);
  readonly level: ReadonlySignal<Level | null>;
  readonly standings: Signal<Standings | null> = signal(null);
  readonly review: Signal<Review | null> = signal(null);
  protected readonly line: ClassLine;
  protected readonly levels: Levels;
  /** When the lesson was told last, on this machine's clock. */
  #toldAt = 0;

  constructor(code: string, line: ClassLine, levels: Levels) {
    this.code = code;
    this.line = line;
    this.levels = levels;
    this.connection = line.connection;
    this.gone = line.gone;
    this.level = computed(() => {
      const lesson = this.lesson.value;
      const id = lesson?.rounds[lesson.round]?.level;
      return id === undefined ? null : (levels.playable(id)?.level ?? null);
    });
    line.on('lesson', (lesson) => {
      batch(() => {
        this.#toldAt = performance.now();
        const before = this.lesson.peek();
        this.lesson.value = lesson;
        const hasResults =
          lesson.phase === 'review' || lesson.phase === 'podium' || lesson.phase === 'closed';
        if (!hasResults || before?.round !== lesson.round) this.standings.value = null;
        if (lesson.phase !== 'review' || before?.round !== lesson.round) this.review.value = null;
        this.onLesson(lesson);
      });
    });
    line.on('standings', (standings) => {
      this.standings.value = standings;
    });
    line.on('review', (review) => {
      this.review.value = review;
    });
  }

  remainingMs(): number | null {
    const clock = this.lesson.value?.clock;
    if (!clock || clock.limitMs === null) return null;
    const since = clock.runs ? performance.now() - this.#toldAt : 0;
    return Math.max(0, clock.limitMs - clock.elapsedMs - since);
  }

  close(): void {
    this.line.close();
  }

  /** The lesson changed; in one batch with its signal. */
  protected onLesson(_lesson: LessonView): void {}
}
