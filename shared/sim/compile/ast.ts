/**
 * The abstract syntax tree, in the shapes of CPython's Parser/Python.asdl. `start` and `end` are offsets into
 * the source text (UTF-16 units). Contexts (load, store, delete) are not stored: the place of a node tells.
 * Async constructs and type parameters are refused by the parser and have no nodes.
 */
import type { Constant } from './code.ts';

type Node = { readonly start: number; readonly end: number };

export type BinaryOperator = '+' | '&' | '//' | '<<' | '@' | '*' | '%' | '|' | '**' | '>>' | '-' | '/' | '^';
export type UnaryOperator = 'not' | '-' | '+' | '~';
export type CompareOperator = '<' | '<=' | '==' | '!=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in';

/** `first`: 3.14+, the first constant of what was folded to this one. */
export type ConstantExpr = Node & { kind: 'Constant'; value: Constant; first?: Constant };
export type NameExpr = Node & { kind: 'Name'; id: string };
export type TupleExpr = Node & { kind: 'Tuple'; elts: Expr[] };
export type ListExpr = Node & { kind: 'List'; elts: Expr[] };
export type SetExpr = Node & { kind: 'Set'; elts: Expr[] };
export type StarredExpr = Node & { kind: 'Starred'; value: Expr };
export type AttributeExpr = Node & { kind: 'Attribute'; value: Expr; attr: string; attrStart: number };
export type SubscriptExpr = Node & { kind: 'Subscript'; value: Expr; slice: Expr };
export type SliceExpr = Node & { kind: 'Slice'; lower: Expr | null; upper: Expr | null; step: Expr | null };
/** A null key stands for `**value`. */
export type DictExpr = Node & { kind: 'Dict'; keys: (Expr | null)[]; values: Expr[] };
export type CallExpr = Node & { kind: 'Call'; func: Expr; args: Expr[]; keywords: Keyword[] };
export type LambdaExpr = Node & { kind: 'Lambda'; params: Parameters; body: Expr };
export type JoinedStrExpr = Node & { kind: 'JoinedStr'; values: Expr[] };
export type FormattedValueExpr = Node & {
  kind: 'FormattedValue';
  value: Expr;
  /** 0 none, 1 str, 2 repr, 3 ascii. */
  conversion: number;
  spec: JoinedStrExpr | ConstantExpr | null;
};
export type ComprehensionExpr =
  | (Node & { kind: 'ListComp' | 'SetComp' | 'GeneratorExp'; elt: Expr; generators: Comprehension[] })
  | (Node & { kind: 'DictComp'; elt: Expr; value: Expr | null; generators: Comprehension[] });
export type CompareExpr = Node & {
  kind: 'Compare';
  left: Expr;
  ops: CompareOperator[];
  comparators: Expr[];
};

export type Expr =
  | ConstantExpr
  | NameExpr
  | TupleExpr
  | ListExpr
  | SetExpr
  | StarredExpr
  | AttributeExpr
  | SubscriptExpr
  | SliceExpr
  | DictExpr
  | CallExpr
  | LambdaExpr
  | JoinedStrExpr
  | FormattedValueExpr
  | ComprehensionExpr
  | CompareExpr
  | (Node & { kind: 'BoolOp'; op: 'and' | 'or'; values: Expr[] })
  | (Node & { kind: 'NamedExpr'; target: NameExpr; value: Expr })
  | (Node & { kind: 'BinOp'; left: Expr; op: BinaryOperator; right: Expr })
  | (Node & { kind: 'UnaryOp'; op: UnaryOperator; operand: Expr })
  | (Node & { kind: 'IfExp'; test: Expr; body: Expr; orelse: Expr })
  | (Node & { kind: 'Yield'; value: Expr | null })
  | (Node & { kind: 'YieldFrom'; value: Expr });

export type ExprOf<K extends Expr['kind']> = Extract<Expr, { kind: K }>;

export type Comprehension = { target: Expr; iter: Expr; ifs: Expr[] };
/** A null name stands for `**value`. */
export type Keyword = Node & { name: string | null; value: Expr };

