import { describe, expect, it } from 'vitest';
import { Hasher } from '../../../shared/base/hash.ts';
import { Rng } from '../../../shared/base/rng.ts';
import { AddressSpace, layout64 } from '../../../shared/sim/os/address-space.ts';
import { classroomHeap, type Fit, glibc } from '../../../shared/sim/os/config.ts';
import type { OsEvent } from '../../../shared/sim/os/events.ts';
import { chunksOf, gapsOf, systemUsage } from '../../../shared/sim/os/inspect.ts';
import { SystemMalloc } from '../../../shared/sim/os/malloc.ts';

const KiB = 1024;
const base = 0x5555_5555_9000;
const hash = (malloc: SystemMalloc) => malloc.hash(new Hasher()).digest();

/** `a64 b32 -a c16` allocates, frees and allocates; answers with the offset of every allocation, `-` where it failed. */
function play(malloc: SystemMalloc, script: string): string {
  const live = new Map<string, number>();
  const offsets: (number | string)[] = [];
  for (const word of script.split(' ')) {
    if (word.startsWith('-')) malloc.free(live.get(word.slice(1))!);
    else {
      const address = malloc.malloc(Number(word.slice(1)));
      live.set(word[0], address);
      offsets.push(address === 0 ? '-' : address - malloc.baseAddress - malloc.config.pointerOffsetBytes);
    }
  }
  return offsets.join(' ');
}

describe('the classroom heap', () => {
  // Gaps of 64 at 0, 32 at 96 and 112 at 144 when the last two requests arrive.
  const script = 'a64 b32 c32 d16 -a -c';
  it.each<[Fit, string, string]>([
    ['first', 'e32 f64', '0 144'],
    ['best', 'e32 f64', '96 0'],
    ['next', 'e32 f64', '144 176'],
  ])('%s fit', (fit, requests, offsets) => {
    const malloc = new SystemMalloc(classroomHeap(256, { fit }));
    expect(play(malloc, `${script} ${requests}`)).toBe(`0 64 96 128 ${offsets}`);
  });

  it.each([
    ['fails where the free bytes are in pieces', 'a64 b64 c64 d64 -a -c e128', '0 64 128 192 -'],
    ['joins with the gap before', 'a64 b64 c64 d64 -a -b e128', '0 64 128 192 0'],
    ['joins with the gap after', 'a64 b64 c64 d64 -b -a e128', '0 64 128 192 0'],
    ['joins with both', 'a64 b64 c64 d64 -a -c -b e192', '0 64 128 192 0'],
    ['rounds up to its unit', 'a1 b17 c16', '0 16 48'],
  ])('%s', (_, script, offsets) => {
    expect(play(new SystemMalloc(classroomHeap(256)), script)).toBe(offsets);
  });

  it('charges the header where it has one', () => {
    const malloc = new SystemMalloc(classroomHeap(256, { headerBytes: 16 }));
    expect(play(malloc, 'a16 b16')).toBe('0 32');
    expect(malloc.malloc(16) % 16).toBe(0);
    expect(systemUsage(malloc)).toMatchObject({
      requestedBytes: 48,
      chunkBytes: 96,
      internalFragmentation: 0.5,
    });
  });

  it('measures fragmentation: much free, no room', () => {
    const malloc = new SystemMalloc(classroomHeap(256));
    play(malloc, 'a32 b32 c32 d32 e32 f32 g32 h32 -a -c -e -g');
    expect(systemUsage(malloc)).toMatchObject({
      gaps: 4,
      gapBytes: 128,
      largestGapBytes: 32,
      externalFragmentation: 0.75,
      highWaterBytes: 256,
    });
    expect(malloc.malloc(33)).toBe(0);
  });

  it('places where it is told', () => {
    const malloc = new SystemMalloc(classroomHeap(256));
    expect(malloc.placeAt(base, 32, 'high')).toBe(base + 224);
    expect(malloc.placeAt(base, 32, 'low')).toBe(base);
    expect(malloc.placeAt(base, 32)).toBe(0);
    expect(malloc.placeAt(base + 32, 193)).toBe(0);
    expect(malloc.placeAt(base + 40, 16)).toBe(0);
    expect(gapsOf(malloc).map((gap) => [gap.address - base, gap.sizeBytes])).toEqual([[32, 192]]);
    expect(malloc.placeAt(base + 32, 192, 'high')).toBe(base + 32);
    expect(malloc.gapCount).toBe(0);
  });

  it('names the gap that a fit would take, and changes nothing', () => {
    const malloc = new SystemMalloc(classroomHeap(256));
    play(malloc, 'a64 b32 c32 d16 -a -c');
    const before = hash(malloc);
    expect((['first', 'best', 'next'] as Fit[]).map((fit) => malloc.findGap(32, fit) - base)).toEqual([
      0, 96, 144,
    ]);
    expect(malloc.findGap(200)).toBe(0);
    expect(hash(malloc)).toBe(before);
  });

  it('resizes in place where it can', () => {
    const malloc = new SystemMalloc(classroomHeap(256));
    const [a, b] = [malloc.malloc(64), malloc.malloc(64)];
    expect(malloc.realloc(a, 32)).toBe(a);
    expect(gapsOf(malloc)[0]).toMatchObject({ address: base + 32, sizeBytes: 32 });
    expect(malloc.realloc(a, 60)).toBe(a);
    expect(malloc.gapCount).toBe(1);
    expect(malloc.realloc(a, 80)).toBe(base + 128);
    expect(malloc.realloc(b, 500)).toBe(0);
    expect(malloc.requestedAt(b)).toBe(64);
    expect(malloc.realloc(0, 16)).toBe(base);
  });
});

