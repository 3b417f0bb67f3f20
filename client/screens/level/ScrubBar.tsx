import { t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';

/** A slider over the moves of the attempt. Looking back changes nothing; a move made from there goes on from there. */
export function ScrubBar({ game }: { game: Game }) {
  const { done, length } = game.track.value;
  const at = game.looking.value ?? done;
  const share = length ? at / length : 0;
  return (
    <div class="scrub">
      <input
        type="range"
        min={0}
        max={Math.max(length, 1)}
        step={1}
        value={at}
        disabled={length === 0}
        aria-label={t('level.scrub')}
        aria-valuetext={t('level.moveOf', { move: at, count: length })}
        style={{ '--share': String(share), '--done': String(length ? done / length : 0) }}
        onInput={(event) => game.look(event.currentTarget.valueAsNumber)}
      />
      <output class="mono" aria-hidden="true">
        {at}/{length}
      </output>
    </div>
  );
}
