/** property (Objects/descrobject.c). */
import { strRepr } from '../../text/repr.ts';
import { findAttr, setAttr } from '../abstract/attributes.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { attributeError, swallow, typeError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { inTuple, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { isAbstract } from './staticmethod.ts';
import { internString, isStr } from './str.ts';
import { qualnameText } from './type-name.ts';

/** Payload of a property; all owned. */
type PropertyData = {
  get: PyObject | null;
  set: PyObject | null;
  del: PyObject | null;
  doc: PyObject | null;
  name: PyObject | null;
  /** The documentation is the getter's: a copy with another getter takes that one's. */
  getterDoc: boolean;
};

const PARTS = ['get', 'set', 'del', 'doc', 'name'] as const;

type Change = { get?: PyObject; set?: PyObject; del?: PyObject };

/** A copy with one accessor exchanged (property_copy). */
function propertyCopy(rt: Runtime, o: PyObject, change: Change): PyObject {
  const old = o.v as PropertyData;
  const part = (x: PyObject | undefined, before: PyObject | null): PyObject =>
    x !== undefined && x !== rt.None ? x : (before ?? rt.None);
  const get = part(change.get, old.get);
  const doc = old.getterDoc && get !== rt.None ? rt.None : (old.doc ?? rt.None);
  const r = callObject(rt, o.type, [get, part(change.set, old.set), part(change.del, old.del), doc]);
  if (old.name !== null && r.type.kind === K.PROPERTY) {
    const d = r.v as PropertyData;
    if (d.name !== null) decref(rt, d.name);
    d.name = incref(old.name);
  }
  return r;
}

/** The name that messages show (new reference), or null: since 3.13 the getter's where the property has none. */
function nameOf(rt: Runtime, d: PropertyData): PyObject | null {
  if (d.name !== null) return incref(d.name);
  if (rt.ruleset.minor < 13 || d.get === null) return null;
  return findAttr(rt, d.get, '__name__');
}

/** What is said where an accessor is missing. */
function missing(rt: Runtime, o: PyObject, obj: PyObject, what: 'getter' | 'setter' | 'deleter'): unknown {
  const name = nameOf(rt, o.v as PropertyData);
  const shown = name === null || !isStr(name) ? null : strRepr(name.v);
  if (name !== null) decref(rt, name);
  const { minor } = rt.ruleset;
  if (minor >= 11) {
    const which = shown === null ? '' : ` ${shown}`;
    return attributeError(rt, `property${which} of ${strRepr(qualnameText(obj.type))} object has no ${what}`);
  }
  const text = {
    getter: 'unreadable attribute',
    setter: "can't set attribute",
    deleter: "can't delete attribute",
  }[what];
  return attributeError(rt, minor >= 10 && shown !== null ? `${text} ${shown}` : text);
}

/** Takes the documentation given, or the getter's; a subclass keeps it as an attribute of its own. */
function setDoc(rt: Runtime, self: PyObject, doc: PyObject | null): void {
  const d = self.v as PropertyData;
  let text = doc === null || doc === rt.None ? null : incref(doc);
  if (text === null && d.get !== null) {
    text = findAttr(rt, d.get, '__doc__');
    // Up to 3.11 a getter without documentation counts as one whose documentation is None.
    if (text !== null) d.getterDoc = true;
    if (text === rt.None && rt.ruleset.minor >= 12) {
      d.getterDoc = false;
      text = null;
    }
  }
  if (self.type === rt.types['property']) {
    if (d.doc !== null) decref(rt, d.doc);
    d.doc = text;
    return;
  }
  if (rt.ruleset.minor < 12 && !d.getterDoc) {
    if (d.doc !== null) decref(rt, d.doc);
    d.doc = text;
    return;
  }
  const key = internString(rt, '__doc__');
  const value = text ?? incref(rt.None);
  try {
    setAttr(rt, self, key, value);
  } catch (error) {
    // Since 3.12 a subclass without room for it does without, but not for the getter's.
    if (rt.ruleset.minor < 12 || d.getterDoc) throw error;
    if (!swallow(rt, error, rt.exc['AttributeError'])) throw error;
  } finally {
    decref(rt, key);
    decref(rt, value);
  }
}

