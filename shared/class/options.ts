/** What a host decides about a class: its plan when it is opened, its options at any time. */
import { z } from 'zod';

export const classLimits = {
  /** Rounds in a playlist. */
  rounds: 30,
  /** Seats of one class; those of removed students count. */
  seats: 120,
  teams: 12,
  /** Characters of a name as it is shown. */
  nameLength: 20,
  /** Characters of a hint that the host writes. */
  hintLength: 240,
  /** Clock of a round, in milliseconds. */
  minClockMs: 10_000,
  maxClockMs: 3 * 60 * 60_000,
  /** Days that a class is kept, report and all, where nobody deletes it. */
  keepDays: 30,
  maxKeepDays: 365,
  /** Boards (tabs, devices) that one seat may have open. */
  devicesPerSeat: 6,
  /** Hosts and projectors of one class that may be connected. */
  desks: 12,
} as const;

/**
 * - `own`: each student on a heap of their own.
 * - `teams`: the same, and a team's result is what its members reach together (the mean of their points).
 * - `shared`: a team places on one heap.
 * - `duel`: two by two, each writes a request stream under a budget and survives the other's.
 */
export const classModes = ['own', 'teams', 'shared', 'duel'] as const;
export type ClassMode = (typeof classModes)[number];

/** Who sees the board of the best between rounds: everybody all, the best five, each only the own place, nobody. */
export const boardModes = ['full', 'top5', 'own', 'none'] as const;
export type BoardMode = (typeof boardModes)[number];

/** Newcomers once the lesson has begun: at once, when the host admits them, not at all. */
export const lateModes = ['open', 'approve', 'closed'] as const;

/** In a shared heap: everybody at any time, or one after the other. */
export const turnModes = ['free', 'inTurn'] as const;
export type TurnMode = (typeof turnModes)[number];

const clockMs = z.int().min(classLimits.minClockMs).max(classLimits.maxClockMs);

export const lessonOptions = z.strictObject({
  /** Clock of each round that begins from now on; null: the host ends the round. */
  clockMs: clockMs.nullable(),
  board: z.enum(boardModes),
  late: z.enum(lateModes),
  /** Whether of two equal results the earlier one ranks higher. */
  timeBreaksTies: z.boolean(),
  /** Whether students may open the level's own hints. */
  hints: z.boolean(),
  /** Whether a round waits in `briefing` until the host starts it, and students say that they are ready. */
  askReady: z.boolean(),
  turns: z.enum(turnModes),
});
export type LessonOptions = z.infer<typeof lessonOptions>;

export const defaultOptions: LessonOptions = {
  clockMs: null,
  board: 'top5',
  late: 'open',
  timeBreaksTies: false,
  hints: true,
  askReady: false,
  turns: 'free',
};

/** A change of some of the options. */
export const optionsPatch = lessonOptions.partial();
export type OptionsPatch = z.infer<typeof optionsPatch>;

const levelId = z.string().min(1).max(80);
export const playlist = z.array(levelId).min(1).max(classLimits.rounds);

/** `POST /api/class`. */
export const classPlan = z.strictObject({
  playlist,
  mode: z.enum(classModes),
  /** How many teams there are to be in `teams` and `shared`. */
  teams: z.int().min(1).max(classLimits.teams).optional(),
  options: optionsPatch.optional(),
  /** Homework: all levels open at the student's own pace until then (milliseconds since 1970); only in mode `own`. */
  dueMs: z.int().min(0).optional(),
  keepDays: z.int().min(1).max(classLimits.maxKeepDays).optional(),
});
export type ClassPlan = z.infer<typeof classPlan>;
