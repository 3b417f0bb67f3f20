/** `_traceback`: what lib/traceback.ts asks of the machine. */
import { anchorsInLine, anchorsInLines, hidesMarks } from '../interp/carets.ts';
import type { Frame } from '../interp/frame.ts';
import { sourcesOf } from '../interp/source-lines.ts';
import { suggestionText } from '../interp/suggestions.ts';
import type { TracebackData } from '../interp/traceback.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { typeError } from '../objects/errors.ts';
import { K, type PyObject, TF } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, m1, mN } from '../objects/slots.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { boolObject } from '../objects/types/singletons.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import type { ModuleDef } from './module.ts';

function numbers(rt: Runtime, all: readonly (number | null)[]): PyObject {
  return stealTuple(
    rt,
    all.map((n) => (n === null ? incref(rt.None) : intFromNumber(rt, n))),
  );
}

/** position(tb): (line, last line, column, column of the end) of the instruction, counted in characters; None where not known. */
function position(rt: Runtime, _self: PyObject, tb: PyObject): PyObject {
  if (tb.type.kind !== K.TRACEBACK) throw typeError(rt, 'position() argument must be a traceback');
  const { frame, lasti, line } = tb.v as TracebackData;
  const { source } = (frame.v as Frame).code;
  const lines = sourcesOf(rt).get(source.filename);
  const start = source.spans[2 * (lasti - 1)] ?? -1;
  const end = source.spans[2 * (lasti - 1) + 1] ?? -1;
  if (lines === undefined || start < 0 || end < 0) return numbers(rt, [line, null, null, null]);
  charge(rt, lines.length >> 2);
  const first = placeOf(lines, start);
  const last = placeOf(lines, end);
  return numbers(rt, [line, last[0], first[1], last[1]]);
}

/** Line (from 1) and column in code points of an offset into the text of `lines`. */
function placeOf(lines: readonly string[], offset: number): [line: number, column: number] {
  let rest = offset;
  for (const [i, line] of lines.entries()) {
    if (rest <= line.length) return [i + 1, [...line.slice(0, rest)].length];
    rest -= line.length + 1;
  }
  return [lines.length, 0];
}

/** Source text that is to be parsed, which costs steps. */
function textOf(rt: Runtime, o: PyObject): string {
  if (o.type.kind !== K.STR) throw typeError(rt, `expected str, got ${o.type.name}`);
  charge(rt, o.v.length);
  return o.v;
}

/** anchors(segment): None, or up to 3.12 (left, right), from 3.13 on (line, column, line, column). */
function anchors(rt: Runtime, _self: PyObject, segment: PyObject): PyObject {
  const { minor } = rt.ruleset;
  const text = textOf(rt, segment);
  const found = minor >= 13 ? anchorsInLines(text, minor)?.flat() : anchorsInLine(text, minor);
  return found == null ? incref(rt.None) : numbers(rt, found);
}

/** hides_marks(text, start, end): whether the statement is of those under which nothing is marked. */
function hides(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const [start, end] = [toIndexNumber(rt, args[1]), toIndexNumber(rt, args[2])];
  return boolObject(rt, hidesMarks(textOf(rt, args[0]), start, end, rt.ruleset.minor));
}

/** Characters that take two columns (East Asian width W and F), by their larger ranges. */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

export const tracebackModule: ModuleDef = {
  name: '_traceback',
  functions: [
    m1('position', position),
    m1('anchors', anchors),
    mN('hides_marks', hides, 3, 3),
    m1('width', (rt, _self, text) => {
      let columns = 0;
      for (const c of textOf(rt, text)) columns += WIDE.test(c) ? 2 : 1;
      return intFromNumber(rt, columns);
    }),
    m1('suggestion', (rt, _self, exception) => {
      if ((exception.type.flags & TF.EXC) === 0)
        throw typeError(rt, 'suggestion() argument must be an exception');
      const text = suggestionText(rt, exception, true);
      // 3.12 forgets the question mark here.
      return strNew(rt, rt.ruleset.minor === 12 ? text.replace(/( import '.*')\?$/, '$1') : text);
    }),
  ],
};
