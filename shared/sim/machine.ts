/**
 * The simulated process: wires the layers, boots an interpreter of a version, runs programs in it.
 *
 * A machine is one graph of plain data (no state in closures), deterministic: the same ruleset, limits and program give the
 * same run, address for address.
 */

import { FreeLists } from './freelists/freelists.ts';
import { collectAtExit, collectGenerations } from './gc/generations.ts';
import { borrowedReferences } from './interp/borrowed.ts';
import { builtinFunctions } from './interp/builtins.ts';
import { codeDef } from './interp/code.ts';
import { type Frame, frameDef, frameObject, tracebackDef } from './interp/frame.ts';
import { functionDef } from './interp/function.ts';
import { generatorDef } from './interp/generator.ts';
import { importModule, loadNative } from './interp/import.ts';
import { handledException } from './interp/ops.ts';
import { writeError, writeOutput } from './interp/output.ts';
import { makeRecord } from './interp/records.ts';
import { exceptionLine, exceptionText, sourcesOf, writeUncaught, writeUnraisable } from './interp/report.ts';
import { compileModule, runModule } from './interp/source.ts';
import { isDirectCall, runOthers, startThread } from './interp/threads.ts';
import { runExitFunctions } from './modules/atexit.ts';
import { nativeModule } from './modules/index.ts';
import { callMethod, objectRepr } from './objects/abstract.ts';
import { isPyError, raise, runtimeError, takeRaised, valueError } from './objects/errors.ts';
import { GcState, gcTrack } from './objects/gclinks.ts';
import { PyContainer, PyObject, PyType } from './objects/header.ts';
import { BoundExceeded, Memory } from './objects/memory.ts';
import { decref, incref, makeImmortal } from './objects/refs.ts';
import { type Limits, Runtime } from './objects/runtime.ts';
import { declareType, fillType, type TypeDef } from './objects/typedef.ts';
import { newBuiltin } from './objects/types/builtin.ts';
import { complexNew } from './objects/types/complex.ts';
import {
  dictClear,
  dictDelete,
  dictEntries,
  dictGetJs,
  dictSet,
  dictSetJs,
  newDict,
} from './objects/types/dict.ts';
import { exceptionMembers } from './objects/types/exceptions.ts';
import { builtinTypeNames, builtinTypes, exceptionDefs, nameTypes } from './objects/types/index.ts';
import { moduleDict, newModule } from './objects/types/module.ts';
import { newStatic } from './objects/types/singletons.ts';
import { internString, latin1Char, strNew } from './objects/types/str.ts';
import type { AddressSpace } from './os/address-space.ts';
import { Pymalloc } from './pymalloc/pymalloc.ts';
import { dealloc } from './refcount/dealloc.ts';
import { pymallocGeometry } from './rulesets/allocator.ts';
import { type Ruleset, ruleset as rulesetOf } from './rulesets/index.ts';
import { clearWeakrefs } from './weakrefs/clear.ts';
import { callableProxyDef, proxyDef } from './weakrefs/proxy.ts';
import { nameWeakrefTypes, refDef } from './weakrefs/ref.ts';

export type { Limits } from './objects/runtime.ts';

export const defaultLimits: Limits = {
  steps: 200_000_000,
  heapBytes: 512 * 2 ** 20,
  recursionDepth: 1000,
  outputBytes: 4 * 2 ** 20,
};

/** How a program ended. */
export type RunResult = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** The last line of the traceback, or which bound was passed; null where the program ended well. */
  readonly error: string | null;
};

/** A booted interpreter. */
export class Machine {
  readonly rt: Runtime;
  constructor(rt: Runtime) {
    this.rt = rt;
  }

