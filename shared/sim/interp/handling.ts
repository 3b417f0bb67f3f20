/** Instructions of exception handlers, `with` and `match`; see instructions.ts. */
import { objectLength } from '../objects/abstract/container.ts';
import { getIter } from '../objects/abstract/iteration.ts';
import { PY_ERROR, restoreRaised } from '../objects/errors.ts';
import { type PyObject, TF } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { reraiseStar } from '../objects/types/exception-group.ts';
import { intOfSize } from '../objects/types/int.ts';
import type { Frame } from './frame.ts';
import { lookupSpecial, noContextManager } from './ops/attributes.ts';
import {
  checkGroupMatch,
  doRaise,
  exceptionMatches,
  giveTracebackBack,
  holdTraceback,
  letTracebackGo,
  reraiseHandled,
} from './ops/exceptions.ts';
import { matchClass, matchKeys } from './ops/match.ts';
import { drop, take } from './stack.ts';

/** RERAISE that ends a handler (compile/codegen/unit.ts, RAISED_AS_CAUGHT). */
const AS_CAUGHT = 2 << 8;

/** Runs the instruction of `word`, which is before `f.pc`. */
export function handle(rt: Runtime, f: Frame, word: number): void {
  const { s } = f;
  const { None, True, False, thread } = rt;
  let sp = f.sp;
  switch (word & 255) {
    case 86: {
      // GET_YIELD_FROM_ITER
      const o = s[sp - 1]!;
      if (o.type !== rt.generatorType) {
        f.sp = sp;
        s[sp - 1] = getIter(rt, o);
        decref(rt, o);
      }
      break;
    }
    case 88: {
      // PUSH_EXC_INFO
      const exc = s[sp - 1]!;
      const item = thread.handled;
      s[sp - 1] = item.value === null ? incref(None) : item.value;
      s[sp++] = exc;
      item.value = incref(exc);
      if (rt.ruleset.refcounts.handlersHoldTracebacks) holdTraceback(item, exc);
      break;
    }
    case 89: {
      // POP_EXCEPT
      const prev = take(s, --sp);
      const item = thread.handled;
      const old = item.value;
      if (prev === None) {
        item.value = null;
        decref(rt, prev);
      } else item.value = prev;
      if (old !== null) decref(rt, old);
      if (item.tracebacks !== null) letTracebackGo(rt, item);
      break;
    }
    case 90: {
      // CHECK_EXC_MATCH
      const matches = exceptionMatches(rt, s[sp - 2]!, s[sp - 1]!);
      const type = s[sp - 1]!;
      s[sp - 1] = incref(matches ? True : False);
      decref(rt, type);
      break;
    }
    case 91: {
      // RERAISE
      const exc = take(s, --sp);
      if ((word & AS_CAUGHT) !== 0 && thread.handled.value === exc) giveTracebackBack(rt, exc);
      restoreRaised(rt, exc);
      rt.rethrow = true;
      throw PY_ERROR;
    }
    case 92: {
      // RAISE_VARARGS
      const n = word >> 8;
      if (n === 0) {
        rt.rethrow = true;
        reraiseHandled(rt);
      }
      const cause = n === 2 ? take(s, --sp) : null;
      doRaise(rt, take(s, --sp), cause);
      break;
    }
    case 94: {
      // LOAD_SPECIAL
      const o = s[sp - 1]!;
      const name = word >> 8 === 0 ? '__enter__' : '__exit__';
      const found = lookupSpecial(rt, o, name);
      if (found === null) throw noContextManager(rt, o, name);
      s[sp - 1] = found.f;
      s[sp++] = found.self;
      decref(rt, o);
      break;
    }
    case 95: {
      // WITH_EXCEPT_START
      const exc = s[sp - 1]!;
      const pair = word >> 8 === 1;
      const tb = (exc.v.traceback as PyObject | null) ?? None;
      f.sp = sp;
      const args = [exc.type, exc, tb];
      if (pair) {
        const self = s[sp - 3];
        s[sp] = callObject(rt, s[sp - 4]!, self === null ? args : [self, ...args]);
      } else s[sp] = callObject(rt, s[sp - 3]!, args);
      sp++;
      break;
    }
    case 96: // LOAD_ASSERTION_ERROR
      s[sp++] = incref(rt.exc['AssertionError']);
      break;
    case 97: // GET_LEN
      s[sp] = intOfSize(rt, objectLength(rt, s[sp - 1]!));
      sp++;
      break;
    case 98: // MATCH_MAPPING
      s[sp] = incref((s[sp - 1]!.type.flags & TF.MAPPING) !== 0 ? True : False);
      sp++;
      break;
    case 99: // MATCH_SEQUENCE
      s[sp] = incref((s[sp - 1]!.type.flags & TF.SEQUENCE) !== 0 ? True : False);
      sp++;
      break;
    case 100: // MATCH_KEYS
      s[sp] = matchKeys(rt, s[sp - 2]!, s[sp - 1]!);
      sp++;
      break;
    case 101: {
      // MATCH_CLASS
      const r = matchClass(rt, s[sp - 3]!, s[sp - 2]!, s[sp - 1]!, word >> 8);
      drop(rt, s, sp - 3, sp);
      sp -= 3;
      s[sp++] = r;
      break;
    }
    case 102: {
      // CHECK_EG_MATCH
      f.sp = sp;
      checkGroupMatch(rt, s, sp);
      break;
    }
    case 103: {
      // PREP_RERAISE_STAR
      const r = reraiseStar(rt, s[sp - 2]!, s[sp - 1]!);
      drop(rt, s, sp - 2, sp);
      s[sp - 2] = r;
      sp--;
      break;
    }
    default:
      throw new Error(`unknown instruction ${word & 255}`);
  }
  f.sp = sp;
}
