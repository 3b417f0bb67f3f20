import type { LabEvent } from '../../../../shared/lab/events.ts';
import type { CollectionFilm } from '../../../../shared/lab/film.ts';
import type { Program } from '../../../../shared/lab/process.ts';
import type { Moment } from '../../../../shared/lab/run.ts';
import type { TimelinePart } from '../../../../shared/lab/timeline.ts';
import type { DraftKind } from '../../../../shared/level/draftKinds.ts';
import type { LocalText } from '../../../../shared/level/level.ts';

/** What the page asks of the worker that runs programs. Answers carry the question's number. */
export type Question =
  | { readonly id: number; readonly ask: 'run'; readonly program: Program; readonly instructions?: number }
  /** Ends the recording; the question that began it is then answered with what there is. */
  | { readonly id: number; readonly ask: 'stop' }
  | { readonly id: number; readonly ask: 'step'; readonly step: number }
  | { readonly id: number; readonly ask: 'instruction'; readonly from: number; readonly by: 1 | -1 }
  | { readonly id: number; readonly ask: 'film'; readonly index: number }
  | { readonly id: number; readonly ask: 'events' }
  | { readonly id: number; readonly ask: 'draft'; readonly wanted: WantedDraft };

/** A moment that is to become the start of a level. */
export type WantedDraft = {
  readonly kind: DraftKind;
  readonly instruction: number;
  readonly step: number;
  readonly title: LocalText;
};

/** The text of a level file, or why there is none. */
export type Drafted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'noRequests' | 'noPools' | 'problems' };

/** What happened in the run, and whether there was more. */
export type Recorded = { readonly events: readonly LabEvent[]; readonly truncated: boolean };

export type Answer =
  /** What was recorded since the part before; its moments can be asked for. The last part is the answer `run`. */
  | { readonly id: number; readonly of: 'part' | 'run'; readonly from: number; readonly part: TimelinePart }
  | { readonly id: number; readonly of: 'stopped' }
  | { readonly id: number; readonly of: 'moment'; readonly moment: Moment }
  | { readonly id: number; readonly of: 'film'; readonly film: CollectionFilm | undefined }
  | { readonly id: number; readonly of: 'events'; readonly recorded: Recorded }
  | { readonly id: number; readonly of: 'draft'; readonly drafted: Drafted }
  | { readonly id: number; readonly of: 'problem'; readonly text: string };