export const propertyDef: TypeDef = {
  name: 'property',
  kind: K.PROPERTY,
  size: 'property',
  flags: TF.GC | TF.BASETYPE,
  since: { __set_name__: 10, __name__: 13 },
  slots: {
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
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
      const data: PropertyData = { get: null, set: null, del: null, doc: null, name: null, getterDoc: false };
      const o = newContainer(rt, type, data);
      gcTrack(rt, o);
      return o;
    },
    init: (rt, self, args, kw) => {
      const [get, set, del, doc] = parseArgs(rt, 'property', args, kw, ['fget', 'fset', 'fdel', 'doc'], 0);
      const d = self.v as PropertyData;
      const put = (part: 'get' | 'set' | 'del', x: PyObject | null): void => {
        const old = d[part];
        d[part] = x === null || x === rt.None ? null : incref(x);
        if (old !== null) decref(rt, old);
      };
      put('get', get);
      put('set', set);
      put('del', del);
      d.getterDoc = false;
      setDoc(rt, self, doc);
    },
    descrGet: (rt, o, obj) => {
      if (obj === null || obj === rt.None) return incref(o);
      const get = (o.v as PropertyData).get;
      if (get === null) throw missing(rt, o, obj, 'getter');
      return callObject(rt, get, [obj]);
    },
    descrSet: (rt, o, obj, value) => {
      const d = o.v as PropertyData;
      const f = value === null ? d.del : d.set;
      if (f === null) throw missing(rt, o, obj, value === null ? 'deleter' : 'setter');
      decref(rt, callObject(rt, f, value === null ? [obj] : [obj, value]));
    },
  },
  methods: [
    m1('getter', (rt, self, f) => propertyCopy(rt, self, { get: f })),
    m1('setter', (rt, self, f) => propertyCopy(rt, self, { set: f })),
    m1('deleter', (rt, self, f) => propertyCopy(rt, self, { del: f })),
    inTuple(
      mN(
        '__set_name__',
        (rt, self, args) => {
          if (args.length !== 2)
            throw typeError(rt, `__set_name__() takes 2 positional arguments but ${args.length} were given`);
          const d = self.v as PropertyData;
          if (d.name !== null) decref(rt, d.name);
          d.name = incref(args[1]);
          return incref(rt.None);
        },
        0,
        -1,
      ),
    ),
  ],
  members: [
    { name: 'fget', get: (rt, o) => incref((o.v.get as PyObject | null) ?? rt.None) },
    { name: 'fset', get: (rt, o) => incref((o.v.set as PyObject | null) ?? rt.None) },
    { name: 'fdel', get: (rt, o) => incref((o.v.del as PyObject | null) ?? rt.None) },
  ],
  getset: [
    {
      name: '__doc__',
      get: (rt, o) => incref((o.v.doc as PyObject | null) ?? rt.None),
      set: (rt, o, value) => {
        const d = o.v as PropertyData;
        const old = d.doc;
        d.doc = value === null ? null : incref(value);
        if (old !== null) decref(rt, old);
      },
    },
    { name: '__isabstractmethod__', get: (rt, o) => isAbstract(rt, o.v.get) },
    {
      name: '__name__',
      get: (rt, o) => {
        const name = nameOf(rt, o.v as PropertyData);
        if (name !== null) return name;
        throw attributeError(rt, "'property' object has no attribute '__name__'");
      },
      set: (rt, o, value) => {
        const d = o.v as PropertyData;
        const old = d.name;
        d.name = value === null ? null : incref(value);
        if (old !== null) decref(rt, old);
      },
    },
  ],
};
