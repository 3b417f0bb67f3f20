/** Iterators over sequences (Objects/iterobject.c, listobject.c, tupleobject.c, unicodeobject.c). */

import { richCompareBool } from '../abstract/comparison.ts';
import { newContainer } from '../alloc.ts';
import { toSsize } from '../convert.ts';
import { swallow } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, PyContainer, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { CMP, type MethodDef, m0, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeScan } from '../work.ts';
import { intFromNumber, intOfSize } from './int.ts';
import { stealList } from './list.ts';
import { indexReduction, reduced } from './reduce.ts';
import { STR, strNew } from './str.ts';
import { newTuple } from './tuple.ts';

/** State of an iterator over an indexed sequence: null when exhausted. */
export class SeqState {
  declare seq: PyObject | null;
  declare index: number;
  constructor(seq: PyObject | null, index: number) {
    this.seq = seq;
    this.index = index;
  }
}

/** An iterator of the named type over a borrowed sequence. */
export function newSeqIterator(rt: Runtime, typeName: string, seq: PyObject, index = 0): PyObject {
  return makeSeqIterator(rt, rt.types[typeName], seq, index);
}

function makeSeqIterator(rt: Runtime, type: PyType, seq: PyObject, index: number): PyObject {
  let addr = 0;
  if (type === rt.listIterType) addr = rt.free.listIterator.take();
  else if (type === rt.tupleIterType) addr = rt.free.tupleIterator.take();
  if (addr === 0) addr = gcAlloc(rt, type.headBytes + type.basicSize);
  const o = new PyContainer(type, addr, new SeqState(incref(seq), index), 0, 0);
  gcTrack(rt, o);
  return o;
}

/** iter() of an object with __getitem__ alone. */
export function newSeqIter(rt: Runtime, seq: PyObject): PyObject {
  return newSeqIterator(rt, 'iterator', seq);
}

const seqDealloc = (rt: Runtime, o: PyObject): void => {
  gcUntrack(rt, o as PyContainer);
  const s = o.v as SeqState;
  if (s.seq !== null) decref(rt, s.seq);
  if (o.type === rt.listIterType && rt.free.listIterator.give(o.addr)) return;
  if (o.type === rt.tupleIterType && rt.free.tupleIterator.give(o.addr)) return;
  gcFree(rt, o as PyContainer);
};

const seqTraverse = (rt: Runtime, o: PyObject, visit: Visit): void => {
  const s = o.v as SeqState;
  if (s.seq !== null) visit(rt, s.seq);
};

export const selfIter = (_rt: Runtime, o: PyObject): PyObject => incref(o);

function finish(rt: Runtime, s: SeqState): null {
  const seq = s.seq!;
  s.seq = null;
  decref(rt, seq);
  return null;
}

const arrayNext = (rt: Runtime, o: PyObject): PyObject | null => {
  const s = o.v as SeqState;
  const seq = s.seq;
  if (seq === null) return null;
  const items = seq.v as PyObject[];
  if (s.index < items.length) return incref(items[s.index++]);
  return finish(rt, s);
};

const arrayHint = m0('__length_hint__', (rt, o) => {
  const s = o.v as SeqState;
  return intOfSize(rt, s.seq === null ? 0 : Math.max(0, s.seq.v.length - s.index));
});

function seqType(
  name: string,
  next: (rt: Runtime, o: PyObject) => PyObject | null,
  methods: readonly MethodDef[] = [arrayHint],
): TypeDef {
  return {
    name,
    kind: K.ITERATOR,
    size: name as never,
    flags: TF.GC,
    slots: { dealloc: seqDealloc, traverse: seqTraverse, iter: selfIter, iternext: next },
    methods,
  };
}

const seqAt = (o: PyObject) => o.v as SeqState;

