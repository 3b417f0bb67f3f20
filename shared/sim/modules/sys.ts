/** sys (Python/sysmodule.c), as far as programs in the subset use it. */

import { freeListStatsText } from '../freelists/stats.ts';
import { setTrace } from '../interp/trace.ts';
import { callLookedUp } from '../objects/abstract/calls.ts';
import { toClippedIndex, toIndexNumber } from '../objects/abstract/indices.ts';
import { strText } from '../objects/abstract/text.ts';
import { newContainer } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { toCInt } from '../objects/convert.ts';
import { raise, raiseObject, swallow, typeError, valueError } from '../objects/errors.ts';
import { gcTrack } from '../objects/gclinks.ts';
import { IMMORTAL, K, type PyObject, TF } from '../objects/header.ts';
import { setRecursionLimit } from '../objects/recursion.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { inTuple, m0, m1, mK, mN } from '../objects/slots.ts';
import { staticCountOf } from '../objects/static-count.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { floatNew, toFloat } from '../objects/types/float.ts';
import { intFromNumber, intOfSize } from '../objects/types/int.ts';
import { moduleDict } from '../objects/types/module.ts';
import { internObject, strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { mallocStatsText } from '../pymalloc/mallocstats.ts';
import type { Pymalloc } from '../pymalloc/pymalloc.ts';
import type { ModuleDef } from './module.ts';
import { ioBases, textStreamDef } from './stream-types.ts';
import { countStream, newStream, type Stream } from './streams.ts';
import { putSystemInfo } from './sys-info.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);

/** What getrefcount says: the argument itself counts, immortals have a constant. */
function refcountOf(rt: Runtime, o: PyObject): number {
  if (o.refcnt >= IMMORTAL) return rt.ruleset.refcounts.immortalCount;
  return o.refcnt + staticCountOf(rt, o) - rt.hooks.borrowedReferences(rt, o);
}

/** getsizeof: __sizeof__ and the headers before the object. */
function sizeof(
  rt: Runtime,
  _self: PyObject,
  args: readonly PyObject[],
  kw: readonly PyObject[] | null,
): PyObject {
  const [o, otherwise] = parseArgs(rt, 'getsizeof', args, kw, ['object', 'default'], 1);
  try {
    return intOfSize(rt, objectBytes(rt, o!) + headersOf(rt, o!));
  } catch (error) {
    if (otherwise !== null && swallow(rt, error, rt.exc['TypeError'])) return incref(otherwise);
    throw error;
  }
}

/** What `__sizeof__` says (_PySys_GetSizeOf). */
function objectBytes(rt: Runtime, o: PyObject): number {
  const r = callLookedUp(rt, o, '__sizeof__', []);
  if (r === null) throw typeError(rt, `Type ${o.type.name} doesn't define __sizeof__`);
  const bytes = r.v as number | bigint;
  const isInt = r.type.kind === K.INT;
  decref(rt, r);
  if (!isInt) throw typeError(rt, 'an integer is required');
  if (typeof bytes === 'bigint')
    throw raise(rt, rt.exc['OverflowError'], 'Python int too large to convert to C ssize_t');
  if (bytes < 0) throw valueError(rt, '__sizeof__() should return >= 0');
  return bytes;
}

/** Bytes before the object: the collector's header if this object has it, and the pre-header. */
function headersOf(rt: Runtime, o: PyObject): number {
  const type = o.type;
  if (o === rt.emptyTuple && rt.ruleset.sizes.tupleBaseBytes > 0) return emptyTupleHeader(rt);
  if (type.kind === K.TYPE && ((o as unknown as { flags: number }).flags & TF.HEAP) === 0)
    return rt.ruleset.sizes.typeObjectHeaderCounted ? rt.ruleset.sizes.gcHeaderBytes : 0;
  return type.headBytes;
}

/** () is a static object, yet a tuple: it counts as having a header. */
function emptyTupleHeader(rt: Runtime): number {
  return rt.tupleType.headBytes;
}

/** What sys.excepthook writes, also of what is no exception (PyErr_Display; 3.13+ by traceback.py). */
function reportOf(rt: Runtime, value: PyObject): string {
  if ((value.type.flags & TF.EXC) !== 0) return rt.hooks.exceptionText(rt, value);
  if (value === rt.None && rt.ruleset.minor >= 13) return 'NoneType: None\n';
  return `TypeError: print_exception(): Exception expected for value, ${value.type.name} found\n`;
}

/** sys._debugmallocstats(): the small-block allocator, an empty line, the free lists. */
export function allocatorStatsText(rt: Runtime): string {
  const blocks = mallocStatsText(rt.mem.allocator as Pymalloc);
  return `${blocks}\n${freeListStatsText(rt.free, rt.ruleset)}`;
}

/** Puts text at the end of standard input, before the program runs; it is part of the machine's state. */
export function provideInput(rt: Runtime, text: string): void {
  const sys = dictGetJs(rt.modules, 'sys')!;
  const stream = dictGetJs(moduleDict(sys), '__stdin__')!.v as Stream;
  stream.text += text;
  countStream(rt, stream);
}

/** sys.settrace and sys.setprofile. */
function setter(kind: 'tracer' | 'profiler'): (rt: Runtime, self: PyObject, f: PyObject) => PyObject {
  return (rt, _self, f) => {
    setTrace(rt, kind, f === rt.None ? null : f);
    return none(rt);
  };
}

export const sysModule: ModuleDef = {
  name: 'sys',
  types: [...ioBases, textStreamDef],
  hidesTypes: true,
  functions: [
    m1('getrefcount', (rt, _self, o) => intOfSize(rt, refcountOf(rt, o))),
    inTuple(mK('getsizeof', sizeof)),
    m1('intern', (rt, _self, s) => {
      if (s.type.kind !== K.STR)
        throw typeError(rt, `intern() argument must be str, not ${s === rt.None ? 'None' : s.type.name}`);
      if (s.type !== rt.strType) throw typeError(rt, `can't intern ${s.type.name}`);
      return internObject(rt, incref(s));
    }),
    m0('exc_info', (rt) => {
      const e = rt.hooks.handledException(rt);
      if (e === null) return stealTuple(rt, [none(rt), none(rt), none(rt)]);
      return stealTuple(rt, [incref(e.type), incref(e), incref(rt.hooks.handledTraceback(rt) ?? rt.None)]);
    }),
    m0('exception', (rt) => incref(rt.hooks.handledException(rt) ?? rt.None)),
    mN(
      '_getframe',
      (rt, _self, args) => rt.hooks.getFrame(rt, args.length > 0 ? toIndexNumber(rt, args[0]) : 0),
      0,
      1,
    ),
    m0('getrecursionlimit', (rt) => intFromNumber(rt, rt.wantedRecursionLimit)),
    m1('setrecursionlimit', (rt, _self, n) => {
      const limit = toCInt(rt, n);
      if (limit < 1) throw valueError(rt, 'recursion limit must be greater or equal than 1');
      if (rt.thread.depth >= limit) {
        throw raise(
          rt,
          rt.exc['RecursionError'],
          `cannot set the recursion limit to ${limit} at the recursion depth ${rt.thread.depth}: the limit is too low`,
        );
      }
      setRecursionLimit(rt, limit);
      return none(rt);
    }),
    m0('get_int_max_str_digits', (rt) => intFromNumber(rt, rt.maxStrDigits)),
    mK('set_int_max_str_digits', (rt, _self, args, kw) => {
      const [digits] = parseArgs(rt, 'set_int_max_str_digits', args, kw, ['maxdigits'], 1);
      const n = toClippedIndex(rt, digits!);
      if (n > 2147483647 || n < -2147483648)
        throw raise(rt, rt.exc['OverflowError'], 'Python int too large to convert to C int');
      // _PY_LONG_MAX_STR_DIGITS_THRESHOLD
      if (n !== 0 && n < 640) throw valueError(rt, 'maxdigits must be 0 or larger than 640');
      rt.maxStrDigits = n;
      return none(rt);
    }),
    mN(
      'exit',
      (rt, _self, args) => {
        throw raiseObject(rt, callObject(rt, rt.exc['SystemExit'], args));
      },
      0,
      1,
    ),
    m0('getswitchinterval', (rt) => floatNew(rt, 1e-6 * (rt.switchIntervalNs / 1000))),
    m1('setswitchinterval', (rt, _self, seconds) => {
      const interval = toFloat(rt, seconds);
      if (!(interval > 0)) throw valueError(rt, 'switch interval must be strictly positive');
      rt.switchIntervalNs = Math.trunc(interval * 1e6) * 1000;
      return none(rt);
    }),
    m0('_debugmallocstats', (rt) => {
      rt.hooks.write(rt, 'stderr', allocatorStatsText(rt));
      return none(rt);
    }),
    m0('getunicodeinternedsize', (rt) => intFromNumber(rt, rt.interned.size)),
    m0('getfilesystemencodeerrors', (rt) => strNew(rt, 'surrogateescape')),
    m0('_clear_internal_caches', none),
    m0('getdefaultencoding', (rt) => strNew(rt, 'utf-8')),
    m0('getfilesystemencoding', (rt) => strNew(rt, 'utf-8')),
    m0('getallocatedblocks', (rt) => intFromNumber(rt, rt.mem.liveBlocks)),
    m0('is_finalizing', (rt) => incref(rt.finalizing ? rt.True : rt.False)),
    m0('_is_gil_enabled', (rt) => incref(rt.ruleset.freeThreaded ? rt.False : rt.True)),
    m0('_clear_type_cache', none),
    m0('gettrace', (rt) => incref(rt.thread.tracer ?? rt.None)),
    m0('getprofile', (rt) => incref(rt.thread.profiler ?? rt.None)),
    m1('settrace', setter('tracer')),
    m1('setprofile', setter('profiler')),
    mN('audit', none, 1, -1),
    m1('_is_immortal', (rt, _self, o) => incref(o.refcnt >= IMMORTAL ? rt.True : rt.False)),
    m1('_is_interned', (rt, _self, o) => incref((o.bits & 8) !== 0 ? rt.True : rt.False)),
    mN(
      'call_tracing',
      (rt, _self, [f, args]) => {
        if (args.type.kind !== K.TUPLE)
          throw typeError(rt, `call_tracing() argument 2 must be tuple, not ${args.type.name}`);
        const { thread } = rt;
        const { tracing } = thread;
        // 3.11 forgets to begin to trace.
        if (rt.ruleset.minor !== 11) thread.tracing = 0;
        try {
          return callObject(rt, f, args.v as PyObject[]);
        } finally {
          thread.tracing = tracing;
        }
      },
      2,
      2,
    ),
    mK('breakpointhook', (rt) => {
      const text = "breakpoint() is not supported by this simulation: there is no debugger (module 'pdb')";
      throw raise(rt, rt.exc['ImportError'], text);
    }),
    m1('displayhook', (rt, _self, o) => {
      rt.hooks.displayHook(rt, o);
      return none(rt);
    }),
    m1('unraisablehook', (rt, _self, args) => {
      if (args.type.name !== 'UnraisableHookArgs')
        throw typeError(rt, 'sys.unraisablehook argument type must be UnraisableHookArgs');
      const [, exception, , message, object] = args.v as PyObject[];
      const text = message === rt.None ? null : strText(rt, message);
      rt.hooks.writeReport(rt, rt.hooks.unraisableText(rt, exception, text, object));
      return none(rt);
    }),
    mN(
      'excepthook',
      (rt, _self, [, exception]) => {
        rt.hooks.writeReport(rt, reportOf(rt, exception));
        return none(rt);
      },
      3,
      3,
    ),
  ],
  leaveOut: (rules) => [
    ...(rules.minor < 11 ? ['exception'] : []),
    ...(rules.minor < 13 ? ['_is_gil_enabled', '_is_interned'] : []),
    ...(rules.minor < 12 ? ['getunicodeinternedsize'] : []),
    ...(rules.minor < 13 ? ['_clear_internal_caches'] : []),
    ...(rules.minor < 14 ? ['_is_immortal'] : []),
  ],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    putSystemInfo(rt, ns);
    dictSetJs(rt, ns, 'modules', rt.modules);
    const put = (name: string, value: PyObject): void => {
      dictSetJs(rt, ns, name, value);
      decref(rt, value);
    };
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = newContainer(
        rt,
        rt.types['_io.TextIOWrapper'],
        newStream({ console: name, mode: 'w', readable: false }),
      );
      gcTrack(rt, stream);
      dictSetJs(rt, ns, name, stream);
      put(`__${name}__`, stream);
    }
    const stdin = newContainer(
      rt,
      rt.types['_io.TextIOWrapper'],
      newStream({ console: 'stdin', mode: 'r', writable: false }),
    );
    gcTrack(rt, stdin);
    dictSetJs(rt, ns, 'stdin', stdin);
    put('__stdin__', stdin);
    for (const name of ['displayhook', 'excepthook', 'unraisablehook', 'breakpointhook']) {
      dictSetJs(rt, ns, `__${name}__`, dictGetJs(ns, name)!);
    }
  },
};
