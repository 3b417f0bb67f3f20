/** The functions of the module builtins (Python/bltinmodule.c). Its types are in builtin-types.ts. */

import { openFile } from '../modules/io.ts';
import { keepPending } from '../modules/pending.ts';
import type { Stream } from '../modules/streams.ts';
import { intToBase } from '../numbers/inttext.ts';
import { findAttr, getAttr, getAttrJs, setAttr } from '../objects/abstract/attributes.ts';
import { callLookedUp, callMethod, callMethodOrNull } from '../objects/abstract/calls.ts';
import { objectHash, objectIsTrue, richCompareBool } from '../objects/abstract/comparison.ts';
import { objectLength } from '../objects/abstract/container.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { toIndex } from '../objects/abstract/indices.ts';
import { forEach, getIter, iterNext, listItems } from '../objects/abstract/iteration.ts';
import { isSubtype, lookupOnType } from '../objects/abstract/lookup.ts';
import { binaryOp, powerOp } from '../objects/abstract/number.ts';
import { objectFormat, objectRepr, objectStr, reprText } from '../objects/abstract/text.ts';
import { parseArgs, unexpectedKeyword } from '../objects/args.ts';
import { badArgument, toCInt } from '../objects/convert.ts';
import {
  isPyError,
  PY_ERROR,
  raise,
  raiseBare,
  swallow,
  takeRaised,
  typeError,
  valueError,
} from '../objects/errors.ts';
import { hashToInt } from '../objects/hash.ts';
import { K, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { instanceDict } from '../objects/instances.ts';
import { isInstance, isSubclass } from '../objects/isinstance.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, CMP, inTuple, type KwNames, type MethodDef, m0, m1, mK, mN } from '../objects/slots.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { newCallIterator } from '../objects/types/iterators.ts';
import { sortList } from '../objects/types/list-sort.ts';
import { listFrom } from '../objects/types/list-type.ts';
import { dirOf } from '../objects/types/object.ts';
import { rangeLengthObject } from '../objects/types/range.ts';
import { strHash64, strNew } from '../objects/types/str.ts';
import { unsupportedText } from '../objects/unsupported.ts';
import { escapeNonAscii } from '../text/repr.ts';
import { buildClass } from './classes.ts';
import { type Frame, localsOf } from './frame.ts';
import { generatorNext } from './generator.ts';
import { importBuiltin } from './import.ts';
import { writeOutput } from './output.ts';
import { compileBuiltin, evalBuiltin, execBuiltin } from './source.ts';
import { keepKeywords } from './startup.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);
const bool = (rt: Runtime, b: boolean): PyObject => incref(b ? rt.True : rt.False);

/** sys.stdout (borrowed). */
function currentStdout(rt: Runtime): PyObject {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const out = sys === null ? null : dictGetJs(sys.dict as PyObject, 'stdout');
  if (out === null) throw raise(rt, rt.exc['RuntimeError'], 'lost sys.stdout');
  return out;
}

/** The machine's own stdout behind `file`, which needs no call of its `write`; else null. */
function ownStdout(rt: Runtime, file: PyObject): Stream | null {
  if (file.type !== rt.types['_io.TextIOWrapper']) return null;
  const s = file.v as Stream;
  return s.console === 'stdout' && !s.closed ? s : null;
}

function print(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const nkw = kw?.length ?? 0;
  const n = args.length - nkw;
  const names = ['sep', 'end', 'file', 'flush'];
  // Since 3.11 it looks for the keyword that is wrong, not at how many there are.
  const wrong = rt.ruleset.minor >= 11 ? kw?.find((key) => !names.includes(key.v)) : undefined;
  if (wrong !== undefined) throw unexpectedKeyword(rt, 'print', wrong.v);
  const given = parseArgs(rt, 'print', args.slice(n), kw, names, 0, 0);
  const [sep, end, file] = given.map((x) => (x === rt.None ? null : x));
  for (const [name, x] of [
    ['sep', sep],
    ['end', end],
  ] as const) {
    if (x !== null && x.type.kind !== K.STR)
      throw typeError(rt, `${name} must be None or a string, not ${x.type.name}`);
  }
  keepKeywords(rt);
  const target = file ?? currentStdout(rt);
  if (target === rt.None) return none(rt);
  const own = ownStdout(rt, target);
  /** Writes a text, whose reference it takes over. */
  const write = (text: PyObject): void => {
    try {
      if (own === null) decref(rt, callMethod(rt, target, 'write', [text]));
      else {
        // The bound method of each call may stay in a free list.
        if (rt.free.rules.builtinMethod > 0) decref(rt, getAttrJs(rt, target, 'write'));
        writeOutput(rt, text.v);
        keepPending(rt, own, text);
      }
    } finally {
      decref(rt, text);
    }
  };
  for (let i = 0; i < n; i++) {
    if (i > 0) write(sep === null ? strNew(rt, ' ') : incref(sep));
    write(objectStr(rt, args[i]));
  }
  write(end === null ? strNew(rt, '\n') : incref(end));
  const flush = given[3];
  if (flush !== null && objectIsTrue(rt, flush)) decref(rt, callMethod(rt, target, 'flush', []));
  return none(rt);
}

/** min and max. */
function extreme(op: number, name: string) {
  return (rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject => {
    const nkw = kw?.length ?? 0;
    const n = args.length - nkw;
    const [key, otherwise] = parseArgs(rt, name, args.slice(n), kw, ['key', 'default'], 0, 0);
    if (n === 0)
      throw typeError(rt, `${name} expected ${rt.ruleset.minor >= 9 ? 'at least ' : ''}1 argument, got 0`);
    if (n > 1 && otherwise !== null) {
      throw typeError(rt, `Cannot specify a default for ${name}() with multiple positional arguments`);
    }
    const f = key === rt.None ? null : key;
    let best: PyObject | null = null;
    let bestKey: PyObject | null = null;
    /** Takes over `item`. */
    const consider = (item: PyObject): void => {
      let value: PyObject | null = null;
      let isBetter: boolean;
      try {
        value = f === null ? incref(item) : callObject(rt, f, [item]);
        isBetter = best === null || richCompareBool(rt, value, bestKey!, op);
      } catch (error) {
        if (value !== null) decref(rt, value);
        decref(rt, item);
        throw error;
      }
      if (!isBetter) {
        decref(rt, item);
        decref(rt, value);
        return;
      }
      const [oldKey, old] = [bestKey, best];
      bestKey = value;
      best = item;
      if (old === null) return;
      decref(rt, oldKey!);
      decref(rt, old);
    };
    try {
      if (n > 1) for (let i = 0; i < n; i++) consider(incref(args[i]));
      else forEach(rt, args[0], consider);
    } catch (error) {
      if (bestKey !== null) decref(rt, bestKey);
      if (best !== null) decref(rt, best);
      throw error;
    }
    if (best === null) {
      if (otherwise !== null) return incref(otherwise);
      throw valueError(
        rt,
        rt.ruleset.minor >= 12
          ? `${name}() iterable argument is empty`
          : `${name}() arg is an empty sequence`,
      );
    }
    decref(rt, bestKey!);
    return best;
  };
}

export { isInstance, isSubclass };

/** sum() with exact ints and floats added without objects in between, compensated from 3.12 on as CPython does. */
function sum(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [iterable, start] = parseArgs(rt, 'sum', args, kw, ['iterable', 'start'], 1, 2, 1);
  if (start !== null) {
    const bad = {
      [K.STR]: "sum() can't sum strings [use ''.join(seq) instead]",
      [K.BYTES]: "sum() can't sum bytes [use b''.join(seq) instead]",
      [K.BYTEARRAY]: "sum() can't sum bytearray [use b''.join(seq) instead]",
    }[start.type.kind];
    if (bad !== undefined) throw typeError(rt, bad);
  }
  const it = getIter(rt, iterable!);
  const compensated = rt.ruleset.minor >= 12;
  let total: PyObject = start === null ? intFromNumber(rt, 0) : incref(start);
  let x: PyObject | null = null;
  let done = false;
  try {
    x = iterNext(rt, it);
    if (total.type === rt.intType && typeof total.v === 'number') {
      let n = total.v as number;
      while (x !== null && (x.type === rt.intType || x.type === rt.boolType) && typeof x.v === 'number') {
        const next: number = n + x.v;
        if (!Number.isSafeInteger(next)) break;
        n = next;
        decref(rt, x);
        x = null;
        x = iterNext(rt, it);
      }
      decref(rt, total);
      total = intFromNumber(rt, n);
    }
    if (
      x !== null &&
      (total.type === rt.floatType || (total.type === rt.intType && x.type === rt.floatType))
    ) {
      let hi = Number(total.v);
      let lo = 0;
      while (x !== null && (x.type === rt.floatType || x.type === rt.intType)) {
        const v = Number(x.v);
        // Ints among the floats are compensated since 3.14.
        if (compensated && (x.type === rt.floatType || rt.ruleset.minor >= 14)) {
          const t: number = hi + v;
          if (Math.abs(hi) >= Math.abs(v)) lo += hi - t + v;
          else lo += v - t + hi;
          hi = t;
        } else hi += v;
        decref(rt, x);
        x = null;
        x = iterNext(rt, it);
      }
      decref(rt, total);
      total = floatNew(rt, lo !== 0 && Number.isFinite(lo) ? hi + lo : hi);
    }
    while (x !== null) {
      const next: PyObject = binaryOp(rt, total, x, 'add', '+');
      const added: PyObject = x;
      x = null;
      decref(rt, added);
      decref(rt, total);
      total = next;
      x = iterNext(rt, it);
    }
    done = true;
    return total;
  } finally {
    if (!done) {
      if (x !== null) decref(rt, x);
      decref(rt, total);
    }
    decref(rt, it);
  }
}

function getattr(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args[1].type.kind !== K.STR) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 11
        ? `attribute name must be string, not '${args[1].type.name}'`
        : 'getattr(): attribute name must be string',
    );
  }
  try {
    return getAttr(rt, args[0], args[1]);
  } catch (error) {
    if (args.length < 3 || !swallow(rt, error, rt.exc['AttributeError'])) throw error;
    return incref(args[2]);
  }
}

