/** The state of a compilation, and the emitting of single instructions (compile.c, struct compiler). */

import { assemble } from '../assemble.ts';
import type { Expr } from '../ast.ts';
import { CO, type CodeObject, type Constant } from '../code.ts';
import { constantKey, intConstant, NONE, strConstant, tupleConstant } from '../constants.ts';
import { CompileFailure, syntaxError } from '../errors.ts';
import { FUNCTION_FLAGS, Op } from '../opcodes.ts';
import { DEF, mangle, type NameScope, type Scope, type SymbolTable } from '../scope.ts';
import type { SourceText } from '../source.ts';
import type { Target } from '../target.ts';
import type { Future } from './future.ts';
import {
  DEPTH,
  type FrameBlock,
  Handler,
  type HandlerOptions,
  type Instr,
  Label,
  SETUP,
  Unit,
  type UnitKind,
} from './unit.ts';

type Place = { readonly start: number; readonly end: number };
/** Bodies of nested `finally` clauses are copied, which can grow without bound. */
const MAX_INSTRUCTIONS = 1 << 20;

/** Of instructions that belong to no line. */
export const NO_PLACE: Place = { start: -1, end: -1 };
/** Of what handlers of this machine do and CPython's did not up to 3.9: it has no line that a program could see. */
const UNSEEN: Place = { start: -2, end: -1 };

export class Compiler {
  readonly source: SourceText;
  readonly filename: string;
  readonly minor: number;
  readonly symbols: SymbolTable;
  readonly interactive: boolean;
  readonly future: Future;
  #unit: Unit | null = null;
  readonly #constCache = new Map<string, Constant>();
  readonly #codeIds = new Map<object, number>();
  readonly #codeKeys = new Map<string, number>();
  /** Where the instructions being emitted come from. */
  place: Place = NO_PLACE;
  #line = -1;
  #lineOf = -1;

  constructor(options: {
    source: SourceText;
    filename: string;
    target: Target;
    symbols: SymbolTable;
    interactive: boolean;
    future: Future;
  }) {
    this.source = options.source;
    this.filename = options.filename;
    this.minor = options.target.minor;
    this.symbols = options.symbols;
    this.interactive = options.interactive;
    this.future = options.future;
  }

  get unit(): Unit {
    return this.#unit as Unit;
  }

  get futureAnnotations(): boolean {
    return this.future.annotations;
  }

  error(message: string, place: Place): CompileFailure {
    return syntaxError(message, place.start, place.end);
  }

  /** Emits with `place` as the origin, then goes back to the place before. */
  at<T>(place: Place, emit: () => T): T {
    const outer = this.place;
    this.place = place;
    const result = emit();
    this.place = outer;
    return result;
  }

  /** Instructions that belong to no line; up to 3.9 there are none, they are on the last statement's. */
  nowhere(emit: () => void): void {
    this.at(this.minor >= 10 ? NO_PLACE : this.place, emit);
  }

  /** What belongs to an exception's handling, and to no line. */
  handling(emit: () => void): void {
    this.at(this.minor >= 10 ? NO_PLACE : UNSEEN, emit);
  }

  /** What does nothing: a NOP for its line, which up to 3.9 it does not have. */
  mark(): void {
    if (this.minor >= 10) this.emit(Op.NOP);
  }

  lineAt(offset: number): number {
    if (offset !== this.#lineOf) {
      this.#lineOf = offset;
      this.#line = this.source.lineAt(offset);
    }
    return this.#line;
  }

  // ---- units

