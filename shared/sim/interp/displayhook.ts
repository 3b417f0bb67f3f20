/** What a statement of interactive code shows (bytecodes.c: CALL_INTRINSIC_1 print_expr; PRINT_EXPR up to 3.11). */
import { runtimeError } from '../objects/errors.ts';
import type { PyContainer, PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictGetJs } from '../objects/types/dict.ts';

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
