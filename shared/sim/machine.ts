/**
 * The simulated process: wires the layers, boots an interpreter of a version, runs programs in it.
 *
 * A machine is one graph of plain data (no state in closures), deterministic: the same ruleset, limits and program give the
 * same run, address for address.
 */

import { type Bound, BoundExceeded } from '../base/bounds.ts';
import { Hasher } from '../base/hash.ts';
import { FreeLists } from './freelists/freelists.ts';
import { collectGenerations } from './gc/generations.ts';
import { hashImage } from './image/hash.ts';
import { type Ground, Reader } from './image/reader.ts';
import { type Image, Writer } from './image/writer.ts';
import { borrowedReferences } from './interp/borrowed.ts';
import { builtinOrder } from './interp/builtin-order.ts';
import { builtinFunctionsOf } from './interp/builtins.ts';
import { codeDef } from './interp/code.ts';
import { displayHook } from './interp/displayhook.ts';
import { type Frame, frameObject, lineOf } from './interp/frame.ts';
import { frameDef } from './interp/frame-type.ts';
import { functionDef } from './interp/function.ts';
import { generatorDef } from './interp/generator-type.ts';
import { importModule, loadNative } from './interp/import.ts';
import { lateMember } from './interp/late.ts';
import { localsProxyDef } from './interp/locals-proxy.ts';
import { goOnMain, type MainProgram, startMain } from './interp/main.ts';
import { handledException, handledTraceback } from './interp/ops/exceptions.ts';
import { writeError, writeOutput } from './interp/output.ts';
import { makeRecord } from './interp/records.ts';
import { exceptionText, unraisableText, writeUnraisable } from './interp/report.ts';
import { holdNamespaces } from './interp/startup.ts';
import { writeReport, writeStderr } from './interp/stderr.ts';
import { isDirectCall, runOthers, startThread, stepsEnded } from './interp/threads.ts';
import { addTraceback, tracebackDef } from './interp/traceback.ts';
import { isPausable } from './interp/watch.ts';
import { nativeModule } from './modules/index.ts';
import { isStackOverflow, runtimeError, stackExceeded, valueError } from './objects/errors.ts';
import { GcState } from './objects/gclinks.ts';
import { PyContainer, PyObject } from './objects/header.ts';
import { Memory } from './objects/memory.ts';
import { decref, incref, makeImmortal } from './objects/refs.ts';
import { type Hooks, type Limits, Runtime } from './objects/runtime.ts';
import { declareType, fillType, type TypeDef } from './objects/typedef.ts';
import { newBuiltin } from './objects/types/builtin.ts';
import { complexNew } from './objects/types/complex.ts';
import { dictSetJs } from './objects/types/dict.ts';
import { newDict } from './objects/types/dict-making.ts';
import { exceptionGroupDefs, joinExceptionGroup } from './objects/types/exception-group.ts';
import { exceptionMembers, exceptionSince } from './objects/types/exception-tree.ts';
import { builtinTypeNamesOf, builtinTypesOf, exceptionDefs, nameTypes } from './objects/types/index.ts';
import { moduleDict, newModule } from './objects/types/module.ts';
import { newStatic } from './objects/types/singletons.ts';
import { internObject, latin1Char, STR } from './objects/types/str.ts';
import { Pymalloc, processMalloc } from './pymalloc/pymalloc.ts';
import { dealloc } from './refcount/dealloc.ts';
import { pymallocGeometry } from './rulesets/allocator.ts';
import { type Ruleset, ruleset as rulesetOf } from './rulesets/index.ts';
import { clearWeakrefs } from './weakrefs/clear.ts';
import { callableProxyDef, proxyDef } from './weakrefs/proxy.ts';
import { nameWeakrefTypes, newRef, refDef } from './weakrefs/ref.ts';

export type { Limits } from './objects/runtime.ts';

export const defaultLimits: Limits = {
  steps: 200_000_000,
  heapBytes: 512 * 2 ** 20,
  recursionDepth: 20_000,
  outputBytes: 4 * 2 ** 20,
  // What fits into the stack of a worker in any browser, and of Node as it starts.
  nativeLoops: 120,
};

/** How a program ended. */
export type RunResult = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** The last line of the traceback, or which bound was passed; null where the program ended well. */
  readonly error: string | null;
};

// biome-ignore lint/suspicious/noExplicitAny: stands for a runtime that is not there yet
const none: any = null;

/** All that a machine is. */
type State = {
  rt: Runtime;
  main: MainProgram | null;
  /** Why it was stopped: the bound that was passed, or a defect of the machine. */
  stopped: string | null;
};

/** A machine's state as a value: it does not change, and any number of machines can be made of it. */
export type Snapshot = { readonly ground: Ground; readonly image: Image };

