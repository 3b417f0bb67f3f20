import type { ClassStudent } from '../../../client/host/class.ts';
import { createClassrooms } from '../../../client/host/classrooms.ts';
import { memoryStorage } from '../../../client/host/keep.ts';
import type { Action } from '../../../shared/game/action.ts';
import { levels } from '../../client/levels.ts';
import { until } from '../../support/socket.ts';

/** Students without a page: everything that a student's page has below its screens, over real sockets. */
export class Crowd {
  readonly students: ClassStudent[] = [];

  /** Joins a class; all at once, as a class does. */
  async join(url: string, code: string, names: readonly string[]): Promise<void> {
    const joined = await Promise.all(
      names.map(async (name) => {
        const answer = await createClassrooms({ levels, server: url, storage: memoryStorage() }).join(
          code,
          name,
        );
        if (!answer.ok) throw new Error(`${name} is not in: ${answer.error.code}`);
        return answer.value;
      }),
    );
    this.students.push(...joined);
  }

  /** Waits until everybody has the board of the round. */
  async playing(round: number): Promise<void> {
    await until(
      () =>
        this.students.every(
          ({ board, lesson }) =>
            board.value !== null && lesson.value?.phase === 'playing' && lesson.value.round === round,
        ),
      `everybody in round ${round}`,
    );
  }

  /** Waits until everything that they did is on the server's disk. */
  async settled(): Promise<void> {
    await until(
      () =>
        this.students.every(
          ({ board, connection }) => connection.value === 'online' && (board.value?.pending.value ?? 0) === 0,
        ),
      'all moves acknowledged',
    );
  }

  close(): void {
    for (const student of this.students) student.close();
  }
}

/** Makes moves on a student's board; throws if one is refused. */
export function moveAll(student: ClassStudent, actions: readonly Action[]): void {
  for (const action of actions) {
    const step = student.board.value!.dispatch(action);
    if (!step.ok) throw new Error(`${action.type} refused: ${step.reason.reason}`);
  }
}