function nextBuiltin(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const it = args[0];
  const f = it.type.slots.iternext;
  if (f === null) throw typeError(rt, `'${it.type.name}' object is not an iterator`);
  try {
    // A generator's return value and the value of a StopIteration of Python code are kept in the exception.
    if (it.type === rt.generatorType) return generatorNext(rt, it);
    const own = lookupOnType(it.type, '__next__');
    if (own !== null && own.type === rt.functionType) return callMethodOrNull(rt, it, '__next__', [])!;
    const x = f(rt, it);
    if (x !== null) return x;
  } catch (error) {
    if (args.length < 2 || !swallow(rt, error, rt.exc['StopIteration'])) throw error;
    return incref(args[1]);
  }
  if (args.length > 1) return incref(args[1]);
  throw raiseBare(rt, rt.exc['StopIteration']);
}

function sorted(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const n = args.length - (kw?.length ?? 0);
  if (n !== 1) throw typeError(rt, `sorted expected 1 argument, got ${n}`);
  const [key, reverse] = parseArgs(rt, 'sort', args.slice(1), kw, ['key', 'reverse'], 0, 0);
  const list = listFrom(rt, args[0]);
  try {
    sortList(rt, list, key === rt.None ? null : key, reverse !== null && objectIsTrue(rt, reverse));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const saved = takeRaised(rt);
    decref(rt, list);
    rt.thread.raised = saved;
    throw PY_ERROR;
  }
  return list;
}

