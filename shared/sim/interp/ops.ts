/** What single instructions do, where it is too much for the loop (Python/ceval.c and its helpers). */

import { findAttr, genericGetAttr, getAttr, getAttrJs } from '../objects/abstract/attributes.ts';
import { getIter, iterNext } from '../objects/abstract/iteration.ts';
import { isSubtype, lookupOnType } from '../objects/abstract/lookup.ts';
import { binaryOp, inplaceOp, inplacePower, powerOp } from '../objects/abstract/number.ts';
import { objectFormat, objectRepr, objectStr, reprText, strText } from '../objects/abstract/text.ts';
import {
  isPyError,
  PY_ERROR,
  raise,
  raiseObject,
  restoreRaised,
  swallow,
  takeRaised,
  typeError,
  valueError,
} from '../objects/errors.ts';
import { K, type PyContainer, type PyObject, type PyType, TF, Values } from '../objects/header.ts';
import { getInstanceAttr } from '../objects/instances.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import { callObject, type ExcItem, type Runtime } from '../objects/runtime.ts';
import { takesTuple } from '../objects/tuplecall.ts';
import { dictEntries, dictGet, dictGetJs, dictLength, dictSet, newDict } from '../objects/types/dict.ts';
import { updateFrom } from '../objects/types/dict-type.ts';
import { matchGroup } from '../objects/types/exception-group.ts';
import { stealList } from '../objects/types/list.ts';
import { listExtend } from '../objects/types/list-type.ts';
import { mustHoldText, STR, strBytes, strFilled, strKind, strNew, strOfKinds } from '../objects/types/str.ts';
import { superCheck, superLookup } from '../objects/types/super.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { tupleOf } from '../objects/types/tuple-type.ts';
import { escapeNonAscii } from '../text/repr.ts';
import type { Frame } from './frame.ts';
import type { FunctionData } from './function.ts';

const slotOf = [
  'add',
  'and',
  'floorDivide',
  'lshift',
  'matrixMultiply',
  'multiply',
  'remainder',
  'or',
  'power',
  'rshift',
  'subtract',
  'trueDivide',
  'xor',
] as const;
const inplaceOf = [
  'iadd',
  'iand',
  'ifloorDivide',
  'ilshift',
  'imatrixMultiply',
  'imultiply',
  'iremainder',
  'ior',
  'ipower',
  'irshift',
  'isubtract',
  'itrueDivide',
  'ixor',
] as const;
const symbols = ['+', '&', '//', '<<', '@', '*', '%', '|', '** or pow()', '>>', '-', '/', '^'];

/** BINARY_OP by the type slots. */
export function binary(rt: Runtime, a: PyObject, b: PyObject, arg: number): PyObject {
  if (arg < 13) {
    if (arg === 8) return powerOp(rt, a, b, rt.None);
    return binaryOp(rt, a, b, slotOf[arg] as 'add', symbols[arg]);
  }
  const op = arg - 13;
  if (op === 8) return inplacePower(rt, a, b, rt.ruleset.minor >= 10 ? '**=' : undefined);
  return inplaceOp(
    rt,
    a,
    b,
    inplaceOf[op] as 'iadd',
    slotOf[op] as 'add',
    op === 8 ? '**=' : `${symbols[op]}=`,
  );
}

export function unboundLocal(rt: Runtime, f: Frame, slot: number): unknown {
  const name = f.code.source.localsplus[slot];
  return raise(
    rt,
    rt.exc['UnboundLocalError'],
    rt.ruleset.minor >= 11
      ? `cannot access local variable '${name}' where it is not associated with a value`
      : `local variable '${name}' referenced before assignment`,
  );
}

export function unboundDeref(rt: Runtime, f: Frame, slot: number): unknown {
  const source = f.code.source;
  const free = slot >= f.code.slots - f.code.freeCount;
  if (!free) return unboundLocal(rt, f, slot);
  const name = source.localsplus[slot];
  return nameErrorText(
    rt,
    rt.ruleset.minor >= 11
      ? `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`
      : `free variable '${name}' referenced before assignment in enclosing scope`,
    name,
  );
}

export function nameError(rt: Runtime, name: string): unknown {
  return nameErrorText(rt, `name '${name}' is not defined`, name);
}

