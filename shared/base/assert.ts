/** Throws where a rule of the program itself, never the user's input, is broken. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}
