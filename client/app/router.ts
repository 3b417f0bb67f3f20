import { type ReadonlySignal, signal } from '@preact/signals';

/** Where the player is, over the browser's own history, so that Back and Forward mean what they say. */
const place = signal(location.pathname);
const scrolls = new Map<string, number>();

/** The path of the page on the screen. */
export const path: ReadonlySignal<string> = place;

/** How the last change of place came about: a new page starts at its top, an old one where it was left. */
export let arrival: 'first' | 'forward' | 'back' = 'first';

export interface NavigateOptions {
  /** Takes the place of the present entry, so that Back skips it. */
  readonly replace?: boolean;
}

/** Goes to a page of the game. */
export function navigate(to: string, { replace = false }: NavigateOptions = {}): void {
  if (to === location.pathname) return;
  rememberScroll();
  if (replace) history.replaceState({ key: entryKey() }, '', to);
  else history.pushState({ key: newKey() }, '', to);
  arrival = 'forward';
  place.value = location.pathname;
}

/** Listens to the browser's Back and Forward; called once, at the start. */
export function followHistory(): void {
  history.scrollRestoration = 'manual';
  if (!history.state?.key) history.replaceState({ key: newKey() }, '');
  addEventListener('scroll', rememberScroll, { passive: true });
  addEventListener('popstate', () => {
    arrival = 'back';
    place.value = location.pathname;
  });
}

/** Puts the page where it belongs after a screen was drawn. */
export function settleScroll(): void {
  scrollTo(0, arrival === 'back' ? (scrolls.get(entryKey()) ?? 0) : 0);
}

/** Whether a click on a link is ours to follow: plain, on this site, to be opened here. */
export function followsHere(event: MouseEvent, anchor: HTMLAnchorElement): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
    anchor.origin === location.origin &&
    !anchor.hasAttribute('download') &&
    (!anchor.target || anchor.target === '_self')
  );
}

function rememberScroll(): void {
  scrolls.set(entryKey(), scrollY);
}

function entryKey(): string {
  return String(history.state?.key ?? '');
}

function newKey(): string {
  return Math.random().toString(36).slice(2);
}
