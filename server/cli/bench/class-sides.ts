/** The two that are compared: a server full of classes, and bare Colyseus rooms that count. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalog } from '../../levels/catalog.ts';
import {
  CLASS_SIZE,
  lostMoves,
  makeMove,
  newTally,
  openBare,
  openClass,
  randomGame,
  type Student,
  type Tally,
} from './class-load.ts';
import { ServerChild } from './server-child.ts';

/** One server with everybody connected. */
export interface Side {
  readonly server: ServerChild;
  readonly tally: Tally;
  /** The next move of one of them; resolves when it is answered. */
  move(index: number): Promise<void>;
  /** Acknowledged moves that the server does not have. */
  lost(): Promise<number>;
  close(): Promise<void>;
}

/** `moves`: as many as one student makes at most. */
export async function startClasses(students: number, moves: number): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'pyarena-bench-'));
  const server = await ServerChild.start('class', folder);
  const tally = newTally();
  const all: Student[] = [];
  const close = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const levels = [...loadCatalog().values()];
    for (let first = 0, index = 0; first < students; first += CLASS_SIZE, index++) {
      const size = Math.min(CLASS_SIZE, students - first);
      const entry = levels[index % levels.length];
      const games = (seat: number) => randomGame(entry, moves, first + seat + 1);
      all.push(...(await openClass(server.url, size, entry, games, tally)).students);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    server,
    tally,
    move: (index) => makeMove(all[index], tally),
    async lost() {
      let lost = 0;
      for (const student of all) lost += await lostMoves(student);
      return lost;
    },
    close,
  };
}

export async function startBare(students: number): Promise<Side> {
  const server = await ServerChild.start('bare', '');
  const tally = newTally();
  const all: Awaited<ReturnType<typeof openBare>> = [];
  for (let first = 0; first < students; first += CLASS_SIZE)
    all.push(...(await openBare(server.url, Math.min(CLASS_SIZE, students - first), tally)));
  return {
    server,
    tally,
    async move(index) {
      const { room, expect } = all[index];
      const before = performance.now();
      room.send('act', { n: 1 });
      await new Promise<void>((resolve) => expect.push(resolve));
      tally.latenciesMs.push(performance.now() - before);
    },
    lost: async () => 0,
    close: () => server.stop(),
  };
}
