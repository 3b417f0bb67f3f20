/**
 * A level as a Python program: what its prelude and its requests are in objects, so that the Lab shows the same heap at work. The
 * blocks have the sizes that the level asks for wherever CPython has an object of that size, else they are of the same class, and
 * the program says so.
 */
import type { PreludeData, RequestData } from '../game/puzzles/board/plan.ts';
import type { HeapStart } from '../game/puzzles/heap/setup.ts';
import type { PinnedStart } from '../game/puzzles/pinned/setup.ts';
import type { PoolsStart } from '../game/puzzles/pools/setup.ts';
import { type Maker, makerOf, type Sizes, sizesOf } from './labObjects.ts';
import type { LevelDraft } from './level.ts';

export type LabProgram = { readonly source: string; readonly version: string };

/** What the program's comments say. Values are numbers and names. */
export type ProgramWord =
  | 'arenas'
  | 'classic'
  | 'scaled'
  | 'prelude'
  | 'requests'
  | 'turn'
  | 'instead'
  | 'heads'
  | 'gaps';
export type Words = (word: ProgramWord, values?: Readonly<Record<string, string | number>>) => string;

/** Kinds that are played with objects of known size. */
const kinds: Readonly<Record<string, (level: LevelDraft, lines: Lines) => void>> = {
  pools: (level, lines) => poolsProgram(level.start as PoolsStart, lines),
  pinned: (level, lines) => pinnedProgram(level.start as PinnedStart, lines),
  heap: (level, lines) => heapProgram(level.start as HeapStart, lines),
};

/** The ruleset that machines run instead of the one that only the allocator has. */
const versions: Readonly<Record<string, string>> = { classic: '3.8' };

/** Whether levels of a kind have a program. */
export function hasLabProgram(kind: string): boolean {
  return kind in kinds;
}

/** The program of a level, or null for a kind that is not about objects of known size. `title`: its first line. */
export function labProgram(level: LevelDraft, title: string, words: Words): LabProgram | null {
  const write = kinds[level.kind];
  if (write === undefined) return null;
  const version = versions[level.ruleset] ?? level.ruleset;
  const lines = new Lines(sizesOf(version), words);
  lines.comment(title);
  if (level.ruleset in versions) lines.comment(words('classic'));
  lines.blank();
  write(level, lines);
  return { source: lines.text(), version };
}

function poolsProgram(start: PoolsStart, lines: Lines): void {
  lines.arenas(start.poolsPerArena);
  lines.stream(start.prelude ?? [], start.requests);
}

function pinnedProgram(start: PinnedStart, lines: Lines): void {
  lines.arenas(start.poolsPerArena);
  const turn = start.frees > 0 ? lines.words('turn', { frees: start.frees }) : null;
  lines.stream(start.prelude, start.requests ?? [], turn);
}

/** Bytes from which on a request is the system's. */
const SMALL = 512;
/** glibc: a chunk is the request and 8 bytes, rounded up to 16. */
const CHUNK = 16;
const HEADER = 8;

function heapProgram(start: HeapStart, lines: Lines): void {
  const layout = start.layout ?? [];
  const all = [
    ...layout.map((item) => ('gap' in item ? item.gap : item.bytes)),
    ...start.requests.map((request) => request.bytes),
  ];
  const least = Math.max(1, Math.min(...all));
  const factor = least > SMALL ? 1 : Math.ceil((SMALL + CHUNK) / least / CHUNK) * CHUNK;
  if (factor > 1) lines.comment(lines.words('scaled', { factor }));
  /** A chunk that is as long as the level says, times the factor. */
  const spanBytes = (bytes: number): number => (factor === 1 ? bytes : bytes * factor - HEADER);
  const gaps: string[] = [];
  for (const item of layout)
    if ('gap' in item) {
      const name = `gap${gaps.length + 1}`;
      gaps.push(name);
      lines.make(name, 'bytes', factor === 1 ? item.gap - HEADER : spanBytes(item.gap), false);
    } else lines.make(item.name, item.type, spanBytes(item.bytes), item.dies !== undefined);
  if (gaps.length > 0) {
    lines.blank();
    lines.comment(lines.words('gaps'));
    lines.line(`del ${gaps.join(', ')}`);
  }
  const mortal = layout.flatMap((item) =>
    'gap' in item || item.dies === undefined ? [] : [{ name: item.name, dies: item.dies }],
  );
  lines.requests(
    start.requests.map((request) => ({ ...request, bytes: spanBytes(request.bytes) })),
    mortal,
  );
}

/** The lines of a program that grows. */
class Lines {
  readonly words: Words;
  readonly #sizes: Sizes;
  readonly #lines: string[] = [];
  /** Names of helpers that are used. */
  readonly #helpers = new Set<Maker['helper']>();
  readonly #names = new Map<string, string>();

