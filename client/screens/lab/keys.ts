import { ARENAS, FLAG } from '../../../shared/lab/flags.ts';
import type { Direction } from '../../../shared/lab/travel.ts';
import { shortcutsOn } from '../../state/settings.ts';
import type { Lab } from './Lab.ts';

/** Where keys have a meaning of their own. */
const OWN_KEYS = 'input, textarea, select, [contenteditable=true], pre, .graphPlace, .memoryPlace, .asText';

/** Arrows step, space plays, letters jump, with Shift back; not while somebody writes. Returns what ends that. */
export function followKeys(lab: Lab): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === 'Escape' && lab.views.enlarged.peek()) {
      lab.views.enlarge(null);
      return;
    }
    if (target?.closest(OWN_KEYS)) return;
    if (event.key === ' ' && !target?.closest('button, a, summary')) {
      event.preventDefault();
      lab.playOrPause();
      return;
    }
    const act = actionOf(lab, event.key, event.shiftKey ? -1 : 1);
    if (!act) return;
    event.preventDefault();
    lab.pause();
    act();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

/** What a key does; with Shift, letters lead the other way in time. */
function actionOf(lab: Lab, key: string, way: Direction): (() => void) | undefined {
  const always: Record<string, () => void> = {
    ArrowRight: () => lab.stepLine('into', 1),
    ArrowLeft: () => lab.stepLine('into', -1),
    Home: () => lab.goTo(0),
    End: () => lab.goTo(Number.POSITIVE_INFINITY),
  };
  const letters: Record<string, () => void> = {
    o: () => lab.stepLine('over', way),
    u: () => lab.stepLine('out', way),
    d: () => lab.jump(FLAG.death, way),
    c: () => lab.jump(FLAG.collection, way),
    a: () => lab.jump(ARENAS, way),
    b: () => lab.toBreakpoint(way),
    '.': () => void lab.stepInstruction(1),
    ',': () => void lab.stepInstruction(-1),
  };
  return always[key] ?? (shortcutsOn.peek() ? letters[key.toLowerCase()] : undefined);
}
