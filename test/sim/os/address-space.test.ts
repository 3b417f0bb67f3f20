import { describe, expect, it } from 'vitest';
import { Hasher } from '../../../shared/base/hash.ts';
import { Rng } from '../../../shared/base/rng.ts';
import {
  AddressSpace,
  layout32,
  layout64,
  pageBytes,
  type Region,
} from '../../../shared/sim/os/address-space.ts';

const KiB = 1024;

describe('mmap and munmap', () => {
  it('counts whole pages and calls', () => {
    const space = new AddressSpace();
    const address = space.mmap(5000);
    expect(space.mappedPages).toBe(2);
    space.munmap(address, 5000);
    expect(space.mappedBytes).toBe(0);
    expect(space.peakBytes).toBe(2 * pageBytes);
    expect(space.systemCalls).toEqual({ mmap: 1, munmap: 1, brk: 0 });
  });

  it.each(['arenas', 'maps'] as Region[])('%s: takes the lowest gap that is long enough', (region) => {
    const space = new AddressSpace();
    const [a, b, c, d] = [8, 4, 16, 4].map((size) => space.mmap(size * KiB, pageBytes, region));
    expect([b - a, c - b, d - c]).toEqual([8 * KiB, 4 * KiB, 16 * KiB]);
    space.munmap(a, 8 * KiB);
    space.munmap(c, 16 * KiB);
    expect(space.gaps(region)).toEqual([
      [a, 8 * KiB],
      [c, 16 * KiB],
    ]);
    expect(space.mmap(12 * KiB, pageBytes, region)).toBe(c);
    expect(space.mmap(4 * KiB, pageBytes, region)).toBe(a);
    space.munmap(b, 4 * KiB);
    expect(space.gaps(region)).toEqual([
      [a + 4 * KiB, 8 * KiB],
      [c + 12 * KiB, 4 * KiB],
    ]);
  });

  it('aligns, and leaves what it skips as a gap', () => {
    const space = new AddressSpace();
    const address = space.mmap(256 * KiB, 256 * KiB, 'arenas');
    expect(address % (256 * KiB)).toBe(0);
    expect(space.mappedBytes).toBe(256 * KiB);
    expect(space.mmap(pageBytes, pageBytes, 'arenas')).toBe(layout64.arenasStart);
    space.munmap(address, 256 * KiB);
    expect(space.mmap(256 * KiB, 256 * KiB, 'arenas')).toBe(address);
  });

  it('refuses beyond the limit and beyond the region, and zero bytes', () => {
    const space = new AddressSpace({ ...layout64, limitBytes: 64 * KiB });
    expect(space.mmap(64 * KiB)).not.toBe(0);
    expect(space.mmap(1)).toBe(0);
    expect(space.sbrk(pageBytes)).toBe(0);
    expect(new AddressSpace().mmap(0)).toBe(0);
    const narrow = { ...layout64, mapsStart: layout64.arenasStart + 16 * KiB };
    const tight = new AddressSpace(narrow);
    expect(tight.mmap(12 * KiB, pageBytes, 'arenas')).toBe(layout64.arenasStart);
    expect(tight.mmap(pageBytes, pageBytes, 'arenas')).toBe(0);
    expect(tight.mmap(pageBytes)).toBe(narrow.mapsStart);
  });

  it('throws where pages are unmapped twice', () => {
    const space = new AddressSpace();
    const [a, b] = [space.mmap(8 * KiB), space.mmap(8 * KiB)];
    space.munmap(a, 8 * KiB);
    expect(() => space.munmap(a, 8 * KiB)).toThrow('mapped');
    expect(() => space.munmap(a + 4 * KiB, 8 * KiB)).toThrow('mapped');
    expect(() => space.munmap(b + 1, 4 * KiB)).toThrow('whole');
    expect(space.mappedBytes).toBe(8 * KiB);
  });

  it('moves the break', () => {
    const space = new AddressSpace(layout32);
    expect(space.sbrk(8 * KiB)).toBe(layout32.brkStart);
    expect(space.sbrk(-4 * KiB)).toBe(layout32.brkStart + 8 * KiB);
    expect(space.brkBytes).toBe(4 * KiB);
    expect(space.systemCalls.brk).toBe(2);
  });
});

it.each([1, 2, 3])('no page has two owners, and a copy goes its own way (seed %i)', (seed) => {
  const rng = new Rng(seed);
  const space = new AddressSpace();
  const live: [number, number][] = [];
  for (let i = 0; i < 1500; i++) {
    if (live.length === 0 || rng.float() < 0.52) {
      const pages = rng.int(1, 9);
      const region = rng.pick<Region>(['arenas', 'maps']);
      const address = space.mmap(pages * pageBytes, pageBytes << rng.int(0, 3), region);
      expect(address).toBeGreaterThan(0);
      live.push([address, pages * pageBytes]);
    } else {
      const [address, size] = live.splice(rng.int(0, live.length), 1)[0];
      space.munmap(address, size);
    }
  }
  const spans = [...live].sort((a, b) => a[0] - b[0]);
  for (let i = 1; i < spans.length; i++)
    expect(spans[i][0]).toBeGreaterThanOrEqual(spans[i - 1][0] + spans[i - 1][1]);
  expect(space.mappedBytes).toBe(live.reduce((sum, [, size]) => sum + size, 0));
  const hash = (each: AddressSpace) => each.hash(new Hasher()).digest();
  const copy = space.clone();
  expect(hash(copy)).toBe(hash(space));
  copy.mmap(1);
  expect(hash(copy)).not.toBe(hash(space));
  expect(hash(copy.restore(space))).toBe(hash(space));
  for (const [address, size] of live) space.munmap(address, size);
  expect([space.gaps('arenas'), space.gaps('maps'), space.mappedBytes]).toEqual([[], [], 0]);
});
