/** Numbers of arrays without objects: element types, storage in lazily made pieces, and how numpy prints them. */
import { floatRepr } from '../numbers/floattext.ts';

export type Dtype = {
  readonly name: string;
  readonly kind: 'i' | 'u' | 'f' | 'b';
  readonly itemBytes: number;
};

export const dtypes: readonly Dtype[] = [
  { name: 'bool', kind: 'b', itemBytes: 1 },
  ...[1, 2, 4, 8].map((n): Dtype => ({ name: `int${8 * n}`, kind: 'i', itemBytes: n })),
  ...[1, 2, 4, 8].map((n): Dtype => ({ name: `uint${8 * n}`, kind: 'u', itemBytes: n })),
  ...[2, 4, 8].map((n): Dtype => ({ name: `float${8 * n}`, kind: 'f', itemBytes: n })),
];

/** By name, or by numpy's short codes ('i4', 'f8'); undefined where there is none. */
export function dtypeNamed(name: string): Dtype | undefined {
  const short = /^[<=|]?([biuf])(\d)$/.exec(name);
  if (short !== null) {
    const kind = short[1] === 'b' ? 'i' : short[1];
    return dtypes.find((d) => d.kind === kind && d.itemBytes === Number(short[2]));
  }
  const plain = { int: 'int64', float: 'float64', bool_: 'bool', '?': 'bool' }[name] ?? name;
  return dtypes.find((d) => d.name === plain);
}

/** The value as the element type stores it: wrapped, rounded or made a truth value. */
export function stored(x: number, { kind, itemBytes }: Dtype): number {
  if (kind === 'b') return x === 0 ? 0 : 1;
  if (kind === 'f') return itemBytes === 8 ? x : itemBytes === 4 ? Math.fround(x) : half(x);
  const whole = Math.trunc(x);
  if (itemBytes === 8) return whole;
  const range = 2 ** (8 * itemBytes);
  const wrapped = ((whole % range) + range) % range;
  return kind === 'i' && wrapped >= range / 2 ? wrapped - range : wrapped;
}

/** Rounded to 11 significant bits. */
function half(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const unit = 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 10, -24);
  return Math.abs(x) >= 65520 ? Math.sign(x) * Infinity : Math.round(x / unit) * unit;
}

/** The element type of a result of two arrays. */
export function promote(a: Dtype, b: Dtype): Dtype {
  if (a.name === b.name) return a;
  if (a.kind === 'b') return b;
  if (b.kind === 'b') return a;
  const floats = [a, b].filter((d) => d.kind === 'f');
  if (floats.length === 2) return a.itemBytes >= b.itemBytes ? a : b;
  if (floats.length === 1) {
    const whole = a.kind === 'f' ? b : a;
    return whole.itemBytes >= 4 || floats[0].itemBytes === 8 ? dtypeNamed('float64')! : floats[0];
  }
  if (a.kind === b.kind) return a.itemBytes >= b.itemBytes ? a : b;
  const [signed, unsigned] = a.kind === 'i' ? [a, b] : [b, a];
  if (unsigned.itemBytes < signed.itemBytes) return signed;
  return unsigned.itemBytes === 8 ? dtypeNamed('float64')! : dtypeNamed(`int${16 * unsigned.itemBytes}`)!;
}

const PIECE = 65536;

type Piece =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** Room for `n` elements in the host, as narrow as it is in the simulated heap where the host has such arrays. */
function pieceOf({ kind, itemBytes }: Dtype, n: number): Piece {
  if (itemBytes === 8) return new Float64Array(n);
  if (kind === 'f') return new Float32Array(n);
  if (kind === 'i')
    return itemBytes === 4 ? new Int32Array(n) : itemBytes === 2 ? new Int16Array(n) : new Int8Array(n);
  return itemBytes === 4 ? new Uint32Array(n) : itemBytes === 2 ? new Uint16Array(n) : new Uint8Array(n);
}

/** A buffer of numbers; pieces that nobody wrote to hold one value and take no room in the host. */
export class Numbers {
  readonly length: number;
  readonly fill: number;
  readonly dtype: Dtype;
  /** Who is told of pieces that are written to for the first time. */
  owner: { touch(bytes: number): void } | null = null;
  readonly pieces: (Piece | null)[];

  constructor(length: number, dtype: Dtype, fill = 0) {
    this.length = length;
    this.dtype = dtype;
    this.fill = fill;
    this.pieces = new Array(Math.ceil(length / PIECE)).fill(null);
  }

