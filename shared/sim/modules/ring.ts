/**
 * The items of a deque in the host: a ring that grows at both ends in constant time, as CPython's list of blocks does. What blocks the
 * simulated deque has is collections.ts's business.
 */
import type { PyObject } from '../objects/header.ts';

export class Ring {
  /** A power of two of places; those in use are `length` from `head` on, round the end. */
  places: (PyObject | null)[] = new Array<PyObject | null>(4).fill(null);
  head = 0;
  length = 0;

  at(i: number): PyObject {
    return this.places[(this.head + i) & (this.places.length - 1)]!;
  }

  /** Replaces item `i`; the one before. */
  put(i: number, item: PyObject): PyObject {
    const place = (this.head + i) & (this.places.length - 1);
    const old = this.places[place]!;
    this.places[place] = item;
    return old;
  }

  push(item: PyObject): void {
    if (this.length === this.places.length) this.#resize(2 * this.length);
    this.places[(this.head + this.length++) & (this.places.length - 1)] = item;
  }

  unshift(item: PyObject): void {
    if (this.length === this.places.length) this.#resize(2 * this.length);
    this.head = (this.head - 1) & (this.places.length - 1);
    this.places[this.head] = item;
    this.length++;
  }

  /** The last item; there must be one. */
  pop(): PyObject {
    const place = (this.head + --this.length) & (this.places.length - 1);
    return this.#take(place);
  }

  /** The first item; there must be one. */
  shift(): PyObject {
    const place = this.head;
    this.head = (place + 1) & (this.places.length - 1);
    this.length--;
    return this.#take(place);
  }

  /** The items in order. */
  list(): PyObject[] {
    const items: PyObject[] = [];
    for (let i = 0; i < this.length; i++) items.push(this.at(i));
    return items;
  }

  /** Makes `items` the content. */
  set(items: readonly PyObject[]): void {
    let size = 4;
    while (size < items.length) size *= 2;
    this.places = new Array<PyObject | null>(size).fill(null);
    for (let i = 0; i < items.length; i++) this.places[i] = items[i];
    this.head = 0;
    this.length = items.length;
  }

  #take(place: number): PyObject {
    const item = this.places[place]!;
    this.places[place] = null;
    if (this.length * 4 < this.places.length && this.places.length > 16)
      this.#resize(this.places.length >> 1);
    return item;
  }

  #resize(size: number): void {
    const places = new Array<PyObject | null>(size).fill(null);
    for (let i = 0; i < this.length; i++) places[i] = this.at(i);
    this.places = places;
    this.head = 0;
  }
}
