import { useState } from 'preact/hooks';
import { type DraftKind, draftKinds } from '../../../../shared/level/draftKinds.ts';
import { Button } from '../../../parts/Button.tsx';
import { t } from '../../../text/i18n.ts';
import { findExample } from '../examples/examples.ts';
import type { Lab } from '../Lab.ts';
import type { Drafted } from '../run/protocol.ts';
import { CopyText } from './CopyText.tsx';
import { save } from './picture.ts';

/** The moment as the start of a level: its file, checked, to be copied or taken away. */
export function LevelPart({ lab }: { lab: Lab }) {
  const [kind, setKind] = useState<DraftKind | null>(null);
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  const make = async (wanted: DraftKind) => {
    setKind(wanted);
    setDrafted(null);
    const example = findExample(lab.example.peek());
    const title = example?.title ?? { en: 'From the Lab', es: 'Del laboratorio' };
    const moment = lab.moment.peek();
    if (moment) setDrafted(await lab.runner.draft(wanted, moment.instruction, moment.step, title));
  };
  return (
    <section>
      <h3>{t('lab.toLevel')}</h3>
      <p class="quietText">{t('lab.toLevelText')}</p>
      <fieldset class="draftKinds">
        <legend class="unseen">{t('lab.toLevel')}</legend>
        {draftKinds.map((one) => (
          <Button key={one} look="plain" aria-pressed={kind === one} onClick={() => void make(one)}>
            {t(`pack.${one}.title`)}
          </Button>
        ))}
      </fieldset>
      {kind && (
        <div class="drafted" role="status">
          {!drafted ? (
            <p class="quietText">{t('common.loading')}</p>
          ) : drafted.ok ? (
            <>
              <CopyText label={t('lab.toLevel')} text={drafted.text} />
              <Button
                look="plain"
                icon="download"
                onClick={() => save(`${kind}.json`, new Blob([drafted.text], { type: 'application/json' }))}
              >
                JSON
              </Button>
            </>
          ) : (
            <p>{t(`lab.noDraft.${drafted.reason}`)}</p>
          )}
        </div>
      )}
    </section>
  );
}
