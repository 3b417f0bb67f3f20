/**
 * The chain of weak references of an object (Objects/weakrefobject.c): which references there are, how they are shared,
 * and what clearing one means. The types `ref` and `proxy` are in their own files.
 *
 * The chain hangs on `PyContainer.weak`: first the reference without callback that every `ref(o)` shares, then the shared
 * proxy, then all others, newest first.
 */
import { K, PyContainer, type PyObject, type PyType, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';

/** Payload of a weak reference or proxy. `target` is null once the object is dead or being collected. Not counted. */
export interface WeakrefData {
  target: PyContainer | null;
  /** Called with the reference when the target dies; owned. */
  callback: PyObject | null;
  previous: PyContainer | null;
  next: PyContainer | null;
  /** The target's hash, once asked for. */
  // biome-ignore lint/suspicious/noExplicitAny: objects/hash.ts owns the representation
  hash: any;
}

export function weakrefData(ref: PyObject): WeakrefData {
  return ref.v as WeakrefData;
}

/** Whether instances of `type` can be referenced weakly. */
export function supportsWeakrefs(type: PyType): boolean {
  return (type.flags & TF.WEAKREF) !== 0;
}

/** The chain in its order, borrowed. */
export function weakrefsOf(rt: Runtime, o: PyContainer): PyContainer[] {
  knowSubclass(rt, o);
  const out: PyContainer[] = [];
  for (let ref = o.weak as PyContainer | null; ref !== null; ref = weakrefData(ref).next) out.push(ref);
  return out;
}

const HELD = 'references to built-in types';

/**
 * A built-in type is known to its base by a shared reference (typeobject.c: add_subclass), which is made here when it matters. It has been there since
 * the interpreter started, so it is no new object to the collector.
 */
function knowSubclass(rt: Runtime, o: PyContainer): void {
  if (o.type.kind !== K.TYPE || ((o as PyType).flags & TF.HEAP) !== 0 || (o as PyType).base === null) return;
  const held = (rt.moduleState.get(HELD) as PyObject[] | undefined) ?? [];
  if (held.some((ref) => weakrefData(ref).target === o)) return;
  const type = rt.types['weakref.ReferenceType'];
  const data: WeakrefData = { target: o, callback: null, previous: null, next: null, hash: null };
  const ref = new PyContainer(type, rt.mem.allocStatic(type.headBytes + type.basicSize), data, 0, 0);
  insertHead(o, ref);
  rt.gc.generations[2].append(ref);
  held.push(ref);
  rt.moduleState.set(HELD, held);
}

/** The shared reference and the shared proxy of an object, where they exist (get_basic_refs). */
export function basicRefs(
  rt: Runtime,
  o: PyContainer,
): { ref: PyContainer | null; proxy: PyContainer | null } {
  knowSubclass(rt, o);
  let head = o.weak as PyContainer | null;
  let ref: PyContainer | null = null;
  let proxy: PyContainer | null = null;
  if (head !== null && weakrefData(head).callback === null) {
    if (head.type === rt.types['weakref.ReferenceType']) {
      ref = head;
      head = weakrefData(head).next;
    }
    if (head !== null && weakrefData(head).callback === null && isProxyType(rt, head.type)) proxy = head;
  }
  return { ref, proxy };
}

export function isProxyType(rt: Runtime, type: PyType): boolean {
  return type === rt.types['weakref.ProxyType'] || type === rt.types['weakref.CallableProxyType'];
}

/** Links a new reference at the head of the chain (insert_head). */
export function insertHead(o: PyContainer, ref: PyContainer): void {
  const next = o.weak as PyContainer | null;
  const data = weakrefData(ref);
  data.previous = null;
  data.next = next;
  if (next !== null) weakrefData(next).previous = ref;
  o.weak = ref;
}

/** Links a new reference behind another of the chain (insert_after). */
export function insertAfter(previous: PyContainer, ref: PyContainer): void {
  const before = weakrefData(previous);
  const data = weakrefData(ref);
  data.previous = previous;
  data.next = before.next;
  if (before.next !== null) weakrefData(before.next).previous = ref;
  before.next = ref;
}

/** Takes the reference out of its target's chain: it is dead, its callback stays with it (_PyWeakref_ClearRef). */
export function clearRef(ref: PyContainer): void {
  const data = weakrefData(ref);
  const target = data.target;
  if (target === null) return;
  if (target.weak === ref) target.weak = data.next;
  data.target = null;
  if (data.previous !== null) weakrefData(data.previous).next = data.next;
  if (data.next !== null) weakrefData(data.next).previous = data.previous;
  data.previous = null;
  data.next = null;
}
