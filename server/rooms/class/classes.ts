import { err, ok, type Result } from '../../../shared/base/result.ts';
import { budgetOf } from '../../../shared/class/duel.ts';
import { newLesson } from '../../../shared/class/lesson.ts';
import { type ClassPlan, classLimits } from '../../../shared/class/options.ts';
import type { ClassRefusal } from '../../../shared/protocol/class.ts';
import {
  type ClassLook,
  type ClassTicket,
  HOST_KEY,
  PROJECTOR_KEY,
  SEAT_KEY,
} from '../../../shared/protocol/class-http.ts';
import { expiredClasses, forgetClass, isClassKey, readClassRow } from '../../store/classes.ts';
import { Desk } from './desk.ts';
import { resolveStreams } from './duels.ts';
import { entryOf, offeredName } from './enter.ts';
import { hashKey, isSameHash, newCode, newKey } from './keys.ts';
import { type ClassServices, LiveClass } from './live.ts';

/** Who somebody is in a class, by the key they have. */
export type Role =
  | { readonly role: 'host' }
  | { readonly role: 'projector' }
  | { readonly role: 'student'; readonly seat: number };

/** A class in memory, with who follows its host's orders. */
export interface HeldClass {
  readonly live: LiveClass;
  readonly desk: Desk;
}

/** How long a class stays in memory after the last who held it. */
const LINGER_MS = 30_000;
const SWEEP_MS = 60 * 60_000;
const DAY_MS = 86_400_000;

/**
 * All classes: those on the disk, and those of them that are in memory because a room or a request holds them. There
 * is one `LiveClass` for a code, whoever asks.
 */
export class Classes {
  readonly #services: ClassServices;
  readonly #held = new Map<string, { held: Promise<HeldClass | null>; holders: number }>();
  readonly #stopSweeping: () => void;

  constructor(services: ClassServices) {
    this.#services = services;
    this.#stopSweeping = services.time.every(SWEEP_MS, () => void this.sweep());
    void this.sweep();
  }

  get size(): number {
    return this.#held.size;
  }

  /** Opens a class. `noSuchLevel`: the playlist names one; `badPlan`: mode, levels and due date do not go together. */
  async create(plan: ClassPlan): Promise<Result<ClassTicket, ClassRefusal>> {
    const { store, catalog, time } = this.#services;
    const now = time.now();
    const entries = plan.playlist.map((level) => catalog.get(level));
    if (entries.some((entry) => !entry)) return err('noSuchLevel');
    if (plan.mode === 'duel' && !entries.every((entry) => budgetOf(entry!.level))) return err('badPlan');
    const { dueMs } = plan;
    const lastDue = now + classLimits.maxKeepDays * DAY_MS;
    if (dueMs !== undefined && (plan.mode !== 'own' || dueMs <= now || dueMs > lastDue))
      return err('badPlan');
    const expiresMs = Math.max(now, dueMs ?? 0) + (plan.keepDays ?? classLimits.keepDays) * DAY_MS;
    const hostKey = newKey('ch');
    const projectorKey = newKey('cp');
    const lesson = JSON.stringify(newLesson(plan));
    for (;;) {
      const code = newCode();
      if (await readClassRow(store.db, code)) continue;
      await store.queue.commit({
        work: async (trx) => {
          await trx
            .insertInto('class')
            .values({
              code,
              host_key: hashKey(hostKey),
              projector_key: hashKey(projectorKey),
              lesson,
              opened_ms: now,
              expires_ms: expiresMs,
              seen_ms: now,
            })
            .execute();
        },
      });
      return ok({ code, hostKey, projectorKey, expiresMs });
    }
  }

