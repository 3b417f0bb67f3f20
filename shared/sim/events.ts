/**
 * All that a machine tells of while it runs, as one tagged union: what its layers report (`os/events.ts`, `pymalloc/events.ts`,
 * `gc/events.ts`) and what the interpreter does. `listen.ts` hands it to a host. Addresses are those that `id()` shows of objects and the
 * allocator of blocks; sizes are bytes. Nobody pays for events that nobody hears.
 */
import type { GcEvent } from './gc/events.ts';
import type { PymallocEvent } from './pymalloc/events.ts';

export type RunEvent =
  /** A line of the program is about to run, as sys.settrace would tell of it. */
  | { readonly type: 'lineReached'; readonly file: string; readonly line: number; readonly function: string }
  /** An object's count reached zero: it dies now. What it holds goes with it, in the events that follow. */
  | { readonly type: 'objectDied'; readonly address: number; readonly typeName: string }
  | { readonly type: 'outputWritten'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'programEnded'; readonly exitCode: number };

export type SimEvent = PymallocEvent | GcEvent | RunEvent;
