/** Versions that can be modelled, oldest first: the order in which `since` tables are read. */
export const versions = [
  '3.3',
  '3.8',
  '3.9',
  '3.10',
  '3.11',
  '3.12',
  '3.13',
  '3.14.0',
  '3.14',
  '3.14t',
  '3.15',
] as const;

export type Version = (typeof versions)[number];

/**
 * Reads a table that names only the versions in which a value changed: the entry of the newest version
 * that is not newer than `version`. Throws where the table begins after `version`.
 */
export function since<T>(version: Version, table: { readonly [V in Version]?: T }): T {
  for (let i = versions.indexOf(version); i >= 0; i--) {
    const entry = table[versions[i]];
    if (entry !== undefined) return entry;
  }
  throw new Error(`no value for version ${version}`);
}
