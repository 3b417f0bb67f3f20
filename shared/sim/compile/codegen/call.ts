/** Calls (compile.c, compiler_call and compiler_call_helper). */
import type { CallExpr, Expr, Keyword } from '../ast.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitDisplay } from './displays.ts';
import { attributePlace, emitExpr, limitsStack, STACK_USE_GUIDELINE } from './expr.ts';
import { emitSuperAttribute } from './super.ts';

export function emitCall(c: Compiler, expr: CallExpr): void {
  refuseRepeatedKeywords(c, expr.keywords);
  if (emitMethodCall(c, expr)) return;
  emitCallee(c, () => emitExpr(c, expr.func));
  emitArguments(c, 0, expr.args, expr.keywords);
  emitCalled(c);
}

/** From 3.11 on a NULL lies beside what is called (PUSH_NULL): below it, from 3.13 on above it. */
export function emitCallee(c: Compiler, emit: () => void): void {
  if (c.minor === 11 || c.minor === 12) c.deepen(1);
  emit();
  if (c.minor >= 13) c.deepen(1);
}

/** After the call of what `emitCallee` pushed. */
export function emitCalled(c: Compiler): void {
  if (c.minor >= 11) c.deepen(-1);
}

/** A call with the names of its last arguments, which 3.11 and 3.12 do not push (KW_NAMES). */
function emitNamedCall(c: Compiler, keywords: readonly Keyword[], op: number, count: number): void {
  const deepen = c.minor === 11 || c.minor === 12 ? 1 : 0;
  c.deepen(-deepen);
  c.loadNames(keywords.map((keyword) => c.mangle(keyword.name as string)));
  c.emit(op, count);
  c.deepen(deepen);
}

/** Repeated keyword names are a SyntaxError; `print(a=1, a=2)`. */
export function refuseRepeatedKeywords(c: Compiler, keywords: readonly Keyword[]): void {
  const seen = new Set<string>();
  for (const keyword of keywords) {
    if (keyword.name === null) continue;
    if (keyword.name === '__debug__') throw c.error('cannot assign to __debug__', keyword);
    if (seen.has(keyword.name)) {
      const message =
        c.minor >= 9 ? `keyword argument repeated: ${keyword.name}` : 'keyword argument repeated';
      throw c.error(message, keyword);
    }
    seen.add(keyword.name);
  }
}

/** `o.m(...)` without making the bound method, where CPython does so. */
function emitMethodCall(c: Compiler, expr: CallExpr): boolean {
  const { func, args, keywords } = expr;
  if (func.kind !== 'Attribute' || args.some((arg) => arg.kind === 'Starred')) return false;
  if (keywords.length > 0) {
    // Up to 3.10 a call with keywords goes through the bound method.
    if (c.minor <= 10 || keywords.some((keyword) => keyword.name === null)) return false;
  }
  if (
    limitsStack(c) &&
    args.length + keywords.length + (keywords.length > 0 ? 1 : 0) >= STACK_USE_GUIDELINE
  ) {
    return false;
  }
  const place = attributePlace(c, func);
  if (!c.at(func, () => emitSuperAttribute(c, func, true))) {
    emitExpr(c, func.value);
    c.at(place, () => c.emitName(Op.LOAD_METHOD, func.attr));
  }
  for (const arg of args) emitExpr(c, arg);
  const callPlace = place === func ? expr : { start: place.start, end: expr.end };
  if (keywords.length > 0) {
    for (const keyword of keywords) emitExpr(c, keyword.value);
    c.at(callPlace, () => emitNamedCall(c, keywords, Op.CALL_METHOD_KW, args.length + keywords.length));
  } else {
    c.at(callPlace, () => c.emit(Op.CALL_METHOD, args.length));
  }
  return true;
}

/** The arguments and the call, with the callable and `pushed` first arguments on the stack. */
export function emitArguments(
  c: Compiler,
  pushed: number,
  args: readonly Expr[],
  keywords: readonly Keyword[],
): void {
  const unpacks =
    args.some((arg) => arg.kind === 'Starred') || keywords.some((keyword) => keyword.name === null);
  const big = limitsStack(c) && args.length + pushed + keywords.length * 2 > STACK_USE_GUIDELINE;
  if (unpacks || big) {
    emitCallEx(c, pushed, args, keywords);
    return;
  }
  for (const arg of args) emitExpr(c, arg);
  if (keywords.length === 0) {
    c.emit(Op.CALL, pushed + args.length);
    return;
  }
  for (const keyword of keywords) emitExpr(c, keyword.value);
  emitNamedCall(c, keywords, Op.CALL_KW, pushed + args.length + keywords.length);
}

function emitCallEx(c: Compiler, pushed: number, args: readonly Expr[], keywords: readonly Keyword[]): void {
  const [only] = args;
  if (pushed === 0 && args.length === 1 && only.kind === 'Starred') emitExpr(c, only.value);
  else emitDisplay(c, args, pushed, 'tuple');
  if (keywords.length === 0) {
    c.emit(Op.CALL_EX, 0);
    return;
  }
  if (c.minor < 9 && keywords.length === 1 && keywords[0].name === null) {
    // 3.8 hands the one mapping over as it is.
    emitExpr(c, keywords[0].value);
    c.emit(Op.CALL_EX, 1);
    return;
  }
  let haveDict = false;
  let named: Keyword[] = [];
  // 3.8 merges the parts when all are on the stack (BUILD_MAP_UNPACK_WITH_CALL).
  let parts = keywords[0].name === null ? -1 : 0;
  const merge = () => {
    c.emit(Op.DICT_MERGE, 1);
    parts++;
    if (c.minor === 8) c.deepen(1);
  };
  const flush = () => {
    emitKeywordDict(c, named);
    if (haveDict) merge();
    haveDict = true;
    named = [];
  };
  for (const keyword of keywords) {
    if (keyword.name !== null) {
      named.push(keyword);
      continue;
    }
    if (named.length > 0) flush();
    if (!haveDict) {
      c.emit(Op.BUILD_MAP, 0);
      if (c.minor === 8) c.deepen(-1);
    }
    haveDict = true;
    emitExpr(c, keyword.value);
    merge();
  }
  if (named.length > 0) flush();
  if (c.minor === 8) c.deepen(-parts);
  c.emit(Op.CALL_EX, 1);
}

function emitKeywordDict(c: Compiler, keywords: readonly Keyword[]): void {
  const n = keywords.length;
  const names = keywords.map((keyword) => c.mangle(keyword.name as string));
  const big = limitsStack(c) && n * 2 > STACK_USE_GUIDELINE;
  if (n > 1 && !big && c.minor < 14) {
    for (const keyword of keywords) emitExpr(c, keyword.value);
    c.loadNames(names);
    c.emit(Op.BUILD_CONST_KEY_MAP, n);
    return;
  }
  if (big) c.emit(Op.BUILD_MAP, 0);
  for (const [i, keyword] of keywords.entries()) {
    c.loadStr(names[i]);
    emitExpr(c, keyword.value);
    if (big) c.emit(Op.MAP_ADD, 1);
  }
  if (!big) c.emit(Op.BUILD_MAP, n);
}
