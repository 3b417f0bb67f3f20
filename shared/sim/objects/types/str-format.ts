/** str.format with objects: the scanner of text/ says what to convert, this converts (Objects/stringlib/unicode_format.h, MarkupIterator). */
import { FieldNumbering, parseFieldName, TemplateScanner, unknownConversion } from '../../text/fields.ts';
import { escapeNonAscii } from '../../text/repr.ts';
import { getAttrJs } from '../abstract/attributes.ts';
import { getItem } from '../abstract/container.ts';
import { objectFormat, objectStr, reprText } from '../abstract/text.ts';
import { indexError, keyError, valueError } from '../errors.ts';
import type { PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import type { Args, KwNames } from '../slots.ts';
import { charge } from '../work.ts';
import { intFromNumber } from './int.ts';
import { strNew } from './str.ts';
import { type TextWriter, written } from './text-writer.ts';

const ascii = (text: string): string => escapeNonAscii(text);

/** template.format(*args, **kw), or format_map with a mapping: a str object (new). */
export function formatTemplate(
  rt: Runtime,
  template: PyObject,
  args: Args,
  kw: KwNames,
  mapping: PyObject | null,
): PyObject {
  return written(rt, (writer) => expand(rt, writer, template, args, kw, mapping, new FieldNumbering(), 2));
}

function expand(
  rt: Runtime,
  writer: TextWriter,
  template: PyObject,
  args: Args,
  kw: KwNames,
  mapping: PyObject | null,
  numbering: FieldNumbering,
  depth: number,
): void {
  if (depth <= 0) throw valueError(rt, 'Max string recursion exceeded');
  const npos = args.length - (kw?.length ?? 0);
  const scanner = new TemplateScanner(template.v);
  for (let piece = scanner.next(); piece !== undefined; piece = scanner.next()) {
    charge(rt, 8);
    if (piece.literal !== '')
      writer.add(rt, piece.literal, piece.literal === template.v ? incref(template) : null);
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
      else if (field.conversion === 's') shown = objectStr(rt, value);
      else if (field.conversion === 'r') shown = strNew(rt, reprText(rt, value));
      else if (field.conversion === 'a') shown = strNew(rt, ascii(reprText(rt, value)));
      else throw unknownConversion(field.conversion);
      let specObject = strNew(rt, field.spec);
      if (field.specNeedsExpanding) {
        const nested = specObject;
        try {
          specObject = written(rt, (w) => expand(rt, w, nested, args, kw, mapping, numbering, depth - 1));
        } finally {
          decref(rt, nested);
        }
      }
      try {
        const r = objectFormat(rt, shown, specObject);
        writer.add(rt, r.v, r);
      } finally {
        decref(rt, specObject);
        if (shown !== value) decref(rt, shown);
      }
    } finally {
      decref(rt, value);
    }
  }
}
