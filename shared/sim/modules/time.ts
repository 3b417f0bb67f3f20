/**
 * time (Modules/timemodule.c) on the simulated clock: it moves with the instructions that run and with sleep(), and starts at the same
 * moment in every machine (1 January 2026, 12:00 UTC; the time zone is UTC).
 */
import { fromBigInt } from '../numbers/ints.ts';
import { callMethod } from '../objects/abstract/calls.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { textArgument, toSeconds } from '../objects/convert.ts';
import { raise, raiseObject, typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject, type PyType } from '../objects/header.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import { callObject, clockNs, type Runtime } from '../objects/runtime.ts';
import { type Args, type MethodDef, m0, m1, mN } from '../objects/slots.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { internString, strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { type Civil, civilOfSeconds, formatTime, secondsOfCivil } from './calendar.ts';
import type { ModuleDef } from './module.ts';
import { checkedTime, timestamp, timeTuple } from './time-arguments.ts';
import { waitFor } from './waiting.ts';

/** The epoch's distance of the machine's first moment, and what the monotonic clocks show then. */
const START_SECONDS = 1_767_268_800;
const MONOTONIC_NS = 1000_000_000_000;
/** Looking at a clock takes time, too. */
const LOOK_NS = 60;

function look(rt: Runtime): number {
  rt.clockNs += LOOK_NS;
  return clockNs(rt);
}

/** NAME() in seconds and NAME_ns(). */
function clock(name: string, offsetNs: bigint, spent: (rt: Runtime) => number): MethodDef[] {
  const now = (rt: Runtime): bigint => offsetNs + BigInt(spent(rt));
  return [
    m0(name, (rt) => floatNew(rt, Number(now(rt)) / 1e9)),
    m0(`${name}_ns`, (rt) => intNew(rt, fromBigInt(now(rt)))),
  ];
}

/** Time that instructions took: waiting does not count. */
function processNs(rt: Runtime): number {
  const looks = ((rt.moduleState.get('time.process_time') as number | undefined) ?? 0) + LOOK_NS;
  rt.moduleState.set('time.process_time', looks);
  return look(rt) - rt.clockNs + looks;
}

const sleep: MethodDef = m1('sleep', (rt, _self, seconds) => {
  const ns = Math.round(toSeconds(rt, seconds) * 1e9);
  if (Number.isNaN(ns)) throw valueError(rt, 'Invalid value NaN (not a number)');
  if (ns < 0) throw valueError(rt, 'sleep length must be non-negative');
  // At least a look at the others: sleep(0) hands over, too.
  waitFor(rt, sleep, null, () => false, Math.max(1, ns));
  return incref(rt.None);
});

const fields = [
  'tm_year',
  'tm_mon',
  'tm_mday',
  'tm_hour',
  'tm_min',
  'tm_sec',
  'tm_wday',
  'tm_yday',
  'tm_isdst',
] as const;

function structTime(rt: Runtime, t: Civil): PyObject {
  const values = [t.year, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearday, 0];
  return rt.hooks.makeRecord(
    rt,
    'time.struct_time',
    fields.map((name, i) => [name, intFromNumber(rt, values[i])] as const),
  );
}

const now = (rt: Runtime): number => START_SECONDS + Math.floor(look(rt) / 1e9);

/** The civil time of a moment in seconds, or of now; a year has to be a C int (_PyTime_gmtime). */
function civilAt(rt: Runtime, o: PyObject | undefined): Civil {
  const t = civilOfSeconds(o === undefined || o === rt.None ? now(rt) : timestamp(rt, o));
  if (Math.abs(t.year - 1900) >= 2 ** 31)
    throw systemError(rt, rt.exc['OSError'], 75, 'Value too large for defined data type');
  return t;
}

/** The civil time that a function writes, or now. */
function timeFor(rt: Runtime, o: PyObject | undefined, what: string): Civil {
  return o === undefined ? civilOfSeconds(now(rt)) : checkedTime(rt, timeTuple(rt, o, what));
}

const toStruct = (rt: Runtime, _self: PyObject, args: Args): PyObject => structTime(rt, civilAt(rt, args[0]));

/** Linux's numbers of clocks (uapi/linux/time.h). */
const clockIds: readonly (readonly [name: string, id: number])[] = [
  ['CLOCK_REALTIME', 0],
  ['CLOCK_MONOTONIC', 1],
  ['CLOCK_PROCESS_CPUTIME_ID', 2],
  ['CLOCK_THREAD_CPUTIME_ID', 3],
  ['CLOCK_MONOTONIC_RAW', 4],
  ['CLOCK_BOOTTIME', 7],
  ['CLOCK_TAI', 11],
];

