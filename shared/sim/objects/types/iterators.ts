/** Iterators over sequences (Objects/iterobject.c, listobject.c, tupleobject.c, unicodeobject.c). */
import { callObject, richCompareBool } from '../abstract.ts';
import { newContainer } from '../alloc.ts';
import { swallow } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, PyContainer, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP, m0 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { intFromNumber } from './int.ts';
import { STR, strNew } from './str.ts';

/** State of an iterator over an indexed sequence: null when exhausted. */
export class SeqState {
  seq: PyObject | null;
  index: number;
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
  gcUntrack(o as PyContainer);
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
  return intFromNumber(rt, s.seq === null ? 0 : Math.max(0, s.seq.v.length - s.index));
});

function seqType(
  name: string,
  next: (rt: Runtime, o: PyObject) => PyObject | null,
  methods = [arrayHint],
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

export const listIterDef = seqType('list_iterator', arrayNext);
export const tupleIterDef = seqType('tuple_iterator', arrayNext);

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
  [m0('__length_hint__', (rt, o) => intFromNumber(rt, o.v.seq === null ? 0 : o.v.index + 1))],
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

export const strIterDef = seqType('str_iterator', strNext);
export const strAsciiIterDef: TypeDef = { ...seqType('str_ascii_iterator', strNext), size: 'str_iterator' };

const bytesNext = (rt: Runtime, o: PyObject): PyObject | null => {
  const s = o.v as SeqState;
  if (s.seq === null) return null;
  const bytes = s.seq.v as Uint8Array;
  if (s.index < bytes.length) return intFromNumber(rt, bytes[s.index++]);
  return finish(rt, s);
};
export const bytesIterDef = seqType('bytes_iterator', bytesNext);
export const bytearrayIterDef = seqType('bytearray_iterator', bytesNext);

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
  [],
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
      gcUntrack(o as PyContainer);
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
      if (s.callable !== null && richCompareBool(rt, s.sentinel, r, CMP.EQ)) {
        decref(rt, r);
        stop(rt, s);
        return null;
      }
      return r;
    },
  },
};

function stop(rt: Runtime, s: CallState): void {
  const f = s.callable;
  if (f === null) return;
  s.callable = null;
  decref(rt, f);
  decref(rt, s.sentinel);
}
