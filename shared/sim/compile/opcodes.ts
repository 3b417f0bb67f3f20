/**
 * The instruction set of the compiled subset: one set for the versions 3.8 to 3.15, in the names and the
 * granularity of CPython 3.11 to 3.13 (Python/bytecodes.c, Python/ceval.c). Where versions differ, the
 * compiler emits other sequences; the meaning of an instruction never depends on the version, except for
 * texts of errors.
 *
 * Encoding: one 32-bit word an instruction, `word = (arg << 8) | op`, so `op = word & 255`,
 * `arg = word >> 8`. There are no caches and no EXTENDED_ARG. A position in the code ("pc") is an
 * index into `CodeObject.code`; jump arguments are absolute pcs.
 *
 * Stack pictures: bottom left, top right. Unless an entry says otherwise, an instruction takes over (and at
 * its end gives up) the references it pops and pushes new strong references; a "moved" reference changes its
 * place without its count changing. Popped operands are released only after the result exists, first
 * popped last released is NOT promised: the order is given where a program can observe it.
 *
 * What differs from CPython's own instruction stream, all of it invisible to programs:
 * - No lasti on the stack for exception handlers: a re-raise never adds a traceback entry for its frame.
 * - Generators are made by the call (flag CO_GENERATOR); RETURN_GENERATOR does not exist. Free variables
 *   are copied from the closure by the call; COPY_FREE_VARS does not exist.
 * - FOR_ITER pops the exhausted iterator itself (no END_FOR, POP_ITER).
 * - `yield from` is the one instruction YIELD_FROM (as up to 3.10), which is executed again on each resumption.
 * - Slices always go through BUILD_SLICE; truth tests are part of the jump (no TO_BOOL).
 */

/** How an argument is to be read; `disassemble` prints accordingly. */
export type ArgKind =
  | 'none'
  | 'const' // index into consts
  | 'name' // index into names
  | 'local' // index into the frame's localsplus
  | 'deref' // index into the frame's localsplus, which holds a cell there
  | 'jump' // absolute pc
  | 'count' // a number of operands
  | 'depth' // the n-th entry from the top, 1 is the top
  | 'flags' // see the entry
  | 'number'; // see the entry

