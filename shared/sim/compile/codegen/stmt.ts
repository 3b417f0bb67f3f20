/** Statements (compile.c, compiler_visit_stmt and below). */
import { constantTruth } from '../arithmetic.ts';
import type { Expr, ForStmt, ImportFromStmt, Stmt, StmtOf } from '../ast.ts';
import { strConstant, tupleConstant } from '../constants.ts';
import { firstConstant } from '../fold.ts';
import { BINARY_OPS, INPLACE, Op } from '../opcodes.ts';
import { deferAnnotation } from './annotations.ts';
import { emitClassDef } from './class.ts';
import type { Compiler } from './compiler.ts';
import { emitJumpIf } from './conditions.ts';
import { emitExpr } from './expr.ts';
import { emitAnnotation, emitFunctionDef } from './function.ts';
import { checkFutureImport } from './future.ts';
import { emitMatch } from './match.ts';
import { emitNameOp } from './names.ts';
import { emitDelete, emitStore } from './target.ts';
import { emitTry } from './try.ts';
import { emitUnwind, emitUnwindBlock, leaving } from './unwind.ts';
import { emitWith } from './with.ts';

export function emitBody(c: Compiler, body: readonly Stmt[]): void {
  for (const stmt of body) emitStmt(c, stmt);
}

export function emitStmt(c: Compiler, stmt: Stmt): void {
  const outer = c.place;
  c.place = stmt;
  emitStmtHere(c, stmt);
  // Up to 3.9 what comes after a statement is on its line, until the next one.
  if (c.minor >= 10) c.place = outer;
}

/** Runs `emit` for code that may not run: annotations in it are conditional (3.14+). */
export function conditionally(c: Compiler, emit: () => void): void {
  c.unit.conditionalBlocks++;
  emit();
  c.unit.conditionalBlocks--;
}

function emitStmtHere(c: Compiler, stmt: Stmt): void {
  switch (stmt.kind) {
    case 'FunctionDef':
      emitFunctionDef(c, stmt);
      break;
    case 'ClassDef':
      emitClassDef(c, stmt);
      break;
    case 'Return':
      emitReturn(c, stmt);
      break;
    case 'Delete':
      for (const target of stmt.targets) emitDelete(c, target);
      break;
    case 'Assign':
      emitExpr(c, stmt.value);
      for (const [i, target] of stmt.targets.entries()) {
        if (i < stmt.targets.length - 1) c.emit(Op.COPY, 1);
        emitStore(c, target);
      }
      break;
    case 'AugAssign':
      emitAugAssign(c, stmt);
      break;
    case 'AnnAssign':
      emitAnnAssign(c, stmt);
      break;
    case 'For':
      emitFor(c, stmt);
      break;
    case 'While':
      emitWhile(c, stmt);
      break;
    case 'If':
      emitIf(c, stmt);
      break;
    case 'With':
      conditionally(c, () => emitWith(c, stmt, 0));
      break;
    case 'Match':
      conditionally(c, () => emitMatch(c, stmt));
      break;
    case 'Raise':
      if (stmt.exc) emitExpr(c, stmt.exc);
      if (stmt.cause) emitExpr(c, stmt.cause);
      c.emit(Op.RAISE_VARARGS, stmt.exc ? (stmt.cause ? 2 : 1) : 0);
      break;
    case 'Try':
      conditionally(c, () => emitTry(c, stmt));
      break;
    case 'Assert':
      emitAssert(c, stmt);
      break;
    case 'Import':
      emitImport(c, stmt);
      break;
    case 'ImportFrom':
      emitImportFrom(c, stmt);
      break;
    case 'Global':
    case 'Nonlocal':
      break;
    case 'ExprStmt':
      emitExprStmt(c, stmt);
      break;
    case 'Pass':
      c.mark();
      break;
    case 'Break':
      emitBreak(c, stmt);
      break;
    case 'Continue':
      emitContinue(c, stmt);
      break;
  }
}

function emitExprStmt(c: Compiler, stmt: StmtOf<'ExprStmt'>): void {
  if (c.interactive && c.unit.kind === 'module') {
    emitExpr(c, stmt.value);
    c.emit(Op.PRINT_EXPR);
    return;
  }
  const plain =
    stmt.value.kind === 'JoinedStr' &&
    stmt.value.values.length > 0 &&
    stmt.value.values.every((v) => v.kind === 'Constant');
  const constant = stmt.value.kind === 'Constant' || (c.minor >= 12 && plain);
  if (constant) {
    // A constant does nothing; nor, from 3.12 on, does an f-string without fields.
    c.mark();
    return;
  }
  emitExpr(c, stmt.value);
  // 3.12 orders stores after an inlined comprehension before it gives this instruction a line (resolve_line_numbers).
  if (c.minor === 12) c.nowhere(() => c.emit(Op.POP_TOP));
  else c.emit(Op.POP_TOP);
}

