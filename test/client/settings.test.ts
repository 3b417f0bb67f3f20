import { describe, expect, test } from 'vitest';
import { preferredLanguage, readSettings } from '../../client/state/storedSettings.ts';

const standard = {
  theme: 'system',
  motion: 'system',
  language: null,
  sound: false,
  speed: 1,
  shortcuts: true,
};

describe('stored settings', () => {
  test.each([null, undefined, 7, 'x', [], {}, { theme: 'pink', speed: 3, language: 'fr', sound: 'yes' }])(
    '%j falls back to the defaults',
    (stored) => expect(readSettings(stored)).toEqual(standard),
  );

  test('what is understood is kept', () => {
    const stored = {
      theme: 'light',
      motion: 'reduced',
      language: 'es',
      sound: true,
      speed: 4,
      shortcuts: false,
    };
    expect(readSettings({ ...stored, older: 1 })).toEqual(stored);
  });
});

test.each([
  [['es-MX', 'en'], 'es'],
  [['de', 'es', 'en'], 'es'],
  [['EN-gb'], 'en'],
  [['fr', 'de'], 'en'],
  [[], 'en'],
] as const)('a browser that wants %j gets %s', (wanted, expected) => {
  expect(preferredLanguage(wanted)).toBe(expected);
});
