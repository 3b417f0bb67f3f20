import { expect, test } from 'vitest';
import type { HeapView } from '../../shared/game/puzzles/heap/view.ts';
import { begin, drawn, heapSetup, outcome, play } from './support/notation.ts';

const article = '86: ten10 .5 twenty20 .3 fifteen15 .8 rest25';

const cases: [name: string, setup: string, moves: string, board: string, end: string][] = [
  ['the article’s picture', `${article} | a20`, '', 'ten10 .5 twenty20 .3 fifteen15 .8 rest25', 'noGapFits'],
  ['the low end of a gap', '10: | a4 b4', '0<', 'a4 .6', 'playing'],
  ['the high end of a gap', '10: | a4 b4', '0>', '.6 a4', 'playing'],
  ['a gap filled exactly is gone', '10: x2 .4 y4 | a4', '2<', 'x2 a4 y4', 'won'],
  ['a death joins gaps on both sides', '20: x4 .2 y4~1 .2 z8 | a1 b8', '4<', 'x4 a1 .7 z8', 'noGapFits'],
  ['a death joins the gap behind', '20: x4 .2 y4~1 .2 z8 | a2 b4', '4< 6<', 'x4 a2 b4 .2 z8', 'won'],
  ['three gaps become one', '20: x4 .2 y4~1 .2 z7~1 w1 | a1', '10>', 'x4 .7 a1 .7 w1', 'won'],
];

for (const [name, setup, moves, board, end] of cases)
  test(name, () => {
    const session = play(heapSetup(setup), moves);
    expect([drawn(session), outcome(session)]).toEqual([board, end]);
  });

test('headers and rounding count: 1024 bytes do not fit in 1024', () => {
  const setup = heapSetup('1040: | a1024', {}, { headerBytes: 8, unitBytes: 16 });
  const { kind, state } = begin(setup);
  expect((kind.inspect(state) as HeapView).stream.now?.chunkBytes).toBe(1040);
  expect(outcome(begin(heapSetup('1024: | a1024', {}, { headerBytes: 8, unitBytes: 16 })))).toBe('noGapFits');
});

test('the view covers the whole heap without a seam', () => {
  const session = play(heapSetup(`${article} | a3 b5~2 c8`), '35< 10< 53<');
  const view = session.kind.inspect(session.state) as HeapView;
  let at = 0;
  for (const span of view.spans) {
    expect(span.offsetBytes).toBe(at);
    at += span.sizeBytes;
  }
  expect(at).toBe(view.capacityBytes);
});

test('high water and largest hole are what the heap says', () => {
  const session = play(heapSetup('20: x4 .4 y2~1 | a3 b1'), '4< 7<');
  expect(session.kind.measure(session.state)).toEqual({ highWaterBytes: 10, largestHoleBytes: 12, moves: 2 });
});

const fits: [ghost: string, gap: number][] = [
  ['firstFit', 2],
  ['bestFit', 11],
  ['worstFit', 15],
];
for (const [ghost, gap] of fits)
  test(`${ghost} takes the gap at ${gap}`, () => {
    const { kind, state } = begin(heapSetup('30: x2 .5 y4 .3 z1 | a3'));
    expect(kind.ghosts[ghost](state)).toEqual({ type: 'placeSpan', gap, end: 'low' });
  });

test('next fit goes on behind the last placement', () => {
  const session = play(heapSetup('30: x2 .5 y4 .3 z1 | a3 b2'), '11<');
  expect(session.kind.ghosts.nextFit(session.state)).toEqual({ type: 'placeSpan', gap: 15, end: 'low' });
  expect(session.kind.ghosts.firstFit(session.state)).toEqual({ type: 'placeSpan', gap: 2, end: 'low' });
});
