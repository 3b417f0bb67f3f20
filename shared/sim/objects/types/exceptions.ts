/** The built-in exceptions (Objects/exceptions.c). */
import { escapeCode } from '../../text/repr.ts';
import { findAttr, setAttr } from '../abstract/attributes.ts';
import { listItems } from '../abstract/iteration.ts';
import { objectRepr, objectStr, reprText, strText } from '../abstract/text.ts';
import { parseArgs } from '../args.ts';
import { argumentTypeName, badArgument } from '../convert.ts';
import type { ExceptionData } from '../errors.ts';
import { attributeError, indexError, raise, typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, PyInstance, type PyObject, PyType, TF, type Visit } from '../header.ts';
import { instanceDict, setInstanceDict } from '../instances.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, type GetSetDef, type KwNames, m0, m1 } from '../slots.ts';
import { tupleOfArgs } from '../tuplecall.ts';
import type { TypeDef } from '../typedef.ts';
import { dictCopy, dictEntries, dictSetJs, newDict } from './dict.ts';
import { newInstance } from './instance.ts';
import { intNew } from './int.ts';
import { appendNote } from './notes.ts';
import { dictGetSet } from './object.ts';
import { strNew } from './str.ts';
import { newTuple, stealTuple } from './tuple.ts';

const osMembers = ['errno', 'strerror', 'filename', 'filename2', 'characters_written'];
const importMembers = ['msg', 'name', 'path', 'name_from'];
const syntaxMembers = [
  'msg',
  'filename',
  'lineno',
  'offset',
  'text',
  'end_lineno',
  'end_offset',
  'print_file_and_line',
];

/** Name, base, members of each built-in exception, bases first. */
const tree: readonly (readonly [string, string, string[]?])[] = [
  ['Exception', 'BaseException'],
  ['SystemExit', 'BaseException', ['code']],
  ['KeyboardInterrupt', 'BaseException'],
  ['GeneratorExit', 'BaseException'],
  ['StopIteration', 'Exception', ['value']],
  ['StopAsyncIteration', 'Exception'],
  ['ArithmeticError', 'Exception'],
  ['FloatingPointError', 'ArithmeticError'],
  ['OverflowError', 'ArithmeticError'],
  ['ZeroDivisionError', 'ArithmeticError'],
  ['AssertionError', 'Exception'],
  ['AttributeError', 'Exception', ['obj', 'name']],
  ['BufferError', 'Exception'],
  ['EOFError', 'Exception'],
  ['ImportError', 'Exception', importMembers],
  ['ModuleNotFoundError', 'ImportError', importMembers],
  ['ImportCycleError', 'ImportError', importMembers],
  ['LookupError', 'Exception'],
  ['IndexError', 'LookupError'],
  ['KeyError', 'LookupError'],
  ['MemoryError', 'Exception'],
  ['NameError', 'Exception', ['name']],
  ['UnboundLocalError', 'NameError', ['name']],
  ['OSError', 'Exception', osMembers],
  ['BlockingIOError', 'OSError', osMembers],
  ['ChildProcessError', 'OSError', osMembers],
  ['ConnectionError', 'OSError', osMembers],
  ['BrokenPipeError', 'ConnectionError', osMembers],
  ['ConnectionAbortedError', 'ConnectionError', osMembers],
  ['ConnectionRefusedError', 'ConnectionError', osMembers],
  ['ConnectionResetError', 'ConnectionError', osMembers],
  ['FileExistsError', 'OSError', osMembers],
  ['FileNotFoundError', 'OSError', osMembers],
  ['InterruptedError', 'OSError', osMembers],
  ['IsADirectoryError', 'OSError', osMembers],
  ['NotADirectoryError', 'OSError', osMembers],
  ['PermissionError', 'OSError', osMembers],
  ['ProcessLookupError', 'OSError', osMembers],
  ['TimeoutError', 'OSError', osMembers],
  ['ReferenceError', 'Exception'],
  ['RuntimeError', 'Exception'],
  ['NotImplementedError', 'RuntimeError'],
  ['RecursionError', 'RuntimeError'],
  ['SyntaxError', 'Exception', syntaxMembers],
  ['IndentationError', 'SyntaxError', syntaxMembers],
  ['TabError', 'IndentationError', syntaxMembers],
  ['_IncompleteInputError', 'SyntaxError', syntaxMembers],
  ['SystemError', 'Exception'],
  ['TypeError', 'Exception'],
  ['ValueError', 'Exception'],
  ['UnicodeError', 'ValueError'],
  ['UnicodeDecodeError', 'UnicodeError', ['encoding', 'object', 'start', 'end', 'reason']],
  ['UnicodeEncodeError', 'UnicodeError', ['encoding', 'object', 'start', 'end', 'reason']],
  ['UnicodeTranslateError', 'UnicodeError', ['object', 'start', 'end', 'reason']],
  ['PythonFinalizationError', 'RuntimeError'],
  ['Warning', 'Exception'],
  ['BytesWarning', 'Warning'],
  ['DeprecationWarning', 'Warning'],
  ['EncodingWarning', 'Warning'],
  ['FutureWarning', 'Warning'],
  ['ImportWarning', 'Warning'],
  ['PendingDeprecationWarning', 'Warning'],
  ['ResourceWarning', 'Warning'],
  ['RuntimeWarning', 'Warning'],
  ['SyntaxWarning', 'Warning'],
  ['UnicodeWarning', 'Warning'],
  ['UserWarning', 'Warning'],
];

