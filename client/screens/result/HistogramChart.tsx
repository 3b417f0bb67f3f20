import type { MetricDef } from '../../../shared/game/kind.ts';
import type { Medal } from '../../../shared/game/score.ts';
import type { Level } from '../../../shared/level/level.ts';
import type { Histogram } from '../../host/progress.ts';
import { MedalCoin } from '../../parts/Medal.tsx';
import { metricValue } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { ghostName, metricName } from '../level/words.ts';
import { type Column, columnsOf } from './histogram.ts';

export interface HistogramChartProps {
  readonly def: MetricDef;
  readonly level: Level;
  readonly own: number;
  readonly histogram: Histogram | null;
}

/**
 * Everybody's best at one metric as columns, with one's own marked by colour and word, the rival's by the silver coin and the best by
 * the golden one. No ranks, no names.
 */
export function HistogramChart({ def, level, own, histogram }: HistogramChartProps) {
  const { silver, gold } = level.medals;
  const marks = {
    ...(silver[def.name] === undefined ? {} : { silver: silver[def.name] }),
    gold: gold[def.name],
  };
  const columns = columnsOf(histogram, def.name, own, marks);
  const most = Math.max(1, ...columns.map((column) => column.count));
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
              data-empty={column.count === 0 || undefined}
              title={label(def, level, column)}
              aria-hidden="true"
            />
            <span class="columnValue mono" aria-hidden="true">
              {metricValue(def, column.from)}
            </span>
            <span class="columnMarks" aria-hidden="true">
              {column.marks.map((mark) => (
                <MedalCoin key={mark} medal={mark as Medal} earned size={16} />
              ))}
            </span>
            <span class="unseen">{label(def, level, column)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function label(def: MetricDef, level: Level, { from, to, count, own, marks }: Column): string {
  const value = from === to ? metricValue(def, from) : `${metricValue(def, from)} – ${metricValue(def, to)}`;
  const names = marks.map((mark) =>
    mark === 'silver'
      ? ghostName(level.rival)
      : t(level.medals.goldProved ? 'result.best' : 'result.bestKnown'),
  );
  return [t(own ? 'result.columnOwn' : 'result.column', { value, count }), ...names].join(', ');
}
