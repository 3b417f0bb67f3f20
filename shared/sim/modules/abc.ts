/** _abc (Modules/_abc.c), of which only what Python code cannot do: which classes `match` takes for sequences and mappings. */
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m1, mN } from '../objects/slots.ts';
import { dictDeleteStr, dictGetJs } from '../objects/types/dict.ts';
import { internString } from '../objects/types/str.ts';
import type { ModuleDef } from './module.ts';

const COLLECTIONS = TF.SEQUENCE | TF.MAPPING;

/** What `__abc_tpflags__` of CPython's own classes stands for: Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_MAPPING. */
const FLAGS: ReadonlyMap<unknown, number> = new Map([
  [1 << 5, TF.SEQUENCE],
  [1 << 6, TF.MAPPING],
]);

/** Takes `__abc_tpflags__` out of a new class (_abc__abc_init). */
function init(rt: Runtime, _self: PyObject, cls: PyObject): PyObject {
  const type = cls as PyType;
  const given = type.type.kind === K.TYPE ? dictGetJs(type.ns, '__abc_tpflags__') : null;
  if (given !== null) {
    type.flags = (type.flags & ~COLLECTIONS) | (FLAGS.get(given.v) ?? 0);
    const key = internString(rt, '__abc_tpflags__');
    dictDeleteStr(rt, type.ns, key);
    decref(rt, key);
  }
  return incref(rt.None);
}

/** A registered class, and all below it, become what the abstract class is (set_collection_flag_recursive). */
function register(type: PyType, flag: number): void {
  if ((type.flags & TF.HEAP) === 0 || (type.flags & COLLECTIONS) === flag) return;
  type.flags = (type.flags & ~COLLECTIONS) | flag;
  for (const sub of type.subclasses) register(sub, flag);
}

export const abcModule: ModuleDef = {
  name: '_abc',
  functions: [
    m1('_abc_init', init),
    mN(
      '_abc_register',
      (rt, _self, [cls, subclass]) => {
        const flag = (cls as PyType).flags & COLLECTIONS;
        if (flag !== 0) register(subclass as PyType, flag);
        return incref(rt.None);
      },
      2,
      2,
    ),
  ],
};
