/**
 * A tiny notation, so that a case is a line.
 *
 * Objects: `a50` is one named a of 50 bytes, `a50x3` three of them (a1, a2, a3), `a56+480` one of two blocks, `~4` makes it die
 * before request 4, `!` keeps it (the program uses it), `*` hides its death; `-a2..a4` frees. `.5` is a gap in a heap.
 * Moves: `+64` opens a pool of 64-byte blocks, `+64@2` in arena 2, `1` places in pool 1, `^` sends to the system; `10<` and `10>`
 * place at the low and high end of the gap at offset 10; `-a3` frees, `?1:48` foresees pool 1 offset 48, `?new` and `?sys`.
 */
import type { Action } from '../../../shared/game/action.ts';
import type { PuzzleSetup } from '../../../shared/game/kind.ts';
import type { HeapView } from '../../../shared/game/puzzles/heap/view.ts';
import type { PinnedView } from '../../../shared/game/puzzles/pinned/view.ts';
import type { PoolsView } from '../../../shared/game/puzzles/pools/view.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { apply, type Session, startSession } from '../../../shared/game/session/session.ts';

type Options = Record<string, unknown>;

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function objectOf(word: string): Record<string, unknown> & { name: string } {
  const match = /^([a-z]+)(\d+(?:\+\d+)*)(?:x(\d+))?(?:~(\d+))?(!)?(\*)?$/.exec(word);
  if (!match) throw new Error(`the notation does not know "${word}"`);
  const [, name, bytes, count, dies, keep, secret] = match;
  const sizes = bytes.split('+').map(Number);
  return {
    name,
    type: sizes.length > 1 ? 'list' : 'str',
    bytes: sizes.length > 1 ? sizes : sizes[0],
    ...(count && { count: Number(count) }),
    ...(dies && { dies: Number(dies) }),
    ...(keep && { keep: true }),
    ...(secret && { secret: true }),
  };
}

function preludeOf(text: string): Record<string, unknown>[] {
  return words(text).map((word) => {
    if (word.startsWith('-')) return { free: [word.slice(1)] };
    const { name, ...rest } = objectOf(word);
    return { make: name, ...rest };
  });
}

function setupOf(kind: string, ruleset: string, start: Options, goal: Options): PuzzleSetup {
  const { verbs, metrics } = puzzleKind(kind)!;
  return {
    kind,
    ruleset,
    seed: 1,
    start,
    goal,
    verbs: verbs.map(({ type }) => type),
    metrics: metrics.map(({ name }) => name),
  };
}

/** `[prelude] | requests` for the kinds on pymalloc; `board` is like `3.9/2`: ruleset and pools per arena. */
function boardOf(text: string, board: string): { ruleset: string; start: Options } {
  const [ruleset, pools] = board.split('/');
  const [prelude, requests = ''] = text.includes('|') ? text.split('|') : ['', text];
  return {
    ruleset,
    start: {
      ...(pools && { poolsPerArena: Number(pools) }),
      prelude: preludeOf(prelude),
      requests: words(requests).map(objectOf),
    },
  };
}

export function poolsSetup(
  text: string,
  goal: Options = {},
  start: Options = {},
  board = '3.9/2',
): PuzzleSetup {
  const read = boardOf(text, board);
  return setupOf('pools', read.ruleset, { ...read.start, ...start }, goal);
}

export function pinnedSetup(text: string, goal: Options, start: Options = {}, board = '3.9/2'): PuzzleSetup {
  const read = boardOf(text.includes('|') ? text : `${text} |`, board);
  return setupOf('pinned', read.ruleset, { ...read.start, frees: 9, ...start }, goal);
}

/** A heap in units of 1 byte without headers, unless `start` says otherwise. `capacity: layout | requests`. */
export function heapSetup(text: string, goal: Options = {}, start: Options = {}): PuzzleSetup {
  const [capacity, rest] = text.split(':');
  const [layout, requests] = rest.split('|');
  const items = words(layout).map((word) =>
    word.startsWith('.') ? { gap: Number(word.slice(1)) } : objectOf(word),
  );
  return setupOf(
    'heap',
    '3.9',
    {
      capacityBytes: Number(capacity),
      unitBytes: 1,
      headerBytes: 0,
      layout: items,
      requests: words(requests).map(objectOf),
      ...start,
    },
    goal,
  );
}

/** The moves of a text; pools are opened by the bytes of their blocks, in steps of `alignment`. */
export function movesOf(text: string, alignment = 16): Action[] {
  return words(text).map((word) => {
    const open = /^\+(\d+)(?:@(\d+))?$/.exec(word);
    if (open) {
      const szidx = Number(open[1]) / alignment - 1;
      return { type: 'openPool', szidx, ...(open[2] && { arena: Number(open[2]) }) };
    }
    if (word === '^') return { type: 'toSystem' };
    if (/^\d+$/.test(word)) return { type: 'place', pool: Number(word) };
    const span = /^(\d+)([<>])$/.exec(word);
    if (span) return { type: 'placeSpan', gap: Number(span[1]), end: span[2] === '<' ? 'low' : 'high' };
    if (word.startsWith('-')) return { type: 'freeObject', object: word.slice(1) };
    if (word === '?new') return { type: 'predict', at: 'newArena' };
    if (word === '?sys') return { type: 'predict', at: 'system' };
    const place = /^\?(\d+):(\d+)$/.exec(word);
    if (place) return { type: 'predict', at: { pool: Number(place[1]), offset: Number(place[2]) } };
    if (['undo', 'redo', 'restart'].includes(word)) return { type: word };
    throw new Error(`the notation does not know the move "${word}"`);
  });
}

export function begin(setup: PuzzleSetup): Session {
  return startSession(puzzleKind(setup.kind)!, setup, 'test');
}

/** Plays moves that must all be legal. */
export function play(
  setup: PuzzleSetup | Session,
  moves: string | readonly Action[],
  alignment = 16,
): Session {
  let session = 'log' in setup ? setup : begin(setup);
  for (const action of typeof moves === 'string' ? movesOf(moves, alignment) : moves) {
    const step = apply(session, action);
    if (!step.ok) throw new Error(`${JSON.stringify(action)} is refused: ${JSON.stringify(step.reason)}`);
    session = step.session;
  }
  return session;
}

/**
 * The board in one line: `1:64[a b.]` is pool 1 with blocks of 64 bytes, the objects in order of address; a heap is `a10 .5 b20`.
 */
export function drawn(session: Session): string {
  const view = session.kind.inspect(session.state) as PoolsView | HeapView | PinnedView;
  if (view.kind === 'heap')
    return view.spans
      .map((span) =>
        span.state === 'gap' ? `.${span.sizeBytes}` : `${span.object.name}${span.requestedBytes}`,
      )
      .join(' ');
  const trays = view.arenas
    .flatMap(({ trays }) => trays)
    .filter(({ state }) => state === 'used' || state === 'full');
  const pools = trays.map(
    ({ pool, blockBytes, blocks }) =>
      `${pool}:${blockBytes}[${blocks.map(({ object }) => object.name).join(' ')}]`,
  );
  const raw = view.raw.map(({ object }) => `^${object.name}`);
  return [...pools, ...raw].join(' ');
}

/** How things stand: `playing`, `won`, or the reason of the loss. */
export function outcome(session: Session): string {
  const status = session.kind.status(session.state);
  return status.phase === 'lost' ? status.reason : status.phase;
}
