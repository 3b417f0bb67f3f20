/**
 * Walks everything that a machine holds: which references and which blocks there are, seen from those who own them.
 *
 * The walk is reflective: whatever object an owner's payload holds is a counted reference, but for the few fields that are
 * known to borrow. So it knows nothing of what the layers believe about themselves.
 *
 * What booting made and nothing changes afterwards (built-in types, their namespaces and descriptors) is walked once, as `Settled`.
 */
import { CodeData } from '../../../shared/sim/interp/code.ts';
import { Frame } from '../../../shared/sim/interp/frame.ts';
import { OPEN_POOLS } from '../../../shared/sim/interp/startup.ts';
import { Order } from '../../../shared/sim/modules/ordered-dict-nodes.ts';
import {
  K,
  PyContainer,
  PyInstance,
  PyObject,
  PyType,
  SharedKeys,
  TF,
  Values,
} from '../../../shared/sim/objects/header.ts';
import { sharedValuesBlock } from '../../../shared/sim/objects/instances.ts';
import type { ExcItem, Runtime, ThreadState } from '../../../shared/sim/objects/runtime.ts';
import { DictData } from '../../../shared/sim/objects/types/dict-table.ts';
import { describe } from './describe.ts';

/** What is known of the parts that do not change: who was walked, what they hold, which blocks are theirs. */
export type Settled = {
  readonly owners: ReadonlySet<PyObject>;
  readonly types: readonly PyType[];
  readonly counts: ReadonlyMap<PyObject, number>;
  readonly blocks: ReadonlyMap<number, Owner>;
};

/** Who owns a block, for messages. */
type Owner = { readonly what: string; readonly by: string };

export class Walk {
  readonly rt: Runtime;
  readonly counts: Map<PyObject, number> = new Map();
  /** Owned handles, and who owns them. */
  readonly blocks: Map<number, Owner> = new Map();
  readonly problems: string[] = [];
  /** Who holds an object, for messages; null where nobody asked. */
  readonly holders: Map<PyObject, string[]> | null;
  /** Native code is on the way: stacks may have entries above their pointers. */
  readonly lenient: boolean;
  readonly settled: Settled | null;
  readonly #work: PyObject[] = [];
  readonly #seen: Set<object> = new Set();
  readonly #chains: Map<PyContainer, ReadonlySet<PyObject>> = new Map();
  /** Walks only what booting made for good. */
  readonly #settling: boolean;

  constructor(
    rt: Runtime,
    options: { holders?: boolean; lenient?: boolean; settled?: Settled | null; settling?: boolean } = {},
  ) {
    this.rt = rt;
    this.holders = options.holders === true ? new Map() : null;
    this.lenient = options.lenient === true;
    this.settled = options.settled ?? null;
    this.#settling = options.settling === true;
  }

  /** Everything that lives: what the interpreter holds, what the collector's lists and the table of interned strings name. */
  all(): this {
    this.roots();
    const { rt } = this;
    for (const list of [...rt.gc.generations, rt.gc.permanent]) for (const o of list) this.meet(o);
    for (const o of rt.interned.values()) this.meet(o);
    return this.drain();
  }

  /** Only what can be reached from the interpreter itself, and from `others`. */
  reachable(others: Iterable<PyObject> = []): this {
    this.roots();
    for (const o of others) this.meet(o);
    return this.drain();
  }

  /** What booting made and nothing changes: the types with all that hangs on them, the small ints, the names. */
  settle(): Settled {
    this.staticRoots();
    for (const o of this.rt.interned.values()) this.reach(o);
    this.drain();
    return {
      owners: this.#settledOwners,
      types: this.#settledTypes,
      counts: this.counts,
      blocks: this.blocks,
    };
  }
  readonly #settledOwners: Set<PyObject> = new Set();
  readonly #settledTypes: PyType[] = [];

