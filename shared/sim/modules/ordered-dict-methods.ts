/** Methods of OrderedDict (Objects/odictobject.c). */
import { callMethod } from '../objects/abstract/calls.ts';
import { objectIsTrue, richCompareBool } from '../objects/abstract/comparison.ts';
import { contains, deleteItem, getItem, objectLength } from '../objects/abstract/container.ts';
import { forEach, getIter } from '../objects/abstract/iteration.ts';
import { reprText } from '../objects/abstract/text.ts';
import { parseArgs } from '../objects/args.ts';
import { keyError, raise, runtimeError } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject } from '../objects/header.ts';
import { instanceDict } from '../objects/instances.ts';
import { decref, incref, orRelease } from '../objects/refs.ts';
import { reprEnter, reprLeave } from '../objects/reprs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, CMP, type KwNames } from '../objects/slots.ts';
import { dictGet } from '../objects/types/dict.ts';
import { hashOf } from '../objects/types/dict-hashes.ts';
import { noneObject } from '../objects/types/singletons.ts';
import { strNew } from '../objects/types/str.ts';
import { packTuple, stealTuple } from '../objects/types/tuple.ts';
import {
  isExact,
  isOrdered,
  orderOf,
  put,
  storedKey,
  storedValue,
  take,
  unlink,
} from './ordered-dict-nodes.ts';
import { updateWith } from './ordered-dict-update.ts';

const LAST = ['last'];

/** The value of the keyword `last`. */
function lastOf(rt: Runtime, o: PyObject | null): boolean {
  return o === null || objectIsTrue(rt, o);
}

/** OrderedDict.popitem(last). */
export function popItem(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [last] = parseArgs(rt, 'popitem', args, kw, LAST, 0);
  const order = orderOf(self);
  const node = lastOf(rt, last) ? order.last : order.first;
  if (node === null) throw raise(rt, rt.exc['KeyError'], 'dictionary is empty');
  const key = incref(node.key);
  try {
    const value = popKey(rt, self, key);
    if (value === null) throw keyError(rt, key);
    return packTuple(rt, [incref(key), value]);
  } finally {
    decref(rt, key);
  }
}

/** OrderedDict.move_to_end(key, last). */
export function moveToEnd(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [key, last] = parseArgs(rt, 'move_to_end', args, kw, ['key', 'last'], 1);
  const order = orderOf(self);
  const stored = storedKey(rt, self, key!, hashOf(rt, key!));
  const node = stored === null ? undefined : order.nodes.get(stored);
  if (node === undefined) throw keyError(rt, key!);
  const atEnd = lastOf(rt, last);
  if ((atEnd ? order.last : order.first) === node) return noneObject(rt);
  unlink(order, node);
  if (atEnd) {
    node.prev = order.last;
    node.next = null;
    order.last!.next = node;
    order.last = node;
  } else {
    node.prev = null;
    node.next = order.first;
    order.first!.prev = node;
    order.first = node;
  }
  order.state++;
  return noneObject(rt);
}

/** OrderedDict.pop(key[, default]). */
export function pop(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [key, otherwise] = parseArgs(rt, 'pop', args, kw, ['key', 'default'], 1);
  const value = popKey(rt, self, key!);
  if (value !== null) return value;
  if (otherwise !== null) return incref(otherwise);
  throw keyError(rt, key!);
}

/** _odict_popkey_hash: the value of `key`, which leaves; up to 3.10 by the methods that a subclass has. Null where there is none. */
function popKey(rt: Runtime, self: PyObject, key: PyObject): PyObject | null {
  if (isExact(rt, self) || rt.ruleset.minor >= 11) return take(rt, self, key);
  if (!contains(rt, self, key)) return null;
  const value = getItem(rt, self, key);
  try {
    deleteItem(rt, self, key);
    return incref(value);
  } finally {
    decref(rt, value);
  }
}

/** OrderedDict.setdefault(key[, default]). */
export function setDefault(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const [key, given] = parseArgs(rt, 'setdefault', args, kw, ['key', 'default'], 1);
  if (isExact(rt, self)) {
    const kept = dictGet(rt, self, key!);
    if (kept !== null) return incref(kept);
  } else if (contains(rt, self, key!)) return getItem(rt, self, key!);
  const value = given ?? rt.None;
  put(rt, self, key!, value);
  return incref(value);
}

