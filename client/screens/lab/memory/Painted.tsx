import { useEffect, useRef } from 'preact/hooks';
import type { Context } from '../../../board/draw/primitives.ts';
import { readTheme, type Theme } from '../../../board/draw/theme.ts';
import { theme } from '../../../state/settings.ts';
import { zoomOf } from '../magnify.ts';

export type Paint = (ctx: Context, theme: Theme, width: number) => void;

export type PaintedProps = {
  readonly label: string;
  readonly height: number;
  readonly paint: Paint;
  /** What changes the picture besides `paint`'s own values. */
  readonly of: readonly unknown[];
  readonly onPoint: (x: number, y: number, width: number, event: PointerEvent) => void;
  readonly onLeave: () => void;
  readonly onChoose: (x: number, y: number, width: number) => void;
};

/** A canvas as wide as its place, painted anew when its data, the theme or the room changes. Its paint is kept for exports. */
export function Painted({ label, height, paint, of, onPoint, onLeave, onChoose }: PaintedProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = theme.value;
  useEffect(() => {
    const element = canvas.current!;
    const place = element.parentElement!;
    const draw = () => {
      const width = place.clientWidth;
      const ratio = (devicePixelRatio || 1) * zoomOf(element);
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
      element.width = Math.max(1, width * ratio);
      element.height = Math.max(1, height * ratio);
      const ctx = element.getContext('2d')!;
      ctx.scale(ratio, ratio);
      paint(ctx, readTheme(element), width);
    };
    draw();
    paints.set(element, { paint, height });
    const watch = new ResizeObserver(draw);
    watch.observe(place);
    return () => watch.disconnect();
  }, [...of, height, look]);
  const at = (event: PointerEvent | MouseEvent): [number, number, number] => {
    const box = canvas.current!.getBoundingClientRect();
    const zoom = zoomOf(canvas.current!);
    return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom, box.width / zoom];
  };
  return (
    <canvas
      ref={canvas}
      class="painted"
      role="img"
      aria-label={label}
      onPointerMove={(event) => onPoint(...at(event), event)}
      onPointerLeave={onLeave}
      onClick={(event) => onChoose(...at(event))}
    />
  );
}

const paints = new WeakMap<HTMLCanvasElement, { readonly paint: Paint; readonly height: number }>();

/** How a canvas was painted, to paint it once more elsewhere. */
export function paintOf(canvas: HTMLCanvasElement) {
  return paints.get(canvas);
}
