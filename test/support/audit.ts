/**
 * The laws of the simulated heap, checked from outside: walks everything that a machine holds and compares what it finds with
 * the counts, the blocks, the weak references and the collector's lists.
 *
 * The walk is reflective: whatever object an owner's payload holds is a counted reference, but for the few fields that are
 * known to borrow. What the interpreter itself holds since it booted (static objects with counts for modules nobody sees)
 * is the difference found in the audit right after booting; it may not change.
 */

import { CodeData } from '../../shared/sim/interp/code.ts';
import { Frame } from '../../shared/sim/interp/frame.ts';
import type { Machine } from '../../shared/sim/machine.ts';
import {
  GC,
  IMMORTAL,
  K,
  PyContainer,
  PyObject,
  PyType,
  SharedKeys,
  TF,
  Values,
} from '../../shared/sim/objects/header.ts';
import type { ExcItem, Runtime, ThreadState } from '../../shared/sim/objects/runtime.ts';
import { DictData } from '../../shared/sim/objects/types/dict-table.ts';
import { arenasOf, blocksOf, poolsOf } from '../../shared/sim/pymalloc/inspect.ts';
import type { Pymalloc } from '../../shared/sim/pymalloc/pymalloc.ts';

/** References that the interpreter holds without showing where, by object: found once, right after booting. */
export type Baseline = Map<PyObject, number>;

type Walk = {
  readonly rt: Runtime;
  readonly counts: Map<PyObject, number>;
  /** Owned handles, and who owns them. */
  readonly blocks: Map<number, string>;
  readonly work: PyObject[];
  readonly seen: Set<object>;
  /** Who holds an object, for messages: the first few holders. */
  readonly holders: Map<PyObject, string[]> | null;
  readonly problems: string[];
  readonly lenient: boolean;
};

export type AuditOptions = {
  readonly baseline: Baseline;
  /** Native code is on the way and may hold references of its own: counts may be higher than what is found. */
  readonly lenient?: boolean;
};

/** What an object is, for messages. */
export function describe(o: PyObject): string {
  const type = o.type === null || o.type === undefined ? '(no type)' : o.type.name;
  let text = '';
  if (o instanceof PyType) text = ` ${o.name}`;
  else if (type === 'str') text = ` ${JSON.stringify(String(o.v).slice(0, 40))}`;
  else if (type === 'int' || type === 'float') text = ` ${o.v}`;
  else if (type === 'function') text = ` ${o.v.qualname?.v}`;
  else if (type === 'code') text = ` ${o.v?.source?.qualname}`;
  else if (type === 'module') text = ` ${o.v?.name ?? ''}`;
  else if (Array.isArray(o.v)) text = ` of ${o.v.length}`;
  return `${type}${text} @${o.addr} (count ${o.refcnt})`;
}

/** The hidden references right after booting. */
export function baselineOf(rt: Runtime): Baseline {
  const baseline: Baseline = new Map();
  const walk = walkAll(rt, false);
  for (const [o, n] of walk.counts) if (o.refcnt < IMMORTAL && o.refcnt !== n) baseline.set(o, o.refcnt - n);
  return baseline;
}

/** All violations, as sentences; empty where the heap is sound. Call it between two instructions. */
export function audit(rt: Runtime, options: AuditOptions): string[] {
  const walk = walkAll(rt, false, options.lenient === true);
  const problems = walk.problems;
  const wrong: PyObject[] = [];
  for (const [o, n] of walk.counts) {
    // A static type is never freed; what its own descriptors hold of it is nobody's business.
    if (
      o.refcnt >= IMMORTAL ||
      (o instanceof PyType && (o.type.flags & TF.HEAP) === 0 && (o.flags & TF.HEAP) === 0)
    )
      continue;
    const expected = n + (options.baseline.get(o) ?? 0);
    if (o.refcnt === expected) continue;
    if (options.lenient && o.refcnt > expected) continue;
    wrong.push(o);
  }
  if (wrong.length > 0) {
    const again = walkAll(rt, true, options.lenient === true);
    for (const o of wrong.slice(0, 8)) {
      const found = (again.counts.get(o) ?? 0) + (options.baseline.get(o) ?? 0);
      problems.push(
        `${describe(o)}: ${found} references found: ${(again.holders!.get(o) ?? []).slice(0, 6).join(', ')}`,
      );
    }
    if (wrong.length > 8) problems.push(`... and ${wrong.length - 8} more counts`);
  }
  checkBlocks(walk, options.lenient === true);
  checkLists(rt, problems);
  return problems;
}

