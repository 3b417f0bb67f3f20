import type { LessonView, OwnView } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { Link } from '../../parts/Link.tsx';
import { MedalRow } from '../../parts/Medal.tsx';
import { number } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PlaceText, Podium, StandingsBoard } from './parts/Standings.tsx';
import { dateText, levelName } from './parts/words.ts';
import { StudentPage } from './StudentPage.tsx';

export interface FinalPodiumProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
}

/** The end of the lesson: the podium, one's own place, and what one reached in each round. */
export function FinalPodium({ seat, lesson, own }: FinalPodiumProps) {
  const standings = seat.standings.value;
  const place = standings?.own?.place ?? null;
  return (
    <StudentPage seat={seat} own={own} place="read">
      <h1 tabIndex={-1}>{t('class.ended')}</h1>
      {standings && <Podium standings={standings} />}
      <div class="ownResult">
        <p>
          <b class="mono">{number(own.points)}</b>
          <span>{t('class.points', { count: own.points })}</span>
        </p>
        {place !== null && standings && own.points > 0 && <PlaceText place={place} seats={standings.seats} />}
      </div>
      <RoundList lesson={lesson} own={own} />
      {standings && <StandingsBoard standings={standings} />}
      <p class="quietText small">{t('class.keptUntil', { date: dateText(lesson.expiresMs) })}</p>
      <div class="row">
        <Link class="button primary" href="/play">
          {t('class.playOn')}
        </Link>
      </div>
    </StudentPage>
  );
}

/** The rounds of the lesson with one's own result at each. */
function RoundList({ lesson, own }: { lesson: LessonView; own: OwnView }) {
  return (
    <ol class="roundList">
      {lesson.rounds.map(({ level, status }, index) => {
        if (status === 'waiting') return null;
        const result = own.results.find(({ round }) => round === index);
        return (
          <li key={index}>
            <span class="roundName">{levelName(level)}</span>
            {status === 'skipped' ? (
              <span class="quietText">{t('class.wasSkipped')}</span>
            ) : (
              <>
                <MedalRow
                  medal={result?.medal ?? null}
                  label={result?.medal ? t(`medal.${result.medal}`) : t('map.noMedal')}
                />
                <span class="mono placePoints">{number(result?.points ?? 0)}</span>
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}
