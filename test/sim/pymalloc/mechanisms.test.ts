/** What a player's policy is made of, beyond what CPython's own policy uses; and bad input. */
import { describe, expect, it } from 'vitest';
import { Hasher } from '../../../shared/base/hash.ts';
import { Rng } from '../../../shared/base/rng.ts';
import { AddressSpace, layout64 } from '../../../shared/sim/os/address-space.ts';
import { glibc } from '../../../shared/sim/os/config.ts';
import { SystemMalloc } from '../../../shared/sim/os/malloc.ts';
import type { PymallocEvent } from '../../../shared/sim/pymalloc/events.ts';
import {
  arenasOf,
  nextAddress,
  poolRecord,
  poolsOf,
  usableArenas,
  usedPools,
} from '../../../shared/sim/pymalloc/inspect.ts';
import { accepts, choosePool } from '../../../shared/sim/pymalloc/policy.ts';
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import {
  geometryProblem,
  pymallocGeometries,
  pymallocGeometry,
  withPoolsPerArena,
} from '../../../shared/sim/rulesets/allocator.ts';

const small = withPoolsPerArena(pymallocGeometries['3.8'], 3);

describe('size classes', () => {
  it.each([
    ['3.12', 50, 64],
    ['3.12', 88, 96],
    ['3.12', 1, 16],
    ['3.12', 512, 512],
    ['3.3', 88, 88],
    ['3.3', 1, 8],
    ['3.3', 50, 56],
    ['classic', 50, 56],
  ] as const)('%s: %i bytes take %i', (ruleset, size, block) => {
    const heap = new Pymalloc(pymallocGeometries[ruleset]);
    expect(heap.blockBytes(heap.szidxOf(size))).toBe(block);
    const address = heap.malloc(size);
    expect(heap.malloc(size) - address).toBe(block);
  });

  it.each([
    ['3.12', [16, 32, 48, 64, 96, 128, 256, 512], [1021, 510, 340, 255, 170, 127, 63, 31]],
    ['3.8', [16, 512], [253, 7]],
  ] as const)('%s: pools hold as many blocks as the facts say', (ruleset, sizes, capacities) => {
    const heap = new Pymalloc(pymallocGeometries[ruleset]);
    expect(sizes.map((size) => heap.capacity(heap.szidxOf(size)))).toEqual(capacities);
  });

  it.each([0, 513, 100_000])('%i bytes go to the system allocator', (size) => {
    const heap = new Pymalloc(pymallocGeometries['3.12']);
    const address = heap.malloc(size);
    expect(heap.szidxOf(size)).toBe(-1);
    expect(heap.poolAt(address)).toBe(0);
    expect(heap.system.requestedAt(address)).toBe(Math.max(size, 1));
    expect(heap.rawBlocks).toBe(1);
    heap.free(address);
    expect(heap.rawBlocks).toBe(0);
  });
});

describe('arenas', () => {
  it.each([
    ['3.8', 64],
    ['3.9', 64],
    ['3.10', 63],
    ['3.15', 63],
    ['3.3', 64],
    ['classic', 64],
  ] as const)('%s has %i pools in an arena that the kernel placed', (ruleset, pools) => {
    const heap = new Pymalloc(pymallocGeometries[ruleset]);
    heap.malloc(1);
    expect(arenasOf(heap)[0].pools).toBe(pools);
    expect(poolsOf(heap, 1)[0].address % heap.geometry.poolSize).toBe(0);
  });

  it('says that it is scaled', () => {
    expect(small.scaledFromPools).toBe(64);
    expect(pymallocGeometries['3.8']).not.toHaveProperty('scaledFromPools');
    expect(geometryProblem(small)).toBeNull();
  });

  it('knows versions, and no others', () => {
    expect(pymallocGeometry('3.9.18')).toBe(pymallocGeometries['3.9']);
    for (const version of ['2.7', '3.99', '', 'toString', '3']) expect(pymallocGeometry(version)).toBeNull();
  });
});

