/** atexit (Modules/atexitmodule.c): functions to call at the end, the last registered first. */
import { richCompareBool } from '../objects/abstract/comparison.ts';
import { isPyError, takeRaised, typeError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { CMP, m0, m1, mK } from '../objects/slots.ts';
import type { ModuleDef } from './module.ts';

type Entry = { func: PyObject; args: PyObject[]; kw: PyObject[] | null };

function entries(rt: Runtime): Entry[] {
  let list = rt.moduleState.get('atexit') as Entry[] | undefined;
  if (list === undefined) rt.moduleState.set('atexit', (list = []));
  return list;
}

function drop(rt: Runtime, e: Entry): void {
  decref(rt, e.func);
  for (const a of e.args) decref(rt, a);
  if (e.kw !== null) for (const k of e.kw) decref(rt, k);
}

/** Calls what is registered, newest first; errors are reported and do not stop the rest. */
export function runExitFunctions(rt: Runtime): void {
  const list = entries(rt);
  while (list.length > 0) {
    const e = list.pop()!;
    try {
      decref(rt, callObject(rt, e.func, e.args, e.kw));
    } catch (error) {
      if (!isPyError(rt, error)) throw error;
      if (rt.ruleset.minor >= 10) rt.hooks.writeUnraisable(rt, e.func, 'in atexit callback');
      else {
        const raised = takeRaised(rt);
        rt.hooks.writeReport(rt, `Error in atexit._run_exitfuncs:\n${rt.hooks.exceptionText(rt, raised)}`);
        decref(rt, raised);
      }
    }
    drop(rt, e);
  }
}

export const atexitModule: ModuleDef = {
  name: 'atexit',
  functions: [
    mK('register', (rt, _self, args, kw) => {
      if (args.length === 0) throw typeError(rt, 'register() takes at least 1 argument (0 given)');
      entries(rt).push({
        func: incref(args[0]),
        args: args.slice(1).map((a) => incref(a)),
        kw: kw === null ? null : kw.map((k) => incref(k)),
      });
      return incref(args[0]);
    }),
    m1('unregister', (rt, _self, f) => {
      const list = entries(rt);
      for (let i = list.length - 1; i >= 0; i--) {
        if (richCompareBool(rt, list[i].func, f, CMP.EQ)) drop(rt, list.splice(i, 1)[0]);
      }
      return incref(rt.None);
    }),
    m0('_run_exitfuncs', (rt) => {
      runExitFunctions(rt);
      return incref(rt.None);
    }),
    m0('_ncallbacks', (rt) => callObject(rt, rt.intType, [])),
  ],
};
