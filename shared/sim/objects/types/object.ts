/** object, the root of all types (Objects/typeobject.c, object_methods). */

import { findAttr, genericGetAttr, genericSetAttr } from '../abstract/attributes.ts';
import { callMethod } from '../abstract/calls.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { addressOf } from '../abstract/identity.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { objectStr } from '../abstract/text.ts';
import { newPlain } from '../alloc.ts';
import { formatSpecText, toCInt } from '../convert.ts';
import { typeError } from '../errors.ts';
import { hashAddress } from '../hash.ts';
import { K, type PyContainer, type PyObject, PyType, TF, Values } from '../header.ts';
import { instanceDict, setInstanceDict } from '../instances.ts';
import { sameLayout } from '../layout.ts';
import { CALLING, enterNative, leaveNative } from '../recursion.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { asClassMethod, CMP, type GetSetDef, m0, m1, mK, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { dictGetJs } from './dict.ts';
import { dictEntries } from './dict-entries.ts';
import { nativeBase, newInstance, newSlotValues } from './instance.ts';
import { intFromNumber, intOfSize } from './int.ts';
import { stealList } from './list.ts';
import { noneObject } from './singletons.ts';
import { sizeOf } from './sizeof.ts';
import { strNew } from './str.ts';
import { qualnameText, typeModuleText } from './type-name.ts';

/** `__dict__` of instances. */
export const dictGetSet: GetSetDef = {
  name: '__dict__',
  get: (rt, o) => incref(instanceDict(rt, o as PyContainer) ?? rt.None),
  set: (rt, o, value) => {
    if (value === null) throw typeError(rt, 'cannot delete __dict__');
    if (value.type.kind !== K.DICT) {
      throw typeError(rt, `__dict__ must be set to a dictionary, not a '${value.type.name}'`);
    }
    setInstanceDict(rt, o as PyContainer, value);
  },
};

/** `__dict__` of a class's instances: a built-in ancestor that has one decides, else it may be replaced and deleted (subtype_dict, subtype_setdict). */
export const subtypeDictGetSet: GetSetDef = {
  name: '__dict__',
  get: (rt, o) => {
    const own = dictDescriptorOf(nativeBase(o.type));
    return own === null ? dictGetSet.get(rt, o) : own.type.slots.descrGet!(rt, own, o, o.type);
  },
  set: (rt, o, value) => {
    const own = dictDescriptorOf(nativeBase(o.type));
    if (own !== null) own.type.slots.descrSet!(rt, own, o, value);
    else if (value === null) setInstanceDict(rt, o as PyContainer, null);
    else dictGetSet.set!(rt, o, value);
  },
};

function dictDescriptorOf(type: PyType): PyObject | null {
  const found = (type.flags & TF.DICT) !== 0 || type.kind === K.TYPE ? lookupOnType(type, '__dict__') : null;
  return found !== null && found.type.slots.descrSet !== null ? found : null;
}

/** `__weakref__` of instances: the newest weak reference or None. */
export const weakrefGetSet: GetSetDef = {
  name: '__weakref__',
  get: (rt, o) => incref((o as PyContainer).weak ?? rt.None),
};

/** "<module.qualname object at 0x...>". */
function objectReprDefault(rt: Runtime, o: PyObject): PyObject {
  const type = o.type;
  const module = typeModuleText(type);
  const name = module !== null && module !== 'builtins' ? `${module}.${qualnameText(type)}` : type.name;
  return strNew(rt, `<${name} object at 0x${addressOf(rt, o).toString(16)}>`);
}

function objectNew(rt: Runtime, type: PyType, args: readonly PyObject[]): PyObject {
  if (args.length > 0) {
    if (type.slots.new !== objectNew) {
      throw typeError(rt, 'object.__new__() takes exactly one argument (the type to instantiate)');
    }
    if (type.slots.init === objectInit) throw typeError(rt, `${type.name}() takes no arguments`);
  }
  if ((type.flags & TF.ABSTRACT) !== 0) throw abstractError(rt, type);
  if ((type.flags & TF.HEAP) === 0) return newPlain(rt, type, null);
  return newInstance(rt, type, newSlotValues(type));
}

