/**
 * Hashes are 64-bit integers. A hash slot returns the low 32 bits as a signed number, which is all that tables probe by,
 * and leaves the high 32 bits in `rt.hashHi`: no object is made for a hash on the way into a dict.
 */
import { hashInt, highWord, lowWord } from '../numbers/hashes.ts';
import type { PyInt } from '../numbers/ints.ts';
import type { PyObject } from './header.ts';
import type { Runtime } from './runtime.ts';
import { intNew, intOfSize } from './types/int.ts';

/** The low word, signed; the high word is in rt.hashHi until the next hash is computed. */
export type Hash = number;

/** The int object of a hash just computed. */
export function hashToInt(rt: Runtime, lo: Hash): PyObject {
  const hi = rt.hashHi;
  if (hi === lo >> 31) return intOfSize(rt, lo);
  if (hi >= -0x200000 && hi < 0x200000) return intNew(rt, hi * 4294967296 + (lo >>> 0));
  return intNew(rt, (BigInt(hi) << 32n) | BigInt(lo >>> 0));
}

/** What a `__hash__` method's int result means as a hash: itself if it has 64 bits, else the hash of that int; -1 becomes -2. */
export function hashFromInt(rt: Runtime, o: PyObject): Hash {
  const value = o.v as number | bigint;
  if (typeof value === 'number') return hashNumber(rt, value === -1 ? -2 : value);
  if (value >= -(2n ** 63n) && value < 2n ** 63n) return setHash64(rt, value);
  return setHash(rt, hashInt(value));
}

/** A hash that is a safe integer. */
export function hashNumber(rt: Runtime, value: number): Hash {
  const lo = value | 0;
  rt.hashHi = lo === value ? lo >> 31 : Math.floor(value / 4294967296) | 0;
  return lo;
}

/** A hash given as a signed 64-bit bigint. */
export function setHash64(rt: Runtime, value: bigint): Hash {
  rt.hashHi = Number(BigInt.asIntN(32, value >> 32n));
  return Number(BigInt.asIntN(32, value));
}

/** The hash by identity: the address, rotated right by four bits (_Py_HashPointer). */
export function hashAddress(rt: Runtime, address: number): Hash {
  const rotated = Math.floor(address / 16) + (address % 16) * 2 ** 60;
  return address % 16 === 0 ? hashNumber(rt, rotated) : setHash64(rt, BigInt.asIntN(64, BigInt(rotated)));
}

/** A hash given as an int value. */
export function setHash(rt: Runtime, value: PyInt): Hash {
  rt.hashHi = highWord(value);
  return lowWord(value);
}

/** The hash just computed as an int value. */
export function hashValue(rt: Runtime, lo: Hash): PyInt {
  const hi = rt.hashHi;
  if (hi === lo >> 31) return lo;
  if (hi >= -0x200000 && hi < 0x200000) return hi * 4294967296 + (lo >>> 0);
  return (BigInt(hi) << 32n) | BigInt(lo >>> 0);
}
