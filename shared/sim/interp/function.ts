/** Functions written in Python (Objects/funcobject.c). */

import { CO } from '../compile/code.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { parseArgs } from '../objects/args.ts';
import { badArgument } from '../objects/convert.ts';
import { attributeError, typeError, valueError } from '../objects/errors.ts';
import { gcAlloc, gcFree, gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { hashAddress } from '../objects/hash.ts';
import {
  K,
  type PyContainer,
  PyInstance,
  type PyObject,
  type PyType,
  TF,
  type Visit,
} from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Args, GetSetDef, KwNames } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { dictGetJs, dictSet } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { boundMethod } from '../objects/types/method.ts';
import { dictGetSet } from '../objects/types/object.ts';
import { isStr, strNew } from '../objects/types/str.ts';
import { callAnnotate, checkAnnotate } from '../objects/types/type-annotations.ts';
import { functionBuiltins } from './builtins-of.ts';
import type { CodeData } from './code.ts';
import { callFunction } from './eval.ts';

/** Payload of a function. Owns all; `cd` is the code's data. */
export class FunctionData {
  declare code: PyObject;
  declare cd: CodeData;
  declare readonly globals: PyObject;
  declare readonly builtins: PyObject;
  declare name: PyObject;
  declare qualname: PyObject;
  declare doc: PyObject;
  declare module: PyObject | null;
  defaults: PyObject | null = null;
  kwdefaults: PyObject | null = null;
  closure: PyObject | null = null;
  annotations: PyObject | null = null;
  annotate: PyObject | null = null;
  /** `__type_params__`, where the program has set it (3.12+). */
  typeParams: PyObject | null = null;
  constructor(
    code: PyObject,
    globals: PyObject,
    builtins: PyObject,
    name: PyObject,
    qualname: PyObject,
    doc: PyObject,
    module: PyObject | null,
  ) {
    this.code = code;
    this.cd = code.v as CodeData;
    this.globals = globals;
    this.builtins = builtins;
    this.name = name;
    this.qualname = qualname;
    this.doc = doc;
    this.module = module;
  }
}

/** A function of a borrowed code object. */
export function newFunction(rt: Runtime, code: PyObject, globals: PyObject, builtins: PyObject): PyContainer {
  const type = rt.functionType;
  const cd = code.v as CodeData;
  const hasDoc =
    rt.ruleset.minor >= 14
      ? (cd.flags & CO.HAS_DOCSTRING) !== 0
      : cd.consts.length > 0 && isStr(cd.consts[0]);
  const doc = incref(hasDoc ? cd.consts[0] : rt.None);
  const module = dictGetJs(globals, '__name__');
  const data = new FunctionData(
    incref(code),
    incref(globals),
    builtins,
    incref(cd.name),
    incref(cd.qualname),
    doc,
    module === null ? null : incref(module),
  );
  incref(builtins);
  const o = new PyInstance(type, gcAlloc(rt, type.headBytes + type.basicSize), data, 0, 0);
  gcTrack(rt, o);
  return o;
}

/** What may be part of a cycle, in the order of func_clear. */
function release(rt: Runtime, c: PyContainer): void {
  const d = c.v as FunctionData;
  const dict = c.dict as PyObject | null;
  const { module, defaults, kwdefaults, closure, annotations, annotate, typeParams } = d;
  c.dict = null;
  d.module = d.defaults = d.kwdefaults = d.closure = d.annotations = d.annotate = d.typeParams = null;
  if (module !== null) decref(rt, module);
  if (defaults !== null) decref(rt, defaults);
  if (kwdefaults !== null) decref(rt, kwdefaults);
  if (dict !== null) decref(rt, dict);
  if (closure !== null) decref(rt, closure);
  if (annotations !== null) decref(rt, annotations);
  if (annotate !== null) decref(rt, annotate);
  if (typeParams !== null) decref(rt, typeParams);
}

const dealloc = (rt: Runtime, o: PyObject): void => {
  const c = o as PyContainer;
  gcUntrack(rt, c);
  if (c.weak !== null) rt.hooks.clearWeakrefs(rt, c);
  const d = o.v as FunctionData;
  decref(rt, d.globals);
  decref(rt, d.builtins);
  release(rt, c);
  decref(rt, d.doc);
  decref(rt, d.code);
  decref(rt, d.name);
  decref(rt, d.qualname);
  gcFree(rt, c);
};

const traverse = (rt: Runtime, o: PyObject, visit: Visit): void => {
  const d = o.v as FunctionData;
  visit(rt, d.code);
  visit(rt, d.globals);
  // Before 3.10 it has none there; here it has, so the collector has to know of others than everybody's.
  if (rt.ruleset.minor >= 10 || d.builtins !== rt.builtins) visit(rt, d.builtins);
  if (d.module !== null) visit(rt, d.module);
  if (d.defaults !== null) visit(rt, d.defaults);
  if (d.kwdefaults !== null) visit(rt, d.kwdefaults);
  visit(rt, d.doc);
  visit(rt, d.name);
  const dict = (o as PyContainer).dict;
  if (dict !== null) visit(rt, dict as PyObject);
  if (d.closure !== null) visit(rt, d.closure);
  if (d.annotations !== null) visit(rt, d.annotations);
  if (d.annotate !== null) visit(rt, d.annotate);
  if (d.typeParams !== null) visit(rt, d.typeParams);
  visit(rt, d.qualname);
};

