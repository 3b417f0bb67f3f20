/**
 * Runs of instructions that the eval loop can do in one step where the operands are plain ints or the inline cache holds (as
 * Python/specialize.c and the super-instructions of bytecodes.c do). A fused instruction stands in the place of the first one of its
 * run; the others stay where they are, so that jumps into the run work, and give the operands. Where the step cannot be
 * taken, the first instruction is done alone. Nobody sees a difference: what is saved are counts that go up and down again
 * with nothing in between. Tracers are shown the words as compiled.
 */

/** Fused instructions; numbers above all others of compile/opcodes.ts. */
export const FUSED = {
  /** LOAD_FAST, LOAD_FAST, BINARY_OP (+, -, *, //, %), STORE_FAST */
  FAST_FAST_BINARY_STORE: 160,
  /** LOAD_FAST, LOAD_CONST or LOAD_SMALL_INT, BINARY_OP, STORE_FAST */
  FAST_CONST_BINARY_STORE: 161,
  FAST_FAST_BINARY: 162,
  FAST_CONST_BINARY: 163,
  /** LOAD_FAST, LOAD_FAST, COMPARE_OP, POP_JUMP_IF_FALSE */
  FAST_FAST_COMPARE_JUMP: 164,
  FAST_CONST_COMPARE_JUMP: 165,
  /** LOAD_FAST, LOAD_ATTR */
  FAST_ATTR: 166,
  /** LOAD_FAST, STORE_ATTR: the value lies on the stack. */
  FAST_STORE_ATTR: 167,
  /** LOAD_FAST, LOAD_FAST, BINARY_SUBSCR */
  FAST_FAST_SUBSCR: 168,
  FAST_FAST: 169,
  FAST_CONST: 170,
  /** BINARY_OP, STORE_FAST */
  BINARY_STORE: 171,
  /** COMPARE_OP, POP_JUMP_IF_FALSE */
  COMPARE_JUMP: 172,
  /** FOR_ITER, STORE_FAST */
  FOR_ITER_STORE: 173,
  /** LOAD_FAST, LOAD_METHOD */
  FAST_METHOD: 174,
  /** LOAD_CONST or LOAD_SMALL_INT, COMPARE_OP, POP_JUMP_IF_FALSE */
  CONST_COMPARE_JUMP: 175,
  /** LOAD_CONST or LOAD_SMALL_INT, BINARY_OP */
  CONST_BINARY: 176,
  /** LOAD_FAST, RETURN_VALUE */
  FAST_RETURN: 177,
  /** LOAD_CONST, RETURN_VALUE */
  CONST_RETURN: 178,
  /** COPY of the top, LOAD_ATTR: of `o.name += x` */
  COPY_ATTR: 179,
  /** SWAP of the two on top, STORE_ATTR: the object lies below the value. */
  SWAP_STORE_ATTR: 180,
} as const;

const STORE_FAST = 6;
const COPY = 11;
const SWAP = 12;
const LOAD_CONST = 7;
const LOAD_SMALL_INT = 8;
const LOAD_ATTR = 28;
const LOAD_METHOD = 29;
const STORE_ATTR = 31;
const BINARY_SUBSCR = 33;
const BINARY_OP = 40;
const COMPARE_OP = 41;
const POP_JUMP_IF_FALSE = 46;
const FOR_ITER = 53;
const RETURN_VALUE = 59;

/** +, -, *, //, % and their in-place forms, by their places in BINARY_OPS (compile/opcodes.ts). */
const ARITHMETIC: ReadonlySet<number> = new Set([0, 10, 5, 2, 6, 13, 23, 18, 15, 19]);

const isFast = (op: number): boolean => op >= 3 && op <= 5;

/** The words with runs fused; `words` stay as they are. `comparesRecurse`: comparisons take a level of recursion (<=3.10). */
export function fuse(words: Int32Array, comparesRecurse: boolean): Int32Array {
  const fused = words.slice();
  for (let i = 0; i < words.length - 1; i++) {
    const op = fusedAt(words, i, comparesRecurse);
    if (op !== 0) fused[i] = (words[i] & ~255) | op;
  }
  return fused;
}

function fusedAt(words: Int32Array, i: number, comparesRecurse: boolean): number {
  const op = (k: number) => (i + k < words.length ? words[i + k] & 255 : -1);
  const first = op(0);
  const second = op(1);
  const arithmetic = (k: number) => op(k) === BINARY_OP && ARITHMETIC.has(words[i + k] >> 8);
  const test = (k: number) => !comparesRecurse && op(k) === COMPARE_OP && op(k + 1) === POP_JUMP_IF_FALSE;
  if (isFast(first)) {
    if (isFast(second)) {
      if (arithmetic(2)) return op(3) === STORE_FAST ? FUSED.FAST_FAST_BINARY_STORE : FUSED.FAST_FAST_BINARY;
      if (test(2)) return FUSED.FAST_FAST_COMPARE_JUMP;
      if (op(2) === BINARY_SUBSCR) return FUSED.FAST_FAST_SUBSCR;
      // A second local that begins a run of its own is better left to it.
      return fusedAt(words, i + 1, comparesRecurse) === 0 ? FUSED.FAST_FAST : 0;
    }
    if (second === LOAD_CONST || second === LOAD_SMALL_INT) {
      if (arithmetic(2))
        return op(3) === STORE_FAST ? FUSED.FAST_CONST_BINARY_STORE : FUSED.FAST_CONST_BINARY;
      if (test(2)) return FUSED.FAST_CONST_COMPARE_JUMP;
      return FUSED.FAST_CONST;
    }
    if (second === LOAD_ATTR) return FUSED.FAST_ATTR;
    if (second === LOAD_METHOD) return FUSED.FAST_METHOD;
    if (second === STORE_ATTR) return FUSED.FAST_STORE_ATTR;
    return second === RETURN_VALUE ? FUSED.FAST_RETURN : 0;
  }
  if (first === LOAD_CONST || first === LOAD_SMALL_INT) {
    if (test(1)) return FUSED.CONST_COMPARE_JUMP;
    if (arithmetic(1)) return FUSED.CONST_BINARY;
    return first === LOAD_CONST && second === RETURN_VALUE ? FUSED.CONST_RETURN : 0;
  }
  if (words[i] === ((1 << 8) | COPY) && second === LOAD_ATTR) return FUSED.COPY_ATTR;
  if (words[i] === ((2 << 8) | SWAP) && second === STORE_ATTR) return FUSED.SWAP_STORE_ATTR;
  if (arithmetic(0) && second === STORE_FAST) return FUSED.BINARY_STORE;
  if (test(0)) return FUSED.COMPARE_JUMP;
  if (first === FOR_ITER && second === STORE_FAST) return FUSED.FOR_ITER_STORE;
  return 0;
}
