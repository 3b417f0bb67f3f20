/** Arguments that methods of str, bytes and bytearray take alike: codecs, and arities worded as PyArg_ParseTuple did. */

import { type Encoding, findEncoding } from '../../text/codecs.ts';
import { cTextArgument } from '../convert.ts';
import { typeError } from '../errors.ts';
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, inTuple, type MethodDef, mN } from '../slots.ts';

/** The codec and the error handler that encode() and decode() were given. */
export function codecArguments(
  rt: Runtime,
  name: string,
  encoding: PyObject | null,
  errors: PyObject | null,
  position = 1,
): [Encoding, string] {
  // bytes() and bytearray() name their arguments since 3.10, the methods always did.
  const which = (at: number, label: string): string =>
    position === 1 || rt.ruleset.minor >= 10 ? `argument '${label}'` : `argument ${at}`;
  const chosen = encoding === null ? 'utf-8' : cTextArgument(rt, name, which(position, 'encoding'), encoding);
  const handler = errors === null ? 'strict' : cTextArgument(rt, name, which(position + 1, 'errors'), errors);
  return [findEncoding(chosen), handler];
}

/** A method of one to three arguments that words its arity as PyArg_ParseTuple does up to 3.12. */
export function arityAsMethod(
  name: string,
  f: (rt: Runtime, self: PyObject, args: Args) => PyObject,
): MethodDef {
  const method = mN(
    name,
    (rt, self, args) => {
      if (args.length >= 1 && args.length <= 3) return f(rt, self, args);
      const few = args.length < 1;
      const bound = few ? 'at least 1 argument' : 'at most 3 arguments';
      throw typeError(
        rt,
        rt.ruleset.minor >= 13
          ? `${name} expected ${bound}, got ${args.length}`
          : `${name}() takes ${bound} (${args.length} given)`,
      );
    },
    0,
    -1,
  );
  return inTuple(method, (minor) => minor <= 12);
}

/** A part of the text is found anew for each affix; without one only the affix is looked at. */
export function affixSteps(text: { length: number }, part: { length?: number }, args: Args): number {
  return ((args.length > 1 ? text.length : 0) + (part?.length ?? 0)) >> 3;
}
