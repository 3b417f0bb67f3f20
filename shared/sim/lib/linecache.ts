/** linecache (Lib/linecache.py), of the program's own file. */

import type { LibModule } from './module.ts';

export const linecacheLib: LibModule = {
  name: 'linecache',
  source: () => `
from _linememory import source_lines as _source_lines


def getlines(filename, module_globals=None):
    return _source_lines(filename)


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def clearcache():
    pass


def checkcache(filename=None):
    pass


def updatecache(filename, module_globals=None):
    return getlines(filename)


def lazycache(filename, module_globals):
    return False
`,
};
