import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { Level } from '../../../shared/level/level.ts';
import type { LessonView, OwnView } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { boardView } from '../../state/boardView.ts';
import { local, t } from '../../text/i18n.ts';
import { goalText } from '../level/goal.ts';
import { Miniature } from '../map/Miniature.tsx';
import '../map/map.css';
import { StudentPage } from './StudentPage.tsx';

export interface BriefingProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
}

/** What the round is about, before it begins; "I am ready" where the host asks for it. */
export function Briefing({ seat, lesson, own }: BriefingProps) {
  const level = seat.level.value;
  return (
    <StudentPage seat={seat} own={own}>
      <p class="roundOf">{t('class.roundOf', { round: lesson.round + 1, count: lesson.rounds.length })}</p>
      {level && <LevelCard level={level} />}
      {lesson.phase === 'briefing' && (
        <>
          <Button
            class="readyButton"
            look={own.isReady ? 'plain' : 'primary'}
            icon={own.isReady ? 'check' : undefined}
            aria-pressed={own.isReady}
            onClick={() => seat.ready(!own.isReady)}
          >
            {t(own.isReady ? 'class.isReady' : 'class.ready')}
          </Button>
          <p class="quietText" role="status">
            {t('class.hostStarts')}
          </p>
        </>
      )}
    </StudentPage>
  );
}

/** A level before it begins: its board, its task, its goal. */
export function LevelCard({ level }: { level: Level }) {
  const kind = puzzleKind(level.kind);
  const view = kind && boardView(level.kind, kind.boot(level));
  return (
    <section class="briefCard">
      <div class="briefThumb">
        <Miniature level={level} />
      </div>
      <h1 tabIndex={-1}>{local(level.title)}</h1>
      <p class="lead">{local(level.text)}</p>
      {view && (
        <p class="goal">
          <span class="goalWord">{t('level.goal')}</span> <strong>{goalText(view)}</strong>
        </p>
      )}
    </section>
  );
}
