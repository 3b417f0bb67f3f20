/** The state of a `heap` puzzle: a heap of fixed size under the system's malloc, and the stream of requests. */
import type { Hasher } from '../../../base/hash.ts';
import { classroomHeap } from '../../../sim/os/config.ts';
import { SystemMalloc } from '../../../sim/os/malloc.ts';
import type { Metrics, Status } from '../../kind.ts';
import { hashStream, requestedBytes, type Stream, settle } from '../board/stream.ts';
import { defaultHeaderBytes, defaultUnitBytes, type HeapGoal, type HeapSetup, heapPlan } from './setup.ts';

export interface HeapState extends Stream {
  readonly goal: HeapGoal;
  readonly choosesEnd: boolean;
  readonly heap: SystemMalloc;
  moves: number;
}

export function boot(setup: HeapSetup): HeapState {
  const { start, goal } = setup;
  const { plan } = heapPlan(start);
  const { unitBytes = defaultUnitBytes, headerBytes = defaultHeaderBytes } = start;
  const heap = new SystemMalloc(classroomHeap(start.capacityBytes, { unitBytes, headerBytes }));
  const choosesEnd = start.ends !== 'low';
  const addresses = new Float64Array(plan.parts);
  const state: HeapState = { plan, addresses, next: 0, goal, choosesEnd, heap, moves: 0 };
  // First fit on an empty heap lines everything up; what stands for a gap is freed again.
  const gaps: number[] = [];
  let object = 0;
  for (const item of start.layout ?? []) {
    if ('gap' in item) gaps.push(heap.malloc(item.gap - headerBytes));
    else settle(state, object++, 0, heap.malloc(item.bytes));
  }
  for (const address of gaps) heap.free(address);
  return state;
}

export function clone(state: HeapState): HeapState {
  return { ...state, heap: state.heap.clone(), addresses: state.addresses.slice() };
}

export function hash(state: HeapState, hasher: Hasher): void {
  state.heap.hash(hasher);
  hashStream(state, hasher);
  hasher.word(state.moves);
}

export function measure({ heap, moves }: HeapState): Metrics {
  return { highWaterBytes: heap.highWaterBytes, largestHoleBytes: heap.largestGapBytes, moves };
}

export function status(state: HeapState): Status {
  const { heap, goal, plan, next } = state;
  const { highWaterBytes = Number.POSITIVE_INFINITY, largestHoleBytes = 0 } = goal;
  if (heap.highWaterBytes > highWaterBytes)
    return {
      phase: 'lost',
      reason: 'highWaterAboveGoal',
      facts: { value: heap.highWaterBytes, limit: highWaterBytes },
    };
  if (next === plan.requests) {
    if (heap.largestGapBytes >= largestHoleBytes) return { phase: 'won' };
    return {
      phase: 'lost',
      reason: 'holeBelowGoal',
      facts: { value: heap.largestGapBytes, limit: largestHoleBytes },
    };
  }
  const bytes = requestedBytes(state);
  const chunkBytes = heap.chunkBytesFor(bytes);
  const largestGapBytes = heap.largestGapBytes;
  if (chunkBytes <= largestGapBytes) return { phase: 'playing' };
  const freeBytes = heap.gapBytes;
  return { phase: 'lost', reason: 'noGapFits', facts: { bytes, chunkBytes, freeBytes, largestGapBytes } };
}

/** A gap or a live chunk, by its distance from the start of the heap. */
export interface Chunk {
  readonly offset: number;
  readonly bytes: number;
  readonly live: boolean;
}

/** The whole heap from its low end. */
export function chunks(heap: SystemMalloc): Chunk[] {
  const found: Chunk[] = [];
  heap.forEachChunk((address, bytes, state) => {
    found.push({ offset: address - heap.baseAddress, bytes, live: state === 'live' });
  });
  return found;
}