/** Exception types that came later, by minor version. */
export const exceptionSince: { readonly [name: string]: number } = {
  EncodingWarning: 10,
  PythonFinalizationError: 13,
  _IncompleteInputError: 13,
  ImportCycleError: 15,
};

/** Which subclass of OSError an errno means (Linux). */
const byErrno: { readonly [errno: number]: string } = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
  110: 'TimeoutError',
};

/**
 * Whether OSError's `__init__` takes the arguments apart, not its `__new__`: for classes that override the former alone
 * (oserror_use_init).
 */
function osErrorUsesInit(type: PyType): boolean {
  return type.slots.init !== inits['OSError'] && type.slots.new === osErrorNew;
}

/** OSError.__new__: an errno that has a subclass gives that. */
function osErrorNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  let made = type;
  if (type === rt.exc['OSError'] && args.length >= 2 && args[0].type.kind === K.INT) {
    made = rt.exc[byErrno[args[0].v as number]] ?? type;
  }
  const o = baseNew(rt, made, args, kw);
  if (!osErrorUsesInit(made)) {
    if (kw !== null && kw.length > 0) {
      decref(rt, o);
      throw typeError(rt, `${type.name}() takes no keyword arguments`);
    }
    osErrorParts(rt, o, args);
  }
  return o;
}

/** errno, strerror and the file names (oserror_init). */
function osErrorParts(rt: Runtime, self: PyObject, args: Args): void {
  if (args.length < 2 || args.length > 5) return;
  setMember(rt, self.v, 'errno', args[0]);
  setMember(rt, self.v, 'strerror', args[1]);
  if (args.length === 2 || args[2] === rt.None) return;
  if (self.type.mro.includes(rt.exc['BlockingIOError']) && args[2].type.slots.index !== null)
    setMember(rt, self.v, 'characters_written', args[2]);
  else {
    setMember(rt, self.v, 'filename', args[2]);
    if (args.length > 4 && args[4] !== rt.None) setMember(rt, self.v, 'filename2', args[4]);
  }
  const data = self.v as ExceptionData;
  const old = data.args;
  data.args = newTuple(rt, args.slice(0, 2));
  decref(rt, old);
}

/** An exception object with `args` (takes over the tuple), by BaseException.__new__. */
export function baseNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  const data: ExceptionData = {
    args: tupleOfArgs(rt, kw === null ? args : args.slice(0, args.length - kw.length)),
    traceback: null,
    context: null,
    cause: null,
    suppressContext: false,
    members: membersOf(rt, type),
  };
  if ((type.flags & TF.HEAP) !== 0) return newInstance(rt, type, data);
  const o = new PyInstance(type, gcAlloc(rt, type.headBytes + type.basicSize), data, 0, 0);
  gcTrack(rt, o);
  return o;
}

