import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatMallocStats, mallocStatsText } from '../../../shared/sim/pymalloc/mallocstats.ts';
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { addUp, heapUsage } from '../../../shared/sim/pymalloc/usage.ts';
import {
  type AllocatorRuleset,
  pymallocGeometries,
  pymallocGeometry,
} from '../../../shared/sim/rulesets/allocator.ts';

function filled(ruleset: AllocatorRuleset): Pymalloc {
  const heap = new Pymalloc(pymallocGeometries[ruleset]);
  const addresses = Array.from({ length: 2000 }, (_, i) => heap.malloc(i % 2 === 0 ? 50 : 500));
  for (const address of addresses.slice(500, 1500)) heap.free(address);
  return heap;
}

describe('the text of sys._debugmallocstats()', () => {
  const recorded = JSON.parse(
    readFileSync(new URL('../../golden/pymalloc/mallocstats.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;

  // The counts are read from the table that the real interpreter printed; all below it has to follow from them.
  it.each(Object.entries(recorded))('is what CPython %s printed', (version, text) => {
    const geometry = pymallocGeometry(version)!;
    const value = (label: string) =>
      Number(new RegExp(`^${label} *= *([\\d,]+)$`, 'm').exec(text)![1].replaceAll(',', ''));
    const classes = Array.from({ length: 32 }, (_, szidx) => {
      const line = text
        .split('\n')
        .find((each) => new RegExp(`^ +${szidx} +${(szidx + 1) * 16} `).test(each));
      const [, blockBytes, pools, blocksUsed, blocksFree] = line!.trim().split(/ +/).map(Number);
      return { szidx, blockBytes, pools, blocksUsed, blocksFree, requestedBytes: 0, roundingBytes: 0 };
    });
    const arenas = value('# arenas allocated current');
    const usage = addUp(geometry, {
      classes,
      arenas,
      arenasEverMapped: value('# arenas allocated total'),
      arenasPeak: value('# arenas highwater mark'),
      freePools: Number(/^(\d+) unused pools/m.exec(text)![1]),
      alignmentBytes: value('# bytes lost to arena alignment'),
      rawBlocks: 0,
      osFragmentation: 0,
    });
    const {
      usedBlockBytes,
      freeBlockBytes,
      freePoolBytes,
      poolHeaderBytes,
      quantizationBytes,
      alignmentBytes,
    } = usage;
    expect(
      usedBlockBytes + freeBlockBytes + freePoolBytes + poolHeaderBytes + quantizationBytes + alignmentBytes,
    ).toBe(usage.arenaBytes);
    expect(formatMallocStats(geometry, usage, { middle: 1, bottom: 1 })).toBe(text);
  });

  // 63 blocks of 64 bytes and 7 of 512 fill a pool of 4 KiB: the 500 blocks that are left of each are the first and the last
  // 250, in 4 + 5 and in 36 + 36 pools.
  it('3.9', () => {
    expect(mallocStatsText(filled('3.9'))).toBe(`Small block threshold = 512, in 32 size classes.

class   size   num pools   blocks in use  avail blocks
-----   ----   ---------   -------------  ------------
    3     64           9             500            67
   31    512          72             500             4

# arenas allocated total           =                    3
# arenas reclaimed                 =                    0
# arenas highwater mark            =                    3
# arenas allocated current         =                    3
3 arenas * 262144 bytes/arena      =              786,432

# bytes in allocated blocks        =              288,000
# bytes in available blocks        =                6,336
111 unused pools * 4096 bytes      =              454,656
# bytes lost to pool headers       =                3,888
# bytes lost to quantization       =               33,552
# bytes lost to arena alignment    =                    0
Total                              =              786,432
`);
  });

  it.each([
    ['3.10', 8192, 8192, 2048, 18432],
    ['3.12', 262144, 262144, 131072, 655360],
  ] as const)('%s counts the arena map and the lost pool', (ruleset, root, mid, bottom, total) => {
    const text = mallocStatsText(filled(ruleset));
    const value = (label: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith(label))
        .map((line) => Number(line.slice(36).replaceAll(',', '')));
    expect(value('# bytes lost to arena alignment')).toEqual([16384]);
    expect(value('# arena map mid nodes')).toEqual([1]);
    expect(value('# bytes lost to arena map root')).toEqual([root]);
    expect(value('# bytes lost to arena map mid')).toEqual([mid]);
    expect(value('# bytes lost to arena map bot')).toEqual([bottom]);
    expect(value('Total')).toEqual([1048576, total]);
    expect(
      text
        .split('\n')
        .filter((line) => line.includes('='))
        .every((line) => line[35] === '=' || line.startsWith('Small')),
    ).toBe(true);
  });
});

it('splits the loss by level', () => {
  const heap = new Pymalloc(pymallocGeometries['3.12']);
  for (let i = 0; i < 255; i++) heap.malloc(50);
  const usage = heapUsage(heap);
  expect(usage.roundingBytes).toBe(255 * 14);
  expect(usage.fragmentation.block).toBeCloseTo(14 / 64);
  expect(usage.fragmentation.pool).toBeCloseTo(1 - (255 * 64) / 16384);
  expect(usage.fragmentation.arena).toBeCloseTo((62 * 16384 + 16384) / 1048576);
  expect(usage.fragmentation.os).toBe(0);
});
