import { parseArgs } from '../objects/args.ts';
import { toCInt } from '../objects/convert.ts';
import { typeError, valueError } from '../objects/errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber } from '../objects/types/int.ts';

import { currentLine, type Frame, lastInstruction, newFrameRef } from './frame.ts';

export class TracebackData {
  declare next: PyObject | null;
  declare readonly frame: PyObject;
  declare readonly lasti: number;
  declare readonly line: number;
  constructor(next: PyObject | null, frame: PyObject, lasti: number, line: number) {
    this.next = next;
    this.frame = frame;
    this.lasti = lasti;
    this.line = line;
  }
}

/** Adds an entry for `f` at the front of the exception's traceback (PyTraceBack_Here). */
export function addTraceback(rt: Runtime, exception: PyObject, f: Frame): void {
  const type = rt.types['traceback'];
  const { thread } = rt;
  const { raised } = thread;
  thread.raised = null; // It is set aside meanwhile: a collection that is due runs (<=3.11).
  const frame = newFrameRef(rt, f);
  const o = new PyContainer(
    type,
    gcAlloc(rt, type.headBytes + type.basicSize),
    new TracebackData(exception.v.traceback, frame, f.pc, currentLine(rt, f)),
    0,
    0,
  );
  gcTrack(rt, o);
  exception.v.traceback = o;
  thread.raised = raised;
}

/** A traceback, or null for None; anything else is a TypeError. */
function tracebackOrNone(rt: Runtime, o: PyObject, orNone = ''): PyObject | null {
  if (o === rt.None) return null;
  if (o.type.kind !== K.TRACEBACK)
    throw typeError(rt, `expected traceback object${orNone}, got '${o.type.name}'`);
  return o;
}

/** traceback(tb_next, tb_frame, tb_lasti, tb_lineno) */
function tracebackNew(rt: Runtime, _type: PyType, args: Args, kw: KwNames): PyObject {
  const names = ['tb_next', 'tb_frame', 'tb_lasti', 'tb_lineno'];
  const called = rt.ruleset.minor >= 13 ? 'traceback' : 'TracebackType';
  const [next, frame, lasti, line] = parseArgs(rt, called, args, kw, names, 4);
  const inner = tracebackOrNone(rt, next!, ' or None');
  if (frame!.type.kind !== K.FRAME)
    throw typeError(rt, `${called}() argument 'tb_frame' must be frame, not ${frame!.type.name}`);
  const pc = toCInt(rt, lasti!) / 2 + 1;
  const lineNumber = toCInt(rt, line!);
  const data = new TracebackData(inner === null ? null : incref(inner), incref(frame!), pc, lineNumber);
  const type = rt.types['traceback'];
  const o = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), data, 0, 0);
  gcTrack(rt, o);
  return o;
}

export const tracebackDef: TypeDef = {
  name: 'traceback',
  kind: K.TRACEBACK,
  size: 'traceback',
  flags: TF.GC,
  slots: {
    new: tracebackNew,
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      const d = o.v as TracebackData;
      if (d.next !== null) decref(rt, d.next);
      decref(rt, d.frame);
      gcFree(rt, o as PyContainer);
    },
    traverse: (rt, o, visit) => {
      const d = o.v as TracebackData;
      if (d.next !== null) visit(rt, d.next);
      visit(rt, d.frame);
    },
    clear: (rt, o) => {
      const d = o.v as TracebackData;
      const next = d.next;
      d.next = null;
      if (next !== null) decref(rt, next);
    },
  },
  members: [
    {
      name: 'tb_next',
      get: (rt, o) => incref((o.v as TracebackData).next ?? rt.None),
      set: (rt, o, value) => {
        if (value === null) throw typeError(rt, "can't delete tb_next attribute");
        const d = o.v as TracebackData;
        const next = tracebackOrNone(rt, value);
        for (let t = next; t !== null; t = (t.v as TracebackData).next)
          if (t === o) throw valueError(rt, 'traceback loop detected');
        const old = d.next;
        d.next = next === null ? null : incref(next);
        if (old !== null) decref(rt, old);
      },
    },
    { name: 'tb_frame', get: (_rt, o) => incref((o.v as TracebackData).frame) },
    { name: 'tb_lasti', get: (rt, o) => intFromNumber(rt, lastInstruction((o.v as TracebackData).lasti)) },
    { name: 'tb_lineno', memberUntil: 10, get: (rt, o) => intFromNumber(rt, (o.v as TracebackData).line) },
  ],
};
