/** enumerate, reversed, zip, map, filter (Objects/enumobject.c, Python/bltinmodule.c). */

import * as ints from '../../numbers/ints.ts';
import { callLookedUp } from '../abstract/calls.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { objectLength } from '../abstract/container.ts';
import { toIndex } from '../abstract/indices.ts';
import { getIter, isSequence, iterNext, passNext } from '../abstract/iteration.ts';
import { lookupOnType } from '../abstract/lookup.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { toSsize } from '../convert.ts';
import { swallow, typeError, valueError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack, isTracked } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, type KwNames, m0, m1, type Slots } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { reusePair } from './dict-iterators.ts';
import { intFromNumber, intNew } from './int.ts';
import { selfIter } from './iterators.ts';
import { newTuple, stealTuple } from './tuple.ts';

/** State shared by these types: what they hold, in the order in which it is released. */
type State = { held: (PyObject | null)[]; n: number | bigint; reuse: PyObject | null; flag: boolean };

const state = (held: (PyObject | null)[], n: number | bigint = 0): State => ({
  held,
  n,
  reuse: null,
  flag: false,
});

const keywordFree: readonly string[] = ['filter', 'reversed'];

function base(name: string, more: Partial<Slots>, extra: Partial<TypeDef> = {}): TypeDef {
  return {
    name,
    noKeywords: keywordFree.includes(name),
    kind: K.ITERATOR,
    size: name as never,
    flags: TF.GC | TF.BASETYPE,
    ...extra,
    slots: {
      dealloc: (rt, o) => {
        gcUntrack(rt, o as PyContainer);
        const s = o.v as State;
        for (const x of s.held) if (x !== null) decref(rt, x);
        if (s.reuse !== null) decref(rt, s.reuse);
        gcFree(rt, o as PyContainer);
      },
      traverse: (rt, o, visit) => {
        const s = o.v as State;
        // filter_traverse has its function last.
        const held = name === 'filter' ? [s.held[1], s.held[0]] : s.held;
        for (const x of held) if (x !== null) visit(rt, x);
        if (s.reuse !== null) visit(rt, s.reuse);
      },
      iter: selfIter,
      ...more,
    },
  };
}

/** `(type, args)` of one of these, with a state where there is one. */
const reduction = (rt: Runtime, o: PyObject, args: readonly PyObject[], more: PyObject | null = null) =>
  stealTuple(rt, [incref(o.type), stealTuple(rt, args.map(incref)), ...(more === null ? [] : [more])]);

/** `strict` as a state; only a true one is given. */
const strictness = (rt: Runtime, o: PyObject) => ((o.v as State).flag ? incref(rt.True) : null);

const setStrict = m1('__setstate__', (rt, o, value) => {
  (o.v as State).flag = objectIsTrue(rt, value);
  return incref(rt.None);
});

function made(rt: Runtime, type: import('../header.ts').PyType, s: State): PyObject {
  const o = newContainer(rt, type, s);
  gcTrack(rt, o);
  return o;
}

const next = passNext;

/** What a call of enumerate itself refuses in words of its own (enumerate_vectorcall, 3.11+). */
function checkCall(rt: Runtime, args: Args, kw: KwNames): void {
  if (args.length === 0) throw typeError(rt, "enumerate() missing required argument 'iterable'");
  const other = args.length <= 2 ? kw?.find((k) => k.v !== 'iterable' && k.v !== 'start') : undefined;
  if (other !== undefined) throw typeError(rt, `'${other.v}' is an invalid keyword argument for enumerate()`);
}

export const enumerateDef = base(
  'enumerate',
  {
    new: (rt, type, args, kw) => {
      if (type === rt.types['enumerate'] && rt.ruleset.minor >= 11) checkCall(rt, args, kw);
      else if (args.length <= 2 && args.length === (kw?.length ?? 0) && !kw?.some((k) => k.v === 'iterable'))
        throw typeError(rt, "enumerate() missing required argument 'iterable' (pos 1)");
      const [iterable, start] = parseArgs(rt, 'enumerate', args, kw, ['iterable', 'start'], 1);
      const s = state([null]);
      // The object is there before what it holds (enum_new_impl).
      const o = made(rt, type, s);
      return orRelease(rt, o, () => {
        if (start !== null) {
          const i = toIndex(rt, start);
          s.n = i.v;
          decref(rt, i);
        }
        s.held[0] = getIter(rt, iterable!);
        s.reuse = stealTuple(rt, [incref(rt.None), incref(rt.None)]);
        return o;
      });
    },
    iternext: (rt, o) => {
      const s = o.v as State;
      const x = next(rt, s.held[0]!);
      if (x === null) return null;
      const i = intNew(rt, s.n);
      s.n = ints.add(s.n, 1);
      return reusePair(rt, s, i, x);
    },
  },
  {
    generic: true,
    methods: [
      m0('__reduce__', (rt, o) => {
        const n = intNew(rt, (o.v as State).n);
        try {
          return reduction(rt, o, [(o.v as State).held[0]!, n]);
        } finally {
          decref(rt, n);
        }
      }),
    ],
  },
);

