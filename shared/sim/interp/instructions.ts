/**
 * Instructions that neither jump nor call nor end a frame, and that few loops are made of: the eval loop hands them over, so that it stays as
 * small as the engine likes its hot functions. Those of exceptions, `with` and `match` are in handling.ts.
 *
 * The frame's `sp` is the stack's at the begin and at the end; an instruction that pushes before it can fail sets it in between.
 */
import { setAttr } from '../objects/abstract/attributes.ts';
import { deleteItem, mappingGet } from '../objects/abstract/container.ts';
import { isSequence } from '../objects/abstract/iteration.ts';
import { raise, typeError } from '../objects/errors.ts';
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { dictDelete, dictGetJs, dictSet } from '../objects/types/dict.ts';
import { newDictPresized } from '../objects/types/dict-making.ts';
import { listExtend } from '../objects/types/list-type.ts';
import { newSet, setAdd, setUpdate } from '../objects/types/set.ts';
import { stealSlice } from '../objects/types/slice.ts';
import { packTuple } from '../objects/types/tuple.ts';
import { loadAttrSlow, loadGlobal } from './caches.ts';
import { showValue } from './displayhook.ts';
import type { Frame } from './frame.ts';
import { type FunctionData, newFunction } from './function.ts';
import { handle } from './handling.ts';
import { importFrom, importName } from './import.ts';
import { importStar } from './import-star.ts';
import { loadSuperAttr } from './ops/attributes.ts';
import { deleteName, nameError, setupAnnotations, unboundDeref, unboundLocal } from './ops/names.ts';
import { mergeKeywords, updateDisplay } from './ops/spread.ts';
import { buildString, formatValue } from './ops/text.ts';
import { unpackIterable } from './ops/unpack.ts';
import { drop, dropFromTop, take } from './stack.ts';

