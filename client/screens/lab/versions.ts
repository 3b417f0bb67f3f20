/** The versions that can be chosen, newest first. */
export const labVersions = ['3.15', '3.14', '3.14.0', '3.13', '3.12', '3.11', '3.10', '3.9', '3.8'] as const;
export const defaultVersion = '3.14';

/** The version as it can be chosen, or undefined where there is no such one. */
export function knownVersion(version: unknown): string | undefined {
  return labVersions.find((known) => known === version);
}