  /** The class, held until `release`; null where there is none of that code. */
  async hold(code: string): Promise<HeldClass | null> {
    let entry = this.#held.get(code);
    if (!entry) {
      entry = { held: this.#open(code), holders: 0 };
      this.#held.set(code, entry);
    }
    entry.holders++;
    try {
      const held = await entry.held;
      if (!held && this.#held.get(code) === entry) this.#held.delete(code);
      return held;
    } catch (error) {
      if (this.#held.get(code) === entry) this.#held.delete(code);
      throw error;
    }
  }

  release(code: string): void {
    const entry = this.#held.get(code);
    if (!entry || --entry.holders > 0) return;
    this.#services.time.after(LINGER_MS, () => {
      if (entry.holders > 0 || this.#held.get(code) !== entry) return;
      void this.#letGo(code, entry);
    });
  }

  async with<T>(code: string, work: (held: HeldClass) => Promise<T> | T): Promise<T | null> {
    const held = await this.hold(code);
    if (!held) return null;
    try {
      return await work(held);
    } finally {
      this.release(code);
    }
  }

  /** What the key is good for in the class; null: nothing. */
  roleOf({ live }: HeldClass, key: string): Role | null {
    const hash = hashKey(key);
    if (HOST_KEY.test(key)) return isSameHash(hash, live.hostKey) ? { role: 'host' } : null;
    if (PROJECTOR_KEY.test(key)) return isSameHash(hash, live.projectorKey) ? { role: 'projector' } : null;
    if (!SEAT_KEY.test(key)) return null;
    const seat = [...live.seats.values()].find((one) => isSameHash(one.key, hash));
    return seat ? { role: 'student', seat: seat.seat } : null;
  }

  /** Whether the key opens anything in the class of that code. Takes as long whether there is such a class or not. */
  async isKey(code: string, key: string): Promise<boolean> {
    return code !== '' && key !== '' && (await isClassKey(this.#services.store.db, code, hashKey(key)));
  }

  look({ live }: HeldClass): ClassLook {
    const { lesson } = live;
    return {
      code: live.code,
      mode: lesson.mode,
      phase: lesson.phase,
      isHomework: live.isHomework,
      dueMs: lesson.dueMs,
      expiresMs: live.expiresMs,
      entry: entryOf(live),
      offeredName: offeredName(live),
    };
  }

  /** Deletes the class with all logs. Who is in it is told. */
  async delete(code: string, why: 'deleted' | 'expired' = 'deleted'): Promise<void> {
    const entry = this.#held.get(code);
    const held = await entry?.held.catch(() => null);
    if (held) {
      held.live.abandon();
      held.live.audience.dismiss(null, { why });
    }
    this.#held.delete(code);
    await this.#services.store.queue.commit({ work: (trx) => forgetClass(trx, code) });
  }

  /** Deletes what has expired. */
  async sweep(): Promise<void> {
    const { store, time, counters } = this.#services;
    try {
      for (const code of await expiredClasses(store.db, time.now())) {
        await this.delete(code, 'expired');
        counters.add('class.expired');
      }
    } catch (error) {
      console.error('expired classes could not be deleted:', error);
    }
  }

  /** Everything on the disk; nothing ticks any more. */
  async close(): Promise<void> {
    this.#stopSweeping();
    for (const [code, entry] of [...this.#held]) {
      const held = await entry.held.catch(() => null);
      await held?.live.stop().catch((error) => console.error(`class ${code}, while stopping:`, error));
    }
    this.#held.clear();
  }

  async #letGo(code: string, entry: { held: Promise<HeldClass | null>; holders: number }): Promise<void> {
    const held = await entry.held.catch(() => null);
    await held?.live.boards.settled();
    if (entry.holders > 0 || this.#held.get(code) !== entry) return;
    // Whoever opens it again reads the disk, and waits for this.
    this.#held.delete(code);
    const stopped = held?.live.stop().catch((error) => console.error(`class ${code}:`, error));
    this.#stopping.set(code, stopped ?? Promise.resolve());
    await stopped;
    this.#stopping.delete(code);
  }

  readonly #stopping = new Map<string, Promise<void>>();

  async #open(code: string): Promise<HeldClass | null> {
    await this.#stopping.get(code);
    const live = await LiveClass.open(this.#services, code);
    if (!live) return null;
    if (live.expiresMs <= this.#services.time.now()) {
      live.abandon();
      await this.#services.store.queue.commit({ work: (trx) => forgetClass(trx, code) });
      return null;
    }
    await resolveStreams(live);
    return { live, desk: new Desk(live) };
  }
}
