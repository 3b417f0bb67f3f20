/** The programs that the fuzzer takes apart: the recorded ones and those of the article, with their syntax trees. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Module } from '../../../shared/sim/compile/ast.ts';
import { parseModule } from '../../../shared/sim/compile/parse/parser.ts';
import { SourceText } from '../../../shared/sim/compile/source.ts';

/** A piece of a program's text. */
export type Span = { readonly start: number; readonly end: number; readonly indent: number };

export type Sample = {
  readonly name: string;
  readonly source: string;
  /** Every expression, the inner ones too. */
  readonly expressions: readonly Span[];
  /** Every statement, with the column at which its lines begin. */
  readonly statements: readonly Span[];
};

const golden = new URL('../../golden/', import.meta.url);

let samples: readonly Sample[] | undefined;

/** All programs that are short enough to be run often. */
export function corpus(): readonly Sample[] {
  if (samples !== undefined) return samples;
  const found: Sample[] = [];
  for (const folder of ['programs/', 'more/', 'article/']) {
    const root = new URL(folder, golden);
    for (const name of (readdirSync(root, { recursive: true }) as string[]).sort()) {
      if (!name.endsWith('.py')) continue;
      const source = readFileSync(new URL(name, root), 'utf8');
      if (source.length < 6000) found.push(takeApart(name, source));
    }
  }
  samples = found;
  return found;
}

/** A program with the places of its statements and expressions; none where it does not parse. */
export function takeApart(name: string, source: string): Sample {
  const expressions: Span[] = [];
  const statements: Span[] = [];
  let tree: Module | null = null;
  try {
    tree = parseModule(new SourceText(source), 'exec', { minor: 14 });
  } catch {
    // A mutated program need not be one.
  }
  if (tree !== null) collect(tree, source, expressions, statements);
  return { name, source, expressions, statements };
}

const statementKinds = new Set([
  ...['FunctionDef', 'ClassDef', 'Try', 'With', 'Match', 'For', 'While', 'If', 'Assign', 'AugAssign'],
  ...['AnnAssign', 'Expr', 'Return', 'Raise', 'Assert', 'Delete', 'Import', 'ImportFrom', 'Global'],
  ...['Nonlocal', 'Pass', 'Break', 'Continue'],
]);

function collect(node: unknown, source: string, expressions: Span[], statements: Span[]): void {
  if (Array.isArray(node)) {
    for (const x of node) collect(x, source, expressions, statements);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  const { kind, start, end } = node as { kind?: string; start?: number; end?: number };
  if (kind !== undefined && start !== undefined && end !== undefined && end > start) {
    const indent = start - (source.lastIndexOf('\n', start - 1) + 1);
    if (statementKinds.has(kind)) statements.push({ start, end, indent });
    else if (!kind.startsWith('Match') && kind !== 'Starred' && kind !== 'Slice')
      expressions.push({ start, end, indent });
  }
  for (const value of Object.values(node)) collect(value, source, expressions, statements);
}
