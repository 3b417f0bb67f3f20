import { z } from 'zod';
import { canonicalJson } from '../base/canonical.ts';
import type { Action } from '../game/action.ts';
import { limits } from './limits.ts';

/** Names that reach an object's prototype where somebody is careless; no action of ours has such a member. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', '__proto_', 'constructor', 'prototype']);

/**
 * What is wrong with a value that claims to be an action, or null: only plain JSON (no functions, dates,
 * bytes, fractions beyond JSON) within the limits passes. Whether the move exists and is legal is for `apply` to say.
 */
export function actionProblem(value: unknown): 'malformed' | 'tooLarge' | null {
  if (!isPlainObject(value) || typeof value.type !== 'string') return 'malformed';
  if (value.type.length < 1 || value.type.length > 40) return 'malformed';
  const budget = { nodes: limits.actionBytes, mostBytes: 0 };
  const problem = walk(value, limits.actionDepth, budget);
  if (problem) return problem;
  // Nearly every action is far below the limit; only near it is its text worth making.
  if (budget.mostBytes <= limits.actionBytes) return null;
  return utf8Length(canonicalJson(value)) > limits.actionBytes ? 'tooLarge' : null;
}

/** An action as it may come over the wire. */
export const wireAction: z.ZodType<Action> = z.custom<Action>(
  (value) => actionProblem(value) === null,
  'not an action',
);

/** A whole log, oldest action first. */
export const wireLog = z.array(wireAction).max(limits.logLength);

interface Budget {
  nodes: number;
  /** As many bytes as the JSON seen so far can have at most. */
  mostBytes: number;
}

/** The longest that JSON writes a code unit (as an escape), a number, and what stands around a value. */
const MOST_PER_UNIT = 6;
const MOST_PER_NUMBER = 25;
const AROUND = 4;

function walk(value: unknown, depth: number, budget: Budget): 'malformed' | 'tooLarge' | null {
  if (--budget.nodes < 0) return 'tooLarge';
  budget.mostBytes += AROUND + (typeof value === 'string' ? value.length * MOST_PER_UNIT : MOST_PER_NUMBER);
  switch (typeof value) {
    case 'string':
      return value.length > limits.actionBytes ? 'tooLarge' : null;
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) ? null : 'malformed';
    case 'object':
      break;
    default:
      return 'malformed';
  }
  if (value === null) return null;
  if (depth === 0) return 'malformed';
  if (!Array.isArray(value) && !isPlainObject(value)) return 'malformed';
  if (Array.isArray(value) && value.length > budget.nodes) return 'tooLarge';
  for (const [key, member] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) return 'malformed';
    budget.mostBytes += AROUND + key.length * MOST_PER_UNIT;
    const problem = walk(member, depth - 1, budget);
    if (problem) return problem;
  }
  return null;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is four bytes, two for each of its units.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
