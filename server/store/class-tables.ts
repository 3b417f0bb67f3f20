import type { Insertable, Selectable } from 'kysely';

/** The tables of classes. What is in them of a student is the name they chose and how they played, until it expires. */
export interface ClassTables {
  class: ClassTable;
  class_seat: ClassSeatTable;
  class_round: ClassRoundTable;
  class_move: ClassMoveTable;
}

export interface ClassTable {
  code: string;
  /** SHA-256 of the keys; the keys themselves are nowhere. */
  host_key: string;
  projector_key: string;
  /** The lesson as `shared/class/lesson.ts` has it, as JSON. */
  lesson: string;
  opened_ms: number;
  expires_ms: number;
  /** When it was last known to run: the clock of the round stands from then until somebody comes back. */
  seen_ms: number;
}

export interface ClassSeatTable {
  code: string;
  seat: number;
  key: string;
  name: string;
  muted: number;
  status: 'in' | 'waiting' | 'removed' | 'blocked';
  team: number | null;
}

/** What was counted of a seat in a round beside its log, and the result as the replay of the log gave it. */
export interface ClassRoundTable {
  code: string;
  seat: number;
  round: number;
  hints: number;
  /** `WrongCount[]` as JSON. */
  wrong: string;
  best_ms: number | null;
  last_ms: number | null;
  /** `RoundResult` as JSON, and the length of the log that it was computed from. */
  result: string | null;
  log_length: number;
  /** A duel: who the other is, the stream that was written for them, and the level that came of the other's. */
  rival: number | null;
  written: string | null;
  level: string | null;
  /** `HintView[]` as JSON: hints of the host in this round. */
  sent: string;
}

/** Who made which move on a shared heap. */
export interface ClassMoveTable {
  session: string;
  seq: number;
  seat: number;
}

export type ClassRow = Selectable<ClassTable>;
export type ClassSeatRow = Selectable<ClassSeatTable>;
export type ClassRoundRow = Selectable<ClassRoundTable>;
export type NewClassRound = Insertable<ClassRoundTable>;
