/** Exceptions as text: uncaught ones, and those that nobody can catch (Python/traceback.c, pythonrun.c, errors.c). */
import { collectGeneration } from '../gc/collect.ts';
import { findAttr } from '../objects/abstract/attributes.ts';
import { objectRepr, objectStr, strText } from '../objects/abstract/text.ts';
import { type ExceptionData, isPyError, takeRaised } from '../objects/errors.ts';
import { K, type PyContainer, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { groupItems, isGroup } from '../objects/types/exception-group.ts';
import { strNew } from '../objects/types/str.ts';
import { qualnameText, typeModuleText } from '../objects/types/type-name.ts';
import type { Frame } from './frame.ts';
import { makeRecord } from './records.ts';
import { sourcesOf } from './source-lines.ts';
import { writeReport } from './stderr.ts';
import { suggestionText } from './suggestions.ts';
import { addTraceback, type TracebackData } from './traceback.ts';

/** The entries of a traceback, outermost first. */
function tracebackText(rt: Runtime, tb: PyObject | null): string {
  const lines: string[] = [];
  let last = '';
  let repeats = 0;
  const flush = (): void => {
    if (repeats > 3)
      lines.push(`  [Previous line repeated ${repeats - 3} more time${repeats - 3 === 1 ? '' : 's'}]\n`);
    repeats = 0;
  };
  for (let t = tb; t !== null; t = (t.v as TracebackData).next) {
    const d = t.v as TracebackData;
    const f = d.frame.v as Frame;
    const source = f.code.source;
    const text = sourcesOf(rt).get(source.filename)?.[d.line - 1]?.trim();
    const entry = `  File "${source.filename}", line ${d.line}, in ${source.name}\n${text ? `    ${text}\n` : ''}`;
    if (entry !== last) flush();
    last = entry;
    repeats++;
    if (repeats <= 3) lines.push(entry);
  }
  flush();
  return lines.join('');
}

/** "module.Type" as tracebacks show it: up to 3.10 with __main__, up to 3.8 without the classes around it. */
function typeText(rt: Runtime, o: PyObject): string {
  const { minor } = rt.ruleset;
  const module = typeModuleText(o.type);
  const name = minor >= 9 ? qualnameText(o.type) : o.type.name;
  if (module === null) return minor <= 10 ? `<unknown>.${name}` : name;
  const plain = module === 'builtins' || (module === '__main__' && minor >= 11);
  return plain ? name : `${module}.${name}`;
}

/** Type and text, as at the end of a traceback; `suggests`: with what was perhaps meant. */
export function exceptionLine(rt: Runtime, e: PyObject, suggests = false): string {
  let text: string;
  try {
    const s = e.type.mro.includes(rt.exc['SyntaxError']) ? syntaxMessage(rt, e) : objectStr(rt, e);
    text = s.v;
    decref(rt, s);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    text = '<exception str() failed>';
  }
  if (suggests) text += suggestionText(rt, e);
  const type = typeText(rt, e);
  return text === '' ? type : `${type}: ${text}`;
}

/** What is wrong, without the place that str() adds: a traceback shows the place itself. */
function syntaxMessage(rt: Runtime, e: PyObject): PyObject {
  const m = (e.v as ExceptionData).members;
  if (m === null || m['filename'] == null || m['lineno'] == null) return objectStr(rt, e);
  return m['msg'] == null ? strNew(rt, '<no detail available>') : objectStr(rt, m['msg']);
}

/** The whole traceback with causes and contexts. */
export function exceptionText(rt: Runtime, e: PyObject): string {
  return chainText(rt, e, new Set(), new GroupMargin());
}

function chainText(rt: Runtime, e: PyObject, seen: Set<PyObject>, margin: GroupMargin): string {
  seen.add(e);
  const d = e.v as ExceptionData;
  let text = '';
  if (d.cause !== null && !seen.has(d.cause)) {
    text += chainText(rt, d.cause, seen, margin);
    text += margin.emit('\nThe above exception was the direct cause of the following exception:\n\n');
  } else if (d.context !== null && !d.suppressContext && !seen.has(d.context)) {
    text += chainText(rt, d.context, seen, margin);
    text += margin.emit('\nDuring handling of the above exception, another exception occurred:\n\n');
  }
  return text + (isGroup(rt, e) ? groupText(rt, e, seen, margin) : ownText(rt, e, margin));
}

/** One exception without what led to it. */
function ownText(rt: Runtime, e: PyObject, margin: GroupMargin): string {
  const { traceback } = e.v as ExceptionData;
  const head =
    traceback === null ? '' : `Traceback (most recent call last):\n${tracebackText(rt, traceback)}`;
  return margin.emit(head + endText(rt, e));
}

/** Type, text and notes. */
function endText(rt: Runtime, e: PyObject): string {
  let text = `${syntaxLines(rt, e)}${exceptionLine(rt, e, true)}\n`;
  const notes = findAttr(rt, e, '__notes__');
  if (notes !== null) {
    if (notes.type.kind === K.LIST || notes.type.kind === K.TUPLE)
      for (const n of notes.v as PyObject[]) text += `${shownText(rt, n)}\n`;
    else text += `${shownObject(rt, notes)}\n`;
    decref(rt, notes);
  }
  return text;
}

function shownText(rt: Runtime, o: PyObject): string {
  try {
    return strText(rt, o);
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return '<note str() failed>';
  }
}

/** How far groups are nested: what is printed inside of them stands behind a margin (traceback._ExceptionPrintContext). */
class GroupMargin {
  depth = 0;
  needsClose = false;

  indent(): string {
    return '  '.repeat(this.depth);
  }

  emit(text: string, mark = '|'): string {
    if (this.depth === 0 || text === '') return text;
    const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
    return lines.map((line) => `${this.indent()}${mark} ${line}\n`).join('');
  }
}

const maxGroupWidth = 15;
const maxGroupDepth = 10;

/** A group with the exceptions in it. */
function groupText(rt: Runtime, e: PyObject, seen: Set<PyObject>, margin: GroupMargin): string {
  if (margin.depth > maxGroupDepth) return margin.emit(`... (max_group_depth is ${maxGroupDepth})\n`);
  const top = margin.depth === 0;
  if (top) margin.depth = 1;
  const { traceback } = e.v as ExceptionData;
  let text = '';
  if (traceback !== null) {
    text += margin.emit('Exception Group Traceback (most recent call last):\n', top ? '+' : '|');
    text += margin.emit(tracebackText(rt, traceback));
  }
  text += margin.emit(endText(rt, e));
  const items = groupItems(e);
  const shown = items.length <= maxGroupWidth ? items.length : maxGroupWidth + 1;
  margin.needsClose = false;
  for (let i = 0; i < shown; i++) {
    const last = i === shown - 1;
    if (last) margin.needsClose = true;
    const cut = i >= maxGroupWidth;
    const title = cut ? '...' : String(i + 1);
    text += `${margin.indent()}${i === 0 ? '+-' : '  '}+---------------- ${title} ----------------\n`;
    margin.depth++;
    if (!cut) text += chainText(rt, items[i], seen, margin);
    else {
      const more = items.length - maxGroupWidth;
      text += margin.emit(`and ${more} more exception${more > 1 ? 's' : ''}\n`);
    }
    if (last && margin.needsClose) {
      text += `${margin.indent()}+------------------------------------\n`;
      margin.needsClose = false;
    }
    margin.depth--;
  }
  if (top) margin.depth = 0;
  return text;
}

/** Where a SyntaxError is. */
function syntaxLines(rt: Runtime, e: PyObject): string {
  if (!e.type.mro.includes(rt.exc['SyntaxError'])) return '';
  const m = (e.v as ExceptionData).members;
  if (m === null || m['filename'] == null || m['lineno'] == null) return '';
  let text = `  File "${m['filename'].v}", line ${m['lineno'].v}\n`;
  if (m['text'] != null && m['text'].type.kind === K.STR) {
    const line = (m['text'].v as string).replace(/\n$/, '');
    const shown = line.trimStart();
    text += `    ${shown}\n`;
    const offset = Number(m['offset']?.v ?? 0);
    if (offset > 0) text += `    ${' '.repeat(Math.max(0, offset - 1 - (line.length - shown.length)))}^\n`;
  }
  return text;
}

/** Where exit functions fail: named in every version that reports them so (Modules/atexitmodule.c). */
const EXIT_FUNCTION = 'in atexit callback';

/**
 * An exception in a place that cannot raise: to sys.unraisablehook, "Exception ignored in: ..." on stderr; forgets it.
 * One that was raised in native code has the running frame for its traceback. `doing`: what newer versions say instead of "in", as in "while calling deallocator" (PyErr_FormatUnraisable).
 */
export function writeUnraisable(rt: Runtime, given: PyObject | null, doing: string | null = null): void {
  const e = takeRaised(rt);
  const frame = rt.thread.frame as Frame | null;
  if ((e.v as ExceptionData).traceback === null && frame !== null) addTraceback(rt, e, frame);
  const { minor } = rt.ruleset;
  let where = given;
  let message: string | null = null;
  if (doing !== null && where !== null && minor >= (doing === EXIT_FUNCTION ? 13 : 14)) {
    message = `Exception ignored ${doing} ${shownObject(rt, where)}`;
    where = null;
  } else if (doing === EXIT_FUNCTION) message = `Exception ignored ${doing}`;
  try {
    const hook = ownHook(rt, 'unraisablehook');
    if (hook !== null) {
      const d = e.v as ExceptionData;
      const args = makeRecord(rt, 'UnraisableHookArgs', [
        ['exc_type', incref(e.type)],
        ['exc_value', incref(e)],
        ['exc_traceback', incref(d.traceback ?? rt.None)],
        ['err_msg', message === null ? incref(rt.None) : strNew(rt, message)],
        ['object', incref(where ?? rt.None)],
      ]);
      if (callHook(rt, hook, [args])) return;
    }
    writeReport(rt, unraisableText(rt, e, message, where));
  } finally {
    decref(rt, e);
  }
}

/** The report of an exception that was ignored (write_unraisable_exc_file). */
export function unraisableText(
  rt: Runtime,
  e: PyObject,
  message: string | null,
  where: PyObject | null,
): string {
  let text = '';
  if (where !== null && where !== rt.None && message === null)
    text = `Exception ignored in: ${shownObject(rt, where)}\n`;
  else if (where !== null && where !== rt.None) text = `${message}: ${shownObject(rt, where)}\n`;
  else if (message !== null) text = `${message}:\n`;
  const { traceback } = e.v as ExceptionData;
  if (traceback !== null) text += `Traceback (most recent call last):\n${tracebackText(rt, traceback)}`;
  return `${text}${exceptionLine(rt, e)}\n`;
}

/** The names in `sys` of the last uncaught exception, in the order in which the shutdown forgets them (sys_deletes). */
const LAST_NAMES = ['last_exc', 'last_type', 'last_value', 'last_traceback'] as const;

/** sys.last_exc (3.12+), last_type, last_value and last_traceback: the exception keeps its frames and their locals alive until the shutdown. */
function rememberLast(rt: Runtime, e: PyObject): void {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  if (sys === null) return;
  const traceback = (e.v as ExceptionData).traceback ?? rt.None;
  for (const name of LAST_NAMES) {
    if (name === 'last_exc' && rt.ruleset.minor < 12) continue;
    dictSetJs(
      rt,
      sys.dict as PyObject,
      name,
      name === 'last_type' ? e.type : name === 'last_traceback' ? traceback : e,
    );
  }
}

/** Lets the last uncaught exception go, and what the program put in the place of the streams (finalize_modules_delete_special). */
export function forgetLast(rt: Runtime): void {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  if (sys === null) return;
  const dict = sys.dict as PyObject;
  for (const name of LAST_NAMES) if (dictGetJs(dict, name) !== null) dictSetJs(rt, dict, name, rt.None);
  for (const name of ['stdin', 'stdout', 'stderr']) {
    const own = dictGetJs(dict, `__${name}__`) ?? rt.None;
    if (dictGetJs(dict, name) !== own) dictSetJs(rt, dict, name, own);
  }
}

/** An uncaught exception (borrowed): to sys.excepthook, or as text on stderr (_PyErr_PrintEx). */
export function writeUncaught(rt: Runtime, e: PyObject): void {
  rememberLast(rt, e);
  const hook = ownHook(rt, 'excepthook');
  // The text is made by traceback.py, for whose import the young objects are collected.
  if (hook === null && rt.ruleset.minor >= 13 && rt.gc.enabled) collectGeneration(rt, 0);
  if (hook !== null) {
    const traceback = (e.v as ExceptionData).traceback ?? rt.None;
    if (callHook(rt, hook, [incref(e.type), incref(e), incref(traceback)])) return;
    writeReport(rt, '\nOriginal exception was:\n');
  }
  writeReport(rt, exceptionText(rt, e));
}

/** The program's own function at sys.NAME (new reference), or null where it is the interpreter's. */
function ownHook(rt: Runtime, name: string): PyObject | null {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const hook = sys === null ? null : dictGetJs(sys.dict as PyObject, name);
  if (hook === null || hook === rt.None || hook.type === rt.builtinType) return null;
  return incref(hook);
}

/** Calls a hook (takes over all references); false where it raised, after saying so. */
function callHook(rt: Runtime, hook: PyObject, args: PyObject[]): boolean {
  try {
    decref(rt, callObject(rt, hook, args));
    return true;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const second = takeRaised(rt);
    writeReport(
      rt,
      `Error in ${args.length === 3 ? 'sys.excepthook' : 'sys.unraisablehook'}:\n${exceptionText(rt, second)}`,
    );
    decref(rt, second);
    return false;
  } finally {
    for (const a of args) decref(rt, a);
    decref(rt, hook);
  }
}

function shownObject(rt: Runtime, o: PyObject): string {
  try {
    const r = objectRepr(rt, o);
    const text = r.v as string;
    decref(rt, r);
    return text;
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    decref(rt, takeRaised(rt));
    return '<object repr() failed>';
  }
}
