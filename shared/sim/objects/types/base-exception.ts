/** BaseException (Objects/exceptions.c). */
import { setAttr } from '../abstract/attributes.ts';
import { listItems } from '../abstract/iteration.ts';
import { objectStr, reprText } from '../abstract/text.ts';
import { badArgument } from '../convert.ts';
import { type ExceptionData, typeError } from '../errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../gclinks.ts';
import { K, type PyContainer, PyInstance, type PyObject, type PyType, TF, type Visit } from '../header.ts';
import { instanceDict } from '../instances.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { type Args, type KwNames, m0, m1 } from '../slots.ts';
import { tupleOfArgs } from '../tuplecall.ts';
import type { TypeDef } from '../typedef.ts';
import { dictSetJs } from './dict.ts';
import { dictEntries } from './dict-entries.ts';
import { newDict } from './dict-making.ts';
import { dictCopy } from './dict-merge.ts';
import { newInstance } from './instance.ts';
import { appendNote } from './notes.ts';
import { dictGetSet } from './object.ts';
import { strNew } from './str.ts';
import { newTuple, packTuple, stealTuple } from './tuple.ts';

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

/** The members of a new exception of that type, all missing; null where it keeps none. */
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

/** BaseException.__init__: keeps the arguments. */
export function baseInit(rt: Runtime, self: PyObject, args: Args, kw: KwNames): void {
  if (kw !== null && kw.length > 0) throw typeError(rt, `${self.type.name}() takes no keyword arguments`);
  const data = self.v as ExceptionData;
  const old = data.args;
  const items = old.v as PyObject[];
  // Nearly always those that __new__ got.
  if (items.length === args.length && items.every((x, i) => x === args[i])) return;
  data.args = packTuple(rt, args.map(incref));
  decref(rt, old);
}

/** Sets a member to a value (borrowed). */
export function setMember(rt: Runtime, data: ExceptionData, name: string, value: PyObject | null): void {
  const old = data.members![name];
  data.members![name] = value === null ? null : incref(value);
  if (old != null) decref(rt, old);
}

/** str() of an exception that only has its arguments. */
export function baseStr(rt: Runtime, o: PyObject): PyObject {
  const args = (o.v as ExceptionData).args;
  const items = args.v as PyObject[];
  if (items.length === 0) return strNew(rt, '');
  return items.length === 1 ? objectStr(rt, items[0]) : objectStr(rt, args);
}

/** repr() of an exception that only has its arguments. */
export function baseRepr(rt: Runtime, o: PyObject): PyObject {
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
  if (d.members !== null)
    for (const n of Object.keys(d.members)) if (d.members[n] !== null) visit(rt, d.members[n]!);
  const dict = (o as PyContainer).dict;
  if (dict !== null) visit(rt, dict as PyObject);
  visit(rt, d.args);
  if (d.traceback !== null) visit(rt, d.traceback);
  if (d.cause !== null) visit(rt, d.cause);
  if (d.context !== null) visit(rt, d.context);
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
