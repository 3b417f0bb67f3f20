/**
 * The system allocator: malloc, free and realloc over chunks that know their neighbours, as in glibc's malloc and in
 * Knuth's TAOCP 2.5. A freed chunk joins its free neighbours at once.
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
import { GapBins } from './bins.ts';
import { ChunkTable } from './chunks.ts';
import { type Fit, glibc, type MallocConfig } from './config.ts';
import type { OsSink } from './events.ts';
import { SpanTree } from './span-tree.ts';

export class SystemMalloc {
  readonly space: AddressSpace;
  readonly config: MallocConfig;
  sink: OsSink | null = null;
  #chunks = new ChunkTable();
  /** The gaps: in bins where a process heap takes the best fit, else in order, so that every fit is exact. */
  #bins = new GapBins();
  #gaps = new SpanTree();
  readonly #binned: boolean;
  /** Requests that have a mapping of their own: address -> requested bytes. */
  #mapped = new Map<number, number>();
  readonly #base: number;
  /** Where the heap ends, in units. */
  #end = 0;
  /** The top chunk of a process heap that was used, else 0. */
  #top = 0;
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
    this.#binned = growth.kind === 'brk' && config.fit === 'best';
    if (from !== undefined) this.#take(from);
    else if (growth.kind === 'fixed') {
      this.#end = Math.floor(growth.capacityBytes / unitBytes);
      invariant(this.#end >= this.#minUnits, 'a fixed heap holds at least one chunk');
      this.#addGap(this.#chunks.addFirst(this.#end));
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
    this.#chunks = other.#chunks.clone();
    this.#bins = other.#bins.clone();
    this.#gaps = other.#gaps.clone();
    if (other.#mapped.size > 0 || this.#mapped.size > 0) this.#mapped = new Map(other.#mapped);
    this.#end = other.#end;
    this.#top = other.#top;
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
    if (gap !== 0) return this.#allocate(gap, units, size, 'low');
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
    const chunk = Number.isInteger(start) && start >= 0 && start < this.#end ? this.#chunks.at(start) : 0;
    const units = this.#unitsFor(size);
    if (chunk === 0 || !this.#chunks.isFree(chunk) || this.#chunks.units(chunk) < units) return 0;
    return this.#allocate(chunk, units, size, end);
  }

  /** Where `malloc(size)` would place by this fit: the start address of the gap, or 0. Changes nothing. */
  findGap(size: number, fit: Fit = this.config.fit): number {
    const gap = this.#search(this.#unitsFor(size), fit);
    return gap === 0 ? 0 : this.#base + this.#chunks.start(gap) * this.config.unitBytes;
  }

  /** Frees a live allocation and joins it with its free neighbours. Throws where `address` is not live. */
  free(address: number): void {
    const own = this.#mapped.get(address);
    if (own !== undefined) {
      this.#unmap(address, own);
      return;
    }
    const chunk = this.#liveChunk(address);
    const units = this.#chunks.units(chunk);
    const requestedBytes = this.#chunks.requested(chunk);
    this.#liveChunks--;
    this.#requestedBytes -= requestedBytes;
    this.#chunkUnits -= units;
    const gapUnits = this.#release(chunk);
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
    const chunk = this.#liveChunk(address);
    if (this.#resizeInPlace(chunk, size)) {
      if (this.sink !== null)
        this.sink({
          type: 'rawResized',
          address,
          requestedBytes: size,
          chunkBytes: this.#chunks.units(chunk) * this.config.unitBytes,
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
    const chunk = this.#chunkOf(address);
    return chunk === 0 ? -1 : this.#chunks.requested(chunk);
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
    return (this.#end - this.#topUnits() - this.#chunkUnits) * this.config.unitBytes;
  }

  get topBytes(): number {
    return this.#topUnits() * this.config.unitBytes;
  }

  /** The size of the longest gap in bytes (headers included), 0 where there is none. */
  get largestGapBytes(): number {
    return (this.#binned ? this.#bins.longest(this.#chunks) : this.#gaps.longest()) * this.config.unitBytes;
  }

  get gapCount(): number {
    return this.#binned ? this.#bins.count : this.#gaps.count;
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
    const chunks = this.#chunks;
    for (let chunk = this.#lowest(); chunk !== 0; chunk = chunks.after(chunk)) {
      const state = chunks.isFree(chunk) ? 'free' : chunks.isTop(chunk) ? 'top' : 'live';
      const requested = state === 'live' ? chunks.requested(chunk) : -1;
      visit(this.#base + chunks.start(chunk) * unit, chunks.units(chunk) * unit, state, requested);
    }
  }

  /** Bytes of real memory that the simulation uses for this heap (mappings of their own count as 64 bytes each). */
  get footprintBytes(): number {
    return (
      this.#chunks.footprintBytes +
      this.#bins.footprintBytes +
      this.#gaps.footprintBytes +
      64 * this.#mapped.size
    );
  }

  hash(hasher: Hasher): Hasher {
    this.space.hash(hasher);
    const chunks = this.#chunks;
    hasher.word(this.#end).word(this.#rover).word(this.#highWaterUnits);
    for (let chunk = this.#lowest(); chunk !== 0; chunk = chunks.after(chunk))
      hasher.word(chunks.units(chunk)).word(chunks.requested(chunk));
    this.#bins.hash(chunks, hasher);
    for (const [address, requested] of this.mappings()) hasher.number(address).number(requested);
    return hasher.word(this.#mapped.size);
  }

  #unitsFor(size: number): number {
    const units = Math.ceil((Math.max(size, 1) + this.config.headerBytes) / this.config.unitBytes);
    return Math.max(units, this.#minUnits);
  }

  #topUnits(): number {
    return this.#top === 0 ? 0 : this.#chunks.units(this.#top);
  }

  #lowest(): number {
    return this.#chunks.count === 0 ? 0 : 1;
  }

  #addGap(chunk: number): void {
    this.#chunks.setFree(chunk);
    if (this.#binned) this.#bins.add(this.#chunks, chunk);
    else this.#gaps.insert(this.#chunks.start(chunk), this.#chunks.units(chunk));
  }

  #removeGap(chunk: number): void {
    if (this.#binned) this.#bins.remove(this.#chunks, chunk);
    else this.#gaps.remove(this.#chunks.start(chunk));
  }

  /** The free chunk that the fit takes, or 0. */
  #search(units: number, fit: Fit = this.config.fit): number {
    if (this.#binned)
      return fit === 'best' ? this.#bins.find(this.#chunks, units) : this.#walkFor(units, fit);
    const gaps = this.#gaps;
    let start = -1;
    if (fit === 'best') start = gaps.bestFit(units);
    else if (fit === 'next') start = gaps.firstFit(units, this.#rover);
    if (start === -1 && fit !== 'best') start = gaps.firstFit(units);
    return start === -1 ? 0 : this.#chunks.at(start);
  }

  /** First and next fit by looking at one chunk after the other: where the bins do not know the order. */
  #walkFor(units: number, fit: Fit): number {
    const chunks = this.#chunks;
    let first = 0;
    for (let chunk = this.#lowest(); chunk !== 0; chunk = chunks.after(chunk)) {
      if (!chunks.isFree(chunk) || chunks.units(chunk) < units) continue;
      if (fit === 'first' || chunks.start(chunk) >= this.#rover) return chunk;
      if (first === 0) first = chunk;
    }
    return first;
  }

  /** The live chunk whose pointer is `address`, or 0. */
  #chunkOf(address: number): number {
    const start = (address - this.#base - this.config.pointerOffsetBytes) / this.config.unitBytes;
    if (!Number.isInteger(start) || start < 0 || start >= this.#end) return 0;
    const chunk = this.#chunks.at(start);
    return chunk !== 0 && this.#chunks.requested(chunk) >= 0 ? chunk : 0;
  }

  #liveChunk(address: number): number {
    const chunk = this.#chunkOf(address);
    if (chunk === 0)
      throw new RangeError(
        `no live block of the system allocator starts at ${address}: it was freed, or never was one`,
      );
    return chunk;
  }

  #markLive(chunk: number, size: number, from: 'gap' | 'top'): number {
    const units = this.#chunks.units(chunk);
    const end = this.#chunks.start(chunk) + units;
    this.#chunks.setLive(chunk, size);
    this.#rover = end;
    this.#liveChunks++;
    this.#requestedBytes += size;
    this.#chunkUnits += units;
    if (end > this.#highWaterUnits) this.#highWaterUnits = end;
    const address = this.#base + (end - units) * this.config.unitBytes + this.config.pointerOffsetBytes;
    if (this.sink !== null) {
      const chunkBytes = units * this.config.unitBytes;
      this.sink({ type: 'rawAllocated', address, requestedBytes: size, chunkBytes, from });
    }
    return address;
  }

  /** Takes `units` from an end of a gap; all of it where the rest would be too short for a chunk. */
  #allocate(gap: number, units: number, size: number, end: 'low' | 'high'): number {
    this.#removeGap(gap);
    const rest = this.#chunks.units(gap) - units;
    let taken = gap;
    if (rest >= this.#minUnits) {
      const upper = this.#chunks.split(gap, end === 'low' ? units : rest);
      taken = end === 'low' ? gap : upper;
      this.#addGap(end === 'low' ? upper : gap);
    }
    return this.#markLive(taken, size, 'gap');
  }

  #allocateFromTop(units: number, size: number): number {
    const taken = this.#top;
    this.#top = this.#chunks.split(taken, units);
    this.#chunks.setTop(this.#top);
    return this.#markLive(taken, size, 'top');
  }

  /** Makes a chunk free, joins it with what is free around it, and returns the length of the whole. */
  #release(chunk: number): number {
    const chunks = this.#chunks;
    const before = chunks.before(chunk);
    if (before !== 0 && chunks.isFree(before)) {
      this.#removeGap(before);
      chunks.absorbAfter(before);
      chunk = before;
    }
    const after = chunks.after(chunk);
    const joinsTop = after !== 0 && after === this.#top;
    if (joinsTop || (after !== 0 && chunks.isFree(after))) {
      if (!joinsTop) this.#removeGap(after);
      chunks.absorbAfter(chunk);
    }
    const start = chunks.start(chunk);
    const units = chunks.units(chunk);
    if (this.#rover > start && this.#rover < start + units) this.#rover = start;
    if (joinsTop) {
      chunks.setTop(chunk);
      this.#top = chunk;
    } else this.#addGap(chunk);
    return units;
  }

  #resizeInPlace(chunk: number, size: number): boolean {
    const chunks = this.#chunks;
    const units = chunks.units(chunk);
    const wanted = this.#unitsFor(size);
    const after = chunks.after(chunk);
    if (wanted > units && after !== 0) {
      if (chunks.isFree(after) && units + chunks.units(after) >= wanted) {
        this.#removeGap(after);
        chunks.absorbAfter(chunk);
      } else if (after === this.#top && units + chunks.units(after) >= wanted + this.#minUnits) {
        chunks.moveBorder(chunk, wanted - units);
      }
    }
    const available = chunks.units(chunk);
    if (wanted > available) return false;
    this.#requestedBytes += size - chunks.requested(chunk);
    chunks.setLive(chunk, size);
    const rest = available - wanted;
    if (rest >= this.#minUnits) this.#release(chunks.split(chunk, wanted));
    const kept = chunks.units(chunk);
    this.#chunkUnits += kept - units;
    this.#highWaterUnits = Math.max(this.#highWaterUnits, chunks.start(chunk) + kept);
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
    const added = bytes / unitBytes;
    this.#end += added;
    if (this.#top === 0) {
      this.#top = this.#chunks.addFirst(added);
      this.#chunks.setTop(this.#top);
    } else this.#chunks.setUnits(this.#top, this.#topUnits() + added);
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
    this.#chunks.setUnits(this.#top, this.#topUnits() - bytes / unitBytes);
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