export const Op = {
  // ---- locals, constants, stack
  NOP: 0,
  /** At the start of a function (arg 0) and after a yield (1) or yield from (2); emitted for 3.11+. No effect but
   * that, from 3.12 on, the eval breaker (collection, thread switch) is served here. */
  RESUME: 1,
  /** [x] -> []. Releases x. */
  POP_TOP: 2,
  /** [] -> [value]. New reference to local `arg`; UnboundLocalError when the slot is empty. */
  LOAD_FAST: 3,
  /** As LOAD_FAST, but the stack entry does not count as a reference (3.14+: CPython's optimize_load_fast proved
   * that the local outlives the entry). Whatever consumes the entry must not decref it; where a consumer keeps
   * the value (a container, an argument slot of a called Python function keeps it borrowed) see facts.md. */
  LOAD_FAST_BORROW: 4,
  /** As LOAD_FAST; emitted from 3.12 on where the local may be unbound (it is never borrowed). */
  LOAD_FAST_CHECK: 5,
  /** [x] -> []. Moves x into local `arg`; the old value is released after the store. */
  STORE_FAST: 6,
  /** [] -> [value]. New reference to consts[arg]. */
  LOAD_CONST: 7,
  /** [] -> [int]. The small int `arg`, 0..255 (3.14+; such ints are then not in consts). */
  LOAD_SMALL_INT: 8,
  /** Empties local `arg`, releasing it; UnboundLocalError when it is empty. */
  DELETE_FAST: 9,
  /** [] -> [value | NULL]. Moves local `arg` (which may be empty) to the stack and leaves it empty (3.12+, inlined
   * comprehensions). STORE_FAST puts it back: a NULL stored makes the local unbound. */
  LOAD_FAST_AND_CLEAR: 10,
  /** [x at depth arg ...] -> [... x]. Pushes a new reference to the arg-th entry from the top (1 = top). */
  COPY: 11,
  /** Exchanges the top with the arg-th entry from the top (2 = the one below). Moves only. */
  SWAP: 12,

  // ---- global and class level names
  /** [] -> [value]. globals, then builtins; NameError. */
  LOAD_GLOBAL: 13,
  /** [x] -> []. */
  STORE_GLOBAL: 14,
  DELETE_GLOBAL: 15,
  /** [] -> [value]. The frame's locals mapping, then globals, then builtins; NameError. */
  LOAD_NAME: 16,
  /** [x] -> []. Stores into the frame's locals mapping, then releases x. */
  STORE_NAME: 17,
  DELETE_NAME: 18,
  /** [] -> [dict]. The frame's locals mapping (class bodies: 3.12+ __classdict__; NameError outside). */
  LOAD_LOCALS: 19,
  /** [dict] -> [value]. names[arg] in dict, else globals, else builtins (3.12+, annotation scopes in classes). */
  LOAD_FROM_DICT_OR_GLOBALS: 20,

  // ---- cells; `arg` is an index into localsplus
  /** Makes a new cell holding what slot `arg` holds (may be empty; the value moves), and puts it in the slot. */
  MAKE_CELL: 21,
  /** [] -> [cell]. New reference to the cell itself, for a closure tuple. */
  LOAD_CLOSURE: 22,
  /** [] -> [value]. UnboundLocalError for a cell variable, NameError for a free one, when empty. */
  LOAD_DEREF: 23,
  /** [x] -> []. Moves x into the cell; the old value is released after the store. */
  STORE_DEREF: 24,
  DELETE_DEREF: 25,
  /** [] -> [value]. Free variable read in a class body: the locals mapping first, then the cell. */
  LOAD_CLASSDEREF: 26,
  /** [dict] -> [value]. As LOAD_CLASSDEREF with the mapping given (3.12+, annotation scopes in classes). */
  LOAD_FROM_DICT_OR_DEREF: 27,

  // ---- attributes, items
  /** [o] -> [o.name]. o is released after the look-up. */
  LOAD_ATTR: 28,
  /** [o] -> [function, o] when o.name would be a bound method of a plain function (or method descriptor) found on
   * the type and not hidden by the instance (o is moved); else [o.name, NULL]. No bound method is made in the first case. */
  LOAD_METHOD: 29,
  /** [super, class, self] -> [attr] as `super(class, self).name` without making the super object when `super` is
   * the builtin (3.12+). arg = name << 2 | 2 if the source had arguments | 1 if a method pair [function,
   * self] / [attr, NULL] is to be pushed as by LOAD_METHOD. */
  LOAD_SUPER_ATTR: 30,
  /** [value, o] -> []. o.name = value. */
  STORE_ATTR: 31,
  /** [o] -> []. */
  DELETE_ATTR: 32,
  /** [o, key] -> [o[key]]. */
  BINARY_SUBSCR: 33,
  /** [value, o, key] -> []. o[key] = value. */
  STORE_SUBSCR: 34,
  /** [o, key] -> []. */
  DELETE_SUBSCR: 35,

  // ---- operators
  UNARY_NEGATIVE: 36,
  UNARY_POSITIVE: 37,
  UNARY_INVERT: 38,
  UNARY_NOT: 39,
  /** [a, b] -> [a op b]. arg is an index into BINARY_OPS; from 13 on the augmented form. For `s += t` on strs the
   * VM looks at the next instruction (STORE_FAST, STORE_NAME, STORE_DEREF), as CPython's unicode_concatenate does. */
  BINARY_OP: 40,
  /** [a, b] -> [a op b]. arg is an index into COMPARE_OPS. */
  COMPARE_OP: 41,
  /** [a, b] -> [bool]. arg 1: `is not`. */
  IS_OP: 42,
  /** [item, container] -> [bool]. arg 1: `not in`. */
  CONTAINS_OP: 43,

  // ---- jumps and loops
  JUMP_FORWARD: 44,
  /** A loop's back edge: the eval breaker is served here. */
  JUMP_BACKWARD: 45,
  /** [x] -> []. Tests the truth of x (which may call __bool__, __len__), releases it, jumps. */
  POP_JUMP_IF_FALSE: 46,
  POP_JUMP_IF_TRUE: 47,
  POP_JUMP_IF_NONE: 48,
  POP_JUMP_IF_NOT_NONE: 49,
  /** [x] -> [x] and jump when false; else [x] -> []. */
  JUMP_IF_FALSE_OR_POP: 50,
  JUMP_IF_TRUE_OR_POP: 51,
  /** [o] -> [iter(o)]. */
  GET_ITER: 52,
  /** [it] -> [it, next(it)]; when exhausted [it] -> [] (released) and jump to arg. */
  FOR_ITER: 53,

  // ---- calls
  /** [f, a1..an] -> [result]. Arguments are n positional. Up to 3.10 the entries stay on the stack (counted)
   * during a call of a Python function, whose own slots are further references; from 3.11 on they are moved into the
   * called frame. */
  CALL: 54,
  /** [f, a1..an, names] -> [result]. The last len(names) of the n arguments are keywords; names is a constant tuple. */
  CALL_KW: 55,
  /** [f, self | NULL, a1..an] -> [result], after LOAD_METHOD, LOAD_SUPER_ATTR or LOAD_SPECIAL. */
  CALL_METHOD: 56,
  /** [f, self | NULL, a1..an, names] -> [result] (3.11+; earlier a call with keywords makes the bound method). */
  CALL_METHOD_KW: 57,
  /** [f, args] or, flag 1, [f, args, kwargs] -> [result]. args: any iterable, made a tuple unless it is exactly one
   * ("argument after * must be an iterable"); kwargs: any mapping, copied unless exactly a dict. */
  CALL_EX: 58,
  /** [x] -> frame ends; x is moved to the caller. */
  RETURN_VALUE: 59,

  // ---- building
  BUILD_TUPLE: 60,
  BUILD_LIST: 61,
  /** Items are added in order, first to last. */
  BUILD_SET: 62,
  /** [k1, v1 .. kn, vn] -> [dict]. */
  BUILD_MAP: 63,
  /** [v1 .. vn, keys] -> [dict]; keys is a constant tuple (up to 3.13). */
  BUILD_CONST_KEY_MAP: 64,
  /** [s1..sn] -> [str]. */
  BUILD_STRING: 65,
  /** [start, stop] or, arg 3, [start, stop, step] -> [slice]. */
  BUILD_SLICE: 66,
  /** [.. list at depth arg after the pop .., x] -> [..]. list.append without a call. The depth counts after x is popped. */
  LIST_APPEND: 67,
  SET_ADD: 68,
  /** [.. dict at depth arg after the pops .., key, value] -> [..]. */
  MAP_ADD: 69,
  /** [.. list at depth arg after the pop .., iterable] -> [..]. "Value after * must be an iterable, not T". */
  LIST_EXTEND: 70,
  SET_UPDATE: 71,
  /** dict.update: later keys win; "'T' object is not a mapping". */
  DICT_UPDATE: 72,
  /** As DICT_UPDATE for a call's keywords: TypeError on a repeated key. The callable, for the message, is at depth
   * arg + 2 (below the args tuple) after the pop. */
  DICT_MERGE: 73,
  /** [list] -> [tuple]. */
  LIST_TO_TUPLE: 74,
  /** [seq] -> [xn .. x1] with x1 on top. ValueError texts "too many values", "not enough values". */
  UNPACK_SEQUENCE: 75,
  /** [seq] -> [after.., list, before..] first item on top. arg = before | after << 8. */
  UNPACK_EX: 76,

  // ---- strings
  /** [x] or, flag 4, [x, spec] -> [str]. arg & 3: 0 as it is, 1 str(), 2 repr(), 3 ascii(); then format(x, spec).
   * An exact str without a spec is moved through unchanged. */
  FORMAT_VALUE: 77,

  // ---- functions, classes, modules
  /** [defaults?, kwdefaults?, annotations?, closure?, code] -> [function]; present as FUNCTION_FLAGS say. Annotations:
   * 3.10 to 3.13 a tuple name, value, name, value..; up to 3.9 a dict; flag ANNOTATE (3.14+) a function. The qualified name is in the
   * code. Flags in the order of the stack. */
  MAKE_FUNCTION: 78,
  /** [] -> [builtins.__build_class__]. */
  LOAD_BUILD_CLASS: 79,
  /** Makes __annotations__ in the locals mapping when it is missing (up to 3.13). */
  SETUP_ANNOTATIONS: 80,
  /** [level, fromlist] -> [module]. */
  IMPORT_NAME: 81,
  /** [module] -> [module, attr]. */
  IMPORT_FROM: 82,
  /** [module] -> []. Into the locals mapping. */
  IMPORT_STAR: 83,
  /** [x] -> []. sys.displayhook (mode 'single'). */
  PRINT_EXPR: 84,

  // ---- generators
  /** [x] -> suspended; x moved to the caller. Resumption pushes the sent value. */
  YIELD_VALUE: 85,
  /** [o] -> [iterator]: a generator is kept as it is, else iter(o). */
  GET_YIELD_FROM_ITER: 86,
  /** [receiver, v] -> sends v (None: next). If it yields w: [receiver], suspended at this same pc, w to the caller; resumption pushes
   * the sent value and executes this again. If it returns r: [r] and go on. throw() and close() go to the receiver first. */
  YIELD_FROM: 87,

  // ---- exceptions. The frame's exception table maps a pc to a handler: the stack is cut to the entry's depth,
  // the exception is pushed, and the pc becomes the handler's.
  /** [exc] -> [prev, exc]. prev is what sys.exc_info() held (NULL or None when nothing), which now holds exc (a further reference). */
  PUSH_EXC_INFO: 88,
  /** [prev] -> []. Moves prev back to sys.exc_info(), then releases what that held. */
  POP_EXCEPT: 89,
  /** [exc, type] -> [exc, bool]. type: a class or tuple of classes, else TypeError "catching classes that do not
   * inherit from BaseException is not allowed". */
  CHECK_EXC_MATCH: 90,
  /** [exc] -> raises it again; no traceback entry for this frame is added. arg 1: the frame then stands where it was raised before. */
  RERAISE: 91,
  /** 0: [] raise again what sys.exc_info() holds; 1: [exc]; 2: [exc, cause]. A class is called to make the instance. */
  RAISE_VARARGS: 92,
  /** [mgr] -> [exit, result of __enter__]. Looks up __enter__, then __exit__ on the type (bound method exit), releases mgr, calls
   * __enter__ (up to 3.13). */
  BEFORE_WITH: 93,
  /** [o] -> [f, o] or [bound, NULL] like LOAD_METHOD, on the type alone (3.14+). arg: index into SPECIAL_METHODS. */
  LOAD_SPECIAL: 94,
  /** Calls exit(type(exc), exc, exc.__traceback__) and pushes the result. arg 0: [exit, prev, exc] -> [exit, prev, exc, r];
   * arg 1 (3.14+): [exit, self | NULL, prev, exc] -> [.., r]. */
  WITH_EXCEPT_START: 95,
  /** [] -> [AssertionError], whatever that name is bound to (3.9+). */
  LOAD_ASSERTION_ERROR: 96,

  // ---- match statement (3.10+)
  /** [o] -> [o, len(o)]. */
  GET_LEN: 97,
  /** [o] -> [o, bool]. */
  MATCH_MAPPING: 98,
  MATCH_SEQUENCE: 99,
  /** [o, keys] -> [o, keys, tuple of values | None]. */
  MATCH_KEYS: 100,
  /** [o, class, names] -> [tuple of attributes | None]. arg: number of positional sub-patterns. */
  MATCH_CLASS: 101,

  // ---- except* (3.11+)
  /** [exc, type] -> [rest | None, match | None]; a match is what sys.exc_info() then holds. */
  CHECK_EG_MATCH: 102,
  /** [orig, raised] -> [exc | None]: what goes on being raised. */
  PREP_RERAISE_STAR: 103,

  /** [exit, x, x, x] -> [exit(x, x, x)]. As CALL, but a bound method stays whole, and holds its object, as long as the call lasts (3.11 to 3.13). */
  CALL_EXIT: 104,

  // ---- 3.11, in code that may grow a str in place: as RESUME and JUMP_BACKWARD, but counted (_PyCode_Warmup)
  RESUME_COUNTED: 105,
  JUMP_BACKWARD_COUNTED: 106,
} as const;

