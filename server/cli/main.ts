import '../launch/require-node.ts';
import { readdirSync } from 'node:fs';
import { type Command, UsageError } from './command.ts';

const folder = new URL('./commands/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3).replaceAll('-', ' '))
  .sort();

// Not process.exit: what was printed into a pipe has to get through first.
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  // A reader such as `head` that has seen enough is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const words = args.map((arg) => arg.toLowerCase());
  const name = names.findLast((candidate) => `${words.join(' ')} `.startsWith(`${candidate} `));
  if (name === undefined) {
    const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0]);
    if (!asked) console.error(`There is no command "${args[0]}".`);
    await list(asked && args.length > 0 ? console.log : console.error);
    return asked && args.length > 0 ? 0 : 2;
  }
  const command = await load(name);
  const rest = args.slice(name.split(' ').length);
  if (rest[0] === '--help' || rest[0] === '-h') {
    console.log(`${command.summary}\n\nnpm run -s cli -- ${command.usage}`);
    return 0;
  }
  try {
    return (await command.run(rest)) ?? 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${name}: ${error.message}`);
    return 2;
  }
}

async function list(print: (line: string) => void): Promise<void> {
  print('npm run -s cli -- COMMAND, where COMMAND is one of');
  for (const name of names) {
    const command = await load(name);
    print(`  ${command.usage}\n      ${command.summary}`);
  }
}

async function load(name: string): Promise<Command> {
  const module = (await import(new URL(`${name.replaceAll(' ', '-')}.ts`, folder).href)) as {
    command?: Command;
    default?: Command;
  };
  const command = module.command ?? module.default;
  if (!command) throw new Error(`commands/${name.replaceAll(' ', '-')}.ts exports no command`);
  return command;
}
