/** super (Objects/typeobject.c: super_getattro, super_init). */
import { findAttr, genericGetAttr } from '../abstract/attributes.ts';
import { isSubtype } from '../abstract/lookup.ts';
import { newContainer } from '../alloc.ts';
import { typeError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../header.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { TypeDef } from '../typedef.ts';
import { dictGetJs } from './dict.ts';
import { strNew } from './str.ts';

/** Payload of a super object; all owned, null before init. */
export class SuperData {
  type: PyType | null = null;
  obj: PyObject | null = null;
  objType: PyType | null = null;
}

/** isSubtype, but a class that its own mro() left out is not below itself. */
function isBelow(a: PyType, b: PyType): boolean {
  return a.mro.length > 0 ? a.mro.includes(b) : isSubtype(a, b);
}

/** The class whose MRO is searched (supercheck); new reference. */
export function superCheck(rt: Runtime, type: PyType, obj: PyObject): PyType {
  if (obj.type.kind === K.TYPE && isBelow(obj as PyType, type)) return incref(obj as PyType);
  if (isSubtype(obj.type, type)) return incref(obj.type);
  const cls = findAttr(rt, obj, '__class__');
  if (cls !== null && cls.type.kind === K.TYPE && cls !== obj.type && isSubtype(cls as PyType, type))
    return cls as PyType;
  if (cls !== null) decref(rt, cls);
  throw typeError(
    rt,
    rt.ruleset.minor >= 13
      ? `super(type, obj): obj (${obj.type.kind === K.TYPE ? `type ${(obj as PyType).name}` : `instance of ${obj.type.name}`}) is not an instance or subtype of type (${type.name}).`
      : 'super(type, obj): obj must be an instance or subtype of type',
  );
}

/** super(type, obj).name found past `type` in the MRO: the raw attribute (borrowed), or null. */
export function superLookup(type: PyType, start: PyType, name: string): PyObject | null {
  const mro = start.mro;
  let i = mro.indexOf(type);
  if (i < 0) return null;
  for (i++; i < mro.length; i++) {
    const found = dictGetJs(mro[i].ns, name);
    if (found !== null) return found;
  }
  return null;
}

function getattro(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  const d = o.v as SuperData;
  if (d.objType !== null && d.type !== null && name.v !== '__class__') {
    const found = superLookup(d.type, d.objType, name.v);
    if (found !== null) {
      const get = found.type.slots.descrGet;
      if (get === null) return incref(found);
      incref(found);
      try {
        return get(rt, found, d.obj === d.objType ? null : d.obj, d.objType);
      } finally {
        decref(rt, found);
      }
    }
  }
  return genericGetAttr(rt, o, name);
}

export const superDef: TypeDef = {
  name: 'super',
  kind: K.SUPER,
  size: 'super',
  flags: TF.GC | TF.BASETYPE,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const d = o.v as SuperData;
      if (d.obj !== null) decref(rt, d.obj);
      if (d.type !== null) decref(rt, d.type);
      if (d.objType !== null) decref(rt, d.objType);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const d = o.v as SuperData;
      if (d.obj !== null) visit(rt, d.obj);
      if (d.type !== null) visit(rt, d.type);
      if (d.objType !== null) visit(rt, d.objType);
    },
    new: (rt, type) => {
      const o = newContainer(rt, type, new SuperData());
      gcTrack(rt, o);
      return o;
    },
    init: (rt, self, args, kw) => {
      if ((kw?.length ?? 0) > 0) throw typeError(rt, 'super() takes no keyword arguments');
      const d = self.v as SuperData;
      let type: PyObject;
      let obj: PyObject | null;
      if (args.length === 0) [type, obj] = rt.hooks.superArguments(rt);
      else {
        type = args[0];
        obj = args[1] === undefined || args[1] === rt.None ? null : args[1];
      }
      if (type.type.kind !== K.TYPE)
        throw typeError(
          rt,
          `super() argument 1 must be ${rt.ruleset.minor >= 11 ? 'a ' : ''}type, not ${type.type.name}`,
        );
      if (args.length > 2)
        throw typeError(
          rt,
          rt.ruleset.minor >= 11
            ? `super() expected at most 2 arguments, got ${args.length}`
            : `super() takes at most 2 arguments (${args.length} given)`,
        );
      const objType = obj === null ? null : superCheck(rt, type as PyType, obj);
      const old = [d.type, d.obj, d.objType];
      d.type = incref(type as PyType);
      d.obj = obj === null ? null : incref(obj);
      d.objType = objType;
      decrefAll(rt, old);
    },
    getattro,
    descrGet: (rt, o, obj) => {
      const d = o.v as SuperData;
      if (obj === null || obj === rt.None || d.obj !== null) return incref(o);
      const objType = superCheck(rt, d.type!, obj);
      const r = newContainer(rt, o.type, new SuperData());
      const n = r.v as SuperData;
      n.objType = objType;
      n.type = incref(d.type!);
      n.obj = incref(obj);
      gcTrack(rt, r);
      return r;
    },
    repr: (rt, o) => {
      const d = o.v as SuperData;
      const inner = d.objType !== null ? `<${d.objType.name} object>` : 'NULL';
      return strNew(rt, `<super: <class '${d.type?.name ?? 'NULL'}'>, ${inner}>`);
    },
  },
  members: [
    { name: '__thisclass__', get: (rt, o) => incref((o.v as SuperData).type ?? rt.None) },
    { name: '__self__', get: (rt, o) => incref((o.v as SuperData).obj ?? rt.None) },
    { name: '__self_class__', get: (rt, o) => incref((o.v as SuperData).objType ?? rt.None) },
  ],
};
