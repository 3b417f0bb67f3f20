/**
 * What arithmetic with large ints costs a program, in steps. The host multiplies as CPython does not (Karatsuba, Toom-Cook, Fourier), so
 * these are measures of the host, by the number of 30-bit digits. Ints that are JS numbers cost nothing beyond their instruction.
 */
import * as ints from '../../numbers/ints.ts';
import type { PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { charge } from '../work.ts';

/** 30-bit digits of an int object. */
export function digitsOf(o: PyObject): number {
  if (typeof o.v === 'number') return 2;
  return o.bits > 0 ? o.bits : ints.digitCount(o.v);
}

const isBig = (a: PyObject, b: PyObject): boolean => typeof a.v !== 'number' || typeof b.v !== 'number';

/** Adding, comparing, shifting, and, or, xor. */
export function chargeLinear(rt: Runtime, a: PyObject, b: PyObject): void {
  if (isBig(a, b)) charge(rt, (digitsOf(a) + digitsOf(b)) >> 2);
}

export function chargeProduct(rt: Runtime, a: PyObject, b: PyObject): void {
  if (isBig(a, b)) charge(rt, productSteps(digitsOf(a), digitsOf(b)));
}

export function chargeQuotient(rt: Runtime, a: PyObject, b: PyObject): void {
  if (isBig(a, b)) charge(rt, quotientSteps(digitsOf(a), digitsOf(b)));
}

/** a ** b: the last multiplications weigh most. */
export function chargePower(rt: Runtime, a: PyObject, b: PyObject): void {
  const exponent = typeof b.v === 'number' ? b.v : 0;
  const digits = (ints.bitLength(a.v) * exponent) / 30;
  // What is too large ends the program by its size.
  if (digits > 4 && digits <= ints.maxBits) charge(rt, 2 * productSteps(digits / 2, digits / 2));
}

/** pow(a, b, m): for each bit of b two products and two remainders, at most. */
export function chargePowerMod(rt: Runtime, b: PyObject, m: PyObject): void {
  const digits = digitsOf(m);
  charge(
    rt,
    ints.bitLength(b.v) * (20 + 2 * productSteps(digits, digits) + 2 * quotientSteps(2 * digits, digits)),
  );
}

/** Euclid's algorithm. */
export function chargeGcd(rt: Runtime, a: ints.PyInt, b: ints.PyInt): void {
  if (typeof a === 'number' && typeof b === 'number') return;
  const [m, n] = [ints.digitCount(a), ints.digitCount(b)];
  const digits = Math.min(m, n);
  charge(rt, quotientSteps(m, n) + 18 * digits * (10 + (digits >> 1)));
}

/** An int into decimal text. */
export function chargeToText(rt: Runtime, o: PyObject): void {
  if (typeof o.v === 'number') return;
  const digits = digitsOf(o);
  charge(rt, Math.min((digits * digits) >> 4, 200 * digits));
}

/** Text of `length` digits into an int. */
export function chargeFromText(rt: Runtime, length: number): void {
  if (length < 16) return;
  const digits = length / 9;
  charge(rt, length + Math.floor(Math.min((digits * digits) / 64, 150 * digits)));
}

function productSteps(a: number, b: number): number {
  return Math.floor(Math.min((a * b) / 64, 30 * (a + b)));
}

function quotientSteps(a: number, b: number): number {
  if (a < b) return a >> 2;
  return Math.floor(Math.min((Math.max(1, a - b) * b) / 32, 60 * a)) + (a >> 2);
}
