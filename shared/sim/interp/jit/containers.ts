/** Items and new containers. */
import { OPCODES, Op } from '../../compile/opcodes.ts';
import type { Emitter, Entry } from './emitter.ts';
import { increase } from './emitter.ts';
import type { Family } from './family.ts';

/** Any instruction that neither jumps nor calls: with its operands in the frame. */
export function generic(e: Emitter, pc: number, name: string): number {
  const word = e.code.words[pc];
  e.flush();
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};h.${name}(rt,f,${word});`);
  const [pops, pushes] = OPCODES[word & 255].effect(word >> 8);
  e.stack.length -= pops;
  for (let i = 0; i < pushes; i++) e.pushInFrame();
  e.forget();
  return 1;
}

function releaseAll(e: Emitter, pc: number, entries: readonly Entry[]): void {
  if (!entries.some((entry) => entry.owned)) return;
  e.own();
  for (const entry of entries) e.release(entry, pc);
  e.forget();
}

/** The index that `key` is, where the items are those of a list. */
function indexOf(e: Emitter, key: Entry): { guard: string; index: string } {
  if (key.number !== null) return { guard: `${key.number}>=0`, index: key.number };
  const index = e.let(`${key.js}.v`);
  return { guard: `${key.js}.type===intType&&typeof ${index}==='number'&&${index}>=0`, index };
}

function binarySubscr(e: Emitter, pc: number): number {
  e.take(2);
  const key = e.top(0);
  const o = e.top(1);
  const { guard, index } = indexOf(e, key);
  const x = e.name();
  const items = `${o.js}.type===rt.listType&&${guard}&&${index}<${o.js}.v.length`;
  if (e.isSettled(2)) {
    const done = `d${pc}`;
    const at = e.sp(2);
    e.emit(`${done}:{if(!(${items})){`);
    // Another container: as the eval loop does it, with the operands on the stack.
    e.emit(`s[${at}]=${o.js};s[${at + 1}]=${key.js};f.sp=${at + 2};f.pc=${pc + 1};`);
    for (const entry of [o, key]) if (!entry.owned) e.emit(`h.incref(${entry.js});`);
    e.emit(`${x}=h.subscript(rt,f);break ${done};}`);
    e.emit(`${x}=${o.js}.v[${index}];${increase(x)}`);
    e.stack.length -= 2;
    e.release(key, pc);
    e.release(o, pc);
    e.emit('}');
    e.forget();
    e.pushOwned(x);
    return 1;
  }
  e.emit(`if(${items})${x}=${o.js}.v[${index}];`);
  e.emit(`else${e.exit(pc)}`);
  e.emit(increase(x));
  e.stack.length -= 2;
  releaseAll(e, pc, [key, o]);
  e.pushOwned(x);
  return 1;
}

function storeSubscr(e: Emitter, pc: number): number {
  e.take(3);
  const key = e.top(0);
  const o = e.top(1);
  const value = e.top(2);
  if (!e.isSettled(3)) return generic(e, pc, 'storeSubscript');
  const { guard, index } = indexOf(e, key);
  const done = `d${pc}`;
  e.emit(`${done}:{`);
  e.emit(`if(!(${o.js}.type===rt.listType&&${guard}&&${index}<${o.js}.v.length)){`);
  const at = e.sp(3);
  [value, o, key].forEach((entry, i) => {
    e.emit(`${entry.owned ? '' : `h.incref(${entry.js});`}s[${at + i}]=${entry.js};`);
  });
  e.emit(`f.sp=${at + 3};f.pc=${pc + 1};h.storeSubscript(rt,f);break ${done};}`);
  e.stack.length -= 3;
  const x = e.owning(value);
  const old = e.let(`${o.js}.v[${index}]`);
  e.emit(`${o.js}.v[${index}]=${x};`);
  e.decref(old, pc);
  e.release(o, pc);
  e.release(key, pc);
  e.emit('}');
  e.forget();
  return 1;
}

function build(e: Emitter, pc: number, n: number, make: string): number {
  e.take(n);
  e.flush(n);
  const entries = e.stack.splice(e.stack.length - n, n);
  const items = entries.map((entry) => e.owning(entry));
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};`);
  e.pushOwned(e.let(`h.${make}(rt,[${items.join(',')}])`));
  e.forget();
  return 1;
}

function listAppend(e: Emitter, pc: number, depth: number): number {
  const x = e.owning(e.pop());
  e.emit(`f.pc=${pc + 1};h.listPush(rt,${e.peek(depth - 1)},${x});`);
  return 1;
}

function unpack(e: Emitter, pc: number, n: number): number {
  const entry = e.top(0);
  const o = entry.lasting ? e.let(entry.js) : entry.js;
  const items = e.let(`${o}.v`);
  e.emit(`if(!((${o}.type===rt.tupleType||${o}.type===rt.listType)&&${items}.length===${n}))${e.exit(pc)}`);
  e.stack.pop();
  e.own();
  const names: string[] = [];
  for (let i = 0; i < n; i++) {
    const x = e.let(`${items}[${i}]`);
    e.emit(increase(x));
    names.push(x);
  }
  e.release(entry, pc);
  e.forget();
  for (const x of names.reverse()) e.pushOwned(x);
  return 1;
}

export const containers: Family = {
  [Op.BINARY_SUBSCR]: binarySubscr,
  [Op.STORE_SUBSCR]: storeSubscr,
  [Op.BUILD_TUPLE]: (e, pc, n) => build(e, pc, n, 'packTuple'),
  [Op.BUILD_LIST]: (e, pc, n) => build(e, pc, n, 'stealList'),
  [Op.BUILD_MAP]: (e, pc) => generic(e, pc, 'buildMap'),
  [Op.LIST_APPEND]: listAppend,
  [Op.MAP_ADD]: (e, pc) => generic(e, pc, 'mapAdd'),
  [Op.UNPACK_SEQUENCE]: unpack,
  [Op.UNARY_NOT]: (e, pc) => generic(e, pc, 'unaryNot'),
  [Op.CONTAINS_OP]: (e, pc) => generic(e, pc, 'containsOp'),
};
