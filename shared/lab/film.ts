/** One collection of a run, phase by phase, with the objects as they were when it began. */
import type { GcPhase, GcRefs } from '../sim/gc/events.ts';
import { isLeftByImport } from '../sim/interp/import-counts.ts';
import type { PyContainer } from '../sim/objects/header.ts';
import type { Runtime } from '../sim/objects/runtime.ts';
import type { ObjectShape } from './model.ts';
import { addressOf, shapeOf, typeName, valueText } from './objects.ts';
import { generationsOf, unreachableObjects } from './reach.ts';

export type FilmObject = {
  readonly id: number;
  readonly type: string;
  readonly shape: ObjectShape;
  readonly value: string;
  readonly refcount: number;
  /** Addresses of tracked objects that it refers to. */
  readonly refersTo: readonly number[];
  /** Made by the program's own lines, or garbage. */
  readonly own: boolean;
};

export type FilmPhase = {
  readonly phase: GcPhase;
  /** gc_refs by address after the phase, where it sets them. */
  readonly refs: readonly GcRefs[];
  /** The objects that the phase moved or treated. */
  readonly addresses: readonly number[];
};

export type CollectionFilm = {
  readonly index: number;
  readonly generation: number;
  readonly automatic: boolean;
  readonly candidates: number;
  readonly collected: number;
  readonly phases: readonly FilmPhase[];
  /** The objects that are shown: garbage, and what of the rest fits. */
  readonly objects: readonly FilmObject[];
};

/** Objects of a film; candidates beyond are counted. */
const MAX_OBJECTS = 120;

/**
 * The candidates of a collection of `generation` that is about to begin: what is unreachable first, then the program's own, then
 * the youngest.
 */
export function filmObjects(
  rt: Runtime,
  generation: number,
  isOwn: (o: PyContainer) => boolean,
): FilmObject[] {
  const generations = generationsOf(rt);
  const garbage = unreachableObjects(rt, generations);
  const candidates = generations
    .slice(0, generation + 1)
    .reverse()
    .flat();
  const ranked = candidates
    .map((o, i) => ({ o, rank: (isLeftByImport(o) ? 2 : garbage.has(o) ? 0 : isOwn(o) ? 1 : 2) * 1e9 - i }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_OBJECTS)
    .map(({ o }) => o);
  const shown = new Set<unknown>(ranked);
  return ranked.map((o) => {
    const refersTo: number[] = [];
    o.type.slots.traverse?.(rt, o, (_rt, to) => {
      if (shown.has(to)) refersTo.push(addressOf(rt, to));
    });
    return {
      id: addressOf(rt, o),
      type: typeName(o),
      shape: shapeOf(rt, o),
      value: valueText(rt, o),
      refcount: o.refcnt,
      refersTo,
      own: !isLeftByImport(o) && (garbage.has(o) || isOwn(o)),
    };
  });
}
