/** The methods of str (Objects/unicodeobject.c: unicode_methods), over the pure functions of text/. */

import * as cases from '../../text/cases.ts';
import { encode } from '../../text/codecs.ts';
import { formatStr } from '../../text/formatspec.ts';
import { lengthOf } from '../../text/kinds.ts';
import * as search from '../../text/search.ts';
import { rsplitBy, rsplitWords, splitBy, splitLines, splitWords } from '../../text/splitting.ts';
import { translate, translationKey, translationPairs, wrongMapping } from '../../text/translate.ts';
import { getItem } from '../abstract/container.ts';
import { listItems } from '../abstract/iteration.ts';
import { objectStr } from '../abstract/text.ts';
import { checkPositional, parseArgs } from '../args.ts';
import { badArgument, textArgument, toCInt, toFlag, toSsize } from '../convert.ts';
import { swallow, typeError, valueError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, decrefAll, incref, orRelease } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, asStaticMethod, inTuple, type MethodDef, m0, m1, mK, mN } from '../slots.ts';
import { charge, chargeMove, chargeScan } from '../work.ts';
import { bytesNew } from './bytes.ts';
import { dictSet } from './dict.ts';
import { dictEntries } from './dict-entries.ts';
import { newDict } from './dict-making.ts';
import { intFromNumber, intOfSize } from './int.ts';
import { listFill, listPush, splitList, stealList } from './list.ts';
import { listFrom } from './list-type.ts';
import { scanning } from './scanning.ts';
import { sliceIndex } from './slice.ts';
import { mustHoldText, STR, strBytes, strFilled, strLength, strNew, strOfKinds } from './str.ts';
import { formatTemplate } from './str-format.ts';
import { affixSteps, arityAsMethod, codecArguments } from './text-arguments.ts';
import { stealTuple } from './tuple.ts';

/** The text of a str argument; TypeError for others (ensure_unicode). */
function textOf(rt: Runtime, o: PyObject): string {
  if (o.type.kind !== K.STR) throw typeError(rt, `must be str, not ${o.type.name}`);
  return o.v;
}

/** A result that is the object itself where the text did not change. */
function same(rt: Runtime, self: PyObject, text: string): PyObject {
  return text === self.v && self.type === rt.strType ? incref(self) : strNew(rt, text);
}

/** start and end arguments of find() and its kin. */
function range(rt: Runtime, args: Args, at = 1): [number, number] {
  const clip = (o: PyObject | undefined, otherwise: number) =>
    o === undefined || o === rt.None ? otherwise : sliceIndex(rt, o);
  return [clip(args[at], 0), clip(args[at + 1], Number.POSITIVE_INFINITY)];
}

function finder(
  name: string,
  f: (text: string, sub: string, start: number, end: number) => number,
  must: boolean,
) {
  return arityAsMethod(name, (rt, self, args) => {
    let sub: string;
    if (rt.ruleset.minor >= 13) sub = textArgument(rt, name, 'argument 1', args[0]);
    else sub = textOf(rt, args[0]);
    const [start, end] = range(rt, args);
    const i = f(self.v, sub, start, end);
    if (must && i < 0) throw valueError(rt, 'substring not found');
    return intOfSize(rt, i);
  });
}

function affix(name: string, f: (text: string, affixText: string, start: number, end: number) => boolean) {
  return arityAsMethod(name, (rt, self, args) => {
    const [start, end] = range(rt, args);
    const wanted = args[0];
    if (wanted.type.kind === K.TUPLE) {
      for (const w of wanted.v as PyObject[]) {
        charge(rt, 4 + affixSteps(self.v, w.v, args));
        if (w.type.kind !== K.STR)
          throw typeError(rt, `tuple for ${name} must only contain str, not ${w.type.name}`);
        if (f(self.v, w.v, start, end)) return incref(rt.True);
      }
      return incref(rt.False);
    }
    if (wanted.type.kind !== K.STR) {
      throw typeError(rt, `${name} first arg must be str or a tuple of str, not ${wanted.type.name}`);
    }
    return incref(f(self.v, wanted.v, start, end) ? rt.True : rt.False);
  });
}

