/**
 * numpy, as much as programs about memory need: arrays with element types, views, simple arithmetic. The elements of an array are one
 * block of their own (traced, not seen by the collector); the array object is small. Models numpy 2's ndarray
 * (numpy/_core/src/multiarray); elements that are read become int, float and bool objects, not numpy's scalars.
 */
import { typeError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, type MethodDef, m1, mK } from '../objects/slots.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { floatNew as newFloat } from '../objects/types/float.ts';
import { strNew } from '../objects/types/str.ts';
import type { ModuleDef } from './module.ts';
import { arrayOf, chargeElements, forEachOffset, fromPython, isArray, numberOf } from './numpy-array.ts';
import { dtypeNamed, dtypes } from './numpy-data.ts';
import { dtypeDef, newDtype } from './numpy-dtype.ts';
import { arange, array, filled, full, like, linspace } from './numpy-making.ts';
import { copy, ndarrayDef } from './numpy-ndarray.ts';

/** A function of each element. */
function each(name: string, f: (x: number) => number): MethodDef {
  return m1(name, (rt, _self, o) => {
    if (!isArray(rt, o)) return newFloat(rt, f(numberOf(rt, o)));
    const r = copy(rt, o, arrayOf(o).dtype.kind === 'f' ? arrayOf(o).dtype : dtypeNamed('float64')!);
    const a = arrayOf(r);
    chargeElements(rt, a);
    forEachOffset(a, (at) => a.data.numbers.set(at, a.store(f(a.data.numbers.get(at)))));
    return r;
  });
}

/** np.NAME(array): the array's method. */
function asFunction(name: string): MethodDef {
  const method = ndarrayDef.methods!.find((d) => d.name === name)!;
  return mK(name, (rt, _self, args, kw) => {
    // Functions of numpy's own, in Python: their first parameter is called a.
    if (args.length === (kw?.length ?? 0))
      throw typeError(rt, `${name}() missing 1 required positional argument: 'a'`);
    const o = isArray(rt, args[0]) ? incref(args[0]) : fromPython(rt, args[0], null);
    try {
      return (method.fn as (rt: Runtime, self: PyObject, args: Args, kw: KwNames) => PyObject)(
        rt,
        o,
        args.slice(1),
        kw,
      );
    } finally {
      decref(rt, o);
    }
  });
}

export const numpyModule: ModuleDef = {
  name: 'numpy',
  types: [dtypeDef, ndarrayDef],
  functions: [
    filled('zeros', 0),
    filled('ones', 1),
    filled('empty', 0),
    like('zeros_like', 0),
    like('ones_like', 1),
    mK('full', full),
    mK('arange', arange),
    mK('linspace', linspace),
    mK('array', array),
    mK('asarray', (rt, self, args, kw) =>
      args.length === 1 && isArray(rt, args[0]) ? incref(args[0]) : array(rt, self, args, kw),
    ),
    each('sqrt', Math.sqrt),
    each('abs', Math.abs),
    ...['sum', 'mean', 'min', 'max', 'any', 'all'].map(asFunction),
  ],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    const objects = new Map<string, PyObject>();
    rt.moduleState.set('numpy dtypes', objects);
    for (const dtype of dtypes) {
      const o = newDtype(rt, dtype);
      objects.set(dtype.name, o);
      dictSetJs(rt, ns, dtype.name === 'bool' ? 'bool_' : dtype.name, o);
    }
    for (const [name, value] of Object.entries({ pi: Math.PI, e: Math.E, nan: Number.NaN, inf: Infinity })) {
      const o = newFloat(rt, value);
      dictSetJs(rt, ns, name, o);
      decref(rt, o);
    }
    const version = strNew(rt, '2.1.0');
    dictSetJs(rt, ns, '__version__', version);
    decref(rt, version);
  },
};
