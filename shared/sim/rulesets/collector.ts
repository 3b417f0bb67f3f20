/** The cyclic collector (facts §6 and §10; gcmodule.c up to 3.12, gc.c from 3.13, gc_free_threading.c). */
import { since, type Version } from './since.ts';

export interface CollectorRules {
  readonly kind: 'generational' | 'incremental' | 'freeThreaded';
  /** gc.get_threshold() at the start. */
  readonly thresholds: readonly [number, number, number];
  /**
   * When an automatic run happens once count0 > threshold0: within the allocation itself (<=3.11), or at the
   * next check of the eval breaker: function entry, loop back-edge, after a call (3.12+).
   */
  readonly automaticRun: 'inAllocation' | 'evalBreaker';
  /** Incremental: automatic runs report this generation. */
  readonly automaticGenerationReported: 'chosen' | 1;
  /** A full automatic collection waits until long_lived_pending >= long_lived_total / this; 0: no such rule. */
  readonly longLivedDivisor: number;
  /** A tuple that is made of an array is born untracked if no item is of a GC type (3.14+); in all versions a collection untracks. */
  readonly tuplesBornUntracked: boolean;
  /** Dicts are untracked until something that may be tracked is stored (<=3.13); 3.14+ always tracked. */
  readonly untrackedDicts: boolean;
  /** A frozenset that the type's call makes is born untracked if no member may be tracked (3.15). */
  readonly untracksFrozensetsAtBirth: boolean;
  /** <=3.3: `__del__` in a cycle makes the cycle uncollectable (before PEP 442). */
  readonly delMakesUncollectable: boolean;
  /** PEP 442: finalizers run once an object. <=3.3: again after each resurrection. */
  readonly finalizeOnce: boolean;
  /** If a finaliser made any of the trash reachable, all of it is kept (check_garbage, <=3.8), or only what is reachable. */
  readonly resurrectionKeepsAll: boolean;
  /** Callback-less weak references to trash are cleared before finalizers (<=3.14) or after them (3.15). */
  readonly plainWeakrefsCleared: 'beforeFinalizers' | 'afterFinalizers';
  /** Weak references that finalizers made are cleared before tp_clear (gh-91636; 3.15 and the 2026 releases of 3.13 and 3.14). */
  readonly clearsLateWeakrefs: boolean;
  /** Members of callback info and get_stats beyond generation, collected, uncollectable (3.15). */
  readonly reportsCandidatesAndDuration: boolean;
  /** gc.get_objects(generation=...) and gc.freeze() exist (3.8+; 3.7+). */
  readonly getObjectsByGeneration: boolean;
  readonly hasFreeze: boolean;
  /** gc.is_finalized (3.9+). */
  readonly hasIsFinalized: boolean;
  /** Attribute values are referents of the instance itself (3.11+), not of its dict. */
  readonly instanceRefersToValues: boolean;
  /** An instance traverses its class, too (heap types visit their type, 3.8+). */
  readonly instanceVisitsType: boolean;
}

export function collectorRules(version: Version): CollectorRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    kind: at({
      '3.3': 'generational',
      '3.14.0': 'incremental',
      '3.14': 'generational',
      '3.14t': 'freeThreaded',
      '3.15': 'generational',
    }),
    thresholds: at({
      '3.3': [700, 10, 10],
      '3.13': [2000, 10, 10],
      '3.14.0': [2000, 10, 0],
      '3.14': [2000, 10, 10],
      '3.14t': [2000, 10, 0],
      '3.15': [2000, 10, 10],
    }),
    automaticRun: at({ '3.3': 'inAllocation', '3.12': 'evalBreaker' }),
    automaticGenerationReported: at<'chosen' | 1>({ '3.3': 'chosen', '3.14.0': 1, '3.14': 'chosen' }),
    longLivedDivisor: at({ '3.3': 4, '3.14.0': 0, '3.14': 4 }),
    tuplesBornUntracked: at({ '3.3': false, '3.14.0': true }),
    untrackedDicts: at({ '3.3': true, '3.14.0': false }),
    untracksFrozensetsAtBirth: at({ '3.3': false, '3.15': true }),
    delMakesUncollectable: at({ '3.3': true, '3.8': false }),
    finalizeOnce: at({ '3.3': false, '3.8': true }),
    resurrectionKeepsAll: at({ '3.3': true, '3.9': false }),
    plainWeakrefsCleared: at({ '3.3': 'beforeFinalizers', '3.15': 'afterFinalizers' }),
    clearsLateWeakrefs: at({ '3.3': false, '3.13': true, '3.14.0': false, '3.14': true }),
    reportsCandidatesAndDuration: at({ '3.3': false, '3.15': true }),
    getObjectsByGeneration: at({ '3.3': false, '3.8': true }),
    hasFreeze: at({ '3.3': false, '3.8': true }),
    hasIsFinalized: at({ '3.3': false, '3.9': true }),
    instanceRefersToValues: at({ '3.3': false, '3.11': true }),
    instanceVisitsType: at({ '3.3': false, '3.8': true }),
  };
}
