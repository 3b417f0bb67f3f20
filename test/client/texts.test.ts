import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import en from '../../assets/text/en.json';
import es from '../../assets/text/es.json';
import labEn from '../../assets/text/lab/en.json';
import labEs from '../../assets/text/lab/es.json';
import rulesEn from '../../assets/text/lab/rules/en.json';
import rulesEs from '../../assets/text/lab/rules/es.json';
import { rules } from '../../client/screens/lab/explain/rules.ts';
import { legendMarks } from '../../client/screens/level/legendMarks.ts';
import { levelShortcuts } from '../../client/screens/level/shortcuts.ts';
import { languages } from '../../client/state/storedSettings.ts';
import { boardModes, classModes, lateModes, turnModes } from '../../shared/class/options.ts';
import { puzzleKinds } from '../../shared/game/puzzles/registry.ts';
import { sessionActions } from '../../shared/game/session/timeline.ts';

/** Every text exists in both languages, every text that is asked for exists, and none is there for nothing. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const plural = /_(zero|one|two|few|many|other)$/;

function flatten(node: object, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

function sources(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
}

const english = flatten({ ...en, ...labEn, ...rulesEn });
const spanish = flatten({ ...es, ...labEs, ...rulesEs });
const known = new Set([...english.keys()].map((key) => key.replace(plural, '')));
const client = sources('client');
const game = sources('shared/game');
const classes = [
  ...sources('shared/class'),
  ...sources('server/rooms/class'),
  ...sources('client/host').filter((text) => text.includes('shared/class') || text.includes("'./class")),
];

/** All strings of the shape of a key, wherever they stand: arguments of `t`, tables of routes, cues of boards. */
function namedKeys(): Set<string> {
  const found = new Set<string>();
  for (const text of client) {
    for (const match of text.matchAll(/['"`]([a-z][a-zA-Z]*(?:\.[a-zA-Z]\w*)+)['"`]/g)) found.add(match[1]);
  }
  return found;
}

/** Literal arguments of `t(...)`, also both branches of a choice between two: these must exist. */
function askedKeys(): Set<string> {
  const found = new Set<string>();
  for (const text of client) {
    for (const call of text.matchAll(/\bt\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)) {
      const first = call[1].split(/,(?![^{]*\})/)[0];
      for (const match of first.matchAll(/'([^']+)'/g)) if (match[1].includes('.')) found.add(match[1]);
    }
  }
  return found;
}

function literals(texts: readonly string[], pattern: RegExp): string[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]));
}

/** The union of notices, as the hosts' contract has it. */
function noticeType(): string {
  const contract = readFileSync(`${root}/client/host/host.ts`, 'utf8');
  return /export type NoticeType =([^;]*);/.exec(contract)?.[1] ?? '';
}

