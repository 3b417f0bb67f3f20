import { type ReadonlySignal, signal } from '@preact/signals';
import { formatPlayerKey, PLAYER_KEY } from '../../shared/protocol/player.ts';
import type { Keep } from './keep.ts';

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

/** The player kept in the browser, or a new one. */
export function createPlayer(keep: Keep): PlayerKey {
  const stored = keep.read('player');
  const key = signal(typeof stored === 'string' && PLAYER_KEY.test(stored) ? stored : newKey());
  keep.write('player', key.value);
  const become = (next: string): void => {
    keep.write('player', next);
    key.value = next;
  };
  return {
    key,
    renew: () => become(newKey()),
    adopt(next) {
      const trimmed = next.trim().toLowerCase();
      if (!PLAYER_KEY.test(trimmed)) return false;
      become(trimmed);
      return true;
    },
  };
}

/** `getRandomValues`, unlike the rest of Web Crypto, is there on plain http as well, as in a school's network. */
function newKey(): string {
  return formatPlayerKey(crypto.getRandomValues(new Uint8Array(20)));
}
