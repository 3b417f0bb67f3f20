import type { MetricDef } from '../../../shared/game/kind.ts';
import type { Histogram } from '../../host/progress.ts';
import { metricValue } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { metricName } from '../level/words.ts';
import { type Column, columnsOf } from './histogram.ts';

export interface HistogramChartProps {
  readonly def: MetricDef;
  readonly own: number;
  readonly histogram: Histogram | null;
}

/** Everybody's best at one metric as columns, with one's own marked by colour, a pin and words. No ranks, no names. */
export function HistogramChart({ def, own, histogram }: HistogramChartProps) {
  const columns = columnsOf(histogram, def.name, own);
  const most = Math.max(...columns.map((column) => column.count));
  return (
    <figure class="histogram">
      <figcaption>
        <strong>{metricName(def)}</strong>{' '}
        <span class="histogramNote">
          {t(def.better === 'less' ? 'result.lessIsBetter' : 'result.moreIsBetter')}
        </span>
      </figcaption>
      <ol class="columns">
        {columns.map((column) => (
          <li key={column.from} class={column.own ? 'column ownColumn' : 'column'}>
            <span class="columnOwn" aria-hidden="true">
              {column.own ? t('level.you') : ''}
            </span>
            <span
              class="columnBar"
              style={{ '--height': String(column.count / most) }}
              title={label(def, column)}
              aria-hidden="true"
            />
            <span class="columnValue mono" aria-hidden="true">
              {metricValue(def, column.from)}
            </span>
            <span class="unseen">{label(def, column)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function label(def: MetricDef, { from, to, count, own }: Column): string {
  const value = from === to ? metricValue(def, from) : `${metricValue(def, from)} – ${metricValue(def, to)}`;
  return t(own ? 'result.columnOwn' : 'result.column', { value, count });
}
