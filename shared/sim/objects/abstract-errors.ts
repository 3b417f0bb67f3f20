/** AttributeErrors with their members. */
import { attributeError, type PY_ERROR } from './errors.ts';
import type { PyObject } from './header.ts';
import { decref, incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { strNew } from './types/str.ts';

export { attributeError };

/** AttributeError with `name` and `obj` set (3.10+). */
export function raiseAttributeError(
  rt: Runtime,
  message: string,
  o: PyObject,
  name: PyObject,
): typeof PY_ERROR {
  const marker = attributeError(rt, message);
  if (rt.ruleset.minor >= 10) setMembers(rt, o, name);
  return marker;
}

/** raiseAttributeError where the name is not an object yet. */
export function raiseAttributeErrorOf(
  rt: Runtime,
  message: string,
  o: PyObject,
  name: string,
): typeof PY_ERROR {
  const marker = attributeError(rt, message);
  if (rt.ruleset.minor >= 10) {
    const key = strNew(rt, name);
    setMembers(rt, o, key);
    decref(rt, key);
  }
  return marker;
}

function setMembers(rt: Runtime, o: PyObject, name: PyObject): void {
  const { members } = rt.thread.raised!.v;
  if (members === null) return;
  members.name = incref(name);
  members.obj = incref(o);
}
