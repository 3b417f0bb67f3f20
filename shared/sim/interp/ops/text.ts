/** Pieces of f-strings, and strings that grow (FORMAT_VALUE, BUILD_STRING; Python/ceval.c: unicode_concatenate). */
import { objectFormat, objectRepr, objectStr } from '../../objects/abstract/text.ts';
import type { PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import {
  mustHoldText,
  STR,
  strBytes,
  strFilled,
  strKind,
  strNew,
  strOfKinds,
} from '../../objects/types/str.ts';
import { escapeNonAscii } from '../../text/repr.ts';

/** FORMAT_VALUE: new str. */
export function formatValue(rt: Runtime, x: PyObject, conversion: number, spec: PyObject | null): PyObject {
  let value: PyObject;
  if (conversion === 0) {
    if (x.type === rt.strType && (spec === null || spec.v === '')) return incref(x);
    return objectFormat(rt, x, spec ?? rt.emptyStr);
  }
  if (conversion === 1) value = objectStr(rt, x);
  else if (conversion === 2) value = objectRepr(rt, x);
  else {
    const r = objectRepr(rt, x);
    value = strNew(rt, asciiOnly(r.v));
    decref(rt, r);
  }
  if (value.type === rt.strType && (spec === null || spec.v === '')) return value;
  try {
    return objectFormat(rt, value, spec ?? rt.emptyStr);
  } finally {
    decref(rt, value);
  }
}

function asciiOnly(text: string): string {
  return escapeNonAscii(text);
}

/** Joins pieces to a new str. */
export function buildString(rt: Runtime, pieces: readonly PyObject[]): PyObject {
  let text = '';
  for (const p of pieces) text += p.v;
  return pieces.length === 1 ? incref(pieces[0]) : strFilled(rt, text);
}

/** str + str, new. */
export function concatStr(rt: Runtime, a: PyObject, b: PyObject): PyObject {
  if (b.v === '') return incref(a);
  if (a.v === '') return incref(b);
  mustHoldText(rt, a.v.length + b.v.length);
  return strOfKinds(rt, a.v + b.v, a.bits | b.bits);
}

/**
 * `a` grown by `b` in place when nobody else can see it (unicode_modifiable, unicode_resize): true if done. The caller has
 * made sure that `a` has one reference.
 */
export function appendInPlace(rt: Runtime, a: PyObject, b: PyObject): boolean {
  if ((a.bits & STR.INTERNED) !== 0 || a.aux !== null || a.v.length === 0) return false;
  mustHoldText(rt, a.v.length + b.v.length);
  const kind = strKind(b.v);
  if ((kind & STR.KIND) > (a.bits & STR.KIND) || ((a.bits & STR.KIND) === 0 && kind !== 0)) return false;
  if (((a.bits | kind) & STR.PAIRS) !== 0) return false;
  // The host joins the pieces when somebody reads them.
  a.bits |= STR.GROWN;
  a.v += b.v;
  a.addr = rt.mem.realloc(a.addr, strBytes(rt, a.bits, a.v.length));
  return true;
}
