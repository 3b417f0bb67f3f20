/** Objects, classes and the collector's lists in an image: what most records are, so written field by field. */
import { GcState } from '../objects/gclinks.ts';
import type { GcList } from '../objects/gclist.ts';
import { GC, K, PyContainer, PyInstance, PyObject, PyType, TF, Values } from '../objects/header.ts';
import { ruleset } from '../rulesets/index.ts';
import type { Reader } from './reader.ts';
import { fieldsOf, type Shape } from './shape.ts';
import type { Writer } from './writer.ts';

// biome-ignore lint/suspicious/noExplicitAny: stands for an object that is not there yet
const none: any = null;

export function writeObject(w: Writer, o: PyObject): void {
  w.number(o.refcnt);
  w.object(o.type);
  w.number(o.addr);
  // The contents of bytes never change.
  if (o.type.kind === K.BYTES) w.leaf(o.v);
  else w.value(o.v);
}

export function writeContainer(w: Writer, c: PyContainer): void {
  writeObject(w, c);
  w.value(c.aux);
  w.number(c.bits);
  // The rest is in the record of GcState.
  w.number(c.gcBits & GC.FLAGS);
}

export function writeInstance(w: Writer, c: PyInstance): void {
  writeContainer(w, c);
  w.value(c.dict);
  w.value(c.weak);
}

export function readContainer(r: Reader, c: PyContainer): void {
  readObject(r, c);
  c.aux = r.value();
  c.bits = r.value();
  c.gcBits |= r.value();
}

export function readInstance(r: Reader, c: PyInstance): void {
  readContainer(r, c);
  c.dict = r.value();
  c.weak = r.value();
}

export function readObject(r: Reader, o: PyObject): void {
  o.refcnt = r.value();
  o.type = r.value();
  o.addr = r.value();
  o.v = r.value();
}

export const objectShape: Shape = {
  of: PyObject,
  part: false,
  make: () => new PyObject(none, 0, null),
  write: (w, o) => writeObject(w, o as PyObject),
  read: (r, o) => readObject(r, o as PyObject),
};

/** The links of the collector's lists are in the record of GcState. */
export const containerShape: Shape = {
  of: PyContainer,
  part: false,
  make: () => new PyContainer(none, 0, null, null, 0),
  write: (w, o) => writeContainer(w, o as PyContainer),
  read: (r, o) => readContainer(r, o as PyContainer),
};

export const instanceShape: Shape = {
  of: PyInstance,
  part: false,
  make: () => new PyInstance(none, 0, null, null, 0),
  write: (w, o) => writeInstance(w, o as PyInstance),
  read: (r, o) => readInstance(r, o as PyInstance),
};

const typeFields = fieldsOf(PyType, new PyType(none, 0, none), () => none, {
  dropped: ['gcBits', 'cache', 'slots', 'given'],
});

export const typeShape: Shape = {
  of: PyType,
  part: false,
  make: () => new PyType(none, 0, none),
  write(w, o) {
    const type = o as PyType;
    typeFields.write(w, type);
    w.number(type.gcBits & GC.FLAGS);
    // What a built-in type can do does not change.
    if ((type.flags & TF.HEAP) === 0) w.leaf(type.slots);
    else w.ref(type.slots);
  },
  read(r, o) {
    typeFields.read(r, o);
    (o as PyType).gcBits |= r.value();
    (o as PyType).slots = r.value();
  },
};

const gcFields = fieldsOf(GcState, new GcState(ruleset('3.14')!), () => none, {
  dropped: ['lists', 'generations', 'permanent', 'unreachable', 'finalizers', 'region', 'clearing'],
});

export const gcShape: Shape = {
  of: GcState,
  part: false,
  make: (r) => new GcState(r.ground.ruleset),
  write(w, o) {
    const gc = o as GcState;
    gcFields.write(w, gc);
    for (const list of listsOf(gc)) {
      w.number(list.size);
      for (const c of list) w.object(c);
    }
  },
  read(r, o) {
    const gc = o as GcState;
    gcFields.read(r, gc);
    for (const list of listsOf(gc))
      for (let n = r.value() as number; n > 0; n--) list.append(r.value() as PyContainer);
  },
};

/** The values of an instance: there is one for nearly each. */
export const valuesShape: Shape = {
  of: Values,
  part: true,
  make: () => new Values(none, 0, 0),
  write(w, o) {
    const values = o as Values;
    w.ref(values.keys);
    w.array(values.items);
    w.value(values.order);
    w.number(values.capacity);
    w.number(values.addr);
  },
  read(r, o) {
    const values = o as { -readonly [K in keyof Values]: Values[K] };
    values.keys = r.value();
    values.items = r.value();
    values.order = r.value();
    values.capacity = r.value();
    values.addr = r.value();
  },
};

function listsOf(gc: GcState): GcList[] {
  return [...gc.generations, gc.permanent];
}
