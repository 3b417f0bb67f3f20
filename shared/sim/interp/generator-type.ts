/** The type of generators (Objects/genobject.c: PyGen_Type). */

import { addressOf } from '../objects/abstract/identity.ts';
import { typeError } from '../objects/errors.ts';
import { gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { hashAddress } from '../objects/hash.ts';
import { GC, K, type PyContainer, type PyObject, TF, type Visit } from '../objects/header.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intOfSize } from '../objects/types/int.ts';
import { selfIter } from '../objects/types/iterators.ts';
import { isStr, strNew } from '../objects/types/str.ts';
import type { CodeData } from './code.ts';
import { clearLocals, endFrame, type Frame, newFrameRef } from './frame.ts';
import { codeOf, type GeneratorData, leaveToGenerator, next, resume, yieldedOrStop } from './generator.ts';
import { close, delegate, finalize, throwInto } from './generator-throw.ts';
import { letTracebackGo } from './ops/exceptions.ts';

/**
 * Whether a frame that runs has told how high its stack is, so that the collector sees its locals: up to 3.13 where it called a
 * Python function in the same loop, from 3.14 wherever it called anything (_PyFrame_SetStackPointer).
 */
function stackIsSaved(rt: Runtime, frame: Frame): boolean {
  if (rt.ruleset.minor >= 14) return true;
  for (let above = rt.thread.frame as Frame | null; above !== null; above = above.back)
    if (above.back === frame) return !above.entry && (rt.ruleset.minor >= 12 || above.generator === null);
  return false;
}

/** Lets go of what a closed generator's frame held. */
function releaseKept(rt: Runtime, d: GeneratorData): void {
  const { kept } = d;
  d.kept = null;
  if (kept !== null) decrefAll(rt, kept);
}

function dealloc(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  const d = o.v as GeneratorData;
  gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  if (d.frame !== null && d.started && (c.gcBits & GC.FINALIZED) === 0) {
    c.gcBits |= GC.FINALIZED;
    gcTrack(rt, c);
    o.refcnt = 1;
    finalize(rt, o);
    if (--o.refcnt > 0) return;
    gcUntrack(rt, c);
  }
  const f = d.frame;
  if (f !== null) {
    leaveToGenerator(d);
    f.generator = null;
    endFrame(rt, f);
  }
  releaseKept(rt, d);
  if (d.item.value !== null) decref(rt, d.item.value);
  while (d.item.tracebacks !== null) letTracebackGo(rt, d.item);
  if (d.code !== null) decref(rt, d.code);
  decref(rt, d.name);
  decref(rt, d.qualname);
  gcFree(rt, c);
}

export const generatorDef: TypeDef = {
  name: 'generator',
  kind: K.GENERATOR,
  size: 'generator',
  flags: TF.GC | TF.WEAKREF,
  slots: {
    dealloc,
    finalize,
    traverse: (rt: Runtime, o: PyObject, visit: Visit) => {
      const d = o.v as GeneratorData;
      const f = d.frame;
      if (!rt.ruleset.sizes.frame.onDataStack) {
        if (f !== null) visit(rt, f.object!);
        visit(rt, codeOf(d));
        visit(rt, d.name);
        visit(rt, d.qualname);
        if (d.item.value !== null) visit(rt, d.item.value);
        for (const traceback of d.item.tracebacks ?? []) if (traceback !== null) visit(rt, traceback);
        return;
      }
      // 3.12 leaves the code to the frame (gen_traverse, _PyFrame_Traverse).
      if (rt.ruleset.minor < 12) visit(rt, codeOf(d));
      visit(rt, d.name);
      visit(rt, d.qualname);
      if (f !== null) {
        if (f.object !== null) visit(rt, f.object);
        if (f.func !== null) visit(rt, f.func);
        visit(rt, f.codeObj);
        if (!d.running || stackIsSaved(rt, f))
          for (let i = 0; i < f.sp; i++) if (f.s[i] !== null) visit(rt, f.s[i]!);
      }
      if (d.kept !== null) for (const x of d.kept) visit(rt, x);
      if (d.item.value !== null) visit(rt, d.item.value);
    },
    clear: (rt, o) => {
      releaseKept(rt, o.v as GeneratorData);
      const f = (o.v as GeneratorData).frame;
      if (f !== null && rt.ruleset.sizes.frame.onDataStack && !(o.v as GeneratorData).running)
        clearLocals(rt, f);
    },
    iter: selfIter,
    iternext: next,
    repr: (rt, o) =>
      strNew(
        rt,
        `<generator object ${(o.v as GeneratorData).qualname.v} at 0x${addressOf(rt, o).toString(16)}>`,
      ),
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
  },
  methods: [
    m1('send', (rt, self, value) => yieldedOrStop(rt, resume(rt, self, value, false))),
    mN('throw', (rt, self, args) => yieldedOrStop(rt, throwInto(rt, self, args)), 1, 3),
    m0('close', close),
    m0('__sizeof__', (rt, self) => {
      const d = self.v as GeneratorData;
      const sizes = rt.ruleset.sizes;
      const code = codeOf(d).v as CodeData;
      const frame = sizes.frame.generatorHoldsFrame ? 8 * (code.slots + code.source.stacksize) : 0;
      return intOfSize(rt, sizes.frame.generatorBaseBytes - sizes.gcHeaderBytes + frame);
    }),
  ],
  getset: [
    {
      name: '__name__',
      get: (_rt, o) => incref((o.v as GeneratorData).name),
      set: (rt, o, value) => {
        if (value === null || !isStr(value)) throw typeError(rt, '__name__ must be set to a string object');
        const old = o.v.name;
        o.v.name = incref(value);
        decref(rt, old);
      },
    },
    {
      name: '__qualname__',
      get: (_rt, o) => incref((o.v as GeneratorData).qualname),
      set: (rt, o, value) => {
        if (value === null || !isStr(value))
          throw typeError(rt, '__qualname__ must be set to a string object');
        const old = o.v.qualname;
        o.v.qualname = incref(value);
        decref(rt, old);
      },
    },
    {
      name: 'gi_suspended',
      get: (rt, o) => {
        const d = o.v as GeneratorData;
        return incref(d.frame !== null && d.started && !d.running ? rt.True : rt.False);
      },
    },
    { name: 'gi_yieldfrom', get: (rt, o) => incref(delegate(o.v) ?? rt.None) },
  ],
  members: [
    {
      name: 'gi_frame',
      memberUntil: 10,
      get: (rt, o) => {
        const f = (o.v as GeneratorData).frame;
        return f === null ? incref(rt.None) : newFrameRef(rt, f);
      },
    },
    {
      name: 'gi_running',
      memberUntil: 9,
      get: (rt, o) => incref((o.v as GeneratorData).running ? rt.True : rt.False),
    },
    { name: 'gi_code', memberUntil: 11, get: (_rt, o) => incref(codeOf(o.v as GeneratorData)) },
  ],
};
