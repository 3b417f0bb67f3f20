import { useMemo, useRef, useState } from 'preact/hooks';
import type { LabObject, LabView } from '../../../../shared/lab/model.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { ObjectLine, ObjectNote } from '../objects/ObjectNote.tsx';
import { shapeColour, TypeSign } from '../objects/TypeMark.tsx';
import { type Card, cardValue, type FrameCard, type Layout, layOut, type Places, SIZE } from './layout.ts';

/** Frames and names on the left, what they lead to on the right. */
export function GraphPanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const places = useRef<{ of: unknown; map: Places }>({ of: null, map: new Map() });
  const [showAtoms, setShowAtoms] = useState(false);
  const [scale, setScale] = useState(() => (innerWidth < 600 ? 0.76 : 1));
  const view = lab.moment.value?.view;
  const timeline = lab.timeline.value;
  const before = lab.previous.value?.view;
  const layout = useMemo(() => {
    if (!view) return null;
    if (places.current.of !== timeline) places.current = { of: timeline, map: new Map() };
    return layOut(view, places.current.map, showAtoms);
  }, [view, showAtoms, timeline]);
  if (!view || !layout) return null;
  if (asText) return <GraphText view={view} lab={lab} />;
  const known = new Map((before?.objects ?? []).map((o) => [o.id, o]));
  const pointed = lab.pointed.value;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="graphPlace" tabIndex={0}>
        <svg
          class="graph"
          width={layout.width * scale}
          height={layout.height * scale}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          role="img"
          aria-label={t('lab.graph.sum', { count: view.objects.length, frames: view.frames.length })}
        >
          <Edges layout={layout} pointed={pointed} showAtoms={showAtoms} />
          {layout.frames.map((frame) => (
            <FrameBox key={frame.index} frame={frame} lab={lab} showAtoms={showAtoms} />
          ))}
          {[...layout.cards.values()].map((card) => (
            <ObjectBox
              key={card.object.id}
              card={card}
              lab={lab}
              showAtoms={showAtoms}
              was={before ? (known.get(card.object.id) ?? null) : undefined}
            />
          ))}
        </svg>
      </section>
      <div class="panelFoot">
        <label class="tick">
          <input
            type="checkbox"
            checked={showAtoms}
            onChange={(e) => setShowAtoms(e.currentTarget.checked)}
          />
          <span>{t('lab.graph.atoms')}</span>
        </label>
        {layout.folded > 0 && <span>{t('lab.graph.folded', { count: layout.folded })}</span>}
        <span class="grow" />
        <button
          type="button"
          class="chip"
          aria-label={t('lab.graph.smaller')}
          onClick={() => setScale(Math.max(0.4, scale / 1.2))}
        >
          −
        </button>
        <button
          type="button"
          class="chip"
          aria-label={t('lab.graph.larger')}
          onClick={() => setScale(Math.min(2.4, scale * 1.2))}
        >
          +
        </button>
      </div>
      <ObjectNote lab={lab} />
    </>
  );
}

function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function FrameBox({ frame, lab, showAtoms }: { frame: FrameCard; lab: Lab; showAtoms: boolean }) {
  return (
    <g class="frameBox" transform={`translate(${frame.x} ${frame.y})`}>
      <rect width={SIZE.frame} height={frame.height} rx={8} />
      <text class="cardType" x={12} y={17}>
        {clip(frame.name, 20)}
      </text>
      <text class="cardCount" x={SIZE.frame - 10} y={17} text-anchor="end">
        {frame.line > 0 ? t('lab.lineShort', { line: frame.line }) : ''}
      </text>
      {frame.rows.map((row, i) => (
        <NameRow
          key={row.name}
          y={SIZE.head + i * SIZE.row}
          width={SIZE.frame}
          label={row.name}
          target={row.target}
          inline={
            row.target !== undefined && ((row.target.atom && !showAtoms) || row.target.type === 'module')
          }
          changed={row.changed}
          lab={lab}
        />
      ))}
      {frame.stack.length > 0 && (
        <text class="rowLabel" x={12} y={SIZE.head + frame.rows.length * SIZE.row + 13}>
          {clip(`▸ ${frame.stack.map((o) => o.value || o.type).join('  ')}`, 27)}
        </text>
      )}
    </g>
  );
}

