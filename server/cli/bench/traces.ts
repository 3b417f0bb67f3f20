/** Reads files of allocation traces: an object from names to lists of [kind, id, size]. */
import { readFileSync } from 'node:fs';
import { type Trace, traceKinds, traceOf } from '../../../shared/sim/pymalloc/replay.ts';
import { UsageError } from '../command.ts';

type Row = [kind: number, id: number, size: number];

/** The traces of a file by name. Throws a UsageError that says what is wrong and where. */
export function readTraces(path: string): Map<string, Trace> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new UsageError(`${path} must be an object from trace names to lists of [kind, id, size]`);
  return new Map(Object.entries(value).map(([name, rows]) => [name, parseTrace(name, rows)]));
}

/**
 * Checks a trace and makes it ready to replay. Block ids may be any whole numbers from 0; they are renumbered. Throws a
 * UsageError where the trace is not well formed, e.g. frees a block that is not live.
 */
export function parseTrace(name: string, rows: unknown): Trace {
  if (!Array.isArray(rows)) throw new UsageError(`trace "${name}" must be a list of [kind, id, size]`);
  const numbers = new Map<number, number>();
  const live = new Set<number>();
  const renumbered = rows.map((row: unknown, i): Row => {
    const wrong = rowProblem(row, live);
    if (wrong !== null) throw new UsageError(`trace "${name}", operation ${i}: ${wrong}`);
    const [kind, id, size] = row as Row;
    if (kind === traceKinds.free) live.delete(id);
    else live.add(id);
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return [kind, numbers.get(id) as number, size];
  });
  return traceOf(renumbered);
}

function rowProblem(row: unknown, live: ReadonlySet<number>): string | null {
  if (!Array.isArray(row) || row.length !== 3) return 'must be [kind, id, size]';
  const [kind, id, size] = row as Row;
  if (kind !== 0 && kind !== 1 && kind !== 2) return 'kind must be 0 (malloc), 1 (free) or 2 (realloc)';
  if (!Number.isSafeInteger(id) || id < 0) return 'id must be a whole number, 0 or more';
  if (!Number.isSafeInteger(size) || size < 0 || size > 0x7fffffff)
    return 'size must be a whole number from 0 to 2147483647';
  if (kind === traceKinds.malloc && live.has(id)) return `malloc of block ${id}, which is live`;
  if (kind !== traceKinds.malloc && !live.has(id))
    return `${kind === traceKinds.free ? 'free' : 'realloc'} of block ${id}, which is not live`;
  return null;
}
