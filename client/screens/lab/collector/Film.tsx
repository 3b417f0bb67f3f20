import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CollectionFilm } from '../../../../shared/lab/film.ts';
import { IconButton } from '../../../parts/Button.tsx';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { shapeColour, TypeMark, TypeSign } from '../objects/TypeMark.tsx';
import { lostAt, refsAt, type Stage, stageOf, TILE, type Tile } from './stage.ts';
import { Lamp } from './Terraces.tsx';

/** A phase stays so long while the film plays. */
const PHASE_MS = 1600;

/** A collection, phase by phase: one may step, or let it play. */
export function Film({ film, lab, asText }: { film: CollectionFilm; lab: Lab; asText: boolean }) {
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const last = film.phases.length - 1;
  useEffect(() => setAt(0), [film]);
  useEffect(() => {
    if (!playing) return;
    if (at >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => setAt(at + 1), PHASE_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  const phase = film.phases[Math.min(at, last)];
  if (!phase) return null;
  const go = (to: number) => {
    setPlaying(false);
    setAt(to);
  };
  return (
    <section class="film" aria-label={t('lab.collector.film', { number: film.index + 1 })}>
      <div class="filmHead">
        <IconButton
          icon="back"
          label={t('lab.collector.before')}
          disabled={at === 0}
          onClick={() => go(at - 1)}
        />
        <IconButton
          icon={playing ? 'pause' : 'play'}
          label={playing ? t('lab.pause') : t('lab.collector.playFilm')}
          onClick={() => {
            if (at >= last) setAt(0);
            setPlaying(!playing);
          }}
        />
        <IconButton
          icon="forward"
          label={t('lab.collector.after')}
          disabled={at >= last}
          onClick={() => go(at + 1)}
        />
        <ol class="filmDots" aria-hidden="true">
          {film.phases.map((one, i) => (
            <li key={i} class={i === at ? 'now' : i < at ? 'past' : ''} title={one.phase} />
          ))}
        </ol>
      </div>
      <p class="filmWords" aria-live="polite">
        <strong>
          {at + 1}/{film.phases.length} <code>{phase.phase}</code>
        </strong>{' '}
        {t(`lab.phase.${phase.phase}`)}
      </p>
      {asText ? <FilmText film={film} at={at} lab={lab} /> : <FilmStage film={film} at={at} lab={lab} />}
    </section>
  );
}

function FilmStage({ film, at, lab }: { film: CollectionFilm; at: number; lab: Lab }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(300);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(TILE.width, entry.contentRect.width)));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  const stage = useMemo(() => stageOf(film, at, width - 2), [film, at, width]);
  const top = 26;
  return (
    <div ref={place} class="filmPlace">
      <svg
        class="filmStage graph"
        width={width}
        height={stage.height + top}
        role="img"
        aria-label={t('lab.collector.stage', { count: stage.tiles.length })}
      >
        <defs>
          <marker
            id="filmEnd"
            viewBox="0 0 10 10"
            refX={9}
            refY={5}
            markerWidth={9}
            markerHeight={9}
            orient="auto"
            markerUnits="userSpaceOnUse"
          >
            <path class="endFull" d="M1 1L9 5L1 9Z" />
          </marker>
        </defs>
        <text class="terraceQuiet" x={0} y={13}>
          {stage.split > 0 ? t('lab.collector.reached') : t('lab.collector.candidates')}
        </text>
        {stage.split > 0 && (
          <>
            <line
              class="filmSplit"
              x1={stage.split - TILE.gapX / 2}
              x2={stage.split - TILE.gapX / 2}
              y1={0}
              y2={stage.height + top}
            />
            <text class="terraceQuiet" x={stage.split} y={13}>
              {t('lab.collector.lost')}
            </text>
            <Lamp x={Math.max(70, stage.split - 34)} y={17} on />
          </>
        )}
        <g transform={`translate(0 ${top})`}>
          <FilmCords key={at} stage={stage} />
          {stage.tiles.map((tile) => (
            <FilmTile key={tile.object.id} tile={tile} lab={lab} />
          ))}
        </g>
      </svg>
      <p class="panelSum">
        {t('lab.collector.legend')}
        {stage.others > 0 && ` ${t('lab.collector.others', { number: number(stage.others) })}`}
      </p>
    </div>
  );
}

function FilmCords({ stage }: { stage: Stage }) {
  return (
    <g class="filmCords">
      {stage.cords.map(({ from, to }, i) => (
        <path key={i} class="cord" d={between(from, to)} marker-end="url(#filmEnd)" />
      ))}
    </g>
  );
}

/** A bowed line from the rim of one tile to the rim of another. */
function between(a: Tile, b: Tile): string {
  const from = { x: a.x + TILE.width / 2, y: a.y + TILE.height / 2 };
  const to = { x: b.x + TILE.width / 2, y: b.y + TILE.height / 2 };
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const bow = { x: (from.x + to.x) / 2 - (dy / length) * 22, y: (from.y + to.y) / 2 + (dx / length) * 22 };
  const start = rim(from, bow);
  const end = rim(to, bow);
  return `M${start.x.toFixed(1)} ${start.y.toFixed(1)}Q${bow.x.toFixed(1)} ${bow.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
}

function rim(middle: { x: number; y: number }, towards: { x: number; y: number }) {
  const dx = towards.x - middle.x;
  const dy = towards.y - middle.y;
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : (TILE.width / 2 + 2) / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : (TILE.height / 2 + 2) / Math.abs(dy),
  );
  return { x: middle.x + dx * scale, y: middle.y + dy * scale };
}

function FilmTile({ tile, lab }: { tile: Tile; lab: Lab }) {
  const { object: o, x, y, refs, before, state } = tile;
  const lit = lab.lit.value.has(o.id);
  const name = o.type.length > 8 ? `${o.type.slice(0, 7)}…` : o.type;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the view "as text" has the same as buttons
    <g
      class={`filmTile ${state} ${lit ? 'lit' : ''}`}
      style={{ transform: `translate(${x}px, ${y}px)`, '--type': shapeColour(o.shape) }}
      onPointerEnter={(event) => lab.hover(o.id, event)}
      onPointerLeave={() => lab.hover(null)}
      onClick={() => lab.select(o.id)}
    >
      <rect class="cardGround" width={TILE.width} height={TILE.height} rx={9} />
      <TypeSign shape={o.shape} x={18} y={TILE.height / 2} size={18} />
      <text class="cardType" x={33} y={20}>
        {name}
      </text>
      <text class="cardQuiet" x={33} y={35}>
        {o.value.slice(0, 9)}
      </text>
      <text class="filmCount" x={TILE.width - 8} y={19} text-anchor="end">
        {o.refcount}
      </text>
      {refs !== null && (
        <text class={refs === 0 ? 'pencil zero' : 'pencil'} x={TILE.width - 8} y={37} text-anchor="end">
          {before !== null && <tspan class="struck">{before}</tspan>}
          {before !== null && ' '}
          {refs}
        </text>
      )}
    </g>
  );
}

/** The phase in words: every object with its count, its gc_refs and where it stands. */
function FilmText({ film, at, lab }: { film: CollectionFilm; at: number; lab: Lab }) {
  const refs = refsAt(film, at);
  const lost = new Set(lostAt(film, at));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="asText tableScroll" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('lab.profile.type')}</th>
            <th scope="col">{t('lab.note.count')}</th>
            <th scope="col">gc_refs</th>
            <th scope="col">{t('lab.collector.where')}</th>
          </tr>
        </thead>
        <tbody>
          {film.objects.map((o) => (
            <tr key={o.id}>
              <th scope="row">
                <button type="button" class="objectLine" onClick={() => lab.select(o.id)}>
                  <TypeMark shape={o.shape} /> <code>{`${o.type} ${o.value}`.trim()}</code>
                </button>
              </th>
              <td>{number(o.refcount)}</td>
              <td>{refs.get(o.id) ?? '–'}</td>
              <td>{lost.has(o.id) ? t('lab.unreachable') : t('lab.collector.candidate')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
