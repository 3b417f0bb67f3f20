/** Methods whose cost grows with the object they belong to. */
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import type { MethodDef } from '../slots.ts';
import { chargeScan } from '../work.ts';

/** The same method, charged a pass over the text or the bytes of `self`. */
export function scanning(method: MethodDef): MethodDef {
  if (method.binding !== 'instance') return method;
  const fn = method.fn as (rt: Runtime, self: PyObject, a: unknown, b: unknown) => PyObject;
  return {
    ...method,
    fn: (rt: Runtime, self: PyObject, a: unknown, b: unknown) => {
      chargeScan(rt, self.v.length);
      return fn(rt, self, a, b);
    },
  };
}
