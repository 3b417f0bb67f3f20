/** Functions and lambdas (compile.c, compiler_function). */
import type { Expr, FunctionDefStmt, LambdaExpr, Parameter, Parameters, Stmt } from '../ast.ts';
import { NONE, strConstant, tupleConstant } from '../constants.ts';
import { FUNCTION_FLAGS, Op } from '../opcodes.ts';
import { emitAnnotateFunction } from './annotations.ts';
import type { Compiler } from './compiler.ts';
import { docstringConstant } from './docstring.ts';
import { emitExpr, resume } from './expr.ts';
import { emitNameOp } from './names.ts';
import { emitBody } from './stmt.ts';
import type { Unit } from './unit.ts';

export function emitFunctionDef(c: Compiler, stmt: FunctionDefStmt): void {
  refuseDebugParameters(c, stmt.params);
  for (const decorator of stmt.decorators) emitExpr(c, decorator);
  const firstline = c.lineAt(stmt.start);
  const place = definitionPlace(c, stmt);
  c.place = place;
  let flags = emitDefaults(c, stmt.params);
  flags |= emitFunctionAnnotations(c, stmt.name, stmt.params, stmt.returns);
  const scope = c.scopeOf(stmt);
  const docstring = docstringOf(stmt.body);
  scope.docstring = docstring !== null;
  const code = c.inUnit('function', scope, stmt.name, firstline, (unit) => {
    setArguments(unit, stmt.params);
    if (docstring !== null) c.constIndex(docstringConstant(docstring, c.minor));
    else if (c.minor < 14) c.constIndex(NONE);
    c.at(stmt, () => resume(c, 0));
    emitBody(c, docstring === null || c.minor < 10 ? stmt.body : stmt.body.slice(1));
    emitFinalReturn(c);
  });
  c.makeFunction(code, flags);
  for (const decorator of [...stmt.decorators].reverse())
    c.at(c.minor >= 11 ? decorator : place, () => c.emit(Op.CALL, 1));
  c.at(place, () => emitNameOp(c, stmt.name, 'store'));
}

/** `return None` at the end; up to 3.11 not after a return, which keeps None out of the constants. */
function emitFinalReturn(c: Compiler): void {
  const { instrs, lastLabelAt } = c.unit;
  if (c.minor < 12 && lastLabelAt < instrs.length && instrs[instrs.length - 1]?.op === Op.RETURN_VALUE)
    return;
  c.nowhere(() => {
    c.loadNone();
    c.emit(Op.RETURN_VALUE);
  });
}

/** The line of `def` or `class` itself, not of the decorators. */
export function definitionPlace(c: Compiler, stmt: { start: number; end: number; decorators: Expr[] }) {
  if (stmt.decorators.length === 0) return { start: stmt.start, end: stmt.end };
  const { text } = c.source;
  const lastEnd = stmt.decorators[stmt.decorators.length - 1].end;
  let lineEnd = text.indexOf('\n', lastEnd);
  for (;;) {
    // Skip blank lines and comments up to the line of the definition.
    const next = /[^\s]/.exec(text.slice(lineEnd));
    const at = lineEnd + (next ? next.index : 0);
    if (text[at] !== '#') return { start: at, end: stmt.end };
    lineEnd = text.indexOf('\n', at);
  }
}

export function docstringOf(body: readonly Stmt[]): string | null {
  const [first] = body;
  if (first?.kind !== 'ExprStmt' || first.value.kind !== 'Constant' || first.value.value.kind !== 'str')
    return null;
  return first.value.value.value;
}

function setArguments(unit: Unit, params: Parameters): void {
  unit.posonlyargcount = params.posonly.length;
  unit.argcount = params.posonly.length + params.args.length;
  unit.kwonlyargcount = params.kwonly.length;
}

function refuseDebugParameters(c: Compiler, params: Parameters): void {
  const all: (Parameter | null)[] = [
    ...params.posonly,
    ...params.args,
    params.vararg,
    ...params.kwonly,
    params.kwarg,
  ];
  for (const param of all) {
    if (param?.name === '__debug__') throw c.error('cannot assign to __debug__', param);
  }
}