/** The room that a snapshot takes in the host, in bytes, about. */
export function snapshotBytes({ ground, image }: Snapshot): number {
  return (
    image.words.byteLength +
    image.shapes.byteLength +
    8 * image.leaves.length +
    ground.allocator.footprintBytes
  );
}

/**
 * A booted interpreter and the program that runs in it. `run` runs a program as a whole; `start` and `goOn` run it in parts: a watch
 * (`rt.watch`, interp/watch.ts) pauses it between two instructions of its outermost eval loop.
 */
export class Machine {
  #state: State;
  #defect: unknown = null;
  #bound: Bound | null = null;

  constructor(rt: Runtime) {
    this.#state = { rt, main: null, stopped: null };
  }

  get rt(): Runtime {
    return this.#state.rt;
  }

  /** The program, once it was started. */
  get main(): MainProgram | null {
    return this.#state.main;
  }

  /** What was thrown where the machine itself failed (`error` begins with "internal error"), for whoever mends it; else null. */
  get defect(): unknown {
    return this.#defect;
  }

  /** Which bound the program passed, if it was ended by one. */
  get bound(): Bound | null {
    return this.#bound;
  }

  get ended(): boolean {
    return this.#state.stopped !== null || this.#state.main?.phase === 'ended';
  }

  /** Runs a program as `python FILE` does, shuts the interpreter down, and tells how it ended. One program a machine. */
  run(source: string, filename = 'program.py'): RunResult {
    this.start(source, filename);
    while (!this.goOn());
    return this.result();
  }

  /** Compiles a program and stands before its first instruction. One program a machine. */
  start(source: string, filename = 'program.py'): void {
    this.#guarded(() => {
      this.#state.main = startMain(this.rt, source, filename);
    });
  }

  /** Goes on with the program: true when it has ended, false where the watch paused it. */
  goOn(): boolean {
    const { main } = this.#state;
    if (this.ended || main === null) return true;
    let ended = true;
    this.#guarded(() => {
      ended = goOnMain(this.rt, main);
    });
    return ended;
  }

  /** What was written so far, and, where the program has ended, how. */
  result(): RunResult {
    const { rt, main, stopped } = this.#state;
    return {
      stdout: rt.output.join(''),
      stderr: rt.errorOutput.join(''),
      exitCode: stopped === null ? (main?.exitCode ?? 0) : 1,
      error: stopped ?? main?.error ?? null,
    };
  }

  /**
   * The machine's state as a value, from which machines can be made and to which this one can go back. It can be taken before the program
   * starts, while it is paused, from inside a watch's call while the machine may pause (interp/watch.ts: isPausable), and when it has ended;
   * else this throws, because part of the state is then on the host's stack. Throws ImageTooLarge where it would take more than about
   * `limitBytes`.
   */
  snapshot(limitBytes = Number.POSITIVE_INFINITY): Snapshot {
    const { rt } = this;
    this.#mustStand();
    for (const output of [rt.output, rt.errorOutput])
      if (output.length > 1) output.splice(0, output.length, output.join(''));
    const { ruleset, limits, mem } = rt;
    const allocator = (mem.allocator as Pymalloc).clone();
    return {
      ground: { ruleset, limits, allocator },
      image: new Writer(mem, { limitWords: limitBytes / 4 }).write(this.#state),
    };
  }

  /** Goes back, or on, to the state that a machine had when the snapshot was taken. The host's own (watch, sink, tracer) is not in it. */
  restore(snapshot: Snapshot): this {
    const { jit } = this.rt;
    this.#take(snapshot, this.rt.codeCache);
    this.rt.jit = jit;
    return this;
  }

  /** A machine in the state of a snapshot. See boot for `codeCache`. */
  static of(snapshot: Snapshot, codeCache: Map<string, unknown> | null = null): Machine {
    const machine = new Machine(none);
    machine.#take(snapshot, codeCache);
    return machine;
  }

  /** A machine of its own in the same state, without the host's watch, sink and tracer. See snapshot. */
  clone(): Machine {
    const clone = Machine.of(this.snapshot(), this.rt.codeCache);
    clone.rt.jit = this.rt.jit;
    return clone;
  }

  /** The hash of the state: equal for equal states, however they were reached. See snapshot for when it can be asked for. */
  hash(): string {
    this.#mustStand();
    const hasher = new Hasher();
    hashImage(new Writer(this.rt.mem, { bare: true }).write(this.#state), hasher);
    (this.rt.mem.allocator as Pymalloc).hash(hasher);
    return hasher.digest();
  }

  #take({ image, ground }: Snapshot, codeCache: Map<string, unknown> | null): this {
    const reader = new Reader(image, { ...ground, allocator: ground.allocator.clone() });
    this.#state = reader.read() as State;
    this.rt.hooks = hooks;
    this.rt.codeCache = codeCache;
    return this;
  }

  #mustStand(): void {
    const { rt } = this;
    if (!rt.threads.every((thread) => thread.loops === 0) && !isPausable(rt))
      throw new Error('a machine can be copied only where it can be paused');
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (problem) {
      const passed = isStackOverflow(problem) ? stackExceeded() : problem;
      if (passed instanceof BoundExceeded) {
        this.#bound = passed.bound;
        this.#state.stopped = `stopped: ${passed.message}`;
      } else {
        this.#defect = problem;
        this.#state.stopped = defectText(this.rt, problem);
      }
    }
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
  functionDef,
  codeDef,
  frameDef,
  tracebackDef,
  generatorDef,
  refDef,
  proxyDef,
  callableProxyDef,
];

/** Who answers the calls upwards. */
const hooks: Hooks = {
  dealloc,
  collectGenerations,
  clearWeakrefs,
  newWeakref: (rt, o) => newRef(rt, rt.types['weakref.ReferenceType'], o, null),
  superArguments,
  complexNew,
  write: (r, stream, text) => (stream === 'stderr' ? writeError(r, text) : writeOutput(r, text)),
  importModule,
  lateMember,
  isDirectCall,
  startThread: (r, func, args, kwargs) => startThread(r, func, args, kwargs).id,
  exceptionText: (r, exception) => exceptionText(r, exception),
  runOthers,
  handledException,
  handledTraceback,
  getFrame,
  makeRecord,
  borrowedReferences,
  displayHook,
  currentGlobals: (r) => (r.thread.frame as Frame | null)?.globals ?? null,
  writeUnraisable,
  unraisableText,
  writeStderr,
  writeReport,
  addTraceback: (r, exception) => {
    if (r.thread.frame !== null) addTraceback(r, exception, r.thread.frame as Frame);
  },
  stepsEnded,
};

/** What a person is told where the machine itself has failed: what happened, where, and what to do. Nothing of the host. */
function defectText(rt: Runtime, problem: unknown): string {
  const frame = rt.thread.frame as Frame | null;
  const at = frame === null ? '' : ` at line ${lineOf(frame)} of ${frame.code.source.filename}`;
  const what = problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem);
  return `internal error${at}: ${what}. This is a defect of the simulation, not of the program: please report it together with the program`;
}

