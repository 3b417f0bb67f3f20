/**
 * _abc (Modules/_abc.c): what an abstract class knows of other classes. Registered ones, and those of which it has been asked whether they are
 * subclasses, are kept in sets of weak references, by the object `_abc_impl` of the abstract class.
 */
import { findAttr, getAttrJs, lookupAttr, setAttr } from '../objects/abstract/attributes.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { objectIsTrue } from '../objects/abstract/comparison.ts';
import { forEach } from '../objects/abstract/iteration.ts';
import { isSubtype } from '../objects/abstract/lookup.ts';
import { raise, typeError } from '../objects/errors.ts';
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import { isSubclass } from '../objects/isinstance.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, m0, m1, mN } from '../objects/slots.ts';
import { type BuiltinData, newBuiltin } from '../objects/types/builtin.ts';
import { dictDeleteStr, dictGetJs } from '../objects/types/dict.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { listFrom } from '../objects/types/list-type.ts';
import {
  newSet,
  setAdd,
  setContains,
  setDiscard,
  setMembers,
  setUpdate,
  tableOf,
} from '../objects/types/set.ts';
import { isAbstract } from '../objects/types/staticmethod.ts';
import { internString } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { newRef } from '../weakrefs/ref.ts';
import { supportsWeakrefs, weakrefData } from '../weakrefs/refs.ts';
import type { ModuleDef } from './module.ts';
import { makeNative, type NativeState, nativeType, stateOf } from './native-iterator.ts';

const COLLECTIONS = TF.SEQUENCE | TF.MAPPING;

/** Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING, as `__abc_tpflags__` has them. */
const PY_SEQUENCE = 1 << 5;
const PY_MAPPING = 1 << 6;

/** What `held` of an `_abc_data` is: sets, null as long as nothing has been added. `n` is the version of the last one. */
const REGISTRY = 0;
const CACHE = 1;
const NEGATIVE = 2;

const DATA = '_abc_data';

/** Classes that are registered while a process starts: those of io. */
const REGISTERED = 8;

const dataDef = nativeType(DATA, null, null, {
  renamed: [9, '_abc._abc_data'],
  flags: TF.GC,
  gcSince: 9,
  size: (rt) => (rt.ruleset.minor < 9 ? 48 : 64),
  slots: { new: (rt, type) => newData(rt, type) },
});

function newData(rt: Runtime, type: PyType): PyObject {
  return makeNative(rt, type, [null, null, null], [counter(rt).value]);
}

/** How often a class was registered anywhere: what was found to be no subclass before may be one since (abc_invalidation_counter). */
function counter(rt: Runtime): { value: number } {
  let state = rt.moduleState.get('_abc') as { value: number } | undefined;
  if (state === undefined) {
    state = { value: REGISTERED };
    rt.moduleState.set('_abc', state);
  }
  return state;
}

/** Calls `f` with what the abstract class knows (_get_impl). */
function withImpl<T>(rt: Runtime, cls: PyObject, f: (impl: NativeState) => T): T {
  const impl = getAttrJs(rt, cls, '_abc_impl');
  try {
    if (impl.type !== rt.types[DATA]) throw typeError(rt, '_abc_impl is set to a wrong type');
    return f(stateOf(impl));
  } finally {
    decref(rt, impl);
  }
}

// ---- sets of weak references

/** Takes a dead reference out of its set, to which `self` refers weakly (_destroy). */
const destroy = m1('_destroy', (rt, self, ref) => {
  const set = weakrefData(self).target;
  if (set !== null) {
    incref(set);
    try {
      setDiscard(rt, set, ref);
    } finally {
      decref(rt, set);
    }
  }
  return incref(rt.None);
});

/** Whether a callback of a weak reference does no more than this. */
export function forgetsClass(callback: PyObject): boolean {
  return callback.type.kind === K.BUILTIN && (callback.v as BuiltinData).def === destroy;
}

