/** Arguments into the slots of a called function (Python/ceval.c: initialize_locals and its error texts). */
import { CO } from '../compile/code.ts';
import { typeError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { Args, KwNames } from '../objects/slots.ts';
import { dictGet, dictSet } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { packTuple } from '../objects/types/tuple.ts';
import { closest } from '../text/nearest.ts';
import type { Frame } from './frame.ts';
import type { FunctionData } from './function.ts';

/** Fills the frame's slots from borrowed arguments; the last kw.length of `args` are keywords. Throws TypeError. */
export function bindArguments(rt: Runtime, fd: FunctionData, f: Frame, args: Args, kw: KwNames): void {
  const code = fd.cd;
  const source = code.source;
  const s = f.s;
  const nkw = kw === null ? 0 : kw.length;
  const npos = args.length - nkw;
  const argcount = source.argcount;
  const kwonly = source.kwonlyargcount;
  const total = argcount + kwonly;
  const varargs = (source.flags & CO.VARARGS) !== 0;
  const varkw = (source.flags & CO.VARKEYWORDS) !== 0;
  const kwSlot = total + (varargs ? 1 : 0);
  let kwdict: PyObject | null = null;
  if (varkw) {
    kwdict = newDict(rt);
    s[kwSlot] = kwdict;
  }
  const n = npos < argcount ? npos : argcount;
  for (let i = 0; i < n; i++) s[i] = incref(args[i]);
  if (varargs) {
    const rest: PyObject[] = [];
    for (let i = n; i < npos; i++) rest.push(incref(args[i]));
    s[total] = packTuple(rt, rest);
  }
  for (let k = 0; k < nkw; k++) {
    const key = kw![k];
    const value = args[npos + k];
    const text = key.v as string;
    let slot = -1;
    for (let j = source.posonlyargcount; j < total; j++) {
      if (source.varnames[j] === text) {
        slot = j;
        break;
      }
    }
    if (slot < 0) {
      if (kwdict === null) throw unexpectedKeyword(rt, fd, kw!, text);
      if (dictGet(rt, kwdict, key) !== null) {
        throw typeError(rt, `${name(rt, fd)}() got multiple values for keyword argument '${text}'`);
      }
      dictSet(rt, kwdict, key, value);
      continue;
    }
    if (s[slot] !== null) throw typeError(rt, `${name(rt, fd)}() got multiple values for argument '${text}'`);
    s[slot] = incref(value);
  }
  if (npos > argcount && !varargs) throw tooMany(rt, fd, f, npos);
  if (npos < argcount) {
    const defaults = fd.defaults === null ? null : (fd.defaults.v as PyObject[]);
    const ndefaults = defaults === null ? 0 : defaults.length;
    const required = argcount - ndefaults;
    const missing: string[] = [];
    for (let i = npos; i < required; i++) if (s[i] === null) missing.push(source.varnames[i]);
    if (missing.length > 0) throw missingArguments(rt, fd, missing, 'positional');
    for (let i = Math.max(npos, required); i < argcount; i++) {
      if (s[i] === null) s[i] = incref(defaults![i - required]);
    }
  }
  if (kwonly > 0) {
    const missing: string[] = [];
    for (let i = argcount; i < total; i++) {
      if (s[i] !== null) continue;
      const value = fd.kwdefaults === null ? null : dictGet(rt, fd.kwdefaults, code.localNames[i]);
      if (value !== null) s[i] = incref(value);
      else missing.push(source.varnames[i]);
    }
    if (missing.length > 0) throw missingArguments(rt, fd, missing, 'keyword-only');
  }
}

/** Copies the closure's cells into the last slots. */
export function bindClosure(fd: FunctionData, f: Frame): void {
  const n = fd.cd.freeCount;
  if (n === 0) return;
  const cells = fd.closure!.v as PyObject[];
  const at = fd.cd.slots - n;
  for (let i = 0; i < n; i++) f.s[at + i] = incref(cells[i]);
}

/** The function's name in messages: qualified from 3.10 on. */
function name(rt: Runtime, fd: FunctionData): string {
  return rt.ruleset.minor >= 10 ? fd.qualname.v : fd.cd.source.name;
}

function unexpectedKeyword(rt: Runtime, fd: FunctionData, kw: readonly PyObject[], text: string): unknown {
  const source = fd.cd.source;
  const positional = source.varnames.slice(0, source.posonlyargcount);
  const wrong = kw.map((k) => k.v as string).filter((k) => positional.includes(k));
  if (wrong.length > 0) {
    return typeError(
      rt,
      `${name(rt, fd)}() got some positional-only arguments passed as keyword arguments: '${wrong.join(', ')}'`,
    );
  }
  let hint = '';
  if (rt.ruleset.minor >= 13) {
    const near = closest(
      source.varnames.slice(source.posonlyargcount, source.argcount + source.kwonlyargcount),
      text,
    );
    if (near !== null) hint = `. Did you mean '${near}'?`;
  }
  return typeError(rt, `${name(rt, fd)}() got an unexpected keyword argument '${text}'${hint}`);
}

function missingArguments(rt: Runtime, fd: FunctionData, names: string[], kind: string): unknown {
  const quoted = names.map((n) => `'${n}'`);
  const list =
    quoted.length === 1
      ? quoted[0]
      : quoted.length === 2
        ? `${quoted[0]} and ${quoted[1]}`
        : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
  return typeError(
    rt,
    `${name(rt, fd)}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${list}`,
  );
}

function tooMany(rt: Runtime, fd: FunctionData, f: Frame, given: number): unknown {
  const source = fd.cd.source;
  const argcount = source.argcount;
  const defaults = fd.defaults === null ? 0 : fd.defaults.v.length;
  let kwGiven = 0;
  for (let i = argcount; i < argcount + source.kwonlyargcount; i++) if (f.s[i] !== null) kwGiven++;
  const takes = defaults > 0 ? `from ${argcount - defaults} to ${argcount}` : String(argcount);
  const plural = defaults > 0 || argcount !== 1;
  let extra = '';
  if (kwGiven > 0) {
    extra = ` positional argument${given === 1 ? '' : 's'} (and ${kwGiven} keyword-only argument${kwGiven === 1 ? '' : 's'})`;
  }
  return typeError(
    rt,
    `${name(rt, fd)}() takes ${takes} positional argument${plural ? 's' : ''} but ${given}${extra} ${given === 1 && kwGiven === 0 ? 'was' : 'were'} given`,
  );
}
