/** The program's sys.stderr, as CPython itself writes to it (Python/sysmodule.c: sys_write; errors.c: write_unraisable_exc_file). */
import type { Stream } from '../modules/streams.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { isPyError, takeRaised } from '../objects/errors.ts';
import type { PyContainer, PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { strNew } from '../objects/types/str.ts';
import { writeError } from './output.ts';

/** PySys_WriteStderr: one call of `write`; to the process's own stderr where the program's is missing or fails. */
export function writeStderr(rt: Runtime, text: string): void {
  const file = programStderr(rt);
  if (file === null || file === rt.None || isConsole(rt, file)) {
    writeError(rt, text);
    return;
  }
  incref(file);
  if (!calls(rt, file, 'write', text)) writeError(rt, text);
  decref(rt, file);
}

/** A report of an exception, line by line and flushed; nowhere where the program has set sys.stderr to None. */
export function writeReport(rt: Runtime, text: string): void {
  const file = programStderr(rt);
  if (file === null || isConsole(rt, file)) {
    writeError(rt, text);
    return;
  }
  if (file === rt.None) return;
  incref(file);
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) if (!calls(rt, file, 'write', line)) break;
  calls(rt, file, 'flush', null);
  decref(rt, file);
}

/** sys.stderr (borrowed), or null where there is none. */
function programStderr(rt: Runtime): PyObject | null {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  return sys === null ? null : dictGetJs(sys.dict as PyObject, 'stderr');
}

function isConsole(rt: Runtime, file: PyObject): boolean {
  return file.type === rt.types['_io.TextIOWrapper'] && (file.v as Stream).console === 'stderr';
}

/** Whether the call ended well; an exception of it is forgotten. */
function calls(rt: Runtime, file: PyObject, method: string, text: string | null): boolean {
  const raised = rt.thread.raised;
  rt.thread.raised = null;
  const args = text === null ? [] : [strNew(rt, text)];
  try {
    decref(rt, callMethod(rt, file, method, args));
    return true;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return false;
  } finally {
    for (const a of args) decref(rt, a);
    rt.thread.raised = raised;
  }
}
