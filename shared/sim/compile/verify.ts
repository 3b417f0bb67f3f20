/** Checks that a code object can run: for tests, and before code from elsewhere is trusted. */
import { type CodeObject, EXCEPTION_ROW } from './code.ts';
import { OPCODES } from './opcodes.ts';

/**
 * What is wrong with `code` and the code objects in it: a bad opcode or argument, a jump out of range, stack depths that differ between two ways to one
 * instruction, a depth below zero or above `depth`, a run off the end. An empty list means none of that.
 */
export function verifyCode(code: CodeObject): string[] {
  const problems: string[] = [];
  const complain = (pc: number, what: string) => problems.push(`${code.qualname} at ${pc}: ${what}`);
  const { length } = code.code;
  const depths = new Int32Array(length).fill(-1);
  const stack: number[] = [];
  const enter = (from: number, pc: number, depth: number) => {
    if (pc < 0 || pc >= length) {
      complain(from, `goes to ${pc}, out of range`);
    } else if (depth < 0 || depth > code.depth) {
      complain(from, `depth ${depth} of ${code.depth}`);
    } else if (depths[pc] === -1) {
      depths[pc] = depth;
      stack.push(pc);
    } else if (depths[pc] !== depth) {
      complain(pc, `depth ${depths[pc]} or ${depth}`);
    }
  };
  const table = code.exceptionTable;
  for (let row = 0; row < table.length; row += EXCEPTION_ROW) {
    const [start, end] = [table[row], table[row + 1]];
    const before = row === 0 ? 0 : table[row - EXCEPTION_ROW + 1];
    if (start >= end || start < before || end > length) complain(start, 'exception table out of order');
  }
  const handlersOf = (pc: number): number => {
    for (let row = 0; row < table.length; row += EXCEPTION_ROW)
      if (table[row] <= pc && pc < table[row + 1]) return row;
    return -1;
  };
  enter(0, 0, 0);
  for (let pc = stack.pop(); pc !== undefined; pc = stack.pop()) {
    const word = code.code[pc];
    const op = word & 255;
    const arg = word >> 8;
    const info = OPCODES[op];
    if (!info) {
      complain(pc, `no opcode ${op}`);
      continue;
    }
    const limit = argumentLimit(code, info.arg);
    if (arg < 0 || arg >= limit) complain(pc, `${info.name} ${arg} of ${limit}`);
    const [pops, pushes] = info.effect(arg);
    const depth = depths[pc];
    if (depth < pops) complain(pc, `${info.name} pops ${pops} of ${depth}`);
    const row = handlersOf(pc);
    if (row >= 0) {
      if (table[row + 3] > depth) complain(pc, `its handler keeps ${table[row + 3]} of ${depth}`);
      enter(pc, table[row + 2], table[row + 3] + 1);
    }
    if (info.arg === 'jump') {
      const [jumpPops, jumpPushes] = info.jumpEffect ?? [pops, pushes];
      enter(pc, arg, depth - jumpPops + jumpPushes);
    }
    if (!info.ends) enter(pc, pc + 1, depth - pops + pushes);
  }
  for (const constant of code.consts) {
    if (constant.kind === 'code') problems.push(...verifyCode(constant.code));
  }
  return problems;
}

function argumentLimit(code: CodeObject, kind: (typeof OPCODES)[number]['arg']): number {
  switch (kind) {
    case 'const':
      return code.consts.length;
    case 'name':
      return code.names.length;
    case 'local':
    case 'deref':
      return code.localsplus.length;
    case 'jump':
      return code.code.length;
    default:
      return 1 << 23;
  }
}
