/** Patterns of `match` (Python/ceval.c: match_keys, match_class). */
import { findAttr, getAttr, getAttrJs } from '../../objects/abstract/attributes.ts';
import { richCompareBool } from '../../objects/abstract/comparison.ts';
import { reprText } from '../../objects/abstract/text.ts';
import { swallow, typeError, valueError } from '../../objects/errors.ts';
import { K, type PyObject, type PyType, TF } from '../../objects/header.ts';
import { isInstance } from '../../objects/isinstance.ts';
import { decref, decrefAll, incref } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import { CMP } from '../../objects/slots.ts';
import { dictGet } from '../../objects/types/dict.ts';
import { stealTuple } from '../../objects/types/tuple.ts';

export function matchKeys(rt: Runtime, subject: PyObject, keys: PyObject): PyObject {
  const values: PyObject[] = [];
  let all = false;
  try {
    all = (keys.v as PyObject[]).every((key, i, earlier) => {
      if (earlier.slice(0, i).some((other) => richCompareBool(rt, other, key, CMP.EQ)))
        throw valueError(rt, `mapping pattern checks duplicate key (${reprText(rt, key)})`);
      const value = matchKey(rt, subject, key);
      if (value !== null) values.push(value);
      return value !== null;
    });
    return all ? stealTuple(rt, values) : incref(rt.None);
  } finally {
    if (!all) decrefAll(rt, values);
  }
}

/** What a mapping has for `key` (new reference), or null; `get` is asked of what is no dict. */
function matchKey(rt: Runtime, subject: PyObject, key: PyObject): PyObject | null {
  if (subject.type === rt.dictType) {
    const x = dictGet(rt, subject, key);
    return x === null ? null : incref(x);
  }
  const get = getAttrJs(rt, subject, 'get');
  const dummy = callObject(rt, rt.objectType, []);
  try {
    const x = callObject(rt, get, [key, dummy]);
    if (x !== dummy) return x;
    decref(rt, x);
    return null;
  } finally {
    decref(rt, get);
    decref(rt, dummy);
  }
}

function noClass(minor: number): string {
  if (minor >= 15) return 'class pattern must refer to a class';
  return `called match pattern must be a ${minor < 12 ? 'type' : 'class'}`;
}

export function matchClass(
  rt: Runtime,
  subject: PyObject,
  type: PyObject,
  names: PyObject,
  positional: number,
): PyObject {
  if (type.type.kind !== K.TYPE) throw typeError(rt, noClass(rt.ruleset.minor));
  const cls = type as PyType;
  // A metaclass decides by its __instancecheck__, as those of abstract classes and protocols do.
  if (!isInstance(rt, subject, cls)) return incref(rt.None);
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
