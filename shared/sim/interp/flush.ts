/** What is left in the program's streams when it ends (Python/pylifecycle.c: flush_std_files; Python/pythonrun.c). */
import { findAttr } from '../objects/abstract/attributes.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { objectIsTrue } from '../objects/abstract/comparison.ts';
import { isPyError, takeRaised } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { moduleDict } from '../objects/types/module.ts';

/** What the program put in the place of sys.stdout or sys.stderr (borrowed), or null: our own streams keep nothing back. */
function ofProgram(rt: Runtime, name: 'stdout' | 'stderr'): PyObject | null {
  const sys = dictGetJs(rt.modules, 'sys');
  const file = sys === null ? null : dictGetJs(moduleDict(sys), name);
  return file === null || file === rt.None || file.type === rt.types['_io.TextIOWrapper'] ? null : file;
}

/** Flushes the streams after the program's last statement and before its error is shown; what goes wrong is forgotten (pythonrun.c: flush_io). */
export function flushAfterRun(rt: Runtime): void {
  const raised = rt.thread.raised;
  rt.thread.raised = null;
  for (const name of ['stderr', 'stdout'] as const) {
    const file = ofProgram(rt, name);
    if (file === null) continue;
    incref(file);
    try {
      decref(rt, callMethod(rt, file, 'flush', []));
    } catch (error) {
      if (!isPyError(rt, error)) throw error;
      decref(rt, takeRaised(rt));
    } finally {
      decref(rt, file);
    }
  }
  rt.thread.raised = raised;
}

/** Flushes the streams at the end of the process; false where that failed, for which it ends with 120. */
export function flushStreams(rt: Runtime): boolean {
  let whole = true;
  for (const name of ['stdout', 'stderr'] as const) {
    const file = ofProgram(rt, name);
    if (file === null) continue;
    incref(file);
    try {
      if (!isClosed(rt, file)) decref(rt, callMethod(rt, file, 'flush', []));
    } catch (error) {
      if (!isPyError(rt, error)) throw error;
      if (name === 'stdout') rt.hooks.writeUnraisable(rt, file);
      else decref(rt, takeRaised(rt));
      whole = false;
    } finally {
      decref(rt, file);
    }
  }
  return whole;
}

/** Whether `file.closed` is true; what goes wrong in asking counts as no. */
function isClosed(rt: Runtime, file: PyObject): boolean {
  try {
    const closed = findAttr(rt, file, 'closed');
    if (closed === null) return false;
    try {
      return objectIsTrue(rt, closed);
    } finally {
      decref(rt, closed);
    }
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return false;
  }
}
