/**
 * Arguments of native functions as JavaScript values, with the words of getargs.c and of the code that Argument Clinic makes
 * (Python/getargs.c, Objects/longobject.c, Python/modsupport.c). All arguments are borrowed.
 */
import { objectIsTrue } from './abstract/comparison.ts';
import { toIndex } from './abstract/indices.ts';
import { overflowError, type PY_ERROR, raise, typeError, valueError } from './errors.ts';
import { K, type PyObject } from './header.ts';
import { decref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { toFloat } from './types/float.ts';
import { bigOf } from './types/int.ts';

/** "NoneType" is "None" in messages about arguments (_PyArg_BadArgument). */
export function argumentTypeName(rt: Runtime, o: PyObject): string {
  return o === rt.None ? 'None' : o.type.name;
}

/** _PyArg_BadArgument: `which` is "argument 1", "argument 'encoding'" or "argument". */
export function badArgument(
  rt: Runtime,
  name: string,
  which: string,
  expected: string,
  o: PyObject,
): typeof PY_ERROR {
  return typeError(rt, `${name}() ${which} must be ${expected}, not ${argumentTypeName(rt, o)}`);
}

/** The text of a format specification given to `__format__`; throws TypeError where it is no str. */
export function formatSpecText(rt: Runtime, spec: PyObject): string {
  if (spec.type.kind !== K.STR) throw badArgument(rt, '__format__', 'argument', 'str', spec);
  return spec.v;
}

/** Which argument a message means: by position up to 3.9, since then by its name where it has one. */
export function namedArgument(rt: Runtime, position: number, name: string): string {
  return rt.ruleset.minor >= 9 ? `argument '${name}'` : `argument ${position}`;
}

/** A str argument's text; TypeError for all else. */
export function textArgument(rt: Runtime, name: string, which: string, o: PyObject): string {
  if (o.type.kind !== K.STR) throw badArgument(rt, name, which, 'str', o);
  return o.v;
}

/** As textArgument for text that C takes with `s`: no null characters. */
export function cTextArgument(rt: Runtime, name: string, which: string, o: PyObject): string {
  const text = textArgument(rt, name, which, o);
  if (text.includes('\0')) throw raise(rt, rt.exc['ValueError'], 'embedded null character');
  return text;
}

/** The format `n`, Py_ssize_t: OverflowError beyond 63 bits. */
export function toSsize(rt: Runtime, o: PyObject): number {
  refuseFloat(rt, o);
  const i = toIndex(rt, o);
  const value = i.v as number | bigint;
  decref(rt, i);
  if (typeof value === 'number') return value;
  if (value !== BigInt.asIntN(64, value))
    throw overflowError(rt, 'Python int too large to convert to C ssize_t');
  return Number(value);
}

/** An index in full; floats and what is no number are refused as C's formats do. */
export function wholeNumber(rt: Runtime, o: PyObject): bigint {
  refuseFloat(rt, o);
  refuseNumberless(rt, o);
  const i = toIndex(rt, o);
  const value = bigOf(i);
  decref(rt, i);
  return value;
}

/** The format `i`, a C int. PyArg_ParseTuple says `long` of what has too many digits. */
export function toCInt(rt: Runtime, o: PyObject, type: 'int' | 'long' = 'int'): number {
  const value = wholeNumber(rt, o);
  if (value !== BigInt.asIntN(64, value))
    throw overflowError(rt, `Python int too large to convert to C ${type}`);
  if (value > 2147483647n) throw overflowError(rt, 'signed integer is greater than maximum');
  if (value < -2147483648n) throw overflowError(rt, 'signed integer is less than minimum');
  return Number(value);
}

/** A C int where the digits do not matter to the message (_PyLong_AsInt). */
export function toAsInt(rt: Runtime, o: PyObject): number {
  const value = wholeNumber(rt, o);
  if (value !== BigInt.asIntN(32, value)) throw overflowError(rt, 'Python int too large to convert to C int');
  return Number(value);
}

/** An unsigned C integer of 64 bits (PyLong_AsUInt64, 3.14+). */
export function toUint64(rt: Runtime, o: PyObject): number {
  const value = wholeNumber(rt, o);
  if (value < 0n) throw valueError(rt, 'Cannot convert negative int');
  if (value !== BigInt.asUintN(64, value)) throw overflowError(rt, 'Python int too large for C uint64_t');
  return Number(value);
}

/** A yes or no that was a C int until 3.11 and is a truth value since 3.12. */
export function toFlag(rt: Runtime, o: PyObject): boolean {
  return rt.ruleset.minor >= 12 ? objectIsTrue(rt, o) : toCInt(rt, o) !== 0;
}

/** A span of time in seconds: a float, or an integer of 64 bits (_PyTime_FromSecondsObject); any real number from 3.15 on. */
export function toSeconds(rt: Runtime, o: PyObject): number {
  if (o.type.kind === K.FLOAT) return o.v;
  if (rt.ruleset.minor >= 15) return toFloat(rt, o);
  refuseNumberless(rt, o);
  if (rt.ruleset.minor >= 14 && o.type.slots.index === null)
    throw typeError(rt, `'${o.type.name}' object cannot be interpreted as an integer or float`);
  const i = toIndex(rt, o);
  const value = bigOf(i);
  decref(rt, i);
  if (value !== BigInt.asIntN(64, value))
    throw overflowError(
      rt,
      `timestamp too large to convert to C ${rt.ruleset.minor >= 13 ? '' : '_'}PyTime_t`,
    );
  return Number(value);
}

/** Up to 3.9 what is no number is told so in other words. */
function refuseNumberless(rt: Runtime, o: PyObject): void {
  if (rt.ruleset.minor < 10 && o.type.slots.index === null && o.type.slots.int === null)
    throw typeError(rt, `an integer is required (got type ${o.type.name})`);
}

/** Up to 3.9 a float says so itself. */
function refuseFloat(rt: Runtime, o: PyObject): void {
  if (rt.ruleset.minor < 10 && o.type.kind === K.FLOAT)
    throw typeError(rt, 'integer argument expected, got float');
}
