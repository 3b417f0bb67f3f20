/** The gamma function and its logarithm as mathmodule.c computes them: Lanczos' approximation (g = 6.0246..., N = 13). */
import { copysign } from './floats.ts';
import { cos, exp, log, pow, sin } from './libm.ts';

const lanczosG = 6.02468004077673;
const lanczosGMinusHalf = 5.52468004077673;
const numerator = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002,
];
const denominator = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];
const logPi = 1.1447298858494002;

/** gamma(1) to gamma(23) are exact. */
const exact = Array.from({ length: 23 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return factorial;
});

function lanczosSum(x: number): number {
  let top = 0;
  let bottom = 0;
  if (x < 5) {
    for (let i = numerator.length - 1; i >= 0; i--) {
      top = top * x + numerator[i];
      bottom = bottom * x + denominator[i];
    }
  } else {
    for (let i = 0; i < numerator.length; i++) {
      top = top / x + numerator[i];
      bottom = bottom / x + denominator[i];
    }
  }
  return top / bottom;
}

/** sin(pi * x). */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const values = [
    () => sin(Math.PI * y),
    () => cos(Math.PI * (y - 0.5)),
    () => sin(Math.PI * (1 - y)),
    () => -cos(Math.PI * (y - 1.5)),
    () => sin(Math.PI * (y - 2)),
  ];
  return copysign(1, x) * values[Math.round(2 * y)]();
}

/** gamma(x) away from its poles; infinite where it overflows. */
export function gammaFunction(x: number): number {
  if (!Number.isFinite(x)) return x;
  if (x === Math.floor(x) && x >= 1 && x <= 23) return exact[x - 1];
  const absX = Math.abs(x);
  if (absX < 1e-20) return 1 / x;
  if (absX > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = absX + lanczosGMinusHalf;
  let z: number;
  if (absX > lanczosGMinusHalf) z = y - absX - lanczosGMinusHalf;
  else z = y - lanczosGMinusHalf - absX;
  z = (z * lanczosG) / y;
  let r: number;
  if (x < 0) {
    r = ((-Math.PI / sinPi(absX) / absX) * exp(y)) / lanczosSum(absX);
    r -= z * r;
    if (absX < 140) return r / pow(y, absX - 0.5);
    const root = pow(y, absX / 2 - 0.25);
    return r / root / root;
  }
  r = lanczosSum(absX) / exp(y);
  r += z * r;
  if (absX < 140) return r * pow(y, absX - 0.5);
  const root = pow(y, absX / 2 - 0.25);
  return r * root * root;
}

/** log(|gamma(x)|) away from its poles. */
export function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === 1 || x === 2) return 0;
  const absX = Math.abs(x);
  if (absX < 1e-20) return -log(absX);
  let r = log(lanczosSum(absX)) - lanczosG;
  r += (absX - 0.5) * (log(absX + lanczosG - 0.5) - 1);
  if (x < 0) r = logPi - log(Math.abs(sinPi(absX))) - log(absX) - r;
  return r;
}
