import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { LevelProgress } from '../../host/progress.ts';
import { Link } from '../../parts/Link.tsx';
import { MedalRow } from '../../parts/Medal.tsx';
import type { CatalogEntry } from '../../state/catalog.ts';
import { metricValue } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';
import { metricName } from '../level/words.ts';
import { Miniature } from './Miniature.tsx';

export interface LevelCardProps {
  readonly entry: CatalogEntry;
  readonly progress: LevelProgress | null;
  readonly begun: boolean;
  /** Whether this is the level to go on with. */
  readonly next: boolean;
}

/** A level on the map: how its board begins, what it teaches, what was reached. */
export function LevelCard({ entry, progress, begun, next }: LevelCardProps) {
  const { level, number } = entry;
  const metric = puzzleKind(level.kind)?.metrics.find(({ name }) => name === level.metrics[0]);
  const best = progress && metric ? progress.metrics[metric.name] : undefined;
  return (
    <Link class={next ? 'card nextCard' : 'card'} href={`/play/${encodeURIComponent(level.id)}`}>
      <Miniature level={level} />
      <span class="cardWords">
        <span class="cardTitle">
          <span class="mono cardNumber">{number}</span> <strong>{local(level.title)}</strong>
        </span>
        <span class="cardText">{local(progress ? level.lesson : level.text)}</span>
      </span>
      <span class="cardFoot">
        <MedalRow
          medal={progress?.medal ?? null}
          label={progress ? t(`medal.${progress.medal}`) : t('map.noMedal')}
        />
        {metric && best !== undefined ? (
          <span class="cardBest">
            {metricName(metric)} <b class="mono">{metricValue(metric, best)}</b>
          </span>
        ) : begun ? (
          <span class="cardBest">{t('map.begun')}</span>
        ) : next ? (
          <span class="cardNext">{t('map.next')}</span>
        ) : null}
      </span>
    </Link>
  );
}
