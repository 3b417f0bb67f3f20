import { computed, type Signal, signal } from '@preact/signals';
import type { Insight } from '../../shared/protocol/class.ts';
import type { ClassProjector } from './class.ts';
import type { ClassApi } from './class-api.ts';
import { ClassBase, type Levels } from './class-base.ts';
import { ClassLine } from './class-line.ts';
import { Wall } from './class-wall.ts';

/** The view on the wall of the room: it looks, and orders nothing. */
export class ProjectorView extends ClassBase implements ClassProjector {
  readonly names: Signal<readonly string[]> = signal([]);
  readonly insight: Signal<Insight | null> = signal(null);
  readonly spotlight: ClassProjector['spotlight'];

  constructor(api: ClassApi, code: string, key: string, levels: Levels) {
    const line = new ClassLine(api, code, key);
    super(code, line, levels);
    const wall = new Wall(
      levels,
      (round) => this.lesson.peek()?.rounds[round]?.level,
      () => line.hello(),
    );
    const name: Signal<string | null> = signal(null);
    this.spotlight = computed(() => {
      const board = wall.boards.value.values().next().value;
      return board && this.lesson.value?.spotlight ? { board, name: name.value } : null;
    });
    line.on('wall', (message) => wall.take(message));
    line.on('spotlight', (shown) => {
      name.value = shown.name;
    });
    line.on('names', (names) => {
      this.names.value = names;
    });
    line.on('insight', (insight) => {
      this.insight.value = insight;
    });
    line.start();
  }
}