/** Goes to an index, within the sequence. */
const goTo = (o: PyObject, index: number): void => {
  const s = o.v as SeqState;
  const { v } = s.seq!;
  const length = typeof v?.length === 'number' ? (v.length as number) : Number.POSITIVE_INFINITY;
  s.index = Math.min(Math.max(0, index), length);
};

const noList = (rt: Runtime): PyObject => stealList(rt, []);
const noTuple = (rt: Runtime): PyObject => newTuple(rt, []);

export const listIterDef = seqType('list_iterator', arrayNext, [
  arrayHint,
  ...indexReduction('iter', noList, seqAt, goTo),
]);
export const tupleIterDef = seqType('tuple_iterator', arrayNext, [
  arrayHint,
  ...indexReduction('iter', noTuple, seqAt, goTo),
]);

export const listReverseIterDef = seqType(
  'list_reverseiterator',
  (rt, o) => {
    const s = o.v as SeqState;
    if (s.seq === null) return null;
    const items = s.seq.v as PyObject[];
    if (s.index >= 0 && s.index < items.length) return incref(items[s.index--]);
    // From 3.13 on an index that ran out says enough; the list stays held.
    if (s.index < 0 && rt.ruleset.minor >= 13) return null;
    s.index = -1;
    return finish(rt, s);
  },
  [
    m0('__length_hint__', (rt, o) => {
      const { seq, index } = o.v as SeqState;
      return intOfSize(rt, seq === null || seq.v.length <= index ? 0 : index + 1);
    }),
    m0('__reduce__', (rt, o) => {
      const { seq, index } = o.v as SeqState;
      if (seq !== null && index >= 0) return reduced(rt, 'reversed', [incref(seq)], intFromNumber(rt, index));
      return reduced(rt, rt.ruleset.minor >= 13 ? 'reversed' : 'iter', [noList(rt)]);
    }),
    m1('__setstate__', (rt, o, state) => {
      const s = o.v as SeqState;
      const index = toSsize(rt, state);
      if (s.seq !== null) s.index = Math.min(Math.max(-1, index), s.seq.v.length - 1);
      return incref(rt.None);
    }),
  ],
);

const strNext = (rt: Runtime, o: PyObject): PyObject | null => {
  const s = o.v as SeqState;
  const seq = s.seq;
  if (seq === null) return null;
  const text = seq.v as string;
  if (s.index >= text.length) return finish(rt, s);
  const i = s.index;
  const c = text.charCodeAt(i);
  if (c >= 0xd800 && c < 0xdc00 && (seq.bits & STR.PAIRS) !== 0 && i + 1 < text.length) {
    const d = text.charCodeAt(i + 1);
    if (d >= 0xdc00 && d < 0xe000) {
      s.index = i + 2;
      return strNew(rt, text.slice(i, i + 2));
    }
  }
  s.index = i + 1;
  return strNew(rt, text[i]);
};

/** Where the character of that number begins in a text that may have pairs of surrogates. */
function unitOf(text: string, characters: number): number {
  let at = 0;
  for (let k = 0; k < characters && at < text.length; k++)
    at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return at;
}

/** The iterator counts units; what it gives and takes are characters. */
const strReduction = [
  m0('__reduce__', (rt, o) => {
    const { seq, index } = o.v as SeqState;
    if (seq === null) return reduced(rt, 'iter', [strNew(rt, '')]);
    const pairs = (seq.bits & STR.PAIRS) !== 0;
    chargeScan(rt, pairs ? 8 * index : 0);
    const characters = pairs ? [...(seq.v as string).slice(0, index)].length : index;
    return reduced(rt, 'iter', [incref(seq)], intFromNumber(rt, characters));
  }),
  m1('__setstate__', (rt, o, state) => {
    const s = o.v as SeqState;
    const index = Math.max(0, toSsize(rt, state));
    if (s.seq === null) return incref(rt.None);
    const pairs = (s.seq.bits & STR.PAIRS) !== 0;
    if (pairs) chargeScan(rt, 8 * Math.min(index, s.seq.v.length));
    s.index = pairs ? unitOf(s.seq.v, index) : Math.min(index, s.seq.v.length);
    return incref(rt.None);
  }),
];

