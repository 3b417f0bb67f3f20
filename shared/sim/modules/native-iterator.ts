/**
 * Iterators that native modules define: a state record that holds references and numbers, and the life of such an object,
 * the same for all.
 */
import { freeObject, newObject } from '../objects/alloc.ts';
import { gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type MethodDef, m0, type New } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber } from '../objects/types/int.ts';
import type { FixedType } from '../rulesets/index.ts';

/** Everything such an iterator keeps; what each place means is its type's business. */
export interface NativeState {
  /** Counted references, null where there is none. */
  readonly held: (PyObject | null)[];
  readonly n: number[];
  /** Blocks of memory that are its own. */
  readonly blocks?: readonly number[];
}

export function stateOf(o: PyObject): NativeState {
  return o.v as NativeState;
}

/** An object of `type`, tracked where the collector knows of such; it takes over the references in `held` and the blocks. */
export function makeNative(
  rt: Runtime,
  type: PyType,
  held: (PyObject | null)[],
  n: number[] = [],
  blocks?: readonly number[],
): PyObject {
  const o = newObject(rt, type, blocks === undefined ? { held, n } : { held, n, blocks });
  if ((type.flags & TF.GC) !== 0) gcTrack(rt, o as PyContainer);
  return o;
}

/** Replaces a held reference by one that it takes over. */
export function hold(rt: Runtime, state: NativeState, index: number, value: PyObject | null): void {
  const old = state.held[index] ?? null;
  state.held[index] = value;
  if (old !== null) decref(rt, old);
}

/** Lets go of everything: the iterator is exhausted. */
export function exhaust(rt: Runtime, state: NativeState): null {
  for (let i = 0; i < state.held.length; i++) hold(rt, state, i, null);
  return null;
}

/** Lets go of the instance dict of an object of a built-in type. */
function releaseDict(rt: Runtime, o: PyContainer): void {
  const dict = o.dict as PyObject | null;
  o.dict = null;
  if (dict !== null) decref(rt, dict);
}

/** A copy goes on from the same place and shares what it iterates, as one made by `__reduce__` does (3.14 has none). */
const copying = m0('__copy__', (rt, self) => {
  const { held, n } = stateOf(self);
  return makeNative(
    rt,
    self.type,
    held.map((o) => (o === null ? null : incref(o))),
    [...n],
  );
});

/** `__sizeof__` of an iterator that has blocks of indices beside it, `count` of them. */
export function sizeWithIndices(count: (state: NativeState) => number): MethodDef {
  return m0('__sizeof__', (rt, o) => intFromNumber(rt, o.type.basicSize + 8 * count(stateOf(o))));
}

/** The type of such objects. `next` may be null for what is no iterator; `sizeName` is its row in the table of sizes. */
export function nativeType(
  name: string,
  make: New | null,
  next: ((rt: Runtime, o: PyObject, state: NativeState) => PyObject | null) | null,
  more: Partial<TypeDef> = {},
  sizeName: string = name,
): TypeDef {
  return {
    name,
    kind: K.ITERATOR,
    size: (rt) => rt.ruleset.sizes.fixed[sizeName as FixedType] ?? 64,
    flags: make === null ? TF.GC : TF.GC | TF.BASETYPE,
    ...more,
    ...(next === null || make === null ? {} : { methods: [copying, ...(more.methods ?? [])] }),
    until: { __copy__: 14, ...more.until },
    slots: {
      dealloc(rt, o) {
        const c = o as PyContainer;
        gcUntrack(rt, c);
        if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
        exhaust(rt, stateOf(o));
        releaseDict(rt, c);
        for (const block of stateOf(o).blocks ?? []) rt.mem.free(block);
        freeObject(rt, o);
      },
      traverse(rt, o, visit) {
        for (const held of stateOf(o).held) if (held !== null) visit(rt, held);
        // Subclasses' attributes are visited by their own layer.
        const { dict } = o as PyContainer;
        if ((o.type.flags & TF.HEAP) === 0 && dict !== null) visit(rt, dict as PyObject);
      },
      clear(rt, o) {
        exhaust(rt, stateOf(o));
        if ((o.type.flags & TF.HEAP) === 0) releaseDict(rt, o as PyContainer);
      },
      ...(make === null ? {} : { new: make }),
      ...(next === null ? {} : { iter: (_rt, o) => incref(o), iternext: (rt, o) => next(rt, o, stateOf(o)) }),
      ...more.slots,
    },
  };
}
