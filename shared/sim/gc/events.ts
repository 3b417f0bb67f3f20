/** What a collection lets a view see, phase by phase. Objects are named by their address (`id()`). */

/** An object with the collector's working copy of its count. */
export interface GcRefs {
  readonly address: number;
  readonly gcRefs: number;
}

export type GcPhase =
  | 'merge'
  | 'copyCounts'
  | 'subtract'
  | 'moveUnreachable'
  | 'untrack'
  | 'legacyFinalizers'
  | 'weakrefs'
  | 'finalize'
  | 'resurrect'
  | 'clear'
  | 'mark';

export type GcEvent =
  | {
      readonly type: 'gcStarted';
      readonly generation: number;
      readonly automatic: boolean;
      readonly candidates: number;
    }
  /** A phase is over: the counts as it left them (copyCounts, subtract), or the objects that it moved or treated. */
  | {
      readonly type: 'gcPhase';
      readonly phase: GcPhase;
      readonly refs?: readonly GcRefs[];
      readonly addresses?: readonly number[];
    }
  | {
      readonly type: 'gcFinished';
      readonly generation: number;
      readonly collected: number;
      readonly uncollectable: number;
      readonly survivors: number;
      readonly counts: readonly [number, number, number];
    };
