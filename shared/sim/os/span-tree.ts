/**
 * The free spans of a linear space (pages or heap units), searchable by place and by size in logarithmic time.
 *
 * Two treaps share one table of nodes: one ordered by start, where each node knows the longest span below
 * it (first fit and next fit), and one ordered by size, then start (best fit). Priorities are a hash of the
 * start, so equal sequences of calls give equal trees. Coordinates are integers from 0 to 2**31 - 1.
 */
import type { Hasher } from '../../base/hash.ts';

const START = 0;
const SIZE = 1;
const LEFT = 2;
const RIGHT = 3;
const LONGEST = 4;
const SMALLER = 5;
const LARGER = 6;
const STRIDE = 8;

/** What an empty tree has; never written to. */
const NO_NODES = new Int32Array(0);

export class SpanTree {
  #nodes = NO_NODES;
  #byStart = 0;
  #bySize = 0;
  /** Node numbers handed out so far; number 0 means "none". */
  #top = 1;
  #unused = 0;
  /** Free spans in the tree. */
  count = 0;

  clone(): SpanTree {
    const copy = new SpanTree();
    if (this.count === 0) return copy;
    copy.#nodes = this.#nodes.slice(0, this.#top * STRIDE);
    copy.#byStart = this.#byStart;
    copy.#bySize = this.#bySize;
    copy.#top = this.#top;
    copy.#unused = this.#unused;
    copy.count = this.count;
    return copy;
  }

  /** Adds the span [start, start + size). It must not overlap or touch another one (the caller coalesces). */
  insert(start: number, size: number): void {
    const node = this.#newNode();
    const n = this.#nodes;
    const at = node * STRIDE;
    n[at + START] = start;
    n[at + SIZE] = size;
    n[at + LONGEST] = size;
    n[at + LEFT] = n[at + RIGHT] = n[at + SMALLER] = n[at + LARGER] = 0;
    this.#byStart = this.#insertByStart(this.#byStart, node);
    this.#bySize = this.#insertBySize(this.#bySize, node);
    this.count++;
  }

  /** Removes the span that starts at `start` and returns its size, or -1 where there is none. */
  remove(start: number): number {
    const node = this.#find(start);
    if (node === 0) return -1;
    const size = this.#nodes[node * STRIDE + SIZE];
    this.#byStart = this.#removeByStart(this.#byStart, start);
    this.#bySize = this.#removeBySize(this.#bySize, size, start);
    this.#nodes[node * STRIDE + LEFT] = this.#unused;
    this.#unused = node;
    this.count--;
    return size;
  }

  /** The size of the span that starts at `start`, or -1. */
  sizeAt(start: number): number {
    const node = this.#find(start);
    return node === 0 ? -1 : this.#nodes[node * STRIDE + SIZE];
  }

  /** The start of the last span that starts at or before `place`, or -1. */
  atOrBefore(place: number): number {
    const n = this.#nodes;
    let found = -1;
    for (let node = this.#byStart; node !== 0; ) {
      const start = n[node * STRIDE + START];
      if (start <= place) {
        found = start;
        node = n[node * STRIDE + RIGHT];
      } else node = n[node * STRIDE + LEFT];
    }
    return found;
  }

  /** The start of the first span at or after `from` that is at least `size` long, or -1. */
  firstFit(size: number, from = 0): number {
    return this.#firstFit(this.#byStart, size, from);
  }

  /** The start of the shortest span that is at least `size` long (the first of equals), or -1. */
  bestFit(size: number): number {
    const n = this.#nodes;
    let found = -1;
    for (let node = this.#bySize; node !== 0; ) {
      const at = node * STRIDE;
      if (n[at + SIZE] >= size) {
        found = n[at + START];
        node = n[at + SMALLER];
      } else node = n[at + LARGER];
    }
    return found;
  }

  /** The length of the longest span; 0 where there is none. */
  longest(): number {
    return this.#byStart === 0 ? 0 : this.#nodes[this.#byStart * STRIDE + LONGEST];
  }

  /** Calls `visit` for each span in ascending order of start. */
  forEach(visit: (start: number, size: number) => void): void {
    this.#walk(this.#byStart, visit);
  }

  get footprintBytes(): number {
    return this.#nodes.byteLength;
  }

  /** Takes in the spans in order; the shape of the tree does not count. */
  hash(hasher: Hasher): Hasher {
    this.forEach((start, size) => {
      hasher.word(start).word(size);
    });
    return hasher.word(this.count);
  }

  #walk(node: number, visit: (start: number, size: number) => void): void {
    if (node === 0) return;
    const at = node * STRIDE;
    this.#walk(this.#nodes[at + LEFT], visit);
    visit(this.#nodes[at + START], this.#nodes[at + SIZE]);
    this.#walk(this.#nodes[at + RIGHT], visit);
  }

