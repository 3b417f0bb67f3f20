/**
 * Writes a machine's graph of objects as words: one record an object, in the order in which a walk from the root meets them (first
 * come, first written), so that equal machines give equal words.
 *
 * Arrays, maps and typed arrays belong to one object and are written inside its record. Strings, functions, and what all
 * machines share (definitions, compiled code, rulesets) are leaves: kept as they are, in a table beside the words.
 */
import { type PyContainer, PyObject } from '../objects/header.ts';
import type { Memory } from '../objects/memory.ts';
import { writeContainer, writeInstance, writeObject } from './object-shapes.ts';
import { literal, type Shape } from './shape.ts';
import { CONTAINER, INSTANCE, OBJECT, shapeNumber, shapes } from './shapes.ts';
import {
  ARRAY,
  BYTES,
  DOUBLE,
  DOUBLES,
  FALSE,
  FLOATS,
  INTS,
  LARGEST,
  LEAF,
  MAP,
  NULL,
  PART,
  REF,
  SHORTS,
  SIGNED_BYTES,
  SIGNED_SHORTS,
  SMALLEST,
  TRUE,
  UNDEFINED,
  WORDS,
} from './words.ts';

/** What a machine's state is when it is no machine: immutable, and as long as its words. */
export type Image = {
  /** By record: its shape, or, from the number of shapes on, its place in `literals`. */
  readonly shapes: Uint16Array;
  readonly words: Int32Array;
  readonly leaves: readonly unknown[];
  /** The keys of plain records. */
  readonly literals: readonly (readonly string[])[];
};

export type WriterOptions = {
  readonly bare?: boolean;
  readonly owned?: Writer['owned'];
  readonly limitWords?: number;
};

/** Thrown by a writer that has come to its limit. */
export class ImageTooLarge extends RangeError {}

export class Writer {
  /** More words are not written. */
  readonly #limit: number;
  /** Leaves out what only an observer keeps: for hashes. */
  readonly bare: boolean;
  /** Told of each array, map and typed array that is taken for part of one object; for tests. */
  readonly owned: ((part: object, owner: object) => void) | null;
  /** Records by number plus one: of Python objects by the place of their block, of all others by identity. */
  readonly #byUnit: Int32Array;
  readonly #unitOrigin: number;
  readonly #unitShift: number;
  readonly #ids = new Map<object, number>();
  readonly #nodes: object[] = [];
  readonly #shapes: number[] = [];
  readonly #leaves: unknown[] = [];
  readonly #literals: string[][] = [];
  readonly #literalNumbers = new Map<string, number>();
  readonly #double = new Float64Array(1);
  readonly #halves = new Int32Array(this.#double.buffer);
  #words = new Int32Array(1 << 15);
  #length = 0;
  #owner: object = this;

  constructor(
    mem: Memory,
    { bare = false, owned = null, limitWords = Number.POSITIVE_INFINITY }: WriterOptions = {},
  ) {
    this.bare = bare;
    this.owned = owned;
    this.#limit = limitWords;
    this.#unitOrigin = mem.unitOrigin;
    this.#unitShift = mem.unitShift;
    this.#byUnit = new Int32Array(mem.units);
  }