/** BINARY_OP's argument: CPython's NB_ numbers. Augmented assignment adds INPLACE. */
export const BINARY_OPS = ['+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^'] as const;
export const INPLACE = 13;

/** COMPARE_OP's argument. */
export const COMPARE_OPS = ['<', '<=', '==', '!=', '>', '>='] as const;

/** LOAD_SPECIAL's argument. */
export const SPECIAL_METHODS = ['__enter__', '__exit__'] as const;

/** MAKE_FUNCTION's argument. */
export const FUNCTION_FLAGS = {
  DEFAULTS: 1,
  KWDEFAULTS: 2,
  ANNOTATIONS: 4,
  CLOSURE: 8,
  ANNOTATE: 16,
} as const;

/** What the disassembler and the verifier know of an instruction. */
export type OpcodeInfo = {
  readonly name: string;
  readonly arg: ArgKind;
  /** Entries popped and pushed when control goes on to the next instruction. */
  readonly effect: (arg: number) => readonly [pops: number, pushes: number];
  /** The same when the instruction jumps; missing where it is equal. */
  readonly jumpEffect?: readonly [pops: number, pushes: number];
  /** Control never goes on to the next instruction. */
  readonly ends?: true;
};

function bits(flags: number): number {
  let n = 0;
  for (; flags !== 0; flags &= flags - 1) n++;
  return n;
}

