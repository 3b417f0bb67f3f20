import type { Emitter } from './emitter.ts';

/**
 * How instructions are written, by opcode: writes the one at `pc`, with `arg` and any that follow it in the same block and are done in one; answers
 * how many, or 0 for what is left to the eval loop.
 */
export type Family = { readonly [op: number]: (e: Emitter, pc: number, arg: number) => number };

/** Whether the instruction at `pc` is an `op` in the block that the one before it belongs to. */
export function follows(e: Emitter, pc: number, op: number): boolean {
  const { words } = e.code;
  return pc < words.length && (words[pc] & 255) === op && e.blocks[pc] < 0;
}