function round(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [number, digits] = parseArgs(rt, 'round', args, kw, ['number', 'ndigits'], 1);
  const r = callLookedUp(rt, number!, '__round__', digits === null || digits === rt.None ? [] : [digits]);
  if (r === null) throw typeError(rt, `type ${number!.type.name} doesn't define __round__ method`);
  return r;
}

function ord(rt: Runtime, _self: PyObject, c: PyObject): PyObject {
  if (c.type.kind === K.STR) {
    const text = c.v as string;
    const code = text.codePointAt(0);
    if (code !== undefined && text.length === (code > 0xffff ? 2 : 1)) return intFromNumber(rt, code);
    throw typeError(rt, `ord() expected a character, but string of length ${[...text].length} found`);
  }
  if (c.type.kind === K.BYTES || c.type.kind === K.BYTEARRAY) {
    if (c.v.length === 1) return intFromNumber(rt, c.v[0]);
    throw typeError(rt, `ord() expected a character, but string of length ${c.v.length} found`);
  }
  throw typeError(rt, `ord() expected string of length 1, but ${c.type.name} found`);
}

function chr(rt: Runtime, _self: PyObject, i: PyObject): PyObject {
  const code = characterCode(rt, i);
  if (code < 0 || code > 0x10ffff) throw valueError(rt, 'chr() arg not in range(0x110000)');
  return strNew(rt, String.fromCodePoint(code));
}

