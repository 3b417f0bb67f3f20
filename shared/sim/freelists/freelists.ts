/**
 * Layer 3: the free lists that types keep of their dead objects' blocks (CPython: the `free_list` statics of floatobject.c,
 * tupleobject.c, listobject.c, dictobject.c, ...; pycore_freelist.h from 3.13). Last in, first out; a block in a free
 * list stays allocated for pymalloc, and neither entering nor leaving one is seen by the collector's counts.
 */
import type { FreeListRules } from '../rulesets/freelists.ts';

/** Who wants to know that a block is used again (tracemalloc). */
export interface ReuseTracer {
  reused(block: number): void;
}

export class FreeList {
  tracer: ReuseTracer | null = null;
  declare readonly limit: number;
  readonly blocks: number[] = [];
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Takes the block that came last, or 0 where there is none. */
  take(): number {
    if (this.blocks.length === 0) return 0;
    const block = this.blocks.pop()!;
    if (this.tracer !== null) this.tracer.reused(block);
    return block;
  }

  /** Keeps a dead object's block if there is room; false: free it. */
  give(block: number): boolean {
    if (this.blocks.length >= this.limit) return false;
    this.blocks.push(block);
    return true;
  }
}

/** The free lists of one interpreter. */
export class FreeLists {
  declare readonly rules: FreeListRules;
  declare readonly float: FreeList;
  declare readonly int: FreeList;
  declare readonly complex: FreeList;
  /** By length, 0..tupleMaxLength (0 stays empty). */
  declare readonly tuples: readonly FreeList[];
  declare readonly list: FreeList;
  declare readonly dict: FreeList;
  declare readonly dictKeys: FreeList;
  declare readonly set: FreeList;
  declare readonly method: FreeList;
  declare readonly builtinMethod: FreeList;
  declare readonly frame: FreeList;
  declare readonly slice: FreeList;
  declare readonly listIterator: FreeList;
  declare readonly tupleIterator: FreeList;
  declare readonly range: FreeList;
  declare readonly rangeIterator: FreeList;

  constructor(rules: FreeListRules) {
    this.rules = rules;
    this.float = new FreeList(rules.float);
    this.int = new FreeList(rules.int);
    this.complex = new FreeList(rules.complex);
    const longest = Math.max(rules.tupleMaxLength, rules.tupleKeptNeverReused);
    this.tuples = Array.from(
      { length: longest + 1 },
      (_, n) => new FreeList(n === 0 ? 0 : rules.tuplePerLength),
    );
    this.list = new FreeList(rules.list);
    this.dict = new FreeList(rules.dict);
    this.dictKeys = new FreeList(rules.dictKeys);
    this.set = new FreeList(rules.set);
    this.method = new FreeList(rules.method);
    this.builtinMethod = new FreeList(rules.builtinMethod);
    this.frame = new FreeList(rules.frame);
    this.slice = new FreeList(rules.slice);
    this.listIterator = new FreeList(rules.listIterator);
    this.tupleIterator = new FreeList(rules.tupleIterator);
    this.range = new FreeList(rules.range);
    this.rangeIterator = new FreeList(rules.rangeIterator);
  }

  /** All lists, for what a full collection empties. */
  all(): FreeList[] {
    return [
      this.float,
      this.int,
      this.complex,
      ...this.tuples,
      this.list,
      this.dict,
      this.dictKeys,
      this.set,
      this.method,
      this.builtinMethod,
      this.frame,
      this.slice,
      this.listIterator,
      this.tupleIterator,
      this.range,
      this.rangeIterator,
    ];
  }
}
