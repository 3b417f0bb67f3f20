import { Icon } from '../../parts/Icon.tsx';
import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { lostText, reasonText } from './words.ts';

/**
 * The line under the board: the Python or CPython line that the last move was, or why a move was refused, or what
 * became of the game. The board's twin announces events; here only refusals and ends are announced.
 */
export function LineStrip({ game }: { game: Game }) {
  const status = game.status.value;
  const refusal = game.host.rejection.value;
  const line = game.line.value;
  return (
    <div class="lineStrip">
      <p class="codeLine mono" aria-hidden={line ? undefined : 'true'}>
        <span class="unseen">{t('level.line')}</span>
        <span class="prompt" aria-hidden="true">
          &gt;&gt;&gt;
        </span>{' '}
        {line ?? <span class="quietText">{t('level.noLine')}</span>}
      </p>
      <div class="outcome" role="status">
        {refusal ? (
          <p key={refusal.serial} class="refusal">
            <Icon name="cross" size={16} />
            <span>{reasonText(refusal)}</span>
          </p>
        ) : status.phase === 'lost' ? (
          <p class="refusal">
            <Icon name="cross" size={16} />
            <span>{lostText(status)}</span>
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
    </div>
  );
}