/** What the screens of classes put together: by what the contract between them and the server names. */
function classKeys(): Record<string, readonly string[]> {
  const contract = (file: string, name: string): string =>
    new RegExp(`${name}\\b[^=:]*[=:]([\\s\\S]*?);\\n`).exec(readFileSync(`${root}/${file}`, 'utf8'))?.[1] ??
    '';
  const words = (file: string, name: string) => literals([contract(file, name)], /'(\w+)'/g);
  const gone = words('client/host/class.ts', 'readonly gone');
  const refusals = literals(game, /(?:reason: |refuse\(\s*|[?:]\s*)'(\w+)'/g);
  return {
    classTrouble: [
      ...words('shared/protocol/class.ts', 'type ClassRefusal'),
      ...words('shared/class/lesson.ts', 'type LessonProblem'),
      ...words('shared/protocol/class-messages.ts', 'type SeatProblem'),
      ...words('shared/protocol/class-messages.ts', 'type HostDoubt'),
      ...words('client/host/class.ts', 'readonly code: ClassRefusal'),
      'unreachable',
      'noAnswer',
    ],
    class: [
      ...gone.flatMap((why) => [`gone.${why}`, `goneText.${why}`]),
      ...[...classModes, 'homework'].map((mode) => `modeName.${mode}`),
      ...classModes.map((mode) => `modeText.${mode}`),
    ],
    host: [
      ...['lobby', 'podium', 'closed'],
      ...[...classModes, 'homework'].map((mode) => `modeText.${mode}`),
      ...boardModes.map((mode) => `boardMode.${mode}`),
      ...lateModes.map((mode) => `lateMode.${mode}`),
      ...turnModes.map((mode) => `turnMode.${mode}`),
    ],
    report: ['won', 'lost', 'unfinished'].map((outcome) => `outcome.${outcome}`),
    // Short names of refusals; one that is missing is shown with its reason.
    wrong: [...english.keys()].flatMap((key) => {
      const reason = /^wrong\.(\w+)$/.exec(key)?.[1];
      return reason && [...refusals, ...literals(classes, /'(\w+)'/g)].includes(reason) ? [reason] : [];
    }),
  };
}

const labExamples = readdirSync(`${root}/assets/lab/examples`).map((name) =>
  readFileSync(`${root}/assets/lab/examples/${name}`, 'utf8'),
);

/** The rules that the Lab explains, from their type. */
const labRules = literals(
  [
    /export type ExplanationRule =([^;]*);/.exec(
      readFileSync(`${root}/shared/lab/explanation.ts`, 'utf8'),
    )?.[1] ?? '',
  ],
  /'(\w+)'/g,
);

/** Keys that are put together at run time: a prefix and all that may follow it, from where it is defined. */
const builtKeys: Record<string, readonly string[]> = {
  reason: [
    ...literals(game, /\{\s*reason: '(\w+)'/g),
    ...literals(game, /\brefuse\(\s*'(\w+)'/g),
    ...literals(game, /[?:]\s*'(nothingTo\w+|already\w+)'/g),
    'other',
    ...literals(classes, /reason: '(\w+)'/g).filter((reason) => reason !== 'logFull'),
    ...literals(classes, /\? '(duel\w+)'/g),
  ],
  ...classKeys(),
  lost: [...literals(game, /'lost',\s*reason: '(\w+)'/g), ...literals(game, /'(\w+AboveGoal)'/g)],
  metric: puzzleKinds.flatMap((kind) => kind.metrics.map((metric) => metric.name)),
  ghost: puzzleKinds.flatMap((kind) => Object.keys(kind.ghosts)),
  pack: puzzleKinds.flatMap((kind) => [`${kind.name}.title`, `${kind.name}.text`]),
  help: puzzleKinds.map((kind) => `make.${kind.name}`),
  move: [
    ...['', 'Low', 'High'].map((end) => `placeSpan${end}`),
    ...['newArena', 'system'].map((at) => `predict.${at}`),
  ],
  legend: ['types', ...legendMarks.flatMap(({ name }) => [`${name}.name`, `${name}.text`])],
  shortcut: levelShortcuts.map(({ action }) => action),
  medal: ['bronze', 'silver', 'gold'],
  languageName: languages,
  themeName: ['system', 'dark', 'light'],
  motionName: ['system', 'full', 'reduced'],
  notice: literals([noticeType()], /'(\w+)'/g),
  key: ['copied', 'adopted', 'refused'],
  labRule: rules.flatMap(({ id }) => ['title', 'text', 'versions'].map((part) => `${id}.${part}`)),
  lab: [
    ...literals(
      [
        /export type ProgramWord =([^;]*);/.exec(
          readFileSync(`${root}/shared/level/labProgram.ts`, 'utf8'),
        )?.[1] ?? '',
      ],
      /'(\w+)'/g,
    ).map((word) => `fromLevel.${word}`),
    ...literals([readFileSync(`${root}/client/screens/lab/help/samples.tsx`, 'utf8')], /name: '(\w+)'/g).map(
      (name) => `help.${name}`,
    ),
    ...['noRequests', 'noPools', 'problems'].map((reason) => `noDraft.${reason}`),
    ...['code', 'graph', 'memory', 'collector', 'profile', 'output'].map((view) => `view.${view}`),
    ...['strong', 'weak', 'borrowed'].flatMap((kind) => [`cord.${kind}`, `cord.${kind}Long`]),
    ...['death', 'collection', 'arena', 'breakpoint'].flatMap((to) => [
      `jump.${to}`,
      `jump.${to}Long`,
      `jump.${to}Back`,
    ]),
    ...['free', 'uncarved'].map((state) => `memory.${state}`),
    ...literals(
      [/export type Bound =([^;]*);/.exec(readFileSync(`${root}/shared/base/bounds.ts`, 'utf8'))?.[1] ?? ''],
      /'(\w+)'/g,
    ).map((bound) => `bound.${bound}`),
    ...['object', 'items', 'keys', 'values', 'table', 'buffer'].map((role) => `role.${role}`),
    ...labRules.map((rule) => `explain.${rule}`),
    ...literals([readFileSync(`${root}/shared/sim/gc/events.ts`, 'utf8')], /^ {2}\| '(\w+)'/gm).map(
      (phase) => `phase.${phase}`,
    ),
    ...[...new Set(literals(labExamples, /^# topic: (\w+)$/gm))].map((topic) => `topic.${topic}`),
  ],
  progress: ['notAnExport', 'tooLarge', 'serverSaidNo'],
  board: [
    ...['low', 'high'].map((end) => `gap.${end}`),
    ...['newArena', 'system'].flatMap((at) => [`predict.${at}`, `predict.${at}Long`]),
    ...['open', 'hit', 'missed'].map((state) => `target.${state}`),
    ...sessionActions.map((by) => `say.${by}`),
  ],
};

describe('texts', () => {
  test('both languages have the same keys', () => {
    const bare = (texts: Map<string, string>) =>
      [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort();
    expect(bare(spanish)).toEqual(bare(english));
  });

  test('a plural has at least "one" and "other" in both languages', () => {
    for (const texts of [english, spanish]) {
      for (const key of texts.keys()) {
        if (!plural.test(key)) continue;
        const base = key.replace(plural, '');
        expect(texts.has(`${base}_one`) && texts.has(`${base}_other`), base).toBe(true);
      }
    }
  });

  test.each([...english.keys()])('%s speaks of the same values in both languages', (key) => {
    const values = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    expect([...new Set(values(spanish.get(key)))]).toEqual([...new Set(values(english.get(key)))]);
    expect(english.get(key)?.trim()).not.toBe('');
    expect(spanish.get(key)?.trim()).not.toBe('');
  });

  test('every key that is asked for exists', () => {
    expect([...askedKeys()].filter((key) => !known.has(key))).toEqual([]);
  });

  test('every key that is put together exists', () => {
    const missing = Object.entries(builtKeys)
      .flatMap(([prefix, names]) => names.map((name) => `${prefix}.${name}`))
      .filter((key) => !known.has(key));
    expect([...new Set(missing)]).toEqual([]);
  });

  test('no key is unused', () => {
    const used = namedKeys();
    for (const [prefix, names] of Object.entries(builtKeys))
      for (const name of names) used.add(`${prefix}.${name}`);
    expect([...known].filter((key) => !used.has(key))).toEqual([]);
  });
});