function emitReturn(c: Compiler, stmt: StmtOf<'Return'>): void {
  const { value } = stmt;
  if (!c.unit.scope.isFunctionLike || c.unit.kind === 'annotation') {
    throw c.error("'return' outside function", stmt);
  }
  const keepTop = value !== null && value.kind !== 'Constant';
  if (keepTop) emitExpr(c, value);
  else if (value) c.at(value, () => c.emit(Op.NOP));
  leaving(c, () => {
    emitUnwind(c, { keepTop, toLoop: false });
    if (value === null) c.loadNone();
    else if (value.kind === 'Constant') {
      c.meetConst(value.first);
      c.loadConst(value.value);
    }
    c.emit(Op.RETURN_VALUE);
  });
}

// ---- loops and conditions

function emitIf(c: Compiler, stmt: StmtOf<'If'>): void {
  const end = c.newLabel();
  const otherwise = stmt.orelse.length > 0 ? c.newLabel() : end;
  emitJumpIf(c, stmt.test, otherwise, false);
  conditionally(c, () => emitBody(c, stmt.body));
  if (stmt.orelse.length > 0) {
    c.nowhere(() => c.jump(Op.JUMP_FORWARD, end));
    c.use(otherwise);
    conditionally(c, () => emitBody(c, stmt.orelse));
  }
  c.use(end);
}

/** From 3.10 to 3.13 the condition is tested anew at the loop's end, so that a jump back leads to the body. */
function emitWhile(c: Compiler, stmt: StmtOf<'While'>): void {
  const start = c.newLabel();
  const body = c.newLabel();
  const otherwise = c.newLabel();
  const exit = c.newLabel();
  c.use(start);
  c.pushBlock({ kind: 'while', start, exit });
  const endless = stmt.test.kind === 'Constant' && constantTruth(stmt.test.value);
  if (stmt.test.kind === 'Constant') c.meetConst(firstConstant(stmt.test));
  if (endless) c.mark();
  else emitJumpIf(c, stmt.test, otherwise, false);
  const testsAgain = c.minor >= 10 && c.minor <= 13 && stmt.test.kind !== 'Constant';
  if (testsAgain) c.use(body);
  conditionally(c, () => emitBody(c, stmt.body));
  if (testsAgain) emitJumpIf(c, stmt.test, body, true);
  else c.nowhere(() => c.jumpBack(start, !endless));
  c.popBlock();
  c.use(otherwise);
  conditionally(c, () => emitBody(c, stmt.orelse));
  c.use(exit);
}

function emitFor(c: Compiler, stmt: ForStmt): void {
  const start = c.newLabel();
  const otherwise = c.newLabel();
  const exit = c.newLabel();
  // Up to 3.12 the loop's own instructions are those of the whole statement.
  const place = c.minor >= 13 ? stmt.iter : stmt;
  emitExpr(c, stmt.iter);
  c.at(place, () => c.emit(Op.GET_ITER));
  c.pushBlock({ kind: 'for', start, exit });
  c.use(start);
  c.at(place, () => c.jump(Op.FOR_ITER, otherwise));
  emitStore(c, stmt.target);
  conditionally(c, () => emitBody(c, stmt.body));
  c.nowhere(() => c.jumpBack(start));
  c.popBlock();
  c.use(otherwise);
  conditionally(c, () => emitBody(c, stmt.orelse));
  c.use(exit);
}

function emitBreak(c: Compiler, stmt: Stmt): void {
  c.emit(Op.NOP);
  leaving(c, () => {
    const loop = emitUnwind(c, { keepTop: false, toLoop: true });
    if (!loop) throw c.error("'break' outside loop", stmt);
    emitUnwindBlock(c, loop, false);
    c.jump(Op.JUMP_FORWARD, loop.exit);
  });
}

function emitContinue(c: Compiler, stmt: Stmt): void {
  c.emit(Op.NOP);
  leaving(c, () => {
    const loop = emitUnwind(c, { keepTop: false, toLoop: true });
    if (!loop) throw c.error("'continue' not properly in loop", stmt);
    c.jumpBack(loop.start);
  });
}

// ---- assignments

function emitAugAssign(c: Compiler, stmt: StmtOf<'AugAssign'>): void {
  const { target, value } = stmt;
  const pair =
    c.minor >= 12 && target.kind === 'Subscript' && target.slice.kind === 'Slice' && !target.slice.step;
  const operate = () => {
    emitExpr(c, value);
    c.emit(Op.BINARY_OP, BINARY_OPS.indexOf(stmt.op) + INPLACE);
  };
  switch (target.kind) {
    case 'Name':
      c.at(target, () => emitNameOp(c, target.id, 'load'));
      operate();
      c.at(target, () => emitNameOp(c, target.id, 'store'));
      break;
    case 'Attribute':
      emitExpr(c, target.value);
      c.at(target, () => {
        c.emit(Op.COPY, 1);
        c.emitName(Op.LOAD_ATTR, target.attr);
      });
      operate();
      c.at(target, () => {
        c.emit(Op.SWAP, 2);
        c.emitName(Op.STORE_ATTR, target.attr);
      });
      break;
    case 'Subscript':
      emitExpr(c, target.value);
      emitExpr(c, target.slice);
      // The two ends of a slice stay apart (3.12+, BINARY_SLICE and STORE_SLICE).
      if (pair) c.deepen(1);
      c.at(target, () => {
        c.emit(Op.COPY, 2);
        c.emit(Op.COPY, 2);
        if (pair) c.peak(1);
        c.emit(Op.BINARY_SUBSCR);
      });
      operate();
      if (pair) c.deepen(-1);
      c.at(target, () => {
        c.emit(Op.SWAP, 3);
        c.emit(Op.SWAP, 2);
        c.emit(Op.STORE_SUBSCR);
      });
      break;
    default:
      throw c.error('illegal expression for augmented assignment', target);
  }
}

