import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../../parts/Button.tsx';
import { Sheet } from '../../../parts/Sheet.tsx';
import { lang, moreTexts, t } from '../../../text/i18n.ts';
import { findExample } from '../examples/examples.ts';
import type { Lab } from '../Lab.ts';
import { type Rule, type RuleId, rules } from './rules.ts';

/** The words of the rules come when somebody asks for one. */
await moreTexts({
  en: () => import('../../../../assets/text/lab/rules/en.json'),
  es: () => import('../../../../assets/text/lab/rules/es.json'),
});

/** CPython's rules in a few sentences each, opened at one of them. */
export default function RulesSheet({ at, lab, onClose }: { at: RuleId; lab: Lab; onClose: () => void }) {
  return (
    <Sheet title={t('lab.rules')} place="side" onClose={onClose}>
      <div class="rules">
        {rules.map((rule) => (
          <RuleText key={rule.id} rule={rule} open={rule.id === at} lab={lab} onClose={onClose} />
        ))}
      </div>
    </Sheet>
  );
}

interface RuleTextProps {
  readonly rule: Rule;
  readonly open: boolean;
  readonly lab: Lab;
  readonly onClose: () => void;
}

function RuleText({ rule, open, lab, onClose }: RuleTextProps) {
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const example = findExample(rule.example);
  return (
    <details ref={place} open={open} data-rule={rule.id}>
      <summary>{t(`labRule.${rule.id}.title`)}</summary>
      <p>{t(`labRule.${rule.id}.text`)}</p>
      <p class="quietText">{t(`labRule.${rule.id}.versions`)}</p>
      <p class="quietText">
        <code>{rule.source}</code>{' '}
        <a href={rule.link} target="_blank" rel="noreferrer">
          {t('lab.readOn')}
        </a>
      </p>
      {example && example.id !== lab.example.value && (
        <Button
          look="plain"
          icon="play"
          onClick={() => {
            lab.load(example.source, { example: example.id });
            onClose();
          }}
        >
          {t('lab.seeIt', { title: example.title[lang.value] })}
        </Button>
      )}
    </details>
  );
}
