import { metricValue } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { standing } from './view.ts';
import { ghostName, metricName } from './words.ts';

/** What counts, now: the player's figures large, CPython's and the best beside them. */
export function MetricsRow({ game }: { game: Game }) {
  const { level } = game.host;
  const ghost = ghostName(level.rival);
  const rows = game.metrics.value;
  return (
    <div class="score">
      <dl class="metrics">
        {rows.map(({ def, you, rival, best }) => (
          <div key={def.name} class="metric">
            <dt>{metricName(def)}</dt>
            <dd class="you mono" data-standing={standing(def, you, rival)}>
              <span class="unseen">{t('level.you')} </span>
              {metricValue(def, you)}
            </dd>
            <dd class="marks">
              {rival !== null && (
                <span>
                  {ghost} <b class="mono">{metricValue(def, rival)}</b>
                </span>
              )}
              <span>
                {t(level.medals.goldProved ? 'level.best' : 'level.bestKnown')}{' '}
                <b class="mono">{metricValue(def, best)}</b>
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {rows.every(({ rival }) => rival === null) && (
        <p class="rivalLost">{t('level.rivalLost', { ghost })}</p>
      )}
    </div>
  );
}
