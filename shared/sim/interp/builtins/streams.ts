/** print(), input() and the streams that they use (Python/bltinmodule.c). */
import { keepPending } from '../../modules/pending.ts';
import type { Stream } from '../../modules/streams.ts';
import { getAttrJs } from '../../objects/abstract/attributes.ts';
import { callMethod } from '../../objects/abstract/calls.ts';
import { objectIsTrue } from '../../objects/abstract/comparison.ts';
import { objectStr } from '../../objects/abstract/text.ts';
import { parseArgs, unexpectedKeyword } from '../../objects/args.ts';
import { raise, typeError } from '../../objects/errors.ts';
import { K, type PyContainer, type PyObject } from '../../objects/header.ts';
import { decref, incref } from '../../objects/refs.ts';
import { callObject, type Runtime } from '../../objects/runtime.ts';
import type { Args, KwNames } from '../../objects/slots.ts';
import { dictGetJs } from '../../objects/types/dict.ts';
import { noneObject } from '../../objects/types/singletons.ts';
import { strNew } from '../../objects/types/str.ts';
import { writeOutput } from '../output.ts';
import { keepKeywords } from '../startup.ts';

/** sys.stdout (borrowed). */
function currentStdout(rt: Runtime): PyObject {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const out = sys === null ? null : dictGetJs(sys.dict as PyObject, 'stdout');
  if (out === null) throw raise(rt, rt.exc['RuntimeError'], 'lost sys.stdout');
  return out;
}

/** The machine's own stdout behind `file`, which needs no call of its `write`; else null. */
function ownStdout(rt: Runtime, file: PyObject): Stream | null {
  if (file.type !== rt.types['_io.TextIOWrapper']) return null;
  const s = file.v as Stream;
  return s.console === 'stdout' && !s.closed ? s : null;
}

/** print(*objects, sep, end, file, flush). */
export function print(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const nkw = kw?.length ?? 0;
  const n = args.length - nkw;
  const names = ['sep', 'end', 'file', 'flush'];
  // Since 3.11 it looks for the keyword that is wrong, not at how many there are.
  const wrong = rt.ruleset.minor >= 11 ? kw?.find((key) => !names.includes(key.v)) : undefined;
  if (wrong !== undefined) throw unexpectedKeyword(rt, 'print', wrong.v, names);
  const given = parseArgs(rt, 'print', args.slice(n), kw, names, 0, 0);
  const [sep, end, file] = given.map((x) => (x === rt.None ? null : x));
  for (const [name, x] of [
    ['sep', sep],
    ['end', end],
  ] as const) {
    if (x !== null && x.type.kind !== K.STR)
      throw typeError(rt, `${name} must be None or a string, not ${x.type.name}`);
  }
  keepKeywords(rt);
  const target = file ?? currentStdout(rt);
  if (target === rt.None) return noneObject(rt);
  const own = ownStdout(rt, target);
  /** PyFile_WriteObject: the method comes before the text. Its object may stay in a free list, or be what a collection is due with. */
  const write = (value: PyObject): void => {
    const { gc } = rt;
    const plain = value.type === rt.strType || value.type === rt.intType || value.type === rt.floatType;
    const asked = own === null || rt.free.rules.builtinMethod > 0 || !plain || gc.count0 >= gc.threshold0;
    const writer = asked ? getAttrJs(rt, target, 'write') : null;
    try {
      const text = objectStr(rt, value);
      try {
        if (own === null) decref(rt, callObject(rt, writer!, [text]));
        else {
          writeOutput(rt, text.v);
          keepPending(rt, own, text);
        }
      } finally {
        decref(rt, text);
      }
    } finally {
      if (writer !== null) decref(rt, writer);
    }
  };
  /** Writes a text, whose reference it takes over. */
  const writeText = (text: PyObject): void => {
    try {
      write(text);
    } finally {
      decref(rt, text);
    }
  };
  for (let i = 0; i < n; i++) {
    if (i > 0) writeText(sep === null ? strNew(rt, ' ') : incref(sep));
    write(args[i]);
  }
  writeText(end === null ? strNew(rt, '\n') : incref(end));
  const flush = given[3];
  if (flush !== null && objectIsTrue(rt, flush)) decref(rt, callMethod(rt, target, 'flush', []));
  return noneObject(rt);
}

/** A stream of sys (borrowed), for input(). */
function sysStream(rt: Runtime, name: string): PyObject {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const stream = sys === null ? null : dictGetJs(sys.dict as PyObject, name);
  if (stream === null || stream === rt.None)
    throw raise(rt, rt.exc['RuntimeError'], `input(): lost sys.${name}`);
  return stream;
}

/** input(): the prompt goes to sys.stdout, a line comes from sys.stdin; its end is cut off (PyFile_GetLine). */
export function input(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const stdin = sysStream(rt, 'stdin');
  const stdout = sysStream(rt, 'stdout');
  sysStream(rt, 'stderr');
  if (args.length > 0) {
    const prompt = objectStr(rt, args[0]);
    try {
      decref(rt, callMethod(rt, stdout, 'write', [prompt]));
    } finally {
      decref(rt, prompt);
    }
  }
  decref(rt, callMethod(rt, stdout, 'flush', []));
  const line = callMethod(rt, stdin, 'readline', []);
  try {
    if (line.type.kind !== K.STR) throw typeError(rt, 'object.readline() returned non-string');
    const text = line.v as string;
    if (text === '') throw raise(rt, rt.exc['EOFError'], 'EOF when reading a line');
    return text.endsWith('\n') ? strNew(rt, text.slice(0, -1)) : incref(line);
  } finally {
    decref(rt, line);
  }
}
