/**
 * The Mersenne Twister of `random` (Modules/_randommodule.c; MT19937 by Matsumoto and Nishimura): the same seeds
 * give the same numbers as CPython. Its state is 624 words and an index, as random.getstate() shows it.
 */
import { abs, checkBits, fromBigInt, type PyInt } from './ints.ts';
import { valueError } from './raised.ts';
import { sha512 } from './sha512.ts';

const size = 624;
const period = 397;

export class MersenneTwister {
  readonly state: Uint32Array;
  index: number;

  constructor(state = new Uint32Array(size), index = size) {
    this.state = state;
    this.index = index;
  }

  /** random.seed(int): by the 32-bit digits of its magnitude. */
  seedInt(seed: PyInt): void {
    const hex = abs(seed).toString(16);
    const key: number[] = [];
    for (let end = hex.length; end > 0; end -= 8)
      key.push(Number.parseInt(hex.slice(Math.max(0, end - 8), end), 16));
    this.#seedByArray(key);
  }

  /** random.seed(bytes), and of a str its UTF-8 bytes (version 2): the bytes and their SHA-512 as one int. */
  seedBytes(bytes: Uint8Array): void {
    const hex = (part: Uint8Array): string =>
      Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.seedInt(fromBigInt(BigInt(`0x${hex(bytes)}${hex(sha512(bytes))}`)));
  }

  /** random.seed(float) and of other hashables: the hash as an unsigned 64-bit int. */
  seedHash(hash: PyInt): void {
    this.seedInt(fromBigInt(BigInt.asUintN(64, BigInt(hash))));
  }

  /** 32 random bits. */
  next(): number {
    if (this.index >= size) this.#refill();
    let y = this.state[this.index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** random(): 53 bits in [0, 1). */
  random(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** getrandbits(k). */
  bits(k: number): PyInt {
    if (k < 0)
      throw valueError({
        '3.3': 'number of bits must be greater than zero',
        '3.9': 'number of bits must be non-negative',
      });
    if (k === 0) return 0;
    if (k <= 32) return this.next() >>> (32 - k);
    checkBits(k);
    const words: string[] = [];
    for (let shift = 0; shift < k; shift += 32) {
      const left = k - shift;
      const word = left < 32 ? this.next() >>> (32 - left) : this.next();
      words.push(word.toString(16).padStart(8, '0'));
    }
    return fromBigInt(BigInt(`0x${words.reverse().join('')}`));
  }

  clone(): MersenneTwister {
    return new MersenneTwister(this.state.slice(), this.index);
  }

  #seedByArray(key: readonly number[]): void {
    const s = this.state;
    s[0] = 19650218;
    for (let i = 1; i < size; i++) s[i] = Math.imul(1812433253, s[i - 1] ^ (s[i - 1] >>> 30)) + i;
    let i = 1;
    let j = 0;
    for (let k = Math.max(size, key.length); k > 0; k--) {
      s[i] = (s[i] ^ Math.imul(s[i - 1] ^ (s[i - 1] >>> 30), 1664525)) + key[j] + j;
      if (++i >= size) {
        s[0] = s[size - 1];
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = size - 1; k > 0; k--) {
      s[i] = (s[i] ^ Math.imul(s[i - 1] ^ (s[i - 1] >>> 30), 1566083941)) - i;
      if (++i >= size) {
        s[0] = s[size - 1];
        i = 1;
      }
    }
    s[0] = 0x80000000;
    this.index = size;
  }

  #refill(): void {
    const s = this.state;
    for (let i = 0; i < size; i++) {
      const y = (s[i] & 0x80000000) | (s[(i + 1) % size] & 0x7fffffff);
      s[i] = s[(i + period) % size] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }
}
