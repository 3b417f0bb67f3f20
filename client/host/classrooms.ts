import { type Signal, signal } from '@preact/signals';
import { err, ok } from '../../shared/base/result.ts';
import { readCode } from '../../shared/class/code.ts';
import type { ClassPlan } from '../../shared/class/options.ts';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import type { Level } from '../../shared/level/level.ts';
import { rulesHash } from '../../shared/level/rules.ts';
import {
  type ClassLook,
  type ClassTicket,
  formatSeatKey,
  HOST_KEY,
  PROJECTOR_KEY,
  SEAT_KEY,
} from '../../shared/protocol/class-http.ts';
import type { Playable } from './board.ts';
import type { Asked, ClassHost, ClassProjector, Classrooms, ClassStudent, SeatTicket } from './class.ts';
import { ClassApi } from './class-api.ts';
import type { Levels } from './class-base.ts';
import { HostDesk } from './class-desk.ts';
import { ProjectorView } from './class-projector.ts';
import { StudentSeat } from './class-student.ts';
import { browserStorage, Keep } from './keep.ts';

export interface ClassroomsOptions {
  readonly levels: readonly Level[];
  /** Origin of the game server; null: there is none, and every call says so. Default: where the page came from. */
  readonly server?: string | null;
  readonly storage?: Storage;
  /** Kind and rules hash of a level; tests bring kinds of their own. */
  readonly playable?: (level: Level) => Playable;
}

/** Classes kept in the browser's list; the oldest go first. */
const KEPT = 30;

export function createClassrooms(options: ClassroomsOptions): Classrooms {
  return new BrowserClassrooms(options);
}

class BrowserClassrooms implements Classrooms {
  readonly hosted: Signal<readonly ClassTicket[]>;
  readonly joined: Signal<readonly SeatTicket[]>;
  readonly #api: ClassApi | null;
  readonly #keep: Keep;
  readonly #levels: Levels;

