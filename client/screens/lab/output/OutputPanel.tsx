import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { errorText } from './errorText.ts';

/** What the program has printed so far, and at the end how it ended. */
export function OutputPanel({ lab }: { lab: Lab; asText: boolean }) {
  const moment = lab.moment.value;
  const timeline = lab.timeline.value;
  // A program that cannot be compiled has no moment; what is wrong with it is written nevertheless.
  if (!timeline || (!moment && timeline.error === null)) return null;
  const atEnd = !moment || moment.step >= timeline.steps;
  const { stdout: out, stderr: err } = atEnd ? timeline : moment.view;
  const stopped = atEnd && timeline.error !== null && err === '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre class="output" tabIndex={0}>
      {out === '' && err === '' && !stopped && <span class="quietText">{t('lab.output.none')}</span>}
      {out}
      {err !== '' && <span class="stderr">{err}</span>}
      {stopped && <span class="stderr">{errorText(timeline)}</span>}
      {atEnd && timeline.truncated && <span class="quietText">{t('lab.output.truncated')}</span>}
    </pre>
  );
}
