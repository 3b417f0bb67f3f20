/**
 * What `sys.getsizeof` says of objects of fixed size, and the basic sizes from which the rest is computed
 * (facts §4; measured on 3.8.18 to 3.13.0; 3.14 and 3.15 from recordings and facts; 3.3 from facts' 3.7
 * column, whose layouts it shares but where noted). Bytes on 64-bit Linux. A value of getsizeof includes
 * the collector's header, and from 3.11 the pre-header of the type.
 */
import { since, type Version } from './since.ts';

/** A type whose objects have one size whatever their value: its name as Python prints it, or close to it. */
export type FixedType = keyof typeof fixedSizes;

/** getsizeof by type. `gc` types include the header of 16 (3.3: see `gcHeaderExtra`). */
const fixedSizes = {
  float: { '3.3': 24 },
  complex: { '3.3': 32 },
  NoneType: { '3.3': 16 },
  ellipsis: { '3.3': 16 },
  NotImplementedType: { '3.3': 16 },
  object: { '3.3': 16 },
  range: { '3.3': 48 },
  mappingproxy: { '3.3': 56, '3.8': 40 }, // a GC type
  slice: { '3.3': 40, '3.8': 56 }, // gained the collector's header after 3.3
  cell: { '3.3': 56, '3.8': 40 },
  function: {
    '3.3': 152,
    '3.8': 136,
    '3.10': 144,
    '3.11': 152,
    '3.12': 160,
    '3.14.0': 168,
  },
  method: { '3.3': 80, '3.8': 64 },
  builtin_function_or_method: { '3.3': 80, '3.8': 72 },
  method_descriptor: { '3.3': 88, '3.8': 72 },
  wrapper_descriptor: { '3.3': 88, '3.8': 72 },
  classmethod_descriptor: { '3.3': 88, '3.8': 72 },
  'method-wrapper': { '3.3': 64, '3.8': 48 },
  getset_descriptor: { '3.3': 88, '3.8': 64 },
  member_descriptor: { '3.3': 88, '3.8': 64 },
  weakref: { '3.3': 88, '3.8': 72, '3.11': 80 },
  weakproxy: { '3.3': 88, '3.8': 72, '3.11': 80 },
  traceback: { '3.3': 80, '3.8': 56 },
  /** Without the part that grows with the code object from 3.11: see `frame`. */
  generator: { '3.3': 88, '3.8': 112, '3.10': 104, '3.11': 184, '3.14.0': 192 },
  module: { '3.3': 80, '3.8': 72, '3.15': 120 },
  property: { '3.3': 88, '3.8': 72, '3.10': 80 },
  staticmethod: { '3.3': 64, '3.8': 48 },
  classmethod: { '3.3': 64, '3.8': 48 },
  super: { '3.3': 72, '3.8': 56 },
  list_iterator: { '3.3': 64, '3.8': 48 },
  list_reverseiterator: { '3.3': 64, '3.8': 48 },
  tuple_iterator: { '3.3': 64, '3.8': 48 },
  range_iterator: { '3.3': 48, '3.12': 40 },
  longrange_iterator: { '3.3': 48, '3.12': 40 },
  str_iterator: { '3.3': 64, '3.8': 48 },
  bytes_iterator: { '3.3': 64, '3.8': 48 },
  bytearray_iterator: { '3.3': 64, '3.8': 48 },
  set_iterator: { '3.3': 80, '3.8': 64 },
  dict_keyiterator: { '3.3': 88, '3.8': 72 },
  dict_valueiterator: { '3.3': 88, '3.8': 72 },
  dict_itemiterator: { '3.3': 88, '3.8': 72 },
  dict_reversekeyiterator: { '3.3': 88, '3.8': 72 },
  dict_keys: { '3.3': 56, '3.8': 40 },
  dict_values: { '3.3': 56, '3.8': 40 },
  dict_items: { '3.3': 56, '3.8': 40 },
  iterator: { '3.3': 64, '3.8': 48 },
  callable_iterator: { '3.3': 64, '3.8': 48 },
  enumerate: { '3.3': 80, '3.8': 64, '3.11': 72 },
  zip: { '3.3': 72, '3.8': 56, '3.10': 64 },
  map: { '3.3': 64, '3.8': 48, '3.14.0': 56 },
  filter: { '3.3': 64, '3.8': 48 },
  reversed: { '3.3': 64, '3.8': 48 },
  /** With room for one dimension; each takes 24. */
  memoryview: { '3.3': 200, '3.8': 184 },
  managedbuffer: { '3.3': 144, '3.8': 128 },
  memory_iterator: { '3.10': 64 },
  SimpleNamespace: { '3.3': 56, '3.8': 40 },
  UnionType: { '3.10': 48 },
  GenericAlias: { '3.9': 64, '3.11': 80 },
  partial: { '3.3': 96, '3.8': 80 },
  lru_cache: { '3.3': 160, '3.8': 144, '3.9': 152, '3.10': 168 },
  KeyWrapper: { '3.3': 32, '3.10': 48 }, // a GC type from 3.10
  lock: { '3.3': 40, '3.10': 56 },
  rlock: { '3.3': 48, '3.10': 64 },
  '_collections._deque_iterator': { '3.3': 88, '3.8': 72 },
  'itertools.count': { '3.3': 72, '3.8': 56 },
  'itertools.cycle': { '3.3': 80, '3.8': 64 },
  'itertools.repeat': { '3.3': 64, '3.8': 48 },
  'itertools.chain': { '3.3': 64, '3.8': 48 },
  'itertools.islice': { '3.3': 88, '3.8': 72 },
  'itertools.takewhile': { '3.3': 72, '3.8': 56 },
  'itertools.dropwhile': { '3.3': 72, '3.8': 56 },
  'itertools.starmap': { '3.3': 64, '3.8': 48 },
  'itertools.accumulate': { '3.3': 80, '3.8': 64, '3.12': 72 },
  'itertools.compress': { '3.3': 64, '3.8': 48 },
  'itertools.filterfalse': { '3.3': 64, '3.8': 48 },
  'itertools.zip_longest': { '3.3': 88, '3.8': 72 },
  'itertools.product': { '3.3': 80, '3.8': 64 },
  'itertools.permutations': { '3.3': 96, '3.8': 80 },
  'itertools.combinations': { '3.3': 88, '3.8': 72 },
  'itertools.combinations_with_replacement': { '3.3': 88, '3.8': 72 },
  'itertools.groupby': { '3.3': 96, '3.8': 80, '3.12': 88 },
  'itertools._tee_dataobject': { '3.3': 528, '3.8': 512 },
  'functools._lru_list_elem': { '3.3': 56 },
  'itertools._tee': { '3.3': 72, '3.8': 56, '3.12': 64 },
  'itertools.pairwise': { '3.10': 48, '3.13': 56 },
  'itertools.batched': { '3.12': 48, '3.13': 56 },
  'operator.itemgetter': { '3.3': 64, '3.8': 56, '3.11': 64 },
  'operator.attrgetter': { '3.3': 64, '3.8': 48, '3.11': 56 },
  'operator.methodcaller': { '3.3': 72, '3.8': 56, '3.13': 80 },
} as const satisfies Record<string, { readonly [V in Version]?: number }>;