function membersOf(rt: Runtime, type: PyType): { [name: string]: PyObject | null } | null {
  const table = rt.moduleState.get('exception members') as Map<PyType, string[]>;
  for (const t of type.mro) {
    const names = table.get(t);
    if (names === undefined) continue;
    const members: { [name: string]: PyObject | null } = {};
    for (const n of names) members[n] = null;
    return members;
  }
  return null;
}

function baseInit(rt: Runtime, self: PyObject, args: Args, kw: KwNames): void {
  if (kw !== null && kw.length > 0) throw typeError(rt, `${self.type.name}() takes no keyword arguments`);
  const data = self.v as ExceptionData;
  const old = data.args;
  const items = old.v as PyObject[];
  // Nearly always those that __new__ got.
  if (items.length === args.length && items.every((x, i) => x === args[i])) return;
  data.args = newTuple(rt, args);
  decref(rt, old);
}

function setMember(rt: Runtime, data: ExceptionData, name: string, value: PyObject | null): void {
  const old = data.members![name];
  data.members![name] = value === null ? null : incref(value);
  if (old != null) decref(rt, old);
}

/** Inits of the types that keep members. */
const inits: { [type: string]: (rt: Runtime, self: PyObject, args: Args, kw: KwNames) => void } = {
  StopIteration: (rt, self, args, kw) => {
    baseInit(rt, self, args, kw);
    setMember(rt, self.v, 'value', args.length > 0 ? args[0] : rt.None);
  },
  SystemExit: (rt, self, args, kw) => {
    baseInit(rt, self, args, kw);
    if (args.length === 1) setMember(rt, self.v, 'code', args[0]);
    else if (args.length > 1) setMember(rt, self.v, 'code', (self.v as ExceptionData).args);
  },
  ImportError: (rt, self, args, kw) =>
    keywordMembers(
      rt,
      self,
      args,
      kw,
      rt.ruleset.minor >= 12 ? ['name', 'path', 'name_from'] : ['name', 'path'],
      () => {
        const n = args.length - (kw?.length ?? 0);
        setMember(rt, self.v, 'msg', n === 1 ? args[0] : null);
      },
    ),
  AttributeError: (rt, self, args, kw) =>
    keywordMembers(rt, self, args, kw, rt.ruleset.minor >= 10 ? ['name', 'obj'] : [], null),
  NameError: (rt, self, args, kw) =>
    keywordMembers(rt, self, args, kw, rt.ruleset.minor >= 10 ? ['name'] : [], null),
  OSError: (rt, self, args, kw) => {
    if (!osErrorUsesInit(self.type)) return;
    baseInit(rt, self, args, kw);
    osErrorParts(rt, self, args);
  },
  SyntaxError: (rt, self, args, kw) => {
    baseInit(rt, self, args, kw);
    if (args.length >= 1) setMember(rt, self.v, 'msg', args[0]);
    if (args.length === 2) syntaxDetails(rt, self, args[1]);
  },
  UnicodeDecodeError: unicodeInit(['encoding', 'object', 'start', 'end', 'reason'], true),
  UnicodeEncodeError: unicodeInit(['encoding', 'object', 'start', 'end', 'reason']),
  UnicodeTranslateError: unicodeInit(['object', 'start', 'end', 'reason']),
};

/** Where a SyntaxError is: four parts, since 3.10 six, seven since 3.15. */
function syntaxDetails(rt: Runtime, self: PyObject, given: PyObject): void {
  const { minor } = rt.ruleset;
  const items = listItems(rt, given);
  try {
    const n = items.length;
    if (minor < 10) {
      if (n < 4) throw indexError(rt, 'tuple index out of range');
    } else {
      const most = minor >= 14 ? 7 : 6;
      if (n < 4) throw typeError(rt, `function takes at least 4 arguments (${n} given)`);
      if (n > most) throw typeError(rt, `function takes at most ${most} arguments (${n} given)`);
      if (n === 5) throw typeError(rt, 'end_offset must be provided when end_lineno is provided');
    }
    const names = ['filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'];
    names.forEach((name, i) => {
      if (i < n) setMember(rt, self.v, name, items[i]);
    });
  } finally {
    decrefAll(rt, items);
  }
}

