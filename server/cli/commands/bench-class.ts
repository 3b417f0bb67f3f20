import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Rng } from '../../../shared/base/rng.ts';
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
} from '../bench/class-load.ts';
import type { Usage } from '../bench/class-server.ts';
import { type Command, UsageError } from '../command.ts';

const script = fileURLToPath(new URL('../bench/class-server.ts', import.meta.url));
/** Time under load before anything is counted. */
const WARM_UP_MS = 5000;
/** The bar of a class: 99 of 100 moves are acknowledged in less, at no more than so many times the bare room's processor time. */
const BAR_P99_MS = 100;
const BAR_RATIO = 2;

interface Outcome {
  readonly tally: Tally;
  readonly cpuPercent: number;
  readonly rssBytes: number;
  readonly lateMs: number;
  readonly sent: number;
  readonly lost: number;
  readonly seconds: number;
  readonly counters: Readonly<Record<string, number>>;
}

export const command: Command = {
  name: 'bench class',
  summary:
    'Measures classes under load, beside a bare Colyseus room: latency, processor time, memory, bytes.',
  usage: 'bench class [--students 1000] [--seconds 30]',
  async run(args) {
    const { students, seconds } = readArgs(args);
    const classes = Math.ceil(students / CLASS_SIZE);
    print(
      `${students} students in ${classes} classes of ${CLASS_SIZE}, one move a second each, ${seconds} s\n`,
    );
    const real = await measureClasses(students, seconds);
    const bare = await measureBare(students, seconds);
    const row = (name: string, a: string, b: string): void =>
      print(`${name.padEnd(30)}${a.padStart(14)}${b.padStart(14)}`);
    const real3 = quantiles(real.tally.latenciesMs);
    const bare3 = quantiles(bare.tally.latenciesMs);
    row('', 'classes', 'bare room');
    for (const [index, name] of ['p50', 'p95', 'p99'].entries())
      row(`${name} to the answer, ms`, real3[index].toFixed(1), bare3[index].toFixed(1));
    row('processor, % of a core', real.cpuPercent.toFixed(1), bare.cpuPercent.toFixed(1));
    row('memory (RSS), MiB', mebibytes(real.rssBytes), mebibytes(bare.rssBytes));
    row('event loop late at most, ms', real.lateMs.toFixed(0), bare.lateMs.toFixed(0));
    const perStudent = (outcome: Outcome): string =>
      (outcome.tally.studentBytes / outcome.seconds / students).toFixed(0);
    row('bytes/s to a student', perStudent(real), perStudent(bare));
    row('bytes/s to a host', (real.tally.hostBytes / real.seconds / classes).toFixed(0), '-');
    row('moves', String(real.sent), String(bare.sent));
    row('acknowledged and lost', String(real.lost), '-');
    row('errors', errorsOf(real), errorsOf(bare));
    const ratio = real.cpuPercent / bare.cpuPercent;
    print(`\nprocessor time against the bare room: ${ratio.toFixed(2)}`);
    print(`p99 against the bare room: ${(real3[2] / bare3[2]).toFixed(2)}`);
    const isSafe = real.lost === 0 && real.tally.errors.size === 0;
    const verdict = verdictOf(isSafe, ratio, real3[2], bare3[2]);
    print(`bar (p99 < ${BAR_P99_MS} ms, nothing lost, at most ${BAR_RATIO} times the bare room): ${verdict}`);
    return verdict === 'MISSED' ? 1 : 0;
  },
};

/** Where even a room that does nothing is slower than the bar, the machine has no processor to spare for us to measure. */
function verdictOf(isSafe: boolean, ratio: number, p99: number, bareP99: number): string {
  if (!isSafe || ratio > BAR_RATIO) return 'MISSED';
  if (p99 < BAR_P99_MS) return 'held';
  const isBusy = bareP99 > BAR_P99_MS * 0.75 && p99 <= BAR_RATIO * bareP99;
  return isBusy
    ? `cannot be told: the machine is busy, the bare room itself took ${bareP99.toFixed(0)} ms`
    : 'MISSED';
}

