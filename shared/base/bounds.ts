/**
 * The bounds that a host sets on a guest's program. Whoever notices that one is passed throws a BoundExceeded, a value that no
 * program can catch; what runs the program tells its owner which bound it was.
 */
export type Bound = 'steps' | 'heap' | 'size' | 'output' | 'recursion' | 'deadlock';

export class BoundExceeded {
  readonly bound: Bound;
  /** Names the bound and its size, for the person whose program it was. */
  readonly message: string;
  constructor(bound: Bound, message: string) {
    this.bound = bound;
    this.message = message;
  }
}

/** A number of bytes as people read it: "512 MiB", "8.0 GB". */
export function bytesInWords(bytes: number): string {
  if (bytes >= 2 ** 20 && bytes % 2 ** 20 === 0 && bytes < 2 ** 50) return `${bytes / 2 ** 20} MiB`;
  for (const [unit, size] of [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const)
    if (bytes >= size) return `${(bytes / size).toFixed(1)} ${unit}`;
  return `${bytes} bytes`;
}
