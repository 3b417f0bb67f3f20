/** fnmatch (Lib/fnmatch.py), without regular expressions. */

import type { LibModule } from './module.ts';

export const fnmatchLib: LibModule = {
  name: 'fnmatch',
  source: () => `
__all__ = ["filter", "fnmatch", "fnmatchcase"]


def _in_set(ch, members):
    i = 0
    while i < len(members):
        if i + 2 < len(members) and members[i + 1] == '-':
            if members[i] <= ch <= members[i + 2]:
                return True
            i += 3
        else:
            if members[i] == ch:
                return True
            i += 1
    return False


def _split(pat):
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == '[':
            j = i
            if j < len(pat) and pat[j] == '!':
                j += 1
            if j < len(pat) and pat[j] == ']':
                j += 1
            while j < len(pat) and pat[j] != ']':
                j += 1
            if j < len(pat):
                stuff = pat[i:j]
                parts.append((stuff[1:], False) if stuff[0] == '!' else (stuff, True))
                i = j + 1
                continue
        parts.append(c)
    return parts


def _one(part, ch):
    if isinstance(part, tuple):
        return _in_set(ch, part[0]) == part[1]
    return part == '?' or part == ch


def fnmatchcase(name, pat):
    parts = _split(pat)
    n = p = 0
    star = mark = -1
    while n < len(name):
        if p < len(parts) and parts[p] == '*':
            star, mark = p, n
            p += 1
        elif p < len(parts) and _one(parts[p], name[n]):
            p += 1
            n += 1
        elif star >= 0:
            mark += 1
            p, n = star + 1, mark
        else:
            return False
    while p < len(parts) and parts[p] == '*':
        p += 1
    return p == len(parts)


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatch(name, pat)]
`,
};
