import { useEffect, useMemo, useState } from 'preact/hooks';
import { moreTexts, showLanguage, t } from '../../../text/i18n.ts';
import { ExplainStrip } from '../explain/ExplainStrip.tsx';
import { followKeys } from '../keys.ts';
import { Lab } from '../Lab.ts';
import '../lab.css';
import '../editor/editor.css';
import { decodeShare, encodeShare } from '../share/share.ts';
import { TimeBar } from '../time/TimeBar.tsx';
import './embed.css';
import { readOptions } from './options.ts';
import { StaticCode } from './StaticCode.tsx';
import { EmbedView } from './view.tsx';

const options = readOptions(location.search);
if (options.theme) document.documentElement.dataset.theme = options.theme;
if (options.lang) await showLanguage(options.lang);

await moreTexts({
  en: () => import('../../../../assets/text/lab/en.json'),
  es: () => import('../../../../assets/text/lab/es.json'),
});

/** A moment of a program on somebody else's page: the code to read, one view, and the way through time. */
export default function EmbedScreen() {
  const lab = useMemo(() => new Lab(), []);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let wanted = true;
    const open = async () => {
      const shared = await decodeShare(location.hash);
      if (!wanted) return;
      setMissing(shared === null);
      if (shared) lab.load(shared.source, shared);
    };
    void open();
    addEventListener('hashchange', open);
    return () => {
      wanted = false;
      removeEventListener('hashchange', open);
      lab.close();
    };
  }, []);
  useEffect(() => followKeys(lab), []);
  return (
    <div class="lab embed">
      <main
        id="main"
        class="embedMain"
        tabIndex={-1}
        data-step={lab.moment.value?.step}
        data-shown={lab.moment.value ? 'own' : undefined}
      >
        <h1 class="unseen" tabIndex={-1}>
          {t('lab.program')}
        </h1>
        {missing ? (
          <p class="embedMissing">{t('lab.embedMissing')}</p>
        ) : (
          <>
            <StaticCode lab={lab} />
            <section class={`embedView panel-${options.view}`} aria-label={t(`lab.view.${options.view}`)}>
              <EmbedView name={options.view} lab={lab} />
            </section>
            <div class="embedVoice">
              <ExplainStrip lab={lab} />
              <Door lab={lab} />
            </div>
            <TimeBar lab={lab} />
          </>
        )}
      </main>
    </div>
  );
}

/** The way to the whole Lab, at this moment. */
function Door({ lab }: { lab: Lab }) {
  const moment = lab.moment.value;
  const [hash, setHash] = useState('');
  useEffect(() => {
    if (!moment) return;
    void encodeShare(lab.shared()).then(setHash);
  }, [moment]);
  return (
    <a class="embedDoor" href={`/lab#${hash}`} target="_blank" rel="noreferrer">
      CPython {lab.version.value} · {t('lab.openInLab')}
    </a>
  );
}
