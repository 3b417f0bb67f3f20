/** 3.11: what the counts of objects that are part of the interpreter have beyond their references (pycore_runtime_init.h). */
import { staticNames311 } from '../rulesets/static-names.ts';
import type { PyObject } from './header.ts';
import type { Runtime } from './runtime.ts';

/** What sys.getrefcount says of `o` beyond its references. */
export function staticCountOf(rt: Runtime, o: PyObject): number {
  const { staticCount } = rt.ruleset.refcounts;
  return staticCount > 0 && isStatic(rt, o) ? staticCount : 0;
}

function isStatic(rt: Runtime, o: PyObject): boolean {
  switch (o.type) {
    case rt.intType:
      return typeof o.v === 'number' && o.v >= rt.smallIntMin && o.v <= rt.smallIntMax;
    case rt.strType:
      return o === rt.emptyStr || rt.latin1[o.v.charCodeAt(0)] === o || isName(rt, o);
    case rt.tupleType:
      return o === rt.emptyTuple;
    default:
      return o.type === rt.bytesType && o.v.length <= 1;
  }
}

function isName(rt: Runtime, o: PyObject): boolean {
  return rt.interned.get(o.v) === o && staticNames311.has(o.v);
}
