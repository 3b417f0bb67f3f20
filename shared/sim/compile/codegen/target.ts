/** Assignment and deletion of targets (compile.c, the Store and Del contexts). */
import type { Expr, ExprOf } from '../ast.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { emitExpr } from './expr.ts';
import { emitNameOp } from './names.ts';

/** [x] -> []: assigns the top of the stack. */
export function emitStore(c: Compiler, target: Expr): void {
  const outer = c.place;
  c.place = target;
  switch (target.kind) {
    case 'Name':
      emitNameOp(c, target.id, 'store');
      break;
    case 'Attribute':
      emitExpr(c, target.value);
      noteStaticAttribute(c, target);
      refuseDebugAttribute(c, target, 'assign to');
      c.emitName(Op.STORE_ATTR, target.attr);
      break;
    case 'Subscript':
      emitExpr(c, target.value);
      emitExpr(c, target.slice);
      c.emit(Op.STORE_SUBSCR);
      break;
    case 'List':
    case 'Tuple':
      emitUnpack(c, target.elts, target);
      for (const elt of target.elts) emitStore(c, elt.kind === 'Starred' ? elt.value : elt);
      break;
    case 'Starred':
      throw c.error('starred assignment target must be in a list or tuple', target);
    default:
      throw c.error('cannot assign', target);
  }
  c.place = outer;
}

/** UNPACK_SEQUENCE or UNPACK_EX for `elts` (compile.c, unpack_helper). */
export function emitUnpack(
  c: Compiler,
  elts: readonly { readonly kind: string }[],
  place: { start: number; end: number },
): void {
  const star = elts.findIndex((elt) => elt.kind === 'Starred' || elt.kind === 'MatchStar');
  if (star < 0) {
    c.emit(Op.UNPACK_SEQUENCE, elts.length);
    return;
  }
  if (elts.slice(star + 1).some((elt) => elt.kind === 'Starred' || elt.kind === 'MatchStar')) {
    const pattern = elts[star].kind === 'MatchStar';
    const old =
      c.minor >= 9 ? 'multiple starred expressions in assignment' : 'two starred expressions in assignment';
    throw c.error(pattern ? 'multiple starred expressions in sequence pattern' : old, place);
  }
  const after = elts.length - star - 1;
  if (star >= 256 || after >= 1 << 15)
    throw c.error('too many expressions in star-unpacking assignment', place);
  c.emit(Op.UNPACK_EX, star | (after << 8));
}

export function emitDelete(c: Compiler, target: Expr): void {
  const outer = c.place;
  c.place = target;
  switch (target.kind) {
    case 'Name':
      emitNameOp(c, target.id, 'delete');
      break;
    case 'Attribute':
      emitExpr(c, target.value);
      refuseDebugAttribute(c, target, 'delete');
      c.emitName(Op.DELETE_ATTR, target.attr);
      break;
    case 'Subscript':
      emitExpr(c, target.value);
      emitExpr(c, target.slice);
      c.emit(Op.DELETE_SUBSCR);
      break;
    case 'List':
    case 'Tuple':
      for (const elt of target.elts) emitDelete(c, elt);
      break;
    default:
      throw c.error('cannot delete', target);
  }
  c.place = outer;
}

function refuseDebugAttribute(c: Compiler, target: ExprOf<'Attribute'>, verb: string): void {
  if (target.attr === '__debug__') throw c.error(`cannot ${verb} __debug__`, target);
}

/** `self.x = ...` in a method is noted for the class's __static_attributes__ (3.13+; `self.x += ...` is not). */
function noteStaticAttribute(c: Compiler, target: ExprOf<'Attribute'>): void {
  if (c.minor < 13 || target.value.kind !== 'Name' || target.value.id !== 'self') return;
  for (let unit = c.unit.parent; unit; unit = unit.parent) {
    if (unit.kind !== 'class') continue;
    unit.staticAttributes.add(target.attr);
    return;
  }
}
