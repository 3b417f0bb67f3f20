import { useState } from 'preact/hooks';
import { Button } from '../../../parts/Button.tsx';
import { t } from '../../../text/i18n.ts';

/** Copies a text; where the browser forbids it, the text is shown to be copied by hand. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [said, setSaid] = useState<'copied' | 'byHand' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      setSaid('byHand');
    }
  };
  return (
    <span class="copy">
      <Button onClick={copy}>{children}</Button>
      <span role="status" class="copySaid">
        {said === 'copied' && t('key.copied')}
        {said === 'byHand' && <code class="mono">{text}</code>}
      </span>
    </span>
  );
}
