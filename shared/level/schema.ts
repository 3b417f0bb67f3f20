/** The shape of a level file in the current format; what `start` and `goal` hold is for the kind to say. */
import { z } from 'zod';
import { LEVEL_FORMAT } from './level.ts';

export const localText = z.object({ en: z.string(), es: z.string() }).catchall(z.string());

const metrics = z.record(z.string(), z.int());
const action = z.looseObject({ type: z.string() });

export const medalsSchema = z.strictObject({
  silver: metrics,
  gold: metrics,
  goldProved: z.boolean(),
  rivalLost: z.literal(true).optional(),
});

export const certificateSchema = z.strictObject({
  engine: z.int().min(1),
  level: z.string(),
  actions: z.array(action),
  metrics,
  proved: z.boolean(),
  nodes: z.int().min(0),
});

export const draftSchema = z.strictObject({
  format: z.literal(LEVEL_FORMAT),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens'),
  kind: z.string(),
  ruleset: z.string(),
  seed: z.int(),
  title: localText,
  text: localText,
  lesson: localText,
  hints: z.array(localText),
  start: z.unknown(),
  goal: z.unknown(),
  verbs: z.array(z.string()).min(1),
  metrics: z.array(z.string()).min(1),
  rival: z.string(),
  medals: medalsSchema.optional(),
  certificate: certificateSchema.optional(),
});

/** What a level names of its kind, whatever else is in the file. */
export const namesSchema = z.object(draftSchema.pick({ verbs: true, metrics: true, rival: true }).shape);
