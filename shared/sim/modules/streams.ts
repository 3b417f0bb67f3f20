/**
 * Streams and the machine's file system (Modules/_io): files are byte strings in memory, by name, and last as long as the machine.
 * Text streams keep their text, binary ones their bytes as code units 0 to 255; what was written reaches the file when the
 * stream is flushed, closed or dropped, or has grown by a buffer.
 */

import { BoundExceeded, bytesInWords } from '../../base/bounds.ts';
import type { PyObject } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { chargeMove, chargeScan } from '../objects/work.ts';
import { decode, encode, utf8Length } from '../text/codecs.ts';
import { cut } from '../text/kinds.ts';

/** Bytes that a stream keeps to itself. */
const BUFFER = 8192;

export type Stream = {
  /** stdout and stderr go to the machine's output; stdin comes from `rt.input`. */
  readonly console: 'stdin' | 'stdout' | 'stderr' | null;
  /** The file behind it, or null (StringIO, BytesIO). */
  readonly path: string | null;
  readonly mode: string;
  readonly binary: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly append: boolean;
  text: string;
  /** Position in `text`, in code units. */
  pos: number;
  /** Code units that the file does not have yet. */
  unwritten: number;
  /** Up to here the file has the text as it is. */
  known: number;
  /** What of the text is counted in rt.streamBytes. */
  counted: number;
  closed: boolean;
  /** Text of a console that is not encoded yet: a str, bytes, or a list of them (pending.ts). Owned. */
  pending: PyObject | null;
  pendingBytes: number;
};

/** The files of the machine. Hosts put in what a program may read before it runs. */
export function filesOf(rt: Runtime): Map<string, Uint8Array> {
  let files = rt.moduleState.get('files') as Map<string, Uint8Array> | undefined;
  if (files === undefined) rt.moduleState.set('files', (files = new Map()));
  return files;
}

/** Counts what streams and files hold; throws where it is more than the program may have memory. */
function count(rt: Runtime, bytes: number): void {
  rt.streamBytes += bytes;
  const limit = rt.limits.heapBytes;
  if (rt.streamBytes > limit)
    throw new BoundExceeded(
      'size',
      `the program's files and streams hold more than the ${bytesInWords(limit)} that they may`,
    );
}

/** Brings the account of a stream's text up to date. */
export function countStream(rt: Runtime, s: Stream): void {
  const counted = s.counted;
  s.counted = s.text.length;
  count(rt, s.counted - counted);
}

/** Takes a stream that nobody has any more out of the account. */
export function forgetStream(rt: Runtime, s: Stream): void {
  rt.streamBytes -= s.counted;
  s.counted = 0;
}

/** What a file takes beside its bytes. */
const FILE_BYTES = 256;

/** Sets the content of a file. */
export function putFile(rt: Runtime, path: string, bytes: Uint8Array): void {
  const files = filesOf(rt);
  const before = files.get(path);
  count(rt, bytes.length - (before === undefined ? -FILE_BYTES - path.length : before.length));
  files.set(path, bytes);
}

/** Puts a text file in place. */
export function addTextFile(rt: Runtime, path: string, text: string): void {
  filesOf(rt).set(path, encode(text, 'utf-8'));
}

export function newStream(given: Partial<Stream>): Stream {
  return {
    console: null,
    path: null,
    mode: 'r',
    binary: false,
    readable: true,
    writable: true,
    append: false,
    text: '',
    pos: 0,
    unwritten: 0,
    known: 0,
    counted: 0,
    closed: false,
    pending: null,
    pendingBytes: 0,
    ...given,
  };
}

/** The bytes of a string of code units. */
export function bytesOf(units: string): Uint8Array {
  return Uint8Array.from(units, (c) => c.charCodeAt(0));
}

export function unitsOf(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}

/** What a file holds, as a stream of that kind keeps it: text with line ends \n. */
export function contentOf(bytes: Uint8Array, binary: boolean): string {
  return binary ? unitsOf(bytes) : decode(bytes, 'utf-8').replace(/\r\n?/g, '\n');
}

