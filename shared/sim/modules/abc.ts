/** _abc (Modules/_abc.c), of which only what Python code cannot do: which classes `match` takes for sequences and mappings. */
import { raise, typeError } from '../objects/errors.ts';
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m1, mN } from '../objects/slots.ts';
import { dictDeleteStr, dictGetJs } from '../objects/types/dict.ts';
import { internString } from '../objects/types/str.ts';
import type { ModuleDef } from './module.ts';

const COLLECTIONS = TF.SEQUENCE | TF.MAPPING;

/** Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING, as `__abc_tpflags__` has them. */
const PY_SEQUENCE = 1 << 5;
const PY_MAPPING = 1 << 6;

/** Takes `__abc_tpflags__` out of a new class (_abc__abc_init). */
function init(rt: Runtime, _self: PyObject, cls: PyObject): PyObject {
  const type = cls as PyType;
  const given = type.type.kind === K.TYPE ? dictGetJs(type.ns, '__abc_tpflags__') : null;
  if (given !== null && rt.ruleset.minor >= 10) {
    const exact = given.type === rt.intType;
    if (exact && BigInt.asIntN(64, BigInt(given.v)) !== BigInt(given.v))
      throw raise(rt, rt.exc['OverflowError'], 'Python int too large to convert to C long');
    const bits = exact ? Number(BigInt.asIntN(32, BigInt(given.v))) : 0;
    const flags = bits & (PY_SEQUENCE | PY_MAPPING);
    if (flags === (PY_SEQUENCE | PY_MAPPING)) {
      throw typeError(rt, '__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING');
    }
    type.flags |= (flags & PY_SEQUENCE ? TF.SEQUENCE : 0) | (flags & PY_MAPPING ? TF.MAPPING : 0);
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