function bootRuntime(rules: Ruleset, limits: Limits): Runtime {
  const geometry = pymallocGeometry(rules.version) ?? pymallocGeometry('3.13')!;
  const pymalloc = new Pymalloc(geometry, processMalloc(geometry, limits.heapBytes));
  const memory = new Memory(pymalloc, pymalloc.system.space);
  const rt = new Runtime(rules, limits, memory, new GcState(rules), new FreeLists(rules.freeLists));
  memory.payer = rt;
  rt.hooks = hooks;
  const gcWasOn = rt.gc.enabled;
  rt.gc.enabled = false;
  makeTypes(rt);
  makeModules(rt);
  if (!rt.ruleset.refcounts.immortals) heldByInterpreter(rt);
  holdNamespaces(rt);
  rt.gc.enabled = gcWasOn;
  rt.gc.count0 = 0;
  // What there is has survived collections of the young generation: types, sys and builtins, not what the program's start makes.
  if (rules.collector.kind === 'generational') rt.gc.generations[1].merge(rt.gc.generations[0]);
  return rt;
}

/** An interned str of a character that is not the one that str methods give. */
function internTwin(rt: Runtime, character: string): void {
  const o = new PyContainer(rt.strType, rt.mem.allocStatic(48), character, null, STR.ASCII);
  if (!rt.ruleset.refcounts.immortals) o.refcnt = 999_999_999;
  makeImmortal(rt, internObject(rt, o));
}

/** What the interpreter's own modules hold (rulesets/held.ts). */
function heldByInterpreter(rt: Runtime): void {
  const { held } = rt.ruleset;
  rt.None.refcnt += held.None;
  rt.True.refcnt += held.True;
  rt.False.refcnt += held.False;
  rt.emptyTuple.refcnt += held.emptyTuple;
  rt.emptyStr.refcnt += held.emptyStr;
  rt.emptyBytes.refcnt += held.emptyBytes;
  rt.smallInts.forEach((small, i) => {
    small.refcnt += held.ints[Math.min(i, held.ints.length - 1)];
  });
  for (const [name, n] of Object.entries(held.types)) (rt.types[name] ?? rt.exc[name]).refcnt += n;
}

