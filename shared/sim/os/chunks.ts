/**
 * The chunks of a heap: a list in the order of their addresses that covers the heap without a hole, searchable by start.
 *
 * It stands for boundary tags (the size at both ends of each chunk), which give glibc the neighbours of a chunk in one step;
 * records beside the heap give them too and cost nothing for the bytes inside a long chunk. Records are numbered from
 * 1; record 1 is always the lowest chunk. Starts and sizes are in units of the heap.
 */
const START = 0;
const UNITS = 1;
const REQUESTED = 2;
const BEFORE = 3;
const AFTER = 4;
const SAME_BUCKET = 5;
const BIN_NEXT = 6;
const BIN_PREV = 7;
const SHIFT = 3;

/** In place of the requested bytes of a live chunk. */
const FREE = -1;
const TOP = -2;

/** What an empty table has; never written to. */
const NOTHING = new Int32Array(0);

export class ChunkTable {
  #words = NOTHING;
  /** Heads of the lists of chunks by a hash of their start; a power of two in number. */
  #buckets = NOTHING;
  #top = 0;
  #unused = 0;
  count = 0;

  clone(): ChunkTable {
    const copy = new ChunkTable();
    if (this.count === 0) return copy;
    copy.#words = this.#words.slice(0, (this.#top + 1) << SHIFT);
    copy.#buckets = this.#buckets.slice();
    copy.#top = this.#top;
    copy.#unused = this.#unused;
    copy.count = this.count;
    return copy;
  }

  start(chunk: number): number {
    return this.#words[(chunk << SHIFT) | START];
  }

  units(chunk: number): number {
    return this.#words[(chunk << SHIFT) | UNITS];
  }

  /** The next lower chunk, or 0. */
  before(chunk: number): number {
    return this.#words[(chunk << SHIFT) | BEFORE];
  }

  /** The next higher chunk, or 0. */
  after(chunk: number): number {
    return this.#words[(chunk << SHIFT) | AFTER];
  }

  /** The bytes that a live chunk was asked for; negative where it is not live. */
  requested(chunk: number): number {
    return this.#words[(chunk << SHIFT) | REQUESTED];
  }

  isFree(chunk: number): boolean {
    return this.#words[(chunk << SHIFT) | REQUESTED] === FREE;
  }

  isTop(chunk: number): boolean {
    return this.#words[(chunk << SHIFT) | REQUESTED] === TOP;
  }

  setLive(chunk: number, requestedBytes: number): void {
    this.#words[(chunk << SHIFT) | REQUESTED] = requestedBytes;
  }

  setFree(chunk: number): void {
    this.#words[(chunk << SHIFT) | REQUESTED] = FREE;
  }

  setTop(chunk: number): void {
    this.#words[(chunk << SHIFT) | REQUESTED] = TOP;
  }

  setUnits(chunk: number, units: number): void {
    this.#words[(chunk << SHIFT) | UNITS] = units;
  }

  /** Links of the bin that a free chunk is in (bins.ts). */
  binNext(chunk: number): number {
    return this.#words[(chunk << SHIFT) | BIN_NEXT];
  }

  binPrev(chunk: number): number {
    return this.#words[(chunk << SHIFT) | BIN_PREV];
  }

  setBinNext(chunk: number, next: number): void {
    this.#words[(chunk << SHIFT) | BIN_NEXT] = next;
  }

  setBinPrev(chunk: number, prev: number): void {
    this.#words[(chunk << SHIFT) | BIN_PREV] = prev;
  }

  /** The chunk that starts there, or 0. */
  at(start: number): number {
    if (this.count === 0) return 0;
    let chunk = this.#buckets[this.#bucket(start)];
    while (chunk !== 0 && this.start(chunk) !== start) chunk = this.#words[(chunk << SHIFT) | SAME_BUCKET];
    return chunk;
  }

  /** The first chunk of a heap, free. */
  addFirst(units: number): number {
    return this.#add(0, units, 0, 0);
  }

  /** Cuts a chunk: it keeps its lower `units`, a new free chunk gets the rest. Returns the new one. */
  split(chunk: number, units: number): number {
    const rest = this.units(chunk) - units;
    this.setUnits(chunk, units);
    return this.#add(this.start(chunk) + units, rest, chunk, this.after(chunk));
  }

  /** Joins a chunk with the next higher one, whose record goes. */
  absorbAfter(chunk: number): void {
    const gone = this.after(chunk);
    const after = this.after(gone);
    this.setUnits(chunk, this.units(chunk) + this.units(gone));
    this.#words[(chunk << SHIFT) | AFTER] = after;
    if (after !== 0) this.#words[(after << SHIFT) | BEFORE] = chunk;
    this.#leaveBucket(gone);
    this.#words[(gone << SHIFT) | AFTER] = this.#unused;
    this.#unused = gone;
    this.count--;
  }

  /** Moves the border between a chunk and the next higher one upwards by `units`. */
  moveBorder(chunk: number, units: number): void {
    const next = this.after(chunk);
    this.#leaveBucket(next);
    this.setUnits(chunk, this.units(chunk) + units);
    this.setUnits(next, this.units(next) - units);
    this.#words[(next << SHIFT) | START] += units;
    this.#enterBucket(next);
  }

  get footprintBytes(): number {
    return this.#words.byteLength + this.#buckets.byteLength;
  }

  #add(start: number, units: number, before: number, after: number): number {
    let chunk = this.#unused;
    if (chunk !== 0) this.#unused = this.after(chunk);
    else chunk = ++this.#top;
    const at = chunk << SHIFT;
    if (at + (1 << SHIFT) > this.#words.length) this.#grow(at + (1 << SHIFT));
    if (this.count >= this.#buckets.length) this.#rehash();
    const words = this.#words;
    words[at | START] = start;
    words[at | UNITS] = units;
    words[at | REQUESTED] = FREE;
    words[at | BEFORE] = before;
    words[at | AFTER] = after;
    if (before !== 0) words[(before << SHIFT) | AFTER] = chunk;
    if (after !== 0) words[(after << SHIFT) | BEFORE] = chunk;
    this.#enterBucket(chunk);
    this.count++;
    return chunk;
  }

  #grow(length: number): void {
    const words = new Int32Array(Math.max(length, 64, Math.ceil((this.#words.length * 3) / 16) * 8));
    words.set(this.#words);
    this.#words = words;
  }

  #rehash(): void {
    this.#buckets = new Int32Array(Math.max(8, this.#buckets.length * 2));
    for (let chunk = this.count === 0 ? 0 : 1; chunk !== 0; chunk = this.after(chunk))
      this.#enterBucket(chunk);
  }

  #bucket(start: number): number {
    return (Math.imul(start, 0x9e3779b1) >>> 7) & (this.#buckets.length - 1);
  }

  #enterBucket(chunk: number): void {
    const bucket = this.#bucket(this.start(chunk));
    this.#words[(chunk << SHIFT) | SAME_BUCKET] = this.#buckets[bucket];
    this.#buckets[bucket] = chunk;
  }

  #leaveBucket(chunk: number): void {
    const bucket = this.#bucket(this.start(chunk));
    const next = this.#words[(chunk << SHIFT) | SAME_BUCKET];
    let each = this.#buckets[bucket];
    if (each === chunk) {
      this.#buckets[bucket] = next;
      return;
    }
    while (this.#words[(each << SHIFT) | SAME_BUCKET] !== chunk)
      each = this.#words[(each << SHIFT) | SAME_BUCKET];
    this.#words[(each << SHIFT) | SAME_BUCKET] = next;
  }
}
