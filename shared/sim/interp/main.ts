/**
 * A program from its first instruction to the shut-down of its interpreter (Python/pythonrun.c: pyrun_file; Modules/main.c;
 * Python/pylifecycle.c: Py_FinalizeEx), in phases that can be paused and gone on with.
 */
import { collectAtExit } from '../gc/generations.ts';
import { runExitFunctions } from '../modules/atexit.ts';
import { getAttrJs } from '../objects/abstract/attributes.ts';
import { strText } from '../objects/abstract/text.ts';
import { isPyError, takeRaised } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictDelete, dictGetJs, dictSet, dictSetJs } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { moduleDict, newModule } from '../objects/types/module.ts';
import { strNew } from '../objects/types/str.ts';
import { type Arena, codeOf, freeArena } from './code.ts';
import { makeFrame } from './entering.ts';
import { enterFrame } from './eval.ts';
import { exitIsNoticed } from './exit.ts';
import { flushAfterRun, flushStreams } from './flush.ts';
import type { FunctionData } from './function.ts';
import { forgetLast, writeUncaught } from './report.ts';
import { compileModule, moduleFrame } from './source.ts';
import { sourcesOf } from './source-lines.ts';
import { beforeLoading, beforeRunning } from './startup.ts';
import { writeReport } from './stderr.ts';
import { runThreads } from './threads.ts';

const RUNNING = 'running module';

/** Where the program is. Plain data: part of the machine's state. */
export class MainProgram {
  /**
   * `running`: the module's frame. `joining`: the main thread has ended and waits for the others (threading._shutdown). `closing`: exit
   * functions, the last collection, the modules' end: native code, which nobody can pause. `ended`.
   */
  phase: 'running' | 'joining' | 'closing' | 'ended' = 'running';
  /** gc.get_count() when the program had ended, before the shutdown. */
  countsAtEnd: readonly number[] = [0, 0, 0];
  /** What each of the collections during the shutdown found: unreachable objects, uncollectable ones among them. */
  readonly exitCollections: number[] = [];
  /** The module's code, held while it runs. Owned. */
  code: PyObject | null = null;
  /** What its syntax tree holds, which lives as long as the module runs. Owned. */
  arena: Arena = [];
  /** threading._shutdown, while it runs. Owned. */
  shutdown: PyObject | null = null;
  exitCode = 0;
  /** The last line on stderr, that is, of the traceback ("" where it left with a code and no words); null where the program ended well. */
  error: string | null = null;
}

/** Makes __main__ of `source` and puts its frame on the main thread; nothing has run when it returns. */
export function startMain(rt: Runtime, source: string, filename: string): MainProgram {
  const main = new MainProgram();
  sourcesOf(rt).set(filename, source.split('\n'));
  const module = newModule(rt, '__main__');
  const ns = moduleDict(module);
  if (rt.ruleset.minor <= 13) {
    const annotations = newDict(rt);
    dictSetJs(rt, ns, '__annotations__', annotations);
    decref(rt, annotations);
  }
  dictSetJs(rt, ns, '__builtins__', dictGetJs(rt.modules, 'builtins')!);
  const file = strNew(rt, filename);
  dictSetJs(rt, ns, '__file__', file);
  if (rt.ruleset.minor <= 14) dictSetJs(rt, ns, '__cached__', rt.None);
  decref(rt, file);
  dictSetJs(rt, rt.modules, '__main__', module);
  // The module is held by who runs it, its namespace by the frame (from 3.11 on by the frame's function).
  rt.moduleState.set(RUNNING, [module, incref(ns)]);
  try {
    beforeLoading(rt);
    main.code = compileModule(rt, source, filename, 'exec', main.arena);
    beforeRunning(rt, codeOf(main.code).source);
    enterOutermost(rt, moduleFrame(rt, main.code, ns));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    endModule(rt, main);
    reportUncaught(rt, main);
    startJoining(rt, main);
  }
  return main;
}

/** Runs on until the program has ended (true) or the machine was paused (false). */
export function goOnMain(rt: Runtime, main: MainProgram): boolean {
  for (;;) {
    switch (main.phase) {
      case 'running':
        try {
          const result = runOutermost(rt);
          if (result === null) return false;
          decref(rt, result);
          endModule(rt, main);
          flushAfterRun(rt);
        } catch (error) {
          if (!isPyError(rt, error)) throw error;
          endModule(rt, main);
          flushAfterRun(rt);
          reportUncaught(rt, main);
        }
        startJoining(rt, main);
        break;
      case 'joining':
        try {
          const result = main.shutdown === null ? null : runOutermost(rt);
          if (result === null && main.shutdown !== null) return false;
          if (result !== null) decref(rt, result);
        } catch (error) {
          if (!isPyError(rt, error)) throw error;
          rt.hooks.writeUnraisable(rt, dictGetJs(rt.modules, 'threading'));
        }
        if (main.shutdown !== null) decref(rt, main.shutdown);
        main.shutdown = null;
        main.phase = 'closing';
        break;
      case 'closing':
        finish(rt, main);
        // sys.exit(3) says nothing.
        if (main.exitCode !== 0) main.error = lastLine(rt.errorOutput.join('')) || null;
        main.phase = 'ended';
        break;
      case 'ended':
        return true;
    }
  }
}

