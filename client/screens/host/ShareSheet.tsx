import { showCode } from '../../../shared/class/code.ts';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';
import { CopyButton } from '../class/parts/CopyButton.tsx';
import { Qr } from '../class/parts/Qr.tsx';
import { dateText } from '../class/parts/words.ts';
import { JoinAddress } from './JoinAddress.tsx';
import { hostAddress, joinLink, projectorAddress } from './links.ts';

export interface ShareSheetProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly onClose: () => void;
}

/** The code as large as the screen allows, and the links: for students, for the projector, for another device of the host. */
export function ShareSheet({ host, lesson, onClose }: ShareSheetProps) {
  return (
    <Sheet title={t('host.share')} place="wide" onClose={onClose}>
      <div class="shareSheet">
        <div class="shareBig">
          <Qr text={joinLink(host.code)} label={t('class.qr')} />
          <div>
            <p class="quietText">{t('host.goTo')}</p>
            <p class="lobbyAddress">
              <JoinAddress />
            </p>
            <p class="quietText">{t('host.andCode')}</p>
            <p class="lobbyCode mono">{showCode(host.code)}</p>
            <CopyButton text={joinLink(host.code)}>{t('host.copyJoin')}</CopyButton>
          </div>
        </div>
        <div class="shareLinks">
          <section>
            <h3>{t('host.projector')}</h3>
            <p class="quietText">{t('host.projectorText')}</p>
            <CopyButton text={projectorAddress(host.code, host.projectorLink)}>
              {t('host.copyProjector')}
            </CopyButton>
          </section>
          <section class="moveDesk">
            <div>
              <h3>{t('host.moveTitle')}</h3>
              <p class="quietText">{t('host.moveText')}</p>
              <CopyButton text={hostAddress(host.hostLink)}>{t('host.copyHost')}</CopyButton>
            </div>
            <details>
              <summary>{t('host.moveQr')}</summary>
              <Qr text={hostAddress(host.hostLink)} label={t('host.moveQr')} />
            </details>
          </section>
          <p class="quietText small">{t('class.keptUntil', { date: dateText(lesson.expiresMs) })}</p>
        </div>
      </div>
    </Sheet>
  );
}
