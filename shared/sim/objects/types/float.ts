/** float (Objects/floatobject.c). */
import * as floats from '../../numbers/floats.ts';
import { floatRepr, floatFromText as parseReal, roundToPlaces } from '../../numbers/floattext.ts';
import { hashFloat } from '../../numbers/hashes.ts';
import * as ints from '../../numbers/ints.ts';
import { toNumberText } from '../../text/bytestext.ts';
import { formatFloat } from '../../text/formatspec.ts';
import { strRepr } from '../../text/repr.ts';
import { addressOf } from '../abstract/identity.ts';
import { toClippedIndex } from '../abstract/indices.ts';
import { reprText } from '../abstract/text.ts';
import { bytesLikeOf } from '../buffer.ts';
import { formatSpecText } from '../convert.ts';
import { typeError, valueError, wrongResult, zeroDivision } from '../errors.ts';
import { hashAddress, setHash } from '../hash.ts';
import { K, PyObject, type PyType, TF } from '../header.ts';
import { keepHusk, takeHusk } from '../husks.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { asClassMethod, type Binary, CMP, m0, m1, mN } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { inType, newInstance } from './instance.ts';
import { intFresh, intNew } from './int.ts';
import { strNew } from './str.ts';
import { packTuple, stealTuple } from './tuple.ts';

export function floatNew(rt: Runtime, value: number): PyObject {
  const kept = rt.free.float.blocks;
  const addr = kept.length === 0 ? rt.mem.alloc(24) : kept.pop()!;
  const husk = takeHusk(rt.floatHusks);
  if (husk === null) return new PyObject(rt.floatType, addr, value);
  husk.refcnt = 1;
  husk.addr = addr;
  husk.v = value;
  return husk;
}

/** The value of an int or float operand, or undefined for others. OverflowError for huge ints. */
function operand(_rt: Runtime, o: PyObject): number | undefined {
  if (o.type.kind === K.FLOAT) return o.v;
  if (o.type.kind === K.INT) return typeof o.v === 'number' ? o.v : ints.toFloat(o.v);
  return undefined;
}

function binary(f: (a: number, b: number, rt: Runtime) => number): Binary {
  return (rt, a, b) => {
    const x = operand(rt, a);
    const y = operand(rt, b);
    if (x === undefined || y === undefined) return incref(rt.NotImplemented);
    return floatNew(rt, f(x, y, rt));
  };
}

function nonZero(rt: Runtime, y: number, text: string): void {
  if (y === 0) throw zeroDivision(rt, rt.ruleset.minor >= 14 ? 'division by zero' : text);
}

/** float(x) as a JS number. */
export function toFloat(rt: Runtime, x: PyObject): number {
  if (x.type === rt.floatType) return x.v;
  const f = x.type.slots.float;
  if (f !== null) {
    const r = f(rt, x);
    if (r.type.kind !== K.FLOAT) {
      const name = r.type.name;
      decref(rt, r);
      const before = `${x.type.name}.__float__ returned non-float (type ${name})`;
      throw wrongResult(rt, x, '__float__', 'float', name, before);
    }
    const value = r.v as number;
    decref(rt, r);
    return value;
  }
  if (x.type.slots.index !== null) {
    const i = x.type.slots.index(rt, x);
    const value = ints.toFloat(i.v);
    decref(rt, i);
    return value;
  }
  throw typeError(rt, `must be real number, not ${x.type.name}`);
}

