/**
 * hash(str) and hash(bytes) under PYTHONHASHSEED=0 (pyhash.c): SipHash with an all-zero key over the string's
 * bytes as CPython stores them, 2 + 4 rounds up to 3.10, 1 + 3 from 3.11. A simulated process has no secret to
 * keep, so its order of sets is the same in every run. 3.3's FNV hash is in `fnvHash`.
 */
import { fromWords } from '../numbers/hashes.ts';
import type { PyInt } from '../numbers/ints.ts';
import type { Ruleset } from '../rulesets/index.ts';
import { kindOf } from './kinds.ts';

/** hash(text). */
export function hashStr(text: string, rules: Ruleset): PyInt {
  return hashBytes(storedBytes(text), rules);
}

/** hash(bytes). */
export function hashBytes(bytes: Uint8Array, rules: Ruleset): PyInt {
  if (bytes.length === 0) return 0;
  const algorithm = rules.hashes.strings;
  if (algorithm === 'fnv') return fnvHash(bytes);
  return algorithm === 'siphash13' ? siphash(bytes, 1, 3) : siphash(bytes, 2, 4);
}

/** The characters as they lie in memory: one, two or four bytes each, little-endian. */
function storedBytes(text: string): Uint8Array {
  const kind = kindOf(text);
  if (kind === 'ascii' || kind === 'latin1') {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }
  if (kind === 'ucs2') {
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      bytes[2 * i] = unit & 0xff;
      bytes[2 * i + 1] = unit >> 8;
    }
    return bytes;
  }
  const codes = Array.from(text, (character) => character.codePointAt(0) as number);
  const bytes = new Uint8Array(codes.length * 4);
  codes.forEach((code, i) => {
    for (let k = 0; k < 4; k++) bytes[4 * i + k] = (code >> (8 * k)) & 0xff;
  });
  return bytes;
}

/** SipHash-c-d of `bytes` with key 0 as a hash value: -1 becomes -2. */
export function siphash(bytes: Uint8Array, c: number, d: number): PyInt {
  // Four 64-bit lanes, each a high and a low word.
  let h0 = 0x736f6d65;
  let l0 = 0x70736575;
  let h1 = 0x646f7261;
  let l1 = 0x6e646f6d;
  let h2 = 0x6c796765;
  let l2 = 0x6e657261;
  let h3 = 0x74656462;
  let l3 = 0x79746573;
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i++) {
      let sum = (l0 >>> 0) + (l1 >>> 0);
      h0 = (h0 + h1 + (sum > 0xffffffff ? 1 : 0)) | 0;
      l0 = sum | 0;
      sum = (l2 >>> 0) + (l3 >>> 0);
      h2 = (h2 + h3 + (sum > 0xffffffff ? 1 : 0)) | 0;
      l2 = sum | 0;
      let t = (h1 << 13) | (l1 >>> 19);
      l1 = ((l1 << 13) | (h1 >>> 19)) ^ l0;
      h1 = t ^ h0;
      t = (h3 << 16) | (l3 >>> 16);
      l3 = ((l3 << 16) | (h3 >>> 16)) ^ l2;
      h3 = t ^ h2;
      t = h0;
      h0 = l0;
      l0 = t;
      sum = (l2 >>> 0) + (l1 >>> 0);
      h2 = (h2 + h1 + (sum > 0xffffffff ? 1 : 0)) | 0;
      l2 = sum | 0;
      sum = (l0 >>> 0) + (l3 >>> 0);
      h0 = (h0 + h3 + (sum > 0xffffffff ? 1 : 0)) | 0;
      l0 = sum | 0;
      t = (h1 << 17) | (l1 >>> 15);
      l1 = ((l1 << 17) | (h1 >>> 15)) ^ l2;
      h1 = t ^ h2;
      t = (h3 << 21) | (l3 >>> 11);
      l3 = ((l3 << 21) | (h3 >>> 11)) ^ l0;
      h3 = t ^ h0;
      t = h2;
      h2 = l2;
      l2 = t;
    }
  };
  const word = (at: number): number =>
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24);
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    const low = word(at);
    const high = word(at + 4);
    h3 ^= high;
    l3 ^= low;
    rounds(c);
    h0 ^= high;
    l0 ^= low;
  }
  const low = word(at);
  const high = word(at + 4) | (bytes.length << 24);
  h3 ^= high;
  l3 ^= low;
  rounds(c);
  h0 ^= high;
  l0 ^= low;
  l2 ^= 0xff;
  rounds(d);
  const hash = fromWords(l0 ^ l1 ^ l2 ^ l3, h0 ^ h1 ^ h2 ^ h3);
  return hash === -1 ? -2 : hash;
}

/** The hash of 3.3 with no randomisation. */
function fnvHash(bytes: Uint8Array): PyInt {
  let x = BigInt(bytes[0]) << 7n;
  for (const byte of bytes) x = BigInt.asUintN(64, (x * 1000003n) ^ BigInt(byte));
  x = BigInt.asIntN(64, x ^ BigInt(bytes.length));
  return x === -1n ? -2 : fromWords(Number(BigInt.asIntN(32, x)), Number(BigInt.asIntN(32, x >> 32n)));
}
