import type { ComponentChildren } from 'preact';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { local, t } from '../../text/i18n.ts';
import { RoundFilms } from '../class/parts/RoundFilms.tsx';
import { Podium, StandingsBoard } from '../class/parts/Standings.tsx';
import { InsightPanel } from './InsightPanel.tsx';
import { Stored } from './Stored.tsx';
import { Wall } from './Wall.tsx';

export interface ReviewDeskProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly onSeat: (seat: number) => void;
}

/** Between rounds: the rule, the board of the best, the runs to compare, and the wall as it stood. */
export function ReviewDesk({ host, lesson, onSeat }: ReviewDeskProps) {
  const level = host.level.value;
  const standings = host.standings.value;
  return (
    <div class="reviewDesk">
      {level && <p class="lesson taught">{local(level.lesson)}</p>}
      <div class="wallAndInsight">
        <div>
          {level && host.review.value && (
            <section class="reviewPart" aria-labelledby="films">
              <h2 id="films">{t('class.films')}</h2>
              <RoundFilms level={level} review={host.review.value} />
            </section>
          )}
          {standings && (
            <section class="reviewPart" aria-labelledby="board">
              <h2 id="board">{t('class.board')}</h2>
              <StandingsBoard standings={standings} />
            </section>
          )}
        </div>
        <InsightPanel host={host} lesson={lesson} />
      </div>
      <Wall host={host} lesson={lesson} onSeat={onSeat} />
    </div>
  );
}

export interface PodiumDeskProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly children: ComponentChildren;
}

/** The end: the podium, everybody's place, and what becomes of it all. */
export function PodiumDesk({ host, lesson, children }: PodiumDeskProps) {
  const standings = host.standings.value;
  return (
    <div class="podiumDesk">
      {lesson.phase === 'closed' && <p class="lead">{t('host.closedText')}</p>}
      {standings && <Podium standings={standings} />}
      {children}
      <Stored />
    </div>
  );
}
