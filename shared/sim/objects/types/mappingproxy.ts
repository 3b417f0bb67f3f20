/** mappingproxy, the read-only view of a class's namespace (Objects/descrobject.c). */

import { callMethod } from '../abstract/calls.ts';
import { objectHash, richCompare } from '../abstract/comparison.ts';
import { contains, getItem, objectLength } from '../abstract/container.ts';
import { getIter } from '../abstract/iteration.ts';
import { binaryOp } from '../abstract/number.ts';
import { objectStr, reprText } from '../abstract/text.ts';
import { newContainer } from '../alloc.ts';
import { parseArgs } from '../args.ts';
import { typeError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { m0, mN, type Slots } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { strNew } from './str.ts';

export function mappingProxy(rt: Runtime, mapping: PyObject): PyObject {
  const o = newContainer(rt, rt.types['mappingproxy'], incref(mapping));
  gcTrack(rt, o);
  return o;
}

const unwrapped = (o: PyObject): PyObject => (o.type.name === 'mappingproxy' ? (o.v as PyObject) : o);

/** Dying and being traversed, for a type whose instances hold one object: `v`. */
export const holderSlots: Pick<Slots, 'dealloc' | 'traverse'> = {
  dealloc: (rt, o) => {
    gcUntrack(rt, o as PyContainer);
    decref(rt, o.v);
    gcFree(rt, o as PyContainer);
  },
  traverse: (rt, o, visit) => visit(rt, o.v),
};

export const mappingProxyDef: TypeDef = {
  name: 'mappingproxy',
  generic: true,
  since: { __or__: 9, __ror__: 9, __ior__: 9, __reversed__: 9 },
  kind: K.VIEW,
  size: 'mappingproxy',
  flags: TF.GC | TF.MAPPING,
  slots: {
    ...holderSlots,
    new: (rt, _type, args, kw) => {
      const [mapping] = parseArgs(rt, 'mappingproxy', args, kw, ['mapping'], 1);
      const { flags, slots } = mapping!.type;
      if (slots.subscript === null || (flags & (TF.LIST | TF.TUPLE)) !== 0)
        throw typeError(rt, `mappingproxy() argument must be a mapping, not ${mapping!.type.name}`);
      return mappingProxy(rt, mapping!);
    },
    // From 3.12 on a proxy has the hash of its mapping, which a dict has not.
    hash: (rt, o) => {
      if (rt.ruleset.minor < 12) throw typeError(rt, "unhashable type: 'mappingproxy'");
      return objectHash(rt, o.v);
    },
    repr: (rt, o) => strNew(rt, `mappingproxy(${reprText(rt, o.v)})`),
    str: (rt, o) => objectStr(rt, o.v),
    length: (rt, o) => objectLength(rt, o.v),
    subscript: (rt, o, key) => getItem(rt, o.v, key),
    contains: (rt, o, key) => contains(rt, o.v, key),
    iter: (rt, o) => getIter(rt, o.v),
    richcompare: (rt, a, b, op) => richCompare(rt, a.v, b, op),
    // Since 3.9, of the mappings themselves.
    or: (rt, a, b) =>
      rt.ruleset.minor < 9 ? incref(rt.NotImplemented) : binaryOp(rt, unwrapped(a), unwrapped(b), 'or', '|'),
    ior: (rt, a) => {
      if (rt.ruleset.minor < 9) return incref(rt.NotImplemented);
      throw typeError(rt, `'|=' is not supported by ${a.type.name}; use '|' instead`);
    },
  },
  methods: [
    mN('get', (rt, self, args) => callMethod(rt, self.v, 'get', args), 1, 2),
    m0('keys', (rt, self) => callMethod(rt, self.v, 'keys', [])),
    m0('values', (rt, self) => callMethod(rt, self.v, 'values', [])),
    m0('items', (rt, self) => callMethod(rt, self.v, 'items', [])),
    m0('__reversed__', (rt, self) => callMethod(rt, self.v, '__reversed__', [])),
    m0('copy', (rt, self) => callMethod(rt, self.v, 'copy', [])),
  ],
};
