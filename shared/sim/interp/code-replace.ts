/** code.replace() (Objects/codeobject.c: code_replace). What is not bytecode can be exchanged; instructions of this machine's own cannot. */
import type { CodeObject } from '../compile/code.ts';
import { richCompareBool } from '../objects/abstract/comparison.ts';
import { badArgument, toCInt } from '../objects/convert.ts';
import { raise, typeError, valueError } from '../objects/errors.ts';
import { K, PyInstance, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, CMP, type KwNames } from '../objects/slots.ts';
import { internString } from '../objects/types/str.ts';
import { unsupportedText } from '../objects/unsupported.ts';
import { CodeData } from './code.ts';
import { KeptTuple, shareKept } from './code-tuples.ts';

/** What can be exchanged by another value. */
type Changes = {
  name?: string;
  qualname?: string;
  filename?: string;
  firstlineno?: number;
  consts?: readonly PyObject[];
};

/** The parameters of replace(), with the minor version in which each came. */
const parameters: { readonly [name: string]: number } = {
  ...{
    co_argcount: 8,
    co_posonlyargcount: 8,
    co_kwonlyargcount: 8,
    co_nlocals: 8,
    co_stacksize: 8,
    co_flags: 8,
  },
  ...{
    co_firstlineno: 8,
    co_code: 8,
    co_consts: 8,
    co_names: 8,
    co_varnames: 8,
    co_freevars: 8,
    co_cellvars: 8,
  },
  ...{ co_filename: 8, co_name: 8, co_qualname: 11, co_linetable: 10, co_exceptiontable: 11 },
};

/** A code object with some of its fields exchanged (new reference). */
export function replaceCode(rt: Runtime, o: PyObject, args: Args, kw: KwNames): PyObject {
  const named = kw ?? [];
  if (args.length > named.length) throw typeError(rt, 'replace() takes no positional arguments');
  const changes: Changes = {};
  for (const [i, key] of named.entries()) exchange(rt, o, key.v as string, args[i], changes);
  return changed(rt, o, changes);
}

function exchange(rt: Runtime, o: PyObject, name: string, value: PyObject, changes: Changes): void {
  if (!(parameters[name] <= rt.ruleset.minor)) {
    const text =
      rt.ruleset.minor >= 13
        ? `replace() got an unexpected keyword argument '${name}'`
        : `'${name}' is an invalid keyword argument for replace()`;
    throw typeError(rt, text);
  }
  if (name === 'co_name' || name === 'co_qualname' || name === 'co_filename') {
    if (value.type.kind !== K.STR) throw badArgument(rt, 'replace', `argument '${name}'`, 'str', value);
    changes[name.slice(3) as 'name' | 'qualname' | 'filename'] = value.v as string;
  } else if (name === 'co_firstlineno') {
    const line = toCInt(rt, value);
    if (line < 1 && rt.ruleset.minor < 11) throw valueError(rt, 'code: firstlineno must be positive');
    changes.firstlineno = line;
  } else if (name === 'co_consts') {
    if (value.type.kind !== K.TUPLE) throw badArgument(rt, 'replace', `argument '${name}'`, 'tuple', value);
    if (value.v.length < (o.v as CodeData).consts.length)
      throw raise(rt, rt.exc['NotImplementedError'], unsupportedText('code.replace() with fewer co_consts'));
    changes.consts = value.v as PyObject[];
  } else if (!isSame(rt, o, name, value))
    throw raise(rt, rt.exc['NotImplementedError'], unsupportedText(`code.replace(${name}=...)`));
}

/** Whether the field already has that value. */
function isSame(rt: Runtime, o: PyObject, name: string, value: PyObject): boolean {
  const now = o.type.slots.getattro(rt, o, internString(rt, name));
  try {
    return richCompareBool(rt, now, value, CMP.EQ);
  } finally {
    decref(rt, now);
  }
}

function changed(rt: Runtime, o: PyObject, changes: Changes): PyObject {
  const data = o.v as CodeData;
  const { source } = data;
  const { name, qualname, filename, firstlineno, consts } = changes;
  const move = firstlineno === undefined ? 0 : firstlineno - source.firstlineno;
  const fresh: CodeObject = {
    ...source,
    name: name ?? source.name,
    qualname: qualname ?? source.qualname,
    filename: filename ?? source.filename,
    firstlineno: firstlineno ?? source.firstlineno,
    lines: move === 0 ? source.lines : source.lines.map((line) => (line > 0 ? line + move : line)),
  };
  const copy = new CodeData(
    fresh,
    consts === undefined ? [...data.consts] : consts.map(incref),
    [...data.names],
    [...data.localNames],
    {
      consts: consts === undefined ? shareKept(data.kept.consts) : new KeptTuple(),
      names: shareKept(data.kept.names),
      locals: shareKept(data.kept.locals),
      others: data.kept.others.map(shareKept),
    },
    internString(rt, fresh.name),
    internString(rt, fresh.qualname),
    rt.ruleset.refcounts.callerKeepsArguments,
  );
  const bytes = rt.ruleset.sizes.codeBaseBytes + 2 * source.code.length;
  return new PyInstance(o.type, rt.mem.alloc(bytes), copy, null, 0);
}
