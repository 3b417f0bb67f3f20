import { type Client, Room } from '@colyseus/core';
import { z } from 'zod';
import { classLimits } from '../../../shared/class/options.ts';
import {
  type ClassMessages,
  classActRequest,
  classMessage,
  classSyncRequest,
  commandRequest,
  hintTakenMessage,
  placeRequest,
  readyMessage,
  triedMessage,
  writeRequest,
} from '../../../shared/protocol/class-messages.ts';
import { message, type RefusedAnswer } from '../../../shared/protocol/messages.ts';
import type { Counters } from '../../guard/counters.ts';
import { Intake } from '../../guard/intake.ts';
import { guardFrames } from '../frames.ts';
import type { Seating } from '../seating.ts';
import { type Audience, nobody } from './audience.ts';
import type { Classes, HeldClass, Role } from './classes.ts';
import { writeStream } from './duels.ts';
import { act, hintTaken, place, ready, syncBoard, tried } from './play.ts';
import type { Seat } from './records.ts';

export interface ClassRoomServices {
  readonly classes: Classes;
  readonly seating: Seating;
  readonly counters: Counters;
}

/** What the room is made with; it comes from the HTTP interface, never from a client. */
export interface ClassRoomOptions {
  readonly code: string;
}

export function classKey(code: string): string {
  return `class ${code}`;
}

/** Close code for whoever is not to come back. */
const GONE = 4100;

/** A greeting has nothing in it that is looked at. */
const anything = z.unknown();

type PlayerClient = Client<{ auth: Role }>;

/**
 * The sockets of one class: who is connected in which role, what may be said by whom, and who hears what. What a message
 * means is the business of `desk.ts` and `play.ts`. There is no synchronised state: almost nothing in a class may be
 * seen by everybody, so each role gets messages made for it, and all of them once more when it says hello.
 */
