/**
 * The tuples of code objects: constants, names, names of local variables. The compiler keeps equal ones once, whether they are constants of
 * the program or such tuples (Python/compile.c: merge_const_tuple, merge_const_one). A tuple object is made when a program asks for it.
 */
import type { CodeObject, Constant } from '../compile/code.ts';
import { constantKey, strConstant } from '../compile/constants.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { stealTuple } from '../objects/types/tuple.ts';

/** One such tuple, to which `users` code objects refer. They have its items, too, which it owns. */
export class KeptTuple {
  users = 1;
  /** The object, once there is one: it owns the items then, and each user owns a reference to it. */
  tuple: PyObject | null = null;
}

/** Those of one code object; `others`: up to 3.10 the parts of its local names, where there are several; they own no items here. */
export type KeptTuples = {
  readonly consts: KeptTuple;
  readonly names: KeptTuple;
  readonly locals: KeptTuple;
  readonly others: readonly KeptTuple[];
};

/** Those of a code object that shares none. */
export function unshared(): KeptTuples {
  return { consts: new KeptTuple(), names: new KeptTuple(), locals: new KeptTuple(), others: [] };
}

/** The tuple object (new reference). */
export function tupleOf(rt: Runtime, kept: KeptTuple, items: readonly PyObject[]): PyObject {
  if (kept.tuple === null) {
    kept.tuple = stealTuple(rt, [...items]);
    for (let n = 1; n < kept.users; n++) incref(kept.tuple);
  }
  return incref(kept.tuple);
}

/** The same one, for one more code object. */
export function shareKept(kept: KeptTuple): KeptTuple {
  kept.users++;
  if (kept.tuple !== null) incref(kept.tuple);
  return kept;
}

/** One code object less uses it. */
export function releaseKept(rt: Runtime, kept: KeptTuple, items: readonly PyObject[]): void {
  kept.users--;
  if (kept.tuple !== null) decref(rt, kept.tuple);
  else if (kept.users === 0) decrefAll(rt, items);
}

/** What one compilation has kept so far, by what it is equal by. */
export class Merging {
  readonly #rt: Runtime;
  readonly #kept: Map<string, { readonly kept: KeptTuple; readonly items: readonly PyObject[] }> = new Map();
  readonly #others: Map<string, KeptTuple> = new Map();
  readonly #constants: Map<string, PyObject> = new Map();
  readonly #codes: Map<object, number> = new Map();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  /** The tuples of a code object: equal ones that were there before, or those of its items, whose references they take over. */
  ofCode(
    { consts, names, localsplus, varnames, cellvars, freevars }: CodeObject,
    constants: readonly PyObject[],
    nameObjects: readonly PyObject[],
    localNames: readonly PyObject[],
  ): KeptTuples {
    // Before 3.11 there is no tuple of all local variables (co_localsplusnames).
    const whole = this.#rt.ruleset.minor >= 11 || varnames.length === localsplus.length;
    const parts = whole ? [] : [varnames, cellvars, freevars];
    return {
      consts: this.#keep(constants, this.#key(consts)),
      names: this.#keep(nameObjects, this.#key(names.map(strConstant))),
      locals: this.#keep(localNames, whole ? this.#key(localsplus.map(strConstant)) : null),
      others: parts.map((part) => this.#other(this.#key(part.map(strConstant)))),
    };
  }

  /** What tuples are told apart by (_PyCode_ConstantKey); null for the empty one, which is one object anyway. A code object equals itself alone. */
  #key(items: readonly Constant[]): string | null {
    if (items.length === 0) return null;
    const codeId = (code: object): number => {
      const id = this.#codes.get(code) ?? this.#codes.size;
      this.#codes.set(code, id);
      return id;
    };
    return constantKey({ kind: 'tuple', items }, codeId);
  }

  #keep(items: readonly PyObject[], key: string | null): KeptTuple {
    const before = key === null ? undefined : this.#kept.get(key);
    if (before !== undefined) {
      decrefAll(this.#rt, items);
      return shareKept(before.kept);
    }
    const kept = new KeptTuple();
    if (key !== null) this.#kept.set(key, { kept, items });
    return kept;
  }

  #other(key: string | null): KeptTuple {
    const before = key === null ? undefined : this.#others.get(key);
    if (before !== undefined) return shareKept(before);
    const kept = new KeptTuple();
    if (key !== null) this.#others.set(key, kept);
    return kept;
  }

  /** Whether an equal tuple was there before the constant: it takes the place of the one in the syntax tree. */
  has(c: Constant): boolean {
    const key = c.kind === 'tuple' ? this.#key(c.items) : null;
    return key !== null && (this.#kept.has(key) || this.#others.has(key));
  }

  /** A tuple that is a constant of the program (borrowed). */
  constant(items: readonly Constant[], tuple: PyObject): void {
    const key = this.#key(items);
    if (key !== null) this.#constants.set(key, tuple);
  }

  /** At the end: code objects refer to constants that are equal to their tuples. */
  finish(): void {
    for (const [key, tuple] of this.#constants) {
      const equal = this.#kept.get(key);
      for (const kept of [equal?.kept, this.#others.get(key)]) {
        if (kept === undefined) continue;
        kept.tuple = tuple;
        for (let n = 0; n < kept.users; n++) incref(tuple);
      }
      if (equal !== undefined) decrefAll(this.#rt, equal.items);
    }
  }
}