function add(rt: Runtime, impl: NativeState, index: number, o: PyObject): void {
  impl.held[index] ??= newSet(rt);
  const set = impl.held[index]!;
  const refType = rt.types['weakref.ReferenceType'];
  const toSet = newRef(rt, refType, set, null);
  let ref: PyObject | null = null;
  try {
    const callback = newBuiltin(rt, destroy, toSet, null);
    try {
      ref = newRef(rt, refType, o, callback);
    } finally {
      decref(rt, callback);
    }
    setAdd(rt, set, ref);
  } finally {
    decref(rt, toSet);
    if (ref !== null) decref(rt, ref);
  }
}

function has(rt: Runtime, impl: NativeState, index: number, o: PyObject): boolean {
  const set = impl.held[index];
  if (!set || tableOf(set).used === 0 || !supportsWeakrefs(o.type)) return false;
  const ref = newRef(rt, rt.types['weakref.ReferenceType'], o, null);
  try {
    return setContains(rt, set, ref);
  } finally {
    decref(rt, ref);
  }
}

function clear(rt: Runtime, impl: NativeState, index: number): void {
  const set = impl.held[index];
  if (set) decref(rt, callMethod(rt, set, 'clear', []));
}

// ---- making an abstract class

/** Sets `__abstractmethods__`: those of its own, and of its bases what it does not define (compute_abstract_methods). */
function computeAbstractMethods(rt: Runtime, cls: PyObject): void {
  const abstracts = newSet(rt, rt.frozensetType);
  try {
    addOwn(rt, cls, abstracts);
    const bases = getAttrJs(rt, cls, '__bases__');
    try {
      if (bases.type.kind !== K.TUPLE) throw typeError(rt, '__bases__ is not tuple');
      for (const base of bases.v as PyObject[]) addInherited(rt, cls, base, abstracts);
    } finally {
      decref(rt, bases);
    }
    const key = internString(rt, '__abstractmethods__');
    try {
      setAttr(rt, cls, key, abstracts);
    } finally {
      decref(rt, key);
    }
  } finally {
    decref(rt, abstracts);
  }
}

function addOwn(rt: Runtime, cls: PyObject, abstracts: PyObject): void {
  const ns = getAttrJs(rt, cls, '__dict__');
  let items: PyObject | null = null;
  try {
    // Asking may change the namespace.
    const view = callMethod(rt, ns, 'items', []);
    try {
      items = listFrom(rt, view);
    } finally {
      decref(rt, view);
    }
    for (const { v } of items.v as PyObject[]) addIfAbstract(rt, v[1], v[0], abstracts);
  } finally {
    decref(rt, ns);
    if (items !== null) decref(rt, items);
  }
}

function addInherited(rt: Runtime, cls: PyObject, base: PyObject, abstracts: PyObject): void {
  const names = findAttr(rt, base, '__abstractmethods__');
  if (names === null) return;
  try {
    forEach(rt, names, (name) => {
      let value: PyObject | null = null;
      try {
        value = lookupAttr(rt, cls, name);
        if (value !== null) addIfAbstract(rt, value, name, abstracts);
      } finally {
        if (value !== null) decref(rt, value);
        decref(rt, name);
      }
    });
  } finally {
    decref(rt, names);
  }
}

function addIfAbstract(rt: Runtime, value: PyObject, name: PyObject, abstracts: PyObject): void {
  const flag = isAbstract(rt, value);
  if (flag === rt.True) setAdd(rt, abstracts, name);
  decref(rt, flag);
}

/** Makes a new class an abstract one (_abc__abc_init_impl). */
function init(rt: Runtime, _self: PyObject, cls: PyObject): PyObject {
  computeAbstractMethods(rt, cls);
  const data = newData(rt, rt.types[DATA]);
  const key = internString(rt, '_abc_impl');
  try {
    setAttr(rt, cls, key, data);
  } finally {
    decref(rt, key);
    decref(rt, data);
  }
  if (cls.type.kind === K.TYPE && rt.ruleset.minor >= 10) takeFlags(rt, cls as PyType);
  return incref(rt.None);
}

