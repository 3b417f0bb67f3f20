import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { Distribution, MedalCounts } from '../class/parts/Distribution.tsx';
import { wrongText } from '../class/parts/words.ts';

/** The round as it forms: how many, how well, and what goes wrong most. */
export function InsightPanel({ host, lesson }: { host: ClassHost; lesson: LessonView }) {
  const insight = host.insight.value;
  if (!insight || insight.round !== lesson.round) return <aside class="insight" />;
  return (
    <aside class="insight" aria-label={t('host.insight')}>
      {lesson.phase === 'briefing' ? (
        <p class="bigCount">
          <b class="mono">
            {insight.ready}/{insight.seats}
          </b>{' '}
          <span>{t('host.readyCount')}</span>
        </p>
      ) : (
        <p class="bigCount">
          <b class="mono">
            {insight.won}/{insight.seats}
          </b>{' '}
          <span>{t('host.solvedCount')}</span>
        </p>
      )}
      {lesson.phase !== 'briefing' && lesson.phase !== 'writing' && (
        <>
          <MedalCounts insight={insight} />
          <Distribution insight={insight} />
          <section class="wrongMoves" aria-labelledby="wrong">
            <h3 id="wrong">{t('host.wrong')}</h3>
            {insight.wrong.length === 0 ? (
              <p class="quietText">{t('host.noWrong')}</p>
            ) : (
              <ol>
                {insight.wrong.slice(0, 5).map((wrong) => (
                  <li key={wrong.reason}>
                    <span>{wrongText(wrong.reason)}</span>
                    <small>
                      {t('host.wrongCount', { count: wrong.times })} ·{' '}
                      {t('host.wrongSeats', { count: wrong.seats })}
                    </small>
                  </li>
                ))}
              </ol>
            )}
          </section>
        </>
      )}
    </aside>
  );
}
