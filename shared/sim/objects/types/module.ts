/** Modules (Objects/moduleobject.c). */
import { genericGetAttr } from '../abstract/attributes.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { reprText } from '../abstract/text.ts';
import { raiseAttributeErrorOf } from '../abstract-errors.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { argumentTypeName } from '../convert.ts';
import { attributeError, typeError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack, isTracked } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { callObject } from '../runtime.ts';
import type { TypeDef } from '../typedef.ts';
import { isUnsupported, unsupportedText } from '../unsupported.ts';
import { dictDeleteStr, dictGetJs, dictSetJs } from './dict.ts';
import { newDict } from './dict-making.ts';
import { intFromNumber } from './int.ts';
import { internString, isStr, strNew } from './str.ts';

/** A new module with its standard attributes. `dict` is its namespace. */
export function newModule(rt: Runtime, name: string, doc: string | null = null): PyContainer {
  const o = newContainer(rt, rt.moduleType, { name });
  o.dict = newDict(rt);
  initModule(rt, o, name, doc);
  trackModule(rt, o);
  return o;
}

/** 3.13 and later track the namespace, too, whatever is in it (track_module). */
function trackModule(rt: Runtime, o: PyContainer): void {
  const ns = o.dict as PyContainer;
  if (rt.ruleset.minor >= 13 && !isTracked(ns)) gcTrack(rt, ns);
  gcTrack(rt, o);
}

function initModule(rt: Runtime, o: PyContainer, name: string, doc: string | null): void {
  const ns = o.dict as PyObject;
  const text = rt.ruleset.minor >= 13 ? internString(rt, name) : strNew(rt, name);
  dictSetJs(rt, ns, '__name__', text);
  decref(rt, text);
  const docText = doc === null ? incref(rt.None) : strNew(rt, doc);
  dictSetJs(rt, ns, '__doc__', docText);
  decref(rt, docText);
  dictSetJs(rt, ns, '__package__', rt.None);
  dictSetJs(rt, ns, '__loader__', rt.None);
  dictSetJs(rt, ns, '__spec__', rt.None);
}

/** The module's namespace (borrowed). */
export function moduleDict(o: PyObject): PyObject {
  return (o as PyContainer).dict as PyObject;
}

function moduleGetattro(rt: Runtime, o: PyObject, name: PyObject): PyObject {
  if (lookupOnType(o.type, name.v) === null) {
    const own = dictGetJs(moduleDict(o), name.v);
    if (own !== null) return incref(own);
    const hook = dictGetJs(moduleDict(o), '__getattr__');
    if (hook !== null) return callObject(rt, hook, [name]);
    const shown = dictGetJs(moduleDict(o), '__name__');
    if (shown !== null && isStr(shown) && dictGetJs(rt.modules, shown.v) === o) {
      const late = rt.hooks.lateMember(rt, o, name.v);
      if (late !== null) return late;
      if (isUnsupported(rt.ruleset.minor, shown.v, name.v))
        throw attributeError(rt, unsupportedText(`${shown.v}.${name.v}`));
    }
    const text =
      shown !== null && isStr(shown)
        ? `module '${shown.v}' has no attribute '${name.v}'`
        : `module has no attribute '${name.v}'`;
    throw raiseAttributeErrorOf(rt, text, o, name.v);
  }
  return genericGetAttr(rt, o, name);
}

/** module_get_annotations: what is there, or an empty dict, which stays. */
function moduleAnnotations(rt: Runtime, o: PyObject): PyObject {
  const ns = moduleDict(o);
  const found = dictGetJs(ns, '__annotations__');
  if (found !== null) return incref(found);
  const annotate = rt.ruleset.minor >= 14 ? dictGetJs(ns, '__annotate__') : null;
  const made =
    annotate !== null && annotate.type.slots.call !== null
      ? callObject(rt, annotate, [intFromNumber(rt, 1)])
      : newDict(rt);
  dictSetJs(rt, ns, '__annotations__', made);
  return made;
}

function setModuleAnnotations(rt: Runtime, o: PyObject, value: PyObject | null): void {
  const ns = moduleDict(o);
  if (value !== null) {
    dictSetJs(rt, ns, '__annotations__', value);
    return;
  }
  const name = internString(rt, '__annotations__');
  const was = dictDeleteStr(rt, ns, name);
  decref(rt, name);
  if (!was) throw attributeError(rt, '__annotations__');
}

export const moduleDef: TypeDef = {
  name: 'module',
  kind: K.MODULE,
  size: 'module',
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT,
  slots: {
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      const d = c.dict as PyObject | null;
      c.dict = null;
      if (d !== null) decref(rt, d);
      gcFree(rt, c);
    },
    traverse: (rt, o, visit) => {
      const d = (o as PyContainer).dict as PyObject | null;
      if (d !== null) visit(rt, d);
    },
    clear: (rt, o) => {
      const c = o as PyContainer;
      const d = c.dict as PyObject | null;
      c.dict = null;
      if (d !== null) decref(rt, d);
    },
    new: (rt, type) => {
      const o = newContainer(rt, type, { name: '' });
      o.dict = newDict(rt);
      trackModule(rt, o);
      return o;
    },
    init: (rt, self, args, kw) => {
      const [name, doc] = parseArgs(rt, 'module', args, kw, ['name', 'doc'], 1);
      if (!isStr(name!))
        throw typeError(rt, `module() argument 'name' must be str, not ${argumentTypeName(rt, name!)}`);
      initModule(rt, self as PyContainer, name!.v, null);
      if (doc !== null) dictSetJs(rt, moduleDict(self), '__doc__', doc);
    },
    getattro: moduleGetattro,
    repr: (rt, o) => {
      const name = dictGetJs(moduleDict(o), '__name__');
      const file = dictGetJs(moduleDict(o), '__file__');
      if (file !== null && isStr(file)) return strNew(rt, `<module '${name?.v ?? '?'}' from '${file.v}'>`);
      const loader = dictGetJs(moduleDict(o), '__loader__');
      const whence = o.v.builtin
        ? ' (built-in)'
        : loader === null || loader === rt.None
          ? ''
          : ` (${reprText(rt, loader)})`;
      return strNew(rt, `<module '${name?.v ?? '?'}'${whence}>`);
    },
  },
  getset: [
    { name: '__dict__', get: (_rt, o) => incref(moduleDict(o)) },
    { name: '__annotations__', get: moduleAnnotations, set: setModuleAnnotations },
  ],
};
