/** The type str (Objects/unicodeobject.c: PyUnicode_Type): its slots; the methods are in str-methods.ts. */

import { decode } from '../../text/codecs.ts';
import { containsText } from '../../text/finder.ts';
import { characterAt, compareText, cut, pickCharacters, sliceText } from '../../text/kinds.ts';
import { strRepr } from '../../text/repr.ts';
import { toItemIndex } from '../abstract/indices.ts';
import { objectStr } from '../abstract/text.ts';
import { parseArgs } from '../args.ts';
import { bytesLike } from '../buffer.ts';
import { badArgument } from '../convert.ts';
import { indexError, typeError } from '../errors.ts';
import { K, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, CMP, type KwNames } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { chargeMove, chargeScan } from '../work.ts';
import { newInstance } from './instance.ts';
import { newSeqIterator } from './iterators.ts';
import { formatPercent } from './percent-format.ts';
import { sliceIndices } from './slice.ts';
import {
  allocCharacters,
  mustHoldText,
  STR,
  strDealloc,
  strFresh,
  strHash64,
  strKind,
  strLength,
  strNew,
} from './str.ts';
import { strMethods } from './str-methods.ts';
import { codecArguments } from './text-arguments.ts';

/** A slice with a step: no shared character but, on 3.11 and 3.12, an ASCII one (unicode_subscript). */
function strPicked(rt: Runtime, text: string): PyObject {
  if (text.length !== 1) return strNew(rt, text);
  const { minor } = rt.ruleset;
  return (minor === 11 || minor === 12) && text < '\x80' ? strNew(rt, text) : strFresh(rt, text);
}

function strTypeNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  if (args.length === 1 && kw === null && type === rt.strType) return objectStr(rt, args[0]);
  if (rt.ruleset.minor >= 13 && args.length > 3 && kw === null)
    throw typeError(rt, `str expected at most 3 arguments, got ${args.length}`);
  const [object, encoding, errors] = parseArgs(rt, 'str', args, kw, ['object', 'encoding', 'errors'], 0);
  let o: PyObject;
  if (object === null) o = incref(rt.emptyStr);
  else if (encoding !== null || errors !== null) {
    for (const [at, given] of [encoding, errors].entries()) {
      if (given === null || given.type.kind === K.STR) continue;
      const which = rt.ruleset.minor >= 10 ? ["'encoding'", "'errors'"][at] : at + 2;
      throw badArgument(rt, 'str', `argument ${which}`, 'str', given);
    }
    const bytes = object.type.kind === K.STR ? null : bytesLike(rt, object);
    if (bytes === null) {
      if (object.type.kind === K.STR) throw typeError(rt, 'decoding str is not supported');
      throw typeError(rt, `decoding to str: need a bytes-like object, ${object.type.name} found`);
    }
    o = strNew(rt, decode(bytes, ...codecArguments(rt, 'str', encoding, errors)));
  } else o = objectStr(rt, object);
  if (type === rt.strType) return o;
  const s = newInstance(rt, type, o.v);
  s.bits = strKind(o.v);
  s.aux = null;
  allocCharacters(rt, s);
  decref(rt, o);
  return s;
}

export const strDef: TypeDef = {
  name: 'str',
  since: { removeprefix: 9, removesuffix: 9 },
  kind: K.STR,
  size: (rt) => rt.ruleset.sizes.str.subclassBaseBytes,
  flags: TF.BASETYPE | TF.STR,
  slots: {
    dealloc: strDealloc,
    new: strTypeNew,
    repr: (rt, o) => {
      chargeScan(rt, o.v.length);
      return strNew(rt, strRepr(o.v));
    },
    str: (rt, o) => (o.type === rt.strType ? incref(o) : strNew(rt, o.v)),
    hash: strHash64,
    richcompare: (rt, a, b, op) => {
      if (a.type.kind !== K.STR || b.type.kind !== K.STR) return incref(rt.NotImplemented);
      let r: boolean;
      chargeMove(rt, Math.min(a.v.length, b.v.length));
      if (op === CMP.EQ) r = a.v === b.v;
      else if (op === CMP.NE) r = a.v !== b.v;
      else {
        const c = compareText(a.v, b.v);
        r = op === CMP.LT ? c < 0 : op === CMP.LE ? c <= 0 : op === CMP.GT ? c > 0 : c >= 0;
      }
      return incref(r ? rt.True : rt.False);
    },
    iter: (rt, o) =>
      newSeqIterator(
        rt,
        rt.ruleset.minor >= 11 && (o.bits & STR.KIND) === 0 ? 'str_ascii_iterator' : 'str_iterator',
        o,
      ),
    length: (rt, o) => {
      if ((o.bits & STR.PAIRS) !== 0) chargeScan(rt, o.v.length);
      return strLength(o);
    },
    subscript: (rt, o, key) => {
      if ((o.bits & STR.GROWN) !== 0) {
        chargeMove(rt, o.v.length);
        o.bits &= ~STR.GROWN;
      }
      if (key.type.kind === K.SLICE) {
        const hasPairs = (o.bits & STR.PAIRS) !== 0;
        if (hasPairs) chargeScan(rt, 4 * o.v.length);
        const n = strLength(o);
        const [start, stop, step, count] = sliceIndices(rt, key, n);
        chargeScan(rt, step === 1 ? count : 32 * count);
        if (step === 1) {
          if (start === 0 && count === n && o.type === rt.strType) return incref(o);
          if (count === 0) return incref(rt.emptyStr);
          return strNew(rt, hasPairs ? sliceText(o.v, start, stop) : cut(o.v, start, stop));
        }
        return strPicked(rt, pickCharacters(o.v, start, step, count));
      }
      if (key.type.slots.index === null) {
        const text =
          rt.ruleset.minor >= 11
            ? `string indices must be integers, not '${key.type.name}'`
            : 'string indices must be integers';
        throw typeError(rt, text);
      }
      if ((o.bits & STR.PAIRS) !== 0) chargeScan(rt, o.v.length);
      const n = strLength(o);
      let i = toItemIndex(rt, key);
      if (i < 0) i += n;
      if (i < 0 || i >= n) throw indexError(rt, 'string index out of range');
      return strNew(rt, (o.bits & STR.PAIRS) === 0 ? o.v[i] : characterAt(o.v, i));
    },
    contains: (rt, o, x) => {
      if (x.type.kind !== K.STR)
        throw typeError(rt, `'in <string>' requires string as left operand, not ${x.type.name}`);
      chargeScan(rt, o.v.length);
      return containsText(o.v, x.v);
    },
    concat: (rt, a, b) => {
      if (b.type.kind !== K.STR)
        throw typeError(rt, `can only concatenate str (not "${b.type.name}") to str`);
      if (b.v === '' && a.type === rt.strType) return incref(a);
      if (a.v === '' && b.type === rt.strType) return incref(b);
      mustHoldText(rt, a.v.length + b.v.length);
      return strNew(rt, a.v + b.v);
    },
    repeat: (rt, a, n) => {
      if (n === 1 && a.type === rt.strType) return incref(a);
      if (n <= 0 || a.v === '') return incref(rt.emptyStr);
      mustHoldText(rt, a.v.length * n);
      chargeScan(rt, a.v.length * n);
      return strNew(rt, a.v.repeat(n));
    },
    remainder: (rt, a, b) => {
      if (a.type.kind !== K.STR) return incref(rt.NotImplemented);
      return formatPercent(rt, a, b);
    },
  },
  methods: strMethods,
};
