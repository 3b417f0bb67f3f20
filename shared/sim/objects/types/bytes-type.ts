/** bytes and bytearray (Objects/bytesobject.c, bytearrayobject.c). */

import { bytearraySizeBytes, resizedBytearray } from '../../tables/bytearray-capacity.ts';
import * as bt from '../../text/bytestext.ts';
import { bytesFromHex, bytesToHex, decode, encode } from '../../text/codecs.ts';
import { containsText } from '../../text/finder.ts';
import { bytearrayRepr, bytesRepr } from '../../text/repr.ts';
import * as search from '../../text/search.ts';
import { hashBytes } from '../../text/siphash.ts';
import { rsplitBy, splitBy } from '../../text/splitting.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { toIndex, toIndexNumber, toItemIndex } from '../abstract/indices.ts';
import { forEach, isSequence, listItems } from '../abstract/iteration.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { parseArgs } from '../args.ts';
import { bytesLike, bytesLikeOf, mustNotExport, packedBytes } from '../buffer.ts';
import { badArgument, textArgument, toCInt, toFlag, toSsize } from '../convert.ts';
import { indexError, raise, swallow, typeError, valueError, wrongResult } from '../errors.ts';
import { setHash } from '../hash.ts';
import { K, PyObject, type PyType, TF } from '../header.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import {
  type Args,
  asClassMethod,
  asStaticMethod,
  CMP,
  type KwNames,
  type MethodDef,
  m0,
  m1,
  mK,
  mN,
} from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeLater, chargeMove, chargeScan } from '../work.ts';
import { bufferMethod } from './buffer-method.ts';
import { bytearrayProcs, bytesProcs } from './byte-buffers.ts';
import { bytesFresh, bytesNew } from './bytes.ts';
import { hexSeparator } from './bytes-arguments.ts';
import { newInstance } from './instance.ts';
import { intFromNumber } from './int.ts';
import { newSeqIterator } from './iterators.ts';
import { listFill, listPush, splitList, stealList } from './list.ts';
import { formatPercentBytes } from './percent-format.ts';
import { reducedInstance } from './reduce.ts';
import { scanning } from './scanning.ts';
import { sliceIndex, sliceIndices } from './slice.ts';
import { mustHoldText, strNew } from './str.ts';
import { affixSteps, arityAsMethod, codecArguments } from './str-type.ts';
import { stealTuple } from './tuple.ts';

const isBytes = (o: PyObject): boolean => o.type.kind === K.BYTES || o.type.kind === K.BYTEARRAY;

function byteValue(rt: Runtime, o: PyObject, what: string): number {
  const i = toIndex(rt, o);
  const v = i.v as number | bigint;
  decref(rt, i);
  if (v < 0 || v > 255) throw valueError(rt, `${what} must be in range(0, 256)`);
  return Number(v);
}

/** The bytes of any object that has them or gives ints (PyObject_Bytes). */
export function bytesOf(rt: Runtime, source: PyObject): Uint8Array {
  const isNumber = source.type.slots.index !== null && lookupOnType(source.type, '__bytes__') === null;
  if (source.type.kind === K.STR || isNumber)
    throw typeError(rt, `cannot convert '${source.type.name}' object to bytes`);
  return bytesFrom(rt, [source], null, 'bytes');
}

/** `n` zero bytes, where the program may have them. */
function filled(rt: Runtime, n: number): Uint8Array {
  if (n >= 2 ** 47) throw raise(rt, rt.exc['MemoryError'], '');
  rt.mem.mustHold(n);
  return new Uint8Array(n);
}

