/**
 * The type deque and its iterator (Modules/_collectionsmodule.c: deque_type, dequeiter_type); deque-blocks.ts has the
 * items.
 */

import { richCompareBool } from '../objects/abstract/comparison.ts';
import { toClippedIndex, toIndexNumber } from '../objects/abstract/indices.ts';
import { getIter } from '../objects/abstract/iteration.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { objectRepr, reprText } from '../objects/abstract/text.ts';
import { freeObject, newContainer } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { toSsize } from '../objects/convert.ts';
import { indexError, runtimeError, typeError, valueError } from '../objects/errors.ts';
import { gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import { reprEnter, reprLeave } from '../objects/reprs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, CMP, type KwNames, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber, intOfSize } from '../objects/types/int.ts';
import { instanceState } from '../objects/types/reduce.ts';
import { strNew } from '../objects/types/str.ts';
import { newTuple, stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import {
  append,
  appendLeft,
  BLOCK_BYTES,
  CENTRE,
  clear,
  type DequeData,
  data,
  edit,
  extend,
  fitBlocks,
  MAX_SPARE,
  pop,
  releaseAll,
  rotate,
} from './deque-blocks.ts';
import { makeNative, type NativeState, nativeType, stateOf } from './native-iterator.ts';
import { Ring } from './ring.ts';

function dequeNew(rt: Runtime, type: PyType): PyObject {
  const o = newContainer(rt, type, {
    items: new Ring(),
    spare: [],
    left: CENTRE,
    maxlen: -1,
    changes: 0,
    blocks: [],
  } satisfies DequeData);
  fitBlocks(rt, data(o));
  gcTrack(rt, o);
  return o;
}

function dequeInit(rt: Runtime, self: PyObject, args: Args, kw: KwNames): void {
  const [iterable, maxlen] = parseArgs(rt, 'deque', args, kw, ['iterable', 'maxlen'], 0);
  const d = data(self);
  d.maxlen = -1;
  if (maxlen !== null && maxlen !== rt.None) {
    if (maxlen.type.kind !== K.INT) throw typeError(rt, 'an integer is required');
    const n = toSsize(rt, maxlen);
    if (n < 0) throw valueError(rt, 'maxlen must be non-negative');
    d.maxlen = n;
  }
  clear(rt, self);
  if (iterable !== null && iterable !== rt.None) extend(rt, self, iterable);
}

/** Position of the first equal item from `from` to `to`, or -1; throws where the deque changes meanwhile. */
function find(
  rt: Runtime,
  self: PyObject,
  wanted: PyObject,
  from: number,
  to: number,
  error = 'deque mutated during iteration',
): number {
  const d = data(self);
  const before = d.changes;
  for (let i = from; i < to && i < d.items.length; i++) {
    charge(rt, 2);
    const item = incref(d.items.at(i));
    let same: boolean;
    try {
      same = richCompareBool(rt, item, wanted, CMP.EQ);
    } finally {
      decref(rt, item);
    }
    if (d.changes !== before)
      throw (error.startsWith('deque mutated during remove') ? indexError : runtimeError)(rt, error);
    if (same) return i;
  }
  return -1;
}

function clip(n: number, length: number): number {
  return n < 0 ? Math.max(0, n + length) : n;
}

function index(rt: Runtime, self: PyObject, args: Args): PyObject {
  const n = data(self).items.length;
  const from = args.length > 1 ? clip(toClippedIndex(rt, args[1]), n) : 0;
  const to = args.length > 2 ? clip(toClippedIndex(rt, args[2]), n) : n;
  const at = find(rt, self, args[0], from, to);
  if (at >= 0) return intOfSize(rt, at);
  throw notInDeque(rt, args[0], 'index');
}

function notInDeque(rt: Runtime, wanted: PyObject, where: 'index' | 'remove'): unknown {
  if (rt.ruleset.minor >= 14) return valueError(rt, `deque.${where}(x): x not in deque`);
  const text = objectRepr(rt, wanted);
  const shown = text.v as string;
  decref(rt, text);
  return valueError(rt, `${shown} is not in deque`);
}

function insert(rt: Runtime, self: PyObject, args: Args): PyObject {
  const d = data(self);
  if (d.maxlen >= 0 && d.items.length >= d.maxlen) throw indexError(rt, 'deque already at its maximum size');
  const at = Math.min(clip(toSsize(rt, args[0]), d.items.length), d.items.length);
  edit(rt, d, (items) => items.splice(at, 0, incref(args[1])));
  d.changes++;
  fitBlocks(rt, d);
  return incref(rt.None);
}

function remove(rt: Runtime, self: PyObject, wanted: PyObject): PyObject {
  const at = find(rt, self, wanted, 0, Infinity, 'deque mutated during remove().');
  if (at < 0)
    throw rt.ruleset.minor >= 10
      ? notInDeque(rt, wanted, 'remove')
      : valueError(rt, 'deque.remove(x): x not in deque');
  const d = data(self);
  const item = d.items.at(at);
  edit(rt, d, (items) => items.splice(at, 1));
  d.changes++;
  fitBlocks(rt, d);
  decref(rt, item);
  return incref(rt.None);
}

function count(rt: Runtime, self: PyObject, wanted: PyObject): PyObject {
  let n = 0;
  for (let at = find(rt, self, wanted, 0, Infinity); at >= 0; at = find(rt, self, wanted, at + 1, Infinity))
    n++;
  return intOfSize(rt, n);
}

/** A copy by the constructor of its class, which has to give a deque. */
function copy(rt: Runtime, self: PyObject): PyObject {
  const made = copyOfAnyKind(rt, self);
  if (isSubtype(made.type, rt.types['collections.deque'])) return made;
  const error = typeError(rt, `${self.type.name}() must return a deque, not ${made.type.name}`);
  decref(rt, made);
  throw error;
}

function copyOfAnyKind(rt: Runtime, self: PyObject): PyObject {
  const d = data(self);
  if (self.type === rt.types['collections.deque']) {
    const made = dequeNew(rt, self.type);
    data(made).maxlen = d.maxlen;
    extend(rt, made, self);
    return made;
  }
  if (d.maxlen < 0) return callObject(rt, self.type, [self]);
  const n = intFromNumber(rt, d.maxlen);
  try {
    return callObject(rt, self.type, [self, n]);
  } finally {
    decref(rt, n);
  }
}

function at(rt: Runtime, self: PyObject, key: PyObject): number {
  const d = data(self);
  if (key.type.slots.index === null)
    throw typeError(rt, `sequence index must be integer, not '${key.type.name}'`);
  let i = toIndexNumber(rt, key, 'IndexError');
  if (i < 0) i += d.items.length;
  if (i < 0 || i >= d.items.length) throw indexError(rt, 'deque index out of range');
  return i;
}

/** Whether the items of two deques at a place compare so. */
function holdsAt(rt: Runtime, a: Ring, b: Ring, i: number, op: number): boolean {
  charge(rt, 2);
  const x = incref(a.at(i));
  const y = incref(b.at(i));
  try {
    return richCompareBool(rt, x, y, op);
  } finally {
    decref(rt, x);
    decref(rt, y);
  }
}

function dequeCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  const deque = rt.types['collections.deque'];
  if (!b.type.mro.includes(deque) || !a.type.mro.includes(deque)) return incref(rt.NotImplemented);
  const x = data(a).items;
  const y = data(b).items;
  const m = x.length;
  const n = y.length;
  if (op === CMP.EQ && (a === b || m !== n)) return incref(a === b ? rt.True : rt.False);
  if (op === CMP.NE && (a === b || m !== n)) return incref(a === b ? rt.False : rt.True);
  for (let i = 0; i < x.length && i < y.length; i++) {
    // Unlike a list's, the answer comes of a second comparison also for == and !=, and is always a bool.
    if (!holdsAt(rt, x, y, i, CMP.EQ)) return incref(holdsAt(rt, x, y, i, op) ? rt.True : rt.False);
  }
  const answers = [m < n, m <= n, m === n, m !== n, m > n, m >= n];
  return incref(answers[op] ? rt.True : rt.False);
}

function dequeRepr(rt: Runtime, self: PyObject): PyObject {
  if (reprEnter(rt, self)) return strNew(rt, '[...]');
  try {
    const d = data(self);
    const items = d.items.list();
    for (const o of items) incref(o);
    let parts: string[];
    try {
      parts = items.map((o) => reprText(rt, o));
    } finally {
      decrefAll(rt, items);
    }
    const bound = d.maxlen < 0 ? '' : `, maxlen=${d.maxlen}`;
    return strNew(rt, `${self.type.name.replace(/^.*\./, '')}([${parts.join(', ')}]${bound})`);
  } finally {
    reprLeave(rt, self);
  }
}

function repeat(rt: Runtime, self: PyObject, n: number): PyObject {
  const made = copy(rt, self);
  repeatInPlace(rt, made, n);
  return made;
}

function repeatInPlace(rt: Runtime, o: PyObject, n: number): void {
  const items = data(o).items.list();
  if (n <= 0) clear(rt, o);
  if (items.length === 0) return;
  for (let i = 1; i < n; i++) {
    charge(rt, 2 * items.length);
    for (const item of items) append(rt, o, incref(item));
  }
}

/** held: [deque], n: [items gone through, changes at the start, items left]; the deque stays held at the end. */
function newIterator(rt: Runtime, type: PyType, deque: PyObject): PyObject {
  const d = data(deque);
  return makeNative(rt, type, [incref(deque)], [0, d.changes, d.items.length]);
}

/** collections.deque. */
export const dequeDef: TypeDef = {
  name: 'collections.deque',
  kind: K.OTHER,
  // 80 bytes of head; 3.11+ also the spare blocks' table and its length.
  size: (rt) => rt.ruleset.sizes.gcHeaderBytes + 80 + (rt.ruleset.minor >= 11 ? 8 * MAX_SPARE + 8 : 0),
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.SEQUENCE,
  unhashable: true,
  slots: {
    new: dequeNew,
    init: dequeInit,
    dealloc(rt, o) {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      releaseAll(rt, o);
      freeObject(rt, o);
    },
    traverse(rt, o, visit) {
      const { items } = data(o);
      for (let i = 0; i < items.length; i++) visit(rt, items.at(i));
    },
    clear: (rt, o) => clear(rt, o),
    repr: dequeRepr,
    richcompare: dequeCompare,
    iter: (rt, o) => newIterator(rt, rt.types['_collections._deque_iterator'], o),
    length: (_rt, o) => data(o).items.length,
    bool: (_rt, o) => data(o).items.length > 0,
    contains: (rt, o, x) => find(rt, o, x, 0, Infinity) >= 0,
    subscript: (rt, o, key) => incref(data(o).items.at(at(rt, o, key))),
    assSubscript(rt, o, key, value) {
      const i = at(rt, o, key);
      const d = data(o);
      const old = d.items.at(i);
      if (value === null) {
        edit(rt, d, (items) => items.splice(i, 1));
        d.changes++;
        fitBlocks(rt, d);
      } else d.items.put(i, incref(value));
      decref(rt, old);
    },
    concat(rt, a, b) {
      if (!b.type.mro.includes(rt.types['collections.deque'])) {
        throw typeError(rt, `can only concatenate deque (not "${b.type.name}") to deque`);
      }
      const made = copy(rt, a);
      extend(rt, made, b);
      return made;
    },
    iconcat(rt, a, b) {
      extend(rt, a, b);
      return incref(a);
    },
    repeat,
    irepeat(rt, o, n) {
      repeatInPlace(rt, o, n);
      return incref(o);
    },
  },
  methods: [
    m1('append', (rt, self, x) => {
      append(rt, self, incref(x));
      return incref(rt.None);
    }),
    m1('appendleft', (rt, self, x) => {
      appendLeft(rt, self, incref(x));
      return incref(rt.None);
    }),
    m0('clear', (rt, self) => {
      clear(rt, self);
      return incref(rt.None);
    }),
    m0('copy', copy),
    m0('__copy__', copy),
    m0('__reduce__', (rt, self) => {
      const { maxlen } = data(self);
      const args = maxlen < 0 ? [] : [newTuple(rt, []), intFromNumber(rt, maxlen)];
      return stealTuple(rt, [
        incref(self.type),
        stealTuple(rt, args),
        instanceState(rt, self),
        getIter(rt, self),
      ]);
    }),
    m1('count', count),
    m1('extend', (rt, self, iterable) => {
      extend(rt, self, iterable);
      return incref(rt.None);
    }),
    m1('extendleft', (rt, self, iterable) => {
      extend(rt, self, iterable, appendLeft);
      return incref(rt.None);
    }),
    mN('index', index, 1, 3),
    mN('insert', insert, 2, 2),
    m0('pop', (rt, self) => pop(rt, self, false)),
    m0('popleft', (rt, self) => pop(rt, self, true)),
    m1('remove', remove),
    m0('reverse', (rt, self) => {
      edit(rt, data(self), (items) => items.reverse());
      data(self).changes++;
      return incref(rt.None);
    }),
    mN('rotate', rotate, 0, 1),
    m0('__reversed__', (rt, o) => newIterator(rt, rt.types['_collections._deque_reverse_iterator'], o)),
    m0('__sizeof__', (rt, o) => intOfSize(rt, o.type.basicSize + data(o).blocks.length * BLOCK_BYTES)),
  ],
  getset: [
    {
      name: 'maxlen',
      get: (rt, o) => (data(o).maxlen < 0 ? incref(rt.None) : intFromNumber(rt, data(o).maxlen)),
    },
  ],
};

function iterDef(name: string, step: 1 | -1): TypeDef {
  const next = (rt: Runtime, state: NativeState): PyObject | null => {
    const d = data(state.held[0]!);
    const [gone, changes, left] = state.n;
    // Backwards, the end is asked for before the changes.
    if (step < 0 && left === 0) return null;
    if (d.changes !== changes) {
      state.n[2] = 0;
      throw runtimeError(rt, 'deque mutated during iteration');
    }
    if (left === 0) return null;
    state.n[0]++;
    state.n[2]--;
    return incref(d.items.at(step > 0 ? gone : d.items.length - 1 - gone));
  };
  const more: Partial<TypeDef> = {
    renamed: [12, name.slice(1)],
    slots: {
      new: (rt, type, args) => {
        const [deque, index] = args;
        if (args.length < 1 || args.length > 2)
          throw typeError(
            rt,
            `function takes ${args.length < 1 ? 'at least 1 argument' : 'at most 2 arguments'} (${args.length} given)`,
          );
        if (!isSubtype(deque.type, rt.types['collections.deque']))
          throw typeError(rt, `argument 1 must be collections.deque, not ${deque.type.name}`);
        const skipped = index === undefined ? 0 : toSsize(rt, index);
        const it = newIterator(rt, type, deque);
        for (let i = 0; i < skipped; i++) {
          const item = next(rt, stateOf(it));
          if (item === null) break;
          decref(rt, item);
        }
        return it;
      },
    },
    methods: [
      m0('__length_hint__', (rt, o) => intFromNumber(rt, stateOf(o).n[2])),
      m0('__reduce__', (rt, o) => {
        const { held, n } = stateOf(o);
        const deque = held[0]!;
        const args = [incref(deque), intFromNumber(rt, data(deque).items.length - n[2])];
        return stealTuple(rt, [incref(o.type), stealTuple(rt, args)]);
      }),
    ],
  };
  return nativeType(name, null, (rt, _o, state) => next(rt, state), more, '_collections._deque_iterator');
}

export const dequeIterDef = iterDef('_collections._deque_iterator', 1);
export const dequeReverseIterDef = iterDef('_collections._deque_reverse_iterator', -1);
