/**
 * memoryview (Objects/memoryobject.c): a view of the memory of an object that has the buffer protocol. What a view is, is in view.ts; its
 * items and casts are in view-items.ts.
 */
import { nativeFormat, unpackItem } from '../../numbers/nativeformat.ts';
import { bytesToHex } from '../../text/codecs.ts';
import { hashBytes } from '../../text/siphash.ts';
import { objectHash, richCompareBool } from '../abstract/comparison.ts';
import { addressOf } from '../abstract/identity.ts';
import { toIndexNumber } from '../abstract/indices.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { type BufferDescription, bufferBytes, isContiguous, packedBytes } from '../buffer.ts';
import { badArgument, namedArgument, textArgument, toCInt, toSsize } from '../convert.ts';
import { raise, typeError, valueError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { setHash } from '../hash.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { asClassMethod, CMP, type GetSetDef, m0, m1, mK, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge, chargeScan } from '../work.ts';
import { bufferMethod } from './buffer-method.ts';
import { bytesCopied } from './bytes.ts';
import { hexSeparator } from './bytes-arguments.ts';
import { intFromNumber, intOfSize } from './int.ts';
import { SeqState } from './iterators.ts';
import type { ManagedBuffer } from './managedbuffer.ts';
import { sliceIndices } from './slice.ts';
import { strNew } from './str.ts';
import { newTuple, stealTuple } from './tuple.ts';
import {
  newMemoryview,
  releaseView,
  setViewBytes,
  type ViewData,
  viewLike,
  viewOf,
  viewProcs,
  viewSize,
  WORDS_PER_DIMENSION,
} from './view.ts';
import {
  castView,
  getViewItem,
  placeInDimension,
  placeOfTuple,
  sameItem,
  setViewItem,
  viewToList,
} from './view-items.ts';

const notImplemented = (rt: Runtime, text: string) => raise(rt, rt.exc['NotImplementedError'], text);
const noDimension = (rt: Runtime) => typeError(rt, 'invalid indexing of 0-dim memory');

/** A tuple of indexes; `null` where the key is none, also where it has slices. */
function indexesOf(key: PyObject): readonly PyObject[] | null {
  if (key.type.kind !== K.TUPLE) return null;
  const parts = key.v as PyObject[];
  return parts.every((x) => x.type.slots.index !== null) ? parts : null;
}

const isMultislice = (key: PyObject): boolean =>
  key.type.kind === K.TUPLE && key.v.length > 0 && key.v.every((x: PyObject) => x.type.kind === K.SLICE);

/** The view that a slice of the first dimension is. */
function sliced(rt: Runtime, view: ViewData, key: PyObject): { d: BufferDescription; offset: number } {
  const [start, , step, count] = sliceIndices(rt, key, view.shape[0]);
  const stride = view.strides[0];
  const { format, itemBytes, readonly } = view;
  return {
    d: {
      ...{ format, itemBytes, readonly },
      shape: [count, ...view.shape.slice(1)],
      strides: [stride * step, ...view.strides.slice(1)],
    },
    offset: start * stride,
  };
}

function subscript(rt: Runtime, o: PyObject, key: PyObject): PyObject {
  const view = viewOf(rt, o);
  const { length } = view.shape;
  const isIndex = key.type.slots.index !== null;
  if (length === 0) {
    if (key === rt.Ellipsis) return incref(o);
    if (key.type.kind === K.TUPLE && key.v.length === 0) return getViewItem(rt, view, 0);
    throw noDimension(rt);
  }
  if (isIndex) {
    const i = toIndexNumber(rt, key, 'IndexError');
    if (length > 1) throw notImplemented(rt, 'multi-dimensional sub-views are not implemented');
    return getViewItem(rt, viewOf(rt, o), placeInDimension(rt, view, 0, i));
  }
  if (key.type.kind === K.SLICE) {
    const { d, offset } = sliced(rt, view, key);
    return viewLike(rt, viewOf(rt, o), d, view.offset + offset);
  }
  const indexes = indexesOf(key);
  if (indexes !== null) {
    if (indexes.length < length) throw notImplemented(rt, 'sub-views are not implemented');
    return getViewItem(rt, view, placeOfTuple(rt, view, indexes));
  }
  if (isMultislice(key)) throw notImplemented(rt, 'multi-dimensional slicing is not implemented');
  throw typeError(rt, 'memoryview: invalid slice key');
}

function assSubscript(rt: Runtime, o: PyObject, key: PyObject, value: PyObject | null): void {
  const view = viewOf(rt, o);
  const { length } = view.shape;
  if (view.readonly) throw typeError(rt, 'cannot modify read-only memory');
  if (value === null) throw typeError(rt, 'cannot delete memory');
  if (length === 0) {
    if (key !== rt.Ellipsis && !(key.type.kind === K.TUPLE && key.v.length === 0)) throw noDimension(rt);
    setViewItem(rt, view, 0, value);
    return;
  }
  if (key.type.slots.index !== null) {
    if (length > 1) throw notImplemented(rt, 'sub-views are not implemented');
    const i = toIndexNumber(rt, key, 'IndexError');
    setViewItem(rt, view, placeInDimension(rt, viewOf(rt, o), 0, i), value);
    return;
  }
  if (key.type.kind === K.SLICE && length === 1) {
    assignSlice(rt, o, key, value);
    return;
  }
  const indexes = indexesOf(key);
  if (indexes !== null) {
    if (indexes.length < length) throw notImplemented(rt, 'sub-views are not implemented');
    setViewItem(rt, view, placeOfTuple(rt, view, indexes), value);
    return;
  }
  if (key.type.kind === K.SLICE || isMultislice(key))
    throw notImplemented(rt, 'memoryview slice assignments are currently restricted to ndim = 1');
  throw typeError(rt, 'memoryview: invalid slice key');
}

/** `view[a:b] = value`: as many items of the same format (copy_single). */
function assignSlice(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  const { buffer } = value.type.slots;
  if (buffer === null) throw typeError(rt, `a bytes-like object is required, not '${value.type.name}'`);
  const source = buffer(rt, value).describe(rt, value);
  const view = viewOf(rt, o);
  const { d, offset } = sliced(rt, view, key);
  const format = (text: string) => (text.startsWith('@') ? text.slice(1) : text);
  const same =
    source.shape.length === 1 &&
    source.shape[0] === d.shape[0] &&
    source.itemBytes === d.itemBytes &&
    format(source.format) === format(d.format);
  if (!same) throw valueError(rt, 'memoryview assignment: lvalue and rvalue have different structures');
  // The two may be the same memory.
  const bytes = packedBytes(rt, value).slice();
  if (isContiguous(d)) setViewBytes(rt, view, offset, bytes);
  else
    for (let i = 0; i < d.shape[0]; i++)
      setViewBytes(
        rt,
        view,
        offset + i * d.strides[0],
        bytes.subarray(i * d.itemBytes, (i + 1) * d.itemBytes),
      );
}

/** == and != with anything that has a buffer: same shape, equal items (memory_richcompare). */
function richcompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (op !== CMP.EQ && op !== CMP.NE) return incref(rt.NotImplemented);
  const view = a.v as ViewData;
  const isReleased = (o: PyObject) =>
    o.type === a.type && ((o.v as ViewData).released || (o.v.mbuf.v as ManagedBuffer).obj === null);
  let equal: boolean;
  if (isReleased(a) || isReleased(b)) equal = a === b;
  else {
    const { buffer } = b.type.slots;
    if (buffer === null) return incref(rt.NotImplemented);
    equal = sameItems(rt, a, b, view, buffer(rt, b).describe(rt, b));
  }
  return incref(equal === (op === CMP.EQ) ? rt.True : rt.False);
}