function abstractError(rt: Runtime, type: PyType): unknown {
  const set = dictGetJs(type.ns, '__abstractmethods__');
  const names: string[] = [];
  if (set !== null) {
    const list = callObject(rt, rt.listType, [set]);
    for (const n of list.v as PyObject[]) names.push(n.v);
    decref(rt, list);
  }
  names.sort();
  const minor = rt.ruleset.minor;
  const plural = names.length > 1 || minor < 9 ? 's' : '';
  const shown = minor >= 12 ? names.map((n) => `'${n}'`).join(', ') : names.join(', ');
  const what =
    minor >= 12
      ? `without an implementation for abstract method${plural} ${shown}`
      : `with abstract method${plural} ${shown}`;
  return typeError(rt, `Can't instantiate abstract class ${type.name} ${what}`);
}

function objectInit(rt: Runtime, self: PyObject, args: readonly PyObject[]): void {
  if (args.length === 0) return;
  const type = self.type;
  if (type.slots.init !== objectInit) {
    throw typeError(rt, 'object.__init__() takes exactly one argument (the instance to initialize)');
  }
  if (type.slots.new === objectNew) {
    throw typeError(rt, `${type.name}.__init__() takes exactly one argument (the instance to initialize)`);
  }
}

function compareIdentity(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (op === CMP.EQ) return incref(a === b ? rt.True : rt.NotImplemented);
  if (op === CMP.NE) {
    const eq = a.type.slots.richcompare ?? compareIdentity;
    const r = eq(rt, a, b, CMP.EQ);
    if (r === rt.NotImplemented) return r;
    const truth = objectIsTrue(rt, r);
    decref(rt, r);
    return incref(truth ? rt.False : rt.True);
  }
  return incref(rt.NotImplemented);
}

/** Replaces the class of an instance (object_set_class). */
function setClass(rt: Runtime, o: PyObject, value: PyObject | null): void {
  if (value === null) throw typeError(rt, "can't delete __class__ attribute");
  if (value.type.kind !== K.TYPE) {
    throw typeError(rt, `__class__ must be set to a class, not '${value.type.name}' object`);
  }
  const to = value as PyType;
  const from = o.type;
  const module = from.kind === K.MODULE && to.kind === K.MODULE;
  if (!module && ((to.flags & TF.HEAP) === 0 || (from.flags & TF.HEAP) === 0)) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 10
        ? '__class__ assignment only supported for mutable types or ModuleType subclasses'
        : '__class__ assignment only supported for heap types or ModuleType subclasses',
    );
  }
  if (!sameLayout(to, from)) {
    throw typeError(rt, `__class__ assignment: '${to.name}' object layout differs from '${from.name}'`);
  }
  const c = o as PyContainer;
  if (c.dict instanceof Values) instanceDict(rt, c);
  incref(to);
  o.type = to;
  decref(rt, from);
}

/** module.__dir__: the names in its namespace, or what a function `__dir__` there gives (moduleobject.c: module_dir). */
function moduleDir(rt: Runtime, o: PyObject): PyObject {
  const ns = findAttr(rt, o, '__dict__');
  try {
    if (ns === null || ns.type.kind !== K.DICT) {
      const name = rt.ruleset.minor >= 10 ? '<module>' : dictGetJs(moduleNames(o), '__name__')?.v;
      throw typeError(rt, `${name ?? '?'}.__dict__ is not a dictionary`);
    }
    const own = dictGetJs(ns, '__dir__');
    if (own !== null) return callObject(rt, own, []);
    const names = dictEntries(rt, ns).map(([key]) => incref(key));
    return stealList(rt, names.every((name) => name.type.kind === K.STR) ? names.sort(byText) : names);
  } finally {
    if (ns !== null) decref(rt, ns);
  }
}