function stripper(name: string, side: 'both' | 'left' | 'right') {
  return mN(
    name,
    (rt, self, args) => {
      const chars = args.length === 0 || args[0] === rt.None ? undefined : args[0];
      if (chars !== undefined && chars.type.kind !== K.STR)
        throw typeError(rt, `${name} arg must be None or str`);
      return same(rt, self, search.strip(self.v, chars?.v, side));
    },
    0,
    1,
  );
}

const mapper = (name: string, f: (text: string) => string) =>
  m0(name, (rt, self) => strFilled(rt, f(self.v)));

const tester = (name: string, f: (text: string) => boolean) =>
  m0(name, (rt, self) => incref(f(self.v) ? rt.True : rt.False));

function splitter(
  name: string,
  words: (t: string, most: number) => string[],
  by: (t: string, s: string, most: number) => string[],
) {
  return mK(name, (rt, self, args, kw) => {
    const [sep, most] = parseArgs(rt, name, args, kw, ['sep', 'maxsplit'], 0);
    const n = most === null ? -1 : toSsize(rt, most);
    // Every other character may begin a piece: a block and the host's string.
    rt.mem.mustHold(self.v.length);
    const byWords = sep === null || sep === rt.None;
    if (!byWords && sep.type.kind !== K.STR) throw typeError(rt, `must be str or None, not ${sep.type.name}`);
    const separator = byWords ? '' : (sep.v as string);
    const pieces = byWords ? words(self.v, n) : by(self.v, separator, n);
    charge(rt, 4 * pieces.length);
    const list = splitList(rt, n, lengthOf(self.v), lengthOf(separator), true);
    for (const p of pieces) listFill(rt, list, same(rt, self, p));
    return list;
  });
}

function padder(name: string, f: (text: string, width: number, fill?: string) => string) {
  return mN(
    name,
    (rt, self, args) => {
      const width = toSsize(rt, args[0]);
      if (args.length > 1) {
        if (args[1].type.kind !== K.STR)
          throw typeError(rt, `The fill character must be a unicode character, not ${args[1].type.name}`);
        if (lengthOf(args[1].v) !== 1)
          throw typeError(rt, 'The fill character must be exactly one character long');
      }
      mustHoldText(rt, width);
      return same(rt, self, f(self.v, width, args[1]?.v));
    },
    1,
    2,
  );
}

function join(rt: Runtime, self: PyObject, iterable: PyObject): PyObject {
  let items: PyObject[];
  if (iterable.type.slots.iter === null && iterable.type.slots.subscript === null)
    throw typeError(rt, 'can only join an iterable');
  let made: PyObject | null = null;
  try {
    // What is no list or tuple is made a list first (PySequence_Fast).
    const isSequence = iterable.type.kind === K.LIST || iterable.type.kind === K.TUPLE;
    if (!isSequence) made = listFrom(rt, iterable);
    items = made === null ? listItems(rt, iterable) : (made.v as PyObject[]).map(incref);
  } catch (error) {
    if (iterable.type.slots.iter === null && swallow(rt, error, rt.exc['TypeError']))
      throw typeError(rt, 'can only join an iterable');
    throw error;
  }
  try {
    if (items.length === 1 && items[0].type === rt.strType) return incref(items[0]);
    const texts: string[] = [];
    let units = self.v.length * (items.length - 1);
    let kinds = items.length > 1 ? self.bits : 0;
    charge(rt, items.length);
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item.type.kind !== K.STR) {
        throw typeError(rt, `sequence item ${i}: expected str instance, ${item.type.name} found`);
      }
      texts.push(item.v);
      kinds |= item.bits;
      units += item.v.length;
    }
    mustHoldText(rt, units);
    chargeMove(rt, units);
    const text = texts.join(self.v);
    return text === '' ? incref(rt.emptyStr) : strOfKinds(rt, text, kinds);
  } finally {
    decrefAll(rt, items);
    if (made !== null) decref(rt, made);
  }
}

