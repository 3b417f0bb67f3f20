/** One block's names (CPython's symtable entry, Include/internal/pycore_symtable.h). */

export type ScopeType = 'module' | 'class' | 'function' | 'annotation';

/** How a name is used in a block. */
export const DEF = {
  GLOBAL: 1,
  LOCAL: 2,
  PARAM: 4,
  NONLOCAL: 8,
  USE: 16,
  /** A free variable of a method that the class itself also binds. */
  FREE_CLASS: 32,
  IMPORT: 64,
  ANNOT: 128,
  /** The iteration variable of a comprehension. */
  COMP_ITER: 256,
  /** A cell of an inlined comprehension. */
  COMP_CELL: 512,
} as const;
export const DEF_BOUND = DEF.LOCAL | DEF.PARAM | DEF.IMPORT;

/** What a name means in a block. */
export type NameScope = 'local' | 'cell' | 'free' | 'global' | 'implicit';

export class Scope {
  readonly type: ScopeType;
  readonly name: string;
  readonly parent: Scope | null;
  children: Scope[] = [];
  readonly symbols = new Map<string, number>();
  readonly scopes = new Map<string, NameScope>();
  /** Parameters in the order of the frame's slots. */
  readonly params: string[] = [];
  readonly nested: boolean;
  /** What kind of comprehension the block is. */
  comprehension: 'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp' | null = null;
  generator = false;
  varargs = false;
  varkeywords = false;
  free = false;
  childFree = false;
  needsClassClosure = false;
  needsClassDict = false;
  canSeeClassScope = false;
  inlined = false;
  docstring = false;
  /** Where the `global` and `nonlocal` statements were, for messages. */
  readonly directives = new Map<string, { start: number; end: number }>();
  /** 3.14+: the annotations of the block, for its __annotate__ function. */
  annotations: Scope | null = null;
  conditionalAnnotations = false;
  /** Names assigned as `self.x` in the methods of a class (3.13+, __static_attributes__). */
  readonly staticAttributes = new Set<string>();

  constructor(type: ScopeType, name: string, parent: Scope | null) {
    this.type = type;
    this.name = name;
    this.parent = parent;
    this.nested = parent !== null && (parent.nested || parent.isFunctionLike);
  }

  get isFunctionLike(): boolean {
    return this.type === 'function' || this.type === 'annotation';
  }

  flags(name: string): number {
    return this.symbols.get(name) ?? 0;
  }

  /** Names with the scope, or the flag, sorted as CPython sorts cell and free variables. */
  namesWith(scope: NameScope, flag: number): string[] {
    const names: string[] = [];
    for (const [name, flags] of this.symbols) {
      if (this.scopes.get(name) === scope || flags & flag) names.push(name);
    }
    return names.sort(byCodePoint);
  }
}

function byCodePoint(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const difference = (x[i].codePointAt(0) as number) - (y[i].codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** Private names (compile.c, _Py_Mangle): `__x` in class `C` is `_C__x`. */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}

/** The scopes of a compilation by the node that opens each. */
export type SymbolTable = { readonly top: Scope; readonly blocks: Map<object, Scope> };
