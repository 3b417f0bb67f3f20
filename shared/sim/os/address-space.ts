/**
 * The address space of a simulated process: anonymous mappings, and the program break below them.
 *
 * Simplified against Linux, which places mappings top down in one region: arenas and other mappings have a region
 * each and fill it upwards, lowest gap first, so that a picture of the heap reads from left to right and arenas lie
 * side by side. No guard pages, no protection, no randomisation. A mapped page counts at once, but for those of which `leaveUntouched`
 * says otherwise:
 * the same program gets the same addresses every time.
 */
import { invariant } from '../../base/assert.ts';
import type { Hasher } from '../../base/hash.ts';
import { SpanTree } from './span-tree.ts';

export const pageBytes = 4096;

/** Where a process has its break and its mappings. All addresses are multiples of 4096. */
export type AddressLayout = {
  /** Where the heap of brk begins. */
  readonly brkStart: number;
  /** Where the region of arenas begins; it ends at `mapsStart`. */
  readonly arenasStart: number;
  /** Where the region of all other mappings begins. */
  readonly mapsStart: number;
  readonly end: number;
  /** Bytes that may be resident in all, break included. */
  readonly limitBytes: number;
};

/**
 * A 64-bit process. `arenasStart` is a multiple of 4 KiB but not of 16 KiB, as addresses from the kernel nearly
 * always are, so an arena of 1 MiB holds 63 pools of 16 KiB and not 64.
 */
export const layout64: AddressLayout = {
  brkStart: 0x5555_5555_9000,
  arenasStart: 0x7f00_0000_1000,
  mapsStart: 0x7f80_0000_0000,
  end: 0x7fff_0000_0000,
  limitBytes: 2 ** 39,
};

/** A 32-bit process. */
export const layout32: AddressLayout = {
  brkStart: 0x0804_9000,
  arenasStart: 0x4000_1000,
  mapsStart: 0x8000_0000,
  end: 0xc000_0000,
  limitBytes: 2 ** 31,
};

/** What the process asked of its kernel so far; refused calls count too. */
export type SystemCalls = {
  readonly mmap: number;
  readonly munmap: number;
  readonly brk: number;
};

export type Region = 'arenas' | 'maps';

export class AddressSpace {
  readonly layout: AddressLayout;
  /** Gaps in pages from `arenasStart`. The last page before `mapsStart` is in none, so the regions stay apart. */
  #gaps: SpanTree;
  /** Pages from `arenasStart` to `mapsStart`. */
  readonly #mapsPage: number;
  #brkBytes = 0;
  #mmapCalls = 0;
  #munmapCalls = 0;
  #brkCalls = 0;
  #mappedBytes = 0;
  #peakBytes = 0;
  #untouchedBytes = 0;

  constructor(layout: AddressLayout = layout64, from?: AddressSpace) {
    const { brkStart, arenasStart, mapsStart, end } = layout;
    this.layout = layout;
    this.#mapsPage = (mapsStart - arenasStart) / pageBytes;
    if (from === undefined) {
      invariant(brkStart < arenasStart && arenasStart < mapsStart && mapsStart < end, 'regions in order');
      this.#gaps = new SpanTree();
      this.#gaps.insert(0, this.#mapsPage - 1);
      this.#gaps.insert(this.#mapsPage, (end - mapsStart) / pageBytes);
    } else {
      this.#gaps = from.#gaps.clone();
      this.#copyCounts(from);
    }
  }

  /** An independent copy. */
  clone(): AddressSpace {
    return new AddressSpace(this.layout, this);
  }

  /** Takes over the state of `other`, which must have the same layout. */
  restore(other: AddressSpace): this {
    this.#gaps = other.#gaps.clone();
    this.#copyCounts(other);
    return this;
  }

