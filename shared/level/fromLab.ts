/**
 * A moment of the Lab as the start of a level: a draft that `level` accepts and that the solver can finish. Three kinds make sense:
 * `pinned` takes the pools as they are, `pools` and `heap` take what the program asks for next.
 */
import { err, type Result } from '../base/result.ts';
import type { RequestData } from '../game/puzzles/board/plan.ts';
import { puzzleKind } from '../game/puzzles/registry.ts';
import type { LabView } from '../lab/model.ts';
import type { TracedBlock } from '../lab/trace.ts';
import { certify } from './certify.ts';
import type { DraftKind } from './draftKinds.ts';
import { heapParts } from './fromLabHeap.ts';
import { type PoolState, poolsAt } from './fromLabPools.ts';
import { requestsOf } from './fromLabRequests.ts';
import { LEVEL_FORMAT, type LevelDraft, type LevelProblem, type LocalText } from './level.ts';
import { parseDraft } from './parse.ts';

export type LabMoment = {
  readonly view: LabView;
  readonly version: string;
  readonly title: LocalText;
  /** What the program asks for from this moment on. */
  readonly trace: readonly TracedBlock[];
};

/** Why a moment makes no level of a kind. */
export type NoDraft =
  /** The program asks for nothing more that this kind could serve. */
  | { readonly reason: 'noRequests' }
  /** None of its blocks lie in pools. */
  | { readonly reason: 'noPools' }
  | { readonly reason: 'problems'; readonly problems: readonly LevelProblem[] };

/** Requests of a level: more are no level for a person. */
const MOST = { pools: 12, pinned: 6, heap: 8 } as const;
/** Blocks of a pool that a player may be asked to free. */
const MOST_FREES = 10;
/** Boards that are looked at to find out whether a draft can be won. */
const MOST_NODES = 5000;
/** The largest request that pymalloc serves. */
const SMALL = 512;

/** Makes the draft, checked as level files are. */
export function draftFrom(kind: DraftKind, moment: LabMoment): Result<LevelDraft, NoDraft> {
  const made = makers[kind](moment);
  if ('reason' in made) return err(made);
  let last: Result<LevelDraft, NoDraft> | null = null;
  for (const parts of made) {
    const draft = {
      format: LEVEL_FORMAT,
      id: 'from-the-lab',
      kind,
      ruleset: rulesetOf(moment.version),
      seed: 1,
      title: clipText(moment.title, 32),
      ...texts[kind],
      ...parts,
    };
    const read = parseDraft(draft);
    last = read.ok ? read : err({ reason: 'problems', problems: read.error });
    if (made.length === 1 || (read.ok && canBeWon(read.value))) break;
  }
  return last!;
}

/** Whether a win is found soon. Where it takes longer than this to know, the author sees it with the first play. */
function canBeWon(draft: LevelDraft): boolean {
  return certify(draft, puzzleKind(draft.kind)!, MOST_NODES).level !== null;
}

type Parts = Pick<LevelDraft, 'verbs' | 'goal' | 'metrics' | 'rival' | 'start'>;