function makeTypes(rt: Runtime): void {
  const earlyDefs = [...builtinTypesOf(rt.ruleset.minor), ...earlyTypes];
  if (rt.ruleset.minor >= 13) earlyDefs.push(localsProxyDef);
  for (const def of earlyDefs) declareType(rt, def);
  nameTypes(rt);
  nameWeakrefTypes(rt);
  for (const type of Object.values(rt.types)) type.type = rt.typeType;
  rt.None = newStatic(rt, rt.types['NoneType'], null);
  rt.NotImplemented = newStatic(rt, rt.types['NotImplementedType'], null);
  rt.Ellipsis = newStatic(rt, rt.types['ellipsis'], null);
  rt.False = newStatic(rt, rt.boolType, 0);
  rt.True = newStatic(rt, rt.boolType, 1);
  // Up to 3.10 these are blocks of their own; since then they lie in the runtime's state (_PyRuntime), where blocks of 16 bytes do not begin.
  const { minor } = rt.ruleset;
  const inState = minor >= 11;
  for (let i = rt.smallIntMin; i <= rt.smallIntMax; i++) {
    const at = rt.mem.allocStatic(32, inState && minor <= 12);
    rt.smallInts.push(makeImmortal(rt, new PyObject(rt.intType, at, i)));
  }
  const emptyTuple = new PyContainer(rt.tupleType, rt.mem.allocStatic(64, inState), [], null, 0);
  rt.emptyTuple = makeImmortal(rt, emptyTuple);
  const emptyStr = new PyContainer(rt.strType, rt.mem.allocStatic(48, minor >= 13), '', null, 8);
  rt.emptyStr = makeImmortal(rt, emptyStr);
  rt.interned.set('', rt.emptyStr);
  const bytesAt = rt.mem.allocStatic(48, inState && minor <= 12);
  rt.emptyBytes = makeImmortal(rt, new PyContainer(rt.bytesType, bytesAt, new Uint8Array(0), null, 0));
  for (const c of rt.ruleset.interning.doubledCharacters) internTwin(rt, c);
  for (let c = 0; c < 256; c++) decref(rt, latin1Char(rt, c));
  for (const def of earlyDefs) fillType(rt, rt.types[def.name], def);
  rt.exc['BaseException'] = rt.types['BaseException'];
  const defs = [...exceptionDefs, ...(minor >= 11 ? exceptionGroupDefs : [])].filter(
    (def) => minor >= (exceptionSince[def.name] ?? 0),
  );
  for (const def of defs) {
    rt.exc[def.name] = declareType(rt, def);
    rt.exc[def.name].type = rt.typeType;
  }
  if (minor >= 11) joinExceptionGroup(rt);
  for (const def of defs) fillType(rt, rt.types[def.name], def);
  rt.moduleState.set('exception members', exceptionMembers(rt));
}

function makeModules(rt: Runtime): void {
  rt.modules = newDict(rt);
  const sys = loadNative(rt, nativeModule('sys')!);
  const builtins = newModule(rt, 'builtins');
  builtins.v.builtin = true;
  const ns = moduleDict(builtins);
  rt.builtins = ns;
  const later = new Map<string, PyObject>();
  for (const f of builtinFunctionsOf(rt.ruleset.minor)) {
    const o = newBuiltin(rt, f, builtins, 'builtins');
    if (f.name === 'open') later.set(f.name, o);
    else {
      dictSetJs(rt, ns, f.name, o);
      decref(rt, o);
    }
  }
  const singletons: [string, PyObject][] = [
    ['None', rt.None],
    ['Ellipsis', rt.Ellipsis],
    ['NotImplemented', rt.NotImplemented],
    ['False', rt.False],
    ['True', rt.True],
  ];
  for (const [name, value] of singletons) dictSetJs(rt, ns, name, value);
  later.set('__debug__', rt.True);
  for (const name of builtinTypeNamesOf(rt.ruleset.minor)) later.set(name, rt.types[name]);
  for (const [name, type] of Object.entries(rt.exc)) later.set(name, type);
  later.set('EnvironmentError', rt.exc['OSError']).set('IOError', rt.exc['OSError']);
  for (const name of builtinOrder(later.keys(), rt.ruleset.minor)) dictSetJs(rt, ns, name, later.get(name)!);
  decref(rt, later.get('open')!);
  dictSetJs(rt, rt.modules, 'builtins', builtins);
  decref(rt, builtins);
  rt.moduleState.set('interp->sysdict', incref(moduleDict(sys)));
  decref(rt, sys);
}

function superArguments(rt: Runtime): [PyObject, PyObject] {
  const f = rt.thread.frame as Frame | null;
  if (f === null) throw runtimeError(rt, 'super(): no current frame');
  if (f.code.source.argcount === 0) throw runtimeError(rt, 'super(): no arguments');
  let first = f.s[0];
  const i = f.code.source.cellvars.indexOf(f.code.source.varnames[0]);
  if (i >= 0 && first !== null && first.type === rt.cellType) first = first.v as PyObject | null;
  if (first === null) {
    // Up to 3.10 a parameter that is a cell has moved to the cell's own slot.
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
