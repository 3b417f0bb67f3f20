import { bytes, number } from '../../../text/format.ts';

/** A change in bytes, with its sign. */
export function signed(count: number): string {
  return count > 0 ? `+${bytes(count)}` : bytes(count);
}

/** A change in number, with its sign. */
export function signedCount(count: number): string {
  return count > 0 ? `+${number(count)}` : number(count);
}
