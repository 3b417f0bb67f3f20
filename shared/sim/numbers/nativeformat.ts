/**
 * Single items in a machine's memory, as the native formats of the struct module name them (Objects/memoryobject.c: get_native_fmtchar,
 * unpack_single, pack_single). Little-endian, as on x86-64.
 */

/** What an item is in Python; a number beyond 2**53 is a bigint, the bytes of `c` are one byte. */
export type Item = number | bigint | boolean | Uint8Array;

const sizes: { readonly [format: string]: number } = {
  ...{ c: 1, b: 1, B: 1, '?': 1, h: 2, H: 2, i: 4, I: 4, l: 8, L: 8, q: 8, Q: 8, n: 8, N: 8, P: 8 },
  ...{ e: 2, f: 4, d: 8 },
};

/** The character of a native format of one item, with or without '@' before it; undefined for all other formats. */
export function nativeFormat(format: string): string | undefined {
  const char = format.startsWith('@') ? format.slice(1) : format;
  return Object.hasOwn(sizes, char) ? char : undefined;
}

/** Bytes of an item of a native format's character. */
export function itemBytes(char: string): number {
  return sizes[char];
}

/** Whether items of the format's character are single bytes, to which and from which everything can be cast. */
export function isByteFormat(char: string): boolean {
  return char === 'b' || char === 'B' || char === 'c';
}

/** The item at the start of `bytes`. */
export function unpackItem(char: string, bytes: Uint8Array): Item {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (char) {
    case 'c':
      return bytes.slice(0, 1);
    case '?':
      return bytes[0] !== 0;
    case 'b':
      return view.getInt8(0);
    case 'B':
      return bytes[0];
    case 'h':
      return view.getInt16(0, true);
    case 'H':
      return view.getUint16(0, true);
    case 'i':
      return view.getInt32(0, true);
    case 'I':
      return view.getUint32(0, true);
    case 'l':
    case 'q':
    case 'n':
      return safe(view.getBigInt64(0, true));
    case 'e':
      return halfToNumber(view.getUint16(0, true));
    case 'f':
      return view.getFloat32(0, true);
    case 'd':
      return view.getFloat64(0, true);
    default:
      return safe(view.getBigUint64(0, true));
  }
}

function safe(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** The bytes of an int in a format of ints, or undefined where it is out of the format's range. */
export function packInt(char: string, value: number | bigint): Uint8Array | undefined {
  const bits = 8 * sizes[char];
  const big = BigInt(value);
  const signed = 'bhilqn'.includes(char);
  if (big !== (signed ? BigInt.asIntN(bits, big) : BigInt.asUintN(bits, big))) return undefined;
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, big), true);
  return bytes.slice(0, sizes[char]);
}

/** The bytes of a number in `e`, `f` or `d`; undefined where it is too large for `e` (a C cast makes it infinite in `f`). */
export function packFloat(char: string, value: number): Uint8Array | undefined {
  const bytes = new Uint8Array(sizes[char]);
  const view = new DataView(bytes.buffer);
  if (char === 'd') view.setFloat64(0, value, true);
  else if (char === 'f') view.setFloat32(0, value, true);
  else {
    const half = halfFromNumber(value);
    if (half === undefined) return undefined;
    view.setUint16(0, half, true);
  }
  return bytes;
}

/** A number of IEEE 754's binary16. */
export function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The nearest binary16, ties to even; undefined where the number is too large for one. */
export function halfFromNumber(value: number): number | undefined {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const x = Math.abs(value);
  if (Number.isNaN(x)) return sign | 0x7e00;
  if (x === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (x >= 65520) return undefined;
  const exponent = Math.max(-14, Math.floor(Math.log2(x)));
  // Units of the last place; a sum that rounds up to the next power of two carries into the exponent by itself.
  const units = x / 2 ** (exponent - 10);
  const down = Math.floor(units);
  const rest = units - down;
  const rounded = rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
  return sign | (rounded < 1024 && exponent === -14 ? rounded : ((exponent + 14) << 10) + rounded);
}
