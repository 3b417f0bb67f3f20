import { useEffect, useRef, useState } from 'preact/hooks';

const LEAST = 0.4;
const MOST = 2.4;
/** A picture that fits is not made smaller than this: texts have to be read. */
const LEAST_FIT = 0.8;

export type Zoom = {
  readonly scale: number;
  readonly fits: boolean;
  readonly by: (factor: number) => void;
  readonly fit: () => void;
};

/**
 * The scale of a picture in a scrolling place. Till somebody chooses one it fits the place's width; the wheel with Ctrl and two
 * fingers change it around where they point.
 */
export function useZoom(place: { readonly current: HTMLElement | null }, width: number): Zoom {
  const [chosen, setChosen] = useState<number | null>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = place.current!;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const fitting = room === 0 ? 1 : Math.min(1, Math.max(LEAST_FIT, room / width));
  const scale = chosen ?? fitting;
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
      return [event.clientX - box.left, event.clientY - box.top];
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

/** Lets a mouse pull the picture about: a press on the ground that moves scrolls the place. */
export function usePanning(place: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = place.current!;
    const down = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      if ((event.target as Element).closest('[data-node]')) return;
      const start = { x: event.clientX + element.scrollLeft, y: event.clientY + element.scrollTop };
      element.setPointerCapture(event.pointerId);
      const move = (to: PointerEvent) => element.scrollTo(start.x - to.clientX, start.y - to.clientY);
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
