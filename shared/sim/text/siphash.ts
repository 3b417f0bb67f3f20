/**
 * hash(str) and hash(bytes) under PYTHONHASHSEED=0 (pyhash.c): SipHash with an all-zero key over the string's
 * bytes as CPython stores them, 2 + 4 rounds up to 3.10, 1 + 3 from 3.11. A simulated process has no secret to
 * keep, so its order of sets is the same in every run. 3.3's FNV hash is in `fnvHash`.
 */
import { fromWords, highWord, lowWord } from '../numbers/hashes.ts';
import type { PyInt } from '../numbers/ints.ts';
import type { Ruleset } from '../rulesets/index.ts';
import { kindOf } from './kinds.ts';

/** hash(text). */
export function hashStr(text: string, rules: Ruleset): PyInt {
  return text === '' ? 0 : hashFilled(storedBytes(text), rules);
}

/** hash(bytes). */
export function hashBytes(bytes: Uint8Array, rules: Ruleset): PyInt {
  return bytes.length === 0 ? 0 : hashFilled(bytes, rules);
}

function hashFilled(bytes: Uint8Array, rules: Ruleset): PyInt {
  const algorithm = rules.hashes.strings;
  if (algorithm === 'fnv') return fnvHash(bytes);
  return algorithm === 'siphash13' ? siphash(bytes, 1, 3) : siphash(bytes, 2, 4);
}

/** The characters as they lie in memory: one, two or four bytes each, little-endian. */
function storedBytes(text: string): Uint8Array {
  const { length } = text;
  const narrow = new Uint8Array(length);
  let i = 0;
  for (; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) break;
    narrow[i] = unit;
  }
  if (i === length) return narrow;
  if (kindOf(text) === 'ucs2') {
    const bytes = new Uint8Array(length * 2);
    for (let k = 0; k < length; k++) {
      const unit = text.charCodeAt(k);
      bytes[2 * k] = unit & 0xff;
      bytes[2 * k + 1] = unit >> 8;
    }
    return bytes;
  }
  const codes = Array.from(text, (character) => character.codePointAt(0) as number);
  const bytes = new Uint8Array(codes.length * 4);
  codes.forEach((code, at) => {
    for (let k = 0; k < 4; k++) bytes[4 * at + k] = (code >> (8 * k)) & 0xff;
  });
  return bytes;
}

/** hash(text) as two words, low first, put into `words`: no bigint is made on the way into a table. */
export function hashStrInto(text: string, rules: Ruleset, words: Int32Array): void {
  const algorithm = rules.hashes.strings;
  if (text === '') words.fill(0);
  else if (algorithm === 'siphash13') siphashInto(storedBytes(text), 1, 3, words);
  else if (algorithm === 'siphash24') siphashInto(storedBytes(text), 2, 4, words);
  else {
    const hash = fnvHash(storedBytes(text));
    words[0] = lowWord(hash);
    words[1] = highWord(hash);
  }
}

/** SipHash-c-d of `bytes` with key 0 as a hash value: -1 becomes -2. */
export function siphash(bytes: Uint8Array, c: number, d: number): PyInt {
  const words = new Int32Array(2);
  siphashInto(bytes, c, d, words);
  return fromWords(words[0], words[1]);
}

function siphashInto(bytes: Uint8Array, c: number, d: number, words: Int32Array): void {
  // Four 64-bit lanes, each a high and a low word.
  let h0 = 0x736f6d65;
  let l0 = 0x70736575;
  let h1 = 0x646f7261;
  let l1 = 0x6e646f6d;
  let h2 = 0x6c796765;
  let l2 = 0x6e657261;
  let h3 = 0x74656462;
  let l3 = 0x79746573;
  const { length } = bytes;
  const blocks = length >> 3;
  // All full blocks, one of the rest with the length in its last byte, and a finishing one of nothing.
  for (let block = 0; block <= blocks + 1; block++) {
    const at = block * 8;
    let low = 0;
    let high = 0;
    let rounds = c;
    if (block < blocks) {
      low = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      high = bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
    } else if (block === blocks) {
      for (let i = at; i < length; i++) {
        if (i < at + 4) low |= bytes[i] << (8 * (i - at));
        else high |= bytes[i] << (8 * (i - at - 4));
      }
      high |= length << 24;
    } else {
      l2 ^= 0xff;
      rounds = d;
    }
    h3 ^= high;
    l3 ^= low;
    for (let round = 0; round < rounds; round++) {
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
    h0 ^= high;
    l0 ^= low;
  }
  words[0] = l0 ^ l1 ^ l2 ^ l3;
  words[1] = h0 ^ h1 ^ h2 ^ h3;
  if (words[0] === -1 && words[1] === -1) words[0] = -2;
}

/** The hash of 3.3 with no randomisation. */
function fnvHash(bytes: Uint8Array): PyInt {
  let x = BigInt(bytes[0]) << 7n;
  for (const byte of bytes) x = BigInt.asUintN(64, (x * 1000003n) ^ BigInt(byte));
  x = BigInt.asIntN(64, x ^ BigInt(bytes.length));
  return x === -1n ? -2 : fromWords(Number(BigInt.asIntN(32, x)), Number(BigInt.asIntN(32, x >> 32n)));
}
