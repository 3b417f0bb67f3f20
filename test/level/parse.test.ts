import { expect, test } from 'vitest';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import type { Level } from '../../shared/level/level.ts';
import { parseDraft, parseLevel, parseLevelText } from '../../shared/level/parse.ts';
import { rulesHash } from '../../shared/level/rules.ts';
import { verifyLevel } from '../../shared/level/verify.ts';
import { shippedFiles } from '../game/support/levels.ts';

// biome-ignore lint/suspicious/noExplicitAny: the cases break level files in every place
type Json = Record<string, any>;

const byId = new Map(shippedFiles().map(({ data }) => [(data as Level).id, data as Json]));

function copy(id: string): Json {
  return structuredClone(byId.get(id)!);
}

/** What an author breaks in a good level, and the first problem that is found: path and a word of the text. */
const broken: [name: string, id: string, change: (level: Json) => void, path: string, word: string][] = [
  ['no kind', 'round-it-up', (l) => delete l.kind, 'kind', 'is missing'],
  ['unknown kind', 'round-it-up', (l) => (l.kind = 'ponds'), 'kind', 'there are pools, heap, pinned'],
  ['newer format', 'round-it-up', (l) => (l.format = 99), 'format', 'newer than this program'],
  ['no format', 'round-it-up', (l) => delete l.format, 'format', 'the current format is'],
  ['format 0', 'round-it-up', (l) => (l.format = 0), 'format', 'nothing is known'],
  ['a member too many', 'round-it-up', (l) => (l.titel = 'x'), '(file)', 'no use for "titel"'],
  ['text without Spanish', 'round-it-up', (l) => delete l.title.es, 'title.es', 'is missing'],
  ['empty text', 'round-it-up', (l) => (l.text.en = ' '), 'text.en', 'is empty'],
  ['text too long', 'round-it-up', (l) => (l.text.en = 'x'.repeat(141)), 'text.en', '141 characters'],
  ['three lines', 'round-it-up', (l) => (l.text.en = 'a\nb\nc'), 'text.en', 'two lines'],
  ['untranslated', 'round-it-up', (l) => (l.lesson.es = l.lesson.en), 'lesson', 'both languages'],
  ['one hint only', 'round-it-up', (l) => l.hints.pop(), 'hints', 'must be 2'],
  ['unknown ruleset', 'round-it-up', (l) => (l.ruleset = '2.7'), 'ruleset', 'no ruleset "2.7"'],
  ['unknown verb', 'round-it-up', (l) => l.verbs.push('fly'), 'verbs[2]', 'there is no verb "fly"'],
  ['no way to play', 'round-it-up', (l) => (l.verbs = ['openPool']), 'verbs', 'without "place"'],
  ['a verb twice', 'round-it-up', (l) => l.verbs.push('place'), 'verbs', 'twice'],
  ['unknown metric', 'round-it-up', (l) => (l.metrics = ['speed']), 'metrics[0]', 'wastedBytes'],
  ['unknown rival', 'round-it-up', (l) => (l.rival = 'java'), 'rival', 'cpython'],
  [
    'a size in words',
    'round-it-up',
    (l) => (l.start.requests[3].bytes = 'many'),
    'start.requests[3].bytes',
    'a number, not "many"',
  ],
  [
    'a negative size',
    'round-it-up',
    (l) => (l.start.requests[3].bytes = -1),
    'start.requests[3].bytes',
    'at least 0, not -1',
  ],
  [
    'no such type',
    'round-it-up',
    (l) => (l.start.requests[0].type = 'cat'),
    'start.requests[0].type',
    'one of "int"',
  ],
  [
    'two of one name',
    'round-it-up',
    (l) => (l.start.requests[1].name = 'letter'),
    'start.requests[1]',
    'another object named "letter"',
  ],
  [
    'death before birth',
    'round-it-up',
    (l) => (l.start.requests[2].dies = 2),
    'start.requests[2].dies',
    'request 3 at the earliest',
  ],
  [
    'death after the end',
    'round-it-up',
    (l) => (l.start.requests[2].dies = 6),
    'start.requests[2].dies',
    '5 (the end) at the latest',
  ],
  [
    'a large request without toSystem',
    'round-it-up',
    (l) => (l.start.requests[0].bytes = 513),
    'start.requests[0].bytes',
    'toSystem',
  ],
  [
    'too few arenas',
    'birds-of-a-feather',
    (l) => (l.start.maxArenas = 1),
    'start.maxArenas',
    'needs 2 arenas',
  ],
  [
    'freed twice',
    'birds-of-a-feather',
    (l) => l.start.prelude.push({ free: ['a1'] }),
    'start.prelude[5].free',
    'no object "a1"',
  ],
  [
    'a goal that is no number',
    'fill-it-first',
    (l) => (l.goal.peakPools = null),
    'goal.peakPools',
    'not null',
  ],
  [
    'a goal of another kind',
    'fill-it-first',
    (l) => (l.goal.arenasReturned = 1),
    'goal',
    'no use for "arenasReturned"',
  ],
  ['no requests', 'fill-it-first', (l) => (l.start.requests = []), 'start.requests', 'at least 1 entries'],
  [
    'a layout too long',
    'mind-the-gap',
    (l) => (l.start.capacityBytes = 80),
    'start.layout',
    'takes 86 bytes, the heap has 80',
  ],
  [
    'two gaps in a row',
    'mind-the-gap',
    (l) => l.start.layout.splice(2, 1),
    'start.layout[1]',
    'followed by a span',
  ],
  [
    'a gap off the grid',
    'header-tax',
    (l) => (l.start.layout[1].gap = 1030),
    'start.layout[1].gap',
    'multiple of unitBytes (16)',
  ],
  [
    'capacity off the grid',
    'header-tax',
    (l) => (l.start.capacityBytes = 10385),
    'start.capacityBytes',
    'multiple of unitBytes',
  ],
  ['no goal at all', 'the-last-tenant', (l) => (l.goal = {}), 'goal', 'asks for nothing'],
  ['nothing to predict with', 'last-in-first-out', (l) => (l.verbs = ['freeObject']), 'verbs', '"predict"'],
  ['nothing to free with', 'same-seat-please', (l) => (l.verbs = ['predict']), 'verbs', '"freeObject"'],
  [
    'a target that is no request',
    'same-seat-please',
    (l) => (l.goal.targets[0].request = 'w'),
    'goal.targets[0].request',
    'no request "w"',
  ],
  [
    'a target without a slot',
    'same-seat-please',
    (l) => (l.goal.targets[0].slotOf = 'z'),
    'goal.targets[0].slotOf',
    'alive when the level starts',
  ],
  [
    'an arena of no pools',
    'round-it-up',
    (l) => (l.start.poolsPerArena = 0),
    'start.poolsPerArena',
    'at least 1',
  ],
  ['medals missing', 'round-it-up', (l) => delete l.medals, 'medals', 'level --write'],
];

