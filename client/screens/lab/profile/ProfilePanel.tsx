import { useMemo, useState } from 'preact/hooks';
import type { LabView } from '../../../../shared/lab/model.ts';
import type { Timeline } from '../../../../shared/lab/timeline.ts';
import { Button } from '../../../parts/Button.tsx';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

const WIDE = 480;
const TALL = 110;

/** Bytes over time, by line and by type, and what CPython's own statistics say; two moments can be compared. */
export function ProfilePanel({ lab }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const timeline = lab.timeline.value;
  const [kept, setKept] = useState<{ step: number; view: LabView; of: Timeline } | null>(null);
  const curve = useMemo(() => (timeline ? curveOf(timeline) : ''), [timeline]);
  if (!view || !timeline) return null;
  const other = kept?.of === timeline ? kept : null;
  const at = timeline.steps === 0 ? 0 : (lab.step.value / timeline.steps) * WIDE;
  const lines = sourceLines(lab.source.value);
  const most = Math.max(1, ...view.byLine.map((row) => row.bytes));
  const before = new Map(other?.view.byType.map((row) => [row.type, row]) ?? []);
  return (
    <div class="profile">
      <p class="panelSum">
        <strong>{bytes(view.currentBytes)}</strong> {t('lab.profile.now')} · {bytes(timeline.peakBytes)}{' '}
        {t('lab.profile.peak')}
      </p>
      <svg
        class="curve"
        viewBox={`0 0 ${WIDE} ${TALL}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('lab.profile.curve', { peak: bytes(timeline.peakBytes) })}
      >
        <path d={curve} />
        {other && (
          <line
            class="keptMark"
            x1={(other.step / timeline.steps) * WIDE}
            x2={(other.step / timeline.steps) * WIDE}
            y1={0}
            y2={TALL}
          />
        )}
        <line x1={at} x2={at} y1={0} y2={TALL} />
      </svg>
      <p class="profileCompare">
        <Button
          look="plain"
          onClick={() => setKept(other ? null : { step: lab.step.value, view, of: timeline })}
        >
          {other ? t('lab.profile.forget') : t('lab.profile.keep')}
        </Button>
        {other && (
          <span>
            {t('lab.profile.difference', {
              step: number(other.step),
              bytes: signed(view.currentBytes - other.view.currentBytes),
            })}
          </span>
        )}
      </p>
      <h3>{t('lab.profile.byLine')}</h3>
      <table class="byLine">
        <thead class="unseen">
          <tr>
            <th scope="col">{t('lab.profile.line')}</th>
            <th scope="col">{t('lab.profile.code')}</th>
            <th scope="col">{t('lab.profile.bytes')}</th>
          </tr>
        </thead>
        <tbody>
          {view.byLine.map((row) => (
            <tr key={row.line}>
              <th scope="row" class="mono">
                {row.line}
              </th>
              <td>
                <code>{lines[row.line - 1]?.trim()}</code>
              </td>
              <td class="mono barCell">
                <i style={{ width: `${(100 * Math.max(0, row.bytes)) / most}%` }} aria-hidden="true" />
                <span>{bytes(row.bytes)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('lab.profile.byType')}</h3>
      <table class="byType">
        <thead>
          <tr>
            <th scope="col">{t('lab.profile.type')}</th>
            <th scope="col">{t('lab.profile.number')}</th>
            <th scope="col">{t('lab.profile.bytes')}</th>
            {other && <th scope="col">Δ</th>}
          </tr>
        </thead>
        <tbody>
          {view.byType.slice(0, 12).map((row) => (
            <tr key={row.type}>
              <th scope="row" class="mono">
                {row.type}
              </th>
              <td class="mono">{signedCount(row.newCount)}</td>
              <td class="mono">{signed(row.newBytes)}</td>
              {other && (
                <td class="mono">{signedCount(row.newCount - (before.get(row.type)?.newCount ?? 0))}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="panelSum">{t('lab.profile.sinceStart')}</p>
      <details class="details">
        <summary>sys._debugmallocstats()</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{view.mallocStats}</pre>
      </details>
    </div>
  );
}

function curveOf(timeline: Timeline): string {
  const { steps, bytes: values } = timeline;
  if (steps === 0) return '';
  let top = 1;
  for (let i = 0; i < steps; i++) if (values[i] > top) top = values[i];
  const points: string[] = [];
  const columns = Math.min(WIDE, steps);
  for (let c = 0; c < columns; c++) {
    const from = Math.floor((c / columns) * steps);
    const to = Math.max(from + 1, Math.floor(((c + 1) / columns) * steps));
    let most = 0;
    for (let i = from; i < to; i++) if (values[i] > most) most = values[i];
    const x = (c / Math.max(1, columns - 1)) * WIDE;
    points.push(`${x.toFixed(1)} ${(TALL - (most / top) * (TALL - 4)).toFixed(1)}`);
  }
  return `M0 ${TALL}L${points.join('L')}L${WIDE} ${TALL}Z`;
}

function signed(count: number): string {
  return count > 0 ? `+${bytes(count)}` : bytes(count);
}

function signedCount(count: number): string {
  return count > 0 ? `+${number(count)}` : number(count);
}

function sourceLines(source: string): string[] {
  return source.split('\n');
}