type Effect = (arg: number) => readonly [number, number];
const fixed = (pops: number, pushes: number): Effect => {
  const effect = [pops, pushes] as const;
  return () => effect;
};

const rows: readonly (readonly [keyof typeof Op, ArgKind, Effect, (readonly [number, number])?])[] = [
  ['NOP', 'none', fixed(0, 0)],
  ['RESUME', 'number', fixed(0, 0)],
  ['POP_TOP', 'none', fixed(1, 0)],
  ['LOAD_FAST', 'local', fixed(0, 1)],
  ['LOAD_FAST_BORROW', 'local', fixed(0, 1)],
  ['LOAD_FAST_CHECK', 'local', fixed(0, 1)],
  ['STORE_FAST', 'local', fixed(1, 0)],
  ['LOAD_CONST', 'const', fixed(0, 1)],
  ['LOAD_SMALL_INT', 'number', fixed(0, 1)],
  ['DELETE_FAST', 'local', fixed(0, 0)],
  ['LOAD_FAST_AND_CLEAR', 'local', fixed(0, 1)],
  ['COPY', 'depth', (n) => [n, n + 1]],
  ['SWAP', 'depth', (n) => [n, n]],
  ['LOAD_GLOBAL', 'name', fixed(0, 1)],
  ['STORE_GLOBAL', 'name', fixed(1, 0)],
  ['DELETE_GLOBAL', 'name', fixed(0, 0)],
  ['LOAD_NAME', 'name', fixed(0, 1)],
  ['STORE_NAME', 'name', fixed(1, 0)],
  ['DELETE_NAME', 'name', fixed(0, 0)],
  ['LOAD_LOCALS', 'none', fixed(0, 1)],
  ['LOAD_FROM_DICT_OR_GLOBALS', 'name', fixed(1, 1)],
  ['MAKE_CELL', 'deref', fixed(0, 0)],
  ['LOAD_CLOSURE', 'deref', fixed(0, 1)],
  ['LOAD_DEREF', 'deref', fixed(0, 1)],
  ['STORE_DEREF', 'deref', fixed(1, 0)],
  ['DELETE_DEREF', 'deref', fixed(0, 0)],
  ['LOAD_CLASSDEREF', 'deref', fixed(0, 1)],
  ['LOAD_FROM_DICT_OR_DEREF', 'deref', fixed(1, 1)],
  ['LOAD_ATTR', 'name', fixed(1, 1)],
  ['LOAD_METHOD', 'name', fixed(1, 2)],
  ['LOAD_SUPER_ATTR', 'number', (arg) => [3, 1 + (arg & 1)]],
  ['STORE_ATTR', 'name', fixed(2, 0)],
  ['DELETE_ATTR', 'name', fixed(1, 0)],
  ['BINARY_SUBSCR', 'none', fixed(2, 1)],
  ['STORE_SUBSCR', 'none', fixed(3, 0)],
  ['DELETE_SUBSCR', 'none', fixed(2, 0)],
  ['UNARY_NEGATIVE', 'none', fixed(1, 1)],
  ['UNARY_POSITIVE', 'none', fixed(1, 1)],
  ['UNARY_INVERT', 'none', fixed(1, 1)],
  ['UNARY_NOT', 'none', fixed(1, 1)],
  ['BINARY_OP', 'number', fixed(2, 1)],
  ['COMPARE_OP', 'number', fixed(2, 1)],
  ['IS_OP', 'number', fixed(2, 1)],
  ['CONTAINS_OP', 'number', fixed(2, 1)],
  ['JUMP_FORWARD', 'jump', fixed(0, 0)],
  ['JUMP_BACKWARD', 'jump', fixed(0, 0)],
  ['POP_JUMP_IF_FALSE', 'jump', fixed(1, 0)],
  ['POP_JUMP_IF_TRUE', 'jump', fixed(1, 0)],
  ['POP_JUMP_IF_NONE', 'jump', fixed(1, 0)],
  ['POP_JUMP_IF_NOT_NONE', 'jump', fixed(1, 0)],
  ['JUMP_IF_FALSE_OR_POP', 'jump', fixed(1, 0), [1, 1]],
  ['JUMP_IF_TRUE_OR_POP', 'jump', fixed(1, 0), [1, 1]],
  ['GET_ITER', 'none', fixed(1, 1)],
  ['FOR_ITER', 'jump', fixed(1, 2), [1, 0]],
  ['CALL', 'count', (n) => [n + 1, 1]],
  ['CALL_KW', 'count', (n) => [n + 2, 1]],
  ['CALL_METHOD', 'count', (n) => [n + 2, 1]],
  ['CALL_METHOD_KW', 'count', (n) => [n + 3, 1]],
  ['CALL_EX', 'flags', (flags) => [2 + (flags & 1), 1]],
  ['RETURN_VALUE', 'none', fixed(1, 0)],
  ['BUILD_TUPLE', 'count', (n) => [n, 1]],
  ['BUILD_LIST', 'count', (n) => [n, 1]],
  ['BUILD_SET', 'count', (n) => [n, 1]],
  ['BUILD_MAP', 'count', (n) => [2 * n, 1]],
  ['BUILD_CONST_KEY_MAP', 'count', (n) => [n + 1, 1]],
  ['BUILD_STRING', 'count', (n) => [n, 1]],
  ['BUILD_SLICE', 'count', (n) => [n, 1]],
  ['LIST_APPEND', 'depth', (n) => [n + 1, n]],
  ['SET_ADD', 'depth', (n) => [n + 1, n]],
  ['MAP_ADD', 'depth', (n) => [n + 2, n]],
  ['LIST_EXTEND', 'depth', (n) => [n + 1, n]],
  ['SET_UPDATE', 'depth', (n) => [n + 1, n]],
  ['DICT_UPDATE', 'depth', (n) => [n + 1, n]],
  ['DICT_MERGE', 'depth', (n) => [n + 1, n]],
  ['LIST_TO_TUPLE', 'none', fixed(1, 1)],
  ['UNPACK_SEQUENCE', 'count', (n) => [1, n]],
  ['UNPACK_EX', 'number', (arg) => [1, (arg & 255) + (arg >> 8) + 1]],
  ['FORMAT_VALUE', 'flags', (flags) => [flags & 4 ? 2 : 1, 1]],
  ['MAKE_FUNCTION', 'flags', (flags) => [1 + bits(flags), 1]],
  ['LOAD_BUILD_CLASS', 'none', fixed(0, 1)],
  ['SETUP_ANNOTATIONS', 'none', fixed(0, 0)],
  ['IMPORT_NAME', 'name', fixed(2, 1)],
  ['IMPORT_FROM', 'name', fixed(1, 2)],
  ['IMPORT_STAR', 'none', fixed(1, 0)],
  ['PRINT_EXPR', 'none', fixed(1, 0)],
  ['YIELD_VALUE', 'none', fixed(1, 1)],
  ['GET_YIELD_FROM_ITER', 'none', fixed(1, 1)],
  ['YIELD_FROM', 'none', fixed(2, 1)],
  ['PUSH_EXC_INFO', 'none', fixed(1, 2)],
  ['POP_EXCEPT', 'none', fixed(1, 0)],
  ['CHECK_EXC_MATCH', 'none', fixed(2, 2)],
  ['RERAISE', 'flags', fixed(1, 0)],
  ['RAISE_VARARGS', 'count', (n) => [n, 0]],
  ['BEFORE_WITH', 'none', fixed(1, 2)],
  ['LOAD_SPECIAL', 'number', fixed(1, 2)],
  ['WITH_EXCEPT_START', 'number', (pair) => [3 + pair, 4 + pair]],
  ['LOAD_ASSERTION_ERROR', 'none', fixed(0, 1)],
  ['GET_LEN', 'none', fixed(1, 2)],
  ['MATCH_MAPPING', 'none', fixed(1, 2)],
  ['MATCH_SEQUENCE', 'none', fixed(1, 2)],
  ['MATCH_KEYS', 'none', fixed(2, 3)],
  ['MATCH_CLASS', 'count', fixed(3, 1)],
  ['CHECK_EG_MATCH', 'none', fixed(2, 2)],
  ['PREP_RERAISE_STAR', 'none', fixed(2, 1)],
  ['CALL_EXIT', 'none', fixed(4, 1)],
  ['RESUME_COUNTED', 'number', fixed(0, 0)],
  ['JUMP_BACKWARD_COUNTED', 'jump', fixed(0, 0)],
];

const ends: ReadonlySet<number> = new Set([
  Op.JUMP_FORWARD,
  Op.JUMP_BACKWARD,
  Op.JUMP_BACKWARD_COUNTED,
  Op.RETURN_VALUE,
  Op.RERAISE,
  Op.RAISE_VARARGS,
]);

/** Indexed by opcode. */
export const OPCODES: readonly OpcodeInfo[] = rows.map(([name, arg, effect, jumpEffect]) => ({
  name,
  arg,
  effect,
  ...(jumpEffect && { jumpEffect }),
  ...(ends.has(Op[name]) && { ends: true as const }),
}));
