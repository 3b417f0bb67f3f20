/** Civil time from seconds since 1970 and back, and strftime (C's, in the C locale), without a clock. */

export type Civil = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Monday is 0. */
  readonly weekday: number;
  /** 1 January is 1. */
  readonly yearday: number;
};

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Days from 1970-01-01 to the date, in the proleptic Gregorian calendar. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Months, days and what is smaller may lie outside of their range (mktime). */
export function secondsOfCivil(t: Civil): number {
  const months = t.year * 12 + t.month - 1;
  return (
    daysOf(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, t.day) * 86400 +
    t.hour * 3600 +
    t.minute * 60 +
    t.second
  );
}

export function civilOfSeconds(seconds: number): Civil {
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 3) % 7) + 7) % 7,
    yearday: days - daysOf(year, 1, 1) + 1,
  };
}

/** strftime. An unknown directive stays as it is. */
export function formatTime(format: string, t: Civil): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const parts: { readonly [directive: string]: () => string } = {
    a: () => dayNames[t.weekday].slice(0, 3),
    A: () => dayNames[t.weekday],
    b: () => monthNames[t.month - 1].slice(0, 3),
    B: () => monthNames[t.month - 1],
    c: () => formatTime('%a %b %e %H:%M:%S %Y', t),
    d: () => two(t.day),
    D: () => formatTime('%m/%d/%y', t),
    e: () => String(t.day).padStart(2),
    F: () => formatTime('%Y-%m-%d', t),
    h: () => monthNames[t.month - 1].slice(0, 3),
    H: () => two(t.hour),
    I: () => two(t.hour % 12 === 0 ? 12 : t.hour % 12),
    j: () => String(t.yearday).padStart(3, '0'),
    m: () => two(t.month),
    M: () => two(t.minute),
    n: () => '\n',
    p: () => (t.hour < 12 ? 'AM' : 'PM'),
    R: () => formatTime('%H:%M', t),
    s: () => String(secondsOfCivil(t)),
    S: () => two(t.second),
    t: () => '\t',
    T: () => formatTime('%H:%M:%S', t),
    u: () => String(t.weekday + 1),
    U: () => two(Math.floor((t.yearday + 6 - ((t.weekday + 1) % 7)) / 7)),
    w: () => String((t.weekday + 1) % 7),
    W: () => two(Math.floor((t.yearday + 6 - t.weekday) / 7)),
    x: () => formatTime('%m/%d/%y', t),
    X: () => formatTime('%H:%M:%S', t),
    y: () => two(t.year % 100),
    Y: () => String(t.year),
    z: () => '+0000',
    Z: () => 'UTC',
    '%': () => '%',
  };
  return format.replace(/%([a-zA-Z%])/g, (whole, directive: string) => parts[directive]?.() ?? whole);
}
