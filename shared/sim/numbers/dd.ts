/**
 * Double-double numbers: an unevaluated sum of two floats, about 106 bits (Dekker, Knuth). The elementary
 * functions are computed in it and rounded once, which gives the digits that a good C library prints; the
 * host's own functions may be off in the last digit.
 */
export interface DD {
  readonly hi: number;
  readonly lo: number;
}

export function dd(hi: number, lo = 0): DD {
  return { hi, lo };
}

export function twoSum(a: number, b: number): DD {
  const hi = a + b;
  const bb = hi - a;
  return { hi, lo: a - (hi - bb) + (b - bb) };
}

function quickTwoSum(a: number, b: number): DD {
  const hi = a + b;
  return { hi, lo: b - (hi - a) };
}

export function twoProduct(a: number, b: number): DD {
  const hi = a * b;
  const ta = 134217729 * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = 134217729 * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return { hi, lo: ah * bh - hi + ah * bl + al * bh + al * bl };
}

export function add(a: DD, b: DD): DD {
  const s = twoSum(a.hi, b.hi);
  const t = twoSum(a.lo, b.lo);
  const u = quickTwoSum(s.hi, s.lo + t.hi);
  return quickTwoSum(u.hi, u.lo + t.lo);
}

export function sub(a: DD, b: DD): DD {
  return add(a, { hi: -b.hi, lo: -b.lo });
}

export function mul(a: DD, b: DD): DD {
  const p = twoProduct(a.hi, b.hi);
  return quickTwoSum(p.hi, p.lo + a.hi * b.lo + a.lo * b.hi);
}

export function times(a: DD, b: number): DD {
  const p = twoProduct(a.hi, b);
  return quickTwoSum(p.hi, p.lo + a.lo * b);
}

export function div(a: DD, b: DD): DD {
  const q1 = a.hi / b.hi;
  let r = sub(a, times(b, q1));
  const q2 = r.hi / b.hi;
  r = sub(r, times(b, q2));
  const q3 = r.hi / b.hi;
  return add(quickTwoSum(q1, q2), { hi: q3, lo: 0 });
}

export function sqrt(a: DD): DD {
  if (a.hi === 0) return a;
  const root = Math.sqrt(a.hi);
  const rest = sub(a, twoProduct(root, root));
  return quickTwoSum(root, rest.hi / (2 * root));
}

/** a * 2**exponent, exact while no part leaves the normal range. */
export function scale(a: DD, exponent: number): DD {
  const factor = 2 ** exponent;
  return { hi: a.hi * factor, lo: a.lo * factor };
}
