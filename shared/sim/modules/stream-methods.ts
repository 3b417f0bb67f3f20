/** The methods that streams have in common (Modules/_io/iobase.c, textio.c, bufferedio.c), over streams.ts. */

import { toIndexNumber } from '../objects/abstract/indices.ts';
import { forEach } from '../objects/abstract/iteration.ts';
import { bytesLikeOf } from '../objects/buffer.ts';
import { raise, typeError, valueError } from '../objects/errors.ts';
import type { PyContainer, PyObject, PyType } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, type MethodDef, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { bytesNew } from '../objects/types/bytes.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { isStr, strNew } from '../objects/types/str.ts';
import { charge, chargeScan } from '../objects/work.ts';
import { cut } from '../text/kinds.ts';
import { flushPending, keepPending } from './pending.ts';
import {
  bytesOf,
  countStream,
  flushStream,
  readLine,
  readStream,
  type Stream,
  seekStream,
  tellStream,
  unitsOf,
  writeStream,
} from './streams.ts';

/** A new None. */
export const none = (rt: Runtime): PyObject => incref(rt.None);

/** A new True or False. */
export const bool = (rt: Runtime, value: boolean): PyObject => incref(value ? rt.True : rt.False);

/** The payload of a stream object. */
export const streamOf = (o: PyObject): Stream => o.v as Stream;

const CLOSED = 'I/O operation on closed file.';

/** The stream, unless it is closed. A StringIO says it without the full stop where the method is its own. */
export function open(rt: Runtime, self: PyObject): Stream {
  const s = streamOf(self);
  if (s.closed) throw valueError(rt, isStringIo(s) ? CLOSED.slice(0, -1) : CLOSED);
  return s;
}

/** As open, for what all streams have from _io._IOBase. */
export function openBase(rt: Runtime, self: PyObject): Stream {
  const s = streamOf(self);
  if (s.closed) throw valueError(rt, CLOSED);
  return s;
}

const isStringIo = (s: Stream): boolean => s.path === null && s.console === null && !s.binary;

function unsupported(rt: Runtime, what: string): unknown {
  const module = rt.hooks.importModule(rt, 'io') as PyContainer;
  const type = dictGetJs(module.dict as PyObject, 'UnsupportedOperation') as PyType;
  decref(rt, module);
  return raise(rt, type, what);
}

/** The stream, unless it is closed or only for writing. */
export function readableStream(rt: Runtime, self: PyObject): Stream {
  const s = open(rt, self);
  if (!s.readable) throw unsupported(rt, s.binary ? 'read' : 'not readable');
  return s;
}

/** What was read, as the stream's kind of object. */
export function given(rt: Runtime, s: Stream, data: string): PyObject {
  chargeScan(rt, data.length);
  return s.binary ? bytesNew(rt, bytesOf(data)) : strNew(rt, data);
}

function sizeOf(rt: Runtime, args: Args): number {
  return args.length === 0 || args[0] === rt.None ? -1 : toIndexNumber(rt, args[0]);
}

function write(rt: Runtime, self: PyObject, data: PyObject): PyObject {
  if (streamOf(self).binary && !streamOf(self).writable) throw unsupported(rt, 'write');
  const s = open(rt, self);
  if (!s.writable) throw unsupported(rt, 'not writable');
  const written = writeStream(rt, s, unitsFor(rt, self, s, data));
  if (s.console !== null) keepPending(rt, s, data);
  return intFromNumber(rt, written);
}

function unitsFor(rt: Runtime, self: PyObject, s: Stream, data: PyObject): string {
  if (!s.binary) {
    if (isStr(data)) return data.v as string;
    const isMemory = self.type.name.endsWith('StringIO');
    throw typeError(
      rt,
      isMemory
        ? `string argument expected, got '${data.type.name}'`
        : `write() argument must be str, not ${data.type.name}`,
    );
  }
  return unitsOf(bytesLikeOf(rt, data));
}

function lines(rt: Runtime, self: PyObject): PyObject {
  openBase(rt, self);
  const s = readableStream(rt, self);
  const found: PyObject[] = [];
  for (let line = readLine(rt, s); line !== ''; line = readLine(rt, s)) {
    charge(rt, 4);
    found.push(given(rt, s, line));
  }
  return stealList(rt, found);
}