export const reversedDef = base(
  'reversed',
  {
    new: (rt, type, args) => {
      if (args.length !== 1) throw typeError(rt, `reversed expected 1 argument, got ${args.length}`);
      const o = args[0];
      const special = lookupOnType(o.type, '__reversed__');
      if (special === rt.None) throw typeError(rt, `'${o.type.name}' object is not reversible`);
      if (special !== null) return callLookedUp(rt, o, '__reversed__', [])!;
      if (
        !isSequence(o) &&
        (o.type.slots.subscript === null ||
          o.type.slots.length === null ||
          o.type.kind === K.DICT ||
          o.type.kind === K.WEAKREF)
      ) {
        throw typeError(rt, `'${o.type.name}' object is not reversible`);
      }
      if (o.type.slots.length === null) throw typeError(rt, `object of type '${o.type.name}' has no len()`);
      const n = objectLength(rt, o);
      return made(rt, type, state([incref(o)], n - 1));
    },
    iternext: (rt, o) => {
      const s = o.v as State;
      const seq = s.held[0];
      if (seq === null) return null;
      const i = s.n as number;
      if (i >= 0) {
        s.n = i - 1;
        const key = intFromNumber(rt, i);
        try {
          const { subscript, item } = seq.type.slots;
          return subscript !== null ? subscript(rt, seq, key) : item!(rt, seq, i);
        } catch (error) {
          if (!swallow(rt, error, rt.exc['IndexError']) && !swallow(rt, error, rt.exc['StopIteration']))
            throw error;
        } finally {
          decref(rt, key);
        }
      }
      s.n = -1;
      s.held[0] = null;
      decref(rt, seq);
      return null;
    },
  },
  {
    methods: [
      m0('__length_hint__', (rt, o) => {
        const s = o.v as State;
        if (s.held[0] === null) return intFromNumber(rt, 0);
        const left = (s.n as number) + 1;
        return intFromNumber(rt, objectLength(rt, s.held[0]) < left ? 0 : left);
      }),
      m0('__reduce__', (rt, o) => {
        const s = o.v as State;
        if (s.held[0] !== null) return reduction(rt, o, [s.held[0]], intNew(rt, s.n));
        return stealTuple(rt, [incref(o.type), stealTuple(rt, [newTuple(rt, [])])]);
      }),
      m1('__setstate__', (rt, o, state) => {
        const s = o.v as State;
        const index = toSsize(rt, state);
        if (s.held[0] !== null) s.n = Math.min(Math.max(-1, index), objectLength(rt, s.held[0]) - 1);
        return incref(rt.None);
      }),
    ],
  },
);

export const zipDef = base(
  'zip',
  {
    new: (rt, type, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      // Up to 3.9 a subclass may have keywords, which nobody looks at.
      const ignored = rt.ruleset.minor < 10 && type !== rt.types['zip'];
      if (kw !== null && kw.length > 0 && rt.ruleset.minor < 10 && !ignored)
        throw typeError(rt, 'zip() takes no keyword arguments');
      const [strict = null] = parseArgs(
        rt,
        'zip',
        ignored ? [] : args.slice(n),
        ignored ? null : kw,
        rt.ruleset.minor >= 10 ? ['strict'] : [],
        0,
        0,
      );
      const iterators: PyObject[] = [];
      try {
        for (let i = 0; i < n; i++) {
          iterators.push(getIter(rt, args[i]));
        }
      } catch (error) {
        for (const it of iterators) decref(rt, it);
        throw error;
      }
      const s = state([stealTuple(rt, iterators)]);
      s.flag = strict !== null && objectIsTrue(rt, strict);
      s.reuse = stealTuple(
        rt,
        iterators.map(() => incref(rt.None)),
      );
      return made(rt, type, s);
    },
    iternext: (rt, o) => {
      const s = o.v as State;
      const iterators = s.held[0]!.v as PyObject[];
      const n = iterators.length;
      if (n === 0) return null;
      const reuse = s.reuse!;
      if (reuse.refcnt === 1) {
        // The same tuple again: each place is exchanged as its item comes.
        incref(reuse);
        const items = reuse.v as PyObject[];
        for (let i = 0; i < n; i++) {
          const x = orRelease(rt, reuse, () => next(rt, iterators[i]));
          if (x === null) {
            decref(rt, reuse);
            return ended(rt, s, iterators, i, 'zip');
          }
          const old = items[i];
          items[i] = x;
          decref(rt, old);
        }
        if (!isTracked(reuse)) gcTrack(rt, reuse as PyContainer);
        return reuse;
      }
      // The tuple is there before its items, also where none comes.
      const items: PyObject[] = [];
      for (let i = 0; i < n; i++) items.push(rt.None);
      const fresh = newTuple(rt, items);
      const places = fresh.v as PyObject[];
      let i = 0;
      try {
        for (; i < n; i++) {
          const x = next(rt, iterators[i]);
          if (x === null) break;
          places[i] = x;
          decref(rt, rt.None);
        }
      } catch (error) {
        decref(rt, fresh);
        throw error;
      }
      if (i === n) return fresh;
      decref(rt, fresh);
      return ended(rt, s, iterators, i, 'zip');
    },
  },
  {
    since: { __setstate__: 10 },
    methods: [
      m0('__reduce__', (rt, o) => reduction(rt, o, (o.v as State).held[0]!.v, strictness(rt, o))),
      setStrict,
    ],
  },
);

