import { limits } from '../../shared/protocol/limits.ts';
import type { RefusedAnswer } from '../../shared/protocol/messages.ts';
import type { Board } from './board.ts';
import type { Link } from './link.ts';

/** What a step of handing in came to. */
export type Outcome =
  /** Nothing is pending, or some of it has been acknowledged. */
  | { readonly kind: 'done' }
  /** The logs have to be compared first. */
  | { readonly kind: 'sync' }
  /** The server asks to wait. */
  | { readonly kind: 'wait'; readonly ms: number };

/** Refusals of one and the same place after which its move is given up. */
const PATIENCE = 4;

/**
 * Brings one board and the server's log of it together over a link: first `sync`, then `flush` until nothing is
 * pending. Both may be cut off at any point and begun again; places in the log make sure that nothing happens twice.
 */
export class Replicator {
  readonly #board: Board;
  readonly #link: Link;
  readonly #forget: (resets: number) => void;
  readonly #resets: () => number;
  #drifts = 0;
  #refusals = 0;

  /** `resets` is what is known of them here; `forget` is called when the server counts more. */
  constructor(board: Board, link: Link, resets: () => number, forget: (resets: number) => void) {
    this.#board = board;
    this.#link = link;
    this.#resets = resets;
    this.#forget = forget;
  }

  /** Takes in the server's log. Rejects if the link fails. */
  async sync(): Promise<Outcome> {
    const board = this.#board;
    const have = board.confirmed;
    const answer = await this.#link.sync({
      session: board.serverSession,
      have,
      hash: board.serverSession === null ? null : board.hashAt(have),
      renew: board.renew,
    });
    if (answer.kind === 'refused') return { kind: 'wait', ms: answer.retryAfterMs ?? 1000 };
    if (answer.resets > this.#resets()) this.#forget(answer.resets);
    // Moves made while the answer was on its way lie beyond `have`, so the first part is still what it was.
    const log =
      answer.from === 0
        ? answer.actions
        : [...board.session.peek().log.slice(0, answer.from), ...answer.actions];
    if (log.length !== answer.logLength) return { kind: 'sync' };
    if (!board.reconcile({ session: answer.session, log, hash: answer.hash })) this.#drifted();
    return { kind: 'done' };
  }

  /** Hands in the oldest pending moves, as many as fit one message. Rejects if the link fails. */
  async flush(): Promise<Outcome> {
    const board = this.#board;
    const actions = board.unsent().slice(0, limits.actionsPerMessage);
    if (actions.length === 0) return { kind: 'done' };
    const session = board.serverSession;
    if (session === null) return { kind: 'sync' };
    const seq = board.confirmed;
    const expected = board.hashAt(seq + actions.length);
    const answer = await this.#link.act({ session, seq, actions: [...actions], hash: expected });
    if (board.serverSession !== session) return { kind: 'sync' };
    switch (answer.kind) {
      case 'accepted':
        this.#refusals = 0;
        board.acknowledge(answer.logLength);
        if (answer.hash === expected) return { kind: 'done' };
        this.#drifted();
        return { kind: 'sync' };
      case 'rejected':
        board.acknowledge(answer.seq);
        board.takeBack(answer.seq, answer.reason);
        return { kind: 'sync' };
      case 'refused':
        return this.#refused(answer, seq);
      default:
        return { kind: 'sync' };
    }
  }

  #refused(answer: RefusedAnswer, seq: number): Outcome {
    const hopeless = answer.why === 'malformed' || answer.why === 'tooLarge';
    if (answer.why === 'tooFrequent') return { kind: 'wait', ms: answer.retryAfterMs ?? 1000 };
    if (hopeless || ++this.#refusals >= PATIENCE) {
      this.#refusals = 0;
      this.#board.takeBack(seq, { reason: hopeless ? 'malformedAction' : 'internalError' });
      return { kind: 'sync' };
    }
    return { kind: 'wait', ms: answer.retryAfterMs ?? 1000 };
  }

  /**
   * Equal logs, unequal boards. Playing the log again heals a board that went astray; if it does not, the page runs
   * other code than the server, which is right by definition.
   */
  #drifted(): void {
    this.#drifts++;
    this.#board.replayAll();
    this.#board.notify(this.#drifts === 1 ? 'resynced' : 'newVersion');
  }
}
