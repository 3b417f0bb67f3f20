import { useEffect, useState } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import type { Metrics } from '../../../shared/game/kind.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { Level } from '../../../shared/level/level.ts';
import { IconButton } from '../../parts/Button.tsx';
import { metricValue } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { metricName } from '../level/words.ts';
import { MovingFilm } from './MovingFilm.tsx';
import { Stills } from './Stills.tsx';

const STEP_MS = 620;

export interface FilmProps {
  readonly title: string;
  readonly level: Level;
  readonly actions: readonly Action[];
  /** What the run came to; left out where it is not to be compared. */
  readonly metrics?: Metrics | null;
  /** With the board's own movement, and from the first move on; small ones are stills that begin at their end. */
  readonly large?: boolean;
}

/** A run as a film: plays, pauses, and goes to any move. */
export function Film({ title, level, actions, metrics, large }: FilmProps) {
  const [move, setMove] = useState(large ? 0 : actions.length);
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setMove((now) => Math.min(now + 1, actions.length)), STEP_MS);
    return () => clearInterval(timer);
  }, [playing]);
  useEffect(() => {
    if (move >= actions.length) setPlaying(false);
  }, [move]);

  const toggle = () => {
    if (!playing && move >= actions.length) setMove(0);
    setPlaying(!playing);
  };

  return (
    <figure class={large ? 'film largeFilm' : 'film'}>
      <figcaption>
        <strong>{title}</strong>
        {metrics !== undefined && <FilmMetrics level={level} metrics={metrics} />}
      </figcaption>
      <div class="filmPlace">
        {large ? (
          <MovingFilm level={level} actions={actions} move={move} />
        ) : (
          <Stills level={level} actions={actions} move={move} />
        )}
      </div>
      <div class="filmBar">
        <IconButton
          icon={playing ? 'pause' : 'play'}
          label={t(playing ? 'result.pause' : 'result.play', { title })}
          disabled={actions.length === 0}
          onClick={toggle}
        />
        <input
          type="range"
          min={0}
          max={Math.max(1, actions.length)}
          value={move}
          disabled={actions.length === 0}
          aria-label={t('result.scrub', { title })}
          aria-valuetext={t('level.moveOf', { move, count: actions.length })}
          style={{ '--share': String(actions.length ? move / actions.length : 0), '--done': '1' }}
          onInput={(event) => {
            setPlaying(false);
            setMove(event.currentTarget.valueAsNumber);
          }}
        />
        <output class="mono" aria-hidden="true">
          {move}/{actions.length}
        </output>
      </div>
    </figure>
  );
}

/** What a run came to, in the level's own measures; null: it did not get there. */
export function FilmMetrics({ level, metrics }: { level: Level; metrics: Metrics | null }) {
  const kind = puzzleKind(level.kind);
  if (!metrics) return <span class="filmNote">{t('result.noWin')}</span>;
  return (
    <dl class="filmMetrics">
      {level.metrics.map((name) => {
        const def = kind?.metrics.find((metric) => metric.name === name);
        if (!def || metrics[name] === undefined) return null;
        return (
          <div key={name}>
            <dt>{metricName(def)}</dt>
            <dd class="mono">{metricValue(def, metrics[name])}</dd>
          </div>
        );
      })}
    </dl>
  );
}
