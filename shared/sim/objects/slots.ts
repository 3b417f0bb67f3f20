/**
 * What a type can do: the slots of PyTypeObject and its number, sequence and mapping suites, and the calling
 * conventions of native functions.
 *
 * Conventions: arguments are borrowed, results are new references. A slot that fails throws PY_ERROR with the
 * exception set (errors.ts); it never returns null for that. `iternext` returns null when exhausted. `kw` is null or the
 * names (str objects) of the last `kw.length` entries of `args`, as in CPython's vectorcall.
 */
import type { BufferProcs } from './buffer.ts';
import type { Hash, PyObject, PyType, Visit } from './header.ts';
import type { Runtime } from './runtime.ts';

export type Args = readonly PyObject[];
export type KwNames = readonly PyObject[] | null;

export type Unary = (rt: Runtime, o: PyObject) => PyObject;
export type Binary = (rt: Runtime, a: PyObject, b: PyObject) => PyObject;
export type Ternary = (rt: Runtime, a: PyObject, b: PyObject, c: PyObject) => PyObject;
export type Call = (rt: Runtime, self: PyObject, args: Args, kw: KwNames) => PyObject;
export type New = (rt: Runtime, type: PyType, args: Args, kw: KwNames) => PyObject;

/** Comparison operators, in the order of COMPARE_OPS. */
export const CMP = { LT: 0, LE: 1, EQ: 2, NE: 3, GT: 4, GE: 5 } as const;

export class Slots {
  // ---- life
  /** Releases what the object holds and gives back its blocks. The count is 0. */
  dealloc: (rt: Runtime, o: PyObject) => void = null!;
  /** Calls visit for each reference held, in CPython's order. */
  traverse: ((rt: Runtime, o: PyObject, visit: Visit) => void) | null = null;
  /** Breaks cycles (tp_clear). */
  clear: ((rt: Runtime, o: PyObject) => void) | null = null;
  /** tp_finalize: __del__ and what generators do. */
  finalize: ((rt: Runtime, o: PyObject) => void) | null = null;
  new: New | null = null;
  init: ((rt: Runtime, self: PyObject, args: Args, kw: KwNames) => void) | null = null;
  // ---- look
  repr: Unary | null = null;
  str: Unary | null = null;
  /** null: unhashable ("unhashable type: 'list'"). */
  hash: ((rt: Runtime, o: PyObject) => Hash) | null = null;
  /** May return NotImplemented. */
  richcompare: ((rt: Runtime, a: PyObject, b: PyObject, op: number) => PyObject) | null = null;
  call: Call | null = null;
  getattro: (rt: Runtime, o: PyObject, name: PyObject) => PyObject = null!;
  /** value null deletes. */
  setattro: (rt: Runtime, o: PyObject, name: PyObject, value: PyObject | null) => void = null!;
  iter: Unary | null = null;
  iternext: ((rt: Runtime, o: PyObject) => PyObject | null) | null = null;
  /** obj null: asked on the class. */
  descrGet: ((rt: Runtime, d: PyObject, obj: PyObject | null, type: PyType | null) => PyObject) | null = null;
  descrSet: ((rt: Runtime, d: PyObject, obj: PyObject, value: PyObject | null) => void) | null = null;
  // ---- numbers; binary ones get the operands in source order and may return NotImplemented
  add: Binary | null = null;
  subtract: Binary | null = null;
  multiply: Binary | null = null;
  remainder: Binary | null = null;
  divmod: Binary | null = null;
  power: Ternary | null = null;
  negative: Unary | null = null;
  positive: Unary | null = null;
  absolute: Unary | null = null;
  bool: ((rt: Runtime, o: PyObject) => boolean) | null = null;
  invert: Unary | null = null;
  lshift: Binary | null = null;
  rshift: Binary | null = null;
  and: Binary | null = null;
  xor: Binary | null = null;
  or: Binary | null = null;
  int: Unary | null = null;
  float: Unary | null = null;
  iadd: Binary | null = null;
  isubtract: Binary | null = null;
  imultiply: Binary | null = null;
  iremainder: Binary | null = null;
  ipower: Ternary | null = null;
  ilshift: Binary | null = null;
  irshift: Binary | null = null;
  iand: Binary | null = null;
  ixor: Binary | null = null;
  ior: Binary | null = null;
  floorDivide: Binary | null = null;
  trueDivide: Binary | null = null;
  ifloorDivide: Binary | null = null;
  itrueDivide: Binary | null = null;
  index: Unary | null = null;
  matrixMultiply: Binary | null = null;
  imatrixMultiply: Binary | null = null;
  // ---- sequences and mappings
  /** len(): one slot for sq_length and mp_length. */
  length: ((rt: Runtime, o: PyObject) => number) | null = null;
  concat: Binary | null = null;
  repeat: ((rt: Runtime, o: PyObject, n: number) => PyObject) | null = null;
  /** sq_item: index already non-negative or as given by the iterator protocol. */
  item: ((rt: Runtime, o: PyObject, i: number) => PyObject) | null = null;
  contains: ((rt: Runtime, o: PyObject, x: PyObject) => boolean) | null = null;
  iconcat: Binary | null = null;
  irepeat: ((rt: Runtime, o: PyObject, n: number) => PyObject) | null = null;
  subscript: Binary | null = null;
  /** value null deletes. */
  assSubscript: ((rt: Runtime, o: PyObject, key: PyObject, value: PyObject | null) => void) | null = null;
  /** How others get at the memory of the object's data (tp_as_buffer), see buffer.ts. */
  buffer: ((rt: Runtime, o: PyObject) => BufferProcs) | null = null;