  get(i: number): number {
    const piece = this.pieces[Math.floor(i / PIECE)];
    return piece === null || piece === undefined ? this.fill : piece[i % PIECE];
  }

  set(i: number, value: number): void {
    const n = Math.floor(i / PIECE);
    let piece = this.pieces[n];
    if (piece === null) {
      if (value === this.fill) return;
      this.owner?.touch(PIECE * this.dtype.itemBytes);
      piece = pieceOf(this.dtype, Math.min(PIECE, this.length - n * PIECE)).fill(this.fill);
      this.pieces[n] = piece;
    }
    piece[i % PIECE] = value;
  }
}

// ---- printing (numpy/core/arrayprint.py)

/** Elements from here on are left out of the middle. */
const THRESHOLD = 1000;
const EDGE = 3;
const LINE = 75;

/** The text of an array: `separator` is ' ' for str() and ', ' for repr(). */
export function arrayText(
  shape: readonly number[],
  at: (index: readonly number[]) => number,
  dtype: Dtype,
  separator: string,
  indent: string,
): string {
  const size = shape.reduce((a, b) => a * b, 1);
  const shorten = size > THRESHOLD;
  const shown = (n: number): (number | null)[] =>
    shorten && n > 2 * EDGE ? [0, 1, 2, null, n - 3, n - 2, n - 1] : Array.from({ length: n }, (_, i) => i);
  const values: number[] = [];
  const collect = (index: readonly number[]): void => {
    if (index.length === shape.length) values.push(at(index));
    else for (const i of shown(shape[index.length])) if (i !== null) collect([...index, i]);
  };
  collect([]);
  const format = formatter(values, dtype);
  const show = (index: readonly number[]): string => {
    const depth = index.length;
    if (depth === shape.length) return format(at(index));
    const parts = shown(shape[depth]).map((i) => (i === null ? '...' : show([...index, i])));
    const margin = `${indent}${' '.repeat(depth + 1)}`;
    if (depth < shape.length - 1) {
      const gap = '\n'.repeat(shape.length - 1 - depth);
      return `[${parts.join(`${separator.trimEnd()}${gap}${margin}`)}]`;
    }
    const lines: string[] = [];
    let line = '';
    for (const [i, part] of parts.entries()) {
      const piece = i === parts.length - 1 ? part : part + separator;
      if (line !== '' && margin.length + line.length + piece.trimEnd().length > LINE) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += piece;
    }
    lines.push(line);
    return `[${lines.join(`\n${margin}`)}]`;
  };
  return show([]);
}

/** How the elements are written, all of one width. */
function formatter(values: readonly number[], dtype: Dtype): (x: number) => string {
  let texts: (x: number) => string;
  if (dtype.kind === 'b') texts = (x) => (x === 0 ? 'False' : 'True');
  else if (dtype.kind !== 'f') texts = String;
  else {
    const finite = values.filter(Number.isFinite);
    const digits = finite.map((x) => shortest(x, dtype));
    const exponents = finite.some((x) => x !== 0 && (Math.abs(x) >= 1e16 || Math.abs(x) < 1e-4));
    if (exponents) texts = (x) => (Number.isFinite(x) ? exponentText(x) : special(x));
    else {
      const places = Math.min(
        8,
        Math.max(0, ...digits.map((d) => d.split('.')[1]?.replace(/^0$/, '').length ?? 0)),
      );
      texts = (x) => {
        if (!Number.isFinite(x)) return special(x);
        const text = x.toFixed(places).replace(/(\.\d*?)0+$/, '$1');
        const whole = text.includes('.') ? text : `${text}.`;
        return whole + ' '.repeat(Math.max(0, places - (whole.split('.')[1]?.length ?? 0)));
      };
    }
  }
  const width = Math.max(0, ...values.map((x) => texts(x).length));
  return (x) => texts(x).padStart(width);
}

function special(x: number): string {
  return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
}

function exponentText(x: number): string {
  const [mantissa, exponent] = x.toExponential(8).split('e');
  const sign = exponent[0] === '-' ? '-' : '+';
  const m = mantissa.replace(/0+$/, '');
  return `${m}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
}

/** The digits of a float of that width. */
function shortest(x: number, dtype: Dtype): string {
  if (dtype.itemBytes === 8) return floatRepr(x);
  for (let n = 1; n <= 9; n++) {
    const text = x.toPrecision(n);
    if (stored(Number(text), dtype) === x) return String(Number(text));
  }
  return floatRepr(x);
}
