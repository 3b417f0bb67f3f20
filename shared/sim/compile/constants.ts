/** Constants: making them, and the keys by which a compilation shares equal ones (code.c, _PyCode_ConstantKey). */
import type { Constant } from './code.ts';

export const NONE: Constant = { kind: 'None' };
export const TRUE: Constant = { kind: 'True' };
export const FALSE: Constant = { kind: 'False' };
export const ELLIPSIS: Constant = { kind: 'Ellipsis' };

/** An int constant; a bigint becomes a number where that is exact. */
export function intConstant(value: number | bigint): Constant {
  if (typeof value === 'bigint' && value >= -9007199254740991n && value <= 9007199254740991n) {
    return { kind: 'int', value: Number(value) };
  }
  return { kind: 'int', value };
}

/** CPython interns constant strs that consist of name characters only (codeobject.c, all_name_chars). */
export function strConstant(value: string): Constant & { kind: 'str' } {
  return { kind: 'str', value, interned: /^[A-Za-z0-9_]*$/.test(value) };
}

/** The constant as one that stands in the syntax tree. */
export function parsed(constant: Constant): Constant {
  if (/^(None|True|False|Ellipsis|slice|code)$/.test(constant.kind)) return constant;
  return { ...constant, parsed: true } as Constant;
}

export function boolConstant(value: boolean): Constant {
  return value ? TRUE : FALSE;
}

export function tupleConstant(items: readonly Constant[]): Constant {
  return { kind: 'tuple', items };
}

/**
 * A text that is equal for two constants exactly when CPython may replace one by the other: equal type and value,
 * zeros of different sign apart, code objects only when they are the same one. `codeId` numbers code objects.
 */
export function constantKey(constant: Constant, codeId: (code: object) => number): string {
  switch (constant.kind) {
    case 'None':
    case 'True':
    case 'False':
    case 'Ellipsis':
      return constant.kind;
    case 'int':
      return `i${constant.value}`;
    case 'float':
      return floatKey(constant.value);
    case 'complex':
      return `j${floatKey(constant.real)},${floatKey(constant.imag)}`;
    case 'str':
      return `s${constant.value.length}:${constant.value}`;
    case 'bytes':
      return `b${constant.value.join()}`;
    case 'tuple':
      return `(${constant.items.map((item) => constantKey(item, codeId)).join(';')})`;
    case 'frozenset':
      return `{${constant.items
        .map((item) => constantKey(item, codeId))
        .sort()
        .join(';')}}`;
    case 'slice':
      return `[${[constant.start, constant.stop, constant.step].map((c) => constantKey(c, codeId)).join(':')}]`;
    case 'code':
      return `c${codeId(constant.code)}`;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? 'f-0' : `f${value}`;
}
