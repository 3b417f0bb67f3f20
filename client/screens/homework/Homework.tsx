import { useEffect } from 'preact/hooks';
import type { LessonView, OwnView } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Link } from '../../parts/Link.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { MedalRow } from '../../parts/Medal.tsx';
import { number } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';
import { ClassPlay } from '../class/ClassPlay.tsx';
import { dateText, entryOf } from '../class/parts/words.ts';
import { StudentPage } from '../class/StudentPage.tsx';
import { Miniature } from '../map/Miniature.tsx';
import '../map/map.css';
import './homework.css';

export interface HomeworkProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
  /** The level that the address names, from 0; null shows the list. */
  readonly round: number | null;
}

/** Homework: the levels, what one reached at each, and until when; each is played at one's own pace. */
export function Homework({ seat, lesson, own, round }: HomeworkProps) {
  const open = round !== null && lesson.rounds[round] ? round : null;
  const closed = lesson.phase === 'closed' || lesson.phase === 'podium';
  useEffect(() => {
    if (open !== null && !closed) seat.openRound(open);
  }, [open, closed]);
  if (open !== null && !closed) {
    const board = seat.board.value;
    const wanted = lesson.rounds[open].level;
    if (board?.level.id !== wanted) return <Loading what={t('level.loadingBoard')} />;
    return (
      <ClassPlay
        key={open}
        seat={seat}
        board={board}
        lesson={lesson}
        own={own}
        round={open}
        lead={
          <Link
            class="iconButton"
            href={`/class/${seat.code}`}
            aria-label={t('class.homeworkBack')}
            title={t('class.homeworkBack')}
          >
            <Icon name="back" />
          </Link>
        }
      />
    );
  }
  const done = own.results.filter(({ medal }) => medal !== null).length;
  return (
    <StudentPage seat={seat} own={own} place="read">
      <h1 tabIndex={-1}>{t('class.homework')}</h1>
      <p class="lead">
        {closed
          ? t('class.homeworkOver')
          : t('class.homeworkDue', { date: lesson.dueMs === null ? '' : dateText(lesson.dueMs) })}
      </p>
      <p class="quietText">{t('map.won', { won: done, count: lesson.rounds.length })}</p>
      <ol class="homeworkList">
        {lesson.rounds.map(({ level: id }, index) => {
          const entry = entryOf(id);
          const result = own.results.find((one) => one.round === index);
          if (!entry) return null;
          const inner = (
            <>
              <Miniature level={entry.level} />
              <span class="homeworkWords">
                <strong>{local(entry.level.title)}</strong>
                <span class="quietText">{local(result?.medal ? entry.level.lesson : entry.level.text)}</span>
                <span class="homeworkFoot">
                  <MedalRow
                    medal={result?.medal ?? null}
                    label={result?.medal ? t(`medal.${result.medal}`) : t('map.noMedal')}
                  />
                  {result && result.points > 0 ? (
                    <span class="mono">{number(result.points)}</span>
                  ) : result && result.moves > 0 ? (
                    <span class="quietText">{t('map.begun')}</span>
                  ) : null}
                </span>
              </span>
            </>
          );
          return (
            <li key={index}>
              {closed ? (
                <div class="homeworkCard">{inner}</div>
              ) : (
                <Link class="homeworkCard" href={`/class/${seat.code}/${index + 1}`}>
                  {inner}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
      <p class="quietText small">{t('class.keptUntil', { date: dateText(lesson.expiresMs) })}</p>
    </StudentPage>
  );
}