  #copyCounts(other: AddressSpace): void {
    this.#brkBytes = other.#brkBytes;
    this.#mmapCalls = other.#mmapCalls;
    this.#munmapCalls = other.#munmapCalls;
    this.#brkCalls = other.#brkCalls;
    this.#mappedBytes = other.#mappedBytes;
    this.#peakBytes = other.#peakBytes;
    this.#untouchedBytes = other.#untouchedBytes;
  }

  /**
   * Maps `size` bytes (rounded up to pages) at a multiple of `alignment`, a power of two. Returns the address,
   * or 0 where the limit or the region does not allow it.
   */
  mmap(size: number, alignment: number = pageBytes, region: Region = 'maps'): number {
    this.#mmapCalls++;
    const pages = Math.ceil(size / pageBytes);
    if (pages <= 0 || this.residentBytes + pages * pageBytes > this.layout.limitBytes) return 0;
    const gaps = this.#gaps;
    const base = this.layout.arenasStart;
    const first = region === 'arenas' ? 0 : this.#mapsPage;
    for (let gap = gaps.firstFit(pages, first); gap !== -1; gap = gaps.firstFit(pages, gap + 1)) {
      if (region === 'arenas' && gap >= this.#mapsPage) return 0;
      const gapPages = gaps.sizeAt(gap);
      const address = Math.ceil((base + gap * pageBytes) / alignment) * alignment;
      const start = (address - base) / pageBytes;
      const rest = gap + gapPages - (start + pages);
      if (rest < 0) continue;
      gaps.remove(gap);
      if (start > gap) gaps.insert(gap, start - gap);
      if (rest > 0) gaps.insert(start + pages, rest);
      this.#hold(pages * pageBytes);
      return address;
    }
    return 0;
  }

  /** Gives back the pages from `address` on, which must all be mapped. */
  munmap(address: number, size: number): void {
    this.#munmapCalls++;
    const gaps = this.#gaps;
    const pages = Math.ceil(size / pageBytes);
    let start = (address - this.layout.arenasStart) / pageBytes;
    let length = pages;
    invariant(Number.isInteger(start) && start >= 0 && pages > 0, 'munmap of whole mapped pages');
    const before = gaps.atOrBefore(start + pages - 1);
    if (before !== -1) {
      const beforePages = gaps.sizeAt(before);
      invariant(before + beforePages <= start, 'munmap of pages that are mapped');
      if (before + beforePages === start) {
        gaps.remove(before);
        start = before;
        length += beforePages;
      }
    }
    const after = gaps.remove(start + length);
    if (after !== -1) length += after;
    gaps.insert(start, length);
    this.#hold(-pages * pageBytes);
  }

  /**
   * Moves the program break by `delta` bytes (whole pages) and returns the break before, or 0 where the limit
   * does not allow it.
   */
  sbrk(delta: number): number {
    invariant(delta % pageBytes === 0 && this.#brkBytes + delta >= 0, 'the break moves by whole pages');
    this.#brkCalls++;
    const before = this.layout.brkStart + this.#brkBytes;
    if (delta > 0 && this.residentBytes + delta > this.layout.limitBytes) return 0;
    if (before + delta > this.layout.arenasStart) return 0;
    this.#brkBytes += delta;
    this.#hold(delta);
    return before;
  }

  get systemCalls(): SystemCalls {
    return { mmap: this.#mmapCalls, munmap: this.#munmapCalls, brk: this.#brkCalls };
  }

  /** Bytes the process holds from the system, in whole pages: mappings and break. */
  get mappedBytes(): number {
    return this.#mappedBytes;
  }

  /** Bytes that the process holds and has touched; what was only asked for takes no memory of the machine. */
  get residentBytes(): number {
    return this.#mappedBytes - this.#untouchedBytes;
  }

  /** Says of `bytes` of what is mapped, or is about to be, that they were not touched; a negative number that they are now, or are gone. */
  leaveUntouched(bytes: number): void {
    this.#untouchedBytes += bytes;
    invariant(this.#untouchedBytes >= 0, 'what is touched was untouched before');
  }

  get mappedPages(): number {
    return this.#mappedBytes / pageBytes;
  }

  /** The most bytes the process ever held. */
  get peakBytes(): number {
    return this.#peakBytes;
  }

  get brkBytes(): number {
    return this.#brkBytes;
  }

  /** Gaps between the mappings of a region as [address, bytes], lowest first; the open end is left out. */
  gaps(region: Region): [number, number][] {
    const found: [number, number][] = [];
    this.#gaps.forEach((start, pages) => {
      if (start < this.#mapsPage === (region === 'arenas'))
        found.push([this.layout.arenasStart + start * pageBytes, pages * pageBytes]);
    });
    found.pop();
    return found;
  }

  hash(hasher: Hasher): Hasher {
    hasher.number(this.#brkBytes).number(this.#mappedBytes).number(this.#peakBytes);
    hasher.number(this.#untouchedBytes);
    hasher.word(this.#mmapCalls).word(this.#munmapCalls).word(this.#brkCalls);
    return this.#gaps.hash(hasher);
  }

  #hold(bytes: number): void {
    this.#mappedBytes += bytes;
    if (this.#mappedBytes > this.#peakBytes) this.#peakBytes = this.#mappedBytes;
  }
}
