/**
 * The error functions by fdlibm's rational approximations, summed in glibc's order (s_erf.c): programs print their last
 * digits.
 */
import { exp } from './libm.ts';

const erx = 0.8450629115104675;
const efx = 0.1283791670955126;
const pp = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
  -2.3763016656650163e-5,
];
const qq = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
  -3.960228278775368e-6,
];
const pa = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const qa = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const ra = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const sa = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const rb = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const sb = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];

/** Pairs of terms first, then the pairs: the sum's last bit depends on it. */
function polynomial(c: readonly number[], x: number): number {
  const x2 = x * x;
  let sum = c[0] + x * c[1];
  let power = x2;
  for (let i = 2; i < c.length; i += 2) {
    sum += power * (i + 1 < c.length ? c[i] + x * c[i + 1] : c[i]);
    // x**8 is the square of x**4 there, all other powers are one factor more.
    power = i === 6 ? x2 * x2 * (x2 * x2) : power * x2;
  }
  return sum;
}

/** erfc(x) * x for x > 1.25. */
function tail(x: number): number {
  const s = 1 / (x * x);
  const near = x < 1 / 0.35;
  const ratio = polynomial(near ? ra : rb, s) / polynomial(near ? sa : sb, s);
  const words = new Float64Array([x]);
  new Uint32Array(words.buffer)[0] = 0;
  const z = words[0];
  return exp(-z * z - 0.5625) * exp((z - x) * (z + x) + ratio);
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const magnitude = Math.abs(x);
  const sign = x < 0 ? -1 : 1;
  if (magnitude < 0.84375) {
    if (magnitude < 2 ** -28) return x + efx * x;
    const z = x * x;
    return x + x * (polynomial(pp, z) / polynomial(qq, z));
  }
  if (magnitude < 1.25) {
    const s = magnitude - 1;
    return sign * (erx + polynomial(pa, s) / polynomial(qa, s));
  }
  if (magnitude >= 6) return sign;
  return sign * (1 - tail(magnitude) / magnitude);
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const magnitude = Math.abs(x);
  if (magnitude < 0.84375) {
    if (magnitude < 2 ** -56) return 1 - x;
    const z = x * x;
    const y = polynomial(pp, z) / polynomial(qq, z);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x * y + (x - 0.5));
  }
  if (magnitude < 1.25) {
    const s = magnitude - 1;
    const ratio = polynomial(pa, s) / polynomial(qa, s);
    return x >= 0 ? 1 - erx - ratio : 1 + (erx + ratio);
  }
  if (magnitude >= 28) return x > 0 ? 0 : 2;
  if (x < -6) return 2;
  const r = tail(magnitude) / magnitude;
  return x > 0 ? r : 2 - r;
}
