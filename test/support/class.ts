import { randomBytes } from 'node:crypto';
import { Client, type Room } from '@colyseus/sdk';
import type { HostCommand } from '../../shared/class/commands.ts';
import type { ClassPlan } from '../../shared/class/options.ts';
import type { Action } from '../../shared/game/action.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import type { LessonView, OwnView, SeatRow } from '../../shared/protocol/class.ts';
import { type ClassTicket, formatSeatKey } from '../../shared/protocol/class-http.ts';
import type {
  ClassMessages,
  CommandAnswer,
  PlaceAnswer,
  SeatsMessage,
} from '../../shared/protocol/class-messages.ts';
import { PROTOCOL_VERSION, SOCKET_PATH } from '../../shared/protocol/limits.ts';
import type { ActAnswer, SyncAnswer } from '../../shared/protocol/messages.ts';
import { request } from './socket.ts';

export function newSeatKey(): string {
  return formatSeatKey(randomBytes(20));
}

export async function openClass(url: string, plan: Partial<ClassPlan> = {}): Promise<ClassTicket> {
  const answer = await request(`${url}/api/class`, null, 'POST', {
    playlist: ['toy-1', 'toy-2'],
    mode: 'own',
    ...plan,
  });
  if (answer.status !== 201) throw new Error(`no class: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as ClassTicket;
}

export async function joinClass(url: string, code: string, name: string, key = newSeatKey()) {
  return { key, answer: await request(`${url}/api/class/${code}/join`, key, 'POST', { name }) };
}

/** A bare socket in a class: says what a test wants said, and remembers all it hears. */
export class ClassSocket {
  readonly room: Room;
  readonly heard: { type: string; body: unknown }[] = [];
  readonly closed: Promise<number>;
  isClosed = false;
  lesson: LessonView | null = null;
  own: OwnView | null = null;
  readonly rows = new Map<number, SeatRow>();
  session = '';

  private constructor(room: Room) {
    this.room = room;
    room.reconnection.enabled = false;
    room.onError(() => {});
    room.onMessage('*', (type, body) => this.#hear(String(type), body));
    this.closed = new Promise((resolve) =>
      room.onLeave((code) => {
        this.isClosed = true;
        resolve(code);
      }),
    );
  }

  static async open(url: string, code: string, key: string): Promise<ClassSocket> {
    const seat = await request(`${url}/api/class/${code}/connect`, key, 'POST', {
      protocol: PROTOCOL_VERSION,
      engine: ENGINE_VERSION,
    });
    if (seat.status !== 200) throw new Error(`no place: ${seat.status} ${JSON.stringify(seat.body)}`);
    const client = new Client(url + SOCKET_PATH);
    const socket = new ClassSocket(await client.consumeSeatReservation(seat.body));
    await socket.room.request('hello', {});
    return socket;
  }

  static async join(url: string, code: string, name: string, key = newSeatKey()): Promise<ClassSocket> {
    const { answer } = await joinClass(url, code, name, key);
    if (answer.status !== 200) throw new Error(`not in: ${answer.status} ${JSON.stringify(answer.body)}`);
    return Object.assign(await ClassSocket.open(url, code, key), { key });
  }

  key = '';

  all<T extends keyof ClassMessages>(type: T): ClassMessages[T][] {
    return this.heard.filter((one) => one.type === type).map(({ body }) => body as ClassMessages[T]);
  }

  last<T extends keyof ClassMessages>(type: T): ClassMessages[T] | undefined {
    return this.all(type).at(-1);
  }

  async order(command: HostCommand): Promise<CommandAnswer> {
    return await this.room.request('command', command);
  }

  async sync(round = 0): Promise<SyncAnswer> {
    const answer: SyncAnswer = await this.room.request('sync', { round, session: null, have: 0, hash: null });
    if (answer.kind === 'log') this.session = answer.session;
    return answer;
  }

  async act(seq: number, ...actions: Action[]): Promise<ActAnswer> {
    const round = Math.max(0, this.lesson?.round ?? 0);
    return await this.room.request('act', { round, session: this.session, seq, actions });
  }

  async place(op: number, seen: number, action: Action): Promise<PlaceAnswer> {
    const round = Math.max(0, this.lesson?.round ?? 0);
    return await this.room.request('place', { round, session: this.session, op, seen, action });
  }

  /** Cuts the connection as a dead network does: no goodbye. */
  terminate(): void {
    (this.room.connection.transport as unknown as { ws: { close(): void } }).ws.close();
  }

  async leave(): Promise<void> {
    if (!this.isClosed) await this.room.leave();
  }

  #hear(type: string, body: unknown): void {
    this.heard.push({ type, body });
    if (type === 'lesson') this.lesson = body as LessonView;
    else if (type === 'own') this.own = body as OwnView;
    else if (type === 'seats') {
      const { all, rows } = body as SeatsMessage;
      if (all) this.rows.clear();
      for (const row of rows) this.rows.set(row.seat, row);
    }
  }
}
