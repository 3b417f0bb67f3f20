import { showCode } from '../../../shared/class/code.ts';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassProjector } from '../../host/class.ts';
import { Icon } from '../../parts/Icon.tsx';
import { local, t } from '../../text/i18n.ts';
import { LevelCard } from '../class/Briefing.tsx';
import { Clock } from '../class/parts/Clock.tsx';
import { Distribution, MedalCounts } from '../class/parts/Distribution.tsx';
import { Qr } from '../class/parts/Qr.tsx';
import { Podium, StandingsBoard } from '../class/parts/Standings.tsx';
import { dateText, levelName } from '../class/parts/words.ts';
import { JoinAddress } from '../host/JoinAddress.tsx';
import { joinLink } from '../host/links.ts';
import { ProjectedFilm } from './ProjectedFilm.tsx';
import { Spotlight } from './Spotlight.tsx';

/** Code and QR code at the left, always; beside them what the lesson is at, to be read from the back row. */
export function Projector({ view }: { view: ClassProjector }) {
  const lesson = view.lesson.value!;
  const spotlight = view.spotlight.value;
  return (
    <div class="projector" data-phase={lesson.phase}>
      <aside class="projectorSide" aria-label={t('host.joinHere')}>
        <Qr text={joinLink(view.code)} label={t('class.qr')} />
        {lesson.phase === 'lobby' && <p class="projectorHow">{t('host.goTo')}</p>}
        <p class="projectorAddress">
          <JoinAddress />
        </p>
        {lesson.phase === 'lobby' && <p class="projectorHow">{t('host.andCode')}</p>}
        <p class="projectorCode mono">{showCode(view.code)}</p>
        <Clock seat={view} />
        {view.connection.value === 'offline' && (
          <p class="projectorOffline" role="status">
            <Icon name="cloudOff" size={32} /> {t('connection.short')}
          </p>
        )}
      </aside>
      <main id="main" class="projectorMain" tabIndex={-1}>
        {lesson.frozen && (
          <p class="projectorFrozen" role="status">
            {t('class.frozen')}
          </p>
        )}
        {spotlight ? (
          <Spotlight board={spotlight.board} name={spotlight.name} />
        ) : (
          <Scene view={view} lesson={lesson} />
        )}
      </main>
    </div>
  );
}

function Scene({ view, lesson }: { view: ClassProjector; lesson: LessonView }) {
  const level = view.level.value;
  const insight = view.insight.value;
  const standings = view.standings.value;
  const roundOf = t('class.roundOf', { round: lesson.round + 1, count: lesson.rounds.length });
  if (lesson.dueMs !== null) {
    return (
      <>
        <h1 tabIndex={-1}>{t('class.homework')}</h1>
        <p>{t('class.homeworkDue', { date: dateText(lesson.dueMs) })}</p>
        <ol class="projectorRounds">
          {lesson.rounds.map(({ level: id }, index) => (
            <li key={index}>{levelName(id)}</li>
          ))}
        </ol>
      </>
    );
  }
  switch (lesson.phase) {
    case 'lobby': {
      const names = view.names.value;
      return (
        <>
          <h1 tabIndex={-1}>
            <span role="status">
              {names.length === 0 ? t('class.comeIn') : t('host.inLobby', { count: names.length })}
            </span>
          </h1>
          <ul class="projectorNames" data-many={names.length > 18}>
            {names.map((name, index) => (
              <li key={index}>{name}</li>
            ))}
          </ul>
        </>
      );
    }
    case 'briefing':
    case 'writing':
      return (
        <>
          <p class="projectorRound">{roundOf}</p>
          {level && <LevelCard level={level} />}
          {insight && lesson.phase === 'briefing' && (
            <p class="bigCount" role="status">
              <b class="mono">
                {insight.ready}/{insight.seats}
              </b>{' '}
              <span>{t('host.readyCount')}</span>
            </p>
          )}
        </>
      );
    case 'playing':
      return (
        <>
          <p class="projectorRound">{roundOf}</p>
          <h1 tabIndex={-1}>{level ? local(level.title) : ''}</h1>
          {level && <p class="projectorTask">{local(level.text)}</p>}
          {insight && (
            <div class="projectorNumbers">
              <p class="bigCount" role="status">
                <b class="mono">
                  {insight.won}/{insight.seats}
                </b>{' '}
                <span>{t('host.solvedCount')}</span>
              </p>
              <MedalCounts insight={insight} size={64} />
            </div>
          )}
          {insight && <Distribution insight={insight} />}
        </>
      );
    case 'review':
      return (
        <>
          <p class="projectorRound">
            {t('class.roundOver', { round: lesson.round + 1, count: lesson.rounds.length })}
          </p>
          <h1 tabIndex={-1}>{level ? local(level.lesson) : ''}</h1>
          <div class="projectorReview">
            {standings && standings.places.length + standings.teams.length > 0 ? (
              <StandingsBoard standings={standings} />
            ) : (
              insight && <Distribution insight={insight} />
            )}
            {level && <ProjectedFilm level={level} review={view.review.value} />}
          </div>
        </>
      );
    case 'podium':
    case 'closed':
      return (
        <>
          <h1 tabIndex={-1}>{t('class.ended')}</h1>
          {standings && <Podium standings={standings} />}
        </>
      );
  }
}