  /** Runs a program as `python FILE` does, shuts the interpreter down, and tells how it ended. One program a machine. */
  run(source: string, filename = 'program.py'): RunResult {
    const rt = this.rt;
    let exitCode = 0;
    let error: string | null = null;
    try {
      [exitCode, error] = runMain(rt, source, filename);
      finish(rt);
    } catch (problem) {
      exitCode = 1;
      if (problem instanceof BoundExceeded) error = `stopped: ${problem.message}`;
      else
        error = `internal error: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`;
    }
    return { stdout: rt.output.join(''), stderr: rt.errorOutput.join(''), exitCode, error };
  }
}

/**
 * Boots an interpreter of the version, or undefined where there is none of that name. `codeCache`, kept by the host, lets machines share
 * compiled library modules.
 */
export function boot(
  version: string,
  limits: Partial<Limits> = {},
  codeCache: Map<string, unknown> | null = null,
): Machine | undefined {
  const rules = rulesetOf(version);
  if (rules === undefined) return undefined;
  const machine = new Machine(bootRuntime(rules, { ...defaultLimits, ...limits }));
  machine.rt.codeCache = codeCache;
  return machine;
}

const earlyTypes: readonly TypeDef[] = [
  ...builtinTypes,
  functionDef,
  codeDef,
  frameDef,
  tracebackDef,
  generatorDef,
  refDef,
  proxyDef,
  callableProxyDef,
];

function bootRuntime(rules: Ruleset, limits: Limits): Runtime {
  const geometry = pymallocGeometry(rules.version) ?? pymallocGeometry('3.13')!;
  const pymalloc = new Pymalloc(geometry);
  const space: AddressSpace = pymalloc.system.space;
  const memory = new Memory(pymalloc, space.layout);
  const rt = new Runtime(rules, limits, memory, new GcState(rules), new FreeLists(rules.freeLists));
  rt.hooks = {
    dealloc,
    collectGenerations,
    clearWeakrefs,
    superArguments,
    complexNew,
    write: (r, stream, text) => (stream === 'stderr' ? writeError(r, text) : writeOutput(r, text)),
    importModule,
    isDirectCall,
    startThread: (r, func, args, kwargs) => startThread(r, func, args, kwargs).id,
    exceptionText: (r, exception) => exceptionText(r, exception),
    runOthers,
    handledException,
    getFrame,
    makeRecord,
    borrowedReferences,
    displayHook,
    currentGlobals: (r) => (r.thread.frame as Frame | null)?.globals ?? null,
    writeUnraisable,
  };
  const gcWasOn = rt.gc.enabled;
  rt.gc.enabled = false;
  makeTypes(rt);
  makeModules(rt);
  rt.gc.enabled = gcWasOn;
  rt.gc.count0 = 0;
  return rt;
}

/** What the interpreter's own modules hold, about; programs see only that it is many. */
function heldByInterpreter(rt: Runtime): void {
  rt.emptyTuple.refcnt += 680;
  for (const small of rt.smallInts)
    small.refcnt += small.v === 0 ? 170 : small.v === 1 ? 60 : small.v < 16 ? 20 : 3;
}