/** A member that may be None. */
function optional(
  name: string,
  key: 'defaults' | 'kwdefaults',
  check: (rt: Runtime, v: PyObject) => void,
): GetSetDef {
  return {
    name,
    get: (rt, o) => incref((o.v as FunctionData)[key] ?? rt.None),
    set: (rt, o, value) => {
      if (value !== null && value !== rt.None) check(rt, value);
      const d = o.v as FunctionData;
      const old = d[key];
      d[key] = value === null || value === rt.None ? null : incref(value);
      if (old !== null) decref(rt, old);
    },
  };
}

function text(name: string, key: 'name' | 'qualname'): GetSetDef {
  return {
    name,
    get: (_rt, o) => incref((o.v as FunctionData)[key]),
    set: (rt, o, value) => {
      if (value === null || !isStr(value)) throw typeError(rt, `${name} must be set to a string object`);
      const d = o.v as FunctionData;
      const old = d[key];
      d[key] = incref(value);
      decref(rt, old);
    },
  };
}

/** Annotations as a dict (made from the compiler's tuple, or by the annotate function, at the first look). */
function annotationsOf(rt: Runtime, o: PyObject): PyObject {
  const d = o.v as FunctionData;
  if (d.annotations === null && d.annotate !== null && d.annotate !== rt.None) {
    d.annotations = callAnnotate(rt, d.annotate);
  }
  if (d.annotations === null) d.annotations = newDict(rt);
  else if (d.annotations.type === rt.tupleType) {
    const items = d.annotations.v as PyObject[];
    const dict = newDict(rt);
    for (let i = 0; i < items.length; i += 2) dictSet(rt, dict, items[i], items[i + 1]);
    const old = d.annotations;
    d.annotations = dict;
    decref(rt, old);
  }
  return incref(d.annotations);
}

function setAnnotate(rt: Runtime, d: FunctionData, value: PyObject | null): void {
  const old = d.annotate;
  d.annotate = value === null ? null : incref(value);
  if (old !== null) decref(rt, old);
}

/** FunctionType(code, globals, name, argdefs, closure, kwdefaults) (func_new_impl; kwdefaults since 3.13). */
function functionNew(rt: Runtime, _type: PyType, args: Args, kw: KwNames): PyObject {
  const names = ['code', 'globals', 'name', 'argdefs', 'closure', 'kwdefaults'];
  if (rt.ruleset.minor < 13) names.pop();
  const given = parseArgs(rt, 'function', args, kw, names, 2);
  const [code, globals] = given;
  const [name, defaults, closure, kwdefaults] = given.slice(2).map((o) => (o === rt.None ? null : o));
  if (code!.type.kind !== K.CODE) throw badArgument(rt, 'function', "argument 'code'", 'code', code!);
  if (globals!.type.kind !== K.DICT)
    throw badArgument(rt, 'function', "argument 'globals'", 'dict', globals!);
  if (name !== null && !isStr(name)) throw typeError(rt, 'arg 3 (name) must be None or string');
  if (defaults !== null && defaults.type.kind !== K.TUPLE)
    throw typeError(rt, 'arg 4 (defaults) must be None or tuple');
  const cd = code!.v as CodeData;
  checkClosure(rt, cd, closure);
  if (kwdefaults != null && kwdefaults.type.kind !== K.DICT)
    throw typeError(rt, 'arg 6 (kwdefaults) must be None or dict');
  const builtins = functionBuiltins(rt, globals!);
  const f = newFunction(rt, code!, globals!, builtins);
  decref(rt, builtins);
  const d = f.v as FunctionData;
  // Up to 3.10 PyFunction_New knows no qualified name.
  if (rt.ruleset.minor <= 10) {
    const old = d.qualname;
    d.qualname = incref(cd.name);
    decref(rt, old);
  }
  if (name !== null) {
    const old = d.name;
    d.name = incref(name);
    decref(rt, old);
  }
  if (defaults !== null) d.defaults = incref(defaults);
  if (closure !== null) d.closure = incref(closure);
  if (kwdefaults != null) d.kwdefaults = incref(kwdefaults);
  return f;
}

