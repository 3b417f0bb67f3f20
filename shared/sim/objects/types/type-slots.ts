/** What `__slots__` of a class asks for (Objects/typeobject.c: type_new_slots, type_new_descriptors). */
import { listItems } from '../abstract/iteration.ts';
import { typeError, valueError } from '../errors.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { dictGetJs } from './dict.ts';
import { stealList } from './list.ts';
import { internString, isStr } from './str.ts';

/** Private names in `__slots__`. */
function mangle(className: string, name: string): string {
  if (!name.startsWith('__') || name.endsWith('__')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}

/** The names of slots, mangled and sorted, and whether instances get a dict and weak references. */
export type SlotPlan = { names: string[]; dict: boolean; weak: boolean };

/** What the namespace of a new class says about the slots of its instances; throws where that cannot be. */
export function planSlots(
  rt: Runtime,
  name: string,
  base: PyType,
  bases: readonly PyType[],
  ns: PyObject,
): SlotPlan {
  const mayDict = (base.flags & TF.DICT) === 0 && base.kind !== K.TYPE;
  const mayWeak = (base.flags & TF.WEAKREF) === 0 && base.itemSize === 0;
  const given = dictGetJs(ns, '__slots__');
  if (given === null) return { names: [], dict: mayDict, weak: mayWeak };
  const items: PyObject[] = isStr(given) ? [incref(given)] : slotList(rt, given);
  const names: string[] = [];
  let dict = false;
  let weak = false;
  try {
    if (items.length > 0 && refusesSlots(rt, base)) {
      const what = rt.ruleset.minor >= 15 ? 'arbitrary' : 'nonempty';
      throw typeError(rt, `${what} __slots__ not supported for subtype of '${base.name}'`);
    }
    for (const item of items) {
      if (!isStr(item)) throw typeError(rt, `__slots__ items must be strings, not '${item.type.name}'`);
      const slot = item.v as string;
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(slot)) throw typeError(rt, '__slots__ must be identifiers');
      if (slot === '__dict__') {
        if (!mayDict || dict) throw typeError(rt, '__dict__ slot disallowed: we already got one');
        dict = true;
      } else if (slot === '__weakref__') {
        if (!mayWeak || weak) {
          const why =
            rt.ruleset.minor >= 12 && base.itemSize === 0
              ? 'we already got one'
              : 'either we already got one, or __itemsize__ != 0';
          throw typeError(rt, `__weakref__ slot disallowed: ${why}`);
        }
        weak = true;
      } else {
        const mangled = mangle(name, slot);
        if (dictGetJs(ns, mangled) !== null && mangled !== '__qualname__' && mangled !== '__classcell__') {
          throw valueError(rt, `'${mangled}' in __slots__ conflicts with class variable`);
        }
        names.push(mangled);
      }
    }
  } finally {
    for (const item of items) decref(rt, item);
  }
  // A further base may bring a dict or weak references of its own.
  for (const b of bases) {
    if (b === base) continue;
    if (mayDict && !dict && (b.flags & TF.DICT) !== 0) dict = true;
    if (mayWeak && !weak && (b.flags & TF.WEAKREF) !== 0) weak = true;
  }
  names.sort();
  // The list that is sorted and made a tuple.
  decref(
    rt,
    stealList(
      rt,
      names.map((slot) => internString(rt, slot)),
    ),
  );
  return { names, dict, weak };
}

/** Whether the items of its instances leave no room for slots: since 3.15 slots come before a tuple's items. */
function refusesSlots(rt: Runtime, base: PyType): boolean {
  if (base.kind === K.TUPLE && rt.ruleset.minor >= 15) return false;
  return base.itemSize !== 0 || base.kind === K.TYPE;
}

function slotList(rt: Runtime, given: PyObject): PyObject[] {
  return listItems(rt, given);
}
