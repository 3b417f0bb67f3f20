/** staticmethod, classmethod and property (Objects/funcobject.c, descrobject.c). */
import { callObject, findAttr } from '../abstract.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { attributeError, typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, PyContainer, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { setInstanceAttr } from '../instances.ts';
import { decref, incref, orRelease } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, type KwNames, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { boundMethod } from './method.ts';
import { internString } from './str.ts';

/** A staticmethod or classmethod (by `type`) of a borrowed callable. */
export function newStaticMethod(rt: Runtime, type: PyType, callable: PyObject): PyObject {
  const o = new PyContainer(
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
  gcUntrack(c);
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
  if (args.length !== 1 || (kw?.length ?? 0) > 0)
    throw typeError(rt, `${type.name} expected 1 argument, got ${args.length}`);
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

const wrapped = [
  { name: '__func__', get: (_rt: Runtime, o: PyObject) => incref(o.v.callable as PyObject) },
  {
    name: '__wrapped__',
    get: (rt: Runtime, o: PyObject) => {
      if (rt.ruleset.minor < 10)
        throw attributeError(rt, `'${o.type.name}' object has no attribute '__wrapped__'`);
      return incref(o.v.callable as PyObject);
    },
  },
  { name: '__isabstractmethod__', get: (rt: Runtime, o: PyObject) => isAbstract(rt, o.v.callable) },
];

export function isAbstract(rt: Runtime, f: PyObject | null): PyObject {
  const flag = f === null ? null : findAttr(rt, f, '__isabstractmethod__');
  return flag ?? incref(rt.False);
}

export const staticMethodDef: TypeDef = {
  name: 'staticmethod',
  kind: K.STATICMETHOD,
  size: 'staticmethod',
  flags: TF.GC | TF.BASETYPE | TF.DICT,
  slots: {
    dealloc,
    traverse,
    clear,
    new: make,
    init: noInit,
    descrGet: (_rt, o) => incref(o.v.callable as PyObject),
    call: (rt, o, args, kw) => {
      if (rt.ruleset.minor < 10) throw typeError(rt, `'staticmethod' object is not callable`);
      return callObject(rt, o.v.callable, args, kw);
    },
  },
  getset: wrapped,
};

export const classMethodDef: TypeDef = {
  name: 'classmethod',
  kind: K.STATICMETHOD,
  size: 'classmethod',
  flags: TF.GC | TF.BASETYPE | TF.DICT,
  slots: {
    dealloc,
    traverse,
    clear,
    new: make,
    init: noInit,
    descrGet: (rt, o, obj, type) => boundMethod(rt, o.v.callable, type ?? obj!.type),
  },
  getset: wrapped,
};

/** Payload of a property; all owned. */
type PropertyData = {
  get: PyObject | null;
  set: PyObject | null;
  del: PyObject | null;
  doc: PyObject | null;
  name: PyObject | null;
};

const PARTS = ['get', 'set', 'del', 'doc', 'name'] as const;

function propertyCopy(rt: Runtime, o: PyObject, change: Partial<PropertyData>): PyObject {
  const old = o.v as PropertyData;
  const part = (x: PyObject | null | undefined): PyObject => x ?? rt.None;
  const doc = old.doc;
  const r = callObject(rt, o.type, [
    part(change.get ?? old.get),
    part(change.set ?? old.set),
    part(change.del ?? old.del),
    part(doc),
  ]);
  if (old.name !== null && r.type.kind === K.PROPERTY) r.v.name = incref(old.name);
  return r;
}

function propertyText(o: PyObject, obj: PyObject, verb: string, rt: Runtime): string {
  const d = o.v as PropertyData;
  const minor = rt.ruleset.minor;
  if (minor >= 11) {
    return d.name !== null
      ? `property ${JSON.stringify(d.name.v).replace(/^"|"$/g, "'")} of '${obj.type.name}' object has no ${verb}er`
      : `property of '${obj.type.name}' object has no ${verb}er`;
  }
  const what = { gett: 'unreadable attribute', sett: "can't set attribute", delet: "can't delete attribute" }[
    verb
  ]!;
  return minor >= 10 && d.name !== null ? `${what} '${d.name.v}'` : what;
}

export const propertyDef: TypeDef = {
  name: 'property',
  kind: K.PROPERTY,
  size: 'property',
  flags: TF.GC | TF.BASETYPE,
  slots: {
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(c);
      for (const p of PARTS) if (o.v[p] !== null) decref(rt, o.v[p]);
      gcFree(rt, c);
    },
    traverse: (rt, o, visit) => {
      for (const p of PARTS) if (o.v[p] !== null) visit(rt, o.v[p]);
    },
    clear: (rt, o) => {
      for (const p of PARTS) {
        const x = o.v[p];
        o.v[p] = null;
        if (x !== null) decref(rt, x);
      }
    },
    new: (rt, type) => {
      const o = newContainer(rt, type, {
        get: null,
        set: null,
        del: null,
        doc: null,
        name: null,
      } as PropertyData);
      gcTrack(rt, o);
      return o;
    },
    init: (rt, self, args, kw) => {
      const [get, set, del, doc] = parseArgs(rt, 'property', args, kw, ['fget', 'fset', 'fdel', 'doc'], 0);
      const d = self.v as PropertyData;
      const own = (x: PyObject | null) => (x === null || x === rt.None ? null : incref(x));
      d.get = own(get);
      d.set = own(set);
      d.del = own(del);
      d.doc = own(doc);
      if (d.doc === null && d.get !== null) {
        const found = findAttr(rt, d.get, '__doc__');
        if (found !== null && found !== rt.None) d.doc = found;
        else if (found !== null) decref(rt, found);
      }
    },
    descrGet: (rt, o, obj) => {
      if (obj === null) return incref(o);
      const get = (o.v as PropertyData).get;
      if (get === null) throw attributeError(rt, propertyText(o, obj, 'gett', rt));
      return callObject(rt, get, [obj]);
    },
    descrSet: (rt, o, obj, value) => {
      const d = o.v as PropertyData;
      const f = value === null ? d.del : d.set;
      if (f === null) throw attributeError(rt, propertyText(o, obj, value === null ? 'delet' : 'sett', rt));
      decref(rt, callObject(rt, f, value === null ? [obj] : [obj, value]));
    },
  },
  methods: [
    m1('getter', (rt, self, f) => propertyCopy(rt, self, { get: f })),
    m1('setter', (rt, self, f) => propertyCopy(rt, self, { set: f })),
    m1('deleter', (rt, self, f) => propertyCopy(rt, self, { del: f })),
    mN(
      '__set_name__',
      (rt, self, args) => {
        const d = self.v as PropertyData;
        if (d.name !== null) decref(rt, d.name);
        d.name = incref(args[1]);
        return incref(rt.None);
      },
      2,
      2,
    ),
  ],
  getset: [
    { name: 'fget', get: (rt, o) => incref((o.v.get as PyObject | null) ?? rt.None) },
    { name: 'fset', get: (rt, o) => incref((o.v.set as PyObject | null) ?? rt.None) },
    { name: 'fdel', get: (rt, o) => incref((o.v.del as PyObject | null) ?? rt.None) },
    { name: '__doc__', get: (rt, o) => incref((o.v.doc as PyObject | null) ?? rt.None) },
    { name: '__isabstractmethod__', get: (rt, o) => isAbstract(rt, o.v.get) },
  ],
};
