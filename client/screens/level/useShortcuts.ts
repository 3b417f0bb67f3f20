import { useEffect, useRef } from 'preact/hooks';
import { shortcutsOn } from '../../state/settings.ts';
import { type ShortcutAction, shortcutFor } from './shortcuts.ts';

/** Listens for the shortcuts while no dialog is open and nobody is writing. */
export function useShortcuts(act: (action: ShortcutAction) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || document.querySelector('dialog[open]')) return;
      const target = event.target as HTMLElement | null;
      if (target?.closest('input:not([type=range]), textarea, select, [contenteditable=true]')) return;
      const action = shortcutFor(event, shortcutsOn.peek());
      if (!action) return;
      event.preventDefault();
      latest.current(action);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
