/** Programs made of others: single tokens changed, pieces of trees exchanged, programs joined. */
import type { Rng } from '../../../shared/base/rng.ts';
import { type Sample, type Span, takeApart } from './corpus.ts';
import { hostile, pieces } from './pieces.ts';

const tokens = /\s+|[A-Za-z_]\w*|\d[\w.]*|'[^'\n]*'|"[^"\n]*"|[-+*/%@&|^<>=!]=?|./g;

/** A few tokens removed, doubled, exchanged or replaced by what breaks parsers. */
export function mutateTokens(rng: Rng, source: string): string {
  const list = source.match(tokens) ?? [];
  for (let n = rng.int(1, 5); n > 0 && list.length > 2; n--) {
    const at = rng.int(0, list.length);
    const other = rng.int(0, list.length);
    switch (rng.int(0, 6)) {
      case 0:
        list.splice(at, rng.int(1, 4));
        break;
      case 1:
        list.splice(at, 0, ...list.slice(other, other + rng.int(1, 8)));
        break;
      case 2:
        [list[at], list[other]] = [list[other], list[at]];
        break;
      case 3:
        list.splice(at, 0, rng.pick(pieces));
        break;
      case 4:
        list[at] = rng.pick(hostile);
        break;
      default:
        list[at] = list[other];
    }
  }
  return list.join('');
}

/** Expressions and statements of a program exchanged for others, of its own or of `donor`. */
export function mutateTree(rng: Rng, sample: Sample, donor: Sample): string {
  let { source } = sample;
  for (let n = rng.int(1, 4); n > 0; n--) {
    const here = source === sample.source ? sample : takeApart(sample.name, source);
    if (here.statements.length === 0) break;
    source = rng.int(0, 3) === 0 ? changeStatement(rng, here, donor) : changeExpression(rng, here, donor);
  }
  return source;
}

function changeExpression(rng: Rng, sample: Sample, donor: Sample): string {
  if (sample.expressions.length === 0) return sample.source;
  const target = rng.pick(sample.expressions);
  const old = textOf(sample, target);
  const other =
    rng.int(0, 3) === 0 ? rng.pick(hostile) : expressionOf(rng, rng.int(0, 2) === 0 ? sample : donor);
  const fresh = rng.pick([
    other,
    `(${other})`,
    `(${old} if ${other} else ${old})`,
    `[${other}, ${old}]`,
    `(lambda *a, **k: ${other})`,
    `type(${old})`,
    `iter(${old})`,
    `${old}.__class__`,
    `(${old}, *${other})`,
    `repr(${other})`,
  ]);
  return replaced(sample.source, target, fresh);
}

function changeStatement(rng: Rng, sample: Sample, donor: Sample): string {
  const target = rng.pick(sample.statements);
  const old = textOf(sample, target);
  const indent = ' '.repeat(target.indent);
  const from = rng.int(0, 2) === 0 || donor.statements.length === 0 ? sample : donor;
  const other = rng.pick(from.statements);
  const another = reindent(textOf(from, other), other.indent, target.indent);
  const inside = `\n${indent}  ${reindent(old, target.indent, target.indent + 2)}`;
  const fresh = rng.pick([
    another,
    `${another}\n${indent}${old}`,
    `${old}\n${indent}${another}`,
    'pass',
    `${old}\n${indent}${old}`,
    `try:${inside}\n${indent}finally:\n${indent}  ${reindent(another, target.indent, target.indent + 2)}`,
    `try:${inside}\n${indent}except BaseException as e:\n${indent}  ${reindent(another, target.indent, target.indent + 2)}`,
    `for _ in range(3):${inside}`,
    `with memoryview(b''):${inside}`,
    `def fuzzed(self=None, *args):${inside}\n${indent}fuzzed()`,
    `def fuzzed():\n${indent}  yield${inside}\n${indent}list(fuzzed())`,
    `class Fuzzed:${inside}`,
    `import gc; gc.collect()\n${indent}${old}`,
    `del ${expressionOf(rng, sample)}`,
  ]);
  return replaced(sample.source, target, fresh);
}

function expressionOf(rng: Rng, sample: Sample): string {
  return sample.expressions.length === 0 ? rng.pick(hostile) : textOf(sample, rng.pick(sample.expressions));
}

const textOf = ({ source }: Sample, { start, end }: Span): string => source.slice(start, end);

const replaced = (source: string, { start, end }: Span, fresh: string): string =>
  source.slice(0, start) + fresh + source.slice(end);

function reindent(text: string, from: number, to: number): string {
  return text.replaceAll(`\n${' '.repeat(from)}`, `\n${' '.repeat(to)}`);
}

/** The statements of two programs, mixed. */
export function splice(rng: Rng, a: Sample, b: Sample): string {
  const outer = (s: Sample): string[] =>
    s.statements.filter(({ indent }) => indent === 0).map((span) => textOf(s, span));
  const [left, right] = [outer(a), outer(b)];
  const mixed: string[] = [];
  while (left.length + right.length > 0) {
    const from = right.length === 0 || (left.length > 0 && rng.int(0, 2) === 0) ? left : right;
    mixed.push(from.shift()!);
  }
  return `${mixed.join('\n')}\n`;
}
