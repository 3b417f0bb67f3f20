/**
 * OrderedDict (Objects/odictobject.c): a dict whose order is a linked list of nodes of its own, beside the table. Each node is a block and
 * holds a reference to its key; an array with one pointer for each slot of the table finds a key's node.
 *
 * Simplified: nodes are found by the key object that the table holds; the iterators of views are those of the dict's kind.
 */
import { keyError, typeError } from '../objects/errors.ts';
import { gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { asClassMethod, type MethodDef, m0, mK } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictClear, dictDealloc, dictExtraBytes, dictTraverse } from '../objects/types/dict-life.ts';
import { newView } from '../objects/types/dict-views.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { noneObject } from '../objects/types/singletons.ts';
import { iterDef, KEYS, newIter, VALUES, viewDef } from './ordered-dict-iterators.ts';
import {
  compare,
  copy,
  fromKeys,
  moveToEnd,
  or,
  pop,
  popItem,
  reduce,
  repr,
  setDefault,
} from './ordered-dict-methods.ts';
import { clearNodes, NODE_BYTES, Order, orderOf, set, take } from './ordered-dict-nodes.ts';
import { update, updateWith } from './ordered-dict-update.ts';

const keyword = (name: string, f: MethodDef['fn']): MethodDef => mK(name, f as Parameters<typeof mK>[1]);

const orderedDictDef: TypeDef = {
  name: 'collections.OrderedDict',
  base: 'dict',
  kind: K.DICT,
  // The list's ends, the array of nodes, the instance dict and the weak references.
  size: (rt) => rt.ruleset.sizes.dictBytes + 64,
  flags: TF.GC | TF.BASETYPE | TF.DICTSUB | TF.MAPPING | TF.DICT | TF.WEAKREF,
  unhashable: true,
  slots: {
    new: (rt, type: PyType, args, kw) => {
      const o = rt.dictType.slots.new!(rt, type, args, kw);
      o.aux = new Order();
      return o;
    },
    init: (rt, self, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n > 1)
        throw typeError(rt, `expected at most 1 argument${rt.ruleset.minor >= 14 ? '' : 's'}, got ${n}`);
      decref(rt, update(rt, self, args, kw));
    },
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      if ((o.type.flags & TF.HEAP) === 0 && c.dict !== null) {
        const own = c.dict as PyObject;
        c.dict = null;
        decref(rt, own);
      }
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      clearNodes(rt, o);
      dictDealloc(rt, o);
    },
    traverse: (rt, o, visit) => {
      const c = o as PyContainer;
      if ((o.type.flags & TF.HEAP) === 0 && c.dict !== null) visit(rt, c.dict as PyObject);
      for (let node = orderOf(o).first; node !== null; node = node.next) visit(rt, node.key);
      dictTraverse(rt, o, visit);
    },
    clear: (rt, o) => {
      clearNodes(rt, o);
      dictClear(rt, o);
    },
    repr,
    richcompare: compare,
    iter: (rt, o) => newIter(rt, o, KEYS),
    assSubscript: (rt, o, key, value) => {
      if (value !== null) {
        set(rt, o, key, value);
        return;
      }
      const old = take(rt, o, key);
      if (old === null) throw keyError(rt, key);
      decref(rt, old);
    },
    or,
    ior: (rt, a, b) => {
      if (rt.ruleset.minor < 9) return incref(rt.NotImplemented);
      updateWith(rt, a, b);
      return incref(a);
    },
  },
  methods: [
    asClassMethod(mK('fromkeys', fromKeys)),
    keyword('popitem', popItem),
    keyword('move_to_end', moveToEnd),
    keyword('pop', pop),
    keyword('setdefault', setDefault),
    keyword('update', update),
    m0('clear', (rt, self) => {
      dictClear(rt, self);
      clearNodes(rt, self);
      return noneObject(rt);
    }),
    m0('copy', copy),
    m0('keys', (rt, self) => newView(rt, 'odict_keys', self)),
    m0('values', (rt, self) => newView(rt, 'odict_values', self)),
    m0('items', (rt, self) => newView(rt, 'odict_items', self)),
    m0('__reversed__', (rt, self) => newIter(rt, self, KEYS, true)),
    m0('__reduce__', reduce),
    m0('__sizeof__', (rt, self) => {
      const order = orderOf(self);
      const plain = self.type.basicSize + dictExtraBytes(rt, self);
      return intFromNumber(rt, plain + 8 * order.fastLength + NODE_BYTES * order.nodes.size);
    }),
  ],
};

export const orderedDictDefs: readonly TypeDef[] = [
  orderedDictDef,
  iterDef,
  viewDef('odict_keys', 'dict_keys', KEYS),
  viewDef('odict_values', 'dict_values', VALUES),
  viewDef('odict_items', 'dict_items', KEYS | VALUES),
];
