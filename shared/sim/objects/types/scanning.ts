/** Methods whose cost grows with the object they belong to. */
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import type { MethodDef } from '../slots.ts';
import { charge } from '../work.ts';

/** Steps for a unit that the host looks at on its own, by tables or regular expressions. */
const SLOW_STEPS = 8;

/** Methods that go through a text character by character. */
const slow: ReadonlySet<string> = new Set([
  ...['capitalize', 'title', 'swapcase', 'casefold', 'translate', 'hex', 'fromhex', 'expandtabs'],
  ...['isalpha', 'isalnum', 'isdecimal', 'isdigit', 'isnumeric', 'isspace', 'isprintable', 'isidentifier'],
  ...['islower', 'isupper', 'istitle'],
]);

/** The same method, charged a pass over the text or the bytes of `self`. */
export function scanning(method: MethodDef): MethodDef {
  if (method.binding !== 'instance') return method;
  const isSlow = slow.has(method.name);
  const fn = method.fn as (rt: Runtime, self: PyObject, a: unknown, b: unknown) => PyObject;
  return {
    ...method,
    fn: (rt: Runtime, self: PyObject, a: unknown, b: unknown) => {
      const units = self.v.length as number;
      if (units > 64) charge(rt, isSlow ? SLOW_STEPS * units : units >> 3);
      return fn(rt, self, a, b);
    },
  };
}
