/** Constructors of the exceptions that keep members (Objects/exceptions.c: OSError_init, SyntaxError_init, ...). */

import { listItems } from '../abstract/iteration.ts';
import { parseArgs } from '../args.ts';
import { bytesLike, bytesLikeOf } from '../buffer.ts';
import { argumentTypeName } from '../convert.ts';
import { type ExceptionData, indexError, typeError } from '../errors.ts';
import { K, type PyObject, type PyType } from '../header.ts';
import { decref, decrefAll } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { baseInit, baseNew, setMember } from './base-exception.ts';
import { bytesNew } from './bytes.ts';
import { newTuple } from './tuple.ts';

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
export function osErrorNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
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

/** Inits of the types that keep members. */
export const inits: { [type: string]: (rt: Runtime, self: PyObject, args: Args, kw: KwNames) => void } = {
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
      if (bytesLike(rt, args[i]) === null)
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
      if (n !== 'object' || !decoding || args[i].type.kind === K.BYTES) setMember(rt, self.v, n, args[i]);
      else keepBytes(rt, self, args[i]);
    });
  };
}

/** What could not be decoded is kept as bytes, whatever had them. */
function keepBytes(rt: Runtime, self: PyObject, source: PyObject): void {
  const bytes = bytesNew(rt, bytesLikeOf(rt, source).slice());
  try {
    setMember(rt, self.v, 'object', bytes);
  } finally {
    decref(rt, bytes);
  }
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
