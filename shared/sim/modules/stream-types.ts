/** The types of streams: the abstract bases, text and binary files (Modules/_io/iobase.c, textio.c, bufferedio.c). */

import { reprText } from '../objects/abstract/text.ts';
import { freeObject, newContainer } from '../objects/alloc.ts';
import { typeError } from '../objects/errors.ts';
import { gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, PyObject, type PyType, TF } from '../objects/header.ts';
import { traverseInstanceDict } from '../objects/instances.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m0 } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { newInstance } from '../objects/types/instance.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import {
  bool,
  flush,
  getset,
  given,
  methods,
  none,
  openBase,
  readableStream,
  streamOf,
} from './stream-methods.ts';
import { countStream, forgetStream, readLine, type Stream } from './streams.ts';

const text = (name: string, get: (o: PyObject) => string) => ({
  name,
  get: (rt: Runtime, o: PyObject) => strNew(rt, get(o)),
});

const nameOf = (s: Stream): string => (s.console !== null ? `<${s.console}>` : (s.path ?? ''));

/** What all stream types have in common: life, iteration, methods. */
export function streamType(
  name: string,
  base: string,
  size: (minor: number) => number,
  more: Partial<TypeDef> = {},
): TypeDef {
  return {
    name,
    module: '_io',
    base,
    kind: K.OTHER,
    size: (rt) => size(rt.ruleset.minor),
    flags: TF.GC | TF.WEAKREF,
    methods: [...methods, ...(more.methods ?? [])],
    getset: [...getset, ...(more.getset ?? [])],
    slots: {
      // Only open() makes files; what the abstract bases make has no stream.
      new: (rt, type) => {
        throw typeError(rt, `cannot create '${type.name}' instances`);
      },
      dealloc: (rt, o) => {
        gcUntrack(rt, o as PyContainer);
        if ((o as PyContainer).weak !== null) rt.hooks.clearWeakrefs(rt, o as PyContainer);
        if (!streamOf(o).closed) flush(rt, streamOf(o));
        forgetStream(rt, streamOf(o));
        letDictGo(rt, o as PyContainer);
        freeObject(rt, o);
      },
      traverse: (rt, o, visit) => {
        const { pending } = streamOf(o);
        if (pending !== null) visit(rt, pending);
        // What a subclass adds has been visited by its own layer.
        if ((o.type.flags & TF.HEAP) === 0) traverseInstanceDict(rt, o as PyContainer, visit);
      },
      clear: (rt, o) => letDictGo(rt, o as PyContainer),
      iter: (rt, o) => {
        // A BytesIO is its own iterator without being asked.
        const s = streamOf(o);
        if (!s.binary || s.path !== null || s.console !== null) openBase(rt, o);
        return incref(o);
      },
      iternext: (rt, o) => {
        const s = readableStream(rt, o);
        const line = readLine(rt, s);
        return line === '' ? null : given(rt, s, line);
      },
      ...more.slots,
    },
  };
}

/** Releases the attributes that a program gave to a stream, where it can have any. */
function letDictGo(rt: Runtime, o: PyContainer): void {
  const { dict } = o;
  o.dict = null;
  if (dict instanceof PyObject) decref(rt, dict);
}

/** The abstract bases; programs only ask whether something is an instance. */
function baseType(name: string, base?: string): TypeDef {
  return {
    name,
    module: '_io',
    ...(base === undefined ? {} : { base }),
    kind: K.OTHER,
    size: () => 48,
    flags: TF.GC | TF.BASETYPE | TF.WEAKREF,
    slots: {
      new: (rt, type) => {
        if ((type.flags & TF.HEAP) !== 0) return newInstance(rt, type, null);
        const o = newContainer(rt, type, null);
        gcTrack(rt, o);
        return o;
      },
      init: () => {},
      dealloc: (rt, o) => {
        gcUntrack(rt, o as PyContainer);
        if ((o as PyContainer).weak !== null) rt.hooks.clearWeakrefs(rt, o as PyContainer);
        freeObject(rt, o);
      },
    },
  };
}

/** _IOBase and what is derived from it. */
export const ioBases: readonly TypeDef[] = [
  baseType('_io._IOBase'),
  baseType('_io._TextIOBase', '_io._IOBase'),
  baseType('_io._BufferedIOBase', '_io._IOBase'),
  baseType('_io._RawIOBase', '_io._IOBase'),
];

/** Text files, sys.stdout and sys.stderr. */
export const textStreamDef: TypeDef = streamType(
  '_io.TextIOWrapper',
  '_io._TextIOBase',
  (minor) => (minor >= 12 ? 216 : 208),
  {
    getset: [
      text('encoding', (o) => (streamOf(o).console !== null ? 'utf-8' : 'UTF-8')),
      text('errors', (o) => (streamOf(o).console === 'stderr' ? 'backslashreplace' : 'strict')),
      text('name', (o) => nameOf(streamOf(o))),
      text('mode', (o) => streamOf(o).mode),
      { name: 'line_buffering', get: (rt) => bool(rt, false) },
      { name: 'newlines', get: none },
    ],
    slots: {
      repr: (rt, o) => {
        const s = streamOf(o);
        const encoding = s.path === null || rt.ruleset.minor >= 11 ? 'utf-8' : 'UTF-8';
        return strNew(
          rt,
          `<_io.TextIOWrapper name=${pathText(rt, nameOf(s))} mode='${s.mode}' encoding='${encoding}'>`,
        );
      },
    },
  },
);

function pathText(rt: Runtime, path: string): string {
  const o = strNew(rt, path);
  try {
    return reprText(rt, o);
  } finally {
    decref(rt, o);
  }
}

/** A type of binary files, which differ in name only. */
export function binaryType(name: string): TypeDef {
  return streamType(name, '_io._BufferedIOBase', () => 168, {
    getset: [text('name', (o) => nameOf(streamOf(o))), text('mode', (o) => streamOf(o).mode)],
    // Its buffer is of the file system's block size.
    methods: [m0('__sizeof__', (rt) => intFromNumber(rt, 168 - rt.ruleset.sizes.gcHeaderBytes + 4096))],
    slots: {
      repr: (rt, o) => strNew(rt, `<_io.${name} name=${pathText(rt, nameOf(streamOf(o)))}>`),
    },
  });
}

/** An object of `type` for the stream. */
export function newStreamObject(rt: Runtime, type: PyType, s: Stream): PyObject {
  countStream(rt, s);
  const o = newContainer(rt, type, s);
  gcTrack(rt, o);
  return o;
}
