/** Searching in bytes, and cutting by what is found (Objects/bytes_methods.c, Objects/stringlib). */
import * as bt from '../../text/bytestext.ts';
import * as search from '../../text/search.ts';
import { parseArgs } from '../args.ts';
import { bytesLike, bytesLikeOf } from '../buffer.ts';
import { toSsize } from '../convert.ts';
import { typeError, valueError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, mK, mN } from '../slots.ts';
import { charge } from '../work.ts';
import { byteValue, same } from './bytes-new.ts';
import { intOfSize } from './int.ts';
import { listFill, splitList } from './list.ts';
import { sliceIndex } from './slice.ts';
import { affixSteps, arityAsMethod } from './text-arguments.ts';

/** What find() and count() look for: bytes, or a single byte given as an int. */
function needle(rt: Runtime, o: PyObject): string {
  if (o.type.slots.index !== null) return String.fromCharCode(byteValue(rt, o, 'byte'));
  const bytes = bytesLike(rt, o);
  if (bytes === null)
    throw typeError(rt, `argument should be integer or bytes-like object, not '${o.type.name}'`);
  return bt.toText(bytes);
}

function range(rt: Runtime, args: Args): [number, number] {
  const clip = (o: PyObject | undefined, otherwise: number) =>
    o === undefined || o === rt.None ? otherwise : sliceIndex(rt, o);
  return [clip(args[1], 0), clip(args[2], Number.POSITIVE_INFINITY)];
}

/** find() and its kind; `must`: ValueError where nothing is found. */
export function finder(
  name: string,
  f: (t: string, s: string, a: number, b: number) => number,
  must: boolean,
) {
  return arityAsMethod(name, (rt, self, args) => {
    const [a, b] = range(rt, args);
    const i = f(bt.toText(self.v), needle(rt, args[0]), a, b);
    if (must && i < 0) throw valueError(rt, 'subsection not found');
    return intOfSize(rt, i);
  });
}

/** startswith() and endswith(). */
export function affix(name: string, f: (t: string, s: string, a: number, b: number) => boolean) {
  return arityAsMethod(name, (rt, self, args) => {
    const [a, b] = range(rt, args);
    const many = args[0].type.kind === K.TUPLE;
    const text = bt.toText(self.v);
    for (const x of many ? (args[0].v as PyObject[]) : [args[0]]) {
      const bytes = bytesLike(rt, x);
      if (bytes === null) {
        if (many) throw typeError(rt, `a bytes-like object is required, not '${x.type.name}'`);
        throw typeError(rt, `${name} first arg must be bytes or a tuple of bytes, not ${x.type.name}`);
      }
      charge(rt, 4 + affixSteps(self.v, bytes, args));
      if (f(text, bt.toText(bytes), a, b)) return incref(rt.True);
    }
    return incref(rt.False);
  });
}

/** strip() and its kind. */
export function stripper(name: string, side: 'both' | 'left' | 'right') {
  return mN(
    name,
    (rt, self, args) => {
      const chars =
        args.length === 0 || args[0] === rt.None ? bt.byteSpaces : bt.toText(bytesLikeOf(rt, args[0]));
      return same(rt, self, bt.fromText(search.strip(bt.toText(self.v), chars, side)));
    },
    0,
    1,
  );
}

/** split() and rsplit(). */
export function splitter(
  name: string,
  words: (t: string, most: number) => string[],
  by: (t: string, s: string, most: number) => string[],
) {
  return mK(name, (rt, self, args, kw) => {
    const [sep, most] = parseArgs(rt, name, args, kw, ['sep', 'maxsplit'], 0);
    const n = most === null ? -1 : toSsize(rt, most);
    const text = bt.toText(self.v);
    const byWords = sep === null || sep === rt.None;
    const separator = byWords ? '' : bt.toText(bytesLikeOf(rt, sep));
    const pieces = byWords ? words(text, n) : by(text, separator, n);
    const list = splitList(rt, n, text.length, separator.length, false);
    for (const p of pieces) listFill(rt, list, same(rt, self, bt.fromText(p)));
    return list;
  });
}
