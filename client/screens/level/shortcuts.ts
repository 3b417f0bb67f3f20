/** Keys of the level screen, as help lists them. The board has its own, which hold while it has the focus. */
export const levelShortcuts = [
  { keys: ['u', 'z'], action: 'undo' },
  { keys: ['r', 'y'], action: 'redo' },
  { keys: ['h'], action: 'hint' },
  { keys: ['s'], action: 'skip' },
  { keys: ['b'], action: 'board' },
  { keys: ['?'], action: 'help' },
] as const;

export type ShortcutAction = (typeof levelShortcuts)[number]['action'];

/** The action that a key press means on the level screen, or null. Single keys can be switched off in the settings. */
export function shortcutFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  singleKeys: boolean,
): ShortcutAction | null {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' ? 'redo' : null;
  }
  if (!singleKeys) return null;
  return levelShortcuts.find(({ keys }) => (keys as readonly string[]).includes(key))?.action ?? null;
}
