/**
 * Streams and the machine's file system (Modules/_io): files are byte strings in memory, by name, and last as long as the machine.
 * Text streams keep their text, binary ones their bytes as code units 0 to 255; what was written reaches the file when the
 * stream is flushed, closed or dropped, or has grown by a buffer.
 */

import type { Runtime } from '../objects/runtime.ts';
import { decode, encode, utf8Length } from '../text/codecs.ts';

/** Bytes that a stream keeps to itself. */
const BUFFER = 8192;

export type Stream = {
  /** stdout and stderr go to the machine's output. */
  readonly console: 'stdout' | 'stderr' | null;
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
  closed: boolean;
};

/** The files of the machine. Hosts put in what a program may read before it runs. */
export function filesOf(rt: Runtime): Map<string, Uint8Array> {
  let files = rt.moduleState.get('files') as Map<string, Uint8Array> | undefined;
  if (files === undefined) rt.moduleState.set('files', (files = new Map()));
  return files;
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
    closed: false,
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
  filesOf(rt).set(s.path, s.binary ? bytesOf(s.text) : encode(s.text, 'utf-8'));
}

/** Writes at the position (appending: at the end); the number of characters. */
export function writeStream(rt: Runtime, s: Stream, data: string): number {
  if (s.console !== null) rt.hooks.write(rt, s.console, data);
  else {
    if (s.append) s.pos = s.text.length;
    if (s.pos > s.text.length) s.text += '\0'.repeat(s.pos - s.text.length);
    s.text = s.text.slice(0, s.pos) + data + s.text.slice(s.pos + data.length);
    s.pos += data.length;
    s.unwritten += data.length;
    if (s.unwritten > BUFFER) flushStream(rt, s);
  }
  return s.binary ? data.length : [...data].length;
}

/** The next `n` characters, or all (negative). */
export function readStream(s: Stream, n: number): string {
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
  return s.text.slice(start, end);
}

/** The next line with its end, '' at the end; at most `limit` characters where it is not negative. */
export function readLine(s: Stream, limit = -1): string {
  const end = s.text.indexOf('\n', s.pos);
  const line = s.text.slice(Math.min(s.pos, s.text.length), end < 0 ? s.text.length : end + 1);
  const shown = limit >= 0 ? line.slice(0, limit) : line;
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
