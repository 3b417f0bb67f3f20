import { Hasher } from './hash.ts';

/** JSON with sorted keys and no white space: equal values give equal texts. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The hash of a JSON value by its canonical text: sixteen hexadecimal digits. */
export function hashJson(value: unknown): string {
  return new Hasher().text(canonicalJson(value)).digest();
}