/** Default values on the stack; answers the flags of MAKE_FUNCTION. */
function emitDefaults(c: Compiler, params: Parameters): number {
  let flags = 0;
  if (params.defaults.length > 0) {
    for (const value of params.defaults) emitExpr(c, value);
    c.buildTuple(params.defaults.length);
    flags |= FUNCTION_FLAGS.DEFAULTS;
  }
  const names: string[] = [];
  for (const [i, value] of params.kwDefaults.entries()) {
    if (!value) continue;
    const name = c.mangle(params.kwonly[i].name);
    names.push(name);
    if (c.minor >= 14) c.loadStr(name);
    emitExpr(c, value);
  }
  if (names.length > 0) {
    if (c.minor >= 14) {
      c.emit(Op.BUILD_MAP, names.length);
    } else {
      c.loadNames(names);
      c.emit(Op.BUILD_CONST_KEY_MAP, names.length);
    }
    flags |= FUNCTION_FLAGS.KWDEFAULTS;
  }
  return flags;
}

/** The annotated parameters in the order CPython evaluates them. */
export function annotatedParameters(params: Parameters): Parameter[] {
  const all: (Parameter | null)[] = [
    ...params.posonly,
    ...params.args,
    params.vararg,
    ...params.kwonly,
    params.kwarg,
  ];
  return all.filter((param): param is Parameter => param?.annotation != null);
}

function emitFunctionAnnotations(
  c: Compiler,
  name: string,
  params: Parameters,
  returns: Expr | null,
): number {
  const annotated: [string, Expr][] = annotatedParameters(params).map((param) => [
    c.mangle(param.name),
    param.annotation as Expr,
  ]);
  if (c.minor < 9) {
    // 3.8 takes positional-only parameters after the others.
    const posonly = params.posonly.filter((param) => param.annotation).length;
    const args = params.args.filter((param) => param.annotation).length;
    const first = annotated.splice(0, posonly);
    annotated.splice(args, 0, ...first);
  }
  if (returns) annotated.push(['return', returns]);
  if (annotated.length === 0) return 0;
  if (c.minor >= 14 && !c.futureAnnotations) {
    emitAnnotateFunction(c, c.scopeOf(params), name, annotated);
    return FUNCTION_FLAGS.ANNOTATE;
  }
  for (const [name, annotation] of annotated) {
    if (c.minor >= 10) c.loadStr(name);
    emitAnnotation(c, annotation);
  }
  if (c.minor >= 10) {
    c.buildTuple(annotated.length * 2);
  } else {
    c.loadConst(tupleConstant(annotated.map(([name]) => strConstant(name))));
    c.emit(Op.BUILD_CONST_KEY_MAP, annotated.length);
  }
  return FUNCTION_FLAGS.ANNOTATIONS;
}

/** An annotation's value, or its text under `from __future__ import annotations`. */
export function emitAnnotation(c: Compiler, annotation: Expr): void {
  if (c.futureAnnotations) {
    c.at(annotation, () => c.loadStr(c.textOf(annotation)));
    return;
  }
  if (annotation.kind === 'Starred') {
    // *args: *Ts is the one item of unpacking Ts (PEP 646).
    emitExpr(c, annotation.value);
    c.emit(Op.UNPACK_SEQUENCE, 1);
    return;
  }
  emitExpr(c, annotation);
}

export function emitLambda(c: Compiler, expr: LambdaExpr): void {
  refuseDebugParameters(c, expr.params);
  const flags = emitDefaults(c, expr.params);
  const scope = c.scopeOf(expr);
  const code = c.inUnit('lambda', scope, '<lambda>', c.lineAt(expr.start), (unit) => {
    setArguments(unit, expr.params);
    // None first, so that the lambda cannot have a docstring.
    if (c.minor < 14) c.constIndex(NONE);
    c.at(expr, () => resume(c, 0));
    emitExpr(c, expr.body);
    c.at(c.minor === 11 || c.minor === 12 ? expr : expr.body, () => c.emit(Op.RETURN_VALUE));
  });
  c.makeFunction(code, flags);
}
