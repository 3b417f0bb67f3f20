/** str as an object: making, interning, hashing, size (Objects/unicodeobject.c). Methods are in str-methods.ts. */

import { BoundExceeded } from '../../../base/bounds.ts';
import { Raised } from '../../numbers/raised.ts';
import { immortalNames313 } from '../../rulesets/static-names.ts';
import { hashStr } from '../../text/siphash.ts';
import { setHash } from '../hash.ts';
import { IMMORTAL, K, PyContainer, type PyObject } from '../header.ts';
import { decref, incref, makeImmortal } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { chargeScan } from '../work.ts';

/** PyObject.bits of a str: bytes a character (1, 2, 4) or 0 for ASCII, and what follows. */
export const STR = {
  ASCII: 0,
  LATIN1: 1,
  UCS2: 2,
  UCS4: 4,
  KIND: 7,
  /** In the table of interned strings. */
  INTERNED: 8,
  /** Has surrogate pairs: JS length is not the number of characters. */
  PAIRS: 16,
  /** A UTF-8 copy is cached (getsizeof counts it). */
  UTF8: 32,
  /** Was grown in place since it was last read. */
  GROWN: 64,
} as const;

/** The kind of a text: its widest character decides. */
export function strKind(text: string): number {
  let widest = 0;
  const n = text.length;
  for (let i = 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c > widest) {
      widest = c;
      if (c >= 0xd800) break;
    }
  }
  if (widest < 0x80) return STR.ASCII;
  if (widest < 0x100) return STR.LATIN1;
  if (widest < 0xd800) return STR.UCS2;
  for (let i = 0; i < n - 1; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0xd800 && c < 0xdc00) {
      const d = text.charCodeAt(i + 1);
      if (d >= 0xdc00 && d < 0xe000) return STR.UCS4 | STR.PAIRS;
    }
  }
  return STR.UCS2;
}

/** Number of characters (code points). */
export function strLength(o: PyObject): number {
  if ((o.bits & STR.PAIRS) === 0) return o.v.length;
  let n = 0;
  for (const _ of o.v as string) n++;
  return n;
}

/** Bytes of the block of a text of `length` characters. */
export function strBytes(rt: Runtime, kind: number, length: number): number {
  const sizes = rt.ruleset.sizes.str;
  return (kind & STR.KIND) === 0
    ? sizes.asciiBaseBytes + length
    : sizes.wideBaseBytes + (kind & STR.KIND) * (length + 1);
}

function charCount(text: string, kind: number): number {
  if ((kind & STR.PAIRS) === 0) return text.length;
  let n = 0;
  for (const _ of text) n++;
  return n;
}

/** A str of the text; '' and single characters up to U+00FF are one object each. */
export function strNew(rt: Runtime, text: string): PyObject {
  const n = text.length;
  if (n <= 1) {
    if (n === 0) return incref(rt.emptyStr);
    const c = text.charCodeAt(0);
    if (c <= 0xff) return latin1Char(rt, c);
  }
  return strFresh(rt, text);
}

/** The one object of a character up to U+00FF. */
export function latin1Char(rt: Runtime, c: number): PyObject {
  const kept = rt.latin1[c];
  if (kept !== undefined) return incref(kept);
  const o = strFresh(rt, String.fromCharCode(c));
  // From 3.12 on the static ones above ASCII come with their UTF-8 form.
  if (c >= 0x80 && rt.ruleset.refcounts.immortals) o.bits |= STR.UTF8;
  rt.latin1[c] = o;
  if (rt.ruleset.refcounts.immortals) o.refcnt = IMMORTAL;
  else {
    if (!rt.interned.has(o.v)) internObject(rt, o);
    incref(o);
  }
  return o;
}

/**
 * The text of an operation that fills a new str and does not look whether it came out as one character that exists already
 * (case_operation, replace, _PyUnicode_JoinArray; those that do end in unicode_result).
 */
export function strFilled(rt: Runtime, text: string): PyObject {
  return text === '' ? incref(rt.emptyStr) : strFresh(rt, text);
}

/** A str that is a new object whatever the text. */
export function strFresh(rt: Runtime, text: string): PyObject {
  chargeScan(rt, text.length);
  const kind = strKind(text);
  const addr = rt.mem.alloc(strBytes(rt, kind, charCount(text, kind)));
  return new PyContainer(rt.strType, addr, text, null, kind);
}

