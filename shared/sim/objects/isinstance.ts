/** isinstance and issubclass, also for objects that only look like classes (Objects/abstract.c). */
import { findAttr, getAttrJs } from './abstract/attributes.ts';
import { callLookedUp } from './abstract/calls.ts';
import { objectIsTrue } from './abstract/comparison.ts';
import { isSubtype } from './abstract/lookup.ts';
import { swallow, typeError } from './errors.ts';
import { K, type PyObject, type PyType, TF } from './header.ts';
import { enterNative, leaveNative } from './recursion.ts';
import { decref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { charge } from './work.ts';

/** isinstance(o, cls). */
export function isInstance(rt: Runtime, o: PyObject, cls: PyObject): boolean {
  if (o.type === cls) return true;
  if (cls.type === rt.typeType) return isInstanceOf(rt, o, cls as PyType);
  if (cls.type.kind === K.TUPLE) {
    enterNative(rt, ' in __instancecheck__');
    try {
      const classes = cls.v as PyObject[];
      charge(rt, 2 * classes.length);
      return classes.some((c) => isInstance(rt, o, c));
    } finally {
      leaveNative(rt);
    }
  }
  const r = callHook(rt, cls, '__instancecheck__', o);
  if (r === null) return isAbstractInstance(rt, o, cls);
  const truth = objectIsTrue(rt, r);
  decref(rt, r);
  return truth;
}

/** What the class's own check answers (new reference), or null where it has none. */
function callHook(rt: Runtime, cls: PyObject, name: string, o: PyObject): PyObject | null {
  enterNative(rt, ` in ${name}`);
  try {
    return callLookedUp(rt, cls, name, [o]);
  } finally {
    leaveNative(rt);
  }
}

/** object_isinstance for what is no class but has `__bases__`. */
function isAbstractInstance(rt: Runtime, o: PyObject, cls: PyObject): boolean {
  checkClass(
    rt,
    cls,
    rt.ruleset.minor >= 10
      ? 'isinstance() arg 2 must be a type, a tuple of types, or a union'
      : 'isinstance() arg 2 must be a type or tuple of types',
  );
  const own = findAttr(rt, o, '__class__');
  if (own === null) return false;
  try {
    return isAbstractSubclass(rt, own, cls);
  } finally {
    decref(rt, own);
  }
}

/** `__bases__` if it is a tuple (new reference), else null (abstract_get_bases). */
function basesOf(rt: Runtime, cls: PyObject): PyObject | null {
  const bases = findAttr(rt, cls, '__bases__');
  if (bases === null || bases.type.kind === K.TUPLE) return bases;
  decref(rt, bases);
  return null;
}

function checkClass(rt: Runtime, cls: PyObject, message: string): void {
  if (cls.type.kind === K.TYPE) return;
  const bases = basesOf(rt, cls);
  if (bases === null) throw typeError(rt, message);
  decref(rt, bases);
}

/** Goes up the `__bases__` (abstract_issubclass). */
function isAbstractSubclass(rt: Runtime, derived: PyObject, cls: PyObject): boolean {
  if (derived === cls) return true;
  enterNative(rt, ' in __issubclass__');
  const bases = (() => {
    try {
      return basesOf(rt, derived);
    } catch (error) {
      leaveNative(rt);
      throw error;
    }
  })();
  if (bases === null) {
    leaveNative(rt);
    return false;
  }
  try {
    return (bases.v as PyObject[]).some((b) => isAbstractSubclass(rt, b, cls));
  } finally {
    leaveNative(rt);
    decref(rt, bases);
  }
}

/** issubclass without hooks (recursive_issubclass). */
export function isRealSubclass(rt: Runtime, derived: PyObject, cls: PyObject): boolean {
  if (derived.type.kind === K.TYPE && cls.type.kind === K.TYPE)
    return isSubtype(derived as PyType, cls as PyType);
  checkClass(rt, derived, 'issubclass() arg 1 must be a class');
  checkClass(
    rt,
    cls,
    rt.ruleset.minor >= 10
      ? 'issubclass() arg 2 must be a class, a tuple of classes, or a union'
      : 'issubclass() arg 2 must be a class or tuple of classes',
  );
  return isAbstractSubclass(rt, derived, cls);
}

/** issubclass(c, cls). */
export function isSubclass(rt: Runtime, c: PyObject, cls: PyObject): boolean {
  if (cls.type === rt.typeType) return c === cls || isRealSubclass(rt, c, cls);
  if (cls.type.kind === K.TUPLE) {
    enterNative(rt, ' in __subclasscheck__');
    try {
      const classes = cls.v as PyObject[];
      charge(rt, 2 * classes.length);
      return classes.some((x) => isSubclass(rt, c, x));
    } finally {
      leaveNative(rt);
    }
  }
  const r = callHook(rt, cls, '__subclasscheck__', c);
  if (r === null) return isRealSubclass(rt, c, cls);
  const truth = objectIsTrue(rt, r);
  decref(rt, r);
  return truth;
}

/** isinstance by type and by `__class__`. */
export function isInstanceOf(rt: Runtime, o: PyObject, type: PyType): boolean {
  if (isSubtype(o.type, type)) return true;
  if ((o.type.flags & TF.HEAP) === 0 && o.type.slots.getattro === rt.objectType.slots.getattro) return false;
  let cls: PyObject;
  try {
    cls = getAttrJs(rt, o, '__class__');
  } catch (error) {
    if (swallow(rt, error, rt.exc['AttributeError'])) return false;
    throw error;
  }
  const r = cls.type.kind === K.TYPE && cls !== o.type && isSubtype(cls as PyType, type);
  decref(rt, cls);
  return r;
}
