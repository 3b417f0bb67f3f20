import { useEffect, useRef, useState } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import type { Metrics } from '../../../shared/game/kind.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { Level } from '../../../shared/level/level.ts';
import { IconButton } from '../../parts/Button.tsx';
import { motion } from '../../state/settings.ts';
import { metricValue } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { boardOptions, loadBoard } from '../level/boardDoor.ts';
import { metricName } from '../level/words.ts';

const STEP_MS = 620;

export interface FilmProps {
  readonly title: string;
  readonly level: Level;
  readonly actions: readonly Action[];
  /** What the run came to; left out where it is not to be compared. */
  readonly metrics?: Metrics | null;
  readonly large?: boolean;
}

type Replay = { destroy(): void; seek(move: number): void; readonly length: number };

/** A run as a small film: plays, pauses, and goes to any move. It begins at its end, which is what one wants to compare. */
export function Film({ title, level, actions, metrics, large }: FilmProps) {
  const place = useRef<HTMLDivElement>(null);
  const replay = useRef<Replay | null>(null);
  const [move, setMove] = useState(large ? 0 : actions.length);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let gone = false;
    const stop = whenSeen(place.current!, () => {
      loadBoard()
        .then((board) => board.mountReplay(place.current!, level, actions, boardOptions))
        .then((mounted) => {
          if (gone) return mounted.destroy();
          replay.current = mounted;
          mounted.seek(move);
        })
        .catch((error: unknown) => {
          console.error(error);
          setFailed(true);
        });
    });
    return () => {
      gone = true;
      stop();
      replay.current?.destroy();
      replay.current = null;
    };
  }, [level, actions]);

  useEffect(() => replay.current?.seek(move), [move]);

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
      <div ref={place} class="filmPlace" data-motion={motion.value}>
        {failed && <p class="filmFailed">{t('result.filmFailed')}</p>}
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

function FilmMetrics({ level, metrics }: { level: Level; metrics: Metrics | null }) {
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

/** Runs `act` once when `element` first comes into sight. */
function whenSeen(element: Element, act: () => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    act();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
