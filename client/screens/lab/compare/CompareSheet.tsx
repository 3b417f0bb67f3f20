import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Difference, differences } from '../../../../shared/lab/compare.ts';
import { IconButton } from '../../../parts/Button.tsx';
import { Choice } from '../../../parts/Choice.tsx';
import { Sheet } from '../../../parts/Sheet.tsx';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import { Lab, labVersions } from '../Lab.ts';
import { type ViewName, viewNames } from '../views.ts';
import './compare.css';
import { Side } from './Side.tsx';
import { sentence } from './sentence.ts';

/** The same program under two versions, side by side at one moment, and where they begin to differ. */
export function CompareSheet({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const other = useMemo(() => new Lab(), []);
  const [view, setView] = useState<ViewName>('graph');
  useEffect(() => {
    const version = lab.version.peek() === '3.9' ? '3.14' : '3.9';
    other.load(lab.source.peek(), { version, step: lab.step.peek() });
    return () => other.close();
  }, []);
  const both = [lab, other];
  const [a, b] = both.map((side) => side.timeline.value);
  const found = useMemo(() => (a && b ? differences(a, b) : null), [a, b]);
  const steps = Math.max(a?.steps ?? 0, b?.steps ?? 0);
  const step = Math.max(lab.step.value, other.step.value);
  const goTo = (to: number) => {
    lab.pause();
    for (const side of both) side.goTo(to);
  };
  return (
    <Sheet title={t('lab.compare')} place="wide" onClose={onClose}>
      <div class="compare lab">
        <div class="compareTop">
          <VersionPicker label={t('lab.version')} lab={lab} />
          <VersionPicker label={t('lab.compareWith')} lab={other} />
          <Choice
            label={t('lab.views')}
            value={view}
            options={viewNames.map((name) => ({ value: name, label: t(`lab.view.${name}`) }))}
            onChange={setView}
          />
        </div>
        <Differences found={found} onGo={goTo} />
        <div class="compareSides">
          {both.map((side, i) => (
            <Side key={i} lab={side} view={view} />
          ))}
        </div>
        <div class="compareTime">
          <IconButton
            icon="back"
            label={t('lab.stepBack')}
            disabled={step <= 0}
            onClick={() => goTo(step - 1)}
          />
          <input
            type="range"
            min={0}
            max={Math.max(1, steps)}
            value={step}
            aria-label={t('lab.scrub')}
            onInput={(event) => goTo(Number(event.currentTarget.value))}
          />
          <IconButton
            icon="forward"
            label={t('lab.stepInto')}
            disabled={step >= steps}
            onClick={() => goTo(step + 1)}
          />
          <span class="mono quietText">{t('lab.stepOf', { step: number(step), steps: number(steps) })}</span>
        </div>
      </div>
    </Sheet>
  );
}

function VersionPicker({ label, lab }: { label: string; lab: Lab }) {
  return (
    <label>
      <span class="unseen">{label}</span>
      <select value={lab.version.value} onChange={(event) => lab.setVersion(event.currentTarget.value)}>
        {labVersions.map((version) => (
          <option key={version} value={version}>
            CPython {version}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What differs first, each kind where it shows; a click goes there. */
function Differences({ found, onGo }: { found: readonly Difference[] | null; onGo: (step: number) => void }) {
  if (found === null) return <p role="status">{t('common.loading')}</p>;
  return (
    <ul class="differences" aria-live="polite">
      {found.length === 0 && <li>{t('lab.difference.none')}</li>}
      {found.map((difference) => (
        <li key={difference.kind}>
          {sentence(difference)}
          {'step' in difference && (
            <button type="button" class="chip" onClick={() => onGo(difference.step + 1)}>
              {t('lab.difference.go')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
