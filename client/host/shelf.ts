import { hashJson } from '../../shared/base/canonical.ts';
import type { Keep } from './keep.ts';
import { type AttemptRecord, asRecord, type GameRecord, isLog } from './record.ts';

/** Attempts kept until they can be handed in; beyond it the oldest go. */
const ATTEMPTS = 40;

/** What the browser keeps of one player: games, attempts to hand in, best results, and what the server last said. */
export class Shelf {
  readonly #keep: Keep;

  constructor(root: Keep, playerKey: string) {
    this.#keep = root.under(hashJson(playerKey).slice(0, 8));
  }

  get keep(): Keep {
    return this.#keep;
  }

  readGame(level: string): GameRecord | null {
    return asRecord(this.#keep.read(`game.${level}`));
  }

  /** Whether it was kept. */
  writeGame(level: string, record: GameRecord): boolean {
    return this.#keep.write(`game.${level}`, record);
  }

  removeGame(level: string): void {
    this.#keep.remove(`game.${level}`);
  }

  /** Levels with a game. */
  games(): string[] {
    return this.#keep
      .keys()
      .filter((key) => key.startsWith('game.'))
      .map((key) => key.slice('game.'.length));
  }

  /** Calls `changed` when another tab writes the level's game. */
  watchGame(level: string, changed: () => void): () => void {
    return this.#keep.watch((key) => {
      if (key === `game.${level}`) changed();
    });
  }

  attempts(): AttemptRecord[] {
    const value = this.#keep.read('attempts');
    if (!Array.isArray(value)) return [];
    return value.filter((attempt: AttemptRecord) => typeof attempt?.level === 'string' && isLog(attempt.log));
  }

  addAttempt(attempt: AttemptRecord): void {
    this.#keep.write('attempts', [...this.attempts(), attempt].slice(-ATTEMPTS));
  }

  removeAttempt(attempt: AttemptRecord): void {
    const text = JSON.stringify(attempt);
    this.#keep.write(
      'attempts',
      this.attempts().filter((other) => JSON.stringify(other) !== text),
    );
  }

  /** How often the player's progress was reset, as the server last told: more there means that what is here is old. */
  get resets(): number {
    const value = this.#keep.read('resets');
    return typeof value === 'number' ? value : 0;
  }

  set resets(count: number) {
    this.#keep.write('resets', count);
  }

  /** Whether a reset was asked for while no server was there. */
  get resetDue(): boolean {
    return this.#keep.read('resetDue') === true;
  }

  set resetDue(due: boolean) {
    if (due) this.#keep.write('resetDue', true);
    else this.#keep.remove('resetDue');
  }

  clear(): void {
    this.#keep.clear();
  }
}