/** The bytes that bytes(x) or bytearray(x) would hold. */
function bytesFrom(rt: Runtime, args: Args, kw: KwNames, name: string): Uint8Array {
  const [source, encoding, errors] = parseArgs(rt, name, args, kw, ['source', 'encoding', 'errors'], 0);
  if (source === null) {
    if (encoding !== null) throw typeError(rt, 'encoding without a string argument');
    if (errors !== null) throw typeError(rt, 'errors without a string argument');
    return new Uint8Array(0);
  }
  const saysItself =
    name === 'bytes' &&
    encoding === null &&
    errors === null &&
    lookupOnType(source.type, '__bytes__') !== null;
  if (source.type.kind === K.STR && !saysItself) {
    if (encoding === null) throw typeError(rt, 'string argument without an encoding');
    return encode(source.v, ...codecArguments(rt, name, encoding, errors, 2));
  }
  if (encoding !== null) throw typeError(rt, 'encoding without a string argument');
  if (errors !== null) throw typeError(rt, 'errors without a string argument');
  if (isBytes(source) || source.type.slots.buffer !== null) return packedBytes(rt, source).slice();
  if (saysItself) {
    const r = callLookedUp(rt, source, '__bytes__', [])!;
    if (!isBytes(r)) throw wrongResult(rt, source, '__bytes__', 'bytes', r.type.name);
    const v = r.v as Uint8Array;
    decref(rt, r);
    return v;
  }
  if (source.type.slots.index !== null) {
    const n = toIndexNumber(rt, source);
    if (n < 0) throw valueError(rt, 'negative count');
    return filled(rt, n);
  }
  if (source.type.slots.iter === null && source.type.slots.subscript === null) {
    throw typeError(rt, `cannot convert '${source.type.name}' object to ${name}`);
  }
  const found: number[] = [];
  forEach(rt, source, (x) => {
    try {
      found.push(byteValue(rt, x, name === 'bytes' ? 'bytes' : 'byte'));
    } finally {
      decref(rt, x);
    }
    if ((found.length & 0xffff) === 0) rt.mem.mustHold(8 * found.length);
  });
  return Uint8Array.from(found);
}

function make(rt: Runtime, like: PyObject, data: Uint8Array): PyObject {
  return like.type.kind === K.BYTEARRAY ? bytearrayNew(rt, data) : bytesNew(rt, data);
}

/** make, or `self` itself where it is exactly bytes and nothing has changed. */
function same(rt: Runtime, self: PyObject, data: Uint8Array): PyObject {
  if (self.type === rt.bytesType && data.length === self.v.length && bt.compareBytes(data, self.v) === 0)
    return incref(self);
  return make(rt, self, data);
}

/** A bytearray of `data` (kept). */
export function bytearrayNew(rt: Runtime, data: Uint8Array): PyObject {
  const o = new PyObject(rt.bytearrayType, rt.mem.alloc(rt.bytearrayType.basicSize), data, 0, 0);
  if (data.length > 0) resized(rt, o, data.length);
  return o;
}

/** What a buffer takes beyond its capacity: 3.15's is a bytes object. */
function bufferExtra(rt: Runtime): number {
  const extra = rt.ruleset.sizes.bytearray.bufferExtraBytes;
  return extra === 1 ? 0 : extra;
}

/** Fits the buffer to `n` bytes (PyByteArray_Resize). */
function resized(rt: Runtime, o: PyObject, n: number): void {
  if (n === 0 && o.bits === 0) return;
  const capacity = resizedBytearray(o.bits, n, rt.ruleset);
  if (capacity === o.bits) return;
  const extra = bufferExtra(rt);
  if (capacity === 0) {
    if (o.aux !== 0) rt.mem.free(o.aux);
    o.aux = 0;
  } else o.aux = o.aux === 0 ? rt.mem.alloc(capacity + extra) : rt.mem.realloc(o.aux, capacity + extra);
  o.bits = capacity;
}

function setData(rt: Runtime, o: PyObject, data: Uint8Array): void {
  if (data.length !== o.v.length) mustNotExport(rt, o);
  chargeLater(rt, data.length >> 6);
  o.v = data;
  resized(rt, o, data.length);
}

/** Room for `n` bytes more at the end, which are zero; the data moves only when the buffer grows. */
function extended(rt: Runtime, o: PyObject, n: number): number {
  const data = o.v as Uint8Array;
  const length = data.length + n;
  if (n > 0) mustNotExport(rt, o);
  rt.mem.mustHold(n);
  resized(rt, o, length);
  if (data.buffer.byteLength >= length && data.byteOffset === 0) o.v = new Uint8Array(data.buffer, 0, length);
  else {
    chargeMove(rt, length);
    const larger = new Uint8Array(Math.max(length, o.bits));
    larger.set(data);
    o.v = larger.subarray(0, length);
  }
  return data.length;
}

const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const r = new Uint8Array(a.length + b.length);
  r.set(a);
  r.set(b, a.length);
  return r;
};

