/** match statements (compile.c, compiler_match and compiler_pattern; PEP 634). */
import type { Expr, MatchStmt, Pattern, PatternOf } from '../ast.ts';
import type { Constant } from '../code.ts';
import { constantKey, NONE } from '../constants.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitJumpIf } from './conditions.ts';
import { emitExpr } from './expr.ts';
import { emitNameOp } from './names.ts';
import { emitBody } from './stmt.ts';
import { emitUnpack } from './target.ts';
import type { Label } from './unit.ts';

/** compile.c, struct pattern_context. */
type Context = {
  /** Names captured so far; their values are on the stack, below `onTop` other entries. */
  stores: string[];
  /** Whether a pattern that always matches may stand here. */
  allowIrrefutable: boolean;
  /** failPop[n] is where a failed match goes that must pop n entries. */
  failPop: Label[];
  onTop: number;
};

const EQ = 2;
const GE = 5;

export function emitMatch(c: Compiler, stmt: MatchStmt): void {
  emitExpr(c, stmt.subject);
  const end = c.newLabel();
  const { cases } = stmt;
  const last = cases[cases.length - 1];
  const hasDefault = cases.length > 1 && isWildcard(last.pattern);
  const tested = cases.length - (hasDefault ? 1 : 0);
  for (const [i, { pattern, guard, body }] of cases.slice(0, tested).entries()) {
    c.place = pattern;
    // The last pattern takes the subject itself, the others a copy.
    const copies = i !== tested - 1;
    if (copies) c.emit(Op.COPY, 1);
    const context: Context = {
      stores: [],
      allowIrrefutable: guard !== null || i === cases.length - 1,
      failPop: [],
      onTop: 0,
    };
    emitPattern(c, pattern, context);
    for (const name of context.stores) emitNameOp(c, name, 'store');
    if (guard) {
      ensureFailPop(c, context, 0);
      emitJumpIf(c, guard, context.failPop[0], false);
    }
    if (copies) c.emit(Op.POP_TOP);
    emitBody(c, body);
    c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));
    c.place = pattern;
    emitFailPops(c, context);
  }
  if (hasDefault) {
    c.place = last.pattern;
    c.emit(Op.NOP);
    if (last.guard) emitJumpIf(c, last.guard, end, false);
    emitBody(c, last.body);
  }
  c.use(end);
}

function isWildcard(pattern: Pattern): boolean {
  return pattern.kind === 'MatchAs' && pattern.name === null && pattern.pattern === null;
}

function ensureFailPop(c: Compiler, context: Context, n: number): void {
  while (context.failPop.length <= n) context.failPop.push(c.newLabel());
}

/** Jumps (on condition `op`) to where the entries of the pattern are popped. */
function jumpToFailPop(c: Compiler, context: Context, op: number): void {
  const pops = context.onTop + context.stores.length;
  ensureFailPop(c, context, pops);
  c.jump(op, context.failPop[pops]);
}

function emitFailPops(c: Compiler, context: Context): void {
  for (let n = context.failPop.length - 1; n > 0; n--) {
    c.use(context.failPop[n]);
    c.emit(Op.POP_TOP);
  }
  if (context.failPop.length > 0) c.use(context.failPop[0]);
  context.failPop = [];
}

/** Moves the top of the stack below the `count - 1` entries under it. */
function rotate(c: Compiler, count: number): void {
  for (; count > 1; count--) c.emit(Op.SWAP, count);
}

function emitStoreName(c: Compiler, context: Context, name: string | null, place: Pattern): void {
  if (name === null) {
    c.emit(Op.POP_TOP);
    return;
  }
  if (context.stores.includes(name)) throw repeated(c, name, place);
  rotate(c, context.onTop + context.stores.length + 1);
  context.stores.push(name);
}

function repeated(c: Compiler, name: string, place: Pattern): Error {
  return c.error(`multiple assignments to name '${name}' in pattern`, place);
}

function emitSubpattern(c: Compiler, pattern: Pattern, context: Context): void {
  const { allowIrrefutable } = context;
  context.allowIrrefutable = true;
  emitPattern(c, pattern, context);
  context.allowIrrefutable = allowIrrefutable;
}

function emitPattern(c: Compiler, pattern: Pattern, context: Context): void {
  const outer = c.place;
  c.place = pattern;
  switch (pattern.kind) {
    case 'MatchValue':
      emitExpr(c, pattern.value);
      c.emit(Op.COMPARE_OP, EQ);
      jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
      break;
    case 'MatchSingleton':
      c.loadConst(pattern.value);
      c.emit(Op.IS_OP, 0);
      jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
      break;
    case 'MatchSequence':
      emitSequence(c, pattern, context);
      break;
    case 'MatchMapping':
      emitMapping(c, pattern, context);
      break;
    case 'MatchClass':
      emitClass(c, pattern, context);
      break;
    case 'MatchStar':
      emitStoreName(c, context, pattern.name, pattern);
      break;
    case 'MatchAs':
      emitAs(c, pattern, context);
      break;
    case 'MatchOr':
      emitOr(c, pattern, context);
      break;
  }
  // Up to 3.11 what follows a pattern stays on its lines.
  if (c.minor >= 12) c.place = outer;
}

