/** The module `_io` (Modules/_io/_iomodule.c): open() and the module's types. */

import { parseArgs } from '../objects/args.ts';
import { raiseObject, typeError, valueError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, mK } from '../objects/slots.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { isStr, strNew } from '../objects/types/str.ts';
import { bytesIoDef, stringIoDef } from './memory-streams.ts';
import type { ModuleDef } from './module.ts';
import { binaryType, ioBases, newStreamObject, textStreamDef } from './stream-types.ts';
import { contentOf, filesOf, newStream, putFile, unitsOf } from './streams.ts';

/** OSError(errno, text, path): the subclass follows from the number. */
function osError(rt: Runtime, errno: number, message: string, path: PyObject): unknown {
  const args = [intFromNumber(rt, errno), strNew(rt, message), incref(path)];
  try {
    return raiseObject(rt, callObject(rt, rt.exc['OSError'], args));
  } finally {
    for (const a of args) decref(rt, a);
  }
}

/** open(path, mode): a stream on a file of the machine. */
export function openFile(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const names = ['file', 'mode', 'buffering', 'encoding', 'errors', 'newline', 'closefd', 'opener'];
  const [file, modeArg] = parseArgs(rt, 'open', args, kw, names, 1);
  const mode = modeArg === null ? 'r' : modeText(rt, modeArg);
  const flags = modeOf(rt, mode);
  if (file!.type.kind !== K.STR && file!.type.kind !== K.BYTES) {
    if (file!.type.kind === K.FLOAT && rt.ruleset.minor < 10)
      throw typeError(rt, 'integer argument expected, got float');
    throw typeError(rt, `expected str, bytes or os.PathLike object, not ${file!.type.name}`);
  }
  const path = file!.type.kind === K.STR ? (file!.v as string) : unitsOf(file!.v as Uint8Array);
  const files = filesOf(rt);
  const existing = files.get(path);
  if (path === '') throw osError(rt, 2, 'No such file or directory', file!);
  if (flags.create && existing !== undefined) throw osError(rt, 17, 'File exists', file!);
  if (flags.read && existing === undefined) throw osError(rt, 2, 'No such file or directory', file!);
  const keeps = existing !== undefined && (flags.read || flags.append);
  if (!keeps) putFile(rt, path, new Uint8Array(0));
  const content = keeps ? contentOf(existing, flags.binary) : '';
  ioTypes(rt);
  const s = newStream({
    path,
    mode,
    binary: flags.binary,
    readable: flags.read || flags.plus,
    writable: !flags.read || flags.plus,
    append: flags.append,
    text: content,
    pos: flags.append ? content.length : 0,
  });
  const name = !flags.binary
    ? '_io.TextIOWrapper'
    : flags.plus
      ? '_io.BufferedRandom'
      : flags.read
        ? '_io.BufferedReader'
        : '_io.BufferedWriter';
  return newStreamObject(rt, rt.types[name], s);
}

function modeText(rt: Runtime, mode: PyObject): string {
  if (!isStr(mode)) throw typeError(rt, `open() argument 'mode' must be str, not ${mode.type.name}`);
  return mode.v as string;
}

type Mode = {
  readonly read: boolean;
  readonly create: boolean;
  readonly append: boolean;
  readonly plus: boolean;
  readonly binary: boolean;
};

function modeOf(rt: Runtime, mode: string): Mode {
  const letters = [...mode];
  if (letters.some((c) => !'rwxabt+'.includes(c)) || new Set(letters).size < letters.length) {
    throw valueError(rt, `invalid mode: '${mode}'`);
  }
  const has = (c: string): boolean => mode.includes(c);
  if (has('b') && has('t')) throw valueError(rt, "can't have text and binary mode at once");
  if (['r', 'w', 'x', 'a'].filter(has).length !== 1) {
    throw valueError(rt, 'must have exactly one of create/read/write/append mode');
  }
  return { read: has('r'), create: has('x'), append: has('a'), plus: has('+'), binary: has('b') };
}

/** Makes the module, and with it the types, where nobody imported it yet. */
function ioTypes(rt: Runtime): void {
  if (rt.types['_io.BufferedReader'] === undefined) decref(rt, rt.hooks.importModule(rt, '_io'));
}

/** io.DEFAULT_BUFFER_SIZE. */
const BUFFER_SIZE = 8192;

/** The module. */
export const ioModule: ModuleDef = {
  name: '_io',
  types: [
    ...ioBases,
    textStreamDef,
    stringIoDef,
    bytesIoDef,
    binaryType('_io.BufferedReader'),
    binaryType('_io.BufferedWriter'),
    binaryType('_io.BufferedRandom'),
  ],
  functions: [mK('open', openFile)],
  setup(rt, module) {
    const ns = module.dict as PyObject;
    const size = intFromNumber(rt, BUFFER_SIZE);
    dictSetJs(rt, ns, 'DEFAULT_BUFFER_SIZE', size);
    decref(rt, size);
  },
};
