import type { LessonView, OwnView } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { TeamMark } from './parts/Standings.tsx';
import { StudentPage } from './StudentPage.tsx';

export interface LobbyProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
  /** Has still to be admitted. */
  readonly waiting?: boolean;
}

/** In, and before the first round: one's own block in the tray of the class, and what is to come. */
export function Lobby({ seat, lesson, own, waiting = false }: LobbyProps) {
  return (
    <StudentPage seat={seat} own={own}>
      <div class={waiting ? 'nameBlock waitingBlock' : 'nameBlock'} aria-hidden="true">
        <i />
        <span>{own.name}</span>
      </div>
      <h1 tabIndex={-1}>{t(waiting ? 'class.waitingTitle' : 'class.inTitle', { name: own.name })}</h1>
      <p class="lead" role="status">
        {t(waiting ? 'class.waitingText' : 'class.inText')}
      </p>
      {!waiting && (
        <dl class="lobbyFacts">
          <div>
            <dt>{t('class.mode')}</dt>
            <dd>{t(`class.modeName.${lesson.mode}`)}</dd>
          </div>
          <div>
            <dt>{t('class.rounds')}</dt>
            <dd class="mono">{lesson.rounds.length}</dd>
          </div>
          {own.team !== null && (
            <div>
              <dt>{t('class.team')}</dt>
              <dd>
                <TeamMark team={own.team} /> {lesson.teams[own.team]}
              </dd>
            </div>
          )}
        </dl>
      )}
      {!waiting && <p class="quietText">{t(`class.modeText.${lesson.mode}`)}</p>}
    </StudentPage>
  );
}
