/** What solvers ask of the kind `heap`: legal moves, the classic fits, bounds, and which heaps are as good as equal. */
import type { Fit } from '../../../sim/os/config.ts';
import type { Action } from '../../action.ts';
import type { Metrics } from '../../kind.ts';
import { requestedBytes } from '../board/stream.ts';
import { chunks, type HeapState } from './state.ts';

/** Gaps from the low end of the heap to the high one, the low end of each before its high end. */
export function moves(state: HeapState): Action[] {
  const need = state.heap.chunkBytesFor(requestedBytes(state));
  const ends = state.choosesEnd ? (['low', 'high'] as const) : (['low'] as const);
  return chunks(state.heap)
    .filter((chunk) => !chunk.live && chunk.bytes >= need)
    .flatMap(({ offset }) => ends.map((end) => ({ type: 'placeSpan', gap: offset, end })));
}

/** In a gap that is filled exactly both ends are the same; and where the goal is out of reach, no move is worth it. */
export function worthwhileMoves(state: HeapState): Action[] {
  const { goal } = state;
  const { highWaterBytes, largestHoleBytes } = bound(state);
  if (goal.highWaterBytes !== undefined && highWaterBytes > goal.highWaterBytes) return [];
  if (goal.largestHoleBytes !== undefined && largestHoleBytes < goal.largestHoleBytes) return [];
  const need = state.heap.chunkBytesFor(requestedBytes(state));
  const exact = new Set(chunks(state.heap).flatMap(({ offset, bytes }) => (bytes === need ? [offset] : [])));
  return moves(state).filter((move) => move.end === 'low' || !exact.has(move.gap as number));
}

/** The next move of malloc with that fit, or null where nothing fits. */
export function byFit(state: HeapState, fit: Fit): Action | null {
  const gap = state.heap.findGap(requestedBytes(state), fit);
  return gap === 0 ? null : { type: 'placeSpan', gap: gap - state.heap.baseAddress, end: 'low' };
}

/** Worst fit takes the longest gap, the lowest of equals. */
export function worstFit(state: HeapState): Action | null {
  const longest = state.heap.largestGapBytes;
  if (longest < state.heap.chunkBytesFor(requestedBytes(state))) return null;
  const gap = chunks(state.heap).find((chunk) => !chunk.live && chunk.bytes === longest);
  return gap ? { type: 'placeSpan', gap: gap.offset, end: 'low' } : null;
}

/**
 * No way to go on gets better than this: at every moment to come what lives then has to lie somewhere, and what lives
 * now and never dies stays where it is.
 */
export function bound(state: HeapState): Metrics {
  const { heap, plan, next, addresses } = state;
  let highWaterBytes = heap.highWaterBytes;
  for (let index = next; index <= plan.requests; index++) {
    let live = 0;
    for (const { request, dies, bytes, firstPart } of plan.objects) {
      const there = request === null || request < next ? addresses[firstPart] !== 0 : request <= index;
      if (there && (dies === null || dies > index)) live += heap.chunkBytesFor(bytes);
    }
    highWaterBytes = Math.max(highWaterBytes, live);
  }
  const staying = new Set<number>();
  let unplaced = 0;
  for (const { request, dies, bytes, firstPart } of plan.objects) {
    if (dies !== null) continue;
    if (addresses[firstPart] !== 0) staying.add(chunkOffset(state, addresses[firstPart]));
    else if (request !== null && request >= next) unplaced += heap.chunkBytesFor(bytes);
  }
  let longest = 0;
  let room = 0;
  let run = 0;
  for (const { offset, bytes, live } of chunks(heap)) {
    if (live && staying.has(offset)) {
      longest = Math.max(longest, run);
      run = 0;
    } else {
      run += bytes;
      room += bytes;
    }
  }
  const largestHoleBytes = Math.min(Math.max(longest, run), room - unplaced);
  return { highWaterBytes, largestHoleBytes, moves: state.moves + plan.requests - next };
}

/** Lengths from the low end on, gaps as they are, live chunks with the moment of their death. */
export function canonicalKey(state: HeapState): string {
  const { plan, addresses, heap } = state;
  const deaths = new Map<number, number>();
  for (const { firstPart, dies } of plan.objects)
    if (addresses[firstPart] !== 0) deaths.set(chunkOffset(state, addresses[firstPart]), dies ?? 0);
  const cells = chunks(heap).map(({ offset, bytes, live }) =>
    live ? `${bytes}:${deaths.get(offset)}` : bytes,
  );
  return `${state.next}|${cells.join(' ')}`;
}

/** Where the chunk of a live block starts, from the start of the heap. */
export function chunkOffset({ heap }: HeapState, address: number): number {
  return address - heap.config.pointerOffsetBytes - heap.baseAddress;
}
