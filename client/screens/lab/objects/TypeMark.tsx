import type { ObjectShape } from '../../../../shared/lab/model.ts';

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

/** A type's mark within an SVG. */
export function TypeSign({
  shape,
  x,
  y,
  size = 12,
}: {
  shape: ObjectShape;
  x: number;
  y: number;
  size?: number;
}) {
  return (
    <path
      d={paths[shape]}
      fill-rule="evenodd"
      fill={shapeColour(shape)}
      transform={`translate(${x} ${y}) scale(${size / 2})`}
    />
  );
}

/** A type's mark in running text. */
export function TypeMark({ shape, size = 12 }: { shape: ObjectShape; size?: number }) {
  return (
    <svg class="typeMark" width={size} height={size} viewBox="-1 -1 2 2" aria-hidden="true" focusable="false">
      <path d={paths[shape]} fill-rule="evenodd" fill={shapeColour(shape)} />
    </svg>
  );
}