describe('a policy of one’s own', () => {
  it('opens a pool in the arena that it names and keeps the order of usable_arenas', () => {
    const heap = new Pymalloc(small);
    const [first, second] = [heap.mapArena(), heap.mapArena()];
    expect(usableArenas(heap)).toEqual([first, second]);
    const pool = heap.openPool(3, second);
    expect(heap.arenaOf(pool)).toBe(second);
    expect(usableArenas(heap)).toEqual([second, first]);
    heap.openPool(3, first);
    heap.openPool(3, first);
    expect(usableArenas(heap)).toEqual([first, second]);
    heap.openPool(3, first);
    expect(usableArenas(heap)).toEqual([second]);
    expect(heap.openPool(3, first)).toBe(0);
    expect(heap.openPool(3, 99)).toBe(0);
  });

  it('places a request in a larger class and refuses a smaller one', () => {
    const heap = new Pymalloc(small);
    const pool = heap.openPool(heap.szidxOf(64));
    expect(accepts(heap, pool, 65)).toBe(false);
    expect(heap.allocFrom(pool, 65)).toBe(0);
    const address = nextAddress(heap, pool);
    expect(accepts(heap, pool, 10)).toBe(true);
    expect(heap.allocFrom(pool, 10)).toBe(address);
    expect(heap.requestedAt(address)).toBe(10);
    expect(poolRecord(heap, pool)).toMatchObject({ count: 1, blockBytes: 64, requestedBytes: 10 });
  });

  it('fills a pool that is not the first of its class', () => {
    const heap = new Pymalloc(small);
    const [behind, front] = [heap.openPool(31), heap.openPool(31)];
    expect(usedPools(heap, 31)).toEqual([front, behind]);
    for (let i = 0; i < heap.capacity(31); i++) expect(heap.allocFrom(behind, 500)).not.toBe(0);
    expect(heap.allocFrom(behind, 500)).toBe(0);
    expect(usedPools(heap, 31)).toEqual([front]);
  });

  it('closes a pool that is still empty, and only such a one', () => {
    const heap = new Pymalloc(small);
    const pool = heap.openPool(3);
    const other = heap.openPool(3);
    heap.allocFrom(other, 60);
    expect(heap.closePool(pool)).toBe(true);
    expect([pool, other, 0, 99].map((each) => heap.closePool(each))).toEqual([false, false, false, false]);
    expect(heap.openPool(9)).toBe(pool);
  });

  it('gives a wholly free arena back, and only such a one', () => {
    const heap = new Pymalloc(small);
    const arena = heap.mapArena();
    const { mappedBytes } = heap.system.space;
    expect(mappedBytes).toBe(small.arenaSize);
    expect(heap.unmapArena(arena)).toBe(true);
    expect(heap.system.space.mappedBytes).toBe(0);
    expect(heap.unmapArena(arena)).toBe(false);
    const address = heap.malloc(5);
    expect(heap.unmapArena(heap.arenaOf(heap.poolAt(address)))).toBe(false);
  });

  it('any mix of moves keeps usable_arenas in order (seed 5)', () => {
    const rng = new Rng(5);
    const heap = new Pymalloc(withPoolsPerArena(pymallocGeometries['3.9'], 5));
    const live: number[] = [];
    for (let i = 0; i < 3000; i++) {
      const usable = usableArenas(heap);
      const dice = rng.float();
      if (usable.length === 0 || dice < 0.05) heap.mapArena();
      else if (dice < 0.2) heap.openPool(rng.int(0, 32), rng.pick(usable));
      else if (dice < 0.6) {
        const szidx = rng.int(0, 32);
        const pools = usedPools(heap, szidx);
        if (pools.length > 0) live.push(heap.allocFrom(rng.pick(pools), (szidx + 1) * 16));
      } else if (live.length > 0) {
        const k = rng.int(0, live.length);
        heap.free(live[k]);
        live[k] = live[live.length - 1];
        live.pop();
      }
      const free = usableArenas(heap).map((arena) => heap.arenas.nfree(arena));
      expect(free).toEqual([...free].sort((a, b) => a - b));
      expect(new Set(usableArenas(heap)).size).toBe(free.length);
    }
    expect(live).not.toContain(0);
  });
});

