import type { WallBoard } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { LiveBoard } from '../class/parts/LiveBoard.tsx';
import { lastLine } from '../level/view.ts';
import { useLeastText } from './legible.ts';

/** The smallest text on a board, in its own pixels. */
const SMALLEST_PX = 11;
/** One student's board, live; nameless unless the host said otherwise. */
export function Spotlight({ board, name }: { board: WallBoard; name: string | null }) {
  const session = board.session.value;
  const zoom = Math.max(1, useLeastText() / SMALLEST_PX);
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
