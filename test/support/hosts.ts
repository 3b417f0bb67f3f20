import type { Host } from '../../client/host/host.ts';
import { createHosts, type Hosts } from '../../client/host/hosts.ts';
import { memoryStorage } from '../../client/host/keep.ts';
import type { Action } from '../../shared/game/action.ts';
import { until } from './socket.ts';
import { toyCatalog, toyLevels } from './toy.ts';

/** A browser: a page may be closed and opened again over its storage. */
export class Browser {
  readonly storage: Storage;
  #hosts: Hosts | null = null;

  constructor(storage: Storage = memoryStorage()) {
    this.storage = storage;
  }

  /** Opens the page: on the server at `server`, or with none. A page that is open is left as by a crash. */
  open(server: string | null): Hosts {
    this.#hosts = createHosts({
      levels: toyLevels,
      server,
      storage: this.storage,
      playable: (level) => toyCatalog.get(level.id)!,
    });
    return this.#hosts;
  }

  close(): void {
    this.#hosts?.close();
    this.#hosts = null;
  }
}

export function toy(id: string) {
  return toyCatalog.get(id)!.level;
}

export const add = (n: number): Action => ({ type: 'add', n });

export function sum(host: Host): number {
  return (host.session.value.state as { sum: number }).sum;
}

/** Waits until all moves of the host are on the server's disk. */
export async function settled(host: Host): Promise<void> {
  await until(
    () => host.connection.value === 'online' && host.pending.value === 0,
    `all moves acknowledged (${host.connection.value}, ${host.pending.value} pending)`,
  );
}
