import { Icon } from '../../parts/Icon.tsx';
import { boardView } from '../../state/boardView.ts';
import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { promptOf } from './prompt.ts';
import { reasonText } from './words.ts';

/**
 * Two lines under the board. What is to be done now, or why a move was refused, or that all is done; and the Python or CPython line that
 * the last move was. The board's twin announces events; here only refusals and ends are announced.
 */
export function LineStrip({ game }: { game: Game }) {
  const status = game.status.value;
  const refusal = game.host.rejection.value;
  const line = game.line.value;
  const { level } = game.host;
  const view = status.phase === 'playing' ? boardView(level.kind, game.shown.value.state) : null;
  const prompt = view && promptOf(view, level.verbs);
  return (
    <div class="lineStrip">
      <div class="outcome" role="status">
        {refusal ? (
          <p key={refusal.serial} class="refusal">
            <Icon name="cross" size={16} />
            <span>{reasonText(refusal)}</span>
          </p>
        ) : status.phase === 'won' && game.looking.value === null ? (
          <p class="solved">
            <Icon name="check" size={16} />
            <span>{t('level.solved')}</span>
            <button type="button" class="textButton" onClick={() => game.showResult()}>
              {t('level.seeResult')}
            </button>
          </p>
        ) : null}
      </div>
      {!refusal && prompt && <p class="prompt">{t(prompt.key, prompt.values)}</p>}
      <p class="codeLine mono">
        {line && (
          <>
            <span class="unseen">{t('level.line')}</span>
            <span class="codeSign" aria-hidden="true">
              &gt;&gt;&gt;
            </span>{' '}
            {line}
          </>
        )}
      </p>
    </div>
  );
}
