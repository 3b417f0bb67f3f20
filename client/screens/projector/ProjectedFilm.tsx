import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import type { Metrics } from '../../../shared/game/kind.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { playGhost } from '../../../shared/game/solver/playout.ts';
import type { Level } from '../../../shared/level/level.ts';
import type { Review } from '../../../shared/protocol/class.ts';
import { motion } from '../../state/settings.ts';
import { t } from '../../text/i18n.ts';
import { ghostName } from '../level/words.ts';
import { FilmMetrics } from '../result/Film.tsx';
import '../result/result.css';
import { Stills } from '../result/Stills.tsx';
import { useLeastText } from './legible.ts';

const STEP_MS = 900;
/** Steps that the last picture stays before the next run begins. */
const REST_STEPS = 4;

interface Run {
  readonly title: string;
  readonly level: Level;
  readonly actions: readonly Action[];
  readonly metrics: Metrics | null;
}

/** The runs of a round one after the other, by themselves: the best of the class, CPython's, the best there is. */
export function ProjectedFilm({ level, review }: { level: Level; review: Review | null }) {
  const runs = useMemo((): readonly Run[] => {
    const kind = puzzleKind(level.kind)!;
    const ghost = playGhost(kind, kind.boot(level), kind.ghosts[level.rival] ?? (() => null));
    const best = review?.best;
    return [
      ...(best
        ? [
            {
              title: best.name ? t('class.bestBy', { name: best.name }) : t('class.bestOfClass'),
              level: best.level ?? level,
              actions: best.actions,
              metrics: best.metrics,
            },
          ]
        : []),
      {
        title: ghostName(level.rival),
        level,
        actions: ghost.actions,
        metrics: ghost.won ? ghost.metrics : null,
      },
      {
        title: t(level.medals.goldProved ? 'result.best' : 'result.bestKnown'),
        level,
        actions: level.certificate.actions,
        metrics: level.medals.gold,
      },
    ];
  }, [level, review]);
  const [at, setAt] = useState({ run: 0, move: 0 });
  const leastPx = useLeastText();
  const still = motion.value === 'reduced';
  useEffect(() => {
    const timer = setInterval(
      () =>
        setAt(({ run, move }) => {
          const { length } = runs[run % runs.length].actions;
          const over = still || move >= length + REST_STEPS;
          return over ? { run: (run + 1) % runs.length, move: 0 } : { run, move: move + 1 };
        }),
      still ? STEP_MS * 6 : STEP_MS,
    );
    return () => clearInterval(timer);
  }, [runs, still]);
  const run = runs[at.run % runs.length];
  return (
    <figure class="projectedFilm">
      <figcaption>
        <strong>{run.title}</strong>
        <FilmMetrics level={run.level} metrics={run.metrics} />
      </figcaption>
      <div class="filmPlace">
        <Stills
          key={at.run}
          level={run.level}
          leastPx={leastPx}
          actions={run.actions}
          move={still ? run.actions.length : Math.min(at.move, run.actions.length)}
        />
      </div>
    </figure>
  );
}
