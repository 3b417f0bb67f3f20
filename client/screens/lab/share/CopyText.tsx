import { useRef, useState } from 'preact/hooks';
import { Button } from '../../../parts/Button.tsx';
import { t } from '../../../text/i18n.ts';

const SAID_MS = 3000;

/** A text to be copied; where the browser does not let us, it is selected, and one copies it oneself. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('lab.copied'));
    } catch {
      field.current?.select();
      setSaid(t('lab.copyYourself'));
    }
    setTimeout(() => setSaid(''), SAID_MS);
  };
  return (
    <div class="copyText">
      <textarea
        ref={field}
        readOnly
        rows={2}
        aria-label={label}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button look="plain" icon="link" disabled={text === ''} onClick={() => void copy()}>
        {t('lab.copy')}
      </Button>
      <span class="copySaid" role="status">
        {said}
      </span>
    </div>
  );
}
