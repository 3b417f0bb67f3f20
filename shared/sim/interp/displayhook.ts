/** What a statement of interactive code shows (bytecodes.c: CALL_INTRINSIC_1 print_expr; PRINT_EXPR up to 3.11). */
import type { Stream } from '../modules/streams.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { objectRepr } from '../objects/abstract/text.ts';
import { runtimeError } from '../objects/errors.ts';
import type { PyContainer, PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { strNew } from '../objects/types/str.ts';
import { writeOutput } from './output.ts';

/** Gives `value` (borrowed) to sys.displayhook; RuntimeError where the program has deleted that. */
export function showValue(rt: Runtime, value: PyObject): void {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  if (sys === null) {
    rt.hooks.displayHook(rt, value);
    return;
  }
  const hook = dictGetJs(sys.dict as PyObject, 'displayhook');
  if (hook === null) throw runtimeError(rt, 'lost sys.displayhook');
  incref(hook);
  try {
    decref(rt, callObject(rt, hook, [value]));
  } finally {
    decref(rt, hook);
  }
}

/** sys.displayhook itself (sysmodule.c: sys_displayhook): to whatever sys.stdout is, and into `_`, which the repr finds empty. */
export function displayHook(rt: Runtime, value: PyObject): void {
  if (value === rt.None) return;
  dictSetJs(rt, rt.builtins, '_', rt.None);
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const file = sys === null ? null : dictGetJs(sys.dict as PyObject, 'stdout');
  if (file === null || file === rt.None) throw runtimeError(rt, 'lost sys.stdout');
  incref(file);
  try {
    const text = objectRepr(rt, value);
    try {
      for (const part of [text, strNew(rt, '\n')]) {
        if (isConsole(rt, file)) writeOutput(rt, part.v);
        else decref(rt, callMethod(rt, file, 'write', [part]));
        if (part !== text) decref(rt, part);
      }
    } finally {
      decref(rt, text);
    }
  } finally {
    decref(rt, file);
  }
  dictSetJs(rt, rt.builtins, '_', value);
}

function isConsole(rt: Runtime, file: PyObject): boolean {
  return file.type === rt.types['_io.TextIOWrapper'] && (file.v as Stream).console === 'stdout';
}