/** The methods (unicode_methods). */
export const strMethods: readonly MethodDef[] = [
  mapper('upper', cases.upper),
  mapper('lower', cases.lower),
  mapper('capitalize', cases.capitalize),
  mapper('title', cases.title),
  mapper('swapcase', cases.swapcase),
  mapper('casefold', cases.casefold),
  tester('isalpha', cases.isAllAlpha),
  tester('isalnum', cases.isAllAlnum),
  tester('isdecimal', cases.isAllDecimal),
  tester('isdigit', cases.isAllDigit),
  tester('isnumeric', cases.isAllNumeric),
  tester('isspace', cases.isAllSpace),
  tester('isprintable', cases.isAllPrintable),
  tester('isascii', cases.isAscii),
  tester('islower', cases.isLowerText),
  tester('isupper', cases.isUpperText),
  tester('istitle', cases.isTitleText),
  tester('isidentifier', cases.isIdentifier),
  finder('find', search.find, false),
  finder('rfind', search.rfind, false),
  finder('index', search.find, true),
  finder('rindex', search.rfind, true),
  finder('count', search.count, false),
  affix('startswith', search.startsWith),
  affix('endswith', search.endsWith),
  stripper('strip', 'both'),
  stripper('lstrip', 'left'),
  stripper('rstrip', 'right'),
  padder('ljust', search.padRight),
  padder('rjust', search.padLeft),
  padder('center', search.center),
  m1('zfill', (rt, self, width) => {
    const n = toSsize(rt, width);
    mustHoldText(rt, n);
    return same(rt, self, search.zfill(self.v, n));
  }),
  mK('expandtabs', (rt, self, args, kw) => {
    const [size] = parseArgs(rt, 'expandtabs', args, kw, ['tabsize'], 0);
    return same(rt, self, search.expandTabs(self.v, size === null ? 8 : toCInt(rt, size)));
  }),
  splitter('split', splitWords, splitBy),
  splitter('rsplit', rsplitWords, rsplitBy),
  mK('splitlines', (rt, self, args, kw) => {
    const [keep] = parseArgs(rt, 'splitlines', args, kw, ['keepends'], 0);
    const lines = splitLines(self.v, keep !== null && toFlag(rt, keep));
    const list = stealList(rt, []);
    for (const line of lines) listPush(rt, list, same(rt, self, line));
    return list;
  }),
  m1('join', join),
  mK('replace', (rt, self, args, kw) => {
    if (rt.ruleset.minor < 13)
      checkPositional(rt, 'replace', args, kw, 2, 3, rt.ruleset.minor >= 9 ? 'str' : '');
    const [old, fresh, most] = parseArgs(rt, 'replace', args, kw, ['old', 'new', 'count'], 2, 3, 2);
    const a = textArgument(rt, 'replace', 'argument 1', old!);
    const b = textArgument(rt, 'replace', 'argument 2', fresh!);
    if (self.v.length > 256) charge(rt, 8 * search.count(self.v, a));
    const text = search.replace(self.v, a, b, most === null ? -1 : toSsize(rt, most));
    return text === self.v ? same(rt, self, text) : strFilled(rt, text);
  }),
  m1('partition', (rt, self, sep) => parts(rt, self, search.partition(self.v, textOf(rt, sep)))),
  m1('rpartition', (rt, self, sep) => parts(rt, self, search.rpartition(self.v, textOf(rt, sep)))),
  m1('removeprefix', (rt, self, x) =>
    same(rt, self, search.removePrefix(self.v, textArgument(rt, 'removeprefix', 'argument', x))),
  ),
  m1('removesuffix', (rt, self, x) =>
    same(rt, self, search.removeSuffix(self.v, textArgument(rt, 'removesuffix', 'argument', x))),
  ),
  mK('encode', (rt, self, args, kw) => {
    const [encoding, errors] = parseArgs(rt, 'encode', args, kw, ['encoding', 'errors'], 0);
    if ((self.bits & STR.KIND) !== 0) chargeScan(rt, 64 * self.v.length);
    return bytesNew(rt, encode(self.v, ...codecArguments(rt, 'encode', encoding, errors)));
  }),
  inTuple(mK('format', (rt, self, args, kw) => formatTemplate(rt, self, args, kw, null))),
  m1('format_map', (rt, self, mapping) => formatTemplate(rt, self, [], null, mapping)),
  m1('__format__', (rt, self, spec) => {
    if (spec.type.kind !== K.STR) throw badArgument(rt, '__format__', 'argument', 'str', spec);
    if (spec.v === '') return objectStr(rt, self);
    return same(rt, self, formatStr(self.v, spec.v, rt.ruleset));
  }),
  m1('translate', (rt, self, table) =>
    strNew(
      rt,
      translate(self.v, (code) => {
        const key = intFromNumber(rt, code);
        let found: PyObject;
        try {
          found = getItem(rt, table, key);
        } catch (error) {
          if (swallow(rt, error, rt.exc['LookupError'])) return undefined;
          throw error;
        } finally {
          decref(rt, key);
        }
        const v =
          found === rt.None
            ? null
            : found.type.kind === K.INT || found.type.kind === K.STR
              ? found.v
              : undefined;
        decref(rt, found);
        if (v === undefined) throw wrongMapping();
        return v;
      }),
    ),
  ),
  asStaticMethod(
    mN(
      'maketrans',
      (rt, _self, args) => {
        const d = newDict(rt);
        const put = (code: number, value: PyObject) => {
          const key = intFromNumber(rt, code);
          dictSet(rt, d, key, value);
          decref(rt, key);
          decref(rt, value);
        };
        return orRelease(rt, d, () => {
          if (args.length > 1) {
            checkTranslation(rt, args);
            for (const [code, to] of translationPairs(args[0].v, args[1].v, args[2]?.v ?? ''))
              put(code, to === null ? incref(rt.None) : intFromNumber(rt, to));
            return d;
          }
          if (args[0].type.kind !== K.DICT)
            throw typeError(rt, 'if you give only one argument to maketrans it must be a dict');
          for (const [key, value] of dictEntries(rt, args[0])) {
            if (key.type.kind === K.STR) put(translationKey(key.v), incref(value));
            else if (key.type.kind === K.INT) dictSet(rt, d, key, value);
            else throw typeError(rt, wrongKey(rt.ruleset.minor));
          }
          return d;
        });
      },
      1,
      3,
    ),
  ),
  m0('__sizeof__', (rt, self) => {
    const sizes = rt.ruleset.sizes.str;
    const n = strLength(self);
    let bytes = strBytes(rt, self.bits, n);
    if (self.type !== rt.strType)
      bytes = sizes.subclassBaseBytes + Math.max(1, self.bits & STR.KIND) * (n + 1);
    if ((self.bits & STR.UTF8) !== 0) bytes += utf8Length(self.v) + 1;
    return intOfSize(rt, bytes);
  }),
  m0('__getnewargs__', (rt, self) => stealTuple(rt, [strNew(rt, self.v)])),
].map(scanning);

/** 3.15 lost a space in it. */
const wrongKey = (minor: number): string =>
  `keys in translate table ${minor >= 15 ? 'mustbe' : 'must be'} strings or integers`;

/** The arguments of str.maketrans where there are two or three: texts. */
function checkTranslation(rt: Runtime, args: Args): void {
  for (let i = 1; i < args.length; i++)
    if (args[i].type.kind !== K.STR) throw badArgument(rt, 'maketrans', `argument ${i + 1}`, 'str', args[i]);
  if (args[0].type.kind !== K.STR)
    throw typeError(rt, 'first maketrans argument must be a string if there is a second argument');
}

/** Length of a text in UTF-8. */
function utf8Length(text: string): number {
  let n = 0;
  for (const c of text) {
    const code = c.codePointAt(0)!;
    n += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return n;
}

/** The parts of partition(): where nothing was found, the str itself, even if of a subclass. */
function parts(rt: Runtime, self: PyObject, three: [string, string, string]): PyObject {
  return stealTuple(
    rt,
    three.map((p) => (p === self.v ? incref(self) : strNew(rt, p))),
  );
}
