/**
 * Branch and bound over a kind's own verbs: the best way a board can still be won, and whether that is proved.
 *
 * Depth first, so that only one line of states is held at a time. A board is left when its kind's `bound` cannot beat the best
 * win so far (metrics in order of importance), or when a board with the same `canonicalKey` was searched before with metrics
 * no worse, one by one. The search is deterministic: no clock, only a budget of nodes.
 */
import type { Action } from '../action.ts';
import type { AnyPuzzleKind, Metrics } from '../kind.ts';
import { compareMetrics } from '../score.ts';
import { playGhost } from './playout.ts';

export interface SearchOptions {
  /** Metrics that decide, most important first. */
  readonly metrics: readonly string[];
  /** Boards looked at before the search gives up. */
  readonly maxNodes: number;
  /** A win that is known already: only better ones are looked for, and it is returned where there is none. */
  readonly incumbent?: Solution;
}

export interface Solution {
  readonly actions: readonly Action[];
  readonly metrics: Metrics;
}

export interface SearchResult {
  /** The best win found, or null. */
  readonly best: Solution | null;
  /** Whether the whole tree was searched: `best` is then optimal, and null means that the board cannot be won. */
  readonly complete: boolean;
  readonly nodes: number;
}

/** The best win from `state` on. The state stays as it is. */
export function search(kind: AnyPuzzleKind, state: unknown, options: SearchOptions): SearchResult {
  return new Search(kind, options).run(state);
}

class Search {
  readonly #kind: AnyPuzzleKind;
  readonly #order: readonly string[];
  readonly #maxNodes: number;
  readonly #verbs: ReadonlyMap<string, AnyPuzzleKind['verbs'][number]>;
  /** By canonical key: the metrics with which the board was searched already, none of them worse than another. */
  readonly #seen = new Map<string, number[][]>();
  readonly #path: Action[] = [];
  #best: Solution | null;
  #nodes = 0;

  constructor(kind: AnyPuzzleKind, options: SearchOptions) {
    this.#kind = kind;
    this.#order = options.metrics;
    this.#maxNodes = options.maxNodes;
    this.#best = options.incumbent ?? null;
    this.#verbs = new Map(kind.verbs.map((verb) => [verb.type, verb]));
  }

  run(state: unknown): SearchResult {
    for (const ghost of Object.values(this.#kind.ghosts)) {
      const { won, actions, metrics } = playGhost(this.#kind, state, ghost);
      if (won) this.#offer(actions, metrics);
    }
    const complete = this.#visit(state);
    return { best: this.#best, complete, nodes: this.#nodes };
  }

  /** Searches everything below `state`; false where the budget ran out. */
  #visit(state: unknown): boolean {
    const kind = this.#kind;
    if (this.#nodes >= this.#maxNodes) return false;
    this.#nodes++;
    const { phase } = kind.status(state);
    if (phase === 'won') this.#offer(this.#path, kind.measure(state));
    if (phase !== 'playing' || !this.#promising(kind.bound(state)) || this.#searchedBefore(state))
      return true;
    for (const { action, next } of this.#children(state)) {
      if (!this.#promising(kind.bound(next))) continue;
      this.#path.push(action);
      const complete = this.#visit(next);
      this.#path.pop();
      if (!complete) return false;
    }
    return true;
  }

  /** What the worthwhile moves lead to, the most promising first. */
  #children(state: unknown): { action: Action; next: unknown }[] {
    const kind = this.#kind;
    const children = (kind.worthwhileMoves ?? kind.moves)(state).map((action) => {
      const next = kind.clone(state);
      this.#verbs.get(action.type)!.apply(next as never, action, () => {});
      return { action, next, bound: kind.bound(next) };
    });
    return children.sort((a, b) => compareMetrics(kind, this.#order, a.bound, b.bound));
  }

  #promising(bound: Metrics): boolean {
    return this.#best === null || compareMetrics(this.#kind, this.#order, bound, this.#best.metrics) < 0;
  }

  #searchedBefore(state: unknown): boolean {
    const key = this.#kind.canonicalKey(state);
    const metrics = this.#kind.measure(state);
    // Metrics that do not decide may still be limited by the goal, so all of them count here.
    const now = this.#kind.metrics.map(({ name, better }) => (better === 'more' ? -1 : 1) * metrics[name]);
    const seen = this.#seen.get(key);
    if (!seen) {
      this.#seen.set(key, [now]);
      return false;
    }
    if (seen.some((before) => before.every((value, index) => value <= now[index]))) return true;
    const kept = seen.filter((before) => !now.every((value, index) => value <= before[index]));
    this.#seen.set(key, [...kept, now]);
    return false;
  }

  #offer(actions: readonly Action[], metrics: Metrics): void {
    if (this.#best && compareMetrics(this.#kind, this.#order, metrics, this.#best.metrics) >= 0) return;
    this.#best = { actions: [...actions], metrics };
  }
}