/** Brings the file up to date. */
export function flushStream(rt: Runtime, s: Stream): void {
  if (s.unwritten === 0 || s.path === null) return;
  s.unwritten = 0;
  const old = filesOf(rt).get(s.path);
  const encoded = (text: string): Uint8Array => {
    chargeScan(rt, 4 * text.length);
    return s.binary ? bytesOf(text) : encode(text, 'utf-8');
  };
  if (old === undefined || s.known === 0 || s.known > s.text.length) putFile(rt, s.path, encoded(s.text));
  else {
    const head = s.binary ? s.known : utf8Length(s.text.slice(0, s.known));
    const tail = encoded(s.text.slice(s.known));
    chargeMove(rt, 4 * (head + tail.length));
    const bytes = new Uint8Array(head + tail.length);
    bytes.set(old.subarray(0, head));
    bytes.set(tail, head);
    putFile(rt, s.path, bytes);
  }
  s.known = s.text.length;
}

/** Writes at the position (appending: at the end); the number of characters. */
export function writeStream(rt: Runtime, s: Stream, data: string): number {
  if (s.console !== null) rt.hooks.write(rt, s.console, data);
  else {
    if (s.append) s.pos = s.text.length;
    if (s.pos > s.text.length) {
      rt.mem.mustHold(s.pos - s.text.length);
      s.text += '\0'.repeat(s.pos - s.text.length);
    } else if (s.pos < s.text.length) chargeMove(rt, s.text.length);
    if (s.pos < s.known) s.known = 0;
    s.text = s.text.slice(0, s.pos) + data + s.text.slice(s.pos + data.length);
    countStream(rt, s);
    s.pos += data.length;
    s.unwritten += data.length;
    if (s.unwritten > BUFFER) flushStream(rt, s);
  }
  return s.binary ? data.length : [...data].length;
}

/** Asks the host for more of standard input until the stream has enough of it, or there is no more. */
function demand(rt: Runtime, s: Stream, isEnough: () => boolean): void {
  if (s.console !== 'stdin') return;
  while (rt.input !== null && !isEnough()) {
    const more = rt.input();
    if (more === '') return;
    s.text += more;
    countStream(rt, s);
    chargeScan(rt, more.length);
  }
}

/** The next `n` characters, or all (negative). */
export function readStream(rt: Runtime, s: Stream, n: number): string {
  demand(rt, s, () => n >= 0 && s.text.length - s.pos >= 2 * n);
  const start = Math.min(s.pos, s.text.length);
  let end = s.text.length;
  if (n >= 0) {
    end = start;
    for (let i = 0; i < n && end < s.text.length; i++) {
      const unit = s.text.charCodeAt(end);
      end += !s.binary && unit >= 0xd800 && unit < 0xdc00 && end + 1 < s.text.length ? 2 : 1;
    }
  }
  s.pos = end;
  return cut(s.text, start, end);
}

/** The next line with its end, '' at the end; at most `limit` characters where it is not negative. */
export function readLine(rt: Runtime, s: Stream, limit = -1): string {
  demand(rt, s, () => s.text.includes('\n', s.pos));
  const end = s.text.indexOf('\n', s.pos);
  const from = Math.min(s.pos, s.text.length);
  const to = end < 0 ? s.text.length : end + 1;
  const shown = cut(s.text, from, limit >= 0 ? Math.min(to, from + limit) : to);
  s.pos += shown.length;
  return shown;
}

/** The position as tell() gives it: bytes in a file, characters in a StringIO. */
export function tellStream(s: Stream): number {
  return s.path === null || s.binary ? s.pos : utf8Length(s.text.slice(0, s.pos));
}

/** Goes to a position as tell() gave it. */
export function seekStream(s: Stream, position: number): void {
  if (s.path === null || s.binary) {
    s.pos = position;
    return;
  }
  let pos = 0;
  for (let bytes = 0; bytes < position && pos < s.text.length; ) {
    const width = s.text.codePointAt(pos)! > 0xffff ? 2 : 1;
    bytes += utf8Length(s.text.slice(pos, pos + width));
    pos += width;
  }
  s.pos = pos;
}
