import { expect, test } from 'vitest';
import { type FilmBlock, HeapFilm } from '../../client/screens/home/heapFilm.ts';

test('the program on the home page runs for ever in one arena, and its blocks stay in their trays', () => {
  let live = 0;
  let most = 0;
  const blocks: FilmBlock[] = [];
  const film = new HeapFilm({
    row() {},
    block(block) {
      live += block.type ? 1 : -1;
      most = Math.max(most, live);
      if (block.row < 0 || block.row >= 64 || block.offset < 48 || block.offset + block.size > 4096)
        blocks.push(block);
    },
  });
  const { pools, allPools } = film.run(60_000);
  expect(blocks).toEqual([]);
  expect(allPools).toBe(64);
  expect(pools).toBeGreaterThan(8);
  expect(most).toBeGreaterThan(live);
  expect(live).toBeGreaterThan(200);
});
