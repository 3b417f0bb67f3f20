import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stackFlags } from '../../server/launch/flags.mjs';
import { freeListStatsText } from '../../shared/sim/freelists/stats.ts';
import { boot } from '../../shared/sim/machine.ts';
import { projectRoot } from '../support/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'pyarena-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of that content; its path. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** As `npm run -s cli -- run` starts it. */
function call(args: readonly string[], input = '', flags: readonly string[] = []) {
  const main = join(projectRoot, 'server/cli/main.ts');
  return spawnSync(process.execPath, [...flags, main, 'run', ...args], { encoding: 'utf8', input });
}

const run = (source: string, flags: readonly string[]) => call([file('program.py', source)], '', flags);

const program = `
from functools import lru_cache

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def walk(n):
    yield n
    if n:
        yield from walk(n - 1)

print(fib(300), sum(walk(400)))

class Bottomless:
    def __str__(self):
        return f'<{self}>'

try:
    str(Bottomless())
except RecursionError as error:
    print(error)
`;

test.runIf(stackFlags().length > 0)(
  'recursion through native code goes as deep as the stack allows, and ends in an error',
  () => {
    const { stdout, status, stderr } = run(program, stackFlags());
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^222232244629420445529739893461909967206666939096499764990979600 80200\nmaximum recursion depth exceeded/,
    );
    expect(status).toBe(0);
  },
);

test('on a smaller stack it ends in the same error', () => {
  const { stdout, stderr, status } = run(program.replace('300', '30').replace('400', '40'), []);
  expect(stderr).not.toContain('Maximum call stack');
  expect(stdout).toMatch(/^832040 820\nmaximum recursion depth exceeded/);
  expect(status).toBe(0);
});

describe('what it prints and how it ends', () => {
  const asks = file(
    'asks.py',
    "name = input('name? ')\nprint('hello', name)\nimport sys\nprint(list(sys.stdin))\n",
  );
  const fails = file('fails.py', 'def f():\n    return 1 / 0\n\nprint("before")\nf()\n');
  const leaves = file('leaves.py', 'import sys\nsys.modules["seen"] = sys\nsys.exit(3)\n');
  const looks = file('looks.py', 'import sys\nprint("seen" in sys.modules)\n');
  const shouts = file('shouts.py', 'import sys\nsys.exit("enough")\n');

  test('stdout, the traceback on stderr, exit code 1; input comes from stdin', () => {
    const failed = call([fails]);
    expect(failed.stdout).toBe('before\n');
    expect(failed.stderr).toMatch(/^Traceback.*line 2, in f\n.*\nZeroDivisionError: division by zero\n$/s);
    expect(failed.status).toBe(1);
    const asked = call(['--python', '3.8', asks], 'Ada\r\nmore\nlast');
    expect(asked.stdout).toBe("name? hello Ada\n['more\\n', 'last']\n");
    expect([asked.stderr, asked.status]).toEqual(['', 0]);
  });

  test('--json: one line a file, each in a fresh machine with the same input', () => {
    const { stdout, stderr, status } = call(['--json', leaves, looks, fails, shouts, asks, asks], 'Bo\n');
    const hello = { file: asks, stdout: 'name? hello Bo\n[]\n', exitCode: 0, error: null };
    const lines = [
      { file: leaves, stdout: '', exitCode: 3, error: null },
      { file: looks, stdout: 'False\n', exitCode: 0, error: null },
      { file: fails, stdout: 'before\n', exitCode: 1, error: 'ZeroDivisionError: division by zero' },
      { file: shouts, stdout: '', exitCode: 1, error: 'enough' },
      hello,
      hello,
    ];
    expect(stdout).toBe(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect([stderr, status]).toEqual(['', 0]);
  });

  test("one program's exit code is the command's; of several, 1 where one failed", () => {
    expect(call([leaves]).status).toBe(3);
    expect(call([looks, leaves, looks]).status).toBe(1);
  });

  test('--trace: JSON lines of the kinds that the README lists, on stderr alone', () => {
    const cycle = file('cycle.py', 'import gc\nl = []\nl.append(l)\ndel l\ngc.collect()\nprint(1)\n');
    const { stdout, stderr } = call(['--trace', '--json', cycle]);
    expect(stdout).toBe(`${JSON.stringify({ file: cycle, stdout: '1\n', exitCode: 0, error: null })}\n`);
    const events = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const readme = readFileSync(join(projectRoot, 'server/cli/README.md'), 'utf8');
    const listed = new Set([...readme.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name));
    expect([...new Set(events.map(({ type }) => type))].filter((type) => !listed.has(type))).toEqual([]);
    expect(
      events.filter(({ type }) => type === 'lineReached').map((e) => (e as never as { line: number }).line),
    ).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.at(-1)).toEqual({ type: 'programEnded', exitCode: 0 });
    // The sources say the same.
    const sources = ['os', 'pymalloc', 'gc', '.'].map((layer) =>
      readFileSync(join(projectRoot, 'shared/sim', layer, 'events.ts'), 'utf8'),
    );
    const declared = [...sources.join('').matchAll(/readonly type: '(\w+)'/g)].map(([, name]) => name);
    expect([...listed].sort()).toEqual([...new Set(declared)].sort());
  });

  test('--stats: malloc statistics, counts, and what the collector found at exit', () => {
    const { stderr } = call(['--python', '3.12', '--stats', file('c.py', 'l = []\nl.append(l)\ndel l\n')]);
    expect(stderr).toContain('Small block threshold = 512, in 32 size classes.');
    expect(stderr).toMatch(/ \d+ free PyDictObjects \* 48 bytes each = +[\d,]+\n/);
    expect(stderr).toMatch(/\n0 +\d+ +700 +\d+ +\d+ +0\n1 +\d+ +10 +\d+ +\d+ +0\n2 +\d+ +10 +\d+ +\d+ +0\n/);
    expect(stderr).toMatch(/unreachable objects found at exit: 1 \+ \d+\n/);
  });

  test.each([
    [['nothing.py'], 'cannot read nothing.py: there is no such file'],
    [[join(folder, 'directory')], /^run: cannot read .*: it is a directory\n$/],
    [[join(folder, 'latin.py')], /^run: cannot read .*: it is not UTF-8\n$/],
    [['--python', '2.7', 'x.py'], /^run: there is no version 2.7; .*3.8, .*3.15 are known\n$/],
    [['--python'], '--python needs a version'],
    [['--slow', 'x.py'], 'unknown option --slow'],
    [[], 'which file?'],
  ])('%j is a mistake of the caller: exit code 2', (args, message) => {
    mkdirSync(join(folder, 'directory'), { recursive: true });
    file('latin.py', Uint8Array.of(0xe9, 10));
    const { stdout, stderr, status } = call(args);
    if (typeof message === 'string') expect(stderr).toContain(message);
    else expect(stderr).toMatch(message);
    expect([stdout, status, stderr.split('\n').length]).toEqual(['', 2, 2]);
  });
});

