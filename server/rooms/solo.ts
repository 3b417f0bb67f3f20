import { type Client, Room } from '@colyseus/core';
import { type SchemaType, schema, t } from '@colyseus/schema';
import { medalFor } from '../../shared/game/score.ts';
import { limits } from '../../shared/protocol/limits.ts';
import {
  type ActAnswer,
  actRequest,
  type LogMessage,
  message,
  type RefusedAnswer,
  type ReplacedMessage,
  type SyncAnswer,
  syncRequest,
} from '../../shared/protocol/messages.ts';
import type { Committed, Game } from '../games/game.ts';
import type { Games } from '../games/games.ts';
import type { Counters } from '../guard/counters.ts';
import { Intake } from '../guard/intake.ts';
import { guardFrames } from './frames.ts';
import type { Seating } from './seating.ts';

/** What a solo room tells everybody in it: never the board, which each of them computes from the log. */
export const SoloState = schema(
  {
    /** Boards of the player that are open now: tabs and devices. */
    seats: t.uint8().default(0),
    level: t.string().default(''),
    logLength: t.uint32().default(0),
    hash: t.string().default(''),
    /** Medal of the best attempt of this game, empty until it is won. */
    medal: t.string().default(''),
  },
  'SoloState',
);
export type SoloState = SchemaType<typeof SoloState>;

export interface SoloServices {
  readonly games: Games;
  readonly seating: Seating;
  readonly counters: Counters;
}

/** What the room is made with; it comes from the HTTP interface, never from a client. */
export interface SoloOptions {
  readonly player: string;
  readonly level: string;
}

/** The name under which the one room of a player's game is found. */
export function soloKey(player: string, level: string): string {
  return `solo ${player} ${level}`;
}

/**
 * The room around one player's game at one level: carries messages between the boards of that player and the
 * `Game`, and holds no rule. It lives while a board is open; the game itself lives on the disk. A seat needs no
 * reservation after a lost connection, because the player's key opens the same room again.
 */
export function soloRoom(services: SoloServices) {
  return class SoloRoom extends Room<{ state: SoloState }> {
    override state = new SoloState();
    override maxClients = limits.seatsPerGame;
    override autoDispose = true;
    /** Far beyond what `Intake` refuses: somebody who floods the socket costs more than an answer is worth. */
    override maxMessagesPerSecond = 2_000;
    #game: Game | null = null;
    #options: SoloOptions | null = null;
    #stopListening: () => void = () => {};
    readonly #intakes = new WeakMap<Client, Intake>();

    override async onCreate(options: SoloOptions) {
      this.#options = options;
      const game = await services.games.hold(options.player, options.level);
      if (!game) throw new Error('no such level');
      this.#game = game;
      this.patchRate = 100;
      await this.setPrivate(true);
      this.state.level = options.level;
      this.#show();
      this.#stopListening = game.listen({
        committed: (change) => this.#committed(change),
        replaced: (session) => {
          this.#show();
          this.broadcast(message.replaced, { session } satisfies ReplacedMessage);
        },
      });
      guardFrames(this, (client) => client.send(message.refused, this.#intake(client).refuse('malformed')));
      this.onMessage(message.sync, (client, body, context) =>
        this.#answer(client, context?.id, () => this.#sync(client, body)),
      );
      this.onMessage(message.act, (client, body, context) =>
        this.#answer(client, context?.id, () => this.#act(client, body)),
      );
      this.onMessage('*', (client) => {
        client.send(message.refused, this.#intake(client).refuse('unknownMessage'));
      });
    }

    override onJoin() {
      this.state.seats = this.clients.length;
      services.counters.add('seats');
    }

    override onLeave() {
      this.state.seats = this.clients.length;
    }

    override onDispose() {
      this.#stopListening();
      const options = this.#options;
      if (!options) return;
      services.seating.forget(soloKey(options.player, options.level), this.roomId);
      if (this.#game) services.games.release(options.player, options.level);
    }

    override onBeforeShutdown() {
      // Close code 4001 tells the boards that the server stops; they come back by themselves.
      this.disconnect(4001);
    }

    override onUncaughtException(error: Error, method: string) {
      services.counters.add('exceptions');
      console.error(`solo room, ${method}:`, error.cause ?? error);
    }

    /** A request gets its answer as the reply, a plain message as a message. */
    async #answer<T>(
      client: Client,
      requestId: number | undefined,
      work: () => Promise<T | RefusedAnswer>,
    ): Promise<T | RefusedAnswer> {
      let answer: T | RefusedAnswer;
      try {
        answer = await work();
      } catch (error) {
        services.counters.add('exceptions');
        console.error('solo room:', error);
        answer = this.#intake(client).refuse('internal');
      }
      if (requestId === undefined) client.send(message.answer, answer);
      return answer;
    }

    async #sync(client: Client, body: unknown): Promise<SyncAnswer | RefusedAnswer> {
      const taken = this.#intake(client).take(syncRequest, body);
      return taken.ok ? await this.#game!.sync(taken.value) : taken.answer;
    }

    async #act(client: Client, body: unknown): Promise<ActAnswer> {
      const taken = this.#intake(client).take(actRequest, body);
      if (!taken.ok) return taken.answer;
      const answer = await this.#game!.act(taken.value, client);
      services.counters.add(`answers.${answer.kind}`);
      return answer;
    }

    #committed({ by, ...change }: Committed): void {
      this.#show();
      const except = this.clients.find((client) => client === by);
      this.broadcast(message.log, change satisfies LogMessage, except ? { except } : {});
    }

    #show(): void {
      const game = this.#game;
      if (!game) return;
      const { level, kind } = game.entry;
      const best = game.session.best;
      this.state.logLength = game.session.log.length;
      this.state.hash = game.hash;
      this.state.medal = best ? medalFor(kind, level.metrics, level.medals, best.metrics) : '';
    }

    #intake(client: Client): Intake {
      let intake = this.#intakes.get(client);
      if (!intake) this.#intakes.set(client, (intake = new Intake(services.counters)));
      return intake;
    }
  };
}