export type Parameter = Node & { name: string; annotation: Expr | null };
export type Parameters = {
  posonly: Parameter[];
  args: Parameter[];
  vararg: Parameter | null;
  kwonly: Parameter[];
  /** One entry for each of `kwonly`. */
  kwDefaults: (Expr | null)[];
  kwarg: Parameter | null;
  /** For the last of posonly and args together. */
  defaults: Expr[];
};

export type Alias = Node & { name: string; asname: string | null };
export type WithItem = { context: Expr; target: Expr | null };
export type ExceptHandler = Node & { type: Expr | null; name: string | null; body: Stmt[] };
export type MatchCase = { pattern: Pattern; guard: Expr | null; body: Stmt[] };

export type FunctionDefStmt = Node & {
  kind: 'FunctionDef';
  name: string;
  params: Parameters;
  body: Stmt[];
  decorators: Expr[];
  returns: Expr | null;
};
export type ClassDefStmt = Node & {
  kind: 'ClassDef';
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Stmt[];
  decorators: Expr[];
};
export type TryStmt = Node & {
  kind: 'Try';
  body: Stmt[];
  handlers: ExceptHandler[];
  /** The handlers are `except*` (3.11+). */
  star: boolean;
  orelse: Stmt[];
  finalbody: Stmt[];
};
export type WithStmt = Node & { kind: 'With'; items: WithItem[]; body: Stmt[] };
export type MatchStmt = Node & { kind: 'Match'; subject: Expr; cases: MatchCase[] };
export type ForStmt = Node & { kind: 'For'; target: Expr; iter: Expr; body: Stmt[]; orelse: Stmt[] };
export type AnnAssignStmt = Node & {
  kind: 'AnnAssign';
  target: Expr;
  annotation: Expr;
  value: Expr | null;
  /** The target is a bare name without parentheses. */
  simple: boolean;
};
export type ImportFromStmt = Node & {
  kind: 'ImportFrom';
  module: string | null;
  names: Alias[];
  level: number;
};

export type Stmt =
  | FunctionDefStmt
  | ClassDefStmt
  | TryStmt
  | WithStmt
  | MatchStmt
  | ForStmt
  | AnnAssignStmt
  | ImportFromStmt
  | (Node & { kind: 'Return'; value: Expr | null })
  | (Node & { kind: 'Delete'; targets: Expr[] })
  | (Node & { kind: 'Assign'; targets: Expr[]; value: Expr })
  | (Node & { kind: 'AugAssign'; target: Expr; op: BinaryOperator; value: Expr })
  | (Node & { kind: 'While'; test: Expr; body: Stmt[]; orelse: Stmt[] })
  | (Node & { kind: 'If'; test: Expr; body: Stmt[]; orelse: Stmt[] })
  | (Node & { kind: 'Raise'; exc: Expr | null; cause: Expr | null })
  | (Node & { kind: 'Assert'; test: Expr; msg: Expr | null })
  | (Node & { kind: 'Import'; names: Alias[] })
  | (Node & { kind: 'Global' | 'Nonlocal'; names: string[] })
  | (Node & { kind: 'ExprStmt'; value: Expr })
  | (Node & { kind: 'Pass' | 'Break' | 'Continue' });

export type StmtOf<K extends Stmt['kind']> = Extract<Stmt, { kind: K }>;

export type Pattern =
  | (Node & { kind: 'MatchValue'; value: Expr })
  | (Node & { kind: 'MatchSingleton'; value: Constant })
  | (Node & { kind: 'MatchSequence'; patterns: Pattern[] })
  | (Node & { kind: 'MatchMapping'; keys: Expr[]; patterns: Pattern[]; rest: string | null })
  | (Node & {
      kind: 'MatchClass';
      cls: Expr;
      patterns: Pattern[];
      kwdAttrs: string[];
      kwdPatterns: Pattern[];
    })
  | (Node & { kind: 'MatchStar'; name: string | null })
  /** No pattern and no name: the wildcard. */
  | (Node & { kind: 'MatchAs'; pattern: Pattern | null; name: string | null })
  | (Node & { kind: 'MatchOr'; patterns: Pattern[] });

export type PatternOf<K extends Pattern['kind']> = Extract<Pattern, { kind: K }>;

export type Module = { kind: 'Module' | 'Interactive'; body: Stmt[] } | { kind: 'Expression'; body: Expr };
