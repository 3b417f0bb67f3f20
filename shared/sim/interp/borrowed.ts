/**
 * Borrowed references (3.14+: LOAD_FAST_BORROW, Python/flowgraph.c: optimize_load_fast). Our stack counts every entry; which of
 * them CPython would not have counted follows from the code (borrowing.ts): entries that a load borrows, the parameters of a
 * called function that such entries were moved into (_PyEvalFramePushAndInit), and locals that took them over. sys.getrefcount subtracts them.
 */
import { CO } from '../compile/code.ts';
import { Op } from '../compile/opcodes.ts';
import { genericGetAttr } from '../objects/abstract/attributes.ts';
import { lookupOnType } from '../objects/abstract/lookup.ts';
import type { PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { borrowedAt, CONSTANT, LOCAL } from './borrowing.ts';
import type { Frame } from './frame.ts';
import type { FunctionData } from './function.ts';

/** How many references to `o` in frames are borrowed in the modelled interpreter, or not there at all. */
export function borrowedReferences(rt: Runtime, o: PyObject): number {
  if (!rt.framesOnDataStack) return o.type === rt.functionType ? framesOf(rt, o) : 0;
  if (!rt.ruleset.refcounts.borrowedLoads) return 0;
  let n = 0;
  eachBorrowed(rt, true, (frame, slot) => {
    if ((slot < 0 ? frame.func : frame.s[slot]) === o) n++;
  });
  return n;
}

/** Running frames of a function. */
function framesOf(rt: Runtime, func: PyObject): number {
  let n = 0;
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) if (f.func === func) n++;
  return n;
}

/**
 * All borrowed references of the frames while the machine stands between two instructions: calls `visit` with each frame and the
 * index into its `s` (names and evaluation stack).
 */
export function borrowedSlots(rt: Runtime, visit: (frame: Frame, slot: number) => void): void {
  if (rt.ruleset.refcounts.borrowedLoads) eachBorrowed(rt, false, visit);
}

/** The borrowed references of the thread's frames; `running`: an instruction of the innermost one runs. */
function eachBorrowed(rt: Runtime, running: boolean, visit: (frame: Frame, slot: number) => void): void {
  const frames: Frame[] = [];
  for (let f = rt.thread.frame as Frame | null; f !== null; f = f.back) frames.push(f);
  let taken: readonly number[] = [];
  for (let i = frames.length - 1; i >= 0; i--) {
    const f = frames[i];
    const runs = i > 0 || running;
    // The stack as the running instruction found it: its operands.
    const pc = runs ? f.pc - 1 : f.pc;
    const state = borrowedAt(f.code, taken, pc, rt.ruleset.refcounts.borrowedConstants);
    taken = [];
    if (state === null) continue;
    const { locals, stack } = state;
    for (let slot = 0; slot < locals.length; slot++)
      if (f.s[slot] !== null && isBorrowed(f, locals[slot], f.s[slot])) visit(f, slot);
    const base = f.code.slots;
    // While these run they own what they take apart.
    const op = f.code.words[pc] & 255;
    if (runs && (op === Op.UNPACK_SEQUENCE || op === Op.UNPACK_EX)) stack[stack.length - 1] = -1;
    for (let at = 0; at < stack.length; at++)
      if (stack[at] >= 0 && base + at < f.sp && f.s[base + at] !== null)
        if (stack[at] !== CONSTANT || isConstant(f, f.s[base + at])) visit(f, base + at);
    const called = i > 0 ? frames[i - 1] : null;
    if (called === null || called.entry || called.generator !== null || called.func === null) continue;
    const word = f.code.words[f.pc - 1];
    if (isCall(word & 255)) taken = parametersTaken(f, stack, called, word & 255, word >> 8);
    // So is the function itself.
    if (running && holdsBorrowedFunction(f, stack, called, word & 255, word >> 8)) visit(called, -1);
  }
}

const isConstant = (f: Frame, o: PyObject | null): boolean => o !== null && f.code.consts.includes(o);

const isBorrowed = (f: Frame, local: number, o: PyObject | null): boolean =>
  local === LOCAL.BORROWED || (local === LOCAL.MAYBE && isConstant(f, o));

/** Whether `o` is what the entry came from that stands for the local. */
const cameFrom = (f: Frame, local: number, o: PyObject | null): boolean =>
  local === CONSTANT ? isConstant(f, o) : o === f.s[local];

const isNamed = (op: number): boolean => op === Op.CALL_KW || op === Op.CALL_METHOD_KW;
const isCall = (op: number): boolean => isNamed(op) || op === Op.CALL || op === Op.CALL_METHOD;

/** Whether the function that `called` runs was a borrowed entry of its caller's stack. */
function holdsBorrowedFunction(
  f: Frame,
  stack: readonly number[],
  called: Frame,
  op: number,
  n: number,
): boolean {
  const at = stack.length - n - (op === Op.CALL_KW ? 2 : 1);
  return (op === Op.CALL || op === Op.CALL_KW) && stack[at] >= 0 && f.s[stack[at]] === called.func;
}

/** The parameters of `called` that borrowed entries of its caller's stack were moved into, by a call of `n` arguments. */
function parametersTaken(f: Frame, stack: readonly number[], called: Frame, op: number, n: number): number[] {
  // Their names are a constant, which the instruction before has loaded.
  const names = isNamed(op) ? (f.code.consts[f.code.words[f.pc - 2] >> 8].v as PyObject[]) : [];
  const first = stack.length - n - (isNamed(op) ? 1 : 0);
  const positional = n - names.length;
  const { argcount, kwonlyargcount, posonlyargcount, localsplus } = called.code.source;
  const isMethod = op === Op.CALL_METHOD || op === Op.CALL_METHOD_KW;
  const self = isMethod && stack[first - 1] >= 0 ? (f.s[stack[first - 1]] ?? null) : null;
  const taken: number[] = [];
  const isSelf = self !== null && isMethodOf(self, called.func!);
  if (isSelf) taken.push(0);
  const shift = isSelf || called.pending !== null || !matches(f, stack, called, first, positional) ? 1 : 0;
  for (let k = 0; k < n; k++) {
    if (stack[first + k] < 0) continue;
    const isPositional = k < positional;
    const slot = isPositional
      ? k + shift
      : localsplus.indexOf(names[k - positional].v as string, posonlyargcount);
    if (slot < 0 || slot >= (isPositional ? argcount : argcount + kwonlyargcount)) continue;
    if (stack[first + k] !== CONSTANT || isConstant(f, called.s[slot])) taken.push(slot);
  }
  return taken;
}

/**
 * Whether LOAD_METHOD or LOAD_SPECIAL pushed the object itself for this method (_PyObject_GetMethod, _PyObject_LookupSpecialMethod):
 * else a bound method holds it, as it does where the class looks attributes up in its own way.
 */
function isMethodOf(self: PyObject, func: PyObject): boolean {
  const { name } = (func.v as FunctionData).cd.source;
  const isSpecial = name === '__enter__' || name === '__exit__';
  return (isSpecial || self.type.slots.getattro === genericGetAttr) && lookupOnType(self.type, name) === func;
}

/** Whether the called function's parameters begin with what was given: else a bound method's object comes first. */
function matches(f: Frame, stack: readonly number[], called: Frame, first: number, n: number): boolean {
  const { argcount, flags } = called.code.source;
  if ((flags & CO.VARARGS) === 0 && n + 1 > argcount) return true;
  for (let k = 0; k < n; k++) {
    const local = stack[first + k];
    if (local >= 0 && !cameFrom(f, local, called.s[k]) && cameFrom(f, local, called.s[k + 1])) return false;
  }
  return true;
}