function nameErrorText(rt: Runtime, text: string, name: string): unknown {
  const marker = raise(rt, rt.exc['NameError'], text);
  const members = rt.thread.raised!.v.members;
  if (members !== null && rt.ruleset.minor >= 10) {
    const old = members.name;
    members.name = strNew(rt, name);
    if (old !== null) decref(rt, old);
  }
  return marker;
}

/** The method for a call (_PyObject_GetMethod): pushes [function, self] (self moved) or [attribute, null]. */
export function loadMethod(
  rt: Runtime,
  o: PyObject,
  name: PyObject,
  s: (PyObject | null)[],
  sp: number,
): void {
  const type = o.type;
  if (type.slots.getattro !== genericGetAttr) {
    const attr = getAttr(rt, o, name);
    s[sp - 1] = attr;
    s[sp] = null;
    decref(rt, o);
    return;
  }
  const descr = lookupOnType(type, name.v);
  if (descr !== null) {
    if ((descr.type.flags & TF.METHOD_DESCRIPTOR) !== 0) {
      if ((type.flags & TF.DICT) !== 0) {
        const own = getInstanceAttr(rt, o as PyContainer, name);
        if (own !== null) {
          s[sp - 1] = incref(own);
          s[sp] = null;
          decref(rt, o);
          return;
        }
      }
      s[sp - 1] = incref(descr);
      s[sp] = o;
      return;
    }
  }
  const attr = getAttr(rt, o, name);
  s[sp - 1] = attr;
  s[sp] = null;
  decref(rt, o);
}

/** Special method lookup for `with`: [f, self] or [bound, null]; null where the class has none. */
export function lookupSpecial(
  rt: Runtime,
  o: PyObject,
  name: string,
): { f: PyObject; self: PyObject | null } | null {
  const found = lookupOnType(o.type, name);
  if (found === null) return null;
  if ((found.type.flags & TF.METHOD_DESCRIPTOR) !== 0) return { f: incref(found), self: incref(o) };
  const get = found.type.slots.descrGet;
  if (get === null) return { f: incref(found), self: null };
  return { f: get(rt, found, o, o.type), self: null };
}

/** A bound special method (new), or null. */
export function boundSpecial(rt: Runtime, o: PyObject, name: string): PyObject | null {
  const found = lookupOnType(o.type, name);
  if (found === null) return null;
  const get = found.type.slots.descrGet;
  return get === null ? incref(found) : get(rt, found, o, o.type);
}

export function noContextManager(rt: Runtime, o: PyObject, name: string): unknown {
  if (rt.ruleset.minor <= 10) {
    return raise(rt, rt.exc['AttributeError'], name);
  }
  const detail = name === '__exit__' ? ' (missed __exit__ method)' : '';
  return typeError(rt, `'${o.type.name}' object does not support the context manager protocol${detail}`);
}

/** UNPACK_SEQUENCE: n items as new references, first item first. */
export function unpackSequence(rt: Runtime, seq: PyObject, n: number): PyObject[] {
  if (seq.type === rt.tupleType || seq.type === rt.listType) {
    const items = seq.v as PyObject[];
    if (items.length === n) {
      const own = items.slice();
      for (let i = 0; i < n; i++) incref(own[i]);
      return own;
    }
  }
  return unpackIterable(rt, seq, n, -1);
}

