/** The module keyword (Lib/keyword.py). */
import { type LibModule, when } from './module.ts';

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
  'lambda nonlocal not or pass raise return try while with yield';

const list = (words: string): string =>
  words
    .split(' ')
    .filter(Boolean)
    .sort()
    .map((word) => `'${word}'`)
    .join(', ');

export const keywordLib: LibModule = {
  name: 'keyword',
  source({ minor }) {
    // The name by which 3.9 tells whether its new parser is at work.
    const words = `${KEYWORDS}${when(minor === 9, ' __peg_parser__')}`;
    const soft = minor < 10 ? '' : `_ case match${when(minor >= 12, ' type')}${when(minor >= 15, ' lazy')}`;
    return `
__all__ = ['iskeyword', ${when(minor >= 9, "'issoftkeyword', ")}'kwlist'${when(minor >= 9, ", 'softkwlist'")}]

kwlist = [${list(words)}]
iskeyword = frozenset(kwlist).__contains__
${when(minor >= 9, `softkwlist = [${list(soft)}]\nissoftkeyword = frozenset(softkwlist).__contains__\n`)}`;
  },
};
