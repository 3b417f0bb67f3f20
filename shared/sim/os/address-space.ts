/**
 * The address space of a simulated process: anonymous mappings below a ceiling, placed as the Linux kernel
 * places them (top down, in the highest gap that is long enough), and the program break that grows upwards.
 *
 * Simplified: no guard pages, no protection, no page faults (a mapped page counts at once), and no
 * randomisation: the same program gets the same addresses every time.
 */
import { invariant } from '../../base/assert.ts';
import type { Hasher } from '../../base/hash.ts';
import { SpanTree } from './span-tree.ts';

export const pageBytes = 4096;

/** Where a process has its break and its mappings. */
export type AddressLayout = {
  /** The address just above the highest mapping; a multiple of 4096. */
  readonly mmapTop: number;
  /** Where the heap of brk begins; a multiple of 4096. */
  readonly brkStart: number;
  /** Bytes that may be mapped in all, break included. */
  readonly limitBytes: number;
};

/**
 * A 64-bit Linux process without address randomisation. The ceiling is a multiple of 4 KiB but not of 16 KiB,
 * as it nearly always is, so an arena of 1 MiB holds 63 pools of 16 KiB and not 64.
 */
export const layout64: AddressLayout = {
  mmapTop: 0x7fff_f7fb_d000,
  brkStart: 0x5555_5555_9000,
  limitBytes: 2 ** 41,
};

/** A 32-bit Linux process without address randomisation. */
export const layout32: AddressLayout = {
  mmapTop: 0xf7fc_1000,
  brkStart: 0x5655_8000,
  limitBytes: 0xf7fc_1000 - 0x5655_8000,
};

/** What the process asked of its kernel so far, and how much it holds. */
export type SystemCalls = {
  readonly mmap: number;
  readonly munmap: number;
  readonly brk: number;
};

export class AddressSpace {
  readonly layout: AddressLayout;
  /** Gaps below the ceiling in pages, measured downwards from it: 0 is the highest page. */
  #gaps: SpanTree;
  #brkBytes = 0;
  #mmapCalls = 0;
  #munmapCalls = 0;
  #brkCalls = 0;
  #mappedBytes = 0;
  #peakBytes = 0;

  constructor(layout: AddressLayout = layout64) {
    invariant(layout.mmapTop % pageBytes === 0, 'mmapTop is a multiple of the page size');
    this.layout = layout;
    this.#gaps = new SpanTree();
    this.#gaps.insert(0, Math.min(2 ** 30, Math.floor((layout.mmapTop - layout.brkStart) / 2 / pageBytes)));
  }

  /** An independent copy. */
  clone(): AddressSpace {
    return new AddressSpace(this.layout).restore(this);
  }

  /** Takes over the state of `other`, which must have the same layout. */
  restore(other: AddressSpace): this {
    this.#gaps = other.#gaps.clone();
    this.#brkBytes = other.#brkBytes;
    this.#mmapCalls = other.#mmapCalls;
    this.#munmapCalls = other.#munmapCalls;
    this.#brkCalls = other.#brkCalls;
    this.#mappedBytes = other.#mappedBytes;
    this.#peakBytes = other.#peakBytes;
    return this;
  }

  /**
   * Maps `size` bytes (rounded up to pages) at a multiple of `alignment`, a power of two. Returns the address,
   * or 0 where the limit or the address space does not allow it.
   */
  mmap(size: number, alignment: number = pageBytes): number {
    this.#mmapCalls++;
    const pages = Math.ceil(size / pageBytes);
    if (pages <= 0 || this.#mappedBytes + pages * pageBytes > this.layout.limitBytes) return 0;
    for (let gap = this.#gaps.firstFit(pages); gap !== -1; gap = this.#gaps.firstFit(pages, gap + 1)) {
      const gapPages = this.#gaps.sizeAt(gap);
      const highest = this.layout.mmapTop - (gap + pages) * pageBytes;
      const address = highest - (highest % alignment);
      const depth = (this.layout.mmapTop - address) / pageBytes - pages;
      if (depth + pages > gap + gapPages) continue;
      this.#gaps.remove(gap);
      if (depth > gap) this.#gaps.insert(gap, depth - gap);
      const rest = gap + gapPages - (depth + pages);
      if (rest > 0) this.#gaps.insert(depth + pages, rest);
      this.#hold(pages * pageBytes);
      return address;
    }
    return 0;
  }

  /** Gives back the pages from `address` on, which must all be mapped. */
  munmap(address: number, size: number): void {
    this.#munmapCalls++;
    const pages = Math.ceil(size / pageBytes);
    let depth = (this.layout.mmapTop - address) / pageBytes - pages;
    let length = pages;
    invariant(Number.isInteger(depth) && depth >= 0 && pages > 0, 'munmap of whole mapped pages');
    const before = this.#gaps.atOrBefore(depth + pages - 1);
    if (before !== -1) {
      const beforePages = this.#gaps.sizeAt(before);
      invariant(before + beforePages <= depth, 'munmap of pages that are mapped');
      if (before + beforePages === depth) {
        this.#gaps.remove(before);
        depth = before;
        length += beforePages;
      }
    }
    const after = this.#gaps.remove(depth + length);
    if (after !== -1) length += after;
    this.#gaps.insert(depth, length);
    this.#hold(-pages * pageBytes);
  }

  /**
   * Moves the program break by `delta` bytes (whole pages) and returns the break before, or 0 where the limit
   * does not allow it.
   */
  sbrk(delta: number): number {
    invariant(delta % pageBytes === 0 && this.#brkBytes + delta >= 0, 'the break moves by whole pages');
    this.#brkCalls++;
    if (delta > 0 && this.#mappedBytes + delta > this.layout.limitBytes) return 0;
    const before = this.layout.brkStart + this.#brkBytes;
    this.#brkBytes += delta;
    this.#hold(delta);
    return before;
  }

  /** System calls so far; refused ones count too. */
  get systemCalls(): SystemCalls {
    return { mmap: this.#mmapCalls, munmap: this.#munmapCalls, brk: this.#brkCalls };
  }

  /** Bytes the process holds from the system, in whole pages: mappings and break. */
  get mappedBytes(): number {
    return this.#mappedBytes;
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

  /** Gaps between mappings as [address, bytes], highest first; the endless one at the bottom is left out. */
  gaps(): [number, number][] {
    const found: [number, number][] = [];
    this.#gaps.forEach((depth, pages) => {
      found.push([this.layout.mmapTop - (depth + pages) * pageBytes, pages * pageBytes]);
    });
    found.pop();
    return found;
  }

  hash(hasher: Hasher): Hasher {
    hasher.number(this.#brkBytes).number(this.#mappedBytes).number(this.#peakBytes);
    hasher.word(this.#mmapCalls).word(this.#munmapCalls).word(this.#brkCalls);
    this.#gaps.forEach((depth, pages) => {
      hasher.word(depth).word(pages);
    });
    return hasher.word(this.#gaps.count);
  }

  #hold(bytes: number): void {
    this.#mappedBytes += bytes;
    if (this.#mappedBytes > this.#peakBytes) this.#peakBytes = this.#mappedBytes;
  }
}
