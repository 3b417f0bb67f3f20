import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { hasLabProgram } from '../../../shared/level/labProgram.ts';
import { navigate } from '../../app/router.ts';
import { useTitle } from '../../app/title.ts';
import { playSound } from '../../sound/sound.ts';
import { boardView } from '../../state/boardView.ts';
import { type CatalogEntry, nextEntry } from '../../state/catalog.ts';
import { rememberLastPlayed } from '../../state/lastPlayed.ts';
import { catalog } from '../../state/levels.ts';
import { hosts } from '../../state/services.ts';
import { motion, speed } from '../../state/settings.ts';
import { local } from '../../text/i18n.ts';
import { ResultSheet } from '../result/ResultSheet.tsx';
import type { BoardHandle } from './BoardArea.tsx';
import { Game, type Win } from './Game.ts';
import { goalText } from './goal.ts';
import { HelpSheet } from './HelpSheet.tsx';
import { LevelHeader } from './LevelHeader.tsx';
import { MenuSheet } from './MenuSheet.tsx';
import { PlayArea } from './PlayArea.tsx';
import type { ShortcutAction } from './shortcuts.ts';
import { useShortcuts } from './useShortcuts.ts';

/** How long the board's last movement is left to itself before the result covers it. */
const RESULT_AFTER_MS = 1100;

type Open = 'help' | 'menu' | 'hint' | null;

/** One level being played: the board, and around it what belongs to every level. */
export function LevelPlay({ entry }: { entry: CatalogEntry }) {
  const { level, number } = entry;
  const game = useMemo(
    () => new Game(hosts.open(level), () => hosts.progress.levels.value.get(level.id)?.metrics ?? null),
    [level],
  );
  const board = useRef<BoardHandle | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [result, setResult] = useState<Win | null>(null);
  const title = local(level.title);
  useTitle(`${number} ${title}`);
  useEffect(() => () => game.close(), [game]);

  useSignalEffect(() => {
    const { done } = game.track.value;
    const won = game.host.kind.status(game.host.session.value.state).phase === 'won';
    rememberLastPlayed({ level: level.id, number, title: level.title, move: done, won });
  });

  useSignalEffect(() => {
    const win = game.win.value;
    if (!win) return;
    setOpen(null);
    const wait = motion.peek() === 'reduced' ? 0 : RESULT_AFTER_MS / speed.peek();
    const timer = setTimeout(() => setResult(win), wait);
    return () => clearTimeout(timer);
  });

  useSignalEffect(() => {
    if (game.host.rejection.value) playSound('refuse');
  });

  const toggle = (what: Open) => setOpen((now) => (now === what ? null : what));
  const act = (action: ShortcutAction) => {
    if (action === 'undo') game.undo();
    else if (action === 'redo') game.redo();
    else if (action === 'skip') board.current?.skip();
    else if (action === 'board') board.current?.focus();
    else toggle(action);
  };
  useShortcuts(act);

  const closeResult = () => {
    setResult(null);
    game.win.value = null;
  };
  const next = nextEntry(catalog, level.id);
  const start = useMemo(() => boardView(level.kind, game.host.kind.boot(level)), [level]);
  const goal = start ? goalText(start) : '';
  const labHref = hasLabProgram(level.kind) ? `/lab?level=${encodeURIComponent(level.id)}` : undefined;
  const begun = game.track.value.length > 0;

  return (
    <div class="level" data-begun={begun}>
      <LevelHeader
        number={number}
        title={title}
        goal={goal}
        labHref={labHref}
        onHelp={() => setOpen('help')}
        onMenu={() => setOpen('menu')}
      />
      <PlayArea game={game} board={board} hintOpen={open === 'hint'} onHint={() => toggle('hint')} />
      {open === 'help' && <HelpSheet entry={entry} labHref={labHref} onClose={() => setOpen(null)} />}
      {open === 'menu' && <MenuSheet onClose={() => setOpen(null)} />}
      {result && (
        <ResultSheet
          entry={entry}
          win={result}
          next={next ?? null}
          onNext={() => navigate(next ? `/play/${encodeURIComponent(next.level.id)}` : '/play')}
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
