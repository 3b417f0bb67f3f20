/**
 * Names in any namespace, and errors of those that have no value (Python/ceval.c: DELETE_NAME, SETUP_ANNOTATIONS, format_exc_check_arg,
 * format_exc_unbound).
 */
import { deleteItem, mappingGet, setItem } from '../../objects/abstract/container.ts';
import { raise, swallow } from '../../objects/errors.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, xdecref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { dictDelete, dictGetJs, dictSet } from '../../objects/types/dict.ts';
import { newDict } from '../../objects/types/dict-making.ts';
import { internString, strNew } from '../../objects/types/str.ts';
import type { Frame } from '../frame.ts';

export function unboundLocal(rt: Runtime, f: Frame, slot: number): unknown {
  const name = f.code.source.localsplus[slot];
  return raise(
    rt,
    rt.exc['UnboundLocalError'],
    rt.ruleset.minor >= 11
      ? `cannot access local variable '${name}' where it is not associated with a value`
      : `local variable '${name}' referenced before assignment`,
  );
}

export function unboundDeref(rt: Runtime, f: Frame, slot: number): unknown {
  const source = f.code.source;
  const free = slot >= f.code.slots - f.code.freeCount;
  if (!free) return unboundLocal(rt, f, slot);
  const name = source.localsplus[slot];
  return nameErrorText(
    rt,
    rt.ruleset.minor >= 11
      ? `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`
      : `free variable '${name}' referenced before assignment in enclosing scope`,
    name,
  );
}

export function nameError(rt: Runtime, name: string): unknown {
  return nameErrorText(rt, `name '${name}' is not defined`, name);
}

function nameErrorText(rt: Runtime, text: string, name: string): unknown {
  const marker = raise(rt, rt.exc['NameError'], text);
  const members = rt.thread.raised!.v.members;
  if (members !== null && rt.ruleset.minor >= 10) {
    const old = members.name;
    members.name = strNew(rt, name);
    if (old !== null) decref(rt, old);
  }
  return marker;
}

/** DELETE_NAME: whatever a mapping that is no dict raises, the program gets a NameError. */
export function deleteName(rt: Runtime, locals: PyObject, name: PyObject): void {
  if (locals.type === rt.dictType) {
    if (!dictDelete(rt, locals, name)) throw nameError(rt, name.v);
    return;
  }
  try {
    deleteItem(rt, locals, name);
  } catch (error) {
    if (swallow(rt, error, rt.exc['BaseException'])) throw nameError(rt, name.v);
    throw error;
  }
}

/** SETUP_ANNOTATIONS: `__annotations__` of a class or module body, unless it has some. */
export function setupAnnotations(rt: Runtime, locals: PyObject): void {
  const isDict = locals.type === rt.dictType;
  if (isDict && dictGetJs(locals, '__annotations__') !== null) return;
  const key = internString(rt, '__annotations__');
  let made: PyObject | null = null;
  try {
    const there = isDict ? null : mappingGet(rt, locals, key);
    if (there !== null) {
      decref(rt, there);
      return;
    }
    made = newDict(rt);
    if (isDict) dictSet(rt, locals, key, made);
    else setItem(rt, locals, key, made);
  } finally {
    xdecref(rt, made);
    decref(rt, key);
  }
}
