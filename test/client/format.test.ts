import { expect, test } from 'vitest';
import { bytes, number } from '../../client/text/format.ts';

test.each([
  [0, 'en', '0 B'],
  [48, 'en', '48 B'],
  [1023, 'en', '1,023 B'],
  [1024, 'en', '1 KiB'],
  [1500, 'en', '1,500 B'],
  [1536, 'en', '1.5 KiB'],
  [1536, 'es', '1,5 KiB'],
  [16384, 'en', '16 KiB'],
  [262144, 'en', '256 KiB'],
  [1048576, 'en', '1 MiB'],
  [1048592, 'en', '1,048,592 B'],
  [-4096, 'en', '-4 KiB'],
])('%d bytes in %s are %s', (count, language, text) => {
  expect(bytes(count, language)).toBe(text);
});

test('counts are grouped as the language does it', () => {
  expect(number(12345, 'en')).toBe('12,345');
  expect(number(12345, 'es')).toBe('12.345');
});
