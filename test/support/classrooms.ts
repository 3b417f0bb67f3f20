import type { ClassHost, Classrooms, ClassStudent } from '../../client/host/class.ts';
import { createClassrooms } from '../../client/host/classrooms.ts';
import { memoryStorage } from '../../client/host/keep.ts';
import type { Action } from '../../shared/game/action.ts';
import { until } from './socket.ts';
import { toyCatalog, toyLevels } from './toy.ts';

export const add = (n: number): Action => ({ type: 'add', n });

/** A browser in a class: a page may be closed and opened again over its storage. */
export class ClassBrowser {
  readonly storage: Storage;
  #open: { close(): void }[] = [];

  constructor(storage: Storage = memoryStorage()) {
    this.storage = storage;
  }

  page(server: string): Classrooms {
    return createClassrooms({
      levels: toyLevels,
      server,
      storage: this.storage,
      playable: (level) => toyCatalog.get(level.id)!,
    });
  }

  async host(server: string, plan: Partial<Parameters<Classrooms['create']>[0]> = {}): Promise<ClassHost> {
    const page = this.page(server);
    const made = await page.create({ playlist: ['toy-1', 'toy-2'], mode: 'own', ...plan });
    if (!made.ok) throw new Error(`no class: ${made.error.code}`);
    return this.#keep(page.host(made.value.code)!);
  }

  hostAgain(server: string, code: string): ClassHost {
    return this.#keep(this.page(server).host(code)!);
  }

  async join(server: string, code: string, name: string): Promise<ClassStudent> {
    const joined = await this.page(server).join(code, name);
    if (!joined.ok) throw new Error(`not in: ${joined.error.code}`);
    return this.#keep(joined.value);
  }

  /** The page is loaded (again): nothing is asked of the student. */
  load(server: string, code: string): ClassStudent {
    return this.#keep(this.page(server).student(code)!);
  }

  /** The page goes away, as by F5. */
  close(): void {
    for (const one of this.#open.splice(0)) one.close();
  }

  #keep<T extends { close(): void }>(one: T): T {
    this.#open.push(one);
    return one;
  }
}

export function sum(student: ClassStudent): number {
  return (student.board.value?.session.value.state as { sum: number } | undefined)?.sum ?? -1;
}

/** Waits until the student has a board and all moves on it are on the server's disk. */
export async function settled(student: ClassStudent): Promise<void> {
  await until(
    () => student.connection.value === 'online' && student.board.value?.pending.value === 0,
    `all moves acknowledged (${student.connection.value}, ${student.board.value?.pending.value} pending)`,
  );
}

export async function playing(student: ClassStudent, round = 0): Promise<void> {
  await until(
    () =>
      student.lesson.value?.phase === 'playing' &&
      student.lesson.value.round === round &&
      student.board.value !== null,
    `${student.own.value?.name} in round ${round}`,
  );
}

/** Makes moves and fails if one is refused. */
export function play(student: ClassStudent, ...actions: Action[]): void {
  for (const action of actions) {
    const step = student.board.value!.dispatch(action);
    if (!step.ok) throw new Error(`${action.type} refused: ${step.reason.reason}`);
  }
}
