import type { Rng } from '../../shared/base/rng.ts';

/** Values that no message has in that place, or should not have. */
const nasty: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  -(2 ** 31),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'toString',
  '__proto__',
  'x'.repeat(5000),
  '\u0000\ud800',
  [],
  [[[[[[[[1]]]]]]]],
  {},
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: { phase: 'won' } } },
  { toString: 1, valueOf: null, length: 1e9 },
  new Uint8Array(64),
  new Date(8.64e15),
];

/** The message with one member, somewhere in it, another thing than it should be, or with one more. */
export function spoilt(rng: Rng, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || rng.int(0, 4) === 0) return rng.pick(nasty);
  if (Array.isArray(value)) return value.map((one) => spoilt(rng, one));
  const keys = Object.keys(value);
  const key = keys.length === 0 || rng.int(0, 5) === 0 ? 'more' : rng.pick(keys);
  return { ...value, [key]: spoilt(rng, (value as Record<string, unknown>)[key]) };
}
