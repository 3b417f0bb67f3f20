import type { ComponentChildren } from 'preact';
import type { OwnView } from '../../../shared/protocol/class.ts';
import type { ClassSeat, ClassStudent } from '../../host/class.ts';
import { Icon } from '../../parts/Icon.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { t } from '../../text/i18n.ts';
import { WhoAmI } from './MySeat.tsx';

export interface StudentPageProps {
  readonly seat: ClassStudent;
  readonly own: OwnView | null;
  /** `centre`: a few words in the middle of the screen; `read`: a page to scroll. */
  readonly place?: 'centre' | 'read';
  readonly children: ComponentChildren;
}

/** The frame of a student's pages without a board: who one is and where, and how the connection is. */
export function StudentPage({ seat, own, place = 'centre', children }: StudentPageProps) {
  return (
    <div class={`studentPage ${place}`}>
      <TopBar>{own && <WhoAmI seat={seat} own={own} />}</TopBar>
      <ConnectionNote seat={seat} />
      <main id="main" class="studentMain" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Said while the server does not answer: nothing is lost, nothing is to be done. */
export function ConnectionNote({ seat }: { seat: ClassSeat }) {
  const away = seat.connection.value === 'offline' && seat.gone.value === null;
  return (
    <div role="status">
      {away && (
        <p class="notice">
          <Icon name="cloudOff" size={18} />
          <span>{t('class.offline')}</span>
        </p>
      )}
    </div>
  );
}