function walkAll(rt: Runtime, withHolders: boolean, lenient = false): Walk {
  const walk: Walk = {
    rt,
    counts: new Map(),
    blocks: new Map(),
    work: [],
    seen: new Set(),
    holders: withHolders ? new Map() : null,
    problems: [],
    lenient,
  };
  roots(walk);
  for (const head of [...rt.gc.heads, rt.gc.permanent]) {
    for (let o = head.gcNext; o !== null && o !== head; o = o.gcNext) reach(walk, o);
  }
  for (const o of rt.interned.values()) reach(walk, o);
  drain(walk);
  return walk;
}

function drain(walk: Walk): void {
  while (walk.work.length > 0) scan(walk, walk.work.pop()!);
}

/** Everything the interpreter holds. */
function roots(walk: Walk): void {
  const rt = walk.rt;
  const types = new Set([...Object.values(rt.types), ...Object.values(rt.exc)]);
  for (const type of types) own(walk, type, 'static types');
  const singletons = [
    rt.None,
    rt.True,
    rt.False,
    rt.NotImplemented,
    rt.Ellipsis,
    rt.emptyTuple,
    rt.emptyStr,
    rt.emptyBytes,
  ];
  for (const o of singletons) own(walk, o, 'singletons');
  for (const o of rt.smallInts) own(walk, o, 'small ints');
  for (const o of rt.latin1) if (o != null) own(walk, o, 'latin1');
  for (const o of rt.oneByte) if (o != null) own(walk, o, 'one byte');
  own(walk, rt.modules, 'sys.modules');
  reach(walk, rt.builtins);
  for (const [name, state] of rt.moduleState) {
    if (name === 'exception members') continue;
    if (name === 'deque blocks') for (const b of state as number[]) block_(walk, b, 'spare blocks');
    else deep(walk, state, `state of ${name}`);
  }
  if (rt.gc.extra !== null) deep(walk, rt.gc.extra, 'gc');
  for (const thread of new Set([rt.thread, ...rt.threads])) scanThread(walk, thread);
  for (const list of rt.free.all()) for (const block of list.blocks) block_(walk, block, 'free list');
}

function scanThread(walk: Walk, thread: ThreadState): void {
  if (walk.seen.has(thread)) return;
  walk.seen.add(thread);
  if (thread.raised !== null) own(walk, thread.raised, 'raised');
  for (let item: ExcItem | null = thread.handled; item !== null; item = item.previous)
    scanItem(walk, item, 'handled');
  if (thread.start !== null) deep(walk, thread.start, 'start of a thread');
  deep(walk, thread.locals, 'locals of a thread');
  for (let f = thread.frame as Frame | null; f !== null; f = f.back) {
    scanFrame(walk, f, `frame ${f.code.source.qualname}`);
    if (f.generator !== null) reach(walk, f.generator);
  }
}

function scanItem(walk: Walk, item: ExcItem, by: string): void {
  if (walk.seen.has(item)) return;
  walk.seen.add(item);
  if (item.value !== null) own(walk, item.value, by);
}

/** One counted reference to `o`. */
function own(walk: Walk, o: PyObject, by: string): void {
  const n = walk.counts.get(o);
  if (walk.holders !== null) {
    const list = walk.holders.get(o);
    if (list === undefined) walk.holders.set(o, [by]);
    else list.push(by);
  }
  if (n === undefined) {
    walk.counts.set(o, 1);
    walk.work.push(o);
  } else walk.counts.set(o, n + 1);
}

/** An object that is known to live, without a reference. */
function reach(walk: Walk, o: PyObject): void {
  if (walk.counts.has(o)) return;
  walk.counts.set(o, 0);
  walk.work.push(o);
}

function block_(walk: Walk, handle: number, by: string): void {
  if (handle === 0 || walk.rt.mem.isStatic(handle)) return;
  const other = walk.blocks.get(handle);
  if (other !== undefined) walk.problems.push(`block ${handle} belongs to ${other} and to ${by}`);
  walk.blocks.set(handle, by);
}

