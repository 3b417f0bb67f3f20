/** `_random` (Modules/_randommodule.c): the Mersenne Twister as a base class; what is made of it is Python (lib/random.ts). */
import { digitCount, maxBits } from '../numbers/ints.ts';
import { MersenneTwister } from '../numbers/mersenne.ts';
import { objectHash } from '../objects/abstract/comparison.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { freeObject, newObject } from '../objects/alloc.ts';
import { toAsInt, toUint64 } from '../objects/convert.ts';
import { typeError, valueError } from '../objects/errors.ts';
import { hashValue } from '../objects/hash.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';

const twister = (o: PyObject): MersenneTwister => o.v as MersenneTwister;

/** Without an argument: the machine's own seed, so that every run is alike. */
function seed(rt: Runtime, self: PyObject, args: Args): PyObject {
  const arg = args[0] ?? rt.None;
  const t = twister(self);
  if (arg === rt.None) t.seedInt(rt.limits.seed ?? 0);
  else if (arg.type.kind === K.INT) {
    charge(rt, 1000 + 4 * digitCount(arg.v));
    t.seedInt(arg.v);
  } else {
    const lo = objectHash(rt, arg);
    t.seedHash(hashValue(rt, lo));
  }
  return incref(rt.None);
}

function setState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  if (state.type.kind !== K.TUPLE) throw typeError(rt, 'state vector must be a tuple');
  const items = state.v as PyObject[];
  const t = twister(self);
  if (items.length !== t.state.length + 1) throw valueError(rt, 'state vector is the wrong size');
  const words = items.map((x) => toIndexNumber(rt, x));
  const index = words[t.state.length];
  if (index < 0 || index > t.state.length) throw valueError(rt, 'invalid state');
  t.state.set(words.slice(0, t.state.length));
  t.index = index;
  return incref(rt.None);
}

const randomDef: TypeDef = {
  name: '_random.Random',
  module: '_random',
  kind: K.OTHER,
  size: () => 2520,
  flags: TF.BASETYPE,
  slots: {
    new: (rt, type) => {
      const o = newObject(rt, type, new MersenneTwister());
      (o.v as MersenneTwister).seedInt(rt.limits.seed ?? 0);
      return o;
    },
    init: (rt, self, args) => {
      decref(rt, seed(rt, self, args));
    },
    dealloc: (rt, o) => freeObject(rt, o),
  },
  methods: [
    m0('random', (rt, self) => floatNew(rt, twister(self).random())),
    mN('seed', seed, 0, 1),
    m0('getstate', (rt, self) => {
      const t = twister(self);
      const items = Array.from(t.state, (word) => intNew(rt, word));
      return stealTuple(rt, [...items, intFromNumber(rt, t.index)]);
    }),
    m1('setstate', setState),
    m1('getrandbits', (rt, self, k) => {
      const n = rt.ruleset.minor >= 14 ? toUint64(rt, k) : toAsInt(rt, k);
      if (n === 0 && rt.ruleset.minor <= 8) throw valueError(rt, 'number of bits must be greater than zero');
      if (n > 32) charge(rt, Math.min(n, maxBits) >> 2);
      return intNew(rt, twister(self).bits(n));
    }),
  ],
};

/** Seeds with a text's bytes and their SHA-512 (version 2 of Random.seed). */
function seedBytes(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const [generator, bytes] = args;
  if (!(generator.v instanceof MersenneTwister) || bytes.type.kind !== K.BYTES)
    throw typeError(rt, '_seed_bytes() takes a Random and bytes');
  charge(rt, 1000 + 200 * bytes.v.length);
  twister(generator).seedBytes(bytes.v as Uint8Array);
  return incref(rt.None);
}

export const randomModule: ModuleDef = {
  name: '_random',
  types: [randomDef],
  functions: [mN('_seed_bytes', seedBytes, 2, 2)],
};
