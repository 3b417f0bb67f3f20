/**
 * The state of one simulated interpreter that objects need at hand (CPython: PyInterpreterState, PyThreadState,
 * _PyRuntime). Everything mutable hangs on it, so that a machine is one graph of data.
 */

import { Rng } from '../../base/rng.ts';
import type { LayerEvent } from '../events.ts';
import type { FreeLists } from '../freelists/freelists.ts';
import type { Ruleset } from '../rulesets/index.ts';
import { typeError } from './errors.ts';
import type { GcState } from './gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType } from './header.ts';
import { Husks } from './husks.ts';
import type { Memory } from './memory.ts';
import { roomFor } from './recursion.ts';
import type { Args, KwNames, MethodDef } from './slots.ts';
import { callInTuple, takesTuple } from './tuplecall.ts';
import { dictGetJs } from './types/dict.ts';
import { moduleDict } from './types/module.ts';

/** Calls upwards, wired by machine.ts: each names the layer that answers. */
export type Hooks = {
  /** refcount/: the count reached zero. */
  dealloc: (rt: Runtime, o: PyObject) => void;
  /** gc/: an allocation went over the threshold (<=3.11 inside it, 3.12+ at the eval breaker). */
  collectGenerations: (rt: Runtime) => void;
  /** weakrefs/: the object dies by its count: clear its references, then call back. */
  clearWeakrefs: (rt: Runtime, o: PyContainer) => void;
  /** weakrefs/: the shared weak reference to an object (new reference). */
  newWeakref: (rt: Runtime, o: PyContainer) => PyObject;
  /** objects/types/complex.ts: a complex object. */
  complexNew: (rt: Runtime, re: number, im: number) => PyObject;
  /** interp/: what super() without arguments means in the running frame: class and first argument (borrowed). */
  superArguments: (rt: Runtime) => [PyObject, PyObject];
  /** interp/: writes to the process's own stdout ('stdout') or stderr. */
  write: (rt: Runtime, stream: string, text: string) => void;
  /** interp/: whether the running instruction calls the native method `def` itself, not through other native code. */
  isDirectCall: (rt: Runtime, def: MethodDef) => boolean;
  /** interp/: a new thread that will call `func`; takes over the references. Its number. */
  startThread: (rt: Runtime, func: PyObject, args: PyObject, kwargs: PyObject | null) => number;
  /** interp/: an exception with its traceback, as an uncaught one is shown. */
  exceptionText: (rt: Runtime, exception: PyObject) => string;
  /** interp/: runs other threads until the running one, which waits, may go on. */
  runOthers: (rt: Runtime) => void;
  /** interp/: sys.modules[name] (new reference), importing it first. */
  importModule: (rt: Runtime, name: string) => PyObject;
  /** interp/: a member of a module that is made when it is first asked for (new reference), or null. */
  lateMember: (rt: Runtime, module: PyObject, name: string) => PyObject | null;
  /** interp/: the exception being handled (borrowed), or null. */
  handledException: (rt: Runtime) => PyObject | null;
  /** interp/: its traceback (borrowed), or null. */
  handledTraceback: (rt: Runtime) => PyObject | null;
  /** interp/: sys._getframe(depth), new reference. */
  getFrame: (rt: Runtime, depth: number) => PyObject;
  /** interp/: a structseq-like record of owned values. */
  makeRecord: (rt: Runtime, name: string, fields: readonly (readonly [string, PyObject])[]) => PyObject;
  /** interp/: stack entries for `o` that CPython 3.14+ would not have counted. */
  borrowedReferences: (rt: Runtime, o: PyObject) => number;
  /** interp/: sys.displayhook. */
  displayHook: (rt: Runtime, o: PyObject) => void;
  /** interp/: the frame that runs, for warnings, super() and globals(). */
  currentGlobals: (rt: Runtime) => PyObject | null;
  /** interp/: the steps up to the next look at the other threads are used up; throws where the program has no more. */
  stepsEnded: (rt: Runtime) => void;
  /** interp/: writes "Exception ignored in: ..." and forgets the exception. */
  writeUnraisable: (rt: Runtime, where: PyObject | null, doing?: string) => void;
  /** interp/: what stands in such a report: the exception, a message instead of "Exception ignored in", the object. */
  unraisableText: (rt: Runtime, e: PyObject, message: string | null, where: PyObject | null) => string;
  /** interp/: PySys_WriteStderr, to whatever the program has put at sys.stderr. */
  writeStderr: (rt: Runtime, text: string) => void;
  /** interp/: the report of an exception, line by line, to whatever the program has put at sys.stderr. */
  writeReport: (rt: Runtime, text: string) => void;
  /** Adds an entry for the running frame to an exception's traceback. */
  addTraceback: (rt: Runtime, exception: PyObject) => void;
};