export function classRoom({ classes, seating, counters }: ClassRoomServices) {
  return class ClassRoom extends Room<{ client: PlayerClient }> implements Audience {
    override maxClients = classLimits.seats * classLimits.devicesPerSeat + classLimits.desks;
    override autoDispose = true;
    /** Far beyond what `Intake` refuses: somebody who floods the socket costs more than an answer is worth. */
    override maxMessagesPerSecond = 2_000;
    #held: HeldClass | null = null;
    #code = '';
    readonly #hosts = new Set<PlayerClient>();
    readonly #projectors = new Set<PlayerClient>();
    readonly #bySeat = new Map<number, Set<PlayerClient>>();
    readonly #intakes = new WeakMap<Client, Intake>();

    override async onCreate({ code }: ClassRoomOptions) {
      this.#code = code;
      const held = await classes.hold(code);
      if (!held) throw new Error('no such class');
      this.#held = held;
      held.live.audience = this;
      this.patchRate = null;
      await this.setPrivate(true);
      guardFrames(this, (client) => client.send(message.refused, this.#intake(client).refuse('malformed')));
      this.#listen();
    }

    override onJoin(client: PlayerClient) {
      const role = roleOf(client);
      const { live } = this.#held!;
      counters.add('seats');
      if (role.role === 'host') this.#takeDesk(this.#hosts, client);
      else if (role.role === 'projector') this.#takeDesk(this.#projectors, client);
      else {
        const seat = live.seats.get(role.seat);
        if (!seat || seat.status === 'removed' || seat.status === 'blocked') {
          client.leave(GONE);
          return;
        }
        let mine = this.#bySeat.get(seat.seat);
        if (!mine) this.#bySeat.set(seat.seat, (mine = new Set()));
        // The oldest board makes room: it is the one that nobody looks at any more.
        if (mine.size >= classLimits.devicesPerSeat) mine.values().next().value?.leave(GONE);
        mine.add(client);
        this.#present(seat);
      }
    }

    override onLeave(client: PlayerClient) {
      this.#hosts.delete(client);
      this.#projectors.delete(client);
      const role = roleOf(client);
      if (role.role !== 'student') return;
      const seat = this.#held?.live.seats.get(role.seat);
      if (this.#bySeat.get(role.seat)?.delete(client) && seat) this.#present(seat);
    }

    override onDispose() {
      if (!this.#held) return;
      const { live } = this.#held;
      for (const seat of live.seats.values()) seat.connections = 0;
      seating.forget(classKey(this.#code), this.roomId);
      if (live.audience === this) live.audience = nobody;
      classes.release(this.#code);
    }

    override onBeforeShutdown() {
      // Close code 4001 tells everybody that the server stops; they come back by themselves.
      this.disconnect(4001);
    }

    override onUncaughtException(error: Error, method: string) {
      counters.add('exceptions');
      console.error(`class room, ${method}:`, error.cause ?? error);
    }

    // ---- audience

    get hasHosts(): boolean {
      return this.#hosts.size > 0;
    }

    get hasProjectors(): boolean {
      return this.#projectors.size > 0;
    }

    toAll<T extends keyof ClassMessages>(type: T, body: ClassMessages[T]): void {
      this.broadcast(type, body);
    }

    toHosts<T extends keyof ClassMessages>(type: T, body: ClassMessages[T]): void {
      for (const client of this.#hosts) client.send(type, body);
    }

    toProjectors<T extends keyof ClassMessages>(type: T, body: ClassMessages[T]): void {
      for (const client of this.#projectors) client.send(type, body);
    }

    toSeat(seat: number, type: string, body: unknown, except?: unknown): void {
      for (const client of this.#bySeat.get(seat) ?? []) if (client !== except) client.send(type, body);
    }

    dismiss(seat: number | null, gone: ClassMessages['gone']): void {
      const clients = seat === null ? [...this.clients] : [...(this.#bySeat.get(seat) ?? [])];
      for (const client of clients) {
        client.send('gone', gone);
        client.leave(GONE);
      }
    }

    // ---- messages

    #listen(): void {
      const { live, desk } = this.#held!;
      this.#on(classMessage.hello, anything, (client) => {
        const role = roleOf(client);
        if (role.role === 'host') live.tell.hosts();
        else if (role.role === 'projector') live.tell.projectors();
        else live.tell.student(live.seats.get(role.seat)!);
        return { kind: 'welcome' };
      });
      this.#onStudent(classMessage.sync, classSyncRequest, (seat, body) => syncBoard(live, seat, body));
      this.#onStudent(classMessage.act, classActRequest, (seat, body, client) =>
        act(live, seat, body, client),
      );
      this.#onStudent(classMessage.place, placeRequest, (seat, body, client) =>
        place(live, seat, body, client),
      );
      this.#onStudent(classMessage.tried, triedMessage, (seat, body) => tried(live, seat, body));
      this.#onStudent(classMessage.ready, readyMessage, (seat, { on }) => ready(live, seat, on));
      this.#onStudent(classMessage.hintTaken, hintTakenMessage, (seat, { round, index }) =>
        hintTaken(live, seat, round, index),
      );
      this.#onStudent(classMessage.write, writeRequest, (seat, body) => writeStream(live, seat, body));
      this.#on(classMessage.command, commandRequest, (client, body) =>
        roleOf(client).role === 'host' ? desk.order(body) : this.#notAllowed(client),
      );
      this.onMessage('*', (client) => {
        client.send(message.refused, this.#intake(client).refuse('unknownMessage'));
      });
    }

    #onStudent<T>(
      type: string,
      schema: z.ZodType<T>,
      work: (seat: Seat, body: T, client: PlayerClient) => unknown,
    ): void {
      const { live } = this.#held!;
      this.#on(type, schema, (client, body) => {
        const role = roleOf(client);
        const seat = role.role === 'student' ? live.seats.get(role.seat) : undefined;
        return seat ? work(seat, body, client) : this.#notAllowed(client);
      });
    }

    /** Every message passes here: counted, slowed down, checked; whatever goes wrong in `work` is this message's alone. */
    #on<T>(type: string, schema: z.ZodType<T>, work: (client: PlayerClient, body: T) => unknown): void {
      this.onMessage(type, async (client: PlayerClient, body: unknown, context?: { id?: number }) => {
        let answer: unknown;
        try {
          const taken = this.#intake(client).take(schema, body);
          answer = taken.ok ? await work(client, taken.value) : taken.answer;
        } catch (error) {
          counters.add('exceptions');
          console.error(`class room, ${type}:`, error);
          answer = this.#intake(client).refuse('internal');
        }
        // A plain message gets an answer only if it was refused.
        if (context?.id === undefined && isRefused(answer)) client.send(message.refused, answer);
        return answer ?? { kind: 'done' };
      });
    }

    #notAllowed(client: Client): RefusedAnswer {
      return this.#intake(client).refuse('notAllowed');
    }

    #takeDesk(desks: Set<PlayerClient>, client: PlayerClient): void {
      if (desks.size >= classLimits.desks) desks.values().next().value?.leave(GONE);
      desks.add(client);
    }

    #present(seat: Seat): void {
      const { live } = this.#held!;
      seat.connections = this.#bySeat.get(seat.seat)?.size ?? 0;
      live.tell.touchSeat(seat);
      if (live.lesson.mode === 'shared' && live.lesson.options.turns === 'inTurn')
        for (const { seat: member } of live.members(seat.team)) live.tell.own(live.seats.get(member)!);
      if (live.isHomework && seat.connections === 0) void live.dropBoards();
    }

    #intake(client: Client): Intake {
      let intake = this.#intakes.get(client);
      if (!intake) this.#intakes.set(client, (intake = new Intake(counters)));
      return intake;
    }
  };
}

/** Given with the reservation by our own interface; nobody is here without it. */
function roleOf(client: PlayerClient): Role {
  return client.auth as Role;
}

function isRefused(answer: unknown): answer is RefusedAnswer {
  return (answer as { kind?: unknown } | undefined)?.kind === 'refused';
}
