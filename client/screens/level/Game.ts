import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Action } from '../../../shared/game/action.ts';
import type { Metrics, Status } from '../../../shared/game/kind.ts';
import { type Medal, medalFor } from '../../../shared/game/score.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import { attempt } from '../../../shared/game/session/timeline.ts';
import type { Host } from '../../host/host.ts';
import { lastLine, type MetricRow, metricRows, sessionAt, type Track, trackOf, travelTo } from './view.ts';

/** A level that was just won: what the result screen is about. */
export interface Win {
  readonly medal: Medal;
  readonly metrics: Metrics;
  readonly actions: readonly Action[];
}

/**
 * What the screen around a board knows: the host's session, the moment of it that is looked at, and the win to
 * celebrate. Views read the signals and call the methods; every move goes through the host.
 */
export class Game {
  readonly host: Host;
  /** The move that the scrub bar looks at; null shows the board as it is. */
  readonly looking: Signal<number | null> = signal(null);
  readonly win: Signal<Win | null> = signal(null);

  /** The session that the board shows: now, or the moment looked at. */
  readonly shown: ReadonlySignal<Session>;
  readonly track: ReadonlySignal<Track>;
  readonly status: ReadonlySignal<Status>;
  readonly metrics: ReadonlySignal<readonly MetricRow[]>;
  readonly line: ReadonlySignal<string | null>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  readonly canRestart: ReadonlySignal<boolean>;

  readonly #stop: () => void;

  /** `ownBest` answers the player's best result at the level so far. */
  constructor(host: Host, ownBest: () => Metrics | null) {
    this.host = host;
    const { level, kind } = host;
    this.shown = computed(() => {
      const session = host.session.value;
      return this.looking.value === null ? session : sessionAt(session, this.looking.value);
    });
    this.track = computed(() => trackOf(host.session.value));
    this.status = computed(() => kind.status(this.shown.value.state));
    this.metrics = computed(() => metricRows(level, this.shown.value, ownBest()));
    this.line = computed(() => lastLine(this.shown.value));
    this.canUndo = computed(() => host.session.value.timeline.done.length > 0);
    this.canRedo = computed(() => host.session.value.timeline.undone.length > 0);
    this.canRestart = computed(() => attempt(host.session.value.timeline).length > 0);
    this.#stop = host.onEvents(({ cause, action, session }) => {
      this.looking.value = null;
      if (cause === 'own' && action && action.type !== 'undo' && action.type !== 'redo') this.#judge(session);
    });
  }

  /** Makes a move. Where the past is looked at, the game first goes back to there: playing on from it is what one means. */
  move(action: Action): void {
    this.goOnFromHere();
    this.host.dispatch(action);
  }

  undo(): void {
    if (this.canUndo.peek()) this.host.dispatch({ type: 'undo' });
  }

  redo(): void {
    if (this.canRedo.peek()) this.host.dispatch({ type: 'redo' });
  }

  restart(): void {
    if (this.canRestart.peek()) this.host.dispatch({ type: 'restart' });
  }

  /** Looks at the board after `move` moves, without changing the game. */
  look(move: number): void {
    this.looking.value = move === this.track.peek().done ? null : move;
  }

  backToNow(): void {
    this.looking.value = null;
  }

  /** Makes the moment looked at the present one. */
  goOnFromHere(): void {
    const move = this.looking.peek();
    if (move !== null) this.goTo(move);
  }

  /** Undoes or redoes to the board after `move` moves. */
  goTo(move: number): void {
    const actions = travelTo(this.host.session.peek(), move);
    batch(() => {
      this.looking.value = null;
      for (const action of actions) this.host.dispatch(action);
    });
  }

  /** Shows the result of the won board again. */
  showResult(): void {
    this.#judge(this.host.session.peek());
  }

  close(): void {
    this.leave();
    this.host.close();
  }

  /** Stops following the host, which goes on: for boards that belong to somebody else, such as a seat in a class. */
  leave(): void {
    this.#stop();
  }

  #judge(session: Session): void {
    const { kind, level } = this.host;
    if (kind.status(session.state).phase !== 'won') return;
    const metrics = kind.measure(session.state);
    this.win.value = {
      medal: medalFor(kind, level.metrics, level.medals, metrics),
      metrics,
      actions: attempt(session.timeline),
    };
  }
}
