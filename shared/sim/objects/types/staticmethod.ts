/** staticmethod and classmethod (Objects/funcobject.c). */

import { findAttr } from '../abstract/attributes.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { addressOf } from '../abstract/identity.ts';
import { reprText } from '../abstract/text.ts';
import { newContainer } from '../alloc.ts';
import { typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, PyInstance, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { setInstanceAttr } from '../instances.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { boundMethod } from './method.ts';
import { internString, strNew } from './str.ts';

/** A staticmethod or classmethod (by `type`) of a borrowed callable. */
export function newStaticMethod(rt: Runtime, type: PyType, callable: PyObject): PyObject {
  const o = new PyInstance(
    type,
    gcAlloc(rt, type.headBytes + type.basicSize),
    { callable: incref(callable) },
    0,
    0,
  );
  gcTrack(rt, o);
  return o;
}

const dealloc = (rt: Runtime, o: PyObject): void => {
  const c = o as PyContainer;
  gcUntrack(rt, c);
  if (o.v.callable !== null) decref(rt, o.v.callable);
  if (c.dict !== null) decref(rt, c.dict as PyObject);
  gcFree(rt, c);
};

const traverse = (rt: Runtime, o: PyObject, visit: Visit): void => {
  if (o.v.callable !== null) visit(rt, o.v.callable);
  // Subclasses' attributes are visited by their own layer.
  const { dict } = o as PyContainer;
  if ((o.type.flags & TF.HEAP) === 0 && dict !== null) visit(rt, dict as PyObject);
};

const clear = (rt: Runtime, o: PyObject): void => {
  const f = o.v.callable;
  o.v.callable = rt.None;
  incref(rt.None);
  if (f !== null) decref(rt, f);
  const c = o as PyContainer;
  const { dict } = c;
  if ((o.type.flags & TF.HEAP) !== 0 || dict === null) return;
  c.dict = null;
  decref(rt, dict as PyObject);
};

function make(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  if ((kw?.length ?? 0) > 0) throw typeError(rt, `${type.name}() takes no keyword arguments`);
  if (args.length !== 1) throw typeError(rt, `${type.name} expected 1 argument, got ${args.length}`);
  const o = newContainer(rt, type, { callable: incref(args[0]) });
  gcTrack(rt, o);
  if (rt.ruleset.minor >= 10) orRelease(rt, o, () => copyAttributes(rt, o, args[0]));
  return o;
}

/** functools_wraps, of funcobject.c (3.10+): looking at a function's annotations makes their dict. */
function copyAttributes(rt: Runtime, o: PyObject, callable: PyObject): void {
  const names = ['__module__', '__name__', '__qualname__', '__doc__'];
  if (rt.ruleset.minor < 14) names.push('__annotations__');
  for (const name of names) {
    const value = findAttr(rt, callable, name);
    if (value === null) continue;
    const key = internString(rt, name);
    try {
      setInstanceAttr(rt, o as PyContainer, key, value);
    } finally {
      decref(rt, key);
      decref(rt, value);
    }
  }
}

const noInit = () => {};

const repr = (rt: Runtime, o: PyObject): PyObject => {
  const name = o.type.name;
  if (rt.ruleset.minor < 10) return strNew(rt, `<${name} object at 0x${addressOf(rt, o).toString(16)}>`);
  return strNew(rt, `<${name}(${reprText(rt, o.v.callable)})>`);
};

const since = { __wrapped__: 10, __call__: 10 };

const wrapped = [
  { name: '__func__', get: (_rt: Runtime, o: PyObject) => incref(o.v.callable as PyObject) },
  { name: '__wrapped__', get: (_rt: Runtime, o: PyObject) => incref(o.v.callable as PyObject) },
];

const abstract = [
  { name: '__isabstractmethod__', get: (rt: Runtime, o: PyObject) => isAbstract(rt, o.v.callable) },
];

export function isAbstract(rt: Runtime, f: PyObject | null): PyObject {
  const flag = f === null ? null : findAttr(rt, f, '__isabstractmethod__');
  if (flag === null) return incref(rt.False);
  try {
    return incref(objectIsTrue(rt, flag) ? rt.True : rt.False);
  } finally {
    decref(rt, flag);
  }
}

export const staticMethodDef: TypeDef = {
  name: 'staticmethod',
  kind: K.STATICMETHOD,
  size: 'staticmethod',
  flags: TF.GC | TF.BASETYPE | TF.DICT,
  since,
  slots: {
    dealloc,
    traverse,
    clear,
    new: make,
    init: noInit,
    repr,
    descrGet: (_rt, o) => incref(o.v.callable as PyObject),
    call: (rt, o, args, kw) => callObject(rt, o.v.callable, args, kw),
  },
  members: wrapped,
  getset: abstract,
};

export const classMethodDef: TypeDef = {
  name: 'classmethod',
  kind: K.STATICMETHOD,
  size: 'classmethod',
  flags: TF.GC | TF.BASETYPE | TF.DICT,
  since,
  slots: {
    dealloc,
    traverse,
    clear,
    new: make,
    init: noInit,
    repr,
    descrGet: (rt, o, obj, type) => {
      const callable = o.v.callable as PyObject;
      const owner = type ?? obj!.type;
      const get = callable.type.slots.descrGet;
      // From 3.9 to 3.12 what is wrapped may be any descriptor.
      const { minor } = rt.ruleset;
      if (get !== null && minor >= 9 && minor <= 12)
        return get(rt, callable, owner, minor === 9 ? null : owner);
      return boundMethod(rt, callable, owner);
    },
  },
  members: wrapped,
  getset: abstract,
};