function emitAs(c: Compiler, pattern: PatternOf<'MatchAs'>, context: Context): void {
  if (!pattern.pattern) {
    if (!context.allowIrrefutable) {
      const what = pattern.name === null ? 'wildcard' : `name capture '${pattern.name}'`;
      throw c.error(`${what} makes remaining patterns unreachable`, pattern);
    }
    emitStoreName(c, context, pattern.name, pattern);
    return;
  }
  context.onTop++;
  c.emit(Op.COPY, 1);
  emitPattern(c, pattern.pattern, context);
  context.onTop--;
  emitStoreName(c, context, pattern.name, pattern);
}

function emitSequence(c: Compiler, pattern: PatternOf<'MatchSequence'>, context: Context): void {
  const { patterns } = pattern;
  const size = patterns.length;
  const star = patterns.findIndex((inner) => inner.kind === 'MatchStar');
  const stars = patterns.filter((inner) => inner.kind === 'MatchStar');
  if (stars.length > 1) throw c.error('multiple starred names in sequence pattern', pattern);
  const starWildcard = stars.length === 1 && (stars[0] as PatternOf<'MatchStar'>).name === null;
  const onlyWildcards = patterns.every((inner) =>
    inner.kind === 'MatchStar' ? inner.name === null : isWildcard(inner),
  );
  // The subject stays on top during the checks.
  context.onTop++;
  c.emit(Op.MATCH_SEQUENCE);
  jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
  if (star < 0 || size > 1) {
    c.emit(Op.GET_LEN);
    c.loadInt(star < 0 ? size : size - 1);
    c.emit(Op.COMPARE_OP, star < 0 ? EQ : GE);
    jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
  }
  context.onTop--;
  if (onlyWildcards) {
    c.emit(Op.POP_TOP);
  } else if (starWildcard) {
    emitSubscripts(c, patterns, star, context);
  } else {
    emitUnpack(c, patterns, pattern);
    context.onTop += size;
    for (const inner of patterns) {
      context.onTop--;
      emitSubpattern(c, inner, context);
    }
  }
}

/** With `*_` the items are taken by index, so that the rest need not be built. */
function emitSubscripts(c: Compiler, patterns: readonly Pattern[], star: number, context: Context): void {
  const size = patterns.length;
  context.onTop++;
  for (const [i, inner] of patterns.entries()) {
    if (i === star || isWildcard(inner)) continue;
    c.emit(Op.COPY, 1);
    if (i < star) {
      c.loadInt(i);
    } else {
      // Not a negative index: a sequence need not know those.
      c.emit(Op.GET_LEN);
      c.loadInt(size - i);
      c.emit(Op.BINARY_OP, 10);
    }
    c.emit(Op.BINARY_SUBSCR);
    emitSubpattern(c, inner, context);
  }
  context.onTop--;
  c.emit(Op.POP_TOP);
}

function emitMapping(c: Compiler, pattern: PatternOf<'MatchMapping'>, context: Context): void {
  const { keys, patterns, rest } = pattern;
  const size = keys.length;
  context.onTop++;
  c.emit(Op.MATCH_MAPPING);
  jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
  if (size === 0 && rest === null) {
    context.onTop--;
    c.emit(Op.POP_TOP);
    return;
  }
  if (size > 0) {
    c.emit(Op.GET_LEN);
    c.loadInt(size);
    c.emit(Op.COMPARE_OP, GE);
    jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
  }
  emitKeys(c, keys, pattern);
  c.buildTuple(size);
  c.emit(Op.MATCH_KEYS);
  context.onTop += 2;
  emitMatched(c, context);
  if (c.minor <= 10) {
    emitItems(c, patterns, context);
    context.onTop -= 2;
  } else {
    c.emit(Op.UNPACK_SEQUENCE, size);
    context.onTop += size - 1;
    for (const inner of patterns) {
      context.onTop--;
      emitSubpattern(c, inner, context);
    }
    context.onTop -= 2;
  }
  if (rest === null) {
    c.emit(Op.POP_TOP);
    c.emit(Op.POP_TOP);
    return;
  }
  // The rest: a copy of the mapping without the keys.
  // 3.10 makes it in one instruction (COPY_DICT_WITHOUT_KEYS).
  if (c.minor <= 10) c.deepen(-2 - size);
  c.emit(Op.BUILD_MAP, 0);
  c.emit(Op.SWAP, 3);
  emitRest(c, size);
  if (c.minor <= 10) c.deepen(2 + size);
  emitStoreName(c, context, rest, pattern);
}

/** [empty dict, keys tuple, subject] -> [dict without the keys]. */
function emitRest(c: Compiler, size: number): void {
  c.emit(Op.DICT_UPDATE, 2);
  c.emit(Op.UNPACK_SEQUENCE, size);
  for (let n = size; n > 0; n--) {
    c.emit(Op.COPY, 1 + n);
    c.emit(Op.SWAP, 2);
    c.emit(Op.DELETE_SUBSCR);
  }
}