/** The arguments of a UnicodeError: texts, an index each for start and end, and for decoding bytes. */
function checkUnicodeArguments(rt: Runtime, names: readonly string[], args: Args, decoding: boolean): void {
  names.forEach((name, i) => {
    const { kind, slots } = args[i].type;
    const wants = (expected: string): unknown =>
      typeError(rt, `argument ${i + 1} must be ${expected}, not ${argumentTypeName(rt, args[i])}`);
    if (name === 'start' || name === 'end') {
      if (slots.index === null)
        throw typeError(rt, `'${args[i].type.name}' object cannot be interpreted as an integer`);
    } else if (name === 'object' && decoding) {
      if (kind !== K.BYTES && kind !== K.BYTEARRAY)
        throw typeError(rt, `a bytes-like object is required, not '${args[i].type.name}'`);
    } else if (kind !== K.STR) throw wants('str');
  });
}

function unicodeInit(names: string[], decoding = false) {
  return (rt: Runtime, self: PyObject, args: Args, kw: KwNames): void => {
    baseInit(rt, self, args, kw);
    if (args.length !== names.length) {
      throw typeError(rt, `function takes exactly ${names.length} arguments (${args.length} given)`);
    }
    checkUnicodeArguments(rt, names, args, decoding);
    names.forEach((n, i) => {
      setMember(rt, self.v, n, args[i]);
    });
  };
}

function keywordMembers(
  rt: Runtime,
  self: PyObject,
  args: Args,
  kw: KwNames,
  allowed: string[],
  then: (() => void) | null,
): void {
  const nkw = kw?.length ?? 0;
  const n = args.length - nkw;
  if (nkw > 0) {
    const { name } = self.type;
    if (allowed.length === 0) throw typeError(rt, `${name}() takes no keyword arguments`);
    parseArgs(rt, name, args.slice(n), kw, allowed, 0);
  }
  baseInit(rt, self, args.slice(0, n), null);
  for (const name of allowed) setMember(rt, self.v, name, null);
  for (let i = 0; i < nkw; i++) setMember(rt, self.v, kw![i].v, args[n + i]);
  then?.();
}

/** Texts of str() that differ from BaseException's. */
const strs: { [type: string]: (rt: Runtime, o: PyObject) => PyObject } = {
  KeyError: (rt, o) => {
    const args = (o.v as ExceptionData).args.v as PyObject[];
    return args.length === 1 ? objectRepr(rt, args[0]) : baseStr(rt, o);
  },
  OSError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['errno'] == null || m['strerror'] == null) return baseStr(rt, o);
    const head = `[Errno ${strText(rt, m['errno'])}] ${strText(rt, m['strerror'])}`;
    if (m['filename'] == null) return strNew(rt, head);
    const second = m['filename2'] == null ? '' : ` -> ${reprText(rt, m['filename2'])}`;
    return strNew(rt, `${head}: ${reprText(rt, m['filename'])}${second}`);
  },
  ImportError: (rt, o) => {
    const msg = (o.v as ExceptionData).members!['msg'];
    return msg != null && msg.type === rt.strType ? incref(msg) : baseStr(rt, o);
  },
  SyntaxError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    const msg = m['msg'] == null ? 'None' : strText(rt, m['msg']);
    const line = m['lineno'] != null && m['lineno'] !== rt.None ? strText(rt, m['lineno']) : null;
    const file =
      m['filename'] != null && m['filename'] !== rt.None
        ? strText(rt, m['filename']).replace(/^.*\//, '')
        : null;
    if (file !== null && line !== null) return strNew(rt, `${msg} (${file}, line ${line})`);
    if (line !== null) return strNew(rt, `${msg} (line ${line})`);
    if (file !== null) return strNew(rt, `${msg} (${file})`);
    return strNew(rt, msg);
  },
  UnicodeDecodeError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['object'] == null) return strNew(rt, '');
    const start = m['start']!.v as number;
    const end = m['end']!.v as number;
    const bytes = m['object']!.v as Uint8Array;
    const at =
      end === start + 1 && start < bytes.length
        ? `can't decode byte 0x${bytes[start].toString(16).padStart(2, '0')} in position ${start}`
        : `can't decode bytes in position ${start}-${end - 1}`;
    return strNew(rt, `'${m['encoding']!.v}' codec ${at}: ${m['reason']!.v}`);
  },
  UnicodeEncodeError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['object'] == null) return strNew(rt, '');
    return strNew(rt, `'${m['encoding']!.v}' codec ${charactersText(m, 'encode')}: ${m['reason']!.v}`);
  },
  UnicodeTranslateError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['object'] == null) return strNew(rt, '');
    return strNew(rt, `${charactersText(m, 'translate')}: ${m['reason']!.v}`);
  },
};

