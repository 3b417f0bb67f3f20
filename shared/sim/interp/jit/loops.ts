/** Jumps, truth, and going through iterators. */
import { Op } from '../../compile/opcodes.ts';
import type { Emitter } from './emitter.ts';
import { increase } from './emitter.ts';
import { type Family, follows } from './family.ts';
import { storeFast } from './names.ts';

function jumpBackward(e: Emitter, pc: number, target: number): number {
  const steps = pc + 1 - target;
  e.flush();
  // The eval loop ends slices and serves what is due.
  e.emit(`if(rt.evalBreaker||rt.stepsLeft<${steps})${e.exit(pc)}`);
  e.emit(`rt.stepsLeft-=${steps};${e.jump(target)}`);
  return 1;
}

function popJump(e: Emitter, pc: number, target: number, when: boolean): number {
  const entry = e.pop();
  const x = entry.lasting ? e.let(entry.js) : entry.js;
  e.flush();
  const t = e.name();
  const at = e.sp();
  // Its truth may be asked of code that raises, while it lies on the stack.
  const [keep, drop] = entry.owned ? ['', ''] : [increase(x), `h.decref(rt,${x});`];
  e.emit(`if(${x}===rt.True)${t}=true;else if(${x}===rt.False)${t}=false;`);
  e.emit(
    `else{${keep}s[${at}]=${x};f.sp=${at + 1};f.pc=${pc + 1};${t}=h.objectIsTrue(rt,${x});s[${at}]=null;${drop}}`,
  );
  e.release(entry, pc);
  e.forget();
  e.emit(`if(${when ? '' : '!'}${t})${e.jump(target)}`);
  return 1;
}

function popJumpNone(e: Emitter, pc: number, target: number, when: boolean): number {
  const entry = e.pop();
  e.flush();
  const t = e.let(`${entry.js}${when ? '===' : '!=='}rt.None`);
  e.release(entry, pc);
  if (entry.owned) e.forget();
  e.emit(`if(${t})${e.jump(target)}`);
  return 1;
}

function getIter(e: Emitter, pc: number): number {
  e.flush();
  e.emit(`f.sp=${e.sp()};f.pc=${pc + 1};h.takeIter(rt,f);`);
  e.forget();
  return 1;
}

/** FOR_ITER, with the STORE_FAST that may come after it. */
function forIter(e: Emitter, pc: number, end: number): number {
  e.flush();
  const at = e.sp() - 1;
  const it = e.let(`s[${at}]`);
  const type = e.let(`${it}.type`);
  const store = follows(e, pc + 1, Op.STORE_FAST);
  const i = store ? e.code.words[pc + 1] >> 8 : 0;
  const x = e.name();
  const done = `d${pc}`;
  const v = e.name();
  const n = e.name();
  const old = e.name();
  e.emit(`${x}=null;f.sp=${e.sp()};f.pc=${pc + (store ? 2 : 1)};`);
  if (store) e.emit(`${done}:{`);
  e.emit(`if(${type}===rt.rangeIterType){${v}=${it}.v;if(${v}.left>0){${n}=${v}.next;`);
  e.emit(`if(typeof ${n}!=='number')${e.exit(pc)}${v}.left--;${v}.next=${n}+${v}.step;`);
  if (store) {
    // As storeNext.
    e.emit(`${old}=s[${i}];`);
    e.emit(
      `if(${old}!==null&&${old}.refcnt===1&&${old}.type===intType&&h.reuseInt(rt,${old},null,${n},null,0))break ${done};`,
    );
  }
  e.emit(`${x}=h.intFromNumber(rt,${n});}}`);
  e.emit(`else if(${type}===rt.listIterType&&${it}.v.seq!==null&&${it}.v.index<${it}.v.seq.v.length){`);
  e.emit(`${v}=${it}.v;${x}=${v}.seq.v[${v}.index++];${increase(x)}}`);
  e.emit('else{');
  if (store) e.emit(`f.pc=${pc + 1};`);
  e.emit(`if(${type}===rt.generatorType){r=h.resumeIn(rt,f,${it});`);
  e.emit(`if(r!==0){if(r<0)return r;${e.exit(pc)}}${x}=s[${at + 1}];s[${at + 1}]=null;}`);
  e.emit(`else ${x}=h.loopNext(rt,${it});}`);
  e.emit(`if(${x}===null){s[${at}]=null;f.sp=${at};h.decref(rt,${it});${e.jump(end)}}`);
  e.forget();
  e.pushOwned(x);
  if (!store) return 1;
  storeFast(e, pc + 1, i);
  e.emit('}');
  e.forget();
  return 2;
}

export const loops: Family = {
  [Op.JUMP_FORWARD]: (e, _pc, target) => {
    e.flush();
    e.emit(e.jump(target));
    return 1;
  },
  [Op.JUMP_BACKWARD]: jumpBackward,
  [Op.POP_JUMP_IF_FALSE]: (e, pc, target) => popJump(e, pc, target, false),
  [Op.POP_JUMP_IF_TRUE]: (e, pc, target) => popJump(e, pc, target, true),
  [Op.POP_JUMP_IF_NONE]: (e, pc, target) => popJumpNone(e, pc, target, true),
  [Op.POP_JUMP_IF_NOT_NONE]: (e, pc, target) => popJumpNone(e, pc, target, false),
  [Op.GET_ITER]: getIter,
  [Op.FOR_ITER]: forIter,
};
