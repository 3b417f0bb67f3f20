import type { Generated, Insertable, Selectable } from 'kysely';
import type { ClassTables } from './class-tables.ts';

/**
 * The tables. Nothing in them says who a player is: `player` is the SHA-256 of the key in the browser, and days
 * are counted only so that abandoned games can be swept out.
 */
export interface Tables extends ClassTables {
  session: SessionTable;
  action: ActionTable;
  best: BestTable;
  score: ScoreTable;
  incident: IncidentTable;
  reset: ResetTable;
}

/** One game of one player at one level; its log is in `action`. */
export interface SessionTable {
  id: string;
  player: string;
  level: string;
  /** Rules hash of the level and engine version: the log is only valid with both. */
  rules: string;
  engine: number;
  /** `play`: played on this server; `attempt`: handed in from elsewhere; `import`: from an export; `class`: a seat's in a round. */
  origin: 'play' | 'attempt' | 'import' | 'class';
  /** 1 for the game that the player goes on with, one per player and level. */
  current: number;
  /** Hash of the log of a game that came in whole, so that handing it in twice keeps it once; null in play. */
  digest: string | null;
  /** Days since 1970 of the last action. */
  day: number;
}

/** The log: append-only, one row per accepted action. */
export interface ActionTable {
  session: string;
  seq: number;
  /** Canonical JSON. */
  body: string;
  /** State hash after it; empty for logs that came in whole. */
  hash: string;
}

/** The best won attempt of a player at a level. */
export interface BestTable {
  player: string;
  level: string;
  rules: string;
  metrics: string;
  actions: string;
}

/** The metrics of `best`, one row each, for histograms. */
export interface ScoreTable {
  player: string;
  level: string;
  rules: string;
  metric: string;
  value: number;
}

/** What should never happen, with everything needed to reproduce it. */
export interface IncidentTable {
  id: Generated<number>;
  kind: string;
  body: string;
  day: number;
}

/** How often a player's progress was reset, for those who did it: other devices then forget theirs. */
export interface ResetTable {
  player: string;
  count: number;
}

export type SessionRow = Selectable<SessionTable>;
export type ActionRow = Insertable<ActionTable>;
