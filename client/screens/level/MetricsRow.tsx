import { metricValue } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { standing } from './view.ts';
import { ghostName, metricName } from './words.ts';

/** What counts, now: the player's figures large, CPython's and the best beside them. */
export function MetricsRow({ game }: { game: Game }) {
  const { level } = game.host;
  return (
    <dl class="metrics">
      {game.metrics.value.map(({ def, you, rival, best }) => (
        <div key={def.name} class="metric">
          <dt>{metricName(def)}</dt>
          <dd class="you mono" data-standing={standing(def, you, rival)}>
            <span class="unseen">{t('level.you')} </span>
            {metricValue(def, you)}
          </dd>
          <dd class="marks">
            <span>
              {ghostName(level.rival)}{' '}
              {rival === null ? (
                <i title={t('result.noWin')}>
                  <span aria-hidden="true">✕</span>
                  <span class="unseen">{t('result.noWin')}</span>
                </i>
              ) : (
                <b class="mono">{metricValue(def, rival)}</b>
              )}
            </span>
            <span>
              {t(level.medals.goldProved ? 'level.best' : 'level.bestKnown')}{' '}
              <b class="mono">{metricValue(def, best)}</b>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
