/** Calling a class (Objects/typeobject.c: type_call). */
import { isSubtype } from '../abstract/lookup.ts';
import { typeError } from '../errors.ts';
import type { PyObject, PyType } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { typeFullName } from './type-name.ts';

/** type(x), or making an instance: __new__, then __init__ (type_call). */
export function typeCall(rt: Runtime, self: PyObject, args: Args, kw: KwNames): PyObject {
  const type = self as PyType;
  if (type === rt.typeType) {
    const n = args.length;
    if (n === 1 && (kw === null || kw.length === 0)) return incref(args[0].type);
    if (n - (kw?.length ?? 0) !== 3) throw typeError(rt, 'type() takes 1 or 3 arguments');
  }
  const make = type.slots.new;
  if (make === null) throw typeError(rt, `cannot create '${typeFullName(type)}' instances`);
  const o = make(rt, type, args, kw);
  if (o.type !== type && !isSubtype(o.type, type)) return o;
  const init = o.type.slots.init;
  if (init !== null) {
    try {
      init(rt, o, args, kw);
    } catch (error) {
      decref(rt, o);
      throw error;
    }
  }
  return o;
}
