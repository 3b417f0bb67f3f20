/**
 * What a text stream was given and has not encoded yet (Modules/_io/textio.c: `pending_bytes`). Up to a chunk of it the stream keeps the very
 * strs that were written, the encoded copies of those that are not ASCII, so that what a program prints lives on for a while. The
 * machine's output has the text at once; only the objects wait.
 */
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { bytesNew } from '../objects/types/bytes.ts';
import { listPush, stealList } from '../objects/types/list.ts';
import { STR, strLength } from '../objects/types/str.ts';
import { encode } from '../text/codecs.ts';
import type { Stream } from './streams.ts';

/** Bytes that a text stream gathers before it hands them to its buffer (`_CHUNK_SIZE`). */
const CHUNK = 8192;

/** Keeps what was written (textiowrapper_write), and lets go of what goes to the buffer. */
export function keepPending(rt: Runtime, s: Stream, text: PyObject): void {
  const asItIs = (text.bits & STR.KIND) === STR.ASCII && strLength(text) <= CHUNK;
  const kept = asItIs ? incref(text) : bytesNew(rt, encode(text.v, 'utf-8'));
  const bytes = (kept.v as string | Uint8Array).length;
  if (s.pending !== null && s.pendingBytes + bytes > CHUNK) flushPending(rt, s);
  if (s.pending === null) s.pending = kept;
  else if (s.pending.type === rt.listType) listPush(rt, s.pending, kept);
  else s.pending = stealList(rt, [s.pending, kept]);
  s.pendingBytes += bytes;
  const lineEnds = s.console === 'stderr' && rt.ruleset.minor >= 9 && /[\r\n]/.test(text.v);
  if (s.pendingBytes >= CHUNK || lineEnds) flushPending(rt, s);
}

/** Hands what waits to the buffer as one bytes object (_textiowrapper_writeflush). */
export function flushPending(rt: Runtime, s: Stream): void {
  const { pending, pendingBytes } = s;
  if (pending === null) return;
  const joined =
    pending.type === rt.bytesType ? null : rt.mem.alloc(rt.ruleset.sizes.bytesBaseBytes + pendingBytes);
  s.pending = null;
  s.pendingBytes = 0;
  decref(rt, pending);
  if (joined !== null) rt.mem.free(joined);
}
