/**
 * One command of `npm run -s cli -- COMMAND`: a file in `commands/`, which exports it as `command` and is called
 * like it (`bench-alloc.ts` is `bench alloc`). It is loaded only when it is called or listed.
 */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows `cli --`, e.g. `alloc --python 3.9 [--time] OPS.json`. */
  readonly usage: string;
  /** Prints its result on stdout, complaints on stderr. Returns the exit code: 0 well, 1 no, 2 wrong usage. */
  run(args: readonly string[]): number | Promise<number>;
}

/** Thrown by a command for a mistake of whoever calls it: the message is printed as one line, exit code 2. */
export class UsageError extends Error {}
