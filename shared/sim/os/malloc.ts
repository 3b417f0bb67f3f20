/**
 * The system allocator: malloc, free and realloc over boundary tags, as in glibc's malloc and in Knuth's
 * TAOCP 2.5. Every chunk carries its size at both ends, so a freed chunk finds and joins its free
 * neighbours at once.
 *
 * Two shapes, see config.ts. A *process* heap grows with brk, ends in a top chunk that is used last, trims it, and
 * gives long requests a mapping of their own. A *classroom* heap is a fixed span in which everything that is not
 * allocated is a gap.
 *
 * Simplified against glibc 2.36: no tcache, no fast bins, no unsorted bin (a free chunk is at once where the
 * fit finds it), one arena, and a fixed mmap threshold.
 */
import { invariant } from '../../base/assert.ts';
import type { Hasher } from '../../base/hash.ts';
import { AddressSpace, pageBytes } from './address-space.ts';
import { glibc, type MallocConfig } from './config.ts';
import type { OsSink } from './events.ts';
import { SpanTree } from './span-tree.ts';

const LIVE = 1;
const FREE = 2;
const TOP = 3;

/** What a heap without chunks has; never written to. */
const NO_TAGS = new Int32Array(0);

export class SystemMalloc {
  readonly space: AddressSpace;
  readonly config: MallocConfig;
  sink: OsSink | null = null;
  /**
   * Two words a unit. At the first and the last unit of a chunk word 0 is `size in units * 4 + state`; at
   * the first unit of a live chunk word 1 is the number of requested bytes plus one, everywhere else 0.
   */
  #tags = NO_TAGS;
  #gaps = new SpanTree();
  /** Requests that have a mapping of their own: address -> requested bytes. */
  #mapped = new Map<number, number>();
  readonly #base: number;
  /** Where the heap ends, and where its top chunk starts (both in units; equal in a fixed heap). */
  #end = 0;
  #topStart = 0;
  /** Next fit goes on searching here. */
  #rover = 0;
  #liveChunks = 0;
  #requestedBytes = 0;
  #chunkUnits = 0;
  #highWaterUnits = 0;
  readonly #minUnits: number;