  /** Compiles a block: `emit` writes its instructions; the answer is its code object. `qualified`: what stands for its name in the qualified one. */
  inUnit(
    kind: UnitKind,
    scope: Scope,
    name: string,
    firstlineno: number,
    emit: (unit: Unit) => void,
    qualified = name,
  ): CodeObject {
    const parent = this.#unit;
    const outerPlace = this.place;
    const cellvars = scope.namesWith('cell', DEF.COMP_CELL);
    if (scope.needsClassClosure) cellvars.push('__class__');
    if (scope.needsClassDict) cellvars.push('__classdict__');
    if (scope.type === 'class' && scope.conditionalAnnotations) cellvars.push('__conditional_annotations__');
    const unit = new Unit({
      kind,
      scope,
      name,
      qualname: this.#qualname(parent, kind, qualified),
      firstlineno,
      className: kind === 'class' ? scope.name : (parent?.className ?? null),
      parent,
      cellvars: [...new Set(cellvars)],
      freevars: scope.namesWith('free', DEF.FREE_CLASS),
    });
    for (const param of scope.params) this.varIndex(param, unit);
    this.#unit = unit;
    this.place = NO_PLACE;
    emit(unit);
    const code = assemble(unit, { filename: this.filename, minor: this.minor, flags: this.#flags(unit) });
    this.#unit = parent;
    this.place = outerPlace;
    this.#numberCode(code);
    return code;
  }

  /** Up to 3.10 code objects that do the same, on the same line, are one constant. */
  #numberCode(code: CodeObject): void {
    let id = this.#codeIds.size;
    if (this.minor <= 10) {
      const {
        name,
        firstlineno,
        flags,
        argcount,
        posonlyargcount,
        kwonlyargcount,
        consts,
        names,
        localsplus,
      } = code;
      const head = [name, firstlineno, flags, argcount, posonlyargcount, kwonlyargcount].join();
      const constKeys = consts.map((constant) => this.#key(constant)).join('|');
      const key = [head, code.code.join(), constKeys, names.join(), localsplus.join()].join('\n');
      const same = this.#codeKeys.get(key);
      if (same === undefined) this.#codeKeys.set(key, id);
      else id = same;
    }
    this.#codeIds.set(code, id);
  }

  #key(constant: Constant): string {
    return constantKey(constant, (code) => this.#codeIds.get(code) ?? -1);
  }

  /** A function in an annotation is named as if it stood beside what is annotated (_PyCompile_SetQualname). */
  #qualname(outer: Unit | null, kind: UnitKind, name: string): string {
    const parent = outer?.kind === 'annotation' ? outer.parent : outer;
    if (!parent || parent.kind === 'module') return name;
    if (kind === 'function' || kind === 'class') {
      const scope = parent.scope.scopes.get(mangle(parent.className, name));
      if (scope === 'global') return name;
    }
    const locals = parent.kind === 'function' || parent.kind === 'lambda' ? '.<locals>' : '';
    return `${parent.qualname}${locals}.${name}`;
  }

  #flags(unit: Unit): number {
    const { scope } = unit;
    let flags = 0;
    if (scope.isFunctionLike) {
      flags |= CO.NEWLOCALS | CO.OPTIMIZED;
      if (scope.nested) flags |= CO.NESTED;
      if (scope.generator) flags |= CO.GENERATOR;
      if (scope.varargs) flags |= CO.VARARGS;
      if (scope.varkeywords) flags |= CO.VARKEYWORDS;
    }
    if (this.minor <= 10 && unit.cellvars.length + unit.freevars.length === 0) flags |= CO.NOFREE;
    if (this.minor >= 14 && scope.docstring) flags |= CO.HAS_DOCSTRING;
    if (this.minor >= 14 && unit.kind === 'function' && unit.parent?.kind === 'class') flags |= CO.METHOD;
    if (this.futureAnnotations) flags |= CO.FUTURE_ANNOTATIONS;
    return flags;
  }

  /** The scope of the block that `node` opens. */
  scopeOf(node: object): Scope {
    return this.symbols.blocks.get(node) as Scope;
  }

  // ---- instructions

  emit(op: number, arg = 0, label: Label | null = null): void {
    const { unit, place } = this;
    const instr: Instr = {
      op,
      arg,
      label,
      line: place.start < 0 ? place.start : this.lineAt(place.start),
      start: Math.max(place.start, -1),
      end: place.end,
      handler: unit.handlers[unit.handlers.length - 1] ?? null,
      setup: null,
    };
    if (unit.instrs.length >= MAX_INSTRUCTIONS) {
      throw new CompileFailure(
        'MemoryError',
        'the code of one function is too large for this simulation',
        null,
      );
    }
    unit.instrs.push(instr);
  }

