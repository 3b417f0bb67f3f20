import { useEffect, useMemo, useState } from 'preact/hooks';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { playGhost } from '../../../shared/game/solver/playout.ts';
import type { Histogram } from '../../host/progress.ts';
import { Button } from '../../parts/Button.tsx';
import { MedalCoin } from '../../parts/Medal.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import type { CatalogEntry } from '../../state/catalog.ts';
import { hosts } from '../../state/services.ts';
import { local, t } from '../../text/i18n.ts';
import type { Win } from '../level/Game.ts';
import { beatsGold } from '../level/view.ts';
import { ghostName } from '../level/words.ts';
import { Film } from './Film.tsx';
import { HistogramChart } from './HistogramChart.tsx';
import { MedalStrike } from './MedalStrike.tsx';
import './result.css';

export interface ResultSheetProps {
  readonly entry: CatalogEntry;
  readonly win: Win;
  readonly next: CatalogEntry | null;
  readonly onNext: () => void;
  readonly onImprove: () => void;
  readonly onRetry: () => void;
}

/** A level is won: the coins, what the rule was, three runs to compare, everybody's results, and the way on. */
export function ResultSheet({ entry, win, next, onNext, onImprove, onRetry }: ResultSheetProps) {
  const { level } = entry;
  const kind = puzzleKind(level.kind)!;
  const rival = useMemo(
    () => playGhost(kind, kind.boot(level), kind.ghosts[level.rival] ?? (() => null)),
    [level],
  );
  const [histogram, setHistogram] = useState<Histogram | null>(null);
  useEffect(() => {
    let wanted = true;
    hosts.progress.histogram(level.id).then(
      (found) => wanted && setHistogram(found),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [level]);

  const ghost = ghostName(level.rival);
  const best = t(level.medals.goldProved ? 'result.best' : 'result.bestKnown');
  const metrics = level.metrics.flatMap((name) => kind.metrics.find((metric) => metric.name === name) ?? []);
  return (
    <Sheet
      title={t('result.title', { level: local(level.title) })}
      place="wide"
      quietTitle
      onClose={onImprove}
    >
      <div class="result">
        <div class="resultHead">
          <MedalStrike
            medal={win.medal}
            proved={level.medals.goldProved}
            record={beatsGold(level, kind, win.metrics)}
            ghost={ghost}
          />
          <p class="lesson">{local(level.lesson)}</p>
          <div class="resultButtons">
            <Button look="primary" icon="next" class="nextButton" onClick={onNext}>
              {next ? t('result.next', { level: local(next.level.title) }) : t('result.toMap')}
            </Button>
            <Button look="plain" onClick={onImprove}>
              {t('result.improve')}
            </Button>
            <Button look="quiet" icon="restart" onClick={onRetry}>
              {t('result.retry')}
            </Button>
          </div>
        </div>
        <section class="everybody" aria-labelledby="everybody">
          <h3 id="everybody">{t('result.everybody')}</h3>
          <p class="quietText small">
            {histogram ? t('result.players', { count: histogram.players }) : t('result.onlyYou')}
          </p>
          <ul class="histogramKey quietText small" aria-hidden="true">
            {!level.medals.rivalLost && (
              <li>
                <MedalCoin medal="silver" earned size={16} /> {ghost}
              </li>
            )}
            <li>
              <MedalCoin medal="gold" earned size={16} /> {best}
            </li>
          </ul>
          <div class="histograms">
            {metrics.map((def) => (
              <HistogramChart
                key={def.name}
                def={def}
                level={level}
                own={win.metrics[def.name]}
                histogram={histogram}
              />
            ))}
          </div>
        </section>
        <div class="films">
          <Film title={t('result.you')} level={level} actions={win.actions} metrics={win.metrics} />
          <Film
            title={ghost}
            level={level}
            actions={rival.actions}
            metrics={rival.won ? rival.metrics : null}
          />
          <Film title={best} level={level} actions={level.certificate.actions} metrics={level.medals.gold} />
        </div>
      </div>
    </Sheet>
  );
}
