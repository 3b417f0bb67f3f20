/** What an object is known by: its address. */
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';

/** id(o): the simulated address. */
export function addressOf(rt: Runtime, o: PyObject): number {
  return rt.mem.addressOf(o.addr) + (rt.mem.isStatic(o.addr) ? 0 : o.type.headBytes);
}