/** The parts of a level, or several: what asks most of the player first. The first that can be won is taken. */
const makers: Readonly<Record<DraftKind, (moment: LabMoment) => readonly Parts[] | NoDraft>> = {
  pools({ view, trace }) {
    const requests = requestsOf(trace, MOST.pools);
    if (!requests.some(({ bytes }) => bytes > 0 && bytes <= SMALL)) return { reason: 'noRequests' };
    const state = poolsAt(view, new Set(requests.map(({ name }) => name)));
    const large = requests.some(({ bytes }) => bytes === 0 || bytes > SMALL);
    const parts = {
      verbs: large ? ['openPool', 'place', 'toSystem'] : ['openPool', 'place'],
      goal: {},
      metrics: ['peakBytes', 'wastedBytes'],
      rival: 'cpython',
      start: { ...arenas(state), prelude: state.prelude, requests },
    } satisfies Parts;
    return [parts];
  },
  pinned({ view, trace }) {
    const requests = requestsOf(
      trace.filter(({ bytes }) => bytes > 0 && bytes <= SMALL),
      MOST.pinned,
    );
    const state = poolsAt(view, new Set(requests.map(({ name }) => name)));
    if (state.prelude.length === 0) return { reason: 'noPools' };
    const frees =
      state.smallestOwnPool > 0 && state.smallestOwnPool <= MOST_FREES ? state.smallestOwnPool : 0;
    if (frees === 0 && requests.length === 0) return { reason: 'noRequests' };
    const returning = { poolsReturned: 1 };
    const predicting = { wrongPredictions: 1 };
    const parts = (freed: number, asked: readonly RequestData[], goal: Parts['goal']): Parts => ({
      verbs: [...(freed > 0 ? ['freeObject'] : []), ...(asked.length > 0 ? ['predict'] : [])],
      goal,
      metrics: asked.length > 0 ? ['wrongPredictions', 'moves'] : ['freesUsed', 'moves'],
      rival: 'cpython',
      start: {
        ...arenas(state),
        prelude: state.prelude,
        ...(asked.length > 0 ? { requests: asked } : {}),
        frees: freed,
      },
    });
    if (frees === 0) return [parts(0, requests, predicting)];
    if (requests.length === 0) return [parts(frees, [], returning)];
    // What is asked for may open as many pools as were emptied: then one of the two has to do.
    return [
      parts(frees, requests, { ...returning, ...predicting }),
      parts(0, requests, predicting),
      parts(frees, [], returning),
    ];
  },
  heap({ view, trace }) {
    const requests = requestsOf(
      trace.filter(({ bytes }) => bytes > SMALL),
      MOST.heap,
    );
    if (requests.length === 0) return { reason: 'noRequests' };
    const { layout, capacityBytes } = heapParts(view.memory, requests);
    const parts = {
      verbs: ['placeSpan'],
      goal: {},
      metrics: ['highWaterBytes', 'largestHoleBytes'],
      rival: 'bestFit',
      start: { capacityBytes, layout, requests, ends: 'low' },
    } satisfies Parts;
    return [parts];
  },
};

/** As many pools as there are, in one arena; with a few to spare, so that the player has a choice. */
function arenas(state: PoolState): { poolsPerArena: number } {
  return { poolsPerArena: Math.min(64, Math.max(2, state.pools + 2)) };
}

/** Releases that differ in the collector alone have one allocator. */
function rulesetOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function clipText(text: LocalText, length: number): LocalText {
  const clip = (words: string): string => words.slice(0, length).trim();
  return { en: clip(text.en), es: clip(text.es) };
}

/** What an author will want to say better. */
const texts: Readonly<Record<DraftKind, Pick<LevelDraft, 'text' | 'lesson' | 'hints'>>> = {
  pools: {
    text: {
      en: 'A program goes on from here. Serve what it asks for next with as few bytes of arenas as you can.',
      es: 'Un programa sigue desde aquí. Sirve lo que pide con los menos bytes de arenas posibles.',
    },
    lesson: {
      en: 'pymalloc rounds a request up to its class and takes the first block of the first pool of that class.',
      es: 'pymalloc redondea una petición a su clase y toma el primer bloque del primer pool de esa clase.',
    },
    hints: [
      {
        en: 'Is there room in a pool that is open already?',
        es: '¿Hay sitio en un pool que ya está abierto?',
      },
      {
        en: 'A larger block wastes a few bytes; another pool may cost an arena.',
        es: 'Un bloque mayor malgasta unos bytes; otro pool puede costar una arena.',
      },
    ],
  },
  pinned: {
    text: {
      en: 'These are the pools of a running program. Say what CPython does next with them.',
      es: 'Estos son los pools de un programa en marcha. Di qué hace CPython con ellos.',
    },
    lesson: {
      en: 'The block freed last is used first, and a pool goes back only when its last block is free.',
      es: 'El último bloque liberado se usa primero, y un pool vuelve solo cuando su último bloque está libre.',
    },
    hints: [
      { en: 'Follow the thread from its bead.', es: 'Sigue el hilo desde la cuenta.' },
      {
        en: 'A pool with a block that the program still uses cannot go back.',
        es: 'Un pool con un bloque que el programa aún usa no puede volver.',
      },
    ],
  },
  heap: {
    text: {
      en: 'The system heap of a running program. Place the large blocks that it asks for next.',
      es: 'El heap del sistema de un programa en marcha. Coloca los bloques grandes que pide a continuación.',
    },
    lesson: {
      en: 'More than 512 bytes are the system’s: each block has a header, and gaps between blocks remain.',
      es: 'Más de 512 bytes son del sistema: cada bloque tiene cabecera y entre los bloques quedan huecos.',
    },
    hints: [
      {
        en: 'Look ahead: which gap will be needed whole?',
        es: 'Mira lo que viene: ¿qué hueco hará falta entero?',
      },
      {
        en: 'A block takes 8 bytes more than it asks for, rounded up to 16.',
        es: 'Un bloque toma 8 bytes más de lo que pide, redondeado a 16.',
      },
    ],
  },
};
