import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import { ExplainStrip } from '../explain/ExplainStrip.tsx';
import type { Lab } from '../Lab.ts';
import { bodies } from '../Panel.tsx';
import type { ViewName } from '../views.ts';

/** One version's side: what its run came to, the line, the view, and what the step did there. */
export function Side({ lab, view }: { lab: Lab; view: ViewName }) {
  const timeline = lab.timeline.value;
  const moment = lab.moment.value;
  const Body = bodies[view];
  if (!timeline || !moment || lab.running.value)
    return (
      <section class="compareSide" aria-label={`CPython ${lab.version.value}`}>
        <p role="status">{t('lab.running', { count: number(lab.instructions.value) })}</p>
      </section>
    );
  const line = moment.view.line;
  const automatic = timeline.collections.filter((c) => c.automatic).length;
  return (
    <section class="compareSide" aria-label={`CPython ${lab.version.value}`}>
      <h3>CPython {lab.version.value}</h3>
      <dl>
        <dt>{t('lab.profile.now')}</dt>
        <dd>{bytes(moment.view.currentBytes)}</dd>
        <dt>{t('lab.side.peak')}</dt>
        <dd>{bytes(timeline.peakBytes)}</dd>
        <dt>{t('lab.side.collections')}</dt>
        <dd>
          {t('lab.side.automatic', {
            all: number(timeline.collections.length),
            automatic: number(automatic),
          })}
        </dd>
      </dl>
      <p class="codeLine">
        {line > 0 ? (
          <>
            <span class="quietText">{line}</span>{' '}
            <code>{lab.source.value.split('\n')[line - 1]?.trim()}</code>
          </>
        ) : (
          t('lab.end')
        )}
      </p>
      <div class={`compareView panel-${view}`}>
        <Body lab={lab} asText={false} />
      </div>
      <ExplainStrip lab={lab} of={`CPython ${lab.version.value}`} />
    </section>
  );
}
