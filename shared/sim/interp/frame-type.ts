/**
 * The type frame: what its objects show of a Frame and how they die (Objects/frameobject.c: PyFrame_Type, frame_getsetlist,
 * frame_dealloc).
 */

import { CO } from '../compile/code.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { raise, runtimeError, typeError, valueError } from '../objects/errors.ts';
import { gcFree, gcUntrack } from '../objects/gclinks.ts';
import { hashAddress } from '../objects/hash.ts';
import { K, type PyContainer, type PyObject, TF, type Visit } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m0 } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import { unsupportedText } from '../objects/unsupported.ts';
import {
  clearLocals,
  currentLine,
  type Frame,
  FrameTrace,
  frameBytes,
  lastInstruction,
  lineOf,
  newFrameRef,
  releaseFrame,
} from './frame.ts';
import { hasHiddenLocals, localsOf } from './frame-locals.ts';
import { clearGenerator } from './generator-throw.ts';
import { localsProxy } from './locals-proxy.ts';

/** f_lineno = n (frame_setlineno): only what it refuses; a jump is more than this simulation does. */
function setLine(rt: Runtime, o: PyObject, value: PyObject | null): void {
  const f = o.v as Frame;
  if (value === null) throw raise(rt, rt.exc['AttributeError'], 'cannot delete attribute');
  if (value.type !== rt.intType) throw valueError(rt, 'lineno must be an integer');
  const { minor } = rt.ruleset;
  if (minor >= 11 ? rt.thread.tracing === 0 : f.trace === null || f.trace.func === null) {
    if (minor === 11) throw valueError(rt, "can't jump from the 'call' trace event of a new frame");
    throw valueError(rt, `f_lineno can only be set ${minor >= 12 ? 'in' : 'by'} a trace function`);
  }
  throw raise(rt, rt.exc['NotImplementedError'], unsupportedText('a jump by frame.f_lineno'));
}

function truthOf(rt: Runtime, value: PyObject | null, name: string): boolean {
  if (value === rt.True || value === rt.False) return value === rt.True;
  if (value === null) throw typeError(rt, `can't delete ${name} attribute`);
  throw typeError(rt, 'attribute value type must be bool');
}

/** The type of frame objects. */
export const frameDef: TypeDef = {
  name: 'frame',
  kind: K.FRAME,
  size: (rt) => rt.ruleset.sizes.frame.baseBytes,
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      const c = o as PyContainer;
      gcUntrack(rt, c);
      const f = o.v as Frame | null;
      if (f !== null && f.generator === null) {
        f.object = null;
        clearLocals(rt, f);
        // The block of a frame that outlived its call is kept as any (frame_dealloc).
        if (!rt.framesOnDataStack) f.addr = c.addr;
        releaseFrame(rt, f);
        if (!rt.framesOnDataStack) return;
      } else if (f !== null) f.object = null;
      gcFree(rt, c);
    },
    traverse: (rt: Runtime, o: PyObject, visit: Visit) => {
      const f = o.v as Frame | null;
      if (f === null) return;
      if (f.generator !== null) {
        if (rt.ruleset.sizes.frame.onDataStack) return;
        // While it runs, what lies on its stack is the loop's affair.
        visit(rt, f.codeObj);
        if (f.trace !== null && f.trace.func !== null) visit(rt, f.trace.func);
        if (f.snapshot !== null) visit(rt, f.snapshot);
        const n = f.generator.v.running ? f.code.slots : f.sp;
        for (let i = 0; i < n; i++) if (f.s[i] !== null) visit(rt, f.s[i]!);
        return;
      }
      if (!f.finished) return;
      if (f.backObject !== null) visit(rt, f.backObject);
      if (f.snapshot !== null) visit(rt, f.snapshot);
      if (f.func !== null) visit(rt, f.func);
      visit(rt, f.codeObj);
      if (f.locals !== null) visit(rt, f.locals);
      for (let i = 0; i < f.sp; i++) if (f.s[i] !== null) visit(rt, f.s[i]!);
    },
    clear: (rt, o) => {
      const f = o.v as Frame | null;
      if (f === null) return;
      if (f.generator !== null && !rt.ruleset.sizes.frame.onDataStack) {
        if (!f.generator.v.running) clearLocals(rt, f);
      } else if (f.finished) clearLocals(rt, f);
    },
    repr: (rt, o) => {
      const f = o.v as Frame;
      const s = f.code.source;
      return strNew(
        rt,
        `<frame at 0x${addressOf(rt, o).toString(16)}, file '${s.filename}', line ${lineOf(f)}, code ${s.name}>`,
      );
    },
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
  },
  getset: [
    { name: 'f_code', get: (_rt, o) => incref((o.v as Frame).codeObj) },
    { name: 'f_globals', get: (_rt, o) => incref((o.v as Frame).globals) },
    { name: 'f_builtins', get: (_rt, o) => incref((o.v as Frame).builtins) },
    { name: 'f_lineno', get: (rt, o) => intFromNumber(rt, currentLine(rt, o.v)), set: setLine },
    { name: 'f_lasti', get: (rt, o) => intFromNumber(rt, lastInstruction((o.v as Frame).pc)) },
    {
      name: 'f_back',
      get: (rt, o) => {
        const f = o.v as Frame;
        // Up to 3.11 a generator that has ended forgets who resumed it.
        if (f.finished && (f.code.flags & CO.GENERATOR) !== 0 && rt.ruleset.minor <= 11)
          return incref(rt.None);
        if (f.backObject !== null) return incref(f.backObject);
        const { back } = f;
        return back === null ? incref(rt.None) : newFrameRef(rt, back);
      },
    },
    {
      name: 'f_locals',
      get: (rt, o) => {
        const f = o.v as Frame;
        if (rt.ruleset.minor >= 13 && (f.locals === null || hasHiddenLocals(f))) return localsProxy(rt, f);
        return localsOf(rt, f);
      },
    },
    {
      name: 'f_trace',
      get: (rt, o) => incref((o.v as Frame).trace?.func ?? rt.None),
      set: (rt, o, value) => {
        const f = o.v as Frame;
        f.trace ??= new FrameTrace();
        const old = f.trace.func;
        f.trace.line = lineOf(f);
        f.trace.func = value === null || value === rt.None ? null : incref(value);
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: 'f_trace_lines',
      get: (rt, o) => incref((o.v as Frame).trace?.lines === false ? rt.False : rt.True),
      set: (rt, o, value) => {
        const f = o.v as Frame;
        f.trace ??= new FrameTrace();
        f.trace.lines = truthOf(rt, value, 'f_trace_lines');
      },
    },
    {
      name: 'f_trace_opcodes',
      get: (rt, o) => incref((o.v as Frame).trace?.opcodes === true ? rt.True : rt.False),
      set: (rt, o, value) => {
        const f = o.v as Frame;
        f.trace ??= new FrameTrace();
        f.trace.opcodes = truthOf(rt, value, 'f_trace_opcodes');
      },
    },
  ],
  methods: [
    m0('clear', (rt, o) => {
      const f = o.v as Frame;
      if (f.generator !== null) clearGenerator(rt, f.generator);
      else if (!f.finished) throw runtimeError(rt, 'cannot clear an executing frame');
      if (f.finished) clearLocals(rt, f);
      return incref(rt.None);
    }),
    m0('__sizeof__', (rt, o) =>
      intFromNumber(rt, frameBytes(rt, (o.v as Frame).code) - rt.ruleset.sizes.gcHeaderBytes),
    ),
  ],
};
