/** AttributeErrors with their members. */
import { attributeError } from './errors.ts';
import type { PyObject } from './header.ts';
import { decref, incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { strNew } from './types/str.ts';

export { attributeError };

/** AttributeError about `o.name`, with `name` and `obj` set (3.10+). */
export function raiseAttributeError(rt: Runtime, message: string, o: PyObject, name: string): unknown {
  const marker = attributeError(rt, message);
  const members = rt.thread.raised!.v.members;
  if (rt.ruleset.minor >= 10 && members !== null) {
    const key = strNew(rt, name);
    members.name = incref(key);
    members.obj = incref(o);
    decref(rt, key);
  }
  return marker;
}