function enterOutermost(rt: Runtime, frame: ReturnType<typeof moduleFrame>): void {
  enterFrame(rt, frame);
  frame.entry = true;
}

/** Runs the threads until the main thread's outermost frame ends: its result, or null where the machine was paused. */
function runOutermost(rt: Runtime): PyObject | null {
  rt.mayPause = true;
  try {
    return runThreads(rt, rt.threads.find((t) => t.id === 1)!);
  } finally {
    rt.mayPause = false;
  }
}

function endModule(rt: Runtime, main: MainProgram): void {
  const { code } = main;
  main.code = null;
  if (code !== null) decref(rt, code);
  const held = (rt.moduleState.get(RUNNING) as PyObject[] | undefined) ?? [];
  rt.moduleState.delete(RUNNING);
  for (const o of held) decref(rt, o);
  freeArena(rt, main.arena);
}

/** What SystemExit's code says where it is no number. */
function exitText(rt: Runtime, code: PyObject): string {
  try {
    return strText(rt, code);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return '';
  }
}

/** Prints the raised exception and keeps the exit code. SystemExit prints no traceback. */
function reportUncaught(rt: Runtime, main: MainProgram): void {
  const e = takeRaised(rt);
  try {
    if (!e.type.mro.includes(rt.exc['SystemExit'])) {
      writeUncaught(rt, e);
      main.exitCode = 1;
      return;
    }
    const code = (e.v.members.code as PyObject | null) ?? rt.None;
    if (code === rt.None) return;
    if (code.type.kind === K.INT) {
      const value = BigInt(code.v);
      const fits = BigInt.asIntN(64, value) === value;
      main.exitCode = fits ? Number(BigInt.asUintN(8, value)) : 255;
      // Since 3.12 the conversion's error is shown.
      if (!fits && rt.ruleset.minor >= 12)
        writeReport(rt, 'OverflowError: Python int too large to convert to C long\n');
      return;
    }
    writeReport(rt, `${exitText(rt, code)}\n`);
    main.exitCode = 1;
  } finally {
    decref(rt, e);
  }
}

/** Calls threading._shutdown, which waits for the threads that are no daemons; its frame is run by goOnMain. */
function startJoining(rt: Runtime, main: MainProgram): void {
  main.phase = 'joining';
  const threading = dictGetJs(rt.modules, 'threading');
  if (threading === null) return;
  try {
    const shutdown = getAttrJs(rt, threading, '_shutdown');
    if (shutdown.type === rt.functionType) {
      main.shutdown = shutdown;
      enterOutermost(rt, makeFrame(rt, shutdown, shutdown.v as FunctionData, [], null));
      return;
    }
    try {
      decref(rt, callObject(rt, shutdown, []));
    } finally {
      decref(rt, shutdown);
    }
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, threading);
  }
}

/** Py_FinalizeEx: exit functions, a collection, then the modules (finalize_modules); see Runtime.endsQuickly. */
function finish(rt: Runtime, main: MainProgram): void {
  runExitFunctions(rt);
  main.countsAtEnd = [rt.gc.count0, rt.gc.count1, rt.gc.count2];
  rt.finalizing = true;
  if (!flushStreams(rt)) main.exitCode = 120;
  if (rt.endsQuickly && !exitIsNoticed(rt)) return;
  if (rt.gc.enabled) main.exitCollections.push(collectAtExit(rt));
  forgetLast(rt);
  const names = dictEntries(rt, rt.modules).map(([name]) => name);
  for (const name of names) if (isProgramModule(name)) dictSet(rt, rt.modules, name, rt.None);
  for (const name of names) if (isProgramModule(name)) dictDelete(rt, rt.modules, name);
  main.exitCollections.push(collectAtExit(rt));
}

function lastLine(text: string): string {
  return text.replace(/\n$/, '').split('\n').at(-1) ?? '';
}

function isProgramModule(name: PyObject): boolean {
  return name.v !== 'sys' && name.v !== 'builtins';
}
