/**
 * What repr is at, so that a container within itself is shown as "[...]" (Objects/object.c: Py_ReprEnter, Py_ReprLeave): a list in the thread's
 * dict. Both are made at the first repr of a container, and stay.
 */
import type { PyObject } from './header.ts';
import { decref, incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { dictSetJs } from './types/dict.ts';
import { newDict } from './types/dict-making.ts';
import { listPush, listResized, stealList } from './types/list.ts';

/** True when `o` is already being printed; otherwise remembers it (pair with reprLeave). */
export function reprEnter(rt: Runtime, o: PyObject): boolean {
  const { thread } = rt;
  if (thread.reprs === null) {
    thread.dict ??= newDict(rt);
    thread.reprs = stealList(rt, []);
    dictSetJs(rt, thread.dict, 'Py_Repr', thread.reprs);
    decref(rt, thread.reprs);
  } else if ((thread.reprs.v as PyObject[]).includes(o)) return true;
  listPush(rt, thread.reprs, incref(o));
  return false;
}

export function reprLeave(rt: Runtime, o: PyObject): void {
  const { reprs } = rt.thread;
  if (reprs === null) return;
  const items = reprs.v as PyObject[];
  const at = items.lastIndexOf(o);
  if (at < 0) return;
  listResized(rt, reprs, items.length - 1);
  items.splice(at, 1);
  decref(rt, o);
}
