import { useEffect, useRef, useState } from 'preact/hooks';
import type { Replay } from '../../board/board.ts';
import { t } from '../../text/i18n.ts';
import { boardOptions, loadBoard } from '../level/boardDoor.ts';
import type { StillsProps } from './Stills.tsx';

/** The board after a move of a run, on the real board: a step to the next move is animated. */
export function MovingFilm({ level, actions, move }: StillsProps) {
  const place = useRef<HTMLDivElement>(null);
  const replay = useRef<Replay | null>(null);
  const wanted = useRef(move);
  wanted.current = move;
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let gone = false;
    loadBoard()
      .then((board) => board.mountReplay(place.current!, level, actions, boardOptions))
      .then((mounted) => {
        if (gone) return mounted.destroy();
        replay.current = mounted;
        mounted.seek(wanted.current);
      })
      .catch((error: unknown) => {
        console.error(error);
        setFailed(true);
      });
    return () => {
      gone = true;
      replay.current?.destroy();
      replay.current = null;
    };
  }, [level, actions]);
  useEffect(() => replay.current?.seek(move), [move]);

  return (
    <>
      <div ref={place} class="movingFilm" />
      {failed && <p class="filmFailed">{t('result.filmFailed')}</p>}
    </>
  );
}
