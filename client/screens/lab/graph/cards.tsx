import type { LabObject } from '../../../../shared/lab/model.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { shapeColour, TypeSign } from '../objects/TypeMark.tsx';
import type { Row } from './fold.ts';
import {
  cardValue,
  type FrameCard,
  frameKey,
  frameRowY,
  type GhostCard,
  type ObjectCard,
  type PileCard,
  pileTypes,
  SIZE,
  STACK_GAP,
} from './layout.ts';

/** Pixels of a character of the cards' font. */
const CHAR = 6.9;
/** Pixels of a character of a quiet text. */
const QUIET_CHAR = 6.4;
/** Pixels of a character of a count. */
const COUNT_CHAR = 7.9;
/** A count with the one before it is not longer: what is longer says only which way it went. */
const MAX_COUNT = 9;
/** Where the words of a card with a type's sign begin. */
const NAME_X = 36;
/** Between texts and a card's rim. */
const RIM = 12;
/** Counts up to here are shown as so many pips. */
const MAX_PIPS = 5;

export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, Math.max(1, length - 1))}…` : text;
}

/** Text that is not longer than so many pixels of a card. */
function fitted(text: string, room: number): string {
  return clip(text, Math.max(2, Math.floor(room / CHAR)));
}

/** A frame: a wide card with its names, and the stack below them. */
export function FrameBox({ frame, lab }: { frame: FrameCard; lab: Lab }) {
  const { rows, stack, running } = frame;
  const line = frame.line > 0 ? t('lab.lineShort', { line: frame.line }) : '';
  const divider = SIZE.head + rows.length * SIZE.row + STACK_GAP / 2;
  return (
    <g
      class={running ? 'frameBox running' : 'frameBox'}
      data-node={frameKey(frame.index)}
      transform={`translate(${frame.x} ${frame.y})`}
    >
      <rect class="frameGround" width={frame.width} height={frame.height} rx={8} />
      {running && <rect class="frameRunning" x={0} y={6} width={3} height={frame.height - 12} rx={1.5} />}
      <text class="cardType" x={12} y={17}>
        {fitted(frame.name, frame.width - 2 * RIM - (line.length + 1) * QUIET_CHAR)}
      </text>
      <text class="cardQuiet" x={frame.width - 10} y={17} text-anchor="end">
        {line}
      </text>
      {rows.map((row, i) => (
        <RowLine key={row.label} row={row} y={frameRowY(frame, i)} width={frame.width} lab={lab} />
      ))}
      {stack.length > 0 && (
        <g class="frameStack">
          <line x1={12} x2={frame.width - 12} y1={divider} y2={divider} />
          <text x={12} y={divider - 2}>
            {t('lab.graph.stack')}
          </text>
        </g>
      )}
      {stack.map((row, i) => (
        <RowLine
          key={`#${row.label}`}
          row={row}
          y={frameRowY(frame, rows.length + i)}
          width={frame.width}
          lab={lab}
        />
      ))}
    </g>
  );
}

type RowProps = {
  readonly row: Row;
  readonly y: number;
  readonly width: number;
  /** Its cord leaves on the left. */
  readonly back?: boolean;
  readonly lab: Lab;
};

function RowLine({ row, y, width, back = false, lab }: RowProps) {
  const { label, target, changed, inline, kind } = row;
  const room = Math.floor((width - 30) / CHAR) - Math.min(label.length, 14);
  const point = target && {
    onPointerEnter: (event: PointerEvent) => lab.hover(target.id, event),
    onPointerLeave: () => lab.hover(null),
  };
  return (
    <g class={`row ${changed ? 'changed' : ''}`} transform={`translate(0 ${y - SIZE.row / 2})`} {...point}>
      <rect class="rowGround" x={4} y={0.5} width={width - 8} height={SIZE.row - 1} rx={4} />
      <text class="rowLabel" x={12} y={13.5}>
        {clip(label, 14)}
      </text>
      {inline && target ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the view "as text" has the same as buttons
        <g class="atom" onClick={() => lab.select(target.id)}>
          <text x={width - 12} y={13.5} text-anchor="end" style={{ fill: shapeColour(target.shape) }}>
            {clip(target.type === 'module' ? target.value || 'module' : target.value, Math.max(4, room))}
          </text>
        </g>
      ) : row.to === 0 ? (
        <text class="rowLabel" x={width - 12} y={13.5} text-anchor="end">
          …
        </text>
      ) : (
        <circle class={`port ${kind}`} cx={back ? 0 : width - 11} cy={SIZE.row / 2} r={3.2} />
      )}
    </g>
  );
}

export type CardMarks = {
  readonly fresh: boolean;
  /** Its count before the step, where the step changed it. */
  readonly before: number | undefined;
  readonly lit: boolean;
  readonly selected: boolean;
  /** Keys of the cords that lead further left. */
  readonly back: ReadonlySet<string>;
};

