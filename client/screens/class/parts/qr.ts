/**
 * QR codes (ISO/IEC 18004) as far as an address needs them: bytes, error correction M (15 % may be unreadable), versions 1
 * to 14. Left out: other modes and levels, kanji, structured append.
 */

/** A square of modules, `true` is dark; without the quiet zone of four modules that has to be round it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** For versions 1 to 14 at level M: check words of each block, and how many blocks there are. */
const checkWords = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9];

/** The code of `text`, as small as it can be; null where it is longer than 362 bytes. */
export function qrMatrix(text: string): QrMatrix | null {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= checkWords.length; version++) {
    const capacity = dataWords(version) * 8;
    const lengthBits = version < 10 ? 8 : 16;
    if (4 + lengthBits + bytes.length * 8 > capacity) continue;
    const words = interleave(padded(bytes, lengthBits, capacity), version);
    return bestMasked(version, words);
  }
  return null;
}

function rawModules(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const align = Math.floor(version / 7) + 2;
    modules -= (25 * align - 10) * align - 55;
    if (version >= 7) modules -= 36;
  }
  return modules;
}

function dataWords(version: number): number {
  return Math.floor(rawModules(version) / 8) - checkWords[version - 1] * blockCounts[version - 1];
}

function padded(bytes: Uint8Array, lengthBits: number, capacity: number): number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, lengthBits);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, capacity - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) put(pad, 8);
  const words: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    words.push(bits.slice(at, at + 8).reduce((word, bit) => word * 2 + bit, 0));
  return words;
}

/** Splits the data into blocks, gives each its check words, and takes one word of each block in turn. */
function interleave(data: readonly number[], version: number): number[] {
  const blocks = blockCounts[version - 1];
  const check = checkWords[version - 1];
  const total = Math.floor(rawModules(version) / 8);
  const shortBlocks = blocks - (total % blocks);
  const shortLength = Math.floor(total / blocks) - check;
  const divisor = generator(check);
  const parts: { data: readonly number[]; check: readonly number[] }[] = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const part = data.slice(at, at + shortLength + (block < shortBlocks ? 0 : 1));
    at += part.length;
    parts.push({ data: part, check: remainder(part, divisor) });
  }
  const words: number[] = [];
  for (let index = 0; index <= shortLength; index++)
    for (const part of parts) if (index < part.data.length) words.push(part.data[index]);
  for (let index = 0; index < check; index++) for (const part of parts) words.push(part.check[index]);
  return words;
}

/** Product in the field of 256 elements modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

function generator(degree: number): number[] {
  const result = new Array<number>(degree).fill(0);
  result[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) {
      result[j] = times(result[j], root);
      if (j + 1 < degree) result[j] ^= result[j + 1];
    }
    root = times(root, 2);
  }
  return result;
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  const result = divisor.map(() => 0);
  for (const word of data) {
    const factor = word ^ result.shift()!;
    result.push(0);
    for (const [index, coefficient] of divisor.entries()) result[index] ^= times(coefficient, factor);
  }
  return result;
}

/** The modules as they are drawn, and which of them belong to the code's own marks and are not masked. */
interface Canvas {
  readonly size: number;
  readonly dark: boolean[][];
  readonly fixed: boolean[][];
}

function bestMasked(version: number, words: readonly number[]): QrMatrix {
  const plain = drawMarks(version);
  drawWords(plain, words);
  let best: boolean[][] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 8; mask++) {
    const dark = plain.dark.map((row, y) =>
      row.map((value, x) => value !== (!plain.fixed[y][x] && masks[mask](x, y))),
    );
    drawFormat({ ...plain, dark }, mask);
    const score = penalty(dark);
    if (score >= least) continue;
    least = score;
    best = dark;
  }
  return best;
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function drawMarks(version: number): Canvas {
  const size = version * 4 + 17;
  const square = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const canvas: Canvas = { size, dark: square(), fixed: square() };
  for (let i = 0; i < size; i++) {
    set(canvas, 6, i, i % 2 === 0);
    set(canvas, i, 6, i % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ]) {
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size)
          set(canvas, x + dx, y + dy, ring !== 2 && ring !== 4);
      }
  }
  const places = alignments(version, size);
  for (const [i, x] of places.entries())
    for (const [j, y] of places.entries()) {
      const last = places.length - 1;
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) continue;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++)
          set(canvas, x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  drawFormat(canvas, 0);
  if (version >= 7) drawVersion(canvas, version);
  return canvas;
}