function moduleNames(o: PyObject): PyObject {
  return (o as PyContainer).dict as PyObject;
}

function byText(a: PyObject, b: PyObject): number {
  return a.v < b.v ? -1 : a.v > b.v ? 1 : 0;
}

/** dir(o) as a sorted list of names. */
export function dirOf(rt: Runtime, o: PyObject): PyObject {
  if (o.type.kind === K.MODULE) return moduleDir(rt, o);
  const names = new Map<string, PyObject>();
  const add = (dict: PyObject) => {
    for (const [key] of dictEntries(rt, dict)) if (key.type.kind === K.STR) names.set(key.v, key);
  };
  if (o.type.kind === K.TYPE) {
    for (const t of (o as PyType).mro) add(t.ns);
    for (const name of names.values()) incref(name);
  } else {
    const own = findAttr(rt, o, '__dict__');
    if (own !== null && own.type.kind === K.DICT) add(own);
    // A proxy says that it is of its target's class; one that says nothing has the names of its dict alone.
    const said = findAttr(rt, o, '__class__');
    const type = said instanceof PyType ? said : o.type;
    if (said !== null) for (const t of type.mro) add(t.ns);
    for (const name of names.values()) incref(name);
    if (own !== null) decref(rt, own);
    if (said !== null) decref(rt, said);
  }
  const sorted = [...names.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return stealList(
    rt,
    sorted.map((n) => names.get(n)!),
  );
}

/** What copyreg's function gives for an object and a further argument (taken over). */
function byCopyreg(rt: Runtime, name: string, self: PyObject, argument: PyObject): PyObject {
  const module = rt.hooks.importModule(rt, 'copyreg');
  try {
    return callMethod(rt, module, name, [self, argument]);
  } finally {
    decref(rt, argument);
    decref(rt, module);
  }
}

export const objectDef: TypeDef = {
  since: { __getstate__: 11 },
  name: 'object',
  kind: K.OBJECT,
  size: 'object',
  flags: TF.BASETYPE,
  slots: {
    dealloc: (rt, o) => rt.mem.free(o.addr),
    repr: objectReprDefault,
    str: (rt, o) => o.type.slots.repr!(rt, o),
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
    richcompare: compareIdentity,
    getattro: genericGetAttr,
    setattro: genericSetAttr,
    new: objectNew,
    init: objectInit,
  },
  getset: [{ name: '__class__', get: (_rt, o) => incref(o.type), set: setClass }],
  methods: [
    m1('__format__', (rt, self, spec) => {
      if (formatSpecText(rt, spec) !== '')
        throw typeError(rt, `unsupported format string passed to ${self.type.name}.__format__`);
      enterNative(rt, CALLING);
      try {
        return objectStr(rt, self);
      } finally {
        leaveNative(rt);
      }
    }),
    m0('__sizeof__', (rt, self) => intOfSize(rt, sizeOf(rt, self))),
    m0('__dir__', (rt, self) => dirOf(rt, self)),
    asClassMethod(
      mK('__init_subclass__', (rt, self, args) => {
        if (args.length > 0)
          throw typeError(
            rt,
            `${rt.ruleset.minor >= 9 ? `${qualnameText(self as PyType)}.` : ''}__init_subclass__() takes no keyword arguments`,
          );
        return noneObject(rt);
      }),
    ),
    asClassMethod(mN('__subclasshook__', (rt) => incref(rt.NotImplemented), 0, -1)),
    m1('__reduce_ex__', (rt, self, protocol) =>
      byCopyreg(rt, '_object_reduce_ex', self, intFromNumber(rt, toCInt(rt, protocol))),
    ),
    m0('__reduce__', (rt, self) => byCopyreg(rt, '_reduce_ex', self, intFromNumber(rt, 0))),
    m0('__getstate__', (rt, self) => byCopyreg(rt, '_default_state', self, incref(rt.False))),
  ],
};