/** The i-th iterator is exhausted: with strict=True the others must be, too. */
function ended(rt: Runtime, s: State, iterators: readonly PyObject[], i: number, who: 'zip' | 'map'): null {
  if (!s.flag) return null;
  if (i > 0) {
    const before = i === 1 ? ' 1' : `s 1-${i}`;
    throw valueError(rt, `${who}() argument ${i + 1} is shorter than argument${before}`);
  }
  for (let k = 1; k < iterators.length; k++) {
    const x = iterNext(rt, iterators[k]);
    if (x !== null) {
      decref(rt, x);
      const before = k === 1 ? ' 1' : `s 1-${k}`;
      throw valueError(rt, `${who}() argument ${k + 1} is longer than argument${before}`);
    }
  }
  return null;
}

/** What `strict` is in a call of map with keywords, which it has from 3.14 on; subclasses may take others (map_new). */
function strictOfMap(
  rt: Runtime,
  type: PyType,
  kw: NonNullable<KwNames>,
  values: readonly PyObject[],
): boolean {
  const exact = rt.types['map'];
  const own = type === exact || (rt.ruleset.minor >= 11 && type.slots.init === exact.slots.init);
  if (rt.ruleset.minor < 14) {
    if (own) throw typeError(rt, 'map() takes no keyword arguments');
    return false;
  }
  if (!own) return false;
  const [strict] = parseArgs(rt, 'map', values, kw, ['strict'], 0);
  return strict !== null && objectIsTrue(rt, strict);
}

export const mapDef = base(
  'map',
  {
    new: (rt, type, given, kw) => {
      const named = kw?.length ?? 0;
      const args = given.slice(0, given.length - named);
      const strict = named > 0 && strictOfMap(rt, type, kw as NonNullable<KwNames>, given.slice(-named));
      if (args.length < 2) throw typeError(rt, 'map() must have at least two arguments.');
      const iterators: PyObject[] = [];
      try {
        for (const a of args.slice(1)) iterators.push(getIter(rt, a));
      } catch (error) {
        for (const it of iterators) decref(rt, it);
        throw error;
      }
      const s = state([stealTuple(rt, iterators), incref(args[0])]);
      s.flag = strict;
      return made(rt, type, s);
    },
    iternext: (rt, o) => {
      const s = o.v as State;
      const iterators = s.held[0]!.v as PyObject[];
      const args: PyObject[] = [];
      try {
        for (const it of iterators) {
          const x = next(rt, it);
          if (x === null) return ended(rt, s, iterators, args.length, 'map');
          args.push(x);
        }
        return callObject(rt, s.held[1]!, args);
      } finally {
        for (const x of args) decref(rt, x);
      }
    },
  },
  {
    since: { __setstate__: 14 },
    methods: [
      m0('__reduce__', (rt, o) => {
        const [iterators, f] = (o.v as State).held as PyObject[];
        return reduction(rt, o, [f, ...(iterators.v as PyObject[])], strictness(rt, o));
      }),
      setStrict,
    ],
  },
);

export const filterDef = base(
  'filter',
  {
    new: (rt, type, args) => {
      if (args.length !== 2) throw typeError(rt, `filter expected 2 arguments, got ${args.length}`);
      const it = getIter(rt, args[1]);
      return made(rt, type, state([incref(args[0]), it]));
    },
    iternext: (rt, o) => {
      const [f, it] = (o.v as State).held as PyObject[];
      for (;;) {
        const x = next(rt, it);
        if (x === null) return null;
        let keep: boolean;
        try {
          if (f === rt.None || f === rt.boolType) keep = objectIsTrue(rt, x);
          else {
            const r = callObject(rt, f, [x]);
            try {
              keep = objectIsTrue(rt, r);
            } finally {
              decref(rt, r);
            }
          }
        } catch (error) {
          decref(rt, x);
          throw error;
        }
        if (keep) return x;
        decref(rt, x);
      }
    },
  },
  {
    methods: [m0('__reduce__', (rt, o) => reduction(rt, o, (o.v as State).held as PyObject[]))],
  },
);
