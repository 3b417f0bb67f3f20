import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LessonView, OwnView } from '../../../shared/protocol/class.ts';
import { useTitle } from '../../app/title.ts';
import type { ClassStudent } from '../../host/class.ts';
import type { Host } from '../../host/host.ts';
import { playSound } from '../../sound/sound.ts';
import { boardView } from '../../state/boardView.ts';
import { motion, speed } from '../../state/settings.ts';
import { local, t } from '../../text/i18n.ts';
import type { BoardHandle } from '../level/BoardArea.tsx';
import { Game, type Win } from '../level/Game.ts';
import { goalText } from '../level/goal.ts';
import { HelpSheet } from '../level/HelpSheet.tsx';
import '../level/level.css';
import { MenuSheet } from '../level/MenuSheet.tsx';
import { PlayArea } from '../level/PlayArea.tsx';
import type { ShortcutAction } from '../level/shortcuts.ts';
import { useShortcuts } from '../level/useShortcuts.ts';
import './play.css';
import { ClassHeader } from './ClassHeader.tsx';
import { MySeat } from './MySeat.tsx';
import { PlayNotes } from './PlayNotes.tsx';
import { entryOf } from './parts/words.ts';
import { TeacherHint } from './TeacherHint.tsx';
import { WinSheet } from './WinSheet.tsx';

/** How long the board's last movement is left to itself before the medal covers it. */
const RESULT_AFTER_MS = 1100;

export interface ClassPlayProps {
  readonly seat: ClassStudent;
  readonly board: Host;
  readonly lesson: LessonView;
  readonly own: OwnView;
  /** Homework: the round that is open. In a lesson it is the current one. */
  readonly round?: number;
  /** Stands at the left of the header instead of the round. */
  readonly lead?: ComponentChildren;
}

/** A student's board: the level screen's own parts, with the class around it. */
export function ClassPlay({ seat, board, lesson, own, round = lesson.round, lead }: ClassPlayProps) {
  const game = useMemo(() => new Game(board, () => null), [board]);
  const handle = useRef<BoardHandle | null>(null);
  const [open, setOpen] = useState<'help' | 'menu' | 'hint' | null>(null);
  const [result, setResult] = useState<Win | null>(null);
  const { level } = board;
  const title = local(level.title);
  useTitle(title);
  useEffect(() => () => game.leave(), [game]);

  useSignalEffect(() => {
    const win = game.win.value;
    if (!win) return;
    setOpen(null);
    const wait = motion.peek() === 'reduced' ? 0 : RESULT_AFTER_MS / speed.peek();
    const timer = setTimeout(() => setResult(win), wait);
    return () => clearTimeout(timer);
  });
  useSignalEffect(() => {
    const refused = board.rejection.value;
    // What the rules refuse, the board has answered already; a lost race it cannot know.
    if (refused && board.preview(refused.action) === null) playSound('refuse');
  });

  const hints = lesson.options.hints && level.hints.length > 0;
  const toggle = (what: 'help' | 'menu' | 'hint') => setOpen((now) => (now === what ? null : what));
  useShortcuts((action: ShortcutAction) => {
    if (action === 'undo') game.undo();
    else if (action === 'redo') game.redo();
    else if (action === 'skip') handle.current?.skip();
    else if (action === 'board') handle.current?.focus();
    else if (action !== 'hint' || hints) toggle(action);
  });

  const entry = entryOf(lesson.rounds[round]?.level);
  const start = useMemo(() => boardView(level.kind, game.host.kind.boot(level)), [level]);
  const closeResult = () => {
    setResult(null);
    game.win.value = null;
  };
  return (
    <div class="level classPlay" data-begun={game.track.value.length > 0}>
      <ClassHeader
        seat={seat}
        lead={
          lead ?? (
            <span
              class="roundBadge mono"
              role="img"
              aria-label={t('class.roundOf', { round: round + 1, count: lesson.rounds.length })}
            >
              {round + 1}/{lesson.rounds.length}
            </span>
          )
        }
        title={title}
        goal={start ? goalText(start) : ''}
        onHelp={() => setOpen('help')}
        onMenu={() => setOpen('menu')}
      />
      <PlayArea
        game={game}
        board={handle}
        hintOpen={open === 'hint'}
        onHint={hints ? () => toggle('hint') : undefined}
        writtenHintsOnly
        onHintTaken={(index) => seat.hintTaken(index)}
        // The board has told why; the host refuses it again, and the teacher's wall hears of it.
        onRefused={(action) => board.dispatch(action)}
      >
        <PlayNotes seat={seat} lesson={lesson} own={own} />
        <TeacherHint
          seat={seat}
          round={round}
          game={game}
          onHighlight={(action) => handle.current?.highlight(action)}
        />
      </PlayArea>
      {lesson.frozen && (
        <div class="frozenVeil" role="status">
          <p>
            <strong>{t('class.frozen')}</strong>
            <span>{t('class.frozenText')}</span>
          </p>
        </div>
      )}
      {open === 'help' && entry && <HelpSheet entry={{ ...entry, level }} onClose={() => setOpen(null)} />}
      {open === 'menu' && (
        <MenuSheet onClose={() => setOpen(null)}>
          <MySeat seat={seat} own={own} />
        </MenuSheet>
      )}
      {result && (
        <WinSheet
          level={level}
          win={result}
          homework={lesson.dueMs !== null}
          onImprove={closeResult}
          onRetry={() => {
            closeResult();
            game.restart();
          }}
        />
      )}
    </div>
  );
}
