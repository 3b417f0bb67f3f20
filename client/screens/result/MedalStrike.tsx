import { useEffect, useState } from 'preact/hooks';
import type { Medal } from '../../../shared/game/score.ts';
import { MedalCoin, medalOrder, medalRank } from '../../parts/Medal.tsx';
import { playSound } from '../../sound/sound.ts';
import { motion } from '../../state/settings.ts';
import { t } from '../../text/i18n.ts';

const FIRST_MS = 260;
const BETWEEN_MS = 420;

export interface MedalStrikeProps {
  readonly medal: Medal;
  readonly proved: boolean;
  /** Better than the best known: the coin is gold, and there is more to say. */
  readonly record: boolean;
  readonly ghost: string;
}

/** The three coins, struck one after another as far as the result goes. All of it is said at once to screen readers. */
export function MedalStrike({ medal, proved, record, ghost }: MedalStrikeProps) {
  const rank = medalRank(medal);
  const [struck, setStruck] = useState(motion.peek() === 'reduced' ? rank : 0);
  useEffect(() => {
    if (struck >= rank) return;
    const timer = setTimeout(
      () => {
        setStruck(struck + 1);
        playSound('medal');
      },
      struck === 0 ? FIRST_MS : BETWEEN_MS,
    );
    return () => clearTimeout(timer);
  }, [struck, rank]);

  return (
    <ol class="strike">
      {medalOrder.map((name, index) => {
        const earned = index < rank;
        return (
          <li key={name} class={index < struck ? 'struck' : earned ? 'toStrike' : 'missed'}>
            <MedalCoin medal={name} earned={earned} size={72} />
            <strong>{t(`medal.${name}`)}</strong>
            <span>
              {name === 'gold'
                ? t(record ? 'medal.goldRecord' : proved ? 'medal.goldProved' : 'medal.goldKnown')
                : t(name === 'silver' ? 'medal.silverWhy' : 'medal.bronzeWhy', { ghost })}
            </span>
            {!earned && <span class="unseen">{t('medal.notYet')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