  constructor(sizes: Sizes, words: Words) {
    this.#sizes = sizes;
    this.words = words;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  comment(text: string): void {
    for (const part of text.split('\n')) this.#lines.push(`# ${part}`);
  }

  blank(): void {
    if (this.#lines.at(-1) !== '') this.#lines.push('');
  }

  arenas(pools: number | undefined): void {
    if (pools === undefined) return;
    this.comment(this.words('arenas', { pools }));
    this.blank();
  }

  /** One object under a name of its own. */
  make(name: string, type: string, bytes: number, dies: boolean): void {
    this.line(`${this.#nameOf(name)} = ${this.#maker(type, bytes, dies)}`);
  }

  /** A prelude as CPython played it, then the requests with the deaths between them. */
  stream(prelude: PreludeData, requests: readonly RequestData[], turn: string | null = null): void {
    const freed = new Set(prelude.flatMap((step) => ('free' in step ? step.free.flatMap(stemsOf) : [])));
    if (prelude.length > 0) this.comment(this.words('prelude'));
    const mortal: { name: string; dies: number }[] = [];
    for (const step of prelude) {
      if ('free' in step) {
        this.#free(step.free);
        continue;
      }
      const dies = step.dies !== undefined || freed.has(step.make) || turn !== null;
      if (step.dies !== undefined) mortal.push({ name: step.make, dies: step.dies });
      const parts = typeof step.bytes === 'number' ? [step.bytes] : step.bytes;
      this.#makeMany(step.make, step.type, parts, step.count, dies);
    }
    if (prelude.length > 0) this.blank();
    if (turn !== null) {
      this.comment(turn);
      this.blank();
    }
    this.requests(requests, mortal);
  }

  requests(requests: readonly RequestData[], mortal: readonly { name: string; dies: number }[]): void {
    const doomed = [...mortal];
    if (requests.length > 0) {
      this.blank();
      this.comment(this.words('requests'));
    }
    for (let index = 0; index <= requests.length; index++) {
      for (const { name } of doomed.filter(({ dies }) => dies === index))
        this.line(`del ${this.#nameOf(name)}`);
      const request = requests[index];
      if (request === undefined) break;
      this.make(request.name, request.type, request.bytes, request.dies !== undefined);
      if (request.dies !== undefined) doomed.push({ name: request.name, dies: request.dies });
    }
  }

  text(): string {
    const helpers = [...this.#helpers].sort().flatMap((helper) => (helper === '' ? [] : [HELPERS[helper]]));
    const body = this.#lines.join('\n').trimEnd();
    const firstBlank = body.indexOf('\n\n');
    // Helpers come below the title.
    const title = firstBlank < 0 ? body : body.slice(0, firstBlank);
    const rest = firstBlank < 0 ? '' : body.slice(firstBlank + 2);
    return `${[title, helpers.join('\n'), rest].filter((part) => part !== '').join('\n\n')}\n`;
  }

  #makeMany(
    name: string,
    type: string,
    parts: readonly number[],
    count: number | undefined,
    dies: boolean,
  ): void {
    const made = parts.length > 1 ? this.#listOf(parts) : this.#maker(type, parts[0], dies);
    const own = this.#nameOf(name);
    if (count === undefined) {
      this.line(`${own} = ${made}`);
      return;
    }
    this.line(`${own} = [None] * ${count}`);
    this.line(`for i in range(${count}):`);
    this.line(`    ${own}[i] = ${made}`);
  }

  /** An object of several blocks: a list's head and its items. */
  #listOf([head, items]: readonly number[]): string {
    const note = head === this.#sizes.listHead ? '' : `  # ${this.words('instead', { bytes: head })}`;
    return `[None] * ${Math.ceil(items / 8)}${note || `  # ${this.words('heads')}`}`;
  }

  #maker(type: string, bytes: number, dies: boolean): string {
    const { code, helper, exact } = makerOf(this.#sizes, type, bytes, dies);
    this.#helpers.add(helper);
    return exact ? `${code}  # ${bytes}` : `${code}  # ${this.words('instead', { bytes })}`;
  }

  /** Takes back what `a2..a4` and `b` stand for: places of a row, or names. */
  #free(names: readonly string[]): void {
    for (const text of names) {
      const range = /^(.*?)(\d+)\.\.\1(\d+)$/.exec(text);
      const one = /^(.*?)(\d+)$/.exec(text);
      if (range && this.#names.has(range[1])) {
        const [, stem, from, to] = range;
        const step = Number(to) < Number(from) ? -1 : 1;
        const stop = Number(to) - 1 + step;
        this.line(`for i in range(${Number(from) - 1}, ${stop}${step < 0 ? ', -1' : ''}):`);
        this.line(`    ${this.#nameOf(stem)}[i] = None`);
      } else if (one && !this.#names.has(text) && this.#names.has(one[1]))
        this.line(`${this.#nameOf(one[1])}[${Number(one[2]) - 1}] = None`);
      else this.line(`del ${this.#nameOf(text)}`);
    }
  }

  /** A name that Python takes, and that means nothing else here. */
  #nameOf(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    let own = name.replace(/\W+/g, '_').replace(/_+$/, '');
    while (RESERVED.has(own) || [...this.#names.values()].includes(own)) own += '_';
    this.#names.set(name, own);
    return own;
  }
}

const HELPERS = { X: "X = 'x'", ROW: 'ROW = (None,)' } as const;

const RESERVED: ReadonlySet<string> = new Set(
  `X ROW i bytes bytearray object int float None True False and as assert async await break class continue def del elif else
  except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield range`.split(
    /\s+/,
  ),
);

function stemsOf(text: string): string[] {
  const stem = /^(.*?)\d+(\.\..*)?$/.exec(text)?.[1];
  return stem === undefined ? [text] : [text, stem];
}