  constructor(config: MallocConfig = glibc, space: AddressSpace = new AddressSpace(), from?: SystemMalloc) {
    const { growth, unitBytes, minChunkBytes } = config;
    this.config = config;
    this.space = space;
    this.#minUnits = Math.ceil(minChunkBytes / unitBytes);
    this.#base = growth.kind === 'fixed' ? growth.baseAddress : space.layout.brkStart;
    if (from !== undefined) this.#take(from);
    else if (growth.kind === 'fixed') {
      this.#end = this.#topStart = Math.floor(growth.capacityBytes / unitBytes);
      invariant(this.#end >= this.#minUnits, 'a fixed heap holds at least one chunk');
      this.#tags = new Int32Array(this.#end * 2);
      this.#tag(0, this.#end, FREE);
      this.#gaps.insert(0, this.#end);
    }
  }

  /** An independent copy, address space included; without its sink. */
  clone(): SystemMalloc {
    return new SystemMalloc(this.config, this.space.clone(), this);
  }

  /** Takes over the state of `other` (same config and layout) and of its address space. Keeps its own sink. */
  restore(other: SystemMalloc): this {
    this.space.restore(other.space);
    return this.#take(other);
  }

  #take(other: SystemMalloc): this {
    this.#tags = other.#end === 0 ? NO_TAGS : other.#tags.slice(0, other.#end * 2);
    this.#gaps = other.#gaps.clone();
    if (other.#mapped.size > 0 || this.#mapped.size > 0) this.#mapped = new Map(other.#mapped);
    this.#end = other.#end;
    this.#topStart = other.#topStart;
    this.#rover = other.#rover;
    this.#liveChunks = other.#liveChunks;
    this.#requestedBytes = other.#requestedBytes;
    this.#chunkUnits = other.#chunkUnits;
    this.#highWaterUnits = other.#highWaterUnits;
    return this;
  }

  /** Bytes a chunk for `size` requested bytes takes: header and rounding included. */
  chunkBytesFor(size: number): number {
    return this.#unitsFor(size) * this.config.unitBytes;
  }

  /** Allocates `size` bytes (0 counts as 1, as in glibc); returns the address, or 0 where there is no room. */
  malloc(size: number): number {
    const units = this.#unitsFor(size);
    const gap = this.#search(units);
    if (gap !== -1) return this.#allocate(gap, this.#gapUnits(gap), units, size, 'low');
    const growth = this.config.growth;
    if (growth.kind === 'fixed') return 0;
    if (this.#topUnits() < units + this.#minUnits) {
      if (units * this.config.unitBytes >= growth.mmapThresholdBytes) return this.#map(size);
      if (!this.#grow(units)) return 0;
    }
    return this.#allocateFromTop(units, size);
  }

  /** The same as malloc: the bytes of the simulated memory are zero anyway. */
  calloc(count: number, size: number): number {
    return this.malloc(count * size);
  }

  /**
   * Allocates in the gap that the caller chose, at its low or high end. `gap` is the address where the gap starts
   * (see `gaps`). Returns the address, or 0 where no gap starts there or it is too short.
   */
  placeAt(gap: number, size: number, end: 'low' | 'high' = 'low'): number {
    const start = (gap - this.#base) / this.config.unitBytes;
    const found = Number.isInteger(start) ? this.#gaps.sizeAt(start) : -1;
    const units = this.#unitsFor(size);
    if (found < units) return 0;
    return this.#allocate(start, found, units, size, end);
  }

  /** Where `malloc(size)` would place by this fit: the start address of the gap, or 0. Changes nothing. */
  findGap(size: number, fit: MallocConfig['fit'] = this.config.fit): number {
    const gap = this.#search(this.#unitsFor(size), fit);
    return gap === -1 ? 0 : this.#base + gap * this.config.unitBytes;
  }

  /** Frees a live allocation and joins it with its free neighbours. Throws where `address` is not live. */
  free(address: number): void {
    const own = this.#mapped.get(address);
    if (own !== undefined) {
      this.#unmap(address, own);
      return;
    }
    const start = this.#liveChunk(address);
    const units = this.#tags[start * 2] >> 2;
    const requestedBytes = this.#tags[start * 2 + 1] - 1;
    this.#liveChunks--;
    this.#requestedBytes -= requestedBytes;
    this.#chunkUnits -= units;
    const gapUnits = this.#release(start, units);
    if (this.sink !== null)
      this.sink({
        type: 'rawFreed',
        address,
        requestedBytes,
        chunkBytes: units * this.config.unitBytes,
        gapBytes: gapUnits * this.config.unitBytes,
      });
    this.#trim(gapUnits);
  }

  /**
   * Resizes in place where the chunk is long enough or the neighbour above is free, else allocates, copies and
   * frees. Address 0 means malloc. Returns the new address, or 0 (with the old block untouched).
   */
  realloc(address: number, size: number): number {
    if (address === 0) return this.malloc(size);
    const own = this.#mapped.get(address);
    if (own !== undefined) return this.#remap(address, own, size);
    const start = this.#liveChunk(address);
    if (this.#resizeInPlace(start, size)) {
      if (this.sink !== null)
        this.sink({
          type: 'rawResized',
          address,
          requestedBytes: size,
          chunkBytes: (this.#tags[start * 2] >> 2) * this.config.unitBytes,
        });
      return address;
    }
    const moved = this.malloc(size);
    if (moved !== 0) this.free(address);
    return moved;
  }

  /** The requested bytes of the live allocation at `address`, or -1 where there is none. */
  requestedAt(address: number): number {
    const own = this.#mapped.get(address);
    if (own !== undefined) return own;
    const start = this.#unitAt(address);
    return start === -1 ? -1 : this.#tags[start * 2 + 1] - 1;
  }

  get liveChunks(): number {
    return this.#liveChunks + this.#mapped.size;
  }

  /** Bytes asked for by the live allocations. */
  get requestedBytes(): number {
    return this.#requestedBytes;
  }

  /** Bytes of the chunks of the live allocations inside the heap: headers and rounding in, mappings out. */
  get chunkBytes(): number {
    return this.#chunkUnits * this.config.unitBytes;
  }

  /** Bytes of the mappings that serve one long request each. */
  get mappedChunkBytes(): number {
    let bytes = 0;
    for (const requested of this.#mapped.values()) bytes += this.#mappingBytes(requested);
    return bytes;
  }

  /** Free bytes in gaps; the top chunk of a process heap is not a gap. */
  get gapBytes(): number {
    return (this.#topStart - this.#chunkUnits) * this.config.unitBytes;
  }

  get topBytes(): number {
    return this.#topUnits() * this.config.unitBytes;
  }

  /** The size of the longest gap in bytes (headers included), 0 where there is none. */
  get largestGapBytes(): number {
    return this.#gaps.longest() * this.config.unitBytes;
  }

  get gapCount(): number {
    return this.#gaps.count;
  }

  /** How far the heap ever reached: bytes from its start to the end of the highest chunk there ever was. */
  get highWaterBytes(): number {
    return this.#highWaterUnits * this.config.unitBytes;
  }

  get heapBytes(): number {
    return this.#end * this.config.unitBytes;
  }

  get baseAddress(): number {
    return this.#base;
  }

  /** Mappings that serve one long request each, as [address, requested bytes], in ascending order. */
  mappings(): [number, number][] {
    return [...this.#mapped].sort((a, b) => a[0] - b[0]);
  }

  /** Calls `visit` for every chunk of the heap in ascending order; `requestedBytes` is -1 for free ones. */
  forEachChunk(
    visit: (
      chunkAddress: number,
      chunkBytes: number,
      state: 'live' | 'free' | 'top',
      requested: number,
    ) => void,
  ): void {
    const unit = this.config.unitBytes;
    for (let at = 0; at < this.#end; ) {
      const word = this.#tags[at * 2];
      const state = (word & 3) === LIVE ? 'live' : (word & 3) === FREE ? 'free' : 'top';
      visit(this.#base + at * unit, (word >> 2) * unit, state, this.#tags[at * 2 + 1] - 1);
      at += word >> 2;
    }
  }

  /** Bytes of real memory that the simulation uses for this heap (mappings of their own count as 64 bytes each). */
  get footprintBytes(): number {
    return this.#tags.byteLength + this.#gaps.footprintBytes + 64 * this.#mapped.size;
  }

  hash(hasher: Hasher): Hasher {
    this.space.hash(hasher);
    hasher.word(this.#end).word(this.#topStart).word(this.#rover).word(this.#highWaterUnits);
    for (let at = 0; at < this.#end; at += this.#tags[at * 2] >> 2)
      hasher.word(this.#tags[at * 2]).word(this.#tags[at * 2 + 1]);
    for (const [address, requested] of this.mappings()) hasher.number(address).number(requested);
    return hasher.word(this.#mapped.size);
  }

  #unitsFor(size: number): number {
    const units = Math.ceil((Math.max(size, 1) + this.config.headerBytes) / this.config.unitBytes);
    return Math.max(units, this.#minUnits);
  }

  #topUnits(): number {
    return this.#end - this.#topStart;
  }

  #gapUnits(start: number): number {
    return this.#tags[start * 2] >> 2;
  }

  #search(units: number, fit = this.config.fit): number {
    if (fit === 'best') return this.#gaps.bestFit(units);
    if (fit === 'first') return this.#gaps.firstFit(units);
    const ahead = this.#gaps.firstFit(units, this.#rover);
    return ahead !== -1 ? ahead : this.#gaps.firstFit(units);
  }

  #tag(start: number, units: number, state: number): void {
    this.#tags[start * 2] = this.#tags[(start + units - 1) * 2] = (units << 2) | state;
  }

  #unitAt(address: number): number {
    const start = (address - this.#base - this.config.pointerOffsetBytes) / this.config.unitBytes;
    const inside = Number.isInteger(start) && start >= 0 && start < this.#end;
    return inside && this.#tags[start * 2 + 1] > 0 ? start : -1;
  }

  #liveChunk(address: number): number {
    const start = this.#unitAt(address);
    if (start === -1)
      throw new RangeError(`free of ${address}, which is not a live block of the system allocator`);
    return start;
  }

  #markLive(start: number, units: number, size: number): number {
    this.#tag(start, units, LIVE);
    this.#tags[start * 2 + 1] = size + 1;
    this.#liveChunks++;
    this.#requestedBytes += size;
    this.#chunkUnits += units;
    if (start + units > this.#highWaterUnits) this.#highWaterUnits = start + units;
    return this.#base + start * this.config.unitBytes + this.config.pointerOffsetBytes;
  }

  #allocate(gap: number, gapUnits: number, units: number, size: number, end: 'low' | 'high'): number {
    this.#gaps.remove(gap);
    let start = gap;
    const rest = gapUnits - units;
    if (rest < this.#minUnits) units = gapUnits;
    else if (end === 'low') {
      this.#tag(gap + units, rest, FREE);
      this.#gaps.insert(gap + units, rest);
    } else {
      start = gap + rest;
      this.#tag(gap, rest, FREE);
      this.#gaps.insert(gap, rest);
    }
    this.#rover = start + units;
    return this.#announce(this.#markLive(start, units, size), size, units, 'gap');
  }

  #allocateFromTop(units: number, size: number): number {
    const start = this.#topStart;
    this.#topStart += units;
    if (this.#topUnits() > 0) this.#tag(this.#topStart, this.#topUnits(), TOP);
    this.#rover = this.#topStart;
    return this.#announce(this.#markLive(start, units, size), size, units, 'top');
  }

  #announce(address: number, size: number, units: number, from: 'gap' | 'top'): number {
    if (this.sink !== null) {
      const chunkBytes = units * this.config.unitBytes;
      this.sink({ type: 'rawAllocated', address, requestedBytes: size, chunkBytes, from });
    }
    return address;
  }

  /** Makes [start, start + units) free, joins it with what is free around it, and returns the joined length. */
  #release(start: number, units: number): number {
    const tags = this.#tags;
    tags[start * 2 + 1] = 0;
    if (start > 0 && (tags[(start - 1) * 2] & 3) === FREE) {
      const before = tags[(start - 1) * 2] >> 2;
      this.#gaps.remove(start - before);
      start -= before;
      units += before;
    }
    const next = start + units;
    const state = next < this.#end ? tags[next * 2] & 3 : 0;
    if (state === TOP || (next === this.#end && this.config.growth.kind === 'brk')) {
      this.#topStart = start;
      this.#tag(start, this.#topUnits(), TOP);
      if (this.#rover > start) this.#rover = start;
      return this.#topUnits();
    }
    if (state === FREE) {
      const after = tags[next * 2] >> 2;
      this.#gaps.remove(next);
      units += after;
    }
    this.#tag(start, units, FREE);
    this.#gaps.insert(start, units);
    if (this.#rover > start && this.#rover < start + units) this.#rover = start;
    return units;
  }

  #resizeInPlace(start: number, size: number): boolean {
    const tags = this.#tags;
    const units = tags[start * 2] >> 2;
    const wanted = this.#unitsFor(size);
    const next = start + units;
    let available = units;
    const state = next < this.#end ? tags[next * 2] & 3 : 0;
    if (wanted > units) {
      if (state === FREE && units + (tags[next * 2] >> 2) >= wanted) {
        available = units + this.#gaps.remove(next);
      } else if (state === TOP && units + this.#topUnits() >= wanted + this.#minUnits) {
        this.#topStart += wanted - units;
        this.#tag(this.#topStart, this.#topUnits(), TOP);
        available = wanted;
      } else return false;
    }
    this.#requestedBytes += size - (tags[start * 2 + 1] - 1);
    const rest = available - wanted;
    const kept = rest >= this.#minUnits ? wanted : available;
    this.#tag(start, kept, LIVE);
    tags[start * 2 + 1] = size + 1;
    this.#chunkUnits += kept - units;
    if (start + kept > this.#highWaterUnits) this.#highWaterUnits = start + kept;
    if (kept < available) this.#release(start + kept, rest);
    return true;
  }

  /** Moves the break so that the top can serve `units` (glibc: sysmalloc). */
  #grow(units: number): boolean {
    const { growth, unitBytes } = this.config;
    if (growth.kind === 'fixed') return false;
    const missing = (units + this.#minUnits - this.#topUnits()) * unitBytes;
    let bytes = Math.ceil((missing + growth.topPadBytes) / pageBytes) * pageBytes;
    let address = this.space.sbrk(bytes);
    if (address === 0) {
      // Close to the limit the padding is a luxury.
      bytes = Math.ceil(missing / pageBytes) * pageBytes;
      address = this.space.sbrk(bytes);
    }
    if (address === 0) return false;
    this.#end += bytes / unitBytes;
    if (this.#end * 2 > this.#tags.length) {
      const grown = new Int32Array(Math.max(this.#end * 2, this.#tags.length * 2));
      grown.set(this.#tags);
      this.#tags = grown;
    }
    this.#tag(this.#topStart, this.#topUnits(), TOP);
    if (this.sink !== null) this.sink({ type: 'breakMoved', address, sizeBytes: bytes });
    return true;
  }

  /** Gives pages of a long top back (glibc: systrim, asked after a long chunk was freed). */
  #trim(joinedUnits: number): void {
    const { growth, unitBytes, minChunkBytes } = this.config;
    if (growth.kind === 'fixed' || joinedUnits * unitBytes < growth.trimAfterBytes) return;
    const top = this.#topUnits() * unitBytes;
    if (top < growth.trimThresholdBytes) return;
    const bytes = Math.floor((top - minChunkBytes - 1 - growth.topPadBytes) / pageBytes) * pageBytes;
    if (bytes <= 0) return;
    const address = this.space.sbrk(-bytes);
    this.#end -= bytes / unitBytes;
    this.#tag(this.#topStart, this.#topUnits(), TOP);
    if (this.sink !== null) this.sink({ type: 'breakMoved', address, sizeBytes: -bytes });
  }

  #mappingBytes(size: number): number {
    const { headerBytes, pointerOffsetBytes } = this.config;
    return Math.ceil((size + Math.max(headerBytes, pointerOffsetBytes)) / pageBytes) * pageBytes;
  }

  #map(size: number): number {
    const sizeBytes = this.#mappingBytes(size);
    const base = this.space.mmap(sizeBytes);
    if (base === 0) return 0;
    const address = base + this.config.pointerOffsetBytes;
    this.#mapped.set(address, size);
    this.#requestedBytes += size;
    if (this.sink !== null) {
      this.sink({ type: 'pagesMapped', address: base, sizeBytes });
      this.sink({ type: 'rawAllocated', address, requestedBytes: size, chunkBytes: sizeBytes, from: 'mmap' });
    }
    return address;
  }

  #unmap(address: number, requestedBytes: number): void {
    const base = address - this.config.pointerOffsetBytes;
    const sizeBytes = this.#mappingBytes(requestedBytes);
    this.#mapped.delete(address);
    this.#requestedBytes -= requestedBytes;
    this.space.munmap(base, sizeBytes);
    if (this.sink !== null) {
      this.sink({ type: 'rawFreed', address, requestedBytes, chunkBytes: sizeBytes, gapBytes: 0 });
      this.sink({ type: 'pagesUnmapped', address: base, sizeBytes });
    }
  }

  /** A mapping keeps its address while its pages stay the same in number; else it moves (glibc: mremap_chunk). */
  #remap(address: number, requestedBytes: number, size: number): number {
    const sizeBytes = this.#mappingBytes(size);
    if (sizeBytes === this.#mappingBytes(requestedBytes)) {
      this.#mapped.set(address, size);
      this.#requestedBytes += size - requestedBytes;
      if (this.sink !== null)
        this.sink({ type: 'rawResized', address, requestedBytes: size, chunkBytes: sizeBytes });
      return address;
    }
    const moved = this.malloc(size);
    if (moved !== 0) this.#unmap(address, requestedBytes);
    return moved;
  }
}
