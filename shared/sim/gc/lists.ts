/**
 * Doubly linked lists through the objects themselves (gc.c: gc_list_init, gc_list_move, gc_list_merge). A head is an
 * object that is in no collection; an empty list's head links to itself.
 */
import type { PyContainer } from '../objects/header.ts';

export function listIsEmpty(head: PyContainer): boolean {
  return head.gcNext === head;
}

/** Takes `o` out of the list it is in; its links then mean nothing. */
export function listUnlink(o: PyContainer): void {
  const prev = o.gcPrev!;
  const next = o.gcNext!;
  prev.gcNext = next;
  next.gcPrev = prev;
}

/** Puts `o`, which is in no list, at the end of one. */
export function listAppend(o: PyContainer, head: PyContainer): void {
  const last = head.gcPrev!;
  o.gcPrev = last;
  o.gcNext = head;
  last.gcNext = o;
  head.gcPrev = o;
}

/** Moves `o` from its list to the end of another. */
export function listMove(o: PyContainer, head: PyContainer): void {
  listUnlink(o);
  listAppend(o, head);
}

/** Moves all of `from` to the end of `to`, in order; `from` is empty afterwards. */
export function listMerge(from: PyContainer, to: PyContainer): void {
  if (from.gcNext === from) return;
  const first = from.gcNext!;
  const last = from.gcPrev!;
  const tail = to.gcPrev!;
  tail.gcNext = first;
  first.gcPrev = tail;
  last.gcNext = to;
  to.gcPrev = last;
  from.gcNext = from;
  from.gcPrev = from;
}

export function listSize(head: PyContainer): number {
  let n = 0;
  for (let o = head.gcNext!; o !== head; o = o.gcNext!) n++;
  return n;
}

/** The objects of a list in order; for inspection, not for collecting. */
export function listToArray(head: PyContainer): PyContainer[] {
  const out: PyContainer[] = [];
  for (let o = head.gcNext!; o !== head; o = o.gcNext!) out.push(o);
  return out;
}
