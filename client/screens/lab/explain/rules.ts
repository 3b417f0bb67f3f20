import type { ExplanationRule } from '../../../../shared/lab/explanation.ts';

/** A rule of CPython in the Lab's small handbook; its words are `labRule.<id>` in assets/text/lab/rules. */
export type Rule = {
  readonly id: RuleId;
  /** Where CPython does it: file and function. */
  readonly source: string;
  readonly link: string;
  /** An example that shows it. */
  readonly example: string;
};

const DOCS = 'https://docs.python.org/3/';
const INTERNALS = 'https://github.com/python/cpython/blob/main/InternalDocs/';

const table = {
  names: ['Python/ceval.c', `${DOCS}reference/executionmodel.html#naming-and-binding`, '01-names'],
  counts: [
    'Include/refcount.h: Py_INCREF, Py_DECREF',
    `${DOCS}extending/extending.html#reference-counts`,
    '10-birth',
  ],
  death: ['Objects/object.c: _Py_Dealloc', `${DOCS}reference/datamodel.html#object.__del__`, '11-cascade'],
  frames: ['Python/frame.c, Python/ceval.c', `${INTERNALS}frames.md`, '13-arguments'],
  borrowed: ['Python/flowgraph.c: optimize_load_fast', `${DOCS}whatsnew/3.14.html`, '13-arguments'],
  immortal: ['Include/refcount.h: _Py_IsImmortal', 'https://peps.python.org/pep-0683/', '12-immortal'],
  shared: [
    'Objects/longobject.c, Objects/unicodeobject.c',
    `${INTERNALS}string_interning.md`,
    'article-11-small-ints',
  ],
  cycles: ['Python/gc.c', `${DOCS}library/gc.html`, '02-cycle'],
  collector: ['Python/gc.c: deduce_unreachable', `${INTERNALS}garbage_collector.md`, '02-cycle'],
  generations: [
    'Python/gc.c: gc_collect_generations',
    `${DOCS}library/gc.html#gc.set_threshold`,
    '24-generations',
  ],
  finalizers: ['Python/gc.c: finalize_garbage', 'https://peps.python.org/pep-0442/', '23-resurrect'],
  weak: ['Objects/weakrefobject.c', `${DOCS}library/weakref.html`, '03-weakref'],
  lists: ['Objects/listobject.c: list_resize', `${DOCS}library/sys.html#sys.getsizeof`, '04-growth'],
  dicts: ['Objects/dictobject.c: dictresize', `${DOCS}library/stdtypes.html#mapping-types-dict`, '41-dict'],
  pools: [
    'Objects/obmalloc.c: pymalloc_alloc',
    `${DOCS}c-api/memory.html#the-pymalloc-allocator`,
    '60-reuse',
  ],
  arenas: ['Objects/obmalloc.c: new_arena', `${DOCS}c-api/memory.html#the-pymalloc-allocator`, '63-arenas'],
  system: [
    'Objects/obmalloc.c: _PyMem_RawMalloc',
    `${DOCS}c-api/memory.html#raw-memory-interface`,
    '62-large',
  ],
  freelists: ['Include/internal/pycore_freelist.h', `${DOCS}c-api/gcsupport.html`, '60-reuse'],
} as const;

export type RuleId = keyof typeof table;

export const rules: readonly Rule[] = Object.entries(table).map(([id, [source, link, example]]) => ({
  id: id as RuleId,
  source,
  link,
  example,
}));

/** The rule behind each explanation. */
export const ruleOf: Readonly<Record<ExplanationRule, RuleId | null>> = {
  collectionAutomatic: 'generations',
  collectionManual: 'collector',
  collectionBegan: 'finalizers',
  collectionEnded: 'collector',
  finalizing: 'finalizers',
  finalizingGarbage: 'finalizers',
  finalized: 'finalizers',
  resurrected: 'finalizers',
  classBody: 'frames',
  classMade: 'names',
  imported: 'names',
  arenaMapped: 'arenas',
  arenaUnmapped: 'arenas',
  poolOpened: 'pools',
  reusedBlock: 'pools',
  largeBlock: 'system',
  died: 'death',
  diedMany: 'death',
  becameGarbage: 'cycles',
  weakrefDied: 'weak',
  listGrew: 'lists',
  dictGrew: 'dicts',
  frameEntered: 'frames',
  lent: 'borrowed',
  frameLeft: 'frames',
  createdBound: 'names',
  sharedBound: 'counts',
  immortalBound: 'immortal',
  countFell: 'counts',
  countRose: 'counts',
  created: 'pools',
  refers: 'counts',
  refersNoMore: 'counts',
  output: null,
  nothing: 'freelists',
};