/** getsizeof of exceptions made by the built-in types; a type that is not named has the size of `BaseException`. */
const exceptionSizes = {
  BaseException: { '3.3': 104, '3.8': 80, '3.11': 88 },
  StopIteration: { '3.3': 112, '3.8': 88, '3.11': 96 },
  SystemExit: { '3.3': 112, '3.8': 88, '3.11': 96 },
  OSError: { '3.3': 144, '3.8': 120, '3.11': 128 },
  SyntaxError: { '3.3': 152, '3.8': 128, '3.10': 144, '3.11': 152, '3.14.0': 160 },
  ImportError: { '3.3': 128, '3.8': 104, '3.11': 112, '3.12': 120 },
  UnicodeEncodeError: { '3.3': 144, '3.8': 120, '3.11': 128 },
  UnicodeDecodeError: { '3.3': 144, '3.8': 120, '3.11': 128 },
  UnicodeTranslateError: { '3.3': 144, '3.8': 120, '3.11': 128 },
  AttributeError: { '3.3': 104, '3.8': 80, '3.10': 96, '3.11': 104 },
  NameError: { '3.3': 104, '3.8': 80, '3.10': 88, '3.11': 96 },
  BaseExceptionGroup: { '3.11': 104 },
  ExceptionGroup: { '3.11': 112, '3.12': 120 },
} as const satisfies Record<string, { readonly [V in Version]?: number }>;