  /** Writes everything that `root` leads to. */
  write(root: object): Image {
    this.#ids.set(root, this.#add(root));
    for (let id = 0; id < this.#nodes.length; id++) {
      const node = this.#nodes[id];
      this.#owner = node;
      const number = this.#shapes[id];
      if (number === OBJECT) writeObject(this, node as PyObject);
      else if (number === CONTAINER) writeContainer(this, node as PyContainer);
      else if (number === INSTANCE) writeInstance(this, node as PyContainer);
      else {
        const shape: Shape = number < shapes.length ? shapes[number] : literal;
        shape.write(this, node);
      }
    }
    return {
      shapes: Uint16Array.from(this.#shapes),
      words: this.#words.slice(0, this.#length),
      leaves: this.#leaves,
      literals: this.#literals,
    };
  }

  value(x: unknown): void {
    if (x instanceof PyObject) this.object(x);
    else if (typeof x === 'number') this.number(x);
    else if (x === null) this.put(NULL);
    else if (typeof x === 'object') this.#other(x);
    else if (x === undefined) this.put(UNDEFINED);
    else if (typeof x === 'boolean') this.put(x ? TRUE : FALSE);
    else this.leaf(x);
  }

  number(x: number): void {
    if ((x | 0) === x && x <= LARGEST && x >= SMALLEST && (x !== 0 || 1 / x > 0)) {
      this.put(x << 2);
      return;
    }
    this.#double[0] = x;
    this.put(DOUBLE);
    this.put(this.#halves[0]);
    this.put(this.#halves[1]);
  }

  /** A reference to a Python object. */
  object(o: PyObject): void {
    const unit = (o.addr - this.#unitOrigin) >> this.#unitShift;
    if (unit >= 0 && unit < this.#byUnit.length) {
      const id = this.#byUnit[unit];
      if (id === 0) this.#byUnit[unit] = this.#add(o) + 1;
      else if (this.#nodes[id - 1] === o) {
        this.put(((id - 1) << 2) | REF);
        return;
      } else {
        this.ref(o);
        return;
      }
      this.put(((this.#byUnit[unit] - 1) << 2) | REF);
    } else this.ref(o);
  }

  /** A reference to any object with a record of its own. */
  ref(o: object): void {
    let id = this.#ids.get(o);
    if (id === undefined) {
      id = this.#add(o);
      this.#ids.set(o, id);
    }
    this.put((id << 2) | REF);
  }

  leaf(x: unknown): void {
    this.put((this.#leaves.length << 2) | LEAF);
    this.#leaves.push(x);
  }

  array(items: readonly unknown[]): void {
    if (this.owned !== null) this.owned(items, this.#owner);
    this.put(ARRAY);
    this.put(items.length);
    for (let i = 0; i < items.length; i++) this.value(items[i]);
  }

  put(word: number): void {
    if (this.#length === this.#words.length) {
      if (this.#length > this.#limit) throw new ImageTooLarge(`more than ${this.#limit} words`);
      const words = new Int32Array(2 * this.#length);
      words.set(this.#words);
      this.#words = words;
    }
    this.#words[this.#length++] = word;
  }

  /** What is no Python object. */
  #other(x: object): void {
    if (Array.isArray(x)) {
      this.array(x);
      return;
    }
    if (x instanceof Map) {
      if (this.owned !== null) this.owned(x, this.#owner);
      this.put(MAP);
      this.put(x.size);
      for (const [key, value] of x) {
        this.value(key);
        this.value(value);
      }
      return;
    }
    if (ArrayBuffer.isView(x)) {
      this.#typed(x);
      return;
    }
    const number = shapeNumber(x);
    if (number < 0 || !shapes[number].part) {
      this.ref(x);
      return;
    }
    if (this.owned !== null) this.owned(x, this.#owner);
    this.put(PART);
    this.put(number);
    shapes[number].write(this, x);
  }

  #typed(x: ArrayBufferView): void {
    if (this.owned !== null) this.owned(x, this.#owner);
    if (x instanceof Int32Array) this.put(INTS);
    else if (x instanceof Uint32Array) this.put(WORDS);
    else if (x instanceof Float64Array) this.put(DOUBLES);
    else if (x instanceof Uint8Array) this.put(BYTES);
    else if (x instanceof Int8Array) this.put(SIGNED_BYTES);
    else if (x instanceof Uint16Array) this.put(SHORTS);
    else if (x instanceof Int16Array) this.put(SIGNED_SHORTS);
    else if (x instanceof Float32Array) this.put(FLOATS);
    else throw new TypeError(`no way to copy a ${x.constructor.name}`);
    this.put(x.byteLength);
    const bytes = new Uint8Array(x.buffer, x.byteOffset, x.byteLength);
    const whole = new Int32Array((x.byteLength + 3) >> 2);
    new Uint8Array(whole.buffer).set(bytes);
    for (let i = 0; i < whole.length; i++) this.put(whole[i]);
  }

  #add(o: object): number {
    const id = this.#nodes.length;
    this.#nodes.push(o);
    const shape = shapeNumber(o);
    this.#shapes.push(shape < 0 ? this.#literal(o) : shape);
    return id;
  }

  /** The number of a plain record's list of keys. */
  #literal(o: object): number {
    const keys = Object.keys(o);
    const name = keys.join(' ');
    let number = this.#literalNumbers.get(name);
    if (number === undefined) {
      number = this.#literals.length;
      this.#literals.push(keys);
      this.#literalNumbers.set(name, number);
    }
    return shapes.length + number;
  }
}
