/**
 * The head of every object (CPython: Include/object.h, PyObject and PyGC_Head) and the type object
 * (Include/cpython/object.h, PyTypeObject).
 *
 * A Python object is one JS object of one of very few shapes, so that code which counts references or follows types
 * meets few hidden classes: `PyObject` for what is a value and no more (int, float, None, ...),
 * `PyContainer` for what has a second block or marks (str, bytes) and for what the collector may see, `PyInstance` for what may have attributes or weak references besides, `PyType` for classes. What kind of object it is says `type.kind`; the payload of
 * that kind is in `v`.
 */

import { NO_ITEMS } from '../../base/arrays.ts';
import type { Hash } from './hash.ts';
import type { Runtime } from './runtime.ts';
import type { Slots } from './slots.ts';

/** Counts from here on belong to immortal objects (PEP 683, 3.12+) and never change. */
export const IMMORTAL = 0x40000000;

/** The layout of an object's payload; a subclass has the kind of its base. */
export const K = {
  OBJECT: 0, // v: slot values (PyObject | null)[] or null
  INT: 1, // v: number (safe integer) | bigint beyond; bool too
  FLOAT: 2, // v: number
  COMPLEX: 3, // v: {re, im}
  STR: 4, // v: JS string (lone surrogates possible); bits: StrBits
  BYTES: 5, // v: Uint8Array
  BYTEARRAY: 6, // v: Uint8Array (exact length); bits: allocated; aux: buffer address
  TUPLE: 7, // v: PyObject[]
  LIST: 8, // v: PyObject[]; bits: allocated; aux: address of the item array (0: none)
  DICT: 9, // v: DictData
  SET: 10, // v: SetData; frozenset too
  RANGE: 11,
  SLICE: 12,
  FUNCTION: 13, // v: FunctionData (interp)
  METHOD: 14, // v: {func, self}
  BUILTIN: 15, // v: BuiltinData: a C function, bound or not
  DESCR: 16, // method, wrapper, getset and member descriptors
  GENERATOR: 17,
  FRAME: 18,
  CODE: 19,
  CELL: 20, // v: PyObject | null
  MODULE: 21, // v: ModuleData; dict: its namespace
  TYPE: 22,
  EXCEPTION: 23, // v: ExceptionData
  TRACEBACK: 24,
  WEAKREF: 25,
  ITERATOR: 26, // native iterators: v is the state record of the type
  PROPERTY: 27,
  STATICMETHOD: 28, // classmethod too; v: {callable}
  SUPER: 29,
  VIEW: 30, // dict views, mappingproxy
  OTHER: 31,
  FROZENDICT: 32, // v: DictData
} as const;

/** PyType.flags. */
export const TF = {
  /** Instances have the collector's header. */
  GC: 1,
  /** May be subclassed. */
  BASETYPE: 2,
  /** Made by a class statement (or type()): instances hold a reference to it. */
  HEAP: 4,
  /** Instances have an instance dict (or inline values). */
  DICT: 8,
  /** Instances can be referenced weakly. */
  WEAKREF: 16,
  /** The pre-header of 3.11/3.12+ is reserved before the collector's header. */
  PREHEADER: 32,
  /** Instances are made with values by shared keys (3.11+); other classes with such keys make a split dict with the first attribute. */
  SHARED_KEYS: 64,
  /** tp_as_sequence items visible to match, set by collections.abc or natively. */
  SEQUENCE: 128,
  MAPPING: 256,
  /** Functions that LOAD_METHOD may leave unbound (Py_TPFLAGS_METHOD_DESCRIPTOR). */
  METHOD_DESCRIPTOR: 512,
  /** A subclass of ... (fast isinstance). */
  INT: 1 << 10,
  LIST: 1 << 11,
  TUPLE: 1 << 12,
  BYTES: 1 << 13,
  STR: 1 << 14,
  DICTSUB: 1 << 15,
  EXC: 1 << 16,
  TYPESUB: 1 << 17,
  /** Abstract: has unimplemented abstract methods. */
  ABSTRACT: 1 << 18,
  IMMUTABLE: 1 << 19,
  /** Callable, but not by vectorcall: arguments come in a tuple (tuplecall.ts). Of types, see there. */
  TUPLE_CALL: 1 << 20,
} as const;

