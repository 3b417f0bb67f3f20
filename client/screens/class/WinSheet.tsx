import { scoreOf } from '../../../shared/class/points.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { Level } from '../../../shared/level/level.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { number } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';
import type { Win } from '../level/Game.ts';
import { beatsGold } from '../level/view.ts';
import { ghostName } from '../level/words.ts';
import { MedalStrike } from '../result/MedalStrike.tsx';
import '../result/result.css';

export interface WinSheetProps {
  readonly level: Level;
  readonly win: Win;
  readonly homework: boolean;
  readonly onImprove: () => void;
  readonly onRetry: () => void;
}

/** A board of the class is won: medal and points, and that there is time to do better. */
export function WinSheet({ level, win, homework, onImprove, onRetry }: WinSheetProps) {
  const kind = puzzleKind(level.kind)!;
  const { points } = scoreOf(kind, level, win.metrics);
  return (
    <Sheet title={t('result.title', { level: local(level.title) })} quietTitle onClose={onImprove}>
      <div class="result winSheet">
        <MedalStrike
          medal={win.medal}
          proved={level.medals.goldProved}
          record={beatsGold(level, kind, win.metrics)}
          ghost={ghostName(level.rival)}
        />
        <p class="winPoints">
          <b class="mono">{number(points)}</b> <span>{t('class.points', { count: points })}</span>
        </p>
        <p class="lesson">
          {win.medal === 'gold' ? local(level.lesson) : t(homework ? 'class.wonHomework' : 'class.wonText')}
        </p>
        <div class="resultButtons">
          <Button look="primary" onClick={onImprove}>
            {t(win.medal === 'gold' ? 'class.backToBoard' : 'result.improve')}
          </Button>
          <Button look="quiet" icon="restart" onClick={onRetry}>
            {t('result.retry')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
