/** What is a subtype of what, and names looked up along the MRO (Objects/typeobject.c: PyType_IsSubtype, _PyType_Lookup, PyType_Modified). */
import type { PyObject, PyType } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { dictGetJs } from '../types/dict.ts';
import { chargeLater } from '../work.ts';

/** Whether `type` is `base` or derives from it. */
export function isSubtype(type: PyType, base: PyType): boolean {
  if (type === base) return true;
  const mro = type.mro;
  // From the start: a metaclass's mro() may put the class itself elsewhere.
  for (let i = 0; i < mro.length; i++) if (mro[i] === base) return true;
  return false;
}

/** isinstance without __instancecheck__. */
export function isInstance(o: PyObject, type: PyType): boolean {
  return o.type === type || isSubtype(o.type, type);
}

/** The attribute `name` of the first class in the MRO that has it (borrowed), or null. */
export function lookupOnType(type: PyType, name: string): PyObject | null {
  const cached = type.cache.get(name);
  if (cached !== undefined) return cached;
  const mro = type.mro;
  let found: PyObject | null = null;
  for (let i = 0; i < mro.length; i++) {
    found = dictGetJs(mro[i].ns, name);
    if (found !== null) break;
  }
  // A program may ask for any number of names that no class has.
  if (type.cache.size >= 4096) type.cache.clear();
  type.cache.set(name, found);
  return found;
}

/** Forgets what was looked up on a class and its subclasses (PyType_Modified). */
export function typeModified(rt: Runtime, type: PyType): void {
  const stale = [type];
  for (let t = stale.pop(); t !== undefined; t = stale.pop()) {
    t.cache.clear();
    t.version = rt.nextTypeVersion++;
    chargeLater(rt, 4);
    for (const sub of t.subclasses) stale.push(sub);
  }
}
