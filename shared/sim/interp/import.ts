/** import (Python/import.c, Lib/importlib): native modules, library modules in Python, nothing else. */

import type { CodeObject } from '../compile/code.ts';
import { compileSource } from '../compile/compile.ts';
import { libModule } from '../lib/index.ts';
import { nativeModule } from '../modules/index.ts';
import type { ModuleDef } from '../modules/module.ts';
import { findAttr, getAttr } from '../objects/abstract/attributes.ts';
import { objectIsTrue } from '../objects/abstract/comparison.ts';
import {
  type ExceptionData,
  isPyError,
  PY_ERROR,
  raise,
  restoreRaised,
  takeRaised,
} from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { declareType, fillType } from '../objects/typedef.ts';
import { newBuiltin } from '../objects/types/builtin.ts';
import { dictDelete, dictGetJs, dictSetJs, dictSetStr } from '../objects/types/dict.ts';
import { moduleDict, newModule } from '../objects/types/module.ts';
import { internString, strNew } from '../objects/types/str.ts';
import { isUnsupported, unsupportedText } from '../objects/unsupported.ts';
import { loadLibraryCode } from './code.ts';
import type { Frame } from './frame.ts';
import { countedImport } from './import-counts.ts';
import { raiseCompileError, runModule } from './source.ts';
import { afterImport } from './startup.ts';
import { stdlibModuleNames } from './stdlib-names.ts';

/** sys.modules[name] (new reference), importing it first. */
export function importModule(rt: Runtime, name: string): PyObject {
  const kept = dictGetJs(rt.modules, name);
  if (kept === rt.None) throw noModule(rt, name, `import of ${name} halted; None in sys.modules`);
  if (kept !== null) return incref(kept);
  const native = nativeModule(name);
  if (native !== undefined) return loadNative(rt, native);
  const lib = libModule(name);
  if (lib !== undefined && (lib.since ?? 0) <= rt.ruleset.minor)
    return loadLib(rt, name, lib.source(rt.ruleset));
  throw notFound(rt, name);
}

/** Modules of ours that are packages: another module may be in them. */
const PACKAGES: ReadonlySet<string> = new Set(['collections']);

function notFound(rt: Runtime, name: string): unknown {
  const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  const known = stdlibModuleNames(rt.ruleset.minor).includes(name.split('.')[0]);
  const found = parent !== '' && dictGetJs(rt.modules, parent) !== null;
  const inPackage = found && !PACKAGES.has(parent);
  const text = inPackage
    ? `No module named '${name}'; '${parent}' is not a package`
    : known && !found
      ? `module '${name}' is not supported by this simulation`
      : `No module named '${name}'`;
  return noModule(rt, name, text);
}

function noModule(rt: Runtime, name: string, text: string): unknown {
  const marker = raise(rt, rt.exc['ModuleNotFoundError'], text);
  nameImportError(rt, name, null);
  return marker;
}

/** Fills the members of the ImportError that was raised. */
function nameImportError(rt: Runtime, name: string, from: string | null): void {
  const { members } = rt.thread.raised!.v as ExceptionData;
  if (members === null) return;
  members['name'] = strNew(rt, name);
  if (from === null) return;
  members['path'] = incref(rt.None);
  if (rt.ruleset.minor >= 12) members['name_from'] = strNew(rt, from);
}

/** __import__(name, fromlist=...): the top package, or with a from list the module itself (new reference). */
export function importBuiltin(rt: Runtime, name: string, fromlist: PyObject | null): PyObject {
  const module = importPath(rt, name);
  const wantsLeaf = fromlist !== null && objectIsTrue(rt, fromlist);
  if (wantsLeaf || !name.includes('.')) return module;
  decref(rt, module);
  return importModule(rt, name.split('.')[0]);
}

/** Imports a dotted name with its packages: the last module (new reference). */
function importPath(rt: Runtime, name: string): PyObject {
  const parts = name.split('.');
  let module = importModule(rt, parts[0]);
  for (let i = 1; i < parts.length; i++) {
    let next: PyObject;
    try {
      next = importModule(rt, parts.slice(0, i + 1).join('.'));
      dictSetJs(rt, moduleDict(module), parts[i], next);
    } finally {
      decref(rt, module);
    }
    module = next;
  }
  return module;
}

