/** `_thread` (Modules/_threadmodule.c): starting threads, locks, thread-local data. What runs when is interp/threads.ts. */

import {
  genericGetAttr,
  genericSetAttr,
  noAttribute,
  nothingToDelete,
} from '../objects/abstract/attributes.ts';
import { objectIsTrue } from '../objects/abstract/comparison.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import { freeObject, newContainer, newObject } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { attributeError, isPyError, raiseBare, runtimeError, typeError } from '../objects/errors.ts';
import { gcTrack, gcUntrack, isTracked } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, type MethodDef, m0, m1, mK, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictDelete, dictGet, dictSet, dictSetJs } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import type { ModuleDef } from './module.ts';
import { acquireTimeout, TIMEOUT_MAX, waitFor } from './waiting.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);
const bool = (rt: Runtime, value: boolean): PyObject => incref(value ? rt.True : rt.False);

/** Payload of lock and RLock: how often it is held, and by which thread (0: none). */
type LockData = { count: number; owner: number };

const lockOf = (o: PyObject): LockData => o.v as LockData;

/** get_ident(): a thread's number as pthreads would give it, the address of its stack. */
export function identOf(id: number): number {
  return 0x7f0000000000 + 0x740 - 0x801000 * (id - 1);
}

// ---- lock

/** `blocking` and `timeout` of acquire. */
function timeoutOf(rt: Runtime, args: Args, kw: KwNames): number {
  const [blocking, timeout] = parseArgs(rt, 'acquire', args, kw, ['blocking', 'timeout'], 0);
  return acquireTimeout(rt, blocking === null || objectIsTrue(rt, blocking), timeout);
}

function takeLock(rt: Runtime, self: PyObject, def: MethodDef, timeoutNs: number): PyObject {
  const lock = lockOf(self);
  if (!waitFor(rt, def, self, () => lock.count === 0, timeoutNs)) return bool(rt, false);
  lock.count = 1;
  lock.owner = rt.thread.id;
  return bool(rt, true);
}

function releaseLock(rt: Runtime, self: PyObject): PyObject {
  const lock = lockOf(self);
  if (lock.count === 0) throw runtimeError(rt, 'release unlocked lock');
  lock.count = 0;
  lock.owner = 0;
  return none(rt);
}

const acquire: MethodDef = mK('acquire', (rt, self, args, kw) =>
  takeLock(rt, self, acquire, timeoutOf(rt, args, kw)),
);
const acquireLock: MethodDef = mK('acquire_lock', (rt, self, args, kw) =>
  takeLock(rt, self, acquireLock, timeoutOf(rt, args, kw)),
);
const enter: MethodDef = mN(
  '__enter__',
  (rt, self) => takeLock(rt, self, enter, Number.POSITIVE_INFINITY),
  0,
  0,
);
const exit: MethodDef = mN('__exit__', releaseLock, 0, 3);
const locked: MethodDef = m0('locked', (rt, self) => bool(rt, lockOf(self).count > 0));

const lockDef: TypeDef = {
  name: '_thread.lock',
  module: '_thread',
  kind: K.OTHER,
  size: 'lock',
  flags: TF.WEAKREF | TF.GC,
  slots: {
    new: (rt, type) => {
      if (rt.ruleset.minor < 13) throw typeError(rt, "cannot create '_thread.lock' instances");
      return newLock(rt, type);
    },
    dealloc: freeLock,
    traverse: () => {},
    repr: (rt, o) =>
      strNew(
        rt,
        `<${lockOf(o).count > 0 ? 'locked' : 'unlocked'} _thread.lock object at 0x${addressOf(rt, o).toString(16)}>`,
      ),
  },
  methods: [
    acquire,
    acquireLock,
    enter,
    exit,
    locked,
    m0('locked_lock', (rt, self) => bool(rt, lockOf(self).count > 0)),
    m0('release', releaseLock),
    m0('release_lock', releaseLock),
  ],
};

function freeLock(rt: Runtime, o: PyObject): void {
  const c = o as PyContainer;
  if (isTracked(c)) gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  freeObject(rt, o);
}

/** From 3.10 their types are heap types, whose objects the collector knows. */
function newLock(rt: Runtime, type: PyType): PyObject {
  const lock = newObject(rt, type, { count: 0, owner: 0 } satisfies LockData);
  if (rt.ruleset.minor >= 10) gcTrack(rt, lock as PyContainer);
  return lock;
}

// ---- RLock

