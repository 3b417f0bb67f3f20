/** Iterators of dicts, forwards and backwards (Objects/dictobject.c: dictiter_iternextkey and its kind). */
import { runtimeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack, isTracked } from '../gclinks.ts';
import { K, PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { m0 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeLater } from '../work.ts';
import { dictNext, dictPrevious, entryKey, entryValue } from './dict-entries.ts';
import { type DictData, dictLength } from './dict-table.ts';
import { intFromNumber } from './int.ts';
import { selfIter } from './iterators.ts';
import { stealList } from './list.ts';
import { reduced } from './reduce.ts';
import { packTuple, stealTuple } from './tuple.ts';

/** State of a dict iterator. `reuse` is the tuple that an item iterator hands out again while nobody keeps it. */
export class DictIterState {
  dict: PyObject | null;
  position: number;
  length: number;
  left: number;
  reuse: PyObject | null;
  constructor(dict: PyObject, position: number, length: number, reuse: PyObject | null) {
    this.dict = dict;
    this.position = position;
    this.length = length;
    this.left = length;
    this.reuse = reuse;
  }
}

/** An iterator of a dict, of the type of that name. */
export function newDictIter(rt: Runtime, typeName: string, dict: PyObject): PyObject {
  const type = rt.types[typeName];
  const items = typeName.includes('item');
  const addr = gcAlloc(rt, type.headBytes + type.basicSize);
  const reverse = typeName.includes('reverse');
  const n = dictLength(dict);
  const d = dict.v as DictData;
  const start = reverse ? (d.values !== null ? n - 1 : d.keys.length - 1) : 0;
  const reuse = items ? stealTuple(rt, [incref(rt.None), incref(rt.None)]) : null;
  const o = new PyContainer(type, addr, new DictIterState(incref(dict), start, n, reuse), 0, 0);
  gcTrack(rt, o);
  return o;
}

/** The next position, or -1 at the end; RuntimeError when the dict changed its size. */
function advance(rt: Runtime, s: DictIterState, reverse: boolean): number {
  const dict = s.dict;
  if (dict === null) return -1;
  if (dictLength(dict) !== s.length) {
    s.length = -1;
    throw runtimeError(rt, 'dictionary changed size during iteration');
  }
  const d = dict.v as DictData;
  const i = reverse ? dictPrevious(rt, d, s.position) : dictNext(rt, d, s.position);
  if (d.keys.length > 32) chargeLater(rt, Math.abs((i < 0 ? d.keys.length : i) - s.position) >> 2);
  if (i >= 0 && s.left === 0 && !reverse) {
    finishDict(rt, s);
    throw runtimeError(rt, 'dictionary keys changed during iteration');
  }
  if (i < 0) {
    finishDict(rt, s);
    return -1;
  }
  s.left--;
  s.position = reverse ? i - 1 : i + 1;
  return i;
}

function finishDict(rt: Runtime, s: DictIterState): void {
  const dict = s.dict!;
  s.dict = null;
  decref(rt, dict);
}

/** A pair for item iterators: the same tuple again while only the iterator holds it. */
export function reusePair(
  rt: Runtime,
  holder: { reuse: PyObject | null },
  a: PyObject,
  b: PyObject,
): PyObject {
  const t = holder.reuse;
  if (t !== null && t.refcnt === 1) {
    const items = t.v as PyObject[];
    const [x, y] = items;
    items[0] = a;
    items[1] = b;
    incref(t);
    decref(rt, x);
    decref(rt, y);
    const c = t as PyContainer;
    if (!isTracked(c)) gcTrack(rt, c);
    return t;
  }
  return rt.ruleset.minor >= 15 ? packTuple(rt, [a, b]) : stealTuple(rt, [a, b]);
}

function iterType(
  name: string,
  reverse: boolean,
  pick: (rt: Runtime, s: DictIterState, i: number) => PyObject,
): TypeDef {
  return {
    name,
    kind: K.ITERATOR,
    size: (name.includes('reverse') ? 'dict_reversekeyiterator' : name) as never,
    flags: TF.GC,
    slots: {
      dealloc: (rt, o) => {
        gcUntrack(rt, o as PyContainer);
        const s = o.v as DictIterState;
        if (s.dict !== null) decref(rt, s.dict);
        if (s.reuse !== null) decref(rt, s.reuse);
        gcFree(rt, o as PyContainer);
      },
      traverse: (rt, o, visit) => {
        const s = o.v as DictIterState;
        if (s.dict !== null) visit(rt, s.dict);
        if (s.reuse !== null) visit(rt, s.reuse);
      },
      iter: selfIter,
      iternext: (rt, o) => {
        const s = o.v as DictIterState;
        const i = advance(rt, s, reverse);
        return i < 0 ? null : pick(rt, s, i);
      },
    },
    methods: [
      m0('__length_hint__', (rt, o) => {
        const { dict, length, left } = o.v as DictIterState;
        return intFromNumber(rt, dict === null || dictLength(dict) !== length ? 0 : left);
      }),
      // What is left, as a list; the iterator itself stays where it is.
      m0('__reduce__', (rt, o) => {
        const { dict, position, length, left } = o.v as DictIterState;
        const items: PyObject[] = [];
        if (dict !== null) {
          const s = new DictIterState(incref(dict), position, length, null);
          s.left = left;
          for (let i = advance(rt, s, reverse); i >= 0; i = advance(rt, s, reverse))
            items.push(pick(rt, s, i));
        }
        return reduced(rt, 'iter', [stealList(rt, items)]);
      }),
    ],
  };
}

const pickKey = (rt: Runtime, s: DictIterState, i: number) => incref(entryKey(rt, s.dict!.v, i));

const pickValue = (rt: Runtime, s: DictIterState, i: number) => incref(entryValue(rt, s.dict!.v, i));

const pickItem = (rt: Runtime, s: DictIterState, i: number) =>
  reusePair(rt, s, incref(entryKey(rt, s.dict!.v, i)), incref(entryValue(rt, s.dict!.v, i)));

export const dictIterDefs: readonly TypeDef[] = [
  iterType('dict_keyiterator', false, pickKey),
  iterType('dict_valueiterator', false, pickValue),
  iterType('dict_itemiterator', false, pickItem),
  iterType('dict_reversekeyiterator', true, pickKey),
  iterType('dict_reversevalueiterator', true, pickValue),
  iterType('dict_reverseitemiterator', true, pickItem),
];
