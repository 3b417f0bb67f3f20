import { canonicalJson } from '../../shared/base/canonical.ts';
import type { Action } from '../../shared/game/action.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import { actionProblem } from '../../shared/protocol/wire.ts';

/** A game as the browser keeps it: its log, and how much of it the server has acknowledged. */
export interface GameRecord {
  readonly rules: string;
  readonly engine: number;
  /** The server's name for the game; null before the server has seen it. */
  readonly session: string | null;
  /** Actions that the server has; those after it are pending, numbered by their place. */
  readonly confirmed: number;
  readonly log: readonly Action[];
  /** A game on the server that this one takes the place of, because its log was full. */
  readonly renew?: string;
}

/** A won or lost attempt that still has to be handed in: it belongs to no game that goes on. */
export interface AttemptRecord {
  readonly level: string;
  readonly rules: string;
  readonly engine: number;
  readonly log: readonly Action[];
}

export function emptyRecord(rules: string): GameRecord {
  return { rules, engine: ENGINE_VERSION, session: null, confirmed: 0, log: [] };
}

/** `value` if it is a record (of whatever rules), else null. */
export function asRecord(value: unknown): GameRecord | null {
  const record = value as GameRecord | null;
  const good =
    typeof record === 'object' &&
    record !== null &&
    typeof record.rules === 'string' &&
    Number.isInteger(record.engine) &&
    (record.session === null || typeof record.session === 'string') &&
    Number.isInteger(record.confirmed) &&
    isLog(record.log) &&
    record.confirmed >= 0 &&
    record.confirmed <= record.log.length;
  return good ? record : null;
}

export function isLog(value: unknown): value is readonly Action[] {
  return Array.isArray(value) && value.every((action) => actionProblem(action) === null);
}

/** How two logs of one game stand to each other. */
export type Relation =
  /** The other is mine, perhaps with more at its end. */
  | { readonly kind: 'follows'; readonly more: readonly Action[] }
  /** Mine is the other with more at its end. */
  | { readonly kind: 'leads' }
  /** They part after `common` actions. */
  | { readonly kind: 'forked'; readonly common: number };

export function relate(mine: readonly Action[], other: readonly Action[]): Relation {
  const common = commonLength(mine, other);
  if (common === mine.length) return { kind: 'follows', more: other.slice(common) };
  return common === other.length ? { kind: 'leads' } : { kind: 'forked', common };
}

function commonLength(a: readonly Action[], b: readonly Action[]): number {
  let length = 0;
  while (length < a.length && length < b.length && sameAction(a[length], b[length])) length++;
  return length;
}

function sameAction(a: Action, b: Action): boolean {
  return a === b || (a.type === b.type && canonicalJson(a) === canonicalJson(b));
}

/**
 * Of two logs that forked with no server to ask, the one that every tab decides for: the longer, then the one whose
 * text comes first.
 */
export function winsOffline(mine: readonly Action[], other: readonly Action[]): boolean {
  if (mine.length !== other.length) return mine.length > other.length;
  return canonicalJson(mine) < canonicalJson(other);
}
