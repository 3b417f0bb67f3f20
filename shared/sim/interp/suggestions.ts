/**
 * "Did you mean ...?" at the end of uncaught errors: Python/suggestions.c up to 3.12, Lib/traceback.py since 3.13
 * (TracebackException, _compute_suggestion_error).
 */

import { getAttrJs } from '../objects/abstract/attributes.ts';
import { callMethodOrNull } from '../objects/abstract/calls.ts';
import { listItems } from '../objects/abstract/iteration.ts';
import { isSubtype, lookupOnType } from '../objects/abstract/lookup.ts';
import { type ExceptionData, isPyError, takeRaised } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject, type PyType } from '../objects/header.ts';
import { instanceDict } from '../objects/instances.ts';
import { decref, decrefAll, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { dictEntries } from '../objects/types/dict-entries.ts';
import { dirOf } from '../objects/types/object.ts';
import { compareText } from '../text/kinds.ts';
import { closest } from '../text/nearest.ts';
import { escapeNonAscii, strRepr } from '../text/repr.ts';
import type { Frame } from './frame.ts';
import { localsSnapshot } from './frame-locals.ts';
import { importModule } from './import.ts';
import { stdlibModuleNames } from './stdlib-names.ts';
import type { TracebackData } from './traceback.ts';

/**
 * What a traceback adds to the text of `e`, or "". Runs no longer than the program's own __dir__ does; its errors are swallowed.
 * `inPython`: as Lib/traceback.py has it, which in 3.12 is not quite as the interpreter does when it ends.
 */
export function suggestionText(rt: Runtime, e: PyObject, inPython = false): string {
  const { minor } = rt.ruleset;
  const twelve = inPython && minor === 12;
  if (minor < 10) return '';
  const is = (name: string): boolean => e.type.mro.includes(rt.exc[name]);
  try {
    if (is('ImportError')) return importSuggestion(rt, e, is('ModuleNotFoundError'), twelve);
    if (is('AttributeError')) return attributeSuggestion(rt, e, twelve);
    if (is('NameError')) return nameSuggestion(rt, e, twelve);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
  }
  return '';
}

/** 3.12's traceback.py takes no name that is as far away as the wrong one is long. */
function bound(wrong: string, twelve: boolean): number {
  return twelve ? wrong.length : Number.POSITIVE_INFINITY;
}

function memberText(e: PyObject, name: string): string | null {
  const value = (e.v as ExceptionData).members?.[name];
  return value != null && value.type.kind === K.STR ? (value.v as string) : null;
}

function attributeSuggestion(rt: Runtime, e: PyObject, twelve: boolean): string {
  const { minor } = rt.ruleset;
  const wrong = memberText(e, 'name');
  const o = (e.v as ExceptionData).members?.['obj'];
  if (wrong === null || o == null) return '';
  const hint = minor >= 15 ? otherLanguage(rt, o, wrong) : null;
  if (hint !== null) return `. ${hint}`;
  let names = namesOf(rt, o);
  if (minor >= 13 && !wrong.startsWith('_') && !isSelf(rt, e, o))
    names = names.filter((n) => !n.startsWith('_'));
  let found = closest(names, wrong, bound(wrong, twelve));
  if (found === null && minor >= 15) found = nested(rt, o, wrong, names);
  if (found === null) return '';
  if (minor < 15) return `. Did you mean: '${found}'?`;
  const ascii = escapeNonAscii(found) === found;
  if (ascii) return `. Did you mean '.${found}' instead of '.${wrong}'?`;
  return `. Did you mean '.${found}' (${quoted(found)}) instead of '.${wrong}' (${quoted(wrong)})?`;
}

function nameSuggestion(rt: Runtime, e: PyObject, twelve: boolean): string {
  const { minor } = rt.ruleset;
  const wrong = memberText(e, 'name');
  const frame = lastFrame(e);
  if (wrong === null || frame === null) return '';
  const found = nameCandidate(rt, frame, wrong, twelve);
  const forgotten = minor >= 12 && stdlibModuleNames(minor).includes(wrong);
  const shown = found !== null ? `. Did you mean: '${found}'?` : '';
  if (!forgotten) return shown;
  return found === null
    ? `. Did you forget to import '${wrong}'?`
    : `${shown} Or did you forget to import '${wrong}'?`;
}

/** What was meant by a name: up to 3.12 locals, globals and builtins one after the other, then all at once. */
function nameCandidate(rt: Runtime, frame: Frame, wrong: string, twelve: boolean): string | null {
  const { minor } = rt.ruleset;
  const locals = localsDict(rt, frame);
  if (locals === null) return null;
  try {
    const self = dictGetJs(locals, 'self');
    const atOnce = minor >= 13 || twelve;
    const inLocals = atOnce ? keysOf(rt, locals) : [...frame.code.source.varnames];
    if (minor >= 12 && self !== null && hasAttr(rt, self, wrong)) return `self.${wrong}`;
    const rest = [keysOf(rt, frame.globals), keysOf(rt, frame.builtins)];
    if (atOnce) return closest([...inLocals, ...rest.flat()], wrong, bound(wrong, twelve));
    for (const names of [inLocals, ...rest]) {
      const found = closest(names, wrong);
      if (found !== null) return found;
    }
    return null;
  } finally {
    decref(rt, locals);
  }
}

function importSuggestion(rt: Runtime, e: PyObject, notFound: boolean, twelve: boolean): string {
  const { minor } = rt.ruleset;
  const wrong = memberText(e, 'name_from');
  const name = memberText(e, 'name');
  if (minor >= 12 && wrong !== null && name !== null) {
    const module = importModule(rt, name);
    let names = namesOf(rt, module);
    decref(rt, module);
    if (minor >= 13 && !wrong.startsWith('_')) names = names.filter((n) => !n.startsWith('_'));
    const found = closest(names, wrong, bound(wrong, twelve));
    return found === null ? '' : `. Did you mean: '${found}'?`;
  }
  // The interpreter runs without its site module, as the recordings' did.
  if (notFound && minor >= 15 && !stdlibModuleNames(minor).includes(name ?? ''))
    return '. Site initialization is disabled, did you forget to add the site-packages directory to sys.path or to enable your virtual environment?';
  return '';
}

/** The frame where it was raised. */
function lastFrame(e: PyObject): Frame | null {
  let t = (e.v as ExceptionData).traceback;
  if (t === null) return null;
  for (let next = (t.v as TracebackData).next; next !== null; next = (t.v as TracebackData).next) t = next;
  return (t.v as TracebackData).frame.v as Frame;
}

/** Whether the error came from a method of `o`, which may see what is private. */
function isSelf(rt: Runtime, e: PyObject, o: PyObject): boolean {
  const frame = lastFrame(e);
  if (frame === null) return false;
  const locals = localsDict(rt, frame);
  if (locals === null) return false;
  const self = dictGetJs(locals, 'self') === o;
  decref(rt, locals);
  return self;
}

/** The frame's locals (a new reference). Null where exec() was given something that is no dict: looking into it could run code. */
function localsDict(rt: Runtime, frame: Frame): PyObject | null {
  const { locals } = frame;
  if (locals === null) return localsSnapshot(rt, frame);
  return locals.type.kind === K.DICT ? incref(locals) : null;
}

function namesOf(rt: Runtime, o: PyObject): string[] {
  const list = callMethodOrNull(rt, o, '__dir__', []) ?? dirOf(rt, o);
  const items = listItems(rt, list);
  const names = items.filter((n) => n.type.kind === K.STR).map((n) => n.v as string);
  decrefAll(rt, items);
  decref(rt, list);
  return names.sort((a, b) => compareText(a, b));
}

function keysOf(rt: Runtime, dict: PyObject): string[] {
  return dictEntries(rt, dict)
    .filter(([key]) => key.type.kind === K.STR)
    .map(([key]) => key.v as string);
}

function hasAttr(rt: Runtime, o: PyObject, name: string): boolean {
  try {
    decref(rt, getAttrJs(rt, o, name));
    return true;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return false;
  }
}

const quoted = (text: string): string => escapeNonAscii(strRepr(text));

/** Attributes of attributes, without running any code of theirs (3.15). */
function nested(rt: Runtime, o: PyObject, wrong: string, names: readonly string[]): string | null {
  for (const name of names.filter((n) => !n.startsWith('_')).slice(0, 20)) {
    const onClass = lookupOnType(o.type, name);
    if (onClass !== null && lookupOnType(onClass.type, '__get__') !== null) continue;
    let value: PyObject;
    try {
      value = getAttrJs(rt, o, name);
    } catch (error) {
      if (!isPyError(rt, error)) throw error;
      decref(rt, takeRaised(rt));
      continue;
    }
    const found = hasStatic(rt, value, wrong);
    decref(rt, value);
    if (found) return `${name}.${wrong}`;
  }
  return null;
}

function hasStatic(rt: Runtime, o: PyObject, name: string): boolean {
  if (lookupOnType(o.type, name) !== null) return true;
  if (o.type.kind === K.TYPE) return lookupOnType(o as PyType, name) !== null;
  const dict = 'dict' in o ? instanceDict(rt, o as PyContainer) : null;
  return dict !== null && dictGetJs(dict, name) !== null;
}

/** Methods of other languages, and of other types (3.15, _CROSS_LANGUAGE_HINTS). */
const hints: { readonly [name: string]: readonly (readonly [type: string, hint: string, raw?: true])[] } = {
  push: [['list', 'append']],
  concat: [['list', 'extend']],
  addAll: [['list', 'extend']],
  contains: [['list', "Use 'x in list'.", true]],
  add: [
    ['list', "Did you mean to use a 'set' object?", true],
    ['frozenset', "Did you mean to use a 'set' object?", true],
  ],
  toUpperCase: [['str', 'upper']],
  toLowerCase: [['str', 'lower']],
  trimStart: [['str', 'lstrip']],
  trimEnd: [['str', 'rstrip']],
  keySet: [['dict', 'keys']],
  entrySet: [['dict', 'items']],
  entries: [['dict', 'items']],
  putAll: [['dict', 'update']],
  put: [['dict', 'Use d[k] = v.', true]],
  append: [['tuple', "Did you mean to use a 'list' object?", true]],
  extend: [['tuple', "Did you mean to use a 'list' object?", true]],
  insert: [['tuple', "Did you mean to use a 'list' object?", true]],
  remove: [
    ['tuple', "Did you mean to use a 'list' object?", true],
    ['frozenset', "Did you mean to use a 'set' object?", true],
  ],
  discard: [['frozenset', "Did you mean to use a 'set' object?", true]],
  update: [['frozenset', "Did you mean to use a 'set' object?", true]],
};

const bitwise = ['__or__', '__and__', '__xor__', '__lshift__', '__rshift__'];

function otherLanguage(rt: Runtime, o: PyObject, wrong: string): string | null {
  if (bitwise.includes(wrong) && isSubtype(o.type, rt.floatType))
    return "Did you mean to use an 'int' object? Bitwise operators are not supported by 'float'.";
  if (!Object.hasOwn(hints, wrong)) return null;
  for (const [type, hint, raw] of hints[wrong])
    if (isSubtype(o.type, rt.types[type])) return raw ? hint : `Did you mean '.${hint}'?`;
  return null;
}
