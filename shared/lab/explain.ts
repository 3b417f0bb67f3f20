/**
 * What a step did, in sentences to be worded by the page: each a rule of CPython with the values that make it concrete. Made from
 * the views before and after the step and from what happened between.
 */
import { explainFrames } from './explainFrames.ts';
import { explainMemory } from './explainMemory.ts';
import {
  explainCounts,
  explainDeaths,
  explainGrowth,
  explainLosses,
  explainNames,
  explainReferences,
} from './explainObjects.ts';
import { type Between, type Explanation, Step } from './explanation.ts';
import type { LabView } from './model.ts';

export type { Between, Death, Explanation, ExplanationRule } from './explanation.ts';

/** More sentences tell less. */
const MAX_SENTENCES = 3;
/** What the program wrote is quoted up to here. */
const MAX_QUOTE = 60;

/** The step from `before` to `after`, the most telling first. */
export function explain(before: LabView, after: LabView, between: Between): Explanation[] {
  const step = new Step(before, after, between);
  const told = [
    ...explainCollections(step),
    ...explainDeaths(step),
    ...explainLosses(step),
    ...explainArenas(step),
    ...explainFrames(step),
    ...explainGrowth(step),
    ...explainNames(step),
  ];
  // What is said only where nothing says more.
  for (const further of [explainReferences, explainCounts, explainOutput, explainCreated])
    if (told.length === 0) told.push(...further(step));
  const fresh = after.objects.filter(
    (o) => !o.atom && !o.isStatic && o.line > 0 && (!step.old.has(o.id) || !step.same(o.id)),
  );
  told.push(...explainMemory(before, after, fresh));
  if (told.length === 0) told.push({ rule: 'nothing', values: {} });
  return told.slice(0, MAX_SENTENCES);
}

function explainCollections({ before, after, between }: Step): Explanation[] {
  const told = between.collections.map((c, i): Explanation => {
    const values = {
      generation: c.generation,
      collected: c.collected,
      candidates: c.candidates,
      threshold: before.generations[0]?.threshold ?? 0,
    };
    // The last one may not be over: it calls __del__ first.
    if (after.collecting && i === between.collections.length - 1) return { rule: 'collectionBegan', values };
    return { rule: c.automatic ? 'collectionAutomatic' : 'collectionManual', values };
  });
  if (before.collecting && !after.collecting) told.unshift({ rule: 'collectionEnded', values: {} });
  return told;
}

function explainArenas({ between }: Step): Explanation[] {
  const told: Explanation[] = [];
  if (between.arenasMapped > 0) told.push({ rule: 'arenaMapped', values: { count: between.arenasMapped } });
  if (between.arenasUnmapped > 0)
    told.push({ rule: 'arenaUnmapped', values: { count: between.arenasUnmapped } });
  return told;
}

function explainOutput({ before, after }: Step): Explanation[] {
  if (after.stdout.length <= before.stdout.length) return [];
  const [text] = after.stdout.slice(before.stdout.length).trimEnd().split('\n');
  return [{ rule: 'output', values: { text: text.slice(0, MAX_QUOTE) } }];
}

function explainCreated({ after, old }: Step): Explanation[] {
  const made = after.objects.filter((o) => !old.has(o.id) && !o.isStatic);
  return made.length === 0 ? [] : [{ rule: 'created', values: { type: made[0].type, count: made.length } }];
}