/** What ends a program that takes more than it may. */
export type Limits = {
  readonly steps: number;
  readonly heapBytes: number;
  readonly recursionDepth: number;
  readonly outputBytes: number;
  /**
   * Eval loops within each other: native code that calls Python code that calls native code. The costliest way from one to the next (a __str__
   * called by format) takes 7 kB of the host's stack in code that is not yet optimised: the bound has to be met before the stack ends.
   */
  readonly nativeLoops: number;
  /** What stands for the host's entropy: seeds `random` and the moments at which threads switch. */
  readonly seed?: number;
};

/** One thread of the simulated process: its frames and the exceptions it handles. */
export class ThreadState {
  declare readonly id: number;
  /** The exception being raised (always an instance), or null. Owned. */
  raised: PyObject | null = null;
  /** The exceptions being handled, innermost last (`sys.exc_info`): exception instances or null. Owned. */
  declare handled: ExcItem;
  /** Frames of Python code that run now, native recursion included. */
  depth = 0;
  /** Recursion of native code (repr of nested lists, comparisons). */
  nativeDepth = 0;
  /** What the level of native code says that was entered last, since a loop began: the end of a RecursionError. */
  where = '';
  /** Levels of native code that CPython does not count. */
  guards = 0;
  /** Eval loops that are running within each other. */
  loops = 0;
  /** Where it stands with the others: it runs or could run, or waits for a lock or a moment. */
  status: 'ready' | 'waiting' | 'ended' = 'ready';
  /** The lock that it waits for (borrowed: its stack holds it), or null. */
  waitsFor: PyObject | null = null;
  /** When it began to wait, or -1. */
  waitingSince = -1;
  /** The moment on the simulated clock at which it stops waiting. */
  deadlineNs = Number.POSITIVE_INFINITY;
  /** A caller in the host waits for the end of its outermost frame (the main thread, always). */
  hosted = false;
  /** What that frame returned, or that it raised, when another thread's turn ran it to the end. */
  outcome: PyObject | 'raised' | null = null;
  /** Its outermost eval loop may stop between two instructions, so that another thread runs. */
  pausable = false;
  /** Function, positional arguments and keywords (dict or null) of a thread that has not run yet. Owned. */
  start: { func: PyObject; args: PyObject; kwargs: PyObject | null } | null = null;
  /** What C code keeps for the thread, by name (PyThreadState_GetDict); null until it is asked for. Owned. */
  dict: PyObject | null = null;
  /** In that dict: the list of what repr is at, for recursion ("[...]"). Borrowed. */
  reprs: PyObject | null = null;
  /** Its dicts of thread-local objects. Owned. */
  readonly locals: Map<PyObject, PyObject> = new Map();
  /** What sys.settrace and sys.setprofile set, or null. Owned. */
  tracer: PyObject | null = null;
  profiler: PyObject | null = null;
  /** How many of those functions are running: nothing is traced meanwhile. */
  tracing = 0;
  /** The innermost frame (interp/frame.ts). */
  // biome-ignore lint/suspicious/noExplicitAny: the frame's type belongs to the layer above
  frame: any = null;
  constructor(id: number) {
    this.id = id;
    this.handled = new ExcItem(null);
  }
}

/** One entry of the stack of handled exceptions; each generator has its own (_PyErr_StackItem). */
export class ExcItem {
  value: PyObject | null = null;
  /** <=3.10: the traceback that each exception had when its handler began, the innermost handler's last (exc_traceback). Owned. */
  tracebacks: (PyObject | null)[] | null = null;
  declare previous: ExcItem | null;
  constructor(previous: ExcItem | null) {
    this.previous = previous;
  }
}

/**
 * What a host hears of the eval loop while it runs. Not part of the machine's state: whoever boots, clones or restores a machine
 * sets a watch of its own.
 */