/** An object: its type's mark, its size, its count as pips and as a number, what it refers to. */
export function ObjectBox({ card, lab, marks }: { card: ObjectCard; lab: Lab; marks: CardMarks }) {
  const { object: o, rows, more, width, height } = card;
  const value = cardValue(o);
  const count = countText(o, marks.before);
  const look = [
    'objectBox',
    o.unreachable ? 'lost' : '',
    marks.lit ? 'pointed' : '',
    marks.selected ? 'selected' : '',
    marks.fresh ? 'fresh' : '',
  ].join(' ');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the view "as text" has the same as buttons
    <g
      class={look}
      transform={`translate(${card.x} ${card.y})`}
      style={{ '--type': shapeColour(o.shape) }}
      onClick={() => lab.select(o.id)}
      onPointerEnter={(event) => lab.hover(o.id, event)}
      onPointerLeave={() => lab.hover(null)}
      data-object={o.id}
      data-node={card.id}
    >
      <rect class="cardGround" width={width} height={height} rx={10} />
      <TypeSign shape={o.shape} x={20} y={20} size={20} />
      <text class="cardType" x={NAME_X} y={17}>
        {fitted(o.type, width - NAME_X - 2 * RIM - count.length * COUNT_CHAR)}
      </text>
      <text class="cardQuiet" x={NAME_X} y={31}>
        {bytes(o.sizeBytes)}
      </text>
      <Count object={o} before={marks.before} text={count} x={width - RIM} />
      {rows.map((row, i) => (
        <RowLine
          key={`${row.label}${i}`}
          row={row}
          y={SIZE.objectHead + (i + 0.5) * SIZE.row}
          width={width}
          back={marks.back.has(`${card.id}.${i}`)}
          lab={lab}
        />
      ))}
      {value !== '' && rows.length === 0 && (
        <text class="cardValue" x={12} y={SIZE.objectHead + 12}>
          {fitted(value, width - 2 * RIM)}
        </text>
      )}
      {more > 0 && <More card={card} lab={lab} />}
    </g>
  );
}

/** The count, after the one before the step where the step changed it. */
function countText({ refcount, immortal }: LabObject, before: number | undefined): string {
  if (immortal) return '∞';
  if (before === undefined) return String(refcount);
  const both = `${before} → ${refcount}`;
  return both.length <= MAX_COUNT ? both : `${refcount > before ? '↑' : '↓'} ${refcount}`;
}

type CountProps = {
  readonly object: LabObject;
  readonly before: number | undefined;
  readonly text: string;
  readonly x: number;
};

/** The count: a number, and as many pips; an immortal object has no count to show. */
function Count({ object, before, text, x }: CountProps) {
  const { refcount, immortal } = object;
  const pips = immortal ? 0 : Math.min(MAX_PIPS, Math.max(0, refcount));
  const wide = text.length * COUNT_CHAR;
  return (
    <g class={before === undefined ? 'count' : 'count changed'}>
      {before !== undefined && <rect x={x - wide - 6} y={4} width={wide + 12} height={18} rx={9} />}
      <text x={x} y={17} text-anchor="end">
        {text}
      </text>
      {Array.from({ length: pips }, (_, i) => (
        <circle
          key={i}
          class={before !== undefined && i >= before ? 'pip new' : 'pip'}
          cx={x - 2.5 - i * 7}
          cy={28}
          r={2.5}
        />
      ))}
      {refcount > MAX_PIPS && !immortal && (
        <path class="pipMore" d={`M${x - 2 - MAX_PIPS * 7} 25.5v5m-2.5 -2.5h5`} />
      )}
    </g>
  );
}

/** The row of the items that have none of their own; where they have cards, it opens them. */
function More({ card, lab }: { card: ObjectCard; lab: Lab }) {
  const y = SIZE.objectHead + card.rows.length * SIZE.row;
  return (
    <g class="row" transform={`translate(0 ${y})`}>
      <text class="rowLabel" x={12} y={13.5}>
        {t('lab.graph.more', { number: number(card.more) })}
      </text>
      {card.pile !== 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the view "as text" lists what the pile holds
        <circle
          class="port strong"
          cx={card.width - 11}
          cy={SIZE.row / 2}
          r={3.2}
          onClick={(event) => {
            event.stopPropagation();
            lab.unfold(card.id);
          }}
        />
      )}
    </g>
  );
}

/** Objects that are not drawn one by one: what they are and how many. A click deals them out. */
export function PileBox({ pile, lab }: { pile: PileCard; lab: Lab }) {
  const types = pileTypes(pile);
  const rest = pile.types.length - types.length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the view "as text" has the same as a button
    <g
      class="pileBox"
      data-node={pile.id}
      transform={`translate(${pile.x} ${pile.y})`}
      onClick={() => lab.unfold(-pile.id)}
    >
      <rect class="pileUnder" x={6} y={6} width={pile.width} height={pile.height} rx={10} />
      <rect class="pileUnder" x={3} y={3} width={pile.width} height={pile.height} rx={10} />
      <rect class="cardGround" width={pile.width} height={pile.height} rx={10} />
      <text class="cardType" x={12} y={18}>
        {t('lab.graph.pile', { number: number(pile.count) })}
      </text>
      {types.map((type, i) => (
        <g key={type.type} transform={`translate(0 ${SIZE.head + i * 17})`}>
          <TypeSign shape={type.shape} x={19} y={7} size={12} />
          <text class="cardQuiet" x={31} y={11}>
            {clip(type.type, 10)} × {number(type.count)}
            {i === types.length - 1 && rest > 0 ? ' …' : ''}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Where an object was that this step let die. */
export function GhostBox({ ghost }: { ghost: GhostCard }) {
  const { object: o, width, height } = ghost;
  return (
    <g
      class="ghostBox"
      transform={`translate(${ghost.x} ${ghost.y})`}
      style={{ '--type': shapeColour(o.shape) }}
    >
      <rect class="cardGround" width={width} height={height} rx={10} />
      <TypeSign shape={o.shape} x={20} y={20} size={20} />
      <text class="cardType" x={36} y={17}>
        {clip(o.type, 12)}
      </text>
      <text class="cardQuiet" x={36} y={31}>
        {t('lab.graph.died')}
      </text>
      <text class="cardType" x={width - 12} y={17} text-anchor="end">
        0
      </text>
      <path class="ghostCross" d={`M12 ${height / 2}H${width - 12}`} />
    </g>
  );
}
