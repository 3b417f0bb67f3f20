import { useState } from 'preact/hooks';
import { showCode } from '../../../shared/class/code.ts';
import type { OwnView } from '../../../shared/protocol/class.ts';
import { navigate } from '../../app/router.ts';
import type { ClassStudent } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';
import { CopyButton } from './parts/CopyButton.tsx';
import { Qr } from './parts/Qr.tsx';
import { dropStudent } from './parts/useClass.ts';

export interface MySeatProps {
  readonly seat: ClassStudent;
  readonly own: OwnView;
}

/** Who one is, on every page without a board: opens what can be done with the seat. */
export function WhoAmI({ seat, own }: MySeatProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="whoami" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span class="unseen">{t('class.mySeat')}: </span>
        <strong>{own.name}</strong> <span class="mono">{showCode(seat.code)}</span>
      </button>
      {open && (
        <Sheet title={t('class.mySeat')} place="side" onClose={() => setOpen(false)}>
          <MySeat seat={seat} own={own} />
        </Sheet>
      )}
    </>
  );
}

/** The seat as something to take along: to another device, or to be left to somebody else. */
export function MySeat({ seat, own }: MySeatProps) {
  const [leaving, setLeaving] = useState(false);
  // Keys stand behind `#`, which no server and no proxy gets to see.
  const address = `${location.origin}/class/${seat.code}#${seat.seatLink}`;
  const leave = () => {
    seat.forget();
    dropStudent(seat.code);
    navigate(`/join/${seat.code}`, { replace: true });
  };
  return (
    <section class="mySeat" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{t('class.elsewhere')}</h2>
      <p class="quietText">{t('class.elsewhereText')}</p>
      <Qr text={address} label={t('class.elsewhereQr')} />
      <CopyButton text={address}>{t('class.copySeat')}</CopyButton>
      {leaving ? (
        <div class="leaveSeat" role="alert">
          <p>{t('class.leaveText')}</p>
          <Button onClick={leave}>{t('class.leaveSeat')}</Button>
        </div>
      ) : (
        <Button look="quiet" onClick={() => setLeaving(true)}>
          {t('class.notMe', { name: own.name })}
        </Button>
      )}
    </section>
  );
}