test('a defect of the machine is told with its place and without a stack', () => {
  const machine = boot('3.12')!;
  machine.rt.hooks = {
    ...machine.rt.hooks,
    displayHook: () => {
      throw new RangeError('spoilt');
    },
  };
  const { error, exitCode } = machine.run('import sys\nsys.displayhook(1)\n', 'mine.py');
  expect(error).toBe(
    'internal error at line 2 of mine.py: RangeError: spoilt. This is a defect of the simulation, not of the program: please report it together with the program',
  );
  expect(exitCode).toBe(1);
  expect(machine.defect).toBeInstanceOf(RangeError);
});

/** The rows of real `sys._debugmallocstats()`, without their numbers: 3.8.18, 3.10.13, 3.12.1, 3.13.0. */
test.each([
  [
    '3.8',
    'PyCFunctionObjects * 56, PyDictObjects * 48, PyFloatObjects * 24, PyFrameObjects * 368, PyListObjects * 40, PyMethodObjects * 48',
    19,
  ],
  ['3.10', 'PyDictObjects * 48, PyFloatObjects * 24, PyFrameObjects * 360, PyListObjects * 40', 19],
  ['3.12', 'PyDictObjects * 48, PyFloatObjects * 24, PyListObjects * 40', 20],
  ['3.13', 'PyDictObjects * 48, PyDictKeysObjects * 32, PyFloatObjects * 24, PyListObjects * 40', 20],
])('the free lists in the malloc statistics of %s', (version, rows, longest) => {
  const { rt } = boot(version)!;
  const lines = freeListStatsText(rt.free, rt.ruleset).trimEnd().split('\n');
  const tuples = Array.from({ length: longest }, (_, i) => `${i + 1}-sized PyTupleObjects * ${32 + 8 * i}`);
  expect(lines.map((line) => /^ *\d+ free (.*) bytes each = *[\d,]+$/.exec(line)?.[1])).toEqual([
    ...rows.split(', '),
    ...tuples,
  ]);
  expect(new Set(lines.map((line) => line.indexOf('=')))).toEqual(new Set([49]));
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([71]));
});
