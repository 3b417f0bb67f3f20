/**
 * Rulesets: what differs between CPython releases, as data. One frozen object a version; code below asks for
 * a named rule (`ruleset.dict.unicodeTables`), never for a version number. See README.md.
 */
import { type CollectorRules, collectorRules } from './collector.ts';
import {
  type DictRules,
  dictRules,
  type ListRules,
  listRules,
  type SetRules,
  setRules,
} from './containers.ts';
import { type FreeListRules, freeListRules } from './freelists.ts';
import { type HeldRules, heldRules } from './held.ts';
import { type InstanceRules, instanceRules } from './instances.ts';
import {
  type HashRules,
  hashRules,
  type InterningRules,
  interningRules,
  type SortRules,
  sortRules,
} from './interning.ts';
import { offsetRules } from './offsets.ts';
import { type RefcountRules, refcountRules } from './refcounts.ts';
import { since, type Version, versions } from './since.ts';
import { type SizeRules, sizeRules } from './sizes.ts';
import { type StartRules, startRules } from './startup.ts';
import { type WeakrefRules, weakrefRules } from './weakrefs.ts';

export type { CollectorRules } from './collector.ts';
export type { DictRules, ListRules, SetRules } from './containers.ts';
export type { FreeListRules } from './freelists.ts';
export type { InstanceRules } from './instances.ts';
export type { HashRules, InterningRules, SortRules } from './interning.ts';
export type { RefcountRules } from './refcounts.ts';
export type { Version } from './since.ts';
export { versions } from './since.ts';
export type { FixedType, SizeRules } from './sizes.ts';
export type { WeakrefRules } from './weakrefs.ts';

export interface Ruleset {
  readonly version: Version;
  /** sys.version_info[:3] of the release that is modelled. */
  readonly versionInfo: readonly [number, number, number];
  /** The minor version: for texts and library features that came with a release. */
  readonly minor: number;
  readonly freeThreaded: boolean;
  readonly freeLists: FreeListRules;
  readonly sizes: SizeRules;
  /** Of built-in types: see `offsetRules`. */
  readonly offsets: ReturnType<typeof offsetRules>;
  readonly list: ListRules;
  readonly dict: DictRules;
  readonly set: SetRules;
  readonly instances: InstanceRules;
  readonly refcounts: RefcountRules;
  readonly collector: CollectorRules;
  readonly weakrefs: WeakrefRules;
  readonly interning: InterningRules;
  readonly hashes: HashRules;
  readonly sort: SortRules;
  readonly start: StartRules;
  readonly held: HeldRules;
}

/** The release whose behaviour each version stands for (facts.md: observed or read there). */
const releases: { readonly [V in Version]: readonly [number, number, number] } = {
  '3.3': [3, 3, 7],
  '3.8': [3, 8, 18],
  '3.9': [3, 9, 18],
  '3.10': [3, 10, 13],
  '3.11': [3, 11, 7],
  '3.12': [3, 12, 5],
  '3.13': [3, 13, 18],
  '3.14.0': [3, 14, 0],
  '3.14': [3, 14, 10],
  '3.14t': [3, 14, 10],
  '3.15': [3, 15, 2],
};

const rulesets: ReadonlyMap<string, Ruleset> = new Map(
  versions.map((version) => [version, freeze(buildRuleset(version))]),
);

function buildRuleset(version: Version): Ruleset {
  return {
    version,
    versionInfo: releases[version],
    minor: releases[version][1],
    freeThreaded: version === '3.14t',
    freeLists: freeListRules(version),
    sizes: sizeRules(version),
    offsets: offsetRules(version),
    list: listRules(version),
    dict: dictRules(version),
    set: setRules(version),
    instances: instanceRules(version),
    refcounts: refcountRules(version),
    collector: collectorRules(version),
    weakrefs: weakrefRules(version),
    interning: interningRules(version),
    hashes: hashRules(version),
    sort: sortRules(version),
    start: startRules(version),
    held: heldRules(version),
  };
}

/** The rules of a version by its name in `versions`, or undefined where there is no such version. */
export function ruleset(version: string): Ruleset | undefined {
  return rulesets.get(version);
}

/** Reads a value that changed with releases: the entry of the newest named version not newer than the ruleset's. */
export function sinceVersion<T>(rules: Ruleset, table: { readonly [V in Version]?: T }): T {
  return since(rules.version, table);
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
