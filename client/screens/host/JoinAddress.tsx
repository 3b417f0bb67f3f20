import { useEffect } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { findOrigin, isAlone, origin } from './origin.ts';

/** What students type, without the protocol; where it has to break, it does so before the last part. */
export function JoinAddress() {
  useEffect(() => void findOrigin(), []);
  return (
    <>
      {origin.value.replace(/^https?:\/\//, '')}
      <wbr />
      /join
    </>
  );
}

/** Says so where students cannot come: better in the empty lobby than after ten minutes of trying. */
export function AloneNote() {
  return isAlone.value ? (
    <p class="trouble aloneNote" role="status">
      {t('host.alone')}
    </p>
  ) : null;
}
