/** The built-in exceptions (Objects/exceptions.c). */
import { findAttr, objectRepr, objectStr, reprText, strText } from '../abstract.ts';
import type { ExceptionData } from '../errors.ts';
import { attributeError, typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, PyContainer, type PyObject, PyType, TF, type Visit } from '../header.ts';
import { instanceDict, setInstanceDict } from '../instances.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, type GetSetDef, type KwNames, m0, m1 } from '../slots.ts';
import { tupleOfArgs } from '../tuplecall.ts';
import type { TypeDef } from '../typedef.ts';
import { dictGetStr, dictSetStr } from './dict.ts';
import { newInstance } from './instance.ts';
import { intNew } from './int.ts';
import { listPush, newList } from './list.ts';
import { dictGetSet } from './object.ts';
import { strNew } from './str.ts';
import { newTuple, stealTuple } from './tuple.ts';

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
  ['ImportError', 'Exception', ['msg', 'name', 'path']],
  ['ModuleNotFoundError', 'ImportError', ['msg', 'name', 'path']],
  ['LookupError', 'Exception'],
  ['IndexError', 'LookupError'],
  ['KeyError', 'LookupError'],
  ['MemoryError', 'Exception'],
  ['NameError', 'Exception', ['name']],
  ['UnboundLocalError', 'NameError', ['name']],
  ['OSError', 'Exception', ['errno', 'strerror', 'filename', 'filename2']],
  ['BlockingIOError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['ConnectionError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['FileExistsError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['FileNotFoundError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['InterruptedError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['IsADirectoryError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['NotADirectoryError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['PermissionError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['ProcessLookupError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['TimeoutError', 'OSError', ['errno', 'strerror', 'filename', 'filename2']],
  ['ReferenceError', 'Exception'],
  ['RuntimeError', 'Exception'],
  ['NotImplementedError', 'RuntimeError'],
  ['RecursionError', 'RuntimeError'],
  [
    'SyntaxError',
    'Exception',
    ['msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset', 'print_file_and_line'],
  ],
  [
    'IndentationError',
    'SyntaxError',
    ['msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset', 'print_file_and_line'],
  ],
  [
    'TabError',
    'IndentationError',
    ['msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset', 'print_file_and_line'],
  ],
  ['SystemError', 'Exception'],
  ['TypeError', 'Exception'],
  ['ValueError', 'Exception'],
  ['UnicodeError', 'ValueError'],
  ['UnicodeDecodeError', 'UnicodeError', ['encoding', 'object', 'start', 'end', 'reason']],
  ['UnicodeEncodeError', 'UnicodeError', ['encoding', 'object', 'start', 'end', 'reason']],
  ['UnicodeTranslateError', 'UnicodeError', ['object', 'start', 'end', 'reason']],
  ['Warning', 'Exception'],
  ['BytesWarning', 'Warning'],
  ['DeprecationWarning', 'Warning'],
  ['FutureWarning', 'Warning'],
  ['ImportWarning', 'Warning'],
  ['PendingDeprecationWarning', 'Warning'],
  ['ResourceWarning', 'Warning'],
  ['RuntimeWarning', 'Warning'],
  ['SyntaxWarning', 'Warning'],
  ['UnicodeWarning', 'Warning'],
  ['UserWarning', 'Warning'],
];

/** Which subclass of OSError an errno means (Linux). */
const byErrno: { readonly [errno: number]: string } = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  110: 'TimeoutError',
};

/** OSError.__new__: an errno that has a subclass gives that. */
function osErrorNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  let made = type;
  if (type === rt.exc['OSError'] && args.length >= 2 && args[0].type.kind === K.INT) {
    made = rt.exc[byErrno[args[0].v as number]] ?? type;
  }
  return baseNew(rt, made, args, kw);
}

/** An exception object with `args` (takes over the tuple), by BaseException.__new__. */
function baseNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  const data: ExceptionData = {
    args: tupleOfArgs(rt, kw === null ? args : args.slice(0, args.length - kw.length)),
    traceback: null,
    context: null,
    cause: null,
    suppressContext: false,
    members: membersOf(rt, type),
  };
  if ((type.flags & TF.HEAP) !== 0) return newInstance(rt, type, data);
  const o = new PyContainer(type, gcAlloc(rt, type.headBytes + type.basicSize), data, 0, 0);
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
    keywordMembers(rt, self, args, kw, ['name', 'path'], () => {
      const n = args.length - (kw?.length ?? 0);
      if (n === 1) setMember(rt, self.v, 'msg', args[0]);
    }),
  AttributeError: (rt, self, args, kw) =>
    keywordMembers(rt, self, args, kw, rt.ruleset.minor >= 10 ? ['name', 'obj'] : [], null),
  NameError: (rt, self, args, kw) =>
    keywordMembers(rt, self, args, kw, rt.ruleset.minor >= 10 ? ['name'] : [], null),
  OSError: (rt, self, args, kw) => {
    baseInit(rt, self, args, kw);
    if (args.length < 2 || args.length > 5) return;
    setMember(rt, self.v, 'errno', args[0]);
    setMember(rt, self.v, 'strerror', args[1]);
    if (args.length > 2) {
      setMember(rt, self.v, 'filename', args[2]);
      const data = self.v as ExceptionData;
      const old = data.args;
      data.args = newTuple(rt, args.slice(0, 2));
      decref(rt, old);
    }
  },
  SyntaxError: (rt, self, args, kw) => {
    baseInit(rt, self, args, kw);
    if (args.length >= 1) setMember(rt, self.v, 'msg', args[0]);
    if (args.length === 2 && args[1].type === rt.tupleType) {
      const names = ['filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'];
      (args[1].v as PyObject[]).forEach((x, i) => {
        if (i < names.length) setMember(rt, self.v, names[i], x);
      });
    }
  },
  UnicodeDecodeError: unicodeInit(['encoding', 'object', 'start', 'end', 'reason']),
  UnicodeEncodeError: unicodeInit(['encoding', 'object', 'start', 'end', 'reason']),
  UnicodeTranslateError: unicodeInit(['object', 'start', 'end', 'reason']),
};

function unicodeInit(names: string[]) {
  return (rt: Runtime, self: PyObject, args: Args, kw: KwNames): void => {
    baseInit(rt, self, args, kw);
    if (args.length !== names.length) {
      throw typeError(rt, `function takes exactly ${names.length} arguments (${args.length} given)`);
    }
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
  for (let i = 0; i < nkw; i++) {
    const name = kw![i].v as string;
    if (!allowed.includes(name)) {
      if (allowed.length === 0) throw typeError(rt, `${self.type.name}() takes no keyword arguments`);
      throw typeError(
        rt,
        rt.ruleset.minor >= 13
          ? `${self.type.name}() got an unexpected keyword argument '${name}'`
          : `'${name}' is an invalid keyword argument for ${self.type.name}()`,
      );
    }
  }
  baseInit(rt, self, args.slice(0, n), null);
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
    return strNew(rt, m['filename'] == null ? head : `${head}: ${reprText(rt, m['filename'])}`);
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
    const start = m['start']!.v as number;
    const end = m['end']!.v as number;
    if (end === start + 1) {
      const c = [...(m['object']!.v as string)][start]?.codePointAt(0) ?? 0;
      const shown =
        c <= 0xff
          ? `\\x${c.toString(16).padStart(2, '0')}`
          : c <= 0xffff
            ? `\\u${c.toString(16).padStart(4, '0')}`
            : `\\U${c.toString(16).padStart(8, '0')}`;
      return strNew(
        rt,
        `'${m['encoding']!.v}' codec can't encode character '${shown}' in position ${start}: ${m['reason']!.v}`,
      );
    }
    return strNew(
      rt,
      `'${m['encoding']!.v}' codec can't encode characters in position ${start}-${end - 1}: ${m['reason']!.v}`,
    );
  },
};

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
  gcUntrack(c);
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

export const baseExceptionDef: TypeDef = {
  name: 'BaseException',
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
    m1('__setstate__', (rt) => incref(rt.None)),
    m0('__reduce__', (rt, self) =>
      stealTuple(rt, [incref(self.type), incref((self.v as ExceptionData).args)]),
    ),
    m1('add_note', (rt, self, note) => {
      if (note.type.kind !== K.STR) throw typeError(rt, `note must be a str, not '${note.type.name}'`);
      const dict = instanceDict(rt, self as PyContainer)!;
      const key = strNew(rt, '__notes__');
      const notes = dictGetStr(rt, dict, key);
      if (notes === null) {
        const list = newList(rt, [note]);
        dictSetStr(rt, dict, key, list);
        decref(rt, list);
      } else if (notes.type.kind === K.LIST) listPush(rt, notes, incref(note));
      else {
        decref(rt, key);
        throw typeError(rt, 'Cannot add note: __notes__ is not a list');
      }
      decref(rt, key);
      return incref(rt.None);
    }),
  ],
};

