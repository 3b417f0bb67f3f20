/** sys (Python/sysmodule.c), as far as programs in the subset use it. */
import { addressOf, callMethodOrNull, objectStr, toIndexNumber } from '../objects/abstract.ts';
import { newContainer } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { isPyError, raise, raiseObject, swallow, typeError, valueError } from '../objects/errors.ts';
import { gcTrack } from '../objects/gclinks.ts';
import { IMMORTAL, K, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { m0, m1, mK, mN } from '../objects/slots.ts';
import { dictEntries, dictSetJs, newDict } from '../objects/types/dict.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { internObject, strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { ioBases, textStreamDef } from './io.ts';
import type { ModuleDef } from './module.ts';
import { newStream } from './streams.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);

/** What getrefcount says: the argument itself counts, immortals have a constant. */
function refcountOf(rt: Runtime, o: PyObject): number {
  if (o.refcnt >= IMMORTAL) return rt.ruleset.refcounts.immortalCount;
  const statics = rt.ruleset.refcounts.staticSmallIntCount;
  if (
    statics > 0 &&
    o.type === rt.intType &&
    typeof o.v === 'number' &&
    o.v >= rt.smallIntMin &&
    o.v <= rt.smallIntMax
  ) {
    return o.refcnt + statics;
  }
  return o.refcnt - rt.hooks.borrowedReferences(rt, o);
}

/** getsizeof: __sizeof__ and the headers before the object. */
function sizeof(
  rt: Runtime,
  _self: PyObject,
  args: readonly PyObject[],
  kw: readonly PyObject[] | null,
): PyObject {
  const [o, otherwise] = parseArgs(rt, 'getsizeof', args, kw, ['object', 'default'], 1);
  let r: PyObject | null;
  try {
    r = callMethodOrNull(rt, o!, '__sizeof__', []);
  } catch (error) {
    if (otherwise !== null && swallow(rt, error, rt.exc['TypeError'])) return incref(otherwise);
    throw error;
  }
  if (r === null) throw typeError(rt, `Type ${o!.type.name} doesn't define __sizeof__`);
  if (r.type.kind !== K.INT)
    throw typeError(rt, `'${r.type.name}' object cannot be interpreted as an integer`);
  const bytes = r.v as number;
  decref(rt, r);
  if (bytes < 0) throw valueError(rt, '__sizeof__() should return >= 0');
  return intFromNumber(rt, bytes + headersOf(rt, o!));
}

/** Bytes before the object: the collector's header if this object has it, and the pre-header. */
function headersOf(rt: Runtime, o: PyObject): number {
  const type = o.type;
  if (o === rt.emptyTuple && rt.ruleset.sizes.tupleBaseBytes > 0) return emptyTupleHeader(rt);
  if (type.kind === K.TYPE && ((o as unknown as { flags: number }).flags & TF.HEAP) === 0) return 0;
  return type.headBytes;
}

/** () is a static object, yet a tuple: it counts as having a header. */
function emptyTupleHeader(rt: Runtime): number {
  return rt.tupleType.headBytes;
}

/** A structseq-like record: a tuple type with named fields. */
function record(rt: Runtime, name: string, fields: readonly [string, PyObject][]): PyObject {
  return rt.hooks.makeRecord(rt, name, fields);
}

export const sysModule: ModuleDef = {
  name: 'sys',
  types: [...ioBases, textStreamDef],
  hidesTypes: true,
  functions: [
    m1('getrefcount', (rt, _self, o) => intNew(rt, refcountOf(rt, o))),
    mK('getsizeof', sizeof),
    m1('intern', (rt, _self, s) => {
      if (s.type !== rt.strType) throw typeError(rt, `intern() argument must be str, not ${s.type.name}`);
      return internObject(rt, incref(s));
    }),
    m0('exc_info', (rt) => {
      const e = rt.hooks.handledException(rt);
      if (e === null) return stealTuple(rt, [none(rt), none(rt), none(rt)]);
      return stealTuple(rt, [
        incref(e.type),
        incref(e),
        incref((e.v.traceback as PyObject | null) ?? rt.None),
      ]);
    }),
    m0('exception', (rt) => incref(rt.hooks.handledException(rt) ?? rt.None)),
    mN(
      '_getframe',
      (rt, _self, args) => rt.hooks.getFrame(rt, args.length > 0 ? toIndexNumber(rt, args[0]) : 0),
      0,
      1,
    ),
    m0('getrecursionlimit', (rt) => intFromNumber(rt, rt.recursionLimit)),
    m1('setrecursionlimit', (rt, _self, n) => {
      const limit = toIndexNumber(rt, n);
      if (limit < 1) throw valueError(rt, 'recursion limit must be greater or equal than 1');
      rt.recursionLimit = Math.min(limit, rt.limits.recursionDepth);
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
    m0('getswitchinterval', (rt) => floatNew(rt, 0.005)),
    m1('setswitchinterval', none),
    m0('getdefaultencoding', (rt) => strNew(rt, 'utf-8')),
    m0('getfilesystemencoding', (rt) => strNew(rt, 'utf-8')),
    m0('getallocatedblocks', (rt) => intFromNumber(rt, rt.mem.liveBlocks)),
    m0('is_finalizing', (rt) => incref(rt.finalizing ? rt.True : rt.False)),
    m0('_is_gil_enabled', (rt) => incref(rt.ruleset.freeThreaded ? rt.False : rt.True)),
    m0('_clear_type_cache', none),
    mN('gettrace', none, 0, 0),
    m1('settrace', none),
    m1('_is_immortal', (rt, _self, o) => incref(o.refcnt >= IMMORTAL ? rt.True : rt.False)),
    m1('_is_interned', (rt, _self, o) => incref((o.bits & 8) !== 0 ? rt.True : rt.False)),
    m1('displayhook', (rt, _self, o) => {
      rt.hooks.displayHook(rt, o);
      return none(rt);
    }),
    mN('unraisablehook', none, 1, 1),
    mN('excepthook', none, 3, 3),
  ],
  leaveOut: (rules) => [
    ...(rules.minor < 11 ? ['exception'] : []),
    ...(rules.minor < 13 ? ['_is_gil_enabled', '_is_interned'] : []),
    ...(rules.minor < 14 ? ['_is_immortal'] : []),
  ],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    const put = (name: string, value: PyObject): void => {
      dictSetJs(rt, ns, name, value);
      decref(rt, value);
    };
    const text = (s: string): PyObject => strNew(rt, s);
    const int = (n: number): PyObject => intFromNumber(rt, n);
    const [major, minor, micro] = rt.ruleset.versionInfo;
    dictSetJs(rt, ns, 'modules', rt.modules);
    put(
      'version_info',
      record(rt, 'sys.version_info', [
        ['major', int(major)],
        ['minor', int(minor)],
        ['micro', int(micro)],
        ['releaselevel', text('final')],
        ['serial', int(0)],
      ]),
    );
    put('version', text(`${major}.${minor}.${micro} (main, Jan  1 2026, 00:00:00) [GCC 12.2.0]`));
    put('hexversion', int((major << 24) | (minor << 16) | (micro << 8) | 0xf0));
    put('maxsize', intNew(rt, 9223372036854775807n));
    put('maxunicode', int(0x10ffff));
    put('byteorder', text('little'));
    put('platform', text('linux'));
    put('executable', text(''));
    put('prefix', text('/usr/local'));
    put('argv', stealList(rt, [text('program.py')]));
    put('path', stealList(rt, []));
    put('warnoptions', stealList(rt, []));
    put('dont_write_bytecode', incref(rt.False));
    put('copyright', text('Copyright (c) 2001 Python Software Foundation.'));
    put('builtin_module_names', stealTuple(rt, ['builtins', 'gc', 'itertools', 'sys'].map(text)));
    put(
      'flags',
      record(rt, 'sys.flags', [
        ['debug', int(0)],
        ['optimize', int(0)],
        ['hash_randomization', int(0)],
      ]),
    );
    put(
      'int_info',
      record(rt, 'sys.int_info', [
        ['bits_per_digit', int(30)],
        ['sizeof_digit', int(4)],
      ]),
    );
    put(
      'float_info',
      record(rt, 'sys.float_info', [
        ['max', floatNew(rt, Number.MAX_VALUE)],
        ['max_exp', int(1024)],
        ['max_10_exp', int(308)],
        ['min', floatNew(rt, 2.2250738585072014e-308)],
        ['min_exp', int(-1021)],
        ['min_10_exp', int(-307)],
        ['dig', int(15)],
        ['mant_dig', int(53)],
        ['epsilon', floatNew(rt, Number.EPSILON)],
        ['radix', int(2)],
        ['rounds', int(1)],
      ]),
    );
    put(
      'hash_info',
      record(rt, 'sys.hash_info', [
        ['width', int(64)],
        ['modulus', intNew(rt, 2n ** 61n - 1n)],
        ['inf', int(314159)],
        ['nan', int(0)],
        ['imag', int(1000003)],
        ['algorithm', text(rt.ruleset.hashes.strings)],
        ['hash_bits', int(64)],
        ['seed_bits', int(128)],
        ['cutoff', int(0)],
      ]),
    );
    const implementation = newDict(rt);
    put(
      'implementation',
      record(rt, 'types.SimpleNamespace', [
        ['name', text('cpython')],
        ['cache_tag', text(`cpython-${major}${minor}`)],
      ]),
    );
    decref(rt, implementation);
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = newContainer(
        rt,
        rt.types['TextIOWrapper'],
        newStream({ console: name, mode: 'w', readable: false }),
      );
      gcTrack(rt, stream);
      dictSetJs(rt, ns, name, stream);
      put(`__${name}__`, stream);
    }
    const stdin = newContainer(rt, rt.types['TextIOWrapper'], newStream({ mode: 'r', writable: false }));
    gcTrack(rt, stdin);
    dictSetJs(rt, ns, 'stdin', stdin);
    put('__stdin__', stdin);
    void addressOf;
    void objectStr;
    void isPyError;
    void raise;
    void dictEntries;
  },
};