function floatTypeNew(rt: Runtime, type: PyType, args: readonly PyObject[]): PyObject {
  if (args.length > 1) throw typeError(rt, `float expected at most 1 argument, got ${args.length}`);
  let value = 0;
  if (args.length === 1) {
    const x = args[0];
    if (x.type === rt.floatType && type === rt.floatType) return incref(x);
    if (x.type.kind === K.STR) value = parseReal(x.v, () => strRepr(x.v));
    else if (x.type.slots.buffer !== null && x.type.slots.float === null) {
      value = parseReal(toNumberText(bytesLikeOf(rt, x)), () => reprText(rt, x));
    } else if (x.type.slots.float === null && x.type.slots.index === null) {
      const wanted = rt.ruleset.minor >= 10 ? 'a real number' : 'a number';
      throw typeError(rt, `float() argument must be a string or ${wanted}, not '${x.type.name}'`);
    } else value = toFloat(rt, x);
  }
  return type === rt.floatType ? floatNew(rt, value) : newInstance(rt, type, value);
}

/** float.__getformat__('double' or 'float'): how a machine stores them, the one that is simulated too. */
function storedFormat(rt: Runtime, _type: PyObject, name: PyObject): PyObject {
  if (name.type.kind !== K.STR)
    throw typeError(rt, `__getformat__() argument must be str, not ${name.type.name}`);
  if (name.v !== 'double' && name.v !== 'float')
    throw valueError(rt, "__getformat__() argument 1 must be 'double' or 'float'");
  return strNew(rt, 'IEEE, little-endian');
}

/** float.fromhex(text); a subclass is called with the float. */
function fromHex(rt: Runtime, type: PyObject, text: PyObject): PyObject {
  if (text.type.kind !== K.STR) throw typeError(rt, 'bad argument type for built-in operation');
  return inType(rt, type, floatNew(rt, floats.fromHex(text.v)));
}

/** float.from_number(x): of a real number, never of text; a subclass is called with the float (3.14+). */
function fromNumber(rt: Runtime, type: PyObject, x: PyObject): PyObject {
  if (x.type === rt.floatType && type === rt.floatType) return incref(x);
  return inType(rt, type, floatNew(rt, toFloat(rt, x)));
}

export function floatCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  const x = a.v as number;
  let c: number;
  if (b.type.kind === K.FLOAT) {
    const y = b.v as number;
    if (Number.isNaN(x) || Number.isNaN(y)) return incref(op === CMP.NE ? rt.True : rt.False);
    c = x < y ? -1 : x > y ? 1 : 0;
  } else if (b.type.kind === K.INT) {
    if (Number.isNaN(x)) return incref(op === CMP.NE ? rt.True : rt.False);
    const y = b.v as number | bigint;
    c = x < y ? -1 : x > y ? 1 : 0;
  } else return incref(rt.NotImplemented);
  const r =
    op === CMP.LT
      ? c < 0
      : op === CMP.LE
        ? c <= 0
        : op === CMP.EQ
          ? c === 0
          : op === CMP.NE
            ? c !== 0
            : op === CMP.GT
              ? c > 0
              : c >= 0;
  return incref(r ? rt.True : rt.False);
}

const exact = (rt: Runtime, o: PyObject): PyObject =>
  o.type === rt.floatType ? incref(o) : floatNew(rt, o.v);

function truncate(rt: Runtime, o: PyObject): PyObject {
  return intNew(rt, ints.fromFloat(o.v));
}

/** PyLong_FromDouble: 3.8's makes a new object also of a small value. */
function intOfFloat(rt: Runtime, value: number | bigint): PyObject {
  return rt.ruleset.minor >= 9 ? intNew(rt, value) : intFresh(rt, value);
}