describe('reuse', () => {
  it('takes the pool that emptied last first: A, then B emptied, B then A taken', () => {
    const heap = new Pymalloc(pymallocGeometries['3.12']);
    const fill = (szidx: number) =>
      Array.from({ length: heap.capacity(szidx) }, () => heap.malloc((szidx + 1) * 16));
    const [a, b] = [fill(31), fill(31)];
    heap.malloc(512);
    const [poolA, poolB] = [heap.poolAt(a[0]), heap.poolAt(b[0])];
    for (const address of [...a, ...b]) heap.free(address);
    expect(choosePool(heap, 0)).toMatchObject({ kind: 'recycled', pool: poolB });
    expect(heap.poolAt(heap.malloc(16))).toBe(poolB);
    expect(heap.poolAt(heap.malloc(32))).toBe(poolA);
  });

  it('keeps the free list of a pool that comes back with the same class', () => {
    const heap = new Pymalloc(pymallocGeometries['3.12']);
    heap.malloc(512);
    const [x, y, z] = [heap.malloc(40), heap.malloc(40), heap.malloc(40)];
    for (const address of [x, z, y]) heap.free(address);
    expect([heap.malloc(40), heap.malloc(40), heap.malloc(40)]).toEqual([y, z, x]);
  });

  it('tells carved blocks from reused ones', () => {
    const sources: string[] = [];
    const sink = (event: PymallocEvent) => {
      if (event.type === 'blockAllocated') sources.push(event.source);
    };
    const heap = new Pymalloc(small, undefined, sink);
    const addresses = Array.from({ length: heap.capacity(31) }, () => heap.malloc(512));
    heap.free(addresses[6]);
    heap.malloc(512);
    expect(sources).toEqual([...addresses.map(() => 'carved'), 'popped']);
  });
});

describe('bad input and no memory', () => {
  it('throws where nothing live starts, and leaves the heap as it was', () => {
    const heap = new Pymalloc(small);
    const address = heap.malloc(40);
    const freed = heap.malloc(40);
    heap.free(freed);
    const hash = () => heap.hash(new Hasher()).digest();
    const before = hash();
    for (const wrong of [freed, address + 16, address + 1, address - 48, 12_345, layout64.brkStart + 16])
      for (const act of [() => heap.free(wrong), () => heap.realloc(wrong, 8)])
        expect(act).toThrow(RangeError);
    expect(hash()).toBe(before);
    heap.free(0);
    expect(hash()).toBe(before);
  });

  it('returns 0 where the system has no memory, and changes nothing', () => {
    const space = new AddressSpace({ ...layout64, limitBytes: small.arenaSize });
    const heap = new Pymalloc(small, new SystemMalloc(glibc, space));
    const addresses: number[] = [];
    for (let address = heap.malloc(512); address !== 0; address = heap.malloc(512)) addresses.push(address);
    expect(addresses.length).toBe(3 * heap.capacity(31));
    expect(heap.realloc(addresses[0], 16)).toBe(0);
    expect(heap.requestedAt(addresses[0])).toBe(512);
    expect(heap.malloc(5000)).toBe(0);
    heap.free(addresses[1]);
    expect(heap.malloc(500)).toBe(addresses[1]);
  });

  it.each([
    [{ poolSize: 5000 }, 'poolSize'],
    [{ alignment: 3 }, 'alignment'],
    [{ poolHeader: 16 }, 'poolHeader'],
    [{ maxRequest: 4096 }, 'largest class'],
    [{ arenaSize: 6000 }, 'arenaSize'],
    [{ arenaAlignment: 100 }, 'arenaAlignment'],
    [{ poolSize: 16384, arenaSize: 16384 }, 'arena of one pool'],
  ])('refuses the geometry %j', (change, message) => {
    const geometry = { ...pymallocGeometries['3.8'], ...change };
    expect(geometryProblem(geometry)).toContain(message);
    expect(() => new Pymalloc(geometry)).toThrow(message);
  });
});