export interface SizeRules {
  /** The collector's header before each GC object (PyGC_Head). */
  readonly gcHeaderBytes: number;
  /** getsizeof of an object of a type with one size, undefined where the version has no such type. */
  readonly fixed: { readonly [T in FixedType]: number | undefined };
  /** getsizeof by exception type; types that are not named are as `BaseException`. */
  readonly exceptions: { readonly [name: string]: number };
  readonly int: {
    /** getsizeof(0) and getsizeof(False); other ints: `baseBytes + digitBytes * digits` of `digitBits` each. */
    readonly zeroBytes: number;
    readonly baseBytes: number;
    readonly digitBytes: number;
    readonly digitBits: number;
    /** Bytes requested from the allocator for an int of one digit: 3.11+ rounds up to a whole word. */
    readonly oneDigitRequestBytes: number;
  };
  readonly str: {
    /** ASCII of n characters: `asciiBase + n` (its NUL included). */
    readonly asciiBaseBytes: number;
    /** Others, k bytes a character: `wideBase + k * (n + 1)`; plus utf8 length + 1 once a UTF-8 copy is cached. */
    readonly wideBaseBytes: number;
    /** sizeof(PyUnicodeObject), to which a str subclass's getsizeof adds `k * (n + 1)`. */
    readonly subclassBaseBytes: number;
  };
  /** bytes of n: `bytesBase + n`. */
  readonly bytesBaseBytes: number;
  readonly bytearray: {
    /** The object alone: getsizeof(bytearray()). */
    readonly emptyBytes: number;
    /** Added to the object for a buffer of n bytes: `n + bufferExtra` (NUL; 3.15: the bytes object inside). */
    readonly bufferExtraBytes: number;
  };
  /** tuple of n: `tupleBase + 8 * n` (3.14 caches the hash). */
  readonly tupleBaseBytes: number;
  /** The list object; its items are a block of `8 * capacity`. */
  readonly listBytes: number;
  /** The dict object; its keys table is another block. */
  readonly dictBytes: number;
  /** The set object with its 8 inline slots. */
  readonly setBytes: number;
  /** A class made by a class statement (PyHeapTypeObject); getsizeof adds the table of its instances' shared keys. */
  readonly classBytes: number;
  /** A type of the interpreter's own (PyTypeObject). */
  readonly typeObjectBytes: number;
  /** getsizeof counts a collector's header before those too, though they have none (3.11, 3.12). */
  readonly typeObjectHeaderCounted: boolean;
  readonly deque: {
    readonly emptyBytes: number;
    readonly blockBytes: number;
    readonly itemsPerBlock: number;
  };
  readonly defaultdictExtraBytes: number;
  readonly orderedDict: { readonly emptyExtraBytes: number; readonly nodeBytes: number };
  readonly frame: {
    /** getsizeof(frame) = base + 8 * (locals + cells + free variables + stack size of its code). */
    readonly baseBytes: number;
    /** getsizeof(generator): this alone up to 3.10 (the frame is an object apart), + 8 * the same sum from 3.11. */
    readonly generatorBaseBytes: number;
    readonly generatorHoldsFrame: boolean;
    /** 3.11+: frames live in a data stack from the arena allocator; calls do not use pymalloc. */
    readonly onDataStack: boolean;
    readonly dataStackChunkBytes: number;
  };
  /** What a code object's getsizeof begins with is not modelled beyond its struct; see `codeBaseBytes`. */
  readonly codeBaseBytes: number;
}

export function sizeRules(version: Version): SizeRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  const optional = (table: { readonly [V in Version]?: number }): number | undefined => {
    try {
      return since(version, table);
    } catch {
      return undefined;
    }
  };
  const rows = <K extends string>(all: { readonly [N in K]: { readonly [V in Version]?: number } }) =>
    Object.fromEntries(Object.entries(all).map(([name, row]) => [name, optional(row as object)]));
  return {
    gcHeaderBytes: at({ '3.3': 32, '3.8': 16, '3.14t': 0, '3.15': 16 }),
    fixed: rows(fixedSizes) as SizeRules['fixed'],
    exceptions: rows(exceptionSizes) as SizeRules['exceptions'],
    int: {
      zeroBytes: at({ '3.3': 24, '3.11': 28 }),
      baseBytes: 24,
      digitBytes: 4,
      digitBits: 30,
      oneDigitRequestBytes: at({ '3.3': 28, '3.11': 32 }),
    },
    str: {
      asciiBaseBytes: at({ '3.3': 49, '3.12': 41 }),
      wideBaseBytes: at({ '3.3': 72, '3.12': 56 }),
      subclassBaseBytes: at({ '3.3': 80, '3.12': 64 }),
    },
    bytesBaseBytes: 33,
    bytearray: {
      emptyBytes: at({ '3.3': 56, '3.15': 64 }),
      bufferExtraBytes: at({ '3.3': 1, '3.15': 33 }),
    },
    tupleBaseBytes: at({ '3.3': 56, '3.8': 40, '3.14.0': 48 }),
    listBytes: at({ '3.3': 72, '3.8': 56 }),
    dictBytes: at({ '3.3': 72, '3.8': 64 }),
    setBytes: at({ '3.3': 232, '3.8': 216 }),
    classBytes: at({
      '3.3': 904,
      '3.8': 896,
      '3.10': 904,
      '3.11': 920,
      '3.12': 936,
      '3.13': 944,
      '3.14.0': 952,
      '3.15': 960,
    }),
    typeObjectBytes: at({ '3.3': 408, '3.8': 416, '3.9': 408, '3.12': 416 }),
    typeObjectHeaderCounted: at({ '3.3': false, '3.11': true, '3.13': false }),
    deque: { emptyBytes: at({ '3.3': 640, '3.8': 624, '3.11': 760 }), blockBytes: 528, itemsPerBlock: 64 },
    defaultdictExtraBytes: 8,
    orderedDict: { emptyExtraBytes: 64, nodeBytes: 56 },
    frame: {
      baseBytes: at({ '3.3': 392, '3.8': 376, '3.10': 368, '3.11': 136, '3.13': 152, '3.14.0': 168 }),
      generatorBaseBytes: at({ '3.3': 88, '3.8': 112, '3.10': 104, '3.11': 168, '3.12': 160, '3.14.0': 168 }),
      generatorHoldsFrame: at({ '3.3': false, '3.11': true }),
      onDataStack: at({ '3.3': false, '3.11': true }),
      dataStackChunkBytes: 16384,
    },
    codeBaseBytes: at({ '3.3': 144, '3.8': 176, '3.11': 192, '3.12': 200, '3.13': 208 }),
  };
}
