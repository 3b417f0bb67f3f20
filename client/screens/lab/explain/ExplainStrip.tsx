import { useState } from 'preact/hooks';
import type { Explanation } from '../../../../shared/lab/explanation.ts';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { errorText, isPythons } from '../output/errorText.ts';
import './explain.css';
import { type RuleId, ruleOf } from './rules.ts';

type Sheet = typeof import('./RulesSheet.tsx')['default'];

/** What the last step did, in one to three sentences, each with the rule behind it. `of`: whose step, where there are two. */
export function ExplainStrip({ lab, of }: { lab: Lab; of?: string }) {
  const [opened, setOpened] = useState<{ rule: RuleId; Sheet: Sheet } | null>(null);
  const open = async (rule: RuleId) => {
    const { default: RulesSheet } = await import('./RulesSheet.tsx');
    setOpened({ rule, Sheet: RulesSheet });
  };
  return (
    <>
      <section
        class="explain"
        aria-label={of ? `${t('lab.explain.title')}, ${of}` : t('lab.explain.title')}
        aria-live="polite"
      >
        <Words lab={lab} onRule={(rule) => void open(rule)} />
      </section>
      {opened && <opened.Sheet at={opened.rule} lab={lab} onClose={() => setOpened(null)} />}
    </>
  );
}

function Words({ lab, onRule }: { lab: Lab; onRule: (rule: RuleId) => void }) {
  const moment = lab.moment.value;
  const timeline = lab.timeline.value;
  const atEnd = timeline !== null && (moment?.step ?? 0) >= timeline.steps;
  if (lab.problem.value) return <p class="warn">{lab.problem.value}</p>;
  if (timeline?.error && (atEnd || timeline.steps === 0))
    return (
      <p class="warn">
        {isPythons(timeline) ? <code>{timeline.error}</code> : errorText(timeline)}{' '}
        {timeline.errorLine > 0 && t('lab.explain.errorLine', { line: timeline.errorLine })}
        {timeline.error.startsWith('EOFError: EOF when reading') && (
          <span class="quietText"> {t('lab.explain.noInput')}</span>
        )}
      </p>
    );
  if (!moment) return null;
  if (moment.explanation.length === 0) {
    if (timeline?.steps === 0) return <p class="quietText">{t('lab.explain.empty')}</p>;
    // Where lines were not recorded to the end nobody knows what led there.
    return moment.step === 0 ? <p class="quietText">{t('lab.explain.start')}</p> : null;
  }
  return (
    <>
      {moment.explanation.map((one, i) => {
        const rule = ruleOf[one.rule];
        return (
          <p key={i}>
            {worded(one)}{' '}
            {rule && (
              <button type="button" class="ruleLink" onClick={() => onRule(rule)}>
                {t('lab.explain.rule')}
              </button>
            )}
          </p>
        );
      })}
    </>
  );
}

/** The sentence, with numbers as people read them; a value that is empty leaves no gap. */
function worded({ rule, values }: Explanation): string {
  const grouped = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'number' ? number(value) : value]),
  );
  return t(`lab.explain.${rule}`, grouped).replace(/ {2,}/g, ' ');
}