/** The argument of chr(): a C int, and since 3.13 any int. */
function characterCode(rt: Runtime, o: PyObject): number {
  if (rt.ruleset.minor < 13) return toCInt(rt, o);
  const index = toIndex(rt, o);
  const code = index.v as number | bigint;
  decref(rt, index);
  return Number(code);
}

function base(radix: number, prefix: string) {
  return (rt: Runtime, _self: PyObject, x: PyObject): PyObject => {
    const i = toIndex(rt, x);
    const text = intToBase(i.v, radix, prefix);
    decref(rt, i);
    return strNew(rt, text);
  };
}

function hasattr(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args[1].type.kind !== K.STR) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 11
        ? `attribute name must be string, not '${args[1].type.name}'`
        : 'hasattr(): attribute name must be string',
    );
  }
  try {
    decref(rt, getAttr(rt, args[0], args[1]));
    return bool(rt, true);
  } catch (error) {
    if (swallow(rt, error, rt.exc['AttributeError'])) return bool(rt, false);
    throw error;
  }
}

function frameOf(rt: Runtime): Frame {
  return rt.thread.frame as Frame;
}

function locals(rt: Runtime): PyObject {
  const f = frameOf(rt);
  return localsOf(rt, f);
}

function vars(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args.length === 0) return locals(rt);
  const d = findAttr(rt, args[0], '__dict__');
  if (d === null) throw typeError(rt, 'vars() argument must have __dict__ attribute');
  return d;
}

function dir(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args.length === 0) {
    const d = locals(rt);
    const list = listFrom(rt, d);
    decref(rt, d);
    sortList(rt, list, null, false);
    return list;
  }
  const o = args[0];
  const found = lookupOnType(o.type, '__dir__');
  if (found !== null && found.type === rt.functionType) {
    const r = callLookedUp(rt, o, '__dir__', [])!;
    const list = listFrom(rt, r);
    decref(rt, r);
    sortList(rt, list, null, false);
    return list;
  }
  return dirOf(rt, o);
}

function iter(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args.length === 1) return getIter(rt, args[0]);
  if (args[0].type.slots.call === null)
    throw typeError(
      rt,
      rt.ruleset.minor === 12
        ? 'iter(object, sentinel): object must be callable'
        : 'iter(v, w): v must be callable',
    );
  return newCallIterator(rt, args[0], args[1]);
}

function all(rt: Runtime, _self: PyObject, iterable: PyObject): PyObject {
  return quantify(rt, iterable, false);
}

