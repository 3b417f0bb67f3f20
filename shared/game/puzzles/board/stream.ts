/** The stream of requests as it goes by, and where the objects lie: the part of a board that needs no heap. */
import { invariant } from '../../../base/assert.ts';
import type { Hasher } from '../../../base/hash.ts';
import type { Emit } from '../../action.ts';
import type { Plan } from './plan.ts';

export interface Stream {
  readonly plan: Plan;
  /** Address of every block of every object (plan.firstPart), 0 where it is not alive. */
  readonly addresses: Float64Array;
  /** The request at hand: index in the stream; plan.requests when all are served. */
  next: number;
}

export function hashStream(stream: Stream, hasher: Hasher): void {
  hasher.words(stream.addresses).word(stream.next);
}

/** Index of the object that the request at hand asks for, or -1 when the stream is over. */
export function requestedObject({ next, plan }: Stream): number {
  return next < plan.requests ? plan.firstRequest + next : -1;
}

/** Bytes that the request at hand asks for. Only while there is one. */
export function requestedBytes({ next, plan }: Stream): number {
  return plan.objects[plan.firstRequest + next].bytes;
}

export function isAlive(stream: Stream, object: number): boolean {
  return stream.addresses[stream.plan.objects[object].firstPart] !== 0;
}

/** Notes where a block of an object lies. */
export function settle(stream: Stream, object: number, part: number, address: number): void {
  invariant(address !== 0, `the heap has room for ${stream.plan.objects[object].name}`);
  stream.addresses[stream.plan.objects[object].firstPart + part] = address;
}

/** Addresses of the live blocks of an object. */
export function blocksOfObject(stream: Stream, object: number): number[] {
  const { firstPart, parts } = stream.plan.objects[object];
  return [...stream.addresses.subarray(firstPart, firstPart + parts.length)].filter(
    (address) => address !== 0,
  );
}

/** Frees all blocks of an object, the last one first, as a list frees its items before itself. */
export function kill(stream: Stream, object: number, free: (address: number) => void): void {
  const { firstPart, parts } = stream.plan.objects[object];
  for (let part = parts.length - 1; part >= 0; part--) {
    free(stream.addresses[firstPart + part]);
    stream.addresses[firstPart + part] = 0;
  }
}

/** The request at hand lies at `address`: who is due dies, the next request arrives. */
export function advanceStream(
  stream: Stream,
  address: number,
  emit: Emit,
  free: (address: number) => void,
): void {
  const { plan } = stream;
  settle(stream, requestedObject(stream), 0, address);
  stream.next++;
  for (const dying of plan.deaths[stream.next]) {
    if (!isAlive(stream, dying)) continue;
    emit({ type: 'objectDied', object: plan.objects[dying].name, blocks: blocksOfObject(stream, dying) });
    kill(stream, dying, free);
  }
  if (stream.next === plan.requests) {
    emit({ type: 'streamEnded' });
    return;
  }
  const { name, bytes } = plan.objects[requestedObject(stream)];
  emit({ type: 'requestArrived', request: stream.next, object: name, bytes });
}