export interface Watch {
  /** Instructions that were begun. */
  instruction: number;
  /** The frame of the instruction that was begun last. */
  // biome-ignore lint/suspicious/noExplicitAny: the frame's type belongs to the layer above
  frame: any;
  /** Before the instruction of this number `stop` is called. */
  stopAt: number;
  /** The instruction before which the machine paused and which now goes ahead, or -1. */
  pausedAt: number;
  /** Whether `line` is called for code of this file. */
  readonly marks: (filename: string) => boolean;
  /** An instruction comes at which a line may begin (interp/lines.ts tells whether it does). */
  // biome-ignore lint/suspicious/noExplicitAny: the frame's type belongs to the layer above
  readonly line: (rt: Runtime, frame: any) => void;
  /** The instruction that was begun last raised an exception in this frame, or in one that it called. */
  // biome-ignore lint/suspicious/noExplicitAny: see line
  readonly raised: (rt: Runtime, frame: any) => void;
  /** The instruction `stopAt` comes; true pauses the machine, which is allowed only while `isPausable(rt)`. */
  // biome-ignore lint/suspicious/noExplicitAny: see line
  readonly stop: (rt: Runtime, frame: any) => boolean;
}

/** Thrown (as a value) by an instruction that would wait: its thread pauses and repeats the instruction later. */
export const BLOCKED: { readonly blocked: true } = Object.freeze({ blocked: true });

/** Thrown (as a value) by a native function with which somebody begins to look at instructions: the eval loop begins the call anew, and sees it. */
export const RELOAD: { readonly reload: true } = Object.freeze({ reload: true });

/** Simulated nanoseconds of one step of a program. */
export const STEP_NS = 20;

/** Built-in types by name; each is set by its TypeDef when the machine boots. */
export type TypeTable = Record<string, PyType>;

/** Makes functions of the text of translated code (interp/jit), which only a host can. Machines may share it. */
export interface Jit {
  /** A function body that is called with `support` as `h`, and what it gives. */
  readonly compile: (text: string, support: object) => unknown;
  /** Calls and back edges of a code object before it is translated. */
  readonly heat: number;
}

export class Runtime {
  declare readonly ruleset: Ruleset;
  declare readonly limits: Limits;
  declare readonly mem: Memory;
  declare readonly gc: GcState;
  declare readonly free: FreeLists;
  hooks: Hooks = null!;
  thread: ThreadState = new ThreadState(1);
  /** All threads that have not ended, the one that waited longest for the interpreter first. */
  readonly threads: ThreadState[] = [this.thread];
  nextThreadId = 2;
  /** Steps left beyond `stepsLeft`, which counts down to the next look at the other threads. */
  stepsReserve = 0;
  /** The running thread has had its time: the eval loop hands over at the next boundary. */
  switchDue = false;
  /** sys.getswitchinterval(), in nanoseconds. */
  switchIntervalNs = 5_000_000;
  /** Varies how long a thread runs. */
  declare readonly switchRng: Rng;

  // ---- built-in types that native code names often; all are also in `types`
  readonly types: TypeTable = Object.create(null);
  objectType: PyType = null!;
  typeType: PyType = null!;
  intType: PyType = null!;
  boolType: PyType = null!;
  floatType: PyType = null!;
  complexType: PyType = null!;
  strType: PyType = null!;
  bytesType: PyType = null!;
  bytearrayType: PyType = null!;
  tupleType: PyType = null!;
  listType: PyType = null!;
  dictType: PyType = null!;
  setType: PyType = null!;
  frozensetType: PyType = null!;
  rangeType: PyType = null!;
  sliceType: PyType = null!;
  functionType: PyType = null!;
  methodType: PyType = null!;
  builtinType: PyType = null!;
  cellType: PyType = null!;
  moduleType: PyType = null!;
  generatorType: PyType = null!;
  listIterType: PyType = null!;
  tupleIterType: PyType = null!;
  rangeIterType: PyType = null!;
  /** Exception classes by name. */
  readonly exc: TypeTable = Object.create(null);