function sameItems(
  rt: Runtime,
  a: PyObject,
  b: PyObject,
  x: BufferDescription,
  y: BufferDescription,
): boolean {
  const n = x.shape.length;
  if (n !== y.shape.length || !x.shape.every((m, k) => m === y.shape[k])) return false;
  const charX = nativeFormat(x.format);
  const charY = nativeFormat(y.format);
  if (charX === undefined || charY === undefined) return false;
  const bytesX = packedBytes(rt, a);
  const bytesY = packedBytes(rt, b);
  const items = bufferBytes(x) / x.itemBytes;
  charge(rt, 8 * items);
  for (let i = 0; i < items; i++) {
    const p = unpackItem(charX, bytesX.subarray(i * x.itemBytes));
    const q = unpackItem(charY, bytesY.subarray(i * y.itemBytes));
    if (!sameItem(p, q)) return false;
  }
  return true;
}

function hash(rt: Runtime, o: PyObject): number {
  const data = o.v as ViewData;
  if (data.hashed === null) {
    const view = viewOf(rt, o);
    if (!view.readonly) throw valueError(rt, 'cannot hash writable memoryview object');
    const char = nativeFormat(view.format);
    if (char === undefined || !'bBc'.includes(char))
      throw valueError(rt, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    objectHash(rt, (view.mbuf!.v as ManagedBuffer).obj!);
    const bytes = packedBytes(rt, o);
    chargeScan(rt, 4 * bytes.length);
    data.hashed = bytes;
  }
  return setHash(rt, hashBytes(data.hashed, rt.ruleset));
}

function length(rt: Runtime, o: PyObject): number {
  const view = viewOf(rt, o);
  if (view.shape.length > 0) return view.shape[0];
  if (rt.ruleset.minor >= 12) throw typeError(rt, '0-dim memory has no length');
  return 1;
}

const asTuple = (rt: Runtime, numbers: readonly number[]) =>
  stealTuple(
    rt,
    numbers.map((n) => intFromNumber(rt, n)),
  );

const bool = (rt: Runtime, b: boolean) => incref(b ? rt.True : rt.False);

const attribute = (name: string, get: (rt: Runtime, view: ViewData) => PyObject): GetSetDef => ({
  name,
  get: (rt, o) => get(rt, viewOf(rt, o)),
});

const attributes: readonly GetSetDef[] = [
  attribute('obj', (_rt, view) => incref((view.mbuf!.v as ManagedBuffer).obj!)),
  attribute('nbytes', (rt, view) => intOfSize(rt, viewSize(view))),
  attribute('readonly', (rt, view) => bool(rt, view.readonly)),
  attribute('itemsize', (rt, view) => intFromNumber(rt, view.itemBytes)),
  attribute('format', (rt, view) => strNew(rt, view.format)),
  attribute('ndim', (rt, view) => intFromNumber(rt, view.shape.length)),
  attribute('shape', (rt, view) => asTuple(rt, view.shape)),
  attribute('strides', (rt, view) => asTuple(rt, view.strides)),
  attribute('suboffsets', (rt) => newTuple(rt, [])),
  attribute('c_contiguous', (rt, view) => bool(rt, isContiguous(view))),
  attribute('f_contiguous', (rt, view) => bool(rt, isContiguous(view, true))),
  attribute('contiguous', (rt, view) => bool(rt, isContiguous(view) || isContiguous(view, true))),
];

const release = (rt: Runtime, o: PyObject): PyObject => {
  releaseView(rt, o);
  return incref(rt.None);
};

/** The payload of a view that can be gone through: of one dimension. */
function iterable(rt: Runtime, o: PyObject): ViewData {
  const view = viewOf(rt, o);
  if (view.shape.length === 0) throw noDimension(rt);
  if (view.shape.length > 1) throw notImplemented(rt, 'multi-dimensional sub-views are not implemented');
  return view;
}

export const memoryviewDef: TypeDef = {
  name: 'memoryview',
  kind: K.OTHER,
  size: (rt) => rt.ruleset.sizes.fixed.memoryview! - 8 * WORDS_PER_DIMENSION,
  itemSize: 8,
  flags: TF.GC | TF.WEAKREF | TF.SEQUENCE,
  since: { __iter__: 10, __buffer__: 12, __release_buffer__: 12, _from_flags: 12, count: 14, index: 14 },
  slots: {
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      clear(rt, o);
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      gcFree(rt, c);
    },
    traverse: (rt, o, visit) => {
      const { mbuf } = o.v as ViewData;
      if (mbuf !== null) visit(rt, mbuf);
    },
    clear,
    new: (rt, _type, args, kw) => {
      if (args.length > 1) {
        const keyword = kw !== null && kw.length === args.length ? 'keyword ' : '';
        throw typeError(rt, `memoryview() takes at most 1 ${keyword}argument (${args.length} given)`);
      }
      const [object] = parseArgs(rt, 'memoryview', args, kw, ['object'], 1);
      return newMemoryview(rt, object!);
    },
    repr: (rt, o) =>
      strNew(
        rt,
        `<${(o.v as ViewData).released ? 'released memory' : 'memory'} at 0x${addressOf(rt, o).toString(16)}>`,
      ),
    hash,
    richcompare,
    iter: (rt, o) => {
      iterable(rt, o);
      const it = newContainer(rt, rt.types['memory_iterator'], new SeqState(incref(o), 0));
      gcTrack(rt, it);
      return it;
    },
    length,
    item: (rt, o, i) => {
      const view = iterable(rt, o);
      return getViewItem(rt, view, placeInDimension(rt, view, 0, i));
    },
    subscript,
    assSubscript,
    buffer: viewProcs,
  },
  getset: attributes,
  generic: true,
  methods: [
    m0('release', release),
    m0('__enter__', (rt, o) => {
      viewOf(rt, o);
      return incref(o);
    }),
    mN('__exit__', release, 0, -1),
    m0('tolist', (rt, o) => viewToList(rt, viewOf(rt, o))),
    m0('toreadonly', (rt, o) => viewLike(rt, viewOf(rt, o), { readonly: true })),
    mK('tobytes', (rt, o, args, kw) => {
      const [order] = parseArgs(rt, 'tobytes', args, kw, ['order'], 0);
      const view = viewOf(rt, o);
      let fortran = false;
      if (order !== null && order !== rt.None) {
        const text = textArgument(rt, 'tobytes', namedArgument(rt, 1, 'order'), order);
        if (!'CFA'.includes(text) || text.length !== 1) throw valueError(rt, "order must be 'C', 'F' or 'A'");
        fortran = text === 'F' || (text === 'A' && !isContiguous(view) && isContiguous(view, true));
      }
      return bytesCopied(rt, packedBytes(rt, o, fortran).slice());
    }),
    mK('hex', (rt, o, args, kw) => {
      const [sep, every] = parseArgs(rt, 'hex', args, kw, ['sep', 'bytes_per_sep'], 0);
      viewOf(rt, o);
      const n = every === null ? 1 : toCInt(rt, every);
      return strNew(rt, bytesToHex(packedBytes(rt, o), sep === null ? '' : hexSeparator(rt, sep), n));
    }),
    mK('cast', (rt, o, args, kw) => {
      const [format, shape] = parseArgs(rt, 'cast', args, kw, ['format', 'shape'], 1);
      const view = viewOf(rt, o);
      if (format!.type.kind !== K.STR) throw notAFormat(rt, format!);
      if (!isContiguous(view)) throw typeError(rt, 'memoryview: casts are restricted to C-contiguous views');
      if ((shape !== null || view.shape.length !== 1) && view.shape.includes(0))
        throw typeError(rt, 'memoryview: cannot cast view with zeros in shape or strides');
      if (shape === null) return castView(rt, view, format!.v, null);
      if (shape.type.kind !== K.LIST && shape.type.kind !== K.TUPLE)
        throw typeError(rt, 'shape must be a list or a tuple');
      const lengths = shape.v as PyObject[];
      if (lengths.length > 64) throw valueError(rt, 'memoryview: number of dimensions must not exceed 64');
      return castView(rt, view, format!.v, lengths);
    }),
    m1('count', (rt, o, value) => intOfSize(rt, findAll(rt, o, value, 0, Number.POSITIVE_INFINITY).length)),
    mN(
      'index',
      (rt, o, args) => {
        const n = length(rt, o);
        const bound = (k: number, otherwise: number) => {
          const i = args.length > k ? toSsize(rt, args[k]) : otherwise;
          return i < 0 ? Math.max(0, i + n) : i;
        };
        const [found] = findAll(rt, o, args[0], bound(1, 0), bound(2, n), 1);
        if (found === undefined) throw valueError(rt, 'memoryview.index(x): x not found');
        return intFromNumber(rt, found);
      },
      1,
      3,
    ),
    bufferMethod,
    m1('__release_buffer__', (rt) => incref(rt.None)),
    asClassMethod(
      mK('_from_flags', (rt, _cls, args, kw) => {
        const [object, flags] = parseArgs(rt, '_from_flags', args, kw, ['object', 'flags'], 2);
        return (bufferMethod.fn as (rt: Runtime, o: PyObject, flags: PyObject) => PyObject)(
          rt,
          object!,
          flags!,
        );
      }),
    ),
  ],
};

