/*
 * The door to the boards: what the page around them needs, and nothing of how they work. Importing this file loads
 * the engine; `thumbnail.ts` draws a still without it.
 */
import type { Action } from '../../shared/game/action.ts';
import type { Session } from '../../shared/game/session/session.ts';
import type { Board, BoardOptions } from './options.ts';
import { BoardView } from './view/boardView.ts';

export type { Board, BoardOptions } from './options.ts';
export { mountReplay, type Replay } from './replay.ts';
export { drawThumbnail } from './thumbnail.ts';

/**
 * Shows `session` inside `container` and sends the player's moves to `submit`; moves that the rules refuse are
 * answered on the board and not sent. Without `submit` the board is only looked at. Rejects where the browser can draw neither with WebGL nor on a 2D canvas.
 */
export function mountBoard(
  container: HTMLElement,
  session: Session,
  submit: ((action: Action) => void) | null,
  options: BoardOptions,
): Promise<Board> {
  return BoardView.mount(container, session, submit, options);
}