  #newNode(): number {
    if (this.#unused !== 0) {
      const node = this.#unused;
      this.#unused = this.#nodes[node * STRIDE + LEFT];
      return node;
    }
    if ((this.#top + 1) * STRIDE > this.#nodes.length) {
      const grown = new Int32Array(Math.max(4 * STRIDE, this.#nodes.length * 2));
      grown.set(this.#nodes);
      this.#nodes = grown;
    }
    return this.#top++;
  }

  #find(start: number): number {
    const n = this.#nodes;
    let node = this.#byStart;
    while (node !== 0) {
      const here = n[node * STRIDE + START];
      if (here === start) return node;
      node = n[node * STRIDE + (start < here ? LEFT : RIGHT)];
    }
    return 0;
  }

  #firstFit(node: number, size: number, from: number): number {
    if (node === 0) return -1;
    const n = this.#nodes;
    const at = node * STRIDE;
    if (n[at + LONGEST] < size) return -1;
    if (n[at + START] >= from) {
      const left = this.#firstFit(n[at + LEFT], size, from);
      if (left !== -1) return left;
      if (n[at + SIZE] >= size) return n[at + START];
    }
    return this.#firstFit(n[at + RIGHT], size, from);
  }

  #priority(node: number): number {
    let h = Math.imul(this.#nodes[node * STRIDE + START] + 0x9e3779b9, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  }

  #refresh(node: number): void {
    const n = this.#nodes;
    const at = node * STRIDE;
    let longest = n[at + SIZE];
    const left = n[at + LEFT];
    const right = n[at + RIGHT];
    if (left !== 0 && n[left * STRIDE + LONGEST] > longest) longest = n[left * STRIDE + LONGEST];
    if (right !== 0 && n[right * STRIDE + LONGEST] > longest) longest = n[right * STRIDE + LONGEST];
    n[at + LONGEST] = longest;
  }

  #insertByStart(root: number, node: number): number {
    if (root === 0) return node;
    const n = this.#nodes;
    const at = root * STRIDE;
    const side = n[node * STRIDE + START] < n[at + START] ? LEFT : RIGHT;
    const child = this.#insertByStart(n[at + side], node);
    n[at + side] = child;
    if (this.#priority(child) > this.#priority(root)) {
      const other = side === LEFT ? RIGHT : LEFT;
      n[at + side] = n[child * STRIDE + other];
      n[child * STRIDE + other] = root;
      this.#refresh(root);
      this.#refresh(child);
      return child;
    }
    this.#refresh(root);
    return root;
  }

  #removeByStart(root: number, start: number): number {
    const n = this.#nodes;
    const at = root * STRIDE;
    const here = n[at + START];
    if (here === start) return this.#mergeByStart(n[at + LEFT], n[at + RIGHT]);
    const side = start < here ? LEFT : RIGHT;
    n[at + side] = this.#removeByStart(n[at + side], start);
    this.#refresh(root);
    return root;
  }

  #mergeByStart(left: number, right: number): number {
    if (left === 0) return right;
    if (right === 0) return left;
    const n = this.#nodes;
    if (this.#priority(left) > this.#priority(right)) {
      n[left * STRIDE + RIGHT] = this.#mergeByStart(n[left * STRIDE + RIGHT], right);
      this.#refresh(left);
      return left;
    }
    n[right * STRIDE + LEFT] = this.#mergeByStart(left, n[right * STRIDE + LEFT]);
    this.#refresh(right);
    return right;
  }

  #insertBySize(root: number, node: number): number {
    if (root === 0) return node;
    const n = this.#nodes;
    const at = root * STRIDE;
    const size = n[node * STRIDE + SIZE];
    const first = size < n[at + SIZE] || (size === n[at + SIZE] && n[node * STRIDE + START] < n[at + START]);
    const side = first ? SMALLER : LARGER;
    const child = this.#insertBySize(n[at + side], node);
    n[at + side] = child;
    if (this.#priority(child) > this.#priority(root)) {
      const other = first ? LARGER : SMALLER;
      n[at + side] = n[child * STRIDE + other];
      n[child * STRIDE + other] = root;
      return child;
    }
    return root;
  }

  #removeBySize(root: number, size: number, start: number): number {
    const n = this.#nodes;
    const at = root * STRIDE;
    if (n[at + START] === start) return this.#mergeBySize(n[at + SMALLER], n[at + LARGER]);
    const first = size < n[at + SIZE] || (size === n[at + SIZE] && start < n[at + START]);
    const side = first ? SMALLER : LARGER;
    n[at + side] = this.#removeBySize(n[at + side], size, start);
    return root;
  }

  #mergeBySize(left: number, right: number): number {
    if (left === 0) return right;
    if (right === 0) return left;
    const n = this.#nodes;
    if (this.#priority(left) > this.#priority(right)) {
      n[left * STRIDE + LARGER] = this.#mergeBySize(n[left * STRIDE + LARGER], right);
      return left;
    }
    n[right * STRIDE + SMALLER] = this.#mergeBySize(left, n[right * STRIDE + SMALLER]);
    return right;
  }
}