/** Stops at the first item whose truth is `stop`. */
function quantify(rt: Runtime, iterable: PyObject, stop: boolean): PyObject {
  const it = getIter(rt, iterable);
  try {
    for (;;) {
      const x = iterNext(rt, it);
      if (x === null) return bool(rt, !stop);
      let truth: boolean;
      try {
        truth = objectIsTrue(rt, x);
      } finally {
        decref(rt, x);
      }
      if (truth === stop) return bool(rt, stop);
    }
  } finally {
    decref(rt, it);
  }
}

/** A stream of sys (borrowed), for input(). */
function sysStream(rt: Runtime, name: string): PyObject {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const stream = sys === null ? null : dictGetJs(sys.dict as PyObject, name);
  if (stream === null || stream === rt.None)
    throw raise(rt, rt.exc['RuntimeError'], `input(): lost sys.${name}`);
  return stream;
}

/** input(): the prompt goes to sys.stdout, a line comes from sys.stdin; its end is cut off (PyFile_GetLine). */
function input(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const stdin = sysStream(rt, 'stdin');
  const stdout = sysStream(rt, 'stdout');
  sysStream(rt, 'stderr');
  if (args.length > 0) {
    const prompt = objectStr(rt, args[0]);
    try {
      decref(rt, callMethod(rt, stdout, 'write', [prompt]));
    } finally {
      decref(rt, prompt);
    }
  }
  decref(rt, callMethod(rt, stdout, 'flush', []));
  const line = callMethod(rt, stdin, 'readline', []);
  try {
    if (line.type.kind !== K.STR) throw typeError(rt, 'object.readline() returned non-string');
    const text = line.v as string;
    if (text === '') throw raise(rt, rt.exc['EOFError'], 'EOF when reading a line');
    return text.endsWith('\n') ? strNew(rt, text.slice(0, -1)) : incref(line);
  } finally {
    decref(rt, line);
  }
}

/** breakpoint(): whatever the program has put at sys.breakpointhook. */
function breakpoint(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const hook = sys === null ? null : dictGetJs(sys.dict as PyObject, 'breakpointhook');
  if (hook === null) throw raise(rt, rt.exc['RuntimeError'], 'lost sys.breakpointhook');
  return callObject(rt, hook, args, kw);
}

/** aiter(): what `__aiter__` of an asynchronous iterable gives. */
function aiter(rt: Runtime, _self: PyObject, o: PyObject): PyObject {
  const it = callMethodOrNull(rt, o, '__aiter__', []);
  if (it === null) throw typeError(rt, `'${o.type.name}' object is not an async iterable`);
  if (lookupOnType(it.type, '__anext__') !== null) return it;
  const { name } = it.type;
  decref(rt, it);
  throw typeError(rt, `aiter() returned not an async iterator of type '${name}'`);
}

/** anext() without a default: the awaitable that `__anext__` gives. */
function anext(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (lookupOnType(args[0].type, '__anext__') === null)
    throw typeError(rt, `'${args[0].type.name}' object is not an async iterator`);
  if (args.length > 1)
    throw raise(rt, rt.exc['NotImplementedError'], unsupportedText('anext() with a default'));
  return callMethodOrNull(rt, args[0], '__anext__', [])!;
}

/** The functions that a version has. */
export function builtinFunctionsOf(minor: number): readonly MethodDef[] {
  return minor >= 10 ? builtinFunctions : builtinFunctions.filter((f) => f.fn !== aiter && f.fn !== anext);
}

