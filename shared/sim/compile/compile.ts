/** The door of the compiler: source text in, code object or error out. */
import { err, ok, type Result } from '../../base/result.ts';
import type { Module } from './ast.ts';
import type { CodeObject } from './code.ts';
import { emitConditionalSet, emitModuleAnnotate } from './codegen/annotations.ts';
import { Compiler } from './codegen/compiler.ts';
import { docstringConstant } from './codegen/docstring.ts';
import { emitExpr, resume } from './codegen/expr.ts';
import { docstringOf } from './codegen/function.ts';
import { futureFeatures } from './codegen/future.ts';
import { emitNameOp } from './codegen/names.ts';
import { emitBody, hasAnnotations } from './codegen/stmt.ts';
import { type CompileError, CompileFailure } from './errors.ts';
import { foldModule } from './fold.ts';
import { Op } from './opcodes.ts';
import { type Mode, parseModule } from './parse/parser.ts';
import { SourceText } from './source.ts';
import { buildSymbolTable } from './symtable.ts';
import type { Target } from './target.ts';

export type CompileOptions = {
  readonly filename: string;
  /** 'exec': a file; 'eval': one expression; 'single': one interactive statement, whose value is printed. */
  readonly mode: Mode;
  readonly target: Target;
};

/**
 * Compiles `source`. What CPython refuses comes back as the error it raises, worded as the target version words it; so does what this
 * subset lacks, saying so. Never throws, whatever the text.
 */
export function compileSource(source: string, options: CompileOptions): Result<CodeObject, CompileError> {
  const { filename, mode, target } = options;
  const text = new SourceText(source);
  let parsed = false;
  try {
    if (source.includes('\0')) {
      const kind = target.minor >= 11 ? 'SyntaxError' : 'ValueError';
      throw new CompileFailure(kind, 'source code string cannot contain null bytes', null);
    }
    const module = parseModule(text, mode, target);
    parsed = true;
    const future = futureFeatures(module, target.minor);
    const symbols = buildSymbolTable(module, target, future.annotations);
    foldModule(module, target);
    const compiler = new Compiler({
      source: text,
      filename,
      target,
      symbols,
      interactive: mode === 'single',
      future,
    });
    return ok(emitModule(compiler, module));
  } catch (failure) {
    if (failure instanceof CompileFailure) return err(text.locate(failure, filename, parsed));
    throw failure;
  }
}

function emitModule(c: Compiler, module: Module): CodeObject {
  return c.inUnit('module', c.symbols.top, '<module>', 1, () => {
    c.nowhere(() => resume(c, 0));
    if (module.kind === 'Expression') {
      emitExpr(c, module.body);
      c.at(module.body, () => c.emit(Op.RETURN_VALUE));
      return;
    }
    emitModuleBody(c, module);
    c.nowhere(() => {
      c.loadNone();
      c.emit(Op.RETURN_VALUE);
    });
  });
}

function emitModuleBody(c: Compiler, module: Module & { kind: 'Module' | 'Interactive' }): void {
  let { body } = module;
  const [first] = body;
  if (!first) return;
  const start = c.unit.instrs.length;
  c.at(first, () => {
    if (c.minor < 14 && hasAnnotations(body)) c.emit(Op.SETUP_ANNOTATIONS);
    emitConditionalSet(c);
  });
  const docstring = module.kind === 'Module' ? docstringOf(body) : null;
  if (docstring !== null) {
    c.at(first, () => {
      c.loadConst(docstringConstant(docstring, c.minor));
      emitNameOp(c, '__doc__', 'store');
    });
    body = body.slice(1);
  }
  emitBody(c, body);
  c.at(first, () => emitModuleAnnotate(c, start));
}
