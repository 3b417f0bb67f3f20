/** The view of one moment: frames and names, objects, memory, generations, profile. Made while the machine stands still. */

import { SLOT } from '../sim/compile/code.ts';
import { OPCODES } from '../sim/compile/opcodes.ts';
import { borrowedSlots } from '../sim/interp/borrowed.ts';
import type { Frame } from '../sim/interp/frame.ts';
import { lineOf } from '../sim/interp/frame.ts';
import { isLeftByImport } from '../sim/interp/import-counts.ts';
import { IMMORTAL, K, type PyContainer, type PyObject } from '../sim/objects/header.ts';
import type { Runtime } from '../sim/objects/runtime.ts';
import { dictEntries } from '../sim/objects/types/dict-entries.ts';
import { mallocStatsText } from '../sim/pymalloc/mallocstats.ts';
import { Census } from './census.ts';
import { noChanges } from './changes.ts';
import { memoryOf } from './memory.ts';
import type { LabEdge, LabFrame, LabName, LabObject, LabStackEntry, LabView } from './model.ts';
import {
  addressOf,
  blocksOf,
  countOf,
  isAtom,
  referencesOf,
  shapeOf,
  staticBytes,
  typeName,
  valueText,
} from './objects.ts';
import { PROGRAM_FILE, type Process } from './process.ts';
import { framesOf, generationsOf, unreachableObjects } from './reach.ts';

/** Objects that a view holds at most; the rest is counted. */
const MAX_OBJECTS = 600;
/** References that are listed for one object. */
const MAX_EDGES = 40;

/** What was there before the program: by type, to show what it added. */
export type Baseline = ReadonlyMap<string, { readonly count: number; readonly bytes: number }>;

/** Objects by type, counted over the whole heap. */
export function baselineOf(debuggee: Process): Baseline {
  const census = new Census(debuggee.rt, generationsOf(debuggee.rt));
  return census.byType();
}

/** Makes the view. `atEnd`: no line comes any more. `before`: what was there at the program's start. */
export function viewOf(debuggee: Process, before: Baseline, atEnd: boolean): LabView {
  const { rt } = debuggee;
  const generations = generationsOf(rt);
  const frames = framesOf(rt);
  const inner = frames[frames.length - 1];
  const gathered = new Gatherer(debuggee, generations);
  const shown = frames.map((frame) => gathered.frame(frame, frame === inner));
  const garbage = unreachableObjects(rt, generations);
  for (const o of garbage) if (!isLeftByImport(o)) gathered.add(o);
  const objects = gathered.objects(garbage);
  const census = new Census(rt, generations, gathered.found);
  const byType = [...census.byType()].map(([type, row]) => {
    const was = before.get(type) ?? { count: 0, bytes: 0 };
    return { type, ...row, newCount: row.count - was.count, newBytes: row.bytes - was.bytes };
  });
  byType.sort((a, b) => b.newBytes - a.newBytes || b.bytes - a.bytes);
  const { gc } = rt;
  const counts = [gc.count0, gc.count1, gc.count2];
  const thresholds = [gc.threshold0, gc.threshold1, gc.threshold2];
  const word = inner === undefined ? 0 : inner.code.words[inner.pc];
  const spans = inner?.code.source.spans;
  const own = [...frames].reverse().find((f) => f.code.source.filename === PROGRAM_FILE);
  return {
    instruction: debuggee.instruction,
    line: atEnd || own === undefined ? 0 : comingLine(own, own === inner),
    span:
      spans === undefined || inner.code.source.filename !== PROGRAM_FILE
        ? [-1, -1]
        : [spans[2 * inner.pc], spans[2 * inner.pc + 1]],
    opcode: atEnd ? '' : (OPCODES[word & 255]?.name ?? ''),
    frames: atEnd ? shown.map((frame) => ({ ...frame, line: 0, stack: [] })) : shown,
    objects,
    hiddenObjects: gathered.hidden,
    memory: memoryOf(debuggee, census),
    generations: generations.map((list, i) => ({
      count: counts[i],
      threshold: thresholds[i],
      objects: list.length,
    })),
    collectorEnabled: gc.enabled,
    collecting: gc.collecting,
    byType: byType.filter((row) => row.newCount !== 0 || row.newBytes !== 0).slice(0, 40),
    byLine: [...debuggee.byLine]
      .filter(([, row]) => row.blocks > 0)
      .map(([line, row]) => ({ line, ...row }))
      .sort((a, b) => a.line - b.line),
    currentBytes: debuggee.currentBytes - debuggee.startBytes,
    peakBytes: debuggee.peakBytes - debuggee.startBytes,
    mallocStats: mallocStatsText(debuggee.heap),
    stdout: rt.output.join(''),
    stderr: rt.errorOutput.join(''),
    changes: noChanges,
  };
}

function comingLine(frame: Frame, innermost: boolean): number {
  if (!innermost) return lineOf(frame);
  const { lines } = frame.code.source;
  for (let pc = frame.pc; pc >= 0; pc--) if (lines[pc] > 0) return lines[pc];
  return frame.code.source.firstlineno;
}

/** A name of a frame with what it is bound to, and the slot that holds it (-1: a dict does). */
export type FrameName = { readonly name: string; readonly o: PyObject; readonly slot: number };

