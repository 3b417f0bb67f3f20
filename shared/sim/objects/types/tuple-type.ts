/** The type tuple (Objects/tupleobject.c). */

import { hashTuple, hashTupleMultiplicative } from '../../numbers/hashes.ts';
import type { PyInt } from '../../numbers/ints.ts';
import { isSought, objectHash, richCompare, richCompareBool } from '../abstract/comparison.ts';
import { toItemIndex } from '../abstract/indices.ts';
import { getIter, iterNext, lengthHint, listItems } from '../abstract/iteration.ts';
import { reprText } from '../abstract/text.ts';
import { indexError, raise, typeError, valueError } from '../errors.ts';
import { gcAlloc, gcTrack } from '../gclinks.ts';
import { hashValue, setHash } from '../hash.ts';
import { K, PyContainer, type PyObject, TF } from '../header.ts';
import { enterGuard, leaveGuard } from '../recursion.ts';
import { decref, incref } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import type { Runtime } from '../runtime.ts';
import { CMP, m0, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { charge } from '../work.ts';
import { newInstance } from './instance.ts';
import { intOfSize } from './int.ts';
import { newSeqIterator } from './iterators.ts';
import { sliceIndex, sliceIndices } from './slice.ts';
import { strHash64, strNew } from './str.ts';
import { newTuple, packTuple, stealTuple, tupleDealloc, tupleTraverse } from './tuple.ts';

/** Lexicographic comparison of lists and tuples. */
export function compareSequences(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (a.type.kind !== b.type.kind) return incref(rt.NotImplemented);
  if (a.type.kind === K.LIST && a.v.length !== b.v.length && (op === CMP.EQ || op === CMP.NE)) {
    return incref(op === CMP.EQ ? rt.False : rt.True);
  }
  let i = 0;
  for (; i < a.v.length && i < b.v.length; i++) {
    charge(rt, 1);
    const x = a.v[i] as PyObject;
    const y = b.v[i] as PyObject;
    if (x === y) continue;
    // Items of a list might be taken out meanwhile, those of a tuple cannot.
    const hold = a.type.kind === K.LIST;
    if (hold) {
      incref(x);
      incref(y);
    }
    let same: boolean;
    try {
      same = richCompareBool(rt, x, y, CMP.EQ);
    } finally {
      if (hold) {
        decref(rt, x);
        decref(rt, y);
      }
    }
    if (!same) break;
  }
  const n = a.v.length as number;
  const m = b.v.length as number;
  if (i >= n || i >= m) {
    const r =
      op === CMP.LT
        ? n < m
        : op === CMP.LE
          ? n <= m
          : op === CMP.EQ
            ? n === m
            : op === CMP.NE
              ? n !== m
              : op === CMP.GT
                ? n > m
                : n >= m;
    return incref(r ? rt.True : rt.False);
  }
  if (op === CMP.EQ) return incref(rt.False);
  if (op === CMP.NE) return incref(rt.True);
  return richCompare(rt, a.v[i], b.v[i], op);
}

function tupleHash(rt: Runtime, o: PyObject): number {
  const hashes: PyInt[] = [];
  enterGuard(rt);
  try {
    for (const x of o.v as PyObject[]) {
      charge(rt, 4);
      const lo = x.type === rt.strType ? strHash64(rt, x) : objectHash(rt, x);
      hashes.push(hashValue(rt, lo));
    }
  } finally {
    leaveGuard(rt);
  }
  return setHash(
    rt,
    rt.ruleset.hashes.tuples === 'xxhash' ? hashTuple(hashes) : hashTupleMultiplicative(hashes),
  );
}

/** The tuple of what an iterable gives (PySequence_Tuple). */
export function tupleOf(rt: Runtime, iterable: PyObject): PyObject {
  if (iterable.type === rt.tupleType) return incref(iterable);
  if (iterable.type === rt.listType) return packTuple(rt, listItems(rt, iterable));
  if (rt.tuplesBornUntracked) {
    // The compiler writes tuple(... for ...) as a list that becomes a tuple; here the generator itself arrives, and nobody else has it.
    const written = iterable.type === rt.generatorType && iterable.refcnt <= 1;
    const items = listItems(rt, iterable);
    return written ? packTuple(rt, items) : stealTuple(rt, items);
  }
  return tupleFromIterator(rt, iterable);
}

/**
 * Up to 3.13 the tuple is made for as many items as are expected, grows while there are more, and is cut in the end: its block
 * is older than items made meanwhile, and comes from the free list of another length.
 */
function tupleFromIterator(rt: Runtime, iterable: PyObject): PyObject {
  const type = rt.tupleType;
  const bytes = (n: number) => type.headBytes + type.basicSize + 8 * n;
  const items: PyObject[] = [];
  const it = getIter(rt, iterable);
  let room = 0;
  let addr = 0;
  const resize = (n: number) => {
    if (addr !== 0) addr = rt.mem.realloc(addr, bytes(n));
    else addr = (n <= rt.free.rules.tupleMaxLength ? rt.free.tuples[n].take() : 0) || gcAlloc(rt, bytes(n));
    room = n;
  };
  let done = false;
  try {
    const hint = lengthHint(rt, iterable, 10);
    if (hint > 0) resize(hint);
    for (let x = iterNext(rt, it); x !== null; x = iterNext(rt, it)) {
      if (items.length >= room) resize(room + 10 + ((room + 10) >> 2));
      items.push(x);
    }
    done = true;
  } finally {
    decref(rt, it);
    if (!done) dropUnfinished(rt, items, addr, room);
  }
  if (addr === 0) return incref(rt.emptyTuple);
  if (items.length === 0 && rt.ruleset.interning.emptyTupleOfIteratorShared) {
    dropUnfinished(rt, items, addr, room);
    return incref(rt.emptyTuple);
  }
  if (items.length < room) resize(items.length);
  const o = new PyContainer(type, addr, items, null, 0);
  gcTrack(rt, o);
  return o;
}

/** Releases a tuple that was not completed, the error kept. */
function dropUnfinished(rt: Runtime, items: PyObject[], addr: number, room: number): void {
  const raised = rt.thread.raised;
  rt.thread.raised = null;
  for (let i = items.length - 1; i >= 0; i--) decref(rt, items[i]);
  if (addr !== 0 && !(room < rt.free.tuples.length && rt.free.tuples[room].give(addr))) {
    rt.gc.heapSize--;
    if (rt.gc.count0 > 0) rt.gc.count0--;
    rt.mem.free(addr);
  }
  rt.thread.raised = raised;
}

function tupleNew(rt: Runtime, type: import('../header.ts').PyType, args: readonly PyObject[]): PyObject {
  if (args.length > 1) throw typeError(rt, `tuple expected at most 1 argument, got ${args.length}`);
  if (type === rt.tupleType) {
    if (args.length === 0) return incref(rt.emptyTuple);
    if (args[0].type === rt.tupleType) return incref(args[0]);
    return tupleOf(rt, args[0]);
  }
  if (args.length === 0) return newInstance(rt, type, [], 0);
  // An instance of a subclass is filled from an ordinary tuple (tuple_subtype_new).
  const plain = tupleOf(rt, args[0]);
  const items = (plain.v as PyObject[]).map((x) => incref(x));
  const o = newInstance(rt, type, items, items.length);
  decref(rt, plain);
  return o;
}

/** Items of a sequence by a slice, as new references. */
export function sliceItems(rt: Runtime, items: readonly PyObject[], key: PyObject): PyObject[] {
  const [start, , step, count] = sliceIndices(rt, key, items.length);
  charge(rt, count);
  const found: PyObject[] = new Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) found[i] = incref(items[at]);
  return found;
}