function NameRow(props: {
  y: number;
  width: number;
  label: string;
  target: LabObject | undefined;
  inline: boolean;
  changed: boolean;
  lab: Lab;
  weak?: boolean;
}) {
  const { y, width, label, target, inline, changed, lab } = props;
  const room = Math.floor((width - 24 - label.length * 7.1) / 7.1) - 1;
  return (
    <g class={changed ? 'row changed' : 'row'} transform={`translate(0 ${y})`}>
      {changed && <rect class="changedRow" x={3} y={0} width={width - 6} height={SIZE.row} rx={4} />}
      <text class="rowLabel" x={12} y={13.5}>
        {clip(label, 15)}
      </text>
      {target && inline ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list "as text" has the same as buttons
        <g
          class="atom"
          onClick={() => lab.select(target.id)}
          onMouseEnter={() => (lab.hovered.value = target.id)}
          onMouseLeave={() => (lab.hovered.value = null)}
        >
          <text x={width - 12} y={13.5} text-anchor="end" fill={shapeColour(target.shape)}>
            {clip(target.value || target.type, Math.max(4, room))}
          </text>
        </g>
      ) : target ? (
        <circle class="port" cx={width - 11} cy={SIZE.row / 2} r={3} />
      ) : (
        <text class="rowLabel" x={width - 12} y={13.5} text-anchor="end">
          …
        </text>
      )}
    </g>
  );
}

/** `was`: the object before the step; null where it is new, undefined where nothing is known of before. */
function ObjectBox({
  card,
  lab,
  showAtoms,
  was,
}: {
  card: Card;
  lab: Lab;
  showAtoms: boolean;
  was: LabObject | null | undefined;
}) {
  const { object: o } = card;
  const pointed = lab.pointed.value === o.id;
  const fresh = was === null || (was !== undefined && was.type !== o.type);
  const recounted = was != null && !fresh && was.refcount !== o.refcount;
  const value = cardValue(o);
  const look = [
    'objectBox',
    o.unreachable ? 'lost' : '',
    pointed ? 'pointed' : '',
    fresh ? 'fresh' : '',
  ].join(' ');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list "as text" has the same as buttons
    <g
      class={look}
      transform={`translate(${card.x} ${card.y})`}
      style={{ '--type': shapeColour(o.shape) }}
      onClick={() => lab.select(o.id)}
      onMouseEnter={() => (lab.hovered.value = o.id)}
      onMouseLeave={() => (lab.hovered.value = null)}
      data-object={o.id}
    >
      <rect class="cardGround" width={card.width} height={card.height} rx={8} />
      <TypeSign shape={o.shape} x={16} y={13} size={12} />
      <text class="cardType" x={28} y={17}>
        {clip(o.type, 13)}
      </text>
      <g class={recounted ? 'count changed' : 'count'}>
        <rect x={card.width - 38} y={5} width={31} height={16} rx={8} />
        <text x={card.width - 22.5} y={17} text-anchor="middle">
          {o.immortal ? '∞' : o.refcount}
        </text>
      </g>
      {card.rows.map(({ edge, target }, i) => (
        <NameRow
          key={`${edge.label}${i}`}
          y={SIZE.head + i * SIZE.row}
          width={card.width}
          label={edge.label}
          target={target}
          inline={target !== undefined && ((target.atom && !showAtoms) || target.type === 'module')}
          changed={was != null && !fresh && was.edges[i]?.to !== edge.to}
          weak={edge.kind === 'weak'}
          lab={lab}
        />
      ))}
      {value && card.rows.length === 0 && (
        <text class="cardValue" x={12} y={SIZE.head + 13}>
          {clip(value, 20)}
        </text>
      )}
      {card.more > 0 && (
        <text class="rowLabel" x={12} y={SIZE.head + card.rows.length * SIZE.row + 13}>
          {t('lab.graph.more', { count: card.more })}
        </text>
      )}
    </g>
  );
}

