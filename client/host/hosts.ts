import type { ReadonlySignal } from '@preact/signals';
import type { Level } from '../../shared/level/level.ts';
import type { Connection, Host } from './host.ts';
import type { PlayerKey } from './player.ts';
import type { Progress } from './progress.ts';

export interface HostsOptions {
  /** Every level of the game, in the order in which it is taught. */
  readonly levels: readonly Level[];
  /** Origin of the game server (`https://host:port`); null plays in the browser alone. Default: where the page came from. */
  readonly server?: string | null;
  /** Where the browser keeps games and progress. Default: `localStorage`, or memory where that is switched off. */
  readonly storage?: Storage;
}

/** The door to everything behind the board: one for the page, made by `createHosts` in `main`. */
export interface Hosts {
  readonly player: PlayerKey;
  readonly progress: Progress;
  /** Whether the server answers at all, also while no level is open. */
  readonly connection: ReadonlySignal<Connection>;
  /** Opens a level for play. Close it before opening another. Never throws, never waits. */
  open(level: Level): Host;
  close(): void;
}