/**
 * An object; one that is nothing more is of a type that the collector does not know of. (Fields are declared, not defined: a definition would first set each to undefined, of
 * which the engine would take notice.)
 */
export class PyObject {
  /** References to it; at IMMORTAL or above it never changes. */
  declare refcnt: number;
  declare type: PyType;
  /** Where its block begins (headers included): bytes, simulated; 0 for objects in static storage. `addressOf` is id(). */
  declare addr: number;
  /** The payload, see K. */
  // biome-ignore lint/suspicious/noExplicitAny: the payload's type follows from type.kind; accessors narrow it
  declare v: any;
  /**
   * GC flags, the collector's list that it is in (none: it is untracked) and its place there. A PyContainer's alone; of others it reads as 0, so
   * whoever follows references need not ask what they lead to.
   */
  declare gcBits: number;
  /** A PyContainer's alone: a cached hash (str, bytes, frozenset, tuple 3.14), or the address of a second block (list, bytearray). */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  declare aux: any;
  /** A PyContainer's alone: small integer of the kind: str kind and interned state, list capacity. */
  declare bits: number;

  // biome-ignore lint/suspicious/noExplicitAny: see v
  constructor(type: PyType, addr: number, v: any) {
    this.refcnt = 1;
    this.type = type;
    this.v = v;
    this.addr = addr;
  }
}

// What an object cannot have is found by look-up, so that it costs such objects nothing.
Object.defineProperty(PyObject.prototype, 'gcBits', { value: 0, writable: true });
Object.defineProperty(PyObject.prototype, 'aux', { value: 0, writable: true });
Object.defineProperty(PyObject.prototype, 'bits', { value: 0, writable: true });

/** Bits of PyObject.gcBits. */
export const GC = {
  /** `__del__` has run (PEP 442). */
  FINALIZED: 1,
  /** In the old space or visited (incremental collector). */
  OLD: 2,
  /** What stays with the object when it changes its list. */
  FLAGS: 3,
  /** The list that it is in (gclist.ts: LIST); 0 while it is untracked. */
  LIST: 28,
  LIST_SHIFT: 2,
  /** The bits above are its place in the list. */
  NUMBER_SHIFT: 5,
} as const;

/** An object that is more than its value: of a type with the collector's header, or text, bytes, an int beyond the safe ones. */
export class PyContainer extends PyObject {
  /** Instance attributes: a dict object, or Values (see instances.ts), or null while there are none. Only a PyInstance can have them. */
  declare dict: PyObject | Values | null;
  /** The newest weak reference to it (weakrefs.ts keeps the chain), or null. Only a PyInstance can have one. */
  declare weak: PyObject | null;

  // biome-ignore lint/suspicious/noExplicitAny: see PyObject.v
  constructor(type: PyType, addr: number, v: any, aux: any, bits: number) {
    super(type, addr, v);
    this.gcBits = 0;
    this.aux = aux;
    this.bits = bits;
  }
}

/** A container that may have attributes of its own or be referenced weakly: of a type with TF.DICT or TF.WEAKREF. */
export class PyInstance extends PyContainer {
  // biome-ignore lint/suspicious/noExplicitAny: see PyObject.v
  constructor(type: PyType, addr: number, v: any, aux: any, bits: number) {
    super(type, addr, v, aux, bits);
    this.dict = null;
    this.weak = null;
  }
}

Object.defineProperty(PyContainer.prototype, 'dict', { value: null, writable: true });
Object.defineProperty(PyContainer.prototype, 'weak', { value: null, writable: true });

/** The names that instances of one class store their values by (PyDictKeysObject of kind DICT_KEYS_SPLIT). */
export class SharedKeys {
  /** Attribute names as str objects, in order of first storing. Each holds a reference. */
  readonly names: PyObject[] = [];
  readonly index: Map<string, number> = new Map();
  /** Names that still fit. */
  usable: number;
  addr: number;
  /** Slots of its table as a power of two. */
  log2: number;
  refcnt = 1;
  /** What instances without attributes have as their values, as long as these have no block of their own (3.13+); never changed. */
  blank: Values | null = null;
  constructor(usable: number, addr: number, log2: number) {
    this.usable = usable;
    this.addr = addr;
    this.log2 = log2;
  }
}

