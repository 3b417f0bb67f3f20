import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

/** What the program has printed so far, and at the end how it ended. */
export function OutputPanel({ lab }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const timeline = lab.timeline.value;
  if (!view || !timeline) return null;
  const atEnd = lab.moment.value!.step >= timeline.steps;
  const out = atEnd ? timeline.stdout : view.stdout;
  const err = atEnd ? timeline.stderr : view.stderr;
  const stopped = atEnd && timeline.error !== null && err === '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre class="output" tabIndex={0}>
      {out === '' && err === '' && !stopped && <span class="quietText">{t('lab.output.none')}</span>}
      {out}
      {err !== '' && <span class="stderr">{err}</span>}
      {stopped && <span class="stderr">{timeline.error}</span>}
      {atEnd && timeline.truncated && <span class="quietText">{t('lab.output.truncated')}</span>}
    </pre>
  );
}
