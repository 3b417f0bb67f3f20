import { type ViewName, viewNames } from '../views.ts';

/** What an embedded Lab can show beside the code. */
export const embedViews: readonly ViewName[] = viewNames;

/** The HTML that shows a moment on another page. `hash`: what a link to the moment has after `#`. */
export function embedCode(origin: string, hash: string, view: ViewName): string {
  const query = view === 'graph' ? '' : `?view=${view}`;
  return `<iframe src="${origin}/embed${query}#${hash}" title="PyArena" width="100%" height="460" style="border:0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`;
}
