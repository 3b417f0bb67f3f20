import { useState } from 'preact/hooks';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import './explain.css';
import { type RuleId, ruleOf } from './rules.ts';

type Sheet = typeof import('./RulesSheet.tsx')['default'];

/** What the last step did, in one to three sentences, each with the rule behind it. */
export function ExplainStrip({ lab }: { lab: Lab }) {
  const [opened, setOpened] = useState<{ rule: RuleId; Sheet: Sheet } | null>(null);
  const open = async (rule: RuleId) => {
    const { default: RulesSheet } = await import('./RulesSheet.tsx');
    setOpened({ rule, Sheet: RulesSheet });
  };
  return (
    <>
      <section class="explain" aria-label={t('lab.explain.title')} aria-live="polite">
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
        <code>{timeline.error}</code>{' '}
        {timeline.errorLine > 0 && t('lab.explain.errorLine', { line: timeline.errorLine })}
      </p>
    );
  if (!moment) return null;
  if (moment.explanation.length === 0) return <p class="quietText">{t('lab.explain.start')}</p>;
  return (
    <>
      {moment.explanation.map((one, i) => {
        const rule = ruleOf[one.rule];
        return (
          <p key={i}>
            {t(`lab.explain.${one.rule}`, one.values)}{' '}
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
