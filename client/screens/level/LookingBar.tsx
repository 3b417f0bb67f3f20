import { Button } from '../../parts/Button.tsx';
import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';

/** Shown while the past is on the board: says so, and offers the two ways out. */
export function LookingBar({ game }: { game: Game }) {
  const move = game.looking.value;
  if (move === null) return null;
  return (
    <div class="lookingBar">
      <p>{t('level.looking', { move, count: game.track.value.length })}</p>
      <Button look="plain" onClick={() => game.goOnFromHere()}>
        {t('level.goOn')}
      </Button>
      <Button look="quiet" onClick={() => game.backToNow()}>
        {t('level.backToNow')}
      </Button>
    </div>
  );
}
