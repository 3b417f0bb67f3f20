/** What sentences about a step are made of: rules with values, and the two moments they are read from. */
import type { LabFrame, LabObject, LabView } from './model.ts';

export type ExplanationRule =
  | 'collectionAutomatic'
  | 'collectionManual'
  | 'collectionBegan'
  | 'collectionEnded'
  | 'finalizing'
  | 'finalizingGarbage'
  | 'finalized'
  | 'resurrected'
  | 'arenaMapped'
  | 'arenaUnmapped'
  | 'poolOpened'
  | 'reusedBlock'
  | 'largeBlock'
  | 'died'
  | 'diedMany'
  | 'becameGarbage'
  | 'weakrefDied'
  | 'listGrew'
  | 'dictGrew'
  | 'frameEntered'
  | 'lent'
  | 'frameLeft'
  | 'classBody'
  | 'classMade'
  | 'imported'
  | 'createdBound'
  | 'sharedBound'
  | 'immortalBound'
  | 'countFell'
  | 'countRose'
  | 'created'
  | 'refers'
  | 'refersNoMore'
  | 'output'
  | 'nothing';

export type Explanation = {
  readonly rule: ExplanationRule;
  readonly values: Readonly<Record<string, string | number>>;
};

export type Death = { readonly id: number; readonly type: string; readonly value: string };

/** What happened between two views. */
export type Between = {
  readonly deaths: readonly Death[];
  readonly collections: readonly {
    readonly generation: number;
    readonly automatic: boolean;
    readonly collected: number;
    readonly candidates: number;
  }[];
  readonly arenasMapped: number;
  readonly arenasUnmapped: number;
};

/** A step: the moments before and after it, and what is known of the objects of both. */
export class Step {
  readonly before: LabView;
  readonly after: LabView;
  readonly between: Between;
  readonly old: ReadonlyMap<number, LabObject>;
  readonly now: ReadonlyMap<number, LabObject>;
  /** The object whose `__del__` begins or goes on in the moment after, and in the moment before; 0 for none. */
  readonly finalizing: number;
  readonly finalized: number;

  constructor(before: LabView, after: LabView, between: Between) {
    this.before = before;
    this.after = after;
    this.between = between;
    this.old = new Map(before.objects.map((o) => [o.id, o]));
    this.now = new Map(after.objects.map((o) => [o.id, o]));
    this.finalizing = finalizedBy(after.frames.at(-1));
    this.finalized = finalizedBy(before.frames.at(-1));
  }

  /** Whether the address is of the same object before and after: addresses are used again. */
  same(id: number): boolean {
    const was = this.old.get(id);
    if (was === undefined || was.type !== this.now.get(id)?.type) return false;
    // Its end was announced, but its __del__ still runs.
    return id === this.finalizing || !this.between.deaths.some((death) => death.id === id);
  }

  /** Frames that the step entered or left, the innermost last. */
  get entered(): LabFrame | undefined {
    return this.after.frames.length > this.before.frames.length ? this.after.frames.at(-1) : undefined;
  }

  get left(): LabFrame | undefined {
    return this.after.frames.length < this.before.frames.length ? this.before.frames.at(-1) : undefined;
  }
}

function finalizedBy(frame: LabFrame | undefined): number {
  return frame?.name.endsWith('.__del__') ? (frame.names[0]?.to ?? 0) : 0;
}