/** Goes on when the top is not None: CPython pushes a bool up to 3.10, then it has a jump for None. */
function emitMatched(c: Compiler, context: Context): void {
  c.emit(Op.COPY, 1);
  c.deepen(-1);
  c.loadConst(NONE);
  c.emit(Op.IS_OP, 1);
  c.deepen(1);
  jumpToFailPop(c, context, Op.POP_JUMP_IF_FALSE);
}

function emitKeys(c: Compiler, keys: readonly Expr[], place: Pattern): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (key.kind === 'Constant') {
      const text = numberKey(key.value) ?? constantKey(key.value, () => 0);
      if (seen.has(text)) throw c.error(`mapping pattern checks duplicate key (${keyText(c, key)})`, place);
      seen.add(text);
    } else if (key.kind !== 'Attribute') {
      throw c.error('mapping pattern keys may only match literals and attribute lookups', place);
    }
    emitExpr(c, key);
  }
}

/** What numbers that are equal have in common, whatever their types; null of other constants. */
function numberKey(constant: Constant): string | null {
  switch (constant.kind) {
    case 'True':
    case 'False':
      return constant.kind === 'True' ? '1' : '0';
    case 'int':
    case 'float':
      return String(typeof constant.value === 'bigint' ? constant.value : constant.value + 0);
    case 'complex':
      return constant.imag === 0 ? String(constant.real + 0) : null;
    default:
      return null;
  }
}

function keyText(c: Compiler, key: Expr): string {
  if (key.kind === 'Constant' && key.value.kind === 'str') return `'${key.value.value}'`;
  return c.textOf(key);
}

function emitClass(c: Compiler, pattern: PatternOf<'MatchClass'>, context: Context): void {
  const { cls, patterns, kwdAttrs, kwdPatterns } = pattern;
  for (const [i, name] of kwdAttrs.entries()) {
    if (kwdAttrs.indexOf(name) !== i) {
      throw c.error(`attribute name repeated in class pattern: ${name}`, kwdPatterns[i]);
    }
  }
  emitExpr(c, cls);
  c.loadNames(kwdAttrs);
  c.emit(Op.MATCH_CLASS, patterns.length);
  context.onTop++;
  emitMatched(c, context);
  const all = [...patterns, ...kwdPatterns];
  if (c.minor <= 10) {
    emitItems(c, all, context);
    return;
  }
  c.emit(Op.UNPACK_SEQUENCE, all.length);
  context.onTop += all.length - 1;
  for (const inner of all) {
    context.onTop--;
    if (isWildcard(inner)) c.emit(Op.POP_TOP);
    else emitSubpattern(c, inner, context);
  }
}

/** 3.10 keeps the tuple of what was found during its patterns, and takes the items by index; the tuple goes at the end. */
function emitItems(c: Compiler, patterns: readonly Pattern[], context: Context): void {
  for (const [i, inner] of patterns.entries()) {
    if (isWildcard(inner)) continue;
    c.emit(Op.COPY, 1);
    c.loadInt(i);
    c.emit(Op.BINARY_SUBSCR);
    emitSubpattern(c, inner, context);
  }
  context.onTop--;
  c.emit(Op.POP_TOP);
}

function emitOr(c: Compiler, pattern: PatternOf<'MatchOr'>, context: Context): void {
  const end = c.newLabel();
  let control: string[] | null = null;
  for (const [i, alternative] of pattern.patterns.entries()) {
    const own: Context = {
      stores: [],
      allowIrrefutable: i === pattern.patterns.length - 1 && context.allowIrrefutable,
      failPop: [],
      onTop: 0,
    };
    c.place = alternative;
    c.emit(Op.COPY, 1);
    emitPattern(c, alternative, own);
    if (control === null) control = own.stores;
    else arrangeStores(c, own.stores, control, pattern);
    c.jump(Op.JUMP_FORWARD, end);
    emitFailPops(c, own);
  }
  if (c.minor >= 12) c.place = pattern;
  // No alternative matched: the last copy of the subject goes.
  c.emit(Op.POP_TOP);
  jumpToFailPop(c, context, Op.JUMP_FORWARD);
  c.use(end);
  const names = control as unknown as string[];
  const rotations = names.length + 1 + context.onTop + context.stores.length;
  for (const name of names) {
    rotate(c, rotations);
    if (context.stores.includes(name)) throw repeated(c, name, pattern);
    context.stores.push(name);
  }
  c.emit(Op.POP_TOP);
}

/** Brings captured values into the order of the first alternative. */
function arrangeStores(c: Compiler, stores: string[], control: readonly string[], pattern: Pattern): void {
  const differ = () => c.error('alternative patterns bind different names', pattern);
  if (stores.length !== control.length) throw differ();
  for (let icontrol = control.length - 1; icontrol >= 0; icontrol--) {
    const istores = stores.indexOf(control[icontrol]);
    if (istores < 0) throw differ();
    if (istores === icontrol) continue;
    const moved = stores.splice(0, istores + 1);
    stores.splice(icontrol - istores, 0, ...moved);
    for (let n = istores + 1; n > 0; n--) rotate(c, icontrol + 1);
  }
}
