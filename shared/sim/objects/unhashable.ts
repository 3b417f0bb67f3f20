/** Refusing a key or a member that has no hash (Objects/dictobject.c: dict_unhashable_type, Objects/setobject.c: set_unhashable_type). */
import { objectStr } from './abstract/text.ts';
import { isPyError, takeRaised, typeError } from './errors.ts';
import type { PyObject } from './header.ts';
import { decref } from './refs.ts';
import type { Runtime } from './runtime.ts';

/** What `x` was to be, as messages say it. */
export type HashedAs = 'a dict key' | 'a set element';

/** What to throw for `x` without a hash. */
export function unhashable(rt: Runtime, x: PyObject, as: HashedAs): unknown {
  const plain = `unhashable type: '${x.type.name}'`;
  return typeError(rt, rt.ruleset.minor >= 14 ? wrapped(x, as, plain) : plain);
}

/** What to throw where hashing `x` threw `error`: from 3.14 on a TypeError says what `x` was to be. */
export function hashFailed(rt: Runtime, error: unknown, x: PyObject, as: HashedAs): unknown {
  if (rt.ruleset.minor < 14 || !isPyError(rt, error)) return error;
  if (rt.thread.raised!.type !== rt.exc['TypeError']) return error;
  const e = takeRaised(rt);
  const text = objectStr(rt, e);
  const marker = typeError(rt, wrapped(x, as, text.v));
  decref(rt, text);
  decref(rt, e);
  return marker;
}

const wrapped = (x: PyObject, as: HashedAs, why: string): string =>
  `cannot use '${x.type.name}' as ${as} (${why})`;