  private drain(): this {
    while (this.#work.length > 0) this.scan(this.#work.pop()!);
    return this;
  }

  /** What the interpreter holds from its start to its end. */
  private staticRoots(): void {
    const { rt } = this;
    const types = new Set([...Object.values(rt.types), ...Object.values(rt.exc)]);
    for (const type of types) this.own(type, 'static types');
    for (const o of rt.smallInts) this.own(o, 'small ints');
  }

  /** Everything the interpreter holds. */
  private roots(): void {
    const { rt } = this;
    if (this.settled === null) this.staticRoots();
    else for (const type of this.settled.types) this.scanLinks(type);
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
    for (const o of singletons) this.own(o, 'singletons');
    for (const o of rt.latin1) if (o != null) this.own(o, 'latin1');
    for (const o of rt.oneByte) if (o != null) this.own(o, 'one byte');
    this.own(rt.modules, 'sys.modules');
    this.reach(rt.builtins);
    for (const [name, state] of rt.moduleState) {
      if (name === 'exception members') continue;
      if (name === 'characters of str instances') {
        for (const b of (state as Map<PyObject, number>).values()) this.block(b, 'characters', name);
        continue;
      }
      if (name === 'deque blocks' || name === OPEN_POOLS)
        for (const b of state as number[]) this.block(b, 'spare block', name);
      else this.deep(state, `state of ${name}`);
    }
    if (rt.gc.extra !== null) this.deep(rt.gc.extra, 'gc');
    for (const thread of new Set([rt.thread, ...rt.threads])) this.scanThread(thread);
    for (const list of rt.free.all())
      for (const block of list.blocks) this.block(block, 'spare block', 'free list');
  }

  private scanThread(thread: ThreadState): void {
    if (this.first(thread)) return;
    if (thread.raised !== null) this.own(thread.raised, 'raised');
    for (let item: ExcItem | null = thread.handled; item !== null; item = item.previous)
      this.scanItem(item, 'handled');
    for (const func of [thread.tracer, thread.profiler])
      if (func !== null) this.own(func, 'trace function of a thread');
    if (thread.start !== null) this.deep(thread.start, 'start of a thread');
    if (thread.dict !== null) this.own(thread.dict, 'dict of a thread');
    // They do not keep the object that they are of.
    for (const dict of thread.locals.values()) this.own(dict, 'locals of a thread');
    for (let f = thread.frame as Frame | null; f !== null; f = f.back) {
      this.scanFrame(f, `frame ${f.code.source.qualname}`);
      if (f.generator !== null) this.reach(f.generator);
    }
  }

  private scanItem(item: ExcItem, by: string): void {
    if (this.first(item)) return;
    if (item.value !== null) this.own(item.value, by);
    for (const traceback of item.tracebacks ?? []) if (traceback !== null) this.own(traceback, by);
  }

  /** Notes that a record was met; true where it had been. */
  private first(record: object): boolean {
    if (this.#seen.has(record)) return true;
    this.#seen.add(record);
    return false;
  }

  /** One counted reference to `o`. */
  private own(o: PyObject, by: string): void {
    const n = this.counts.get(o);
    if (this.holders !== null) {
      const list = this.holders.get(o);
      if (list === undefined) this.holders.set(o, [by]);
      else list.push(by);
    }
    if (n === undefined) {
      this.counts.set(o, 1);
      this.#work.push(o);
    } else this.counts.set(o, n + 1);
  }

  /** An object that is known to live, without a reference. */
  private reach(o: PyObject): void {
    if (this.counts.has(o)) return;
    this.counts.set(o, 0);
    this.#work.push(o);
  }

  /** An object that is listed somewhere. */
  private meet(o: PyObject): void {
    if (!this.settled?.owners.has(o)) this.reach(o);
  }

  private block(handle: number, what: string, by: string): void {
    if (handle === 0 || this.rt.mem.isStatic(handle)) return;
    const other = this.blocks.get(handle) ?? this.settled?.blocks.get(handle);
    if (other !== undefined)
      this.problems.push(`block ${handle} is the ${other.what} of ${other.by} and the ${what} of ${by}`);
    this.blocks.set(handle, { what, by });
  }

  private scan(o: PyObject): void {
    if (this.#settling) {
      if (!isSettled(o)) return;
      this.#settledOwners.add(o);
      if (o instanceof PyType) this.#settledTypes.push(o);
    } else if (this.settled?.owners.has(o)) return;
    const by = this.holders === null ? o.type.name : describe(o);
    if (o.refcnt <= 0) this.problems.push(`${describe(o)} is dead but reachable`);
    this.block(o.addr, 'block', by);
    const { type } = o;
    if ((type.flags & TF.HEAP) !== 0) this.own(type, `${by}.__class__`);
    else this.reach(type);
    if (o instanceof PyContainer) {
      if ((type.flags & (TF.DICT | TF.WEAKREF)) !== 0 && !(o instanceof PyInstance))
        this.problems.push(`${describe(o)} has no room for attributes and weak references`);
      const d = o.dict;
      if (d instanceof Values) {
        this.scanValues(d, by);
        this.block(sharedValuesBlock(o, d), 'values', by);
      } else if (d !== null) this.own(d, `${by}.__dict__`);
      if (o.weak !== null) this.scanWeakChain(o);
    }
    if (o instanceof PyType) {
      this.scanType(o, by);
      return;
    }
    switch (type.kind) {
      case K.INT:
      case K.FLOAT:
      case K.COMPLEX:
      case K.STR:
      case K.BYTES:
        this.scanSlotsOf(o, by);
        return;
      case K.BYTEARRAY:
      case K.LIST:
        if (typeof o.aux === 'number') this.block(o.aux, 'items', by);
        break;
      case K.DICT:
        this.scanDict(o.v as DictData, by);
        if (o.aux instanceof Order) this.scanOrder(o.aux, by);
        else if (o.aux instanceof PyObject) this.own(o.aux, `${by}.default_factory`);
        return;
      case K.WEAKREF:
        this.scanWeakref(o, by);
        return;
      case K.FRAME:
        if (o.v !== null) this.scanFrame(o.v as Frame, by);
        return;
      case K.CODE:
        this.scanCode(o.v as CodeData, by);
        return;
      default:
        break;
    }
    this.deep(o.v, by);
  }

  private scanOrder(order: Order, by: string): void {
    this.block(order.fastAddr, 'array of nodes', by);
    for (const { key, addr } of order.nodes.values()) {
      this.own(key, `${by} order`);
      this.block(addr, 'node', by);
    }
  }

  /** What changes about a type that is otherwise settled. */
  private scanLinks(type: PyType): void {
    if (type.weak !== null) this.scanWeakChain(type);
    for (const t of type.subclasses) this.reach(t);
  }

  private scanSlotsOf(o: PyObject, by: string): void {
    const slots = o.v !== null && typeof o.v === 'object' ? o.v.slots : undefined;
    if (slots !== undefined) this.deep(slots, by);
  }

  private scanType(type: PyType, by: string): void {
    const heap = (type.flags & TF.HEAP) !== 0;
    if (type.ns !== null) this.own(type.ns, `${by}.ns`);
    if (type.base !== null && heap) this.own(type.base, `${by}.base`);
    for (const [name, o] of [
      ['mroTuple', type.mroTuple],
      ['listing', type.listing],
      ['basesTuple', type.basesTuple],
      ['slotsTuple', type.slotsTuple],
      ['qualname', type.qualname],
      ['nameObj', type.nameObj],
    ] as const) {
      if (o !== null) this.own(o, `${by}.${name}`);
    }
    for (const t of type.subclasses) this.reach(t);
    for (const o of type.listed) this.own(o, `${by} in its bases`);
    if (type.docBlock !== 0) this.block(type.docBlock, 'docstring', by);
    if (type.sharedKeys !== null) this.scanShared(type.sharedKeys, by);
    if (type.v !== null) this.deep(type.v, by);
  }

  private scanDict(d: DictData, by: string): void {
    if (d.values !== null) this.scanValues(d.values, by);
    this.block(d.addr, 'keys', by);
    for (let i = 0; i < d.keys.length; i++) {
      const key = d.keys[i];
      if (key === null) continue;
      this.own(key, by);
      this.own(d.vals[i]!, this.holders === null ? by : `${by}[${describe(key)}]`);
    }
  }

  private scanValues(values: Values, by: string): void {
    if (this.first(values)) return;
    this.block(values.addr, 'values', by);
    this.scanShared(values.keys, by);
    for (const x of values.items) if (x != null) this.own(x, by);
  }

  private scanShared(keys: SharedKeys, by: string): void {
    if (this.first(keys)) return;
    this.block(keys.addr, 'shared keys', by);
    for (const name of keys.names) this.own(name, by);
  }

  private scanCode(d: CodeData, by: string): void {
    const { kept } = d;
    for (const [tuple, items] of [
      [kept.consts, d.consts],
      [kept.names, d.names],
      [kept.locals, d.localNames],
    ] as const) {
      if (tuple.tuple !== null) this.own(tuple.tuple, by);
      else if (!this.first(tuple)) for (const x of items) this.own(x, by);
    }
    for (const { tuple } of kept.others) if (tuple !== null) this.own(tuple, by);
    this.own(d.name, by);
    this.own(d.qualname, by);
    if (d.filename !== null) this.own(d.filename, by);
    this.block(d.zombie, 'zombie frame', by);
  }

  private scanFrame(f: Frame, by: string): void {
    if (this.first(f)) return;
    this.own(f.codeObj, by);
    if (f.func !== null) this.own(f.func, by);
    if (f.locals !== null) this.own(f.locals, by);
    if (f.snapshot !== null) this.own(f.snapshot, by);
    for (let i = 0; i < f.s.length; i++) {
      const x = f.s[i];
      if (x == null) continue;
      if (i >= f.sp && !this.lenient)
        this.problems.push(
          `${by}: ${describe(x)} lies above the stack pointer (${i} of ${f.sp - f.code.slots})`,
        );
      else
        this.own(
          x,
          this.holders === null ? by : `${by} slot ${i} (${f.code.source.localsplus[i] ?? 'stack'})`,
        );
    }
    if (f.pending !== null) this.own(f.pending, by);
    if (f.object !== null) {
      if (f.finished) this.reach(f.object);
      else this.own(f.object, by);
    }
    if (f.backObject !== null) this.own(f.backObject, by);
    this.block(f.addr, 'frame', by);
  }

  /** Any payload: the objects in it are references. */
  private deep(x: unknown, by: string): void {
    if (x === null || typeof x !== 'object') return;
    if (x instanceof PyObject) {
      this.own(x, by);
      return;
    }
    if (x instanceof DictData || x instanceof Values || x instanceof SharedKeys || x instanceof CodeData)
      return;
    if (ArrayBuffer.isView(x)) return;
    if (x instanceof Frame) {
      this.scanFrame(x, by);
      return;
    }
    if (this.first(x)) return;
    if (Array.isArray(x)) {
      for (const y of x) if (y !== null && typeof y === 'object') this.deep(y, by);
      return;
    }
    if (x instanceof Map) {
      for (const [key, value] of x) {
        this.deep(key, by);
        this.deep(value, by);
      }
      return;
    }
    if (x instanceof Set) {
      for (const y of x) this.deep(y, by);
      return;
    }
    this.deepFields(x as Record<string, unknown>, by);
  }

  private deepFields(x: Record<string, unknown>, by: string): void {
    for (const name in x) {
      const value = x[name];
      if (name === 'block' && typeof value === 'number') this.block(value, 'table', by);
      else if ((name === 'blocks' || name === 'spare') && Array.isArray(value))
        for (const b of value) this.block(b as number, 'table', by);
      else if (value !== null && typeof value === 'object' && !BORROWED.has(name))
        this.deep(value, this.holders === null ? by : `${by} .${name}`);
    }
  }

  /** The reference does not keep its target: it must live by others and know of the reference. */
  private scanWeakref(ref: PyObject, by: string): void {
    const callback = ref.v.callback as PyObject | null;
    if (callback !== null) this.own(callback, `callback of ${by}`);
    const target = ref.v.target as PyContainer | null;
    if (target !== null) {
      if (target.refcnt <= 0) this.problems.push(`${describe(ref)} refers to what is dead`);
      if (!this.chainOf(target).has(ref))
        this.problems.push(`${describe(ref)} is not in the chain of ${describe(target)}`);
    }
    this.scanSlotsOf(ref, by);
  }

  /** The references in an object's chain; however many there are, they are walked once. */
  private chainOf(o: PyContainer): ReadonlySet<PyObject> {
    const known = this.#chains.get(o);
    if (known !== undefined) return known;
    const chain = new Set<PyObject>();
    for (let ref = o.weak; ref !== null && !chain.has(ref); ref = ref.v.next as PyObject | null)
      chain.add(ref);
    this.#chains.set(o, chain);
    return chain;
  }

  private scanWeakChain(o: PyContainer): void {
    let previous: PyObject | null = null;
    for (let ref = o.weak; ref !== null; ref = ref.v.next as PyObject | null) {
      if (ref.v.target !== o) {
        this.problems.push(`${describe(ref)} is in the chain of ${describe(o)} but refers to something else`);
        return;
      }
      if (ref.v.previous !== previous) this.problems.push(`${describe(ref)} has a wrong link back`);
      this.reach(ref);
      previous = ref;
    }
  }
}

/** Fields of payloads that borrow, and fields of the interpreter that are no payload. */
const BORROWED = new Set(['cd', 'rt', 'previous', 'visitStacks']);

/** Whether booting made it for good: a built-in type, or something in its namespace that has no state. */
function isSettled(o: PyObject): boolean {
  if ((o.type.flags & TF.HEAP) !== 0) return false;
  if (o instanceof PyType) return (o.flags & TF.HEAP) === 0;
  switch (o.type.kind) {
    case K.INT:
    case K.STR:
    case K.TUPLE:
    case K.DICT:
    case K.DESCR:
    case K.BUILTIN:
    case K.STATICMETHOD:
    case K.PROPERTY:
      return true;
    default:
      return false;
  }
}