function scan(walk: Walk, o: PyObject): void {
  const by = walk.holders === null ? o.type.name : describe(o);
  if (o.refcnt <= 0) walk.problems.push(`${describe(o)} is dead but reachable`);
  block_(walk, o.addr, by);
  const type = o.type;
  if ((type.flags & TF.HEAP) !== 0) own(walk, type, `${by}.__class__`);
  else reach(walk, type);
  if (o instanceof PyContainer) {
    const d = o.dict;
    if (d instanceof Values) scanValues(walk, d, by);
    else if (d !== null) own(walk, d, `${by}.__dict__`);
    checkWeakChain(walk, o);
  }
  if (o instanceof PyType) {
    scanType(walk, o, by);
    return;
  }
  switch (type.kind) {
    case K.INT:
    case K.FLOAT:
    case K.COMPLEX:
    case K.STR:
    case K.BYTES:
      scanSlotsOf(walk, o, by);
      return;
    case K.BYTEARRAY:
    case K.LIST:
      if (typeof o.aux === 'number') block_(walk, o.aux, `items of ${by}`);
      break;
    case K.DICT:
      scanDict(walk, o.v as DictData, by);
      return;
    case K.WEAKREF: {
      const callback = o.v.callback as PyObject | null;
      if (callback !== null) own(walk, callback, `callback of ${by}`);
      scanSlotsOf(walk, o, by);
      return;
    }
    case K.FRAME:
      if (o.v !== null) scanFrame(walk, o.v as Frame, by);
      return;
    case K.CODE:
      scanCode(walk, o.v as CodeData, by);
      return;
    default:
      break;
  }
  deep(walk, o.v, by);
}

function scanSlotsOf(walk: Walk, o: PyObject, by: string): void {
  const slots = o.v !== null && typeof o.v === 'object' ? o.v.slots : undefined;
  if (slots !== undefined) deep(walk, slots, by);
}

function scanType(walk: Walk, type: PyType, by: string): void {
  const heap = (type.flags & TF.HEAP) !== 0;
  if (type.ns !== null) own(walk, type.ns, `${by}.ns`);
  if (type.base !== null && heap) own(walk, type.base, `${by}.base`);
  for (const [name, o] of [
    ['mroTuple', type.mroTuple],
    ['basesTuple', type.basesTuple],
    ['qualname', type.qualname],
    ['nameObj', type.nameObj],
  ] as const) {
    if (o !== null) own(walk, o, `${by}.${name}`);
  }
  for (const t of type.subclasses) reach(walk, t);
  if (type.sharedKeys !== null) scanShared(walk, type.sharedKeys, by);
  if (type.v !== null) deep(walk, type.v, by);
}

function scanDict(walk: Walk, d: DictData, by: string): void {
  if (d.values !== null) scanValues(walk, d.values, by);
  block_(walk, d.addr, `keys of ${by}`);
  for (let i = 0; i < d.keys.length; i++) {
    const key = d.keys[i];
    if (key === null) continue;
    own(walk, key, by);
    own(walk, d.vals[i]!, walk.holders === null ? by : `${by}[${describe(key)}]`);
  }
}

function scanValues(walk: Walk, values: Values, by: string): void {
  if (walk.seen.has(values)) return;
  walk.seen.add(values);
  block_(walk, values.addr, `values of ${by}`);
  scanShared(walk, values.keys, by);
  for (const x of values.items) if (x != null) own(walk, x, `values of ${by}`);
}

function scanShared(walk: Walk, keys: SharedKeys, by: string): void {
  if (walk.seen.has(keys)) return;
  walk.seen.add(keys);
  block_(walk, keys.addr, `shared keys of ${by}`);
  for (const name of keys.names) own(walk, name, `shared keys of ${by}`);
}

function scanCode(walk: Walk, d: CodeData, by: string): void {
  for (const x of d.consts) own(walk, x, `constants of ${by}`);
  for (const x of d.names) own(walk, x, `names of ${by}`);
  for (const x of d.localNames) own(walk, x, `names of ${by}`);
  own(walk, d.name, `name of ${by}`);
  own(walk, d.qualname, `name of ${by}`);
  block_(walk, d.zombie, `zombie frame of ${by}`);
}

