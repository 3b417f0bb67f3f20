import type { Action } from '../../shared/game/action.ts';
import type { Session } from '../../shared/game/session/session.ts';
import type { Replay } from './replay.ts';
import type { BoardView } from './view/boardView.ts';

declare global {
  interface Window {
    /** What tests and the frame benchmark look at. */
    __board: {
      readonly view: BoardView;
      session(): Session;
      status(): string;
      submit(action: Action): boolean;
      readonly rejected: Action[];
    };
    __film?: Replay;
  }
}
