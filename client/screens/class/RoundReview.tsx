import type { Session } from '../../../shared/game/session/session.ts';
import { attempt } from '../../../shared/game/session/timeline.ts';
import type { LessonView, OwnView, RoundResult } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { MedalRow } from '../../parts/Medal.tsx';
import { number } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';
import './review.css';
import { RoundFilms, type Run } from './parts/RoundFilms.tsx';
import { PlaceText, StandingsBoard } from './parts/Standings.tsx';
import { StudentPage } from './StudentPage.tsx';

export interface RoundReviewProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
}

/** Between rounds: what one reached and where that puts one, the rule that was taught, the runs to compare. */
export function RoundReview({ seat, lesson, own }: RoundReviewProps) {
  const level = seat.board.value?.level ?? seat.level.value;
  const result = own.results.find(({ round }) => round === lesson.round) ?? null;
  const standings = seat.standings.value;
  const run = ownRun(seat.board.value?.session.value ?? null);
  const skipped = lesson.rounds[lesson.round]?.status === 'skipped';
  return (
    <StudentPage seat={seat} own={own} place="read">
      <p class="roundOf">{t('class.roundOver', { round: lesson.round + 1, count: lesson.rounds.length })}</p>
      <h1 tabIndex={-1}>{level ? local(level.title) : ''}</h1>
      {skipped ? (
        <p class="lead">{t('class.skipped')}</p>
      ) : (
        <OwnResult result={result} place={standings?.own?.place ?? null} seats={standings?.seats ?? 0} />
      )}
      {level && <p class="lesson taught">{local(level.lesson)}</p>}
      {standings && !skipped && (
        <section class="reviewPart" aria-label={t('class.board')}>
          <StandingsBoard standings={standings} />
        </section>
      )}
      {level && seat.review.value && (
        <section class="reviewPart" aria-labelledby="films">
          <h2 id="films">{t('class.films')}</h2>
          <RoundFilms level={level} own={run} review={seat.review.value} />
        </section>
      )}
      <p class="quietText" role="status">
        {t('class.nextSoon')}
      </p>
    </StudentPage>
  );
}

/** What one has to show: the best win, and without one how far one came. */
function ownRun(session: Session | null): Run | null {
  if (!session) return null;
  if (session.best) return session.best;
  const actions = attempt(session.timeline);
  return actions.length > 0 ? { actions, metrics: null } : null;
}

interface OwnResultProps {
  readonly result: RoundResult | null;
  readonly place: number | null;
  readonly seats: number;
}

/** Medal, points and place, large; without a win, what there is to say instead. */
function OwnResult({ result, place, seats }: OwnResultProps) {
  if (!result?.medal) return <p class="lead">{t('class.notWon')}</p>;
  return (
    <div class="ownResult">
      <MedalRow medal={result.medal} label={t(`medal.${result.medal}`)} size={44} />
      <p>
        <b class="mono">{number(result.points)}</b>
        <span>{t('class.points', { count: result.points })}</span>
      </p>
      {place !== null && <PlaceText place={place} seats={seats} />}
    </div>
  );
}
