import { expect, test } from 'vitest';
import { magnified } from '../../../client/screens/lab/magnify.ts';

test.each([
  ['a projector of 1080 lines', 1920, 1080, 1.6875],
  ['a small projector', 1280, 800, 1.2],
  ['a laptop with little height', 1366, 640, 1],
  ['a phone', 390, 844, 1],
  ['a wall', 7680, 4320, 3],
])('%s', (_name, width, height, by) => {
  expect(magnified(width, height)).toBeCloseTo(by, 2);
});
