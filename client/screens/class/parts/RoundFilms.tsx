import { useMemo } from 'preact/hooks';
import { canonicalJson } from '../../../../shared/base/canonical.ts';
import type { Action } from '../../../../shared/game/action.ts';
import type { Metrics } from '../../../../shared/game/kind.ts';
import { puzzleKind } from '../../../../shared/game/puzzles/registry.ts';
import { playGhost } from '../../../../shared/game/solver/playout.ts';
import type { Level } from '../../../../shared/level/level.ts';
import type { Review } from '../../../../shared/protocol/class.ts';
import { t } from '../../../text/i18n.ts';
import { ghostName } from '../../level/words.ts';
import { Film } from '../../result/Film.tsx';
import '../../result/result.css';
import '../review.css';

export interface Run {
  readonly actions: readonly Action[];
  /** Null: it is not finished, and there is nothing to compare. */
  readonly metrics: Metrics | null;
}

export interface RoundFilmsProps {
  readonly level: Level;
  /** The reader's own best run; left out for those who do not play. */
  readonly own?: Run | null;
  readonly review: Review | null;
}

/** A round to compare: one's own run, the best of the class, CPython's, and the best there is. */
export function RoundFilms({ level, own, review }: RoundFilmsProps) {
  const rival = useMemo(() => {
    const kind = puzzleKind(level.kind);
    return kind ? playGhost(kind, kind.boot(level), kind.ghosts[level.rival] ?? (() => null)) : null;
  }, [level]);
  const best = review?.best ?? null;
  const ownIsBest = own && best && canonicalJson(own.actions) === canonicalJson(best.actions);
  const title = best?.name ? t('class.bestBy', { name: best.name }) : t('class.bestOfClass');
  return (
    <div class="films roundFilms">
      {own && (
        <Film
          title={t(ownIsBest ? 'class.youBest' : 'result.you')}
          level={level}
          actions={own.actions}
          metrics={own.metrics ?? undefined}
        />
      )}
      {best && !ownIsBest && (
        <Film title={title} level={best.level ?? level} actions={best.actions} metrics={best.metrics} />
      )}
      {rival && (
        <Film
          title={ghostName(level.rival)}
          level={level}
          actions={rival.actions}
          metrics={rival.won ? rival.metrics : null}
        />
      )}
      <Film
        title={t(level.medals.goldProved ? 'result.best' : 'result.bestKnown')}
        level={level}
        actions={level.certificate.actions}
        metrics={level.medals.gold}
      />
    </div>
  );
}
