/** Methods that bytes and bytearray share (Objects/bytes_methods.c, Objects/stringlib). */
import * as bt from '../../text/bytestext.ts';
import { bytesFromHex, bytesToHex, decode } from '../../text/codecs.ts';
import * as search from '../../text/search.ts';
import { rsplitBy, splitBy } from '../../text/splitting.ts';
import { isSequence, listItems } from '../abstract/iteration.ts';
import { parseArgs } from '../args.ts';
import { bytesLike, bytesLikeOf } from '../buffer.ts';
import { badArgument, textArgument, toCInt, toFlag, toSsize } from '../convert.ts';
import { typeError, valueError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { asClassMethod, asStaticMethod, type MethodDef, m0, m1, mK, mN } from '../slots.ts';
import { charge, chargeScan } from '../work.ts';
import { bytearrayNew } from './bytearray.ts';
import { bytesNew } from './bytes.ts';
import { hexSeparator } from './bytes-arguments.ts';
import { isBytes, makeFilled, same } from './bytes-new.ts';
import { joinable } from './bytes-operators.ts';
import { affix, finder, splitter, stripper } from './bytes-searching.ts';
import { listPush, stealList } from './list.ts';
import { scanning } from './scanning.ts';
import { mustHoldText, strNew } from './str.ts';
import { codecArguments } from './text-arguments.ts';
import { stealTuple } from './tuple.ts';

const lift = (f: (text: string) => string) => (rt: Runtime, self: PyObject) =>
  makeFilled(rt, self, bt.fromText(f(bt.toText(self.v))));

const test = (f: (text: string) => boolean) => (rt: Runtime, self: PyObject) =>
  incref(f(bt.toText(self.v)) ? rt.True : rt.False);

/** The methods of both types. */
export const commonMethods: readonly MethodDef[] = [
  m0('upper', lift(bt.upperBytes)),
  m0('lower', lift(bt.lowerBytes)),
  m0('swapcase', lift(bt.swapcaseBytes)),
  m0('capitalize', lift(bt.capitalizeBytes)),
  m0('title', lift(bt.titleBytes)),
  m0('isalpha', test(bt.isAlphaBytes)),
  m0('isalnum', test(bt.isAlnumBytes)),
  m0('isdigit', test(bt.isDigitBytes)),
  m0('isspace', test(bt.isSpaceBytes)),
  m0('islower', test(bt.isLowerBytes)),
  m0('isupper', test(bt.isUpperBytes)),
  m0('istitle', test(bt.isTitleBytes)),
  m0('isascii', (rt, self) => incref((self.v as Uint8Array).every((b) => b < 128) ? rt.True : rt.False)),
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
  splitter('split', bt.splitByteWords, splitBy),
  splitter('rsplit', bt.rsplitByteWords, rsplitBy),
  mK('splitlines', (rt, self, args, kw) => {
    const [keep] = parseArgs(rt, 'splitlines', args, kw, ['keepends'], 0);
    const lines = bt.splitByteLines(bt.toText(self.v), keep !== null && toFlag(rt, keep));
    const list = stealList(rt, []);
    for (const line of lines) listPush(rt, list, same(rt, self, bt.fromText(line)));
    return list;
  }),
  m1('join', (rt, self, iterable) => {
    if (iterable.type.slots.iter === null && !isSequence(iterable))
      throw typeError(rt, 'can only join an iterable');
    const items = listItems(rt, iterable);
    try {
      if (items.length === 1 && items[0].type === rt.bytesType && self.type.kind === K.BYTES)
        return incref(items[0]);
      let bytes = self.v.length * items.length;
      const texts = items.map((x, i) => {
        const piece = joinable(rt, x);
        if (piece === null)
          throw typeError(rt, `sequence item ${i}: expected a bytes-like object, ${x.type.name} found`);
        bytes += piece.length;
        mustHoldText(rt, bytes);
        chargeScan(rt, piece.length);
        return bt.toText(piece);
      });
      return makeFilled(rt, self, bt.fromText(texts.join(bt.toText(self.v))));
    } finally {
      decrefAll(rt, items);
    }
  }),
  mN(
    'replace',
    (rt, self, args) => {
      const most = args.length > 2 ? toSsize(rt, args[2]) : -1;
      const whole = bt.toText(self.v);
      const old = bt.toText(bytesLikeOf(rt, args[0]));
      const fresh = bt.toText(bytesLikeOf(rt, args[1]));
      if (whole.length > 256) charge(rt, 8 * search.count(whole, old));
      const text = search.replace(whole, old, fresh, most);
      return text === whole ? same(rt, self, self.v.slice()) : makeFilled(rt, self, bt.fromText(text));
    },
    2,
    3,
  ),
  mK('decode', (rt, self, args, kw) => {
    const [encoding, errors] = parseArgs(rt, 'decode', args, kw, ['encoding', 'errors'], 0);
    return strNew(rt, decode(self.v, ...codecArguments(rt, 'decode', encoding, errors)));
  }),
  mK('hex', (rt, self, args, kw) => {
    const [sep, every] = parseArgs(rt, 'hex', args, kw, ['sep', 'bytes_per_sep'], 0);
    const n = every === null ? 1 : toCInt(rt, every);
    return strNew(rt, bytesToHex(self.v, sep === null ? '' : hexSeparator(rt, sep), n));
  }),
  asClassMethod(
    m1('fromhex', (rt, cls, text) => {
      const given = hexText(rt, text);
      const data = bytesFromHex(given);
      if (cls === rt.bytearrayType) return bytearrayNew(rt, data);
      const made = bytesNew(rt, data);
      if (cls === rt.bytesType) return made;
      try {
        return callObject(rt, cls, [made]);
      } finally {
        decref(rt, made);
      }
    }),
  ),
  m1('partition', (rt, self, sep) =>
    stealTuple(
      rt,
      search
        .partition(bt.toText(self.v), bt.toText(bytesLikeOf(rt, sep)))
        .map((p) => same(rt, self, bt.fromText(p))),
    ),
  ),
  m1('rpartition', (rt, self, sep) =>
    stealTuple(
      rt,
      search
        .rpartition(bt.toText(self.v), bt.toText(bytesLikeOf(rt, sep)))
        .map((p) => same(rt, self, bt.fromText(p))),
    ),
  ),
  ...(
    [
      ['ljust', search.padRight],
      ['rjust', search.padLeft],
      ['center', search.center],
    ] as const
  ).map(([name, f]) =>
    mN(
      name,
      (rt, self, args) => {
        const width = widthArg(rt, args[0]);
        let fill = ' ';
        if (args.length > 1) {
          const given = args[1];
          if (!isBytes(given)) throw badArgument(rt, name, 'argument 2', 'a byte string of length 1', given);
          if (given.v.length !== 1) throw wrongFill(rt, name, given);
          fill = bt.toText(given.v);
        }
        return same(rt, self, bt.fromText(f(bt.toText(self.v), width, fill)));
      },
      1,
      2,
    ),
  ),
  mK('expandtabs', (rt, self, args, kw) => {
    const [size] = parseArgs(rt, 'expandtabs', args, kw, ['tabsize'], 0);
    const text = search.expandTabs(bt.toText(self.v), size === null ? 8 : toCInt(rt, size));
    return makeFilled(rt, self, bt.fromText(text));
  }),
  m1('removeprefix', (rt, self, x) =>
    same(rt, self, bt.fromText(search.removePrefix(bt.toText(self.v), bt.toText(bytesLikeOf(rt, x))))),
  ),
  m1('removesuffix', (rt, self, x) =>
    same(rt, self, bt.fromText(search.removeSuffix(bt.toText(self.v), bt.toText(bytesLikeOf(rt, x))))),
  ),
  mK('translate', (rt, self, args, kw) => {
    const [table, gone] = parseArgs(rt, 'translate', args, kw, ['table', 'delete'], 1, 2, 1);
    let map: Uint8Array | undefined;
    if (table !== rt.None) {
      map = bytesLikeOf(rt, table!);
      if (map.length !== 256) throw valueError(rt, 'translation table must be 256 characters long');
    }
    return same(
      rt,
      self,
      bt.translateBytes(self.v, map, gone === null ? new Uint8Array(0) : bytesLikeOf(rt, gone)),
    );
  }),
  asStaticMethod(
    mN(
      'maketrans',
      (rt, _self, args) => {
        const from = bytesLikeOf(rt, args[0]);
        const to = bytesLikeOf(rt, args[1]);
        if (from.length !== to.length) throw valueError(rt, 'maketrans arguments must have same length');
        const table = Uint8Array.from({ length: 256 }, (_, i) => i);
        for (let i = 0; i < from.length; i++) table[from[i]] = to[i];
        return bytesNew(rt, table);
      },
      2,
      2,
    ),
  ),
  m1('zfill', (rt, self, width) =>
    same(rt, self, bt.fromText(search.zfill(bt.toText(self.v), widthArg(rt, width)))),
  ),
].map(scanning);

/** A width to fill up to, which the program must be able to hold. */
function widthArg(rt: Runtime, o: PyObject): number {
  const n = toSsize(rt, o);
  mustHoldText(rt, n);
  return n;
}

/** The digits for fromhex(). */
function hexText(rt: Runtime, o: PyObject): string {
  if (rt.ruleset.minor < 14) return textArgument(rt, 'fromhex', 'argument', o);
  if (o.type.kind === K.STR) return o.v;
  const bytes = bytesLike(rt, o);
  if (bytes !== null) return bt.toText(bytes);
  throw typeError(rt, `fromhex() argument must be str or bytes-like, not ${o.type.name}`);
}

/** A fill byte of the wrong length: since 3.14 the message says which. */
function wrongFill(rt: Runtime, name: string, given: PyObject): unknown {
  if (rt.ruleset.minor < 14) return badArgument(rt, name, 'argument 2', 'a byte string of length 1', given);
  return typeError(
    rt,
    `${name}(): argument 2 must be a byte string of length 1, not a ${given.type.name} object of length ${given.v.length}`,
  );
}