/** Nanoseconds on the clock of that number. */
function clockById(rt: Runtime, o: PyObject): bigint {
  const id = toIndexNumber(rt, o);
  if (id === 0 || id === 11) return BigInt(START_SECONDS) * 1_000_000_000n + BigInt(Math.floor(look(rt)));
  if (id === 2 || id === 3) return 20_000_000n + BigInt(Math.floor(processNs(rt)));
  if (id === 1 || id === 4 || id === 7) return BigInt(MONOTONIC_NS) + BigInt(Math.floor(look(rt)));
  throw systemError(rt, rt.exc['OSError'], 22, 'Invalid argument');
}

function systemError(rt: Runtime, type: PyType, errno: number, text: string): unknown {
  const args = [intFromNumber(rt, errno), strNew(rt, text)];
  const marker = raiseObject(rt, callObject(rt, type, args));
  decrefAll(rt, args);
  return marker;
}

const refuseToSet = (rt: Runtime): PyObject => {
  throw systemError(rt, rt.exc['OSError'], 1, 'Operation not permitted');
};

/** What a clock of time is made of on Linux. */
function clockInfo(rt: Runtime, _self: PyObject, name: PyObject): PyObject {
  const known: { readonly [name: string]: readonly [clock: string, monotonic: boolean] } = {
    monotonic: ['CLOCK_MONOTONIC', true],
    perf_counter: ['CLOCK_MONOTONIC', true],
    process_time: ['CLOCK_PROCESS_CPUTIME_ID', true],
    thread_time: ['CLOCK_THREAD_CPUTIME_ID', true],
    time: ['CLOCK_REALTIME', false],
  };
  if (name.type.kind !== K.STR)
    throw typeError(rt, `get_clock_info() argument 1 must be str, not ${name.type.name}`);
  const info = Object.hasOwn(known, name.v) ? known[name.v as string] : undefined;
  if (info === undefined) throw raise(rt, rt.exc['ValueError'], 'unknown clock');
  const fields = [
    ['implementation', strNew(rt, `clock_gettime(${info[0]})`)],
    ['monotonic', incref(info[1] ? rt.True : rt.False)],
    ['adjustable', incref(info[1] ? rt.False : rt.True)],
    ['resolution', floatNew(rt, 1e-9)],
  ] as const;
  const types = rt.hooks.importModule(rt, 'types');
  const names = fields.map(([field]) => internString(rt, field));
  const values = fields.map(([, value]) => value);
  try {
    return callMethod(rt, types, 'SimpleNamespace', values, names);
  } finally {
    decrefAll(rt, [types, ...names, ...values]);
  }
}

export const timeModule: ModuleDef = {
  name: 'time',
  functions: [
    ...clock('time', BigInt(START_SECONDS) * 1_000_000_000n, look),
    ...clock('monotonic', BigInt(MONOTONIC_NS), look),
    ...clock('perf_counter', BigInt(MONOTONIC_NS), look),
    ...clock('process_time', 20_000_000n, processNs),
    ...clock('thread_time', 20_000_000n, processNs),
    sleep,
    mN('gmtime', toStruct, 0, 1),
    mN('localtime', toStruct, 0, 1),
    m1('mktime', (rt, _self, t) => floatNew(rt, secondsOfCivil(timeTuple(rt, t, 'mktime')))),
    mN(
      'strftime',
      (rt, _self, args) => {
        const format = textArgument(rt, 'strftime', 'argument 1', args[0]);
        return strNew(rt, formatTime(format, timeFor(rt, args[1], 'strftime')));
      },
      1,
      2,
    ),
    mN('asctime', (rt, _self, args) => strNew(rt, formatTime('%c', timeFor(rt, args[0], 'asctime'))), 0, 1),
    mN('ctime', (rt, _self, args) => strNew(rt, formatTime('%c', civilAt(rt, args[0]))), 0, 1),
    mN('clock_gettime', (rt, _self, [id]) => floatNew(rt, Number(clockById(rt, id)) / 1e9), 1, 1),
    mN('clock_gettime_ns', (rt, _self, [id]) => intNew(rt, fromBigInt(clockById(rt, id))), 1, 1),
    m1('clock_getres', (rt, _self, id) => {
      clockById(rt, id);
      return floatNew(rt, 1e-9);
    }),
    mN('clock_settime', refuseToSet, 2, 2),
    mN('clock_settime_ns', refuseToSet, 2, 2),
    m1('get_clock_info', clockInfo),
    m0('tzset', (rt) => incref(rt.None)),
  ],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    const put = (name: string, value: PyObject): void => {
      dictSetJs(rt, ns, name, value);
      decref(rt, value);
    };
    put('timezone', intFromNumber(rt, 0));
    put('altzone', intFromNumber(rt, 0));
    put('daylight', intFromNumber(rt, 0));
    put('tzname', stealTuple(rt, [strNew(rt, 'UTC'), strNew(rt, 'UTC')]));
    for (const [name, id] of clockIds) put(name, intFromNumber(rt, id));
    put('_STRUCT_TM_ITEMS', intFromNumber(rt, 11));
    const sample = structTime(rt, civilOfSeconds(START_SECONDS));
    dictSetJs(rt, ns, 'struct_time', sample.type);
    decref(rt, sample);
  },
};