function makeTypes(rt: Runtime): void {
  for (const def of earlyTypes) declareType(rt, def);
  nameTypes(rt);
  nameWeakrefTypes(rt);
  for (const type of Object.values(rt.types)) type.type = rt.typeType;
  rt.None = newStatic(rt, rt.types['NoneType'], null);
  rt.NotImplemented = newStatic(rt, rt.types['NotImplementedType'], null);
  rt.Ellipsis = newStatic(rt, rt.types['ellipsis'], null);
  rt.False = newStatic(rt, rt.boolType, 0);
  rt.True = newStatic(rt, rt.boolType, 1);
  if (!rt.ruleset.refcounts.immortals) {
    rt.None.refcnt += 4000;
    rt.True.refcnt += 200;
    rt.False.refcnt += 200;
  }
  for (let i = rt.smallIntMin; i <= rt.smallIntMax; i++) {
    rt.smallInts.push(makeImmortal(rt, new PyObject(rt.intType, rt.mem.allocStatic(32), i, 0, 0)));
  }
  const emptyTuple = new PyContainer(rt.tupleType, rt.mem.allocStatic(48), [], null, 0);
  rt.emptyTuple = makeImmortal(rt, emptyTuple);
  if (!rt.ruleset.refcounts.immortals) heldByInterpreter(rt);
  rt.emptyStr = makeImmortal(rt, new PyObject(rt.strType, rt.mem.allocStatic(48), '', null, 8));
  rt.interned.set('', rt.emptyStr);
  rt.emptyBytes = makeImmortal(
    rt,
    new PyObject(rt.bytesType, rt.mem.allocStatic(48), new Uint8Array(0), null, 0),
  );
  for (let c = 0; c < 256; c++) decref(rt, latin1Char(rt, c));
  for (const def of earlyTypes) fillType(rt, rt.types[def.name], def);
  rt.exc['BaseException'] = rt.types['BaseException'];
  for (const def of exceptionDefs) {
    rt.exc[def.name] = declareType(rt, def);
    rt.exc[def.name].type = rt.typeType;
  }
  for (const def of exceptionDefs) fillType(rt, rt.types[def.name], def);
  rt.moduleState.set('exception members', exceptionMembers(rt));
}

function makeModules(rt: Runtime): void {
  rt.modules = newDict(rt);
  const sys = loadNative(rt, nativeModule('sys')!);
  const builtins = newModule(rt, 'builtins');
  builtins.v.builtin = true;
  const ns = moduleDict(builtins);
  rt.builtins = ns;
  for (const f of builtinFunctions) {
    const o = newBuiltin(rt, f, builtins, 'builtins');
    dictSetJs(rt, ns, f.name, o);
    decref(rt, o);
  }
  const singletons: [string, PyObject][] = [
    ['None', rt.None],
    ['Ellipsis', rt.Ellipsis],
    ['NotImplemented', rt.NotImplemented],
    ['False', rt.False],
    ['True', rt.True],
    ['__debug__', rt.True],
  ];
  for (const [name, value] of singletons) dictSetJs(rt, ns, name, value);
  for (const name of builtinTypeNames) dictSetJs(rt, ns, name, rt.types[name]);
  for (const [name, type] of Object.entries(rt.exc)) dictSetJs(rt, ns, name, type);
  dictSetJs(rt, ns, 'EnvironmentError', rt.exc['OSError']);
  dictSetJs(rt, ns, 'IOError', rt.exc['OSError']);
  dictSetJs(rt, rt.modules, 'builtins', builtins);
  decref(rt, builtins);
  decref(rt, sys);
}

/** The names that slots and attributes use stay interned, as in a running interpreter. */
export function internNames(rt: Runtime, names: readonly string[]): PyObject[] {
  return names.map((n) => internString(rt, n));
}

function superArguments(rt: Runtime): [PyObject, PyObject] {
  const f = rt.thread.frame as Frame | null;
  if (f === null) throw runtimeError(rt, 'super(): no current frame');
  if (f.code.source.argcount === 0) throw runtimeError(rt, 'super(): no arguments');
  let first = f.s[0];
  if (first !== null && first.type === rt.cellType) first = first.v as PyObject | null;
  if (first === null) {
    // Up to 3.10 a parameter that is a cell has moved to the cell's own slot.
    const i = f.code.source.cellvars.indexOf(f.code.source.varnames[0]);
    const at = f.code.source.varnames.length + i;
    first = i >= 0 ? ((f.s[at]?.v as PyObject | null | undefined) ?? null) : null;
  }
  if (first === null) throw runtimeError(rt, 'super(): arg[0] deleted');
  const n = f.code.source.freevars.indexOf('__class__');
  if (n < 0) throw runtimeError(rt, 'super(): __class__ cell not found');
  const cell = f.s[f.code.slots - f.code.freeCount + n]!;
  if (cell.v === null) throw runtimeError(rt, 'super(): empty __class__ cell');
  return [cell.v as PyObject, first];
}

