/** BINARY_OP and its in-place twins by the type slots (Python/ceval.c: binary_ops). */
import { binaryOp, inplaceOp, inplacePower, powerOp } from '../../objects/abstract/number.ts';
import type { PyObject } from '../../objects/header.ts';
import type { Runtime } from '../../objects/runtime.ts';

const slotOf = [
  'add',
  'and',
  'floorDivide',
  'lshift',
  'matrixMultiply',
  'multiply',
  'remainder',
  'or',
  'power',
  'rshift',
  'subtract',
  'trueDivide',
  'xor',
] as const;

const inplaceOf = [
  'iadd',
  'iand',
  'ifloorDivide',
  'ilshift',
  'imatrixMultiply',
  'imultiply',
  'iremainder',
  'ior',
  'ipower',
  'irshift',
  'isubtract',
  'itrueDivide',
  'ixor',
] as const;

const symbols = ['+', '&', '//', '<<', '@', '*', '%', '|', '** or pow()', '>>', '-', '/', '^'];

/** BINARY_OP by the type slots. */
export function binary(rt: Runtime, a: PyObject, b: PyObject, arg: number): PyObject {
  if (arg < 13) {
    if (arg === 8) return powerOp(rt, a, b, rt.None);
    return binaryOp(rt, a, b, slotOf[arg] as 'add', symbols[arg]);
  }
  const op = arg - 13;
  if (op === 8) return inplacePower(rt, a, b, rt.ruleset.minor >= 10 ? '**=' : undefined);
  return inplaceOp(
    rt,
    a,
    b,
    inplaceOf[op] as 'iadd',
    slotOf[op] as 'add',
    op === 8 ? '**=' : `${symbols[op]}=`,
  );
}
