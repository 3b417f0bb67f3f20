import { expect, test } from 'vitest';
import { levelShortcuts, shortcutFor } from '../../client/screens/level/shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.each([
  ['u', {}, 'undo'],
  ['Z', {}, 'undo'],
  ['r', {}, 'redo'],
  ['?', { shiftKey: true }, 'help'],
  ['z', { ctrlKey: true }, 'undo'],
  ['Z', { metaKey: true, shiftKey: true }, 'redo'],
  ['y', { ctrlKey: true }, 'redo'],
  ['u', { altKey: true }, null],
  ['r', { ctrlKey: true }, null],
  ['Enter', {}, null],
  ['q', {}, null],
] as const)('%s with %j is %s', (key, held, action) => {
  expect(shortcutFor(press(key, held), true)).toBe(action);
});

test('single keys can be switched off, the usual combinations stay', () => {
  for (const { keys } of levelShortcuts)
    for (const key of keys) expect(shortcutFor(press(key), false)).toBeNull();
  expect(shortcutFor(press('z', { ctrlKey: true }), false)).toBe('undo');
});

test('no key means two things', () => {
  const keys = levelShortcuts.flatMap((shortcut) => [...shortcut.keys]);
  expect(new Set(keys).size).toBe(keys.length);
});
