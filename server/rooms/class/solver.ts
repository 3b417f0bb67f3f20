/** Threads that solve what students write, for all classes together: a hard stream costs nobody else a moment. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Rejection } from '../../../shared/game/action.ts';
import type { Level, LevelDraft } from '../../../shared/level/level.ts';

export type Solved = { readonly level: Level } | { readonly reason: Rejection };

/** What the solver may take for one stream before it counts as not shown. */
const SOLVER_MS = 5000;
/** Threads at a time. */
const THREADS = 2;
/** How long a thread without work is kept: a class hands in together, and to start one takes longer than most streams. */
const IDLE_MS = 30_000;

const waiting: (() => void)[] = [];
const idle = new Map<Worker, NodeJS.Timeout>();
let running = 0;

/** Resolves with the level, or why it may be given to nobody. Rejects if the thread itself fails. */
export async function solveAside(draft: LevelDraft): Promise<Solved> {
  await turn();
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  try {
    worker = await hire();
    worker.postMessage(draft);
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), SOLVER_MS);
    });
    const answer = await Promise.race([once(worker, 'message') as Promise<[Solved]>, late]);
    if (answer === null) return { reason: { reason: 'duelNotProved' } };
    dismiss(worker);
    worker = null;
    return answer[0];
  } finally {
    clearTimeout(timer);
    void worker?.terminate();
    done();
  }
}

/** A thread that is ready to solve. */
async function hire(): Promise<Worker> {
  for (const [worker, timer] of idle) {
    clearTimeout(timer);
    idle.delete(worker);
    worker.ref();
    return worker;
  }
  const worker = new Worker(new URL('./solve-duel.ts', import.meta.url));
  // Whoever waits for it hears of its end as well; without anybody listening it would end the process.
  worker.on('error', (error) => console.error('a solver thread failed:', error));
  await once(worker, 'message');
  return worker;
}

function dismiss(worker: Worker): void {
  worker.unref();
  const timer = setTimeout(() => {
    idle.delete(worker);
    void worker.terminate();
  }, IDLE_MS).unref();
  idle.set(worker, timer);
}

async function turn(): Promise<void> {
  if (running >= THREADS) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
}

function done(): void {
  const next = waiting.shift();
  if (next) next();
  else running--;
}
