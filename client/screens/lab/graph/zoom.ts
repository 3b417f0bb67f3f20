import { useEffect, useRef, useState } from 'preact/hooks';
import { zoomOf } from '../magnify.ts';

const LEAST = 0.4;
const MOST = 2.4;
/** A picture that fits is not made smaller than this: texts have to be read. */
const LEAST_FIT = 0.8;

/** A picture to be fitted into its place. */
export type Fit = {
  readonly width: number;
  readonly height: number;
  /** Where there is room it is enlarged so much, at most. */
  readonly most: number;
  /** The pictures of one run have one scale: it falls where one of them needs more room, and does not rise again. */
  readonly run: number;
};

export type Zoom = {
  readonly scale: number;
  readonly fits: boolean;
  readonly by: (factor: number) => void;
  readonly fit: () => void;
};

/**
 * The scale of a picture in a scrolling place. Till somebody chooses one it fits the place's width, and where it is enlarged its height, too;
 * the wheel with Ctrl and two fingers change it around where they point.
 */
export function useZoom(place: { readonly current: HTMLElement | null }, fit: Fit): Zoom {
  const [chosen, setChosen] = useState<number | null>(null);
  const [room, setRoom] = useState({ width: 0, height: 0, of: '' });
  const least = useRef({ of: '', scale: 0 });
  useEffect(() => {
    const element = place.current!;
    const watch = new ResizeObserver(() => {
      // Scroll bars take room and give it back; the place is the same.
      const of = `${element.offsetWidth} ${element.offsetHeight}`;
      setRoom({ width: element.clientWidth, height: element.clientHeight, of });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const of = `${fit.run} ${fit.most} ${room.of}`;
  const before = least.current.of === of ? least.current.scale : fit.most;
  least.current = { of, scale: Math.min(before, fitting(fit, room)) };
  const scale = chosen ?? least.current.scale;
  const now = useRef(scale);
  now.current = scale;

  const zoomAt = (factor: number, x: number, y: number) => {
    const element = place.current;
    const next = Math.min(MOST, Math.max(LEAST, now.current * factor));
    if (!element || next === now.current) return;
    const grown = next / now.current;
    const left = (element.scrollLeft + x) * grown - x;
    const top = (element.scrollTop + y) * grown - y;
    setChosen(next);
    requestAnimationFrame(() => element.scrollTo(left, top));
  };
  useEffect(() => {
    const element = place.current!;
    const at = (event: { clientX: number; clientY: number }): [number, number] => {
      const box = element.getBoundingClientRect();
      const zoom = zoomOf(element);
      return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
    };
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY / 300), ...at(event));
    };
    let apart = 0;
    const span = ([a, b]: readonly Touch[]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    const touch = (event: TouchEvent) => {
      const fingers = [...event.touches];
      if (fingers.length !== 2) {
        apart = 0;
        return;
      }
      event.preventDefault();
      const [a, b] = fingers;
      const distance = span(fingers);
      if (apart > 0)
        zoomAt(
          distance / apart,
          ...at({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }),
        );
      apart = distance;
    };
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('touchstart', touch, { passive: false });
    element.addEventListener('touchmove', touch, { passive: false });
    element.addEventListener('touchend', touch);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('touchstart', touch);
      element.removeEventListener('touchmove', touch);
      element.removeEventListener('touchend', touch);
    };
  }, []);
  return {
    scale,
    fits: chosen === null,
    by: (factor) => {
      const element = place.current!;
      zoomAt(factor, element.clientWidth / 2, element.clientHeight / 2);
    },
    fit: () => setChosen(null),
  };
}

function fitting({ width, height, most }: Fit, room: { width: number; height: number }): number {
  if (room.width === 0) return Math.min(1, most);
  const wide = room.width / width;
  const both = Math.min(wide, Math.max(1, room.height / height));
  return Math.min(most, Math.max(LEAST_FIT, both));
}

/** Lets a mouse pull the picture about: a press on the ground that moves scrolls the place. */
export function usePanning(place: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = place.current!;
    const down = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      if ((event.target as Element).closest('[data-node]')) return;
      const zoom = zoomOf(element);
      const start = {
        x: event.clientX / zoom + element.scrollLeft,
        y: event.clientY / zoom + element.scrollTop,
      };
      element.setPointerCapture(event.pointerId);
      const move = (to: PointerEvent) =>
        element.scrollTo(start.x - to.clientX / zoom, start.y - to.clientY / zoom);
      const up = () => {
        element.removeEventListener('pointermove', move);
        element.classList.remove('pulled');
      };
      element.classList.add('pulled');
      element.addEventListener('pointermove', move);
      element.addEventListener('pointerup', up, { once: true });
      element.addEventListener('pointercancel', up, { once: true });
    };
    element.addEventListener('pointerdown', down);
    return () => element.removeEventListener('pointerdown', down);
  }, []);
}
