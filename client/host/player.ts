import type { ReadonlySignal } from '@preact/signals';

/**
 * Who plays: a random key made in the browser, kept there, and sent to the server as a bearer token. There is
 * nothing else; who has the key has the progress. The server keeps only its hash.
 */
export interface PlayerKey {
  readonly key: ReadonlySignal<string>;
  /** A new, unlinked player; the progress of the old one stays on the server for whoever has its key. */
  renew(): void;
  /** Goes on as the player of that key (from another device). False, and no change, if it is not a key. */
  adopt(key: string): boolean;
}