  /**
   * Takes each slot that is open from `base`, but with slots of its own for comparing or hashing (`compares`) neither of these (inherit_slots). One line each:
   * a loop over names takes the host thirty times as long, and every machine fills some hundred types.
   */
  inherit(base: Slots, compares: boolean): void {
    this.dealloc ??= base.dealloc;
    this.traverse ??= base.traverse;
    this.clear ??= base.clear;
    this.finalize ??= base.finalize;
    this.new ??= base.new;
    this.init ??= base.init;
    this.repr ??= base.repr;
    this.str ??= base.str;
    this.call ??= base.call;
    this.getattro ??= base.getattro;
    this.setattro ??= base.setattro;
    this.iter ??= base.iter;
    this.iternext ??= base.iternext;
    this.descrGet ??= base.descrGet;
    this.descrSet ??= base.descrSet;
    this.add ??= base.add;
    this.subtract ??= base.subtract;
    this.multiply ??= base.multiply;
    this.remainder ??= base.remainder;
    this.divmod ??= base.divmod;
    this.power ??= base.power;
    this.negative ??= base.negative;
    this.positive ??= base.positive;
    this.absolute ??= base.absolute;
    this.bool ??= base.bool;
    this.invert ??= base.invert;
    this.lshift ??= base.lshift;
    this.rshift ??= base.rshift;
    this.and ??= base.and;
    this.xor ??= base.xor;
    this.or ??= base.or;
    this.int ??= base.int;
    this.float ??= base.float;
    this.iadd ??= base.iadd;
    this.isubtract ??= base.isubtract;
    this.imultiply ??= base.imultiply;
    this.iremainder ??= base.iremainder;
    this.ipower ??= base.ipower;
    this.ilshift ??= base.ilshift;
    this.irshift ??= base.irshift;
    this.iand ??= base.iand;
    this.ixor ??= base.ixor;
    this.ior ??= base.ior;
    this.floorDivide ??= base.floorDivide;
    this.trueDivide ??= base.trueDivide;
    this.ifloorDivide ??= base.ifloorDivide;
    this.itrueDivide ??= base.itrueDivide;
    this.index ??= base.index;
    this.matrixMultiply ??= base.matrixMultiply;
    this.imatrixMultiply ??= base.imatrixMultiply;
    this.length ??= base.length;
    this.concat ??= base.concat;
    this.repeat ??= base.repeat;
    this.item ??= base.item;
    this.contains ??= base.contains;
    this.iconcat ??= base.iconcat;
    this.irepeat ??= base.irepeat;
    this.subscript ??= base.subscript;
    this.assSubscript ??= base.assSubscript;
    this.buffer ??= base.buffer;
    if (compares) return;
    this.richcompare ??= base.richcompare;
    this.hash ??= base.hash;
  }
}

/** How a native function is called. Arity is checked before the call, with CPython's words. */
export const METH = { NOARGS: 0, O: 1, FAST: 2, KEYWORDS: 3 } as const;

export type Native0 = (rt: Runtime, self: PyObject) => PyObject;
export type Native1 = (rt: Runtime, self: PyObject, arg: PyObject) => PyObject;
export type NativeN = (rt: Runtime, self: PyObject, args: Args) => PyObject;
export type NativeK = (rt: Runtime, self: PyObject, args: Args, kw: KwNames) => PyObject;

/** A native function or method, static and shared by all machines: it keeps no state. */
export type MethodDef = {
  readonly name: string;
  readonly meth: number;
  readonly fn: Native0 | Native1 | NativeN | NativeK;
  /** Positional arguments allowed; max -1 means any number. */
  readonly min: number;
  readonly max: number;
  readonly binding: 'instance' | 'class' | 'static';
  /** Name to use in arity errors, where it differs (`list.append`). */
  readonly doc: string | null;
  /** In which minor releases the arguments come in a tuple (METH_VARARGS, or a clinic's varargs); null: in none. */
  readonly inTuple: ((minor: number) => boolean) | null;
  /** Keywords come in a dict then (METH_KEYWORDS). */
  readonly keywordsInDict: boolean;
};

export const m0 = (name: string, fn: Native0): MethodDef => def(name, METH.NOARGS, fn, 0, 0);
export const m1 = (name: string, fn: Native1): MethodDef => def(name, METH.O, fn, 1, 1);
export const mN = (name: string, fn: NativeN, min: number, max: number): MethodDef =>
  def(name, METH.FAST, fn, min, max);
export const mK = (name: string, fn: NativeK): MethodDef => def(name, METH.KEYWORDS, fn, 0, -1);
/** A function whose arguments come in a tuple, in the minor releases that `when` names. */
export const inTuple = (
  d: MethodDef,
  when: (minor: number) => boolean = () => true,
  keywordsInDict = true,
): MethodDef => ({ ...d, inTuple: when, keywordsInDict });
/** A class method: self is the class. */
export const asClassMethod = (d: MethodDef): MethodDef => ({ ...d, binding: 'class' });
/** A static method: self is None. */
export const asStaticMethod = (d: MethodDef): MethodDef => ({ ...d, binding: 'static' });

function def(name: string, meth: number, fn: MethodDef['fn'], min: number, max: number): MethodDef {
  return { name, meth, fn, min, max, binding: 'instance', doc: null, inTuple: null, keywordsInDict: false };
}

/** A computed attribute (PyGetSetDef). */
export type GetSetDef = {
  readonly name: string;
  readonly get: Unary;
  readonly set?: (rt: Runtime, o: PyObject, value: PyObject | null) => void;
};

/** A member stored in the payload, listed as member_descriptor (read-only). */
export type MemberDef = GetSetDef & {
  /** The last minor version in which it is a member; computed (a getset) from then on. */
  readonly memberUntil?: number;
};