/** Items of an iterable: `before`, and if `after` is not negative a list and `after` more (unpack_iterable). */
export function unpackIterable(rt: Runtime, seq: PyObject, before: number, after: number): PyObject[] {
  let it: PyObject;
  try {
    it = getIter(rt, seq);
  } catch (error) {
    if (seq.type.slots.iter === null && swallow(rt, error, rt.exc['TypeError'])) {
      throw typeError(rt, `cannot unpack non-iterable ${seq.type.name} object`);
    }
    throw error;
  }
  const items: PyObject[] = [];
  const fail = (marker: unknown): unknown => {
    const saved = rt.thread.raised === null ? null : takeRaised(rt);
    decrefAll(rt, items);
    if (saved !== null) rt.thread.raised = saved;
    return marker;
  };
  try {
    for (let i = 0; i < before; i++) {
      const x = iterNext(rt, it);
      if (x === null) {
        const least = after >= 0 ? 'at least ' : '';
        throw valueError(
          rt,
          `not enough values to unpack (expected ${least}${before + Math.max(after, 0)}, got ${i})`,
        );
      }
      items.push(x);
    }
    if (after < 0) {
      const x = iterNext(rt, it);
      if (x !== null) {
        decref(rt, x);
        const sized =
          rt.ruleset.minor >= 14 &&
          (seq.type === rt.tupleType || seq.type === rt.listType || seq.type === rt.dictType);
        const got = sized ? `, got ${seq.type.kind === K.DICT ? dictLength(seq) : seq.v.length}` : '';
        throw valueError(rt, `too many values to unpack (expected ${before}${got})`);
      }
      return items;
    }
    const list = stealList(rt, []);
    items.push(list);
    listExtend(rt, list, it);
    const n = list.v.length as number;
    if (n < after) {
      throw valueError(
        rt,
        `not enough values to unpack (expected at least ${before + after}, got ${before + n})`,
      );
    }
    const tail = (list.v as PyObject[]).splice(n - after, after);
    items.push(...tail);
    return items;
  } catch (error) {
    throw isPyError(rt, error) ? fail(PY_ERROR) : error;
  } finally {
    decref(rt, it);
  }
}

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
  if ((a.bits & STR.INTERNED) !== 0 || a.aux !== null || a.v.length < 2) return false;
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

/** super(type, obj).name for LOAD_SUPER_ATTR. With `method`, the unbound function may stay unbound: [f, self]. */
export function loadSuperAttr(
  rt: Runtime,
  type: PyObject,
  obj: PyObject,
  name: PyObject,
  method: boolean,
): { attr: PyObject; self: PyObject | null } {
  if (type.type.kind !== K.TYPE)
    throw typeError(
      rt,
      `super() argument 1 must be ${rt.ruleset.minor >= 11 ? 'a ' : ''}type, not ${type.type.name}`,
    );
  const start = superCheck(rt, type as PyType, obj);
  try {
    if (name.v !== '__class__') {
      const found = superLookup(type as PyType, start, name.v);
      if (found !== null) {
        if (method && (found.type.flags & TF.METHOD_DESCRIPTOR) !== 0 && start !== obj) {
          return { attr: incref(found), self: incref(obj) };
        }
        const get = found.type.slots.descrGet;
        if (get === null) return { attr: incref(found), self: null };
        incref(found);
        try {
          return { attr: get(rt, found, start === obj ? null : obj, start), self: null };
        } finally {
          decref(rt, found);
        }
      }
    }
    const s = callObject(rt, rt.types['super'], [type, obj]);
    try {
      return { attr: getAttr(rt, s, name), self: null };
    } finally {
      decref(rt, s);
    }
  } finally {
    decref(rt, start);
  }
}

// ---- exceptions

/** RAISE_VARARGS: raises `exc` (owned) from `cause` (owned or null). Always throws. */
export function doRaise(rt: Runtime, exc: PyObject, cause: PyObject | null): never {
  let value: PyObject;
  if (exc.type.kind === K.TYPE && ((exc as PyType).flags & TF.EXC) !== 0) {
    try {
      value = callObject(rt, exc, []);
    } finally {
      decref(rt, exc);
    }
    if ((value.type.flags & TF.EXC) === 0) {
      const text = `calling ${reprText(rt, exc)} should have returned an instance of BaseException, not ${reprText(rt, value.type)}`;
      decref(rt, value);
      throw typeError(rt, text);
    }
  } else if ((exc.type.flags & TF.EXC) !== 0) value = exc;
  else {
    decref(rt, exc);
    if (cause !== null) decref(rt, cause);
    throw typeError(rt, 'exceptions must derive from BaseException');
  }
  if (cause !== null) {
    let fixed: PyObject | null;
    if (cause.type.kind === K.TYPE && ((cause as PyType).flags & TF.EXC) !== 0) {
      fixed = causeOf(rt, cause, value);
    } else if ((cause.type.flags & TF.EXC) !== 0) fixed = cause;
    else if (cause === rt.None) {
      fixed = null;
      decref(rt, cause);
    } else {
      decref(rt, cause);
      decref(rt, value);
      throw typeError(rt, 'exception causes must derive from BaseException');
    }
    const d = value.v;
    const old = d.cause;
    d.cause = fixed;
    d.suppressContext = true;
    if (old !== null) decref(rt, old);
  }
  throw raiseObject(rt, value);
}