/** The names of a frame; a module's dunders are not the program's. */
export function namesOfFrame(rt: Runtime, frame: Frame): FrameName[] {
  const source = frame.code.source;
  const dict = frame.locals ?? (source.name === '<module>' ? frame.globals : null);
  if (dict !== null) {
    if (dict.type.kind !== K.DICT) return [];
    return dictEntries(rt, dict)
      .filter(([key]) => !/^__\w+__$/.test(String(key.v)))
      .map(([key, o]) => ({ name: String(key.v), o, slot: -1 }));
  }
  const names: FrameName[] = [];
  for (let slot = 0; slot < frame.code.slots; slot++) {
    let o = frame.s[slot];
    if (o !== null && (source.slotKinds[slot] & (SLOT.CELL | SLOT.FREE)) !== 0 && o.type === rt.cellType)
      o = o.v as PyObject | null;
    if (o !== null) names.push({ name: source.localsplus[slot], o, slot });
  }
  return names;
}

/** Walks from the names outwards, breadth first, and remembers what it met. */
class Gatherer {
  readonly found: Set<PyObject> = new Set();
  hidden = 0;
  readonly #debuggee: Process;
  readonly #rt: Runtime;
  readonly #generations: readonly (readonly PyContainer[])[];
  /** Indexes into a frame's slots that hold a reference without counting it. */
  readonly #borrowed = new Map<Frame, Set<number>>();
  /** How many of the references that our machine counts CPython does not. */
  readonly #uncounted = new Map<PyObject, number>();

  constructor(debuggee: Process, generations: readonly (readonly PyContainer[])[]) {
    this.#debuggee = debuggee;
    this.#rt = debuggee.rt;
    borrowedSlots(debuggee.rt, (frame, slot) => {
      const slots = this.#borrowed.get(frame) ?? new Set();
      this.#borrowed.set(frame, slots.add(slot));
      const o = frame.s[slot]!;
      this.#uncounted.set(o, (this.#uncounted.get(o) ?? 0) + 1);
    });
    this.#generations = generations;
  }

  add(o: PyObject): void {
    if (this.found.has(o)) return;
    if (this.found.size >= MAX_OBJECTS) this.hidden++;
    else this.found.add(o);
  }

  frame(frame: Frame, innermost: boolean): LabFrame {
    const source = frame.code.source;
    const own = source.filename === PROGRAM_FILE;
    const names: LabName[] = [];
    const stack: LabStackEntry[] = [];
    const borrowed = this.#borrowed.get(frame);
    if (own) {
      for (const { name, o, slot } of namesOfFrame(this.#rt, frame)) {
        this.add(o);
        names.push({
          name,
          to: addressOf(this.#rt, o),
          changed: false,
          borrowed: borrowed?.has(slot) ?? false,
        });
      }
      for (let i = frame.code.slots; i < frame.sp; i++) {
        const o = frame.s[i];
        if (o == null) continue;
        this.add(o);
        stack.push({ to: addressOf(this.#rt, o), borrowed: borrowed?.has(i) ?? false });
      }
    }
    return {
      name: source.name === '<module>' ? '__main__' : String(frame.code.qualname.v),
      line: comingLine(frame, innermost),
      own,
      kind: source.name === '<module>' ? 'module' : frame.locals !== null ? 'class' : 'call',
      names,
      stack,
    };
  }

  /** Follows references from what was added; the records of all. */
  objects(garbage: ReadonlySet<PyObject>): LabObject[] {
    const rt = this.#rt;
    const records: LabObject[] = [];
    const made: PyObject[] = [];
    // What is found on the way is gone through as well.
    for (const o of this.found) {
      made.push(o);
      const { shown, more, moreTypes } = referencesOf(rt, o, MAX_EDGES);
      const edges: LabEdge[] = [];
      for (const reference of shown) {
        if (!reference.weak) this.add(reference.to);
        edges.push({
          label: reference.label,
          to: addressOf(rt, reference.to),
          kind: reference.weak ? 'weak' : 'strong',
        });
      }
      const blocks = blocksOf(rt, o);
      records.push({
        id: addressOf(rt, o),
        type: typeName(o),
        shape: shapeOf(rt, o),
        value: valueText(rt, o),
        sizeBytes: blocks.reduce((n, block) => n + block.sizeBytes, 0) || staticBytes(rt, o),
        refcount: countOf(rt, o, this.#uncounted.get(o) ?? 0),
        immortal: o.refcnt >= IMMORTAL,
        isStatic: rt.mem.isStatic(o.addr),
        generation: -1,
        atom: isAtom(rt, o),
        unreachable: garbage.has(o),
        edges,
        moreEdges: more,
        moreTypes,
        blocks,
        line: this.#lineOf(blocks),
      });
    }
    const generation = this.#generationsOf(this.found);
    return records.map((record, i) => ({ ...record, generation: generation.get(made[i]) ?? -1 }));
  }

  /** The line that made an object: that of its first block which the program took. Others were waiting in a free list since the start. */
  #lineOf(blocks: readonly { readonly address: number }[]): number {
    for (const { address } of blocks) {
      const line = this.#debuggee.lineOfBlock(address);
      if (line !== undefined && line > 0) return line;
    }
    return 0;
  }

  /** The generations of the objects that are shown; asked once they are known, for there are few of them among many. */
  #generationsOf(shown: ReadonlySet<PyObject>): Map<PyObject, number> {
    const found = new Map<PyObject, number>();
    this.#generations.forEach((list, i) => {
      for (const o of list) if (shown.has(o)) found.set(o, i);
    });
    return found;
  }
}