const lift = (f: (text: string) => string) => (rt: Runtime, self: PyObject) =>
  make(rt, self, bt.fromText(f(bt.toText(self.v))));
const test = (f: (text: string) => boolean) => (rt: Runtime, self: PyObject) =>
  incref(f(bt.toText(self.v)) ? rt.True : rt.False);

/** Adds bytes at the end of a bytearray (which may be itself). */
function append(rt: Runtime, o: PyObject, more: Uint8Array): void {
  const n = more.length;
  const at = extended(rt, o, n);
  (o.v as Uint8Array).set(more.subarray(0, n), at);
}

/** What find() and count() look for: bytes, or a single byte given as an int. */
function needle(rt: Runtime, o: PyObject): string {
  if (o.type.slots.index !== null) return String.fromCharCode(byteValue(rt, o, 'byte'));
  const bytes = bytesLike(rt, o);
  if (bytes === null)
    throw typeError(rt, `argument should be integer or bytes-like object, not '${o.type.name}'`);
  return bt.toText(bytes);
}

function range(rt: Runtime, args: Args): [number, number] {
  const clip = (o: PyObject | undefined, otherwise: number) =>
    o === undefined || o === rt.None ? otherwise : sliceIndex(rt, o);
  return [clip(args[1], 0), clip(args[2], Number.POSITIVE_INFINITY)];
}

function finder(name: string, f: (t: string, s: string, a: number, b: number) => number, must: boolean) {
  return arityAsMethod(name, (rt, self, args) => {
    const [a, b] = range(rt, args);
    const i = f(bt.toText(self.v), needle(rt, args[0]), a, b);
    if (must && i < 0) throw valueError(rt, 'subsection not found');
    return intFromNumber(rt, i);
  });
}

function affix(name: string, f: (t: string, s: string, a: number, b: number) => boolean) {
  return arityAsMethod(name, (rt, self, args) => {
    const [a, b] = range(rt, args);
    const many = args[0].type.kind === K.TUPLE;
    const text = bt.toText(self.v);
    for (const x of many ? (args[0].v as PyObject[]) : [args[0]]) {
      const bytes = bytesLike(rt, x);
      if (bytes === null) {
        if (many) throw typeError(rt, `a bytes-like object is required, not '${x.type.name}'`);
        throw typeError(rt, `${name} first arg must be bytes or a tuple of bytes, not ${x.type.name}`);
      }
      charge(rt, 4 + affixSteps(self.v, bytes, args));
      if (f(text, bt.toText(bytes), a, b)) return incref(rt.True);
    }
    return incref(rt.False);
  });
}

function stripper(name: string, side: 'both' | 'left' | 'right') {
  return mN(
    name,
    (rt, self, args) => {
      const chars =
        args.length === 0 || args[0] === rt.None ? bt.byteSpaces : bt.toText(bytesLikeOf(rt, args[0]));
      return same(rt, self, bt.fromText(search.strip(bt.toText(self.v), chars, side)));
    },
    0,
    1,
  );
}

function splitter(
  name: string,
  words: (t: string, most: number) => string[],
  by: (t: string, s: string, most: number) => string[],
) {
  return mK(name, (rt, self, args, kw) => {
    const [sep, most] = parseArgs(rt, name, args, kw, ['sep', 'maxsplit'], 0);
    const n = most === null ? -1 : toSsize(rt, most);
    const text = bt.toText(self.v);
    const byWords = sep === null || sep === rt.None;
    const separator = byWords ? '' : bt.toText(bytesLikeOf(rt, sep));
    const pieces = byWords ? words(text, n) : by(text, separator, n);
    const list = splitList(rt, n, text.length, separator.length);
    for (const p of pieces) listFill(rt, list, same(rt, self, bt.fromText(p)));
    return list;
  });
}

