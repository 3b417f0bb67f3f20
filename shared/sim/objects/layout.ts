/** When one type's instances fit another (Objects/typeobject.c). */
import { type PyType, TF } from './header.ts';

const MARKS = TF.DICT | TF.WEAKREF | TF.GC;

/** Whether instances of one type can be taken for those of the other (compatible_for_assignment). */
export function sameLayout(to: PyType, from: PyType): boolean {
  const a = lastAddition(to);
  const b = lastAddition(from);
  if (a === b) return true;
  return a.base === b.base && sameSizes(a, b) && sameNames(a.slotNames, b.slotNames);
}

/** The nearest ancestor that differs in layout from its base (compatible_with_tp_base). */
function lastAddition(type: PyType): PyType {
  let t = type;
  while (t.base !== null && sameSizes(t, t.base)) t = t.base;
  return t;
}

function sameSizes(a: PyType, b: PyType): boolean {
  return (
    a.kind === b.kind &&
    a.basicSize === b.basicSize &&
    a.itemSize === b.itemSize &&
    a.headBytes === b.headBytes &&
    a.slotCount === b.slotCount &&
    (a.flags & MARKS) === (b.flags & MARKS)
  );
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** The nearest ancestor that added to the layout. */
export function solidBase(type: PyType): PyType {
  let t = type;
  while (t.base !== null) {
    if (t.slotCount > t.base.slotCount) return t;
    if (t.kind !== t.base.kind || ((t.flags & TF.HEAP) === 0 && t.basicSize !== t.base.basicSize)) return t;
    t = t.base;
  }
  return t;
}
