/**
 * How large a dict's keys table is made and how many bytes it takes (Objects/dictobject.c: calculate_keysize,
 * GROWTH_RATE, dict_new_presized, dict_merge, PyDict_Copy). The table itself belongs to the object model.
 */
import type { Ruleset } from '../rulesets/index.ts';

/** PyDict_MINSIZE. */
export const minSlots = 8;

/** Entries that fit in a table of `slots` (USABLE_FRACTION). */
export function usableEntries(slots: number): number {
  return Math.floor((slots * 2) / 3);
}

/** Bytes of a keys table. `unicode`: all its keys are exact strs, which 3.11+ stores without hashes. */
export function keysTableBytes(slots: number, unicode: boolean, rules: Ruleset): number {
  const { keysHeaderBytes, generalEntryBytes, unicodeEntryBytes, unicodeTables } = rules.dict;
  const indexBytes = slots <= 128 ? 1 : slots <= 32768 ? 2 : 4;
  const entryBytes = unicode && unicodeTables ? unicodeEntryBytes : generalEntryBytes;
  return keysHeaderBytes + slots * indexBytes + usableEntries(slots) * entryBytes;
}

/** The slots of a new table that is asked to have at least `wanted` (calculate_keysize). */
export function slotsFor(wanted: number, rules: Ruleset): number {
  // 3.10-3.13 set bit 3 before rounding up, so that small wishes and exact powers of two get twice their due.
  if (rules.dict.keysizeRoundsTwice) wanted = (wanted | minSlots) - 1;
  else wanted -= 1;
  let slots = minSlots;
  while (slots <= wanted) slots *= 2;
  return slots;
}

/** The slots for `entries` that are known to come (ESTIMATE_SIZE): merging, fromkeys() of a dict or set. */
export function slotsForEntries(entries: number, rules: Ruleset): number {
  return slotsFor(Math.floor((entries * 3 + 1) / 2), rules);
}

/** The slots of a full table's successor (GROWTH_RATE), and of one that turns from string keys to any (3.11+). */
export function grownSlots(used: number, slots: number, rules: Ruleset): number {
  const wanted = rules.dict.growth === 'usedTimes3' ? used * 3 : used * 2 + (slots >> 1);
  return slotsFor(wanted, rules);
}

/** A display of `entries` pairs (_PyDict_NewPresized): 0 means that the first insertion makes a table of 8. */
export function presizedSlots(entries: number, rules: Ruleset): number {
  if (entries <= usableEntries(minSlots)) return 0;
  const maxPresize = 128 * 1024;
  return entries > usableEntries(maxPresize) ? maxPresize : slotsForEntries(entries, rules);
}

/** d.copy(): whether the table is cloned as it is, deleted entries and all, rather than filled anew. */
export function copyClones(used: number, entries: number, rules: Ruleset): boolean {
  return rules.dict.copyClones && used >= Math.floor((entries * 2) / 3);
}

/**
 * d.update(other), dict(other) with `other` an exact dict, no key of which was deleted, into an empty dict: whether
 * the other's table is cloned (3.10+).
 */
export function mergeClones(
  ownUsed: number,
  otherUsed: number,
  otherEntries: number,
  otherSlots: number,
  rules: Ruleset,
): boolean {
  return (
    rules.dict.mergeClones &&
    ownUsed === 0 &&
    otherUsed === otherEntries &&
    otherUsed > 0 &&
    (otherSlots === minSlots || usableEntries(otherSlots / 2) < otherUsed)
  );
}

/** The slots to which a dict of `slots` is first resized when it takes in `otherUsed` entries; `slots` if it stays. */
export function mergedSlots(slots: number, used: number, otherUsed: number, rules: Ruleset): number {
  return usableEntries(slots) < otherUsed || (slots <= 1 && otherUsed > 0)
    ? slotsForEntries(used + otherUsed, rules)
    : slots;
}
