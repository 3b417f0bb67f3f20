import type { Point } from '../layout/rect.ts';

/** What fingers, pens and mice did, in the board's coordinates. A drag that is not claimed pans. */
export interface GestureHandlers {
  /** A press began; returns whether dragging it should carry something. */
  press(at: Point, touch: boolean): boolean;
  tap(at: Point, touch: boolean): void;
  carryStart(at: Point, from: Point, touch: boolean): void;
  carryMove(at: Point): void;
  carryEnd(at: Point): void;
  carryCancel(): void;
  pan(dx: number, dy: number): void;
  /** Zoom by `factor` around `at`. */
  zoom(factor: number, at: Point): void;
  /** The pointer rests over `at` without a button, or null when it has left. */
  hover(at: Point | null): void;
  longPress(at: Point): void;
}

/** A press that moves less than this is a tap. */
const TAP_SLOP = 6;
const LONG_PRESS_MS = 480;

interface Pointer {
  start: Point;
  at: Point;
  touch: boolean;
}

type Doing = 'nothing' | 'pressed' | 'carrying' | 'panning' | 'pinching' | 'longPressed';

/** Turns the pointer events of `element` into gestures. Returns the function that stops listening. */
export function listenGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const pointers = new Map<number, Pointer>();
  const stop = new AbortController();
  const { signal } = stop;
  let doing: Doing = 'nothing';
  let mayCarry = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const place = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('[data-board-control]')) return;
    const at = place(event);
    pointers.set(event.pointerId, { start: at, at, touch: event.pointerType !== 'mouse' });
    element.setPointerCapture(event.pointerId);
    clearTimeout(timer);
    if (pointers.size === 1) {
      doing = 'pressed';
      const touch = event.pointerType !== 'mouse';
      mayCarry = handlers.press(at, touch);
      if (touch)
        timer = setTimeout(() => {
          if (doing !== 'pressed') return;
          doing = 'longPressed';
          handlers.longPress(at);
        }, LONG_PRESS_MS);
    } else if (pointers.size === 2) {
      if (doing === 'carrying') handlers.carryCancel();
      doing = 'pinching';
    }
  };

  const move = (event: PointerEvent): void => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) {
      if (event.pointerType === 'mouse' && pointers.size === 0) handlers.hover(place(event));
      return;
    }
    const at = place(event);
    const from = pointer.at;
    if (doing === 'pinching') {
      const other = [...pointers.values()].find((one) => one !== pointer);
      if (other) pinch(from, at, other.at);
    }
    pointer.at = at;
    const far = Math.hypot(at.x - pointer.start.x, at.y - pointer.start.y) > TAP_SLOP;
    if ((doing === 'pressed' || (doing === 'longPressed' && mayCarry)) && far) {
      clearTimeout(timer);
      doing = mayCarry ? 'carrying' : 'panning';
      if (mayCarry) handlers.carryStart(at, pointer.start, pointer.touch);
    }
    if (doing === 'carrying') handlers.carryMove(at);
    else if (doing === 'panning') handlers.pan(at.x - from.x, at.y - from.y);
  };

  const pinch = (from: Point, to: Point, other: Point): void => {
    const before = Math.hypot(from.x - other.x, from.y - other.y);
    const after = Math.hypot(to.x - other.x, to.y - other.y);
    const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 };
    if (before > 0) handlers.zoom(after / before, middle);
    handlers.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
  };

  const up = (event: PointerEvent): void => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    pointers.delete(event.pointerId);
    clearTimeout(timer);
    const at = place(event);
    const was = doing;
    doing = pointers.size ? 'panning' : 'nothing';
    if (was === 'carrying') handlers.carryEnd(at);
    else if (was === 'pressed') handlers.tap(at, pointer.touch);
  };

  const cancel = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    clearTimeout(timer);
    if (doing === 'carrying') handlers.carryCancel();
    doing = 'nothing';
  };

  const wheel = (event: WheelEvent): void => {
    if ((event.target as Element).closest('[data-board-control]')) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 18 : 1;
    if (event.shiftKey) handlers.pan(-(event.deltaY + event.deltaX) * unit, 0);
    else if (event.deltaX !== 0 && !event.ctrlKey) handlers.pan(-event.deltaX * unit, -event.deltaY * unit);
    else handlers.zoom(Math.exp((-event.deltaY * unit) / (event.ctrlKey ? 120 : 420)), place(event));
  };

  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', cancel, { signal });
  element.addEventListener('pointerleave', () => pointers.size === 0 && handlers.hover(null), { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
