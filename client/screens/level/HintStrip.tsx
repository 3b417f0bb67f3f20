import { useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import type { PuzzleSetup } from '../../../shared/game/kind.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import { ghostMove, type Hint } from '../../../shared/game/solver/hint.ts';
import type { Level } from '../../../shared/level/level.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { askSolver } from '../../solve/askSolver.ts';
import { boardView } from '../../state/boardView.ts';
import { local, t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { moveText } from './moveText.ts';
import { SolutionSheet } from './SolutionSheet.tsx';
import { lineOf } from './view.ts';

export interface HintStripProps {
  readonly game: Game;
  readonly onHighlight: (action: Action | null) => void;
  readonly onClose: () => void;
  /** Only what the level's author wrote: no next move, no solution. */
  readonly writtenOnly?: boolean;
  /** Called with the index of each written hint that is opened. */
  readonly onTaken?: (index: number) => void;
}

/** The stages of help: what the level's author wrote, then the next best move, then (asked twice) the solution. */
export function HintStrip({ game, onHighlight, onClose, writtenOnly, onTaken }: HintStripProps) {
  const { level } = game.host;
  const [stage, setStage] = useState(0);
  const [advice, setAdvice] = useState<Hint | null>(null);
  const [solution, setSolution] = useState<'closed' | 'asked' | 'open'>('closed');
  const written = level.hints.length;
  const atMove = stage >= written;

  useSignalEffect(() => {
    void game.host.session.value;
    setAdvice(null);
    onHighlight(null);
  });
  useEffect(() => () => onHighlight(null), []);
  useEffect(() => {
    if (stage < written) onTaken?.(stage);
  }, [stage]);

  const session = game.host.session.value;
  useEffect(() => {
    if (!atMove) return;
    const search = askSolver({
      setup: setupOf(level),
      log: session.log,
      certificate: level.certificate.actions,
    });
    search.answer.then((hint) => {
      setAdvice(hint);
      if (hint.kind === 'move') onHighlight(hint.action);
    });
    return search.cancel;
  }, [atMove, session]);

  return (
    <section class="hintStrip" aria-label={t('hint.title')}>
      <Icon name="hint" />
      <div class="hintText" role="status">
        <h2>{t(atMove ? 'hint.move' : stage === 0 ? 'hint.nudge' : 'hint.rule')}</h2>
        {atMove ? <AdviceText game={game} advice={advice} /> : <p>{local(level.hints[stage])}</p>}
      </div>
      <div class="hintButtons">
        {atMove ? (
          solution === 'asked' ? (
            <>
              <span>{t('hint.sure')}</span>
              <Button look="plain" onClick={() => setSolution('open')}>
                {t('hint.yesShow')}
              </Button>
              <Button look="quiet" onClick={() => setSolution('closed')}>
                {t('common.no')}
              </Button>
            </>
          ) : (
            <>
              {advice?.kind === 'goBack' && (
                <Button look="plain" icon="undo" onClick={() => game.goTo(advice.moves)}>
                  {t('hint.undoTo')}
                </Button>
              )}
              <Button look="quiet" icon="film" onClick={() => setSolution('asked')}>
                {t('hint.solution')}
              </Button>
            </>
          )
        ) : writtenOnly && stage + 1 >= written ? null : (
          <Button look="plain" onClick={() => setStage(stage + 1)}>
            {t(stage + 1 < written ? 'hint.more' : 'hint.showMove')}
          </Button>
        )}
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </div>
      {solution === 'open' && <SolutionSheet level={level} onClose={() => setSolution('closed')} />}
    </section>
  );
}

/** The rule-bearing part of a level: all that the solver needs. */
export function setupOf({ kind, ruleset, seed, start, goal, verbs, metrics }: Level): PuzzleSetup {
  return { kind, ruleset, seed, start, goal, verbs, metrics };
}

/** What the level's rivals would do here: CPython itself, or the strategies that the kind is measured by. */
function GhostText({ session }: { session: Session }) {
  const moves = rivalsOf(session).map((ghost) => ({ ghost, action: ghostMove(session, ghost) }));
  return (
    <ul class="ghostMoves">
      {moves.map(({ ghost, action }) => (
        <li key={ghost}>
          {t(`ghost.${ghost}`)}: {action ? wordsOf(session, action) : t('hint.ghostStuck')}
        </li>
      ))}
    </ul>
  );
}

/** CPython where the kind is about its own rules; first and best fit where it is about malloc's. */
function rivalsOf({ kind }: Session): readonly string[] {
  return ['cpython', 'firstFit', 'bestFit'].filter((ghost) => ghost in kind.ghosts);
}

function wordsOf(session: Session, action: Action): string {
  const view = boardView(session.kind.name, session.state);
  const said = view && moveText(view, action);
  return said ? t(said.key, said.values) : (lineOf(session, session.state, action) ?? '');
}

/** The solver's advice in words. */
export function AdviceText({ game, advice }: { game: Game; advice: Hint | null }) {
  if (advice === null) return <p>{t('hint.thinking')}</p>;
  switch (advice.kind) {
    case 'move': {
      const session = game.host.session.peek();
      return (
        <>
          <p>
            {t(advice.proved ? 'hint.best' : 'hint.good')} <strong>{wordsOf(session, advice.action)}</strong>
          </p>
          <GhostText session={session} />
        </>
      );
    }
    case 'goBack':
      return <p>{t('hint.goBack', { count: advice.undos })}</p>;
    case 'over':
      return <p>{t('hint.over')}</p>;
    case 'unknown':
      return <p>{t('hint.unknown')}</p>;
  }
}
