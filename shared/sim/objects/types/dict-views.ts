/** Views of dicts: keys(), values(), items() (Objects/dictobject.c: dictview_repr, dictview_richcompare, ...). */
import { isSought } from '../abstract/comparison.ts';
import { contains, objectLength } from '../abstract/container.ts';
import { forEach, listItems } from '../abstract/iteration.ts';
import { reprText } from '../abstract/text.ts';
import { newContainer } from '../alloc.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF, type Visit } from '../header.ts';
import { decref, incref, orRelease } from '../refs.ts';
import { reprEnter, reprLeave } from '../reprs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { CMP, m0, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { dictGet } from './dict.ts';
import { newDictIter } from './dict-iterators.ts';
import { dictLength } from './dict-table.ts';
import { stealList } from './list.ts';
import { strNew } from './str.ts';
import {
  isSetLike,
  viewDifference,
  viewIntersection,
  viewSymmetricDifference,
  viewUnion,
} from './view-operators.ts';

/** A view of a dict, of the type of that name. */
export function newView(rt: Runtime, typeName: string, dict: PyObject): PyObject {
  const o = newContainer(rt, rt.types[typeName], incref(dict));
  gcTrack(rt, o);
  return o;
}

const viewDealloc = (rt: Runtime, o: PyObject): void => {
  gcUntrack(rt, o as PyContainer);
  decref(rt, o.v);
  gcFree(rt, o as PyContainer);
};

const viewTraverse = (rt: Runtime, o: PyObject, visit: Visit): void => visit(rt, o.v);

function viewRepr(rt: Runtime, o: PyObject): PyObject {
  if (reprEnter(rt, o)) return strNew(rt, '...');
  try {
    const items = listItems(rt, o);
    const list = stealList(rt, items);
    const text = orRelease(rt, list, () => reprText(rt, list));
    decref(rt, list);
    return strNew(rt, `${o.type.name}(${text})`);
  } finally {
    reprLeave(rt, o);
  }
}

/** All items of `a` are in `b`. */
function allIn(rt: Runtime, a: PyObject, b: PyObject): boolean {
  let all = true;
  forEach(rt, a, (x) => {
    try {
      if (all && !contains(rt, b, x)) all = false;
    } finally {
      decref(rt, x);
    }
  });
  return all;
}

function viewCompare(rt: Runtime, a: PyObject, b: PyObject, op: number): PyObject {
  if (!isSetLike(b)) return incref(rt.NotImplemented);
  const n = objectLength(rt, a);
  const m = objectLength(rt, b);
  let r = false;
  if (op === CMP.EQ || op === CMP.NE) r = (n === m && allIn(rt, a, b)) === (op === CMP.EQ);
  else if (op === CMP.LT) r = n < m && allIn(rt, a, b);
  else if (op === CMP.LE) r = n <= m && allIn(rt, a, b);
  else if (op === CMP.GT) r = n > m && allIn(rt, b, a);
  else r = n >= m && allIn(rt, b, a);
  return incref(r ? rt.True : rt.False);
}

function viewType(
  name: string,
  iterName: string,
  has: ((rt: Runtime, o: PyObject, x: PyObject) => boolean) | null,
): TypeDef {
  const setLike = has !== null;
  return {
    name,
    kind: K.VIEW,
    size: name as never,
    flags: TF.GC,
    unhashable: setLike,
    slots: {
      dealloc: viewDealloc,
      traverse: viewTraverse,
      repr: viewRepr,
      length: (_rt, o) => dictLength(o.v),
      iter: (rt, o) => newDictIter(rt, iterName, o.v),
      ...(setLike
        ? {
            contains: has,
            richcompare: viewCompare,
            and: viewIntersection,
            or: viewUnion,
            subtract: viewDifference,
            xor: viewSymmetricDifference,
          }
        : {}),
    },
    methods: [
      m0('__reversed__', (rt, o) => newDictIter(rt, iterName.replace('dict_', 'dict_reverse'), o.v)),
      ...(setLike
        ? [
            m1('isdisjoint', (rt, self, other) => {
              let disjoint = true;
              forEach(rt, other, (x) => {
                if (disjoint && contains(rt, self, x)) disjoint = false;
                decref(rt, x);
              });
              return incref(disjoint ? rt.True : rt.False);
            }),
          ]
        : []),
    ],
    getset: [{ name: 'mapping', get: (rt, o) => callObject(rt, rt.types['mappingproxy'], [o.v]) }],
  };
}

export const viewDefs: readonly TypeDef[] = [
  viewType('dict_keys', 'dict_keyiterator', (rt, o, x) => dictGet(rt, o.v, x) !== null),
  viewType('dict_values', 'dict_valueiterator', null),
  viewType('dict_items', 'dict_itemiterator', (rt, o, x) => {
    if (x.type.kind !== K.TUPLE || x.v.length !== 2) return false;
    const value = dictGet(rt, o.v, x.v[0]);
    return value !== null && isSought(rt, value, x.v[1]);
  }),
];
