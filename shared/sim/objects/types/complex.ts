/** complex (Objects/complexobject.c). */

import type { Complex } from '../../numbers/complex.ts';
import * as cx from '../../numbers/complex.ts';
import { compareIntFloat } from '../../numbers/floats.ts';
import { hashComplex } from '../../numbers/hashes.ts';
import * as ints from '../../numbers/ints.ts';
import { formatComplex } from '../../text/formatspec.ts';
import { strRepr } from '../../text/repr.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { parseArgs } from '../args.ts';
import { formatSpecText } from '../convert.ts';
import { typeError, valueError, wrongResult, zeroDivision } from '../errors.ts';
import { setHash } from '../hash.ts';
import { K, PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { asClassMethod, type Binary, CMP, m0, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { floatNew, toFloat } from './float.ts';
import { inType, newInstance } from './instance.ts';
import { strNew } from './str.ts';
import { stealTuple } from './tuple.ts';

export function complexFrom(rt: Runtime, value: Complex): PyObject {
  const kept = rt.free.complex.take();
  return new PyObject(rt.complexType, kept !== 0 ? kept : rt.mem.alloc(32), value);
}

export function complexNew(rt: Runtime, real: number, imag: number): PyObject {
  return complexFrom(rt, cx.complex(real, imag));
}

function operand(o: PyObject): Complex | undefined {
  if (o.type.kind === K.COMPLEX) return o.v;
  if (o.type.kind === K.FLOAT) return cx.complex(o.v, 0);
  if (o.type.kind === K.INT) return cx.complex(ints.toFloat(o.v), 0);
  return undefined;
}

/** `f`, or `mixed` where one operand is real and the version is 3.14 or later. */
function binary(
  f: (a: Complex, b: Complex, rt: Runtime) => Complex,
  mixed: (a: Complex | number, b: Complex | number) => Complex,
): Binary {
  return (rt, a, b) => {
    const x = operand(a);
    const y = operand(b);
    if (x === undefined || y === undefined) return incref(rt.NotImplemented);
    if (rt.ruleset.minor >= 14 && a.type.kind !== b.type.kind) {
      if (b.type.kind !== K.COMPLEX) return complexFrom(rt, mixed(x, y.real));
      if (a.type.kind !== K.COMPLEX) return complexFrom(rt, mixed(x.real, y));
    }
    return complexFrom(rt, f(x, y, rt));
  };
}

/** An operation that complex numbers lack (3.9 and before). */
function refused(text: string): Binary {
  return (rt) => {
    throw typeError(rt, text);
  };
}

/** An argument that is no real number: 3.14 says so of either. */
function notReal(rt: Runtime, o: PyObject, name: string, before: string): unknown {
  if (rt.ruleset.minor < 14) return typeError(rt, before);
  return typeError(rt, `complex() argument '${name}' must be a real number, not ${o.type.name}`);
}

/** real + imag*j, where either may be complex; the signs of zeros are kept where neither is. */
function combine(re: PyObject | null, r: Complex, im: PyObject, i: Complex): Complex {
  const real = im.type.kind === K.COMPLEX ? r.real - i.imag : r.real;
  const imag = re !== null && re.type.kind === K.COMPLEX ? r.imag + i.real : i.real;
  return cx.complex(real, imag);
}

const div = (a: Complex, b: Complex, rt: Runtime): Complex => {
  if (b.real === 0 && b.imag === 0)
    throw zeroDivision(rt, rt.ruleset.minor >= 14 ? 'division by zero' : 'complex division by zero');
  return cx.div(a, b);
};

export const complexDef: TypeDef = {
  name: 'complex',
  kind: K.COMPLEX,
  size: 'complex',
  flags: TF.BASETYPE,
  since: { __complex__: 11, from_number: 14 },
  until: {
    __floordiv__: 10,
    __rfloordiv__: 10,
    __mod__: 10,
    __rmod__: 10,
    __divmod__: 10,
    __rdivmod__: 10,
    __int__: 10,
    __float__: 10,
  },
  slots: {
    dealloc: (rt, o) => {
      if (o.type === rt.complexType && rt.free.complex.give(o.addr)) return;
      rt.mem.free(o.addr);
    },
    new: (rt, type, args, kw) => {
      const [re, im] = parseArgs(rt, 'complex', args, kw, ['real', 'imag'], 0);
      let value = cx.complex(0, 0);
      if (re !== null) {
        if (re.type.kind === K.STR) {
          if (im !== null)
            throw notReal(rt, re, 'real', "complex() can't take second arg if first is a string");
          value = cx.complexFromText(re.v, () => strRepr(re.v));
        } else value = toComplex(rt, re, im === null && kw === null ? null : 'real');
      }
      if (im !== null) {
        if (im.type.kind === K.STR) throw notReal(rt, im, 'imag', "complex() second arg can't be a string");
        value = combine(re, value, im, toComplex(rt, im, 'imag'));
      }
      if (type === rt.complexType) {
        if (re !== null && re.type === rt.complexType && im === null) return incref(re);
        return complexFrom(rt, value);
      }
      // Its own value, beside which its slots are.
      return newInstance(rt, type, cx.complex(value.real, value.imag));
    },
    repr: (rt, o) => strNew(rt, cx.complexRepr(o.v)),
    hash: (rt, o) => setHash(rt, hashComplex(o.v)),
    richcompare: (rt, a, b, op) => {
      if (op !== CMP.EQ && op !== CMP.NE) return incref(rt.NotImplemented);
      const x = a.v as Complex;
      let same: boolean;
      if (b.type.kind === K.INT) {
        // An int is compared exactly, however large.
        same = x.imag === 0 && compareIntFloat(b.v, x.real) === 0;
      } else {
        const y = operand(b);
        if (y === undefined) return incref(rt.NotImplemented);
        same = x.real === y.real && x.imag === y.imag;
      }
      return incref(same === (op === CMP.EQ) ? rt.True : rt.False);
    },
    add: binary(cx.add, cx.mixed.add),
    subtract: binary(cx.sub, cx.mixed.sub),
    multiply: binary(cx.mul, cx.mixed.mul),
    trueDivide: binary(div, cx.mixed.div),
    power: (rt, a, b, c) => {
      if (c !== rt.None) throw valueError(rt, 'complex modulo');
      const x = operand(a);
      const y = operand(b);
      if (x === undefined || y === undefined) return incref(rt.NotImplemented);
      if (x.real === 0 && x.imag === 0 && (y.real < 0 || y.imag !== 0)) {
        throw zeroDivision(
          rt,
          rt.ruleset.minor >= 14
            ? 'zero to a negative or complex power'
            : '0.0 to a negative or complex power',
        );
      }
      return complexFrom(rt, cx.pow(x, y));
    },
    negative: (rt, a) => complexFrom(rt, cx.neg(a.v)),
    positive: (rt, a) => (a.type === rt.complexType ? incref(a) : complexFrom(rt, a.v)),
    absolute: (rt, a) => floatNew(rt, cx.abs(a.v)),
    // Up to 3.9 these are there to say that they cannot be.
    floorDivide: refused("can't take floor of complex number."),
    remainder: refused("can't mod complex numbers."),
    divmod: refused("can't take floor or mod of complex number."),
    int: (rt) => {
      throw typeError(rt, "can't convert complex to int");
    },
    float: (rt) => {
      throw typeError(rt, "can't convert complex to float");
    },
    bool: (_rt, a) => a.v.real !== 0 || a.v.imag !== 0,
  },
  methods: [
    m0('__complex__', (rt, self) => (self.type === rt.complexType ? incref(self) : complexFrom(rt, self.v))),
    asClassMethod(
      m1('from_number', (rt, type, x) => {
        if (type === rt.complexType && x.type === rt.complexType) return incref(x);
        return inType(rt, type, complexFrom(rt, toComplex(rt, x, 'number')));
      }),
    ),
    m0('conjugate', (rt, self) => complexNew(rt, self.v.real, -self.v.imag)),
    m1('__format__', (rt, self, given) => {
      const spec = formatSpecText(rt, given);
      return strNew(rt, spec === '' ? cx.complexRepr(self.v) : formatComplex(self.v, spec, rt.ruleset));
    }),
    m0('__getnewargs__', (rt, self) =>
      stealTuple(rt, [floatNew(rt, self.v.real), floatNew(rt, self.v.imag)]),
    ),
  ],
  members: [
    { name: 'real', get: (rt, o) => floatNew(rt, o.v.real) },
    { name: 'imag', get: (rt, o) => floatNew(rt, o.v.imag) },
  ],
};

/** What is no float becomes one for a moment (PyNumber_Float), unless its own `__float__` has made it. */
function throughFloat(rt: Runtime, o: PyObject, value: Complex): Complex {
  const given = o.type === rt.floatType;
  const made = o.type.kind !== K.INT && o.type.kind !== K.FLOAT && o.type.slots.float !== null;
  if (!given && !made) decref(rt, floatNew(rt, value.real));
  return value;
}

/** An argument of complex(); `name` of the parameter, null where it is the only one, 'number' for from_number. */
function toComplex(rt: Runtime, o: PyObject, name: 'real' | 'imag' | 'number' | null): Complex {
  const x = operand(o);
  if (x !== undefined) return o.type.kind === K.COMPLEX ? x : throughFloat(rt, o, x);
  const r = name === 'imag' ? null : callLookedUp(rt, o, '__complex__', []);
  if (r !== null) {
    try {
      if (r.type.kind === K.COMPLEX) return r.v;
      const before = `__complex__ returned non-complex (type ${r.type.name})`;
      throw wrongResult(rt, o, '__complex__', 'complex', r.type.name, before);
    } finally {
      decref(rt, r);
    }
  }
  if (name === 'number' || o.type.slots.float !== null || o.type.slots.index !== null)
    return throughFloat(rt, o, cx.complex(toFloat(rt, o), 0));
  if (rt.ruleset.minor >= 14 && name === null)
    throw typeError(rt, `complex() argument must be a string or a number, not ${o.type.name}`);
  const before =
    name === 'imag'
      ? `complex() second argument must be a number, not '${o.type.name}'`
      : `complex() first argument must be a string or a number, not '${o.type.name}'`;
  throw notReal(rt, o, name ?? 'real', before);
}