/** The instance of an exception class given as cause; takes over `cause`, and on errors `value`. */
function causeOf(rt: Runtime, cause: PyObject, value: PyObject): PyObject {
  let made: PyObject | null = null;
  try {
    made = callObject(rt, cause, []);
    if ((made.type.flags & TF.EXC) !== 0) return made;
    const text = `calling ${reprText(rt, cause)} should have returned an instance of BaseException, not ${reprText(rt, made.type)}`;
    throw typeError(rt, text);
  } catch (error) {
    if (made !== null) decref(rt, made);
    decref(rt, value);
    throw error;
  } finally {
    decref(rt, cause);
  }
}

/** The exception being handled (borrowed), or null (_PyErr_GetTopmostException). */
export function handledException(rt: Runtime): PyObject | null {
  let item: ExcItem | null = rt.thread.handled;
  while (item !== null && item.value === null) item = item.previous;
  return item === null ? null : item.value;
}

/** Raises the handled exception again. */
export function reraiseHandled(rt: Runtime): never {
  const e = handledException(rt);
  if (e === null) throw raise(rt, rt.exc['RuntimeError'], 'No active exception to reraise');
  restoreRaised(rt, incref(e));
  throw PY_ERROR;
}

/** CHECK_EXC_MATCH. */
export function exceptionMatches(rt: Runtime, exc: PyObject, type: PyObject): boolean {
  const wrong = () => typeError(rt, 'catching classes that do not inherit from BaseException is not allowed');
  if (type.type.kind === K.TUPLE) {
    for (const t of type.v as PyObject[])
      if (t.type.kind !== K.TYPE || ((t as PyType).flags & TF.EXC) === 0) throw wrong();
    return (type.v as PyObject[]).some((t) => isSubtype(exc.type, t as PyType));
  }
  if (type.type.kind !== K.TYPE || ((type as PyType).flags & TF.EXC) === 0) throw wrong();
  return isSubtype(exc.type, type as PyType);
}

/** CHECK_EG_MATCH on the two top entries. What matches is being handled from now on. */
export function checkGroupMatch(rt: Runtime, s: (PyObject | null)[], sp: number): void {
  const exc = s[sp - 2]!;
  const type = s[sp - 1]!;
  const [match, rest] = matchGroup(rt, exc, type);
  s[sp - 2] = rest;
  s[sp - 1] = match;
  if (match !== rt.None) {
    const item = rt.thread.handled;
    const old = item.value;
    item.value = incref(match);
    if (old !== null) decref(rt, old);
  }
  decref(rt, exc);
  decref(rt, type);
}

// ---- calls

/** CALL_EX: [f, args, kwargs?] by callObject; all borrowed. */
export function callEx(rt: Runtime, f: PyObject, args: PyObject, kwargs: PyObject | null): PyObject {
  const given = f.type.slots.call !== null && takesTuple(rt, f, f.type);
  const { values, names, release } = spread(rt, f, args, kwargs, !given);
  try {
    if (!given) return callObject(rt, f, values, names);
    rt.callTuple = args;
    return f.type.slots.call!(rt, f, values, names);
  } finally {
    rt.callTuple = null;
    for (const x of release) decref(rt, x);
  }
}

/** The positional arguments of a CALL_EX as a tuple (new). */
export function argumentTuple(rt: Runtime, f: PyObject, args: PyObject): PyObject {
  try {
    return tupleOf(rt, args);
  } catch (error) {
    if (args.type.slots.iter === null && swallow(rt, error, rt.exc['TypeError'])) {
      throw typeError(
        rt,
        rt.ruleset.minor >= 15
          ? `Value after * must be an iterable, not ${args.type.name}`
          : `${functionText(rt, f)} argument after * must be an iterable, not ${args.type.name}`,
      );
    }
    throw error;
  }
}

/**
 * The arguments of a CALL_EX, a tuple and maybe a mapping: borrowed values plus what has to be released after the call. `unpacked`: keywords come in an array with the
 * others, which holds them all; else the callable gets the dict.
 */
