import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { apply, type Session } from '../../../../shared/game/session/session.ts';
import { Loading } from '../../../parts/Loading.tsx';
import { t } from '../../../text/i18n.ts';
import { boardOptions, loadBoard } from '../../level/boardDoor.ts';

/** Somebody else's board, large, to be looked at: follows its session; a single new move is animated. */
export function LiveBoard({ session }: { session: ReadonlySignal<Session> }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  useEffect(() => {
    let gone = false;
    let clear = () => {};
    loadBoard()
      .then((module) => module.mountBoard(place.current!, session.peek(), null, boardOptions))
      .then((board) => {
        if (gone) return board.destroy();
        let drawn = session.peek();
        const stop = effect(() => {
          const next = session.value;
          if (next !== drawn) board.show(next, eventsBetween(drawn, next));
          drawn = next;
        });
        clear = () => {
          stop();
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
  }, [session]);
  return (
    <div class="liveBoard">
      <div ref={place} class="boardPlace" />
      {state === 'loading' && (
        <div class="boardCover">
          <Loading what={t('level.loadingBoard')} />
        </div>
      )}
      {state === 'failed' && <p class="boardCover">{t('result.filmFailed')}</p>}
    </div>
  );
}

/** What happened from one session to the next where that is one move; otherwise nothing is animated. */
function eventsBetween(before: Session, after: Session) {
  if (after.log.length !== before.log.length + 1) return [];
  const step = apply(before, after.log[after.log.length - 1]);
  return step.ok ? step.events : [];
}