function scanFrame(walk: Walk, f: Frame, by: string): void {
  if (walk.seen.has(f)) return;
  walk.seen.add(f);
  own(walk, f.codeObj, by);
  if (f.func !== null) own(walk, f.func, by);
  if (f.locals !== null) own(walk, f.locals, by);
  for (let i = 0; i < f.s.length; i++) {
    const x = f.s[i];
    if (x == null) continue;
    if (i >= f.sp && !walk.lenient)
      walk.problems.push(
        `${by}: ${describe(x)} lies above the stack pointer (${i} of ${f.sp - f.code.slots})`,
      );
    else own(walk, x, `${by} slot ${i} (${f.code.source.localsplus[i] ?? 'stack'})`);
  }
  if (f.pending !== null) own(walk, f.pending, `${by} pending`);
  if (f.object !== null) {
    if (f.finished) reach(walk, f.object);
    else own(walk, f.object, `${by} object`);
  }
  if (f.backObject !== null) own(walk, f.backObject, `${by} backObject`);
  block_(walk, f.addr, by);
}

/** Any payload: the objects in it are references. */
function deep(walk: Walk, x: unknown, by: string): void {
  if (x === null || typeof x !== 'object') return;
  if (x instanceof PyObject) {
    own(walk, x, by);
    return;
  }
  if (walk.seen.has(x)) return;
  if (x instanceof DictData || x instanceof Values || x instanceof SharedKeys || x instanceof CodeData)
    return;
  if (ArrayBuffer.isView(x)) return;
  if (x instanceof Frame) {
    scanFrame(walk, x, by);
    return;
  }
  walk.seen.add(x);
  if (Array.isArray(x)) {
    for (const y of x) if (y !== null && typeof y === 'object') deep(walk, y, by);
    return;
  }
  if (x instanceof Map) {
    for (const [key, value] of x) {
      deep(walk, key, by);
      deep(walk, value, by);
    }
    return;
  }
  if (x instanceof Set) {
    for (const y of x) deep(walk, y, by);
    return;
  }
  for (const [name, value] of Object.entries(x)) {
    if (BORROWED.has(name)) continue;
    if (name === 'block' && typeof value === 'number') block_(walk, value, `table of ${by}`);
    else if ((name === 'blocks' || name === 'spare') && Array.isArray(value))
      for (const b of value) block_(walk, b as number, `blocks of ${by}`);
    else if (value !== null && typeof value === 'object')
      deep(walk, value, walk.holders === null ? by : `${by} .${name}`);
  }
}

/** Fields of payloads that borrow, and fields of the interpreter that are no payload. */
const BORROWED = new Set(['cd', 'rt', 'previous', 'visitStacks']);

function checkWeakChain(walk: Walk, o: PyContainer): void {
  let previous: PyObject | null = null;
  for (let ref = o.weak; ref !== null; ref = ref.v.next as PyObject | null) {
    if (ref.v.target !== o) {
      walk.problems.push(`${describe(ref)} is in the chain of ${describe(o)} but refers to something else`);
      return;
    }
    if (ref.v.previous !== previous) walk.problems.push(`${describe(ref)} has a wrong link back`);
    reach(walk, ref);
    previous = ref;
  }
}

function checkBlocks(walk: Walk, lenient: boolean): void {
  const { mem } = walk.rt;
  const heap = mem.allocator as Pymalloc;
  for (const [handle, by] of walk.blocks) {
    const address = mem.addressOf(handle);
    if (heap.requestedAt(address) < 0 && heap.system.requestedAt(address) < 0) {
      walk.problems.push(`${by}: its block ${handle} is free`);
    }
  }
  if (walk.blocks.size > mem.liveBlocks)
    walk.problems.push(`${walk.blocks.size} blocks are owned, ${mem.liveBlocks} are live`);
  if (walk.blocks.size >= mem.liveBlocks || lenient) return;
  walk.problems.push(
    `${mem.liveBlocks - walk.blocks.size} live blocks have no owner: ${unowned(walk, heap).join(', ')}`,
  );
}

function unowned(walk: Walk, heap: Pymalloc): string[] {
  const { mem } = walk.rt;
  const found: string[] = [];
  for (const arena of arenasOf(heap)) {
    for (const pool of poolsOf(heap, arena.arena)) {
      if (pool.pool === 0 || pool.count === 0) continue;
      for (const block of blocksOf(heap, pool.pool)) {
        if (block.state !== 'live') continue;
        const handle = mem.handleOf(block.address);
        if (!walk.blocks.has(handle) && found.length < 12)
          found.push(`@${handle} (${block.requestedBytes} bytes)`);
      }
    }
  }
  return found;
}

