/**
 * What a step did, in sentences to be worded by the page: each a rule of CPython with the values that make it concrete. Made from
 * the views before and after the step and from what happened between.
 */
import { explainMemory } from './explainMemory.ts';
import type { LabObject, LabView } from './model.ts';

export type ExplanationRule =
  | 'collectionAutomatic'
  | 'collectionManual'
  | 'arenaMapped'
  | 'arenaUnmapped'
  | 'poolOpened'
  | 'reusedBlock'
  | 'largeBlock'
  | 'died'
  | 'diedMany'
  | 'becameGarbage'
  | 'weakrefDied'
  | 'listGrew'
  | 'dictGrew'
  | 'frameEntered'
  | 'lent'
  | 'frameLeft'
  | 'createdBound'
  | 'sharedBound'
  | 'immortalBound'
  | 'countFell'
  | 'countRose'
  | 'created'
  | 'refers'
  | 'refersNoMore'
  | 'output'
  | 'nothing';

export type Explanation = {
  readonly rule: ExplanationRule;
  readonly values: Readonly<Record<string, string | number>>;
};

export type Death = { readonly id: number; readonly type: string; readonly value: string };

/** What happened between two views. */
export type Between = {
  readonly deaths: readonly Death[];
  readonly collections: readonly {
    readonly generation: number;
    readonly automatic: boolean;
    readonly collected: number;
    readonly candidates: number;
  }[];
  readonly arenasMapped: number;
  readonly arenasUnmapped: number;
};

/** More sentences tell less. */
const MAX_SENTENCES = 3;

/** The step from `before` to `after`, the most telling first. */
export function explain(before: LabView, after: LabView, between: Between): Explanation[] {
  const told: Explanation[] = [];
  const tell = (rule: ExplanationRule, values: Explanation['values'] = {}): void => {
    told.push({ rule, values });
  };
  const old = new Map(before.objects.map((o) => [o.id, o]));
  const now = new Map(after.objects.map((o) => [o.id, o]));
  const sameObject = (id: number): boolean => {
    const a = old.get(id);
    return (
      a !== undefined && !between.deaths.some((death) => death.id === id) && a.type === now.get(id)?.type
    );
  };

  for (const c of between.collections)
    tell(c.automatic ? 'collectionAutomatic' : 'collectionManual', {
      generation: c.generation,
      collected: c.collected,
      candidates: c.candidates,
      threshold: before.generations[0]?.threshold ?? 0,
    });
  if (between.deaths.length > 0 && between.collections.length === 0) {
    const [first] = between.deaths;
    if (between.deaths.length === 1) tell('died', { type: first.type, value: first.value });
    else tell('diedMany', { type: first.type, value: first.value, count: between.deaths.length });
  }
  const lost = after.objects.filter((o) => o.unreachable && !old.get(o.id)?.unreachable);
  if (lost.length > 0)
    tell('becameGarbage', { type: lost[0].type, count: lost.length, refcount: lost[0].refcount });
  for (const o of after.objects)
    if (o.shape === 'weakref' && o.value === 'dead' && sameObject(o.id) && old.get(o.id)?.value !== 'dead') {
      tell('weakrefDied', { type: o.type });
      break;
    }
  if (between.arenasMapped > 0) tell('arenaMapped', { count: between.arenasMapped });
  if (between.arenasUnmapped > 0) tell('arenaUnmapped', { count: between.arenasUnmapped });
  frames(before, after, tell);
  for (const o of after.objects) {
    const was = old.get(o.id);
    if (was === undefined || !sameObject(o.id) || o.sizeBytes <= was.sizeBytes) continue;
    if (o.shape === 'list') tell('listGrew', { from: was.sizeBytes, to: o.sizeBytes });
    else if (o.shape === 'dict') tell('dictGrew', { from: was.sizeBytes, to: o.sizeBytes });
    else continue;
    break;
  }
  names(before, after, old, now, sameObject, tell);
  if (told.length === 0) references(old, now, sameObject, tell);
  if (told.length === 0) counts(old, now, sameObject, tell);
  if (told.length === 0 && after.stdout.length > before.stdout.length)
    tell('output', { text: after.stdout.slice(before.stdout.length).trimEnd().split('\n')[0].slice(0, 60) });
  if (told.length === 0) {
    const made = after.objects.filter((o) => !old.has(o.id) && !o.isStatic);
    if (made.length > 0) tell('created', { type: made[0].type, count: made.length });
  }
  const fresh = after.objects.filter(
    (o) => !o.atom && !o.isStatic && o.line > 0 && (!old.has(o.id) || !sameObject(o.id)),
  );
  told.push(...explainMemory(before, after, fresh));
  if (told.length === 0) tell('nothing');
  return told.slice(0, MAX_SENTENCES);
}

type Tell = (rule: ExplanationRule, values?: Explanation['values']) => void;

function frames(before: LabView, after: LabView, tell: Tell): void {
  const a = before.frames;
  const b = after.frames;
  if (b.length > a.length) {
    const { name, names: parameters } = b[b.length - 1];
    const lent = parameters.filter((one) => one.borrowed).map((one) => one.name);
    if (lent.length > 0) tell('lent', { name, parameters: lent.join(', ') });
    else tell('frameEntered', { name });
  } else if (b.length < a.length) tell('frameLeft', { name: a[a.length - 1].name });
}

/** Names of the innermost common frame that are bound to something else now. */
function names(
  before: LabView,
  after: LabView,
  old: ReadonlyMap<number, LabObject>,
  now: ReadonlyMap<number, LabObject>,
  sameObject: (id: number) => boolean,
  tell: Tell,
): void {
  const depth = Math.min(before.frames.length, after.frames.length) - 1;
  for (let i = depth; i >= 0 && i >= depth - 1; i--) {
    const was = new Map(before.frames[i].names.map((n) => [n.name, n.to]));
    for (const { name, to } of after.frames[i].names) {
      if (was.get(name) === to && sameObject(to)) continue;
      const o = now.get(to);
      if (o === undefined) continue;
      const values = { name, type: o.type, value: o.value, refcount: o.refcount, size: o.sizeBytes };
      if (o.immortal) tell('immortalBound', values);
      else if (old.has(to) && sameObject(to) && o.refcount > 1) tell('sharedBound', values);
      else tell('createdBound', values);
      return;
    }
  }
}

function counts(
  old: ReadonlyMap<number, LabObject>,
  now: ReadonlyMap<number, LabObject>,
  sameObject: (id: number) => boolean,
  tell: Tell,
): void {
  for (const o of now.values()) {
    const was = old.get(o.id);
    if (was === undefined || o.immortal || was.refcount === o.refcount || !sameObject(o.id)) continue;
    tell(o.refcount < was.refcount ? 'countFell' : 'countRose', {
      type: o.type,
      value: o.value,
      from: was.refcount,
      to: o.refcount,
    });
    return;
  }
}

/** A container that refers to more or fewer objects than before. */
function references(
  old: ReadonlyMap<number, LabObject>,
  now: ReadonlyMap<number, LabObject>,
  sameObject: (id: number) => boolean,
  tell: Tell,
): void {
  for (const o of now.values()) {
    const was = old.get(o.id);
    if (was === undefined || !sameObject(o.id)) continue;
    const change = o.edges.length + o.moreEdges - was.edges.length - was.moreEdges;
    if (change === 0) continue;
    const values = { type: o.type, count: Math.abs(change), total: o.edges.length + o.moreEdges };
    tell(change > 0 ? 'refers' : 'refersNoMore', values);
    return;
  }
}
