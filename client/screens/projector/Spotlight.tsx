import type { WallBoard } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { LiveBoard } from '../class/parts/LiveBoard.tsx';
import { lastLine } from '../level/view.ts';

/** One student's board, live; nameless unless the host said otherwise. */
export function Spotlight({ board, name }: { board: WallBoard; name: string | null }) {
  const session = board.session.value;
  if (!session) return null;
  return (
    <section class="spotlight">
      <h1 tabIndex={-1}>{name ?? t('class.aBoard')}</h1>
      <LiveBoard key={board.id} session={board.session as never} />
      <p class="mono spotlightLine">{lastLine(session) ?? ' '}</p>
    </section>
  );
}
