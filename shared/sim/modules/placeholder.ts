/** functools.Placeholder, which keeps a place free in a partial's arguments (3.14+; Modules/_functoolsmodule.c: placeholder_new, partial_new). */
import { newContainer } from '../objects/alloc.ts';
import { typeError } from '../objects/errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, m0 } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { strNew } from '../objects/types/str.ts';

const STATE = 'functools.Placeholder';

/** Whether it is the one Placeholder. */
function isPlaceholder(rt: Runtime, o: PyObject): boolean {
  return o.type === rt.types[placeholderDef.name];
}

/** How many of the arguments are places kept free. */
export function countPlaceholders(rt: Runtime, args: Args): number {
  let n = 0;
  for (const o of args) if (isPlaceholder(rt, o)) n++;
  return n;
}

/** Places can be kept free before an argument only, and not by name. */
export function checkPlaceholders(rt: Runtime, positional: Args, named: Args): void {
  if (positional.length > 0 && isPlaceholder(rt, positional[positional.length - 1]))
    throw typeError(rt, 'trailing Placeholders are not allowed');
  if (named.some((o) => isPlaceholder(rt, o)))
    throw typeError(rt, 'Placeholder cannot be passed as a keyword argument');
}

/** The stored arguments with the given ones in the free places as far as they go, and the others behind. */
export function inPlaces(rt: Runtime, stored: readonly PyObject[], given: Args): PyObject[] {
  let used = 0;
  const all = stored.map((o) => (isPlaceholder(rt, o) && used < given.length ? given[used++] : o));
  return used === given.length ? all : [...all, ...given.slice(used)];
}

export const placeholderDef: TypeDef = {
  name: 'functools._PlaceholderType',
  kind: K.OTHER,
  size: () => 32,
  flags: TF.GC,
  doc: 'The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.',
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      gcFree(rt, o as PyContainer);
    },
    new: (rt, type, args: Args, kw: KwNames) => {
      if (args.length > 0 || kw !== null) throw typeError(rt, 'PlaceholderType takes no arguments');
      const made = rt.moduleState.get(STATE) as PyObject | undefined;
      if (made !== undefined) return incref(made);
      const o = newContainer(rt, type, null);
      gcTrack(rt, o);
      rt.moduleState.set(STATE, incref(o));
      return o;
    },
    repr: (rt) => strNew(rt, 'Placeholder'),
  },
  methods: [m0('__reduce__', (rt) => strNew(rt, 'Placeholder'))],
};