/** What was written, to where it goes. */
export function flush(rt: Runtime, s: Stream): void {
  flushPending(rt, s);
  flushStream(rt, s);
}

function close(rt: Runtime, self: PyObject): PyObject {
  const s = streamOf(self);
  if (!s.closed) flush(rt, s);
  s.closed = true;
  return none(rt);
}

function seek(rt: Runtime, self: PyObject, args: Args): PyObject {
  const s = open(rt, self);
  const offset = toIndexNumber(rt, args[0]);
  const whence = args.length > 1 ? toIndexNumber(rt, args[1]) : 0;
  if (whence < 0 || whence > 2) throw valueError(rt, `invalid whence (${whence}, should be 0, 1 or 2)`);
  if (whence === 0) {
    if (offset < 0) {
      throw valueError(
        rt,
        s.path === null ? `Negative seek position ${offset}` : `negative seek position ${offset}`,
      );
    }
    seekStream(s, offset);
  } else if (s.binary) s.pos = Math.max(0, (whence === 1 ? s.pos : s.text.length) + offset);
  else if (offset !== 0) {
    throw unsupported(rt, `can't do nonzero ${whence === 1 ? 'cur' : 'end'}-relative seeks`);
  } else if (whence === 2) s.pos = s.text.length;
  return intFromNumber(rt, tellStream(s));
}

function truncate(rt: Runtime, self: PyObject, args: Args): PyObject {
  const s = open(rt, self);
  const size = args.length === 0 || args[0] === rt.None ? tellStream(s) : toIndexNumber(rt, args[0]);
  const at = s.pos;
  seekStream(s, size);
  s.text = cut(s.text, 0, s.pos);
  s.pos = at;
  s.known = 0;
  s.unwritten++;
  countStream(rt, s);
  flushStream(rt, s);
  return intFromNumber(rt, size);
}

const enter: MethodDef = m0('__enter__', (rt, self) => {
  openBase(rt, self);
  return incref(self);
});

/** The methods of all streams. */
export const methods: readonly MethodDef[] = [
  mN(
    'read',
    (rt, self, args) => {
      const s = readableStream(rt, self);
      return given(rt, s, readStream(rt, s, sizeOf(rt, args)));
    },
    0,
    1,
  ),
  mN(
    'readline',
    (rt, self, args) => {
      const s = readableStream(rt, self);
      return given(rt, s, readLine(rt, s, sizeOf(rt, args)));
    },
    0,
    1,
  ),
  mN('readlines', lines, 0, 1),
  m1('write', write),
  m1('writelines', (rt, self, iterable) => {
    openBase(rt, self);
    forEach(rt, iterable, (line) => {
      try {
        decref(rt, write(rt, self, line));
      } finally {
        decref(rt, line);
      }
    });
    return none(rt);
  }),
  m0('flush', (rt, self) => {
    // A StringIO has no flush() of its own, and that of all streams does not ask.
    if (!isStringIo(streamOf(self))) flush(rt, open(rt, self));
    return none(rt);
  }),
  m0('close', close),
  mN('seek', seek, 1, 2),
  m0('tell', (rt, self) => intFromNumber(rt, tellStream(open(rt, self)))),
  mN('truncate', truncate, 0, 1),
  m0('readable', (rt, self) => bool(rt, open(rt, self).readable)),
  m0('writable', (rt, self) => bool(rt, open(rt, self).writable)),
  m0('seekable', (rt, self) => bool(rt, open(rt, self).console === null)),
  m0('isatty', (rt, self) => {
    openBase(rt, self);
    return bool(rt, false);
  }),
  m0('fileno', (rt, self) => {
    if (streamOf(self).path === null && streamOf(self).console === null) throw unsupported(rt, 'fileno');
    const s = open(rt, self);
    if (s.console !== null) return intFromNumber(rt, ['stdin', 'stdout', 'stderr'].indexOf(s.console));
    return intFromNumber(rt, 3);
  }),
  enter,
  mN('__exit__', close, 0, 3),
];

/** The attributes of all streams. */
export const getset: NonNullable<TypeDef['getset']> = [
  { name: 'closed', get: (rt, o) => bool(rt, streamOf(o).closed) },
];