export const floatDef: TypeDef = {
  name: 'float',
  noKeywords: true,
  since: { __ceil__: 9, __floor__: 9, from_number: 14 },
  kind: K.FLOAT,
  size: 'float',
  flags: TF.BASETYPE,
  slots: {
    dealloc: (rt, o) => {
      if (o.type === rt.floatType) {
        if (!rt.free.float.give(o.addr)) rt.mem.free(o.addr);
        keepHusk(rt, rt.floatHusks, o);
      } else rt.mem.free(o.addr);
    },
    new: floatTypeNew,
    repr: (rt, o) => strNew(rt, floatRepr(o.v)),
    hash: (rt, o) => {
      if (Number.isNaN(o.v) && rt.ruleset.hashes.nan === 'address') return hashAddress(rt, addressOf(rt, o));
      return setHash(rt, hashFloat(o.v));
    },
    richcompare: floatCompare,
    add: binary((a, b) => a + b),
    subtract: binary((a, b) => a - b),
    multiply: binary((a, b) => a * b),
    trueDivide: binary((a, b, rt) => {
      nonZero(rt, b, 'float division by zero');
      return a / b;
    }),
    floorDivide: binary((a, b, rt) => {
      nonZero(rt, b, rt.ruleset.minor >= 9 ? 'float floor division by zero' : 'float divmod()');
      return floats.floordiv(a, b);
    }),
    remainder: binary((a, b, rt) => {
      nonZero(rt, b, rt.ruleset.minor >= 13 ? 'float modulo by zero' : 'float modulo');
      return floats.mod(a, b);
    }),
    divmod: (rt, a, b) => {
      const x = operand(rt, a);
      const y = operand(rt, b);
      if (x === undefined || y === undefined) return incref(rt.NotImplemented);
      nonZero(rt, y, rt.ruleset.minor >= 9 ? 'float divmod()' : 'float divmod()');
      const [q, r] = floats.divmod(x, y);
      return stealTuple(rt, [floatNew(rt, q), floatNew(rt, r)]);
    },
    power: (rt, a, b, c) => {
      if (c !== rt.None)
        throw typeError(rt, 'pow() 3rd argument not allowed unless all arguments are integers');
      const x = operand(rt, a);
      const y = operand(rt, b);
      if (x === undefined || y === undefined) return incref(rt.NotImplemented);
      const r = floats.power(x, y, (p, q) => p ** q);
      if (r === undefined) {
        const base = rt.types['complex'].slots.power!;
        return base(rt, a, b, c);
      }
      return floatNew(rt, r);
    },
    negative: (rt, a) => floatNew(rt, -a.v),
    positive: exact,
    absolute: (rt, a) => floatNew(rt, Math.abs(a.v)),
    bool: (_rt, a) => a.v !== 0,
    int: truncate,
    float: exact,
  },
  methods: [
    m0('is_integer', (rt, self) => incref(Number.isInteger(self.v) ? rt.True : rt.False)),
    m0('conjugate', exact),
    m0('hex', (rt, self) => strNew(rt, floats.toHex(self.v))),
    asClassMethod(m1('fromhex', fromHex)),
    asClassMethod(m1('from_number', fromNumber)),
    asClassMethod(m1('__getformat__', storedFormat)),
    m0('as_integer_ratio', (rt, self) => {
      const [n, d] = floats.asIntegerRatio(self.v);
      return packTuple(rt, [intNew(rt, n), intNew(rt, d)]);
    }),
    m0('__trunc__', truncate),
    m0('__floor__', (rt, self) => intOfFloat(rt, ints.fromFloat(Math.floor(self.v)))),
    m0('__ceil__', (rt, self) => intOfFloat(rt, ints.fromFloat(Math.ceil(self.v)))),
    mN(
      '__round__',
      (rt, self, args) => {
        if (args.length === 0 || args[0] === rt.None) return intOfFloat(rt, floats.roundToInt(self.v));
        return floatNew(rt, roundToPlaces(self.v, toClippedIndex(rt, args[0])));
      },
      0,
      1,
    ),
    m1('__format__', (rt, self, given) => {
      const spec = formatSpecText(rt, given);
      if (spec === '' && self.type === rt.floatType) return strNew(rt, floatRepr(self.v));
      return strNew(rt, formatFloat(self.v, spec, rt.ruleset));
    }),
    m0('__getnewargs__', (rt, self) => stealTuple(rt, [floatNew(rt, self.v)])),
  ],
  getset: [
    { name: 'real', get: exact },
    { name: 'imag', get: (rt) => floatNew(rt, 0) },
  ],
};