  // ---- singletons and caches
  None: PyObject = null!;
  True: PyObject = null!;
  False: PyObject = null!;
  NotImplemented: PyObject = null!;
  Ellipsis: PyObject = null!;
  emptyTuple: PyObject = null!;
  emptyStr: PyObject = null!;
  emptyBytes: PyObject = null!;
  /** Small ints from ruleset.interning.smallIntMin on. */
  readonly smallInts: PyObject[] = [];
  declare readonly smallIntMin: number;
  declare readonly smallIntMax: number;
  /** 3.14+: tuples of items of no GC type are never tracked. */
  declare readonly tuplesBornUntracked: boolean;
  /** 3.14+: a returning frame releases its locals from the last slot to the first. */
  declare readonly releaseInReverse: boolean;
  /** 3.11+: a frame is no object until somebody asks for it. */
  declare readonly framesOnDataStack: boolean;
  /** Request of an int of one digit. */
  declare readonly oneDigitBytes: number;
  /** str of one character up to U+00FF, made when first used (<=3.11) or at the start. */
  readonly latin1: PyObject[] = [];
  readonly oneByte: PyObject[] = [];
  /** Interned strings by value (borrowed where mortal: the str removes itself when it dies). */
  readonly interned: Map<string, PyObject> = new Map();

  /** Dead ints and floats, for the next ones. */
  readonly intHusks: Husks = new Husks();
  readonly floatHusks: Husks = new Husks();

  // ---- reference counting
  /** Nesting of deallocations (trashcan). */
  deallocDepth = 0;
  readonly trash: PyObject[] = [];

  // ---- the interpreter around the objects
  /** sys.modules and builtins.__dict__, dict objects. */
  modules: PyObject = null!;
  builtins: PyObject = null!;
  /** Set when the eval loop must look up: a collection is due, a thread switch, a signal from the host. */
  evalBreaker = false;
  /** Instructions left before the program is stopped. */
  declare stepsLeft: number;
  declare outputLeft: number;
  readonly output: string[] = [];
  readonly errorOutput: string[] = [];
  /** The tuple that the call being made has its arguments in, for who keeps it (borrowed). */
  callTuple: PyObject | null = null;
  /** The dict that it made of its keywords. */
  callDict: PyObject | null = null;
  /** How many consumers use the memory of a bytearray (ob_exports), of those that have any. */
  readonly exports: Map<PyObject, number> = new Map();
  nextTypeVersion = 1;
  /** High word of the hash computed last, see hash.ts. */
  hashHi = 0;
  /** Calls of hashes that are the program's code. */
  pythonHashes = 0;
  /** The key whose hash was found last by calling such code, and that hash. */
  hashedKey: PyObject | null = null;
  hashedLow = 0;
  hashedHigh = 0;
  /** Simulated nanoseconds that passed beside the running of instructions: sleeping, waiting. */
  clockNs = 0;
  /** Whether somebody looks at instructions: the eval loop then runs the words as compiled, with marks (interp/watch.ts). */
  traced = false;
  /** The same, but for a watch alone. */
  asked = false;
  #tracer: Tracer | null = null;
  #watch: Watch | null = null;
  #tracedThreads = 0;
  /** Counts the times that a thread began to trace, so that frames can tell whether they were seen to begin since. */
  traceEpoch = 0;
  /** <=3.9, while a switch is due: the tracer before it, and how many instructions go before. */
  hostTracer: Tracer | null = null;
  switchCountdown = 0;
  /** The host can go on with the outermost eval loop if it pauses (interp/main.ts). */
  mayPause = false;
  /** The interpreter is shutting down. */
  finalizing = false;
  /** How the eval loop that ended last ended (eval.ts RESULT). */
  loopResult = 0;
  /** The exception being thrown was raised before: its traceback has this frame already. */
  rethrow = false;
  /** Whether the last send to a generator yielded (true) or returned (false). */
  sendYielded = false;
  /** sys.getrecursionlimit(), and what of it the bound on recursion allows. */
  wantedRecursionLimit = 1000;
  declare recursionLimit: number;
  /**
   * How deep native code may call itself, eval loops included: Py_C_RECURSION_LIMIT (3.12: 1500, 3.13: 10000), or what the host's stack has
   * room for, which is 1000 levels where it has room for 120 loops.
   */
  declare readonly maxNativeDepth: number;
  /** What streams and files hold; it lies outside of the simulated heap. */
  streamBytes = 0;
  /** sys.get_int_max_str_digits(): the most digits that int and str convert into each other; 0: no limit. */
  declare maxStrDigits: number;
  /** <=3.11: native recursion counts against sys.getrecursionlimit() too. */
  declare readonly nativeCallsCount: boolean;
  /** <=3.10: `s += t` may grow a global in place. */
  declare readonly concatGlobals: boolean;
  /**
   * Where standard input comes from: each call gives some more of it, '' where there is none. null: it is empty. The host's own: what was
   * read is part of the machine's state, what comes is not.
   */
  input: (() => string) | null = null;
  /** Where events go; null while nobody listens. */
  sink: ((event: LayerEvent) => void) | null = null;
  /**
   * Compiled library modules by version and name, given by the host: plain data that machines may share, since compiling them
   * costs more than booting. Not part of the machine's state.
   */
  codeCache: Map<string, unknown> | null = null;
  /** null: all code is interpreted. The host's own. */
  jit: Jit | null = null;
  /** The host will not look at the heap after the program's end: what nobody could notice of its end is left out. The host's own. */
  endsQuickly = false;
  /** Functions of translated code that run within each other. */
  nesting = 0;
  /** State of native modules, by module name. */
  readonly moduleState: Map<string, unknown> = new Map();

