import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Keeps the focus on what has it in `list` when a new order moves it: a browser takes the focus from whatever is moved. To be
 * called where the list is rendered.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const active = document.activeElement;
  const held = list.current?.contains(active) && active instanceof HTMLElement ? active : null;
  useLayoutEffect(() => {
    if (held?.isConnected && document.activeElement !== held) held.focus({ preventScroll: true });
  });
}
