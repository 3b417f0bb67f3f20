import { useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { forgetLastPlayed } from '../../state/lastPlayed.ts';
import { hosts } from '../../state/services.ts';
import { t } from '../../text/i18n.ts';

const LARGEST_IMPORT_BYTES = 8 << 20;

type Said = { readonly good: boolean; readonly key: string; readonly values?: Record<string, unknown> };

/** Take the progress along, bring it back, or delete it. */
export function ProgressPart() {
  const file = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const won = hosts.progress.levels.value.size;

  const during = async (work: () => Promise<Said>) => {
    setBusy(true);
    setSaid(null);
    try {
      setSaid(await work());
    } catch (error) {
      console.error(error);
      setSaid({ good: false, key: 'progress.failed' });
    }
    setBusy(false);
  };

  const save = () =>
    during(async () => {
      download('pyarena-progress.json', await hosts.progress.export());
      return { good: true, key: 'progress.exported' };
    });

  const load = (chosen: File | undefined) => {
    if (!chosen) return;
    void during(async () => {
      if (chosen.size > LARGEST_IMPORT_BYTES) return { good: false, key: 'progress.tooLarge' };
      const result = await hosts.progress.import(await chosen.text());
      if (!result.ok) return { good: false, key: `progress.${result.reason}` };
      const { levels, refused } = result;
      if (refused)
        return { good: levels > 0, key: 'progress.importedSome', values: { count: levels, refused } };
      return { good: true, key: 'progress.imported', values: { count: levels } };
    });
  };

  const reset = () => {
    setAsking(false);
    void during(async () => {
      await hosts.progress.reset();
      forgetLastPlayed();
      return { good: true, key: 'progress.wasReset' };
    });
  };

  return (
    <section class="settingsPart" aria-labelledby="progress">
      <h2 id="progress">{t('progress.title')}</h2>
      <p class="quietText">{t('progress.text', { count: won })}</p>
      <div class="row">
        <Button icon="download" disabled={busy} onClick={save}>
          {t('progress.export')}
        </Button>
        <Button icon="upload" disabled={busy} onClick={() => file.current?.click()}>
          {t('progress.import')}
        </Button>
        <input
          ref={file}
          class="unseen"
          type="file"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label={t('progress.import')}
          onChange={(event) => {
            load(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Button look="danger" disabled={busy} onClick={() => setAsking(true)}>
          {t('progress.reset')}
        </Button>
      </div>
      <p class={said?.good === false ? 'said badNews' : 'said'} role="status">
        {said && t(said.key, said.values)}
      </p>
      {asking && (
        <Sheet title={t('progress.resetTitle')} onClose={() => setAsking(false)}>
          <p>{t('progress.resetText', { count: won })}</p>
          <div class="row">
            <Button look="danger" onClick={reset}>
              {t('progress.resetYes')}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </Sheet>
      )}
    </section>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
