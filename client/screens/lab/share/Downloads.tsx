import { useState } from 'preact/hooks';
import { Button } from '../../../parts/Button.tsx';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import type { ViewName } from '../views.ts';
import { fileOf, pictureOf, save } from './picture.ts';

/** Pictures of the views that are on the page, the program, and what happened as data. */
export function Downloads({ lab }: { lab: Lab }) {
  const [busy, setBusy] = useState(false);
  const views = lab.views.shown.value.filter((name) => name !== 'output');
  const picture = async (name: ViewName, format: 'svg' | 'png') => {
    const found = pictureOf(name);
    if (found) save(`pyarena-${name}.${format}`, await fileOf(found, format));
  };
  const events = async () => {
    setBusy(true);
    try {
      save('pyarena-events.json', new Blob([await eventsText(lab)], { type: 'application/json' }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h3>{t('lab.downloads')}</h3>
      <ul class="downloads">
        {views.map((name) => (
          <li key={name}>
            <span>{t(`lab.view.${name}`)}</span>
            {(['png', 'svg'] as const).map((format) => (
              <Button
                key={format}
                look="plain"
                icon="download"
                aria-label={`${t(`lab.view.${name}`)}, ${format.toUpperCase()}`}
                onClick={() => void picture(name, format)}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </li>
        ))}
        <li>
          <span>{t('lab.program')}</span>
          <Button
            look="plain"
            icon="download"
            aria-label={`${t('lab.program')}, .py`}
            onClick={() => save('program.py', new Blob([lab.source.peek()], { type: 'text/x-python' }))}
          >
            .py
          </Button>
        </li>
        <li>
          <span>{t('lab.events')}</span>
          <Button
            look="plain"
            icon="download"
            disabled={busy}
            aria-label={`${t('lab.events')}, JSON`}
            onClick={() => void events()}
          >
            JSON
          </Button>
        </li>
      </ul>
      {lab.views.narrow.value && views.length === 0 && <p class="quietText">{t('lab.downloadsOpen')}</p>}
    </section>
  );
}

/** The run as data: the program, everything that happened, and the moment that is looked at. */
async function eventsText(lab: Lab): Promise<string> {
  const { events, truncated } = await lab.runner.events();
  const moment = lab.moment.peek();
  const plain = (_key: string, value: unknown) =>
    ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value;
  const run = {
    format: 1,
    source: lab.source.peek(),
    version: lab.version.peek(),
    truncated,
    events,
    moment: moment && { step: moment.step, instruction: moment.instruction, view: moment.view },
  };
  return JSON.stringify(run, plain);
}