/** Takes `__abc_tpflags__` out of a new class: what `match` takes it for. */
function takeFlags(rt: Runtime, type: PyType): void {
  const given = dictGetJs(type.ns, '__abc_tpflags__');
  if (given === null) return;
  const exact = given.type === rt.intType;
  if (exact && BigInt.asIntN(64, BigInt(given.v)) !== BigInt(given.v))
    throw raise(rt, rt.exc['OverflowError'], 'Python int too large to convert to C long');
  const bits = exact ? Number(BigInt.asIntN(32, BigInt(given.v))) : 0;
  const flags = bits & (PY_SEQUENCE | PY_MAPPING);
  if (flags === (PY_SEQUENCE | PY_MAPPING))
    throw typeError(rt, '__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING');
  type.flags |= (flags & PY_SEQUENCE ? TF.SEQUENCE : 0) | (flags & PY_MAPPING ? TF.MAPPING : 0);
  const key = internString(rt, '__abc_tpflags__');
  dictDeleteStr(rt, type.ns, key);
  decref(rt, key);
}

// ---- registering

function register(rt: Runtime, _self: PyObject, [cls, subclass]: Args): PyObject {
  if (subclass.type.kind !== K.TYPE) throw typeError(rt, 'Can only register classes');
  if (isSubclass(rt, subclass, cls)) return incref(subclass);
  if (isSubclass(rt, cls, subclass))
    throw raise(rt, rt.exc['RuntimeError'], 'Refusing to create an inheritance cycle');
  withImpl(rt, cls, (impl) => add(rt, impl, REGISTRY, subclass));
  counter(rt).value++;
  const flag = cls.type.kind === K.TYPE ? (cls as PyType).flags & COLLECTIONS : 0;
  if (flag !== 0) setCollectionFlag(subclass as PyType, flag);
  return incref(subclass);
}

/** A registered class, and all below it, become what the abstract class is (set_collection_flag_recursive). */
function setCollectionFlag(type: PyType, flag: number): void {
  if ((type.flags & TF.HEAP) === 0 || (type.flags & COLLECTIONS) === flag) return;
  type.flags = (type.flags & ~COLLECTIONS) | flag;
  for (const sub of type.subclasses) setCollectionFlag(sub, flag);
}

// ---- asking

function instanceCheck(rt: Runtime, _self: PyObject, [cls, instance]: Args): PyObject {
  return withImpl(rt, cls, (impl) => {
    const subclass = getAttrJs(rt, instance, '__class__');
    try {
      if (has(rt, impl, CACHE, subclass)) return incref(rt.True);
      const subtype = instance.type;
      if (subtype === subclass) {
        if (impl.n[0] === counter(rt).value && has(rt, impl, NEGATIVE, subclass)) return incref(rt.False);
        return callMethod(rt, cls, '__subclasscheck__', [subclass]);
      }
      const result = callMethod(rt, cls, '__subclasscheck__', [subclass]);
      if (objectIsTrue(rt, result)) return result;
      decref(rt, result);
      return callMethod(rt, cls, '__subclasscheck__', [subtype]);
    } finally {
      decref(rt, subclass);
    }
  });
}

function subclassCheck(rt: Runtime, _self: PyObject, [cls, subclass]: Args): PyObject {
  if (subclass.type.kind !== K.TYPE) throw typeError(rt, 'issubclass() arg 1 must be a class');
  return withImpl(rt, cls, (impl) => incref(isKnown(rt, cls, impl, subclass) ? rt.True : rt.False));
}

