/**
 * What the interpreter itself tells of while a program runs. The other layers have their own (`os/events.ts`, `pymalloc/events.ts`,
 * `gc/events.ts`); `listen.ts` has the union of all. Addresses are those that `id()` shows, sizes are bytes. Nobody pays for events that
 * nobody hears.
 */
export type RunEvent =
  /** A line of the program is about to run, as sys.settrace would tell of it. */
  | { readonly type: 'lineReached'; readonly file: string; readonly line: number; readonly function: string }
  /** An object's count reached zero: it dies now. What it holds goes with it, in the events that follow. */
  | { readonly type: 'objectDied'; readonly address: number; readonly typeName: string }
  | { readonly type: 'outputWritten'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'programEnded'; readonly exitCode: number };

/** An event of whichever layer. */
export type LayerEvent = RunEvent | { readonly type: `gc${string}` };
