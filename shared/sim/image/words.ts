/** How a value is written in 32-bit words: two low bits say what it is, the rest is the value or where it is. */

/** A small integer, shifted. */
export const SMALL = 0;
/** A record's number, shifted. */
export const REF = 1;
/** A place in the table of leaves, shifted: strings, functions, and what machines share. */
export const LEAF = 2;
/** One of the following. */
export const SPECIAL = 3;

export const NULL = (0 << 2) | SPECIAL;
export const UNDEFINED = (1 << 2) | SPECIAL;
export const TRUE = (2 << 2) | SPECIAL;
export const FALSE = (3 << 2) | SPECIAL;
/** A number in two words. */
export const DOUBLE = (4 << 2) | SPECIAL;
/** An array: its length, then its elements. */
export const ARRAY = (5 << 2) | SPECIAL;
/** A map: its size, then keys and values in turn. */
export const MAP = (6 << 2) | SPECIAL;
/** A typed array: its length in bytes, then the bytes, filled up to whole words. */
export const BYTES = (8 << 2) | SPECIAL;
export const INTS = (9 << 2) | SPECIAL;
export const WORDS = (10 << 2) | SPECIAL;
export const DOUBLES = (11 << 2) | SPECIAL;
export const FLOATS = (13 << 2) | SPECIAL;
export const SHORTS = (14 << 2) | SPECIAL;
export const SIGNED_SHORTS = (15 << 2) | SPECIAL;
export const SIGNED_BYTES = (16 << 2) | SPECIAL;

/** An object that belongs to the one that is being written: the number of its shape, then its fields. */
export const PART = (12 << 2) | SPECIAL;

/** Small integers have 30 bits. */
export const SMALLEST = -(2 ** 29);
export const LARGEST = 2 ** 29 - 1;
