/** type: classes as objects (Objects/typeobject.c). */
import { objectIsTrue } from '../abstract/comparison.ts';
import { typeModified } from '../abstract/lookup.ts';
import { builtinDoc } from '../docs.ts';
import { attributeError, typeError } from '../errors.ts';
import { gcFree, gcUntrack } from '../gclinks.ts';
import { K, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { releaseSharedKeys } from '../instances.ts';
import { isInstanceOf, isRealSubclass } from '../isinstance.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { asClassMethod, m0, m1, mK } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { removeSubclass, setBases } from './bases.ts';
import { docOf } from './builtin.ts';
import { dictGetJs, dictSetJs } from './dict.ts';
import { dictClear, dictTraverse } from './dict-life.ts';
import { newDict } from './dict-making.ts';
import { keysBytes } from './dict-table.ts';
import { unionOf } from './genericalias.ts';
import { intFromNumber, intOfSize } from './int.ts';
import { newList } from './list.ts';
import { mappingProxy } from './mappingproxy.ts';
import { computeMro } from './mro.ts';
import { isStr, strNew } from './str.ts';
import { newTuple } from './tuple.ts';
import { annotationAttributes } from './type-annotations.ts';
import { cannotDelete, cannotSet, isMutable, typeGetattro, typeSetattro } from './type-attributes.ts';
import { typeCall } from './type-call.ts';
import { qualnameText, shortName, typeRepr } from './type-name.ts';
import { deleteJs, typeNew } from './type-new.ts';

function typeTraverse(rt: Runtime, o: PyObject, visit: Visit): void {
  const type = o as PyType;
  if ((type.flags & TF.HEAP) === 0) {
    if (type.ns !== null) dictTraverse(rt, type.ns, visit);
    return;
  }
  visit(rt, type.ns);
  if (type.mroTuple !== null) visit(rt, type.mroTuple);
  if (type.basesTuple !== null) visit(rt, type.basesTuple);
  if (type.base !== null) visit(rt, type.base);
}

function typeClear(rt: Runtime, o: PyObject): void {
  const type = o as PyType;
  if ((type.flags & TF.HEAP) === 0) return;
  typeModified(rt, type);
  dictClear(rt, type.ns);
  const mro = type.mroTuple;
  type.mroTuple = null;
  if (mro !== null) decref(rt, mro);
}

function typeDealloc(rt: Runtime, o: PyObject): void {
  const type = o as PyType;
  gcUntrack(rt, type);
  for (const b of type.bases) removeSubclass(rt, b, type);
  if (type.weak !== null) rt.hooks.clearWeakrefs(rt, type);
  if (type.base !== null) decref(rt, type.base);
  decref(rt, type.ns);
  if (type.basesTuple !== null) decref(rt, type.basesTuple);
  if (type.mroTuple !== null) decref(rt, type.mroTuple);
  if (type.listing !== null) decref(rt, type.listing);
  if (type.docBlock !== 0) rt.mem.free(type.docBlock);
  if (type.nameObj !== null) decref(rt, type.nameObj);
  if (type.qualname !== null) decref(rt, type.qualname);
  if (type.slotsTuple !== null) decref(rt, type.slotsTuple);
  if (type.sharedKeys !== null) releaseSharedKeys(rt, type.sharedKeys);
  gcFree(rt, type);
}

/** sizeof(PyMemberDef). */
const MEMBER_DEF_BYTES = 40;

/** Our flags and the bits of tp_flags that mean the same (Include/object.h, Py_TPFLAGS_...), with the minor version that has each. */
const flagBits: readonly (readonly [flag: number, bit: number, since: number])[] = [
  [TF.SEQUENCE, 5, 10],
  [TF.MAPPING, 6, 10],
  [TF.IMMUTABLE, 8, 10],
  [TF.HEAP, 9, 3],
  [TF.BASETYPE, 10, 3],
  [TF.GC, 14, 3],
  [TF.METHOD_DESCRIPTOR, 17, 8],
  [TF.ABSTRACT, 20, 3],
  [TF.INT, 24, 3],
  [TF.LIST, 25, 3],
  [TF.TUPLE, 26, 3],
  [TF.BYTES, 27, 3],
  [TF.STR, 28, 3],
  [TF.DICTSUB, 29, 3],
  [TF.EXC, 30, 3],
  [TF.TYPESUB, 31, 3],
];

/** `__flags__`: the bits above and READY; what else CPython keeps there is not modelled. */
function shownFlags(flags: number, minor: number): number {
  const has = flagBits.filter(([flag, , since]) => (flags & flag) !== 0 && minor >= since);
  return has.reduce((sum, [, bit]) => sum + 2 ** bit, 2 ** 12);
}

export const typeDef: TypeDef = {
  name: 'type',
  since: { __or__: 10, __ror__: 10, __annotations__: 10, __type_params__: 12, __annotate__: 14 },
  kind: K.TYPE,
  size: (rt) => rt.ruleset.sizes.classBytes,
  flags: TF.GC | TF.BASETYPE | TF.TYPESUB | TF.WEAKREF,
  slots: {
    dealloc: typeDealloc,
    traverse: typeTraverse,
    clear: typeClear,
    repr: typeRepr,
    call: typeCall,
    getattro: typeGetattro,
    setattro: typeSetattro,
    or: unionOf,
    new: typeNew,
    init: (rt, _self, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n !== 1 && n !== 3) throw typeError(rt, 'type.__init__() takes 1 or 3 arguments');
    },
  },
  members: [
    {
      name: '__mro__',
      memberUntil: 11,
      get: (rt, o) =>
        (o as PyType).mroTuple !== null
          ? incref((o as PyType).mroTuple!)
          : (o as PyType).mro.length === 0
            ? incref(rt.None)
            : newTuple(rt, (o as PyType).mro),
    },
    { name: '__base__', get: (rt, o) => incref((o as PyType).base ?? rt.None) },
    { name: '__basicsize__', get: (rt, o) => intFromNumber(rt, (o as PyType).basicSize) },
    {
      name: '__itemsize__',
      // A class's own slots lie behind it, a PyMemberDef each: its layout takes them from elsewhere.
      get: (rt, o) =>
        intFromNumber(rt, (o as PyType).kind === K.TYPE ? MEMBER_DEF_BYTES : (o as PyType).itemSize),
    },
    { name: '__dictoffset__', get: (rt, o) => intFromNumber(rt, (o as PyType).dictOffset) },
    { name: '__weakrefoffset__', get: (rt, o) => intFromNumber(rt, (o as PyType).weakrefOffset) },
    {
      name: '__flags__',
      get: (rt, o) => intFromNumber(rt, shownFlags((o as PyType).flags, rt.ruleset.minor)),
    },
  ],
  getset: [
    {
      name: '__name__',
      get: (rt, o) =>
        (o as PyType).nameObj !== null ? incref((o as PyType).nameObj!) : strNew(rt, shortName(o as PyType)),
      set: (rt, o, value) => {
        const type = o as PyType;
        if (!isMutable(type)) throw cannotSet(rt, type, '__name__');
        if (value === null) throw cannotDelete(rt, type, '__name__');
        if (!isStr(value))
          throw typeError(rt, `can only assign string to ${type.name}.__name__, not '${value.type.name}'`);
        const old = type.nameObj;
        type.nameObj = incref(value);
        type.name = value.v;
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__qualname__',
      get: (rt, o) => {
        const { qualname } = o as PyType;
        return qualname === null ? strNew(rt, qualnameText(o as PyType)) : incref(qualname);
      },
      set: (rt, o, value) => {
        const type = o as PyType;
        if (!isMutable(type)) throw cannotSet(rt, type, '__qualname__');
        if (value === null) throw cannotDelete(rt, type, '__qualname__');
        if (!isStr(value))
          throw typeError(
            rt,
            `can only assign string to ${type.name}.__qualname__, not '${value.type.name}'`,
          );
        const old = type.qualname;
        type.qualname = incref(value);
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__module__',
      get: (rt, o) => {
        const type = o as PyType;
        if ((type.flags & TF.HEAP) === 0) return strNew(rt, type.moduleName);
        const m = dictGetJs(type.ns, '__module__');
        if (m === null) throw attributeError(rt, '__module__');
        return incref(m);
      },
      set: (rt, o, value) => {
        if (!isMutable(o as PyType)) throw cannotSet(rt, o as PyType, '__module__');
        if (value === null) throw cannotDelete(rt, o as PyType, '__module__');
        dictSetJs(rt, (o as PyType).ns, '__module__', value);
      },
    },
    {
      name: '__bases__',
      get: (rt, o) => basesOf(rt, o as PyType),
      set: (rt, o, value) => {
        if (!isMutable(o as PyType)) throw cannotSet(rt, o as PyType, '__bases__');
        setBases(rt, o as PyType, value);
      },
    },
    { name: '__dict__', get: (rt, o) => mappingProxy(rt, (o as PyType).ns) },
    {
      name: '__doc__',
      get: (rt, o) => {
        const type = o as PyType;
        const d = (type.flags & TF.HEAP) !== 0 ? dictGetJs(type.ns, '__doc__') : null;
        if (d === null) {
          const isStatic = (type.flags & TF.HEAP) === 0;
          return docOf(rt, type.doc ?? (isStatic ? builtinDoc(rt.ruleset, type.name) : null));
        }
        const get = d.type.slots.descrGet;
        incref(d);
        if (get === null) return d;
        try {
          return get(rt, d, null, type);
        } finally {
          decref(rt, d);
        }
      },
      set: (rt, o, value) => {
        if (!isMutable(o as PyType)) throw cannotSet(rt, o as PyType, '__doc__');
        if (value === null) throw cannotDelete(rt, o as PyType, '__doc__');
        dictSetJs(rt, (o as PyType).ns, '__doc__', value);
      },
    },
    {
      name: '__abstractmethods__',
      get: (rt, o) => {
        // type itself has none: what its namespace holds is this attribute.
        const a = o === rt.typeType ? null : dictGetJs((o as PyType).ns, '__abstractmethods__');
        if (a === null) throw attributeError(rt, '__abstractmethods__');
        return incref(a);
      },
      set: (rt, o, value) => {
        const type = o as PyType;
        if (value === null) {
          if (dictGetJs(type.ns, '__abstractmethods__') === null)
            throw attributeError(rt, '__abstractmethods__');
          deleteJs(rt, type.ns, '__abstractmethods__');
          type.flags &= ~TF.ABSTRACT;
          return;
        }
        dictSetJs(rt, type.ns, '__abstractmethods__', value);
        if (objectIsTrue(rt, value)) type.flags |= TF.ABSTRACT;
        else type.flags &= ~TF.ABSTRACT;
      },
    },
    {
      name: '__type_params__',
      get: (rt, o) => {
        const found = o === rt.typeType ? null : dictGetJs((o as PyType).ns, '__type_params__');
        return incref(found ?? rt.emptyTuple);
      },
      set: (rt, o, value) => {
        if (!isMutable(o as PyType)) throw cannotSet(rt, o as PyType, '__type_params__');
        if (value === null) throw cannotDelete(rt, o as PyType, '__type_params__');
        dictSetJs(rt, (o as PyType).ns, '__type_params__', value);
      },
    },
    ...annotationAttributes,
  ],
  methods: [
    m0('mro', (rt, self) => newList(rt, computeMro(rt, self as PyType, (self as PyType).bases))),
    m0('__subclasses__', (rt, self) => newList(rt, (self as PyType).subclasses)),
    m1('__instancecheck__', (rt, self, o) =>
      incref(isInstanceOf(rt, o, self as PyType) ? rt.True : rt.False),
    ),
    m1('__subclasscheck__', (rt, self, o) => incref(isRealSubclass(rt, o, self) ? rt.True : rt.False)),
    asClassMethod(mK('__prepare__', (rt) => newDict(rt))),
    m0('__sizeof__', (rt, self) => {
      const type = self as PyType;
      const sizes = rt.ruleset.sizes;
      if ((type.flags & TF.HEAP) === 0) return intOfSize(rt, sizes.typeObjectBytes);
      const keys = type.sharedKeys === null ? 0 : keysBytes(rt, type.sharedKeys.log2, true);
      return intOfSize(rt, sizes.classBytes - sizes.gcHeaderBytes + keys);
    }),
  ],
};

function basesOf(rt: Runtime, type: PyType): PyObject {
  return type.basesTuple !== null ? incref(type.basesTuple) : newTuple(rt, type.bases);
}