describe('the process heap', () => {
  it.each([
    [0, 32],
    [1, 32],
    [24, 32],
    [25, 48],
    [40, 48],
    [513, 528],
  ])('%i bytes take a chunk of %i', (size, chunk) => {
    const malloc = new SystemMalloc();
    expect(malloc.chunkBytesFor(size)).toBe(chunk);
    const address = malloc.malloc(size);
    expect(address).toBe(layout64.brkStart + 16);
    expect(malloc.malloc(1) - address).toBe(chunk);
  });

  it('starts with one move of the break, as glibc does: 132 KiB', () => {
    const malloc = new SystemMalloc();
    malloc.malloc(100);
    expect(malloc.space.systemCalls).toEqual({ mmap: 0, munmap: 0, brk: 1 });
    expect(malloc.heapBytes).toBe(132 * KiB);
  });

  it('gives a long request a mapping of its own', () => {
    const malloc = new SystemMalloc();
    malloc.malloc(100);
    const address = malloc.malloc(200 * KiB);
    expect(address).toBe(layout64.mapsStart + 16);
    expect(malloc.space.systemCalls.mmap).toBe(1);
    expect(systemUsage(malloc)).toMatchObject({ liveChunks: 2, requestedBytes: 200 * KiB + 100 });
    expect(malloc.realloc(address, 200 * KiB + 8)).toBe(address);
    const moved = malloc.realloc(address, 400 * KiB);
    expect([moved === address, malloc.requestedAt(moved), malloc.requestedAt(address)]).toEqual([
      false,
      400 * KiB,
      -1,
    ]);
    malloc.free(moved);
    expect(malloc.space.mappedBytes).toBe(132 * KiB);
  });

  it('trims a long top', () => {
    const malloc = new SystemMalloc();
    const blocks = Array.from({ length: 40 }, () => malloc.malloc(50 * KiB));
    expect(malloc.heapBytes).toBeGreaterThan(2000 * KiB);
    for (const address of blocks) malloc.free(address);
    expect(malloc.heapBytes).toBeLessThan(200 * KiB);
    expect(malloc.space.mappedBytes).toBe(malloc.heapBytes);
    expect(chunksOf(malloc).map((chunk) => chunk.state)).toEqual(['top']);
  });

  it('returns 0 where the limit is reached', () => {
    const malloc = new SystemMalloc(glibc, new AddressSpace({ ...layout64, limitBytes: 200 * KiB }));
    expect(malloc.malloc(100 * KiB)).not.toBe(0);
    expect(malloc.malloc(100 * KiB)).toBe(0);
    expect(malloc.malloc(500 * KiB)).toBe(0);
  });
});

it('throws where nothing live starts', () => {
  const malloc = new SystemMalloc();
  const [a, b] = [malloc.malloc(100), malloc.malloc(100)];
  malloc.free(a);
  const before = hash(malloc);
  for (const wrong of [a, b + 16, b + 1, b - 16, 5, layout64.mapsStart + 16]) {
    expect(() => malloc.free(wrong)).toThrow(RangeError);
    expect(() => malloc.realloc(wrong, 5)).toThrow(RangeError);
  }
  expect(hash(malloc)).toBe(before);
});

