import type { Medal as MedalName } from '../../shared/game/score.ts';
import './medal.css';

export const medalOrder: readonly MedalName[] = ['bronze', 'silver', 'gold'];

/** How many medals a result is worth: gold carries silver and bronze with it. */
export function medalRank(medal: MedalName | null | undefined): number {
  return medal ? medalOrder.indexOf(medal) + 1 : 0;
}

export interface MedalCoinProps {
  readonly medal: MedalName;
  readonly earned: boolean;
  readonly size?: number;
}

/**
 * A coin: bronze carries one slot, silver two, gold three, so that its metal is not the only thing that tells it.
 * Not earned, it is an outline.
 */
export function MedalCoin({ medal, earned, size = 20 }: MedalCoinProps) {
  const slots = medalRank(medal);
  const width = 5.4;
  const gap = 1.6;
  const left = 16 - (slots * width + (slots - 1) * gap) / 2;
  return (
    <svg
      class={`coin ${medal} ${earned ? 'earned' : ''}`}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <circle cx="16" cy="16" r="14.25" class="coinRim" />
      {Array.from({ length: slots }, (_, index) => (
        <rect
          key={index}
          x={left + index * (width + gap)}
          y="11"
          width={width}
          height="10"
          rx="1.4"
          class="coinSlot"
        />
      ))}
    </svg>
  );
}

/** The three coins of a level in a row, with words for those who cannot see them. */
export function MedalRow({ medal, label, size }: { medal: MedalName | null; label: string; size?: number }) {
  const rank = medalRank(medal);
  return (
    <span class="medalRow" role="img" aria-label={label}>
      {medalOrder.map((name, index) => (
        <MedalCoin key={name} medal={name} earned={index < rank} size={size} />
      ))}
    </span>
  );
}
