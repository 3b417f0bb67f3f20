/** The load of many classes from one process: students who each make one real move a second, and their hosts. */
import { randomBytes } from 'node:crypto';
import { Client, type Room } from '@colyseus/sdk';
import { Rng } from '../../../shared/base/rng.ts';
import type { Action } from '../../../shared/game/action.ts';
import {
  apply,
  ENGINE_VERSION,
  sessionHash,
  sessionStatus,
  startSession,
} from '../../../shared/game/session/session.ts';
import { type ClassTicket, formatSeatKey } from '../../../shared/protocol/class-http.ts';
import { PROTOCOL_VERSION, SOCKET_PATH } from '../../../shared/protocol/limits.ts';
import type { ActAnswer, SyncAnswer } from '../../../shared/protocol/messages.ts';
import type { LevelEntry } from '../../levels/entry.ts';

export interface Move {
  readonly action: Action;
  /** State hash after it, as a client sends it along. */
  readonly hash: string;
}

export interface Student {
  readonly room: Room;
  readonly session: string;
  readonly moves: readonly Move[];
  sent: number;
  acknowledged: number;
}

/** What the load has seen. */
export interface Tally {
  readonly latenciesMs: number[];
  readonly errors: Map<string, number>;
  studentBytes: number;
  hostBytes: number;
}

export function newTally(): Tally {
  return { latenciesMs: [], errors: new Map(), studentBytes: 0, hostBytes: 0 };
}

export const CLASS_SIZE = 30;

/** A game of legal moves at random, with restarts: as long as it is asked for. */
export function randomGame(entry: LevelEntry, length: number, seed: number): Move[] {
  const rng = new Rng(seed);
  const moves: Move[] = [];
  let session = startSession(entry.kind, entry.level, entry.rules);
  while (moves.length < length) {
    const legal = sessionStatus(session).phase === 'playing' ? entry.kind.moves(session.state) : [];
    const allowed = legal.filter(({ type }) => entry.level.verbs.includes(type));
    const action = allowed.length > 0 ? rng.pick(allowed) : { type: 'restart' };
    const step = apply(session, action);
    if (!step.ok) throw new Error(`${entry.level.id}: ${action.type} is refused: ${step.reason.reason}`);
    session = step.session;
    moves.push({ action: session.log[session.log.length - 1], hash: sessionHash(session) });
  }
  return moves;
}

/** One class with its host and its students on their boards, in a running round. */
export async function openClass(
  url: string,
  size: number,
  entry: LevelEntry,
  games: (seat: number) => Move[],
  tally: Tally,
): Promise<{ host: Room; students: Student[] }> {
  const ticket = await ask<ClassTicket>(`${url}/api/class`, null, {
    playlist: [entry.level.id],
    mode: 'own',
  });
  const path = `${url}/api/class/${ticket.code}`;
  const host = await connect(url, path, ticket.hostKey, (bytes) => (tally.hostBytes += bytes));
  const rooms = await inTurns(size, async (index) => {
    const key = formatSeatKey(randomBytes(20));
    await ask(`${path}/join`, key, { name: `Load ${index}` });
    return await connect(url, path, key, (bytes) => (tally.studentBytes += bytes));
  });
  await host.request('command', { type: 'next', after: -1 });
  const students = await inTurns(size, async (index): Promise<Student> => {
    const room = rooms[index];
    const sync: SyncAnswer = await room.request('sync', { round: 0, session: null, have: 0, hash: null });
    return { room, session: sync.session, moves: games(index), sent: 0, acknowledged: 0 };
  });
  return { host, students };
}

/** One move; measures from here to the answer that it is on the disk. */
export async function makeMove(student: Student, tally: Tally): Promise<void> {
  const seq = student.sent++;
  const { action, hash } = student.moves[seq];
  const before = performance.now();
  try {
    const request = { round: 0, session: student.session, seq, actions: [action], hash };
    const answer: ActAnswer = await student.room.request('act', request, { timeout: 20_000 });
    tally.latenciesMs.push(performance.now() - before);
    if (answer.kind === 'accepted' && answer.hash === hash) student.acknowledged++;
    else count(tally, answer.kind === 'refused' ? answer.why : answer.kind);
  } catch (error) {
    count(tally, String(error).slice(0, 60));
  }
}

/** How many of the acknowledged moves the server does not have. */
export async function lostMoves(student: Student): Promise<number> {
  const sync: SyncAnswer = await student.room.request('sync', {
    round: 0,
    session: null,
    have: 0,
    hash: null,
  });
  return Math.max(0, student.acknowledged - sync.logLength);
}

export async function openBare(
  url: string,
  size: number,
  tally: Tally,
): Promise<{ room: Room; expect: (() => void)[] }[]> {
  const first = await new Client(url).create('bare');
  const rooms = [first, ...(await inTurns(size - 1, () => new Client(url).joinById(first.roomId)))];
  return rooms.map((room) => {
    const expect: (() => void)[] = [];
    room.reconnection.enabled = false;
    countBytes(room, (bytes) => (tally.studentBytes += bytes));
    room.onStateChange(() => {
      for (const done of expect.splice(0)) done();
    });
    return { room, expect };
  });
}

function count(tally: Tally, what: string): void {
  tally.errors.set(what, (tally.errors.get(what) ?? 0) + 1);
}

async function connect(
  url: string,
  path: string,
  key: string,
  heard: (bytes: number) => void,
): Promise<Room> {
  const seat = await ask(`${path}/connect`, key, { protocol: PROTOCOL_VERSION, engine: ENGINE_VERSION });
  const room = await new Client(url + SOCKET_PATH).consumeSeatReservation(seat as never);
  room.reconnection.enabled = false;
  room.onMessage('*', () => {});
  room.onError(() => {});
  await room.request('hello', {});
  countBytes(room, heard);
  return room;
}

function countBytes(room: Room, heard: (bytes: number) => void): void {
  const { events } = room.connection;
  const listen = events.onmessage;
  events.onmessage = (event: MessageEvent) => {
    heard((event.data as { byteLength?: number }).byteLength ?? 0);
    listen?.(event);
  };
}

async function ask<T>(url: string, key: string | null, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${JSON.stringify(answer)}`);
  return answer as T;
}

/** A few at a time: a class does not come in as one either. */
async function inTurns<T>(size: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results = new Array<T>(size);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < size) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(6, size) }, worker));
  return results;
}
