/** `format % values` with objects, for str and bytes: the scanner of text/ says what to convert, this converts (PyUnicode_Format, _PyBytes_FormatEx). */
import { toText } from '../../text/bytestext.ts';
import { characterOf } from '../../text/formatspec.ts';
import { lengthOf } from '../../text/kinds.ts';
import {
  type Conversion,
  type Layout,
  PercentScanner,
  percentFloat,
  percentInt,
  percentText,
  resolveLayout,
} from '../../text/percent.ts';
import { isHugeCharacter, type PercentWords, percentWords } from '../../text/percent-words.ts';
import { escapeNonAscii } from '../../text/repr.ts';
import { getItem } from '../abstract/container.ts';
import { toIndex } from '../abstract/indices.ts';
import { objectStr, reprText } from '../abstract/text.ts';
import { packedBytes } from '../buffer.ts';
import { swallow, typeError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { charge } from '../work.ts';
import { bytesNew } from './bytes.ts';
import { isBytes, saidBytes } from './bytes-new.ts';
import { toFloat } from './float.ts';
import { toInt } from './int-new.ts';
import { chargeToText } from './int-work.ts';
import { strNew } from './str.ts';
import { TextWriter, written } from './text-writer.ts';

/** The values of a format and the way through them. */
class Formatting {
  readonly rt: Runtime;
  readonly bytes: boolean;
  readonly words: PercentWords;
  readonly values: PyObject;
  /** The values in order: a tuple's items, or the one value. */
  readonly items: readonly PyObject[];
  /** What keys are looked up in, or null. */
  readonly mapping: PyObject | null;
  at = 0;
  /** Whether a key was used: the mapping then counts as converted. */
  keyed = false;
  /** Which value a message of 3.15 is about. */
  label = '';

  constructor(rt: Runtime, values: PyObject, bytes: boolean) {
    this.rt = rt;
    this.bytes = bytes;
    this.words = percentWords(bytes);
    this.values = values;
    const kind = values.type.kind;
    this.items = kind === K.TUPLE ? values.v : [values];
    const isText = bytes ? isBytes(values) || kind === K.STR : kind === K.STR;
    this.mapping = kind !== K.TUPLE && !isText && values.type.slots.subscript !== null ? values : null;
  }

  /** The next value (borrowed). */
  next(): PyObject {
    if (this.at >= this.items.length) throw this.words.tooFew(this.items.length);
    const value = this.items[this.at++];
    this.label = this.values.type.kind === K.TUPLE ? ` ${this.at}` : '';
    return value;
  }

  /** The value under a key (new). */
  keyValue(text: string): PyObject {
    const { rt } = this;
    if (this.mapping === null) throw this.words.noMapping(this.values.type.name);
    const key = this.bytes ? bytesNew(rt, latin1(text)) : strNew(rt, text);
    try {
      this.label = rt.ruleset.minor >= 15 ? ` ${reprText(rt, key)}` : '';
      this.keyed = true;
      return getItem(rt, this.mapping, key);
    } finally {
      decref(rt, key);
    }
  }

  /** What stands for a `*`, or undefined where there is none. */
  star(given: number | '*', what: 'width' | 'precision', c: Conversion): number | undefined {
    if (given !== '*') return undefined;
    if (c.key !== undefined && this.rt.ruleset.minor >= 15) throw this.words.starWithKey(c.start);
    const v = this.next();
    if (v.type.kind !== K.INT) throw this.words.starWantsInt(this.label, v.type.name);
    const n = Number(v.v);
    const limit = what === 'width' ? 2 ** 63 : 2 ** 31;
    if (n >= limit || n < -limit) throw this.words.starTooBig(this.label, what);
    return n;
  }
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** format % values: a str object (new). */
export function formatPercent(rt: Runtime, format: PyObject, values: PyObject): PyObject {
  return written(rt, (writer) => write(writer, new Formatting(rt, values, false), format.v, format));
}

/** bytes % values, as text of which each character is a byte. */
export function formatPercentBytes(rt: Runtime, format: string, values: PyObject): string {
  const writer = new TextWriter();
  write(writer, new Formatting(rt, values, true), format, null);
  return writer.text;
}

/** `whole` is the str object of the format, which is the result where there is nothing to convert. */
function write(writer: TextWriter, state: Formatting, format: string, whole: PyObject | null): void {
  const { rt } = state;
  const scanner = new PercentScanner(format, state.words);
  for (;;) {
    const literal = scanner.literal();
    charge(rt, 8);
    if (literal !== '') writer.add(rt, literal, whole !== null && literal === format ? incref(whole) : null);
    if (!scanner.atConversion) break;
    const key = scanner.key();
    const owned = key === undefined ? null : state.keyValue(key);
    try {
      const c = scanner.conversion(key);
      const width = state.star(c.width, 'width', c);
      const layout = resolveLayout(c, width, state.star(c.precision, 'precision', c));
      if (owned === null && state.keyed && rt.ruleset.minor >= 15) throw state.words.keyWanted(c.start);
      const value = owned ?? state.next();
      if (c.code === 's' && !state.bytes) {
        const shown = objectStr(rt, value);
        writer.add(rt, percentText(shown.v, layout), shown);
      } else writer.add(rt, convert(state, c, value, layout));
    } finally {
      if (owned !== null) decref(rt, owned);
    }
  }
  if (state.at < state.items.length && !state.keyed && state.mapping === null)
    throw state.words.tooMany(state.at, state.items.length);
}

function convert(state: Formatting, c: Conversion, value: PyObject, layout: Layout): string {
  const { rt, bytes, words } = state;
  switch (c.code) {
    case 'b':
    case 's':
      if (!bytes) break;
      return percentText(bytesText(state, value), layout);
    case 'r':
      return percentText(bytes ? escapeNonAscii(reprText(rt, value)) : reprText(rt, value), layout);
    case 'a':
      return percentText(escapeNonAscii(reprText(rt, value)), layout);
    case 'c':
      return percentText(character(state, value), layout, true);
    case 'd':
    case 'i':
    case 'u':
      return decimal(state, c.code, value, layout);
    case 'x':
    case 'X':
    case 'o': {
      const i = whole(state, c.code, value, value.type.slots.index !== null, toIndex);
      try {
        return percentInt(i.v, c.code, layout);
      } finally {
        decref(rt, i);
      }
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return percentFloat(real(state, c.code, value), c.code, layout);
  }
  throw words.unsupported(c.code, c.start, c.index);
}

/** The integer of a value (new); a TypeError on the way to it means a wrong type too (mainformatlong). */
function whole(
  state: Formatting,
  code: string,
  value: PyObject,
  isNumber: boolean,
  convert: (rt: Runtime, value: PyObject) => PyObject,
): PyObject {
  const { rt, words } = state;
  if (isNumber) {
    try {
      return convert(rt, value);
    } catch (error) {
      if (!swallow(rt, error, rt.exc['TypeError'])) throw error;
    }
  }
  throw words.wrongType(code, state.label, value.type.name);
}

function decimal(state: Formatting, code: string, value: PyObject, layout: Layout): string {
  const { rt } = state;
  const { kind, slots } = value.type;
  const isNumber = kind === K.INT || (kind !== K.STR && (slots.int !== null || slots.index !== null));
  const i = whole(state, code, value, isNumber, toInt);
  try {
    chargeToText(rt, i);
    return percentInt(i.v, code, layout, rt.maxStrDigits);
  } finally {
    decref(rt, i);
  }
}

function real(state: Formatting, code: string, value: PyObject): number {
  const { rt, words } = state;
  const { slots } = value.type;
  if (slots.float === null && slots.index === null && value.type.kind !== K.FLOAT) {
    if (value.type.kind === K.COMPLEX && !state.bytes && rt.ruleset.minor < 10)
      throw typeError(rt, "can't convert complex to float");
    throw words.wrongFloat(code, state.label, value.type.name);
  }
  try {
    return toFloat(rt, value);
  } catch (error) {
    if (state.bytes && swallow(rt, error, rt.exc['TypeError']))
      throw words.wrongFloat(code, state.label, value.type.name);
    throw error;
  }
}

/** `%c`: one character, or the one of a code. */
function character(state: Formatting, value: PyObject): string {
  const { rt, bytes, words } = state;
  if (bytes ? isBytes(value) : value.type.kind === K.STR) {
    const text = bytes ? toText(value.v) : (value.v as string);
    if (lengthOf(text) === 1) return text;
    const what = bytes ? `a ${value.type.kind === K.BYTES ? 'bytes' : 'bytearray'} object` : 'a string';
    throw words.wrongCharacter(state.label, `${what} of length ${lengthOf(text)}`);
  }
  if (value.type.slots.index === null) throw words.wrongCharacter(state.label, value.type.name);
  const i = toIndex(rt, value);
  const code = i.v as number | bigint;
  decref(rt, i);
  if (!bytes && isHugeCharacter(code, rt.ruleset)) throw words.wrongCharacter(state.label, value.type.name);
  if (code < 0 || code > (bytes ? 255 : 0x10ffff)) throw words.characterRange(state.label);
  return bytes ? String.fromCharCode(Number(code)) : characterOf(code);
}

/** `%b` and `%s` of bytes: what has `__bytes__` or is bytes-like (format_obj). */
function bytesText(state: Formatting, value: PyObject): string {
  const { rt } = state;
  if (isBytes(value)) return toText(value.v);
  const said = saidBytes(rt, value);
  if (said !== null) return toText(said);
  if (value.type.slots.buffer === null) throw state.words.wrongBytes(state.label, value.type.name);
  return toText(packedBytes(rt, value));
}
