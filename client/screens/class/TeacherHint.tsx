import { useEffect, useState } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import type { Hint } from '../../../shared/game/solver/hint.ts';
import type { ClassStudent } from '../../host/class.ts';
import { IconButton } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { askSolver } from '../../solve/askSolver.ts';
import { local, t } from '../../text/i18n.ts';
import type { Game } from '../level/Game.ts';
import { AdviceText, setupOf } from '../level/HintStrip.tsx';

export interface TeacherHintProps {
  readonly seat: ClassStudent;
  readonly round: number;
  readonly game: Game;
  readonly onHighlight: (action: Action | null) => void;
}

/** The newest hint of the host for this round, until it is put away. */
export function TeacherHint({ seat, round, game, onHighlight }: TeacherHintProps) {
  const [seen, setSeen] = useState(-1);
  const newest = seat.hints.value.findLast((hint) => hint.round === round);
  const shown = newest && newest.serial > seen ? newest : null;
  const [advice, setAdvice] = useState<Hint | null>(null);
  const isMove = shown?.hint.kind === 'move';
  useEffect(() => {
    if (!isMove) return;
    setAdvice(null);
    const { level } = game.host;
    const search = askSolver({
      setup: setupOf(level),
      log: game.host.session.peek().log,
      certificate: level.certificate.actions,
    });
    search.answer.then((hint) => {
      setAdvice(hint);
      if (hint.kind === 'move') onHighlight(hint.action);
    });
    return () => {
      search.cancel();
      onHighlight(null);
    };
  }, [isMove, shown?.serial]);
  return (
    <div role="status" aria-live="polite">
      {shown && (
        <section key={shown.serial} class="hintStrip teacherHint">
          <Icon name="hint" />
          <div class="hintText">
            <h2>{t('class.fromTeacher')}</h2>
            {shown.hint.kind === 'text' ? (
              <p>{shown.hint.text}</p>
            ) : shown.hint.kind === 'level' ? (
              <p>{local(game.host.level.hints[shown.hint.index] ?? game.host.level.text)}</p>
            ) : (
              <AdviceText game={game} advice={advice} />
            )}
          </div>
          <IconButton icon="close" label={t('common.close')} onClick={() => setSeen(shown.serial)} />
        </section>
      )}
    </div>
  );
}
