/**
 * Free chunks sorted into bins by size, as in glibc's malloc: one bin for each small size, eight to a doubling above. The
 * shortest chunk that is long enough is found in a few steps, however many there are.
 *
 * Simplified: a chunk freed last is first in its bin (glibc's small bins are queues), and in a bin of several sizes
 * the best of the first chunks is taken (glibc keeps these bins sorted).
 */
import type { Hasher } from '../../base/hash.ts';
import type { ChunkTable } from './chunks.ts';

/** Bins below this hold one size each, in units. */
const EXACT = 512;
const EXACT_BITS = 9;
const BINS = EXACT + (31 - EXACT_BITS) * 8;
/** How many chunks of a bin with several sizes are looked at. */
const LOOK_AT = 32;

/** What bins without a chunk have; never written to. */
const NOTHING = new Int32Array(0);

export class GapBins {
  /** The first chunk of each bin, then a bit for each bin that has one. */
  #words = NOTHING;
  count = 0;

  clone(): GapBins {
    const copy = new GapBins();
    if (this.count === 0) return copy;
    copy.#words = this.#words.slice();
    copy.count = this.count;
    return copy;
  }

  add(chunks: ChunkTable, chunk: number): void {
    if (this.#words.length === 0) this.#words = new Int32Array(BINS + Math.ceil(BINS / 32));
    const bin = binOf(chunks.units(chunk));
    const next = this.#words[bin];
    chunks.setBinNext(chunk, next);
    chunks.setBinPrev(chunk, 0);
    if (next !== 0) chunks.setBinPrev(next, chunk);
    this.#words[bin] = chunk;
    this.#words[BINS + (bin >> 5)] |= 1 << (bin & 31);
    this.count++;
  }

  remove(chunks: ChunkTable, chunk: number): void {
    const next = chunks.binNext(chunk);
    const prev = chunks.binPrev(chunk);
    if (next !== 0) chunks.setBinPrev(next, prev);
    if (prev !== 0) chunks.setBinNext(prev, next);
    else {
      const bin = binOf(chunks.units(chunk));
      this.#words[bin] = next;
      if (next === 0) this.#words[BINS + (bin >> 5)] &= ~(1 << (bin & 31));
    }
    this.count--;
  }

  /** A chunk of at least `units`, the shortest that the bins tell apart, or 0. */
  find(chunks: ChunkTable, units: number): number {
    if (this.count === 0) return 0;
    for (let bin = this.#nextBin(binOf(units)); bin < BINS; bin = this.#nextBin(bin + 1)) {
      let best = 0;
      let chunk = this.#words[bin];
      for (let looked = 0; chunk !== 0 && looked < LOOK_AT; looked++, chunk = chunks.binNext(chunk)) {
        const size = chunks.units(chunk);
        if (size >= units && (best === 0 || size < chunks.units(best))) best = chunk;
        if (bin < EXACT) break;
      }
      if (best !== 0) return best;
    }
    return 0;
  }

  /** The units of the longest chunk; 0 where there is none. */
  longest(chunks: ChunkTable): number {
    for (let bin = BINS - 1; this.count > 0 && bin >= 0; bin--) {
      let longest = 0;
      for (let chunk = this.#words[bin]; chunk !== 0; chunk = chunks.binNext(chunk))
        longest = Math.max(longest, chunks.units(chunk));
      if (longest > 0) return longest;
    }
    return 0;
  }

  /** Takes in the order of the chunks in their bins, on which later choices depend. */
  hash(chunks: ChunkTable, hasher: Hasher): Hasher {
    for (let bin = 0; this.count > 0 && bin < BINS; bin++)
      for (let chunk = this.#words[bin]; chunk !== 0; chunk = chunks.binNext(chunk))
        hasher.word(chunks.start(chunk));
    return hasher.word(this.count);
  }

  get footprintBytes(): number {
    return this.#words.byteLength;
  }

  /** The first bin from `bin` on that has a chunk, or BINS. */
  #nextBin(bin: number): number {
    let word = bin >> 5;
    let bits = bin < BINS ? this.#words[BINS + word] & (-1 << (bin & 31)) : 0;
    while (bits === 0) {
      if (++word >= Math.ceil(BINS / 32)) return BINS;
      bits = this.#words[BINS + word];
    }
    return word * 32 + (31 - Math.clz32(bits & -bits));
  }
}

function binOf(units: number): number {
  if (units < EXACT) return units;
  const exponent = 31 - Math.clz32(units);
  return EXACT + (exponent - EXACT_BITS) * 8 + ((units >> (exponent - 3)) & 7);
}