export const strIterDef = seqType('str_iterator', strNext, [arrayHint, ...strReduction]);
export const strAsciiIterDef: TypeDef = {
  ...seqType('str_ascii_iterator', strNext, [arrayHint, ...strReduction]),
  size: 'str_iterator',
};

const bytesNext = (rt: Runtime, o: PyObject): PyObject | null => {
  const s = o.v as SeqState;
  if (s.seq === null) return null;
  const bytes = s.seq.v as Uint8Array;
  if (s.index < bytes.length) return intFromNumber(rt, bytes[s.index++]);
  return finish(rt, s);
};
const bytesMethods = [arrayHint, ...indexReduction('iter', noTuple, seqAt, goTo)];
export const bytesIterDef = seqType('bytes_iterator', bytesNext, bytesMethods);
export const bytearrayIterDef = seqType('bytearray_iterator', bytesNext, bytesMethods);

/** iter() of sequences by index. */
export const iteratorDef = seqType(
  'iterator',
  (rt, o) => {
    const s = o.v as SeqState;
    const seq = s.seq;
    if (seq === null) return null;
    const { subscript, item } = seq.type.slots;
    try {
      if (item !== null) return item(rt, seq, s.index++);
      const key = intFromNumber(rt, s.index++);
      try {
        return subscript!(rt, seq, key);
      } finally {
        decref(rt, key);
      }
    } catch (error) {
      if (swallow(rt, error, rt.exc['IndexError']) || swallow(rt, error, rt.exc['StopIteration'])) {
        return s.seq === null ? null : finish(rt, s);
      }
      throw error;
    }
  },
  indexReduction('iter', noTuple, seqAt, (o, index) => {
    (o.v as SeqState).index = Math.max(0, index);
  }),
);

/** iter(callable, sentinel). */
type CallState = { callable: PyObject | null; sentinel: PyObject };

export function newCallIterator(rt: Runtime, callable: PyObject, sentinel: PyObject): PyObject {
  const o = newContainer(rt, rt.types['callable_iterator'], {
    callable: incref(callable),
    sentinel: incref(sentinel),
  });
  gcTrack(rt, o);
  return o;
}

export const callIterDef: TypeDef = {
  name: 'callable_iterator',
  kind: K.ITERATOR,
  size: 'callable_iterator',
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const s = o.v as CallState;
      if (s.callable !== null) {
        decref(rt, s.callable);
        decref(rt, s.sentinel);
      }
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const s = o.v as CallState;
      if (s.callable !== null) {
        visit(rt, s.callable);
        visit(rt, s.sentinel);
      }
    },
    iter: selfIter,
    iternext: (rt, o) => {
      const s = o.v as CallState;
      if (s.callable === null) return null;
      let r: PyObject;
      try {
        r = callObject(rt, s.callable, []);
      } catch (error) {
        if (!swallow(rt, error, rt.exc['StopIteration'])) throw error;
        stop(rt, s);
        return null;
      }
      // From 3.10 on one that was used up by the call itself has ended.
      const ended = s.callable === null && rt.ruleset.minor >= 10;
      if (ended || (s.callable !== null && richCompareBool(rt, s.sentinel, r, CMP.EQ))) {
        decref(rt, r);
        stop(rt, s);
        return null;
      }
      return r;
    },
  },
  methods: [
    m0('__reduce__', (rt, o) => {
      const s = o.v as CallState;
      if (s.callable === null) return reduced(rt, 'iter', [noTuple(rt)]);
      return reduced(rt, 'iter', [incref(s.callable), incref(s.sentinel)]);
    }),
  ],
};

function stop(rt: Runtime, s: CallState): void {
  const f = s.callable;
  if (f === null) return;
  s.callable = null;
  decref(rt, f);
  decref(rt, s.sentinel);
}
