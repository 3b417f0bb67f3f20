/**
 * Up to 3.11 a native function makes a tuple of the names of its keywords when one is given the first time, and keeps it (Python/getargs.c,
 * parser_init). From 3.12 on such tuples are part of the interpreter, except those of extension modules in files of their own and of
 * functions that read their keywords in the old way of words.
 */
import type { PyObject } from './header.ts';
import { incref } from './refs.ts';
import type { Runtime } from './runtime.ts';
import { stealTuple } from './types/tuple.ts';

const STATE = 'tuples of keywords';

/** Functions that look their keywords up without a parser that is kept (PyArg_ParseTupleAndKeywords). */
const WITHOUT = new Set(
  'deque repeat product cmp_to_key reduce zip map acquire K lru_cache getsizeof __import__ batched traceback'.split(
    ' ',
  ),
);
/** Those that have one since 3.10. */
const SINCE_3_10 = new Set('str bytes bytearray memoryview pop cast tobytes'.split(' '));
/** Those of extension modules in files of their own (Modules/Setup: *shared*). */
const IN_FILES = new Set('isclose prod nextafter'.split(' '));
/** _PyArg_ParseStackAndKeywords with a parser since 3.13. */
const SINCE_3_13 = new Set(['max', 'min']);

/** The function `name`, whose keywords may be `parameters` from `first` on, has been given one. */
export function keepKeywordNames(
  rt: Runtime,
  name: string,
  parameters: readonly string[],
  first: number,
): void {
  if (!keeps(rt.ruleset.minor, name)) return;
  let kept = rt.moduleState.get(STATE) as Map<string, PyObject> | undefined;
  if (kept === undefined) rt.moduleState.set(STATE, (kept = new Map()));
  const names = parameters.slice(first);
  const parser = `${name} ${names.length}`;
  if (kept.has(parser)) return;
  // A process has most of these names from the start; those that the machine has not yet are not made for it.
  const items = names.map((text) => incref(rt.interned.get(text) ?? rt.None));
  kept.set(parser, stealTuple(rt, items));
}

function keeps(minor: number, name: string): boolean {
  if (minor >= 12) return IN_FILES.has(name) || (minor >= 13 && SINCE_3_13.has(name));
  if (
    WITHOUT.has(name) ||
    name.endsWith('Error') ||
    SINCE_3_13.has(name) ||
    (minor < 10 && SINCE_3_10.has(name))
  )
    return false;
  // 3.11: enumerate has a vectorcall; print's tuple is made at its first call.
  return minor < 11 || (name !== 'enumerate' && name !== 'print');
}
