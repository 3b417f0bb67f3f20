/** How an object of a class is written to an image and read again. */
import type { Reader } from './reader.ts';
import { ARRAY } from './words.ts';
import type { Writer } from './writer.ts';

export type Shape = {
  readonly of: Class<object>;
  /** Objects of the class belong to one other object, in whose record they are written. */
  readonly part: boolean;
  /** An object of the class, its fields still to be filled. */
  readonly make: (r: Reader) => object;
  readonly write: (w: Writer, o: object) => void;
  readonly read: (r: Reader, o: object) => void;
};

export type Class<T> = abstract new (...args: never[]) => T;

type Record = { [key: string]: unknown };

/** Which fields are not simply state. */
export type Fields<T> = {
  /** Caches, what the host sets, what others write: not in the image, they stay as `make` made them. */
  readonly dropped?: readonly (keyof T)[];
  /** What all machines share: kept by reference. */
  readonly shared?: readonly (keyof T)[];
  /** What is there only while somebody watches: in images, but not in hashes. */
  readonly observed?: readonly (keyof T)[];
  /** Arrays of a fixed length. */
  readonly fixed?: readonly (keyof T)[];
  /** After reading: caches that depend on other fields. */
  readonly finish?: (o: T) => void;
};

const VALUE = 0;
const SHARED = 1;
const OBSERVED = 2;
const FIXED = 3;

/** The shape of a class whose state is its fields, those of `sample` in their order. */
export function fieldsOf<T extends object>(
  of: Class<T>,
  sample: T,
  make: (r: Reader) => T,
  options: Fields<T> = {},
): Shape {
  const has = (list: readonly (keyof T)[] | undefined, key: string) =>
    list?.includes(key as keyof T) === true;
  const keys = Object.keys(sample).filter((key) => !has(options.dropped, key));
  const kinds = keys.map((key) => {
    if (has(options.shared, key)) return SHARED;
    if (has(options.observed, key)) return OBSERVED;
    return has(options.fixed, key) ? FIXED : VALUE;
  });
  const { finish } = options;
  return {
    of,
    part: false,
    make,
    write(w, o) {
      for (let i = 0; i < keys.length; i++) {
        const x = (o as Record)[keys[i]];
        if (kinds[i] === SHARED && x !== null) w.leaf(x);
        else if (kinds[i] !== OBSERVED || !w.bare) w.value(x);
      }
    },
    read(r, o) {
      for (let i = 0; i < keys.length; i++)
        (o as Record)[keys[i]] = kinds[i] === FIXED ? fixedArray(r) : r.value();
      finish?.(o as T);
    },
  };
}

/** fieldsOf for a class of which `make` gives an object without more. */
export function plain<T extends object>(of: Class<T>, make: () => T, options?: Fields<T>): Shape {
  return fieldsOf(of, make(), make, options);
}

/** plain for what belongs to one other object. */
export function part<T extends object>(of: Class<T>, make: () => T, options?: Fields<T>): Shape {
  return { ...plain(of, make, options), part: true };
}

function fixedArray(r: Reader): unknown[] {
  if (r.word() !== ARRAY) throw new RangeError('an image has no array where one should be');
  const items = new Array(r.word()).fill(null);
  r.fill(items);
  return items;
}

/** Records that are no class's: their keys are in the image. */
export const literal: Shape = {
  of: Object,
  part: false,
  make: () => ({}),
  write(w, o) {
    for (const key in o) w.value((o as Record)[key]);
  },
  read(r, o) {
    for (const key of r.keys) (o as Record)[key] = r.value();
  },
};

/** Tables without a prototype: names and what they stand for. */
export const table: Shape = {
  of: Object,
  part: false,
  make: () => Object.create(null) as object,
  write(w, o) {
    const entries = Object.entries(o);
    w.number(entries.length);
    for (const [key, x] of entries) {
      w.leaf(key);
      w.value(x);
    }
  },
  read(r, o) {
    for (let n = r.value() as number; n > 0; n--) {
      const key = r.value() as string;
      (o as Record)[key] = r.value();
    }
  },
};
