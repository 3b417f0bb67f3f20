import type { Room } from '@colyseus/sdk';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ClassMessages } from '../../shared/protocol/class-messages.ts';
import { SOCKET_PATH } from '../../shared/protocol/limits.ts';
import type { ClassSeat } from './class.ts';
import type { ClassApi } from './class-api.ts';
import type { Connection } from './host.ts';
import { backoffMs, Gate, onWake } from './lifeline.ts';

/** Quiet time after which a connection is asked whether it lives. */
const HEARTBEAT_MS = 15_000;
const ALIVE_MS = 4000;
const REQUEST_MS = 8000;
const JOIN_MS = 10_000;
/** Failures in a row from which on the server counts as away. */
const OFFLINE_AFTER = 2;

/** Answers after which there is no use in trying again. */
const final: Readonly<Record<string, NonNullable<ClassSeat['gone']['value']>>> = {
  noSuchClass: 'deleted',
  blocked: 'blocked',
  removed: 'removed',
  noSeat: 'noSeat',
  otherVersion: 'otherVersion',
};

/**
 * One role's connection to a class, kept up without anybody's doing: a refresh, a dead network, a closed lid, a server that
 * was killed all come to the same, a new connection with the same key. Whoever listens is told all anew each time.
 */
export class ClassLine {
  readonly connection: Signal<Connection> = signal('connecting');
  readonly #gone: Signal<ClassSeat['gone']['value']> = signal(null);
  readonly #api: ClassApi;
  readonly #code: string;
  readonly #key: string;
  readonly #listeners = new Map<string, ((body: never) => void)[]>();
  /** Opened by whoever has reason to think that trying again now is of use. */
  readonly #hurry = new Gate();
  readonly #stopWaking: () => void;
  #room: Room | null = null;
  /** Ends the wait on the current connection. */
  #letGo: () => void = () => {};
  #isClosed = false;
  /** Called when a connection is up and greeted, and when it went. */
  onUp: () => void = () => {};
  onDown: () => void = () => {};

  constructor(api: ClassApi, code: string, key: string) {
    this.#api = api;
    this.#code = code;
    this.#key = key;
    this.#stopWaking = onWake(() => this.#wake());
    this.on('gone', ({ why }) => this.end(why));
  }

  get gone(): ReadonlySignal<ClassSeat['gone']['value']> {
    return this.#gone;
  }

  get isUp(): boolean {
    return this.#room !== null;
  }

  on<T extends keyof ClassMessages>(type: T, listener: (body: ClassMessages[T]) => void): void;
  on<B>(type: 'log' | 'replaced' | 'refused', listener: (body: B) => void): void;
  on(type: string, listener: (body: never) => void): void {
    const known = this.#listeners.get(type);
    if (known) known.push(listener);
    else this.#listeners.set(type, [listener]);
  }

  /** Begins; to be called when all listeners are there. */
  start(): void {
    void this.#run();
  }

  /** Rejects if there is no connection, or it goes before the answer. */
  request<T>(type: string, body: unknown): Promise<T> {
    const room = this.#room;
    if (!room) return Promise.reject(new Error('not connected'));
    return room.request(type, body, { timeout: REQUEST_MS });
  }

  /** Says something that needs no answer and is of no use later; nothing happens without a connection. */
  send(type: string, body: unknown): void {
    if (this.#room?.connection.isOpen) this.#room.send(type, body);
  }

  /** Asks to be told all anew. */
  hello(): void {
    this.request('hello', {}).catch(() => this.#drop());
  }

  end(why: NonNullable<ClassSeat['gone']['value']>): void {
    this.#gone.value = why;
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopWaking();
    this.#drop();
    this.#hurry.open();
    this.connection.value = 'offline';
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#isClosed) {
      const wasUp = await this.#visit();
      this.#drop();
      if (this.#isClosed) break;
      failures = wasUp ? 0 : failures + 1;
      this.connection.value = failures >= OFFLINE_AFTER ? 'offline' : 'connecting';
      await this.#hurry.pass(backoffMs(failures));
    }
  }

  /** One connection from beginning to end. Whether it was up. */
  async #visit(): Promise<boolean> {
    const place = await this.#api.connect(this.#code, this.#key);
    if (!place.ok) {
      const why = final[place.error.code];
      if (why) this.end(why);
      else if (place.error.retryAfterMs) await this.#hurry.pass(place.error.retryAfterMs);
      return false;
    }
    let room: Room;
    try {
      const { Client } = await import('@colyseus/sdk');
      const joining = new Client(this.#api.origin + SOCKET_PATH).consumeSeatReservation<unknown>(
        place.value as never,
      );
      room = await withTimeout(joining, JOIN_MS, (late) => late.leave());
    } catch {
      return false;
    }
    return await this.#follow(room);
  }

  async #follow(room: Room): Promise<boolean> {
    let isOpen = true;
    const closed = new Promise<void>((resolve) => {
      this.#letGo = resolve;
      room.onLeave(() => {
        isOpen = false;
        resolve();
      });
    });
    room.reconnection.enabled = false;
    room.onError(() => {});
    let heard = performance.now();
    room.onMessage('*', (type, body) => {
      heard = performance.now();
      if (this.#room === room || !this.#room) this.#hear(String(type), body);
    });
    if (this.#isClosed) {
      leave(room);
      return false;
    }
    this.#room = room;
    try {
      await Promise.race([room.request('hello', {}, { timeout: REQUEST_MS }), closed]);
    } catch {
      return false;
    }
    if (!isOpen || this.#isClosed) return false;
    this.connection.value = 'online';
    this.onUp();
    while (isOpen && !this.#isClosed && this.#room === room) {
      await orAfter(closed, HEARTBEAT_MS);
      if (!isOpen || this.#room !== room) break;
      if (performance.now() - heard >= HEARTBEAT_MS && !(await isAlive(room, ALIVE_MS))) break;
    }
    return true;
  }

  #hear(type: string, body: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) {
      try {
        listener(body as never);
      } catch (error) {
        // One message that cannot be drawn must not cost the connection.
        console.error(`class message "${type}":`, error);
      }
    }
  }

  #drop(): void {
    const room = this.#room;
    if (!room) return;
    this.#room = null;
    leave(room);
    this.onDown();
    this.#letGo();
  }

  /** The page came back from somewhere: a connection that does not answer at once is dead. */
  #wake(): void {
    const room = this.#room;
    if (!room) {
      this.#hurry.open();
      return;
    }
    void isAlive(room, ALIVE_MS).then((alive) => {
      if (!alive && this.#room === room) this.#drop();
    });
  }
}

/** Resolves with the promise, or after that time. */
function orAfter(promise: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function isAlive(room: Room, timeoutMs: number): Promise<boolean> {
  if (!room.connection.isOpen) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    room.ping(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function leave(room: Room): void {
  try {
    // A goodbye where it can be said; a dead connection is dropped without waiting for an answer.
    if (room.connection.isOpen) room.leave().catch(() => {});
    setTimeout(() => room.connection.close(), 1000);
  } catch {
    // It was closed already.
  }
}

function withTimeout<T>(promise: Promise<T>, ms: number, late: (value: T) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error(`no answer in ${ms} ms`));
    }, ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        if (isLate) late(value);
        else resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
