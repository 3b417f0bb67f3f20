/**
 * FrameLocalsProxy (3.13+, PEP 667; Objects/frameobject.c, framelocalsproxy_*): the variables of a running function as a mapping, whose
 * items are the variables themselves. What a program puts there under other names stays with the frame.
 */
import { SLOT } from '../compile/code.ts';
import { richCompare, richCompareBool } from '../objects/abstract/comparison.ts';
import { getIter } from '../objects/abstract/iteration.ts';
import { binaryOp } from '../objects/abstract/number.ts';
import { reprText } from '../objects/abstract/text.ts';
import { newContainer } from '../objects/alloc.ts';
import { raise, typeError, valueError } from '../objects/errors.ts';
import { gcTrack } from '../objects/gclinks.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { reprEnter, reprLeave } from '../objects/reprs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { CMP, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictGet, dictSet } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { hashOf } from '../objects/types/dict-hashes.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { stealList } from '../objects/types/list.ts';
import { holderSlots } from '../objects/types/mappingproxy.ts';
import { strNew } from '../objects/types/str.ts';
import { newTuple } from '../objects/types/tuple.ts';
import { type Frame, frameObject } from './frame.ts';
import { localValue, setLocalValue } from './frame-locals.ts';

/** The variables of `f` as a mapping (new reference). */
export function localsProxy(rt: Runtime, f: Frame): PyObject {
  return proxyOf(rt, frameObject(rt, f));
}

function proxyOf(rt: Runtime, frame: PyObject): PyObject {
  const o = newContainer(rt, rt.types['FrameLocalsProxy'], incref(frame));
  gcTrack(rt, o);
  return o;
}

const frameOf = (o: PyObject): Frame => (o.v as PyObject).v as Frame;

/** The slot of the variable that `key` names, or is equal to, or -1; `bound`: only of one that has a value. */
function slotOf(rt: Runtime, f: Frame, key: PyObject, bound: boolean): number {
  const { localNames, slots } = f.code;
  const plain = key.type === rt.strType;
  const hash = plain ? 0 : hashOf(rt, key);
  for (let i = 0; i < slots; i++) {
    const name = localNames[i];
    if (plain ? name.v !== key.v : hashOf(rt, name) !== hash || !richCompareBool(rt, name, key, CMP.EQ))
      continue;
    if (localValue(rt, f, i) !== null) return i;
    if (!bound && (f.code.source.slotKinds[i] & SLOT.HIDDEN) === 0) return i;
  }
  return -1;
}

/** What is under `key` (borrowed), or null. */
function find(rt: Runtime, o: PyObject, key: PyObject): PyObject | null {
  const f = frameOf(o);
  const i = slotOf(rt, f, key, true);
  if (i >= 0) return localValue(rt, f, i);
  return f.snapshot === null ? null : dictGet(rt, f.snapshot, key);
}

function put(rt: Runtime, o: PyObject, key: PyObject, value: PyObject): void {
  const f = frameOf(o);
  const i = slotOf(rt, f, key, false);
  if (i >= 0) setLocalValue(rt, f, i, incref(value));
  else {
    f.snapshot ??= newDict(rt);
    dictSet(rt, f.snapshot, key, value);
  }
}

/** Keys and values (borrowed): the variables in the order of the function, then the others. */
function entries(rt: Runtime, o: PyObject): [PyObject, PyObject][] {
  const f = frameOf(o);
  const all: [PyObject, PyObject][] = [];
  for (let i = 0; i < f.code.slots; i++) {
    const value = localValue(rt, f, i);
    if (value !== null) all.push([f.code.localNames[i], value]);
  }
  if (f.snapshot !== null) all.push(...dictEntries(rt, f.snapshot));
  return all;
}

function keys(rt: Runtime, o: PyObject): PyObject {
  return stealList(
    rt,
    entries(rt, o).map(([key]) => incref(key)),
  );
}

/** A dict of what the frame has now (new reference). */
function copy(rt: Runtime, o: PyObject): PyObject {
  const d = newDict(rt);
  for (const [key, value] of entries(rt, o)) dictSet(rt, d, key, value);
  return d;
}

const isProxy = (rt: Runtime, o: PyObject): boolean => o.type === rt.types['FrameLocalsProxy'];

const isSource = (rt: Runtime, o: PyObject): boolean =>
  isProxy(rt, o) || o.type.kind === K.DICT || (o.type.flags & TF.DICTSUB) !== 0;

