/**
 * The script of a board as its level file has it, and the plan made of it: which objects there are, of how many
 * bytes, and when they die. What the kinds on pymalloc's heap and the raw heap share.
 */
import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z_][\w.[\]]{0,23}$/, 'a name starts with a letter and has at most 24');

/** The types an object may have: each has its own silhouette on the board. */
export const objectTypes = [
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'instance',
  'function',
  'class',
  'weakref',
  'exception',
  'frame',
  'None',
] as const;

const type = z.enum(objectTypes);
const bytes = z
  .int()
  .min(0)
  .max(1 << 20);
const dies = z.int().min(1);

/** One request of the stream. `dies`: the index of the request before which it dies (their number: at the end). */
export const requestSchema = z.strictObject({
  name,
  type,
  bytes,
  dies: dies.optional(),
  /** The board does not tell when it dies. */
  secret: z.literal(true).optional(),
});

/** Makes `count` objects (`name1`, `name2`...; just `name` without a count) by CPython's own rules. */
const makeSchema = z.strictObject({
  make: name,
  type,
  /** Several numbers: an object of several blocks, such as a list and its item array. */
  bytes: z.union([bytes, z.array(bytes).min(1).max(4)]),
  count: z.int().min(1).max(512).optional(),
  dies: dies.optional(),
  secret: z.literal(true).optional(),
  /** The program still uses it: a player must not free it. */
  keep: z.literal(true).optional(),
});

/** Frees objects again, in this order; `a2..a6` stands for a2, a3, a4, a5, a6. */
const freeSchema = z.strictObject({ free: z.array(z.string()).min(1) });

/** What happened on the heap before the player came. */
export const preludeSchema = z.array(z.union([makeSchema, freeSchema])).max(256);

export type RequestData = z.infer<typeof requestSchema>;
export type PreludeData = z.infer<typeof preludeSchema>;

/** One object of the board, for good: what lives and where is the state's business. */
export interface ObjectPlan {
  readonly name: string;
  readonly type: string;
  /** Bytes of each of its blocks, in the order of their allocation; they are freed the other way round. */
  readonly parts: readonly number[];
  readonly bytes: number;
  /** The request before which it dies, or null. */
  readonly dies: number | null;
  readonly secret: boolean;
  readonly kept: boolean;
  /** Its index in the stream, or null where the prelude made it. */
  readonly request: number | null;
  /** Where its first block is in a table of the addresses of all blocks. */
  readonly firstPart: number;
}

/** A step of the prelude, with objects by their index in the plan. */
export interface PreludeStep {
  readonly verb: 'make' | 'free';
  readonly object: number;
}

export interface Plan {
  /** Those of the prelude first, then those of the stream in its order. */
  readonly objects: readonly ObjectPlan[];
  /** Index of the first request's object. */
  readonly firstRequest: number;
  readonly requests: number;
  readonly prelude: readonly PreludeStep[];
  /** By request: the objects that die before it arrives; one entry more for the end. */
  readonly deaths: readonly (readonly number[])[];
  /** Requests announced beyond the one at hand. */
  readonly showAhead: number;
  /** Blocks of all objects together. */
  readonly parts: number;
  readonly byName: ReadonlyMap<string, number>;
}

export interface ScriptProblem {
  readonly path: string;
  readonly problem: string;
}

interface Script {
  readonly prelude?: PreludeData;
  readonly requests?: readonly RequestData[];
  readonly showAhead?: number;
}

/** Makes the plan of a script. Problems are collected, not thrown; with problems the plan is of no use. */
export function planOf(script: Script): { plan: Plan; problems: ScriptProblem[] } {
  const problems: ScriptProblem[] = [];
  const objects: ObjectPlan[] = [];
  const byName = new Map<string, number>();
  const prelude: PreludeStep[] = [];
  const freed = new Set<number>();
  const requests = script.requests ?? [];
  let parts = 0;

  const add = (path: string, object: Omit<ObjectPlan, 'firstPart' | 'bytes'>) => {
    if (byName.has(object.name))
      problems.push({ path, problem: `there is another object named "${object.name}"` });
    byName.set(object.name, objects.length);
    const total = object.parts.reduce((sum, part) => sum + part, 0);
    objects.push({ ...object, bytes: total, firstPart: parts });
    parts += object.parts.length;
    const born = object.request ?? -1;
    if (object.dies !== null && (object.dies <= born || object.dies > requests.length))
      problems.push({
        path: `${path}.dies`,
        problem: `"${object.name}" can die before request ${born + 1} at the earliest and ${requests.length} (the end) at the latest, not ${object.dies}`,
      });
  };

  for (const [at, step] of (script.prelude ?? []).entries()) {
    const path = `start.prelude[${at}]`;
    if ('make' in step) {
      for (let i = 1; i <= (step.count ?? 1); i++) {
        prelude.push({ verb: 'make', object: objects.length });
        add(path, {
          name: step.count === undefined ? step.make : `${step.make}${i}`,
          type: step.type,
          parts: typeof step.bytes === 'number' ? [step.bytes] : step.bytes,
          dies: step.dies ?? null,
          secret: step.secret ?? false,
          kept: step.keep ?? false,
          request: null,
        });
      }
      continue;
    }
    for (const wanted of step.free.flatMap(expandRange)) {
      const object = byName.get(wanted);
      if (object === undefined || freed.has(object)) {
        problems.push({ path: `${path}.free`, problem: `there is no object "${wanted}" to free here` });
        continue;
      }
      freed.add(object);
      prelude.push({ verb: 'free', object });
    }
  }
  const firstRequest = objects.length;
  for (const [index, request] of requests.entries())
    add(`start.requests[${index}]`, {
      name: request.name,
      type: request.type,
      parts: [request.bytes],
      dies: request.dies ?? null,
      secret: request.secret ?? false,
      kept: false,
      request: index,
    });

  const deaths: number[][] = Array.from({ length: requests.length + 1 }, () => []);
  for (const [index, object] of objects.entries())
    if (object.dies !== null && !freed.has(index)) deaths[object.dies]?.push(index);
  const showAhead = script.showAhead ?? requests.length;
  return {
    plan: {
      objects,
      firstRequest,
      requests: requests.length,
      prelude,
      deaths,
      showAhead,
      parts,
      byName,
    },
    problems,
  };
}

/** `a2..a4` becomes a2, a3, a4; anything else stays as it is. */
function expandRange(text: string): string[] {
  const match = /^(.*?)(\d+)\.\.\1(\d+)$/.exec(text);
  if (!match) return [text];
  const [, stem, from, to] = match;
  const step = Number(to) < Number(from) ? -1 : 1;
  const count = Math.min(512, Math.abs(Number(to) - Number(from)) + 1);
  return Array.from({ length: count }, (_, i) => `${stem}${Number(from) + i * step}`);
}