  jump(op: number, label: Label): void {
    this.emit(op, 0, label);
  }

  /** A loop's back edge; `tested` where 3.11 jumps back on the loop's own condition, which it does not count. */
  jumpBack(label: Label, tested = false): void {
    this.jump(this.minor === 11 && !tested ? Op.JUMP_BACKWARD_COUNTED : Op.JUMP_BACKWARD, label);
  }

  /** Puts the label before the next instruction. */
  use(label: Label): void {
    label.position = this.unit.instrs.length;
    this.unit.lastLabelAt = label.position;
  }

  /** Exceptions in what follows go to `label`, until `popHandler`; the handler keeps the stack but for `drops` entries. */
  pushHandler(label: Label, options: HandlerOptions = {}): Handler {
    const { unit } = this;
    const setup = new Handler(label, options);
    const handler = unit.handlers[unit.handlers.length - 1] ?? null;
    unit.instrs.push({ op: SETUP, arg: 0, label, line: -1, start: -1, end: -1, handler, setup });
    unit.handlers.push(setup);
    return setup;
  }

  /** From here on CPython has `n` entries more on the stack than this machine. */
  deepen(n: number): void {
    if (n !== 0) this.emit(DEPTH, n);
  }

  /** CPython has for a moment `n` entries more on the stack than this machine. */
  peak(n: number): void {
    this.deepen(n);
    this.deepen(-n);
  }

  /** Goes on in a stretch that `handler` covers. */
  reenterHandler(handler: Handler): void {
    this.unit.handlers.push(handler);
  }

  popHandler(): void {
    this.unit.handlers.pop();
  }

  pushBlock(block: FrameBlock): void {
    const limit = this.minor >= 13 ? 21 : 20;
    // The whole body of a generator is in the block that turns a StopIteration into a RuntimeError (compiler_function).
    const around = this.minor >= 13 && this.unit.kind === 'function' && this.unit.scope.generator ? 1 : 0;
    if (this.unit.blocks.length + around >= limit)
      throw this.error('too many statically nested blocks', this.place);
    this.unit.blocks.push(block);
  }

  popBlock(): void {
    this.unit.blocks.pop();
  }

  // ---- constants and names

  /** The one object of the compilation that stands for a constant (compile.c, merge_consts_recursive). */
  merge(constant: Constant): Constant {
    const key = this.#key(constant);
    const known = this.#constCache.get(key);
    if (known) return known;
    let merged = constant;
    if (constant.kind === 'tuple' || constant.kind === 'frozenset') {
      merged = { ...constant, items: constant.items.map((item) => this.merge(item)) };
    }
    this.#constCache.set(key, merged);
    return merged;
  }

  constIndex(constant: Constant): number {
    const { unit } = this;
    const merged = this.merge(constant);
    let index = unit.constIndex.get(merged);
    if (index === undefined) {
      index = unit.consts.length;
      unit.consts.push(merged);
      unit.constIndex.set(merged, index);
    }
    return index;
  }

  /** 3.14+ folds what is already instructions: the first constant that was loaded keeps its place, whatever becomes of it. */
  meetConst(constant: Constant | undefined): void {
    if (this.minor >= 14 && constant !== undefined && this.unit.consts.length === 0)
      this.constIndex(constant);
  }

  loadConst(constant: Constant): void {
    this.meetConst(constant);
    if (this.minor >= 14 && constant.kind === 'int') {
      const value = Number(constant.value);
      if (value >= 0 && value < 256) {
        this.emit(Op.LOAD_SMALL_INT, value);
        return;
      }
    }
    this.emit(Op.LOAD_CONST, this.constIndex(constant));
  }

  loadNone(): void {
    this.loadConst(NONE);
  }

  loadInt(value: number): void {
    this.loadConst(intConstant(value));
  }

  loadStr(value: string): void {
    this.loadConst(strConstant(value));
  }