export function spread(
  rt: Runtime,
  f: PyObject,
  args: PyObject,
  kwargs: PyObject | null,
  unpacked: boolean,
): { values: PyObject[]; names: PyObject[] | null; release: PyObject[] } {
  const release: PyObject[] = [];
  const items = (args.v as PyObject[]).slice();
  if (kwargs === null) return { values: items, names: null, release };
  const names: PyObject[] = [];
  let mapping = kwargs;
  if (kwargs.type.kind !== K.DICT) {
    // Up to 3.8 a lone mapping comes as it is.
    mapping = newDict(rt);
    release.push(mapping);
    try {
      mergeKeywords(rt, mapping, kwargs, f);
    } catch (error) {
      decrefAll(rt, release);
      throw error;
    }
  }
  for (const [key, value] of dictEntries(rt, mapping)) {
    if (key.type.kind !== K.STR) {
      decrefAll(rt, release);
      const whose = rt.ruleset.minor < 9 && f.type.kind === K.FUNCTION ? `${functionText(rt, f)} ` : '';
      throw typeError(rt, `${whose}keywords must be strings`);
    }
    names.push(unpacked ? incref(key) : key);
    items.push(unpacked ? incref(value) : value);
    if (unpacked) release.push(key, value);
  }
  if (unpacked && names.length > 0 && rt.ruleset.refcounts.callerKeepsSpread)
    for (let i = 0; i < items.length - names.length; i++) release.push(incref(items[i]));
  return { values: items, names: names.length === 0 ? null : names, release };
}

/** "module.function()" for messages about calls. */
export function functionText(rt: Runtime, f: PyObject): string {
  if (f.type.kind === K.FUNCTION) {
    const d = f.v as FunctionData;
    if (rt.ruleset.minor < 9) return `${d.name.v}()`;
    const module = d.module !== null && d.module.type.kind === K.STR ? d.module.v : null;
    return module !== null && module !== 'builtins' ? `${module}.${d.qualname.v}()` : `${d.qualname.v}()`;
  }
  if (rt.ruleset.minor < 9 && f.type.kind === K.TYPE) return `${f.type.name} object`;
  const q = findAttr(rt, f, '__qualname__');
  if (q !== null && q.type.kind === K.STR) {
    const m = findAttr(rt, f, '__module__');
    const module = m !== null && m.type.kind === K.STR && m.v !== 'builtins' ? `${m.v}.` : '';
    const text = `${module}${q.v}()`;
    decref(rt, q);
    if (m !== null) decref(rt, m);
    return text;
  }
  return reprText(rt, f);
}

/** DICT_MERGE for `f(**mapping)`: repeated keys are an error. */
export function mergeKeywords(rt: Runtime, target: PyObject, mapping: PyObject, f: PyObject): void {
  const before = dictLength(target);
  const add = (key: PyObject, value: PyObject) => {
    if (dictGet(rt, target, key) !== null) {
      if (key.type.kind !== K.STR && rt.ruleset.minor < 9)
        throw typeError(rt, `${functionText(rt, f)} keywords must be strings`);
      throw typeError(
        rt,
        `${functionText(rt, f)} got multiple values for keyword argument '${strText(rt, key)}'`,
      );
    }
    dictSet(rt, target, key, value);
  };
  if (mapping.type === rt.dictType) {
    if (before === 0) updateFrom(rt, target, mapping);
    else for (const [k, v] of dictEntries(rt, mapping)) add(k, v);
    return;
  }
  if (findAttrQuick(rt, mapping, 'keys') === false) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 15
        ? `Value after ** must be a mapping, not ${mapping.type.name}`
        : `${functionText(rt, f)} argument after ** must be a mapping, not ${mapping.type.name}`,
    );
  }
  const copy = callObject(rt, rt.dictType, []);
  try {
    updateFrom(rt, copy, mapping);
    for (const [k, v] of dictEntries(rt, copy)) add(k, v);
  } finally {
    decref(rt, copy);
  }
}

function findAttrQuick(rt: Runtime, o: PyObject, name: string): boolean {
  const a = findAttr(rt, o, name);
  if (a === null) return false;
  decref(rt, a);
  return true;
}