/** "can't encode character '\\xe9' in position 3". */
function charactersText(m: { [name: string]: PyObject | null }, verb: string): string {
  const start = Number(m['start']!.v);
  const end = Number(m['end']!.v);
  const points = [...(m['object']!.v as string)];
  if (end === start + 1 && start >= 0 && start < points.length)
    return `can't ${verb} character '${escapeCode(points[start].codePointAt(0) as number)}' in position ${start}`;
  return `can't ${verb} characters in position ${start}-${end - 1}`;
}

function baseStr(rt: Runtime, o: PyObject): PyObject {
  const args = (o.v as ExceptionData).args;
  const items = args.v as PyObject[];
  if (items.length === 0) return strNew(rt, '');
  return items.length === 1 ? objectStr(rt, items[0]) : objectStr(rt, args);
}

function baseRepr(rt: Runtime, o: PyObject): PyObject {
  const args = (o.v as ExceptionData).args;
  const items = args.v as PyObject[];
  const text = items.length === 1 ? `(${reprText(rt, items[0])})` : reprText(rt, args);
  return strNew(rt, o.type.name + text);
}

function releaseParts(rt: Runtime, o: PyObject): void {
  const d = o.v as ExceptionData;
  const { args, traceback, context, cause, members } = d;
  d.traceback = d.context = d.cause = null;
  d.members = null;
  if (members !== null)
    for (const name of Object.keys(members)) if (members[name] !== null) decref(rt, members[name]!);
  d.args = incref(rt.emptyTuple);
  decref(rt, args);
  if (traceback !== null) decref(rt, traceback);
  if (cause !== null) decref(rt, cause);
  if (context !== null) decref(rt, context);
}

const exceptionDealloc = (rt: Runtime, o: PyObject): void => {
  const c = o as PyContainer;
  gcUntrack(rt, c);
  if (c.dict !== null && (o.type.flags & TF.HEAP) === 0) {
    const d = c.dict as PyObject;
    c.dict = null;
    decref(rt, d);
  }
  releaseParts(rt, o);
  decref(rt, (o.v as ExceptionData).args);
  gcFree(rt, c);
};

const exceptionTraverse = (rt: Runtime, o: PyObject, visit: Visit): void => {
  const d = o.v as ExceptionData;
  if ((o.type.flags & TF.HEAP) === 0) {
    const dict = (o as PyContainer).dict;
    if (dict !== null) visit(rt, dict as PyObject);
  }
  visit(rt, d.args);
  if (d.traceback !== null) visit(rt, d.traceback);
  if (d.cause !== null) visit(rt, d.cause);
  if (d.context !== null) visit(rt, d.context);
  if (d.members !== null)
    for (const n of Object.keys(d.members)) if (d.members[n] !== null) visit(rt, d.members[n]!);
};

function exceptionOrNone(rt: Runtime, value: PyObject | null, what: string): PyObject | null {
  if (value === null) throw typeError(rt, `${what} may not be deleted`);
  if (value === rt.None) return null;
  if ((value.type.flags & TF.EXC) === 0)
    throw typeError(rt, `exception ${what.replace(/_/g, '')} must be None or derive from BaseException`);
  return incref(value);
}

