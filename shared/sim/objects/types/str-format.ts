/** `%` and str.format with objects: the scanners of text/ say what to convert, this converts (PyUnicode_Format, MarkupIterator). */
import { FieldNumbering, parseFieldName, TemplateScanner, unknownConversion } from '../../text/fields.ts';
import {
  PercentScanner,
  percentCharacter,
  percentErrors,
  percentFloat,
  percentInt,
  percentText,
  resolveLayout,
  unsupportedCharacter,
  wrongValueType,
} from '../../text/percent.ts';
import { escapeNonAscii } from '../../text/repr.ts';
import { getAttrJs, getItem, objectFormat, reprText, strText, toIndex } from '../abstract.ts';
import { indexError, keyError, typeError, valueError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { charge } from '../work.ts';
import { toFloat } from './float.ts';
import { intFromNumber } from './int.ts';
import { toInt } from './int-type.ts';
import { chargeToText } from './int-work.ts';
import { mustHoldText, strNew } from './str.ts';

const ascii = (text: string): string => escapeNonAscii(text);

/** format % values. */
export function formatPercent(rt: Runtime, format: string, values: PyObject): string {
  const scanner = new PercentScanner(format);
  const items: readonly PyObject[] = values.type.kind === K.TUPLE ? values.v : [values];
  const mapping =
    values.type.kind !== K.TUPLE && values.type.kind !== K.STR && values.type.slots.subscript !== null
      ? values
      : null;
  let at = 0;
  let used = false;
  let text = '';
  const next = (): PyObject => {
    if (at >= items.length) throw percentErrors.tooFew();
    return items[at++];
  };
  for (;;) {
    text += scanner.literal();
    charge(rt, 8);
    mustHoldText(rt, text.length);
    if (!scanner.atConversion) break;
    const keyText = scanner.key();
    let value: PyObject | null = null;
    let owned = false;
    if (keyText !== undefined) {
      if (mapping === null) throw percentErrors.noMapping();
      const key = strNew(rt, keyText);
      value = getItem(rt, mapping, key);
      decref(rt, key);
      owned = true;
      used = true;
    }
    const c = scanner.conversion(keyText);
    const star = (x: number | '*'): number | undefined => {
      if (x !== '*') return undefined;
      const v = next();
      if (v.type.kind !== K.INT) throw percentErrors.starWantsInt();
      return Number(v.v);
    };
    const width = star(c.width);
    const precision = star(c.precision);
    const layout = resolveLayout(c, width, precision);
    value ??= next();
    try {
      switch (c.code) {
        case 's':
          text += percentText(strText(rt, value), layout);
          break;
        case 'r':
          text += percentText(reprText(rt, value), layout);
          break;
        case 'a':
          text += percentText(ascii(reprText(rt, value)), layout);
          break;
        case 'c': {
          if (value.type.kind === K.STR) {
            if ([...(value.v as string)].length !== 1)
              throw typeError(
                rt,
                rt.ruleset.minor >= 14
                  ? `%c requires an int or a unicode character, not a string of length ${[...(value.v as string)].length}`
                  : '%c requires int or char',
              );
            text += percentText(value.v, layout, true);
          } else {
            if (value.type.slots.index === null)
              throw typeError(
                rt,
                rt.ruleset.minor >= 14
                  ? `%c requires an int or a unicode character, not ${value.type.name}`
                  : '%c requires int or char',
              );
            const i = toIndex(rt, value);
            text += percentText(percentCharacter(i.v, rt.ruleset), layout, true);
            decref(rt, i);
          }
          break;
        }
        case 'd':
        case 'i':
        case 'u': {
          if (value.type.kind !== K.INT && value.type.slots.int === null && value.type.slots.index === null)
            throw wrongValueType(c.code, value.type.name);
          if (value.type.kind === K.STR) throw wrongValueType(c.code, value.type.name);
          const i = toInt(rt, value);
          try {
            chargeToText(rt, i);
            text += percentInt(i.v, c.code, layout, rt.maxStrDigits);
          } finally {
            decref(rt, i);
          }
          break;
        }
        case 'x':
        case 'X':
        case 'o': {
          if (value.type.slots.index === null) throw wrongValueType(c.code, value.type.name);
          const i = toIndex(rt, value);
          try {
            text += percentInt(i.v, c.code, layout);
          } finally {
            decref(rt, i);
          }
          break;
        }
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G':
          text += percentFloat(toFloat(rt, value), c.code, layout);
          break;
        default:
          throw unsupportedCharacter(c);
      }
    } finally {
      if (owned) decref(rt, value);
    }
  }
  if (at < items.length && !used && mapping === null) throw percentErrors.tooMany();
  return text;
}

/** template.format(*args, **kw), or format_map with a mapping. */
export function formatTemplate(
  rt: Runtime,
  template: string,
  args: Args,
  kw: KwNames,
  mapping: PyObject | null,
): string {
  return expand(rt, template, args, kw, mapping, new FieldNumbering(), 2);
}

function expand(
  rt: Runtime,
  template: string,
  args: Args,
  kw: KwNames,
  mapping: PyObject | null,
  numbering: FieldNumbering,
  depth: number,
): string {
  if (depth <= 0) throw valueError(rt, 'Max string recursion exceeded');
  const npos = args.length - (kw?.length ?? 0);
  const scanner = new TemplateScanner(template);
  let text = '';
  for (let piece = scanner.next(); piece !== undefined; piece = scanner.next()) {
    text += piece.literal;
    charge(rt, 8);
    mustHoldText(rt, text.length);
    const field = piece.field;
    if (field === undefined) continue;
    const name = parseFieldName(field.name);
    const first = numbering.resolve(name.first);
    let value: PyObject;
    if (typeof first === 'number') {
      if (mapping !== null) throw valueError(rt, 'Format string contains positional fields');
      if (first >= npos) {
        throw indexError(
          rt,
          rt.ruleset.minor >= 8
            ? `Replacement index ${first} out of range for positional args tuple`
            : 'tuple index out of range',
        );
      }
      value = incref(args[first]);
    } else {
      const key = strNew(rt, first);
      try {
        if (mapping !== null) value = getItem(rt, mapping, key);
        else {
          const i = kw === null ? -1 : kw.findIndex((k) => k.v === first);
          if (i < 0) throw keyError(rt, key);
          value = incref(args[npos + i]);
        }
      } finally {
        decref(rt, key);
      }
    }
    for (const step of name.rest) {
      let next: PyObject;
      try {
        if (step.kind === 'attribute') next = getAttrJs(rt, value, step.name);
        else {
          const key = typeof step.index === 'number' ? intFromNumber(rt, step.index) : strNew(rt, step.index);
          try {
            next = getItem(rt, value, key);
          } finally {
            decref(rt, key);
          }
        }
      } finally {
        decref(rt, value);
      }
      value = next;
    }
    try {
      let shown: PyObject;
      if (field.conversion === '') shown = value;
      else if (field.conversion === 's') shown = strNew(rt, strText(rt, value));
      else if (field.conversion === 'r') shown = strNew(rt, reprText(rt, value));
      else if (field.conversion === 'a') shown = strNew(rt, ascii(reprText(rt, value)));
      else throw unknownConversion(field.conversion);
      const spec = field.specNeedsExpanding
        ? expand(rt, field.spec, args, kw, mapping, numbering, depth - 1)
        : field.spec;
      const specObject = strNew(rt, spec);
      try {
        const r = objectFormat(rt, shown, specObject);
        text += r.v;
        decref(rt, r);
      } finally {
        decref(rt, specObject);
        if (shown !== value) decref(rt, shown);
      }
    } finally {
      decref(rt, value);
    }
  }
  return text;
}
