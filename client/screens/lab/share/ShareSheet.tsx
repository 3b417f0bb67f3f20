import { useEffect, useState } from 'preact/hooks';
import { Sheet } from '../../../parts/Sheet.tsx';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { CopyText } from './CopyText.tsx';
import { Downloads } from './Downloads.tsx';
import { Drafts } from './Drafts.tsx';
import { embedCode, embedViews } from './embedCode.ts';
import { LevelPart } from './LevelPart.tsx';
import './share.css';
import { encodeShare } from './share.ts';

/** A link to this moment, the code for a course page, programs kept here, files to take away. */
export function ShareSheet({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const [hash, setHash] = useState('');
  useEffect(() => {
    void encodeShare(lab.shared()).then((coded) => {
      setHash(coded);
      history.replaceState(history.state, '', `#${coded}`);
    });
  }, []);
  return (
    <Sheet title={t('lab.share')} place="wide" onClose={onClose}>
      <div class="shareParts">
        <section>
          <h3>{t('lab.shareLink')}</h3>
          <p class="quietText">{t('lab.shareLinkText')}</p>
          <CopyText label={t('lab.shareLink')} text={hash && `${location.origin}/lab#${hash}`} />
        </section>
        <EmbedPart hash={hash} />
        <Drafts lab={lab} onClose={onClose} />
        <Downloads lab={lab} />
        <LevelPart lab={lab} />
      </div>
    </Sheet>
  );
}

/** The line that a course page needs to show this moment. */
function EmbedPart({ hash }: { hash: string }) {
  const [view, setView] = useState<(typeof embedViews)[number]>('graph');
  return (
    <section>
      <h3>{t('lab.embed')}</h3>
      <p class="quietText">{t('lab.embedText')}</p>
      <label class="embedView">
        <span>{t('lab.embedView')}</span>
        <select value={view} onChange={(event) => setView(event.currentTarget.value as typeof view)}>
          {embedViews.map((name) => (
            <option key={name} value={name}>
              {t(`lab.view.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <CopyText label={t('lab.embed')} text={hash && embedCode(location.origin, hash, view)} />
    </section>
  );
}
