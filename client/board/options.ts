import type { ReadonlySignal } from '@preact/signals';
import type { Action, GameEvent } from '../../shared/game/action.ts';
import type { Session } from '../../shared/game/session/session.ts';

/** What a board shares with the page around it. Signals are read at every change; their setters stay outside. */
export interface BoardOptions {
  readonly theme: ReadonlySignal<'dark' | 'light'>;
  /** 1 is the designed pace, 2 twice as fast. */
  readonly speed: ReadonlySignal<number>;
  readonly motion: ReadonlySignal<'full' | 'reduced'>;
  readonly lang: ReadonlySignal<string>;
  /** Plays `place`, `refuse`, `thread`, `fold` or `slide`, if sound is on. */
  sound(name: string): void;
  /** Told of a move that the rules refused here, which is not submitted: for those who count them. */
  refused?(action: Action): void;
  t(key: string, values?: Record<string, unknown>): string;
}

/** A board on the page. */
export interface Board {
  /** Shows `session`; `events` are what led there from the session shown before, and are animated. */
  show(session: Session, events: readonly GameEvent[]): void;
  /** Finishes what is moving at once. */
  skipAnimation(): void;
  /** Points at what `action` would act on, for a hint; null takes it away. */
  highlight(action: Action | null): void;
  /** Puts the keyboard's focus on the board. */
  focus(): void;
  destroy(): void;
}
