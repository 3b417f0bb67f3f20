/** Makes a machine's graph of objects from an image. Each object is made by its class, so that it has the form that running code knows. */
import type { PyContainer, PyObject } from '../objects/header.ts';
import type { Limits } from '../objects/runtime.ts';
import type { Pymalloc } from '../pymalloc/pymalloc.ts';
import type { Ruleset } from '../rulesets/index.ts';
import { readContainer, readInstance, readObject } from './object-shapes.ts';
import { literal } from './shape.ts';
import { CONTAINER, INSTANCE, OBJECT, shapes } from './shapes.ts';
import {
  ARRAY,
  BYTES,
  DOUBLE,
  DOUBLES,
  FALSE,
  FLOATS,
  INTS,
  MAP,
  NULL,
  PART,
  REF,
  SHORTS,
  SIGNED_BYTES,
  SIGNED_SHORTS,
  SMALL,
  TRUE,
  UNDEFINED,
  WORDS,
} from './words.ts';
import type { Image } from './writer.ts';

/** What objects are made from beside their records. */
export type Ground = { readonly ruleset: Ruleset; readonly limits: Limits; readonly allocator: Pymalloc };

export class Reader {
  readonly ground: Ground;
  readonly #image: Image;
  readonly #nodes: object[] = [];
  readonly #double = new Float64Array(1);
  readonly #halves = new Int32Array(this.#double.buffer);
  #at = 0;
  #record = 0;

  constructor(image: Image, ground: Ground) {
    this.#image = image;
    this.ground = ground;
  }

  /** The root with all that it leads to. */
  read(): object {
    const nodes = this.#nodes;
    const numbers = this.#image.shapes;
    for (let id = 0; id < numbers.length; id++) {
      const number = numbers[id];
      nodes.push(number < shapes.length ? shapes[number].make(this) : literal.make(this));
    }
    for (let id = 0; id < numbers.length; id++) {
      this.#record = id;
      const number = numbers[id];
      if (number === OBJECT) readObject(this, nodes[id] as PyObject);
      else if (number === CONTAINER) readContainer(this, nodes[id] as PyContainer);
      else if (number === INSTANCE) readInstance(this, nodes[id] as PyContainer);
      else (number < shapes.length ? shapes[number] : literal).read(this, nodes[id]);
    }
    return nodes[0];
  }

  /** The keys of the plain record that is being read. */
  get keys(): readonly string[] {
    return this.#image.literals[this.#image.shapes[this.#record] - shapes.length];
  }

  word(): number {
    return this.#image.words[this.#at++];
  }

  // biome-ignore lint/suspicious/noExplicitAny: what it is follows from the field it is read for
  value(): any {
    const word = this.#image.words[this.#at++];
    switch (word & 3) {
      case SMALL:
        return word >> 2;
      case REF:
        return this.#nodes[word >>> 2];
      case 2:
        return this.#image.leaves[word >>> 2];
      default:
        return this.#special(word);
    }
  }

  /** The elements of an array into `into`, which has as many. */
  fill(into: unknown[]): void {
    for (let i = 0; i < into.length; i++) into[i] = this.value();
  }

  #special(word: number): unknown {
    switch (word) {
      case NULL:
        return null;
      case UNDEFINED:
        return undefined;
      case TRUE:
        return true;
      case FALSE:
        return false;
      case DOUBLE:
        this.#halves[0] = this.word();
        this.#halves[1] = this.word();
        return this.#double[0];
      case ARRAY: {
        const length = this.word();
        const items: unknown[] = [];
        for (let i = 0; i < length; i++) items.push(this.value());
        return items;
      }
      case MAP: {
        const size = this.word();
        const map = new Map<unknown, unknown>();
        for (let i = 0; i < size; i++) {
          const key = this.value();
          map.set(key, this.value());
        }
        return map;
      }
      case PART: {
        const shape = shapes[this.word()];
        const o = shape.make(this);
        shape.read(this, o);
        return o;
      }
      default:
        return this.#typed(word);
    }
  }

  #typed(word: number): unknown {
    const bytes = this.word();
    const from = this.#at;
    this.#at += (bytes + 3) >> 2;
    const { buffer } = this.#image.words.slice(from, this.#at);
    switch (word) {
      case BYTES:
        return new Uint8Array(buffer, 0, bytes);
      case INTS:
        return new Int32Array(buffer, 0, bytes / 4);
      case WORDS:
        return new Uint32Array(buffer, 0, bytes / 4);
      case DOUBLES:
        return new Float64Array(buffer, 0, bytes / 8);
      case FLOATS:
        return new Float32Array(buffer, 0, bytes / 4);
      case SHORTS:
        return new Uint16Array(buffer, 0, bytes / 2);
      case SIGNED_SHORTS:
        return new Int16Array(buffer, 0, bytes / 2);
      case SIGNED_BYTES:
        return new Int8Array(buffer, 0, bytes);
      default:
        throw new RangeError(`an image has no value that begins with ${word}`);
    }
  }
}
