/** `from module import *` (Python/ceval.c: import_all_from): of whatever sys.modules has, into whatever the locals are. */
import { findAttr, getAttr, getAttrJs } from '../objects/abstract/attributes.ts';
import { mappingKeys, sequenceItem, setItem } from '../objects/abstract/container.ts';
import { raise, swallow, typeError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictSet } from '../objects/types/dict.ts';
import { charge } from '../objects/work.ts';

/** IMPORT_STAR: stores the names of `__all__`, else those of the module's dict that begin with no underscore, in `locals`. */
export function importStar(rt: Runtime, locals: PyObject, module: PyObject): void {
  const all = findAttr(rt, module, '__all__');
  const names = all ?? publicNames(rt, module);
  try {
    for (let i = 0; ; i++) {
      charge(rt, 1);
      const name = itemOrEnd(rt, names, i);
      if (name === null) return;
      try {
        if (name.type.kind !== K.STR) throw notText(rt, module, name, all !== null);
        if (all !== null || !(name.v as string).startsWith('_')) store(rt, locals, module, name);
      } finally {
        decref(rt, name);
      }
    }
  } finally {
    decref(rt, names);
  }
}

function store(rt: Runtime, locals: PyObject, module: PyObject, name: PyObject): void {
  const value = getAttr(rt, module, name);
  try {
    if (locals.type === rt.dictType) dictSet(rt, locals, name, value);
    else setItem(rt, locals, name, value);
  } finally {
    decref(rt, value);
  }
}

/** The keys of the module's dict, as a list. */
function publicNames(rt: Runtime, module: PyObject): PyObject {
  const dict = findAttr(rt, module, '__dict__');
  if (dict === null)
    throw raise(rt, rt.exc['ImportError'], 'from-import-* object has no __dict__ and no __all__');
  try {
    return mappingKeys(rt, dict);
  } finally {
    decref(rt, dict);
  }
}

/** Item `i`, null behind the last. */
function itemOrEnd(rt: Runtime, names: PyObject, i: number): PyObject | null {
  try {
    return sequenceItem(rt, names, i);
  } catch (error) {
    if (swallow(rt, error, rt.exc['IndexError'])) return null;
    throw error;
  }
}

function notText(rt: Runtime, module: PyObject, name: PyObject, isListed: boolean): unknown {
  const named = getAttrJs(rt, module, '__name__');
  const text = named.v;
  const isText = named.type.kind === K.STR;
  const given = named.type.name;
  decref(rt, named);
  if (!isText) return typeError(rt, `module __name__ must be a string, not ${given}`);
  const where = isListed ? `Item in ${text}.__all__` : `Key in ${text}.__dict__`;
  return typeError(rt, `${where} must be str, not ${name.type.name}`);
}
