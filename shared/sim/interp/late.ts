/**
 * Members of modules that are made when a program first asks for them: what `site` adds to the builtins (Lib/site.py, _sitebuiltins.py; a
 * process without it has the rest) and tables that few programs look at.
 */

import { getAttrJs } from '../objects/abstract/attributes.ts';
import { raise } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictGetJs, dictSetJs } from '../objects/types/dict.ts';
import { stealList } from '../objects/types/list.ts';
import { moduleDict } from '../objects/types/module.ts';
import { strNew } from '../objects/types/str.ts';
import { isUnsupported, unsupportedText } from '../objects/unsupported.ts';
import { importModule } from './import.ts';
import { stdlibModuleNames } from './stdlib-names.ts';

/** What an interactive interpreter has beside and is of no use here. */
const siteOnly: ReadonlySet<string> = new Set(['help', 'copyright', 'credits', 'license']);

/** The member (new reference), which the module has from now on, or null where it has none of that name. */
export function lateMember(rt: Runtime, module: PyObject, name: string): PyObject | null {
  const made =
    module === dictGetJs(rt.modules, 'builtins') ? siteBuiltin(rt, name) : sysMember(rt, module, name);
  if (made !== null) dictSetJs(rt, moduleDict(module), name, made);
  return made;
}

/** The value of a global name that neither the module nor the builtins have: it is made, or the error says what it is. */
export function lateBuiltin(rt: Runtime, builtins: PyObject, name: string): PyObject | null {
  if (builtins !== rt.builtins) return null;
  const module = dictGetJs(rt.modules, 'builtins');
  if (module !== null) {
    const made = lateMember(rt, module, name);
    if (made !== null) return made;
  }
  if (siteOnly.has(name) || isUnsupported(rt.ruleset.minor, 'builtins', name))
    throw raise(rt, rt.exc['NotImplementedError'], unsupportedText(name));
  return null;
}

function siteBuiltin(rt: Runtime, name: string): PyObject | null {
  if (name !== 'exit' && name !== 'quit') return null;
  const site = importModule(rt, '_sitebuiltins');
  const quitter = getAttrJs(rt, site, 'Quitter');
  const args = [strNew(rt, name), strNew(rt, 'Ctrl-D (i.e. EOF)')];
  try {
    return callObject(rt, quitter, args);
  } finally {
    for (const o of [...args, quitter, site]) decref(rt, o);
  }
}

function sysMember(rt: Runtime, module: PyObject, name: string): PyObject | null {
  if (module !== dictGetJs(rt.modules, 'sys') || rt.ruleset.minor < 10) return null;
  const list = (texts: readonly string[]) =>
    stealList(
      rt,
      texts.map((text) => strNew(rt, text)),
    );
  if (name === 'orig_argv') return list(['python3', '-I', '-S', '-X', 'utf8', 'program.py']);
  if (name !== 'stdlib_module_names') return null;
  const names = list(stdlibModuleNames(rt.ruleset.minor));
  try {
    return callObject(rt, rt.frozensetType, [names]);
  } finally {
    decref(rt, names);
  }
}
