import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/i18n.ts';
import './loading.css';

/** Something is on its way. Silent for the first moments: most things arrive before a word about them could be read. */
export function Loading({ what }: { what?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading" role="status" data-late={late}>
      {late && (
        <>
          <span class="loadingTray" aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
            <i />
          </span>
          <span>{what ?? t('common.loading')}</span>
        </>
      )}
    </div>
  );
}
