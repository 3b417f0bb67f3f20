/** What the functions of time take for moments and civil times (Modules/timemodule.c: gettmarg, checktm, parse_time_t_args). */
import { toCInt, wholeNumber } from '../objects/convert.ts';
import { overflowError, typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Civil } from './calendar.ts';

/** A struct_time or nine ints for `what` (gettmarg). */
export function timeTuple(rt: Runtime, o: PyObject, what: string): Civil {
  if (o.type.kind !== K.TUPLE) throw typeError(rt, 'Tuple or struct_time argument required');
  const items = o.v as PyObject[];
  if (items.length !== 9) throw typeError(rt, `${what}(): illegal time tuple argument`);
  const [year, month, day, hour, minute, second, weekday, yearday] = items.map((x) => toCInt(rt, x, 'long'));
  if (year < -(2 ** 31) + 1900) throw overflowError(rt, 'year out of range');
  return { year, month, day, hour, minute, second, weekday, yearday };
}

/** The same for text: zeros are the first month and day, all else must be in its range (checktm). */
export function checkedTime(rt: Runtime, t: Civil): Civil {
  const mustLie = (n: number, from: number, to: number, what: string): void => {
    if (n < from || n > to) throw valueError(rt, `${what} out of range`);
  };
  // In C Sunday is 0, and -2 gives a remainder below it.
  const fromSunday = (t.weekday + 1) % 7;
  mustLie(t.month, 0, 12, 'month');
  mustLie(t.day, 0, 31, 'day of month');
  mustLie(t.hour, 0, 23, 'hour');
  mustLie(t.minute, 0, 59, 'minute');
  mustLie(t.second, 0, 61, 'seconds');
  mustLie(fromSunday, 0, 6, 'day of week');
  mustLie(t.yearday, 0, 366, 'day of year');
  return {
    ...t,
    month: t.month || 1,
    day: t.day || 1,
    yearday: t.yearday || 1,
    weekday: (fromSunday + 6) % 7,
  };
}

/** Whole seconds since 1970 (_PyTime_ObjectToTime_t, rounded down). */
export function timestamp(rt: Runtime, o: PyObject): number {
  const isFloat = o.type.kind === K.FLOAT;
  if (isFloat && Number.isNaN(o.v)) throw valueError(rt, 'Invalid value NaN (not a number)');
  const value = isFloat ? (Number.isFinite(o.v) ? BigInt(Math.floor(o.v)) : null) : wholeNumber(rt, o);
  if (value === null || value !== BigInt.asIntN(64, value))
    throw overflowError(rt, 'timestamp out of range for platform time_t');
  return Number(value);
}
