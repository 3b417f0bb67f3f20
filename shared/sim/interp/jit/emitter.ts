/**
 * The text of one translated code object while it is written, and with it the evaluation stack as far as it is known: which entries lie in the
 * frame (`s`), which are only JS variables so far, and whether these own a reference.
 *
 * Whatever is not simple is left to the eval loop: `exit` puts the frame into the state that it has before an instruction, and says which.
 */
import type { Runtime } from '../../objects/runtime.ts';
import type { CodeData } from '../code.ts';

/** One entry of the evaluation stack. */
export type Entry = {
  /** Where the object is: in the frame, or in the JS variable or expression `js`. */
  readonly inFrame: boolean;
  readonly js: string;
  /** A reference of the entry's own; else somebody else keeps the object for now. */
  readonly owned: boolean;
  /** Somebody keeps it as long as the frame runs: a constant, True. */
  readonly lasting: boolean;
  /** The instruction that pushed it, where doing that again is harmless; else -1. */
  readonly pc: number;
  /** It is an int with this value (an expression without effects), where that is known. */
  readonly number: string | null;
  /** What the inline cache or a constant says that it will be, for choosing what to write. */
  readonly likely: unknown;
};

/** Times that an instruction was left to the eval loop: its inline cache should know by now; it does not help. */
export const MISSED = 30;
export const MISSED_AGAIN = 150;

const inFrame: Entry = {
  inFrame: true,
  js: '',
  owned: true,
  lasting: false,
  pc: -1,
  number: null,
  likely: null,
};

export class Emitter {
  readonly code: CodeData;
  /** Operands are released last one first (3.14+). */
  readonly lastFirst: boolean;
  /** Up to 3.10: callers keep arguments, comparisons take a level of recursion. */
  readonly keepsArguments: boolean;
  /** Up to 3.11: calls of native code take a level of recursion. */
  readonly nativeCallsCount: boolean;
  readonly lines: string[] = [];
  readonly stack: Entry[] = [];
  /** Number of the block that begins at a pc, or -1. */
  readonly blocks: Int32Array;
  /** Locals that were read in this block and have not changed since. */
  readonly locals: Map<number, { js: string; number: string | null }> = new Map();
  readonly #base: number;
  #variables = 0;
  #most = 0;

  constructor(code: CodeData, blocks: Int32Array, rt: Runtime) {
    this.code = code;
    this.blocks = blocks;
    this.lastFirst = rt.releaseInReverse;
    this.keepsArguments = rt.ruleset.refcounts.callerKeepsArguments;
    this.nativeCallsCount = rt.nativeCallsCount;
    this.#base = code.slots;
  }

  /** How the inline cache of the instruction at `pc` is used: it is, it is not there yet, it is no use. */
  cacheAt(pc: number): 'use' | 'wait' | 'none' {
    const n = this.code.misses![pc];
    if (n >= MISSED_AGAIN) return 'none';
    if (this.code.caches[pc] !== null) return 'use';
    return n >= MISSED ? 'none' : 'wait';
  }

  emit(line: string): void {
    this.lines.push(line);
  }

  /** A new variable with the value of `expression`. */
  let(expression: string): string {
    const name = this.name();
    this.emit(`${name}=${expression};`);
    return name;
  }