/**
 * strFresh of a text put together from others, whose kinds (their bits) are given or-ed: where none is beyond Latin-1, the text is of
 * the widest of them and need not be read, so that the host may leave joining the pieces of a long one until somebody reads it.
 */
export function strOfKinds(rt: Runtime, text: string, kinds: number): PyObject {
  const kind = kinds & (STR.KIND | STR.PAIRS);
  if (kind > STR.LATIN1 || text.length < LONG_TEXT) return strFresh(rt, text);
  chargeScan(rt, text.length);
  return new PyContainer(rt.strType, rt.mem.alloc(strBytes(rt, kind, text.length)), text, null, kind);
}

/** Shorter texts are read at once: unread ones cost the host more than their characters. */
const LONG_TEXT = 256;

/** A str that is a new object of a text known to be ASCII. */
export function strOfAscii(rt: Runtime, text: string): PyObject {
  chargeScan(rt, text.length);
  return new PyContainer(
    rt.strType,
    rt.mem.alloc(strBytes(rt, STR.ASCII, text.length)),
    text,
    null,
    STR.ASCII,
  );
}

/** Throws where the program may not have a text of so many characters. MemoryError where no machine could hold it. */
export function mustHoldText(rt: Runtime, units: number): void {
  if (units < 4096) return;
  if (units >= 2 ** 47) throw new Raised('MemoryError', '');
  rt.mem.mustHold(units);
  if (units > hostUnits)
    throw new BoundExceeded(
      'size',
      `the program made a text of ${units} characters; ${hostUnits} are the most it may have`,
    );
}

/** The longest text of the host. */
const hostUnits = 2 ** 29 - 64;

/** The interned str of the text (new reference). */
export function internString(rt: Runtime, text: string): PyObject {
  const kept = rt.interned.get(text);
  if (kept !== undefined) return incref(kept);
  const o = strNew(rt, text);
  return internObject(rt, o);
}

/** The interned str equal to `o` (takes over the reference). */
export function internObject(rt: Runtime, o: PyObject): PyObject {
  if ((o.bits & STR.INTERNED) !== 0) return o;
  const kept = rt.interned.get(o.v);
  if (kept !== undefined) {
    incref(kept);
    decref(rt, o);
    return kept;
  }
  rt.interned.set(o.v, o);
  o.bits |= STR.INTERNED;
  const { internedStringsImmortal, staticNamesImmortal } = rt.ruleset.refcounts;
  if (internedStringsImmortal || (staticNamesImmortal && immortalNames313.has(o.v))) makeImmortal(rt, o);
  return o;
}

export function strHash(rt: Runtime, o: PyObject): number {
  const cached = o.aux;
  if (cached !== null && cached !== undefined) return cached;
  chargeScan(rt, 4 * o.v.length);
  const lo = setHash(rt, hashStr(o.v, rt.ruleset));
  o.aux = lo;
  return lo;
}

/** strHash with the high word in rt.hashHi. */
export function strHash64(rt: Runtime, o: PyObject): number {
  chargeScan(rt, 4 * o.v.length);
  const lo = setHash(rt, hashStr(o.v, rt.ruleset));
  if (o.type.kind === K.STR) o.aux = lo;
  return lo;
}

export function strDealloc(rt: Runtime, o: PyObject): void {
  if ((o.bits & STR.INTERNED) !== 0) rt.interned.delete(o.v);
  if (o.type !== rt.strType) freeCharacters(rt, o);
  rt.mem.free(o.addr);
}

/** Where the characters of instances of str's subclasses are: not in the object's block, but in one of their own. */
function characterBlocks(rt: Runtime): Map<PyObject, number> {
  let blocks = rt.moduleState.get('characters of str instances') as Map<PyObject, number> | undefined;
  if (blocks === undefined) rt.moduleState.set('characters of str instances', (blocks = new Map()));
  return blocks;
}

/** Takes the block for the characters of a new instance of a subclass, whose `v` and `bits` are set (unicode_subtype_new). */
export function allocCharacters(rt: Runtime, o: PyObject): void {
  const bytes = (o.bits & STR.KIND || 1) * (strLength(o) + 1);
  characterBlocks(rt).set(o, rt.mem.alloc(bytes));
}

function freeCharacters(rt: Runtime, o: PyObject): void {
  const blocks = characterBlocks(rt);
  const block = blocks.get(o);
  if (block === undefined) return;
  blocks.delete(o);
  rt.mem.free(block);
}

export function isStr(o: PyObject): boolean {
  return o.type.kind === K.STR;
}
