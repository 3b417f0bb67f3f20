import { readStored, writeStored } from '../../../state/storage.ts';
import { defaultVersion, knownVersion } from '../versions.ts';

/*
 * What was written here is kept in this browser and nowhere else: what is being written, so that a reload loses nothing, and
 * programs that were saved under a name.
 */

export type Draft = { readonly source: string; readonly version: string };
export type NamedDraft = Draft & { readonly name: string; readonly step: number };

const CURRENT = 'pyarena.lab.draft';
const NAMED = 'pyarena.lab.drafts';
/** The oldest goes when there are more. */
const MAX_DRAFTS = 50;

/** What was written here last, or null. */
export function readDraft(): Draft | null {
  return draftOf(readStored(CURRENT));
}

export function writeDraft(draft: Draft): void {
  writeStored(CURRENT, draft);
}

/** The saved programs, the latest first. */
export function namedDrafts(): readonly NamedDraft[] {
  const stored = readStored(NAMED);
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const draft = draftOf(one);
    const { name, step } = (one ?? {}) as Partial<NamedDraft>;
    if (draft === null || typeof name !== 'string' || name === '') return [];
    return [{ ...draft, name, step: typeof step === 'number' && step >= 0 ? step : 0 }];
  });
}

/** Saves a program; one of the same name is replaced. */
export function saveDraft(draft: NamedDraft): readonly NamedDraft[] {
  const others = namedDrafts().filter(({ name }) => name !== draft.name);
  const drafts = [draft, ...others].slice(0, MAX_DRAFTS);
  writeStored(NAMED, drafts);
  return drafts;
}

export function deleteDraft(name: string): readonly NamedDraft[] {
  const drafts = namedDrafts().filter((draft) => draft.name !== name);
  writeStored(NAMED, drafts);
  return drafts;
}

function draftOf(stored: unknown): Draft | null {
  const { source, version } = (stored ?? {}) as { source?: unknown; version?: unknown };
  if (typeof source !== 'string' || source.trim() === '') return null;
  return { source, version: knownVersion(version) ?? defaultVersion };
}
