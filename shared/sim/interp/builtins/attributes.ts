/** getattr(), hasattr(), vars(), dir(), locals() (Python/bltinmodule.c). */
import { findAttr, getAttr, lookupAttr } from '../../objects/abstract/attributes.ts';
import { callLookedUp } from '../../objects/abstract/calls.ts';
import { mappingKeys } from '../../objects/abstract/container.ts';
import { lookupOnType } from '../../objects/abstract/lookup.ts';
import { typeError } from '../../objects/errors.ts';
import { K, type PyObject } from '../../objects/header.ts';
import { decref, incref, orRelease } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import type { Args } from '../../objects/slots.ts';
import { sortList } from '../../objects/types/list-sort.ts';
import { listFrom } from '../../objects/types/list-type.ts';
import { dirOf } from '../../objects/types/object.ts';
import { boolObject } from '../../objects/types/singletons.ts';
import type { Frame } from '../frame.ts';
import { localsOf } from '../frame-locals.ts';

/** getattr(object, name[, default]). */
export function getattr(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args[1].type.kind !== K.STR) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 11
        ? `attribute name must be string, not '${args[1].type.name}'`
        : 'getattr(): attribute name must be string',
    );
  }
  if (args.length < 3) return getAttr(rt, args[0], args[1]);
  return lookupAttr(rt, args[0], args[1]) ?? incref(args[2]);
}

/** hasattr(object, name). */
export function hasattr(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args[1].type.kind !== K.STR) {
    throw typeError(
      rt,
      rt.ruleset.minor >= 11
        ? `attribute name must be string, not '${args[1].type.name}'`
        : 'hasattr(): attribute name must be string',
    );
  }
  const found = lookupAttr(rt, args[0], args[1]);
  if (found === null) return boolObject(rt, false);
  decref(rt, found);
  return boolObject(rt, true);
}

/** The frame that runs. */
export function frameOf(rt: Runtime): Frame {
  return rt.thread.frame as Frame;
}

/** locals(). */
export function locals(rt: Runtime): PyObject {
  const f = frameOf(rt);
  return localsOf(rt, f);
}

/** vars([object]). */
export function vars(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args.length === 0) return locals(rt);
  const d = findAttr(rt, args[0], '__dict__');
  if (d === null) throw typeError(rt, 'vars() argument must have __dict__ attribute');
  return d;
}

/** dir([object]). */
export function dir(rt: Runtime, _self: PyObject, args: Args): PyObject {
  if (args.length === 0) {
    const d = locals(rt);
    const list = orRelease(rt, d, () => mappingKeys(rt, d));
    decref(rt, d);
    return sorted(rt, list);
  }
  const o = args[0];
  const found = lookupOnType(o.type, '__dir__');
  if (found !== null && found.type !== rt.types['method_descriptor']) {
    const r = callLookedUp(rt, o, '__dir__', [])!;
    const list = orRelease(rt, r, () => listFrom(rt, r));
    decref(rt, r);
    return sorted(rt, list);
  }
  return sorted(rt, dirOf(rt, o));
}

function sorted(rt: Runtime, list: PyObject): PyObject {
  orRelease(rt, list, () => sortList(rt, list, null, false));
  return list;
}
