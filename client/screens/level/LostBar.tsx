import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { lostText } from './words.ts';

/** The goal is out of reach: why, and the two ways on. Nothing is lost by it but the moves. */
export function LostBar({ game }: { game: Game }) {
  const status = game.status.value;
  if (status.phase !== 'lost' || game.looking.value !== null) return null;
  return (
    <section class="lostBar" aria-label={t('level.lost')}>
      <Icon name="cross" />
      <p role="status">{lostText(status)}</p>
      <span class="lostButtons">
        <Button look="plain" icon="undo" disabled={!game.canUndo.value} onClick={() => game.undo()}>
          {t('level.undo')}
        </Button>
        <Button look="quiet" icon="restart" onClick={() => game.restart()}>
          {t('result.retry')}
        </Button>
      </span>
    </section>
  );
}