const builtinFunctions: readonly MethodDef[] = [
  mK('__build_class__', buildClass),
  mK('__import__', (rt, _self, args, kw) => {
    const [name, , , fromlist] = parseArgs(
      rt,
      '__import__',
      args,
      kw,
      ['name', 'globals', 'locals', 'fromlist', 'level'],
      1,
    );
    if (name!.type.kind !== K.STR) {
      if (rt.ruleset.minor >= 11) throw typeError(rt, 'module name must be a string');
      throw badArgument(rt, '__import__', 'argument 1', 'str', name!);
    }
    return importBuiltin(rt, name!.v, fromlist);
  }),
  m1('abs', (rt, _self, x) => {
    const f = x.type.slots.absolute;
    if (f === null) throw typeError(rt, `bad operand type for abs(): '${x.type.name}'`);
    return f(rt, x);
  }),
  m1('aiter', aiter),
  m1('all', all),
  mN('anext', anext, 1, 2),
  m1('any', (rt, _self, x) => quantify(rt, x, true)),
  m1('ascii', (rt, _self, x) => {
    const r = objectRepr(rt, x);
    const text = escapeNonAscii(r.v);
    decref(rt, r);
    return strNew(rt, text);
  }),
  m1('bin', base(2, '0b')),
  mK('breakpoint', breakpoint),
  m1('callable', (rt, _self, x) => bool(rt, x.type.slots.call !== null)),
  m1('chr', chr),
  mK('compile', compileBuiltin),
  mN(
    'delattr',
    (rt, _self, args) => {
      setAttr(rt, args[0], args[1], null);
      return none(rt);
    },
    2,
    2,
  ),
  inTuple(mN('dir', dir, 0, 1), (minor) => minor !== 12),
  mN('divmod', (rt, _self, args) => binaryOp(rt, args[0], args[1], 'divmod', 'divmod()'), 2, 2),
  mK('eval', evalBuiltin),
  mK('exec', execBuiltin),
  mN(
    'format',
    (rt, _self, args) => {
      const spec = args[1] ?? rt.emptyStr;
      if (spec.type.kind !== K.STR) throw badArgument(rt, 'format', 'argument 2', 'str', spec);
      return objectFormat(rt, args[0], spec);
    },
    1,
    2,
  ),
  mN('getattr', getattr, 2, 3),
  m0('globals', (rt) => incref(frameOf(rt).globals)),
  mN('hasattr', hasattr, 2, 2),
  m1('hash', (rt, _self, x) => hashToInt(rt, x.type === rt.strType ? strHash64(rt, x) : objectHash(rt, x))),
  m1('hex', base(16, '0x')),
  m1('id', (rt, _self, x) => intNew(rt, addressOf(rt, x))),
  mN('input', input, 0, 1),
  mN('isinstance', (rt, _self, args) => bool(rt, isInstance(rt, args[0], args[1])), 2, 2),
  mN('issubclass', (rt, _self, args) => bool(rt, isSubclass(rt, args[0], args[1])), 2, 2),
  mN('iter', iter, 1, 2),
  m1('len', (rt, _self, x) =>
    x.type.kind === K.RANGE ? rangeLengthObject(rt, x) : intFromNumber(rt, objectLength(rt, x)),
  ),
  m0('locals', locals),
  inTuple(mK('max', extreme(CMP.GT, 'max')), (minor) => minor <= 12),
  inTuple(mK('min', extreme(CMP.LT, 'min')), (minor) => minor <= 12),
  mN('next', nextBuiltin, 1, 2),
  m1('oct', base(8, '0o')),
  mK('open', openFile),
  m1('ord', ord),
  mK('pow', (rt, _self, args, kw) => {
    const [a, b, c] = parseArgs(rt, 'pow', args, kw, ['base', 'exp', 'mod'], 2);
    return powerOp(rt, a!, b!, c ?? rt.None);
  }),
  inTuple(mK('print', print), (minor) => minor >= 11 && minor <= 13, false),
  m1('repr', (rt, _self, x) => objectRepr(rt, x)),
  mK('round', round),
  mN(
    'setattr',
    (rt, _self, args) => {
      if (args[1].type.kind !== K.STR) {
        throw typeError(
          rt,
          rt.ruleset.minor >= 11
            ? `attribute name must be string, not '${args[1].type.name}'`
            : `attribute name must be string, not '${args[1].type.name}'`,
        );
      }
      setAttr(rt, args[0], args[1], args[2]);
      return none(rt);
    },
    3,
    3,
  ),
  mK('sorted', sorted),
  mK('sum', sum),
  mN('vars', vars, 0, 1),
];

export type { PyContainer };
export { instanceDict, isSubtype, listItems, objectStr, reprText, TF };
