/**
 * An account of a program's blocks: which line asked for each that lives, and how many bytes live. It is the host's (the Lab's), beside
 * tracemalloc, which is the program's own. A block costs it one 16-bit word; sums by line are made when somebody asks.
 */
import type { Frame } from '../interp/frame.ts';
import type { BlockAccount, Memory } from '../objects/memory.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Pymalloc } from '../pymalloc/pymalloc.ts';

/** A line with what it allocated and what of that still lives. */
export type LineBytes = { bytes: number; blocks: number };

/** The state of an account as a value. */
export type AccountImage = {
  readonly lines: Uint16Array;
  readonly others: ReadonlyMap<number, number>;
  readonly numbers: readonly number[];
};

/** Lines beyond are all counted for this one. */
const LAST_LINE = 0xffff;

export class LineAccount implements BlockAccount {
  /** Bytes that live, as tracemalloc counts them: what was asked for. */
  bytes = 0;
  peakBytes = 0;
  /** The line of the program that ran last, for what happens while none of its frames is there. */
  lastLine = 0;
  /** Blocks are counted for lines from the program's first instruction on. */
  started = false;
  readonly #rt: Runtime;
  readonly #mem: Memory;
  readonly #filename: string;
  /** By unit of the allocator, the line that asked for the block that begins there; 0 for what was there before the program. */
  #lines = new Uint16Array(1 << 16);
  /** Of blocks of the system's allocator, by handle. */
  #others = new Map<number, number>();

  /** `filename`: the file whose lines are meant. */
  constructor(rt: Runtime, filename: string, from?: AccountImage) {
    this.#rt = rt;
    this.#mem = rt.mem;
    this.#filename = filename;
    if (from === undefined) return;
    this.#lines = from.lines.slice();
    this.#others = new Map(from.others);
    const [bytes, peakBytes, lastLine, started] = from.numbers;
    this.bytes = bytes;
    this.peakBytes = peakBytes;
    this.lastLine = lastLine;
    this.started = started === 1;
  }

  image(): AccountImage {
    const { bytes, peakBytes, lastLine, started } = this;
    return {
      lines: this.#lines.slice(0, this.#mem.units),
      others: new Map(this.#others),
      numbers: [bytes, peakBytes, lastLine, started ? 1 : 0],
    };
  }

  /** The program's line that runs: of its innermost frame. */
  line(): number {
    for (let f = this.#rt.thread.frame as Frame | null; f !== null; f = f.back) {
      const { source } = f.code;
      if (source.filename !== this.#filename) continue;
      for (let pc = f.pc > 0 ? f.pc - 1 : 0; pc >= 0; pc--)
        if (source.lines[pc] > 0) return Math.min(source.lines[pc], LAST_LINE);
      return source.firstlineno;
    }
    return this.lastLine;
  }

  /** The line that asked for a live block, or undefined where it was there before the program. */
  lineOf(handle: number): number | undefined {
    const unit = this.#mem.unitOf(handle);
    const line = unit < 0 ? this.#others.get(handle) : this.#lines[unit];
    return line === undefined || line === 0 ? undefined : line;
  }

  /** What each line has of the blocks that live. */
  byLine(): Map<number, LineBytes> {
    const rows = new Map<number, LineBytes>();
    const add = (line: number, bytes: number): void => {
      const row = rows.get(line);
      if (row === undefined) rows.set(line, { bytes, blocks: 1 });
      else {
        row.bytes += bytes;
        row.blocks++;
      }
    };
    const heap = this.#mem.allocator as Pymalloc;
    heap.forEachLive((unit, bytes) => {
      if (this.#lines[unit] > 0) add(this.#lines[unit], bytes);
    });
    for (const [handle, line] of this.#others)
      add(line, Math.max(0, heap.system.requestedAt(this.#mem.addressOf(handle))));
    return rows;
  }

  took(handle: number, sizeBytes: number): void {
    this.bytes += sizeBytes;
    if (this.bytes > this.peakBytes) this.peakBytes = this.bytes;
    this.#note(handle, this.started ? this.line() : 0);
  }

  gave(handle: number, sizeBytes: number): void {
    this.bytes -= sizeBytes;
    if (this.#mem.unitOf(handle) < 0) this.#others.delete(handle);
  }

  /** A resized block counts for the line that resized it. */
  resized(from: number, to: number, before: number, sizeBytes: number): void {
    this.gave(from, before);
    this.took(to, sizeBytes);
  }

  #note(handle: number, line: number): void {
    const unit = this.#mem.unitOf(handle);
    if (unit < 0) {
      if (line > 0) this.#others.set(handle, line);
      return;
    }
    if (unit >= this.#lines.length) {
      const lines = new Uint16Array(Math.max(unit + 1, 2 * this.#lines.length));
      lines.set(this.#lines);
      this.#lines = lines;
    }
    this.#lines[unit] = line;
  }
}