/** Whether `other` was a mapping whose items were put in. */
function update(rt: Runtime, o: PyObject, other: PyObject): boolean {
  if (isProxy(rt, other)) for (const [key, value] of entries(rt, other)) put(rt, o, key, value);
  else if (isSource(rt, other)) for (const [key, value] of dictEntries(rt, other)) put(rt, o, key, value);
  else return false;
  return true;
}

function both(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (!isSource(rt, a) || !isSource(rt, b)) return incref(rt.NotImplemented);
  const one = isProxy(rt, a) ? copy(rt, a) : incref(a);
  const two = isProxy(rt, b) ? copy(rt, b) : incref(b);
  try {
    return binaryOp(rt, one, two, 'or', '|');
  } finally {
    decref(rt, one);
    decref(rt, two);
  }
}

export const localsProxyDef: TypeDef = {
  name: 'FrameLocalsProxy',
  kind: K.VIEW,
  size: 'mappingproxy',
  flags: TF.GC | TF.MAPPING,
  unhashable: true,
  slots: {
    ...holderSlots,
    new: (rt, _type, args, kw) => {
      if (kw !== null && kw.length > 0) throw typeError(rt, 'FrameLocalsProxy takes no keyword arguments');
      if (args.length !== 1) throw typeError(rt, `FrameLocalsProxy expected 1 argument, got ${args.length}`);
      if (args[0].type.kind !== K.FRAME) throw typeError(rt, `expect frame, not ${args[0].type.name}`);
      return proxyOf(rt, args[0]);
    },
    repr: (rt, o) => {
      if (reprEnter(rt, o)) return strNew(rt, '{...}');
      const d = copy(rt, o);
      try {
        return strNew(rt, reprText(rt, d));
      } finally {
        decref(rt, d);
        reprLeave(rt, o);
      }
    },
    length: (rt, o) => entries(rt, o).length,
    subscript: (rt, o, key) => {
      const value = find(rt, o, key);
      if (value !== null) return incref(value);
      throw raise(rt, rt.exc['KeyError'], `local variable '${reprText(rt, key)}' is not defined`);
    },
    assSubscript: (rt, o, key, value) => {
      if (value !== null) put(rt, o, key, value);
      else if (rt.ruleset.minor < 14) throw typeError(rt, 'cannot remove variables from FrameLocalsProxy');
      else throw valueError(rt, 'cannot remove local variables from FrameLocalsProxy');
    },
    contains: (rt, o, key) => find(rt, o, key) !== null,
    iter: (rt, o) => {
      const list = keys(rt, o);
      try {
        return getIter(rt, list);
      } finally {
        decref(rt, list);
      }
    },
    richcompare: (rt, a, b, op) => {
      if (isProxy(rt, b)) {
        if (op !== CMP.EQ && op !== CMP.NE) return incref(rt.NotImplemented);
        return incref((a.v === b.v) === (op === CMP.EQ) ? rt.True : rt.False);
      }
      if (b.type.kind !== K.DICT) return incref(rt.NotImplemented);
      const d = copy(rt, a);
      try {
        return richCompare(rt, d, b, op);
      } finally {
        decref(rt, d);
      }
    },
    or: both,
    ior: (rt, a, b) => incref(update(rt, a, b) ? a : rt.NotImplemented),
  },
  methods: [
    m0('keys', keys),
    m0('values', (rt, o) =>
      stealList(
        rt,
        entries(rt, o).map(([, value]) => incref(value)),
      ),
    ),
    m0('items', (rt, o) =>
      stealList(
        rt,
        entries(rt, o).map((entry) => newTuple(rt, entry)),
      ),
    ),
    m0('copy', copy),
    // A list, which is no iterator.
    m0('__reversed__', (rt, o) =>
      stealList(
        rt,
        entries(rt, o)
          .reverse()
          .map(([key]) => incref(key)),
      ),
    ),
    m1('__contains__', (rt, o, key) => incref(find(rt, o, key) === null ? rt.False : rt.True)),
    mN('get', (rt, o, args) => incref(find(rt, o, args[0]) ?? args[1] ?? rt.None), 1, 2),
    mN(
      'setdefault',
      (rt, o, [key, value]) => {
        const found = find(rt, o, key);
        if (found !== null) return incref(found);
        put(rt, o, key, value ?? rt.None);
        return incref(value ?? rt.None);
      },
      1,
      2,
    ),
    m1('update', (rt, o, other) => {
      if (!update(rt, o, other))
        throw typeError(rt, 'update() argument must be dict or another FrameLocalsProxy');
      return incref(rt.None);
    }),
  ],
};
