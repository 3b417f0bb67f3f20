/**
 * What the compiler hands to the virtual machine: code objects as plain data (CPython's PyCodeObject,
 * Include/cpython/code.h), one tree of them a compilation. Nothing here lives on the simulated heap; the machine makes
 * heap objects from it when it loads the code.
 */

/**
 * A constant. Identity matters: one Constant object that stands in several places of a compilation (in two
 * code objects' `consts`, or inside a tuple) is one Python object, as CPython's constant cache makes it; two Constant objects
 * are two Python objects, except where the machine has its own caches (small ints, interned strs, empty tuple, ...).
 */
export type Constant =
  | { readonly kind: 'None' | 'True' | 'False' | 'Ellipsis' }
  | ((
      | { readonly kind: 'int'; readonly value: number | bigint } // a number when it is a safe integer
      | { readonly kind: 'float'; readonly value: number }
      | { readonly kind: 'complex'; readonly real: number; readonly imag: number }
      | StrConstant
      | { readonly kind: 'bytes'; readonly value: Uint8Array }
      | { readonly kind: 'tuple'; readonly items: readonly Constant[] }
      | { readonly kind: 'frozenset'; readonly items: readonly Constant[] } // in source order; equal ones may occur
    ) & {
      /** It stands in the syntax tree, whose arena holds it for as long as the tree lives. */
      readonly parsed?: boolean;
    })
  | { readonly kind: 'slice'; readonly start: Constant; readonly stop: Constant; readonly step: Constant } // 3.14+
  | { readonly kind: 'code'; readonly code: CodeObject };

type StrConstant =
  // `interned`: CPython interns it when the code object is made (only [A-Za-z0-9_], also the empty str). Lone surrogates may occur.
  // `name`: an identifier of the source (names of keyword arguments), which the parser interns.
  { readonly kind: 'str'; readonly value: string; readonly interned: boolean; readonly name?: boolean };

/** CodeObject.flags, CPython's CO_ bits. */
export const CO = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  /** Up to 3.10: no cell or free variables. */
  NOFREE: 0x40,
  FUTURE_ANNOTATIONS: 0x1000000,
  /** 3.14+: consts[0] is the docstring. */
  HAS_DOCSTRING: 0x4000000,
  /** 3.14+: a function defined in a class body. */
  METHOD: 0x8000000,
} as const;

/** Ints to a row of `exceptionTable`. */
export const EXCEPTION_ROW = 4;

export type CodeObject = {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstlineno: number;
  /** Positional parameters, those before `/` included; then `kwonlyargcount` keyword-only ones. */
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  /** See CO. The slots after the parameters hold *args, then **kwargs, where the flags say so. */
  readonly flags: number;
  /** How deep CPython's instructions fill the stack: the size of a frame depends on it. */
  readonly stacksize: number;
  /** How deep ours do. */
  readonly depth: number;
  /** Parameters first, then other locals. The parameters' values are put in slots 0.. by the call. */
  readonly varnames: readonly string[];
  readonly cellvars: readonly string[];
  readonly freevars: readonly string[];
  readonly names: readonly string[];
  /** consts[0] of a function is its docstring or None up to 3.13; from 3.14 on see CO.HAS_DOCSTRING. */
  readonly consts: readonly Constant[];
  /**
   * The frame's slots: locals, then cells, then free variables. Up to 3.10 every cell variable has a slot of its own
   * after varnames (a parameter's value is moved there by the function's first instructions); from 3.11 on a cell variable
   * that is also in varnames shares that slot. The last freevars.length slots are filled from the closure by the call;
   * MAKE_CELL at the start makes the cells.
   */
  readonly localsplus: readonly string[];
  /** Per slot, the sum of the SLOT kinds that apply. */
  readonly slotKinds: Uint8Array;
  /** Words `arg << 8 | op`, see opcodes.ts. */
  readonly code: Int32Array;
  /** The line of each instruction, 1-based; -1 for one that belongs to no line (no line event). */
  readonly lines: Int32Array;
  /** Per instruction two offsets into the source text (UTF-16 units): start and end of what it computes; -1, -1 for none. */
  readonly spans: Int32Array;
  /**
   * Rows of EXCEPTION_ROW ints: start pc, end pc (exclusive), handler pc, stack depth. Rows do not overlap and are sorted: at
   * most one covers a pc. An exception while pc is covered: cut the stack to depth (releasing from the top), push the exception,
   * go on at the handler.
   */
  readonly exceptionTable: Int32Array;
};

export const SLOT = {
  LOCAL: 0x20,
  CELL: 0x40,
  FREE: 0x80,
  /** A name of an inlined comprehension (3.12+) that locals() of a module or class does not show. */
  HIDDEN: 0x10,
} as const;

/** The handler row for `pc` as an index into `exceptionTable`, or -1. */
export function findHandler(code: CodeObject, pc: number): number {
  const table = code.exceptionTable;
  let low = 0;
  let high = table.length / EXCEPTION_ROW;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[middle * EXCEPTION_ROW + 1] <= pc) low = middle + 1;
    else high = middle;
  }
  const row = low * EXCEPTION_ROW;
  return row < table.length && table[row] <= pc ? row : -1;
}