function alignments(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const places = [6];
  for (let at = size - 7; places.length < count; at -= step) places.splice(1, 0, at);
  return places;
}

function set({ dark, fixed }: Canvas, x: number, y: number, value: boolean): void {
  dark[y][x] = value;
  fixed[y][x] = true;
}

/** Level M (bits 00) and the mask, with ten check bits, twice. */
function drawFormat(canvas: Canvas, mask: number): void {
  let rest = mask;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (index: number) => ((bits >>> index) & 1) === 1;
  const { size } = canvas;
  for (let i = 0; i <= 5; i++) set(canvas, 8, i, bit(i));
  set(canvas, 8, 7, bit(6));
  set(canvas, 8, 8, bit(7));
  set(canvas, 7, 8, bit(8));
  for (let i = 9; i < 15; i++) set(canvas, 14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) set(canvas, size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) set(canvas, 8, size - 15 + i, bit(i));
  set(canvas, 8, size - 8, true);
}

function drawVersion(canvas: Canvas, version: number): void {
  let rest = version;
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let i = 0; i < 18; i++) {
    const value = ((bits >>> i) & 1) === 1;
    const a = canvas.size - 11 + (i % 3);
    const b = Math.floor(i / 3);
    set(canvas, a, b, value);
    set(canvas, b, a, value);
  }
}

/** Fills what is left in columns of two, upwards and downwards in turn, from the right. */
function drawWords({ size, dark, fixed }: Canvas, words: readonly number[]): void {
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const upwards = ((right + 1) & 2) === 0;
        const y = upwards ? size - 1 - step : step;
        if (fixed[y][x] || at >= words.length * 8) continue;
        dark[y][x] = ((words[at >>> 3] >>> (7 - (at & 7))) & 1) === 1;
        at++;
      }
  }
}

/** How hard a mask's pattern is to read: long runs, squares, what looks like a finder, too much of one colour. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  let sum = 0;
  let count = 0;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (dark[y][x]) count++;
      if (x + 1 === size || y + 1 === size) continue;
      if (dark[y][x] === dark[y][x + 1] && dark[y][x] === dark[y + 1][x] && dark[y][x] === dark[y + 1][x + 1])
        sum += 3;
    }
  for (let line = 0; line < size; line++) {
    sum += linePenalty(dark[line]) + linePenalty(dark.map((row) => row[line]));
  }
  const tilt = Math.ceil(Math.abs(count * 20 - size * size * 10) / (size * size)) - 1;
  return sum + Math.max(0, tilt) * 10;
}

function linePenalty(line: readonly boolean[]): number {
  let sum = 0;
  let run = 0;
  for (let i = 0; i < line.length; i++) {
    run = i > 0 && line[i] === line[i - 1] ? run + 1 : 1;
    if (run === 5) sum += 3;
    else if (run > 5) sum += 1;
  }
  // What looks like a finder: 1011101 with four light modules on a side; light continues beyond the edge.
  const light = (from: number) => [0, 1, 2, 3].every((step) => !line[from + step]);
  for (let i = 0; i + 7 <= line.length; i++) {
    if (!finder.every((value, step) => line[i + step] === value)) continue;
    if (light(i - 4)) sum += 40;
    if (light(i + 7)) sum += 40;
  }
  return sum;
}

const finder = [true, false, true, true, true, false, true];
