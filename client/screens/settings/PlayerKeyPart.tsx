import { useState } from 'preact/hooks';
import { Button } from '../../parts/Button.tsx';
import { hosts } from '../../state/services.ts';
import { t } from '../../text/i18n.ts';

/** The one thing that says who plays: shown when asked for, copied, or taken over from another device. */
export function PlayerKeyPart() {
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<'copied' | 'adopted' | 'refused' | null>(null);
  const key = hosts.player.key.value;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(key);
      setSaid('copied');
    } catch {
      setShown(true);
    }
  };

  const adopt = (event: Event) => {
    event.preventDefault();
    const taken = hosts.player.adopt(typed.trim());
    setSaid(taken ? 'adopted' : 'refused');
    if (taken) setTyped('');
  };

  return (
    <section class="settingsPart" aria-labelledby="key">
      <h2 id="key">{t('key.title')}</h2>
      <p class="quietText">{t('key.text')}</p>
      <p class="keyText mono">{shown ? key : '•'.repeat(24)}</p>
      <div class="row">
        <Button icon="key" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'key.hide' : 'key.show')}
        </Button>
        <Button onClick={copy}>{t('key.copy')}</Button>
      </div>
      <form class="adopt" onSubmit={adopt}>
        <label for="adopt">{t('key.other')}</label>
        <span class="adoptRow">
          <input
            id="adopt"
            class="mono"
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!typed.trim()}>
            {t('key.adopt')}
          </Button>
        </span>
      </form>
      <p class={said === 'refused' ? 'said badNews' : 'said'} role="status">
        {said && t(`key.${said}`)}
      </p>
    </section>
  );
}
