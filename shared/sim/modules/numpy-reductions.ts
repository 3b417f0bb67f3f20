/** Sums, means and extremes of an array or along an axis (numpy/_core/_methods.py). */
import { parseArgs } from '../objects/args.ts';
import { valueError } from '../objects/errors.ts';
import { type MethodDef, mK } from '../objects/slots.ts';
import { add } from './numpy-arithmetic.ts';
import {
  type ArrayData,
  arrayOf,
  chargeElements,
  elementOf,
  forEachOffset,
  isUniform,
  newArray,
  objectIndex,
  sizeOfShape,
} from './numpy-array.ts';
import { dtypeNamed } from './numpy-data.ts';

/** Pairwise, as numpy adds: the rounding of long sums. */
function pairwise(values: readonly number[]): number {
  if (values.length <= 128) return values.reduce(add, 0);
  const middle = (values.length >> 1) & ~7;
  return pairwise(values.slice(0, middle)) + pairwise(values.slice(middle));
}

/** The sum of all elements. */
export function total(a: ArrayData): number {
  const { numbers } = a.data;
  if (isUniform(a)) return numbers.fill * sizeOfShape(a.shape);
  const values: number[] = [];
  forEachOffset(a, (at) => values.push(numbers.get(at)));
  return pairwise(values);
}

/** A method such as sum(): over all elements, or along an axis. */
export function reduction(
  name: string,
  f: (a: ArrayData) => number,
  kind: 'sum' | 'float' | 'same' | 'bool',
): MethodDef {
  return mK(name, (rt, self, args, kw) => {
    const [axis] = parseArgs(rt, name, args, kw, ['axis'], 0);
    const a = arrayOf(self);
    const dtype =
      kind === 'bool'
        ? dtypeNamed('bool')!
        : kind === 'float'
          ? dtypeNamed('float64')!
          : kind === 'sum' && a.dtype.kind !== 'f'
            ? dtypeNamed('int64')!
            : a.dtype;
    if (sizeOfShape(a.shape) === 0 && (name === 'min' || name === 'max')) {
      throw valueError(rt, `zero-size array to reduction operation ${name}imum which has no identity`);
    }
    if (!isUniform(a)) chargeElements(rt, a);
    if (axis === null || axis === rt.None) return elementOf(rt, f(a), dtype);
    let n = objectIndex.number(rt, axis);
    if (n < 0) n += a.shape.length;
    if (n < 0 || n >= a.shape.length) {
      throw valueError(
        rt,
        `axis ${objectIndex.number(rt, axis)} is out of bounds for array of dimension ${a.shape.length}`,
      );
    }
    const shape = a.shape.filter((_, i) => i !== n);
    const strides = a.strides.filter((_, i) => i !== n);
    const r = newArray(rt, shape, dtype);
    let i = 0;
    forEachOffset({ data: a.data, dtype: a.dtype, offset: a.offset, shape, strides }, (at) => {
      const line: ArrayData = {
        data: a.data,
        dtype: a.dtype,
        shape: [a.shape[n]],
        strides: [a.strides[n]],
        offset: at,
      };
      arrayOf(r).data.numbers.set(i++, f(line));
    });
    return r;
  });
}

/** What min() and max() pick of all elements. */
export function extreme(pick: (x: number, y: number) => number) {
  return (a: ArrayData): number => {
    if (isUniform(a) && sizeOfShape(a.shape) > 0) return a.data.numbers.fill;
    let best = Number.NaN;
    forEachOffset(a, (at) => {
      const x = a.data.numbers.get(at);
      best = Number.isNaN(best) ? x : pick(best, x);
    });
    return best;
  };
}
