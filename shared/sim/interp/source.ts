/** From source text to running code: modules, compile, eval, exec (Python/pythonrun.c, Python/bltinmodule.c). */
import { compileSource } from '../compile/compile.ts';
import type { CompileError } from '../compile/errors.ts';
import { checkPositional, parseArgs } from '../objects/args.ts';
import { namedArgument, textArgument } from '../objects/convert.ts';
import { PY_ERROR, typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import { toText } from '../text/bytestext.ts';
import { builtinsOf } from './builtins-of.ts';
import { type Arena, type CodeData, freeArena, loadCode } from './code.ts';
import { runFrame } from './eval.ts';
import { type Frame, newFrame } from './frame.ts';
import { localsOf } from './frame-locals.ts';
import { sourcesOf } from './source-lines.ts';

/** What compiling costs: any source, and each of its characters. */
const COMPILE_STEPS = 4000;
const CHARACTER_STEPS = 60;

type Mode = 'exec' | 'eval' | 'single';

/** A code object of the source; raises SyntaxError. Where the program runs while its syntax tree lives, that needs an `arena`. */
export function compileModule(
  rt: Runtime,
  source: string,
  filename: string,
  mode: Mode,
  arena: Arena | null = null,
): PyObject {
  charge(rt, COMPILE_STEPS + CHARACTER_STEPS * source.length);
  const result = compileSource(source, { filename, mode, target: { minor: Math.max(8, rt.ruleset.minor) } });
  if (!result.ok) {
    const { error } = result;
    throw raiseCompileError(rt, { ...error, text: shownLine(rt, error, source, mode) });
  }
  return loadCode(rt, result.value, arena);
}

/**
 * The line that a SyntaxError keeps. The parser has it from the text, to which only `exec` adds a line break at its end; the
 * compiler after it from the file that the text is said to be of (PyErr_ProgramTextObject).
 */
function shownLine(rt: Runtime, e: CompileError, source: string, mode: Mode): string | null {
  if (e.text === null) return null;
  if (!e.parsed) {
    const asItIs = mode === 'exec' || e.line < source.split('\n').length;
    return asItIs ? e.text : e.text.replace(/\n$/, '');
  }
  const line = sourcesOf(rt).get(e.filename)?.[e.line - 1];
  return line === undefined ? null : `${line}\n`;
}

/** The compiler's error as an exception object. */
export function raiseCompileError(rt: Runtime, e: CompileError): typeof PY_ERROR {
  const message = strNew(rt, e.message);
  const type = rt.exc[e.kind];
  let exception: PyObject;
  if (e.kind.endsWith('Error') && ['SyntaxError', 'IndentationError', 'TabError'].includes(e.kind)) {
    const details = [
      strNew(rt, e.filename),
      intFromNumber(rt, e.line),
      intFromNumber(rt, e.offset),
      e.text === null ? incref(rt.None) : strNew(rt, e.text),
    ];
    if (rt.ruleset.minor >= 10) details.push(intFromNumber(rt, e.endLine), intFromNumber(rt, e.endOffset));
    const tuple = stealTuple(rt, details);
    exception = callObject(rt, type, [message, tuple]);
    decref(rt, tuple);
  } else exception = callObject(rt, type, [message]);
  decref(rt, message);
  rt.thread.raised = exception;
  return PY_ERROR;
}

/** Runs module code in a namespace; the result of its last RETURN_VALUE. */
export function runModule(
  rt: Runtime,
  code: PyObject,
  ns: PyObject,
  locals: PyObject = ns,
  cells: readonly PyObject[] = [],
): PyObject {
  const f = moduleFrame(rt, code, ns, locals);
  const at = f.code.slots - cells.length;
  for (let i = 0; i < cells.length; i++) f.s[at + i] = incref(cells[i]);
  return runFrame(rt, f);
}

/** A frame for module code that has not run. */
export function moduleFrame(rt: Runtime, code: PyObject, ns: PyObject, locals: PyObject = ns): Frame {
  const f = newFrame(rt, code, ns, builtinsOf(rt, ns));
  f.locals = incref(locals);
  return f;
}

function sourceText(rt: Runtime, o: PyObject, what: string): string {
  if (o.type.kind === K.STR) return o.v;
  if (o.type.kind === K.BYTES || o.type.kind === K.BYTEARRAY)
    return String.fromCharCode(...(o.v as Uint8Array));
  throw typeError(rt, `${what} must be a string, bytes or code object`);
}

export function compileBuiltin(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [source, filename, mode] = parseArgs(
    rt,
    'compile',
    args,
    kw,
    ['source', 'filename', 'mode', 'flags', 'dont_inherit', 'optimize', '_feature_version'],
    3,
  );
  const name = pathText(rt, filename!);
  const kind = textArgument(rt, 'compile', namedArgument(rt, 3, 'mode'), mode!);
  if (!['exec', 'eval', 'single'].includes(kind)) {
    throw valueError(rt, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  return compileModule(rt, sourceText(rt, source!, 'compile() arg 1'), name, kind as Mode);
}

/** A file's name as C takes it (PyUnicode_FSDecoder). */
function pathText(rt: Runtime, o: PyObject): string {
  if (o.type.kind === K.STR) return o.v;
  if (o.type.kind === K.BYTES) return toText(o.v);
  throw typeError(rt, `expected str, bytes or os.PathLike object, not ${o.type.name}`);
}

/** builtin_eval looks at the locals first, builtin_exec at the globals. */
function checkNamespaces(rt: Runtime, globals: PyObject | null, locals: PyObject | null, what: string): void {
  const isMapping = (o: PyObject | null) => o === null || o === rt.None || o.type.slots.subscript !== null;
  const isDict = globals === null || globals === rt.None || globals.type.kind === K.DICT;
  if (what === 'eval') {
    if (!isMapping(locals)) throw typeError(rt, 'locals must be a mapping');
    if (globals?.type.kind === K.FROZENDICT)
      throw typeError(rt, 'cannot assign __builtins__ to frozendict globals');
    if (!isDict && !isMapping(globals)) throw typeError(rt, 'globals must be a dict');
    if (!isDict) throw typeError(rt, 'globals must be a real dict; try eval(expr, {}, mapping)');
  }
  if (!isDict) throw typeError(rt, `${what}() globals must be a dict, not ${globals!.type.name}`);
  if (!isMapping(locals)) throw typeError(rt, `locals must be a mapping or None, not ${locals!.type.name}`);
}

function namespaces(
  rt: Runtime,
  globals: PyObject | null,
  locals: PyObject | null,
  what: string,
): [PyObject, PyObject] {
  checkNamespaces(rt, globals, locals, what);
  const f = rt.thread.frame as Frame;
  let g = globals;
  let l = locals;
  if (g === null || g === rt.None) {
    g = incref(f.globals);
    if (l === null || l === rt.None) l = localsOf(rt, f);
    else incref(l);
  } else {
    incref(g);
    l = incref(l === null || l === rt.None ? g : l);
  }
  if (dictGetJs(g, '__builtins__') === null) dictSetJs(rt, g, '__builtins__', f.builtins);
  return [g, l];
}

function run(
  rt: Runtime,
  code: PyObject,
  globals: PyObject | null,
  locals: PyObject | null,
  what: string,
  cells: readonly PyObject[] = [],
): PyObject {
  const [g, l] = namespaces(rt, globals, locals, what);
  try {
    return runModule(rt, code, g, l, cells);
  } finally {
    decref(rt, l);
    decref(rt, g);
  }
}

export function evalBuiltin(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  if (rt.ruleset.minor <= 12) checkPositional(rt, 'eval', args, kw, 1, 3);
  const names = ['source', 'globals', 'locals'];
  const [source, globals, locals] = parseArgs(rt, 'eval', args, kw, names, 1, 3, 1);
  const arena: Arena = [];
  const text = (): string => sourceText(rt, source!, 'eval() arg 1').replace(/^[ \t]+/, '');
  const code =
    source!.type.kind === K.CODE ? incref(source!) : compileModule(rt, text(), '<string>', 'eval', arena);
  try {
    const free = (code.v as CodeData).freeCount;
    if (free > 0) throw typeError(rt, 'code object passed to eval() may not contain free variables');
    return run(rt, code, globals, locals, 'eval');
  } finally {
    decref(rt, code);
    freeArena(rt, arena);
  }
}

export function execBuiltin(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const [source, globals, locals, closure] = parseArgs(
    rt,
    'exec',
    args,
    kw,
    ['source', 'globals', 'locals', 'closure'],
    1,
    3,
  );
  const arena: Arena = [];
  const code =
    source!.type.kind === K.CODE
      ? incref(source!)
      : compileModule(rt, sourceText(rt, source!, 'exec() arg 1'), '<string>', 'exec', arena);
  try {
    const free = (code.v as CodeData).freeCount;
    let cells: readonly PyObject[] = [];
    if (closure == null || closure === rt.None) {
      if (free > 0) throw typeError(rt, 'code object passed to exec() may not contain free variables');
    } else {
      if (source!.type.kind !== K.CODE)
        throw typeError(rt, 'closure can only be used when source is a code object');
      cells = closure.type.kind === K.TUPLE ? (closure.v as PyObject[]) : [];
      if (free === 0) throw typeError(rt, 'cannot use a closure with this code object');
      if (cells.length !== free || cells.some((cell) => cell.type !== rt.cellType))
        throw typeError(rt, `code object requires a closure of exactly length ${free}`);
    }
    decref(rt, run(rt, code, globals, locals, 'exec', cells));
  } finally {
    decref(rt, code);
    freeArena(rt, arena);
  }
  return incref(rt.None);
}
