/** Which builtins code of a namespace sees (Python/ceval.c: _PyEval_BuiltinsFromGlobals). */
import { K, type PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { moduleDict } from '../objects/types/module.ts';
import type { Frame } from './frame.ts';

/** Those of the code that runs (PyEval_GetBuiltins); borrowed. */
export function currentBuiltins(rt: Runtime): PyObject {
  return (rt.thread.frame as Frame | null)?.builtins ?? rt.builtins;
}

/** What `__builtins__` of a namespace names, a module or a dict; without it those of the code that runs (borrowed). */
export function builtinsOf(rt: Runtime, ns: PyObject): PyObject {
  const given = dictGetJs(ns, '__builtins__');
  if (given === null) return currentBuiltins(rt);
  const dict = given.type.kind === K.MODULE ? moduleDict(given) : given;
  return dict.type.kind === K.DICT ? dict : rt.builtins;
}

/** The builtins that a function with those globals keeps (new). Up to 3.9 one without any is given None alone (_PyFrame_New_NoTrack). */
export function functionBuiltins(rt: Runtime, globals: PyObject): PyObject {
  const isBare = rt.ruleset.minor < 10 && dictGetJs(globals, '__builtins__') === null;
  if (!isBare || (rt.thread.frame as Frame | null)?.globals === globals)
    return incref(builtinsOf(rt, globals));
  const bare = newDict(rt);
  dictSetJs(rt, bare, 'None', rt.None);
  return bare;
}
