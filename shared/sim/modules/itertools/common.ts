/** What several families of itertools need: their arguments, and arrays of indices. */
import { raise, typeError } from '../../objects/errors.ts';
import type { PyObject } from '../../objects/header.ts';
import type { Runtime } from '../../objects/runtime.ts';
import type { Args } from '../../objects/slots.ts';
import { charge } from '../../objects/work.ts';

/** Positional arguments of a type that takes no names (`noKeywords`); throws as CPython's parser words it. */
export function positional(
  rt: Runtime,
  name: string,
  args: Args,
  least: number,
  most: number,
): readonly PyObject[] {
  const n = args.length;
  if (n < least || (most >= 0 && n > most)) {
    if (least === most)
      throw typeError(rt, `${name} expected ${least} argument${least === 1 ? '' : 's'}, got ${n}`);
    const [how, count] = n < least ? ['at least', least] : ['at most', most];
    throw typeError(rt, `${name} expected ${how} ${count} argument${count === 1 ? '' : 's'}, got ${n}`);
  }
  return args;
}

/** Throws where the program may not have `n` indices, which the host keeps in an array. */
export function mustHoldIndices(rt: Runtime, n: number): void {
  if (n >= 2 ** 44) throw raise(rt, rt.exc['MemoryError'], '');
  rt.mem.mustHold(8 * n);
  charge(rt, n >> 1);
}

/** The ints below `n`. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
