import type { ObjectShape } from '../../../../shared/lab/model.ts';
import { glyphs } from '../../../board/draw/typeMark.ts';

/** The silhouettes of the boards (board/draw/typeMark.ts) as SVG paths around (0, 0), two units wide. */
const paths: Readonly<Record<ObjectShape, string>> = {
  int: circle(0.94),
  float: 'M.89 -.31A.94 .94 0 1 0 .89 .31L.35 0Z',
  str: pill(),
  bytes: pill(),
  tuple:
    'M-.44 -.86H.44Q.86 -.86 .86 -.44V.44Q.86 .86 .44 .86H-.44Q-.86 .86 -.86 .44V-.44Q-.86 -.86 -.44 -.86Z',
  list: 'M.86 -.86H-.86V.86H.86V.42H.4V-.42H.86Z',
  dict: polygon(6, 0),
  set: polygon(8, Math.PI / 8),
  instance: polygon(4, 0),
  function: 'M-.95 -.8H.35L.95 0L.35 .8H-.95L-.35 0Z',
  class: 'M-.8 -.85H.8V.15Q.8 .7 0 .95Q-.8 .7 -.8 .15Z',
  weakref: `${circle(0.94)}${circle(0.5)}`,
  exception: 'M0 -.95L.95 .8H-.95Z',
  frame: 'M-1 -.6H1V.6H-1Z',
  none: circle(0.4),
};

/** What is cut into a silhouette rather than part of its outline. */
const details: Partial<Record<ObjectShape, string>> = {
  bytes: 'M-.62 -.3V.3M.62 -.3V.3',
  frame: 'M-.6 -.2H.6M-.6 .2H.2',
};

function pill(): string {
  return 'M-.38 -.62H.38A.62 .62 0 0 1 .38 .62H-.38A.62 .62 0 0 1 -.38 -.62Z';
}

function circle(r: number): string {
  return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
}

function polygon(sides: number, turn: number): string {
  const points = Array.from({ length: sides }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / sides;
    return `${Math.cos(angle).toFixed(3)} ${Math.sin(angle).toFixed(3)}`;
  });
  return `M${points.join('L')}Z`;
}

export function shapeColour(shape: ObjectShape): string {
  return `var(--type-${shape})`;
}

/** The mark around (0, 0), two units wide: silhouette, and Python's sign for the type where there is room for it. */
function Mark({ shape, size }: { shape: ObjectShape; size: number }) {
  const glyph = size >= 12 ? glyphs[shape] : '';
  return (
    <>
      <path d={paths[shape]} fill-rule="evenodd" fill={shapeColour(shape)} />
      {details[shape] && <path class="typeDetail" d={details[shape]} />}
      {glyph && (
        <text class="typeGlyph" text-anchor="middle" y={0.36} font-size={glyph.length > 1 ? 0.98 : 1.2}>
          {glyph}
        </text>
      )}
    </>
  );
}

/** A type's mark within an SVG. */
export function TypeSign(props: { shape: ObjectShape; x: number; y: number; size?: number }) {
  const { shape, x, y, size = 18 } = props;
  return (
    <g class="typeSign" transform={`translate(${x} ${y}) scale(${size / 2})`}>
      <Mark shape={shape} size={size} />
    </g>
  );
}

/** A type's mark in running text. */
export function TypeMark({ shape, size = 14 }: { shape: ObjectShape; size?: number }) {
  return (
    <svg class="typeMark" width={size} height={size} viewBox="-1 -1 2 2" aria-hidden="true" focusable="false">
      <Mark shape={shape} size={size} />
    </svg>
  );
}