/** Makes a native module and enters it in sys.modules. */
export function loadNative(rt: Runtime, def: ModuleDef): PyObject {
  const module = newModule(rt, def.name);
  module.v.builtin = true;
  const ns = moduleDict(module);
  const without = new Set(def.leaveOut?.(rt.ruleset) ?? []);
  for (const f of def.functions ?? []) {
    if (without.has(f.name)) continue;
    const o = newBuiltin(rt, f, module, def.nativeName ?? def.name);
    dictSetJs(rt, ns, f.name, o);
    decref(rt, o);
  }
  const types = (def.types ?? []).map((t) => ({ def: t, type: rt.types[t.name] ?? declareType(rt, t) }));
  for (const t of types) {
    if (t.type.ns === null) fillType(rt, t.type, t.def);
    const short = t.def.name.split('.').at(-1)!;
    if (!without.has(short) && def.hidesTypes !== true) dictSetJs(rt, ns, short, t.type);
  }
  def.setup?.(rt, module);
  dictSetJs(rt, rt.modules, def.name, module);
  return module;
}

/** Where the library lies. */
const LIBRARY = '/usr/local/lib/python';

/** The file of a module that CPython writes in Python. */
function libraryFile(rt: Runtime, name: string): string {
  const path = PACKAGES.has(name) ? `${name}/__init__` : name.replaceAll('.', '/');
  return `${LIBRARY}3.${rt.ruleset.minor}/${path}.py`;
}

/** The module's code object, compiled or from the host's cache. */
function compileLibrary(rt: Runtime, name: string, source: string): PyObject {
  const cache = rt.codeCache;
  const key = `${rt.ruleset.version} ${name}`;
  const kept = cache?.get(key) as CodeObject | undefined;
  if (kept !== undefined) return loadLibraryCode(rt, kept);
  const result = compileSource(source, {
    filename: libraryFile(rt, name),
    mode: 'exec',
    target: { minor: Math.max(8, rt.ruleset.minor) },
  });
  if (!result.ok) throw raiseCompileError(rt, result.error);
  cache?.set(key, result.value);
  return loadLibraryCode(rt, result.value);
}

function loadLib(rt: Runtime, name: string, source: string): PyObject {
  const code = compileLibrary(rt, name, source);
  const module = newModule(rt, name);
  dictSetJs(rt, rt.modules, name, module);
  const file = strNew(rt, libraryFile(rt, name));
  dictSetJs(rt, moduleDict(module), '__file__', file);
  decref(rt, file);
  dictSetJs(rt, moduleDict(module), '__builtins__', rt.builtins);
  try {
    decref(rt, runModule(rt, code, moduleDict(module)));
  } catch (error) {
    if (!isPyError(rt, error)) throw error;
    const saved = takeRaised(rt);
    const key = internString(rt, name);
    dictDelete(rt, rt.modules, key);
    decref(rt, key);
    decref(rt, module);
    restoreRaised(rt, saved);
    throw PY_ERROR;
  } finally {
    decref(rt, code);
  }
  afterImport(rt, name);
  return settled(rt, name, module);
}

/** A module that has been run goes to the end of sys.modules; it may have put another in its place (importlib: _load_unlocked). */
function settled(rt: Runtime, name: string, module: PyObject): PyObject {
  const now = incref(dictGetJs(rt.modules, name) ?? module);
  decref(rt, module);
  const key = internString(rt, name);
  try {
    dictDelete(rt, rt.modules, key);
    dictSetStr(rt, rt.modules, key, now);
  } finally {
    decref(rt, key);
  }
  return now;
}

/** IMPORT_NAME: the top package, or with a from list the module itself. */
export function importName(
  rt: Runtime,
  f: Frame,
  name: PyObject,
  fromlist: PyObject,
  level: PyObject,
): PyObject {
  if (level.v !== 0)
    throw raise(rt, rt.exc['ImportError'], 'attempted relative import with no known parent package');
  const text = name.v as string;
  const load = (): PyObject => importBuiltin(rt, text, fromlist);
  if (f.code.source.filename.startsWith(LIBRARY)) return load();
  return countedImport(rt, text.split('.')[0], load);
}

/** IMPORT_FROM (new reference). */
export function importFrom(rt: Runtime, module: PyObject, name: PyObject): PyObject {
  try {
    return getAttr(rt, module, name);
  } catch (error) {
    if (!isPyError(rt, error) || rt.thread.raised!.type !== rt.exc['AttributeError']) throw error;
    decref(rt, takeRaised(rt));
    const shown = findAttr(rt, module, '__name__');
    const text = shown === null || shown.type.kind !== K.STR ? '<unknown module name>' : (shown.v as string);
    if (shown !== null) decref(rt, shown);
    const sub = dictGetJs(rt.modules, `${text}.${name.v}`);
    if (sub !== null) return incref(sub);
    const why = isUnsupported(rt.ruleset.minor, text, name.v)
      ? `: ${unsupportedText(`${text}.${name.v}`)}`
      : ' (unknown location)';
    const marker = raise(rt, rt.exc['ImportError'], `cannot import name '${name.v}' from '${text}'${why}`);
    nameImportError(rt, text, name.v);
    throw marker;
  }
}
