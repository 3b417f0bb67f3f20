import type { ComponentChildren, RefObject } from 'preact';
import type { Action } from '../../../shared/game/action.ts';
import { local } from '../../text/i18n.ts';
import { BoardArea, type BoardHandle } from './BoardArea.tsx';
import { Controls } from './Controls.tsx';
import type { Game } from './Game.ts';
import { HintStrip } from './HintStrip.tsx';
import { LineStrip } from './LineStrip.tsx';
import { LookingBar } from './LookingBar.tsx';
import { LostBar } from './LostBar.tsx';
import { MetricsRow } from './MetricsRow.tsx';
import { Notices } from './Notices.tsx';

export interface PlayAreaProps {
  readonly game: Game;
  readonly board: RefObject<BoardHandle | null>;
  readonly hintOpen: boolean;
  /** Opens and closes the hints; left out where there are none. */
  readonly onHint?: () => void;
  readonly writtenHintsOnly?: boolean;
  readonly onHintTaken?: (index: number) => void;
  readonly onRefused?: (action: Action) => void;
  /** What else is to be said above the board. */
  readonly children?: ComponentChildren;
}

/** Everything of a level under its header: task, board, hints, the line of code, figures, controls. Alone and in class. */
export function PlayArea({
  game,
  board,
  hintOpen,
  onHint,
  writtenHintsOnly,
  onHintTaken,
  onRefused,
  children,
}: PlayAreaProps) {
  return (
    <main id="main" class="levelMain" tabIndex={-1} data-phase={game.status.value.phase}>
      <p class="task">{local(game.host.level.text)}</p>
      <Notices host={game.host} />
      {children}
      <BoardArea game={game} handle={board} onRefused={onRefused} />
      {hintOpen && onHint && (
        <HintStrip
          game={game}
          writtenOnly={writtenHintsOnly}
          onTaken={onHintTaken}
          onHighlight={(action) => board.current?.highlight(action)}
          onClose={onHint}
        />
      )}
      <LookingBar game={game} />
      <LostBar game={game} />
      <div class="underBoard">
        <LineStrip game={game} />
        <MetricsRow game={game} />
      </div>
      <Controls game={game} hintOpen={hintOpen} onHint={onHint} onSkip={() => board.current?.skip()} />
    </main>
  );
}
