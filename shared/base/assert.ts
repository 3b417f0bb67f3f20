/** Ends an exhaustive switch: the compiler names the case that is missing, and so does the run time. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}

/** Throws where a rule of the program itself, never the user's input, is broken. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}