function emitAnnAssign(c: Compiler, stmt: StmtOf<'AnnAssign'>): void {
  const { target, annotation, value, simple } = stmt;
  if (value) {
    emitExpr(c, value);
    emitStore(c, target);
  }
  if (!value) refuseDebugTarget(c, target);
  const evaluated = c.unit.kind === 'module' || c.unit.kind === 'class';
  switch (target.kind) {
    case 'Name':
      if (!simple || !evaluated) break;
      if (c.minor >= 14 && !c.futureAnnotations) {
        deferAnnotation(c, stmt);
        break;
      }
      emitAnnotation(c, annotation);
      emitNameOp(c, '__annotations__', 'load');
      c.loadStr(c.mangle(target.id));
      c.emit(Op.STORE_SUBSCR);
      break;
    case 'Attribute':
      if (!value) {
        emitExpr(c, target.value);
        c.emit(Op.POP_TOP);
      }
      break;
    case 'Subscript':
      if (!value) {
        emitExpr(c, target.value);
        c.emit(Op.POP_TOP);
        emitExpr(c, target.slice);
        c.emit(Op.POP_TOP);
      }
      break;
    default:
      break;
  }
  if (!simple && evaluated && !c.futureAnnotations && c.minor < 14) {
    emitExpr(c, annotation);
    c.emit(Op.POP_TOP);
  }
}

function refuseDebugTarget(c: Compiler, target: Expr): void {
  const name = target.kind === 'Name' ? target.id : target.kind === 'Attribute' ? target.attr : '';
  if (name === '__debug__') throw c.error('cannot assign to __debug__', c.place);
}

/** Whether a block annotates a name outside of functions and classes in it (compile.c, find_ann). */
export function hasAnnotations(body: readonly Stmt[]): boolean {
  return body.some((stmt) => {
    switch (stmt.kind) {
      case 'AnnAssign':
        return true;
      case 'For':
      case 'While':
      case 'If':
        return hasAnnotations(stmt.body) || hasAnnotations(stmt.orelse);
      case 'With':
        return hasAnnotations(stmt.body);
      case 'Match':
        return stmt.cases.some((match) => hasAnnotations(match.body));
      case 'Try':
        return [stmt.body, stmt.orelse, stmt.finalbody, ...stmt.handlers.map((handler) => handler.body)].some(
          hasAnnotations,
        );
      default:
        return false;
    }
  });
}

// ---- the rest

function emitAssert(c: Compiler, stmt: StmtOf<'Assert'>): void {
  const end = c.newLabel();
  emitJumpIf(c, stmt.test, end, true);
  if (c.minor >= 9) c.emit(Op.LOAD_ASSERTION_ERROR);
  else c.emit(Op.LOAD_GLOBAL, c.nameIndex('AssertionError'));
  if (stmt.msg) {
    emitExpr(c, stmt.msg);
    c.emit(Op.CALL, 1);
  }
  // 3.12 raises at the whole statement.
  c.at(c.minor === 12 ? stmt : stmt.test, () => c.emit(Op.RAISE_VARARGS, 1));
  c.use(end);
}

function emitImport(c: Compiler, stmt: StmtOf<'Import'>): void {
  for (const { name, asname } of stmt.names) {
    c.loadInt(0);
    c.loadNone();
    c.emit(Op.IMPORT_NAME, c.nameIndex(name));
    if (asname === null) {
      emitNameOp(c, name.split('.')[0], 'store');
      continue;
    }
    const parts = name.split('.').slice(1);
    for (const part of parts) {
      c.emit(Op.IMPORT_FROM, c.nameIndex(part));
      c.emit(Op.SWAP, 2);
      c.emit(Op.POP_TOP);
    }
    emitNameOp(c, asname, 'store');
  }
}

function emitImportFrom(c: Compiler, stmt: ImportFromStmt): void {
  if (stmt.module === '__future__') checkFutureImport(c, stmt);
  c.loadInt(stmt.level);
  c.loadConst(tupleConstant(stmt.names.map((alias) => strConstant(alias.name))));
  c.emit(Op.IMPORT_NAME, c.nameIndex(stmt.module ?? ''));
  for (const { name, asname } of stmt.names) {
    if (name === '*') {
      c.emit(Op.IMPORT_STAR);
      return;
    }
    c.emit(Op.IMPORT_FROM, c.nameIndex(name));
    emitNameOp(c, asname ?? name, 'store');
  }
  c.emit(Op.POP_TOP);
}
