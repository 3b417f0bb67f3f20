/** `_string` (Objects/stringlib/unicode_format.h): str.format's templates and field names taken apart, for string.Formatter. */
import { typeError } from '../objects/errors.ts';
import { K, type PyObject } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { m1 } from '../objects/slots.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { boolObject } from '../objects/types/singletons.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import { parseFieldName, TemplateScanner } from '../text/fields.ts';
import type { ModuleDef } from './module.ts';

function textOf(rt: Runtime, o: PyObject): string {
  if (o.type.kind !== K.STR) throw typeError(rt, `expected str, got ${o.type.name}`);
  charge(rt, o.v.length >> 4);
  return o.v;
}

/** formatter_parser(template): [(literal, field, specification, conversion)], None where there is no field. */
function formatterParser(rt: Runtime, _self: PyObject, template: PyObject): PyObject {
  const scanner = new TemplateScanner(textOf(rt, template));
  const rows: PyObject[] = [];
  for (let piece = scanner.next(); piece !== undefined; piece = scanner.next()) {
    const { literal, field } = piece;
    const parts: (string | null)[] =
      field === undefined
        ? [literal, null, null, null]
        : [literal, field.name, field.spec, field.conversion === '' ? null : field.conversion];
    rows.push(
      stealTuple(
        rt,
        parts.map((part) => (part === null ? incref(rt.None) : strNew(rt, part))),
      ),
    );
  }
  return stealList(rt, rows);
}

/** formatter_field_name_split(name): (first, [(is attribute, name or index)]). */
function fieldNameSplit(rt: Runtime, _self: PyObject, name: PyObject): PyObject {
  const { first, rest } = parseFieldName(textOf(rt, name));
  const key = (k: number | string): PyObject =>
    typeof k === 'number' ? intFromNumber(rt, k) : strNew(rt, k);
  const accessors = rest.map((a) =>
    stealTuple(rt, [boolObject(rt, a.kind === 'attribute'), key(a.kind === 'attribute' ? a.name : a.index)]),
  );
  return stealTuple(rt, [key(first), stealList(rt, accessors)]);
}

export const stringModule: ModuleDef = {
  name: '_string',
  functions: [m1('formatter_parser', formatterParser), m1('formatter_field_name_split', fieldNameSplit)],
};
