import { useMemo, useState } from 'preact/hooks';
import type { LabView } from '../../../../shared/lab/model.ts';
import { Button } from '../../../parts/Button.tsx';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { Curve } from './Curve.tsx';
import './profile.css';
import { signed, signedCount } from './signed.ts';

/** Types that are listed. */
const MAX_TYPES = 14;

/** A moment that was kept, to compare others with. */
export type Kept = { readonly step: number; readonly view: LabView; readonly run: number };

/** Bytes over time, by line and by type, and what CPython's own statistics say; two moments can be compared. */
export function ProfilePanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const timeline = lab.timeline.value;
  const [kept, setKept] = useState<Kept | null>(null);
  if (!view || !timeline) return null;
  const run = lab.runs.value;
  const other = kept?.run === run ? kept : null;
  return (
    <div class="profile">
      <p class="panelSum">
        <strong>{bytes(view.currentBytes)}</strong> {t('lab.profile.now')} · {bytes(timeline.peakBytes)}{' '}
        {t('lab.profile.peak')}
      </p>
      {!asText && <Curve lab={lab} timeline={timeline} kept={other?.step ?? null} />}
      <p class="profileCompare">
        <Button
          look="plain"
          icon={other ? 'close' : 'save'}
          onClick={() => setKept(other ? null : { step: lab.moment.value!.step, view, run })}
        >
          {t(other ? 'lab.profile.forget' : 'lab.profile.keep')}
        </Button>
        {other && (
          <span role="status">
            {t('lab.profile.difference', {
              step: number(other.step),
              bytes: signed(view.currentBytes - other.view.currentBytes),
            })}
          </span>
        )}
      </p>
      <Lines lab={lab} view={view} other={other?.view ?? null} />
      <Types lab={lab} view={view} other={other?.view ?? null} />
      <details class="details">
        <summary>sys._debugmallocstats()</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{view.mallocStats}</pre>
      </details>
    </div>
  );
}

function Lines({ lab, view, other }: { lab: Lab; view: LabView; other: LabView | null }) {
  const source = lab.source.value;
  const code = useMemo(() => source.split('\n'), [source]);
  const before = new Map(other?.byLine.map((row) => [row.line, row.bytes]) ?? []);
  const most = Math.max(1, ...view.byLine.map((row) => row.bytes));
  return (
    <>
      <h3>{t('lab.profile.byLine')}</h3>
      <table class="byLine">
        <thead class="unseen">
          <tr>
            <th scope="col">{t('lab.profile.line')}</th>
            <th scope="col">{t('lab.profile.code')}</th>
            <th scope="col">{t('lab.profile.bytes')}</th>
            {other && <th scope="col">{t('lab.profile.change')}</th>}
          </tr>
        </thead>
        <tbody>
          {view.byLine.map((row) => (
            <tr
              key={row.line}
              onPointerEnter={() => lab.pointAtLine(row.line)}
              onPointerLeave={() => lab.pointAtLine(null)}
            >
              <th scope="row" class="mono">
                {row.line}
              </th>
              <td>
                <code>{code[row.line - 1]?.trim()}</code>
              </td>
              <td class="mono barCell">
                <i style={{ width: `${(100 * Math.max(0, row.bytes)) / most}%` }} aria-hidden="true" />
                <span>{bytes(row.bytes)}</span>
              </td>
              {other && <td class="mono">{signed(row.bytes - (before.get(row.line) ?? 0))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Types({ lab, view, other }: { lab: Lab; view: LabView; other: LabView | null }) {
  const before = new Map(other?.byType.map((row) => [row.type, row]) ?? []);
  return (
    <>
      <h3>{t('lab.profile.byType')}</h3>
      <table class="byType">
        <thead>
          <tr>
            <th scope="col">{t('lab.profile.type')}</th>
            <th scope="col">{t('lab.profile.number')}</th>
            <th scope="col">{t('lab.profile.bytes')}</th>
            {other && <th scope="col">{t('lab.profile.change')}</th>}
          </tr>
        </thead>
        <tbody>
          {view.byType.slice(0, MAX_TYPES).map((row) => (
            <tr
              key={row.type}
              onPointerEnter={() => lab.pointAtType(row.type)}
              onPointerLeave={() => lab.pointAtType(null)}
            >
              <th scope="row" class="mono">
                {row.type}
              </th>
              <td class="mono">{signedCount(row.newCount)}</td>
              <td class="mono">{signed(row.newBytes)}</td>
              {other && (
                <td class="mono">
                  {signedCount(row.newCount - (before.get(row.type)?.newCount ?? 0))},{' '}
                  {signed(row.newBytes - (before.get(row.type)?.newBytes ?? 0))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="panelSum">{t('lab.profile.sinceStart')}</p>
    </>
  );
}