const commonMethods: readonly MethodDef[] = [
  m0('upper', lift(bt.upperBytes)),
  m0('lower', lift(bt.lowerBytes)),
  m0('swapcase', lift(bt.swapcaseBytes)),
  m0('capitalize', lift(bt.capitalizeBytes)),
  m0('title', lift(bt.titleBytes)),
  m0('isalpha', test(bt.isAlphaBytes)),
  m0('isalnum', test(bt.isAlnumBytes)),
  m0('isdigit', test(bt.isDigitBytes)),
  m0('isspace', test(bt.isSpaceBytes)),
  m0('islower', test(bt.isLowerBytes)),
  m0('isupper', test(bt.isUpperBytes)),
  m0('istitle', test(bt.isTitleBytes)),
  m0('isascii', (rt, self) => incref((self.v as Uint8Array).every((b) => b < 128) ? rt.True : rt.False)),
  finder('find', search.find, false),
  finder('rfind', search.rfind, false),
  finder('index', search.find, true),
  finder('rindex', search.rfind, true),
  finder('count', search.count, false),
  affix('startswith', search.startsWith),
  affix('endswith', search.endsWith),
  stripper('strip', 'both'),
  stripper('lstrip', 'left'),
  stripper('rstrip', 'right'),
  splitter('split', bt.splitByteWords, splitBy),
  splitter('rsplit', bt.rsplitByteWords, rsplitBy),
  mK('splitlines', (rt, self, args, kw) => {
    const [keep] = parseArgs(rt, 'splitlines', args, kw, ['keepends'], 0);
    const lines = bt.splitByteLines(bt.toText(self.v), keep !== null && toFlag(rt, keep));
    const list = stealList(rt, []);
    for (const line of lines) listPush(rt, list, same(rt, self, bt.fromText(line)));
    return list;
  }),
  m1('join', (rt, self, iterable) => {
    if (iterable.type.slots.iter === null && !isSequence(iterable))
      throw typeError(rt, 'can only join an iterable');
    const items = listItems(rt, iterable);
    try {
      if (items.length === 1 && items[0].type === rt.bytesType && self.type.kind === K.BYTES)
        return incref(items[0]);
      let bytes = self.v.length * items.length;
      const texts = items.map((x, i) => {
        const piece = joinable(rt, x);
        if (piece === null)
          throw typeError(rt, `sequence item ${i}: expected a bytes-like object, ${x.type.name} found`);
        bytes += piece.length;
        mustHoldText(rt, bytes);
        chargeScan(rt, piece.length);
        return bt.toText(piece);
      });
      return make(rt, self, bt.fromText(texts.join(bt.toText(self.v))));
    } finally {
      decrefAll(rt, items);
    }
  }),
  mN(
    'replace',
    (rt, self, args) => {
      const most = args.length > 2 ? toSsize(rt, args[2]) : -1;
      const whole = bt.toText(self.v);
      const old = bt.toText(bytesLikeOf(rt, args[0]));
      const fresh = bt.toText(bytesLikeOf(rt, args[1]));
      if (whole.length > 256) charge(rt, 8 * search.count(whole, old));
      return same(rt, self, bt.fromText(search.replace(whole, old, fresh, most)));
    },
    2,
    3,
  ),
  mK('decode', (rt, self, args, kw) => {
    const [encoding, errors] = parseArgs(rt, 'decode', args, kw, ['encoding', 'errors'], 0);
    return strNew(rt, decode(self.v, ...codecArguments(rt, 'decode', encoding, errors)));
  }),
  mK('hex', (rt, self, args, kw) => {
    const [sep, every] = parseArgs(rt, 'hex', args, kw, ['sep', 'bytes_per_sep'], 0);
    const n = every === null ? 1 : toCInt(rt, every);
    return strNew(rt, bytesToHex(self.v, sep === null ? '' : hexSeparator(rt, sep), n));
  }),
  asClassMethod(
    m1('fromhex', (rt, cls, text) => {
      const given = hexText(rt, text);
      const data = bytesFromHex(given);
      if (cls === rt.bytearrayType) return bytearrayNew(rt, data);
      const made = bytesNew(rt, data);
      if (cls === rt.bytesType) return made;
      try {
        return callObject(rt, cls, [made]);
      } finally {
        decref(rt, made);
      }
    }),
  ),
  m1('partition', (rt, self, sep) =>
    stealTuple(
      rt,
      search
        .partition(bt.toText(self.v), bt.toText(bytesLikeOf(rt, sep)))
        .map((p) => same(rt, self, bt.fromText(p))),
    ),
  ),
  m1('rpartition', (rt, self, sep) =>
    stealTuple(
      rt,
      search
        .rpartition(bt.toText(self.v), bt.toText(bytesLikeOf(rt, sep)))
        .map((p) => same(rt, self, bt.fromText(p))),
    ),
  ),
  ...(
    [
      ['ljust', search.padRight],
      ['rjust', search.padLeft],
      ['center', search.center],
    ] as const
  ).map(([name, f]) =>
    mN(
      name,
      (rt, self, args) => {
        const width = widthArg(rt, args[0]);
        let fill = ' ';
        if (args.length > 1) {
          const given = args[1];
          if (!isBytes(given)) throw badArgument(rt, name, 'argument 2', 'a byte string of length 1', given);
          if (given.v.length !== 1) throw wrongFill(rt, name, given);
          fill = bt.toText(given.v);
        }
        return same(rt, self, bt.fromText(f(bt.toText(self.v), width, fill)));
      },
      1,
      2,
    ),
  ),
  mK('expandtabs', (rt, self, args, kw) => {
    const [size] = parseArgs(rt, 'expandtabs', args, kw, ['tabsize'], 0);
    const text = search.expandTabs(bt.toText(self.v), size === null ? 8 : toCInt(rt, size));
    return make(rt, self, bt.fromText(text));
  }),
  m1('removeprefix', (rt, self, x) =>
    same(rt, self, bt.fromText(search.removePrefix(bt.toText(self.v), bt.toText(bytesLikeOf(rt, x))))),
  ),
  m1('removesuffix', (rt, self, x) =>
    same(rt, self, bt.fromText(search.removeSuffix(bt.toText(self.v), bt.toText(bytesLikeOf(rt, x))))),
  ),
  mK('translate', (rt, self, args, kw) => {
    const [table, gone] = parseArgs(rt, 'translate', args, kw, ['table', 'delete'], 1, 2, 1);
    let map: Uint8Array | undefined;
    if (table !== rt.None) {
      map = bytesLikeOf(rt, table!);
      if (map.length !== 256) throw valueError(rt, 'translation table must be 256 characters long');
    }
    return same(
      rt,
      self,
      bt.translateBytes(self.v, map, gone === null ? new Uint8Array(0) : bytesLikeOf(rt, gone)),
    );
  }),
  asStaticMethod(
    mN(
      'maketrans',
      (rt, _self, args) => {
        const from = bytesLikeOf(rt, args[0]);
        const to = bytesLikeOf(rt, args[1]);
        if (from.length !== to.length) throw valueError(rt, 'maketrans arguments must have same length');
        const table = Uint8Array.from({ length: 256 }, (_, i) => i);
        for (let i = 0; i < from.length; i++) table[from[i]] = to[i];
        return bytesNew(rt, table);
      },
      2,
      2,
    ),
  ),
  m1('zfill', (rt, self, width) =>
    same(rt, self, bt.fromText(search.zfill(bt.toText(self.v), widthArg(rt, width)))),
  ),
].map(scanning);

