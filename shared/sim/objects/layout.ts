/** When one type's instances fit another (Objects/typeobject.c). */
import { type PyType, TF } from './header.ts';

/** Whether instances of one type can be taken for those of the other (compatible_for_assignment). */
export function sameLayout(to: PyType, from: PyType): boolean {
  const marks = TF.DICT | TF.WEAKREF | TF.GC;
  return (
    to.kind === from.kind &&
    to.basicSize === from.basicSize &&
    to.headBytes === from.headBytes &&
    to.slotCount === from.slotCount &&
    (to.flags & marks) === (from.flags & marks)
  );
}