/** Runs the instruction of `word`, which is before `f.pc`. */
export function instruct(rt: Runtime, f: Frame, word: number): void {
  const { code, s, pc } = f;
  const { caches } = code;
  const { None, strType } = rt;
  let sp = f.sp;
  switch (word & 255) {
    case 9: {
      // DELETE_FAST
      const x = s[word >> 8];
      if (x === null) throw unboundLocal(rt, f, word >> 8);
      s[word >> 8] = null;
      decref(rt, x);
      break;
    }
    case 15: {
      // DELETE_GLOBAL
      const name = code.names[word >> 8];
      if (!dictDelete(rt, f.globals, name)) throw nameError(rt, name.v);
      break;
    }
    case 18: {
      // DELETE_NAME
      deleteName(rt, f.locals!, code.names[word >> 8]);
      break;
    }
    case 19: // LOAD_LOCALS
      s[sp++] = incref(f.locals!);
      break;
    case 20: {
      // LOAD_FROM_DICT_OR_GLOBALS
      const name = code.names[word >> 8];
      const x = mappingGet(rt, s[sp - 1]!, name) ?? loadGlobal(rt, f, name, caches, pc - 1);
      decref(rt, s[sp - 1]!);
      s[sp - 1] = x;
      break;
    }
    case 25: {
      // DELETE_DEREF
      const cell = s[word >> 8]!;
      const old = cell.v as PyObject | null;
      if (old === null) throw unboundDeref(rt, f, word >> 8);
      cell.v = null;
      decref(rt, old);
      break;
    }
    case 26: {
      // LOAD_CLASSDEREF
      const name = code.localNames[word >> 8];
      let x = mappingGet(rt, f.locals!, name);
      if (x === null) {
        const y = s[word >> 8]!.v as PyObject | null;
        if (y === null) throw unboundDeref(rt, f, word >> 8);
        x = incref(y);
      }
      s[sp++] = x;
      break;
    }
    case 27: {
      // LOAD_FROM_DICT_OR_DEREF
      let x = mappingGet(rt, s[sp - 1]!, code.localNames[word >> 8]);
      if (x === null) {
        const y = s[word >> 8]!.v as PyObject | null;
        if (y === null) throw unboundDeref(rt, f, word >> 8);
        x = incref(y);
      }
      decref(rt, s[sp - 1]!);
      s[sp - 1] = x;
      break;
    }
    case 30: {
      // LOAD_SUPER_ATTR
      const arg = word >> 8;
      const method = (arg & 1) !== 0;
      const sup = s[sp - 3]!;
      let attr: PyObject;
      let self: PyObject | null = null;
      if (sup === rt.types['super']) {
        const r = loadSuperAttr(rt, s[sp - 2]!, s[sp - 1]!, code.names[arg >> 2], method);
        attr = r.attr;
        self = r.self;
      } else {
        const o = callObject(rt, sup, (arg & 2) !== 0 ? [s[sp - 2]!, s[sp - 1]!] : []);
        try {
          attr = loadAttrSlow(rt, o, code.names[arg >> 2], caches, pc - 1);
        } finally {
          decref(rt, o);
        }
      }
      decref(rt, take(s, --sp));
      decref(rt, take(s, --sp));
      decref(rt, take(s, --sp));
      s[sp++] = attr;
      if (method) s[sp++] = self;
      break;
    }
    case 32: {
      // DELETE_ATTR
      setAttr(rt, s[sp - 1]!, code.names[word >> 8], null);
      decref(rt, take(s, --sp));
      break;
    }
    case 35: {
      // DELETE_SUBSCR
      deleteItem(rt, s[sp - 2]!, s[sp - 1]!);
      const key = take(s, --sp);
      const o = take(s, --sp);
      decref(rt, o);
      decref(rt, key);
      break;
    }
    case 36: {
      // UNARY_NEGATIVE
      const x = s[sp - 1]!;
      const g = x.type.slots.negative;
      if (g === null) throw typeError(rt, `bad operand type for unary -: '${x.type.name}'`);
      s[sp - 1] = g(rt, x);
      decref(rt, x);
      break;
    }
    case 37: {
      // UNARY_POSITIVE
      const x = s[sp - 1]!;
      const g = x.type.slots.positive;
      if (g === null) throw typeError(rt, `bad operand type for unary +: '${x.type.name}'`);
      s[sp - 1] = g(rt, x);
      decref(rt, x);
      break;
    }
    case 38: {
      // UNARY_INVERT
      const x = s[sp - 1]!;
      const g = x.type.slots.invert;
      if (g === null) throw typeError(rt, `bad operand type for unary ~: '${x.type.name}'`);
      s[sp - 1] = g(rt, x);
      decref(rt, x);
      break;
    }
    case 62: {
      // BUILD_SET
      const at = sp - (word >> 8);
      const set = newSet(rt);
      s[sp++] = set;
      f.sp = sp;
      for (let i = at; i < sp - 1; i++) setAdd(rt, set, s[i]!);
      s[--sp] = null;
      drop(rt, s, at, sp);
      sp = at;
      s[sp++] = set;
      break;
    }
    case 64: {
      // BUILD_CONST_KEY_MAP
      const n = word >> 8;
      const keys = s[sp - 1]!.v as PyObject[];
      const at = sp - 1 - n;
      const d = newDictPresized(rt, n, n > 0 && keys[0].type === strType);
      s[sp++] = d;
      f.sp = sp;
      for (let i = 0; i < n; i++) dictSet(rt, d, keys[i], s[at + i]!);
      s[--sp] = null;
      drop(rt, s, at, sp);
      sp = at;
      s[sp++] = d;
      break;
    }
    case 65: {
      // BUILD_STRING
      const at = sp - (word >> 8);
      const r = buildString(rt, s.slice(at, sp) as PyObject[]);
      dropFromTop(rt, s, at, sp);
      sp = at;
      s[sp++] = r;
      break;
    }
    case 66: {
      // BUILD_SLICE
      const step = word >> 8 === 3 ? take(s, --sp) : None;
      if (word >> 8 !== 3) incref(None);
      const stop = take(s, --sp);
      const start = take(s, --sp);
      s[sp++] = stealSlice(rt, start, stop, step);
      break;
    }
    case 68: {
      // SET_ADD
      setAdd(rt, s[sp - 1 - (word >> 8)]!, s[sp - 1]!);
      decref(rt, take(s, --sp));
      break;
    }
    case 70: {
      // LIST_EXTEND
      const x = s[sp - 1]!;
      if (x.type.slots.iter === null && !isSequence(x) && rt.ruleset.minor >= 9) {
        throw typeError(rt, `Value after * must be an iterable, not ${x.type.name}`);
      }
      listExtend(rt, s[sp - 1 - (word >> 8)]!, x);
      decref(rt, take(s, --sp));
      break;
    }
    case 71: {
      // SET_UPDATE
      setUpdate(rt, s[sp - 1 - (word >> 8)]!, s[sp - 1]!);
      decref(rt, take(s, --sp));
      break;
    }
    case 72: {
      // DICT_UPDATE
      updateDisplay(rt, s[sp - 1 - (word >> 8)]!, s[sp - 1]!);
      decref(rt, take(s, --sp));
      break;
    }
    case 73: {
      // DICT_MERGE
      const arg = word >> 8;
      mergeKeywords(rt, s[sp - 1 - arg]!, s[sp - 1]!, s[sp - 1 - (arg + 2)]!);
      decref(rt, take(s, --sp));
      break;
    }
    case 74: {
      // LIST_TO_TUPLE
      const list = s[sp - 1]!;
      const items = (list.v as PyObject[]).slice();
      for (let i = 0; i < items.length; i++) incref(items[i]);
      s[sp - 1] = packTuple(rt, items);
      decref(rt, list);
      break;
    }
    case 76: {
      // UNPACK_EX
      const before = (word >> 8) & 255;
      const after = word >> 16;
      const seq = s[sp - 1]!;
      f.sp = sp;
      const items = unpackIterable(rt, seq, before, after);
      sp--;
      for (let i = items.length - 1; i >= 0; i--) s[sp++] = items[i];
      decref(rt, seq);
      break;
    }
    case 77: {
      // FORMAT_VALUE
      const flags = word >> 8;
      const spec = (flags & 4) !== 0 ? s[sp - 1]! : null;
      const at = spec === null ? sp - 1 : sp - 2;
      f.sp = sp;
      const r = formatValue(rt, s[at]!, flags & 3, spec);
      drop(rt, s, at, sp);
      sp = at;
      s[sp++] = r;
      break;
    }
    case 78: {
      // MAKE_FUNCTION
      const flags = word >> 8;
      const codeObj = take(s, --sp);
      const fn = newFunction(rt, codeObj, f.globals, f.builtins);
      decref(rt, codeObj);
      const fd = fn.v as FunctionData;
      if ((flags & 8) !== 0) fd.closure = take(s, --sp);
      if ((flags & 16) !== 0) fd.annotate = take(s, --sp);
      if ((flags & 4) !== 0) fd.annotations = take(s, --sp);
      if ((flags & 2) !== 0) fd.kwdefaults = take(s, --sp);
      if ((flags & 1) !== 0) fd.defaults = take(s, --sp);
      s[sp++] = fn;
      break;
    }
    case 79: {
      // LOAD_BUILD_CLASS
      const b = dictGetJs(f.builtins, '__build_class__');
      if (b === null) throw raise(rt, rt.exc['NameError'], '__build_class__ not found');
      s[sp++] = incref(b);
      break;
    }
    case 80: {
      // SETUP_ANNOTATIONS
      setupAnnotations(rt, f.locals!);
      break;
    }
    case 81: {
      // IMPORT_NAME
      f.sp = sp;
      const r = importName(rt, f, code.names[word >> 8], s[sp - 1]!, s[sp - 2]!);
      drop(rt, s, sp - 2, sp);
      sp -= 2;
      s[sp++] = r;
      break;
    }
    case 82: {
      // IMPORT_FROM
      f.sp = sp;
      s[sp] = importFrom(rt, s[sp - 1]!, code.names[word >> 8]);
      sp++;
      break;
    }
    case 83: {
      // IMPORT_STAR
      importStar(rt, f.locals!, s[sp - 1]!);
      decref(rt, take(s, --sp));
      break;
    }
    case 84: {
      // PRINT_EXPR
      showValue(rt, s[sp - 1]!);
      decref(rt, take(s, --sp));
      break;
    }
    default:
      handle(rt, f, word);
      return;
  }
  f.sp = sp;
}
