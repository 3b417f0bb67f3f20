/** Loading, storing and deleting names (compile.c, compiler_nameop). */
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';

export type NameContext = 'load' | 'store' | 'delete';

const DEREF = { load: Op.LOAD_DEREF, store: Op.STORE_DEREF, delete: Op.DELETE_DEREF };
const FAST = { load: Op.LOAD_FAST, store: Op.STORE_FAST, delete: Op.DELETE_FAST };
const GLOBAL = { load: Op.LOAD_GLOBAL, store: Op.STORE_GLOBAL, delete: Op.DELETE_GLOBAL };
const NAME = { load: Op.LOAD_NAME, store: Op.STORE_NAME, delete: Op.DELETE_NAME };

export function emitNameOp(c: Compiler, name: string, context: NameContext): void {
  const { unit } = c;
  if (context !== 'load') refuseDebug(c, name, context);
  const mangled = c.mangle(name);
  const scope = c.scopeOfName(mangled);
  const functionLike = unit.scope.isFunctionLike;
  if (scope === 'free' || scope === 'cell') {
    const cell = c.derefIndex(mangled, scope === 'free' && unit.kind === 'class' && mangled === '__class__');
    if (context === 'load' && unit.kind === 'class' && unit.inlinedComprehensions === 0) {
      if (c.minor >= 13 && scope === 'cell') c.emit(Op.LOAD_DEREF, cell);
      else c.emit(Op.LOAD_CLASSDEREF, cell);
    } else if (context === 'load' && unit.scope.canSeeClassScope && mangled !== '__classdict__') {
      c.emit(Op.LOAD_DEREF, c.derefIndex('__classdict__'));
      c.emit(Op.LOAD_FROM_DICT_OR_DEREF, cell);
    } else {
      c.emit(DEREF[context], cell);
    }
    return;
  }
  if (scope === 'local' && (functionLike || unit.hidden.has(mangled))) {
    c.emit(FAST[context], c.varIndex(mangled));
    return;
  }
  const index = c.nameIndex(mangled);
  if (scope === 'global') {
    c.emit(GLOBAL[context], index);
  } else if (scope === 'implicit' && functionLike) {
    if (unit.scope.canSeeClassScope && context === 'load') {
      c.emit(Op.LOAD_DEREF, c.derefIndex('__classdict__'));
      c.emit(Op.LOAD_FROM_DICT_OR_GLOBALS, index);
    } else {
      c.emit(GLOBAL[context], index);
    }
  } else if (context === 'load' && unit.kind === 'class' && unit.inlinedComprehensions > 0) {
    c.emit(Op.LOAD_GLOBAL, index);
  } else {
    c.emit(NAME[context], index);
  }
}

function refuseDebug(c: Compiler, name: string, context: NameContext): void {
  if (name !== '__debug__' || (context === 'delete' && c.minor < 10)) return;
  throw c.error(context === 'delete' ? 'cannot delete __debug__' : 'cannot assign to __debug__', c.place);
}