for (const [name, id, change, path, word] of broken)
  test(name, () => {
    const level = copy(id);
    change(level);
    const parsed = parseLevel(level);
    if (parsed.ok) throw new Error('the level passes');
    const found = parsed.error.find((problem) => problem.path === path);
    expect(found, JSON.stringify(parsed.error)).toBeDefined();
    expect(found!.problem).toContain(word);
  });

test('all problems are told at once, each with its place', () => {
  const level = copy('round-it-up');
  level.start.requests[0].bytes = 'x';
  level.start.requests[2].size = 3;
  level.goal.speed = 1;
  level.rival = 'java';
  delete level.title.es;
  const parsed = parseLevel(level);
  if (parsed.ok) throw new Error('the level passes');
  expect(parsed.error.map(({ path }) => path)).toEqual([
    'title.es',
    'start.requests[0].bytes',
    'start.requests[2]',
    'goal',
    'rival',
  ]);
});

test.each([null, 7, 'text', [], [1]])('%j is no level', (data) => {
  expect(parseLevel(data)).toEqual({
    ok: false,
    error: [{ path: '(file)', problem: 'must be one JSON object { }' }],
  });
});

test('a text that is not JSON is told as such', () => {
  const parsed = parseLevelText('{ "format": 1, ');
  expect(!parsed.ok && parsed.error[0].problem).toContain('is not JSON');
});

test('a draft needs neither medals nor certificate', () => {
  const draft = copy('round-it-up');
  delete draft.medals;
  delete draft.certificate;
  expect(parseDraft(draft).ok).toBe(true);
});

test('the rules hash covers what decides the game and nothing else', () => {
  const level = copy('round-it-up');
  const hash = rulesHash(level as Level);
  level.title.en = 'Another title';
  level.medals.gold = {};
  expect(rulesHash(level as Level)).toBe(hash);
  for (const change of [
    (l: Json) => (l.seed = 2),
    (l: Json) => (l.ruleset = '3.8'),
    (l: Json) => (l.goal = {}),
    (l: Json) => (l.start.requests[0].bytes = 80),
    (l: Json) => l.metrics.reverse(),
    (l: Json) => l.verbs.push('toSystem'),
  ]) {
    const other = copy('round-it-up');
    change(other);
    expect(rulesHash(other as Level)).not.toBe(hash);
  }
});

/** What a dishonest or outdated level claims, and what is found. */
const untrue: [name: string, change: (level: Json) => void, path: string][] = [
  ['other rules', (l) => (l.start.requests[0].bytes = 81), 'certificate.level'],
  ['an old engine', (l) => (l.certificate.engine = 0), 'certificate.engine'],
  ['moves that do not win', (l) => l.certificate.actions.pop(), 'certificate.actions'],
  ['moves that are refused', (l) => l.certificate.actions.reverse(), 'certificate.actions'],
  ['better metrics than real', (l) => (l.certificate.metrics.wastedBytes = 1), 'certificate.metrics'],
  ['a gold nobody reached', (l) => (l.medals.gold.wastedBytes = 1), 'medals.gold'],
  ['a silver that is not the rival’s', (l) => (l.medals.silver.moves = 99), 'medals.silver'],
  ['a proof that is none', (l) => (l.certificate.proved = false), 'medals.goldProved'],
  ['a rival said to lose', (l) => (l.medals.rivalLost = true), 'medals.rivalLost'],
];

for (const [name, change, path] of untrue)
  test(`untrue: ${name}`, () => {
    const level = copy('round-it-up');
    change(level);
    const found = verifyLevel(level as Level, puzzleKind(level.kind)!);
    expect(found.map((problem) => problem.path)).toContain(path);
  });

test('a goal that is missing is said to be missing, in no words of the checker', () => {
  const level = copy('round-it-up');
  delete level.goal;
  const parsed = parseLevel(level);
  expect(!parsed.ok && parsed.error).toEqual([{ path: 'goal', problem: 'is missing' }]);
});