describe.each<[string, () => SystemMalloc]>([
  ['process', () => new SystemMalloc()],
  ...(['first', 'best', 'next'] as Fit[]).map((fit): [string, () => SystemMalloc] => [
    `classroom, ${fit} fit`,
    () => new SystemMalloc(classroomHeap(64 * KiB, { fit, headerBytes: 16 })),
  ]),
])('%s', (_, make) => {
  describe.each([1, 2, 3])('seed %i', (seed) => {
    it('chunks cover the heap, no two gaps touch, and the accounts add up', () => {
      const malloc = make();
      const live = walk(malloc, seed, 2500);
      const chunks = chunksOf(malloc);
      let next = malloc.baseAddress;
      for (const chunk of chunks) {
        expect(chunk.address).toBe(next);
        next += chunk.sizeBytes;
      }
      expect(next).toBe(malloc.baseAddress + malloc.heapBytes);
      for (let i = 1; i < chunks.length; i++)
        expect(chunks[i].state !== 'live' && chunks[i - 1].state !== 'live').toBe(false);
      const pointers = new Map(
        chunks.filter(({ state }) => state === 'live').map((c) => [c.pointer, c.requestedBytes]),
      );
      for (const [address, size] of malloc.mappings()) pointers.set(address, size);
      expect(pointers).toEqual(live);
      const gaps = chunks.filter((chunk) => chunk.state === 'free').map((chunk) => chunk.sizeBytes);
      expect(malloc.gapBytes).toBe(gaps.reduce((sum, size) => sum + size, 0));
      expect(malloc.largestGapBytes).toBe(Math.max(0, ...gaps));
      expect(malloc.gapCount).toBe(gaps.length);
      expect(malloc.requestedBytes).toBe([...live.values()].reduce((sum, size) => sum + size, 0));
    });

    it('takes the gap that a plain search over all gaps takes', () => {
      const malloc = make();
      walk(malloc, seed, 400);
      const rng = new Rng(seed);
      let rover = Number.NaN;
      for (let i = 0; i < 300; i++) {
        const size = rng.int(1, 20_000);
        const wanted = malloc.chunkBytesFor(size);
        const fitting = gapsOf(malloc).filter((gap) => gap.sizeBytes >= wanted);
        const expected = (fit: Fit) => {
          if (fitting.length === 0) return 0;
          if (fit === 'first') return fitting[0].address;
          if (fit === 'next') return (fitting.find((gap) => gap.address >= rover) ?? fitting[0]).address;
          return fitting.reduce((best, gap) => (gap.sizeBytes < best.sizeBytes ? gap : best)).address;
        };
        expect(malloc.findGap(size, 'first')).toBe(expected('first'));
        if (malloc.config.growth.kind === 'fixed')
          expect(malloc.findGap(size, 'best')).toBe(expected('best'));
        else {
          // Bins know the size of a gap to an eighth, and not which of two equal gaps is lower.
          const sizes = [malloc.findGap(size, 'best'), expected('best')].map(
            (address) => fitting.find((gap) => gap.address === address)?.sizeBytes ?? 0,
          );
          expect(sizes[0]).toBeGreaterThanOrEqual(sizes[1]);
          expect(sizes[0]).toBeLessThanOrEqual(sizes[1] < 8192 ? sizes[1] : sizes[1] * 1.125);
        }
        if (!Number.isNaN(rover)) expect(malloc.findGap(size, 'next')).toBe(expected('next'));
        if (rng.float() < 0.5 && fitting.length > 0) {
          const address = malloc.placeAt(rng.pick(fitting).address, size, rng.pick(['low', 'high']));
          const chunk = chunksOf(malloc).find((each) => each.pointer === address)!;
          rover = chunk.address + chunk.sizeBytes;
        } else {
          const chunks = chunksOf(malloc).filter((each) => each.state === 'live');
          if (chunks.length > 0) malloc.free(rng.pick(chunks).pointer);
          const around = chunksOf(malloc).find(
            (c) => c.state !== 'live' && c.address < rover && rover < c.address + c.sizeBytes,
          );
          if (around !== undefined) rover = around.address;
        }
      }
    });

    it('a copy goes on the same way, and restoring brings the hash back', () => {
      const malloc = make();
      walk(malloc, seed, 500);
      const copy = malloc.clone();
      const before = hash(malloc);
      expect(hash(copy)).toBe(before);
      expect(walk(copy, seed + 1, 500)).toEqual(walk(malloc, seed + 1, 500));
      expect(hash(copy)).toBe(hash(malloc));
      const kept = copy.clone();
      walk(malloc, seed + 2, 300);
      expect(hash(malloc.restore(kept))).toBe(hash(copy));
    });

    it('drains to what it started from', () => {
      const malloc = make();
      for (const address of walk(malloc, seed, 1500).keys()) malloc.free(address);
      expect(systemUsage(malloc)).toMatchObject({ liveChunks: 0, requestedBytes: 0, chunkBytes: 0 });
      expect(chunksOf(malloc).length).toBe(1);
      expect(malloc.space.mappedBytes).toBe(malloc.config.growth.kind === 'brk' ? malloc.heapBytes : 0);
    });

    it('tells by events what is live', () => {
      const malloc = make();
      const told = new Map<number, number>();
      malloc.sink = (event: OsEvent) => {
        if (event.type === 'rawAllocated' || event.type === 'rawResized')
          told.set(event.address, event.requestedBytes);
        else if (event.type === 'rawFreed') told.delete(event.address);
      };
      const live = walk(malloc, seed, 1000);
      expect(told).toEqual(live);
    });
  });
});

/** A seeded random walk; returns what it left live: address -> requested bytes. */
function walk(malloc: SystemMalloc, seed: number, steps: number): Map<number, number> {
  const rng = new Rng(seed);
  const live = new Map<number, number>();
  for (let i = 0; i < steps; i++) {
    const dice = rng.float();
    const size = dice < 0.02 ? rng.int(100_000, 300_000) : rng.int(1, rng.pick([100, 1000, 5000]));
    if (live.size === 0 || dice < 0.5) {
      const address = malloc.malloc(size);
      if (address !== 0) live.set(address, size);
      continue;
    }
    const address = rng.pick([...live.keys()]);
    if (dice < 0.65) {
      const moved = malloc.realloc(address, size);
      if (moved === 0) continue;
      live.delete(address);
      live.set(moved, size);
    } else {
      malloc.free(address);
      live.delete(address);
    }
  }
  return live;
}
