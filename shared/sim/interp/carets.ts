/**
 * Which part of an expression a traceback marks with ^ (3.11+; Lib/traceback.py, _extract_caret_anchors_from_line_segment): the operator of
 * a binary operation, the brackets of an index, from 3.13 on those of a call.
 */
import type { Expr, Module } from '../compile/ast.ts';
import { CompileFailure } from '../compile/errors.ts';
import { parseModule } from '../compile/parse/parser.ts';
import { SourceText } from '../compile/source.ts';

/** A place in the text: line from 0, and column. */
export type Place = readonly [line: number, column: number];

function parse(text: string, minor: number): Module | null {
  try {
    return parseModule(new SourceText(text), 'exec', { minor });
  } catch (failure) {
    if (failure instanceof CompileFailure) return null;
    throw failure;
  }
}

function onlyExpression(text: string, minor: number): Expr | null {
  const module = parse(text, minor);
  if (module === null || module.kind === 'Expression' || module.body.length !== 1) return null;
  const [statement] = module.body;
  return statement.kind === 'ExprStmt' ? statement.value : null;
}

const isSpace = (c: string): boolean => /\s/.test(c);

/** 3.11, 3.12: offsets into a segment of one line, or null. */
export function anchorsInLine(segment: string, minor: number): readonly [left: number, right: number] | null {
  const expr = onlyExpression(segment, minor);
  if (expr?.kind === 'BinOp') {
    const operator = segment.slice(expr.left.end, expr.right.start);
    const offset = operator.length - operator.trimStart().length;
    let left = expr.left.end + offset;
    let right = left + 1;
    if (offset + 1 < operator.length && !isSpace(operator[offset + 1])) right++;
    while (left < segment.length && (isSpace(segment[left]) || ')#'.includes(segment[left]))) {
      left++;
      right++;
    }
    return [left, right];
  }
  if (expr?.kind === 'Subscript') {
    let left = expr.value.end;
    let right = expr.slice.end + 1;
    while (left < segment.length && segment[left] !== '[') left++;
    while (right < segment.length && segment[right] !== ']') right++;
    if (right < segment.length) right++;
    return [left, right];
  }
  return null;
}

/** 3.13+: the first marked place and the one after the last, in a segment of any number of lines, or null. */
export function anchorsInLines(segment: string, minor: number): readonly [Place, Place] | null {
  const head = '(\n';
  const expr = onlyExpression(`${head}${segment}\n)`, minor);
  if (expr === null) return null;
  const at = (offset: number): Place => {
    const before = segment.slice(0, offset - head.length).split('\n');
    return [before.length - 1, before[before.length - 1].length];
  };
  const lines = segment.split('\n');
  /** The next place that is a character, from the given one on. */
  const valid = ([line, column]: Place): Place | null => {
    let l = line;
    let c = column;
    while (l < lines.length && c >= lines[l].length) {
      c = 0;
      l++;
    }
    return l < lines.length ? [l, c] : null;
  };
  /** The first character from the end of `part` on that `stop` takes, comments and line joins left out. */
  const find = (part: Expr, stop: (c: string) => boolean): Place | null => {
    for (let place = valid(at(part.end)); place !== null; ) {
      const [line, column] = place;
      const c = lines[line][column];
      if (c === '\\' || c === '#') place = valid([line + 1, 0]);
      else if (stop(c)) return place;
      else place = valid([line, column + 1]);
    }
    return null;
  };
  let left: Place | null;
  switch (expr.kind) {
    case 'BinOp': {
      left = find(expr.left, (c) => !isSpace(c) && c !== ')');
      if (left === null) return null;
      const [line, column] = left;
      const [rightLine, rightColumn] = at(expr.right.start);
      const next = lines[line][column + 1];
      const double =
        next !== undefined && (rightLine > line || column + 1 < rightColumn) && !/[\s\\#]/.test(next);
      return [left, [line, column + (double ? 2 : 1)]];
    }
    case 'Subscript':
      left = find(expr.value, (c) => c === '[');
      break;
    case 'Call':
      left = find(expr.func, (c) => c === '(');
      break;
    default:
      return null;
  }
  return left === null ? null : [left, at(expr.end)];
}

/** 3.13+: no marks under `return f(...)` and `name = f(...)` where all of the call failed, nor where the line alone is nothing. */
export function hidesMarks(text: string, start: number, end: number, minor: number): boolean {
  const module = parse(text, minor);
  if (module === null || module.kind === 'Expression') return false;
  const [statement] = module.body;
  if (statement === undefined) return true;
  let value: Expr | null = null;
  if (statement.kind === 'Return' && statement.value?.kind === 'Call' && statement.value.func.kind === 'Name')
    value = statement.value;
  if (statement.kind === 'Assign' && statement.value.kind === 'Call') {
    if (statement.targets.length === 1 && statement.targets[0].kind === 'Name') value = statement.value;
  }
  return value !== null && value.start === start && value.end === end;
}