/** A width to fill up to, which the program must be able to hold. */
function widthArg(rt: Runtime, o: PyObject): number {
  const n = toSsize(rt, o);
  mustHoldText(rt, n);
  return n;
}

/** The digits for fromhex(). */
function hexText(rt: Runtime, o: PyObject): string {
  if (rt.ruleset.minor < 14) return textArgument(rt, 'fromhex', 'argument', o);
  if (o.type.kind === K.STR) return o.v;
  const bytes = bytesLike(rt, o);
  if (bytes !== null) return bt.toText(bytes);
  throw typeError(rt, `fromhex() argument must be str or bytes-like, not ${o.type.name}`);
}

/** A fill byte of the wrong length: since 3.14 the message says which. */
function wrongFill(rt: Runtime, name: string, given: PyObject): unknown {
  if (rt.ruleset.minor < 14) return badArgument(rt, name, 'argument 2', 'a byte string of length 1', given);
  return typeError(
    rt,
    `${name}(): argument 2 must be a byte string of length 1, not a ${given.type.name} object of length ${given.v.length}`,
  );
}

/** `bytes % values`. */
const remainder = (rt: Runtime, a: PyObject, b: PyObject): PyObject =>
  isBytes(a)
    ? make(rt, a, bt.fromText(formatPercentBytes(rt, bt.toText(a.v), b)))
    : incref(rt.NotImplemented);

