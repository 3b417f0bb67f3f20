import type { LevelDraft } from './level.ts';

const width = 110;

/** Members in the order in which an author reads a level. */
const order = [
  'format',
  'id',
  'kind',
  'ruleset',
  'seed',
  'title',
  'text',
  'lesson',
  'hints',
  'verbs',
  'goal',
  'metrics',
  'rival',
  'start',
  'medals',
  'certificate',
] as const satisfies readonly (keyof LevelDraft)[];

/** A level as the text of its file: two spaces, and in one line what fits in one line. */
export function formatLevel(level: LevelDraft): string {
  const members = order.filter((name) => level[name] !== undefined).map((name) => [name, level[name]]);
  return `${formatJson(Object.fromEntries(members), '', 0)}\n`;
}

/** `used`: columns that are taken already in the line. */
function formatJson(value: unknown, indent: string, used: number): string {
  const short = oneLine(value);
  if (indent.length > 0 && indent.length + used + short.length <= width) return short;
  if (value === null || typeof value !== 'object') return short;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((item) => inner + formatJson(item, inner, 1)).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const lines = members.map(([name, member]) => {
    const key = `${JSON.stringify(name)}: `;
    return inner + key + formatJson(member, inner, key.length + 1);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  return `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`).join(', ')} }`;
}
