/**
 * What the Lab shows of one moment of a run: plain records that cross a worker's border. An object is named by its address
 * (`id()`), which is stable while it lives. Sizes are bytes, addresses are simulated.
 */

/** The silhouettes of the board; what has none of its own is an instance. */
export type ObjectShape =
  | 'int'
  | 'float'
  | 'str'
  | 'bytes'
  | 'tuple'
  | 'list'
  | 'dict'
  | 'set'
  | 'instance'
  | 'function'
  | 'class'
  | 'weakref'
  | 'exception'
  | 'frame'
  | 'none';

export type LabEdge = {
  /** Which part of the object refers: `[0]`, `.name`, `'key'`; empty where parts have no names. */
  readonly label: string;
  readonly to: number;
  readonly kind: 'strong' | 'weak';
};

/** A block that an object owns. */
export type LabBlock = {
  readonly address: number;
  readonly sizeBytes: number;
  readonly role: 'object' | 'items' | 'keys' | 'values' | 'table' | 'buffer';
};

export type LabObject = {
  readonly id: number;
  readonly type: string;
  readonly shape: ObjectShape;
  /** A short text of the value; never made by the program's own code. */
  readonly value: string;
  /** All blocks together; for an object in static storage its own size alone. */
  readonly sizeBytes: number;
  readonly refcount: number;
  readonly immortal: boolean;
  /** In the interpreter's static storage: not on the heap. */
  readonly isStatic: boolean;
  /** The collector's generation, or -1 where the object is not tracked. */
  readonly generation: number;
  /** An atom (number, text, None, ...): small enough to be written where it is referred to. */
  readonly atom: boolean;
  /** No name leads to it any more: it waits for the collector. */
  readonly unreachable: boolean;
  readonly edges: readonly LabEdge[];
  /** Further references that are not listed. */
  readonly moreEdges: number;
  /** What those lead to, by type, the most frequent first; empty where there are too many to count. */
  readonly moreTypes: readonly LabPile[];
  readonly blocks: readonly LabBlock[];
  /** The line of the program that asked for its first block, 0 where it was there before or is no block of the heap. */
  readonly line: number;
};

/** Objects of one type that are not shown one by one. */
export type LabPile = { readonly type: string; readonly shape: ObjectShape; readonly count: number };

export type LabName = {
  readonly name: string;
  readonly to: number;
  /** Rebound or new since the moment before. */
  readonly changed: boolean;
  /** A parameter that its caller lent without counting (3.14+: LOAD_FAST_BORROW). */
  readonly borrowed: boolean;
};

/** An entry of an evaluation stack. */
export type LabStackEntry = {
  readonly to: number;
  /** Pushed without being counted (3.14+: LOAD_FAST_BORROW). */
  readonly borrowed: boolean;
};

export type LabFrame = {
  readonly name: string;
  readonly line: number;
  /** Of the program's own file; frames of the library are shown by name alone. */
  readonly own: boolean;
  /** What runs in it: the program itself, a class's body, or a call. */
  readonly kind: 'module' | 'class' | 'call';
  readonly names: readonly LabName[];
  /** The evaluation stack, bottom first. */
  readonly stack: readonly LabStackEntry[];
};

/** Values of `LabPool.cells` and `LabChunk.cell` below the shapes; `shown` is added for blocks of the program's own lines. */
export const CELL = { uncarved: 0, free: 1, interpreter: 2, nameless: 3, firstShape: 4, own: 128 } as const;

export type LabPool = {
  readonly index: number;
  readonly address: number;
  readonly state: 'untouched' | 'free' | 'used' | 'full';
  readonly szidx: number;
  readonly blockBytes: number;
  readonly count: number;
  readonly capacity: number;
  /** Positions of the linked free blocks, the next to be handed out first. */
  readonly freeThread: readonly number[];
  /** What each block is: see CELL; from `firstShape` on the index into `LabMemory.shapes`. */
  readonly cells: Uint8Array;
  /** Bytes asked for by each live block, 0 for the others. */
  readonly requested: Uint16Array;
  /** Bytes asked for by the live blocks together. */
  readonly requestedBytes: number;
};

export type LabArena = {
  readonly arena: number;
  readonly address: number;
  readonly sizeBytes: number;
  readonly freePools: number;
  readonly pools: readonly LabPool[];
};

/** A piece of the system's heap, or a mapping of its own. */
export type LabChunk = {
  /** Where the chunk begins, its header included. */
  readonly address: number;
  readonly sizeBytes: number;
  readonly state: 'live' | 'free' | 'top';
  /** -1 where it is not live. */
  readonly requestedBytes: number;
  /** As in pools. */
  readonly cell: number;
  /** The object it belongs to, 0 where it belongs to none that is known. */
  readonly owner: number;
  readonly type: string;
  readonly role: LabBlock['role'];
};

export type LabMemory = {
  readonly shapes: readonly ObjectShape[];
  readonly poolSize: number;
  readonly poolHeaderBytes: number;
  readonly arenas: readonly LabArena[];
  /** The heap of the system's malloc in the order of addresses, without what is beyond the last chunk that is listed. */
  readonly heap: readonly LabChunk[];
  /** Blocks so large that they are mappings of their own. */
  readonly mappings: readonly LabChunk[];
  readonly roundingBytes: number;
  readonly mappedBytes: number;
};

export type LabGeneration = {
  readonly count: number;
  readonly threshold: number;
  readonly objects: number;
};

export type LabTypeRow = {
  readonly type: string;
  readonly count: number;
  readonly bytes: number;
  /** Compared with the moment before the program's first instruction. */
  readonly newCount: number;
  readonly newBytes: number;
};

/** What the step that led to a moment did to the objects that are shown. */
export type LabChanges = {
  /** Made in this step. */
  readonly born: readonly number[];
  /** Objects whose count changed, with the count before. */
  readonly recounted: readonly (readonly [id: number, before: number])[];
  /** Gone, as they were before the step; atoms left out. */
  readonly died: readonly LabObject[];
  /** Objects that refer to something else now, with what their listed references led to before. */
  readonly edges: readonly { readonly id: number; readonly to: readonly number[] }[];
  /** Addresses of pools in which blocks came, went or changed hands, and of arenas that are new. */
  readonly pools: readonly number[];
  readonly arenas: readonly number[];
};

export type LabView = {
  readonly instruction: number;
  /** The line that comes next, 0 at the end. */
  readonly line: number;
  /** Offsets into the source of what the coming instruction computes; -1 where that is unknown. */
  readonly span: readonly [number, number];
  readonly opcode: string;
  readonly frames: readonly LabFrame[];
  readonly objects: readonly LabObject[];
  /** Objects that were left out of `objects`. */
  readonly hiddenObjects: number;
  readonly memory: LabMemory;
  readonly generations: readonly LabGeneration[];
  readonly collectorEnabled: boolean;
  /** In the middle of a collection: a finaliser or a callback of it runs. */
  readonly collecting: boolean;
  readonly byType: readonly LabTypeRow[];
  readonly byLine: readonly { readonly line: number; readonly bytes: number; readonly blocks: number }[];
  readonly currentBytes: number;
  readonly peakBytes: number;
  readonly mallocStats: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly changes: LabChanges;
};
