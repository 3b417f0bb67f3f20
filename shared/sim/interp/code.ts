/** Code objects on the simulated heap, made from the compiler's plain data (Objects/codeobject.c). */
import { CO, type CodeObject, type Constant } from '../compile/code.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { getIter } from '../objects/abstract/iteration.ts';
import { raise } from '../objects/errors.ts';
import { hashAddress } from '../objects/hash.ts';
import { IMMORTAL, K, PyInstance, type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime, Watch } from '../objects/runtime.ts';
import { m0, mK } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { bytesNew } from '../objects/types/bytes.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { maybeUntrackFrozen, newSet, setAdd, setMembers } from '../objects/types/set.ts';
import { stealSlice } from '../objects/types/slice.ts';
import { internString, strFresh, strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { unsupportedText } from '../objects/unsupported.ts';
import { replaceCode } from './code-replace.ts';
import { type KeptTuples, Merging, releaseKept, tupleOf, unshared } from './code-tuples.ts';
import type { Frame } from './frame.ts';
import { fuse } from './fuse.ts';

/** What the eval loop needs of a code object. */
export class CodeData {
  declare readonly source: CodeObject;
  declare readonly words: Int32Array;
  /** `words` with runs fused (fuse.ts). */
  declare readonly plain: Int32Array;
  /** `plain`, with the entries of translated code where there is such: what the eval loop runs unless somebody traces it. */
  declare fused: Int32Array;
  /** Translated code (jit/), and how often this one was called or looped before. */
  run: ((rt: Runtime, f: Frame, block: number) => number) | null = null;
  heat = 0;
  /** How often translated code left each instruction to the eval loop. */
  misses: Uint8Array | null = null;
  /** `words` with marks, for a machine that is looked at, and by whom (watch.ts); made when first needed. */
  watched: Int32Array | null = null;
  watchedBy: Watch | null = null;
  /** 3.12+: by pc, whether a line may begin there for tracing (trace.ts); made when first needed. */
  lineStarts: Uint8Array | null = null;
  declare readonly consts: PyObject[];
  declare readonly names: PyObject[];
  declare readonly localNames: PyObject[];
  /** Inline caches by pc; see eval.ts. */
  declare readonly caches: unknown[];
  declare readonly slots: number;
  declare readonly size: number;
  declare readonly argcount: number;
  /** Only plain positional parameters: a call with as many arguments moves them into place. */
  declare readonly simple: boolean;
  declare readonly flags: number;
  declare readonly freeCount: number;
  declare name: PyObject;
  declare qualname: PyObject;
  /** Frames of finished calls, to be used again; linked by `back`. */
  spare: Frame | null = null;
  /** Basic blocks and stack depths, see borrowed.ts; made when first needed. */
  blocks: unknown = null;
  /** The tuples that own `consts`, `names` and `localNames`. */
  declare readonly kept: KeptTuples;
  /** co_filename once a program has asked for it (owned). */
  filename: PyObject | null = null;
  /** <=3.10: the block of a dead frame that stays with the code (the zombie frame). */
  zombie = 0;
  /** 3.11, in code that may grow a str in place: how often it was entered or looped. */
  warmth = 0;
  constructor(
    source: CodeObject,
    consts: PyObject[],
    names: PyObject[],
    locals: PyObject[],
    kept: KeptTuples,
    name: PyObject,
    qualname: PyObject,
    comparesRecurse: boolean,
  ) {
    this.source = source;
    this.words = source.code;
    this.plain = fuse(source.code, comparesRecurse);
    this.fused = this.plain;
    this.kept = kept;
    this.consts = consts;
    this.names = names;
    this.localNames = locals;
    this.caches = new Array(source.code.length).fill(null);
    this.slots = source.localsplus.length;
    this.size = this.slots + source.depth + 2;
    this.argcount = source.argcount;
    this.flags = source.flags;
    this.simple =
      source.kwonlyargcount === 0 && (source.flags & (CO.VARARGS | CO.VARKEYWORDS | CO.GENERATOR)) === 0;
    this.freeCount = source.freevars.length;
    this.name = name;
    this.qualname = qualname;
  }
}

/** The constants of a syntax tree that outlives its compilation, each held once (Python/pyarena.c). */
export type Arena = PyObject[];

/** Makes the heap object of a compiled code tree (new reference); what its syntax tree holds goes into `arena`, if there is one. */
export function loadCode(rt: Runtime, source: CodeObject, arena: Arena | null = null): PyObject {
  const merging = new Merging(rt);
  const code = load(rt, source, arena, merging);
  merging.finish();
  return code;
}

/** The same for a module of the library: nobody asks who else has its constants, so they are not compared. */
export function loadLibraryCode(rt: Runtime, source: CodeObject): PyObject {
  return load(rt, source, null, null);
}

function load(rt: Runtime, source: CodeObject, arena: Arena | null, merging: Merging | null): PyObject {
  const names = new Set<string>();
  if (arena !== null) identifiers(source, names);
  return loadTree(rt, source, { objects: new Map(), arena, names, merging });
}

/** Ends a syntax tree. */
export function freeArena(rt: Runtime, arena: Arena): void {
  for (let o = arena.pop(); o !== undefined; o = arena.pop()) decref(rt, o);
}

/** What one compilation has made so far. */
type Made = {
  readonly objects: Map<Constant, PyObject>;
  readonly arena: Arena | null;
  /** The identifiers of the source, which the parser interns before any constant becomes a str. */
  readonly names: ReadonlySet<string>;
  readonly merging: Merging | null;
};

function identifiers(source: CodeObject, names: Set<string>): void {
  for (const list of [source.names, source.localsplus, [source.name]]) for (const n of list) names.add(n);
  for (const c of source.consts) if (c.kind === 'code') identifiers(c.code, names);
}

function loadTree(rt: Runtime, source: CodeObject, made: Made): PyObject {
  const names = source.names.map((n) => compiledName(rt, n));
  const locals = source.localsplus.map((n) => compiledName(rt, n));
  const qualname = loadQualname(rt, source, made);
  const consts = source.consts.map((c) => loadConstant(rt, c, made));
  if (rt.ruleset.minor <= 10) shareQualnames(rt, source.consts, consts);
  const name = compiledName(rt, source.name);
  const data = new CodeData(
    source,
    consts,
    names,
    locals,
    made.merging?.ofCode(source, consts, names, locals) ?? unshared(),
    name,
    qualname,
    rt.ruleset.refcounts.callerKeepsArguments,
  );
  const bytes = rt.ruleset.sizes.codeBaseBytes + 2 * source.code.length;
  return new PyInstance(rt.types['code'], rt.mem.alloc(bytes), data, null, 0);
}

/**
 * The qualified name: a name of its own where it has no dots; else a new str, interned from 3.13 on, which the body of a class also has
 * as a constant. Up to 3.10 see shareQualnames.
 */
function loadQualname(rt: Runtime, source: CodeObject, made: Made): PyObject {
  const { name, qualname, consts, flags } = source;
  const { minor } = rt.ruleset;
  if (minor <= 10 || (qualname === name && !name.startsWith('<'))) return compiledName(rt, name);
  const o = minor >= 13 ? internString(rt, qualname) : strFresh(rt, qualname);
  const isClass = (flags & CO.OPTIMIZED) === 0;
  const constant = isClass ? consts.find((c) => c.kind === 'str' && c.value === qualname) : undefined;
  if (constant !== undefined && !made.objects.has(constant)) made.objects.set(constant, o);
  return o;
}

/** Up to 3.10 a function's qualified name is a constant of the code that makes it. */
function shareQualnames(rt: Runtime, constants: readonly Constant[], objects: readonly PyObject[]): void {
  for (const [i, c] of constants.entries()) {
    if (c.kind !== 'code' || (c.code.flags & CO.OPTIMIZED) === 0 || c.code.qualname === c.code.name) continue;
    const at = constants.findIndex((text) => text.kind === 'str' && text.value === c.code.qualname);
    if (at < 0) continue;
    const data = objects[i].v as CodeData;
    const old = data.qualname;
    data.qualname = incref(objects[at]);
    decref(rt, old);
  }
}

/** A name or identifier-like constant: interned, and immortal where the version makes such strings so. */
function compiledName(rt: Runtime, text: string): PyObject {
  const o = internString(rt, text);
  if (rt.ruleset.refcounts.compiledNames === 'immortal') o.refcnt = IMMORTAL;
  return o;
}

/** The object of a constant (new reference); the same Constant gives the same object. */
function loadConstant(rt: Runtime, c: Constant, made: Made): PyObject {
  const kept = made.objects.get(c);
  if (kept !== undefined) return incref(kept);
  const held = made.arena !== null && isOfTree(rt, c, made.names) && made.merging?.has(c) !== true;
  const o = makeConstant(rt, c, made);
  made.objects.set(c, o);
  if (held) {
    made.arena!.push(incref(o));
    if (c.kind === 'bytes')
      for (let n = rt.ruleset.refcounts.parsedBytes; n > 1; n--) made.arena!.push(incref(o));
  }
  return o;
}

/**
 * Whether a constant's object is the one in the syntax tree: a str that is interned when the code object is made may give way to one that
 * was there. Small ints and the like, which all places share, are left out.
 */
function isOfTree(rt: Runtime, c: Constant, names: ReadonlySet<string>): boolean {
  if (!('parsed' in c) || c.parsed !== true) return false;
  switch (c.kind) {
    case 'int':
      return c.value < -5 || c.value > rt.ruleset.interning.smallIntMax;
    case 'str':
      return c.value.length > 1 && !(c.interned && (names.has(c.value) || rt.interned.has(c.value)));
    case 'bytes':
      return c.value.length > 1;
    case 'tuple':
      return c.items.length > 0;
    default:
      return true;
  }
}

function makeConstant(rt: Runtime, c: Constant, made: Made): PyObject {
  switch (c.kind) {
    case 'None':
      return incref(rt.None);
    case 'True':
      return incref(rt.True);
    case 'False':
      return incref(rt.False);
    case 'Ellipsis':
      return incref(rt.Ellipsis);
    case 'int':
      return intNew(rt, c.value);
    case 'float':
      return floatNew(rt, c.value);
    case 'complex':
      return rt.hooks.complexNew(rt, c.real, c.imag);
    case 'str':
      if (c.name === true) return compiledName(rt, c.value);
      if (c.interned) return internString(rt, c.value);
      return c.value.length <= 1 ? strNew(rt, c.value) : strFresh(rt, c.value);
    case 'bytes':
      return bytesNew(rt, c.value);
    case 'tuple': {
      const items = c.items.map((x) => loadConstant(rt, x, made));
      const tuple = stealTuple(rt, items);
      made.merging?.constant(c.items, tuple);
      return tuple;
    }
    case 'frozenset': {
      const set = newSet(rt, rt.frozensetType);
      for (const x of c.items) {
        const o = loadConstant(rt, x, made);
        setAdd(rt, set, o);
        decref(rt, o);
      }
      if (!rt.ruleset.interning.frozensetConstantsRebuilt) return maybeUntrackFrozen(rt, set);
      const rebuilt = newSet(rt, rt.frozensetType);
      for (const o of setMembers(set)) setAdd(rt, rebuilt, o);
      decref(rt, set);
      return rebuilt;
    }
    case 'slice':
      return stealSlice(
        rt,
        loadConstant(rt, c.start, made),
        loadConstant(rt, c.stop, made),
        loadConstant(rt, c.step, made),
      );
    case 'code':
      return loadTree(rt, c.code, made);
  }
}

export function codeOf(o: PyObject): CodeData {
  return o.v as CodeData;
}

/** Names of the slots of one kind. */
function namesOf(rt: Runtime, o: PyObject, list: readonly string[]): PyObject {
  void o;
  return stealTuple(
    rt,
    list.map((n) => internString(rt, n)),
  );
}

/** code.co_lines(): (start, end, line) of each run of instructions of one line, in bytes (PEP 626); line None where they have none. */
function lineIterator(rt: Runtime, { source: { lines } }: CodeData): PyObject {
  const runs: PyObject[] = [];
  for (let pc = 0; pc < lines.length; ) {
    const from = pc;
    while (pc < lines.length && lines[pc] === lines[from]) pc++;
    const line = lines[from] > 0 ? intFromNumber(rt, lines[from]) : incref(rt.None);
    runs.push(stealTuple(rt, [intFromNumber(rt, 2 * from), intFromNumber(rt, 2 * pc), line]));
  }
  const list = stealList(rt, runs);
  try {
    return getIter(rt, list);
  } finally {
    decref(rt, list);
  }
}

export const codeDef: TypeDef = {
  name: 'code',
  kind: K.CODE,
  size: (rt) => rt.ruleset.sizes.codeBaseBytes,
  flags: TF.WEAKREF,
  slots: {
    new: (rt) => {
      throw raise(rt, rt.exc['NotImplementedError'], unsupportedText('types.CodeType()'));
    },
    dealloc: (rt, o) => {
      const d = o.v as CodeData;
      releaseKept(rt, d.kept.consts, d.consts);
      releaseKept(rt, d.kept.names, d.names);
      releaseKept(rt, d.kept.locals, d.localNames);
      for (const kept of d.kept.others) releaseKept(rt, kept, []);
      decref(rt, d.name);
      decref(rt, d.qualname);
      if (d.filename !== null) decref(rt, d.filename);
      if (d.zombie !== 0) {
        if (rt.gc.count0 > 0) rt.gc.count0--;
        rt.mem.free(d.zombie);
      }
      const c = o as PyInstance;
      if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
      rt.mem.free(o.addr);
    },
    repr: (rt, o) => {
      const s = (o.v as CodeData).source;
      const at = addressOf(rt, o).toString(16);
      return strNew(rt, `<code object ${s.name} at 0x${at}, file "${s.filename}", line ${s.firstlineno}>`);
    },
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
  },
  members: [
    { name: 'co_name', get: (_rt, o) => incref((o.v as CodeData).name) },
    { name: 'co_qualname', get: (_rt, o) => incref((o.v as CodeData).qualname) },
    {
      name: 'co_filename',
      get: (rt, o) => {
        const d = o.v as CodeData;
        d.filename ??= internString(rt, d.source.filename);
        return incref(d.filename);
      },
    },
    { name: 'co_firstlineno', get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.firstlineno) },
    { name: 'co_argcount', get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.argcount) },
    {
      name: 'co_posonlyargcount',
      get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.posonlyargcount),
    },
    { name: 'co_kwonlyargcount', get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.kwonlyargcount) },
    { name: 'co_nlocals', get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.varnames.length) },
    { name: 'co_stacksize', get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.stacksize) },
    { name: 'co_flags', get: (rt, o) => intFromNumber(rt, (o.v as CodeData).source.flags) },
    {
      name: 'co_varnames',
      memberUntil: 10,
      get: (rt, o) => namesOf(rt, o, (o.v as CodeData).source.varnames),
    },
    {
      name: 'co_cellvars',
      memberUntil: 10,
      get: (rt, o) => namesOf(rt, o, (o.v as CodeData).source.cellvars),
    },
    {
      name: 'co_freevars',
      memberUntil: 10,
      get: (rt, o) => namesOf(rt, o, (o.v as CodeData).source.freevars),
    },
    { name: 'co_names', get: (rt, o) => tupleOf(rt, (o.v as CodeData).kept.names, (o.v as CodeData).names) },
    {
      name: 'co_consts',
      get: (rt, o) => tupleOf(rt, (o.v as CodeData).kept.consts, (o.v as CodeData).consts),
    },
  ],
  since: { co_qualname: 11, __replace__: 13, co_lines: 10 },
  methods: [
    mK('replace', replaceCode),
    mK('__replace__', replaceCode),
    m0('co_lines', (rt, o) => lineIterator(rt, o.v as CodeData)),
    m0('__sizeof__', (rt, o) =>
      intFromNumber(rt, rt.ruleset.sizes.codeBaseBytes + 2 * (o.v as CodeData).words.length),
    ),
  ],
};
