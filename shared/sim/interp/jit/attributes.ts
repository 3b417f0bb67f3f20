/** Attributes, by the eval loop's inline caches. */
import { Op } from '../../compile/opcodes.ts';
import { ATTR, type AttrCache, type MethodCache } from '../caches.ts';
import { generic } from './containers.ts';
import type { Emitter, Entry } from './emitter.ts';
import { increase } from './emitter.ts';
import type { Family } from './family.ts';

/** The object that an entry is, as a variable. */
function variable(e: Emitter, entry: Entry): string {
  return entry.lasting ? e.let(entry.js) : entry.js;
}

/** Text that sets `x` to the attribute's value (borrowed) where cache `c` holds for `o`; it stays null elsewhere. */
function find(kind: number, c: string, o: string, x: string, d: string): string {
  const hit = `${c}!==null&&${c}.version===${o}.type.version&&${c}.kind===${kind}`;
  switch (kind) {
    case ATTR.VALUE:
      return `if(${hit}){${d}=${o}.dict;if(${d} instanceof h.Values&&${d}.keys===${c}.keys&&${c}.index<${d}.items.length)${x}=${d}.items[${c}.index];}`;
    case ATTR.SLOT:
      return `if(${hit}&&${o}.v!==null)${x}=${o}.v[${c}.index];`;
    default:
      return `if(${hit}){${d}=${o}.dict;if(${d} instanceof h.Values&&${d}.keys===${c}.keys&&${d}.keys.names.length===${c}.index)${x}=${c}.value;}`;
  }
}

/** [o] -> [o.name]; with `keep` the object stays below. */
function loadAttr(e: Emitter, pc: number): number {
  const use = e.cacheAt(pc);
  if (use !== 'use') return use === 'wait' ? 0 : generic(e, pc, 'loadAttr');
  const cache = e.code.caches[pc] as AttrCache;
  const entry = e.top(0);
  const o = variable(e, entry);
  const c = e.let(`caches[${pc}]`);
  const x = e.name();
  e.emit(`${x}=null;`);
  e.emit(find(cache.kind, c, o, x, e.name()));
  e.emit(`if(${x}===null)${e.exit(pc)}`);
  e.stack.pop();
  if (!entry.owned) {
    e.push(x);
    return 1;
  }
  e.emit(increase(x));
  e.own();
  e.decref(o, pc);
  e.forget();
  e.pushOwned(x);
  return 1;
}

function storeAttr(e: Emitter, pc: number): number {
  const use = e.cacheAt(pc);
  if (use !== 'use') return use === 'wait' ? 0 : generic(e, pc, 'storeAttr');
  const cache = e.code.caches[pc] as AttrCache;
  e.take(2);
  const o = variable(e, e.top(0));
  const c = e.let(`caches[${pc}]`);
  const hit = `${c}!==null&&${c}.version===${o}.type.version&&${c}.kind===${cache.kind}`;
  const d = e.name();
  if (cache.kind === ATTR.VALUE) {
    e.emit(`${d}=${o}.dict;`);
    e.emit(`if(!(${hit}&&${d} instanceof h.Values&&${d}.keys===${c}.keys))${e.exit(pc)}`);
  } else {
    e.emit(`${d}=${o}.v;`);
    e.emit(`if(!(${hit}&&${d}!==null))${e.exit(pc)}`);
  }
  const object = e.pop();
  const value = e.pop();
  e.own();
  const x = e.owning(value);
  const items = cache.kind === ATTR.VALUE ? `${d}.items` : d;
  const old =
    cache.kind === ATTR.VALUE
      ? e.let(`${c}.index<${items}.length?${items}[${c}.index]:null`)
      : e.let(`${items}[${c}.index]`);
  if (cache.kind === ATTR.VALUE)
    e.emit(
      `if(${old}===null)h.setValue(h.ownValues(${o},${d}),${c}.index,${x});else ${items}[${c}.index]=${x};`,
    );
  else e.emit(`${items}[${c}.index]=${x};`);
  e.emit(`if(${old}!==null){`);
  e.decref(old, pc);
  e.emit('}');
  e.release(object, pc);
  e.forget();
  return 1;
}

/** [o] -> [method, o]. */
function loadMethod(e: Emitter, pc: number): number {
  const use = e.cacheAt(pc);
  if (use !== 'use') return use === 'wait' ? 0 : generic(e, pc, 'loadMethod');
  const cache = e.code.caches[pc] as MethodCache;
  const entry = e.top(0);
  const o = variable(e, entry);
  const c = e.let(`caches[${pc}]`);
  const hit = `${c}!==null&&${c}.version===${o}.type.version`;
  if (cache.keys === null) e.emit(`if(!(${hit}&&${c}.keys===null))${e.exit(pc)}`);
  else {
    const d = e.let(`${o}.dict`);
    e.emit(
      `if(!(${hit}&&${d} instanceof h.Values&&${d}.keys===${c}.keys&&${d}.keys.names.length===${c}.keysLength))${e.exit(pc)}`,
    );
  }
  e.stack.pop();
  e.push(e.let(`${c}.method`), { likely: cache.method });
  e.push(entry.js, { ...entry, pc: -1 });
  return 1;
}

export const attributes: Family = {
  [Op.LOAD_ATTR]: loadAttr,
  [Op.STORE_ATTR]: storeAttr,
  [Op.LOAD_METHOD]: loadMethod,
};
