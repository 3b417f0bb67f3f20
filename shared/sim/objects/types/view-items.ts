/** Reading and writing items of a memoryview (Objects/memoryobject.c: unpack_single, pack_single, ptr_from_index, ptr_from_tuple). */
import {
  type Item,
  isByteFormat,
  itemBytes,
  nativeFormat,
  packFloat,
  packInt,
  unpackItem,
} from '../../numbers/nativeformat.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { toIndex, toIndexNumber } from '../abstract/indices.ts';
import { stridesOf } from '../buffer.ts';
import {
  indexError,
  isPyError,
  PY_ERROR,
  raise,
  raisedIs,
  swallow,
  typeError,
  valueError,
} from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { charge } from '../work.ts';
import { bytesNew } from './bytes.ts';
import { floatNew, toFloat } from './float.ts';
import { intNew } from './int.ts';
import { stealList } from './list.ts';
import { setViewBytes, type ViewData, viewBytes, viewLike, viewSize } from './view.ts';

const notImplemented = (rt: Runtime, text: string) => raise(rt, rt.exc['NotImplementedError'], text);

/** The format's character; NotImplementedError for formats that a view can have but not read (adjust_fmt, unpack_single). */
function readable(rt: Runtime, view: ViewData): string {
  const char = nativeFormat(view.format);
  // Half floats came with 3.12.
  if (char === undefined || (char === 'e' && rt.ruleset.minor < 12))
    throw notImplemented(rt, `memoryview: format ${view.format} not supported`);
  return char;
}

function itemObject(rt: Runtime, char: string, item: Item): PyObject {
  if (typeof item === 'boolean') return incref(item ? rt.True : rt.False);
  if (item instanceof Uint8Array) return bytesNew(rt, item);
  if (char === 'd' || char === 'f' || char === 'e') return floatNew(rt, item as number);
  return intNew(rt, item);
}

/** The item at that place of the view. */
export function getViewItem(rt: Runtime, view: ViewData, at: number): PyObject {
  const char = readable(rt, view);
  return itemObject(rt, char, unpackItem(char, viewBytes(rt, view, at, view.itemBytes)));
}

/** Stores an item at that place of the view. */
export function setViewItem(rt: Runtime, view: ViewData, at: number, value: PyObject): void {
  const char = readable(rt, view);
  const bytes = packed(rt, view, char, value);
  if (bytes === undefined) throw valueError(rt, `memoryview: invalid value for format '${view.format}'`);
  setViewBytes(rt, view, at, bytes);
}

function packed(rt: Runtime, view: ViewData, char: string, value: PyObject): Uint8Array | undefined {
  if (char === '?') return Uint8Array.of(objectIsTrue(rt, value) ? 1 : 0);
  const wrong = () => typeError(rt, `memoryview: invalid type for format '${view.format}'`);
  if (char === 'c') {
    if (value.type.kind !== K.BYTES) throw wrong();
    return value.v.length === 1 ? (value.v as Uint8Array) : undefined;
  }
  try {
    if (char === 'd' || char === 'f' || char === 'e') return packFloat(char, toFloat(rt, value));
    const index = toIndex(rt, value);
    const number = index.v as number | bigint;
    decref(rt, index);
    return packInt(char, number);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    if (swallow(rt, error, rt.exc['TypeError'])) throw wrong();
    if (raisedIs(rt, rt.exc['OverflowError']) && swallow(rt, error, rt.exc['OverflowError']))
      return undefined;
    throw PY_ERROR;
  }
}

/** Where the item of an index in one dimension begins (lookup_dimension). */
export function placeInDimension(rt: Runtime, view: ViewData, dimension: number, index: number): number {
  const n = view.shape[dimension];
  const i = index < 0 ? index + n : index;
  if (i < 0 || i >= n) throw indexError(rt, `index out of bounds on dimension ${dimension + 1}`);
  return i * view.strides[dimension];
}

/** Where the item of a tuple of indexes begins. */
export function placeOfTuple(rt: Runtime, view: ViewData, indexes: readonly PyObject[]): number {
  const { length } = view.shape;
  if (indexes.length > length)
    throw typeError(rt, `cannot index ${length}-dimension view with ${indexes.length}-element tuple`);
  return indexes.reduce(
    (at, x, k) => at + placeInDimension(rt, view, k, toIndexNumber(rt, x, 'IndexError')),
    0,
  );
}

/** All items as lists within lists, a single item where there is no dimension. */
export function viewToList(rt: Runtime, view: ViewData, dimension = 0, at = 0): PyObject {
  if (dimension === view.shape.length) return getViewItem(rt, view, at);
  const items: PyObject[] = [];
  const n = view.shape[dimension];
  charge(rt, n);
  rt.mem.mustHold(8 * n);
  try {
    for (let i = 0; i < n; i++)
      items.push(viewToList(rt, view, dimension + 1, at + i * view.strides[dimension]));
  } catch (error) {
    decrefAll(rt, items);
    throw error;
  }
  return stealList(rt, items);
}

/** Whether two items are equal, whatever their formats (unpack_cmp). */
export function sameItem(a: Item, b: Item): boolean {
  if (a instanceof Uint8Array || b instanceof Uint8Array)
    return a instanceof Uint8Array && b instanceof Uint8Array && a[0] === b[0];
  const x = typeof a === 'boolean' ? Number(a) : a;
  const y = typeof b === 'boolean' ? Number(b) : b;
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals the number of the same value
  return x == y;
}

/** cast(): the same memory in another format or shape (memory_cast, cast_to_1D, cast_to_ND). */
export function castView(
  rt: Runtime,
  view: ViewData,
  format: string,
  shape: readonly PyObject[] | null,
): PyObject {
  if (shape !== null && view.shape.length !== 1 && shape.length !== 1)
    throw typeError(rt, 'memoryview: cast must be 1D -> ND or ND -> 1D');
  const from = nativeFormat(view.format);
  const to = nativeFormat(format);
  const kind = rt.ruleset.minor >= 15 ? 'native' : 'native single character';
  const words = `format must be a ${kind} format prefixed with an optional '@'`;
  if (to === undefined || (to === 'e' && rt.ruleset.minor < 12))
    throw valueError(rt, `memoryview: destination ${words}`);
  if (from === undefined) throw valueError(rt, `memoryview: source ${words}`);
  if (!isByteFormat(from) && !isByteFormat(to))
    throw typeError(rt, 'memoryview: cannot cast between two non-byte formats');
  const size = viewSize(view);
  const bytes = itemBytes(to);
  if (size % bytes !== 0) throw typeError(rt, 'memoryview: length is not a multiple of itemsize');
  const lengths = shape === null ? [size / bytes] : shape.map((x) => castLength(rt, x));
  if (lengths.reduce((a, b) => a * b, bytes) !== size)
    throw typeError(rt, 'memoryview: product(shape) * itemsize != buffer size');
  const strides = stridesOf(lengths, bytes);
  // It is made with one dimension first, and stays as large where it has none in the end.
  const room = Math.max(1, lengths.length);
  return viewLike(rt, view, { format, itemBytes: bytes, shape: lengths, strides }, view.offset, room);
}

function castLength(rt: Runtime, x: PyObject): number {
  if (x.type.kind !== K.INT) throw typeError(rt, 'memoryview.cast(): elements of shape must be integers');
  const n = toIndexNumber(rt, x);
  if (n <= 0) throw valueError(rt, 'memoryview.cast(): elements of shape must be integers > 0');
  return n;
}