  /** A new variable. Each is set once in a block, and means nothing in the next: few are needed, and the host's stack is spared. */
  name(): string {
    const n = this.#variables++;
    if (this.#variables > this.#most) this.#most = this.#variables;
    return `t${n}`;
  }

  /** All variables, to be declared. */
  get variables(): string[] {
    return Array.from({ length: this.#most }, (_, i) => `t${i}`);
  }

  /** A block begins: its stack lies in the frame. */
  begin(depth: number): void {
    this.#variables = 0;
    this.stack.length = 0;
    for (let i = 0; i < depth; i++) this.stack.push(inFrame);
    this.locals.clear();
  }

  /** The frame's `sp` with the stack as it is, less `without` entries. */
  sp(without = 0): number {
    return this.#base + this.stack.length - without;
  }

  push(js: string, more: Partial<Entry> = {}): void {
    this.stack.push({ ...inFrame, inFrame: false, owned: false, js, ...more });
  }

  /** The result of an instruction, which it owns. */
  pushOwned(js: string, number: string | null = null): void {
    this.push(js, { owned: true, number });
  }

  pushInFrame(): void {
    this.stack.push(inFrame);
  }

  /** Takes the top off the stack; it is in a variable then. */
  pop(): Entry {
    const entry = this.top(0);
    this.stack.pop();
    return entry;
  }

  /** The entry at `depth` from the top (0: the top), taken out of the frame if it lies there. */
  top(depth: number): Entry {
    const i = this.stack.length - 1 - depth;
    const entry = this.stack[i];
    if (!entry.inFrame) return entry;
    const at = this.#base + i;
    const js = this.let(`s[${at}]`);
    this.emit(`s[${at}]=null;`);
    const taken = { ...entry, inFrame: false, js };
    this.stack[i] = taken;
    return taken;
  }

  /** As top, but the entry stays where it is: an expression for the object. */
  peek(depth: number): string {
    const i = this.stack.length - 1 - depth;
    const entry = this.stack[i];
    return entry.inFrame ? `s[${this.#base + i}]` : entry.js;
  }

  /** Makes sure that the top `n` entries are in variables. */
  take(n: number): void {
    for (let i = 0; i < n; i++) this.top(i);
  }

  /** Entries that somebody else keeps get references of their own: what comes may let go of them. */
  own(without = 0): void {
    for (let i = 0; i < this.stack.length - without; i++) {
      const entry = this.stack[i];
      if (entry.inFrame || entry.owned || entry.lasting) continue;
      this.emit(increase(entry.js));
      this.stack[i] = { ...entry, owned: true, pc: -1 };
    }
  }

  /** Whether no entry below the top `without` would change if what others keep went away. */
  isSettled(without: number): boolean {
    for (let i = 0; i < this.stack.length - without; i++) {
      const entry = this.stack[i];
      if (!entry.inFrame && !entry.owned && !entry.lasting) return false;
    }
    return true;
  }

  /** Puts the stack, less the top `without` entries, into the frame. */
  flush(without = 0): void {
    for (let i = 0; i < this.stack.length - without; i++) {
      const entry = this.stack[i];
      if (entry.inFrame) continue;
      this.emit(this.#store(entry, i));
      this.stack[i] = inFrame;
    }
  }

  #store(entry: Entry, i: number): string {
    const store = `s[${this.#base + i}]=${entry.js};`;
    return entry.owned ? store : `${counted(entry)}${store}`;
  }

  /** A reference of one's own to what was popped. */
  owning(entry: Entry): string {
    if (!entry.owned) this.emit(counted(entry));
    return entry.js;
  }

  /** Releases what was popped, if it owns anything; what dies may run any code. */
  release(entry: Entry, pc: number): void {
    if (entry.owned) this.decref(entry.js, pc);
  }

  decref(js: string, pc: number): void {
    this.emit(
      `if(${js}.refcnt<1073741824){if(${js}.refcnt===1){f.sp=${this.sp()};f.pc=${pc + 1};h.decref(rt,${js});}else ${js}.refcnt--;}`,
    );
  }

  /** An int dies without any code being run. */
  decrefPlain(js: string): void {
    this.emit(`h.decref(rt,${js});`);
  }

  /** What is known of locals may no longer be so. */
  forget(): void {
    this.locals.clear();
  }

  /** Leaves for the eval loop before the instruction at `pc`, with the stack as it is now. */
  exit(pc: number): string {
    let at = pc;
    let n = this.stack.length;
    // Loads just before it are as well done again.
    while (n > 0 && this.stack[n - 1].pc === at - 1 && at > 0) {
      at--;
      n--;
    }
    let text = '';
    for (let i = 0; i < n; i++) if (!this.stack[i].inFrame) text += this.#store(this.stack[i], i);
    return `{${text}f.sp=${this.#base + n};return ${at};}`;
  }

  /** Goes to the block at `pc`; the stack lies in the frame. */
  jump(pc: number): string {
    return `{b=${this.blocks[pc]};continue;}`;
  }
}

export function increase(js: string): string {
  return `if(${js}.refcnt<1073741824)${js}.refcnt++;`;
}

/** A constant is an expression, not a variable: it is read once for each use. */
function counted(entry: Entry): string {
  return entry.lasting ? `h.incref(${entry.js});` : increase(entry.js);
}
