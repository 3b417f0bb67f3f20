/** One code object in the making (compile.c, struct compiler_unit), and its instructions before assembly. */
import type { Constant } from '../code.ts';
import type { Scope } from '../scope.ts';

/** A place in the code that jumps name before it is known. */
export class Label {
  /** The index of the instruction it stands before, or -1. */
  position = -1;
}

/** See the fields of Handler. */
export type HandlerOptions = {
  readonly drops?: number;
  readonly keepsLasti?: boolean;
  readonly restoresExcInfo?: boolean;
};

/** What catches exceptions in a stretch of code. */
export class Handler {
  readonly label: Label;
  /** How many of the entries on the stack at SETUP the handler does not keep. */
  readonly drops: number;
  /** CPython puts the position of the instruction below the exception, for a re-raise (SETUP_CLEANUP and SETUP_WITH of 3.11+). */
  readonly keepsLasti: boolean;
  /** It only puts back what sys.exc_info() held; up to 3.10 the interpreter does that without a handler. */
  readonly restoresExcInfo: boolean;
  /** How many stack entries are kept; known after the stack analysis. */
  depth = -1;

  constructor(label: Label, options: HandlerOptions) {
    this.label = label;
    this.drops = options.drops ?? 0;
    this.restoresExcInfo = options.restoresExcInfo ?? false;
    this.keepsLasti = this.restoresExcInfo || (options.keepsLasti ?? false);
  }
}

/** Pseudo-opcode: from here on `instr.handler` of what follows applies. Tells the stack analysis the handler's depth. */
export const SETUP = 255;

/** Pseudo-opcode: from here on CPython's stack has `arg` entries more than ours. Only its measure of the stack counts them. */
export const DEPTH = 253;

/** Pseudo-opcode: STORE_FAST of what may be NULL, which leaves the local possibly unbound. */
export const STORE_FAST_MAYBE_NULL = 254;

/** Argument of RERAISE: if nothing catches it here, the frame stands where the exception came from (`RERAISE 1` of 3.10+). */
export const RAISED_BEFORE = 1;

/**
 * Argument of RERAISE that ends a handler: up to 3.10, where the exception lies on the stack with its traceback, it has that one again, without what
 * it has been through meanwhile.
 */
export const RAISED_AS_CAUGHT = 2;

export type Instr = {
  op: number;
  arg: number;
  label: Label | null;
  line: number;
  start: number;
  end: number;
  readonly handler: Handler | null;
  /** Of SETUP only. */
  readonly setup: Handler | null;
};

export type UnitKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'annotation';

/** Where `return`, `break` and `continue` must clean up (compile.c, struct fblockinfo). */
export type FrameBlock =
  | { kind: 'while'; start: Label; exit: Label }
  | { kind: 'for'; start: Label; exit: Label }
  | { kind: 'tryExcept' }
  | { kind: 'finallyTry'; emitFinally: () => void; placeholder: boolean }
  | { kind: 'finallyEnd'; placeholder: boolean; isLeft: boolean }
  | { kind: 'with'; place: { start: number; end: number } }
  | { kind: 'handlerCleanup'; name: string | null }
  | { kind: 'popValue' }
  | { kind: 'exceptionHandler' }
  | { kind: 'exceptionGroupHandler' };

export class Unit {
  readonly kind: UnitKind;
  readonly scope: Scope;
  readonly name: string;
  readonly qualname: string;
  readonly firstlineno: number;
  /** The class whose private names are mangled here. */
  readonly className: string | null;
  readonly parent: Unit | null;
  readonly instrs: Instr[] = [];
  /** Where the latest label stands. */
  lastLabelAt = 0;
  /** Emitting what will be thrown away, for the order of names (3.8's `finally`). */
  compilingAhead = false;
  readonly consts: Constant[] = [];
  readonly constIndex = new Map<Constant, number>();
  readonly names = new Map<string, number>();
  readonly varnames = new Map<string, number>();
  readonly cellvars: readonly string[];
  readonly freevars: readonly string[];
  argcount = 0;
  posonlyargcount = 0;
  kwonlyargcount = 0;
  readonly blocks: FrameBlock[] = [];
  handlers: Handler[] = [];
  /** Names that an inlined comprehension holds in fast slots of a module or class. */
  readonly hidden = new Set<string>();
  inlinedComprehensions = 0;
  /** 3.14+: annotations to put in the block's __annotate__. */
  readonly deferred: import('../ast.ts').StmtOf<'AnnAssign'>[] = [];
  readonly deferredConditions: (number | null)[] = [];
  conditionalBlocks = 0;
  readonly staticAttributes = new Set<string>();

  constructor(options: {
    kind: UnitKind;
    scope: Scope;
    name: string;
    qualname: string;
    firstlineno: number;
    className: string | null;
    parent: Unit | null;
    cellvars: readonly string[];
    freevars: readonly string[];
  }) {
    this.kind = options.kind;
    this.scope = options.scope;
    this.name = options.name;
    this.qualname = options.qualname;
    this.firstlineno = options.firstlineno;
    this.className = options.className;
    this.parent = options.parent;
    this.cellvars = options.cellvars;
    this.freevars = options.freevars;
  }
}