function takeRLock(rt: Runtime, self: PyObject, def: MethodDef, timeoutNs: number): PyObject {
  const lock = lockOf(self);
  if (lock.owner === rt.thread.id && lock.count > 0) {
    lock.count++;
    return bool(rt, true);
  }
  return takeLock(rt, self, def, timeoutNs);
}

function releaseRLock(rt: Runtime, self: PyObject): PyObject {
  const lock = lockOf(self);
  if (lock.count === 0 || lock.owner !== rt.thread.id)
    throw runtimeError(rt, 'cannot release un-acquired lock');
  if (--lock.count === 0) lock.owner = 0;
  return none(rt);
}

const rAcquire: MethodDef = mK('acquire', (rt, self, args, kw) =>
  takeRLock(rt, self, rAcquire, timeoutOf(rt, args, kw)),
);
const rEnter: MethodDef = mN(
  '__enter__',
  (rt, self) => takeRLock(rt, self, rEnter, Number.POSITIVE_INFINITY),
  0,
  0,
);

/** Condition: takes the lock anew as often as it was held. */
const acquireRestore: MethodDef = m1('_acquire_restore', (rt, self, state) => {
  const r = takeLock(rt, self, acquireRestore, Number.POSITIVE_INFINITY);
  lockOf(self).count = (state.v as PyObject[])[0].v as number;
  return r;
});

const rlockDef: TypeDef = {
  name: '_thread.RLock',
  module: '_thread',
  kind: K.OTHER,
  size: 'rlock',
  flags: TF.BASETYPE | TF.WEAKREF | TF.GC,
  slots: {
    new: (rt, type) => newLock(rt, type),
    dealloc: freeLock,
    traverse: () => {},
    repr: (rt, o) => {
      const { count, owner } = lockOf(o);
      return strNew(
        rt,
        `<${count > 0 ? 'locked' : 'unlocked'} _thread.RLock object owner=${owner === 0 ? 0 : identOf(owner)} count=${count} at 0x${addressOf(rt, o).toString(16)}>`,
      );
    },
  },
  methods: [
    rAcquire,
    rEnter,
    mN('__exit__', releaseRLock, 0, 3),
    m0('release', releaseRLock),
    m0('locked', (rt, self) => bool(rt, lockOf(self).count > 0)),
    m0('_is_owned', (rt, self) => bool(rt, lockOf(self).count > 0 && lockOf(self).owner === rt.thread.id)),
    m0('_recursion_count', (rt, self) =>
      intFromNumber(rt, lockOf(self).owner === rt.thread.id ? lockOf(self).count : 0),
    ),
    m0('_release_save', (rt, self) => {
      const lock = lockOf(self);
      if (lock.count === 0) throw runtimeError(rt, 'cannot release un-acquired lock');
      const state = [intFromNumber(rt, lock.count), intFromNumber(rt, lock.owner)];
      lock.count = 0;
      lock.owner = 0;
      return stealTuple(rt, state);
    }),
    acquireRestore,
  ],
};

// ---- thread-local data

/** Payload of _local: the arguments for a subclass's __init__, which each thread calls once. Owned. */
type LocalData = { args: PyObject[]; kw: PyObject[] | null };

/** The running thread's namespace of a thread-local object (borrowed), made at its first use there. */
function localDict(rt: Runtime, self: PyObject): PyObject {
  const { locals } = rt.thread;
  let dict = locals.get(self);
  if (dict !== undefined) return dict;
  dict = newDict(rt);
  locals.set(self, dict);
  const init = self.type.slots.init;
  const { args, kw } = self.v as LocalData;
  if (init !== null && init !== rt.objectType.slots.init) {
    try {
      init(rt, self, args, kw);
    } catch (error) {
      locals.delete(self);
      if (isPyError(rt, error)) decref(rt, dict);
      throw error;
    }
  }
  return dict;
}

function localNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  if (args.length > 0 && type.slots.init === rt.objectType.slots.init) {
    throw typeError(rt, 'Initialization arguments are not supported');
  }
  const o = newContainer(rt, type, {
    args: args.map((a) => incref(a)),
    kw: kw === null ? null : kw.map((k) => incref(k)),
  } satisfies LocalData);
  // The thread that makes it is initialised by the call of the class.
  rt.thread.locals.set(o, newDict(rt));
  gcTrack(rt, o);
  return o;
}

function localClear(rt: Runtime, o: PyObject): void {
  const { args, kw } = o.v as LocalData;
  for (const x of args.splice(0)) decref(rt, x);
  if (kw !== null) for (const x of kw.splice(0)) decref(rt, x);
  for (const thread of rt.threads) {
    const dict = thread.locals.get(o);
    if (dict === undefined) continue;
    thread.locals.delete(o);
    decref(rt, dict);
  }
}

