/** Python's complex (complexobject.c): arithmetic, power, text. */
import { copysign } from './floats.ts';
import { floatRepr, readFloat } from './floattext.ts';
import { toAsciiDigits } from './inttext.ts';
import { cos, exp, hypot2, log, pow as realPow, sin } from './libm.ts';
import { overflowError, type Raised, valueError, zeroDivisionError } from './raised.ts';

export interface Complex {
  readonly real: number;
  readonly imag: number;
}

export function complex(real: number, imag: number): Complex {
  return { real, imag };
}

export function add(a: Complex, b: Complex): Complex {
  return complex(a.real + b.real, a.imag + b.imag);
}

export function sub(a: Complex, b: Complex): Complex {
  return complex(a.real - b.real, a.imag - b.imag);
}

export function neg(a: Complex): Complex {
  return complex(-a.real, -a.imag);
}

export function mul(a: Complex, b: Complex): Complex {
  return complex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
}

/** Smith's method: scaled by the greater part of the divisor. */
export function div(a: Complex, b: Complex): Complex {
  const real = Math.abs(b.real);
  const imag = Math.abs(b.imag);
  if (real >= imag) {
    if (real === 0)
      throw zeroDivisionError({ '3.3': 'complex division by zero', '3.14.0': 'division by zero' });
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    return complex((a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator);
  }
  if (imag >= real) {
    const ratio = b.real / b.imag;
    const denominator = b.real * ratio + b.imag;
    return complex((a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator);
  }
  return complex(Number.NaN, Number.NaN);
}

/**
 * Arithmetic with one real operand from 3.14 on (C99's mixed mode): the real one has no imaginary part of its own, so
 * the signs of zeros stay (_Py_cr_sum, _Py_rc_sum and the others).
 */
export const mixed = {
  add: (a: Complex | number, b: Complex | number): Complex =>
    typeof b === 'number'
      ? complex((a as Complex).real + b, (a as Complex).imag)
      : complex((a as number) + b.real, b.imag),
  sub: (a: Complex | number, b: Complex | number): Complex =>
    typeof b === 'number'
      ? complex((a as Complex).real - b, (a as Complex).imag)
      : complex((a as number) - b.real, -b.imag),
  mul: (a: Complex | number, b: Complex | number): Complex => {
    const [z, x] = typeof b === 'number' ? [a as Complex, b] : [b, a as number];
    return complex(z.real * x, z.imag * x);
  },
  div: (a: Complex | number, b: Complex | number): Complex => {
    if (typeof b !== 'number') return realByComplex(a as number, b);
    if (b === 0) throw zeroDivisionError('division by zero');
    return complex((a as Complex).real / b, (a as Complex).imag / b);
  },
};

/** _Py_rc_quot: Smith's method for a real dividend. */
function realByComplex(a: number, b: Complex): Complex {
  const real = Math.abs(b.real);
  const imag = Math.abs(b.imag);
  if (real >= imag) {
    if (real === 0) throw zeroDivisionError('division by zero');
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    return complex(a / denominator, (-a * ratio) / denominator);
  }
  if (imag >= real) {
    const ratio = b.real / b.imag;
    const denominator = b.real * ratio + b.imag;
    return complex((a * ratio) / denominator, -a / denominator);
  }
  return complex(Number.NaN, Number.NaN);
}

/** a ** b: by multiplication for whole exponents up to 100, else by logarithms. */
export function pow(a: Complex, b: Complex): Complex {
  let result: Complex;
  if (b.imag === 0 && b.real === Math.floor(b.real) && Math.abs(b.real) <= 100) {
    result = powWhole(a, b.real);
  } else {
    result = powByLogarithm(a, b);
  }
  if (!Number.isFinite(result.real) || !Number.isFinite(result.imag)) {
    if ([a.real, a.imag, b.real, b.imag].every(Number.isFinite))
      throw overflowError('complex exponentiation');
  }
  return result;
}

function powWhole(a: Complex, n: number): Complex {
  if (n === 0) return complex(1, 0);
  if (n < 0) {
    if (a.real === 0 && a.imag === 0) throw zeroToNegative();
    return div(complex(1, 0), powWhole(a, -n));
  }
  let result = complex(1, 0);
  let square = a;
  for (let mask = 1; mask <= n; mask *= 2) {
    if (n & mask) result = mul(result, square);
    square = mul(square, square);
  }
  return result;
}

function powByLogarithm(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) return complex(1, 0);
  if (a.real === 0 && a.imag === 0) {
    if (b.imag !== 0 || b.real < 0) throw zeroToNegative();
    return complex(0, 0);
  }
  const magnitude = hypot2(a.real, a.imag);
  let length = realPow(magnitude, b.real);
  const angle = Math.atan2(a.imag, a.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length *= exp(-angle * b.imag);
    phase += b.imag * log(magnitude);
  }
  return complex(length * cos(phase), length * sin(phase));
}

export function abs(a: Complex): number {
  const magnitude = hypot2(a.real, a.imag);
  if (!Number.isFinite(magnitude) && Number.isFinite(a.real) && Number.isFinite(a.imag))
    throw overflowError('absolute value too large');
  return magnitude;
}

/** repr(a): the real part is left out where it is a positive zero. */
export function complexRepr(a: Complex): string {
  const imag = part(a.imag);
  if (a.real === 0 && copysign(1, a.real) > 0) return `${imag}j`;
  const sign = /^[-+]/.test(imag) ? '' : '+';
  return `(${part(a.real)}${sign}${imag}j)`;
}

/** complex(text); `shown` is the text's repr for messages. */
export function complexFromText(text: string, shown: () => string): Complex {
  const malformed = (): Raised => valueError('complex() arg is a malformed string');
  let body = toAsciiDigits(text);
  if (/(?:^|\D)_|_(?:\D|$)/.test(body)) throw valueError(`could not convert string to complex: ${shown()}`);
  if (body.startsWith('(') && body.endsWith(')'))
    body = body.slice(1, -1).replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
  const number = '[+-]?(?:inf(?:inity)?|nan|(?:\\d[\\d_]*)?\\.?[\\d_]*(?:e[+-]?[\\d_]+)?)';
  const match = new RegExp(`^(${number})?(?:([+-](?:${number.slice(5)})?)?(j))?$`, 'i').exec(body);
  if (!match || body === '') throw malformed();
  const whole = (piece: string): number => {
    if (piece === '' || piece === '+') return 1;
    if (piece === '-') return -1;
    const value = readFloat(piece);
    if (value === undefined) throw malformed();
    return value;
  };
  if (!match[3]) {
    const real = readFloat(match[1] ?? '');
    if (real === undefined) throw malformed();
    return complex(real, 0);
  }
  // Without a second part, what stands before the j is the imaginary one.
  if (match[2] === undefined || match[2] === '') return complex(0, whole(match[1] ?? ''));
  if (!match[1]) return complex(0, whole(match[2]));
  const real = readFloat(match[1]);
  if (real === undefined) throw malformed();
  return complex(real, whole(match[2]));
}

/** A float in a complex repr: whole numbers lose their '.0'. */
function part(x: number): string {
  return floatRepr(x).replace(/\.0$/, '');
}

function zeroToNegative(): Raised {
  return zeroDivisionError({
    '3.3': '0.0 to a negative or complex power',
    '3.14.0': 'zero to a negative or complex power',
  });
}
