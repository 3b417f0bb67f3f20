import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import { Button } from '../../parts/Button.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { t } from '../../text/i18n.ts';
import { boardOptions, loadBoard } from './boardDoor.ts';
import type { Game } from './Game.ts';

/** What the controls may ask of the board. */
export interface BoardHandle {
  skip(): void;
  focus(): void;
  highlight(action: Action | null): void;
}

export interface BoardAreaProps {
  readonly game: Game;
  readonly handle: RefObject<BoardHandle | null>;
  /** Told of moves that the rules refused: a class counts them. */
  readonly onRefused?: (action: Action) => void;
}

/** The place of the board: loads it, gives it the session to show, and passes its moves on. */
export function BoardArea({ game, handle, onRefused }: BoardAreaProps) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let gone = false;
    let clear = () => {};
    setState('loading');
    loadBoard()
      .then((module) =>
        module.mountBoard(place.current!, game.shown.peek(), (action) => game.move(action), {
          ...boardOptions,
          refused: onRefused,
        }),
      )
      .then((board) => {
        if (gone) return board.destroy();
        let drawn: Session | null = null;
        const stopEvents = game.host.onEvents(({ session, events }) => {
          drawn = session;
          board.show(session, events);
        });
        const stopLooking = effect(() => {
          const session = game.looking.value === null ? game.host.session.peek() : game.shown.value;
          if (session !== drawn) board.show(session, []);
          drawn = session;
        });
        handle.current = {
          skip: () => board.skipAnimation(),
          focus: () => board.focus(),
          highlight: (action) => board.highlight(action),
        };
        clear = () => {
          stopEvents();
          stopLooking();
          handle.current = null;
          board.destroy();
        };
        setState('there');
      })
      .catch((error: unknown) => {
        console.error(error);
        if (!gone) setState('failed');
      });
    return () => {
      gone = true;
      clear();
    };
  }, [game, attempt]);

  return (
    <div class="boardArea">
      <div ref={place} class="boardPlace" />
      {state === 'loading' && (
        <div class="boardCover">
          <Loading what={t('level.loadingBoard')} />
        </div>
      )}
      {state === 'failed' && (
        <div class="boardCover boardFailed" role="alert">
          <p>{t('level.boardFailed')}</p>
          <Button look="primary" icon="restart" onClick={() => setAttempt(attempt + 1)}>
            {t('failure.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
