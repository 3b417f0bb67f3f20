import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '../../server/cli/command.ts';
import { projectRoot } from '../support/source.ts';

const folder = join(projectRoot, 'server/cli/commands');
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));

function cli(...args: string[]) {
  const script = join(projectRoot, 'server/cli/main.ts');
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

test.each(files)('%s is a command that says what it is', async (file) => {
  const module = (await import(join(folder, file))) as { command?: Command; default?: Command };
  const command = (module.command ?? module.default)!;
  const name = file.replace(/\.ts$/, '').replaceAll('-', ' ');
  expect(command.name).toBe(name);
  expect(command.usage.startsWith(name)).toBe(true);
  expect(command.summary.length).toBeGreaterThan(10);
});

test('an unknown command, or none, gets the list on stderr and exit code 2', () => {
  for (const args of [['nonsense'], []]) {
    const { status, stdout, stderr } = cli(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    for (const file of files) expect(stderr).toContain(file.replace(/\.ts$/, '').replaceAll('-', ' '));
  }
});

test('help goes to stdout', () => {
  expect(cli('--help')).toMatchObject({ status: 0, stderr: '' });
  const { status, stdout } = cli(files[0].replace(/\.ts$/, ''), '--help');
  expect(status).toBe(0);
  expect(stdout).toContain('npm run -s cli --');
});