/** The attribute values of one instance, by its class's shared keys (PyDictValues). */
export class Values {
  declare readonly keys: SharedKeys;
  /** Indexed as keys.names; null where the instance has no such attribute. */
  declare items: (PyObject | null)[];
  /**
   * Indexes in the order in which this instance got its attributes (3.11+ decides the order of __dict__); null while that is the order
   * of the keys. See values.ts.
   */
  declare order: number[] | null;
  /** Size of the block: how many values fit. */
  declare capacity: number;
  /** Address of its own block; 0 where the values are part of the instance's block (3.13+). */
  declare addr: number;
  constructor(keys: SharedKeys, capacity: number, addr: number) {
    this.keys = keys;
    this.items = NO_ITEMS;
    this.order = null;
    this.capacity = capacity;
    this.addr = addr;
  }
}

/** A class. Its payload is in named fields; slots that a type does not fill are null. */
export class PyType extends PyInstance {
  name = '';
  /** K of its instances. */
  kind = 0;
  flags = 0;
  /** Bytes of an instance without its headers and items. */
  basicSize = 16;
  itemSize = 0;
  /** Bytes before the object proper: GC header and pre-header. */
  headBytes = 0;
  /** tp_dictoffset and tp_weaklistoffset of classes: 0 for none, negative before the object. */
  dictOffset = 0;
  weakrefOffset = 0;
  /** tp_base: the base that decides the layout; null for object. Holds a reference (heap types). */
  base: PyType | null = null;
  bases: PyType[] = [];
  /** The class itself first. */
  mro: PyType[] = [];
  /** The class namespace: a dict object. */
  ns: PyObject = null as unknown as PyObject;
  /** `mro` and `bases` as tuple objects, made with the class. */
  mroTuple: PyObject | null = null;
  basesTuple: PyObject | null = null;
  /** Direct subclasses (weakly held, as CPython's tp_subclasses). */
  subclasses: PyType[] = [];
  /** How built-in bases list the class: for each of them a key, the address as an int, and the shared weak reference. Owned. */
  listed: PyObject[] = [];
  /** tp_subclasses of a class: a dict from addresses to weak references. Owned; nothing visits it. */
  listing: PyObject | null = null;
  /** The block of tp_doc, a copy of the docstring that a class was made with; 0 where it has none. */
  docBlock = 0;
  /** Changes whenever the class or one of its bases changes; inline caches compare it. */
  version = 0;
  /** Look-ups through the MRO since the last change: name -> attribute (borrowed) or null. */
  cache: Map<string, PyObject | null> = new Map();
  /** What its slots give to a class under it that defines no special methods (typeslots.ts), as of `version`. */
  given: { readonly version: number; readonly slots: readonly unknown[] } | null = null;
  /** Slot members that this class itself added, in order of their index in `v` (OBJECT) or slots. */
  slotNames: string[] = [];
  /** Their names as a tuple that the class keeps (ht_slots), null where there are none. */
  slotsTuple: PyObject | null = null;
  /** Number of slot members, inherited ones included. */
  slotCount = 0;
  /** Shared keys of instances, null where instances do not share. */
  sharedKeys: SharedKeys | null = null;
  qualname: PyObject | null = null;
  nameObj: PyObject | null = null;
  /** Free-list number of instances or -1. */
  doc: string | null = null;
  /** Module of a built-in type; heap types have it in their namespace. */
  moduleName = 'builtins';
  /** Whether instances compare and hash by identity alone (no __eq__ or __hash__ of their own). */
  slots: Slots;

  constructor(metatype: PyType, addr: number, slots: Slots) {
    super(metatype, addr, null, 0, 0);
    this.slots = slots;
  }
}

/** What a native function may be: see slots.ts for the argument conventions. */
export type Visit = (rt: Runtime, o: PyObject) => void;
export type { Hash };

/** Whether the collector could ever hold `o` (PyObject_IS_GC): an instance of a GC type, but no type that a program did not make. */
export function isGcObject(o: PyObject): boolean {
  const { flags, kind } = o.type;
  return (flags & TF.GC) !== 0 && (kind !== K.TYPE || ((o as PyType).flags & TF.HEAP) !== 0);
}
