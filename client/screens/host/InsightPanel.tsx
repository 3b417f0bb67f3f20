import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { Distribution, MedalCounts } from '../class/parts/Distribution.tsx';
import { WrongMoves } from '../class/parts/WrongMoves.tsx';

/** The round as it forms: how many, how well, and what goes wrong most. */
export function InsightPanel({ host, lesson }: { host: ClassHost; lesson: LessonView }) {
  const insight = host.insight.value;
  if (!insight || insight.round !== lesson.round) return <aside class="insight" />;
  const [done, what] =
    lesson.phase === 'briefing'
      ? [insight.ready, t('host.readyCount')]
      : lesson.phase === 'writing'
        ? [
            host.seats.value.filter(({ status, isWritten }) => status === 'in' && isWritten).length,
            t('host.written'),
          ]
        : [insight.won, t('host.solvedCount')];
  return (
    <aside class="insight" aria-label={t('host.insight')}>
      <p class="bigCount">
        <b class="mono">
          {done}/{insight.seats}
        </b>{' '}
        <span>{what}</span>
      </p>
      {lesson.phase !== 'briefing' && lesson.phase !== 'writing' && (
        <>
          <MedalCounts insight={insight} />
          <Distribution insight={insight} />
          <section class="wrongMoves" aria-labelledby="wrong">
            <h3 id="wrong">{t('host.wrong')}</h3>
            {insight.wrong.length === 0 ? (
              <p class="quietText">{t('host.noWrong')}</p>
            ) : (
              <WrongMoves wrong={insight.wrong} />
            )}
          </section>
        </>
      )}
    </aside>
  );
}