import { listItems } from '../abstract.ts';

/** All further exception types, in order of definition. */
export const exceptionDefs: readonly TypeDef[] = tree.map(([name, base, members]): TypeDef => {
  const init = inits[name];
  const str = strs[name];
  const getset: GetSetDef[] = (members ?? []).map((member) => ({
    name: member,
    get: (rt, o) => incref((o.v as ExceptionData).members?.[member] ?? rt.None),
    set: (rt, o, value) => setMember(rt, o.v, member, value),
  }));
  const own = members !== undefined && tree.find(([n]) => n === base)?.[2] === undefined;
  return {
    name,
    base,
    size: (rt) => rt.ruleset.sizes.exceptions[sizeRow(name)] ?? rt.ruleset.sizes.exceptions['BaseException'],
    flags: TF.GC | TF.BASETYPE | TF.EXC | TF.DICT,
    slots: {
      new: name === 'OSError' ? osErrorNew : baseNew,
      ...(init !== undefined ? { init } : {}),
      ...(str !== undefined ? { str } : {}),
    },
    members: own ? getset.filter((g) => versionHas(g.name)) : [],
  };
});

function versionHas(_name: string): boolean {
  return true;
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
  return table;
}

export { attributeError, findAttr, intNew, PyType, setInstanceDict };
