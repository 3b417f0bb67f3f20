/** Arguments of native functions that take keywords (Python/getargs.c, as Argument Clinic's functions word it). */
import { closest } from '../text/nearest.ts';
import { typeError } from './errors.ts';
import type { PyObject } from './header.ts';
import { keepKeywordNames } from './keyword-tuples.ts';
import type { Runtime } from './runtime.ts';
import type { Args, KwNames } from './slots.ts';
import { positionalCount } from './types/builtin.ts';

/**
 * The values (borrowed) of the named parameters, null where not given. `required` of them must be given;
 * `positionalOnly` leading ones cannot be named, `maxPositional` bounds how many may come without a name.
 */
export function parseArgs(
  rt: Runtime,
  name: string,
  args: Args,
  kw: KwNames,
  parameters: readonly string[],
  required: number,
  maxPositional = parameters.length,
  positionalOnly = 0,
): (PyObject | null)[] {
  const nkw = kw === null ? 0 : kw.length;
  const n = args.length - nkw;
  if (nkw > 0) keepKeywordNames(rt, name, parameters, positionalOnly);
  if (args.length > parameters.length) {
    const all = parameters.length;
    throw typeError(
      rt,
      `${name}() takes at most ${all} ${n === 0 ? 'keyword ' : ''}argument${all === 1 ? '' : 's'} (${args.length} given)`,
    );
  }
  if (n > maxPositional) {
    if (maxPositional === 0) throw typeError(rt, `${name}() takes no positional arguments`);
    const how = required >= maxPositional ? 'exactly' : 'at most';
    throw typeError(
      rt,
      `${name}() takes ${how} ${maxPositional} ${maxPositional < parameters.length ? 'positional ' : ''}argument${maxPositional === 1 ? '' : 's'} (${n} given)`,
    );
  }
  const leastPositional = Math.min(positionalOnly, required);
  if (n < leastPositional) {
    const how = leastPositional < maxPositional ? 'at least' : 'exactly';
    throw typeError(
      rt,
      `${name}() takes ${how} ${leastPositional} positional argument${leastPositional === 1 ? '' : 's'} (${n} given)`,
    );
  }
  const values: (PyObject | null)[] = new Array(parameters.length).fill(null);
  for (let i = 0; i < n; i++) values[i] = args[i];
  let unexpected: string | null = null;
  let twice = -1;
  for (let k = 0; k < nkw; k++) {
    const key = kw![k].v as string;
    const i = parameters.indexOf(key, positionalOnly);
    if (i < 0) unexpected ??= key;
    else if (values[i] !== null) twice = i;
    else values[i] = args[n + k];
  }
  // As _PyArg_UnpackKeywords looks: what is missing first, what was given twice, what has no parameter last.
  for (let i = 0; i < required; i++) {
    if (values[i] === null) {
      throw typeError(rt, `${name}() missing required argument '${parameters[i]}' (pos ${i + 1})`);
    }
  }
  if (twice >= 0) {
    const text = `argument for ${name}() given by name ('${parameters[twice]}') and position (${twice + 1})`;
    throw typeError(rt, text);
  }
  if (unexpected !== null) throw unexpectedKeyword(rt, name, unexpected, parameters.slice(positionalOnly));
  return values;
}

/** A keyword that the function has no parameter for, and from 3.13 on which of its own `names` may have been meant. */
export function unexpectedKeyword(rt: Runtime, name: string, key: string, names: readonly string[]): unknown {
  if (rt.ruleset.minor < 13) return typeError(rt, `'${key}' is an invalid keyword argument for ${name}()`);
  const near = closest(names, key);
  const hint = near === null ? '' : `. Did you mean '${near}'?`;
  return typeError(rt, `${name}() got an unexpected keyword argument '${key}'${hint}`);
}

/** As a function without keywords counts its arguments (_PyArg_CheckPositional, _PyArg_NoKeywords). `owner`: the type of a method. */
export function checkPositional(
  rt: Runtime,
  name: string,
  args: Args,
  kw: KwNames,
  least: number,
  most: number,
  owner = '',
): void {
  if (kw !== null && kw.length > 0)
    throw typeError(rt, `${owner === '' ? '' : `${owner}.`}${name}() takes no keyword arguments`);
  const n = args.length;
  if (n < least || n > most) throw positionalCount(rt, name, n, least, most);
}