function Edges({
  layout,
  pointed,
  showAtoms,
}: {
  layout: Layout;
  pointed: number | null;
  showAtoms: boolean;
}) {
  const lines: { key: string; from: number | null; to: number; d: string; weak: boolean }[] = [];
  const draw = (key: string, from: number | null, sx: number, sy: number, to: number, weak: boolean) => {
    const card = layout.cards.get(to);
    if (!card || (card.object.atom && !showAtoms)) return;
    const ty = card.y + 13;
    const right = card.x > sx + 8;
    const tx = right ? card.x : card.x + card.width;
    const pull = right ? Math.max(24, (tx - sx) * 0.45) : 46;
    const bx = right ? tx - pull : tx + pull;
    lines.push({
      key,
      from,
      to,
      weak,
      d: `M${sx} ${sy}C${sx + pull} ${sy} ${bx} ${ty} ${right ? tx - 5 : tx + 5} ${ty}`,
    });
  };
  for (const frame of layout.frames)
    frame.rows.forEach((row, i) => {
      draw(
        `f${frame.index}${row.name}`,
        null,
        frame.x + SIZE.frame - 11,
        frame.y + SIZE.head + (i + 0.5) * SIZE.row,
        row.to,
        false,
      );
    });
  for (const card of layout.cards.values())
    card.rows.forEach(({ edge }, i) => {
      draw(
        `${card.object.id}.${i}`,
        card.object.id,
        card.x + card.width - 11,
        card.y + SIZE.head + (i + 0.5) * SIZE.row,
        edge.to,
        edge.kind === 'weak',
      );
    });
  return (
    <g class="edges">
      <defs>
        <marker
          id="labArrow"
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 1L7 4L0 7Z" fill="context-stroke" />
        </marker>
      </defs>
      {lines.map((line) => (
        <path
          key={line.key}
          d={line.d}
          class={`${line.weak ? 'weak' : 'strong'} ${pointed !== null && (line.to === pointed || line.from === pointed) ? 'lit' : ''}`}
          marker-end="url(#labArrow)"
        />
      ))}
    </g>
  );
}

/** The same in words: each frame with its names, each object with what it refers to. */
function GraphText({ view, lab }: { view: LabView; lab: Lab }) {
  const objects = lab.objects.value;
  return (
    <div class="asText">
      {view.frames.map((frame, i) => (
        <section key={i}>
          <h3>
            {frame.name} {frame.line > 0 && t('lab.lineShort', { line: frame.line })}
          </h3>
          <ul>
            {frame.names.map((name) => (
              <li key={name.name}>
                <code>{name.name}</code> → <ObjectLine o={objects.get(name.to)} lab={lab} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h3>{t('lab.graph.objects', { count: view.objects.length })}</h3>
      <ul>
        {view.objects
          .filter((o) => !o.atom)
          .map((o) => (
            <li key={o.id}>
              <ObjectLine o={o} lab={lab} />{' '}
              <span class="quietText">
                {bytes(o.sizeBytes)}, {t('lab.refs', { count: o.immortal ? '∞' : number(o.refcount) })}
                {o.unreachable ? `, ${t('lab.unreachable')}` : ''}
              </span>
              {o.edges.length > 0 && (
                <ul>
                  {o.edges.map((edge, i) => (
                    <li key={i}>
                      <code>{edge.label}</code> {edge.kind === 'weak' ? t('lab.weakly') : '→'}{' '}
                      <ObjectLine o={objects.get(edge.to)} lab={lab} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}
