import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Action } from '../../shared/game/action.ts';
import type { Metrics } from '../../shared/game/kind.ts';
import { compareMetrics, medalFor } from '../../shared/game/score.ts';
import type { Session } from '../../shared/game/session/session.ts';
import type { ProgressAnswer } from '../../shared/protocol/http.ts';
import type { Playable } from './board.ts';
import type { LevelProgress } from './progress.ts';
import { isLog } from './record.ts';
import type { Shelf } from './shelf.ts';

/** A best result as the browser keeps it. */
interface StoredBest {
  readonly rules: string;
  readonly metrics: Metrics;
  readonly actions: readonly Action[];
  readonly stored: boolean;
}

/** The best won attempt of the player at each level: what was won here, merged with what the server has. */
export class Bests {
  readonly #playables: ReadonlyMap<string, Playable>;
  readonly #levels: Signal<ReadonlyMap<string, LevelProgress>> = signal(new Map());
  readonly #begun: Signal<ReadonlySet<string>> = signal(new Set());
  #shelf: Shelf;

  constructor(playables: ReadonlyMap<string, Playable>, shelf: Shelf) {
    this.#playables = playables;
    this.#shelf = shelf;
    this.load(shelf);
  }

  get levels(): ReadonlySignal<ReadonlyMap<string, LevelProgress>> {
    return this.#levels;
  }

  get begun(): ReadonlySignal<ReadonlySet<string>> {
    return this.#begun;
  }

  /** Takes up what is on `shelf`. Results under other rules than a level has now do not count. */
  load(shelf: Shelf): void {
    this.#shelf = shelf;
    const levels = new Map<string, LevelProgress>();
    const stored = shelf.keep.read('bests') as Record<string, StoredBest> | null;
    for (const [id, best] of Object.entries(stored ?? {})) {
      const playable = this.#playables.get(id);
      if (!playable || best?.rules !== playable.rules || !isLog(best.actions)) continue;
      if (!hasMetrics(playable, best.metrics)) continue;
      levels.set(id, progressOf(playable, best.metrics, best.actions, best.stored === true));
    }
    this.#levels.value = levels;
    this.#begun.value = new Set(
      shelf.games().filter((id) => (shelf.readGame(id)?.log.length ?? 0) > 0 && this.#playables.has(id)),
    );
  }

  /** Counts what was reached in a session. */
  note(playable: Playable, session: Session): void {
    const id = playable.level.id;
    if (session.log.length > 0 !== this.#begun.peek().has(id)) {
      const begun = new Set(this.#begun.peek());
      if (session.log.length > 0) begun.add(id);
      else begun.delete(id);
      this.#begun.value = begun;
    }
    if (session.best) this.offer(playable, session.best.metrics, session.best.actions, false);
  }

  /** Takes a result if it is better than the one there is, or as good and safer. */
  offer(playable: Playable, metrics: Metrics, actions: readonly Action[], stored: boolean): void {
    const { kind, level } = playable;
    const known = this.#levels.peek().get(level.id);
    const order = known ? compareMetrics(kind, level.metrics, metrics, known.metrics) : -1;
    if (order > 0 || (order === 0 && (known?.stored || !stored))) return;
    const next = new Map(this.#levels.peek());
    next.set(level.id, progressOf(playable, metrics, actions, stored));
    this.#levels.value = next;
    this.#save();
  }

  /** The server has everything of the level's game: the result that came from it is stored. */
  markStored(playable: Playable, session: Session): void {
    if (session.best) this.offer(playable, session.best.metrics, session.best.actions, true);
  }

  /** Takes in what the server has; returns the results of which it has none as good. */
  merge(answer: ProgressAnswer): { playable: Playable; actions: readonly Action[] }[] {
    const theirs = new Map(answer.levels.map((best) => [best.level, best]));
    for (const best of answer.levels) {
      const playable = this.#playables.get(best.level);
      if (playable?.rules === best.rules) this.offer(playable, best.metrics, best.actions, true);
    }
    const begun = new Set(this.#begun.peek());
    for (const id of answer.begun) if (this.#playables.has(id)) begun.add(id);
    if (begun.size !== this.#begun.peek().size) this.#begun.value = begun;
    const missing: { playable: Playable; actions: readonly Action[] }[] = [];
    for (const [id, mine] of this.#levels.peek()) {
      const playable = this.#playables.get(id)!;
      const their = theirs.get(id);
      const order =
        their?.rules === playable.rules
          ? compareMetrics(playable.kind, playable.level.metrics, mine.metrics, their.metrics)
          : -1;
      if (order < 0) missing.push({ playable, actions: mine.actions });
    }
    return missing;
  }

  #save(): void {
    const stored: Record<string, StoredBest> = {};
    for (const [id, { metrics, actions, stored: isStored }] of this.#levels.peek())
      stored[id] = { rules: this.#playables.get(id)!.rules, metrics, actions, stored: isStored };
    this.#shelf.keep.write('bests', stored);
  }
}

function progressOf(
  { kind, level }: Playable,
  metrics: Metrics,
  actions: readonly Action[],
  stored: boolean,
): LevelProgress {
  const medal = medalFor(kind, level.metrics, level.medals, metrics);
  return { level: level.id, medal, metrics, actions, stored };
}

function hasMetrics({ level }: Playable, metrics: Metrics | undefined): boolean {
  return level.metrics.every((name) => Number.isFinite(metrics?.[name]));
}
