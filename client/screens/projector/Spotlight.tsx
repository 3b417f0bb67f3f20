import { useEffect, useState } from 'preact/hooks';
import type { WallBoard } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { LiveBoard } from '../class/parts/LiveBoard.tsx';
import { lastLine } from '../level/view.ts';

/** The smallest text on a board, in its own pixels. */
const SMALLEST_PX = 11;
/** No text on a projector is smaller than this share of its height. */
const SHARE = 1 / 30;

/** How much a board has to be enlarged to be read from the back row. */
function useZoom(): number {
  const [height, setHeight] = useState(innerHeight);
  useEffect(() => {
    const measure = () => setHeight(innerHeight);
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return Math.max(1, (height * SHARE) / SMALLEST_PX);
}

/** One student's board, live; nameless unless the host said otherwise. */
export function Spotlight({ board, name }: { board: WallBoard; name: string | null }) {
  const session = board.session.value;
  const zoom = useZoom();
  if (!session) return null;
  return (
    <section class="spotlight">
      <div class="spotlightBoard" style={{ '--zoom': String(zoom) }}>
        <LiveBoard key={`${board.id} ${zoom}`} session={board.session as never} />
      </div>
      <div class="spotlightWords">
        <h1 tabIndex={-1}>{name ?? t('class.aBoard')}</h1>
        <p class="mono spotlightLine">{lastLine(session) ?? ' '}</p>
      </div>
    </section>
  );
}
