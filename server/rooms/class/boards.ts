import { countAttempts } from '../../../shared/class/attempts.ts';
import { scoreOf } from '../../../shared/class/points.ts';
import type { RoundResult } from '../../../shared/class/results.ts';
import { compareMetrics } from '../../../shared/game/score.ts';
import { type BestAttempt, type Session, sessionStatus } from '../../../shared/game/session/session.ts';
import { replayUntilRefused } from '../../games/attempts.ts';
import { type Committed, Game } from '../../games/game.ts';
import type { LevelEntry } from '../../levels/entry.ts';
import { classPlayer, readMovers } from '../../store/classes.ts';
import type { Store } from '../../store/store.ts';
import { readWholes } from '../../store/whole.ts';

/** A board of a round: one seat's, or a team's. */
export interface Board {
  /** `seat 3` or `team 0`. */
  readonly id: string;
  readonly seat: number | null;
  readonly team: number | null;
  readonly round: number;
  readonly entry: LevelEntry;
  /** Whether the level is not the playlist's own. */
  readonly isCustom: boolean;
  readonly game: Game;
  /** Of a team's heap: who made each move of the log. */
  readonly movers: number[];
  /** Of a team's heap: numbers that the senders gave their moves, by place; kept until they are on disk. */
  readonly ops: Map<number, number>;
  /** What came in beside the log: moves of a device that had no connection while another played on. */
  aside: Aside;
  /** What was last told of it. */
  best: BestAttempt | null;
  phase: 'idle' | 'playing' | 'won' | 'lost';
}

/** Logs beside the board's own, as what they came to. */
export interface Aside {
  readonly best: BestAttempt | null;
  readonly attempts: number;
  readonly moves: number;
}

export interface BoardSpec {
  readonly id: string;
  readonly seat: number | null;
  readonly team: number | null;
  readonly round: number;
  readonly entry: LevelEntry;
  readonly isCustom: boolean;
}

/** The boards of a class that are in memory. Each is a `Game`, with the same log and group commit as everybody's. */
export class Boards {
  readonly #store: Store;
  readonly #code: string;
  readonly #committed: (board: Board, change: Committed) => void;
  readonly #opening = new Map<string, Promise<Board>>();
  readonly #open = new Map<string, Board>();

  constructor(store: Store, code: string, committed: (board: Board, change: Committed) => void) {
    this.#store = store;
    this.#code = code;
    this.#committed = committed;
  }

  get(id: string, round: number): Board | undefined {
    return this.#open.get(`${id} ${round}`);
  }

  all(): Iterable<Board> {
    return this.#open.values();
  }

  get size(): number {
    return this.#open.size;
  }

  /** The board, read from the disk if it is not in memory. */
  open(spec: BoardSpec): Promise<Board> {
    const key = `${spec.id} ${spec.round}`;
    let opening = this.#opening.get(key);
    if (!opening) {
      opening = this.#read(spec).then((board) => {
        this.#open.set(key, board);
        return board;
      });
      opening.catch(() => this.#opening.delete(key));
      this.#opening.set(key, opening);
    }
    return opening;
  }

  /** Lets go of the boards that are not to be kept, once all of them is on disk. */
  async drop(isKept: (board: Board) => boolean): Promise<void> {
    for (const [key, board] of [...this.#open]) {
      if (isKept(board)) continue;
      await board.game.settled();
      this.#open.delete(key);
      this.#opening.delete(key);
    }
  }

  async settled(): Promise<void> {
    for (const board of this.#open.values()) await board.game.settled();
  }

  async #read(spec: BoardSpec): Promise<Board> {
    const player = classPlayer(this.#code, spec.id.replace(' ', ''), spec.round);
    const game = await Game.open(this.#store, player, spec.entry, 'class');
    const aside = await readAside(this.#store, player, spec.entry);
    const movers = spec.team === null ? [] : await readMovers(this.#store.db, game.id);
    const board: Board = {
      ...spec,
      game,
      movers,
      ops: new Map(),
      aside,
      best: null,
      phase: phaseOf(game),
    };
    board.best = bestOf(board);
    game.listen({ committed: (change) => this.#committed(board, change), replaced() {} });
    return board;
  }
}

export function phaseOf(game: Game): Board['phase'] {
  return game.session.log.length === 0 ? 'idle' : sessionStatus(game.session).phase;
}

/** The best attempt on the board or beside it. */
export function bestOf({ entry, game, aside }: Pick<Board, 'entry' | 'game' | 'aside'>): BestAttempt | null {
  return better(entry, game.session.best, aside.best);
}

/** How many moves there are on the board and beside it. */
export function movesOf({ game, aside }: Pick<Board, 'game' | 'aside'>): number {
  return game.session.log.length + aside.moves;
}

/** The same with one log more. */
export function withAside(entry: LevelEntry, aside: Aside, session: Session): Aside {
  return {
    best: better(entry, aside.best, session.best),
    attempts: aside.attempts + countAttempts(session.log),
    moves: aside.moves + session.log.length,
  };
}

async function readAside(store: Store, player: string, entry: LevelEntry): Promise<Aside> {
  let aside: Aside = { best: null, attempts: 0, moves: 0 };
  const owner = { player, level: entry.level.id, rules: entry.rules };
  for (const log of await readWholes(store.db, owner))
    aside = withAside(entry, aside, await replayUntilRefused(entry, log));
  return aside;
}

function better(
  { kind, level }: LevelEntry,
  one: BestAttempt | null,
  other: BestAttempt | null,
): BestAttempt | null {
  if (!one || !other) return one ?? other;
  return compareMetrics(kind, level.metrics, other.metrics, one.metrics) < 0 ? other : one;
}

/** What a board's logs are worth: by replay, which is what the game's session is. */
export function resultOf(board: Board, hints: number, bestMs: number | null): RoundResult {
  const { kind, level } = board.entry;
  const best = bestOf(board);
  const scored = best && scoreOf(kind, level, best.metrics);
  return {
    round: board.round,
    points: scored?.points ?? 0,
    medal: scored?.medal ?? null,
    metrics: best && Object.fromEntries(level.metrics.map((name) => [name, best.metrics[name]])),
    attempts: countAttempts(board.game.session.log) + board.aside.attempts,
    moves: movesOf(board),
    hints,
    bestMs: best ? bestMs : null,
  };
}
