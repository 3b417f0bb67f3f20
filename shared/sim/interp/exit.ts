/** Whether the end of the process has anything to say (Python/pylifecycle.c: Py_FinalizeEx). */
import { collectorState } from '../gc/state.ts';
import { forgetsClass } from '../modules/abc.ts';
import { K, type PyObject, type PyType, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { weakrefData } from '../weakrefs/refs.ts';

/**
 * Whether somebody could notice how the interpreter is taken apart after the exit functions: code of the program could run by it (`__del__`, a weak
 * reference's callback, a generator that is closed, another thread), the collector was asked to tell what it finds, or the host listens.
 */
export function exitIsNoticed(rt: Runtime): boolean {
  return (
    rt.sink !== null ||
    rt.traced ||
    rt.threads.length > 1 ||
    collectorState(rt.gc).debug !== 0 ||
    hasFinalizers(rt.types['object'], new Set()) ||
    holdsCode(rt)
  );
}

/** Whether a class under `type` that a program made has a `__del__`. */
function hasFinalizers(type: PyType, seen: Set<PyType>): boolean {
  for (const t of type.subclasses) {
    if (seen.has(t)) continue;
    seen.add(t);
    if (((t.flags & TF.HEAP) !== 0 && t.slots.finalize !== null) || hasFinalizers(t, seen)) return true;
  }
  return false;
}

/** Whether a generator has not ended, or a weak reference has a callback that does more than to empty a cache. */
function holdsCode(rt: Runtime): boolean {
  for (const { slots } of [...rt.gc.generations, rt.gc.permanent]) {
    let type: PyType | null = null;
    let holds = false;
    for (let i = 0; i < slots.length; i++) {
      const o = slots[i];
      if (o === null) continue;
      if (o.type !== type) {
        type = o.type;
        holds = type.kind === K.GENERATOR || type.kind === K.WEAKREF;
      }
      if (holds && (type.kind === K.GENERATOR || isNoticed(weakrefData(o).callback))) return true;
    }
  }
  return false;
}

function isNoticed(callback: PyObject | null): boolean {
  return callback !== null && !forgetsClass(callback);
}
