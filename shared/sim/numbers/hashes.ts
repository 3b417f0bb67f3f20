/**
 * Hashes of numbers and of containers of hashes (pyhash.c, tupleobject.c, setobject.c, longobject.c).
 *
 * A hash is a signed 64-bit integer. As a value of the program it is a PyInt; as tables probe with it, it is two
 * signed 32-bit words: `lowWord(hash)` and `highWord(hash)`; `fromWords` goes back.
 */

import type { Complex } from './complex.ts';
import { fromBigInt, type PyInt } from './ints.ts';

const modulus = (1n << 61n) - 1n;
export const hashInfinity = 314159;
export const hashImaginary = 1000003;
/** hash(None) from 3.12. */
export const hashNone = 0xfca86420;

/** hash(int). */
export function hashInt(value: PyInt): PyInt {
  if (typeof value === 'number') return value === -1 ? -2 : value;
  const hash = fromBigInt(value < 0n ? -(-value % modulus) : value % modulus);
  return hash === -1 ? -2 : hash;
}

/** hash(float) for anything but nan, whose hash is 0 (<=3.9) or the object's own (3.10+). */
export function hashFloat(value: number): PyInt {
  if (Number.isSafeInteger(value)) return value === -1 ? -2 : value + 0;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 0 : value < 0 ? -hashInfinity : hashInfinity;
  let magnitude = Math.abs(value);
  let exponent = 0;
  // To a whole number of at most 53 bits, counting the powers of two taken out.
  if (magnitude >= 2 ** 53) {
    while (magnitude >= 2 ** 53) {
      magnitude /= 2;
      exponent++;
    }
  } else {
    while (magnitude !== Math.floor(magnitude)) {
      magnitude *= 2;
      exponent--;
    }
  }
  const shift = ((exponent % 61) + 61) % 61;
  const hash = Number.isFinite(magnitude) ? (BigInt(magnitude) << BigInt(shift)) % modulus : 0n;
  return fromBigInt(value < 0 ? -hash : hash);
}

/** hash(complex): wraps around 64 bits. */
export function hashComplex(value: Complex, hashNan: PyInt = 0): PyInt {
  const part = (x: number): bigint => BigInt(Number.isNaN(x) ? hashNan : hashFloat(x));
  const sum = BigInt.asIntN(64, part(value.real) + BigInt(hashImaginary) * part(value.imag));
  return sum === -1n ? -2 : fromBigInt(sum);
}

/** hash(object) from its address: rotated right by four bits (_Py_HashPointer). */
export function hashAddress(address: number): PyInt {
  const low = address % 16;
  const rest = (address - low) / 16;
  if (low === 0) return rest;
  const hash = BigInt.asIntN(64, BigInt(rest) | (BigInt(low) << 60n));
  return hash === -1n ? -2 : fromBigInt(hash);
}

/** What a program's `__hash__` returned, as CPython takes it (slot_tp_hash). */
export function hashFromProgram(value: PyInt): PyInt {
  const fits = typeof value === 'number' || BigInt.asIntN(64, value) === value;
  return fits ? (value === -1 ? -2 : value) : hashInt(value);
}

/** The lower 32 bits, signed. */
export function lowWord(hash: PyInt): number {
  return typeof hash === 'number' ? hash | 0 : Number(BigInt.asIntN(32, hash));
}

/** The upper 32 bits, signed. */
export function highWord(hash: PyInt): number {
  return typeof hash === 'number' ? Math.floor(hash / 2 ** 32) | 0 : Number(BigInt.asIntN(32, hash >> 32n));
}

export function fromWords(low: number, high: number): PyInt {
  if (high >= -0x200000 && high < 0x200000) {
    const value = high * 2 ** 32 + (low >>> 0);
    if (Number.isSafeInteger(value)) return value;
  }
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}

/** hash(tuple) from the hashes of its items (3.8+: xxHash's rounds, 64 bits). */
export function hashTuple(items: readonly PyInt[]): PyInt {
  return hashItems(items, BigInt(items.length) ^ (2870177450012600261n ^ 3527539n));
}

/** hash(slice) from the hashes of its parts (3.12+). */
export function hashSlice(parts: readonly PyInt[]): PyInt {
  return hashItems(parts, 0n);
}

function hashItems(items: readonly PyInt[], last: bigint): PyInt {
  const prime1 = 11400714785074694791n;
  const prime2 = 14029467366897019727n;
  const prime5 = 2870177450012600261n;
  let sum = prime5;
  for (const item of items) {
    sum = BigInt.asUintN(64, sum + BigInt.asUintN(64, BigInt(item)) * prime2);
    sum = BigInt.asUintN(64, (sum << 31n) | (sum >> 33n));
    sum = BigInt.asUintN(64, sum * prime1);
  }
  sum = BigInt.asIntN(64, sum + last);
  return sum === -1n ? 1546275796 : fromBigInt(sum);
}

/** hash(tuple) up to 3.7. */
export function hashTupleMultiplicative(items: readonly PyInt[]): PyInt {
  let sum = 0x345678n;
  let factor = 1000003n;
  for (let i = 0; i < items.length; i++) {
    sum = BigInt.asUintN(64, (sum ^ BigInt.asUintN(64, BigInt(items[i]))) * factor);
    factor += 82520n + 2n * BigInt(items.length - i - 1);
  }
  sum = BigInt.asIntN(64, sum + 97531n);
  return sum === -1n ? -2 : fromBigInt(sum);
}

/** hash(frozenset) from the hashes of its members, in any order (3.7+). */
export function hashFrozenset(members: Iterable<PyInt>): PyInt {
  let hash = 0n;
  let count = 0n;
  for (const member of members) {
    const h = BigInt.asUintN(64, BigInt(member));
    hash ^= BigInt.asUintN(64, (h ^ 89869747n ^ (h << 16n)) * 3644798167n);
    count++;
  }
  hash ^= BigInt.asUintN(64, (count + 1n) * 1927868237n);
  hash ^= (hash >> 11n) ^ (hash >> 25n);
  hash = BigInt.asIntN(64, hash * 69069n + 907133923n);
  return hash === -1n ? 590923713 : fromBigInt(hash);
}
