/** Iterators without an end: count, cycle, repeat (Modules/itertoolsmodule.c). */
import { getIter, iterNext } from '../../objects/abstract/iteration.ts';
import { binaryOp } from '../../objects/abstract/number.ts';
import { objectRepr } from '../../objects/abstract/text.ts';
import { parseArgs } from '../../objects/args.ts';
import { toSsize } from '../../objects/convert.ts';
import { typeError } from '../../objects/errors.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { decref, incref, orRelease } from '../../objects/refs.ts';
import { m0 } from '../../objects/slots.ts';
import { intFromNumber, intOfSize } from '../../objects/types/int.ts';
import { listPush, stealList } from '../../objects/types/list.ts';
import { strNew } from '../../objects/types/str.ts';
import { hold, makeNative, nativeType, stateOf } from '../native-iterator.ts';
import { positional } from './common.ts';

/** start, start + step, ... */
export const countDef = nativeType(
  'itertools.count',
  (rt, type, args, kw) => {
    const [start, step] = parseArgs(rt, 'count', args, kw, ['start', 'step'], 0);
    for (const value of [start, step]) {
      if (
        value !== null &&
        value.type.slots.int === null &&
        value.type.slots.float === null &&
        value.type.slots.index === null &&
        value.type.kind !== K.COMPLEX
      ) {
        throw typeError(rt, 'a number is required');
      }
    }
    const first = start === null ? intFromNumber(rt, 0) : incref(start);
    return makeNative(rt, type, [first, step === null ? intFromNumber(rt, 1) : incref(step)]);
  },
  (rt, _o, state) => {
    const value = state.held[0]!;
    const next = binaryOp(rt, value, state.held[1]!, 'add', '+');
    state.held[0] = next;
    return value;
  },
  {
    slots: {
      repr(rt, o) {
        const [value, step] = stateOf(o).held as PyObject[];
        const shown = objectRepr(rt, value);
        const one = step.type === rt.intType && step.v === 1;
        const by = one ? null : orRelease(rt, shown, () => objectRepr(rt, step));
        const text = strNew(rt, by === null ? `count(${shown.v})` : `count(${shown.v}, ${by.v})`);
        decref(rt, shown);
        if (by !== null) decref(rt, by);
        return text;
      },
    },
  },
);

/** The items again and again; n: [index in those seen, whether the iterator goes over them already, after a copy]. */
export const cycleDef = nativeType(
  'itertools.cycle',
  (rt, type, args) => {
    const [iterable] = positional(rt, 'cycle', args, 1, 1);
    return makeNative(rt, type, [getIter(rt, iterable), stealList(rt, [])], [0, 0]);
  },
  (rt, _o, state) => {
    const { held, n } = state;
    if (held[0] !== null) {
      const item = iterNext(rt, held[0]);
      if (item !== null) {
        if (!n[1]) listPush(rt, held[1]!, incref(item));
        return item;
      }
      hold(rt, state, 0, null);
    }
    const seen = held[1]!.v as PyObject[];
    if (seen.length === 0) return null;
    const item = seen[n[0]];
    n[0] = (n[0] + 1) % seen.length;
    return incref(item);
  },
  { noKeywords: true },
);

/** One object, for ever or a number of times. */
export const repeatDef = nativeType(
  'itertools.repeat',
  (rt, type, args, kw) => {
    const [object, times] = parseArgs(rt, 'repeat', args, kw, ['object', 'times'], 1);
    const n = times === null ? -1 : Math.max(0, toSsize(rt, times));
    return makeNative(rt, type, [incref(object!)], [n]);
  },
  (_rt, _o, state) => {
    if (state.n[0] === 0) return null;
    if (state.n[0] > 0) state.n[0]--;
    return incref(state.held[0]!);
  },
  {
    methods: [
      m0('__length_hint__', (rt, o) => {
        const n = stateOf(o).n[0];
        if (n < 0) throw typeError(rt, 'len() of unsized object');
        return intOfSize(rt, n);
      }),
    ],
    slots: {
      repr(rt, o) {
        const state = stateOf(o);
        const shown = objectRepr(rt, state.held[0]!);
        const text = strNew(rt, state.n[0] < 0 ? `repeat(${shown.v})` : `repeat(${shown.v}, ${state.n[0]})`);
        decref(rt, shown);
        return text;
      },
    },
  },
);
