import { randomBytes } from 'node:crypto';
import { Client, type Room } from '@colyseus/sdk';
import type { Action } from '../../shared/game/action.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import { PROTOCOL_VERSION, SOCKET_PATH } from '../../shared/protocol/limits.ts';
import type { ActAnswer, LogMessage, SyncAnswer } from '../../shared/protocol/messages.ts';
import { formatPlayerKey } from '../../shared/protocol/player.ts';
import { toyCatalog } from './toy.ts';

export function newKey(): string {
  return formatPlayerKey(randomBytes(20));
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Json = any;

/** One HTTP request with a player's key; the body is JSON both ways. */
export async function request(
  url: string,
  key: string | null,
  method = 'GET',
  body?: unknown,
): Promise<{ status: number; body: Json; headers: Headers }> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

/** A bare socket at a level: says what a test wants said, with no host in between. */
export class RawBoard {
  readonly room: Room;
  readonly logs: LogMessage[] = [];
  readonly refused: unknown[] = [];
  readonly answers: unknown[] = [];
  readonly closed: Promise<number>;
  isClosed = false;
  session = '';

  private constructor(room: Room) {
    this.room = room;
    room.reconnection.enabled = false;
    room.onMessage('log', (message: LogMessage) => this.logs.push(message));
    room.onMessage('refused', (message: unknown) => this.refused.push(message));
    room.onMessage('answer', (message: unknown) => this.answers.push(message));
    room.onMessage('replaced', () => {});
    this.closed = new Promise((resolve) =>
      room.onLeave((code) => {
        this.isClosed = true;
        resolve(code);
      }),
    );
  }

  static async open(url: string, key: string, level = 'toy-1'): Promise<RawBoard> {
    const seat = await request(`${url}/api/rooms/solo`, key, 'POST', {
      protocol: PROTOCOL_VERSION,
      engine: ENGINE_VERSION,
      level,
      rules: toyCatalog.get(level)!.rules,
    });
    if (seat.status !== 200) throw new Error(`no seat: ${seat.status} ${JSON.stringify(seat.body)}`);
    const client = new Client(url + SOCKET_PATH);
    const board = new RawBoard(await client.consumeSeatReservation(seat.body));
    board.session = (await board.sync()).session;
    return board;
  }

  async sync(): Promise<SyncAnswer> {
    return await this.room.request('sync', { session: null, have: 0, hash: null });
  }

  async act(seq: number, ...actions: Action[]): Promise<ActAnswer> {
    return await this.room.request('act', { session: this.session, seq, actions });
  }

  /** Cuts the connection as a dead network does: no goodbye. */
  terminate(): void {
    (this.room.connection.transport as unknown as { ws: { close(): void } }).ws.close();
  }

  async leave(): Promise<void> {
    if (!this.isClosed) await this.room.leave();
  }
}

/** Waits until `check` holds; fails after half a minute, which a busy machine may need. */
export async function until(check: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited half a minute in vain: ${what}`);
}
