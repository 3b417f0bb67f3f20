import type { Insight } from '../../../../shared/protocol/class.ts';
import { MedalCoin, medalOrder } from '../../../parts/Medal.tsx';
import { t } from '../../../text/i18n.ts';
import '../review.css';

/** The scores of a round as they form: eleven columns from 0 to 1000 points, no names. */
export function Distribution({ insight }: { insight: Insight }) {
  const most = Math.max(1, ...insight.distribution);
  const last = insight.distribution.length - 1;
  return (
    <figure class="distribution">
      <figcaption>{t('class.distribution')}</figcaption>
      <ol class="scoreColumns">
        {insight.distribution.map((count, index) => {
          const from = index * 100;
          const label = t('class.scoreColumn', {
            from,
            to: index === last ? from : from + 99,
            count,
          });
          return (
            <li key={index} class={index === last ? 'scoreColumn goldColumn' : 'scoreColumn'}>
              <span class="scoreCount mono" aria-hidden="true">
                {count || ''}
              </span>
              <span class="scoreBar" style={{ '--height': String(count / most) }} aria-hidden="true" />
              <span class="scoreFrom mono" aria-hidden="true">
                {index % 5 === 0 ? from : ''}
              </span>
              <span class="unseen">{label}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

/** How many have which medal as their best. */
export function MedalCounts({ insight, size = 22 }: { insight: Insight; size?: number }) {
  return (
    <ul class="medalCounts">
      {medalOrder.map((medal) => (
        <li key={medal}>
          <MedalCoin medal={medal} earned size={size} />
          <span class="mono" aria-hidden="true">
            {insight.medals[medal]}
          </span>
          <span class="unseen">
            {t(`medal.${medal}`)}: {insight.medals[medal]}
          </span>
        </li>
      ))}
    </ul>
  );
}
