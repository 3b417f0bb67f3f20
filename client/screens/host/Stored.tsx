import { classLimits } from '../../../shared/class/options.ts';
import { t } from '../../text/i18n.ts';

/** Exactly what is stored of a class, and for how long. */
export function Stored() {
  return (
    <section class="stored" aria-labelledby="stored">
      <h2 id="stored">{t('host.storedTitle')}</h2>
      <ul class="privacyList">
        <li>{t('host.storedServer')}</li>
        <li>{t('host.storedNot')}</li>
        <li>{t('host.storedBrowser')}</li>
        <li>{t('host.storedUntil', { count: classLimits.keepDays })}</li>
      </ul>
    </section>
  );
}