/** Type, arguments and state (BaseException_reduce; OSError_reduce and ImportError_reduce add what args do not hold). */
function reduce(rt: Runtime, self: PyObject): PyObject {
  const { args, members } = self.v as ExceptionData;
  const { dict } = self as PyContainer;
  const is = (name: string): boolean => self.type.mro.includes(rt.exc[name]);
  let given = incref(args);
  let state = dict === null ? null : incref(instanceDict(rt, self as PyContainer)!);
  const items = args.v as PyObject[];
  if (is('OSError') && items.length === 2 && members!['filename'] != null) {
    const { filename, filename2 } = members!;
    const more = filename2 == null ? [filename] : [filename, rt.None, filename2];
    given = newTuple(rt, [...items, ...more.map((x) => x!)]);
    decref(rt, args);
  }
  if (is('ImportError')) {
    const kept = ['name', 'path', 'name_from'].filter((name) => (members![name] ?? rt.None) !== rt.None);
    if (kept.length > 0) {
      const copy = state === null ? newDict(rt) : dictCopy(rt, state);
      for (const name of kept) dictSetJs(rt, copy, name, members![name]!);
      if (state !== null) decref(rt, state);
      state = copy;
    }
  }
  return stealTuple(rt, state === null ? [incref(self.type), given] : [incref(self.type), given, state]);
}

