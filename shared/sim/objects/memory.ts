/**
 * The one door to the allocator: blocks by address, and the bound on what a program may take.
 *
 * Addresses are kept in objects as small integers (units of 8 bytes above the start of the arenas or, from 2**30 on, of
 * the other mappings; negative ones for the break), because a 47-bit number would cost a boxed double in each object.
 */
import { BoundExceeded, bytesInWords } from '../../base/bounds.ts';
import type { AddressLayout } from '../os/address-space.ts';

/** What Memory needs of pymalloc. */
export type Allocator = {
  malloc(sizeBytes: number): number;
  free(address: number): void;
  realloc(address: number, sizeBytes: number): number;
  /** The usual case of malloc: a block's place in units of `alignment` from `origin`, or 0: ask malloc. */
  mallocUnit(sizeBytes: number): number;
  /** The bytes that were asked for. */
  freeUnit(unit: number): number;
  /** malloc of as many bytes as the block at `unit` has, then free of that one, in the usual case: the new unit, or 0: nothing has happened. */
  exchangeUnit(unit: number, sizeBytes: number): number;
  /** Bytes that were asked for at an address, -1 where no live block starts there. */
  requestedBytes(address: number): number;
  readonly origin: number;
  /** Units from `origin` that hold blocks or may. */
  readonly unitCount: number;
  readonly geometry: { readonly alignment: number; readonly maxRequest: number };
};

/** The address space that the allocator maps its memory in. */
export type Space = {
  readonly layout: AddressLayout;
  readonly residentBytes: number;
  leaveUntouched(bytes: number): void;
};

/** Who is told of every block (tracemalloc). */
export interface AllocationTracer {
  allocated(handle: number, sizeBytes: number): void;
  freed(handle: number): void;
  moved(from: number, to: number, sizeBytes: number): void;
}

/** Requests above this are charged to the steps by their size. */
const SMALL_BYTES = 512;
/** Bytes that are filled or moved in the time of one step, as a power of two. */
const BYTES_PER_STEP = 6;

/** Who keeps an account of the blocks for the host; no part of the machine's state. */
export interface BlockAccount {
  took(handle: number, sizeBytes: number): void;
  gave(handle: number, sizeBytes: number): void;
  resized(from: number, to: number, before: number, sizeBytes: number): void;
}

export class Memory {
  #tracer: AllocationTracer | null = null;
  #account: BlockAccount | null = null;
  /** Somebody is told of blocks. */
  observed = false;
  /** Whoever pays for large blocks: filling and moving them takes time. */
  payer: { stepsLeft: number } = { stepsLeft: 0 };
  declare readonly allocator: Allocator;
  declare readonly arenas: number;
  declare readonly maps: number;
  declare readonly brk: number;
  /** Blocks that were handed out and not given back (sys.getallocatedblocks). */
  liveBlocks = 0;
  liveBytes = 0;
  /** A unit of the allocator is `1 << unitShift` handles; unit 0 is at handle `unitOrigin`. */
  declare readonly unitShift: number;
  declare readonly unitOrigin: number;
  /** Next address for objects in static storage (negative handles below the break). */
  staticNext = 2;
  declare readonly space: Space;

  constructor(allocator: Allocator, space: Space) {
    const { layout } = space;
    this.allocator = allocator;
    this.space = space;
    this.arenas = layout.arenasStart;
    this.maps = layout.mapsStart;
    this.brk = layout.brkStart;
    this.unitShift = Math.log2(allocator.geometry.alignment) - 3;
    // A small integer for the host too: with a double all sums of handles would be doubles.
    this.unitOrigin = ((allocator.origin - layout.arenasStart) / 8) | 0;
  }

  /** Places for blocks in the arenas: handles `unitOrigin` to `unitOrigin + (units << unitShift)`. */
  get units(): number {
    return this.allocator.unitCount;
  }

  /** tracemalloc, while the program has it on. */
  get tracer(): AllocationTracer | null {
    return this.#tracer;
  }

  set tracer(tracer: AllocationTracer | null) {
    this.#tracer = tracer;
    this.observed = tracer !== null || this.#account !== null;
  }

  get account(): BlockAccount | null {
    return this.#account;
  }

  set account(account: BlockAccount | null) {
    this.#account = account;
    this.observed = account !== null || this.#tracer !== null;
  }

  /** The allocator's unit of a block in the arenas, or -1. */
  unitOf(handle: number): number {
    return handle >= 0 && handle < MAPS ? (handle - this.unitOrigin) >> this.unitShift : -1;
  }

  /** A block of `sizeBytes`; its handle. Throws BoundExceeded where the simulated machine has no more. */
  alloc(sizeBytes: number): number {
    if (!this.observed) {
      const unit = this.allocator.mallocUnit(sizeBytes);
      if (unit !== 0) {
        this.liveBlocks++;
        return ((unit << this.unitShift) + this.unitOrigin) | 0;
      }
    }
    return this.allocSlowly(sizeBytes);
  }

