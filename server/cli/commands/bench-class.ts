import { CLASS_SIZE } from '../bench/class-load.ts';
import { type Side, startBare, startClasses } from '../bench/class-sides.ts';
import { Measured, runWindow } from '../bench/class-window.ts';
import { type Command, UsageError } from '../command.ts';

/** Uncounted time under load: at the very beginning, while code is compiled, and at the beginning of each window. */
const WARM_UP_MS = 5000;
const LEAD_MS = 500;
const WINDOW_MS = 5000;
/** The bars of a class: 99 of 100 moves are acknowledged in less, at no more than so many times the bare room's processor time. */
const BAR_P99_MS = 100;
const BAR_RATIO = 2;

export const command: Command = {
  name: 'bench class',
  summary:
    'Measures classes under load, beside a bare Colyseus room: latency, processor time, memory, bytes.',
  usage: 'bench class [--students 1000] [--seconds 30]',
  async run(args) {
    const { students, seconds } = readArgs(args);
    const classes = Math.ceil(students / CLASS_SIZE);
    const windows = Math.max(1, Math.round((seconds * 1000) / WINDOW_MS));
    const windowMs = (seconds * 1000) / windows;
    print(
      `${students} students in ${classes} classes of ${CLASS_SIZE}, one move a second each, ${seconds} s; the same on bare`,
    );
    print(
      `Colyseus rooms (one number of state), in turns of ${(windowMs / 1000).toFixed(0)} s, so that both meet the same machine\n`,
    );
    const longest = (WARM_UP_MS + windows * (LEAD_MS + windowMs)) / 1000;
    // A window ends late on a busy machine, and goes on until then.
    const real = await startClasses(students, Math.ceil(longest * 2) + 30);
    try {
      const bare = await startBare(students);
      try {
        const loop = new LoopDelay();
        const sums: [Side, Measured][] = [
          [real, new Measured()],
          [bare, new Measured()],
        ];
        for (const [side] of sums) await runWindow(side, students, 0, WARM_UP_MS, new Measured());
        for (let window = 0; window < windows; window++)
          for (const [side, sum] of sums) await runWindow(side, students, LEAD_MS, windowMs, sum);
        const lost = await real.lost();
        return report(sums[0][1], sums[1][1], real, lost, students, loop.stop());
      } finally {
        await bare.close();
      }
    } finally {
      await real.close();
    }
  },
};

/** Prints the figures and whether each bar is held; the exit code says whether all are. */
function report(
  classes: Measured,
  bare: Measured,
  side: Side,
  lost: number,
  students: number,
  generatorLateMs: number,
): number {
  const row = (name: string, a: string, b: string): void =>
    print(`${name.padEnd(34)}${a.padStart(12)}${b.padStart(12)}`);
  const both = (name: string, show: (sum: Measured) => string): void => row(name, show(classes), show(bare));
  row('', 'classes', 'bare room');
  for (const [name, part] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const)
    both(`${name} to the answer, ms`, (sum) => sum.quantiles(part)[0].toFixed(1));
  both('processor, % of a core', (sum) => sum.cpuPercent.toFixed(1));
  both('memory (RSS), MiB', (sum) => (sum.rssBytes / 2 ** 20).toFixed(0));
  both('server loop late at most, ms', (sum) => sum.lateMs.toFixed(0));
  both('bytes/s to a student', ({ studentBytes, elapsedMs }) =>
    ((studentBytes / elapsedMs / students) * 1000).toFixed(0),
  );
  const hosts = Math.ceil(students / CLASS_SIZE);
  row('bytes/s to a host', ((classes.hostBytes / classes.elapsedMs / hosts) * 1000).toFixed(0), '-');
  both('moves', ({ sent }) => String(sent));
  row('acknowledged and lost', String(lost), '-');
  const errors = [...side.tally.errors].map(([what, times]) => `${times} ${what}`).join(', ') || '0';
  row('errors', errors, '-');
  print(
    `\nthe load's own process was late by ${generatorLateMs.toFixed(0)} ms at most; its waiting is in both columns`,
  );

  const [p99] = classes.quantiles(0.99);
  const [bareP99] = bare.quantiles(0.99);
  const ratio = classes.cpuPercent / bare.cpuPercent;
  print(`p99 against the bare room: ${(p99 / bareP99).toFixed(2)}`);
  const bars = [
    ['nothing lost, no errors', lost === 0 && side.tally.errors.size === 0, `${lost} lost, ${errors} errors`],
    [
      `processor time at most ${BAR_RATIO} times the bare room's`,
      ratio <= BAR_RATIO,
      `${ratio.toFixed(2)} times`,
    ],
    [
      `p99 < ${BAR_P99_MS} ms`,
      p99 < BAR_P99_MS,
      `${p99.toFixed(0)} ms; the bare room ${bareP99.toFixed(0)} ms`,
    ],
  ] as const;
  for (const [bar, isHeld, figure] of bars) print(`${isHeld ? 'held  ' : 'MISSED'}  ${bar} (${figure})`);
  return bars.every(([, isHeld]) => isHeld) ? 0 : 1;
}

/** How late timers of this process are: what a machine that is short of processor does to whoever measures. */
class LoopDelay {
  #lateMs = 0;
  #expected = performance.now() + 20;
  readonly #timer = setInterval(() => {
    this.#lateMs = Math.max(this.#lateMs, performance.now() - this.#expected);
    this.#expected = performance.now() + 20;
  }, 20);

  stop(): number {
    clearInterval(this.#timer);
    return this.#lateMs;
  }
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

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
