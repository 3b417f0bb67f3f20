/**
 * All that can happen in the machine and that a view may want to show. Reported to `runtime.sink` while one is set;
 * nobody pays for events that nobody hears.
 */
export type SimEvent =
  | { readonly kind: 'objectCreated'; readonly id: number; readonly type: string; readonly sizeBytes: number }
  | { readonly kind: 'objectFreed'; readonly id: number; readonly type: string }
  | { readonly kind: 'collectionStarted'; readonly generation: number }
  | {
      readonly kind: 'collectionFinished';
      readonly generation: number;
      readonly collected: number;
      readonly uncollectable: number;
    }
  | { readonly kind: 'lineReached'; readonly file: string; readonly line: number }
  | { readonly kind: 'outputWritten'; readonly text: string };
