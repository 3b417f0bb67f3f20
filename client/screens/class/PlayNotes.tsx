import type { LessonView, OwnView } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { TeamMark } from './parts/Standings.tsx';

export interface PlayNotesProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
}

/** What the mode adds to the board: the team, whose turn it is, who moved last, whom one duels. */
export function PlayNotes({ seat, lesson, own }: PlayNotesProps) {
  const last = seat.lastPlaced.value;
  const parts = [];
  if (own.team !== null)
    parts.push(
      <span key="team" class="teamNote">
        <TeamMark team={own.team} /> {lesson.teams[own.team]}
      </span>,
    );
  if (lesson.mode === 'shared') {
    if (own.turn)
      parts.push(
        own.turn.seat === own.seat ? (
          <strong key="turn" class="yourTurn">
            {t('class.yourTurn')}
          </strong>
        ) : (
          <span key="turn">{t('class.turnOf', { name: own.turn.name })}</span>
        ),
      );
    else parts.push(<span key="shared">{t('class.sharedNote')}</span>);
    if (last && last.seat !== own.seat)
      parts.push(
        <span key={`last${last.serial}`} class="lastPlaced">
          {t('class.mateMoved')}
        </span>,
      );
  }
  if (own.duel) {
    const { rival } = own.duel;
    const isTheirs = own.board !== null && own.board.level !== null;
    parts.push(
      <span key="duel">
        {rival
          ? t(isTheirs ? 'class.duelAgainst' : 'class.duelUnwritten', { name: rival })
          : t('class.duelAlone')}
      </span>,
    );
  }
  if (lesson.paused) parts.push(<span key="paused">{t('class.paused')}</span>);
  if (parts.length === 0) return null;
  return (
    <div class="playNotes" role="status">
      {parts}
    </div>
  );
}
