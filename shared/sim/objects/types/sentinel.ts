/** sentinel, an object that stands only for itself (3.15, PEP 661; Objects/sentinelobject.c). */
import { newContainer } from '../alloc.ts';
import { attributeError, typeError } from '../errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { m0, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { dictGetJs } from './dict.ts';
import { unionOf } from './genericalias.ts';
import { objectDef } from './object.ts';
import { isStr } from './str.ts';

/** Name, module and what repr() says, each counted; the latter two can be missing. */
type Parts = (PyObject | null)[];
const partsOf = (o: PyObject): Parts => o.v as Parts;

const itself = (_rt: Runtime, self: PyObject): PyObject => incref(self);

function dropParts(rt: Runtime, o: PyObject): void {
  const parts = partsOf(o);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    parts[i] = null;
    if (part !== null) decref(rt, part);
  }
}

export const sentinelDef: TypeDef = {
  name: 'sentinel',
  kind: K.OTHER,
  size: () => 56,
  flags: TF.GC,
  doc: 'Create a unique sentinel object with the given name.',
  slots: {
    hash: objectDef.slots.hash,
    richcompare: objectDef.slots.richcompare,
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      dropParts(rt, o);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      for (const part of partsOf(o)) if (part !== null) visit(rt, part);
    },
    new: (rt, type, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n !== 1) throw typeError(rt, `sentinel() takes exactly 1 positional argument (${n} given)`);
      if (!isStr(args[0])) throw typeError(rt, `sentinel() argument 1 must be str, not ${args[0].type.name}`);
      let repr: PyObject | null = null;
      for (let i = 0; kw !== null && i < kw.length; i++) {
        if (kw[i].v !== 'repr')
          throw typeError(rt, `sentinel() got an unexpected keyword argument '${kw[i].v}'`);
        repr = args[1 + i] === rt.None ? null : args[1 + i];
        if (repr !== null && !isStr(repr))
          throw typeError(rt, `sentinel() argument 'repr' must be str or None, not ${repr.type.name}`);
      }
      const globals = rt.hooks.currentGlobals(rt);
      const module = globals === null ? null : dictGetJs(globals, '__name__');
      const o = newContainer(rt, type, [
        incref(args[0]),
        module && incref(module),
        repr && incref(repr),
      ] satisfies Parts);
      gcTrack(rt, o);
      return o;
    },
    repr: (_rt, o) => incref(partsOf(o)[2] ?? partsOf(o)[0]!),
    or: unionOf,
  },
  methods: [
    m0('__copy__', itself),
    m1('__deepcopy__', itself),
    m0('__reduce__', (_rt, self) => incref(partsOf(self)[0]!)),
  ],
  members: [
    {
      name: '__name__',
      get: (_rt, o) => incref(partsOf(o)[0]!),
      set: (rt) => {
        throw attributeError(rt, 'readonly attribute');
      },
    },
    {
      name: '__module__',
      get: (rt, o) => {
        const module = partsOf(o)[1];
        if (module === null) throw attributeError(rt, `'sentinel' object has no attribute '__module__'`);
        return incref(module);
      },
      set: (rt, o, value) => {
        const parts = partsOf(o);
        const old = parts[1];
        parts[1] = value && incref(value);
        if (old !== null) decref(rt, old);
      },
    },
  ],
};
