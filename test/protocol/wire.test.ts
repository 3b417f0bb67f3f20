import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../shared/base/canonical.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { formatPlayerKey, PLAYER_KEY } from '../../shared/protocol/player.ts';
import { actionProblem } from '../../shared/protocol/wire.ts';

test.each<[string, unknown, ReturnType<typeof actionProblem>]>([
  ['a plain action', { type: 'place', pool: 3, slot: null, tags: ['a', { b: true }] }, null],
  ['an object without prototype', Object.assign(Object.create(null), { type: 'undo' }), null],
  ['no object', 'undo', 'malformed'],
  ['a list', [], 'malformed'],
  ['no type', { pool: 3 }, 'malformed'],
  ['an empty type', { type: '' }, 'malformed'],
  ['a long type', { type: 'x'.repeat(41) }, 'malformed'],
  ['undefined inside', { type: 'a', b: undefined }, 'malformed'],
  ['a function inside', { type: 'a', b: () => 1 }, 'malformed'],
  ['a map inside', { type: 'a', b: new Map() }, 'malformed'],
  ['a big integer inside', { type: 'a', b: 1n }, 'malformed'],
  ['not a number inside', { type: 'a', b: Number.NaN }, 'malformed'],
  ['a prototype inside', { type: 'a', b: [JSON.parse('{"__proto__": 1}')] }, 'malformed'],
  ['a text that is too long', { type: 'a', b: 'x'.repeat(limits.actionBytes + 1) }, 'tooLarge'],
  ['texts that are too long together', { type: 'a', b: Array(30).fill('x'.repeat(80)) }, 'tooLarge'],
  [
    'a text that just fits',
    { b: 'x'.repeat(limits.actionBytes - '{"b":"","type":"a"}'.length), type: 'a' },
    null,
  ],
  [
    'a text one too long',
    { b: 'x'.repeat(limits.actionBytes - '{"b":"","type":"a"'.length), type: 'a' },
    'tooLarge',
  ],
  ['many short numbers', { type: 'a', b: Array(1000).fill(-1e-7) }, 'tooLarge'],
  ['escapes', { type: 'a', b: '\u0000'.repeat(limits.actionBytes / 6) }, 'tooLarge'],
  ['few characters of many bytes', { type: 'a', b: '\u20ac'.repeat(limits.actionBytes / 2) }, 'tooLarge'],
])('%s', (_name, value, problem) => {
  expect(actionProblem(value)).toBe(problem);
});

test('a cycle is refused, not followed for ever', () => {
  const cycle: Record<string, unknown> = { type: 'a' };
  cycle.self = cycle;
  expect(actionProblem(cycle)).toBe('malformed');
});

test('what passes is JSON within the limit, and comes back from it unchanged', () => {
  fc.assert(
    fc.property(fc.record({ type: fc.string(), rest: fc.jsonValue({ maxDepth: 8 }) }), (value) => {
      if (actionProblem(value) !== null) return;
      const text = canonicalJson(value);
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(limits.actionBytes);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('whatever is longer than the limit is too large, whichever way its length is found', () => {
  fc.assert(
    fc.property(
      fc.record({ type: fc.constant('a'), rest: fc.jsonValue({ maxDepth: 4 }) }),
      fc.nat(400),
      (value, times) => {
        const many = { ...value, more: Array(times).fill(value.rest) };
        const bytes = new TextEncoder().encode(canonicalJson(many)).length;
        if (actionProblem(many) === null) expect(bytes).toBeLessThanOrEqual(limits.actionBytes);
        else if (bytes <= limits.actionBytes) expect(actionProblem(many)).toBe('malformed');
      },
    ),
  );
});

test('twenty random bytes make a key, other bytes another one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      const key = formatPlayerKey(bytes);
      expect(key).toMatch(PLAYER_KEY);
      const other = Uint8Array.from(bytes, (byte, index) => (index === 7 ? byte ^ 1 : byte));
      expect(formatPlayerKey(other)).not.toBe(key);
    }),
  );
});
