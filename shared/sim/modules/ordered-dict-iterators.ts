/** Iterators and views of an OrderedDict (Objects/odictobject.c: odictiter_iternext). */
import { runtimeError } from '../objects/errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, PyContainer, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m0 } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { selfIter } from '../objects/types/iterators.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { type Node, orderOf, storedValue } from './ordered-dict-nodes.ts';

/** A kind of iterators and views: it gives keys. */
export const KEYS = 1;

/** A kind of iterators and views: it gives values. */
export const VALUES = 2;

/** State of an iterator: the place it is at, what it gives, and what the order was like. */
type IterState = {
  dict: PyObject | null;
  node: Node | null;
  readonly kind: number;
  readonly reverse: boolean;
  readonly state: number;
  readonly size: number;
};

/** An iterator over keys, values or both (`kind`: KEYS | VALUES). */
export function newIter(rt: Runtime, dict: PyObject, kind: number, reverse = false): PyObject {
  const type = rt.types['odict_iterator'];
  const order = orderOf(dict);
  const state: IterState = {
    dict: incref(dict),
    node: reverse ? order.last : order.first,
    kind,
    reverse,
    state: order.state,
    size: order.nodes.size,
  };
  const o = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), state, 0, 0);
  gcTrack(rt, o);
  return o;
}

function next(rt: Runtime, o: PyObject): PyObject | null {
  const s = o.v as IterState;
  const { dict } = s;
  if (dict === null) return null;
  const order = orderOf(dict);
  if (order.state !== s.state) {
    finish(rt, s);
    throw runtimeError(rt, 'OrderedDict mutated during iteration');
  }
  if (order.nodes.size !== s.size) {
    finish(rt, s);
    throw runtimeError(rt, 'OrderedDict changed size during iteration');
  }
  const { node } = s;
  if (node === null) {
    finish(rt, s);
    return null;
  }
  s.node = s.reverse ? node.prev : node.next;
  const key = incref(node.key);
  let value: PyObject;
  try {
    // A key that the dict has lost behind the order's back (dict.__delitem__) is found missing here.
    value = storedValue(rt, dict, key);
    if (s.kind === KEYS) {
      decref(rt, value);
      return key;
    }
  } catch (error) {
    decref(rt, key);
    finish(rt, s);
    throw error;
  }
  if (s.kind === (KEYS | VALUES)) return stealTuple(rt, [key, value]);
  decref(rt, key);
  return value;
}

function finish(rt: Runtime, s: IterState): void {
  const { dict } = s;
  s.dict = null;
  s.node = null;
  if (dict !== null) decref(rt, dict);
}

/** The type of the iterators. */
export const iterDef: TypeDef = {
  name: 'odict_iterator',
  kind: K.ITERATOR,
  size: () => 80,
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      finish(rt, o.v);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const { dict } = o.v as IterState;
      if (dict !== null) visit(rt, dict);
    },
    iter: selfIter,
    iternext: next,
  },
};

/** The type of a kind of views. */
export function viewDef(name: string, base: string, kind: number): TypeDef {
  return {
    name,
    base,
    kind: K.VIEW,
    flags: TF.GC,
    ...(kind === VALUES ? {} : { unhashable: true }),
    slots: { iter: (rt, o) => newIter(rt, o.v, kind) },
    methods: [m0('__reversed__', (rt, o) => newIter(rt, o.v, kind, true))],
  };
}