  constructor(ruleset: Ruleset, limits: Limits, mem: Memory, gc: GcState, free: FreeLists) {
    this.ruleset = ruleset;
    this.limits = limits;
    this.recursionLimit = Math.min(1000, limits.recursionDepth);
    this.maxStrDigits = ruleset.minor <= 3 ? 0 : 4300;
    this.nativeCallsCount = ruleset.minor <= 11;
    this.maxNativeDepth = Math.min(ruleset.minor === 12 ? 1500 : 10_000, roomFor(limits.nativeLoops));
    this.concatGlobals = ruleset.refcounts.concatInPlace === 'localsAndGlobals';
    this.mem = mem;
    this.gc = gc;
    this.free = free;
    this.smallIntMin = ruleset.interning.smallIntMin;
    this.smallIntMax = ruleset.interning.smallIntMax;
    this.tuplesBornUntracked = ruleset.collector.tuplesBornUntracked;
    this.releaseInReverse = ruleset.refcounts.localsReleased === 'reverseSlotOrder';
    this.framesOnDataStack = ruleset.sizes.frame.onDataStack;
    this.oneDigitBytes = ruleset.sizes.int.oneDigitRequestBytes;
    this.stepsLeft = limits.steps;
    this.switchRng = new Rng(limits.seed ?? 0);
    this.outputLeft = limits.outputBytes;
  }

  /** Called before each instruction while set; true pauses the outermost loop. */
  get tracer(): Tracer | null {
    return this.#tracer;
  }

  set tracer(tracer: Tracer | null) {
    this.#tracer = tracer;
    this.#look();
  }

  /** The host's own look at the running machine. */
  get watch(): Watch | null {
    return this.#watch;
  }

  set watch(watch: Watch | null) {
    this.#watch = watch;
    this.#look();
  }

  /** How many threads have a function set by sys.settrace or sys.setprofile. */
  get tracedThreads(): number {
    return this.#tracedThreads;
  }

  set tracedThreads(n: number) {
    this.#tracedThreads = n;
    this.#look();
  }

  #look(): void {
    this.asked = this.#tracer !== null || this.#tracedThreads > 0;
    this.traced = this.asked || this.#watch !== null;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the frame's type belongs to the layer above
export type Tracer = (rt: Runtime, frame: any) => boolean;

/** Nanoseconds on the simulated clock since the machine was booted. */
export function clockNs(rt: Runtime): number {
  return rt.clockNs + (rt.limits.steps - rt.stepsReserve - rt.stepsLeft) * STEP_NS;
}

/** Calls `callable`; borrowed arguments, new result. */
export function callObject(rt: Runtime, callable: PyObject, args: Args, kw: KwNames = null): PyObject {
  const { type } = callable;
  const call = type.slots.call;
  if (call === null) throw notCallable(rt, callable);
  if (
    type !== rt.functionType &&
    type !== rt.builtinType &&
    args.length > 0 &&
    takesTuple(rt, callable, type, args.length)
  )
    return callInTuple(rt, callable, args, kw);
  return call(rt, callable, args, kw);
}

/** Of a module that has something callable of its own name 3.12 says what was meant (object_is_not_callable). */
function notCallable(rt: Runtime, o: PyObject): unknown {
  let hint = '';
  if (o.type.kind === K.MODULE && rt.ruleset.minor >= 12) {
    const dict = moduleDict(o);
    const name = dictGetJs(dict, '__name__')?.v;
    const own = typeof name === 'string' ? dictGetJs(dict, name) : null;
    if (own !== null && own.type.slots.call !== null) hint = `. Did you mean: '${name}.${name}(...)'?`;
  }
  return typeError(rt, `'${o.type.name}' object is not callable${hint}`);
}