export const baseExceptionDef: TypeDef = {
  name: 'BaseException',
  since: { add_note: 11 },
  kind: K.EXCEPTION,
  size: (rt) => rt.ruleset.sizes.exceptions['BaseException'],
  flags: TF.GC | TF.BASETYPE | TF.EXC | TF.DICT,
  slots: {
    dealloc: exceptionDealloc,
    traverse: exceptionTraverse,
    clear: releaseParts,
    new: baseNew,
    init: baseInit,
    repr: baseRepr,
    str: baseStr,
  },
  getset: [
    dictGetSet,
    {
      name: 'args',
      get: (_rt, o) => incref((o.v as ExceptionData).args),
      set: (rt, o, value) => {
        if (value === null) throw typeError(rt, 'args may not be deleted');
        const d = o.v as ExceptionData;
        const old = d.args;
        d.args = stealTuple(rt, listItems(rt, value));
        decref(rt, old);
      },
    },
    {
      name: '__traceback__',
      get: (rt, o) => incref((o.v as ExceptionData).traceback ?? rt.None),
      set: (rt, o, value) => {
        if (value === null) throw typeError(rt, '__traceback__ may not be deleted');
        if (value !== rt.None && value.type.kind !== K.TRACEBACK)
          throw typeError(rt, '__traceback__ must be a traceback or None');
        const d = o.v as ExceptionData;
        const old = d.traceback;
        d.traceback = value === rt.None ? null : incref(value);
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__context__',
      get: (rt, o) => incref((o.v as ExceptionData).context ?? rt.None),
      set: (rt, o, value) => {
        const d = o.v as ExceptionData;
        const next = exceptionOrNone(rt, value, '__context__');
        const old = d.context;
        d.context = next;
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__cause__',
      get: (rt, o) => incref((o.v as ExceptionData).cause ?? rt.None),
      set: (rt, o, value) => {
        const d = o.v as ExceptionData;
        const next = exceptionOrNone(rt, value, '__cause__');
        const old = d.cause;
        d.cause = next;
        d.suppressContext = true;
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__suppress_context__',
      get: (rt, o) => incref((o.v as ExceptionData).suppressContext ? rt.True : rt.False),
      set: (rt, o, value) => {
        if (value === null) throw typeError(rt, "can't delete numeric/char attribute");
        if (value.type !== rt.boolType) throw typeError(rt, 'attribute value type must be bool');
        (o.v as ExceptionData).suppressContext = value === rt.True;
      },
    },
  ],
  methods: [
    m1('with_traceback', (rt, self, tb) => {
      if (tb !== rt.None && tb.type.kind !== K.TRACEBACK)
        throw typeError(rt, '__traceback__ must be a traceback or None');
      const d = self.v as ExceptionData;
      const old = d.traceback;
      d.traceback = tb === rt.None ? null : incref(tb);
      if (old !== null) decref(rt, old);
      return incref(self);
    }),
    m1('__setstate__', (rt, self, state) => {
      if (state === rt.None) return incref(rt.None);
      if (state.type.kind !== K.DICT) throw typeError(rt, 'state is not a dictionary');
      const entries = dictEntries(rt, state);
      for (const [key, value] of entries) {
        incref(key);
        incref(value);
      }
      try {
        for (const [key, value] of entries) setAttr(rt, self, key, value);
      } finally {
        for (const pair of entries) decrefAll(rt, pair);
      }
      return incref(rt.None);
    }),
    m0('__reduce__', reduce),
    m1('add_note', (rt, self, note) => {
      if (note.type.kind !== K.STR) {
        if (rt.ruleset.minor >= 14) throw badArgument(rt, 'add_note', 'argument', 'str', note);
        throw typeError(rt, `note must be a str, not '${note.type.name}'`);
      }
      appendNote(rt, self, note);
      return incref(rt.None);
    }),
  ],
};

/** All further exception types, in order of definition. */
export const exceptionDefs: readonly TypeDef[] = tree.map(([name, base, members]): TypeDef => {
  const init = inits[name];
  const str = strs[name];
  const getset: GetSetDef[] = (members ?? []).map((member) => ({
    name: member,
    get: (rt, o) => {
      const value = (o.v as ExceptionData).members?.[member] ?? null;
      if (value === null && member === 'characters_written')
        throw raise(rt, rt.exc['AttributeError'], 'characters_written');
      return incref(value ?? rt.None);
    },
    set: (rt, o, value) => setMember(rt, o.v, member, value),
  }));
  const own = members !== undefined && tree.find(([n]) => n === base)?.[2] === undefined;
  return {
    name,
    base,
    size: (rt) => rt.ruleset.sizes.exceptions[sizeRow(name)] ?? rt.ruleset.sizes.exceptions['BaseException'],
    flags: TF.GC | TF.BASETYPE | TF.EXC | TF.DICT,
    slots: {
      new: members === osMembers ? osErrorNew : baseNew,
      init: init ?? baseInitOf(base),
      ...(str !== undefined ? { str } : {}),
    },
    since: sinceOf(name),
    // Since 3.14 what adds nothing to its base inherits the constructor as any type does.
    until: init === undefined ? { __init__: 14 } : {},
    members: own ? getset : [],
  };
});

/** The constructor that a type takes over from the nearest ancestor with one of its own. */
function baseInitOf(base: string): TypeDef['slots']['init'] {
  for (let n: string | undefined = base; n !== undefined; n = tree.find(([x]) => x === n)?.[1])
    if (inits[n] !== undefined) return inits[n];
  return baseInit;
}

/** Members that came later than their type. */
function sinceOf(name: string): { [member: string]: number } {
  if (name === 'AttributeError') return { name: 10, obj: 10 };
  if (name === 'NameError') return { name: 10 };
  if (name === 'SyntaxError') return { end_lineno: 10, end_offset: 10 };
  if (name === 'ImportError') return { name_from: 12 };
  return {};
}

/** The type whose size an exception type shares. */
function sizeRow(name: string): string {
  for (let n: string | undefined = name; n !== undefined; n = tree.find(([x]) => x === n)?.[1]) {
    if (
      [
        'StopIteration',
        'SystemExit',
        'OSError',
        'SyntaxError',
        'ImportError',
        'UnicodeEncodeError',
        'UnicodeDecodeError',
        'UnicodeTranslateError',
        'AttributeError',
        'NameError',
      ].includes(n)
    ) {
      return n;
    }
  }
  return 'BaseException';
}

/** Which types keep members, for making instances. */
export function exceptionMembers(rt: Runtime): Map<PyType, string[]> {
  const table = new Map<PyType, string[]>();
  for (const [name, , members] of tree) if (members !== undefined) table.set(rt.exc[name], members);
  const group = rt.exc['BaseExceptionGroup'] as PyType | undefined;
  if (group !== undefined) table.set(group, ['message', 'exceptions']);
  return table;
}

export { attributeError, findAttr, intNew, PyType, setInstanceDict };
