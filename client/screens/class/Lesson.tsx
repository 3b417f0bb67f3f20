import { useEffect } from 'preact/hooks';
import type { ClassStudent } from '../../host/class.ts';
import { Homework } from '../homework/Homework.tsx';
import { Briefing } from './Briefing.tsx';
import { ClassPlay } from './ClassPlay.tsx';
import { DuelWriter } from './DuelWriter.tsx';
import { FinalPodium } from './FinalPodium.tsx';
import { Gone } from './Gone.tsx';
import { Lobby } from './Lobby.tsx';
import { RoundReview } from './RoundReview.tsx';

export interface LessonProps {
  readonly seat: ClassStudent;
  /** The round of a homework that the address names, from 0. */
  readonly homeworkRound: number | null;
}

/** What a student sees, by the phase of the lesson. */
export function Lesson({ seat, homeworkRound }: LessonProps) {
  const gone = seat.gone.value;
  const lesson = seat.lesson.value;
  const own = seat.own.value;
  const phase = lesson?.phase;
  const hasBoard = seat.board.value !== null;
  useEffect(() => {
    scrollTo(0, 0);
    // The page became another one without a click: whoever does not see it is told where they are now.
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [phase, lesson?.round, hasBoard, gone, own?.status]);
  if (gone) return <Gone seat={seat} why={gone} />;
  if (!lesson || !own) return null;
  if (own.status === 'removed' || own.status === 'blocked') return <Gone seat={seat} why={own.status} />;
  if (own.status === 'waiting') return <Lobby seat={seat} lesson={lesson} own={own} waiting />;
  if (lesson.dueMs !== null) return <Homework seat={seat} lesson={lesson} own={own} round={homeworkRound} />;
  const board = seat.board.value;
  switch (lesson.phase) {
    case 'lobby':
      return <Lobby seat={seat} lesson={lesson} own={own} />;
    case 'briefing':
      return <Briefing seat={seat} lesson={lesson} own={own} />;
    case 'writing':
      return <DuelWriter seat={seat} lesson={lesson} own={own} />;
    case 'playing':
      return board ? (
        <ClassPlay key={`${lesson.round}`} seat={seat} board={board} lesson={lesson} own={own} />
      ) : (
        <Briefing seat={seat} lesson={lesson} own={own} />
      );
    case 'review':
      return <RoundReview seat={seat} lesson={lesson} own={own} />;
    case 'podium':
    case 'closed':
      return <FinalPodium seat={seat} lesson={lesson} own={own} />;
  }
}
