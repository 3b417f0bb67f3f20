import { useState } from 'preact/hooks';
import { Button, IconButton } from '../../../parts/Button.tsx';
import { lang, t } from '../../../text/i18n.ts';
import { findExample } from '../examples/examples.ts';
import type { Lab } from '../Lab.ts';
import { deleteDraft, namedDrafts, saveDraft } from './drafts.ts';

const MAX_NAME = 60;

/** Programs that are kept in this browser under a name. */
export function Drafts({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const [drafts, setDrafts] = useState(namedDrafts);
  const example = findExample(lab.example.value);
  const [name, setName] = useState(example ? example.title[lang.value] : '');
  const save = (event: Event) => {
    event.preventDefault();
    const given = name.trim();
    if (given === '') return;
    setDrafts(
      saveDraft({
        name: given,
        source: lab.source.peek(),
        version: lab.version.peek(),
        step: lab.step.peek(),
      }),
    );
  };
  return (
    <section>
      <h3>{t('lab.drafts')}</h3>
      <p class="quietText">{t('lab.draftsText')}</p>
      <form class="draftForm" onSubmit={save}>
        <input
          type="text"
          maxLength={MAX_NAME}
          aria-label={t('lab.draftName')}
          placeholder={t('lab.draftName')}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Button look="plain" icon="save" type="submit" disabled={name.trim() === ''}>
          {t('lab.saveDraft')}
        </Button>
      </form>
      <ul class="drafts">
        {drafts.map((draft) => (
          <li key={draft.name}>
            <button
              type="button"
              class="draftOpen"
              onClick={() => {
                lab.load(draft.source, draft);
                onClose();
              }}
            >
              {draft.name} <span class="quietText">CPython {draft.version}</span>
            </button>
            <IconButton
              icon="close"
              label={t('lab.deleteDraft', { name: draft.name })}
              onClick={() => setDrafts(deleteDraft(draft.name))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