export const tupleDef: TypeDef = {
  name: 'tuple',
  noKeywords: true,
  generic: true,
  kind: K.TUPLE,
  size: (rt) => rt.ruleset.sizes.tupleBaseBytes,
  itemSize: 8,
  flags: TF.GC | TF.BASETYPE | TF.TUPLE | TF.SEQUENCE,
  slots: {
    dealloc: tupleDealloc,
    traverse: tupleTraverse,
    new: tupleNew,
    repr: (rt, o) => {
      const items = o.v as PyObject[];
      if (items.length === 0) return strNew(rt, '()');
      if (reprEnter(rt, o)) return strNew(rt, '(...)');
      try {
        const texts = items.map((x) => reprText(rt, x));
        return strNew(rt, texts.length === 1 ? `(${texts[0]},)` : `(${texts.join(', ')})`);
      } finally {
        reprLeave(rt, o);
      }
    },
    hash: tupleHash,
    richcompare: compareSequences,
    iter: (rt, o) => newSeqIterator(rt, 'tuple_iterator', o),
    length: (_rt, o) => o.v.length,
    subscript: (rt, o, key) => {
      const items = o.v as PyObject[];
      if (key.type.kind === K.SLICE) {
        const [start, , step, count] = sliceIndices(rt, key, items.length);
        if (start === 0 && step === 1 && count === items.length && o.type === rt.tupleType) return incref(o);
        return stealTuple(rt, sliceItems(rt, items, key));
      }
      if (key.type.slots.index === null) {
        throw typeError(rt, `tuple indices must be integers or slices, not ${key.type.name}`);
      }
      let i = toItemIndex(rt, key);
      if (i < 0) i += items.length;
      if (i < 0 || i >= items.length) throw indexError(rt, 'tuple index out of range');
      return incref(items[i]);
    },
    contains: (rt, o, x) => {
      for (const y of o.v as PyObject[]) {
        charge(rt, 2);
        if (isSought(rt, y, x)) return true;
      }
      return false;
    },
    concat: (rt, a, b) => {
      if (b.type.kind !== K.TUPLE) {
        throw typeError(rt, `can only concatenate tuple (not "${b.type.name}") to tuple`);
      }
      if (a.v.length === 0 && b.type === rt.tupleType) return incref(b);
      if (b.v.length === 0 && a.type === rt.tupleType) return incref(a);
      charge(rt, a.v.length + b.v.length);
      return newTuple(rt, (a.v as PyObject[]).concat(b.v as PyObject[]));
    },
    repeat: (rt, a, n) => {
      if ((n === 1 || a.v.length === 0) && a.type === rt.tupleType) return incref(a);
      return stealTuple(rt, repeatItems(rt, a.v, n));
    },
  },
  methods: [
    m1('count', (rt, self, x) => {
      let n = 0;
      for (const y of self.v as PyObject[]) {
        charge(rt, 2);
        if (richCompareBool(rt, y, x, CMP.EQ)) n++;
      }
      return intOfSize(rt, n);
    }),
    mN(
      'index',
      (rt, self, args) => {
        const items = self.v as PyObject[];
        const [from, to] = bounds(rt, args, items.length);
        for (let i = from; i < to && i < items.length; i++) {
          charge(rt, 2);
          if (richCompareBool(rt, items[i], args[0], CMP.EQ)) return intOfSize(rt, i);
        }
        throw valueError(rt, 'tuple.index(x): x not in tuple');
      },
      1,
      3,
    ),
    m0('__getnewargs__', (rt, self) => stealTuple(rt, [newTuple(rt, self.v)])),
  ],
};

/** start and stop arguments of index(). */
export function bounds(rt: Runtime, args: readonly PyObject[], n: number): [number, number] {
  const clip = (o: PyObject | undefined, otherwise: number): number => {
    if (o === undefined) return otherwise;
    let i = sliceIndex(rt, o, false);
    if (i < 0) i = Math.max(0, i + n);
    return i;
  };
  return [clip(args[1], 0), clip(args[2], n)];
}

/** Throws where the program may not have an array of `n` more references. MemoryError where no machine could. */
export function mustHoldItems(rt: Runtime, n: number): void {
  if (8 * n >= 2 ** 47) throw raise(rt, rt.exc['MemoryError'], '');
  rt.mem.mustHold(8 * n);
}

/** The items n times over, as new references. */
export function repeatItems(rt: Runtime, items: readonly PyObject[], n: number): PyObject[] {
  if (n <= 0 || items.length === 0) return [];
  mustHoldItems(rt, items.length * n);
  charge(rt, (items.length * n) >> 1);
  const all: PyObject[] = new Array(items.length * n);
  let at = 0;
  for (let k = 0; k < n; k++) for (let i = 0; i < items.length; i++) all[at++] = incref(items[i]);
  return all;
}