function localGet(rt: Runtime, self: PyObject, name: PyObject): PyObject {
  const dict = localDict(rt, self);
  if (name.v === '__dict__') return incref(dict);
  const found = lookupOnType(self.type, name.v);
  if (found !== null && found.type.slots.descrSet !== null) return genericGetAttr(rt, self, name);
  const value = dictGet(rt, dict, name);
  if (value !== null) return incref(value);
  if (found !== null) return genericGetAttr(rt, self, name);
  throw noAttribute(rt, self, name);
}

function localSet(rt: Runtime, self: PyObject, name: PyObject, value: PyObject | null): void {
  const dict = localDict(rt, self);
  if (name.v === '__dict__')
    throw attributeError(rt, `'${self.type.name}' object attribute '__dict__' is read-only`);
  const found = lookupOnType(self.type, name.v);
  if (found !== null && found.type.slots.descrSet !== null) genericSetAttr(rt, self, name, value);
  else if (value !== null) dictSet(rt, dict, name, value);
  else if (!dictDelete(rt, dict, name)) throw nothingToDelete(rt, self as PyContainer, name);
}

const localDef: TypeDef = {
  name: '_thread._local',
  module: '_thread',
  kind: K.OTHER,
  size: () => 64,
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF,
  slots: {
    new: localNew,
    getattro: localGet,
    setattro: localSet,
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      if ((o as PyContainer).weak !== null) rt.hooks.clearWeakrefs(rt, o as PyContainer);
      localClear(rt, o);
      freeObject(rt, o);
    },
    clear: localClear,
    traverse: (rt, o, visit) => {
      const { args, kw } = o.v as LocalData;
      for (const x of args) visit(rt, x);
      if (kw !== null) for (const x of kw) visit(rt, x);
      for (const thread of rt.threads) {
        const dict = thread.locals.get(o);
        if (dict !== undefined) visit(rt, dict);
      }
    },
  },
};

// ---- the module

function startNewThread(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const [func, positional, named] = args;
  if (func.type.slots.call === null) throw typeError(rt, 'first arg must be callable');
  if (positional.type.kind !== K.TUPLE) throw typeError(rt, '2nd arg must be a tuple');
  if (named !== undefined && named.type.kind !== K.DICT)
    throw typeError(rt, 'optional 3rd arg must be a dictionary');
  const id = rt.hooks.startThread(
    rt,
    incref(func),
    incref(positional),
    named === undefined ? null : incref(named),
  );
  return intNew(rt, identOf(id));
}

const ident: MethodDef['fn'] = (rt: Runtime) => intNew(rt, identOf(rt.thread.id));

function exitThread(rt: Runtime): PyObject {
  throw raiseBare(rt, rt.exc['SystemExit']);
}

const makeLock = (rt: Runtime): PyObject => newLock(rt, rt.types['_thread.lock']);

export const threadModule: ModuleDef = {
  name: '_thread',
  types: [lockDef, rlockDef, localDef],
  functions: [
    mN('start_new_thread', startNewThread, 2, 3),
    mN('start_new', startNewThread, 2, 3),
    m0('allocate_lock', makeLock),
    m0('allocate', makeLock),
    m0('get_ident', ident as () => PyObject),
    m0('get_native_id', (rt) => intFromNumber(rt, 4242 + rt.thread.id)),
    m0('exit', exitThread),
    m0('exit_thread', exitThread),
    m0('_count', (rt) => intFromNumber(rt, rt.threads.length - 1)),
    m0('_is_main_interpreter', (rt) => bool(rt, true)),
    m0('daemon_threads_allowed', (rt) => bool(rt, true)),
    mN('stack_size', (rt) => intFromNumber(rt, 0), 0, 1),
    mN(
      '_print_exception',
      (rt, _self, [header, exception]) => {
        rt.hooks.writeReport(rt, `${header.v}\n${rt.hooks.exceptionText(rt, exception)}`);
        return none(rt);
      },
      2,
      2,
    ),
  ],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    dictSetJs(rt, ns, 'error', rt.exc['RuntimeError']);
    dictSetJs(rt, ns, 'LockType', rt.types['_thread.lock']);
    const max = floatNew(rt, TIMEOUT_MAX);
    dictSetJs(rt, ns, 'TIMEOUT_MAX', max);
    decref(rt, max);
  },
};