/** OrderedDict.copy(). */
export function copy(rt: Runtime, self: PyObject): PyObject {
  const made = callObject(rt, self.type, []);
  orRelease(rt, made, () => copyInto(rt, self, made));
  return made;
}

function copyInto(rt: Runtime, self: PyObject, made: PyObject): void {
  const exact = isExact(rt, self);
  if (exact && (self as PyContainer).dict !== null) {
    const from = instanceDict(rt, self as PyContainer)!;
    const to = instanceDict(rt, made as PyContainer)!;
    decref(rt, callMethod(rt, to, 'update', [from]));
  }
  for (let node = orderOf(self).first; node !== null; node = node.next) {
    const { key } = node;
    const value = exact ? storedValue(rt, self, key) : getItem(rt, self, key);
    try {
      put(rt, made, key, value);
    } finally {
      decref(rt, value);
    }
  }
}

/** OrderedDict.__reduce__(). */
export function reduce(rt: Runtime, self: PyObject): PyObject {
  const own = (self as PyContainer).dict === null ? null : instanceDict(rt, self as PyContainer);
  const state = own !== null && objectLength(rt, own) > 0 ? incref(own) : noneObject(rt);
  const it = orRelease(rt, state, () => {
    const items = callMethod(rt, self, 'items', []);
    try {
      return getIter(rt, items);
    } finally {
      decref(rt, items);
    }
  });
  return stealTuple(rt, [incref(self.type), stealTuple(rt, []), state, noneObject(rt), it]);
}

function itemsList(rt: Runtime, self: PyObject): PyObject {
  const items = callMethod(rt, self, 'items', []);
  try {
    return callObject(rt, rt.listType, [items]);
  } finally {
    decref(rt, items);
  }
}

/** odict_repr. */
export function repr(rt: Runtime, self: PyObject): PyObject {
  const name = self.type.name.replace(/^.*\./, '');
  if (objectLength(rt, self) === 0) return strNew(rt, `${name}()`);
  if (reprEnter(rt, self)) return strNew(rt, '...');
  try {
    const shown = rt.ruleset.minor >= 12 ? callObject(rt, rt.dictType, [self]) : itemsList(rt, self);
    try {
      return strNew(rt, `${name}(${reprText(rt, shown)})`);
    } finally {
      decref(rt, shown);
    }
  } finally {
    reprLeave(rt, self);
  }
}

/** Equal to another OrderedDict: also the order counts. */
export function compare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if ((op !== CMP.EQ && op !== CMP.NE) || b.type.kind !== K.DICT) return incref(rt.NotImplemented);
  const same = rt.dictType.slots.richcompare!(rt, a, b, CMP.EQ);
  let equal = same === rt.True;
  decref(rt, same);
  if (equal && isOrdered(rt, a) && isOrdered(rt, b)) {
    let x = orderOf(a).first;
    let y = orderOf(b).first;
    const states = [orderOf(a).state, orderOf(b).state];
    while (equal && x !== null && y !== null) {
      equal = richCompareBool(rt, x.key, y.key, CMP.EQ);
      if (orderOf(a).state !== states[0] || orderOf(b).state !== states[1]) {
        throw runtimeError(rt, 'OrderedDict mutated during iteration');
      }
      x = x.next;
      y = y.next;
    }
    if (x !== y) equal = false;
  }
  return incref(equal === (op === CMP.EQ) ? rt.True : rt.False);
}

/** `a | b`. */
export function or(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (rt.ruleset.minor < 9 || a.type.kind !== K.DICT || b.type.kind !== K.DICT)
    return incref(rt.NotImplemented);
  const made = callObject(rt, (isOrdered(rt, a) ? a : b).type, [a]);
  orRelease(rt, made, () => updateWith(rt, made, b));
  return made;
}

/** OrderedDict.fromkeys(iterable[, value]). */
export function fromKeys(rt: Runtime, cls: PyObject, args: Args, kw: KwNames): PyObject {
  const [keys, value] = parseArgs(rt, 'fromkeys', args, kw, ['iterable', 'value'], 1);
  const made = callObject(rt, cls, []);
  orRelease(rt, made, () =>
    forEach(rt, keys!, (key) => {
      try {
        put(rt, made, key, value ?? rt.None);
      } finally {
        decref(rt, key);
      }
    }),
  );
  return made;
}
