/** Which metaclass wins, and the order of a class's ancestors (Objects/typeobject.c: calculate_metaclass, mro_implementation). */
import { callMethodOrNull } from '../abstract/calls.ts';
import { listItems } from '../abstract/iteration.ts';
import { isSubtype, lookupOnType } from '../abstract/lookup.ts';
import { typeError } from '../errors.ts';
import { K, type PyObject, type PyType } from '../header.ts';
import { solidBase } from '../layout.ts';
import { decref, decrefAll } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { charge } from '../work.ts';
import { qualnameText } from './type-name.ts';

/** The most derived metaclass of `metatype` and the bases' (calculate_metaclass). */
export function winner(rt: Runtime, metatype: PyType, bases: readonly PyObject[]): PyType {
  let best = metatype;
  for (const base of bases) {
    if (isSubtype(best, base.type)) continue;
    if (isSubtype(base.type, best)) best = base.type;
    else {
      throw typeError(
        rt,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
  }
  return best;
}

/** C3 linearisation (mro_implementation, pmerge). */
export function computeMro(rt: Runtime, type: PyType, bases: readonly PyType[]): PyType[] {
  for (const b of bases)
    if (b.mro.length === 0) throw typeError(rt, `Cannot extend an incomplete type '${b.name}'`);
  const seen = new Set<PyType>();
  for (const b of bases) {
    if (seen.has(b)) throw typeError(rt, `duplicate base class ${b.name}`);
    seen.add(b);
  }
  const lists = [...bases.map((b) => b.mro.slice()), bases.slice()];
  const result = [type];
  for (;;) {
    const open = lists.filter((l) => l.length > 0);
    if (open.length === 0) return result;
    charge(rt, open.reduce((n, l) => n + l.length, 8 * open.length) >> 2);
    const next = open.map((l) => l[0]).find((c) => open.every((l) => l.indexOf(c) <= 0));
    if (next === undefined) {
      const names = [...new Set(open.map((l) => l[0]))].map((t) => t.name);
      throw typeError(
        rt,
        `Cannot create a consistent method resolution${rt.ruleset.minor <= 12 ? '\n' : ' '}order (MRO) for bases ${names.join(', ')}`,
      );
    }
    result.push(next);
    for (const l of lists) if (l[0] === next) l.shift();
  }
}

/**
 * The order of ancestors for the given bases: C3, or what an overridden mro() gives, during which a new class has none (mro_invoke).
 */
export function mroOf(rt: Runtime, type: PyType, bases: readonly PyType[]): PyType[] {
  const own = type.type === rt.typeType ? null : lookupOnType(type.type, 'mro');
  if (own === null || own.type.kind === K.DESCR) return computeMro(rt, type, bases);
  const r = callMethodOrNull(rt, type, 'mro', [])!;
  let items: PyObject[];
  try {
    items = listItems(rt, r);
  } finally {
    decref(rt, r);
  }
  try {
    for (const t of items) checkAncestor(rt, type, t);
    return items as PyType[];
  } finally {
    decrefAll(rt, items);
  }
}

/** What mro() gave has to be a class whose layout the new one contains (mro_check). */
function checkAncestor(rt: Runtime, type: PyType, t: PyObject): void {
  // Since 3.15 it is told which class's it was.
  const mro = rt.ruleset.minor >= 15 ? `${qualnameText(type)}.mro()` : 'mro()';
  if (t.type.kind !== K.TYPE) throw typeError(rt, `${mro} returned a non-class ('${t.type.name}')`);
  if (!isSubtype(solidBase(type), solidBase(t as PyType)))
    throw typeError(rt, `${mro} returned base with unsuitable layout ('${(t as PyType).name}')`);
}