/** What a bytearray compares with beside bytes; bytes compare with nothing else. */
function comparable(rt: Runtime, a: PyObject, b: PyObject): Uint8Array | null {
  return a.type.kind === K.BYTEARRAY ? joinable(rt, b) : null;
}

const compare = (rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject => {
  const bytes = isBytes(b) ? (b.v as Uint8Array) : comparable(rt, a, b);
  if (bytes === null) return incref(rt.NotImplemented);
  chargeScan(rt, Math.min(a.v.length, bytes.length));
  const c = bt.compareBytes(a.v, bytes);
  const r =
    op === CMP.LT
      ? c < 0
      : op === CMP.LE
        ? c <= 0
        : op === CMP.EQ
          ? c === 0
          : op === CMP.NE
            ? c !== 0
            : op === CMP.GT
              ? c > 0
              : c >= 0;
  return incref(r ? rt.True : rt.False);
};

const contains = (rt: Runtime, o: PyObject, x: PyObject): boolean => {
  chargeScan(rt, o.v.length);
  if (x.type.slots.index !== null) return (o.v as Uint8Array).includes(byteValue(rt, x, 'byte'));
  return containsText(bt.toText(o.v), bt.toText(bytesLikeOf(rt, x)));
};

const subscript = (rt: Runtime, o: PyObject, key: PyObject): PyObject => {
  const data = o.v as Uint8Array;
  if (key.type.kind === K.SLICE) {
    const [start, , step, count] = sliceIndices(rt, key, data.length);
    if (step === 1 && start === 0 && count === data.length && o.type === rt.bytesType) return incref(o);
    const r = filled(rt, count);
    chargeScan(rt, count);
    for (let i = 0, at = start; i < count; i++, at += step) r[i] = data[at];
    return make(rt, o, r);
  }
  const name = o.type.kind === K.BYTEARRAY ? 'bytearray' : 'byte';
  if (key.type.slots.index === null)
    throw typeError(rt, `${name} indices must be integers or slices, not ${key.type.name}`);
  let i = toItemIndex(rt, key);
  if (i < 0) i += data.length;
  if (i < 0 || i >= data.length)
    throw indexError(rt, name === 'byte' ? 'index out of range' : 'bytearray index out of range');
  return intFromNumber(rt, data[i]);
};

/** bytesLike, where what cannot be used is taken for no bytes at all. */
function joinable(rt: Runtime, o: PyObject): Uint8Array | null {
  try {
    return bytesLike(rt, o);
  } catch (error) {
    if (swallow(rt, error, rt.exc['BufferError'])) return null;
    throw error;
  }
}

/** The other operand of `a + b`. */
function concatenable(rt: Runtime, a: PyObject, b: PyObject): Uint8Array {
  const bytes = joinable(rt, b);
  if (bytes !== null) return bytes;
  throw typeError(
    rt,
    `can't concat ${b.type.name} to ${a.type.kind === K.BYTEARRAY ? 'bytearray' : 'bytes'}`,
  );
}

const concatSlot = (rt: Runtime, a: PyObject, b: PyObject): PyObject => {
  const more = concatenable(rt, a, b);
  if (a.type === rt.bytesType && b.v.length === 0) return incref(a);
  if (b.type === rt.bytesType && a.type === rt.bytesType && a.v.length === 0) return incref(b);
  rt.mem.mustHold(a.v.length + more.length);
  return make(rt, a, concat(a.v, more));
};

const repeat = (rt: Runtime, a: PyObject, n: number): PyObject => {
  if (n === 1 && a.type === rt.bytesType) return incref(a);
  const data = a.v as Uint8Array;
  const r = filled(rt, data.length * Math.max(0, n));
  if (data.length === 1) r.fill(data[0]);
  else if (data.length > 0) {
    charge(rt, n);
    for (let i = 0; i < n; i++) r.set(data, i * data.length);
  }
  return a.type.kind === K.BYTES ? bytesFresh(rt, r) : make(rt, a, r);
};

export const bytesDef: TypeDef = {
  name: 'bytes',
  since: { removeprefix: 9, removesuffix: 9, __buffer__: 12 },
  kind: K.BYTES,
  size: (rt) => rt.ruleset.sizes.bytesBaseBytes,
  itemSize: 1,
  flags: TF.BASETYPE | TF.BYTES,
  slots: {
    dealloc: (rt, o) => rt.mem.free(o.addr),
    new: (rt, type, args, kw) => {
      if (type === rt.bytesType && args.length === 1 && args[0].type === rt.bytesType) return incref(args[0]);
      const data = bytesFrom(rt, args, kw, 'bytes');
      // bytes(n) makes n zeros of its own.
      const zeros = args.length === 1 && args[0].type.kind === K.INT && data.length > 0;
      if (type === rt.bytesType && zeros) return bytesFresh(rt, data);
      return type === rt.bytesType ? bytesNew(rt, data) : newInstance(rt, type as PyType, data, data.length);
    },
    init: () => {},
    repr: (rt, o) => {
      chargeScan(rt, 4 * o.v.length);
      return strNew(rt, bytesRepr(o.v));
    },
    hash: (rt, o) => {
      chargeScan(rt, 4 * o.v.length);
      return setHash(rt, hashBytes(o.v, rt.ruleset));
    },
    richcompare: compare,
    iter: (rt, o) => newSeqIterator(rt, 'bytes_iterator', o),
    length: (_rt, o) => o.v.length,
    subscript,
    contains,
    concat: concatSlot,
    repeat,
    remainder,
    buffer: () => bytesProcs,
  },
  methods: [
    ...commonMethods,
    bufferMethod,
    m0('__bytes__', (rt, o) => (o.type === rt.bytesType ? incref(o) : bytesNew(rt, o.v.slice()))),
    m0('__sizeof__', (rt, o) => {
      const extra = o.type.basicSize - rt.bytesType.basicSize;
      return intFromNumber(rt, rt.ruleset.sizes.bytesBaseBytes + extra + o.v.length);
    }),
  ],
};

/** What may be assigned to a slice of a bytearray. */
function assignable(rt: Runtime, value: PyObject): PyObject {
  if (value.type.slots.index !== null || value.type.kind === K.STR)
    throw typeError(rt, 'can assign only bytes, buffers, or iterables of ints in range(0, 256)');
  return value;
}

export const bytearrayDef: TypeDef = {
  name: 'bytearray',
  since: { removeprefix: 9, removesuffix: 9, __buffer__: 12, __release_buffer__: 12 },
  kind: K.BYTEARRAY,
  size: (rt) => rt.ruleset.sizes.bytearray.emptyBytes,
  flags: TF.BASETYPE,
  unhashable: true,
  slots: {
    dealloc: (rt, o) => {
      if (o.aux !== 0) rt.mem.free(o.aux);
      rt.mem.free(o.addr);
    },
    new: (rt, type) =>
      type === rt.bytearrayType
        ? bytearrayNew(rt, new Uint8Array(0))
        : newInstance(rt, type as PyType, new Uint8Array(0)),
    init: (rt, self, args, kw) => setData(rt, self, bytesFrom(rt, args, kw, 'bytearray')),
    repr: (rt, o) => {
      chargeScan(rt, 4 * o.v.length);
      return strNew(rt, `${o.type.name}(${rt.ruleset.minor >= 15 ? bytesRepr(o.v) : bytearrayRepr(o.v)})`);
    },
    richcompare: compare,
    iter: (rt, o) => newSeqIterator(rt, 'bytearray_iterator', o),
    length: (_rt, o) => o.v.length,
    subscript,
    contains,
    concat: concatSlot,
    repeat,
    remainder,
    buffer: () => bytearrayProcs,
    iconcat: (rt, a, b) => {
      append(rt, a, concatenable(rt, a, b));
      return incref(a);
    },
    irepeat: (rt, a, n) => {
      const r = repeat(rt, a, n);
      setData(rt, a, (r.v as Uint8Array).slice());
      decref(rt, r);
      return incref(a);
    },
    assSubscript: (rt, o, key, value) => {
      const data = o.v as Uint8Array;
      if (key.type.kind === K.SLICE) {
        const [start, , step, count] = sliceIndices(rt, key, data.length);
        const fresh =
          value === null
            ? new Uint8Array(0)
            : isBytes(value) || value.type.slots.buffer !== null
              ? packedBytes(rt, value)
              : bytesFrom(rt, [assignable(rt, value)], null, 'bytearray');
        if (step === 1) {
          const tail = data.subarray(start + count);
          setData(rt, o, concat(concat(data.subarray(0, start), fresh), tail));
          return;
        }
        if (value === null) {
          const gone = new Set<number>();
          for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
          setData(
            rt,
            o,
            data.filter((_, i) => !gone.has(i)),
          );
          return;
        }
        if (fresh.length !== count) {
          throw valueError(
            rt,
            `attempt to assign bytes of size ${fresh.length} to extended slice of size ${count}`,
          );
        }
        for (let i = 0, at = start; i < count; i++, at += step) data[at] = fresh[i];
        return;
      }
      if (key.type.slots.index === null)
        throw typeError(rt, `bytearray indices must be integers or slices, not ${key.type.name}`);
      let i = toItemIndex(rt, key);
      if (i < 0) i += data.length;
      if (i < 0 || i >= data.length) throw indexError(rt, 'bytearray index out of range');
      if (value === null) setData(rt, o, concat(data.subarray(0, i), data.subarray(i + 1)));
      else data[i] = byteValue(rt, value, 'byte');
    },
  },
  methods: [
    ...commonMethods,
    bufferMethod,
    m1('__release_buffer__', (rt) => incref(rt.None)),
    mN('__reduce_ex__', (rt, o) => reducedInstance(rt, o, [bytesNew(rt, o.v.slice())]), 0, 1),
    m1('append', (rt, self, x) => {
      const b = byteValue(rt, x, 'byte');
      const at = extended(rt, self, 1);
      self.v[at] = b;
      return incref(rt.None);
    }),
    m1('extend', (rt, self, x) => {
      const buffered = bytesLike(rt, x);
      if (buffered === null && x.type.slots.iter === null && !isSequence(x))
        throw typeError(rt, `can't extend bytearray with ${x.type.name}`);
      if (x.type.kind === K.STR && rt.ruleset.minor >= 13 && x.v !== '')
        throw typeError(rt, "expected iterable of integers; got: 'str'");
      if (x.type.kind === K.STR && x.v !== '')
        throw typeError(rt, "'str' object cannot be interpreted as an integer");
      const more =
        buffered ?? (x.type.kind === K.STR ? new Uint8Array(0) : bytesFrom(rt, [x], null, 'bytearray'));
      append(rt, self, more);
      return incref(rt.None);
    }),
    mN(
      'insert',
      (rt, self, args) => {
        const data = self.v as Uint8Array;
        let i = toSsize(rt, args[0]);
        if (i < 0) i = Math.max(0, i + data.length);
        i = Math.min(i, data.length);
        const b = byteValue(rt, args[1], 'byte');
        setData(rt, self, concat(concat(data.subarray(0, i), Uint8Array.of(b)), data.subarray(i)));
        return incref(rt.None);
      },
      2,
      2,
    ),
    mN(
      'pop',
      (rt, self, args) => {
        const data = self.v as Uint8Array;
        if (data.length === 0) throw indexError(rt, 'pop from empty bytearray');
        let i = args.length > 0 ? toSsize(rt, args[0]) : -1;
        if (i < 0) i += data.length;
        if (i < 0 || i >= data.length) throw indexError(rt, 'pop index out of range');
        const b = data[i];
        setData(rt, self, concat(data.subarray(0, i), data.subarray(i + 1)));
        return intFromNumber(rt, b);
      },
      0,
      1,
    ),
    m1('remove', (rt, self, x) => {
      const data = self.v as Uint8Array;
      chargeScan(rt, data.length);
      const i = data.indexOf(byteValue(rt, x, 'byte'));
      if (i < 0) throw valueError(rt, 'value not found in bytearray');
      setData(rt, self, concat(data.subarray(0, i), data.subarray(i + 1)));
      return incref(rt.None);
    }),
    m0('reverse', (rt, self) => {
      chargeScan(rt, self.v.length);
      (self.v as Uint8Array).reverse();
      return incref(rt.None);
    }),
    m0('clear', (rt, self) => {
      setData(rt, self, new Uint8Array(0));
      return incref(rt.None);
    }),
    m0('copy', (rt, self) => bytearrayNew(rt, (self.v as Uint8Array).slice())),
    m0('__sizeof__', (rt, o) => {
      const extra = o.type.basicSize - rt.bytearrayType.basicSize;
      return intFromNumber(rt, bytearraySizeBytes(o.bits, rt.ruleset) + extra);
    }),
  ],
};
