/** Blocks that a program asks for, as the requests of a level: with names that a level takes, and deaths between them. */
import type { RequestData } from '../game/puzzles/board/plan.ts';
import type { ObjectShape } from '../lab/model.ts';
import type { TracedBlock } from '../lab/trace.ts';

/** The longest that a request of a level may be. */
const MAX_BYTES = 1 << 20;

/** The first `most` blocks as requests. A death is counted in requests of this list. */
export function requestsOf(trace: readonly TracedBlock[], most: number): RequestData[] {
  const blocks = trace.filter(({ bytes }) => bytes <= MAX_BYTES).slice(0, most);
  const names = new Namer();
  return blocks.map((block, index) => {
    const { name, shape, bytes, dies } = block;
    const request = { name: names.next(name === '' ? shape : name), type: typeOf(shape), bytes };
    if (dies < 0) return request;
    // Blocks of the trace that are no requests here do not count.
    const before = trace.slice(0, dies);
    const at = blocks.filter((other) => before.includes(other)).length;
    return at > index && at <= blocks.length ? { ...request, dies: at } : request;
  });
}

/** Names of a level: unique, of letters, digits, points and brackets, not too long. */
export class Namer {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  next(wanted: string): string {
    const stem =
      wanted
        .replace(/[^A-Za-z0-9_.]/g, '_')
        .replace(/^[^A-Za-z_]+/, '_')
        .slice(0, 18) || 'block';
    let name = stem;
    for (let i = 2; this.#taken.has(name); i++) name = `${stem}_${i}`;
    this.#taken.add(name);
    return name;
  }
}

/** A shape as levels name it. */
export function typeOf(shape: ObjectShape): RequestData['type'] {
  return shape === 'none' ? 'None' : shape;
}
