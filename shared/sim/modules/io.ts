/** `_io` (Modules/_io): text and binary streams over streams.ts, and open(). */

import { toIndexNumber } from '../objects/abstract/indices.ts';
import { forEach } from '../objects/abstract/iteration.ts';
import { reprText } from '../objects/abstract/text.ts';
import { freeObject, newContainer } from '../objects/alloc.ts';
import { parseArgs } from '../objects/args.ts';
import { bytesLikeOf } from '../objects/buffer.ts';
import { raise, raiseObject, typeError, valueError } from '../objects/errors.ts';
import { gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, PyObject, type PyType, TF } from '../objects/header.ts';
import { traverseInstanceDict } from '../objects/instances.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, type MethodDef, m0, m1, mK, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { bytesNew } from '../objects/types/bytes.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { newInstance } from '../objects/types/instance.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { isStr, strNew } from '../objects/types/str.ts';
import { charge, chargeMove, chargeScan } from '../objects/work.ts';
import { cut } from '../text/kinds.ts';
import type { ModuleDef } from './module.ts';
import { flushPending, keepPending } from './pending.ts';
import {
  bytesOf,
  contentOf,
  countStream,
  filesOf,
  flushStream,
  forgetStream,
  newStream,
  putFile,
  readLine,
  readStream,
  type Stream,
  seekStream,
  tellStream,
  unitsOf,
  writeStream,
} from './streams.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);
const bool = (rt: Runtime, value: boolean): PyObject => incref(value ? rt.True : rt.False);
const streamOf = (o: PyObject): Stream => o.v as Stream;

const CLOSED = 'I/O operation on closed file.';

/** The stream, unless it is closed. A StringIO says it without the full stop where the method is its own. */
function open(rt: Runtime, self: PyObject): Stream {
  const s = streamOf(self);
  if (s.closed) throw valueError(rt, isStringIo(s) ? CLOSED.slice(0, -1) : CLOSED);
  return s;
}