function getFrame(rt: Runtime, depth: number): PyObject {
  let f = rt.thread.frame as Frame | null;
  for (let i = 0; i < depth && f !== null; i++) f = f.back;
  if (f === null || depth < 0) throw valueError(rt, 'call stack is not deep enough');
  return incref(frameObject(rt, f));
}

function displayHook(rt: Runtime, o: PyObject): void {
  if (o === rt.None) return;
  const r = objectRepr(rt, o);
  writeOutput(rt, `${r.v}\n`);
  decref(rt, r);
  dictSetJs(rt, rt.builtins, '_', o);
}

/** Runs `source` as __main__: exit code and error line. */
function runMain(rt: Runtime, source: string, filename: string): [number, string | null] {
  sourcesOf(rt).set(filename, source.split('\n'));
  const main = newModule(rt, '__main__');
  const ns = moduleDict(main);
  if (rt.ruleset.minor <= 13) {
    const annotations = newDict(rt);
    dictSetJs(rt, ns, '__annotations__', annotations);
    decref(rt, annotations);
  }
  dictSetJs(rt, ns, '__builtins__', rt.modules === null ? rt.None : builtinsModule(rt));
  const file = strNew(rt, filename);
  dictSetJs(rt, ns, '__file__', file);
  dictSetJs(rt, ns, '__cached__', rt.None);
  decref(rt, file);
  dictSetJs(rt, rt.modules, '__main__', main);
  decref(rt, main);
  try {
    const code = compileModule(rt, source, filename, 'exec');
    try {
      decref(rt, runModule(rt, code, ns));
    } finally {
      decref(rt, code);
    }
    return [0, null];
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    return reportUncaught(rt);
  }
}

function builtinsModule(rt: Runtime): PyObject {
  for (const [key, value] of dictEntries(rt, rt.modules)) if (key.v === 'builtins') return value;
  throw raise(rt, rt.exc['SystemError'], 'no builtins');
}

/** Prints the raised exception; exit code and last line. SystemExit ends quietly. */
function reportUncaught(rt: Runtime): [number, string | null] {
  const e = takeRaised(rt);
  try {
    if (e.type.mro.includes(rt.exc['SystemExit'])) {
      const code = (e.v.members.code as PyObject | null) ?? rt.None;
      if (code === rt.None) return [0, null];
      if (code.type === rt.intType) return [Number(code.v) & 255, null];
      const text = exceptionLine(rt, e).replace(/^SystemExit(: )?/, '');
      writeError(rt, `${text}\n`);
      return [1, null];
    }
    writeUncaught(rt, e);
    return [1, exceptionLine(rt, e)];
  } finally {
    decref(rt, e);
  }
}

/** Waits for the threads that are no daemons (threading._shutdown). */
function joinThreads(rt: Runtime): void {
  const threading = dictGetJs(rt.modules, 'threading');
  if (threading === null) return;
  try {
    decref(rt, callMethod(rt, threading, '_shutdown', []));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    rt.hooks.writeUnraisable(rt, threading);
  }
}

/** Py_FinalizeEx: exit functions, a collection, then the modules (finalize_modules). */
function finish(rt: Runtime): void {
  joinThreads(rt);
  runExitFunctions(rt);
  rt.finalizing = true;
  if (rt.gc.enabled) collectAtExit(rt);
  const modules = dictEntries(rt, rt.modules).map(([name, module]) => [name, module] as const);
  for (const [name, module] of modules) {
    if (name.v === 'sys' || name.v === 'builtins') continue;
    void module;
    dictSet(rt, rt.modules, name, rt.None);
  }
  for (const [name] of modules) {
    if (name.v === 'sys' || name.v === 'builtins') continue;
    dictDelete(rt, rt.modules, name);
  }
  collectAtExit(rt);
  void dictClear;
  void gcTrack;
  void PyType;
}
