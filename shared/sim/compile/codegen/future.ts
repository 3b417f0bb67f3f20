/** `from __future__ import ...` (Python/future.c). */
import type { ImportFromStmt, Module, Stmt } from '../ast.ts';
import { syntaxError } from '../errors.ts';
import type { Compiler } from './compiler.ts';

const FEATURES = new Set([
  'nested_scopes',
  'generators',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'generator_stop',
  'annotations',
]);

function isFuture(stmt: Stmt): stmt is ImportFromStmt {
  return stmt.kind === 'ImportFrom' && stmt.module === '__future__' && stmt.level === 0;
}

function isDocstring(stmt: Stmt): boolean {
  return stmt.kind === 'ExprStmt' && stmt.value.kind === 'Constant' && stmt.value.value.kind === 'str';
}

/** What the imports at the start of a module ask for. */
export type Future = { readonly annotations: boolean; readonly imports: ReadonlySet<Stmt> };

export function futureFeatures(module: Module, minor: number): Future {
  const imports = new Set<Stmt>();
  let annotations = false;
  if (module.kind === 'Expression') return { annotations, imports };
  for (const [i, stmt] of module.body.entries()) {
    if (i === 0 && isDocstring(stmt)) continue;
    if (!isFuture(stmt)) break;
    for (const alias of stmt.names) {
      // Up to 3.13 the whole statement is to blame.
      const { start, end } = minor >= 14 ? alias : stmt;
      if (alias.name === 'braces') throw syntaxError('not a chance', start, end);
      if (alias.name === 'barry_as_FLUFL') {
        throw syntaxError('barry_as_FLUFL is not supported by this simulation', stmt.start, stmt.end);
      }
      if (!FEATURES.has(alias.name)) {
        throw syntaxError(`future feature ${alias.name} is not defined`, start, end);
      }
      if (alias.name === 'annotations') annotations = true;
    }
    imports.add(stmt);
  }
  return { annotations, imports };
}

export function checkFutureImport(c: Compiler, stmt: ImportFromStmt): void {
  if (c.future.imports.has(stmt)) return;
  throw c.error('from __future__ imports must occur at the beginning of the file', stmt);
}