  loadNames(names: readonly string[]): void {
    this.loadConst(
      tupleConstant(names.map((value) => ({ kind: 'str', value, interned: true, name: true }) as const)),
    );
  }

  nameIndex(name: string): number {
    const { names } = this.unit;
    let index = names.get(name);
    if (index === undefined) {
      index = names.size;
      names.set(name, index);
    }
    return index;
  }

  varIndex(name: string, unit = this.unit): number {
    let index = unit.varnames.get(name);
    if (index === undefined) {
      index = unit.varnames.size;
      unit.varnames.set(name, index);
    }
    return index;
  }

  mangle(name: string): string {
    return mangle(this.unit.className, name);
  }

  emitName(op: number, name: string): void {
    this.emit(op, this.nameIndex(this.mangle(name)));
  }

  scopeOfName(mangled: string): NameScope | undefined {
    return this.unit.scope.scopes.get(mangled);
  }

  /** BUILD_TUPLE, or the constant when the `n` values before are constants (fold_tuple_on_constants). */
  buildTuple(n: number): void {
    const { instrs, consts } = this.unit;
    const last = instrs.slice(instrs.length - n);
    if (
      last.length === n &&
      (n > 0 || this.minor >= 10) &&
      this.unit.lastLabelAt <= instrs.length - n &&
      last.every((instr) => instr.op === Op.LOAD_CONST || instr.op === Op.LOAD_SMALL_INT)
    ) {
      const items = last.map((instr) =>
        instr.op === Op.LOAD_CONST ? consts[instr.arg] : this.merge(intConstant(instr.arg)),
      );
      // From 3.10 to 3.13 the lines that the constants are on stay.
      if (this.minor >= 10 && this.minor <= 13) for (const instr of last) instr.op = Op.NOP;
      else instrs.length -= n;
      // Up to 3.9 the constants are folded when the stack has been measured.
      if (this.minor <= 9) this.peak(n);
      this.loadConst(tupleConstant(items));
      return;
    }
    this.emit(Op.BUILD_TUPLE, n);
  }

  /** Pushes the function of `code`; what `flags` names is already on the stack, save for the closure. */
  makeFunction(code: CodeObject, flags: number, isClass = false): void {
    if (code.freevars.length > 0) {
      for (const name of code.freevars) this.emit(Op.LOAD_CLOSURE, this.derefIndex(name));
      this.emit(Op.BUILD_TUPLE, code.freevars.length);
      flags |= FUNCTION_FLAGS.CLOSURE;
    }
    this.loadConst({ kind: 'code', code });
    // Up to 3.10 the qualified name is pushed as well; only its place among the constants and on the stack is left of that.
    if (this.minor <= 10) {
      this.constIndex(strConstant(isClass ? code.name : code.qualname));
      this.peak(1);
    }
    this.emit(Op.MAKE_FUNCTION, flags);
  }

  /**
   * Where `assemble` finds the cell: cell variables first, then free ones. A name can be both (a free one that an inlined comprehension
   * binds, or one that a class binds and its methods take from around it): what it means at this place decides (get_ref_type). Those who
   * name `__class__` in the body of a class (`outer`) mean the outer class's, not the cell for its own methods.
   */
  derefIndex(name: string, outer = false): number {
    const { cellvars, freevars } = this.unit;
    const cell = cellvars.indexOf(name);
    if (cell >= 0 && !outer && this.#isCell(name)) return cell;
    const free = freevars.indexOf(name);
    return free >= 0 ? cellvars.length + free : cell;
  }

  #isCell(name: string): boolean {
    const ofClass = this.unit.kind === 'class' && (name === '__class__' || name === '__classdict__');
    return ofClass || this.scopeOfName(name) === 'cell';
  }

  newLabel(): Label {
    return new Label();
  }

  /** The text of an expression, for annotations under `from __future__ import annotations`. */
  textOf(expr: Expr): string {
    return this.source.text.slice(expr.start, expr.end).replace(/\s+/g, ' ');
  }
}
