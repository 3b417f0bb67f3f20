/**
 * Annotations that are evaluated when asked for (3.14+, PEP 649; codegen.c, codegen_setup_annotations_scope):
 * the block gets a function __annotate__(format) that builds the dictionary.
 */
import type { Expr, NameExpr, StmtOf } from '../ast.ts';
import type { CodeObject } from '../code.ts';
import { Op } from '../opcodes.ts';
import type { Scope } from '../scope.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr, resume } from './expr.ts';
import { emitNameOp } from './names.ts';

const CONDITIONAL = '__conditional_annotations__';

/** The code of an __annotate__ function, of the function `of` or of a block, whose body `emit` writes up to the dictionary. */
function annotateCode(c: Compiler, scope: Scope, emit: () => void, of: string | null): CodeObject {
  const place = c.place;
  return c.inUnit(
    'annotation',
    scope,
    '__annotate__',
    c.lineAt(Math.max(0, place.start)),
    (unit) => {
      unit.argcount = 1;
      unit.posonlyargcount = 1;
      c.place = place;
      resume(c, 0);
      // Formats above 2 (VALUE_WITH_FAKE_GLOBALS) are not for the compiler's functions.
      const body = c.newLabel();
      c.emit(Op.LOAD_FAST, 0);
      c.loadInt(2);
      c.emit(Op.COMPARE_OP, 4);
      c.jump(Op.POP_JUMP_IF_FALSE, body);
      c.emit(Op.LOAD_GLOBAL, c.nameIndex('NotImplementedError'));
      c.emit(Op.RAISE_VARARGS, 1);
      c.use(body);
      emit();
      c.emit(Op.RETURN_VALUE);
    },
    of === null || c.minor < 15 ? '__annotate__' : `${of}.__annotate__`,
  );
}

/** Pushes the __annotate__ function of the parameters of the function `name`. */
export function emitAnnotateFunction(
  c: Compiler,
  scope: Scope,
  name: string,
  annotated: readonly [string, Expr][],
): void {
  const code = annotateCode(
    c,
    scope,
    () => {
      for (const [parameter, annotation] of annotated) {
        c.loadStr(parameter);
        if (annotation.kind === 'Starred') {
          emitExpr(c, annotation.value);
          c.emit(Op.UNPACK_SEQUENCE, 1);
        } else {
          emitExpr(c, annotation);
        }
      }
      c.emit(Op.BUILD_MAP, annotated.length);
    },
    name,
  );
  c.makeFunction(code, 0);
}

/** Notes an annotated name of a module or class; in a conditional place the set of those that ran is kept. */
export function deferAnnotation(c: Compiler, stmt: StmtOf<'AnnAssign'>): void {
  const { unit } = c;
  unit.deferred.push(stmt);
  const conditional = unit.kind === 'module' || unit.conditionalBlocks > 0;
  if (!conditional) {
    unit.deferredConditions.push(null);
    return;
  }
  const index = unit.deferredConditions.filter((condition) => condition !== null).length;
  unit.deferredConditions.push(index);
  if (unit.kind === 'class') c.emit(Op.LOAD_DEREF, c.derefIndex(CONDITIONAL));
  else emitNameOp(c, CONDITIONAL, 'load');
  c.loadInt(index);
  c.emit(Op.SET_ADD, 1);
  c.emit(Op.POP_TOP);
}

/** At the start of a block: the set of conditional annotations that ran. */
export function emitConditionalSet(c: Compiler): void {
  if (c.minor < 14 || !c.unit.scope.conditionalAnnotations) return;
  c.emit(Op.BUILD_SET, 0);
  // A class keeps it in a cell only, so it is no attribute.
  if (c.unit.kind === 'class') c.emit(Op.STORE_DEREF, c.derefIndex(CONDITIONAL));
  else emitNameOp(c, CONDITIONAL, 'store');
}

/** At the end of a block with annotations: its __annotate__ function. */
export function emitBlockAnnotate(c: Compiler): void {
  const { unit } = c;
  const scope = unit.scope.annotations;
  if (c.minor < 14 || !scope || unit.deferred.length === 0) return;
  const code = annotateCode(
    c,
    scope,
    () => {
      c.emit(Op.BUILD_MAP, 0);
      for (const [i, stmt] of unit.deferred.entries()) {
        const skip = c.newLabel();
        const condition = unit.deferredConditions[i];
        if (condition !== null) {
          c.loadInt(condition);
          emitNameOp(c, CONDITIONAL, 'load');
          c.emit(Op.CONTAINS_OP, 0);
          c.jump(Op.POP_JUMP_IF_FALSE, skip);
        }
        emitExpr(c, stmt.annotation);
        c.emit(Op.COPY, 2);
        c.loadStr(c.mangle((stmt.target as NameExpr).id));
        c.emit(Op.STORE_SUBSCR);
        c.use(skip);
      }
    },
    null,
  );
  c.makeFunction(code, 0);
  emitNameOp(c, unit.kind === 'class' ? '__annotate_func__' : '__annotate__', 'store');
}

/**
 * The same for a module, where the function is made before the body runs: what makes it is known at the end only and is
 * put in at instruction `at` (_PyCompile_StartAnnotationSetup, ANNOTATIONS_PLACEHOLDER).
 */
export function emitModuleAnnotate(c: Compiler, at: number): void {
  const { instrs } = c.unit;
  const end = instrs.length;
  emitBlockAnnotate(c);
  const made = instrs.splice(end);
  const labels = new Set(instrs.map((instr) => instr.label));
  for (const label of labels) if (label !== null && label.position >= at) label.position += made.length;
  instrs.splice(at, 0, ...made);
}
