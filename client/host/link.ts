import type { Room } from '@colyseus/sdk';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import { PROTOCOL_VERSION, SOCKET_PATH } from '../../shared/protocol/limits.ts';
import {
  type ActAnswer,
  type ActRequest,
  type LogMessage,
  message,
  type RefusedAnswer,
  type SyncAnswer,
  type SyncRequest,
} from '../../shared/protocol/messages.ts';
import type { Api } from './api.ts';
import type { Playable } from './board.ts';

/** A way to the server's game at one level: over a socket, or over HTTP for a level that is not open. */
export interface Link {
  sync(request: SyncRequest): Promise<SyncAnswer | RefusedAnswer>;
  act(request: ActRequest): Promise<ActAnswer>;
}

/** A link that also hears what the player's other boards do. */
export interface RoomLink extends Link {
  onLog: (change: LogMessage) => void;
  onReplaced: () => void;
  onClosed: () => void;
  readonly isClosed: boolean;
  /** Whether the server answers within that time. */
  isAlive(timeoutMs: number): Promise<boolean>;
  close(): void;
}

/** What a request may take before the connection counts as dead. */
const REQUEST_MS = 8000;
const JOIN_MS = 10_000;

/** The link of a level that is not open on this page. */
export function httpLink(api: Api, level: string): Link {
  return {
    sync: (request) => api.sync(level, request),
    act: (request) => api.act(level, request),
  };
}

/**
 * Takes a seat in the room of the player's game. Reconnecting is not left to Colyseus: a seat belongs to the player's
 * key and not to a connection, so that a new one is as good, also after a restart of the server.
 * Rejects as `Api` does, or if the socket cannot be opened.
 */
export async function openRoomLink(api: Api, { level, rules }: Playable): Promise<RoomLink> {
  const [{ Client }, seat] = await Promise.all([
    import('@colyseus/sdk'),
    api.seat({ protocol: PROTOCOL_VERSION, engine: ENGINE_VERSION, level: level.id, rules }),
  ]);
  const client = new Client(api.origin + SOCKET_PATH);
  const joining = client.consumeSeatReservation<unknown>(seat as never);
  const room = await withTimeout(joining, JOIN_MS).catch((error: unknown) => {
    // A join that comes through after all would hold a seat that nobody sits in.
    joining.then(
      (late) => late.leave(),
      () => {},
    );
    throw error;
  });
  return new ColyseusLink(room);
}

class ColyseusLink implements RoomLink {
  onLog: (change: LogMessage) => void = () => {};
  onReplaced: () => void = () => {};
  onClosed: () => void = () => {};
  isClosed = false;
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
    room.reconnection.enabled = false;
    room.onMessage<LogMessage>(message.log, (change) => this.onLog(change));
    room.onMessage(message.replaced, () => this.onReplaced());
    room.onMessage('*', () => {});
    room.onLeave(() => this.#closed());
    room.onError(() => {});
  }

  sync(request: SyncRequest): Promise<SyncAnswer | RefusedAnswer> {
    return this.#room.request(message.sync, request, { timeout: REQUEST_MS });
  }

  act(request: ActRequest): Promise<ActAnswer> {
    return this.#room.request(message.act, request, { timeout: REQUEST_MS });
  }

  isAlive(timeoutMs: number): Promise<boolean> {
    if (this.isClosed || !this.#room.connection.isOpen) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.#room.ping(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  close(): void {
    if (this.isClosed) return;
    this.#closed();
    try {
      // A goodbye where it can be said; a dead connection is dropped without waiting for an answer.
      if (this.#room.connection.isOpen) this.#room.leave().catch(() => {});
      setTimeout(() => this.#room.connection.close(), 1000);
    } catch {
      // It was closed already.
    }
  }

  #closed(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onClosed();
  }
}

function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
