/** What a host may order, as data: checked here on both sides, followed by `advanceLesson` and the room. */
import { z } from 'zod';
import { classLimits, optionsPatch } from './options.ts';

const round = z.int().min(-1).max(classLimits.rounds);
const seat = z.int().min(1).max(classLimits.seats);
const level = z.string().min(1).max(80);

/** Commands that change the course of the lesson. Those that end or begin something name the round they mean. */
export const lessonCommand = z.discriminatedUnion('type', [
  /** From the lobby or a review to the next round; `after` is the round that was seen last (-1 in the lobby). */
  z.strictObject({ type: z.literal('next'), after: round }),
  /** From the briefing to play; in a duel first to writing, then to play. */
  z.strictObject({ type: z.literal('start'), round }),
  z.strictObject({ type: z.literal('end'), round }),
  /** Leaves the round without counting it: not followed where somebody has played in it, unless the host is `sure`. */
  z.strictObject({ type: z.literal('skip'), round, sure: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('extend'), ms: z.int().min(1000).max(classLimits.maxClockMs) }),
  /** Sets, changes or (null) takes away the clock of the running round. */
  z.strictObject({
    type: z.literal('clock'),
    leftMs: z.int().min(1000).max(classLimits.maxClockMs).nullable(),
  }),
  z.strictObject({ type: z.literal('freeze'), on: z.boolean() }),
  z.strictObject({ type: z.literal('lock'), on: z.boolean() }),
  z.strictObject({ type: z.literal('guard'), on: z.boolean() }),
  z.strictObject({ type: z.literal('options'), patch: optionsPatch }),
  /** What is to be played after the current round. */
  z.strictObject({ type: z.literal('playlist'), levels: z.array(level).max(classLimits.rounds) }),
  z.strictObject({ type: z.literal('spotlight'), seat: seat.nullable(), named: z.boolean() }),
  z.strictObject({ type: z.literal('podium') }),
  z.strictObject({ type: z.literal('close') }),
]);
export type LessonCommand = z.infer<typeof lessonCommand>;

/** A hint of the host: one of the level's own (0 the nudge, 1 the rule), the next best move, or own words. */
export const hintBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), index: z.int().min(0).max(9) }),
  z.strictObject({ kind: z.literal('move') }),
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(classLimits.hintLength) }),
]);
export type HintBody = z.infer<typeof hintBody>;

/** Commands about students. */
export const seatCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rename'), seat, name: z.string().min(1).max(80) }),
  /** The name is shown to nobody but the host; an alias stands for it. */
  z.strictObject({ type: z.literal('mute'), seat, on: z.boolean() }),
  /** `block`: the seat's key is of no use any more, and newcomers have to be admitted from now on. */
  z.strictObject({ type: z.literal('remove'), seat, block: z.boolean() }),
  /** Takes a removed or blocked student back. */
  z.strictObject({ type: z.literal('restore'), seat }),
  /** Lets somebody in who waits, or not. */
  z.strictObject({ type: z.literal('admit'), seat, on: z.boolean() }),
  z.strictObject({
    type: z.literal('team'),
    seat,
    team: z
      .int()
      .min(0)
      .max(classLimits.teams - 1),
  }),
  /** To one seat, or (null) to all. */
  z.strictObject({ type: z.literal('hint'), seat: seat.nullable(), hint: hintBody }),
]);
export type SeatCommand = z.infer<typeof seatCommand>;

export const hostCommand = z.union([lessonCommand, seatCommand]);
export type HostCommand = z.infer<typeof hostCommand>;
