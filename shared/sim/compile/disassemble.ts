/** Code objects as text, like CPython's dis module: for tests, for the Lab, and to look at. */
import { type CodeObject, type Constant, EXCEPTION_ROW } from './code.ts';
import { BINARY_OPS, COMPARE_OPS, INPLACE, OPCODES, Op, SPECIAL_METHODS } from './opcodes.ts';

/** A constant as Python would write it. */
export function constantText(constant: Constant): string {
  switch (constant.kind) {
    case 'None':
    case 'True':
    case 'False':
    case 'Ellipsis':
      return constant.kind;
    case 'int':
      return String(constant.value);
    case 'float':
      return floatText(constant.value);
    case 'complex':
      return `(${floatText(constant.real)}+${floatText(constant.imag)}j)`;
    case 'str':
      return JSON.stringify(constant.value);
    case 'bytes':
      return `b${JSON.stringify(String.fromCharCode(...constant.value))}`;
    case 'tuple':
      return constant.items.length === 1
        ? `(${constantText(constant.items[0])},)`
        : `(${constant.items.map(constantText).join(', ')})`;
    case 'frozenset':
      return `frozenset({${constant.items.map(constantText).join(', ')}})`;
    case 'slice':
      return `slice(${[constant.start, constant.stop, constant.step].map(constantText).join(', ')})`;
    case 'code':
      return `<code ${constant.code.qualname}>`;
  }
}

function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}

/** What an instruction's argument stands for, or ''. */
export function argumentText(code: CodeObject, op: number, arg: number): string {
  switch (OPCODES[op].arg) {
    case 'const':
      return constantText(code.consts[arg]);
    case 'name':
      return code.names[arg];
    case 'local':
    case 'deref':
      return code.localsplus[arg];
    case 'jump':
      return `to ${arg}`;
    default:
      break;
  }
  switch (op) {
    case Op.BINARY_OP:
      return arg >= INPLACE ? `${BINARY_OPS[arg - INPLACE]}=` : BINARY_OPS[arg];
    case Op.COMPARE_OP:
      return COMPARE_OPS[arg];
    case Op.IS_OP:
      return arg ? 'is not' : 'is';
    case Op.CONTAINS_OP:
      return arg ? 'not in' : 'in';
    case Op.LOAD_SPECIAL:
      return SPECIAL_METHODS[arg];
    case Op.LOAD_SUPER_ATTR:
      return code.names[arg >> 2];
    default:
      return '';
  }
}

/** One line an instruction: `line pc OPNAME arg (meaning)`, then the exception table, then the nested code objects. */
export function disassemble(code: CodeObject): string {
  const out: string[] = [`${code.qualname} (${code.filename}:${code.firstlineno})`];
  let line = 0;
  for (let pc = 0; pc < code.code.length; pc++) {
    const word = code.code[pc];
    const op = word & 255;
    const arg = word >> 8;
    const info = OPCODES[op];
    const shown = code.lines[pc] !== line && code.lines[pc] >= 0 ? String(code.lines[pc]) : '';
    if (code.lines[pc] >= 0) line = code.lines[pc];
    const meaning = argumentText(code, op, arg);
    const tail = info.arg === 'none' ? '' : ` ${String(arg)}${meaning ? ` (${meaning})` : ''}`;
    out.push(`${shown.padStart(5)} ${String(pc).padStart(5)} ${info.name}${tail}`);
  }
  const table = code.exceptionTable;
  for (let row = 0; row < table.length; row += EXCEPTION_ROW) {
    out.push(`      ${table[row]} to ${table[row + 1]} -> ${table[row + 2]} [${table[row + 3]}]`);
  }
  for (const constant of code.consts) {
    if (constant.kind === 'code') out.push('', disassemble(constant.code));
  }
  return out.join('\n');
}
