/** `_linememory`: what memory_profiler and linecache (lib/profiling.ts, lib/tracemalloc.ts) ask of the machine. */

import type { CodeData } from '../interp/code.ts';
import { sourcesOf } from '../interp/source-lines.ts';
import { typeError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, m0, m1, mN } from '../objects/slots.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { LineMemory, lineTracer, residentMib } from '../profile/line-memory.ts';
import type { ModuleDef } from './module.ts';

/** start(code): measures the lines of a function while it runs. */
function start(rt: Runtime, _self: PyObject, code: PyObject): PyObject {
  if (code.type.kind !== K.CODE) throw typeError(rt, 'start() argument must be a code object');
  const before = rt.moduleState.get('line memory') as LineMemory | undefined;
  if (before?.active === true) return incref(rt.False);
  rt.moduleState.set('line memory', new LineMemory((code.v as CodeData).source, rt.tracer));
  rt.tracer = lineTracer;
  return incref(rt.True);
}

/** stop(): [(line, text, occurrences, memory, increment)] of the function's lines; occurrences 0 for lines that did not run. */
function stop(rt: Runtime): PyObject {
  const watch = rt.moduleState.get('line memory') as LineMemory | undefined;
  if (watch === undefined || !watch.active) return stealList(rt, []);
  watch.end();
  if (rt.tracer === lineTracer) rt.tracer = watch.outer;
  const text = sourcesOf(rt).get(watch.code.filename) ?? [];
  const [first, last] = watch.range;
  const rows: PyObject[] = [];
  for (let line = first; line <= last; line++) {
    const usage = watch.lines.get(line);
    rows.push(
      stealTuple(rt, [
        intFromNumber(rt, line),
        strNew(rt, text[line - 1] ?? ''),
        intFromNumber(rt, usage?.occurrences ?? 0),
        floatNew(rt, usage?.memoryMib ?? 0),
        floatNew(rt, usage?.incrementMib ?? 0),
      ]),
    );
  }
  return stealList(rt, rows);
}

function sourceLines(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const all = sourcesOf(rt).get(args[0].v as string) ?? [];
  // What is behind the last line break is no line.
  const lines = all[all.length - 1] === '' ? all.slice(0, -1) : all;
  return stealList(
    rt,
    lines.map((line) => strNew(rt, `${line}\n`)),
  );
}

export const lineMemoryModule: ModuleDef = {
  name: '_linememory',
  functions: [
    m1('start', start),
    m0('stop', stop),
    m0('resident_mib', (rt) => floatNew(rt, residentMib(rt))),
    mN('source_lines', sourceLines, 1, 1),
  ],
};