  constructor({ levels, server, storage, playable = ownPlayable }: ClassroomsOptions) {
    const origin = server === undefined ? pageOrigin() : server;
    this.#api = origin === null ? null : new ClassApi(origin);
    this.#keep = new Keep(storage ?? browserStorage(), 'pyarena.class.');
    const known = new Map<string, Playable>();
    const byId = new Map(levels.map((level) => [level.id, level]));
    this.#levels = {
      make: playable,
      playable(id) {
        const level = byId.get(id);
        if (!level) return null;
        let made = known.get(id);
        if (!made) known.set(id, (made = playable(level)));
        return made;
      },
    };
    this.hosted = signal(this.#read('hosted', isTicket));
    this.joined = signal(this.#read('joined', isSeatTicket));
    // Another tab may open or join a class.
    this.#keep.watch((key) => {
      if (key === 'hosted') this.hosted.value = this.#read('hosted', isTicket);
      if (key === 'joined') this.joined.value = this.#read('joined', isSeatTicket);
    });
  }

  async create(plan: ClassPlan): Asked<ClassTicket> {
    if (!this.#api) return err({ code: 'unreachable' });
    const made = await this.#api.create(plan);
    if (made.ok) this.#keepTicket(made.value);
    return made;
  }

  async look(code: string): Asked<ClassLook> {
    const read = readCode(code);
    if (!read) return err({ code: 'noSuchClass' });
    return this.#api ? await this.#api.look(read) : err({ code: 'unreachable' });
  }

  async join(code: string, name: string): Asked<ClassStudent> {
    const api = this.#api;
    const read = readCode(code);
    if (!read) return err({ code: 'noSuchClass' });
    if (!api) return err({ code: 'unreachable' });
    const known = this.joined.peek().find((ticket) => ticket.code === read);
    // The key is kept before it is used: an answer that is lost does not lose the seat.
    const key = known?.key ?? this.#pendingKey(read);
    const answer = await api.join(read, key, name);
    if (!answer.ok) return answer;
    const ticket: SeatTicket = { code: read, key, name: answer.value.name };
    this.#keepSeat(ticket);
    return ok(this.#seat(api, ticket));
  }

  student(code: string): ClassStudent | null {
    const read = readCode(code);
    const ticket = this.joined.peek().find((one) => one.code === read);
    return ticket && this.#api ? this.#seat(this.#api, ticket) : null;
  }

  host(code: string): ClassHost | null {
    const read = readCode(code);
    const ticket = this.hosted.peek().find((one) => one.code === read);
    if (!ticket || !this.#api || !ticket.hostKey) return null;
    return new HostDesk(this.#api, ticket, this.#levels, () => this.#forgetTicket(ticket.code));
  }

  projector(code: string, key?: string): ClassProjector | null {
    const read = readCode(code);
    if (!read || !this.#api) return null;
    const kept = this.#keep.read(`projector.${read}`);
    const mine = this.hosted.peek().find((one) => one.code === read)?.projectorKey;
    const used = key ?? mine ?? (typeof kept === 'string' ? kept : undefined);
    if (!used || !PROJECTOR_KEY.test(used)) return null;
    return new ProjectorView(this.#api, read, used, this.#levels);
  }

  adopt(fragment: string): ReturnType<Classrooms['adopt']> {
    const [codeText, key, more] = fragment.replace(/^#/, '').split('.');
    const code = readCode(codeText ?? '');
    if (!code || !key) return null;
    if (HOST_KEY.test(key) && PROJECTOR_KEY.test(more ?? '')) {
      this.#keepTicket({ code, hostKey: key, projectorKey: more, expiresMs: 0 });
      return { code, role: 'host' };
    }
    if (PROJECTOR_KEY.test(key)) {
      this.#keep.write(`projector.${code}`, key);
      return { code, role: 'projector' };
    }
    if (!SEAT_KEY.test(key)) return null;
    this.#keepSeat({ code, key, name: '' });
    return { code, role: 'student' };
  }

  #seat(api: ClassApi, ticket: SeatTicket): StudentSeat {
    return new StudentSeat(api, ticket, this.#levels, this.#keep.under(`seat.${ticket.code}`), () =>
      this.#forgetSeat(ticket.code),
    );
  }

  #pendingKey(code: string): string {
    const kept = this.#keep.read(`key.${code}`);
    if (typeof kept === 'string' && SEAT_KEY.test(kept)) return kept;
    const key = formatSeatKey(crypto.getRandomValues(new Uint8Array(20)));
    this.#keep.write(`key.${code}`, key);
    return key;
  }

  #keepTicket(ticket: ClassTicket): void {
    const others = this.hosted.peek().filter(({ code }) => code !== ticket.code);
    this.hosted.value = [ticket, ...others].slice(0, KEPT);
    this.#keep.write('hosted', this.hosted.value);
  }

  #forgetTicket(code: string): void {
    this.hosted.value = this.hosted.peek().filter((ticket) => ticket.code !== code);
    this.#keep.write('hosted', this.hosted.value);
  }

  #keepSeat(ticket: SeatTicket): void {
    const others = this.joined.peek().filter(({ code }) => code !== ticket.code);
    const all = [ticket, ...others];
    for (const { code } of all.slice(KEPT)) this.#keep.under(`seat.${code}`).clear();
    this.joined.value = all.slice(0, KEPT);
    this.#keep.write('joined', this.joined.value);
    this.#keep.remove(`key.${ticket.code}`);
  }

  #forgetSeat(code: string): void {
    this.joined.value = this.joined.peek().filter((ticket) => ticket.code !== code);
    this.#keep.write('joined', this.joined.value);
    this.#keep.remove(`key.${code}`);
  }

  #read<T>(key: string, isOne: (value: unknown) => value is T): readonly T[] {
    const value = this.#keep.read(key);
    return Array.isArray(value) ? value.filter(isOne) : [];
  }
}

function isTicket(value: unknown): value is ClassTicket {
  const ticket = value as ClassTicket | null;
  return (
    typeof ticket?.code === 'string' &&
    HOST_KEY.test(ticket.hostKey) &&
    PROJECTOR_KEY.test(ticket.projectorKey)
  );
}

function isSeatTicket(value: unknown): value is SeatTicket {
  const ticket = value as SeatTicket | null;
  return typeof ticket?.code === 'string' && SEAT_KEY.test(ticket.key) && typeof ticket.name === 'string';
}

function ownPlayable(level: Level): Playable {
  const kind = puzzleKind(level.kind);
  if (!kind) throw new Error(`level ${level.id} is of the unknown kind "${level.kind}"`);
  return { level, kind, rules: rulesHash(level) };
}

/** Where the page came from; nowhere when it was opened as a file. */
function pageOrigin(): string | null {
  const { origin } = globalThis.location ?? {};
  return origin?.startsWith('http') ? origin : null;
}