/** As open, for what all streams have from _io._IOBase. */
function openBase(rt: Runtime, self: PyObject): Stream {
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

function readableStream(rt: Runtime, self: PyObject): Stream {
  const s = open(rt, self);
  if (!s.readable) throw unsupported(rt, s.binary ? 'read' : 'not readable');
  return s;
}

/** What was read, as the stream's kind of object. */
function given(rt: Runtime, s: Stream, data: string): PyObject {
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
function flush(rt: Runtime, s: Stream): void {
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

const methods: readonly MethodDef[] = [
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

const getset: NonNullable<TypeDef['getset']> = [
  { name: 'closed', get: (rt, o) => bool(rt, streamOf(o).closed) },
];

const text = (name: string, get: (o: PyObject) => string) => ({
  name,
  get: (rt: Runtime, o: PyObject) => strNew(rt, get(o)),
});

const nameOf = (s: Stream): string => (s.console !== null ? `<${s.console}>` : (s.path ?? ''));

/** What all stream types have in common: life, iteration, methods. */
function streamType(
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

function binaryType(name: string): TypeDef {
  return streamType(name, '_io._BufferedIOBase', () => 168, {
    getset: [text('name', (o) => nameOf(streamOf(o))), text('mode', (o) => streamOf(o).mode)],
    // Its buffer is of the file system's block size.
    methods: [m0('__sizeof__', (rt) => intFromNumber(rt, 168 - rt.ruleset.sizes.gcHeaderBytes + 4096))],
    slots: {
      repr: (rt, o) => strNew(rt, `<_io.${name} name=${pathText(rt, nameOf(streamOf(o)))}>`),
    },
  });
}

// ---- streams in memory

function memoryNew(binary: boolean) {
  return (rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject => {
    const [initial] = parseArgs(
      rt,
      binary ? 'BytesIO' : 'StringIO',
      args,
      kw,
      binary ? ['initial_bytes'] : ['initial_value', 'newline'],
      0,
    );
    let content = '';
    if (initial !== null && initial !== rt.None) {
      if (binary) {
        content = unitsOf(bytesLikeOf(rt, initial));
      } else {
        if (!isStr(initial)) {
          throw typeError(rt, `initial_value must be str or None, not ${initial.type.name}`);
        }
        content = initial.v as string;
      }
    }
    return newStreamObject(rt, type, newStream({ binary, text: content, mode: 'r+' }));
  };
}

function newStreamObject(rt: Runtime, type: PyType, s: Stream): PyObject {
  countStream(rt, s);
  const o = newContainer(rt, type, s);
  gcTrack(rt, o);
  return o;
}

const memoryMethods: readonly MethodDef[] = [
  m0('getvalue', (rt, self) => {
    const s = open(rt, self);
    chargeMove(rt, s.text.length);
    return given(rt, s, s.text);
  }),
];

const stringIoDef: TypeDef = {
  ...streamType('_io.StringIO', '_io._TextIOBase', (minor) => (minor >= 12 ? 184 : 136), {
    methods: memoryMethods,
    slots: { new: memoryNew(false), init: () => {} },
  }),
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT,
};
const bytesIoDef: TypeDef = {
  ...streamType('_io.BytesIO', '_io._BufferedIOBase', () => 80, {
    methods: [...memoryMethods, m0('getbuffer', (rt, self) => bytesNew(rt, bytesOf(open(rt, self).text)))],
    slots: { new: memoryNew(true), init: () => {} },
  }),
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT,
};

// ---- open()

/** OSError(errno, text, path): the subclass follows from the number. */
function osError(rt: Runtime, errno: number, message: string, path: PyObject): unknown {
  const args = [intFromNumber(rt, errno), strNew(rt, message), incref(path)];
  try {
    return raiseObject(rt, callObject(rt, rt.exc['OSError'], args));
  } finally {
    for (const a of args) decref(rt, a);
  }
}

/** open(path, mode): a stream on a file of the machine. */
export function openFile(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const names = ['file', 'mode', 'buffering', 'encoding', 'errors', 'newline', 'closefd', 'opener'];
  const [file, modeArg] = parseArgs(rt, 'open', args, kw, names, 1);
  const mode = modeArg === null ? 'r' : modeText(rt, modeArg);
  const flags = modeOf(rt, mode);
  if (file!.type.kind !== K.STR && file!.type.kind !== K.BYTES) {
    if (file!.type.kind === K.FLOAT && rt.ruleset.minor < 10)
      throw typeError(rt, 'integer argument expected, got float');
    throw typeError(rt, `expected str, bytes or os.PathLike object, not ${file!.type.name}`);
  }
  const path = file!.type.kind === K.STR ? (file!.v as string) : unitsOf(file!.v as Uint8Array);
  const files = filesOf(rt);
  const existing = files.get(path);
  if (path === '') throw osError(rt, 2, 'No such file or directory', file!);
  if (flags.create && existing !== undefined) throw osError(rt, 17, 'File exists', file!);
  if (flags.read && existing === undefined) throw osError(rt, 2, 'No such file or directory', file!);
  const keeps = existing !== undefined && (flags.read || flags.append);
  if (!keeps) putFile(rt, path, new Uint8Array(0));
  const content = keeps ? contentOf(existing, flags.binary) : '';
  ioTypes(rt);
  const s = newStream({
    path,
    mode,
    binary: flags.binary,
    readable: flags.read || flags.plus,
    writable: !flags.read || flags.plus,
    append: flags.append,
    text: content,
    pos: flags.append ? content.length : 0,
  });
  const name = !flags.binary
    ? '_io.TextIOWrapper'
    : flags.plus
      ? '_io.BufferedRandom'
      : flags.read
        ? '_io.BufferedReader'
        : '_io.BufferedWriter';
  return newStreamObject(rt, rt.types[name], s);
}

function modeText(rt: Runtime, mode: PyObject): string {
  if (!isStr(mode)) throw typeError(rt, `open() argument 'mode' must be str, not ${mode.type.name}`);
  return mode.v as string;
}

type Mode = {
  readonly read: boolean;
  readonly create: boolean;
  readonly append: boolean;
  readonly plus: boolean;
  readonly binary: boolean;
};

function modeOf(rt: Runtime, mode: string): Mode {
  const letters = [...mode];
  if (letters.some((c) => !'rwxabt+'.includes(c)) || new Set(letters).size < letters.length) {
    throw valueError(rt, `invalid mode: '${mode}'`);
  }
  const has = (c: string): boolean => mode.includes(c);
  if (has('b') && has('t')) throw valueError(rt, "can't have text and binary mode at once");
  if (['r', 'w', 'x', 'a'].filter(has).length !== 1) {
    throw valueError(rt, 'must have exactly one of create/read/write/append mode');
  }
  return { read: has('r'), create: has('x'), append: has('a'), plus: has('+'), binary: has('b') };
}

/** Makes the module, and with it the types, where nobody imported it yet. */
function ioTypes(rt: Runtime): void {
  if (rt.types['_io.BufferedReader'] === undefined) decref(rt, rt.hooks.importModule(rt, '_io'));
}

export const ioModule: ModuleDef = {
  name: '_io',
  types: [
    ...ioBases,
    textStreamDef,
    stringIoDef,
    bytesIoDef,
    binaryType('_io.BufferedReader'),
    binaryType('_io.BufferedWriter'),
    binaryType('_io.BufferedRandom'),
  ],
  functions: [mK('open', openFile)],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    const size = intFromNumber(rt, BUFFER_SIZE);
    dictSetJs(rt, ns, 'DEFAULT_BUFFER_SIZE', size);
    decref(rt, size);
  },
};

const BUFFER_SIZE = 8192;
