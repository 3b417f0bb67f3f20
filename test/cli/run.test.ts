import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stackFlags } from '../../server/launch/flags.mjs';
import { projectRoot } from '../support/source.ts';

/** As `npm run -s cli -- run` starts it. */
function run(program: string, flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'pyarena-run-'));
  const file = join(folder, 'program.py');
  writeFileSync(file, program);
  const main = join(projectRoot, 'server/cli/main.ts');
  const result = spawnSync(process.execPath, [...flags, main, 'run', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return result;
}

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