function checkLists(rt: Runtime, problems: string[]): void {
  const seen = new Set<PyContainer>();
  const heads = [...rt.gc.heads, rt.gc.permanent];
  for (const head of heads) {
    let previous: PyContainer = head;
    for (let o = head.gcNext!; o !== head; o = o.gcNext!) {
      if (o === null) return void problems.push('a collector list ends nowhere');
      if (seen.has(o)) return void problems.push(`${describe(o)} is in two collector lists`);
      seen.add(o);
      if (o.gcPrev !== previous) problems.push(`${describe(o)}: wrong gcPrev`);
      if (!rt.gc.collecting && (o.gcBits & GC.COLLECTING) !== 0)
        problems.push(`${describe(o)}: collector flags ${o.gcBits & 15} outside of a collection`);
      previous = o;
    }
    if (head.gcPrev !== previous) problems.push('a collector list has a wrong end');
  }
}

/** Objects that are left after exit though no root reaches them: what CPython would have freed. */
export function unreachableObjects(rt: Runtime): PyObject[] {
  const walk: Walk = {
    rt,
    counts: new Map(),
    blocks: new Map(),
    work: [],
    seen: new Set(),
    holders: null,
    problems: [],
    lenient: false,
  };
  roots(walk);
  drain(walk);
  const left: PyObject[] = [];
  for (const head of [...rt.gc.heads, rt.gc.permanent])
    for (let o = head.gcNext!; o !== head; o = o.gcNext!) if (!walk.counts.has(o)) left.push(o);
  return left;
}

/** Where and how a law was broken. */
export type Violation = {
  readonly step: number;
  /** The last instruction at which all was well. */
  readonly lastGood: number;
  readonly where: string;
  readonly problems: string[];
};

/**
 * Runs a program with an audit before every `every`-th instruction and after exit; the first violation, or null. `from`: the
 * instruction to begin with. Unless every instruction is audited, the distance grows in long programs. 0: after exit only.
 */
export function auditRun(
  machine: Machine,
  source: string,
  filename: string,
  every: number,
  from = 0,
): { violation: Violation | null; error: string | null; steps: number } {
  const rt = machine.rt;
  const baseline = baselineOf(rt);
  let step = 0;
  let due = Math.max(1, from);
  let distance = every;
  let audits = 0;
  let violation: Violation | null = null;
  let last = '';
  let lastGood = 0;
  let main: PyObject | null = null;
  const tracer = (_rt: Runtime, f: Frame): boolean => {
    step++;
    // Whoever runs the program holds its code until it is over.
    if (step === 1) {
      main = f.codeObj;
      baseline.set(main, 1);
    }
    if (violation !== null || step < due) {
      if (every === 1 && step === due - 1) last = where(f);
      return false;
    }
    if (every > 1 && ++audits % 16 === 0) distance *= 2;
    due = step + distance;
    const problems = audit(rt, { baseline, lenient: native(rt) || outermost(f).codeObj !== main });
    if (problems.length > 0)
      violation = { step, lastGood, where: every === 1 ? `after ${last}` : where(f), problems };
    last = where(f);
    lastGood = step;
    return false;
  };
  // Untraced, the eval loop takes the quick ways that it does not take while somebody looks.
  if (every > 0) rt.tracer = tracer;
  const result = machine.run(source, filename);
  rt.tracer = null;
  if (main !== null) baseline.delete(main);
  if (violation === null && (result.error === null || !/^(stopped|internal)/.test(result.error))) {
    const problems = audit(rt, { baseline });
    const left = unreachableObjects(rt);
    if (left.length > 0)
      problems.push(
        `${left.length} objects are left that nothing reaches: ${left.slice(0, 6).map(describe).join(', ')}`,
      );
    if (problems.length > 0) violation = { step, lastGood, where: 'after exit', problems };
  }
  return { violation, error: result.error, steps: step };
}

/** Whether native code waits in some thread for Python code that it called. */
function native(rt: Runtime): boolean {
  return rt.thread.loops > 1 || rt.threads.some((t) => t !== rt.thread && t.loops > 0);
}

function outermost(f: Frame): Frame {
  let g = f;
  while (g.back !== null) g = g.back;
  return g;
}

function where(f: Frame): string {
  const lines = f.code.source.lines;
  return `${f.code.source.filename}:${lines[f.pc]} ${f.code.source.qualname} pc ${f.pc} op ${f.code.words[f.pc] & 255}`;
}
