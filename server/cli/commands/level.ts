import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Metrics } from '../../../shared/game/kind.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { chances } from '../../../shared/game/solver/chance.ts';
import { LEVEL_NODES } from '../../../shared/game/solver/solve.ts';
import { type Certified, certify } from '../../../shared/level/certify.ts';
import { formatLevel } from '../../../shared/level/format.ts';
import type { Level, LevelDraft, LevelProblem } from '../../../shared/level/level.ts';
import { parseDraft } from '../../../shared/level/parse.ts';
import { verifyLevel } from '../../../shared/level/verify.ts';
import { type Command, UsageError } from '../command.ts';

/** What the command finds out about one file; with --json it is printed as it is. */
interface Report {
  readonly file: string;
  readonly id?: string;
  readonly ok: boolean;
  readonly problems: readonly LevelProblem[];
  readonly bronze?: unknown;
  /** Null: the rival does not win the level. */
  readonly silver?: Metrics | null;
  readonly gold?: Metrics;
  readonly proved?: boolean;
  readonly nodes?: number;
  readonly moves?: number;
  /** Shares of games of random moves that win, and that win gold. */
  readonly byChance?: { readonly winShare: number; readonly goldShare: number };
  readonly written?: boolean;
}

export const command: Command = {
  name: 'level',
  summary:
    'Checks and solves level files; --write puts medals and certificate into them. Exit 1: one is no good.',
  usage: 'level [--write] [--json] [--nodes N] FILE...',
  run(args) {
    const { files, write, json, maxNodes } = readArguments(args);
    const reports = files.map((file) => examine(file, write, maxNodes));
    if (json) console.log(JSON.stringify(reports, null, 2));
    else for (const report of reports) print(report);
    return reports.every(({ ok }) => ok) ? 0 : 1;
  },
};

function readArguments(args: readonly string[]) {
  const options = {
    write: { type: 'boolean' },
    json: { type: 'boolean' },
    nodes: { type: 'string' },
  } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (positionals.length === 0) throw new UsageError(`which file? ${command.usage}`);
  const maxNodes = values.nodes === undefined ? LEVEL_NODES : Number(values.nodes);
  if (!Number.isInteger(maxNodes) || maxNodes < 1)
    throw new UsageError('--nodes must be a whole number above 0');
  const { write = false, json = false } = values;
  return { files: positionals.flatMap(levelFiles), write, json, maxNodes };
}

/** A file is itself; a folder stands for the level files of its packs. */
function levelFiles(path: string): string[] {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new UsageError(`there is no file ${path}`);
  }
  if (!isFolder) return [path];
  const found = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return found
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}

function examine(file: string, write: boolean, maxNodes: number): Report {
  const draft = read(file);
  if (!draft.ok) return { file, ok: false, problems: draft.problems };
  const { level } = draft;
  const kind = puzzleKind(level.kind)!;
  const certified = certify(level, kind, maxNodes);
  const { solution } = certified;
  const facts = { file, id: level.id, bronze: level.goal, nodes: solution.nodes, proved: solution.proved };
  if (!certified.level) {
    const problem = solution.proved
      ? 'cannot be won: the whole tree of moves was searched'
      : `no win was found in ${solution.nodes} boards; try --nodes with more, or make the level smaller`;
    return { ...facts, ok: false, problems: [{ path: '(file)', problem }] };
  }
  if (write) writeFileSync(file, formatLevel(certified.level));
  const problems = write ? [] : stored(level, certified);
  const { medals, certificate } = certified.level;
  const { wins, golds, games } = chances(kind, certified.level, medals);
  return {
    ...facts,
    ok: problems.length === 0,
    problems,
    silver: medals.rivalLost ? null : medals.silver,
    gold: medals.gold,
    moves: certificate.actions.length,
    byChance: { winShare: wins / games, goldShare: golds / games },
    written: write,
  };
}

function read(
  file: string,
): { ok: true; level: LevelDraft } | { ok: false; problems: readonly LevelProblem[] } {
  const notJson = (problem: string) => ({ ok: false as const, problems: [{ path: '(file)', problem }] });
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return notJson(`is not JSON: ${(error as Error).message}`);
  }
  const draft = parseDraft(data);
  return draft.ok ? { ok: true, level: draft.value } : { ok: false, problems: draft.error };
}

/** What is wrong with the medals and the certificate that the file has; a draft has none yet. */
function stored(level: LevelDraft, { solution }: Certified): LevelProblem[] {
  if (level.medals === undefined && level.certificate === undefined) return [];
  const missing = (['medals', 'certificate'] as const).filter((member) => level[member] === undefined);
  if (missing.length > 0) return [{ path: missing[0], problem: 'is missing: --write adds it' }];
  const problems = verifyLevel(level as Level, puzzleKind(level.kind)!);
  const gold = level.medals!.gold;
  const better = solution.best && level.metrics.some((name) => solution.best!.metrics[name] !== gold[name]);
  if (problems.length === 0 && better)
    problems.push({ path: 'medals.gold', problem: 'is not what the solver finds: --write corrects it' });
  if (problems.length === 0 && level.medals!.goldProved && !solution.proved)
    problems.push({ path: 'medals.goldProved', problem: 'could not be proved within this many nodes' });
  return problems;
}

function print(report: Report): void {
  console.log(`${report.ok ? 'ok  ' : 'BAD '} ${report.file}${report.id ? `  (${report.id})` : ''}`);
  for (const { path, problem } of report.problems) console.log(`     ${path}: ${problem}`);
  if (!report.gold) return;
  const goal =
    Object.keys(report.bronze as object).length > 0 ? metricsText(report.bronze as Metrics) : 'win';
  console.log(`     bronze  ${goal}`);
  console.log(
    `     silver  ${report.silver ? metricsText(report.silver) : 'any win (the rival loses here)'}`,
  );
  console.log(`     gold    ${metricsText(report.gold)}  (${report.proved ? 'proved' : 'best known'})`);
  const percent = (share = 0) => `${Math.round(share * 1000) / 10} %`;
  const { winShare, goldShare } = report.byChance ?? {};
  console.log(`     random moves win ${percent(winShare)} of games, gold ${percent(goldShare)}`);
  const written = report.written ? '; written into the file' : '';
  console.log(`     ${report.nodes} nodes searched, ${report.moves} moves${written}`);
}

function metricsText(metrics: Metrics): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}
