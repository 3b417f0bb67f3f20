/** Reference counts and lifetimes (facts §5; object.h, PEP 683, ceval.c's borrowed loads). */
import { since, type Version } from './since.ts';

export interface RefcountRules {
  /** PEP 683 (3.12+): counts of some objects never change. */
  readonly immortals: boolean;
  /** What sys.getrefcount says of an immortal; 0 where there is none. */
  readonly immortalCount: number;
  /** 3.11: small ints, (), characters, bytes and names of the interpreter are static objects whose count starts near 1e9, yet it does change. */
  readonly staticCount: number;
  /** Interned strings: count as others do, or never die (3.12; 3.14t). */
  readonly internedStringsImmortal: boolean;
  /** The interpreter's own names (static-names.ts) are immortal, also where other interned strings are not (3.13+). */
  readonly staticNamesImmortal: boolean;
  /** Names and strings compiled into code objects as identifiers; `constants` are interned run-time constants. */
  readonly compiledNames: 'mortal' | 'immortal';
  /** LOAD_FAST pushes a borrowed reference where the value outlives the use (3.14+). */
  readonly borrowedLoads: boolean;
  /** LOAD_CONST borrows, too, so a local that a constant was stored in does not count (3.15). */
  readonly borrowedConstants: boolean;
  /**
   * What a call holds while it runs, beyond the callee's locals: <=3.10 the caller's stack keeps the arguments,
   * 3.11+ they move into the new frame.
   */
  readonly callerKeepsArguments: boolean;
  /** A handler has the traceback that its exception came with for itself, beside the exception (<=3.10: exc_info is three objects). */
  readonly handlersHoldTracebacks: boolean;
  /** A call with `*args` or `**kwargs` keeps both, and an array of the keyword values, until it returns (<=3.11). */
  readonly callerKeepsSpread: boolean;
  /** __getattr__ is called by a bound method (<=3.11: call_attribute). */
  readonly getattrBinds: boolean;
  /** `a and b` tests a copy of a's entry on the stack (3.12+). */
  readonly conditionCopies: boolean;
  /** The call at the end of a `with` body keeps the bound __exit__ (3.11-3.13). */
  readonly exitStaysBound: boolean;
  /** Making an instance of an ordinary class goes into __init__ at once, from the second run of the instruction on (3.13+). */
  readonly inlinesInit: boolean;
  /** In which order a returning frame releases its locals. */
  readonly localsReleased: 'slotOrderArgumentsLast' | 'slotOrder' | 'reverseSlotOrder';
  /** Deallocation nested deeper than this is put off and run from the outermost (trashcan). */
  readonly trashcanDepth: number;
  /** 3.14+: every type goes through the trashcan; before, containers. */
  readonly trashcanForAllTypes: boolean;
  /** In-place `s += t` for an unshared string held by: a local, or also a global (<=3.10). */
  readonly concatInPlace: 'localsAndGlobals' | 'locals';
  /** How often a syntax tree's arena holds a bytes literal (twice from 3.12 on: action_helpers.c, _PyPegen_concatenate_strings). */
  readonly parsedBytes: number;
  /** Free-threaded: functions, modules, descriptors and classes are freed by the collector only. */
  readonly deferredCounting: boolean;
}

export function refcountRules(version: Version): RefcountRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    immortals: at({ '3.3': false, '3.12': true }),
    immortalCount: at({ '3.3': 0, '3.12': 4294967295, '3.14.0': 3221225472 }),
    staticCount: at({ '3.3': 0, '3.11': 999999999, '3.12': 0 }),
    internedStringsImmortal: at({ '3.3': false, '3.12': true, '3.13': false, '3.14t': true, '3.15': false }),
    staticNamesImmortal: at({ '3.3': false, '3.13': true }),
    compiledNames: at({ '3.3': 'mortal', '3.12': 'immortal' }),
    borrowedLoads: at({ '3.3': false, '3.14.0': true }),
    borrowedConstants: at({ '3.3': false, '3.15': true }),
    callerKeepsArguments: at({ '3.3': true, '3.11': false }),
    handlersHoldTracebacks: at({ '3.3': true, '3.11': false }),
    callerKeepsSpread: at({ '3.3': true, '3.12': false }),
    getattrBinds: at({ '3.3': true, '3.12': false }),
    conditionCopies: at({ '3.3': false, '3.12': true }),
    exitStaysBound: at({ '3.3': false, '3.11': true, '3.14.0': false }),
    inlinesInit: at({ '3.3': false, '3.13': true }),
    localsReleased: at({
      '3.3': 'slotOrderArgumentsLast',
      '3.11': 'slotOrder',
      '3.14.0': 'reverseSlotOrder',
    }),
    trashcanDepth: 50,
    trashcanForAllTypes: at({ '3.3': false, '3.14.0': true }),
    concatInPlace: at({ '3.3': 'localsAndGlobals', '3.11': 'locals' }),
    parsedBytes: at({ '3.3': 1, '3.12': 2 }),
    deferredCounting: at({ '3.3': false, '3.14t': true, '3.15': false }),
  };
}