const notAFormat = (rt: Runtime, format: PyObject) =>
  rt.ruleset.minor < 10
    ? typeError(rt, 'memoryview: format argument must be a string')
    : badArgument(rt, 'cast', "argument 'format'", 'str', format);

/** The indexes from `start` to `stop` at which an item equals the value, `most` of them. */
function findAll(
  rt: Runtime,
  o: PyObject,
  value: PyObject,
  start: number,
  stop: number,
  most = Number.POSITIVE_INFINITY,
): number[] {
  const found: number[] = [];
  for (let i = start; i < Math.min(stop, iterable(rt, o).shape[0]) && found.length < most; i++) {
    charge(rt, 4);
    const view = iterable(rt, o);
    const item = getViewItem(rt, view, placeInDimension(rt, view, 0, i));
    try {
      if (richCompareBool(rt, item, value, CMP.EQ)) found.push(i);
    } finally {
      decref(rt, item);
    }
  }
  return found;
}

/** memory_clear. */
function clear(rt: Runtime, o: PyObject): void {
  const view = o.v as ViewData;
  const { mbuf } = view;
  if (mbuf === null) return;
  releaseView(rt, o);
  view.mbuf = null;
  decref(rt, mbuf);
}

export const memoryIterDef: TypeDef = {
  name: 'memory_iterator',
  kind: K.ITERATOR,
  size: 'memory_iterator',
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const s = o.v as SeqState;
      if (s.seq !== null) decref(rt, s.seq);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const s = o.v as SeqState;
      if (s.seq !== null) visit(rt, s.seq);
    },
    iter: (_rt, o) => incref(o),
    iternext: (rt, o) => {
      const s = o.v as SeqState;
      const { seq } = s;
      if (seq === null) return null;
      if (s.index < (seq.v as ViewData).shape[0]) {
        const view = viewOf(rt, seq);
        return getViewItem(rt, view, placeInDimension(rt, view, 0, s.index++));
      }
      s.seq = null;
      decref(rt, seq);
      return null;
    },
  },
};