/** DICT_UPDATE for displays: {**mapping}. */
export function updateDisplay(rt: Runtime, target: PyObject, mapping: PyObject): void {
  if (mapping.type.kind !== K.DICT && !findAttrQuick(rt, mapping, 'keys')) {
    throw typeError(rt, `'${mapping.type.name}' object is not a mapping`);
  }
  updateFrom(rt, target, mapping);
}

// ---- match

export function matchKeys(rt: Runtime, subject: PyObject, keys: PyObject): PyObject {
  const values: PyObject[] = [];
  for (const key of keys.v as PyObject[]) {
    let value: PyObject | null;
    if (subject.type === rt.dictType) {
      const x = dictGet(rt, subject, key);
      value = x === null ? null : incref(x);
    } else {
      const get = getAttrJs(rt, subject, 'get');
      const dummy = callObject(rt, rt.objectType, []);
      const x = callObject(rt, get, [key, dummy]);
      decref(rt, get);
      value = x === dummy ? null : x;
      if (value === null) decref(rt, x);
      decref(rt, dummy);
    }
    if (value === null) {
      decrefAll(rt, values);
      return incref(rt.None);
    }
    values.push(value);
  }
  return stealTuple(rt, values);
}

export function matchClass(
  rt: Runtime,
  subject: PyObject,
  type: PyObject,
  names: PyObject,
  positional: number,
): PyObject {
  if (type.type.kind !== K.TYPE) throw typeError(rt, 'called match pattern must be a class');
  const cls = type as PyType;
  if (!isSubtype(subject.type, cls)) return incref(rt.None);
  const values: PyObject[] = [];
  let matched = false;
  try {
    matched = matchInto(rt, subject, cls, names, positional, values);
    return matched ? stealTuple(rt, values) : incref(rt.None);
  } finally {
    if (!matched) decrefAll(rt, values);
  }
}

/** Appends the attributes that the sub-patterns look at; false where one is missing. */
function matchInto(
  rt: Runtime,
  subject: PyObject,
  cls: PyType,
  names: PyObject,
  positional: number,
  values: PyObject[],
): boolean {
  const take = (name: PyObject): boolean => {
    try {
      values.push(getAttr(rt, subject, name));
      return true;
    } catch (error) {
      if (!swallow(rt, error, rt.exc['AttributeError'])) throw error;
      return false;
    }
  };
  const seen = new Set<string>();
  const takeOnce = (name: PyObject): void => {
    if (seen.has(name.v))
      throw typeError(rt, `${cls.name}() got multiple sub-patterns for attribute '${name.v}'`);
    seen.add(name.v);
  };
  if (positional > 0) {
    const args = findAttr(rt, cls, '__match_args__');
    if (args === null) {
      const builtin = [
        'bool',
        'bytearray',
        'bytes',
        'dict',
        'float',
        'frozenset',
        'int',
        'list',
        'set',
        'str',
        'tuple',
      ];
      const self = cls.mro.some((t) => (t.flags & TF.HEAP) === 0 && builtin.includes(t.name));
      const allowed = self ? 1 : 0;
      if (positional > allowed) {
        throw typeError(
          rt,
          `${cls.name}() accepts ${allowed} positional sub-pattern${allowed === 1 ? '' : 's'} (${positional} given)`,
        );
      }
      values.push(incref(subject));
    } else {
      try {
        if (args.type.kind !== K.TUPLE) {
          throw typeError(rt, `${cls.name}.__match_args__ must be a tuple (got ${args.type.name})`);
        }
        const list = args.v as PyObject[];
        if (positional > list.length) {
          throw typeError(
            rt,
            `${cls.name}() accepts ${list.length} positional sub-pattern${list.length === 1 ? '' : 's'} (${positional} given)`,
          );
        }
        for (let i = 0; i < positional; i++) {
          const name = list[i];
          if (name.type !== rt.strType)
            throw typeError(rt, `__match_args__ elements must be strings (got ${name.type.name})`);
          takeOnce(name);
          if (!take(name)) return false;
        }
      } finally {
        decref(rt, args);
      }
    }
  }
  for (const name of names.v as PyObject[]) {
    takeOnce(name);
    if (!take(name)) return false;
  }
  return true;
}

export { dictGetJs, Values };
