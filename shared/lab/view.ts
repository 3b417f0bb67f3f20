/** The view of one moment: frames and names, objects, memory, generations, profile. Made while the machine stands still. */

import { SLOT } from '../sim/compile/code.ts';
import { OPCODES } from '../sim/compile/opcodes.ts';
import type { Frame } from '../sim/interp/frame.ts';
import { lineOf } from '../sim/interp/frame.ts';
import { K, type PyContainer, type PyObject } from '../sim/objects/header.ts';
import type { Runtime } from '../sim/objects/runtime.ts';
import { dictEntries } from '../sim/objects/types/dict.ts';
import { mallocStatsText } from '../sim/pymalloc/mallocstats.ts';
import { Census } from './census.ts';
import { memoryOf } from './memory.ts';
import type { LabEdge, LabFrame, LabName, LabObject, LabView } from './model.ts';
import {
  addressOf,
  blocksOf,
  isAtom,
  refcountOf,
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
  const gathered = new Gatherer(rt, generations);
  const shown = frames.map((frame) => gathered.frame(frame, frame === inner));
  const garbage = unreachableObjects(rt, generations);
  for (const o of garbage) gathered.add(o);
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
    memory: memoryOf(debuggee, census, gathered.found),
    generations: generations.map((list, i) => ({
      count: counts[i],
      threshold: thresholds[i],
      objects: list.length,
    })),
    collectorEnabled: gc.enabled,
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
  };
}

function comingLine(frame: Frame, innermost: boolean): number {
  if (!innermost) return lineOf(frame);
  const { lines } = frame.code.source;
  for (let pc = frame.pc; pc >= 0; pc--) if (lines[pc] > 0) return lines[pc];
  return frame.code.source.firstlineno;
}

/** Walks from the names outwards, breadth first, and remembers what it met. */
class Gatherer {
  readonly found: Set<PyObject> = new Set();
  hidden = 0;
  readonly #rt: Runtime;
  readonly #generation = new Map<PyObject, number>();

  constructor(rt: Runtime, generations: readonly (readonly PyContainer[])[]) {
    this.#rt = rt;
    generations.forEach((list, i) => {
      for (const o of list) this.#generation.set(o, i);
    });
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
    const stack: number[] = [];
    if (own) {
      for (const [name, o] of this.#namesOf(frame)) {
        this.add(o);
        names.push({ name, to: addressOf(this.#rt, o), changed: false });
      }
      for (let i = frame.code.slots; i < frame.sp; i++) {
        const o = frame.s[i];
        if (o == null) continue;
        this.add(o);
        stack.push(addressOf(this.#rt, o));
      }
    }
    return {
      name: source.name === '<module>' ? '__main__' : String(frame.code.qualname.v),
      line: comingLine(frame, innermost),
      own,
      names,
      stack,
    };
  }

  /** Names of a frame with what they are bound to; a module's dunders are not the program's. */
  #namesOf(frame: Frame): [string, PyObject][] {
    const rt = this.#rt;
    const source = frame.code.source;
    if (frame.locals !== null) {
      const dict = frame.locals;
      if (dict.type.kind !== K.DICT) return [];
      return dictEntries(rt, dict)
        .filter(([key]) => !/^__\w+__$/.test(String(key.v)))
        .map(([key, value]) => [String(key.v), value]);
    }
    if (source.name === '<module>')
      return dictEntries(rt, frame.globals)
        .filter(([key]) => !/^__\w+__$/.test(String(key.v)))
        .map(([key, value]) => [String(key.v), value]);
    const names: [string, PyObject][] = [];
    for (let i = 0; i < frame.code.slots; i++) {
      let o = frame.s[i];
      if (o !== null && (source.slotKinds[i] & (SLOT.CELL | SLOT.FREE)) !== 0 && o.type === rt.cellType)
        o = o.v as PyObject | null;
      if (o !== null) names.push([source.localsplus[i], o]);
    }
    return names;
  }

  /** Follows references from what was added; the records of all. */
  objects(garbage: ReadonlySet<PyObject>): LabObject[] {
    const rt = this.#rt;
    const records: LabObject[] = [];
    for (const o of this.found) {
      const { shown, more } = referencesOf(rt, o, MAX_EDGES);
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
        ...refcountOf(o),
        isStatic: rt.mem.isStatic(o.addr),
        generation: this.#generation.get(o) ?? -1,
        atom: isAtom(rt, o),
        unreachable: garbage.has(o),
        edges,
        moreEdges: more,
        blocks,
      });
    }
    return records;
  }
}
