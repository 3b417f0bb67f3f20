/** Class definitions (compile.c, compiler_class). */
import type { ClassDefStmt } from '../ast.ts';
import { intConstant, strConstant, tupleConstant } from '../constants.ts';
import { Op } from '../opcodes.ts';
import { emitBlockAnnotate, emitConditionalSet } from './annotations.ts';
import { emitArguments, emitCalled, emitCallee, refuseRepeatedKeywords } from './call.ts';
import type { Compiler } from './compiler.ts';
import { docstringConstant } from './docstring.ts';
import { emitExpr, resume } from './expr.ts';
import { definitionPlace, docstringOf } from './function.ts';
import { emitNameOp } from './names.ts';
import { emitBody, hasAnnotations } from './stmt.ts';

export function emitClassDef(c: Compiler, stmt: ClassDefStmt): void {
  for (const decorator of stmt.decorators) emitExpr(c, decorator);
  const firstline = c.lineAt(stmt.start);
  const place = definitionPlace(c, stmt);
  c.place = place;
  refuseRepeatedKeywords(c, stmt.keywords);
  const scope = c.scopeOf(stmt);
  const code = c.inUnit('class', scope, stmt.name, firstline, (unit) => {
    c.at(stmt, () => {
      resume(c, 0);
      emitNameOp(c, '__name__', 'load');
      emitNameOp(c, '__module__', 'store');
      c.loadStr(unit.qualname);
      emitNameOp(c, '__qualname__', 'store');
      if (c.minor >= 13) {
        c.loadConst(intConstant(firstline));
        emitNameOp(c, '__firstlineno__', 'store');
      }
      if (scope.needsClassDict) {
        c.emit(Op.LOAD_LOCALS);
        c.emit(Op.STORE_DEREF, c.derefIndex('__classdict__'));
      }
      emitConditionalSet(c);
      if (c.minor < 14 && hasAnnotations(stmt.body)) c.emit(Op.SETUP_ANNOTATIONS);
    });
    emitClassBody(c, stmt);
    c.nowhere(() => {
      if (c.minor >= 13) {
        const names = [...unit.staticAttributes].sort();
        c.loadConst(tupleConstant(names.map(strConstant)));
        emitNameOp(c, '__static_attributes__', 'store');
      }
      if (scope.needsClassDict) {
        c.emit(Op.LOAD_CLOSURE, c.derefIndex('__classdict__'));
        emitNameOp(c, '__classdictcell__', 'store');
      }
      if (scope.needsClassClosure) {
        c.emit(Op.LOAD_CLOSURE, c.derefIndex('__class__'));
        c.emit(Op.COPY, 1);
        emitNameOp(c, '__classcell__', 'store');
      } else {
        c.loadNone();
      }
      c.emit(Op.RETURN_VALUE);
    });
  });
  emitCallee(c, () => c.emit(Op.LOAD_BUILD_CLASS));
  c.makeFunction(code, 0, true);
  c.loadStr(stmt.name);
  emitArguments(c, 2, stmt.bases, stmt.keywords);
  emitCalled(c);
  for (const decorator of [...stmt.decorators].reverse())
    c.at(c.minor >= 11 ? decorator : place, () => c.emit(Op.CALL, 1));
  c.at(place, () => emitNameOp(c, stmt.name, 'store'));
}

function emitClassBody(c: Compiler, stmt: ClassDefStmt): void {
  const docstring = docstringOf(stmt.body);
  if (docstring !== null) {
    c.at(stmt.body[0], () => {
      c.loadConst(docstringConstant(docstring, c.minor));
      emitNameOp(c, '__doc__', 'store');
    });
  }
  emitBody(c, docstring === null ? stmt.body : stmt.body.slice(1));
  c.at(stmt, () => emitBlockAnnotate(c));
}
