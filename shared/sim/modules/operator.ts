/** operator (Modules/_operator.c, Lib/operator.py). */

import { getAttrJs } from '../objects/abstract/attributes.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { isSought, objectIsTrue, richCompare } from '../objects/abstract/comparison.ts';
import { contains, deleteItem, getItem, searchedIter, setItem } from '../objects/abstract/container.ts';
import { toIndex } from '../objects/abstract/indices.ts';
import { forEachUntil, lengthHint } from '../objects/abstract/iteration.ts';
import { binaryOp, inplaceOp, inplacePower, powerOp } from '../objects/abstract/number.ts';
import { objectRepr, reprText } from '../objects/abstract/text.ts';
import { toSsize } from '../objects/convert.ts';
import { typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { CMP, type KwNames, type MethodDef, m0, m1, mN } from '../objects/slots.ts';
import { tupleOfArgs, VECTORCALL } from '../objects/tuplecall.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { boolObject } from '../objects/types/singletons.ts';
import { strNew } from '../objects/types/str.ts';
import { newTuple, stealTuple } from '../objects/types/tuple.ts';
import type { ModuleDef } from './module.ts';
import { makeNative, nativeType, stateOf } from './native-iterator.ts';

type Two = (rt: Runtime, a: PyObject, b: PyObject) => PyObject;

/** A function of two arguments under its name and its dunder name. */
function two(name: string, fn: Two, dunder = `__${name.replace(/_$/, '')}__`): MethodDef[] {
  const body = (rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject =>
    fn(rt, args[0], args[1]);
  return [mN(name, body, 2, 2), ...(dunder === '' ? [] : [mN(dunder, body, 2, 2)])];
}

function one(
  name: string,
  fn: (rt: Runtime, o: PyObject) => PyObject,
  dunder = `__${name.replace(/_$/, '')}__`,
): MethodDef[] {
  const body = (rt: Runtime, _self: PyObject, o: PyObject): PyObject => fn(rt, o);
  return [m1(name, body), ...(dunder === '' ? [] : [m1(dunder, body)])];
}

const arithmetic: readonly (readonly [
  string,
  Parameters<typeof binaryOp>[3],
  Parameters<typeof inplaceOp>[3],
  string,
])[] = [
  ['add', 'add', 'iadd', '+'],
  ['sub', 'subtract', 'isubtract', '-'],
  ['mul', 'multiply', 'imultiply', '*'],
  ['matmul', 'matrixMultiply', 'imatrixMultiply', '@'],
  ['truediv', 'trueDivide', 'itrueDivide', '/'],
  ['floordiv', 'floorDivide', 'ifloorDivide', '//'],
  ['mod', 'remainder', 'iremainder', '%'],
  ['lshift', 'lshift', 'ilshift', '<<'],
  ['rshift', 'rshift', 'irshift', '>>'],
  ['and_', 'and', 'iand', '&'],
  ['or_', 'or', 'ior', '|'],
  ['xor', 'xor', 'ixor', '^'],
];

const comparisons = [
  ['lt', CMP.LT],
  ['le', CMP.LE],
  ['eq', CMP.EQ],
  ['ne', CMP.NE],
  ['ge', CMP.GE],
  ['gt', CMP.GT],
] as const;

function unary(
  name: string,
  slot: 'negative' | 'positive' | 'invert' | 'absolute',
  what: string,
): MethodDef[] {
  return one(name, (rt, o) => {
    const fn = o.type.slots[slot];
    if (fn === null) throw typeError(rt, `bad operand type for ${what}: '${o.type.name}'`);
    return fn(rt, o);
  });
}

/** Asks `each` about every item of what is searched through, until it says that it is enough (_PySequence_IterSearch). */
function search(
  rt: Runtime,
  sequence: PyObject,
  wanted: PyObject,
  each: (isFound: boolean) => boolean,
): void {
  const it = searchedIter(rt, sequence);
  try {
    forEachUntil(rt, it, (item) => {
      try {
        return each(isSought(rt, item, wanted));
      } finally {
        decref(rt, item);
      }
    });
  } finally {
    decref(rt, it);
  }
}

function indexOf(rt: Runtime, sequence: PyObject, wanted: PyObject): PyObject {
  let i = -1;
  let isThere = false;
  search(rt, sequence, wanted, (isFound) => {
    i++;
    isThere = isFound;
    return isFound;
  });
  if (!isThere) throw valueError(rt, 'sequence.index(x): x not in sequence');
  return intFromNumber(rt, i);
}

function countOf(rt: Runtime, sequence: PyObject, wanted: PyObject): PyObject {
  let n = 0;
  search(rt, sequence, wanted, (isFound) => {
    if (isFound) n++;
    return false;
  });
  return intFromNumber(rt, n);
}

function mustConcatenate(rt: Runtime, a: PyObject): void {
  if (a.type.slots.concat === null && a.type.slots.subscript === null)
    throw typeError(rt, `'${a.type.name}' object can't be concatenated`);
}

const functions: MethodDef[] = [
  ...arithmetic.flatMap(([name, slot, inplace, symbol]) => [
    ...two(name, (rt, a, b) => binaryOp(rt, a, b, slot, symbol)),
    ...two(`i${name.replace(/_$/, '')}`, (rt, a, b) => inplaceOp(rt, a, b, inplace, slot, `${symbol}=`)),
  ]),
  ...comparisons.flatMap(([name, op]) => two(name, (rt, a, b) => richCompare(rt, a, b, op))),
  ...two('pow', (rt, a, b) => powerOp(rt, a, b, rt.None)),
  ...two('ipow', (rt, a, b) => inplacePower(rt, a, b, '**=')),
  ...two('is_', (rt, a, b) => boolObject(rt, a === b), ''),
  ...two('is_not', (rt, a, b) => boolObject(rt, a !== b), ''),
  ...two('contains', (rt, a, b) => boolObject(rt, contains(rt, a, b))),
  ...two('concat', (rt, a, b) => {
    mustConcatenate(rt, a);
    return binaryOp(rt, a, b, 'add', '+');
  }),
  ...two('iconcat', (rt, a, b) => {
    mustConcatenate(rt, a);
    return inplaceOp(rt, a, b, 'iadd', 'add', '+=');
  }),
  ...two('getitem', getItem),
  ...two('delitem', (rt, a, b) => {
    deleteItem(rt, a, b);
    return incref(rt.None);
  }),
  ...['setitem', '__setitem__'].map((name) =>
    mN(
      name,
      (rt, _self, args) => {
        setItem(rt, args[0], args[1], args[2]);
        return incref(rt.None);
      },
      3,
      3,
    ),
  ),
  ...two('countOf', countOf, ''),
  ...two('indexOf', indexOf, ''),
  ...unary('neg', 'negative', 'unary -'),
  ...unary('pos', 'positive', 'unary +'),
  ...unary('inv', 'invert', 'unary ~'),
  ...unary('invert', 'invert', 'unary ~'),
  ...unary('abs', 'absolute', 'abs()'),
  ...one('not_', (rt, o) => boolObject(rt, !objectIsTrue(rt, o))),
  ...one('truth', (rt, o) => boolObject(rt, objectIsTrue(rt, o)), ''),
  ...one('index', toIndex),
  mN(
    'length_hint',
    (rt, _self, args) =>
      intFromNumber(rt, lengthHint(rt, args[0], args.length > 1 ? toSsize(rt, args[1]) : 0)),
    1,
    2,
  ),
  m1('is_none', (rt, _self, o) => boolObject(rt, o === rt.None)),
  m1('is_not_none', (rt, _self, o) => boolObject(rt, o !== rt.None)),
  ...['call', '__call__'].map((name) => ({
    name,
    meth: 3,
    fn: (rt: Runtime, _self: PyObject, args: readonly PyObject[], kw: KwNames) => {
      if (args.length === (kw?.length ?? 0))
        throw typeError(rt, `${name} expected at least 1 argument, got 0`);
      return callObject(rt, args[0], args.slice(1), kw);
    },
    min: 1,
    max: -1,
    binding: 'instance' as const,
    doc: null,
    inTuple: null,
    keywordsInDict: false,
  })),
];

/** A callable made of names or keys; held: what it was made with. */
function getter(
  name: string,
  check: (rt: Runtime, args: readonly PyObject[]) => void,
  get: (rt: Runtime, o: PyObject, key: PyObject) => PyObject,
): TypeDef {
  return nativeType(
    `operator.${name}`,
    (rt, type, args, kw) => {
      if (kw !== null && kw.length > 0) throw typeError(rt, `${name}() takes no keyword arguments`);
      if (args.length === 0) throw typeError(rt, `${name} expected 1 argument, got 0`);
      check(rt, args);
      // One key itself, several in the tuple of the arguments; names always in a tuple.
      const isOne = args.length === 1 && name === 'itemgetter';
      const made = makeNative(rt, type, [isOne ? incref(args[0]) : tupleOfArgs(rt, args)], [isOne ? 1 : 0]);
      if (rt.ruleset.minor >= 11) made.aux = VECTORCALL;
      return made;
    },
    null,
    {
      flags: TF.GC | TF.BASETYPE | TF.TUPLE_CALL,
      slots: {
        call(rt, self, args, kw) {
          if (kw !== null && kw.length > 0) throw typeError(rt, `${name}() takes no keyword arguments`);
          if (args.length !== 1) throw typeError(rt, `${name} expected 1 argument, got ${args.length}`);
          const keys = keysOf(self);
          if (keys.length === 1) return get(rt, args[0], keys[0]);
          return stealTuple(
            rt,
            keys.map((key) => get(rt, args[0], key)),
          );
        },
        repr: (rt, self) => shown(rt, `operator.${name}`, keysOf(self)),
      },
      methods: [
        m0('__reduce__', (rt, self) => stealTuple(rt, [incref(self.type), newTuple(rt, keysOf(self))])),
      ],
    },
  );
}

/** The keys or names of a getter. */
function keysOf(getter: PyObject): readonly PyObject[] {
  const { held, n } = stateOf(getter);
  return n[0] === 1 ? [held[0]!] : (held[0]!.v as PyObject[]);
}

function shown(rt: Runtime, name: string, all: readonly PyObject[]): PyObject {
  const parts = all.map((o) => {
    const text = objectRepr(rt, o);
    const value = text.v as string;
    decref(rt, text);
    return value;
  });
  return strNew(rt, `${name}(${parts.join(', ')})`);
}

const itemgetterDef = getter('itemgetter', () => {}, getItem);

const attrgetterDef = getter(
  'attrgetter',
  (rt, args) => {
    if (args.some((a) => a.type.kind !== K.STR)) throw typeError(rt, 'attribute name must be a string');
  },
  (rt, o, path) => {
    let value = incref(o);
    for (const name of (path.v as string).split('.')) {
      try {
        const next = getAttrJs(rt, value, name);
        decref(rt, value);
        value = next;
      } catch (error) {
        decref(rt, value);
        throw error;
      }
    }
    return value;
  },
);

/** What a methodcaller calls with; the name of the method is the first positional one. */
function callerParts(o: PyObject): { positional: PyObject[]; names: PyObject[]; values: PyObject[] } {
  const { held, n } = stateOf(o) as { held: PyObject[]; n: number[] };
  const end = held.length - 2 * n[0];
  return {
    positional: held.slice(0, end),
    names: held.slice(end, end + n[0]),
    values: held.slice(end + n[0]),
  };
}

/** held: [name, positional..., keyword names..., keyword values...], n: [number of keywords] */
const methodcallerDef = nativeType(
  'operator.methodcaller',
  (rt, type, args, kw) => {
    if (args.length - (kw?.length ?? 0) < 1)
      throw typeError(rt, 'methodcaller needs at least one argument, the method name');
    if (args[0].type.kind !== K.STR) throw typeError(rt, 'method name must be a string');
    const named = kw === null ? 0 : kw.length;
    const values = args.slice(0, args.length - named);
    const keywords = args.slice(args.length - named);
    return makeNative(rt, type, [...values, ...(kw ?? []), ...keywords].map(incref), [named]);
  },
  null,
  {
    slots: {
      call(rt, self, args, kw) {
        if (kw !== null && kw.length > 0) throw typeError(rt, 'methodcaller() takes no keyword arguments');
        if (args.length !== 1) throw typeError(rt, `methodcaller expected 1 argument, got ${args.length}`);
        const { held, n } = stateOf(self) as { held: PyObject[]; n: number[] };
        const names = held.slice(held.length - 2 * n[0], held.length - n[0]);
        const given = [...held.slice(1, held.length - 2 * n[0]), ...held.slice(held.length - n[0])];
        return callMethod(rt, args[0], held[0].v as string, given, n[0] === 0 ? null : names);
      },
      repr(rt, self) {
        const { positional, names, values } = callerParts(self);
        const parts = [...positional.map((o) => reprText(rt, o))];
        for (const [i, name] of names.entries()) parts.push(`${name.v}=${reprText(rt, values[i])}`);
        return strNew(rt, `operator.methodcaller(${parts.join(', ')})`);
      },
    },
    methods: [
      m0('__reduce__', (rt, self) => {
        const { positional, names, values } = callerParts(self);
        const steal = (items: readonly PyObject[]) => stealTuple(rt, items.map(incref));
        if (names.length === 0) return stealTuple(rt, [incref(self.type), steal(positional)]);
        // A partial holds the keywords.
        const functools = rt.hooks.importModule(rt, 'functools');
        try {
          const maker = callMethod(rt, functools, 'partial', [self.type, positional[0], ...values], names);
          return stealTuple(rt, [maker, steal(positional.slice(1))]);
        } finally {
          decref(rt, functools);
        }
      }),
    ],
  },
);

export const operatorModule: ModuleDef = {
  name: 'operator',
  nativeName: '_operator',
  functions,
  types: [itemgetterDef, attrgetterDef, methodcallerDef],
  // The name with underscores is the same function.
  setup(rt, module) {
    const ns = module.dict as PyObject;
    for (const { name } of functions) {
      const dunder = `__${name.replace(/_$/, '')}__`;
      const f = dictGetJs(ns, name);
      if (f !== null && dictGetJs(ns, dunder) !== null) dictSetJs(rt, ns, dunder, f);
    }
  },
  leaveOut: ({ minor }) => [
    ...(minor >= 11 ? [] : ['call', '__call__']),
    ...(minor >= 14 ? [] : ['is_none', 'is_not_none']),
  ],
};
