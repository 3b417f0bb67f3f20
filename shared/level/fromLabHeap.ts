/** The system's heap of a moment as the layout of a level: spans and gaps, what belongs to the interpreter put together. */
import type { HeapStart } from '../game/puzzles/heap/setup.ts';
import { CELL, type LabChunk, type LabMemory } from '../lab/model.ts';
import { Namer, typeOf } from './fromLabRequests.ts';

type Item = NonNullable<HeapStart['layout']>[number];

/** glibc: a chunk is the request and a header of 8 bytes, rounded up to 16. */
const UNIT = 16;
const HEADER = 8;
/** The schema's own limits. */
const MAX_ITEMS = 64;
const MAX_BYTES = 1 << 20;

/** The layout, and a heap long enough for the requests behind it. */
export function heapParts(
  memory: LabMemory,
  requests: readonly { readonly bytes: number; readonly name: string }[],
): { layout: Item[]; capacityBytes: number } {
  const used = memory.heap.filter(({ state }) => state !== 'top');
  const layout = itemsOf(used, memory.shapes, new Namer(requests.map(({ name }) => name)));
  const taken = layout.reduce((sum, item) => sum + ('gap' in item ? item.gap : chunk(item.bytes)), 0);
  const asked = requests.reduce((sum, { bytes }) => sum + chunk(bytes), 0);
  return { layout, capacityBytes: Math.min(MAX_BYTES, taken + asked) };
}

function chunk(bytes: number): number {
  return Math.ceil((bytes + HEADER) / UNIT) * UNIT;
}

function itemsOf(chunks: readonly LabChunk[], shapes: LabMemory['shapes'], names: Namer): Item[] {
  const items: Item[] = [];
  let strange = 0;
  const flush = (): void => {
    if (strange > HEADER) items.push({ name: names.next('py'), type: 'frame', bytes: strange - HEADER });
    strange = 0;
  };
  for (const one of chunks) {
    if (items.length >= MAX_ITEMS - 2) break;
    if (one.state === 'live' && one.cell < CELL.own) {
      strange += one.sizeBytes;
      continue;
    }
    flush();
    if (one.state === 'free') items.push({ gap: one.sizeBytes });
    else {
      const shape = shapes[one.cell - CELL.own - CELL.firstShape] ?? 'frame';
      items.push({ name: names.next(nameOf(one)), type: typeOf(shape), bytes: one.sizeBytes - HEADER });
    }
  }
  flush();
  // What is behind the last span is free anyway.
  while (items.length > 0 && 'gap' in items[items.length - 1]) items.pop();
  return items;
}

function nameOf({ type, role }: LabChunk): string {
  const name = type === '' ? 'block' : type;
  return role === 'object' ? name : `${name}.${role}`;
}
