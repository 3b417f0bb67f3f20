/** The names that programs can reach: methods of built-in types, builtin functions, modules and what is in them. */
import { libModules } from '../../../shared/sim/lib/index.ts';
import { boot } from '../../../shared/sim/machine.ts';
import { nativeModules } from '../../../shared/sim/modules/index.ts';

export type Names = {
  readonly builtins: readonly string[];
  /** Attributes of built-in types, by the name of the type. */
  readonly methods: ReadonlyMap<string, readonly string[]>;
  readonly modules: ReadonlyMap<string, readonly string[]>;
};

/** Calls of these end or hold up a program by what they are for. */
const leftOut = new Set(['input', 'exit', 'quit', 'breakpoint', 'help', '_debugmallocstats', 'sleep']);

let names: Names | undefined;

/** Asked of a machine of the newest version. */
export function namesOfMachine(): Names {
  if (names !== undefined) return names;
  const types = ['int', 'float', 'complex', 'str', 'bytes', 'bytearray', 'tuple', 'list', 'dict', 'set'];
  types.push('frozenset', 'range', 'slice', 'type', 'object', 'BaseException', 'property', 'super');
  types.push('memoryview');
  const generator = 'type(x for x in [])';
  const expressions = new Map(types.map((t) => [t, t]));
  expressions.set('generator', generator).set('function', 'type(lambda: 0)');
  const methods = new Map<string, string[]>();
  for (const [name, expression] of expressions) methods.set(name, dirOf(expression));
  const modules = new Map<string, string[]>();
  for (const { name } of [...nativeModules, ...libModules]) {
    const found = dirOf(`__import__(${JSON.stringify(name)}, None, None, ['x'])`);
    if (found.length > 0) modules.set(name, found);
  }
  names = { builtins: dirOf('__import__("builtins")'), methods, modules };
  return names;
}

function dirOf(expression: string): string[] {
  const { stdout } = boot('3.15')!.run(`print(' '.join(dir(${expression})))`);
  return stdout
    .trim()
    .split(' ')
    .filter((name) => name !== '' && !leftOut.has(name));
}