/** Whether `subclass` is one, by what is known, by the class's own hook, or by asking all registered ones and all below (_abc__abc_subclasscheck_impl). */
function isKnown(rt: Runtime, cls: PyObject, impl: NativeState, subclass: PyObject): boolean {
  if (has(rt, impl, CACHE, subclass)) return true;
  const { value } = counter(rt);
  if (impl.n[0] < value) {
    clear(rt, impl, NEGATIVE);
    impl.n[0] = value;
  } else if (has(rt, impl, NEGATIVE, subclass)) return false;
  const ok = callMethod(rt, cls, '__subclasshook__', [subclass]);
  decref(rt, ok);
  if (ok === rt.True || ok === rt.False) {
    add(rt, impl, ok === rt.True ? CACHE : NEGATIVE, subclass);
    return ok === rt.True;
  }
  if (ok !== rt.NotImplemented)
    throw raise(
      rt,
      rt.exc['AssertionError'],
      '__subclasshook__ must return either False, True, or NotImplemented',
    );
  if (cls.type.kind === K.TYPE && isSubtype(subclass as PyType, cls as PyType)) {
    add(rt, impl, CACHE, subclass);
    return true;
  }
  if (has(rt, impl, REGISTRY, subclass)) return true;
  const found = isBelowRegistered(rt, impl, subclass) || isBelowSubclass(rt, cls, subclass);
  add(rt, impl, found ? CACHE : NEGATIVE, subclass);
  return found;
}

/** Whether `subclass` is one of a registered class (subclasscheck_check_registry). */
function isBelowRegistered(rt: Runtime, impl: NativeState, subclass: PyObject): boolean {
  const registry = impl.held[REGISTRY];
  if (!registry) return false;
  // What dies meanwhile leaves the set.
  const refs = setMembers(registry).map(incref);
  try {
    return refs.some((ref) => {
      const { target } = weakrefData(ref);
      if (target === null) return false;
      incref(target);
      try {
        return isSubclass(rt, subclass, target);
      } finally {
        decref(rt, target);
      }
    });
  } finally {
    decrefAll(rt, refs);
  }
}

function isBelowSubclass(rt: Runtime, cls: PyObject, subclass: PyObject): boolean {
  const subclasses = callMethod(rt, cls, '__subclasses__', []);
  try {
    if (subclasses.type.kind !== K.LIST) throw typeError(rt, '__subclasses__() must return a list');
    const list = subclasses.v as PyObject[];
    for (let i = 0; i < list.length; i++) {
      const sub = incref(list[i]);
      try {
        if (isSubclass(rt, subclass, sub)) return true;
      } finally {
        decref(rt, sub);
      }
    }
    return false;
  } finally {
    decref(rt, subclasses);
  }
}

// ---- looking at it

/** A copy of the registry and of both caches, and the version of the negative one. */
function dump(rt: Runtime, _self: PyObject, cls: PyObject): PyObject {
  return withImpl(rt, cls, ({ held, n }) => {
    const copies = held.map((set) => {
      const copy = newSet(rt);
      if (set !== null) setUpdate(rt, copy, set);
      return copy;
    });
    return stealTuple(rt, [...copies, intFromNumber(rt, n[0])]);
  });
}

const clearing = (...indices: number[]) => {
  return (rt: Runtime, _self: PyObject, cls: PyObject): PyObject =>
    withImpl(rt, cls, (impl) => {
      for (const index of indices) clear(rt, impl, index);
      return incref(rt.None);
    });
};

export const abcModule: ModuleDef = {
  name: '_abc',
  types: [dataDef],
  hidesTypes: true,
  functions: [
    m0('get_cache_token', (rt) => intFromNumber(rt, counter(rt).value)),
    m1('_abc_init', init),
    m1('_reset_registry', clearing(REGISTRY)),
    m1('_reset_caches', clearing(CACHE, NEGATIVE)),
    m1('_get_dump', dump),
    mN('_abc_register', register, 2, 2),
    mN('_abc_instancecheck', instanceCheck, 2, 2),
    mN('_abc_subclasscheck', subclassCheck, 2, 2),
  ],
};