async function measureClasses(students: number, seconds: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'pyarena-bench-'));
  const server = await ServerChild.start('class', folder);
  try {
    const tally = newTally();
    const levels = [...loadCatalog().values()];
    const all: Student[] = [];
    const length = seconds + Math.ceil(WARM_UP_MS / 1000) + 5;
    for (let first = 0, index = 0; first < students; first += CLASS_SIZE, index++) {
      const size = Math.min(CLASS_SIZE, students - first);
      const entry = levels[index % levels.length];
      const games = (seat: number) => randomGame(entry, length, first + seat + 1);
      all.push(...(await openClass(server.url, size, entry, games, tally)).students);
    }
    const outcome = await underLoad(server, seconds, tally, all.length, (index) =>
      makeMove(all[index], tally),
    );
    let lost = 0;
    for (const student of all) lost += await lostMoves(student);
    for (const { room } of all) void room.leave();
    return { ...outcome, lost };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureBare(students: number, seconds: number): Promise<Outcome> {
  const server = await ServerChild.start('bare', '');
  try {
    const tally = newTally();
    const all: Awaited<ReturnType<typeof openBare>> = [];
    for (let first = 0; first < students; first += CLASS_SIZE)
      all.push(...(await openBare(server.url, Math.min(CLASS_SIZE, students - first), tally)));
    return await underLoad(server, seconds, tally, all.length, async (index) => {
      const { room, expect } = all[index];
      const before = performance.now();
      room.send('act', { n: 1 });
      await new Promise<void>((resolve) => expect.push(resolve));
      tally.latenciesMs.push(performance.now() - before);
    });
  } finally {
    await server.stop();
  }
}

/** Everybody moves once a second, spread over it; counted from the end of the warm-up on. */
async function underLoad(
  server: ServerChild,
  seconds: number,
  tally: Tally,
  size: number,
  move: (index: number) => Promise<void>,
): Promise<Outcome> {
  const moving = new Set<Promise<void>>();
  let sent = 0;
  const begin = performance.now();
  let next = 0;
  const spacing = 1000 / size;
  // Each at a moment of their own, so that a class does not move as one.
  const order = new Rng(size).shuffle(Array.from({ length: size }, (_, index) => index));
  const timer = setInterval(() => {
    // By the clock, not by the timer: one that is late catches up.
    const due = Math.floor((performance.now() - begin) / spacing);
    for (; next < due; next++) {
      sent++;
      const moved = move(order[next % size]);
      moving.add(moved);
      void moved.finally(() => moving.delete(moved));
    }
  }, 2);
  await pause(WARM_UP_MS);
  const before = await server.usage();
  tally.latenciesMs.length = 0;
  tally.studentBytes = 0;
  tally.hostBytes = 0;
  const sentBefore = sent;
  await pause(seconds * 1000);
  const after = await server.usage();
  const { studentBytes, hostBytes } = tally;
  const sentWhile = sent - sentBefore;
  clearInterval(timer);
  await Promise.race([Promise.all(moving), pause(20_000)]);
  const elapsedMs = after.atMs - before.atMs;
  return {
    tally: { ...tally, studentBytes, hostBytes },
    cpuPercent: ((after.cpuMicros - before.cpuMicros) / 1000 / elapsedMs) * 100,
    rssBytes: after.rssBytes,
    lateMs: after.lateMs,
    sent: sentWhile,
    lost: 0,
    seconds: elapsedMs / 1000,
    counters: after.counters,
  };
}

class ServerChild {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(mode: 'class' | 'bare', dataDir: string): Promise<ServerChild> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, mode, dataDir], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { port } = await heard<{ port: number }>(child, 'port');
    return new ServerChild(child, port);
  }

  async usage(): Promise<Usage> {
    const usage = heard<Usage>(this.#child, 'cpuMicros');
    this.#child.send('usage');
    return await usage;
  }

  /** It ends by itself when nobody listens any more. */
  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await gone;
  }
}

/** The next message with that member; Colyseus sends messages of its own. */
function heard<T extends object>(child: ChildProcess, member: keyof T & string): Promise<T> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !(member in message)) return;
      child.off('message', listen);
      resolve(message as T);
    };
    child.on('message', listen);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

function readArgs(args: readonly string[]): { students: number; seconds: number } {
  const values = { '--students': 1000, '--seconds': 30 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i] as keyof typeof values;
    const value = Number(args[i + 1]);
    if (!(name in values) || !Number.isInteger(value) || value < 1 || value > 20_000)
      throw new UsageError(`usage: ${command.usage}`);
    values[name] = value;
  }
  return { students: values['--students'], seconds: values['--seconds'] };
}

function quantiles(latencies: readonly number[]): number[] {
  const sorted = [...latencies].sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map(
    (q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN,
  );
}

function errorsOf({ tally }: Outcome): string {
  return [...tally.errors].map(([what, times]) => `${times} ${what}`).join(', ') || '0';
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