/** As many cells as the code has free variables. */
function checkClosure(rt: Runtime, cd: CodeData, closure: PyObject | null): void {
  if (closure === null) {
    if (cd.freeCount > 0) throw typeError(rt, 'arg 5 (closure) must be tuple');
    return;
  }
  if (closure.type.kind !== K.TUPLE) throw typeError(rt, 'arg 5 (closure) must be None or tuple');
  const cells = closure.v as readonly PyObject[];
  if (cells.length !== cd.freeCount)
    throw valueError(rt, `${cd.name.v} requires closure of length ${cd.freeCount}, not ${cells.length}`);
  for (const cell of cells)
    if (cell.type !== rt.cellType)
      throw typeError(rt, `arg 5 (closure) expected cell, found ${cell.type.name}`);
}

export const functionDef: TypeDef = {
  name: 'function',
  kind: K.FUNCTION,
  size: 'function',
  flags: TF.GC | TF.WEAKREF | TF.METHOD_DESCRIPTOR | TF.DICT,
  slots: {
    dealloc,
    traverse,
    clear: (rt, o) => release(rt, o as PyContainer),
    call: callFunction,
    descrGet: (rt, o, obj) => (obj === null || obj === rt.None ? incref(o) : boundMethod(rt, o, obj)),
    repr: (rt, o) =>
      strNew(rt, `<function ${(o.v as FunctionData).qualname.v} at 0x${addressOf(rt, o).toString(16)}>`),
    hash: (rt, o) => hashAddress(rt, addressOf(rt, o)),
    new: functionNew,
  },
  since: { __builtins__: 10, __type_params__: 12, __annotate__: 14 },
  members: [
    { name: '__closure__', get: (rt, o) => incref((o.v as FunctionData).closure ?? rt.None) },
    { name: '__globals__', get: (_rt, o) => incref((o.v as FunctionData).globals) },
    { name: '__builtins__', get: (_rt, o) => incref((o.v as FunctionData).builtins) },
  ],
  getset: [
    dictGetSet,
    text('__name__', 'name'),
    text('__qualname__', 'qualname'),
    optional('__defaults__', 'defaults', (rt, v) => {
      if (v.type.kind !== K.TUPLE) throw typeError(rt, '__defaults__ must be set to a tuple object');
    }),
    optional('__kwdefaults__', 'kwdefaults', (rt, v) => {
      if (v.type.kind !== K.DICT) throw typeError(rt, '__kwdefaults__ must be set to a dict object');
    }),
    {
      name: '__code__',
      get: (_rt, o) => incref((o.v as FunctionData).code),
      set: (rt, o, value) => {
        if (value === null || value.type.kind !== K.CODE)
          throw typeError(rt, '__code__ must be set to a code object');
        const d = o.v as FunctionData;
        const cd = value.v as CodeData;
        const cells = d.closure === null ? 0 : d.closure.v.length;
        if (cd.freeCount !== cells) {
          throw valueError(
            rt,
            `${d.name.v}() requires a code object with ${cells} free vars, not ${cd.freeCount}`,
          );
        }
        const old = d.code;
        d.code = incref(value);
        d.cd = cd;
        decref(rt, old);
      },
    },
    {
      name: '__doc__',
      get: (_rt, o) => incref((o.v as FunctionData).doc),
      set: (rt, o, value) => {
        const d = o.v as FunctionData;
        const old = d.doc;
        d.doc = incref(value ?? rt.None);
        decref(rt, old);
      },
    },
    {
      name: '__module__',
      get: (rt, o) => incref((o.v as FunctionData).module ?? rt.None),
      set: (rt, o, value) => {
        const d = o.v as FunctionData;
        const old = d.module;
        d.module = value === null ? null : incref(value);
        if (old !== null) decref(rt, old);
      },
    },
    {
      name: '__annotations__',
      get: annotationsOf,
      set: (rt, o, value) => {
        if (value !== null && value.type.kind !== K.DICT)
          throw typeError(rt, '__annotations__ must be set to a dict object');
        const d = o.v as FunctionData;
        const old = d.annotations;
        d.annotations = value === null ? null : incref(value);
        if (old !== null) decref(rt, old);
        setAnnotate(rt, d, null);
      },
    },
    {
      name: '__annotate__',
      get: (rt, o) => {
        if (rt.ruleset.minor < 14)
          throw attributeError(rt, "'function' object has no attribute '__annotate__'");
        return incref((o.v as FunctionData).annotate ?? rt.None);
      },
      set: (rt, o, value) => {
        if (value === null) throw typeError(rt, '__annotate__ cannot be deleted');
        checkAnnotate(rt, value);
        const d = o.v as FunctionData;
        setAnnotate(rt, d, value);
        if (value === rt.None || d.annotations === null) return;
        const old = d.annotations;
        d.annotations = null;
        decref(rt, old);
      },
    },
    {
      name: '__type_params__',
      get: (rt, o) => incref((o.v as FunctionData).typeParams ?? rt.emptyTuple),
      set: (rt, o, value) => {
        if (value === null || value.type.kind !== K.TUPLE)
          throw typeError(rt, '__type_params__ must be set to a tuple');
        const d = o.v as FunctionData;
        const old = d.typeParams;
        d.typeParams = incref(value);
        if (old !== null) decref(rt, old);
      },
    },
  ],
};