  private allocSlowly(sizeBytes: number): number {
    const unit = this.allocator.mallocUnit(sizeBytes);
    const handle = unit !== 0 ? (unit << this.unitShift) + this.unitOrigin : this.allocByAddress(sizeBytes);
    this.liveBlocks++;
    if (this.#tracer !== null) this.#tracer.allocated(handle, sizeBytes);
    if (this.#account !== null) this.#account.took(handle, sizeBytes);
    return handle;
  }

  private allocByAddress(sizeBytes: number): number {
    if (sizeBytes > SMALL_BYTES) this.payer.stepsLeft -= sizeBytes >> BYTES_PER_STEP;
    const address = this.allocator.malloc(sizeBytes);
    if (address === 0) throw this.exhausted(sizeBytes);
    return this.handleOf(address);
  }

  /** A block of zeros (calloc) of which no page has been touched: `touch` says how much of it is, `untouched` how much is left when it is freed. */
  allocZeros(sizeBytes: number): number {
    this.space.leaveUntouched(sizeBytes);
    try {
      const handle = this.alloc(sizeBytes);
      if (sizeBytes > SMALL_BYTES) this.payer.stepsLeft += sizeBytes >> BYTES_PER_STEP;
      return handle;
    } catch (error) {
      this.space.leaveUntouched(-sizeBytes);
      throw error;
    }
  }

  /** Part of a block of zeros is written to, or goes. */
  touch(bytes: number): void {
    this.mustHold(bytes);
    this.space.leaveUntouched(-bytes);
  }

  free(handle: number): void {
    // Every handle of the region of arenas is a block of the allocator.
    if (handle >= 0 && handle < MAPS && !this.observed) {
      this.liveBlocks--;
      this.allocator.freeUnit((handle - this.unitOrigin) >> this.unitShift);
    } else this.freeSlowly(handle);
  }

  private freeSlowly(handle: number): void {
    if (handle >= 0 && handle < MAPS) {
      this.liveBlocks--;
      if (this.#tracer !== null) this.#tracer.freed(handle);
      const sizeBytes = this.allocator.freeUnit((handle - this.unitOrigin) >> this.unitShift);
      if (this.#account !== null) this.#account.gave(handle, sizeBytes);
      return;
    }
    if (this.isStatic(handle)) return;
    this.liveBlocks--;
    if (this.#tracer !== null) this.#tracer.freed(handle);
    const address = this.addressOf(handle);
    if (this.#account !== null) this.#account.gave(handle, this.allocator.requestedBytes(address));
    this.allocator.free(address);
  }

  /** alloc(sizeBytes) and then free(handle), of a block of as many bytes; the new handle. */
  exchange(handle: number, sizeBytes: number): number {
    if (handle >= 0 && handle < MAPS && !this.observed) {
      const unit = this.allocator.exchangeUnit((handle - this.unitOrigin) >> this.unitShift, sizeBytes);
      if (unit !== 0) return ((unit << this.unitShift) + this.unitOrigin) | 0;
    }
    const taken = this.alloc(sizeBytes);
    this.free(handle);
    return taken;
  }

  realloc(handle: number, sizeBytes: number): number {
    const address = this.addressOf(handle);
    const before = this.#account === null ? 0 : this.allocator.requestedBytes(address);
    const to = this.allocator.realloc(address, sizeBytes);
    if (to === 0) throw this.exhausted(sizeBytes);
    const moved = this.handleOf(to);
    if (moved !== handle && sizeBytes > SMALL_BYTES) this.payer.stepsLeft -= sizeBytes >> BYTES_PER_STEP;
    if (this.#tracer !== null) this.#tracer.moved(handle, moved, sizeBytes);
    if (this.#account !== null) this.#account.resized(handle, moved, before, sizeBytes);
    return moved;
  }

  /** What was asked for a block. */
  requestedBytes(handle: number): number {
    return this.allocator.requestedBytes(this.addressOf(handle));
  }

  /** For whoever is about to fill memory of the host: throws where the program may not have that many bytes more. */
  mustHold(sizeBytes: number): void {
    if (this.space.residentBytes + sizeBytes > this.space.layout.limitBytes) throw this.exhausted(sizeBytes);
  }

  private exhausted(sizeBytes: number): BoundExceeded {
    const { limitBytes } = this.space.layout;
    const asked = sizeBytes > 2 ** 20 ? `: it asked for ${bytesInWords(sizeBytes)}` : '';
    return new BoundExceeded(
      'heap',
      `the program needs more than the ${bytesInWords(limitBytes)} of memory that it may have${asked}`,
    );
  }

  /**
   * A handle for an object of `sizeBytes` that the interpreter's executable contains (static types, small ints); `odd`: 8 bytes past a multiple of
   * 16.
   */
  allocStatic(sizeBytes: number, odd = false): number {
    if (this.staticNext % 2 !== Number(odd)) this.staticNext++;
    const handle = -this.staticNext;
    this.staticNext += ((sizeBytes + 15) >> 4) * 2;
    return handle;
  }

  /** Static storage lies below the break: handles -1, -2, ... */
  isStatic(handle: number): boolean {
    return handle < 0 && handle > -STATIC_UNITS;
  }

  /** The simulated address in bytes. */
  addressOf(handle: number): number {
    if (handle >= MAPS) return this.maps + (handle - MAPS) * 8;
    if (handle >= 0) return this.arenas + handle * 8;
    return this.brk + (-handle - STATIC_UNITS) * 8;
  }

  handleOf(address: number): number {
    const offset = address - this.arenas;
    if (offset >= 0) return offset < MAPS * 8 ? (offset / 8) | 0 : (address - this.maps) / 8 + MAPS;
    return -((address - this.brk) / 8 + STATIC_UNITS);
  }
}

/** Handles of other mappings than arenas begin here. */
const MAPS = 2 ** 30;
/** 64 MiB before the break hold what is static. */
const STATIC_UNITS = 2 ** 23;
